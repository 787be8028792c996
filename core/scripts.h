/*
 * Lua that comes and goes while the server runs: watches the drop-in directory, brings what is
 * there into force in rounds (script/dropin.h), and keeps a row of type `script` for every file,
 * by which operators see and switch it. Loop thread.
 *
 * The last admitted text of every file is kept in DIR/scripts, so that a file that was broken
 * meanwhile does what it did before also after a restart.
 */
#ifndef SCRIPTS_H
#define SCRIPTS_H

#include "api/api.h"
#include "engine/engine.h"
#include "loop/loop.h"
#include "script/script.h"
#include "store/store.h"

struct scripts;

struct scripts_options {
	const char *root; /* of the installation */
	const char *drop_in; /* may be missing, and come later */
	const char *data; /* the data directory */
	struct store *store;
	struct engine *engine;
	struct script *script; /* loaded, and its model defined in the store */
	struct api *api;
	/* New definitions are in the script and in the store: everybody else takes them now. */
	void (*swap)(void *arg, struct model *model, struct lifecycles *lifecycles);
	void *arg;
};

/*
 * Reads what was switched and admitted before and brings that into force, so that pending
 * processes find their definitions. Blocks; before the loop runs. The caller frees it with
 * scripts_free, before script, api, engine and store.
 */
struct scripts *scripts_new(struct loop *loop, const struct scripts_options *options,
			    struct error *err);
void scripts_free(struct scripts *scripts);

/* Takes what is new in the directory, then calls ready(arg), then watches. */
void scripts_start(struct scripts *scripts, void (*ready)(void *arg), void *arg);

/* Enables or disables a row of type script; for api_on_verb. */
void scripts_verb(void *arg, int64_t id, const char *verb, struct span data, const char *actor,
		  outcome_fn fn, void *fn_arg);

#endif

/*
 * The Lua side as the roles see it: one state on the loop thread, everything in lua/ and
 * api/schemas/ loaded and checked, handlers and commands run as coroutines. Loop thread only.
 */
#ifndef SCRIPT_SCRIPT_H
#define SCRIPT_SCRIPT_H

#include "base/error.h"
#include "base/json.h"
#include "engine/engine.h"
#include "engine/lifecycle.h"
#include "loop/loop.h"
#include "store/model.h"

struct script;

struct script_options {
	const char *root; /* directory that holds lua/ and api/schemas/ (installed or checkout) */
	const char *drop_in; /* --lua DIR, or NULL: more handlers, lifecycles, types */
	struct engine *engine; /* server only, else NULL */
	struct store *store; /* server only */
};

/*
 * Makes the state, locks its globals, registers all bindings compiled in. Services
 * (bind_set_service) may be added until script_load. The caller frees it with script_free:
 * before the engine, the store and all services; running tasks are closed, none is told done.
 */
struct script *script_new(struct loop *loop, const struct script_options *options,
			  struct error *err);
void script_free(struct script *script);
struct lua_State *script_state(struct script *script);

/* Loads lua/lib, schemas, processes, handlers (server) or lua/commands (agent: `commands` = 1).
 * An error names file:line and leaves nothing loaded. */
int script_load(struct script *script, int commands, struct error *err);

/* What was loaded: references the caller gives back with model_unref / lifecycles_unref. */
struct model *script_model(struct script *script);
struct lifecycles *script_lifecycles(struct script *script);

/* Runs handlers for an engine. */
void script_runner(struct script *script, struct runner *ret);

/*
 * Agent: runs the command that serves an event (name, and kind of host where several do) as a
 * coroutine. Ends in one done; not found is ERROR_UNSUPPORTED. Progress may come before.
 */
struct task;
struct task *script_command(struct script *script, const char *event, struct span data,
			    void (*progress)(void *arg, int percent, const char *message),
			    void (*done)(void *arg, int rc, struct span data,
					 const struct error *err),
			    void *arg);
void script_cancel(struct task *task);

/* Calls a global-free function of a loaded lua/lib module as a coroutine: module "agent", function
 * "ping". */
struct task *script_call(struct script *script, const char *module, const char *function,
			 struct span data,
			 void (*done)(void *arg, int rc, struct span data, const struct error *err),
			 void *arg);

#endif

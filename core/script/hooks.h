/*
 * The functions of handlers as they are known to the engine: by number (struct handler's
 * `reference`), so that definitions can be put together elsewhere before the functions are
 * loaded here. A function stays as long as any set of definitions that names it is in use:
 * a run that began on the last but one version of a file ends on it.
 *
 * Loop thread, except hooks_counts.
 */
#ifndef SCRIPT_HOOKS_H
#define SCRIPT_HOOKS_H

#include <stdatomic.h>

#include "script/vm.h"

struct source; /* dropin.h */

/* What the handlers of one file came to, all its versions together. Written on the loop thread
 * only, read anywhere. */
struct counts {
	struct counts *next;
	char *file; /* as its errors name it */
	atomic_llong runs, failures, ns;
};

struct hook {
	int reference;
	char *name; /* of the handler */
	struct source *source; /* version of the file it came from; NULL: built in */
	struct counts *counts;
	int uses; /* sets of definitions that name it */
	int staged; /* its set is still being put together */
};

/* The number of the first hook; those behind it are smaller. */
int hooks_first(void);

/* The number that the next hook gets; hooks_add takes them in this order. */
int hooks_next(const struct script *script);

/* Keeps the function on top of the stack under a number. A reference to `source` is taken. */
void hooks_add(struct script *script, int reference, const char *name, const char *file,
	       struct source *source);

/* The hook of a number, or NULL. */
struct hook *hooks_get(const struct script *script, int reference);

/*
 * These are the script's definitions from now on; owns both references. Those before stay as
 * long as somebody else holds them. Hooks that no set names are dropped.
 */
void hooks_commit(struct script *script, struct model *model, struct lifecycles *lifecycles);

/* The set that was being put together will not come: drops what was added for it. */
void hooks_unstage(struct script *script);

/* Drops what nobody holds any more. Cheap when there is nothing. */
void hooks_sweep(struct script *script);

/* How many sets of definitions are alive, the current one included. */
int hooks_generations(const struct script *script);

/* For script_free. */
void hooks_done(struct script *script);

#endif

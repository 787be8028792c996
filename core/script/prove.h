/*
 * Trials: handlers run in a world of their own, where what they do is noted and answered from
 * memory. Nothing reaches the store, an agent or a host; the store is read as it is now.
 * Loop thread only. For who admits new handlers, explains what would happen, or tests.
 *
 * The world is Lua (lua/lib/world.lua): rows over those of the store, agents and hosts that
 * pretend. Processes that a handler runs on other resources run there too, with their handlers.
 */
#ifndef SCRIPT_PROVE_H
#define SCRIPT_PROVE_H

#include "engine/lifecycle.h"
#include "script/script.h"

struct prove_options {
	/* The definitions by which processes run; NULL: those in force. They need not be in force
	 * yet, but the references of their handlers must be this script's. */
	struct lifecycles *lifecycles;
	struct model *model; /* the types, likewise; NULL: those in force */

	const struct process *process; /* what runs, of those definitions */
	const struct handler
		*handler; /* this handler alone, attached to the process or not yet;
			     NULL: all handlers of the process, and what it goes on as */

	const char *type; /* of the resource: "container"; NULL: the process's */
	int64_t id; /* a resource of the store as it stands; 0: one made up from its type */
	struct span resource; /* fields put over it; an object, or empty */
	struct span data; /* process data; an object, or empty */

	/* What agents answer, by event: { "compute.instance.activate": {...}, or {"error":
	 * {"code", "message"}} }; "exec PROGRAM": {code, stdout}; "docker.images": [...] and
	 * "files": {path: text} are what is on the host. Others answer as simulated hosts do. An
	 * object, or empty. */
	struct span answers;

	const char *event; /* commands: what they are asked for; NULL: their own */

	int look; /* 1: one run, nothing is proven: what it would do (explain, dry run) */
	int seconds; /* at most; 0: 10 */
};

/*
 * Tries it, under `enforce` (proof.h) unless it only looks. Ends in one done, from the loop:
 * rc 0 with a report, -1 when there could be no trial (err says why). The report is an object:
 *
 *   ok         whether it ended well and nothing was violated
 *   process, handler (or null), resource {type, id} or null when it was made up; of a command:
 *              process is null, handler its name
 *   handlers   names of all whose code ran, in order, those of nested processes too
 *   runs       how often it was run
 *   effects    in order: [{effect, detail, handler, file, line}]
 *   violation  {handler, file, line, effect, detail, why}, or null
 *   error      {code, message, field}: what it failed with, or null
 *   requests   [{event, data}] what agents were asked in the last run
 *   log        [{level, text, handler}] what it said in the last run
 *   result     {resource, data}: as they are at the end; null when it failed
 *
 * A handler that fails for want of a party (unavailable, timeout) is not ok, with no violation.
 * script_cancel ends it early (ERROR_CANCELLED). NULL when there could be no trial:
 * done comes all the same.
 */
struct task *script_prove(struct script *script, const struct prove_options *options,
			  void (*done)(void *arg, int rc, struct span report,
				       const struct error *err),
			  void *arg);

/*
 * The same for a command of an agent, by the name of its file or its own, on a script that
 * loaded commands: `data` is that of the event; process, handler and resource mean nothing.
 */
struct task *
script_prove_command(struct script *script, const char *name, const struct prove_options *options,
		     void (*done)(void *arg, int rc, struct span report, const struct error *err),
		     void *arg);

/* --- Between this folder's files ---------------------------------------------------------- */

struct lua_State;

/* A primitive of a task that works in a world: what the world has instead of `fn`. Raises. */
int prove_primitive(struct lua_State *L, const char *group, const char *name,
		    int (*fn)(struct lua_State *L));

void prove_table(struct lua_State *L); /* registers raw.prove */

#endif

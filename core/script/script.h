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

/* Loads lua/lib, schemas, processes, handlers (server) or lua/commands (agent: `commands` = 1),
 * and what is in `drop_in` (strictly: one bad file fails all; a server that runs takes them one
 * by one, see dropin.h). An error names file:line and leaves nothing loaded. */
int script_load(struct script *script, int commands, struct error *err);

/* The names in a directory that end in .lua, sorted, NULL-terminated; none when there is no such
 * directory. The caller frees them with script_free_list. */
char **script_list(const char *dir);
void script_free_list(char **names);

/* What was loaded: references the caller gives back with model_unref / lifecycles_unref. */
struct model *script_model(struct script *script);
struct lifecycles *script_lifecycles(struct script *script);

/*
 * Whether handlers and commands are shown to be idempotent while they run (proof.h): never; a
 * share of them (0 to 1), which is run twice more and reported; or all, stopped at each
 * effect, and failed when they are not. Off unless it was asked for. Holds for what begins
 * from now on.
 */
enum script_idempotency { IDEMPOTENCY_OFF, IDEMPOTENCY_SAMPLE, IDEMPOTENCY_ENFORCE };
void script_set_idempotency(struct script *script, enum script_idempotency mode, double rate);

/* From how many coroutines on handlers that wait for an agent are parked (park.h): after so many
 * ms; at once. For tests. */
void script_set_parking(struct script *script, int above, int64_t ms, int most);

/* A share that costs nothing one would notice. */
#define SCRIPT_SAMPLE_RATE 0.001

/* Takes both from the settings idempotency.mode and idempotency.sample.rate instead, and what
 * becomes of them within two seconds. Server only. */
void script_follow_settings(struct script *script);

/* The mode of a word ("off", "sample", "enforce"); -1 for another. */
int script_idempotency_of(const char *word);

/* How many proofs were begun, and how many violations they found. */
void script_idempotency_counts(const struct script *script, int64_t *ret_proofs,
			       int64_t *ret_violations);
/* What the handlers of one file came to since the program started. Any thread. */
struct script_counts {
	int64_t runs, failures, ns;
};

/* `file` as its errors name it: "lua/handlers/instance_start.lua". -1: nothing is known of it. */
int script_counts(struct script *script, const char *file, struct script_counts *ret);

/* Calls fn for every file that has handlers. Any thread; fn asks the script nothing. */
void script_counts_each(struct script *script,
			void (*fn)(void *arg, const char *file, const struct script_counts *counts),
			void *arg);

/* Bytes that Lua holds now. Loop thread. */
size_t script_memory(const struct script *script);

/*
 * The most processor time that Lua took at once since this was asked last, in seconds: in a slice
 * of a task, with what of a collection fell into it; in a step of the collection while Lua rests.
 * Loop thread.
 */
void script_longest(struct script *script, double *ret_slice, double *ret_tidy);

/* Coroutines in use, and how often a handler that waits gave its back (park.h). Loop thread. */
void script_coroutines(const struct script *script, int *ret_used, uint64_t *ret_parked);

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

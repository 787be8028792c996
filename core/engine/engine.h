/*
 * The state-transition engine. Loop thread only, except where said. Knows no Lua, no
 * hosts, no HTTP: logic runs through struct runner, durable state through store/store.h.
 *
 * Guarantee: a process that was accepted (its row is durable) reaches a defined end across
 * crashes, because every attempt runs all logic again from the top and logic looks before
 * it acts. The resource's state alone says what to resume.
 *
 * One execution at a time per resource; a process scheduled meanwhile moves the state at
 * once, tells the running one (which ends as cancelled at its next step), and runs when
 * that one is out. Nothing polls: a freed resource wakes its waiters.
 */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include "base/error.h"
#include "base/json.h"
#include "engine/external.h"
#include "engine/lifecycle.h"
#include "loop/loop.h"
#include "store/once.h"
#include "store/store.h"

struct engine;
struct run; /* one attempt of one process on one resource, in memory */

/* What one handler run came to. */
struct handler_result {
	struct span patch; /* object to apply to the resource (doc.h); empty: none */
	int stop; /* ends the handle phase (a returned table does, unless it says continue) */
	int delegate; /* goes on under the fallback */
	const char *chain; /* verb to schedule behind this process, or NULL */
};

/* Filled in by whoever runs logic (core/script; a fake in tests). */
struct runner {
	/*
	 * Starts a handler on a resource as committed now. Ends later (or at once) in exactly
	 * one engine_handler_done. Returns nothing: a failure to start is a done with error.
	 */
	void (*start)(void *self, struct run *run, const struct handler *handler, enum phase phase);

	/* The run is no longer wanted. The runner still calls engine_handler_done, soon, with
	 * ERROR_CANCELLED; no primitive that changes the world may begin after this. */
	void (*cancel)(void *self, struct run *run);

	/* A resource changed durably: for subscribers. state may be NULL (type without processes,
	 * or a change that is not about it); account_id is 0 when the engine did not have to look
	 * it up. */
	void (*changed)(void *self, const struct type *type, int64_t id, int64_t account_id,
			const char *state);
	void *self;
};

struct engine *engine_new(struct loop *loop, struct store *store, struct error *err);

/*
 * Running attempts are dropped (their rows stay pending), and no run may be touched: end the
 * runner's handlers first, or forget them. Every outcome that is still owed is called with
 * ERROR_CANCELLED, which says nothing about what was committed; nothing may be asked from there.
 */
void engine_free(struct engine *engine);

void engine_set_runner(struct engine *engine, const struct runner *runner);

/* Swaps the definitions. Running attempts end on those they began with. */
void engine_set_definitions(struct engine *engine, struct model *model, struct lifecycles *set);
struct model *engine_model(const struct engine *engine);
struct lifecycles *engine_lifecycles(const struct engine *engine);

/*
 * Swaps the external handlers (takes the reference; NULL: none). A phase that has begun goes on
 * with those it began with, but for those that are gone: they are not started any more.
 */
void engine_set_externals(struct engine *engine, struct externals *externals);
const struct externals *engine_externals(const struct engine *engine);

/* Resumes every pending process. Call once, when runner and definitions are in place. */
int engine_start(struct engine *engine, struct error *err);

struct request {
	const char *verb; /* "start" */
	const struct type *type; /* any; its base is what counts */
	int64_t id;
	struct span data; /* process data, an object; empty: {} */
	const char *actor; /* who asked; copied */
	int64_t rev; /* the resource must have this revision, else CONFLICT; 0: any */
	const struct once *once; /* recorded in the same commit; NULL: not. Borrowed until fn */
	int to_end; /* the caller waits for the end anyway: a process without logic is accepted and
		       ended in one commit, and never seen on its way */
};

struct outcome {
	int rc; /* 0, or -1 with err */
	struct error err; /* CONFLICT: not from this state (text names it); NOT_FOUND */
	int64_t id; /* of the resource */
	int64_t process_id; /* 0: it was already so, nothing had to run */
	const char *rests; /* to_end: the state that it has come to rest in; NULL: it is on its way,
			      or not known. Borrowed for the call */
};
typedef void (*outcome_fn)(void *arg, const struct outcome *outcome);

/*
 * Makes a process durable and moves the resource to its transitioning state, in one commit;
 * then calls fn and runs it. Asking for what is already so is success.
 */
void engine_schedule(struct engine *engine, const struct request *request, outcome_fn fn,
		     void *arg);

/*
 * Inserts a resource together with its create process (none for types without processes).
 * `row` needs no id, uuid, state or created; they are filled in when 0 or NULL. `once` as in struct
 * request, borrowed for the call only.
 */
void engine_create(struct engine *engine, const struct type *type, const struct row *row,
		   struct span data, const struct once *once, const char *actor, outcome_fn fn,
		   void *arg);

/* Applies a patch; `schedule` also schedules the update process. rev as in txn_patch. */
void engine_update(struct engine *engine, const struct type *type, int64_t id, struct span patch,
		   int64_t rev, int schedule, const char *actor, outcome_fn fn, void *arg);

/*
 * remove; a running instance is stopped first (data gets remove=true); no processes: deleted.
 * rev as in struct request.
 */
void engine_remove(struct engine *engine, const struct type *type, int64_t id, struct span data,
		   int64_t rev, const char *actor, outcome_fn fn, void *arg);

/*
 * Calls fn when the resource is in `state` and at rest there, or when its process ended
 * otherwise (CONFLICT with the reason), or after `ms` (TIMEOUT). state NULL: at rest anywhere.
 */
void engine_wait(struct engine *engine, const struct type *type, int64_t id, const char *state,
		 int64_t ms, outcome_fn fn, void *arg);

/*
 * What an operator can do about a pending process instance. None of them needs the handler
 * that is running to listen; from any state a process can be in, each works.
 *
 *   retry     begins again from the top at once; attempts and deadline are counted anew
 *   skip      passes over the handler in hand (or that failed, or that is next), in this and
 *             all later attempts of the process
 *   complete  assumes it done: its done state, its row ends (COMPLETED)
 *   rollback  its on_failure process; where there is none, as cancel (ROLLED_BACK)
 *   cancel    runs nothing; back to the state at rest that the resource had last (CANCELED)
 */
enum verb { VERB_RETRY, VERB_SKIP, VERB_COMPLETE, VERB_ROLLBACK, VERB_CANCEL, VERB_MAX };
const char *verb_name(enum verb verb); /* "retry" */
int verb_from_name(const char *name); /* in any letter case; -1: none */

/*
 * Durable and in the history, with its actor, before fn is called. The outcome's process_id is
 * that of the process that goes on: of a rollback, its compensation. CONFLICT: it has ended
 * (text says how).
 */
void engine_verb(struct engine *engine, int64_t process_id, enum verb verb, const char *actor,
		 outcome_fn fn, void *arg);

/* --- For runners, during a handler ------------------------------------------------------ */

void engine_handler_done(struct run *run, int rc, const struct handler_result *result,
			 const struct error *err);

/* Where its code failed, for people: shown behind the error's text. Before engine_handler_done. */
void run_traceback(struct run *run, const char *text);

const struct process *run_process(const struct run *run);
const struct type *run_type(const struct run *run);
int64_t run_resource_id(const struct run *run);
int64_t run_process_id(const struct run *run); /* of the outermost process instance */
int run_attempt(const struct run *run); /* 1, 2, ... */
struct span run_data(const struct run *run); /* live process data of the outermost process; a
						nested run sees its request's data over it */
const char *run_actor(const struct run *run);
int run_is_cancelled(const struct run *run);
void *run_user(const struct run *run); /* the runner's own */
void run_set_user(struct run *run, void *user);
void *run_kept(const struct run *run); /* another: what it keeps while a handler is parked */
void run_set_kept(struct run *run, void *kept);

/*
 * The runner has let go of the handler in hand, which waits for long: engine_handler_done stays
 * owed, the handler's time goes on, cancelling is asked of the runner as ever. A process whose
 * handlers are all parked does not count among those that execute (RUNS_MAX). run_unpark: starts
 * the same handler again from the top (runner->start), at once or when there is room.
 */
void run_park(struct run *run);
void run_unpark(struct run *run);

/* Merges a patch (doc.h rule) into the process data; durable with the next commit. */
void run_patch_data(struct run *run, struct span patch);

/* The handler in hand changes the world; its name goes into the history, once per run. */
void run_effect(struct run *run, const char *name);

/* Shows progress on the resource; committed at most every 500 ms, the last one always. */
void run_progress(struct run *run, int percent, const char *message);

/* The handler in hand broke a promise: kept in the history with its end. A JSON object. */
void run_violation(struct run *run, struct span detail);

/* Gives the handler in hand its time anew: it is run once more on purpose. */
void run_clock_again(struct run *run);

/* What it waits on, for people: kind ("agent", "timer", "process", ...) and id. NULL: nothing. */
void run_waiting(struct run *run, const char *kind, const char *id);

/*
 * Outcomes (here and above) are never called before the function returns. An accepted
 * engine_nested or engine_insert calls fn exactly once, also when the run is cancelled.
 *
 * Runs a process inline on another resource (or a verb's chain on it) as part of this run: no
 * process row, real state changes. fn gets ERROR_CONFLICT when the state forbids it,
 * ERROR_UNAVAILABLE when waiting for the resource would be a deadlock. The handler's time
 * stands still meanwhile.
 */
void engine_nested(struct run *run, const struct request *request, outcome_fn fn, void *arg);

/*
 * Inserts a child resource in its initial state without running anything. With a verb it is taken
 * along that process, and what it delegates to, in the same commit, if no handler works in them;
 * else it stays in its initial state all the same.
 */
void engine_insert(struct run *run, const struct type *type, const struct row *row,
		   const char *verb, outcome_fn fn, void *arg);

/* --- Looking in ------------------------------------------------------------------------- */

struct process_status {
	int64_t process_id;
	const char *phase, *handler, *waiting_kind, *waiting_id, *last_error;
	const char *path; /* "instance.start(instance_start)->nic.activate(nic_activate)": the
			     innermost is what `handler` names */
	const char *step; /* "queued", "running", "committing", "stalled", "sleeping", "ending" */
	int attempt;
	int64_t since, next_at; /* UTC ms */
};

/* 0, or -1 when the process is not in memory (ended, or unknown). Borrowed until the loop turns. */
int engine_status(struct engine *engine, int64_t process_id, struct process_status *ret);

/* Who executes on a resource now, and whose state it is: process ids, 0 for none. */
void engine_holder(struct engine *engine, const struct type *type, int64_t id, int64_t *ret_holder,
		   int64_t *ret_accepted);

struct engine_stats {
	int64_t running, waiting, done, failed, retried;
	int64_t away; /* that wait for somebody outside: an agent, an external handler */
};
void engine_stats(const struct engine *engine, struct engine_stats *ret);

/* Of one definition: process instances in memory now, and those that were begun or resumed. */
struct engine_census {
	const char *name; /* "instance.start" */
	int64_t pending, accepted;
};
void engine_census(const struct engine *engine,
		   void (*fn)(void *arg, const struct engine_census *census), void *arg);

/*
 * Gives a resource that stands in a transitioning state, and on which nobody works, a process of
 * its own that goes on from there. For what a crash cut off: whoever began it may be over.
 */
void engine_adopt(struct engine *engine, const struct type *type, int64_t id);

/* Makes waiters of a kind and id try again at once (a returned agent: "agent", "3"). */
void engine_wake(struct engine *engine, const char *kind, const char *id);

#endif

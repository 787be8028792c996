/*
 * Between the engine's own files only: its structs, and who does what.
 *
 *   engine.c    the engine itself, definitions, what it shows
 *   slot.c      one resource in memory: who executes, who waits, whose state change is in flight
 *   schedule.c  the doors that accept processes on a resource: schedule, update, remove
 *   create.c    new resources, and changes that no process follows
 *   run.c       a run: coming and going, cancelling, failing
 *   handlers.c  one attempt: phases, handlers, their time, their ends
 *   commit.c    the transactions of a run; commit_end.c those that end it
 *   park.c      handlers that wait for long; who may execute
 *   retry.c     sleeping between attempts, waking
 *   verbs.c     what an operator does about a process; verbs_move.c those that move the state
 *   skip.c      handlers by name: where a run is, what it passes over
 *   nested.c    processes run inline, children inserted
 *   wait.c      engine_wait
 *   orphan.c    resources that an outermost process left on their way
 *   recover.c   resuming what is pending in the store
 *   show.c      progress, what is waited on, handlers' own view of a run
 *
 * Two rules keep a resource's state right:
 *  - at most one transaction that moves its state is in flight (slot->moving); whoever else
 *    wants to commit something about it waits in slot->deferred;
 *  - every such transaction guards the state it moves from.
 */
#ifndef ENGINE_ENGINE_INTERNAL_H
#define ENGINE_ENGINE_INTERNAL_H

#include "base/buf.h"
#include "base/table.h"
#include "engine/engine.h"
#include "engine/list.h"

#define RUNS_MAX 20000 /* outermost runs that execute at once */
#define RECOVER_PAGE 500
#define WAKE_BUCKETS 1024
#define WAITS_UNKNOWN "unknown" /* what a run waits on that sleeps since before the start */
#define COLUMN_MAX 2
#define CALLS_MAX 256 /* deferred calls per turn before the loop gets a breath */

/* Something to be called when its turn comes. */
struct later {
	struct node node;
	void (*fn)(void *arg);
	void *arg;
};

/* Outlives the engine while a posted call points to it. */
struct gate {
	struct engine *engine; /* NULL once it is gone */
	int posted;
};

/* Of one definition. */
struct census {
	struct engine_census is;
	const char *seen; /* the text that named it last; may be gone, and another's by now */
};

struct engine {
	struct loop *loop;
	struct store *store;
	struct reader *reader;
	struct runner runner;
	struct model *model;
	struct lifecycles *lifecycles;
	struct externals *externals;
	struct gate *gate;

	struct table slots; /* struct slot by type and id */
	struct table runs; /* struct run by process id; outermost ones only */
	struct node all_runs; /* every struct run */
	struct node ops; /* every struct op */
	struct node verbs; /* every struct verb_op */
	struct node flights; /* every transaction in flight */
	struct node ready; /* runs for which there was no room */
	struct node woken; /* runs whose parked handler goes on when there is room */
	struct node calls; /* struct later: soon */
	struct node wakes[WAKE_BUCKETS]; /* sleeping runs by what they waited on */

	struct {
		const char *from, *name;
	} * types; /* interned base types, by the model's index */
	int type_count;
	const char **names; /* owned */
	int name_count;

	int closing; /* engine_free is at work: what is asked now comes to nothing */
	int executing;
	int flushing; /* somebody up the stack will run `calls` */
	char scratch[32]; /* engine_status borrows it out */
	struct buf path; /* this, too */
	int64_t recover_after, recover_last; /* ids; all loaded when equal */
	int recovering; /* inside a page: slots need no look of their own */
	struct table
		unknown; /* struct unknown by id: no definition knows them, they wait for one */
	struct later recover_call;
	struct node orphans; /* struct orphan: to be adopted */
	struct node late_orphans; /* the same, of those that were adopted and failed again */
	struct later adopt_call;
	struct timer *adopt_timer;
	struct engine_stats stats;
	struct census *census;
	int census_count;
	int64_t away; /* runs that wait for somebody outside */
	uint64_t seed; /* of the jitter */
};

/* A pending process, as far as the engine understands it. */
struct unknown {
	struct link link;
	int64_t id;
	const char *name; /* interned */
};

/* A resource about which something is going on. Gone when nothing is. */
struct slot {
	struct link link;
	struct engine *engine;
	const char *type; /* interned base type */
	int64_t id;
	int64_t account_id; /* 0: not known yet */
	struct run *holder; /* outermost run that executes here */
	struct run *live[COLUMN_MAX]; /* accepted outermost run whose via the state is */
	struct node active; /* runs that execute here, innermost last (run.here) */
	struct node nested; /* nested runs that wait for the holder (run.wait) */
	struct node deferred; /* struct later: when no state change is in flight */
	struct node waiters; /* struct waiter */
	int moving; /* a state change is in flight */
	int pins;
};

enum step {
	RUN_NEW, /* not accepted yet */
	RUN_QUEUED, /* waits for the slot, or for room */
	RUN_LOGIC, /* in a handler, or between two */
	RUN_DEFERRED, /* waits for another's state change */
	RUN_COMMIT, /* a transaction is in flight */
	RUN_STALLED, /* the store failed; the same commit is tried again */
	RUN_SLEEP, /* until the next attempt */
};

/* Why a handler is broken off by an operator. */
enum redo { REDO_NONE, REDO_AGAIN, REDO_SKIP };

struct run {
	struct link link; /* engine->runs */
	struct node all; /* engine->all_runs */
	struct node here; /* slot->active */
	struct node wait; /* slot->nested, engine->ready or engine->woken */
	struct node sibling; /* parent->kids */
	struct node wake; /* engine->wakes */
	struct node kids; /* nested runs that this one's handler began */
	struct node strays; /* outermost only: struct orphan */
	struct later later; /* slot->deferred */
	struct engine *engine;
	struct slot *slot;
	struct model *model;
	struct lifecycles *lifecycles;
	struct externals *externals; /* as they were when the phase began */
	const struct type *type;
	const struct process *first; /* as accepted */
	const struct process *process; /* that, or a fallback it goes on under */
	const char *state; /* the column's value as this run left it; of the lifecycles */
	const char *passing; /* start state of one that enters and ends in one commit, or NULL */
	struct run *parent, *top; /* top: itself when outermost */
	struct run *blocked; /* outermost only: its nested run that waits for a resource */
	int64_t process_id; /* outermost only */
	int64_t start, first_at; /* accepted; first attempt of the definition in hand */
	int64_t since, next_at; /* in this step; next attempt */
	int64_t began; /* the handler in hand, monotonic ms */
	int64_t left, armed; /* of the handler's time when its clock was last started, and when */

	enum step step;
	enum phase phase;
	int at; /* index in the phase */
	int attempt;
	int spent; /* attempts that no longer count: an operator asked for more */
	int stalls; /* failed commits in a row */
	int awake; /* handlers that the runner has in hand, nested ones too; outermost only */
	enum redo redo; /* what to do when the handler in hand has ended */
	unsigned verify : 1; /* the state may have been moved by others: look first */
	unsigned cancelled : 1, row_ended : 1, cancel_sent : 1, timed_out : 1;
	unsigned in_handler : 1; /* handler_done is owed */
	unsigned starting : 1, done_early : 1; /* handler_done came inside runner->start */
	unsigned handled : 1; /* handler_done came, nested runs are still out */
	unsigned closing : 1; /* the commit in hand only ends the row */
	unsigned interrupting : 1; /* its nested runs are being cancelled */
	unsigned stop : 1; /* ends the handle phase */
	unsigned delegate : 1, shown : 1, data_dirty : 1, moves : 1, holds : 1;
	unsigned parked : 1; /* its handlers are all parked: not counted in executing; outermost */
	unsigned asleep : 1; /* its handler is parked */
	unsigned adopted : 1; /* it goes on with what was left on its way */
	unsigned skips : 1; /* its data names handlers to pass over; outermost only */
	const struct handler *handler;

	struct timer *timer; /* handler's time, sleep, or stall */
	struct buf data; /* process data; outermost only. Empty: {} */
	struct buf overlay, merged; /* a nested run's own data, and over the outermost's */
	struct buf patch; /* what a handler returned, until it is committed */
	struct buf notes; /* history details, NUL-separated, for the next commit */
	char *actor, *chain;
	char *last_error;
	char *row_handler; /* where the row says it was, until a handler begins; or NULL */
	char *failed_key, *failed_path, *failed_text; /* the innermost handler of a failed attempt;
							 outermost only */
	struct buf effects; /* names, as JSON strings, of what the handler in hand did */
	int effect_count;
	enum error_code last_code;
	struct error *result; /* of the handler that ended; NULL: it went well */
	char *traceback; /* of that, or NULL */

	char *waiting_kind, *waiting_id; /* outermost only; kept while asleep. One allocation */
	int waiting_on;

	int progress; /* percent */
	char *progress_text;
	int64_t progress_at; /* monotonic ms of the last one written; 0 never */
	struct timer *progress_timer;

	void (*again)(struct run *run); /* builds the commit in hand anew */
	void (*after)(struct run *run, struct txn *txn); /* when it is durable */
	int counted; /* index into the census + 1; outermost only, once accepted */
	const struct process *next; /* of the commit in hand: chained, compensation, fallback */
	int next_handle;
	outcome_fn fn; /* nested only */
	void *arg;
	void *user, *kept; /* the runner's */
};

/* --- engine.c --------------------------------------------------------------------------- */

/* Submits. engine_free calls drop(arg), when there is one, and done is not called any more. */
void engine_submit(struct engine *engine, struct txn *txn, void (*done)(void *arg, struct txn *txn),
		   void (*drop)(void *arg), void *arg);

/* Calls later->fn from a fresh stack, soon. */
void engine_soon(struct engine *engine, struct later *later);
void engine_flush(struct engine *engine);

/* Calls fn soon with a copy of the outcome. */
void engine_answer(struct engine *engine, outcome_fn fn, void *arg, const struct outcome *outcome);
/* engine_free: tells a caller that its outcome stays unknown. */
void engine_give_up(outcome_fn fn, void *arg, int64_t id);
const char *engine_intern(struct engine *engine, const char *name);
const char *engine_intern_type(struct engine *engine, const struct type *base);
struct run *engine_find(struct engine *engine, int64_t process_id); /* outermost, or NULL */
void engine_changed(struct run *run, const char *state);

/* The type as of the engine's own model, or NULL. */
const struct type *engine_type(struct engine *engine, const struct type *type);

/* "container 1i5". */
void engine_label(const struct type *type, int64_t id, char *ret, size_t size);
void engine_illegal(const struct process *process, const struct type *type, int64_t id,
		    const char *state, struct error *err);

/* What a process would do on a resource in a state. */
enum verdict { VERDICT_START, VERDICT_VIA, VERDICT_DONE, VERDICT_ILLEGAL };

/* *ret is the process, or the fallback that fits. VERDICT_START wins over DONE when `again`. */
enum verdict engine_judge(const struct process *process, const char *state, int again,
			  const struct process **ret);

/* --- slot.c ----------------------------------------------------------------------------- */

/* The slot of a resource, made when there is none; pin it, or it may go again. */
struct slot *slot_get(struct engine *engine, const struct type *type, int64_t id);
void slot_pin(struct slot *slot);
void slot_unpin(struct slot *slot); /* frees it when nothing is going on */
void slot_defer(struct slot *slot, struct later *later);
void slot_flush(struct slot *slot); /* the state change in flight is over: who waited goes on */
void slot_wake(struct slot *slot); /* lets the next one execute */

/* The state as memory knows it, or NULL. */
const char *slot_state(const struct slot *slot, int column);

/* Whether nothing is under way in the main column. */
int slot_at_rest(const struct slot *slot);

/* Everything in a column but `run` has lost its state; `old` (or NULL), and its row, besides. */
void slot_interrupt(struct slot *slot, int column, struct run *run, struct run *old);

/* Others in the column no longer know the state. */
void slot_doubt(struct slot *slot, const struct run *mover);

/* --- run.c ------------------------------------------------------------------------------ */

struct run *run_new(struct engine *engine, const struct type *type, const struct process *process,
		    struct span data, const char *actor);
void run_free(struct run *run);

/* (census.c) An outermost run comes and goes. */
void census_enter(struct run *run);
void census_leave(struct run *run);

/* Whether it waits for somebody outside, an agent say. */
void census_waits(struct run *run, int waits);

/* Makes an outermost run known under its process id, with a slot. */
void run_accept(struct run *run, struct slot *slot, int64_t process_id, const char *state);
void run_enqueue(struct run *run);
void run_begin(struct run *run); /* owns the slot now */
void run_release(struct run *run); /* gives the slot back */
void run_leave(struct run *run); /* it is over: releases, forgets, frees */
void run_interrupt(struct run *run, int row_ended);
void run_quit(struct run *run); /* cancelled, and nothing of it is running any more */
void run_failed(struct run *run, const struct error *err);
int run_error_len(const struct run *run); /* of last_error, without the traceback */
void run_set_step(struct run *run, enum step step);

/* Breaks off the handler in hand and the nested runs; then it begins again, or goes on. */
void run_break(struct run *run, enum redo redo);

/* The run of the process that run->next is, as the commit in hand inserts it. */
struct run *run_follower(struct run *run);
void text_set(char **at, const char *text);

/* --- handlers.c ------------------------------------------------------------------------- */

void run_step_on(struct run *run); /* to the next handler that has to be waited for, or the end */
void run_resume_parent(struct run *run); /* a nested run of this one is over */

/* Asks the handler in hand to end, once. That may be the end of the run at once. */
void run_stop_handler(struct run *run);
void run_note(struct run *run, const struct error *err);
void run_clock_stop(struct run *run); /* the handler's time stands still, goes on */
void run_clock_go(struct run *run);

/* --- park.c ----------------------------------------------------------------------------- */

void park_begins(struct run *run); /* a handler of it does */
void park_over(struct run *run); /* its handler has ended, parked or not */
void park_admit(struct engine *engine); /* one executes no longer: others may */

/* --- commit.c --------------------------------------------------------------------------- */

void commit_patch(struct run *run);
void commit_end(struct run *run); /* done, delegate or chain, as it stands */
void commit_enter(struct run *run); /* start state to via, for nested and recovered runs */
void commit_pass(struct run *run); /* both moves of a nested run without handlers at once */
void commit_retry(struct run *run);
void commit_failure(struct run *run);
void commit_cancel(struct run *run);
void commit_already(struct run *run);
void commit_child_error(struct run *run);
void commit_resume(void *run);

/*
 * The done state of a process that may begin and end in one commit, whose run was not accepted
 * yet: nothing works in it, and nothing else is going on about the resource. Else NULL.
 */
const char *commit_whole_end(const struct run *run, const struct slot *slot, const char *via);

/* Adds all of such a process to a transaction. Returns the handle of its row. */
int commit_whole(struct run *run, int64_t id, const char *const *from, const char *via,
		 struct txn *txn);

/* The process row as the run stands. Borrowed from it. */
void row_of(const struct run *run, struct process_row *ret);

/* One history row of a state change; from and actor may be NULL. */
void history_state(struct txn *txn, const struct type *type, int64_t id, int64_t process_id,
		   const struct process *process, const char *from, const char *to,
		   const char *actor);

/* Ends another run's row inside somebody's transaction. */
void row_cancel(struct txn *txn, const struct run *run, const char *by);

/* --- retry.c ---------------------------------------------------------------------------- */

int64_t retry_delay(struct engine *engine, int attempt);
int retry_is_over(const struct run *run, int64_t delay);
void retry_sleep(struct run *run, int64_t ms);
void retry_stall(struct run *run);

void retry_wake(struct run *run); /* one that sleeps */

/* --- skip.c ----------------------------------------------------------------------------- */

/* The innermost run in a handler. */
struct run *run_leaf(struct run *run);

/* "nic:5 nic.activate nic_activate". */
void run_key(const struct run *run, const struct process *process, const char *handler,
	     struct buf *ret);
void run_path(const struct run *run, struct buf *ret);
void run_add_skip(struct run *run, const char *key); /* outermost; with the next commit */
int run_skips(const struct run *run, const struct handler *handler);
void run_blame(struct run *run, const struct error *err); /* remembers where it failed */
void run_unblame(struct run *run);

/* Process data as callers may give it: `_skip` is the engine's own. */
struct span data_clean(struct span data, struct buf *room);

/* --- verbs.c ---------------------------------------------------------------------------- */

void verbs_drop(struct engine *engine);

/* --- nested.c --------------------------------------------------------------------------- */

void nested_begin(struct run *run);
void nested_end(struct run *run, const struct error *err);

/* --- orphan.c --------------------------------------------------------------------------- */

/* A nested run ends without having brought its resource to rest: its outermost run remembers it. */
void orphan_note(struct run *child);
void orphans_inherit(struct run *run, struct run *heir);
/* Nobody inherits: each gets a process of its own, soon; a minute later where that is tried again.
 */
void orphans_give_up(struct run *run);
void orphans_drop(struct node *list);
int orphan_is_worked_on(const struct slot *slot, int column);

/* --- wait.c ----------------------------------------------------------------------------- */

/* Fires what waits for a resource that came to rest; `reason` when its process failed. */
void waiters_fire(struct slot *slot, const char *state, const char *reason);
void waiters_drop(struct slot *slot);

/* --- schedule.c, create.c --------------------------------------------------------------- */

void ops_drop(struct engine *engine);

/* A process for a resource that stands in its transitioning state, unless somebody is at it by
 * then. */
void schedule_adopted(struct engine *engine, const struct type *type, int64_t id,
		      const struct process *process, outcome_fn fn, void *arg);

/* Changes without a process behind them. actor may be NULL. */
void plain_patch(struct engine *engine, const struct type *type, int64_t id, struct span patch,
		 int64_t rev, const char *actor, outcome_fn fn, void *arg);
/* `through`, unless NULL: taken along that process at once, where no handler works in it. */
void plain_insert(struct engine *engine, const struct type *type, const struct row *row,
		  const struct process *through, int64_t process_id, const struct once *once,
		  const char *actor, outcome_fn fn, void *arg);
void plain_delete(struct engine *engine, const struct type *type, int64_t id, int64_t rev,
		  const char *actor, outcome_fn fn, void *arg);

/* --- recover.c -------------------------------------------------------------------------- */

void recover_slot(struct slot *slot);
void recover_more(struct engine *engine);

/* New definitions: what waited for one is looked at again. */
void recover_unknown(struct engine *engine);
const struct unknown *unknown_find(const struct engine *engine, int64_t process_id);
void unknown_drop(struct engine *engine);
int run_verify(struct run *run); /* 1: goes on; 0: taken care of */

/* The same text as long as the definitions live, or NULL when no definition knows it. */
const char *state_of(const struct process *process, const char *state);

/* What the store says about the run's resource now; fills in what the slot did not know. */
int state_read(struct engine *engine, struct slot *slot, const struct type *type, int column,
	       char *ret, size_t size, struct error *err);
#define STATE_SIZE 128

/* --- show.c ----------------------------------------------------------------------------- */

void waiting_set(struct run *run, const char *kind, const char *id);
void show_reset(struct run *run); /* no progress is pending any more */
int run_failure_text(const struct run *run, struct buf *ret); /* what it compensates for */

#endif

/*
 * Tasks: handlers, commands and calls as coroutines. Loop thread only; shared by the files
 * of this folder.
 *
 * A task begins when it is queued, runs in slices between awaits, and ends in exactly one
 * call of `finish`. Slices never nest: what becomes ready while one runs waits in a queue
 * that the outermost drains, so neither the C stack nor the order depends on who resumed
 * whom.
 *
 * Cancelling marks at once (no effect may begin any more), and from the loop abandons the
 * await, closes the coroutine (its <close> variables run) and finishes with
 * ERROR_CANCELLED.
 */
#ifndef SCRIPT_TASK_H
#define SCRIPT_TASK_H

#include <stddef.h>
#include <stdint.h>

#include "script/vm.h"

struct await {
	struct task *task;
	void (*abandon)(void *data);
	int (*push)(lua_State *L, void *data);
	int64_t effect; /* number of the effect it carries out, 0 none */
	unsigned waiting : 1, ready : 1;
	max_align_t data[];
};

struct task {
	struct script *script;
	lua_State *co; /* NULL before the first slice */
	int anchor; /* registry reference that keeps co */
	uint64_t id; /* unique while the script lives; 0: no task */
	char name[64]; /* of the handler or command, for people */
	struct task *next;
	struct await *await; /* the one under way */
	unsigned queued : 1, cancelled : 1, waiting_shown : 1;
	unsigned overrun : 1, spoilt : 1; /* ran too long; co is not to be used again */
	unsigned stopped : 1; /* before an effect, by its proof */
	unsigned unwinding : 1; /* its coroutine is being closed: nothing may begin */
	unsigned restless : 1; /* is not parked (park.h) */
	unsigned patient : 1, sliced : 1; /* goes on behind others when its slice is over; it is */
	struct error *failed; /* owned; set: ends with it instead of running */
	int64_t effects, effect_open;
	size_t held; /* bytes by which the state grew in its slices, about */

	/* Pushes the function and its arguments on co; returns how many arguments, or -1. */
	int (*prepare)(struct task *task, struct error *err);
	/* Ends it: rc 0 with `results` values on top of co, or -1. Frees `owner`. */
	void (*finish)(struct task *task, int rc, int results, const struct error *err);
	void *owner; /* of whoever made the task */

	struct run *run; /* handlers of the engine, else NULL */
	const struct type *type; /* of the run's resource */
	void (*progress)(struct task *task, int percent, const char *message);
	struct timer *timeout;
	int seconds; /* of the timeout; each run of a proof has them */

	struct proof *proof; /* proof.h; NULL: it runs once */
	int world; /* prove.h: registry reference of the world it works on; LUA_NOREF: the real one
		    */
	char handler[64]; /* whose code is running in it, when that is not its name */
	const char *file; /* where its function is defined, or NULL; borrowed */
	int line;
};

static inline struct task *task_of(lua_State *L)
{
	return *(struct task **)lua_getextraspace(L);
}

/* A task that will run when it is queued. Owned by the script until finish was called. */
struct task *task_new(struct script *script, const char *name,
		      int (*prepare)(struct task *task, struct error *err),
		      void (*finish)(struct task *task, int rc, int results,
				     const struct error *err),
		      void *owner);

/* Which task, and what it works on, as pairs of a log line; `ret` has TASK_LABEL_MAX bytes. */
#define TASK_LABEL_MAX 320
const char *task_label(const struct task *task, char *ret);

/* For `finish`: gives the task back, when its results were taken and before anyone is told. */
void task_release(struct task *task);

/* Closes its coroutine and gives it a new one that has nothing on it. */
void task_fresh(struct task *task);

/* Lets go of one that waits, and tells nobody; what it waits for was taken from it. */
void task_drop(struct task *task);

/* Runs it now, or when the slice that is running has ended. */
void task_queue(struct task *task);

/* Runs it when the loop turns: its end is never before the caller's return. */
void task_queue_later(struct task *task);

/* Makes its next turn end it with this error (copied) instead of running it. */
void task_fail(struct task *task, const struct error *err);

/* Ends it with ERROR_CANCELLED when the loop turns. */
void task_cancel(struct task *task);

/* Ends it with ERROR_TIMEOUT after so many seconds. */
void task_limit(struct task *task, int seconds);

/* How many there are. */
int task_count(const struct script *script);

/* A task that still lives, by id; or NULL. */
struct task *task_find(struct script *script, uint64_t id);

/* Pushes the `task` table that handlers and commands get, without any fields. */
void task_push(struct task *task, lua_State *L);

/* Shows its progress: of its run, or as whoever made it wants. */
void task_progress(struct task *task, int percent, const char *message);

/* What a task returned: 0 when it is a value, -1 with err when it is nil (or false) and an error.
 */
int task_result(struct task *task, int results, int *ret_index, struct error *err);

void task_open(struct script *script);

/* Ends all tasks while the script closes (`closing` is set): finish tells nobody then. */
void task_close_all(struct script *script);

/* --- task_slot.c: between it and task.c ---------------------------------------------------- */

struct task_slot {
	struct task *task; /* NULL: free */
	uint32_t generation, next_free;
};

/* An id, which finds it while it lives. */
void task_take_slot(struct script *script, struct task *task);
void task_give_slot(struct script *script, struct task *task);

/* A coroutine. Never raises: the ceiling does not hold here. */
void task_take_thread(struct task *task);

/* Gives it back, closing what is still open in it. */
void task_give_thread(struct task *task);

#endif

/*
 * Idempotence, shown by doing. Loop thread only; shared by the files of this folder.
 *
 * A *proof* belongs to one task. In `enforce` the task is stopped at each effect before it
 * begins, run again from the top, let past that effect, and so on; when it has ended it is
 * run twice more. In `sample` it is run once as always, and then twice more. In those last
 * runs an effect that was not among the first ones is a violation, and is not carried out.
 *
 * Effects are told apart by what they do: name, detail, and a digest of what they are given.
 * The same effect may be done again in a later run (setting a value again is harmless),
 * unless it is one of those that make something anew each time (`once`), or carries a value
 * that was drawn at random in this very run.
 *
 * What a host says of itself may be another each time. Once an agent's answer is another than
 * it was to the same question, an update or a result that is another, too, proves nothing; and
 * the answer of a command on a real host is only looked at for what was drawn.
 *
 * A result may differ from the first one only when applying both is no change: `x = row.x or
 * time.now()` is fine, `x = time.now()` is not.
 */
#ifndef SCRIPT_PROOF_H
#define SCRIPT_PROOF_H

#include <lua.h>

#include "script/bind.h"
#include "script/task.h"

#define PROOF_EFFECTS_MAX 1000

/* One thing a handler did to the world, and where. */
struct proof_effect {
	uint64_t key;
	uint64_t answer; /* digest, of what an agent said; 0: none yet */
	int performed; /* in which run last, 0: not yet */
	int once;
	int line;
	char name[48], detail[160], handler[64], file[160];
};

struct proof_violation {
	int found;
	struct proof_effect at; /* name "" when it is no effect's fault */
	char why[256];
};

/* Begins one when the script's mode asks for it; `sure`: in any mode, as if it enforced. */
void proof_begin(struct task *task, int sure);
void proof_free(struct task *task);

/* What the task has drawn: ids ("id.uuid()") and times, which are not the same in each run. */
void proof_drew_text(struct task *task, const char *kind, const char *text);
void proof_drew_time(struct task *task, int64_t ms);

/* How far the clock is put on for this run: two runs never see the same time. */
int64_t proof_skew(const struct task *task);

/*
 * An effect is about to begin: returns when it may, else stops the task (by a yield that
 * nothing can catch, or an error that pcall passes on).
 */
void proof_effect(lua_State *L, struct task *task, const struct effect *effect);

/* The effect that was let past last turned out to do nothing: it failed. */
void proof_effect_failed(struct task *task);

/*
 * What is about to be done again would really be done, and is no mistake: a process that runs
 * once more. A sampled task is spared it: what was shown so far is all (this may not return).
 */
void proof_spare(lua_State *L, struct task *task);

/* What the effect that was let past last came to: `results` values on top of the stack. */
void proof_answered(lua_State *L, struct task *task, int results);

/* The task was stopped (task->stopped): 1 when it is to run again, 0 when it ends with *ret_rc,
 * *ret_results on a new co, or err. */
int proof_stopped(struct task *task, int *ret_rc, int *ret_results, struct error *err);

/* The task's function ended. The same. */
int proof_ended(struct task *task, int *ret_rc, int *ret_results, struct error *err);

/* Between the two files: notes the first violation (at NULL: no effect's fault), tells it (1: the
 * task is to fail for it), and names what was drawn in this run and is held by a value. */
struct proof;
void proof_violate(struct proof *proof, const struct proof_effect *at, const char *why);
int proof_tell(struct task *task, struct error *err);
const char *proof_drawn_in(struct task *task, int index);

/* The violation as one sentence with its place, and as a JSON object (appended). */
void proof_text(const struct proof_violation *violation, struct error *err);
void proof_json(const struct proof_violation *violation, struct buf *ret);

/* The row of a run as its own result, not committed yet, would leave it. The new document is
 * appended to `doc`; 0: nothing of that kind. */
int proof_overlay(const struct task *task, const struct type *type, int64_t id, struct span before,
		  struct buf *doc);

struct proof {
	enum script_idempotency mode;
	int run; /* 1, 2, ... */
	int again; /* 0: first time to the end; 1, 2: the two more */
	int fresh; /* this run did an effect that no earlier one did */
	int64_t began; /* clock_mono of the first run */
	struct proof_effect *effects; /* in the order in which they came up */
	int count, cap;
	int last; /* index let past last, -1 */
	struct proof_violation violation;

	int results; /* of the first time to the end: a registry table and its digest */
	int result_reference;
	uint64_t result_digest;
	struct buf patch; /* what it makes of the resource; "" none */
	struct buf data; /* process data as the last run left it */
	int look; /* one run only */
	int moved; /* an agent answered otherwise than before */
	int unproven; /* the two more could not be run (a party was away) */

	struct proof_draw {
		const char *kind;
		int64_t time; /* 0: text */
		char text[200]; /* a sealed secret fits */
	} * draws;
	int draw_count, draw_cap;
	unsigned drew_id : 1, drew_time : 1; /* in any run */
};

#endif

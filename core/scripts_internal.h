/* Between scripts.c and scripts_rows.c only. */
#ifndef SCRIPTS_INTERNAL_H
#define SCRIPTS_INTERNAL_H

#include "loop/pool.h"
#include "script/dropin.h"
#include "scripts.h"

/* A file as the API shows it. */
struct script_row {
	struct script_row *next;
	char *path; /* "lua/handlers/instance_start.lua", or a drop-in's name in the directory */
	int64_t id; /* 0: not in the store yet */
	int builtin;
	char *state; /* as stored; NULL: not stored */
	int disabled;
	int removed;
	char *doc; /* as stored */
	int64_t loaded_at;
	char running[65]; /* version that is attached; "" none */
	char *told; /* the refusal that was logged last */
	char proof[256]; /* of idempotency: "shown", "not shown in ..."; "" not asked for */
};

/* Who waits until a switch works. */
struct waiter {
	struct waiter *next;
	outcome_fn fn;
	void *arg;
	struct outcome outcome;
	int round; /* it works when this one is over */
};

struct scripts {
	struct loop *loop;
	struct scripts_options options;
	char *copies; /* DIR/scripts */
	char *drop_in; /* absolute */
	struct dropin *dropin;
	struct pool *pool;
	struct reader *reader;

	struct admission *admission; /* of the round under way */
	struct round *round; /* under way; NULL: none */
	int rounds; /* begun */
	int again, force; /* another one is due; even when no file changed */
	void (*ready)(void *arg);
	void *ready_arg;
	struct timer *look, *tick;
	int64_t next_look; /* monotonic ms: of the look to come */
	int64_t first_event; /* that it was not looked for yet; 0: none */
	uv_fs_event_t *watch; /* NULL: the directory is not there */
	char told[400]; /* the last trouble that was logged */

	struct script_row *rows;
	struct sync *sync; /* on its way to the store */
	int sync_again;
	struct flip *flips;
	struct waiter *waiters;
	int fire; /* waiters of rounds up to this one, when the rows are written */
};

/* scripts_rows.c */

/* Fills the rows from the store. */
int rows_read(struct scripts *scripts, struct error *err);
void rows_free(struct scripts *scripts);
struct script_row *rows_find(struct scripts *scripts, const char *path);

/* Writes what differs from the store. */
void rows_sync(struct scripts *scripts);

/* Hands the switches to the drop-ins; not while a round uses them. */
void rows_switches(struct scripts *scripts);

/* scripts_admit.c */

/* Tries what is attached and not in force yet; done(arg, how many were refused), later. */
void scripts_admit(struct scripts *scripts, void (*done)(void *arg, int refused), void *arg);

/* done will not be called. */
void scripts_forget_admission(struct scripts *scripts);

/* scripts.c */
void scripts_fire(struct scripts *scripts, int round);
void scripts_round(struct scripts *scripts, int force);

#endif

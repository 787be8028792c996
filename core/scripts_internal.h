/*
 * Between the files of scripts only: their structs, and who does what.
 *
 *   scripts.c         opening and closing, the watch and the clock
 *   scripts_round.c   one round: look, build, attach, admit, take effect
 *   scripts_admit.c   trials of what is about to take effect
 *   scripts_rows.c    the rows of type script, the switches
 *   scripts_copies.c  admitted texts, kept for the next start
 */
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

/* scripts_copies.c */

/* A list of texts to keep, or to forget (source NULL); copies_write takes it over. */
struct copies *copies_new(const struct scripts *scripts);
void copies_add(struct copies *copies, const char *name, struct source *source);
void copies_write(struct scripts *scripts, struct copies *copies); /* on the worker */

/* Takes in the texts that were admitted before, of files that are still there. */
void copies_read(struct scripts *scripts);

/* scripts_round.c */

/* Begins a round now, or when the one under way is over; `force`: even when no file changed. */
void scripts_round(struct scripts *scripts, int force);

/* The server ends. 1: the worker is at it, and frees the drop-ins. */
int rounds_stop(struct scripts *scripts);

/* Tells those who wait for rounds up to this one. */
void scripts_fire(struct scripts *scripts, int round);

/* scripts.c */

/* The earlier of two looks counts, but one for an event waits until all is quiet. */
void scripts_look_later(struct scripts *scripts, int64_t ms);

#endif

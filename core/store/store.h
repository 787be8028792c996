/*
 * Durable state. Changes are transactions of plain data (struct txn), handed in from the
 * loop thread, executed by the backend's own thread in groups: all that were queued while
 * the last commit was syncing go into the next one. `done` is called on the loop thread,
 * in the order of submission, once the group is durable (or the transaction failed).
 *
 * A transaction is all or nothing. Its guards are checked first; one that does not hold
 * ends it with ERROR_CONFLICT and no effect on anything else in the group.
 *
 * Reads go through a struct reader: each belongs to one thread, sees only what was
 * committed, and never waits for the writer.
 *
 * Nothing here knows processes' meaning: engine decides, store keeps. What changes at
 * every transition (state, process rows, history) lives in narrow tables; documents are
 * touched only when a field really changes.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/json.h"
#include "loop/loop.h"
#include "store/model.h"

struct store;
struct reader;
struct txn;

/*
 * FAILED: its last process ended in an error. STRANDED: and nothing works on it any more, though
 * its state is a transitioning one.
 */
enum row_error { ROW_FINE, ROW_FAILED, ROW_STRANDED };

/* A resource as stored. Strings are borrowed: from a reader until its next call. 0 = null. */
struct row {
	int64_t id, account_id;
	const char *kind, *uuid, *name; /* name may be NULL */
	int64_t created, removed, remove_time; /* UTC ms */
	const char *state, *allocation; /* allocation: second state column, or NULL */
	int error; /* ROW_*: how the last process ended (message says which error) */
	const char *message; /* transitioningMessage, or NULL */
	int progress; /* percent, -1 none */
	int64_t rev; /* grows with every change */
	int64_t last_history; /* newest history row of the resource, 0 none */
	struct span doc; /* document; checked JSON object */
};

/* A durable request to run a process on one resource. */
struct process_row {
	int64_t id;
	const char *name; /* "instance.start" */
	const char *type; /* base type */
	int64_t resource_id;
	int priority;
	struct span data; /* process data, a JSON object */
	const char *actor; /* "1a1 from 127.0.0.1", "system" */
	int64_t start, end; /* UTC ms; end 0: still pending */
	const char *result, *exit_reason; /* NULL while pending */
	const char *phase; /* "requested", "pre", "handle", "post", "done" */
	const char *handler; /* where it is, or was at the last error; NULL */
	int attempt;
	int64_t next_at; /* when it is tried again; 0 now */
	const char *last_error; /* text, or NULL */
};

struct history_row {
	int64_t id, previous; /* the resource's chain, newest to oldest */
	int64_t at; /* UTC ms */
	const char *type;
	int64_t resource_id, process_id;
	const char *kind; /* "state", "process", "handler", "error", "update" */
	struct span detail; /* small JSON object */
};

enum {
	STORE_EQ,
	STORE_NE,
	STORE_LT,
	STORE_LTE,
	STORE_GT,
	STORE_GTE,
	STORE_PREFIX,
	STORE_LIKE,
	STORE_NOTLIKE,
	STORE_NULL,
	STORE_NOTNULL
};

struct filter {
	const struct field *field;
	int op; /* STORE_EQ ... */
	const char *value; /* as text; references and ids as plain numbers; NULL for (NOT)NULL */
};

struct query {
	const struct type *type; /* a child type adds kind = its name */
	const struct filter *filters; /* ANDed */
	int filter_count;
	int64_t account_id; /* only rows of this account, or public ones; 0: all */
	int64_t hide_removed_before; /* hides rows removed before this, or whose remove_time passed;
					0: show all */
	const struct field *sort; /* NULL: by id */
	int descending;
	int64_t after_id; /* keyset: only ids above it (sort NULL); 0 none */
	int limit, offset;
	/* Rows of a map link: type's rows whose id is in map_type.map_target where map_type.map_via
	 * = map_id. */
	const struct type *map_type;
	const char *map_target, *map_via;
	int64_t map_id;
	/* Asked now and then while rows are looked for; 1: it takes too long (ERROR_TIMEOUT). */
	int (*over)(void *arg);
	void *over_arg;
};

/*
 * Opens (making what is missing) the database in `dir`. A newer schema version is refused
 * by name. Blocks; before the loop runs. The caller frees it with store_close.
 */
struct store *store_open(struct loop *loop, const char *dir, struct error *err);

/* How the store behaves in a simulation. */
struct store_inline {
	/* After how many ms what was submitted is made durable, together with all that came since.
	 */
	int64_t (*delay)(void *arg);
	/* Whether the power fails here: before (0) or after (1) a group is durable. */
	int (*fails)(void *arg, int after);
	void *arg;
};

/*
 * As store_open, without threads: groups run on the (virtual) loop's own thread. After a power
 * failure nothing more is written and nobody is told anything; store_close then only lets go.
 */
struct store *store_open_inline(struct loop *loop, const char *dir, const struct store_inline *how,
				struct error *err);

/* Runs what is queued, checkpoints, closes. Readers must be closed before. */
void store_close(struct store *store);

/*
 * Makes the tables and indexes that a model needs; existing ones are extended, nothing is
 * dropped. Blocks until durable. Keeps a reference to the model until the next call.
 */
int store_define(struct store *store, struct model *model, struct error *err);

/*
 * The same without blocking: done on the loop thread, when it is durable or failed (then all is
 * as it was); also after store_close, with ERROR_CANCELLED. One at a time.
 */
void store_define_later(struct store *store, struct model *model,
			void (*done)(void *arg, int rc, const struct error *err), void *arg);

/* What the writer did since the start: groups, as they were committed (or failed). */
enum { STORE_BOUNDS = 9 };
extern const double store_bounds[STORE_BOUNDS]; /* seconds; above the last one: all others */
struct store_counts {
	uint64_t commits, failed, transactions;
	uint64_t times[STORE_BOUNDS + 1]; /* groups by time, each above the bound before */
	uint64_t ns;
	int64_t last_at; /* UTC ms of the last group that did not fail; 0: none yet */
	int64_t queued; /* transactions that wait now */
};

/* Any thread. */
void store_counts(struct store *store, struct store_counts *ret);

/* --- Transactions. Built and freed on the loop thread; all strings are copied in. ------- */

struct txn *txn_new(void);
void txn_free(struct txn *txn);

/* Inserts a resource (id 0: the store gives one). Returns a handle for txn_id(). */
int txn_insert(struct txn *txn, const struct type *type, const struct row *row);

/*
 * An item of a pool, of which nobody else may have the same: an address, a port. Items are
 * numbers, 0 to 2^48 - 1; the row of one is found by its uuid, the pool's name and the number.
 */
enum claim_text { CLAIM_DECIMAL, CLAIM_DOTTED, CLAIM_COLONS2, CLAIM_COLONS3 };

struct claim {
	const char *pool; /* how the uuids of its rows begin: "subnet/5/default/" */
	int64_t first, last; /* what may be taken */
	int64_t start; /* where to look first; from there upwards, and round */
	enum claim_text text; /* "4000", "10.42.0.4", "0f:a0", "00:0f:a0" */
	const char *head; /* stands before the text, or NULL */
};

/*
 * Inserts the row of an item that is free when the transaction runs: uuid and the document's
 * `item` are filled in. ERROR_CONFLICT when all are taken. Returns a handle, as txn_insert. One
 * of a pool per transaction.
 */
int txn_claim(struct txn *txn, const struct type *type, const struct row *row,
	      const struct claim *claim);

/*
 * Stands for the id that an insert of this same transaction will get, wherever a resource
 * or process id is taken below.
 */
#define TXN_REF(handle) (-(int64_t)(handle)-1)

/*
 * Guard and write: the column (0 state, 1 allocation) must hold one of `from`
 * (NULL-terminated; NULL: anything) and becomes `to`. Clears error, message and progress
 * when `fresh`.
 */
void txn_state(struct txn *txn, const struct type *type, int64_t id, int column,
	       const char *const *from, const char *to, int fresh);

/* Applies a patch (doc.h) to columns and document. rev >= 0: guard, the row must have it. */
void txn_patch(struct txn *txn, const struct type *type, int64_t id, struct span patch,
	       int64_t rev);

/* Guard: the row must have this revision (else CONFLICT, "Precondition Failed"). */
void txn_guard(struct txn *txn, const struct type *type, int64_t id, int64_t rev);

/*
 * The same, with a row of kind "update" in the resource's history when anything changed: the
 * undo patch (doc_undo) under "old", columns under "columns", and who it was. actor may be NULL.
 */
void txn_patch_by(struct txn *txn, const struct type *type, int64_t id, struct span patch,
		  int64_t rev, int64_t process_id, const char *actor);

/* Writes the error (ROW_*), message (NULL clears) and progress (-1 clears). */
void txn_status(struct txn *txn, const struct type *type, int64_t id, int error,
		const char *message, int progress);

/* Stamps removed and remove_time (0 clears both). */
void txn_removed(struct txn *txn, const struct type *type, int64_t id, int64_t removed,
		 int64_t remove_time);

/* Deletes a row for good (types without processes). */
void txn_delete(struct txn *txn, const struct type *type, int64_t id);

/* Writes a pair into the side table. */
void txn_meta(struct txn *txn, const char *key, const char *value);

/* Inserts a process row; the handle's txn_id() is its id. resource_id may be TXN_REF(). */
int txn_process(struct txn *txn, const struct process_row *row);

/*
 * Rewrites a process row's changing part (all but name, type, resource, start, actor,
 * priority). An absent data (at == NULL) leaves the data as it is.
 */
void txn_process_update(struct txn *txn, const struct process_row *row);

/* Appends to the history of a resource. The store links the chain. ids may be TXN_REF(). */
void txn_history(struct txn *txn, const struct type *type, int64_t id, int64_t process_id,
		 const char *kind, struct span detail);

/*
 * Forgets some of what is oldest, at most `batch` rows of history and as many ended processes:
 * those from before `before` (UTC ms, 0: none), and all but the newest `keep` rows of history (0:
 * all). `after`: where to go on among the processes, 0 at first. Returns a handle: txn_id() of it
 * is how many rows of history went, and of the one behind it where to go on (0: at the end).
 */
int txn_forget(struct txn *txn, int64_t before, int64_t keep, int64_t after, int batch);

/* In `done`: 0, or -1 with *err filled; and the ids given to inserts. */
int txn_result(const struct txn *txn, struct error *err);
int64_t txn_id(const struct txn *txn, int handle);

/*
 * In `done`, after a failed txn_state guard: the value the column held ("" when the row is
 * not there). Borrowed from the txn.
 */
const char *txn_seen(const struct txn *txn);

/* Takes ownership; frees the txn after `done`. `done` may be NULL. Loop thread. */
void store_submit(struct store *store, struct txn *txn, void (*done)(void *arg, struct txn *txn),
		  void *arg);

/* --- Reads ------------------------------------------------------------------------------ */

/* For one thread only. The caller frees it with reader_close. */
struct reader *reader_open(struct store *store, struct error *err);
void reader_close(struct reader *reader);

/*
 * For a thread that reads often: from now on reads of this thread share what is costly about
 * each, until reader_rest, which must come before the thread waits for anything. Each read
 * still sees all that was committed before it.
 */
void reader_hold(struct reader *reader);
void reader_rest(struct reader *reader);

/* 0 and *ret, or -1 (ERROR_NOT_FOUND). Does not look at kind. */
int reader_get(struct reader *reader, const struct type *type, int64_t id, struct row *ret,
	       struct error *err);

/*
 * A number that grows before a change of the row of this id, of whatever type, is acknowledged (and
 * at times without one). Who took it before a read, and later finds the same, knows what that read
 * would give now.
 */
uint32_t reader_stamp(struct reader *reader, int64_t id);

/* Calls each(arg, row) for every hit; a non-zero return stops early. -1 on error. */
int reader_list(struct reader *reader, const struct query *query,
		int (*each)(void *arg, const struct row *row), void *arg, struct error *err);

/* How many rows a query hits, limit and offset aside. */
int reader_count(struct reader *reader, const struct query *query, int64_t *ret, struct error *err);

int reader_process(struct reader *reader, int64_t id, struct process_row *ret, struct error *err);

/* Pending (end = 0) processes with id > after, by id; of one resource when type is not NULL. */
int reader_pending(struct reader *reader, const char *type, int64_t resource_id, int64_t after,
		   int limit, int (*each)(void *arg, const struct process_row *row), void *arg,
		   struct error *err);

/* All processes with id > after (or < before when before > 0, newest first), for lists. */
int reader_processes(struct reader *reader, int64_t after, int64_t before, int limit,
		     int (*each)(void *arg, const struct process_row *row), void *arg,
		     struct error *err);

/* How many rows of a type there are in each state (NULL: none). Reads all of them: not for the
 * loop. */
int reader_states(struct reader *reader, const struct type *type,
		  void (*each)(void *arg, const char *state, int64_t count), void *arg,
		  struct error *err);

/*
 * The value of a setting (a row of the type `setting`, by name) as committed now: 1 and its text
 * appended, 0 when there is none, -1 when it cannot be read. A look-up by index.
 */
int reader_setting(struct reader *reader, const struct model *model, const char *name,
		   struct buf *ret);

/*
 * The same as a whole number, at most SETTING_MOST away from 0, which as days are still
 * milliseconds; `fallback` when there is none, or it is no number.
 */
#define SETTING_MOST INT64_C(100000000000)
int64_t reader_setting_number(struct reader *reader, const struct model *model, const char *name,
			      int64_t fallback);

/* The same for who remembers it: -1, and *ret untouched, when it cannot be read. */
int reader_setting_whole(struct reader *reader, const struct model *model, const char *name,
			 int64_t fallback, int64_t *ret);

/* The history of a resource, newest first. */
int reader_history(struct reader *reader, const struct type *type, int64_t id, int limit,
		   int (*each)(void *arg, const struct history_row *row), void *arg,
		   struct error *err);

/* The same from behind a row of it on: those that are older. */
int reader_history_before(struct reader *reader, const struct type *type, int64_t id,
			  int64_t row_id, int limit,
			  int (*each)(void *arg, const struct history_row *row), void *arg,
			  struct error *err);

/* All history with id > after, or < before when before > 0, newest first. */
int reader_histories(struct reader *reader, int64_t after, int64_t before, int limit,
		     int (*each)(void *arg, const struct history_row *row), void *arg,
		     struct error *err);

/* The id of the oldest row of history written at or after a time; one above the newest when none
 * was. By bisection: history is in the order of its ids. */
int reader_history_at(struct reader *reader, int64_t at, int64_t *ret, struct error *err);

/* Key and value side table, for what must be known before any model is (schema, host uuid). */
int store_meta_get(struct store *store, const char *key, struct buf *ret);
int store_meta_set(struct store *store, const char *key, const char *value, struct error *err);

#endif

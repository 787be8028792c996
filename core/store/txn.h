/*
 * A transaction as plain data: what the loop thread builds and the backend's thread runs.
 * Shared by the files of the store; nobody else includes this.
 *
 * A txn is owned by one thread at a time and handed over whole, so nothing here is locked.
 */
#ifndef STORE_TXN_H
#define STORE_TXN_H

#include "store/arena.h"
#include "store/once.h"
#include "store/store.h"

enum op_kind {
	OP_INSERT,
	OP_STATE,
	OP_GUARD,
	OP_PATCH,
	OP_STATUS,
	OP_REMOVED,
	OP_DELETE,
	OP_PROCESS,
	OP_PROCESS_UPDATE,
	OP_HISTORY,
	OP_FORGET, /* from here on: nothing is looked at beforehand */
	OP_META,
	OP_ONCE,
	OP_ONCE_ANSWER,
	OP_ONCE_FORGET,
};

struct op {
	struct op *next;
	enum op_kind kind;
	const struct type *type; /* base type; NULL for process rows */
	int64_t id; /* of the row; negative: TXN_REF */
	int handle; /* of an insert: 0, 1, ... */
	const struct claim *claim; /* of an insert that takes an item of a pool, else NULL */
	union {
		struct row row;
		struct process_row process;
		struct {
			int column, fresh;
			const char *const *from;
			const char *to;
		} state;
		struct {
			struct span text;
			int64_t rev;
			const struct type *type; /* as handed in: knows the child's fields */
			int logged;
			int64_t process_id;
			const char *actor;
		} patch;
		struct {
			int error, progress;
			const char *message;
		} status;
		struct {
			int64_t removed, remove_time;
		} removed;
		struct {
			int64_t process_id;
			const char *kind;
			struct span detail;
		} history;
		struct {
			int64_t before, keep, after;
			int batch;
		} forget; /* OP_ONCE_FORGET too: before, batch */
		struct {
			const char *key, *value;
		} meta;
		struct {
			int64_t account_id;
			const char *key;
			uint8_t digest[ONCE_DIGEST];
			int status;
			struct span answer;
		} once;
	};
};

struct txn {
	struct txn *next; /* in a queue */
	struct arena arena;
	struct op *first, **last;
	int handles;
	int64_t *ids; /* by handle; filled in by the backend */
	struct model *models[4]; /* references that keep the ops' types alive */
	int model_count;

	int rc; /* the outcome: written by the backend */
	struct error err;
	const char *seen;

	void (*done)(void *arg, struct txn *txn);
	void *arg;
};

/* Makes room for the ids and forgets an earlier run. Called by the backend before each run. */
void txn_begin(struct txn *txn);

/* Fills in what makes the row that of the item with this number. */
void txn_claim_fill(struct txn *txn, struct op *op, int64_t number);

/* The real id behind an id of an op. */
static inline __attribute__((unused)) int64_t txn_real_id(const struct txn *txn, int64_t id)
{
	return id < 0 && -(id + 1) < txn->handles && txn->ids ? txn->ids[-(id + 1)] : id;
}

#endif

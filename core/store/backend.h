/*
 * What a database must offer to be the store: a vtable, so that the rest of the store knows
 * no SQL. SQLite is the one there is; a server-side database joins by filling in the same
 * functions.
 */
#ifndef STORE_BACKEND_H
#define STORE_BACKEND_H

#include "store/once.h"
#include "store/store.h"
#include "store/txn.h"

struct backend;

/*
 * Filled in by the backend. Those marked W are called by one thread at a time: the store's writer,
 * or the loop while the writer stands still.
 */
struct backend_ops {
	/*
	 * W. Runs a list of transactions (by ->next) in order and makes them durable together.
	 * Writes rc, err, ids and seen of each; never fails as a whole. May block.
	 */
	void (*run)(struct backend *backend, struct txn *first);

	/* W. Whether a run would begin at once now, and not wait for upkeep. */
	int (*is_free)(struct backend *backend);

	/* W. Makes tables and indexes for a model. May block. */
	int (*define)(struct backend *backend, const struct model *model, struct error *err);

	/* W. The side table. get appends and returns 0, or -1 when there is no such key. */
	int (*meta_get)(struct backend *backend, const char *key, struct buf *ret);
	int (*meta_set)(struct backend *backend, const char *key, const char *value,
			struct error *err);

	/* W. A small piece of upkeep while nothing is queued; 1 when there is more to do. */
	int (*idle)(struct backend *backend);

	/* W never runs any more. Makes everything durable and frees. */
	void (*close)(struct backend *backend);

	/* Any thread. */
	struct reader *(*reader_open)(struct backend *backend, struct error *err);
};

/* A backend's own struct begins with this. */
struct backend {
	const struct backend_ops *ops;
};

/* As the functions of store.h with the same names. Called on the reader's one thread. */
struct reader_ops {
	void (*close)(struct reader *reader);
	int (*get)(struct reader *reader, const struct type *type, int64_t id, struct row *ret,
		   struct error *err);
	int (*list)(struct reader *reader, const struct query *query,
		    int (*each)(void *arg, const struct row *row), void *arg, struct error *err);
	int (*count)(struct reader *reader, const struct query *query, int64_t *ret,
		     struct error *err);
	int (*process)(struct reader *reader, int64_t id, struct process_row *ret,
		       struct error *err);
	int (*pending)(struct reader *reader, const char *type, int64_t resource_id, int64_t after,
		       int limit, int (*each)(void *arg, const struct process_row *row), void *arg,
		       struct error *err);
	int (*processes)(struct reader *reader, int64_t after, int64_t before, int limit,
			 int (*each)(void *arg, const struct process_row *row), void *arg,
			 struct error *err);
	/* before: 0, or a row of the resource's, whose elders are wanted */
	int (*history)(struct reader *reader, const struct type *type, int64_t id, int64_t before,
		       int limit, int (*each)(void *arg, const struct history_row *row), void *arg,
		       struct error *err);
	int (*histories)(struct reader *reader, int64_t after, int64_t before, int limit,
			 int (*each)(void *arg, const struct history_row *row), void *arg,
			 struct error *err);
	int (*states)(struct reader *reader, const struct type *base,
		      void (*each)(void *arg, const char *state, int64_t count), void *arg,
		      struct error *err);
	int (*once)(struct reader *reader, int64_t account_id, const char *key,
		    struct once_row *ret, struct error *err);
	int (*history_at)(struct reader *reader, int64_t at, int64_t *ret, struct error *err);
	uint32_t (*stamp)(struct reader *reader, int64_t id);
	void (*hold)(struct reader *reader);
	void (*rest)(struct reader *reader);
};

/* A backend's own reader begins with this. */
struct reader {
	const struct reader_ops *ops;
};

/* Opens (making what is missing) the database in an existing directory. */
struct backend *sqlite_open(const char *dir, struct error *err);

#endif

/* See retention.h. */
#include "retention.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "store/once.h"

enum {
	DAYS = 30,
	KEY_SECONDS = 86400,
	KEYS_BATCH = 1000,
	BATCH = 200, /* rows a piece: a few hundred microseconds of the store's time */
	PAUSE_MS = 50, /* between pieces while there is more */
	IDLE_MS = 5000,
};

struct retention {
	struct loop *loop;
	struct engine *engine;
	struct store *store;
	struct reader *reader;
	struct timer *timer;
	int64_t after; /* where to go on among the processes */
	int64_t forgotten; /* since it last rested */
	int handle, keys, flying, stopping;
};

static void piece(void *arg);

static void later(struct retention *retention, int64_t ms)
{
	if (!retention->stopping)
		retention->timer = loop_after(retention->loop, ms, piece, retention);
}

static void done(void *arg, struct txn *txn)
{
	struct retention *retention = arg;
	struct error err;
	int64_t went;

	retention->flying = 0;
	if (retention->stopping) {
		free(retention);
		return;
	}
	if (txn_result(txn, &err) < 0) {
		log_warn("retention", "history could not be forgotten, trying again later",
			 "error='%s'", err.text);
		later(retention, 12 * IDLE_MS);
		return;
	}
	went = txn_id(txn, retention->handle);
	retention->after = txn_id(txn, retention->handle + 1);
	retention->forgotten += went;
	if (went == BATCH || txn_id(txn, retention->keys) == KEYS_BATCH || retention->after) {
		later(retention, PAUSE_MS);
		return;
	}
	if (retention->forgotten)
		log_info("retention", "history was forgotten", "rows=%lld",
			 (long long)retention->forgotten);
	retention->forgotten = 0;
	later(retention, IDLE_MS);
}

static void piece(void *arg)
{
	struct retention *retention = arg;
	const struct model *model = engine_model(retention->engine);
	int64_t days =
		reader_setting_number(retention->reader, model, "history.retention.days", DAYS);
	int64_t rows = reader_setting_number(retention->reader, model, "history.retention.rows", 0);
	int64_t keys = reader_setting_number(retention->reader, model,
					     "api.idempotency.retention.seconds", KEY_SECONDS);
	struct txn *txn;

	retention->timer = NULL;
	txn = txn_new();
	retention->keys = txn_once_forget(txn, clock_now() - keys * 1000, KEYS_BATCH);
	retention->handle = txn_forget(txn, days > 0 ? clock_now() - days * 86400000 : 0,
				       rows > 0 ? rows : 0, retention->after, BATCH);
	retention->flying = 1;
	store_submit(retention->store, txn, done, retention);
}

struct retention *retention_new(struct loop *loop, struct engine *engine, struct store *store,
				struct error *err)
{
	struct retention *retention = calloc(1, sizeof(*retention));

	if (!retention)
		abort();
	retention->reader = reader_open(store, err);
	if (!retention->reader) {
		free(retention);
		return NULL;
	}
	retention->loop = loop;
	retention->engine = engine;
	retention->store = store;
	later(retention, IDLE_MS);
	return retention;
}

void retention_free(struct retention *retention)
{
	if (!retention)
		return;
	retention->stopping = 1;
	timer_cancel(retention->timer);
	reader_close(retention->reader);
	if (!retention->flying)
		free(retention); /* else its transaction does, before the store is closed */
}

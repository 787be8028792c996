/*
 * Forgets history that is old enough, in small pieces beside the work: rows of history and
 * ended processes older than the setting `history.retention.days` (30 unless set; 0 keeps for
 * ever), and of history all but the newest `history.retention.rows` (none unless set); and the keys
 * of requests that came once (store/once.h) after `api.idempotency.retention.seconds` (a day unless
 * set). All are read anew before each piece. Loop thread only.
 */
#ifndef RETENTION_H
#define RETENTION_H

#include "engine/engine.h"
#include "loop/loop.h"
#include "store/store.h"

struct retention;

/* All borrowed. The caller frees it with retention_free, before the engine and the store. */
struct retention *retention_new(struct loop *loop, struct engine *engine, struct store *store,
				struct error *err);
void retention_free(struct retention *retention);

#endif

/*
 * Subscribers of resource.change over WebSocket. Changes are gathered for a tenth of a second,
 * once per resource, and sent as that subscriber would GET it; a resource that it may not see
 * is not sent. Loop thread, except subscribe_open.
 */
#ifndef API_SUBSCRIBE_H
#define API_SUBSCRIBE_H

#include "api/call.h"

struct subscribers *subscribers_new(struct api *api);

/* Closes everybody. */
void subscribers_free(struct subscribers *subscribers);

/* HTTP thread: answers a WebSocket handshake on /v1/subscribe (404 for anything else). */
void subscribe_open(struct call *call);

/* Something changed durably. `type` is of the current snapshot; its base is what counts. */
void subscribers_changed(struct subscribers *subscribers, const struct type *type, int64_t id);

/* Sends what was gathered, now: before the snapshot is swapped. */
void subscribers_flush(struct subscribers *subscribers);

/* Hangs up on those of an account that lost its access; they sign in again if they can. */
void subscribers_drop(struct subscribers *subscribers, int64_t account_id);

#endif

/*
 * Subscribers, over a WebSocket (GET) or an answer that does not end (POST): events of the bus
 * by their names, and resource.change as the subscriber would GET the resource; one that it may
 * not see is not sent. Loop thread, except subscribe_open.
 *
 * Who sees all rows hears names as they are. All others hear what is meant for them alone: every
 * name they give is qualified with their own agent or account, and comes without that.
 */
#ifndef API_SUBSCRIBE_H
#define API_SUBSCRIBE_H

#include "api/call.h"

struct subscribers *subscribers_new(struct api *api);

/* How many there are. */
int subscribers_count(const struct subscribers *subscribers);

/* Closes everybody. */
void subscribers_free(struct subscribers *subscribers);

/* HTTP thread: /v1/subscribe, as WebSocket or as POST; 404 for a plain GET. */
void subscribe_open(struct call *call);

/* Something changed durably. `type` is of the current snapshot; its base is what counts. */
void subscribers_changed(struct subscribers *subscribers, const struct type *type, int64_t id);

/* Sends what was gathered, now: before the snapshot is swapped. */
void subscribers_flush(struct subscribers *subscribers);

/*
 * Hangs up on those of an account that lost its access (they sign in again if they can), or, with
 * account 0, on those of a browser's session that was left.
 */
void subscribers_drop(struct subscribers *subscribers, int64_t account_id, uint64_t session);

#endif

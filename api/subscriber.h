/*
 * Between the files of the subscribers: one of them, and what is done with it. subscribe.c has
 * its coming, going and events of the bus; changes.c has resource.change. Loop thread.
 */
#ifndef API_SUBSCRIBER_H
#define API_SUBSCRIBER_H

#include "api/subscribe.h"
#include "link/bus.h"

#define SUBSCRIBER_QUEUE_MAX (4u << 20) /* one that lags further is hung up on */

struct subscriber {
	struct subscriber *next, *previous;
	struct api *api;
	/* One of the two. */
	struct ws *ws;
	struct http_stream *stream;
	struct bus_hearer hearer; /* in the bus while in the list; its names point into `names` */
	struct buf names;
	struct identity who;
	int64_t changes_of; /* resource.change of this account's resources only; 0: of all */
	int64_t ping_ms, pings_max; /* as the settings were when it came */
	int64_t pings; /* sent */
	int plain, changes;
	char base[300];
	struct buf includes; /* names, each ended by NUL */
	const char *include[RENDER_MAX_INCLUDES];
	int include_count;
};

struct dirty {
	const struct type *type; /* base */
	int64_t id;
};

struct subscribers {
	struct api *api;
	struct subscriber *first;
	struct timer *flush, *ping;
	int64_t ping_ms; /* between two */
	struct dirty *list;
	int count, cap, done; /* list[done..count) wait to be sent */
	int lost; /* the list was full: nobody can be told everything any more */
	int *table; /* index + 1 into list, open addressing */
	unsigned mask;
};

/* One message as text; ids are those that this subscriber uses. */
void subscriber_render(const struct event *event, const char *name, const char *resource_type,
		       const char *resource_id, struct buf *ret);
void subscriber_send(struct subscriber *subscriber, const struct buf *text);
size_t subscriber_queued(const struct subscriber *subscriber);

/*
 * Hangs up; the subscriber is gone when this returns. A stream's last message, behind all that is
 * queued, is `subscribe.end` with transitioning `error` and why in transitioningMessage; a
 * WebSocket is closed with 1008 and why.
 */
void subscriber_hang_up(struct subscriber *subscriber, const char *why);

#endif

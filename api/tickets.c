/*
 * One-time tickets, for what cannot send an Authorization header (a browser's WebSocket).
 * A fixed table under a mutex; the oldest gives way when it is full. Any thread.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "api/auth.h"
#include "base/clock.h"
#include "base/id.h"

#define TICKETS 1024
#define TICKET_MS 30000

struct ticket {
	char text[41]; /* "" when free */
	int64_t until; /* monotonic ms */
	struct identity who;
};

struct tickets {
	pthread_mutex_t lock;
	unsigned next;
	struct ticket list[TICKETS];
};

struct tickets *tickets_new(void)
{
	struct tickets *tickets = calloc(1, sizeof(*tickets));

	if (!tickets)
		abort();
	pthread_mutex_init(&tickets->lock, NULL);
	return tickets;
}

void tickets_free(struct tickets *tickets)
{
	if (!tickets)
		return;
	pthread_mutex_destroy(&tickets->lock);
	free(tickets);
}

/* Hex, because a ticket travels in a URL, where base64 would have to be escaped. */
void tickets_issue(struct tickets *tickets, const struct identity *who, char ret[41])
{
	unsigned char bytes[20];
	struct ticket *ticket;

	id_random(bytes, sizeof(bytes));
	for (size_t i = 0; i < sizeof(bytes); i++) {
		ret[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
		ret[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
	}
	ret[40] = 0;
	pthread_mutex_lock(&tickets->lock);
	ticket = &tickets->list[tickets->next++ % TICKETS];
	memcpy(ticket->text, ret, sizeof(ticket->text));
	ticket->until = clock_mono() + TICKET_MS;
	ticket->who = *who;
	pthread_mutex_unlock(&tickets->lock);
}

int tickets_take(struct tickets *tickets, const char *text, struct identity *ret)
{
	int64_t now = clock_mono();
	int found = 0;

	if (strlen(text) != 40)
		return -1;
	pthread_mutex_lock(&tickets->lock);
	for (int i = 0; i < TICKETS; i++) {
		struct ticket *ticket = &tickets->list[i];

		if (!ticket->text[0] || !id_equal(ticket->text, text))
			continue;
		if (ticket->until >= now) {
			*ret = ticket->who;
			found = 1;
		}
		memset(ticket, 0, sizeof(*ticket));
	}
	pthread_mutex_unlock(&tickets->lock);
	return found ? 0 : -1;
}

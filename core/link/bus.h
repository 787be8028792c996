/*
 * Events for whoever subscribed to them over HTTP: agents that came that way, programs that
 * serve as external handlers, and people who look on. Names meet exactly; a `*` in what is
 * heard stands for anything. Nothing is kept: an event that nobody hears is gone.
 *
 * A request is published again and again until it is answered; the answer is an event too,
 * named as the request's replyTo. Loop thread only.
 */
#ifndef LINK_BUS_H
#define LINK_BUS_H

#include "base/error.h"
#include "link/event.h"
#include "loop/loop.h"

struct bus;
struct bus_request;

/* One that hears. The caller's own, in the bus between bus_add and bus_remove. */
struct bus_hearer {
	const char *names; /* each ended by NUL, an empty one ends them; without the suffix */
	char suffix[40]; /* what every name is qualified with: ";agent=5"; "" nothing */
	int cut; /* events come without the suffix */
	int64_t agent_id; /* hears what is meant for this agent; 0: none */
	/* `name` as it is to be shown. May not add or remove hearers. */
	void (*hear)(struct bus_hearer *hearer, const struct event *event, const char *name);
	struct bus_hearer *previous, *next; /* the bus's */
};

/* Who publishes. */
struct bus_party {
	int is_raw; /* may say anything to anybody */
	const int64_t *agents; /* those that the account speaks for */
	int agent_count;
};

struct bus_events {
	/* The first one came who hears for an agent, or the last one left. */
	void (*on_agent)(void *arg, int64_t agent_id, int is_up);
	/*
	 * An answer to something that the bus did not ask: 0, or -1 with the reason for its sender
	 * (ERROR_NOT_FOUND when nobody asked it).
	 */
	int (*on_reply)(void *arg, const struct event *event, const struct bus_party *party,
			struct error *err);
	void *arg;
};

struct bus *bus_new(struct loop *loop);

/* NULL before and after. Members may not be NULL. */
void bus_on(struct bus *bus, const struct bus_events *events);

/* Requests end without a word. Hearers must be gone. */
void bus_free(struct bus *bus);

void bus_add(struct bus *bus, struct bus_hearer *hearer);
void bus_remove(struct bus *bus, struct bus_hearer *hearer);

/* How many hear this name now. */
int bus_hearers(const struct bus *bus, const char *name);

/* Returns how many heard it. */
int bus_publish(struct bus *bus, const struct event *event);

struct bus_request_options {
	const char *name; /* whole, with its suffix */
	const char *resource_type; /* or NULL */
	int64_t resource_id;
	struct span data; /* object */
	int64_t key; /* bus_sweep asks by it whether to end it; 0: never */
	int64_t timeout; /* ms without a sign of life before it is sent again; 0: 15 s */
	int attempts; /* in all; 0: 3 */
	/*
	 * 1: while nobody hears it, it waits for one who does, and that costs no attempt. 0: it
	 * ends with ERROR_UNAVAILABLE, tagged Absent.
	 */
	int waits;
	/* Nobody hears it (1), or somebody does again (0). From the loop only. May be NULL. */
	void (*on_absent)(void *arg, int is_absent);
	void (*on_progress)(void *arg, int percent, const char *message); /* may be NULL */
};

/*
 * Done is called once, not from inside: the answer's data; the answer's error; ERROR_TIMEOUT;
 * ERROR_UNAVAILABLE; ERROR_CANCELLED tagged Dropped after bus_sweep.
 */
struct bus_request *
bus_request(struct bus *bus, const struct bus_request_options *options,
	    void (*done)(void *arg, int rc, struct span data, const struct error *err), void *arg);

const char *bus_request_name(const struct bus_request *request);

/* Hands it to another who waits for it: the functions, as in bus_request and its options. */
void bus_request_pass(struct bus_request *request, void (*on_absent)(void *arg, int is_absent),
		      void (*on_progress)(void *arg, int percent, const char *message),
		      void (*done)(void *arg, int rc, struct span data, const struct error *err),
		      void *arg);

/* 1 while nobody hears it. */
int bus_request_is_absent(const struct bus_request *request);

/* Forgets it: done is not called. */
void bus_request_cancel(struct bus_request *request);

/* Ends the requests with a key that `keep` does not keep: who was to answer may not any more. */
void bus_sweep(struct bus *bus, int (*keep)(void *arg, int64_t key, const char *name), void *arg);

/*
 * An answer that somebody published. -1 and the reason, and nothing changes: nothing waits for
 * it (NOT_FOUND), it was answered already (CONFLICT), not this one's to answer (DENIED), or it
 * does not say what it answers (INVALID, previousIds).
 */
int bus_reply(struct bus *bus, const struct event *event, const struct bus_party *party,
	      struct error *err);

#endif

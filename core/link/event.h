/*
 * Events as text and as structs: the JSON object of the 2014 bus, checked whole where it
 * enters. Pure functions; any thread.
 *
 * One addition to the 2014 object: an error reply carries `errorCode`, `errorTag` and
 * `errorField`, so that a failure keeps its code across the link. A reply without them is
 * an error of the code `internal`.
 */
#ifndef LINK_EVENT_H
#define LINK_EVENT_H

#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/json.h"

enum { EVENT_NAME_MAX = 128, EVENT_TYPE_MAX = 64 };

/* `transitioning` on the wire: absent, null or "no"; "yes"; "error". */
enum transitioning { EVENT_FINAL, EVENT_PROGRESS, EVENT_ERROR };

struct event {
	char id[EVENT_NAME_MAX + 1];
	char name[EVENT_NAME_MAX + 1];
	char reply_to[EVENT_NAME_MAX + 1]; /* "" none */
	char previous_id[EVENT_NAME_MAX + 1]; /* first of previousIds; "" none */
	char resource_type[EVENT_TYPE_MAX + 1]; /* "" none */
	int64_t resource_id; /* 0 none */
	enum transitioning transitioning;
	int progress; /* percent, -1 none */
	struct error error; /* EVENT_ERROR; text also holds a progress message */
	struct span data; /* object; borrowed from the text that was parsed */
	int64_t time; /* UTC ms */
	int64_t timeout; /* ms, 0 none */
};

/* Reads one event; *ret is written only on success. Errors name the field. */
int event_parse(const char *text, size_t len, struct event *ret, struct error *err);

/* Appends the event as JSON text. An empty data span is written as {}. */
void event_print(const struct event *event, struct buf *ret);

/* A new event: fresh id, the time, no progress. */
void event_start(struct event *event, const char *name);

/* The answer to a request: its name, previous id and resource follow from it. */
void event_start_reply(struct event *event, const struct event *request);

/*
 * What the requests of one resource have in common, for running them in order: the uuid that
 * the data carries (its own, or that of the instance, volume or image below its root), else
 * type and id. "" when it names nothing. `ret` holds EVENT_NAME_MAX + EVENT_TYPE_MAX bytes.
 */
void event_resource_key(const struct event *event, char *ret, size_t size);

#endif

/*
 * What the files of the Docker client share: docker.c (connection, version, calls, the gate of
 * starts), docker_pull.c, docker_events.c. Nobody else includes this.
 */
#ifndef HOST_DOCKER_PARTS_H
#define HOST_DOCKER_PARTS_H

#include "host/docker.h"

struct docker_call {
	struct docker *docker;
	struct docker_call *next, **link; /* the engine's list of calls */
	struct http_call *http; /* once sent, until answered */
	struct timer *late; /* refused before it was sent: tells so from the loop */
	char *method, *path, *auth; /* owned; auth may be NULL */
	struct buf body;
	int64_t timeout, idle_timeout;
	int (*on_data)(void *arg, const char *data, size_t len); /* streams only */
	void *stream; /* argument of on_data; freed by stream_free */
	void (*stream_free)(void *stream);
	/* Called before done may replace the outcome; NULL: none. */
	int (*stream_end)(void *stream, int rc, struct error *err);
	void (*done)(void *arg, int rc, const struct docker_answer *answer,
		     const struct error *err);
	void *arg;
	struct error refused;
	unsigned round; /* the negotiation it waits for */
	char is_start, sent;
};

/* A call on the list, not yet sent; docker_send queues it. */
struct docker_call *docker_call_new(struct docker *docker, const char *method, const char *path);
void docker_send(struct docker_call *call);

/* Ends it with an error, from the loop. */
void docker_refuse(struct docker_call *call, const struct error *err);

/* Feeds bytes to a stream of lines; each complete line that is JSON is handed on. -1: a bad or
 * endless one. */
int docker_lines(struct buf *pending, const char *data, size_t len,
		 int (*line)(void *arg, struct span json), void *arg);

/* The events side: made and freed with the engine. */
struct docker_events;
struct docker_events *docker_events_new(struct docker *docker, struct loop *loop,
					const struct docker_listener *listener);
void docker_events_free(struct docker_events *events);

void docker_add_escaped(struct buf *buf, const char *text);

#endif

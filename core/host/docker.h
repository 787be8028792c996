/*
 * One Docker engine over its API: the version is negotiated before the first call and again
 * after the engine was away. At most four containers start at once; more wait here, because
 * parallel starts only slow each other down. Loop thread only.
 */
#ifndef HOST_DOCKER_H
#define HOST_DOCKER_H

#include "base/error.h"
#include "base/json.h"
#include "http/client.h"
#include "loop/loop.h"

struct docker;
struct docker_call;

/* `socket` is "unix:///run/docker.sock", a path, or "tcp://HOST:PORT". The caller frees it with
 * docker_free. */
struct docker *docker_new(struct loop *loop, struct http_client *client, const char *socket,
			  struct error *err);

/* Cancels all calls and event streams; no `done` is called. */
void docker_free(struct docker *docker);

/* As given to docker_new, in the form "unix:///..." or "tcp://...". Borrowed. */
const char *docker_socket(const struct docker *docker);

struct docker_request {
	const char *method; /* "POST" */
	const char *path; /* "/containers/json?all=1", without the version */
	struct span body; /* JSON; empty: none */
	const char *auth; /* X-Registry-Auth, already base64url, or NULL */
	int64_t timeout; /* ms; 0: 60 s */
};

struct docker_answer {
	int status; /* below 400 */
	struct span body; /* borrowed until done returns; checked when is_json */
	int is_json;
};

/*
 * One call. A status of 400 and above is an error that carries Docker's own message
 * (404 not_found, 409 conflict, 400 invalid, 401 and 403 denied, 503 unavailable). An engine that
 * does not answer is ERROR_UNAVAILABLE. done is called once, never from inside.
 */
struct docker_call *docker_call(struct docker *docker, const struct docker_request *request,
				void (*done)(void *arg, int rc, const struct docker_answer *answer,
					     const struct error *err),
				void *arg);

/*
 * Pulls an image ("busybox", "host:5000/team/app:1.2", "name@sha256:..."; no tag means latest).
 * An error that Docker reports inside a 200 is an error here. `credentials` is the JSON of
 * Docker's AuthConfig or empty. `progress` may be NULL; percent only grows.
 */
struct docker_call *docker_pull(struct docker *docker, const char *reference,
				struct span credentials,
				void (*progress)(void *arg, int percent, const char *message),
				void (*done)(void *arg, int rc, const struct docker_answer *answer,
					     const struct error *err),
				void *arg);

/* Takes a call or pull back: done is not called. */
void docker_cancel(struct docker_call *call);

/* One line of Docker's event stream about a container. Strings are borrowed. */
struct docker_event {
	const char *action; /* "die", "start", "destroy", "exec_create: ls", ... */
	const char *id; /* the container's */
	struct span attributes; /* JSON object: name, image, exitCode, and all labels */
	int64_t time_ns;
};

struct docker_listener {
	/* The stream is up (again): what happened before may have been missed, so look. May be
	 * NULL. */
	void (*up)(void *arg);
	/* The engine is away; it is tried again by itself. May be NULL. */
	void (*down)(void *arg, const struct error *err);
	void (*event)(void *arg, const struct docker_event *event);
	void *arg;
};

/*
 * Follows container events from now on, through reconnections. One listener an engine; a new one
 * replaces the last, NULL ends it. Not from inside `event`, and `event` may not free the engine.
 */
void docker_listen(struct docker *docker, const struct docker_listener *listener);

/* The name and the tag or digest of a reference: "h:5000/a:1" is "h:5000/a" and "1". Buffers are
 * appended to. */
int docker_reference(const char *reference, struct buf *name, struct buf *tag, struct error *err);

#endif

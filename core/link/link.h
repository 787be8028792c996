/*
 * Server and agents: events over one outbound WebSocket per agent. Events may be lost,
 * doubled or reordered; a request is repeated until it is answered or times out, and the
 * agent answers a repeated id once (from memory, or when its work is done).
 *
 * An event is the JSON object of the 2014 bus: id, name, replyTo, resourceType, resourceId,
 * previousIds, transitioning (yes = progress, error, null = final), transitioningMessage,
 * transitioningInternalMessage, transitioningProgress, data, time, timeoutMillis. Every one is
 * checked where it enters. Loop thread only.
 */
#ifndef LINK_LINK_H
#define LINK_LINK_H

#include "base/error.h"
#include "base/json.h"
#include "link/wire.h"
#include "loop/loop.h"

/* --- Server side ------------------------------------------------------------------------ */

struct link_server;
struct link_request;

struct link_server_events {
	void (*on_up)(void *arg, int64_t agent_id);
	void (*on_down)(void *arg, int64_t agent_id);
	/* Something the agent says unasked ("instance.stopped", "host.changed", ...). */
	void (*on_event)(void *arg, int64_t agent_id, const char *name, struct span data);
	void *arg;
};

struct link_server *link_server_new(struct loop *loop, const struct link_server_events *events);
void link_server_free(struct link_server *server);

/*
 * A connection that was authenticated as this agent. A second connection of one agent is
 * refused (closed with a reason that says so) while the first one is alive.
 */
void link_server_attach(struct link_server *server, int64_t agent_id, struct wire wire);
int link_server_is_up(const struct link_server *server, int64_t agent_id);

/* The agent that a request, by its event's id, waits for; 0: there is none (any more). */
int64_t link_server_asked(const struct link_server *server, const char *event_id);

/* Closes an agent's connection, saying why. */
void link_server_drop(struct link_server *server, int64_t agent_id, const char *why);

struct link_request_options {
	const char *name; /* "compute.instance.activate" */
	const char *resource_type; /* "instanceHostMap" or NULL */
	int64_t resource_id;
	struct span data; /* object */
	int64_t timeout; /* ms of a period without a sign of life; 0: 15 s. It is sent again in each
			  */
	int attempts; /* periods until it has failed; 0: 3 */
	int64_t silence; /* ms without a sign of life after which on_progress is told so; 0: 10 s */
	/* Progress (restarts the period); or, with percent -1, that nothing is heard. May be NULL.
	 */
	void (*on_progress)(void *arg, int percent, const char *message);
};

/*
 * Sends; done is called once (not from inside). No connection: waits for one within the time
 * allowed, then ERROR_UNAVAILABLE; no answer: ERROR_TIMEOUT; the agent's own error: its code.
 */
struct link_request *
link_request(struct link_server *server, int64_t agent_id,
	     const struct link_request_options *options,
	     void (*done)(void *arg, int rc, struct span data, const struct error *err), void *arg);

/* Hands it to another who waits for it: the functions, as in link_request and its options. */
void link_request_pass(struct link_request *request,
		       void (*on_progress)(void *arg, int percent, const char *message),
		       void (*done)(void *arg, int rc, struct span data, const struct error *err),
		       void *arg);

/* Whether it was without a sign of life for its `silence`. */
int link_request_is_silent(const struct link_request *request);

/* Forgets a request: done is not called. The agent drops it when it has not begun it. */
void link_request_cancel(struct link_request *request);

/* --- Agent side ------------------------------------------------------------------------- */

struct link_agent;
struct link_call; /* one request that is being worked on */

/* Faults between the two ends, for simulated agents. */
struct link_faults {
	/*
	 * Called for each text, in or out: how often it passes (0 lost, 1, 2 doubled), and after
	 * how many ms each time (`delay`, zeroed before).
	 */
	int (*pass)(void *arg, int out, int64_t delay[2]);
	void *arg;
};

struct link_agent_options {
	const char *url; /* "http://server:9080" */
	const char *access_key, *secret_key;
	/*
	 * Connects another way (then url and keys are not used): the connection with its events
	 * set, or one without ops and *err. NULL: a WebSocket to url.
	 */
	struct wire (*dial)(void *arg, const struct ws_events *events, struct error *err);
	void *dial_arg;
	struct link_faults faults; /* pass NULL: none */
};

struct link_agent_events {
	/* Accepted by the server (not merely connected). */
	void (*on_up)(void *arg);
	/* Also after an attempt that failed: the next one follows by itself. */
	void (*on_down)(void *arg, const char *why);
	/*
	 * A request, once per id. Requests of one resource (data's uuid, else type and id) come one
	 * at a time and in order. Ends in exactly one link_call_reply or link_call_fail.
	 */
	void (*on_call)(void *arg, struct link_call *call, const char *name, struct span data);
	void *arg;
};

/* Connects, and reconnects (1 s doubling to 15 s, with jitter) until freed. */
struct link_agent *link_agent_new(struct loop *loop, const struct link_agent_options *options,
				  const struct link_agent_events *events, struct error *err);

/* Not from inside on_call. Calls that run stay their runner's to end; their answers go nowhere. */
void link_agent_free(struct link_agent *agent);

/* The whole event of a call that runs, as it came. Borrowed until the call ends. */
struct span link_call_text(const struct link_call *call);

/* Cuts the connection; nothing that is said from now on arrives. It connects again by itself. */
void link_agent_cut(struct link_agent *agent, const char *why);

void link_call_reply(struct link_call *call, struct span data);
void link_call_fail(struct link_call *call, const struct error *err);
void link_call_progress(struct link_call *call, int percent, const char *message);

/* Says something unasked; dropped when there is no connection (it is only a hint). */
void link_agent_say(struct link_agent *agent, const char *name, struct span data);

#endif

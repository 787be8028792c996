/*
 * What the files of the agent's end share: link_agent.c (the connection, faults, messages),
 * link_agent_calls.c (requests and their answers). Nobody else includes this.
 */
#ifndef LINK_LINK_AGENT_H
#define LINK_LINK_AGENT_H

#include "base/buf.h"
#include "link/event.h"
#include "link/link.h"
#include "link/map.h"

struct call_list {
	struct link_call *first, *last;
};

struct link_agent {
	struct loop *loop;
	struct link_agent_events events;
	char *url, *header; /* header: a secret */
	struct wire wire; /* no ops between connections */
	struct wire (*dial)(void *arg, const struct ws_events *events, struct error *err);
	void *dial_arg;
	struct link_faults faults;
	struct late *late; /* texts that faults hold back */
	int up; /* the server said welcome */
	int backoff;
	struct timer *timer; /* the next attempt, or the wait for the welcome */
	struct timer *starter; /* starts the calls whose turn has come */
	struct link_call *ready, **ready_end;
	struct map calls, queues;
	struct call_list active, ended;
	int ended_count;
	size_t ended_bytes;
};

/* --- link_agent.c ----------------------------------------------------------------------- */

/* Prints and sends it, unless the server is away or `agent` is NULL. */
void link_agent_send(struct link_agent *agent, const struct event *event);

/* One text through the faults, if there are any. Taking one in may close the connection. */
void link_agent_pass(struct link_agent *agent, const char *data, size_t len, int out);

/* --- link_agent_calls.c ----------------------------------------------------------------- */

/* A request, for the first time or once more; `event` was read from `text`. */
void link_agent_request(struct link_agent *agent, const char *text, size_t len,
			const struct event *event);

/* The server no longer wants a request. One that runs goes on: half an effect helps nobody. */
void link_agent_cancel(struct link_agent *agent, const struct event *event);

/* The agent ends: forgets all of them. One that runs belongs to its runner until it ends. */
void link_agent_drop_calls(struct link_agent *agent);

#endif

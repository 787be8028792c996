/*
 * Agents that come over the REST API: they subscribe for their own events and publish their
 * replies. Each gets a connection of the link's own kind for as long as somebody subscribes
 * for it, so that the rest of the server knows no difference. One that is connected already,
 * by its own WebSocket, stays so. Loop thread only.
 */
#ifndef EVENT_AGENTS_H
#define EVENT_AGENTS_H

#include "link/bus.h"
#include "link/link.h"
#include "loop/loop.h"

struct event_agents;

/* All borrowed. `may`: whether an agent is in a state to be connected. */
struct event_agents *event_agents_new(struct loop *loop, struct bus *bus, struct link_server *link,
				      int (*may)(void *arg, int64_t agent_id), void *arg);

/* Before the link and the bus. */
void event_agents_free(struct event_agents *all);

/* An agent's row changed: it may be welcome now. */
void event_agents_see(struct event_agents *all, int64_t agent_id);

#endif

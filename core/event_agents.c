/* See event_agents.h. */
#include "event_agents.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/log.h"

#define LOOK_MS 1000 /* how often one that could not be connected is tried again */

struct guest {
	struct guest *next;
	struct event_agents *all;
	int64_t id;
	struct wire wire; /* our end; no ops: not connected */
};

/* Those for whom somebody subscribes, and no others. */
struct event_agents {
	struct loop *loop;
	struct bus *bus;
	struct link_server *link;
	int (*may)(void *arg, int64_t agent_id);
	void *arg;
	struct guest *guests;
	struct timer *look;
};

static struct guest *guest_find(const struct event_agents *all, int64_t id)
{
	struct guest *guest = all->guests;

	while (guest && guest->id != id)
		guest = guest->next;
	return guest;
}

/* --- What the server sends --------------------------------------------------------------- */

static void answer_probe(struct guest *guest)
{
	AUTO(buf_done) struct buf text = {0};
	struct event event;

	event_start(&event, "link.pong");
	event_print(&event, &text);
	wire_send(guest->wire, text.data, text.len);
}

/* It subscribes, but not for this: better said at once than waited for. */
static void answer_deaf(struct guest *guest, const struct event *asked, const char *name)
{
	AUTO(buf_done) struct buf text = {0};
	struct event event;

	event_start_reply(&event, asked);
	event.transitioning = EVENT_ERROR;
	error_set(&event.error, ERROR_UNSUPPORTED, "agent %" PRId64 " does not subscribe to %s",
		  guest->id, name);
	event_print(&event, &text);
	wire_send(guest->wire, text.data, text.len);
}

static void on_message(void *arg, const char *data, size_t len)
{
	struct guest *guest = arg;
	char name[EVENT_NAME_MAX + 1], suffix[40];
	struct event event;

	if (event_parse(data, len, &event, NULL) < 0)
		return;
	if (strncmp(event.name, "link.", 5) == 0) {
		/* Between the two ends of the link only. */
		if (strcmp(event.name, "link.ping") == 0)
			answer_probe(guest);
		return;
	}
	snprintf(suffix, sizeof(suffix), ";agent=%" PRId64, guest->id);
	if (strlen(event.name) + strlen(suffix) > EVENT_NAME_MAX)
		return;
	memcpy(name, event.name, sizeof(name));
	strcat(event.name, suffix);
	if (!bus_publish(guest->all->bus, &event) && event.reply_to[0])
		answer_deaf(guest, &event, name);
}

static void look_later(struct event_agents *all);

static void on_close(void *arg, const char *why)
{
	struct guest *guest = arg;

	log_debug("agents", "an agent over REST was cut off", "agent=%" PRId64 " why=\"%s\"",
		  guest->id, why);
	guest->wire = (struct wire){0};
	look_later(guest->all);
}

/* --- Coming and going ------------------------------------------------------------------- */

static void connect_guest(struct guest *guest)
{
	struct event_agents *all = guest->all;
	struct wire theirs;

	if (guest->wire.ops)
		return;
	if (link_server_is_up(all->link, guest->id) || !all->may(all->arg, guest->id)) {
		look_later(all);
		return;
	}
	wire_pair(all->loop, &guest->wire, &theirs);
	wire_set_events(
		guest->wire,
		&(struct ws_events){.on_message = on_message, .on_close = on_close, .arg = guest});
	link_server_attach(all->link, guest->id, theirs);
}

static void look(void *arg)
{
	struct event_agents *all = arg;

	all->look = NULL;
	for (struct guest *guest = all->guests; guest; guest = guest->next)
		connect_guest(guest);
}

static void look_later(struct event_agents *all)
{
	if (!all->look)
		all->look = loop_after(all->loop, LOOK_MS, look, all);
}

static void guest_free(struct guest *guest, const char *why)
{
	if (guest->wire.ops) {
		wire_set_events(guest->wire, &(struct ws_events){0});
		wire_close(guest->wire, why);
	}
	free(guest);
}

static void on_agent(void *arg, int64_t agent_id, int is_up)
{
	struct event_agents *all = arg;
	struct guest **at = &all->guests, *guest = guest_find(all, agent_id);

	if (is_up && !guest) {
		guest = calloc(1, sizeof(*guest));
		if (!guest)
			abort();
		guest->all = all;
		guest->id = agent_id;
		guest->next = all->guests;
		all->guests = guest;
		connect_guest(guest);
	} else if (!is_up && guest) {
		while (*at != guest)
			at = &(*at)->next;
		*at = guest->next;
		guest_free(guest, "nobody subscribes for this agent any more");
	}
}

void event_agents_see(struct event_agents *all, int64_t agent_id)
{
	struct guest *guest = guest_find(all, agent_id);

	if (guest)
		connect_guest(guest);
}

/* --- What it answers -------------------------------------------------------------------- */

static int speaks_for(const struct bus_party *party, int64_t agent_id)
{
	for (int i = 0; i < party->agent_count; i++)
		if (party->agents[i] == agent_id)
			return 1;
	return party->is_raw;
}

static int on_reply(void *arg, const struct event *event, const struct bus_party *party,
		    struct error *err)
{
	struct event_agents *all = arg;
	AUTO(buf_done) struct buf text = {0};
	int64_t agent_id = link_server_asked(all->link, event->previous_id);
	struct guest *guest = agent_id ? guest_find(all, agent_id) : NULL;

	if (!event->previous_id[0])
		return error_field(err, ERROR_INVALID, "MissingRequired", "previousIds",
				   "a reply says in previousIds which event it answers");
	if (!agent_id || (!guest && speaks_for(party, agent_id)))
		return error_set(err, ERROR_NOT_FOUND, "nothing waits for %s, or not any more",
				 event->name);
	if (!speaks_for(party, agent_id))
		return error_set(err, ERROR_DENIED, "%s is not this account's to send",
				 event->name);
	if (!guest->wire.ops)
		return error_set(err, ERROR_CONFLICT, "the agent is not connected in this way");
	event_print(event, &text);
	wire_send(guest->wire, text.data, text.len);
	return 0;
}

/* --- The rest --------------------------------------------------------------------------- */

struct event_agents *event_agents_new(struct loop *loop, struct bus *bus, struct link_server *link,
				      int (*may)(void *arg, int64_t agent_id), void *arg)
{
	struct event_agents *all = calloc(1, sizeof(*all));

	if (!all)
		abort();
	*all = (struct event_agents){
		.loop = loop, .bus = bus, .link = link, .may = may, .arg = arg};
	bus_on(bus, &(struct bus_events){on_agent, on_reply, all});
	return all;
}

void event_agents_free(struct event_agents *all)
{
	struct guest *next;

	if (!all)
		return;
	bus_on(all->bus, NULL);
	timer_cancel(all->look);
	for (struct guest *guest = all->guests; guest; guest = next) {
		next = guest->next;
		guest_free(guest, "the server ends");
	}
	free(all);
}

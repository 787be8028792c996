/*
 * The agent's end: keeps one connection to the server. What comes over it is passed through the
 * faults of a simulation, if there are any; requests go to link_agent_calls.c.
 */
#include "link/link_agent.h"

#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/id.h"
#include "base/log.h"
#include "http/basic.h"

enum {
	BACKOFF_FIRST = 1000,
	BACKOFF_MAX = 15000,
	WELCOME_MS = 10000, /* how long the server may take to accept us */
};

/* A text on its way through faults. */
struct late {
	struct late *next, **link;
	struct link_agent *agent;
	struct timer *timer;
	int out;
	struct buf text;
};

static void connect_now(void *arg);
static void take_message(struct link_agent *agent, const char *data, size_t len);

/* --- Faults ----------------------------------------------------------------------------- */

static void late_free(struct late *late)
{
	*late->link = late->next;
	if (late->next)
		late->next->link = late->link;
	timer_cancel(late->timer);
	buf_done(&late->text);
	free(late);
}

static void late_arrives(void *arg)
{
	struct late *late = arg;
	struct link_agent *agent = late->agent;
	AUTO(buf_done) struct buf text = late->text;
	int out = late->out;

	late->timer = NULL;
	late->text = (struct buf){0};
	late_free(late);
	if (!agent->wire.ops)
		return;
	if (out)
		wire_send(agent->wire, text.data, text.len);
	else
		take_message(agent, text.data, text.len);
}

static void hold_back(struct link_agent *agent, const char *data, size_t len, int out, int64_t ms)
{
	struct late *late = calloc(1, sizeof(*late));

	if (!late)
		abort();
	late->agent = agent;
	late->out = out;
	buf_add(&late->text, data, len);
	late->link = &agent->late;
	late->next = agent->late;
	if (late->next)
		late->next->link = &late->next;
	agent->late = late;
	late->timer = loop_after(agent->loop, ms, late_arrives, late);
}

void link_agent_pass(struct link_agent *agent, const char *data, size_t len, int out)
{
	int64_t delay[2] = {0, 0};
	/* Until it is welcome it is no agent yet: a lost welcome would be a lost connection. */
	int faulty = agent->faults.pass && agent->up;
	int times = faulty ? agent->faults.pass(agent->faults.arg, out, delay) : 1;

	for (int i = 0; i < times && agent->wire.ops; i++) {
		if (delay[i] > 0)
			hold_back(agent, data, len, out, delay[i]);
		else if (out)
			wire_send(agent->wire, data, len);
		else
			take_message(agent, data, len);
	}
}

/* --- Sending ---------------------------------------------------------------------------- */

void link_agent_send(struct link_agent *agent, const struct event *event)
{
	AUTO(buf_done) struct buf text = {0};

	if (!agent || !agent->up)
		return;
	event_print(event, &text);
	link_agent_pass(agent, text.data, text.len, 1);
}

void link_agent_say(struct link_agent *agent, const char *name, struct span data)
{
	struct event event;

	event_start(&event, name);
	event.data = data;
	link_agent_send(agent, &event);
}

/* --- What the server says --------------------------------------------------------------- */

static void take_message(struct link_agent *agent, const char *data, size_t len)
{
	struct event event;
	struct error err = {0};

	if (event_parse(data, len, &event, &err) < 0) {
		log_warn("link", "malformed message, connection closed", "error=\"%s\"", err.text);
		wire_close(agent->wire, err.text);
		return;
	}
	if (strcmp(event.name, "link.welcome") == 0) {
		if (agent->up)
			return;
		agent->up = 1;
		agent->backoff = BACKOFF_FIRST;
		timer_cancel(STEAL(agent->timer));
		link_agent_say(agent, "link.ready", (struct span){0});
		agent->events.on_up(agent->events.arg);
	} else if (strcmp(event.name, "link.ping") == 0) {
		link_agent_say(agent, "link.pong", (struct span){0});
	} else if (strcmp(event.name, "link.cancel") == 0) {
		link_agent_cancel(agent, &event);
	} else if (event.reply_to[0] && agent->up) {
		link_agent_request(agent, data, len, &event);
	} else {
		log_debug("link", "event without a reply address, ignoring", "name=%s", event.name);
	}
}

static void on_message(void *arg, const char *data, size_t len)
{
	link_agent_pass(arg, data, len, 0);
}

/* --- The connection --------------------------------------------------------------------- */

static void connect_later(struct link_agent *agent)
{
	uint32_t dice;
	int64_t wait = agent->backoff;

	/* Half of it is chance, so that the agents of a restarted server do not come all at once.
	 */
	id_random(&dice, sizeof(dice));
	wait = wait / 2 + (int64_t)(dice % (uint32_t)(wait / 2 + 1));
	agent->backoff = agent->backoff * 2 < BACKOFF_MAX ? agent->backoff * 2 : BACKOFF_MAX;
	timer_cancel(agent->timer);
	agent->timer = loop_after(agent->loop, wait, connect_now, agent);
}

static void on_close(void *arg, const char *why)
{
	struct link_agent *agent = arg;

	agent->wire = (struct wire){0};
	agent->up = 0;
	connect_later(agent);
	agent->events.on_down(agent->events.arg, why);
}

static void on_no_welcome(void *arg)
{
	struct link_agent *agent = arg;

	agent->timer = NULL;
	wire_close(agent->wire, "the server did not accept the agent in time");
}

static struct wire dial_url(void *arg, const struct ws_events *events, struct error *err)
{
	struct link_agent *agent = arg;
	const char *headers[] = {agent->header, NULL};
	struct ws *ws = ws_connect(agent->loop, agent->url, headers, events, err);

	return ws ? wire_of_ws(ws) : (struct wire){0};
}

static void connect_now(void *arg)
{
	struct link_agent *agent = arg;
	struct ws_events events = {.on_message = on_message, .on_close = on_close, .arg = agent};
	struct error err = {0};

	agent->timer = NULL;
	agent->wire = agent->dial(agent->dial_arg, &events, &err);
	if (agent->wire.ops) {
		agent->timer = loop_after(agent->loop, WELCOME_MS, on_no_welcome, agent);
		return;
	}
	connect_later(agent);
	agent->events.on_down(agent->events.arg, err.text);
}

static int check_options(const struct link_agent_options *options, struct error *err)
{
	if (strncmp(options->url, "http://", 7) != 0 && strncmp(options->url, "https://", 8) != 0 &&
	    strncmp(options->url, "ws://", 5) != 0 && strncmp(options->url, "wss://", 6) != 0)
		return error_field(err, ERROR_INVALID, NULL, "url",
				   "the server's address is http(s)://HOST:PORT, not \"%s\"",
				   options->url);
	if (!options->access_key || !*options->access_key || !options->secret_key ||
	    !*options->secret_key ||
	    strlen(options->access_key) + strlen(options->secret_key) > 512)
		return error_field(err, ERROR_INVALID, "MissingRequired", "accessKey",
				   "an agent needs its access key and its secret key");
	return 0;
}

struct link_agent *link_agent_new(struct loop *loop, const struct link_agent_options *options,
				  const struct link_agent_events *events, struct error *err)
{
	struct link_agent *agent;

	if (!options->dial && check_options(options, err) < 0)
		return NULL;
	agent = calloc(1, sizeof(*agent));
	if (!agent)
		abort();
	agent->loop = loop;
	agent->events = *events;
	agent->faults = options->faults;
	agent->dial = options->dial ? options->dial : dial_url;
	agent->dial_arg = options->dial ? options->dial_arg : agent;
	if (!options->dial) {
		struct buf url = {0};
		size_t len = strlen(options->url);

		while (len && options->url[len - 1] == '/')
			len--;
		buf_add(&url, options->url, len);
		buf_adds(&url, "/v1/link");
		agent->url = buf_steal(&url);
		agent->header = http_basic_header(options->access_key, options->secret_key);
	}
	agent->backoff = BACKOFF_FIRST;
	agent->ready_end = &agent->ready;
	agent->timer = loop_after(loop, 0, connect_now, agent);
	return agent;
}

void link_agent_cut(struct link_agent *agent, const char *why)
{
	if (agent->wire.ops)
		wire_close(agent->wire, why);
}

static void ignore_message(void *arg, const char *data, size_t len)
{
	(void)arg, (void)data, (void)len;
}

static void ignore_close(void *arg, const char *why)
{
	(void)arg, (void)why;
}

void link_agent_free(struct link_agent *agent)
{
	if (!agent)
		return;
	timer_cancel(agent->timer);
	while (agent->late)
		late_free(agent->late);
	if (agent->wire.ops) {
		wire_set_events(agent->wire, &(struct ws_events){.on_message = ignore_message,
								 .on_close = ignore_close});
		wire_close(agent->wire, "the agent ends");
	}
	link_agent_drop_calls(agent);
	if (agent->header)
		explicit_bzero(agent->header, strlen(agent->header));
	free(agent->header);
	free(agent->url);
	free(agent);
}

/* The bus: who hears what, requests and their answers, and every answer that is refused. */
#include "link/bus.h"

#include <unistd.h>

#include "base/auto.h"
#include "spec/c/check.h"

struct ear {
	struct bus_hearer hearer;
	char heard[512]; /* names, each behind a blank */
	struct event last;
};

static void hear(struct bus_hearer *hearer, const struct event *event, const char *name)
{
	struct ear *ear = (struct ear *)hearer;

	strcat(ear->heard, " ");
	strcat(ear->heard, name);
	ear->last = *event;
	ear->last.data = (struct span){0};
}

static void hear_nothing(struct bus_hearer *hearer, const struct event *event, const char *name)
{
	(void)hearer, (void)event, (void)name;
}

static struct ear *ear_new(struct bus *bus, const char *names, const char *suffix, int cut)
{
	struct ear *ear = calloc(1, sizeof(*ear));

	ear->hearer.names = names;
	ear->hearer.hear = hear;
	ear->hearer.cut = cut;
	snprintf(ear->hearer.suffix, sizeof(ear->hearer.suffix), "%s", suffix);
	if (strncmp(suffix, ";agent=", 7) == 0)
		ear->hearer.agent_id = atoi(suffix + 7);
	bus_add(bus, &ear->hearer);
	return ear;
}

static void ear_free(struct bus *bus, struct ear *ear)
{
	bus_remove(bus, &ear->hearer);
	free(ear);
}

static int say(struct bus *bus, const char *name)
{
	struct event event;

	event_start(&event, name);
	return bus_publish(bus, &event);
}

static void spin(struct loop *loop, int turns)
{
	for (int i = 0; i < turns; i++)
		loop_once(loop, 1);
}

static void test_names(struct bus *bus)
{
	struct ear *raw = ear_new(bus, "a.b;agent=5\0x.*\0", "", 0);
	struct ear *five = ear_new(bus, "a.b\0ping\0", ";agent=5", 1);
	struct ear *six = ear_new(bus, "*\0", ";agent=6", 1);
	struct ear *none = ear_new(bus, "\0", "", 0);

	CHECK_INT(say(bus, "a.b"), 0);
	CHECK_INT(say(bus, "a.b;agent=5"), 2);
	CHECK_INT(say(bus, "a.b;agent=55"), 0);
	CHECK_INT(say(bus, "ping;agent=5"), 1);
	CHECK_INT(say(bus, "ping;agent=6"), 1);
	CHECK_INT(say(bus, "x.y.z"), 1);
	CHECK_INT(say(bus, "x"), 0);
	CHECK_STR(raw->heard, " a.b;agent=5 x.y.z");
	CHECK_STR(five->heard, " a.b ping");
	CHECK_STR(six->heard, " ping");
	CHECK_STR(none->heard, "");
	CHECK_INT(bus_hearers(bus, "a.b;agent=5"), 2);
	ear_free(bus, raw);
	ear_free(bus, five);
	ear_free(bus, six);
	ear_free(bus, none);
}

struct asked {
	int done, rc, absent, progress;
	struct error err;
	char data[64];
};

static void on_done(void *arg, int rc, struct span data, const struct error *err)
{
	struct asked *asked = arg;

	asked->done++;
	asked->rc = rc;
	if (err)
		asked->err = *err;
	snprintf(asked->data, sizeof(asked->data), "%.*s", (int)data.len, data.len ? data.at : "");
}

static void on_absent(void *arg, int is_absent)
{
	struct asked *asked = arg;

	asked->absent = asked->absent * 10 + (is_absent ? 1 : 2);
}

static void on_progress(void *arg, int percent, const char *message)
{
	(void)message;
	((struct asked *)arg)->progress = percent;
}

static struct bus_request *ask(struct bus *bus, struct asked *asked, int waits, int attempts)
{
	struct bus_request_options options = {
		.name = "p.q;handler=h",
		.data = span_of("{\"a\":1}"),
		.key = 7,
		.timeout = 20,
		.attempts = attempts,
		.waits = waits,
		.on_absent = on_absent,
		.on_progress = on_progress,
	};

	*asked = (struct asked){0};
	return bus_request(bus, &options, on_done, asked);
}

static const struct bus_party admin = {.is_raw = 1}, nobody = {0};

/* Answers what an ear heard last. */
static int answer(struct bus *bus, const struct ear *ear, const char *data,
		  const struct bus_party *party, struct error *err)
{
	struct event reply;

	event_start_reply(&reply, &ear->last);
	reply.data = span_of(data);
	return bus_reply(bus, &reply, party, err);
}

static void test_request(struct loop *loop, struct bus *bus)
{
	struct ear *ear = ear_new(bus, "p.q;handler=h\0", "", 0);
	struct ear *looker = ear_new(bus, "p.q.reply;handler=h\0", "", 0);
	struct asked asked;
	struct error err;
	struct event event;

	ask(bus, &asked, 1, 3);
	CHECK_STR(ear->heard, " p.q;handler=h");
	CHECK_INT(asked.done, 0);

	/* Not this one's to answer; no word of what it answers; the wrong word. */
	CHECK(answer(bus, ear, "{}", &nobody, &err) < 0 && err.code == ERROR_DENIED);
	event_start(&event, ear->last.reply_to);
	CHECK(bus_reply(bus, &event, &admin, &err) < 0 && err.code == ERROR_INVALID);
	CHECK_STR(err.field, "previousIds");
	snprintf(event.previous_id, sizeof(event.previous_id), "other");
	CHECK(bus_reply(bus, &event, &admin, &err) < 0 && err.code == ERROR_INVALID);
	CHECK_INT(asked.done, 0);

	/* Progress restarts the period: longer than all attempts, and no timeout. */
	for (int i = 0; i < 6; i++) {
		event_start_reply(&event, &ear->last);
		event.transitioning = EVENT_PROGRESS;
		event.progress = 10 * i;
		CHECK_INT(bus_reply(bus, &event, &admin, &err), 0);
		spin(loop, 5);
		usleep(15000);
	}
	CHECK_INT(asked.done, 0);
	CHECK_INT(asked.progress, 50);
	CHECK_INT(answer(bus, ear, "{\"b\":2}", &admin, &err), 0);
	CHECK_INT(asked.done, 1);
	CHECK_INT(asked.rc, 0);
	CHECK_STR(asked.data, "{\"b\":2}");
	CHECK(strstr(looker->heard, "p.q.reply;handler=h"));

	/* Twice; late; never asked. */
	CHECK(answer(bus, ear, "{}", &admin, &err) < 0 && err.code == ERROR_CONFLICT);
	ask(bus, &asked, 1, 2);
	for (int i = 0; i < 100 && !asked.done; i++)
		loop_once(loop, 5);
	CHECK_INT(asked.rc, -1);
	CHECK_INT(asked.err.code, ERROR_TIMEOUT);
	CHECK(answer(bus, ear, "{}", &admin, &err) < 0 && err.code == ERROR_NOT_FOUND);
	event_start(&event, "reply.never");
	CHECK(bus_reply(bus, &event, &admin, &err) < 0 && err.code == ERROR_NOT_FOUND);
	ear_free(bus, ear);
	ear_free(bus, looker);
}

static int keep_none(void *arg, int64_t key, const char *name)
{
	(void)arg, (void)name;
	return key != 7;
}

static void test_absent(struct loop *loop, struct bus *bus)
{
	struct asked asked;
	struct ear *ear;
	struct error err;

	/* Nobody hears it, and it does not wait: at once, but not from inside. */
	ask(bus, &asked, 0, 3);
	CHECK_INT(asked.done, 0);
	for (int i = 0; i < 10 && !asked.done; i++)
		loop_once(loop, 5);
	CHECK_INT(asked.err.code, ERROR_UNAVAILABLE);
	CHECK_STR(asked.err.tag, "Absent");

	/* It waits beyond all its attempts, and is sent when somebody comes. */
	CHECK(bus_request_is_absent(ask(bus, &asked, 1, 1)));
	usleep(60000);
	spin(loop, 5);
	CHECK_INT(asked.done, 0);
	ear = ear_new(bus, "p.q;handler=h\0", "", 0);
	spin(loop, 3);
	CHECK_STR(ear->heard, " p.q;handler=h");
	CHECK_INT(asked.absent, 2);
	/* Who heard it leaves without an answer: it waits again, and the next one gets it. */
	ear_free(bus, ear);
	spin(loop, 3);
	CHECK_INT(asked.absent, 21);
	usleep(60000);
	spin(loop, 5);
	CHECK_INT(asked.done, 0);
	ear = ear_new(bus, "p.q;handler=h\0", "", 0);
	spin(loop, 3);
	CHECK_STR(ear->heard, " p.q;handler=h");
	CHECK_INT(answer(bus, ear, "{}", &admin, &err), 0);
	CHECK_INT(asked.done, 1);

	/* Who was to answer is deactivated. */
	ask(bus, &asked, 1, 3);
	bus_sweep(bus, keep_none, NULL);
	CHECK_INT(asked.done, 1);
	CHECK_INT(asked.err.code, ERROR_CANCELLED);
	CHECK_STR(asked.err.tag, "Dropped");
	bus_request_cancel(ask(bus, &asked, 1, 3));
	spin(loop, 3);
	CHECK_INT(asked.done, 0);
	ear_free(bus, ear);
}

/* More than are looked at in one turn: each is told that who heard it has left, and is sent to the
 * next one who hears, also when that one comes in the middle of it. */
static void test_many(struct loop *loop, struct bus *bus)
{
	static struct asked asked[600];
	struct bus_request *requests[600];
	struct ear *ear = ear_new(bus, "p.q;handler=h\0", "", 0), *other;
	int lost = 0, found = 0;

	ear->hearer.hear = hear_nothing;
	spin(loop, 3);
	for (int i = 0; i < 600; i++)
		requests[i] = ask(bus, &asked[i], 1, 1000);
	ear_free(bus, ear);
	loop_once(loop, 1);
	other = ear_new(bus, "other\0", "", 0);
	spin(loop, 10);
	for (int i = 0; i < 600; i++)
		lost += asked[i].absent == 1 && bus_request_is_absent(requests[i]);
	CHECK_INT(lost, 600);
	ear = ear_new(bus, "p.q;handler=h\0", "", 0);
	ear->hearer.hear = hear_nothing;
	loop_once(loop, 1);
	bus_request_cancel(requests[300]); /* among those that come next */
	ear_free(bus, other);
	spin(loop, 10);
	for (int i = 0; i < 600; i++)
		found += i != 300 && asked[i].absent == 12 && !bus_request_is_absent(requests[i]);
	CHECK_INT(found, 599);
	for (int i = 0; i < 600; i++)
		if (i != 300)
			bus_request_cancel(requests[i]);
	ear_free(bus, ear);
}

static char agents[64];

static void on_agent(void *arg, int64_t agent_id, int is_up)
{
	(void)arg;
	sprintf(agents + strlen(agents), " %lld%s", (long long)agent_id, is_up ? "+" : "-");
}

static int on_reply(void *arg, const struct event *event, const struct bus_party *party,
		    struct error *err)
{
	(void)arg, (void)event, (void)party;
	return error_set(err, ERROR_UNSUPPORTED, "asked elsewhere");
}

static void test_agents(struct bus *bus)
{
	struct ear *one, *two;
	struct event event;
	struct error err;

	bus_on(bus, &(struct bus_events){on_agent, on_reply, NULL});
	one = ear_new(bus, "ping\0", ";agent=5", 1);
	two = ear_new(bus, "ping\0", ";agent=5", 1);
	CHECK_STR(agents, " 5+");
	ear_free(bus, one);
	CHECK_STR(agents, " 5+");
	ear_free(bus, two);
	CHECK_STR(agents, " 5+ 5-");
	event_start(&event, "reply.of.an.agent");
	CHECK(bus_reply(bus, &event, &nobody, &err) < 0 && err.code == ERROR_UNSUPPORTED);
	bus_on(bus, NULL);
}

int main(void)
{
	struct loop *loop = loop_new(NULL);
	struct bus *bus = bus_new(loop);

	test_names(bus);
	test_request(loop, bus);
	test_absent(loop, bus);
	test_many(loop, bus);
	test_agents(bus);
	bus_free(bus);
	loop_free(loop);
	return check_end();
}

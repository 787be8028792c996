/*
 * Both ends of the link over a pretended WebSocket, in one loop: what is lost, doubled, cut
 * or malformed, and which of two agents with one key stays.
 */
#include "link_help.h"

static void test_events(void)
{
	struct event event, back;
	struct error err;
	struct buf text = {0};
	char key[EVENT_NAME_MAX + EVENT_TYPE_MAX];

	event_start(&event, "compute.instance.activate");
	snprintf(event.reply_to, sizeof(event.reply_to), "reply.x");
	event.resource_id = 12;
	snprintf(event.resource_type, sizeof(event.resource_type), "instanceHostMap");
	event.data = span_of("{\"instanceHostMap\":{\"id\":12,\"instance\":{\"uuid\":\"u-1\"}}}");
	event_print(&event, &text);
	CHECK_INT(event_parse(text.data, text.len, &back, &err), 0);
	CHECK_STR(back.id, event.id);
	CHECK_STR(back.name, event.name);
	CHECK_INT(back.resource_id, 12);
	CHECK_INT(back.progress, -1);
	event_resource_key(&back, key, sizeof(key));
	CHECK_STR(key, "u-1");
	back.data = span_of("{\"x\":1}");
	event_resource_key(&back, key, sizeof(key));
	CHECK_STR(key, "instanceHostMap/12");
	buf_done(&text);

	static const char *const bad[] = {
		"",
		"[]",
		"nonsense",
		"{\"id\":\"1\"}",
		"{\"name\":\"x\"}",
		"{\"id\":1,\"name\":\"x\"}",
		"{\"id\":\"1\",\"name\":\"a b\"}",
		"{\"id\":\"1\",\"name\":\"x\",\"data\":[]}",
		"{\"id\":\"1\",\"name\":\"x\",\"transitioning\":\"maybe\"}",
		"{\"id\":\"1\",\"name\":\"x\",\"previousIds\":\"1\"}",
		"{\"id\":\"1\",\"name\":\"x\",\"previousIds\":[{}]}",
		"{\"id\":\"1\",\"name\":\"x\",\"resourceId\":\"many\"}",
		"{\"id\":\"1\",\"name\":\"x\",\"data\":{}}}",
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		memset(&err, 0, sizeof(err));
		CHECK_INT(event_parse(bad[i], strlen(bad[i]), &back, &err), -1);
		CHECK_INT(err.code, ERROR_INVALID);
		CHECK(err.text[0]);
	}

	/* Every cut and every flipped byte of a good one: an error or an event, never a crash. */
	const char *good = "{\"id\":\"1\",\"name\":\"x\",\"transitioning\":\"error\",\"errorCode\":"
			   "\"timeout\",\"transitioningMessage\":\"a\",\"previousIds\":[\"1\"]}";

	for (size_t i = 0; i < strlen(good); i++) {
		char copy[256];

		snprintf(copy, sizeof(copy), "%s", good);
		CHECK_INT(event_parse(copy, i, &back, &err), -1);
		copy[i] ^= 0x15;
		event_parse(copy, strlen(copy), &back, &err);
	}
	CHECK_INT(event_parse(good, strlen(good), &back, &err), 0);
	CHECK_INT(back.error.code, ERROR_TIMEOUT);
}

/* Of the two messages of an error. */
static void test_messages(void)
{
	static const char *const of[][3] = {
		{"\"a\"", "\"b\"", "a : b"},
		{"\"a\"", "\"a\"", "a"},
		{"\"a\"", "null", "a"},
		{"null", "\"b\"", "b"},
		{"\"\"", "\"\"", "the agent reports an error without a reason"},
	};

	for (size_t i = 0; i < sizeof(of) / sizeof(of[0]); i++) {
		struct event event;
		struct error err;
		char text[256];

		snprintf(text, sizeof(text),
			 "{\"id\":\"1\",\"name\":\"x\",\"transitioning\":\"error\","
			 "\"transitioningMessage\":%s,\"transitioningInternalMessage\":%s}",
			 of[i][0], of[i][1]);
		CHECK_INT(event_parse(text, strlen(text), &event, &err), 0);
		CHECK_STR(event.error.text, of[i][2]);
	}
}

static void test_answers(struct link_agent *agent)
{
	struct answer a, b;
	struct link_request *request;

	CHECK_STR(net.url, "http://127.0.0.1:9080/v1/link");
	CHECK_STR(net.header, "Authorization: Basic S0VZOnNlY3JldA==");
	CHECK(link_server_is_up(net.server, 3));
	CHECK(!link_server_is_up(net.server, 4));

	ask("echo", "{\"tag\":\"a\"}", 500, 3, &a);
	CHECK_INT(a.count, 0);
	turn_until(&a.count, 1);
	CHECK_INT(a.rc, 0);
	CHECK_STR(a.data, "{\"tag\":\"a\"}");

	ask("fail", "{}", 500, 3, &a);
	turn_until(&a.count, 1);
	CHECK_INT(a.rc, -1);
	CHECK_INT(a.err.code, ERROR_UNAVAILABLE);
	CHECK_STR(a.err.tag, "NoDocker");
	CHECK_STR(a.err.field, "docker");
	CHECK_STR(a.err.text, "docker is \"away\"");

	/* A lost request and a lost answer: asked again, run once. */
	agent_saw.calls = 0;
	net.lose = 1;
	ask("echo", "{}", 50, 3, &a);
	turn_until(&a.count, 1);
	CHECK_INT(a.rc, 0);
	CHECK_INT(agent_saw.calls, 1);
	ask("echo", "{}", 50, 3, &a);
	loop_once(net.loop, 0);
	net.lose = agent_saw.calls == 1 ? 1 : 0;
	turn_until(&a.count, 1);
	CHECK_INT(a.rc, 0);
	CHECK_INT(agent_saw.calls, 2);

	/* Doubled in both directions: run once, answered once. */
	net.twice = 1;
	ask("echo", "{}", 500, 3, &a);
	turn(30);
	CHECK_INT(a.count, 1);
	CHECK_INT(agent_saw.calls, 3);
	net.twice = 0;

	/* No answer at all. */
	net.lose = 1000000;
	ask("echo", "{}", 20, 3, &a);
	turn_until(&a.count, 1);
	CHECK_INT(a.err.code, ERROR_TIMEOUT);
	CHECK_INT(a.progress, 2);
	CHECK_INT(a.percent, -1);
	CHECK_STR(a.message, "agent 3 has not answered for 0 s, asked again");
	net.lose = 0;

	/* Long work outlives its periods: each repeat is answered with a sign of life. */
	ask("hold", "{}", 30, 2, &a);
	turn(200);
	CHECK_INT(a.count, 0);
	CHECK_INT(agent_saw.held_count, 1);
	CHECK_INT(a.progress, 0);
	link_call_progress(agent_saw.held[0], 40, "pulling");
	turn_until(&a.progress, 1);
	CHECK_INT(a.percent, 40);
	CHECK_STR(a.message, "pulling");
	link_call_reply(agent_saw.held[0], span_of("{\"done\":true}"));
	turn_until(&a.count, 1);
	CHECK_STR(a.data, "{\"done\":true}");
	agent_saw.held_count = 0;

	/* A request that was taken back before its turn is never run. */
	agent_saw.calls = 0;
	ask("hold", "{\"uuid\":\"u\"}", 500, 3, &a);
	request = ask("echo", "{\"uuid\":\"u\"}", 500, 3, &b);
	turn(20);
	CHECK_INT(agent_saw.calls, 1);
	link_request_cancel(request);
	turn(20);
	link_call_reply(agent_saw.held[0], (struct span){0});
	turn_until(&a.count, 1);
	turn(20);
	CHECK_STR(a.data, "{}");
	CHECK_INT(agent_saw.calls, 1);
	CHECK_INT(b.count, 0);
	agent_saw.held_count = 0;

	link_agent_say(agent, "instance.state", span_of("{\"uuid\":\"u\"}"));
	turn(20);
	CHECK_STR(server_saw.event, "instance.state");
	CHECK_STR(server_saw.event_data, "{\"uuid\":\"u\"}");
}

static void test_order(void)
{
	struct answer hold, a, b, other;

	agent_saw.order[0] = '\0';
	agent_saw.held_count = 0;
	ask("hold", "{\"uuid\":\"u\"}", 500, 3, &hold);
	ask("echo", "{\"uuid\":\"u\",\"tag\":\"1\"}", 500, 3, &a);
	ask("echo", "{\"uuid\":\"u\",\"tag\":\"2\"}", 500, 3, &b);
	ask("echo", "{\"uuid\":\"v\",\"tag\":\"v\"}", 500, 3, &other);
	turn_until(&other.count, 1);
	CHECK_INT(a.count + b.count, 0);
	CHECK_STR(agent_saw.order, "v");
	link_call_reply(agent_saw.held[0], (struct span){0});
	turn_until(&b.count, 1);
	CHECK_STR(agent_saw.order, "v12");

	/* A thousand at once for one resource, answered in place: no nesting, none lost. */
	static struct answer many[1000];
	int answered = 0;

	for (int i = 0; i < 1000; i++)
		ask("echo", "{\"uuid\":\"u\"}", 5000, 3, &many[i]);
	turn_until(&many[999].count, 1);
	for (int i = 0; i < 1000; i++)
		answered += many[i].count == 1 && many[i].rc == 0;
	CHECK_INT(answered, 1000);
}

/* The connection is cut with a request running and one never sent. */
static void test_reconnect(void)
{
	struct answer running, waiting, nobody;
	int64_t began;

	reset();
	ask("hold", "{\"uuid\":\"u\"}", 4000, 3, &running);
	turn(20);
	CHECK_INT(agent_saw.held_count, 1);
	link_server_drop(net.server, 3, "cut by the test");
	turn_until(&server_saw.down, 1);
	CHECK(!link_server_is_up(net.server, 3));
	turn_until(&agent_saw.down, 1);
	CHECK_STR(agent_saw.why, "cut by the test");
	link_call_reply(agent_saw.held[0], span_of("{\"late\":1}"));
	ask("echo", "{\"uuid\":\"w\"}", 4000, 3, &waiting);
	began = clock_mono();
	turn_until(&running.count, 1);
	turn_until(&waiting.count, 1);
	CHECK(clock_mono() - began < 1900);
	CHECK_STR(running.data, "{\"late\":1}");
	CHECK_INT(agent_saw.calls, 2);
	CHECK_INT(server_saw.up, 1);

	net.refuse = 1;
	link_server_drop(net.server, 3, "cut again");
	turn_until(&server_saw.down, 2);
	ask("echo", "{}", 20, 2, &nobody);
	turn_until(&nobody.count, 1);
	CHECK_INT(nobody.err.code, ERROR_UNAVAILABLE);
	CHECK_STR(nobody.message, "agent 3 is not connected, waited for");
	net.refuse = 0;
	turn_until(&server_saw.up, 2);
}

static void test_two_agents(void)
{
	struct link_agent *second;
	struct answer a;

	reset();
	second = agent_make();
	turn_until(&agent_saw.down, 1);
	CHECK_STR(agent_saw.why, "another agent uses this key");
	CHECK_INT(server_saw.down, 0);
	link_agent_free(second);
	turn(10);
	ask("echo", "{}", 500, 3, &a);
	turn_until(&a.count, 1);
	CHECK_INT(a.rc, 0);
}

/* The first of the two is dead (its machine lost power): the second takes its place. */
static void test_dead_first(void)
{
	struct link_agent *second;
	struct answer a;
	int64_t end;

	reset();
	turn(10); /* what the last case sent has arrived */
	end = clock_mono() + 6000;
	net.lose = 1; /* the ping that asks the first one whether it lives */
	second = agent_make();
	net.refuse = 0;
	while (server_saw.up < 1 && clock_mono() < end)
		loop_once(net.loop, 5);
	CHECK_INT(server_saw.down, 1);
	CHECK_INT(server_saw.up, 1);
	ask("echo", "{}", 500, 3, &a);
	turn_until(&a.count, 1);
	CHECK_INT(a.rc, 0);
	link_agent_free(second);
	turn(10);
}

static void test_malformed(struct link_agent *agent)
{
	reset();
	link_agent_say(agent, "instance.state", span_of("{not json"));
	turn_until(&server_saw.down, 1);
	CHECK_STR(server_saw.event, "");
	CHECK(strstr(net.closed_why, "event"));
}

/* What is lost is asked again long before its period is over, and run once. */
static void test_repeat(void)
{
	struct answer answer;
	int64_t began = clock_mono();

	reset();
	net.lose = 1;
	ask("echo", "{\"x\":1}", 60000, 1, &answer);
	turn_until(&answer.count, 1);
	CHECK_INT(answer.rc, 0);
	CHECK(clock_mono() - began < 4000);
}

int main(void)
{
	struct link_server_events events = {server_up, server_down, server_event, NULL};
	struct link_agent *agent;
	struct answer pending;

	test_events();
	test_messages();

	net.loop = loop_new(NULL);
	net.agent_id = 3;
	net.server = link_server_new(net.loop, &events);
	agent = agent_make();
	turn_until(&server_saw.up, 1);
	turn_until(&agent_saw.up, 1);
	test_answers(agent);
	test_order();
	test_repeat();
	test_reconnect();
	test_two_agents();
	test_malformed(agent);
	turn_until(&server_saw.up, 1);
	test_dead_first();

	/* Both ends go while a request runs. */
	reset();
	turn_until(&server_saw.up, 1);
	ask("hold", "{\"uuid\":\"u\"}", 500, 3, &pending);
	turn(30);
	CHECK_INT(agent_saw.held_count, 1);
	link_agent_free(agent);
	link_call_reply(agent_saw.held[0], (struct span){0});
	link_server_free(net.server);
	turn(50);
	CHECK_INT(pending.count, 0);
	CHECK_INT(net.live, 0);
	loop_free(net.loop);
	return check_end();
}

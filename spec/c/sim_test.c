/* Simulated hosts: their answers and memory, what goes wrong with them, and both ends of a wire. */
#include "base/auto.h"
#include "base/buf.h"
#include "check.h"
#include "link/link.h"
#include "link/wire.h"
#include "sim/faults.h"
#include "sim/sim.h"
#include "sim_group.h"

#define INSTANCE "{\"instanceHostMap\":{\"instance\":{\"uuid\":\"%s\"}%s}}"

static struct sim *sim_make(int hosts, int pools, int physical)
{
	struct sim_options options = {.hosts = hosts, .pools = pools, .physical_host = physical};

	return sim_new("A", &options, NULL);
}

/* The answer to an event as text, or "CODE: message". Borrowed until the next call. */
static const char *ask(struct sim *sim, const char *name, const char *data)
{
	static struct buf answer;
	AUTO(buf_done) struct buf text = {0};
	struct error err;

	buf_addf(&text, "{\"id\":\"1\",\"name\":\"%s\",\"data\":%s}", name, data);
	CHECK(json_check(text.data, text.len, JSON_MAX_DEPTH, &err) == 0);
	buf_clear(&answer);
	if (sim_answer(sim, name, (struct span){text.data, text.len}, &answer, &err) < 0) {
		buf_clear(&answer);
		buf_addf(&answer, "%s: %s", error_name(err.code), err.text);
	} else {
		CHECK(json_check(answer.data, answer.len, JSON_MAX_DEPTH, &err) == 0);
	}
	return answer.data;
}

static const char *move(struct sim *sim, const char *event, const char *uuid, const char *more)
{
	char data[256];

	snprintf(data, sizeof(data), INSTANCE, uuid, more);
	return ask(sim, event, data);
}

static void test_ping(void)
{
	struct sim *sim = sim_make(2, 1, 1);

	CHECK_STR(ask(sim, "ping", "{}"), "{}");
	CHECK_STR(ask(sim, "ping", "{\"options\":{\"resources\":true},\"x\":[1]}"),
		  "{\"options\":{\"resources\":true},\"x\":[1],\"resources\":["
		  "{\"type\":\"storagePool\",\"kind\":\"sim\",\"uuid\":\"A-0-0\",\"hostUuid\":\"A-"
		  "0\"},"
		  "{\"type\":\"host\",\"kind\":\"sim\",\"uuid\":\"A-0\",\"name\":\"sim A/0\","
		  "\"physicalHostUuid\":\"A-physical-host\"},"
		  "{\"type\":\"storagePool\",\"kind\":\"sim\",\"uuid\":\"A-1-0\",\"hostUuid\":\"A-"
		  "1\"},"
		  "{\"type\":\"host\",\"kind\":\"sim\",\"uuid\":\"A-1\",\"name\":\"sim A/1\","
		  "\"physicalHostUuid\":\"A-physical-host\"},"
		  "{\"type\":\"physicalHost\",\"kind\":\"sim\",\"uuid\":\"A-physical-host\"}]}");
	CHECK_STR(move(sim, "compute.instance.activate", "u1", ""), "{}");
	CHECK_STR(ask(sim, "ping", "{\"options\":{\"instances\":true}}"),
		  "{\"options\":{\"instances\":true},\"instances\":["
		  "{\"type\":\"instance\",\"uuid\":\"u1\",\"state\":\"running\"}]}");
	sim_free(sim);

	sim = sim_make(1, 2, 0);
	CHECK_STR(ask(sim, "ping", "{\"options\":{\"resources\":true}}"),
		  "{\"options\":{\"resources\":true},\"resources\":["
		  "{\"type\":\"storagePool\",\"kind\":\"sim\",\"uuid\":\"A-0-0\",\"hostUuid\":\"A-"
		  "0\"},"
		  "{\"type\":\"storagePool\",\"kind\":\"sim\",\"uuid\":\"A-0-1\",\"hostUuid\":\"A-"
		  "0\"},"
		  "{\"type\":\"host\",\"kind\":\"sim\",\"uuid\":\"A-0\",\"name\":\"sim A/0\"}]}");
	sim_free(sim);
}

static void test_memory(void)
{
	struct sim *sim = sim_make(1, 1, 1);
	char uuid[32];

	for (int i = 0; i < 1000; i++) {
		snprintf(uuid, sizeof(uuid), "u%d", i);
		move(sim, "compute.instance.activate", uuid, "");
		move(sim, "compute.instance.activate", uuid, "");
	}
	CHECK_INT(sim_count(sim), 1000);
	for (int i = 0; i < 1000; i += 2) {
		snprintf(uuid, sizeof(uuid), "u%d", i);
		move(sim, "compute.instance.deactivate", uuid, "");
		move(sim, "compute.instance.deactivate", uuid, "");
	}
	CHECK_INT(sim_count(sim), 500);
	for (int i = 0; i < 1000; i++) {
		snprintf(uuid, sizeof(uuid), "u%d", i);
		CHECK_INT(sim_runs(sim, uuid), i % 2);
	}
	CHECK_STR(ask(sim, "compute.instance.inspect", "{\"uuid\":\"u1\"}"),
		  "{\"state\":\"running\"}");
	CHECK_STR(ask(sim, "compute.instance.inspect", "{\"uuid\":\"u2\"}"),
		  "{\"state\":\"absent\"}");
	move(sim, "compute.instance.activate", "u1", ",\"data\":{\"simForgetImmediately\":1}");
	CHECK(!sim_runs(sim, "u1"));
	sim_forget(sim);
	CHECK_INT(sim_count(sim), 0);
	CHECK(!sim_runs(sim, "u3"));
	sim_free(sim);
}

static int on_delegate(void *arg, int64_t agent_id, struct span event, struct buf *ret,
		       struct error *err)
{
	(void)arg;
	if (agent_id != 7)
		return error_set(err, ERROR_NOT_FOUND, "no agent %lld", (long long)agent_id);
	buf_addf(ret, "{\"was\":%.*s}", (int)event.len, event.at);
	return 0;
}

static void test_answers(void)
{
	struct sim_options options;
	struct sim_hooks hooks = {.delegate = on_delegate};
	struct sim *sim = sim_make(1, 1, 1);

	CHECK_STR(move(sim, "compute.instance.activate", "u1",
		       ",\"data\":{\"compute.instance.activate::fail\":true}"),
		  "internal: Failing [compute.instance.activate]");
	CHECK(!sim_runs(sim, "u1"));
	CHECK_STR(move(sim, "compute.instance.activate", "u1",
		       ",\"data\":{\"storage.volume.activate::fail\":true}"),
		  "{}");
	CHECK_STR(ask(sim, "storage.volume.remove", "{\"x\":1}"), "{}");
	CHECK_STR(ask(sim, "whatever", "{}"), "{}");
	CHECK_STR(ask(sim, "console.access", "{}"),
		  "{\"kind\":\"fake\",\"url\":\"http://localhost/console\"}");
	CHECK_STR(ask(sim, "compute.instance.activate", "{}"),
		  "invalid: the event does not say which instance");
	CHECK_STR(ask(sim, "delegate.request", "{\"instanceData\":{\"agentId\":7},\"event\":{}}"),
		  "unsupported: this agent knows no other agents");
	sim_free(sim);

	sim_options_read(&options, span_of("{\"hosts\":3,\"storagePoolsPerHost\":\"2\","
					   "\"addPhysicalHost\":false}"));
	CHECK_INT(options.hosts, 3);
	CHECK_INT(options.pools, 2);
	CHECK_INT(options.physical_host, 0);
	sim_options_read(&options, span_of("{\"hosts\":1000000,\"storagePoolsPerHost\":-1}"));
	CHECK_INT(options.hosts, SIM_OPTIONS_MAX);
	CHECK_INT(options.pools, 1);
	CHECK_INT(options.physical_host, 1);

	sim = sim_new("A", &options, &hooks);
	CHECK_STR(ask(sim, "delegate.request;agent=1",
		      "{\"instanceData\":{\"agentId\":7},\"event\":{\"name\":\"ping\"}}"),
		  "{\"was\":{\"name\":\"ping\"}}");
	CHECK_STR(ask(sim, "delegate.request", "{\"instanceData\":{\"agentId\":8},\"event\":{}}"),
		  "not_found: no agent 8");
	CHECK_STR(ask(sim, "delegate.request", "{\"instanceData\":{},\"event\":{}}"),
		  "invalid: the event does not say which agent it is for");
	CHECK_STR(ask(sim, "delegate.request", "{\"instanceData\":{\"agentId\":7}}"),
		  "invalid: there is no event to be delegated");
	sim_free(sim);
}

static void test_faults(void)
{
	struct faults faults = {.dice = {42}}, again = {.dice = {42}};
	struct error err;
	int64_t delay[2];
	int passed = 0;

	CHECK(faults_parse("lost=5%,doubled=0.05,late=10%:2000,failing=1%,dying=60:5", &faults,
			   &err) == 0);
	CHECK(faults.lost > 0.0499 && faults.lost < 0.0501);
	CHECK(faults.doubled > 0.0499 && faults.doubled < 0.0501);
	CHECK_INT(faults.late_ms, 2000);
	CHECK_INT(faults.dies_every, 60000);
	CHECK_INT(faults.dies_for, 5000);
	CHECK(faults_any(&faults));
	CHECK(!faults_any(&again));
	CHECK(faults_parse("lost=5%,doubled=0.05,late=10%:2000,failing=1%,dying=60:5", &again,
			   &err) == 0);
	for (int i = 0; i < 100000; i++) {
		int64_t other[2] = {0, 0};
		int times;

		delay[0] = delay[1] = 0;
		times = faults_pass(&faults, delay);
		passed += times;
		/* The same seed, the same luck. */
		CHECK(times == faults_pass(&again, other) && delay[0] == other[0] &&
		      delay[1] == other[1]);
		CHECK(delay[0] >= 0 && delay[0] <= 2000);
		faults_fail(&faults);
		faults_fail(&again);
	}
	CHECK(faults.lost_count > 4500 && faults.lost_count < 5500);
	CHECK(faults.doubled_count > 4250 && faults.doubled_count < 5250);
	CHECK(faults.failed_count > 800 && faults.failed_count < 1200);
	CHECK_INT(passed, 100000 - faults.lost_count + faults.doubled_count);

	static const char *const bad[] = {"lost",       "lost=",        "lost=5%%",
					  "lost=101%",  "lost=-1%",     "lost=nan",
					  "dying=0",    "dying=60:0",   "dying=60:x",
					  "late=5%:",   "gone=1%",      "lost=5%x",
					  "late=5%:-1", "doubled=1%,,", "dying=99999999"};
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		err = (struct error){0};
		CHECK(faults_parse(bad[i], &faults, &err) < 0 && err.code == ERROR_INVALID);
		CHECK_STR(err.field, "faults");
	}
	CHECK(faults.lost > 0.0499); /* a bad text changes nothing */
	CHECK(faults_parse("", &faults, &err) == 0 && !faults_any(&faults));
}

/* --- Wires and the link ----------------------------------------------------------------- */

struct ear {
	struct buf heard;
	int closed;
};

static void ear_hears(void *arg, const char *data, size_t len)
{
	buf_add(&((struct ear *)arg)->heard, data, len);
}

static void ear_closed(void *arg, const char *why)
{
	((struct ear *)arg)->closed++;
	buf_adds(&((struct ear *)arg)->heard, why);
}

static void test_wire(void)
{
	struct error err;
	struct loop *loop = loop_new(&err);
	struct ear ears[2] = {0};
	struct wire ends[2];

	wire_pair(loop, &ends[0], &ends[1]);
	wire_set_events(ends[0], &(struct ws_events){.on_message = ear_hears,
						     .on_close = ear_closed,
						     .arg = &ears[0]});
	wire_send(ends[0], "early ", 6);
	loop_once(loop, 5);
	/* Nobody listened yet. */
	wire_set_events(ends[1], &(struct ws_events){.on_message = ear_hears,
						     .on_close = ear_closed,
						     .arg = &ears[1]});
	wire_send(ends[1], "back ", 5);
	wire_send(ends[0], "late ", 5);
	CHECK_INT(ears[1].heard.len, 0);
	wire_close(ends[0], "over");
	wire_send(ends[0], "never", 5);
	wire_close(ends[1], "twice");
	loop_once(loop, 5);
	CHECK_STR(ears[1].heard.data, "early late over");
	CHECK_STR(ears[0].heard.data, "back over");
	CHECK_INT(ears[0].closed, 1);
	CHECK_INT(ears[1].closed, 1);
	buf_done(&ears[0].heard);
	buf_done(&ears[1].heard);
	loop_free(loop);
}

static struct {
	struct loop *loop;
	struct link_server *server;
	int ups, downs, done, rc;
	struct error err;
} net;

static void server_up(void *arg, int64_t id)
{
	(void)arg, (void)id;
	net.ups++;
}

static void server_down(void *arg, int64_t id)
{
	(void)arg, (void)id;
	net.downs++;
}

static void server_event(void *arg, int64_t id, const char *name, struct span data)
{
	(void)arg, (void)id, (void)name, (void)data;
}

static struct wire dial(void *arg, const struct ws_events *events, struct error *err)
{
	struct wire mine, theirs;

	(void)arg, (void)err;
	wire_pair(net.loop, &mine, &theirs);
	wire_set_events(mine, events);
	link_server_attach(net.server, 1, theirs);
	return mine;
}

static void on_done(void *arg, int rc, struct span data, const struct error *err)
{
	(void)arg, (void)data;
	net.done++;
	net.rc = rc;
	if (rc < 0)
		net.err = *err;
}

static void turn_until(const int *count, int wanted)
{
	for (int i = 0; i < 3000 && *count < wanted; i++)
		loop_once(net.loop, 2);
	CHECK_INT(*count, wanted);
}

static void request(const char *name, const char *data)
{
	struct link_request_options options = {
		.name = name, .data = span_of(data), .timeout = 100, .attempts = 40};
	int wanted = net.done + 1;

	link_request(net.server, 1, &options, on_done, NULL);
	turn_until(&net.done, wanted);
}

static void test_group(void)
{
	struct link_server_events events = {server_up, server_down, server_event, NULL};
	struct faults faults = {.dice = {7}};
	struct sim_agent_options options = {
		.uuid = "A", .sim = {1, 1, 1, 0}, .link = {.dial = dial}};
	struct sim_group_stats stats;
	struct sim_group *group;
	struct sim_agent *agent;
	struct error err;
	char data[128];

	net.loop = loop_new(&err);
	net.server = link_server_new(net.loop, &events);
	CHECK(faults_parse("lost=20%,doubled=20%,late=10%:30", &faults, &err) == 0);
	group = sim_group_new(net.loop, &faults);
	agent = sim_group_add(group, &options, &err);
	CHECK(agent);
	turn_until(&net.ups, 1);

	/* Half of the messages go wrong; every request is answered all the same. */
	for (int i = 0; i < 100; i++) {
		snprintf(data, sizeof(data), INSTANCE, "u", "");
		request(i % 2 ? "compute.instance.deactivate" : "compute.instance.activate", data);
		CHECK_INT(net.rc, 0);
		CHECK_INT(sim_runs(sim_agent_sim(agent), "u"), i % 2 == 0);
	}
	sim_group_stats(group, &stats);
	CHECK_INT(stats.agents, 1);
	CHECK_INT(stats.up, 1);
	CHECK(stats.lost > 10 && stats.doubled > 10 && stats.late > 5);
	CHECK_INT(stats.calls, 100); /* a doubled or repeated request is one call */

	/* A power cut: the connection goes, and comes back without memory. */
	snprintf(data, sizeof(data), INSTANCE, "u", "");
	request("compute.instance.activate", data);
	sim_agent_die(agent, 20);
	turn_until(&net.downs, 1);
	CHECK_INT(sim_count(sim_agent_sim(agent)), 0);
	turn_until(&net.ups, 2);

	/* One that runs elsewhere, too, is noticed. */
	request("compute.instance.activate", data);
	sim_group_stats(group, &stats);
	CHECK_INT(stats.twice, 0);
	options.uuid = "B";
	options.link.dial = dial;
	struct sim_agent *other = sim_group_add(group, &options, &err);
	sim_remember(sim_agent_sim(other), "u");
	sim_group_stats(group, &stats);
	CHECK_INT(stats.twice, 1);
	CHECK_INT(stats.running, 2);
	CHECK_INT(stats.deaths, 1);
	sim_group_remove(other);

	request("storage.image.activate", "{\"x\":\"storage.image.activate::fail\"}");
	CHECK_INT(net.rc, -1);
	CHECK_STR(net.err.text, "Failing [storage.image.activate]");

	sim_group_free(group);
	link_server_free(net.server);
	for (int i = 0; i < 20; i++)
		loop_once(net.loop, 1);
	loop_free(net.loop);
}

int main(void)
{
	test_ping();
	test_memory();
	test_answers();
	test_faults();
	test_wire();
	test_group();
	return check_end();
}

/*
 * The role `sim`: many simulated hosts in one small process, each an agent of its own on the
 * real link. What runs on them is remembered while the server is away, and with --memory also
 * from one start to the next.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/id.h"
#include "base/log.h"
#include "host/file.h"
#include "loop/loop.h"
#include "role.h"
#include "sim_enrol.h"
#include "sim_group.h"
#include "sim_memory.h"
#include "sim_seed.h"

static const char HELP[] =
	"Usage: stampede sim [OPTIONS]\n\n"
	"Pretends hosts: their agents connect to a server as real ones do, say that they did what\n"
	"they were asked, and remember it. On demand messages get lost, commands fail, hosts "
	"die.\n\n"
	"Examples:\n"
	"  stampede sim --url http://localhost:9080 --key $KEY --hosts 20\n"
	"  stampede sim --key $KEY --hosts 20 --faults lost=5%,doubled=5%,failing=1%,dying=60:10\n"
	"  stampede up --sim 3                  a server with three of them, nothing else "
	"needed\n\n"
	"With --seed it pretends the server and its users as well, on virtual time: minutes pass "
	"in\n"
	"seconds, the server crashes at commits, and the same seed does the same again, to the "
	"byte.\n"
	"  stampede sim --seed 7 --hosts 4 --instances 50 --minutes 30 --crashes 1% --log "
	"sim.log\n";

enum { REPORT_MS = 2000 };

struct sim_role {
	struct config config;
	int exit_code;
	struct loop *loop;
	struct role_signals *signals;
	struct sim_group *group;
	struct sim_memory *memory;
	struct enrol *enrol;
	struct timer *report;
	const char *url;
	int wanted, added, ready;
};

static void on_stop(void *arg)
{
	struct sim_role *role = arg;

	loop_stop(role->loop);
}

static void on_moved(void *arg, struct sim_agent *agent, const char *uuid, int runs)
{
	struct sim_role *role = arg;

	sim_memory_note(role->memory, sim_agent_uuid(agent), uuid, runs);
}

static void on_up(void *arg, struct sim_agent *agent)
{
	struct sim_role *role = arg;
	struct sim_group_stats stats;

	(void)agent;
	if (role->ready)
		return;
	sim_group_stats(role->group, &stats);
	if (stats.up < role->wanted)
		return;
	role->ready = 1;
	log_info("sim", "all hosts are connected", "hosts=%d url=%s", role->wanted, role->url);
	role_say_ready();
}

static void remembered(void *arg, const char *instance_uuid)
{
	sim_remember(sim_agent_sim(arg), instance_uuid);
}

static void add_agent(void *arg, const char *uuid, const char *access_key, const char *secret_key)
{
	struct sim_role *role = arg;
	struct sim_agent_options options = {
		.uuid = uuid,
		.sim = {.hosts = 1, .pools = 1, .physical_host = 1},
		.link = {.url = role->url, .access_key = access_key, .secret_key = secret_key},
		.moved = on_moved,
		.on_up = on_up,
		.arg = role,
	};
	struct error err;
	struct sim_agent *agent = sim_group_add(role->group, &options, &err);

	if (!agent) {
		log_error("sim", "a host cannot be pretended", "error=\"%s\"", err.text);
		return;
	}
	role->added++;
	sim_memory_recall(role->memory, uuid, remembered, agent);
}

static void on_refused(void *arg, const struct error *err)
{
	struct sim_role *role = arg;

	role->exit_code = role_fail("sim", err);
	loop_stop(role->loop);
}

/* --- The report ------------------------------------------------------------------------- */

static void report_instance(void *arg, const char *uuid)
{
	buf_json_comma(arg);
	buf_json_string(arg, uuid);
}

static void report_agent(void *arg, struct sim_agent *agent)
{
	buf_json_key(arg, sim_agent_uuid(agent));
	buf_addc(arg, '[');
	sim_each(sim_agent_sim(agent), report_instance, arg);
	buf_addc(arg, ']');
}

/* The numbers of all hosts: as members of a JSON object, or as pairs of a log line. */
static void print_stats(const struct sim_role *role, int as_json, struct buf *ret)
{
	struct sim_group_stats stats = {0};

	sim_group_stats(role->group, &stats);

	const struct {
		const char *name;
		int64_t value;
	} list[] = {
		{"hosts", stats.agents},    {"connected", stats.up},  {"running", stats.running},
		{"commands", stats.calls},  {"failed", stats.failed}, {"lost", stats.lost},
		{"doubled", stats.doubled}, {"late", stats.late},     {"deaths", stats.deaths},
		{"twice", stats.twice},
	};

	for (size_t i = 0; i < sizeof(list) / sizeof(*list); i++)
		buf_addf(ret, as_json ? "%s\"%s\":%lld" : "%s%s=%lld",
			 !i        ? ""
			 : as_json ? ","
				   : " ",
			 list[i].name, (long long)list[i].value);
}

static void write_report(void *arg)
{
	struct sim_role *role = arg;
	AUTO(buf_done) struct buf text = {0};
	struct error err;

	buf_addc(&text, '{');
	print_stats(role, 1, &text);
	buf_adds(&text, ",\"runs\":{");
	sim_group_each(role->group, report_agent, &text);
	buf_adds(&text, "}}\n");
	if (file_write(role->config.report, text.data, text.len, 0600, &err) < 0)
		log_warn("sim", "the report cannot be written", "error=\"%s\"", err.text);
}

/* --- Opening and closing ---------------------------------------------------------------- */

/* Lines of `url = URL` and `agent = UUID ACCESS SECRET`. */
static int read_agents(struct sim_role *role, struct error *err)
{
	AUTO(buf_done) struct buf text = {0};
	char *line, *next, *save;

	if (file_read(role->config.agents, 16 << 20, &text, err) < 0)
		return -1;
	/* Counted first: ready is who has them all. */
	for (line = text.data; line && (line = strstr(line, "agent = ")); line++)
		role->wanted++;
	for (line = strtok_r(text.data, "\n", &save); line; line = next) {
		char uuid[128], access[128], secret[128];

		next = strtok_r(NULL, "\n", &save);
		if (strncmp(line, "url = ", 6) == 0) {
			free(role->config.url);
			role->config.url = strdup(line + 6);
			role->url = role->config.url;
		} else if (strncmp(line, "tls-pin = ", 10) == 0) {
			free(role->config.tls_pin);
			role->config.tls_pin = strdup(line + 10);
			if (role_trust(&role->config, err) < 0)
				return -1;
		} else if (sscanf(line, "agent = %127s %127s %127s", uuid, access, secret) == 3) {
			add_agent(role, uuid, access, secret);
		} else if (*line && *line != '#') {
			return error_field(err, ERROR_INVALID, NULL, "agents",
					   "%s: \"%.20s...\" is not understood",
					   role->config.agents, line);
		}
	}
	explicit_bzero(text.data, text.len);
	return 0;
}

static int find_agents(struct sim_role *role, struct error *err)
{
	struct enrol_options options = {
		.url = role->config.url,
		.key = role->config.key,
		.name = role->config.name ? role->config.name : "host",
		.count = role->config.hosts ? atoi(role->config.hosts) : 1,
		.each = add_agent,
		.failed = on_refused,
		.arg = role,
	};

	if (role->config.agents)
		return read_agents(role, err);
	role->wanted = options.count;
	role->enrol = enrol_new(role->loop, &options, err);
	return role->enrol ? 0 : -1;
}

static int sim_open(struct sim_role *role, struct error *err)
{
	struct faults faults = {0};

	id_random(&faults.dice.state, sizeof(faults.dice.state));
	if (faults_parse(role->config.faults, &faults, err) < 0)
		return -1;
	role->url = role->config.url;
	role->loop = loop_new(err);
	if (!role->loop)
		return -1;
	role->signals = role_signals_new(role->loop, on_stop, role);
	role->memory = sim_memory_open(role->config.memory, err);
	if (!role->memory)
		return -1;
	role->group = sim_group_new(role->loop, &faults);
	if (find_agents(role, err) < 0)
		return -1;
	if (role->config.report)
		role->report = loop_every(role->loop, REPORT_MS, write_report, role);
	return 0;
}

static void sim_close(struct sim_role *role)
{
	timer_cancel(role->report);
	enrol_free(role->enrol);
	sim_group_free(role->group);
	sim_memory_close(role->memory);
	role_signals_free(role->signals);
	if (role->loop) {
		role_drain(role->loop);
		loop_free(role->loop);
	}
	config_done(&role->config);
}

int sim_main(int argc, char **argv)
{
	struct sim_role role = {0};
	AUTO(buf_done) struct buf stats = {0};
	struct error err = {0};
	int code = role_configure(&role.config, FOR_SIM, HELP, argc, argv);

	if (code >= 0) {
		config_done(&role.config);
		return code;
	}
	if (role.config.seed) {
		code = sim_seed_run(&role.config);
		config_done(&role.config);
		return code;
	}
	if (sim_open(&role, &err) < 0) {
		role.exit_code = role_fail("sim", &err);
	} else {
		loop_run(role.loop);
		if (role.config.report)
			write_report(&role);
		print_stats(&role, 0, &stats);
		log_info("sim", "ending", "%s", stats.data);
	}
	sim_close(&role);
	return role.exit_code;
}

/*
 * The role `agent`: the hands on one host. Joins the link to the server with Docker,
 * libvirt and the commands of lua/commands. Holds no truth: what it must remember is on
 * the host itself.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/log.h"
#include "host/docker.h"
#include "host/virt.h"
#include "http/client.h"
#include "link/link.h"
#include "loop/loop.h"
#include "loop/pool.h"
#include "role.h"
#include "script/bind.h"
#include "script/bind_hosts.h"
#include "script/dropin.h"
#include "script/script.h"
#include "watch.h"

static const char HELP[] =
	"Usage: stampede agent [OPTIONS]\n\n"
	"Does on this host what its server asks: containers through Docker, virtual machines\n"
	"through libvirt. Connects out to the server; needs no open port.\n\n"
	"Examples:\n"
	"  stampede agent --url http://server:9080 --key-file /etc/stampede/agent.key\n"
	"  STAMPEDE_ACCESS_KEY=... STAMPEDE_SECRET_KEY=... stampede agent --url "
	"http://server:9080\n"
	"  stampede agent --key-file agent.key --docker none      virtual machines only\n";

enum { EXEC_THREADS = 4, LOOK_MS = 1000 };

/* A request of the server's that runs as a command. */
struct job {
	struct job *next, **link;
	struct agent_role *role;
	struct link_call *call;
};

struct agent_role {
	struct config config;
	int lock;
	struct loop *loop;
	struct role_signals *signals;
	struct pool *exec_pool;
	struct http_client *http;
	struct docker *docker; /* NULL: --docker none */
	struct virt *virt; /* NULL: --libvirt none */
	struct script *script;
	struct link_agent *link;
	struct watch *watch;
	struct dropin *commands; /* dropped in, from DIR/commands */
	struct timer *look;
	int looking;
	struct job *jobs;
	int told_down; /* the loss of the server was logged */
	struct host_server server; /* for uploaded images */
};

static void job_free(struct job *job)
{
	*job->link = job->next;
	if (job->next)
		job->next->link = job->link;
	free(job);
}

static void on_progress(void *arg, int percent, const char *message)
{
	struct job *job = arg;

	link_call_progress(job->call, percent, message);
}

static void on_done(void *arg, int rc, struct span data, const struct error *err)
{
	struct job *job = arg;
	struct link_call *call = job->call;

	job_free(job);
	if (rc < 0)
		link_call_fail(call, err);
	else
		link_call_reply(call, json_is_object(data) ? data : span_of("{}"));
}

static void on_call(void *arg, struct link_call *call, const char *name, struct span data)
{
	struct agent_role *role = arg;
	struct job *job = calloc(1, sizeof(*job));

	if (!job)
		abort();
	job->role = role;
	job->call = call;
	job->link = &role->jobs;
	job->next = role->jobs;
	if (job->next)
		job->next->link = &job->next;
	role->jobs = job;
	log_debug("agent", "request", "name=%s", name);
	script_command(role->script, name, data, on_progress, on_done, job);
}

static void on_up(void *arg)
{
	struct agent_role *role = arg;

	role->told_down = 0;
	log_info("agent", "connected", "url=%s", role->config.url);
	role_say_ready();
	watch_hello(role->watch);
}

static void on_down(void *arg, const char *why)
{
	struct agent_role *role = arg;

	if (!role->told_down)
		log_warn("agent", "not connected, trying again and again", "url=%s why=\"%s\"",
			 role->config.url, why);
	role->told_down = 1;
}

static void on_stop(void *arg)
{
	struct agent_role *role = arg;

	log_info("agent", "ending", "%s", "");
	loop_stop(role->loop);
}

static int open_hosts(struct agent_role *role, struct error *err)
{
	role->exec_pool = pool_new(role->loop, "exec", EXEC_THREADS);
	role->http = http_client_new(role->loop, err);
	if (!role->http)
		return -1;
	if (strcmp(role->config.docker, "none") != 0) {
		role->docker = docker_new(role->loop, role->http, role->config.docker, err);
		if (!role->docker)
			return error_wrap(err, "--docker %s", role->config.docker);
	}
	if (strcmp(role->config.libvirt, "none") != 0) {
		role->virt = virt_new(role->loop, role->config.libvirt, role->config.data, err);
		if (!role->virt)
			return error_wrap(err, "--libvirt %s", role->config.libvirt);
	}
	return 0;
}

static int open_script(struct agent_role *role, struct error *err)
{
	AUTO(buf_done) struct buf root = {0};
	struct script_options options = {0};
	lua_State *L;

	if (role_find_root(&root, err) < 0)
		return -1;
	options.root = root.data;
	role->script = script_new(role->loop, &options, err);
	if (!role->script)
		return -1;
	L = script_state(role->script);
	bind_host_tables(L);
	bind_set_service(L, "http", role->http);
	bind_set_service(L, "exec_pool", role->exec_pool);
	bind_set_service(L, "docker", role->docker);
	bind_set_service(L, "virt", role->virt);
	bind_set_service(L, "host_dir", role->config.data);
	role->server = (struct host_server){role->config.url, role->config.access_key,
					    role->config.secret_key};
	bind_set_service(L, "server", &role->server);
	if (role_set_idempotency(&role->config, role->script, 0, err) < 0)
		return -1;
	return script_load(role->script, 1, err);
}

/* --- Commands that are dropped in ------------------------------------------------------- */

static void look_work(void *arg)
{
	struct agent_role *role = arg;

	dropin_look(role->commands, NULL);
}

static void look_done(void *arg)
{
	struct agent_role *role = arg;

	role->looking = 0;
	if (role->look && role->commands->changed)
		dropin_commands(role->commands, role->script);
}

static void look(void *arg)
{
	struct agent_role *role = arg;

	if (role->looking)
		return;
	role->looking = 1;
	pool_run(role->exec_pool, "commands", look_work, look_done, role);
}

/* What is there is served from the first request on, what comes later within a second or two. */
static void open_commands(struct agent_role *role)
{
	AUTO(buf_done) struct buf dir = {0};

	buf_addf(&dir, "%s/commands", role->config.lua);
	role->commands = dropin_new(NULL, dir.data);
	dropin_look(role->commands, NULL);
	dropin_commands(role->commands, role->script);
	role->commands->patient = 1;
	role->look = loop_every(role->loop, LOOK_MS, look, role);
}

static int agent_open(struct agent_role *role, struct error *err)
{
	struct link_agent_options options = {.url = role->config.url,
					     .access_key = role->config.access_key,
					     .secret_key = role->config.secret_key};
	struct link_agent_events events = {on_up, on_down, on_call, role};

	if (role_open_data(&role->config, err) < 0)
		return -1;
	role->lock = role_lock_data(&role->config, "agent", err);
	if (role->lock < 0)
		return -1;
	role->loop = loop_new(err);
	if (!role->loop)
		return -1;
	role->signals = role_signals_new(role->loop, on_stop, role);
	if (open_hosts(role, err) < 0 || open_script(role, err) < 0)
		return -1;
	if (role->config.lua)
		open_commands(role);
	role->watch = watch_new(role->loop, role->script, &role->link, role->docker, role->virt);
	role->link = link_agent_new(role->loop, &options, &events, err);
	return role->link ? 0 : -1;
}

/* In this order: no new work, no running work, then what the work used. */
static void agent_close(struct agent_role *role)
{
	link_agent_free(STEAL(role->link));
	timer_cancel(STEAL(role->look));
	script_free(role->script);
	while (role->jobs) {
		struct job *job = role->jobs;
		struct link_call *call = job->call;

		job_free(job);
		link_call_fail(call, &(struct error){.code = ERROR_CANCELLED});
	}
	watch_free(role->watch);
	docker_free(role->docker);
	virt_free(role->virt);
	http_client_free(role->http);
	pool_free(role->exec_pool);
	dropin_free(role->commands);
	role_signals_free(role->signals);
	if (role->loop) {
		role_drain(role->loop);
		loop_free(role->loop);
	}
	if (role->lock >= 0)
		close(role->lock);
	config_done(&role->config);
}

int agent_main(int argc, char **argv)
{
	struct agent_role role = {.lock = -1};
	struct error err = {0};
	int code = role_configure(&role.config, FOR_AGENT, HELP, argc, argv);

	if (code >= 0) {
		config_done(&role.config);
		return code;
	}
	if (agent_open(&role, &err) < 0) {
		code = role_fail("agent", &err);
	} else {
		log_info("agent", "starts", "version=%s url=%s data=%s", STAMPEDE_VERSION,
			 role.config.url, role.config.data);
		loop_run(role.loop);
		code = EXIT_OK;
	}
	agent_close(&role);
	return code;
}

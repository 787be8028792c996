/*
 * The role `up`: server and agent (or, instead, simulated hosts) on this machine as two
 * processes, each started again when it dies. Does nothing else, so that there is nothing here that
 * could fail.
 *
 * Both end with us: on TERM and INT in order, and when we are killed by the kernel's word
 * (PDEATHSIG). As a subreaper we also collect what they leave behind when they are killed.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "loop/loop.h"
#include "role.h"

static const char HELP[] =
	"Usage: stampede up [OPTIONS]\n\n"
	"Runs the server and an agent on this machine, in the foreground, until it is told to end\n"
	"(TERM, or Ctrl-C; the second one ends it at once). What dies is started again.\n\n"
	"Examples:\n"
	"  stampede up\n"
	"  stampede up --data ./data --listen 127.0.0.1:9080\n"
	"  stampede up --data ./data --listen 127.0.0.1:9080 --no-auth --libvirt none\n"
	"  stampede up --data ./data --listen 127.0.0.1:9080 --sim 3   pretended hosts instead of\n"
	"                                                              Docker and libvirt\n";

enum { BACKOFF_FIRST = 200, BACKOFF_MAX = 5000, STABLE_MS = 5000, READY_FD = 3, EXTRA_MAX = 3 };

struct up;

struct child {
	struct up *up;
	const char *name;
	char **argv;
	pid_t pid; /* 0: not running */
	int64_t started_at; /* monotonic ms */
	int backoff; /* ms until the next start */
	struct timer *timer;
};

struct up {
	struct config config;
	struct loop *loop;
	struct role_signals *signals;
	uv_signal_t death;
	uv_poll_t ready; /* the server's word that it serves */
	int ready_fd, ready_open;
	struct child server, agent;
	int was_ready; /* once, at least: failing to start is no longer fatal */
	int ending, exit_code;
};

/* --- One child -------------------------------------------------------------------------- */

/* In the child, between fork and exec. */
static void child_exec(const struct child *child, pid_t parent, int ready_fd)
{
	static const char *const keys[] = {"STAMPEDE_URL", "STAMPEDE_ACCESS_KEY",
					   "STAMPEDE_SECRET_KEY", "STAMPEDE_KEY_FILE"};
	sigset_t none;

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	/* It may have died before the line above. */
	if (getppid() != parent)
		_exit(EXIT_FAILED);
	/* Ctrl-C is for us alone: a child that heard it too would take our TERM for the second. */
	setpgid(0, 0);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		unsetenv(keys[i]);
	if (ready_fd >= 0) {
		if (ready_fd == READY_FD)
			fcntl(ready_fd, F_SETFD, 0);
		else
			dup2(ready_fd, READY_FD);
		setenv(ROLE_READY_VARIABLE, "3", 1);
	}
	execv("/proc/self/exe", child->argv);
	_exit(127);
}

static void child_start(struct child *child, int ready_fd)
{
	pid_t parent = getpid(), pid = fork();

	if (pid == 0)
		child_exec(child, parent, ready_fd);
	child->started_at = clock_mono();
	child->pid = pid > 0 ? pid : 0;
	if (pid < 0)
		log_error("up", "no process could be made", "role=%s error=\"%s\"", child->name,
			  strerror(errno));
	else
		log_debug("up", "started", "role=%s pid=%d", child->name, (int)pid);
}

static void start_agent(void *arg)
{
	struct child *child = arg;

	child->timer = NULL;
	child_start(child, -1);
}

static void start_server(void *arg);

static void restart_later(struct child *child)
{
	if (clock_mono() - child->started_at > STABLE_MS)
		child->backoff = BACKOFF_FIRST;
	child->timer = loop_after(child->up->loop, child->backoff,
				  child == &child->up->agent ? start_agent : start_server, child);
	child->backoff = child->backoff * 2 < BACKOFF_MAX ? child->backoff * 2 : BACKOFF_MAX;
}

static void end_when_alone(struct up *up)
{
	if (up->ending && !up->server.pid && !up->agent.pid)
		loop_stop(up->loop);
}

static void child_stop(struct child *child)
{
	timer_cancel(STEAL(child->timer));
	if (child->pid)
		kill(child->pid, SIGTERM);
}

static void end_all(struct up *up)
{
	if (up->ending)
		return;
	up->ending = 1;
	child_stop(&up->agent);
	child_stop(&up->server);
	end_when_alone(up);
}

static void child_died(struct child *child, int status)
{
	struct up *up = child->up;

	child->pid = 0;
	if (up->ending) {
		end_when_alone(up);
		return;
	}
	/* One that never served has said why: wrong options, the address taken, bad Lua. */
	if (child == &up->server && !up->was_ready) {
		up->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILED;
		end_all(up);
		return;
	}
	log_warn("up", "ended, is started again", "role=%s %s=%d in_ms=%d", child->name,
		 WIFEXITED(status) ? "code" : "signal",
		 WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status), child->backoff);
	restart_later(child);
}

/* Also collects children of our children, and those that were ours before exec. */
static void on_death(uv_signal_t *handle, int number)
{
	struct up *up = handle->data;
	int status;
	pid_t pid;

	(void)number;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid == up->server.pid)
			child_died(&up->server, status);
		else if (pid == up->agent.pid)
			child_died(&up->agent, status);
	}
}

/* --- Server first, then agent ----------------------------------------------------------- */

static void on_poll_closed(uv_handle_t *handle)
{
	struct up *up = handle->data;

	close(up->ready_fd);
	up->ready_open = 0;
}

static void on_ready(uv_poll_t *handle, int status, int events)
{
	struct up *up = handle->data;
	char byte;
	ssize_t got = read(up->ready_fd, &byte, 1);
	const char *port = strrchr(up->config.listen, ':');

	(void)status, (void)events;
	if (got < 0 && errno == EAGAIN)
		return;
	uv_close((uv_handle_t *)&up->ready, on_poll_closed);
	if (got <= 0 || up->ending)
		return;
	up->was_ready = 1;
	if (!up->agent.pid && !up->agent.timer)
		start_agent(&up->agent);
	else if (up->agent.pid && port && strcmp(port, ":0") == 0)
		kill(up->agent.pid,
		     SIGTERM); /* the server has another port now: read the key file again */
}

static void start_server(void *arg)
{
	struct child *child = arg;
	struct up *up = child->up;
	int fds[2];

	child->timer = NULL;
	/* The last one's word is still being put away. */
	if (up->ready_open || pipe2(fds, O_CLOEXEC | O_NONBLOCK) < 0) {
		child->timer = loop_after(up->loop, BACKOFF_FIRST, start_server, child);
		return;
	}
	child_start(child, fds[1]);
	close(fds[1]);
	up->ready_fd = fds[0];
	up->ready_open = 1;
	uv_poll_init(loop_uv(up->loop), &up->ready, up->ready_fd);
	up->ready.data = up;
	uv_poll_start(&up->ready, UV_READABLE, on_ready);
}

static void on_stop(void *arg)
{
	struct up *up = arg;

	log_info("up", "ending", "%s", "");
	end_all(up);
}

/* stampede ROLE, our own flags that concern it, and what we add. */
static void child_init(struct up *up, struct child *child, const char *name, int role,
		       const char *const *extra)
{
	char **flags = config_flags(&up->config, role);
	int count = 0;

	while (flags[count])
		count++;
	child->argv = calloc((size_t)count + EXTRA_MAX + 3, sizeof(*child->argv));
	if (!child->argv)
		abort();
	child->argv[0] = strdup("stampede");
	child->argv[1] = strdup(name);
	memcpy(child->argv + 2, flags, (size_t)count * sizeof(*flags));
	count += 2;
	for (; *extra; extra++)
		child->argv[count++] = strdup(*extra);
	free(flags);
	child->up = up;
	child->name = name;
	child->backoff = BACKOFF_FIRST;
}

/* The server, and beside it an agent or simulated hosts. */
static void init_children(struct up *up)
{
	AUTO(buf_done) struct buf key = {0}, memory = {0}, faults = {0};
	const char *server[] = {up->config.sim ? NULL : "--local-agent", NULL};
	const char *agent[EXTRA_MAX + 1] = {NULL};

	child_init(up, &up->server, "server", FOR_SERVER, server);
	if (!up->config.sim) {
		buf_addf(&key, "--key-file=%s/agent.key", up->config.data);
		agent[0] = key.data;
		child_init(up, &up->agent, "agent", FOR_AGENT, agent);
		return;
	}
	buf_addf(&key, "--agents=%s/sim.keys", up->config.data);
	buf_addf(&memory, "--memory=%s/sim.memory", up->config.data);
	agent[0] = key.data;
	agent[1] = memory.data;
	if (up->config.sim_faults) {
		buf_addf(&faults, "--faults=%s", up->config.sim_faults);
		agent[2] = faults.data;
	}
	child_init(up, &up->agent, "sim", FOR_SIM, agent);
}

int up_main(int argc, char **argv)
{
	struct up up = {.ready_fd = -1};
	struct error err = {0};
	int code = role_configure(&up.config, FOR_UP, HELP, argc, argv);

	if (code >= 0) {
		config_done(&up.config);
		return code;
	}
	up.loop = loop_new(&err);
	if (!up.loop) {
		config_done(&up.config);
		return role_fail("up", &err);
	}
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	init_children(&up);
	up.signals = role_signals_new(up.loop, on_stop, &up);
	uv_signal_init(loop_uv(up.loop), &up.death);
	up.death.data = &up;
	uv_signal_start(&up.death, on_death, SIGCHLD);
	start_server(&up.server);

	loop_run(up.loop);

	uv_close((uv_handle_t *)&up.death, NULL);
	if (up.ready_open && !uv_is_closing((uv_handle_t *)&up.ready))
		uv_close((uv_handle_t *)&up.ready, on_poll_closed);
	role_signals_free(up.signals);
	role_drain(up.loop);
	loop_free(up.loop);
	config_free_flags(up.server.argv);
	config_free_flags(up.agent.argv);
	config_done(&up.config);
	return up.exit_code;
}

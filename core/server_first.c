/*
 * What a server does once it is open, step by step, each when the one before is done: seeds the
 * database, reads what was dropped in, greets, writes keys for those on this machine, answers.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "agents.h"
#include "api/api.h"
#include "base/auto.h"
#include "base/library.h"
#include "base/log.h"
#include "base/memory.h"
#include "engine/engine.h"
#include "host/file.h"
#include "http/server.h"
#include "local_key.h"
#include "loop/loop.h"
#include "role.h"
#include "script/script.h"
#include "scripts.h"
#include "server_parts.h"

/* --- Addresses -------------------------------------------------------------------------- */

/* The host part of --listen without brackets; 1 when it stands for every address. */
static int listen_host(const char *listen, char *ret, size_t size)
{
	size_t len = (size_t)(strrchr(listen, ':') - listen);

	if (*listen == '[') {
		listen++;
		len -= 2;
	}
	snprintf(ret, size, "%.*s", (int)len, listen);
	return !*ret || strcmp(ret, "::") == 0 || strcmp(ret, "0.0.0.0") == 0;
}

/* The address by which others reach this machine: the one that packets to the outside bear. */
static int outer_address(char *ret, size_t size)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9)}, from;
	socklen_t len = sizeof(from);
	AUTO(close) int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	/* Connecting a datagram socket chooses a route and sends nothing. */
	inet_pton(AF_INET, "192.0.2.1", &to.sin_addr);
	return fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof(to)) == 0 &&
	       getsockname(fd, (struct sockaddr *)&from, &len) == 0 &&
	       inet_ntop(AF_INET, &from.sin_addr, ret, (socklen_t)size) != NULL;
}

/* "http://HOST:PORT" for people (`outer`), or for an agent on this machine. */
static void server_url(const struct server *server, int outer, struct buf *ret)
{
	char host[256];

	if (listen_host(server->config.listen, host, sizeof(host)) &&
	    (!outer || !outer_address(host, sizeof(host))))
		snprintf(host, sizeof(host), "%s", outer ? "localhost" : "127.0.0.1");
	buf_addf(ret, "http%s://", server->config.tls_cert ? "s" : "");
	buf_addf(ret, strchr(host, ':') ? "[%s]:%d" : "%s:%d", host,
		 http_server_port(server->http));
}

/* Whom those on this machine believe, who come by an address that no certificate names. */
static void add_pin(const struct server *server, struct buf *ret)
{
	if (server->config.tls_cert)
		buf_addf(ret, "\ntls-pin = %s/tls.pin", server->config.data);
}

/* --- First things in Lua ---------------------------------------------------------------- */

static void server_fail(struct server *server, const struct error *err)
{
	server->exit_code = role_fail("server", err);
	loop_stop(server->loop);
}

/* What somebody without a hypervisor can type now. */
static void print_first_steps(const struct server *server, const char *access, const char *secret,
			      const char *url)
{
	AUTO(buf_done) struct buf user = {0};

	if (access && secret)
		buf_addf(&user, "-u %s:%s ", access, secret);
	else if (!config_is_true(server->config.no_auth))
		buf_adds(&user, "-u ACCESS:SECRET ");
	printf("%s simulated host%s: nothing is really started. A first container:\n\n"
	       "    curl %s%s/v1/containers -d '{\"name\":\"web\",\"imageUuid\":\"sim:web\"}'\n"
	       "    curl %s%s/v1/containers\n\n",
	       server->config.sim, strcmp(server->config.sim, "1") == 0 ? "" : "s",
	       user.data ? user.data : "", url, user.data ? user.data : "", url);
	if (user.data)
		explicit_bzero(user.data, user.len);
}

static void print_greeting(struct server *server, struct span key)
{
	AUTO(buf_done) struct buf url = {0}, access = {0}, secret = {0};
	int colour = isatty(STDOUT_FILENO);
	int64_t account_id = 0, key_id = 0;
	char token[65] = "";
	const char *bold = colour ? "\033[1m" : "", *plain = colour ? "\033[0m" : "";

	server_url(server, 1, &url);
	if (json_string(json_get(key, "accessKey"), &access) == 0 &&
	    json_string(json_get(key, "secretKey"), &secret) == 0 && access.len && secret.len) {
		if (json_int(json_get(key, "accountId"), &account_id) == 0 &&
		    json_int(json_get(key, "keyId"), &key_id) == 0)
			api_login_link(server->api, account_id, key_id, token);
		/* The token stands in the fragment, which a browser never sends. */
		printf("\nOpen   %s%s/#login=%s%s\n\n"
		       "    access key  %s\n"
		       "    secret key  %s\n\n"
		       "The link logs in once, within a day. The key is the admin's. It is shown "
		       "once; keep\nit. The command line of this machine finds it in "
		       "%s/admin.key.\n\n",
		       bold, url.data, token, plain, access.data, secret.data, server->config.data);
	} else
		printf("Open %s%s/%s\n", bold, url.data, plain);
	if (server->config.sim)
		print_first_steps(server, access.data, secret.data, url.data);
	fflush(stdout);
	if (secret.data)
		explicit_bzero(secret.data, secret.len);
}

static void on_sampled(void *arg, int rc, struct span data, const struct error *err)
{
	(void)arg;
	(void)data;
	if (rc < 0 && err->code != ERROR_CANCELLED)
		log_warn("server", "sample data could not be made", "error='%s'", err->text);
}

/* Everything is in place: the API answers from now on. */
static void go_live(struct server *server)
{
	struct error err = {0};

	if (api_set_model(server->api, engine_model(server->engine),
			  engine_lifecycles(server->engine), &err) < 0) {
		server_fail(server, &err);
		return;
	}
	server->serves = 1;
	agents_start(server->agents, server->script);
	role_say_ready();
	script_call(server->script, "seed", "samples", span_of("{}"), on_sampled, server);
	/* What only the start needed goes back to the system, in every thread's arena. */
	memory_trim(1);
	library_rest();
}

static void on_local_agent(void *arg, int rc, struct span data, const struct error *err)
{
	struct server *server = arg;
	AUTO(buf_done) struct buf text = {0}, path = {0}, access = {0}, secret = {0};
	struct error fault = {0};

	if (rc < 0) {
		server_fail(server, err);
		return;
	}
	if (json_string(json_get(data, "accessKey"), &access) < 0 ||
	    json_string(json_get(data, "secretKey"), &secret) < 0) {
		error_set(&fault, ERROR_INTERNAL, "seed.local_agent gave no key");
		server_fail(server, &fault);
		return;
	}
	buf_adds(&text, "# The key of the agent on this machine; written at every start of the "
			"server.\nurl = ");
	server_url(server, 0, &text);
	add_pin(server, &text);
	buf_addf(&text, "\naccess-key = %s\nsecret-key = %s\n", access.data, secret.data);
	buf_addf(&path, "%s/agent.key", server->config.data);
	rc = file_write(path.data, text.data, text.len, 0600, &fault);
	explicit_bzero(text.data, text.len);
	explicit_bzero(secret.data, secret.len);
	if (rc < 0)
		server_fail(server, &fault);
	else
		go_live(server);
}

/* The keys of simulated hosts, for `stampede sim --agents`. */
static void on_sim_agents(void *arg, int rc, struct span data, const struct error *err)
{
	struct server *server = arg;
	AUTO(buf_done) struct buf text = {0}, path = {0};
	struct error fault = {0};
	struct json_iter iter;
	struct span agent;

	if (rc < 0) {
		server_fail(server, err);
		return;
	}
	buf_adds(&text,
		 "# The keys of simulated hosts; written at every start of the server.\nurl = ");
	server_url(server, 0, &text);
	add_pin(server, &text);
	buf_addc(&text, '\n');
	json_iter_start(&iter, json_get(data, "agents"));
	while (json_iter_next(&iter, NULL, &agent)) {
		buf_adds(&text, "agent = ");
		json_string(json_get(agent, "uuid"), &text);
		buf_addc(&text, ' ');
		json_string(json_get(agent, "accessKey"), &text);
		buf_addc(&text, ' ');
		json_string(json_get(agent, "secretKey"), &text);
		buf_addc(&text, '\n');
	}
	buf_addf(&path, "%s/sim.keys", server->config.data);
	rc = file_write(path.data, text.data, text.len, 0600, &fault);
	explicit_bzero(text.data, text.len);
	if (rc < 0)
		server_fail(server, &fault);
	else
		go_live(server);
}

static void seed_sim_agents(struct server *server)
{
	AUTO(buf_done) struct buf data = {0};

	buf_addf(&data, "{\"count\":%s}", server->config.sim);
	script_call(server->script, "seed", "sim_agents", (struct span){data.data, data.len},
		    on_sim_agents, server);
}

static void keep_key(struct server *server, struct span key)
{
	AUTO(buf_done) struct buf url = {0};
	struct error err = {0};

	server_url(server, 0, &url);
	add_pin(server, &url);
	if (local_key_keep(server->config.data, url.data, key, &err) < 0)
		log_warn("server", "this machine's command line has no key", "error='%s'",
			 err.text);
}

static void on_admin_key(void *arg, int rc, struct span data, const struct error *err)
{
	struct server *server = arg;

	if (rc < 0) {
		server_fail(server, err);
		return;
	}
	keep_key(server, data);
	print_greeting(server, data);
	if (config_is_true(server->config.local_agent))
		script_call(server->script, "seed", "local_agent", span_of("{}"), on_local_agent,
			    server);
	else if (server->config.sim)
		seed_sim_agents(server);
	else
		go_live(server);
}

/* What was dropped in is in force: who asks from now on finds it. */
static void on_scripts_ready(void *arg)
{
	struct server *server = arg;

	script_call(server->script, "seed", "admin_key", span_of("{}"), on_admin_key, server);
}

static void on_seeded(void *arg, int rc, struct span data, const struct error *err)
{
	struct server *server = arg;

	(void)data;
	if (rc < 0)
		server_fail(server, err);
	else
		scripts_start(server->scripts, on_scripts_ready, server);
}

void server_first(struct server *server)
{
	script_call(server->script, "seed", "run", span_of("{}"), on_seeded, server);
}

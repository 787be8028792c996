/*
 * The role `server`: joins store, engine, Lua, the link to agents and the API. The parts
 * are opened bottom up and closed in the reverse order (server_close says which).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adopt.h"
#include "agents.h"
#include "api/api.h"
#include "base/auto.h"
#include "base/id.h"
#include "base/log.h"
#include "base/seal.h"
#include "engine/engine.h"
#include "host/file.h"
#include "http/server.h"
#include "link/bus.h"
#include "live.h"
#include "monitor.h"
#include "loop/loop.h"
#include "purge.h"
#include "retention.h"
#include "role.h"
#include "script/bind.h"
#include "script/bind_agent.h"
#include "script/bind_event.h"
#include "script/script.h"
#include "scripts.h"
#include "server_parts.h"
#include "store/store.h"
#include "ticks.h"

static const char HELP[] =
	"Usage: stampede server [OPTIONS]\n\n"
	"The control plane: the API, the page, the engine and its database. It touches no\n"
	"hypervisor; agents connect to it and do the work on their hosts.\n\n"
	"Examples:\n"
	"  stampede server\n"
	"  stampede server --data ./data --listen 127.0.0.1:9080 --lua ./my-handlers\n"
	"  stampede server --data ./data --listen 127.0.0.1:9080 --no-auth     to try it out\n"
	"  stampede server --sim 3                                 makes three agents for\n"
	"                                                          stampede sim --agents\n";

enum { HTTP_THREADS_MAX = 8, MAX_BODY = 1 << 20, ADOPT_AFTER_MS = 15000 };

/* --- What the engine tells -------------------------------------------------------------- */

static void runner_start(void *self, struct run *run, const struct handler *handler,
			 enum phase phase)
{
	struct server *server = self;

	server->runner.start(server->runner.self, run, handler, phase);
}

static void runner_cancel(void *self, struct run *run)
{
	struct server *server = self;

	server->runner.cancel(server->runner.self, run);
}

static void runner_changed(void *self, const struct type *type, int64_t id, int64_t account_id,
			   const char *state)
{
	struct server *server = self;

	if (server->runner.changed)
		server->runner.changed(server->runner.self, type, id, account_id, state);
	/* Before anybody is told: what is deactivated is out by then. */
	live_changed(server->live, type);
	api_changed(server->api, type, id, account_id, state);
	if (strcmp(type->base->name, "agent") == 0)
		agents_changed(server->agents, id, state);
	if (state)
		purge_changed(server->purge, type, id, state);
}

/* New definitions: the engine and the API go on with them. Called by the scripts. */
static void swap_definitions(void *arg, struct model *model, struct lifecycles *lifecycles)
{
	struct server *server = arg;
	struct error err = {0};

	engine_set_definitions(server->engine, model, lifecycles);
	live_read(server->live);
	if (server->serves && api_set_model(server->api, model, lifecycles, &err) < 0)
		log_error("server", "the API keeps the definitions before", "error=\"%s\"",
			  err.text);
}

/* --- TLS -------------------------------------------------------------------------------- */

static void on_keyed(void *arg, const char *pin)
{
	struct server *server = arg;
	AUTO(buf_done) struct buf path = {0};
	struct error err;

	buf_addf(&path, "%s/tls.pin", server->config.data);
	if (file_write(path.data, pin, strlen(pin), 0644, &err) < 0)
		log_warn("server", "clients on this machine will not know the server's key",
			 "error='%s'", err.text);
	log_info("server", "speaks TLS", "pin=%s", pin);
}

static void on_hangup(void *arg)
{
	struct server *server = arg;
	struct error err;

	if (server->http && http_server_reload(server->http, &err) < 0)
		log_warn("server", "the new certificate is not taken, the one before stays",
			 "error='%s'", err.text);
}

/* --- Opening ---------------------------------------------------------------------------- */

static void on_stop(void *arg)
{
	struct server *server = arg;

	log_info("server", "ending", "%s", "");
	loop_stop(server->loop);
}

static void on_agent(void *arg, int64_t agent_id, struct ws *ws)
{
	struct server *server = arg;

	agents_attach(server->agents, agent_id, wire_of_ws(ws));
}

static int open_storage(struct server *server, struct error *err)
{
	AUTO(buf_done) struct buf key = {0};

	buf_addf(&key, "%s/secret.key", server->config.data);
	server->seal = seal_new(key.data, err);
	if (!server->seal)
		return -1;
	server->store = store_open(server->loop, server->config.data, err);
	return server->store ? 0 : -1;
}

static int open_script(struct server *server, const char *root, struct error *err)
{
	struct script_options options = {
		.root = root,
		.engine = server->engine,
		.store = server->store,
	};
	lua_State *L;

	server->script = script_new(server->loop, &options, err);
	if (!server->script)
		return -1;
	L = script_state(server->script);
	bind_agent_tables(L);
	bind_event_tables(L);
	bind_set_service(L, "bus", server->bus);
	bind_set_service(L, "link", agents_link(server->agents));
	bind_set_service(L, "seal", server->seal);
	return role_set_idempotency(&server->config, server->script, 1, err);
}

static int load_script(struct server *server, const char *root, struct error *err)
{
	struct scripts_options options = {
		.root = root,
		.drop_in = server->config.lua,
		.data = server->config.data,
		.store = server->store,
		.engine = server->engine,
		.script = server->script,
		.api = server->api,
		.swap = swap_definitions,
		.arg = server,
	};
	struct model *model;
	int rc;

	if (script_load(server->script, 0, err) < 0)
		return -1;
	model = script_model(server->script);
	rc = store_define(server->store, model, err);
	model_unref(model);
	if (rc < 0)
		return -1;
	server->scripts = scripts_new(server->loop, &options, err);
	if (!server->scripts)
		return -1;
	api_on_verb(server->api, "script", scripts_verb, server->scripts);
	return 0;
}

static int open_engine(struct server *server, struct error *err)
{
	struct runner runner = {runner_start, runner_cancel, runner_changed, server};
	struct model *model = script_model(server->script);
	struct lifecycles *lifecycles = script_lifecycles(server->script);

	engine_set_definitions(server->engine, model, lifecycles);
	model_unref(model);
	lifecycles_unref(lifecycles);
	script_runner(server->script, &server->runner);
	engine_set_runner(server->engine, &runner);
	server->live = live_new(server->engine, server->store, server->bus, server->api);
	live_read(server->live);
	server->purge = purge_new(server->loop, server->engine, server->store, err);
	if (!server->purge)
		return -1;
	server->adopt = adopt_new(server->loop, server->engine, server->store, ADOPT_AFTER_MS);
	server->retention = retention_new(server->loop, server->engine, server->store, err);
	if (!server->retention)
		return -1;
	server->ticks = ticks_new(server->loop, server->script, server->purge);
	server->monitor = monitor_new(&(struct monitor_options){
		server->loop, server->store, server->engine, server->script, server->agents,
		server->api, server->config.data});
	return 0;
}

static int open_http(struct server *server, const char *root, struct error *err)
{
	AUTO(buf_done) struct buf ui = {0}, uploads = {0}, sessions = {0}, scripts = {0};
	struct api_options options = {
		.store = server->store,
		.engine = server->engine,
		.bus = server->bus,
		.script = server->script,
		.seal = server->seal,
		.no_auth = config_is_true(server->config.no_auth),
	};
	struct http_options http = {.listen = server->config.listen,
				    .max_body = MAX_BODY,
				    .certificate = server->config.tls_cert,
				    .key = server->config.tls_key,
				    .keyed = on_keyed,
				    .arg = server};
	struct http_handler handler;
	long cpus = sysconf(_SC_NPROCESSORS_ONLN);

	buf_addf(&ui, "%s/ui", root);
	options.ui_dir = ui.data;
	buf_addf(&scripts, "%s/api/scripts", root);
	options.scripts_dir = scripts.data;
	buf_addf(&uploads, "%s/uploads", server->config.data);
	options.upload_dir = uploads.data;
	buf_addf(&sessions, "%s/sessions", server->config.data);
	options.session_file = sessions.data;
	server->api = api_new(server->loop, &options, err);
	if (!server->api)
		return -1;
	api_on_agent(server->api, on_agent, server);
	api_handler(server->api, &handler);
	/* Half of the processors; the other half is for the loop, the store and what runs here.
	 * Two at least: reads and writes are seldom busy together. */
	http.threads = cpus / 2 < 2                  ? 2
		       : cpus / 2 > HTTP_THREADS_MAX ? HTTP_THREADS_MAX
						     : (int)(cpus / 2);
	server->http = http_server_new(server->loop, &http, &handler, err);
	api_set_http(server->api, server->http);
	return server->http                         ? 0
	       : strncmp(err->field, "tls", 3) == 0 ? -1
						    : error_wrap(err, "--listen");
}

static int server_open(struct server *server, struct error *err)
{
	AUTO(buf_done) struct buf root = {0};
	struct faults faults = {0};

	id_random(&faults.dice.state, sizeof(faults.dice.state));
	if (faults_parse(server->config.sim_faults, &faults, err) < 0 ||
	    role_find_root(&root, err) < 0)
		return -1;
	if (role_open_data(&server->config, err) < 0)
		return -1;
	server->loop = loop_new(err);
	if (!server->loop)
		return -1;
	server->signals = role_signals_new(server->loop, on_stop, server);
	if (server->config.tls_cert)
		role_signals_hangup(server->signals, server->loop, on_hangup, server);
	if (open_storage(server, err) < 0)
		return -1;
	server->engine = engine_new(server->loop, server->store, err);
	if (!server->engine)
		return -1;
	server->bus = bus_new(server->loop);
	server->agents =
		agents_new(server->loop, server->engine, server->store, server->bus, &faults);
	/*
	 * The address is bound before anything runs, so that a second server does no harm, and
	 * before all Lua is read, so that whoever asks gets a 503 instead of a closed door.
	 */
	if (open_script(server, root.data, err) < 0 || open_http(server, root.data, err) < 0 ||
	    load_script(server, root.data, err) < 0 || open_engine(server, err) < 0 ||
	    engine_start(server->engine, err) < 0)
		return -1;
	server_first(server);
	return 0;
}

/*
 * No more requests, no more reports, no more Lua (which lets go of engine and link), then
 * the engine, the link, and last the store, which writes what it was given.
 */
static void server_close(struct server *server)
{
	http_server_free(server->http);
	monitor_free(server->monitor);
	agents_stop(server->agents);
	purge_free(server->purge);
	adopt_free(server->adopt);
	retention_free(server->retention);
	scripts_free(server->scripts);
	script_free(server->script);
	ticks_free(server->ticks);
	engine_free(server->engine);
	api_free(server->api);
	agents_free(server->agents);
	live_free(server->live);
	bus_free(server->bus);
	store_close(server->store);
	seal_free(server->seal);
	role_signals_free(server->signals);
	if (server->loop) {
		role_drain(server->loop);
		loop_free(server->loop);
	}
	config_done(&server->config);
}

int server_main(int argc, char **argv)
{
	struct server server = {0};
	struct error err = {0};
	int code = role_configure(&server.config, FOR_SERVER, HELP, argc, argv);

	if (code >= 0) {
		config_done(&server.config);
		return code;
	}
	if (server_open(&server, &err) < 0) {
		server.exit_code = role_fail("server", &err);
	} else {
		log_info("server", "starts", "version=%s data=%s port=%d", STAMPEDE_VERSION,
			 server.config.data, http_server_port(server.http));
		loop_run(server.loop);
	}
	server_close(&server);
	return server.exit_code;
}

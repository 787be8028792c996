/*
 * A server's API over HTTP for tests: the real store and engine, three accounts with a key each,
 * and requests to it.
 */
#ifndef SPEC_API_HELP_H
#define SPEC_API_HELP_H

#include <sys/stat.h>

#include <nettle/base64.h>

#include "api/api.h"
#include "api_model.h"
#include "base/auto.h"
#include "http_help.h"
#include "lifecycle_help.h"

struct world {
	char dir[64], ui[96];
	struct loop *loop;
	struct store *store;
	struct engine *engine;
	struct model *model;
	struct lifecycles *lifecycles;
	struct api *api;
	struct http_server *http;
	int64_t agent;
};

static struct world w;
static char admin_key[128], user_key[128], agent_key[128];

/* --- The world -------------------------------------------------------------------------- */

static const struct definition_text definitions[] = {
	{.type = "thing",
	 .verb = "create",
	 .start = "requested",
	 .via = "registering",
	 .done = "inactive"},
	{.type = "thing",
	 .verb = "activate",
	 .start = "inactive",
	 .via = "activating",
	 .done = "active"},
	{.type = "thing",
	 .verb = "deactivate",
	 .start = "active",
	 .via = "deactivating",
	 .done = "inactive"},
	{.type = "thing",
	 .verb = "remove",
	 .start = "inactive",
	 .via = "removing",
	 .done = "removed"},
	{.type = "part",
	 .verb = "create",
	 .start = "requested",
	 .via = "registering",
	 .done = "inactive"},
	{.type = "part",
	 .verb = "remove",
	 .start = "inactive",
	 .via = "removing",
	 .done = "removed"},
};

static inline void start_handler(void *self, struct run *run, const struct handler *handler,
				 enum phase phase)
{
	(void)self, (void)handler, (void)phase;
	engine_handler_done(run, 0, NULL, NULL);
}

static inline void cancel_run(void *self, struct run *run)
{
	(void)self, (void)run;
}

static inline void changed(void *self, const struct type *type, int64_t id, int64_t account_id,
			   const char *state)
{
	(void)self;
	if (w.api)
		api_changed(w.api, type, id, account_id, state);
}

static inline void basic(const char *user, const char *secret, char ret[128])
{
	char text[80];
	char out[128];

	snprintf(text, sizeof(text), "%s:%s", user, secret);
	base64_encode_raw(out, strlen(text), (const uint8_t *)text);
	out[BASE64_ENCODE_RAW_LENGTH(strlen(text))] = 0;
	snprintf(ret, 128, "Authorization: Basic %.90s\r\n", out);
}

static inline void submitted(void *arg, struct txn *txn)
{
	struct error err = {0};

	if (txn_result(txn, &err) < 0)
		fprintf(stderr, "txn: %s\n", err.text);
	*(int *)arg = 1;
}

/* An account of a kind, a key of its own and, of kind agent, the agent it stands for. */
static inline void add_account(int64_t id, const char *kind, const char *key)
{
	struct txn *txn = txn_new();
	char doc[128], uuid[64];
	int done = 0;
	struct row account = {.id = id,
			      .kind = kind,
			      .state = "active",
			      .created = 1,
			      .progress = -1,
			      .doc = {"{}", 2},
			      .uuid = kind,
			      .name = kind};
	struct row credential = {.account_id = id,
				 .kind = "apiKey",
				 .state = "active",
				 .created = 1,
				 .progress = -1,
				 .uuid = uuid};

	snprintf(doc, sizeof(doc), "{\"publicValue\":\"%s\",\"secretValue\":\"%s-secret\"}", key,
		 key);
	snprintf(uuid, sizeof(uuid), "key-%s", key);
	credential.doc = span_of(doc);
	txn_insert(txn, model_type(w.model, "account"), &account);
	txn_insert(txn, model_type(w.model, "credential"), &credential);
	if (strcmp(kind, "agent") == 0) {
		account.account_id = id;
		account.id = 9;
		txn_insert(txn, model_type(w.model, "agent"), &account);
	}
	store_submit(w.store, txn, submitted, &done);
	while (!done)
		loop_once(w.loop, 10);
}

static inline void write_file(const char *name, const char *text)
{
	char path[160];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", w.ui, name);
	file = fopen(path, "w");
	fputs(text, file);
	fclose(file);
}

static inline void on_agent(void *arg, int64_t agent_id, struct ws *ws)
{
	(void)arg;
	w.agent = agent_id;
	ws_close(ws, "enough");
}

static inline void open_api(int no_auth)
{
	struct api_options options = {.store = w.store, .ui_dir = w.ui, .no_auth = no_auth};
	struct http_options http = {.listen = "127.0.0.1:0", .threads = 2, .max_body = 1 << 20};
	struct http_handler handler;
	struct runner runner = {start_handler, cancel_run, changed, NULL};
	struct error err = {0};

	w.engine = engine_new(w.loop, w.store, &err);
	engine_set_definitions(w.engine, w.model, w.lifecycles);
	engine_set_runner(w.engine, &runner);
	CHECK(engine_start(w.engine, &err) == 0);
	options.engine = w.engine;
	w.api = api_new(w.loop, &options, &err);
	CHECK(api_set_model(w.api, w.model, w.lifecycles, &err) == 0);
	api_on_agent(w.api, on_agent, NULL);
	api_handler(w.api, &handler);
	w.http = http_server_new(w.loop, &http, &handler, &err);
	CHECK(w.http != NULL);
}

static inline void close_api(void)
{
	http_server_free(w.http);
	engine_free(w.engine);
	api_free(STEAL(w.api));
	for (int i = 0; i < 20; i++)
		loop_once(w.loop, 5);
}

static inline void open_world(void)
{
	struct error err = {0};

	strcpy(w.dir, "/tmp/stampede-api-XXXXXX");
	CHECK(mkdtemp(w.dir) != NULL);
	snprintf(w.ui, sizeof(w.ui), "%s/ui", w.dir);
	mkdir(w.ui, 0700);
	write_file("index.html", "<html>page</html>");
	write_file("app.js", "1;");
	w.loop = loop_new(&err);
	w.store = store_open(w.loop, w.dir, &err);
	CHECK(w.store != NULL);
	w.model = api_model();
	CHECK(store_define(w.store, w.model, &err) == 0);
	w.lifecycles = lifecycles_new();
	for (size_t i = 0; i < sizeof(definitions) / sizeof(definitions[0]); i++)
		CHECK(help_add(w.lifecycles, &definitions[i], (int)i, &err) == 0);
	if (lifecycles_finish(w.lifecycles, &err) < 0)
		fprintf(stderr, "lifecycles: %s\n", err.text);
	add_account(1, "admin", "ADMIN");
	add_account(2, "user", "USER");
	add_account(3, "agent", "AGENT");
	basic("ADMIN", "ADMIN-secret", admin_key);
	basic("USER", "USER-secret", user_key);
	basic("AGENT", "AGENT-secret", agent_key);
}

static inline void close_world(void)
{
	char command[128];

	lifecycles_unref(w.lifecycles);
	store_close(w.store);
	model_unref(w.model);
	for (int i = 0; i < 20; i++)
		loop_once(w.loop, 5);
	loop_free(w.loop);
	snprintf(command, sizeof(command), "rm -rf '%s'", w.dir);
	CHECK(system(command) == 0);
}

/* --- Requests --------------------------------------------------------------------------- */

static struct buf answer; /* the last answer, headers included */
static struct span body; /* its body */

/* Sends one request and gives the status. */
static inline int ask(const char *headers, const char *method, const char *path, const char *text)
{
	AUTO(buf_done) struct buf request = {0};
	AUTO(close) int fd = raw_connect(http_server_port(w.http));
	char *at;

	buf_addf(&request, "%s %s HTTP/1.1\r\nHost: H:1\r\nConnection: close\r\n%s", method, path,
		 headers);
	if (text)
		buf_addf(&request, "Content-Length: %zu\r\n", strlen(text));
	buf_adds(&request, "\r\n");
	if (text)
		buf_adds(&request, text);
	raw_send(fd, request.data, request.len);
	buf_clear(&answer);
	body = (struct span){NULL, 0};
	raw_read(w.loop, fd, &answer, NULL, 1);
	at = answer.data ? strstr(answer.data, "\r\n\r\n") : NULL;
	if (!at)
		return -1;
	body = (struct span){at + 4, answer.len - (size_t)(at + 4 - answer.data)};
	return atoi(answer.data + 9);
}

static inline const char *get(const char *path)
{
	static char out[512];
	struct span value =
		body.len && body.at[0] == '{' ? json_path(body, path) : (struct span){NULL, 0};

	snprintf(out, sizeof(out), "%.*s", (int)value.len, value.at ? value.at : "");
	return out;
}

static inline int count(const char *path)
{
	struct json_iter iter;
	struct span item;
	int n = 0;

	json_iter_start(&iter, json_path(body, path));
	while (json_iter_next(&iter, NULL, &item))
		n++;
	return n;
}

#define ADMIN(method, path, text) ask(admin_key, method, path, text)
#define USER(method, path, text) ask(user_key, method, path, text)

static inline int open_ws(const char *path, const char *headers)
{
	int fd = raw_connect(http_server_port(w.http));
	AUTO(buf_done) struct buf request = {0};

	buf_addf(&request,
		 "GET %s HTTP/1.1\r\nHost: h:1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
		 "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
		 "dGhlIHNhbXBsZSBub25jZQ==\r\n%s\r\n",
		 path, headers);
	raw_send(fd, request.data, request.len);
	buf_clear(&answer);
	raw_read(w.loop, fd, &answer, "\r\n\r\n", 1);
	return fd;
}

#endif

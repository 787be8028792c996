/*
 * The whole API over HTTP, with the real store and engine: keys, reads, lists, writes, waiting,
 * errors, links, files and subscribers.
 */
#include <stdarg.h>
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

static void start_handler(void *self, struct run *run, const struct handler *handler,
			  enum phase phase)
{
	(void)self, (void)handler, (void)phase;
	engine_handler_done(run, 0, NULL, NULL);
}

static void cancel_run(void *self, struct run *run)
{
	(void)self, (void)run;
}

static void changed(void *self, const struct type *type, int64_t id, int64_t account_id,
		    const char *state)
{
	(void)self;
	if (w.api)
		api_changed(w.api, type, id, account_id, state);
}

static void basic(const char *user, const char *secret, char ret[128])
{
	char text[80];
	char out[128];

	snprintf(text, sizeof(text), "%s:%s", user, secret);
	base64_encode_raw(out, strlen(text), (const uint8_t *)text);
	out[BASE64_ENCODE_RAW_LENGTH(strlen(text))] = 0;
	snprintf(ret, 128, "Authorization: Basic %.90s\r\n", out);
}

static void submitted(void *arg, struct txn *txn)
{
	struct error err = {0};

	if (txn_result(txn, &err) < 0)
		fprintf(stderr, "txn: %s\n", err.text);
	*(int *)arg = 1;
}

/* An account of a kind, a key of its own and, of kind agent, the agent it stands for. */
static void add_account(int64_t id, const char *kind, const char *key)
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

static void write_file(const char *name, const char *text)
{
	char path[160];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", w.ui, name);
	file = fopen(path, "w");
	fputs(text, file);
	fclose(file);
}

static void on_agent(void *arg, int64_t agent_id, struct ws *ws)
{
	(void)arg;
	w.agent = agent_id;
	ws_close(ws, "enough");
}

static void open_api(int no_auth)
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

static void close_api(void)
{
	http_server_free(w.http);
	engine_free(w.engine);
	api_free(STEAL(w.api));
	for (int i = 0; i < 20; i++)
		loop_once(w.loop, 5);
}

static void open_world(void)
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

static void close_world(void)
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
static int ask(const char *headers, const char *method, const char *path, const char *text)
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

static const char *get(const char *path)
{
	static char out[512];
	struct span value =
		body.len && body.at[0] == '{' ? json_path(body, path) : (struct span){NULL, 0};

	snprintf(out, sizeof(out), "%.*s", (int)value.len, value.at ? value.at : "");
	return out;
}

static int count(const char *path)
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

static void keys(void)
{
	char wrong[128];

	CHECK_INT(ask("", "GET", "/v1", NULL), 401);
	CHECK_STR(get("code"), "\"Unauthorized\"");
	CHECK(strstr(answer.data, "WWW-Authenticate: Basic"));
	basic("ADMIN", "ADMIN-secreT", wrong);
	CHECK_INT(ask(wrong, "GET", "/v1", NULL), 401);
	basic("NOBODY", "x", wrong);
	CHECK_INT(ask(wrong, "GET", "/v1", NULL), 401);
	CHECK_INT(ask("Authorization: Basic !!!!\r\n", "GET", "/v1", NULL), 401);
	CHECK_INT(ask("Authorization: Basic\r\n", "GET", "/v1", NULL), 401);
	for (int i = 0; i < 4; i++)
		CHECK_INT(ADMIN("GET", "/v1", NULL), 200);
	CHECK(strstr(answer.data, "X-API-Schemas: http://h:1/v1/schemas"));
	CHECK_STR(get("links.things"), "\"http://h:1/v1/things\"");
	CHECK_INT(ask("", "GET", "/ping", NULL), 200);
	CHECK(body.len == 4 && memcmp(body.at, "pong", 4) == 0);
	CHECK_INT(ask("", "GET", "/healthcheck", NULL), 200);
}

static void routes(void)
{
	CHECK_INT(ADMIN("GET", "/", NULL), 200);
	CHECK_STR(get("resourceType"), "\"apiVersion\"");
	CHECK_INT(ADMIN("GET", "/v2", NULL), 422);
	CHECK_STR(get("code"), "\"UnsupportedVersion\"");
	CHECK_INT(ADMIN("GET", "/v1/nothing", NULL), 404);
	CHECK_INT(ADMIN("GET", "/v1/things/1t99", NULL), 404);
	CHECK_STR(get("code"), "\"Not Found\"");
	CHECK_INT(ADMIN("GET", "/v1/things/5", NULL), 404);
	CHECK_INT(ADMIN("PATCH", "/v1/things", NULL), 405);
	CHECK_STR(get("code"), "\"Method not allowed\"");
	CHECK_INT(ADMIN("GET", "/v1/a/b/c/d", NULL), 200);
	CHECK_STR(get("type"), "\"apiVersion\"");
	CHECK_INT(ADMIN("GET", "/v1//Schemas/THINGS/", NULL), 200);
	CHECK_STR(get("id"), "\"thing\"");
	CHECK_INT(ADMIN("GET", "/v1/schemas", NULL), 200);
	CHECK_INT(count("data"), 7);
	/* Files. */
	CHECK_INT(ask("Accept: text/html,*/*\r\n", "GET", "/", NULL), 200);
	CHECK(strstr(answer.data, "Content-Security-Policy: default-src 'self'"));
	CHECK(strstr(answer.data, "page"));
	CHECK_INT(ask("", "GET", "/static/app.js", NULL), 200);
	CHECK_INT(ask("", "GET", "/app.js", NULL), 200);
	CHECK_INT(ask("", "GET", "/static/some/page", NULL), 200);
	CHECK_INT(ask("", "GET", "/static/../store.db", NULL), 404);
	CHECK_INT(ask("", "GET", "/static/%2e%2e/store.db", NULL), 404);
}

static void input_errors(void)
{
	static char deep[400], name[400];

	CHECK_INT(ADMIN("POST", "/v1/things", "{\"label\":"), 400);
	CHECK_STR(get("code"), "\"InvalidBodyContent\"");
	memset(deep, '[', 200);
	CHECK_INT(ADMIN("POST", "/v1/things", deep), 400);
	CHECK_INT(ADMIN("POST", "/v1/things", NULL), 422);
	CHECK_STR(get("code"), "\"MissingRequired\"");
	CHECK_STR(get("fieldName"), "\"label\"");
	CHECK_INT(ADMIN("POST", "/v1/things", "[1]"), 422);
	snprintf(name, sizeof(name), "{\"label\":\"l\",\"name\":\"%0300d\"}", 0);
	CHECK_INT(ADMIN("POST", "/v1/things", name), 422);
	CHECK_STR(get("code"), "\"MaxLengthExceeded\"");
	CHECK_INT(ADMIN("GET", "/v1/things", NULL), 200);
	CHECK_INT(count("data"), 0);
}

static void writes(void)
{
	char path[128], id[32];

	CHECK_INT(ADMIN("POST", "/v1/things?wait=inactive", "{\"label\":\"l\",\"name\":\"a\"}"),
		  201);
	CHECK_STR(get("state"), "\"inactive\"");
	CHECK_STR(get("transitioning"), "\"no\"");
	CHECK_STR(get("accountId"), "\"1a1\"");
	CHECK_STR(get("size"), "\"small\"");
	CHECK_STR(get("kind"), "\"thing\"");
	snprintf(id, sizeof(id), "%.*s", (int)strlen(get("id")) - 2, get("id") + 1);
	snprintf(path, sizeof(path), "/v1/things/%s", id);
	CHECK_INT(ADMIN("GET", path, NULL), 200);
	CHECK_STR(get("label"), "\"l\"");
	/* Another account does not see it at all. */
	CHECK_INT(USER("GET", path, NULL), 404);
	CHECK_INT(USER("DELETE", path, NULL), 404);
	CHECK_INT(ADMIN("PUT", path, "{\"label\":\"m\",\"count\":\"4\",\"links\":{}}"), 200);
	CHECK_STR(get("label"), "\"m\"");
	CHECK_STR(get("count"), "4");
	CHECK_INT(ADMIN("PUT", path, "{\"label\":\"m\",\"count\":\"x\"}"), 422);
	CHECK_INT(ADMIN("POST", path, "{}"), 405);
	snprintf(path, sizeof(path), "/v1/things/%s/?action=nothing", id);
	CHECK_INT(ADMIN("POST", path, NULL), 422);
	CHECK_STR(get("code"), "\"InvalidAction\"");
	snprintf(path, sizeof(path), "/v1/things/%s/?action=deactivate", id);
	CHECK_INT(ADMIN("POST", path, NULL), 422);
	CHECK_STR(get("code"), "\"ActionNotAvailable\"");
	snprintf(path, sizeof(path), "/v1/things/%s/?action=activate&wait=active", id);
	CHECK_INT(ADMIN("POST", path, NULL), 200);
	CHECK_STR(get("state"), "\"active\"");
	snprintf(path, sizeof(path), "/v1/things/%s/?action=deactivate&wait=active&waitTimeout=0",
		 id);
	CHECK_INT(ADMIN("POST", path, NULL), 202);
	/* An end elsewhere is told at once, not after the whole time. */
	snprintf(path, sizeof(path), "/v1/things/%s/?action=activate&wait=inactive", id);
	CHECK_INT(ADMIN("POST", path, NULL), 202);
	CHECK_STR(get("state"), "\"active\"");
	snprintf(path, sizeof(path), "/v1/things/%s/?action=deactivate&wait=inactive", id);
	CHECK_INT(ADMIN("POST", path, NULL), 200);
	snprintf(path, sizeof(path), "/v1/things/%s?wait=removed", id);
	CHECK_INT(ADMIN("DELETE", path, NULL), 200);
	CHECK_STR(get("state"), "\"removed\"");
	CHECK_INT(ADMIN("DELETE", path, NULL), 200);
}

static void lists(void)
{
	char text[200];

	for (int i = 0; i < 5; i++) {
		snprintf(text, sizeof(text),
			 "{\"label\":\"l\",\"name\":\"n%d\",\"words\":[1,\"b\"]}", i);
		CHECK_INT(USER("POST", "/v1/gadgets?wait=inactive&flag=true", text), 201);
		CHECK_STR(get("type"), "\"gadget\"");
		CHECK_STR(get("words"), "[\"1\",\"b\"]");
		CHECK_STR(get("flag"), "true");
	}
	CHECK_INT(USER("GET", "/v1/gadgets?limit=2&sort=name&order=desc", NULL), 200);
	CHECK_INT(count("data"), 2);
	CHECK_STR(get("pagination.partial"), "true");
	CHECK_STR(get("pagination.next"),
		  "\"http://h:1/v1/gadgets?limit=2&sort=name&order=desc&marker=m2\"");
	CHECK_STR(get("sort.reverse"), "\"http://h:1/v1/gadgets?limit=2&sort=name&order=asc\"");
	CHECK_INT(USER("GET", "/v1/gadgets?limit=2&marker=m4", NULL), 200);
	CHECK_INT(count("data"), 1);
	CHECK_STR(get("pagination.next"), "null");
	CHECK_INT(USER("GET", "/v1/things?name=n3", NULL), 200);
	CHECK_INT(count("data"), 1);
	CHECK_STR(get("createTypes"),
		  "{\"thing\":\"http://h:1/v1/things\",\"gadget\":\"http://h:1/v1/gadgets\"}");
	CHECK_STR(get("filters.name"), "[{\"value\":\"n3\",\"modifier\":\"eq\"}]");
	CHECK_INT(USER("GET", "/v1/things?name_prefix=n&state=inactive&nosuch=1", NULL), 200);
	CHECK_INT(count("data"), 5);
	CHECK_INT(USER("GET", "/v1/things?state_ne=inactive", NULL), 200);
	CHECK_INT(count("data"), 0);
	CHECK_INT(ADMIN("GET", "/v1/things?accountId=1a2&limit=2000", NULL), 200);
	CHECK_INT(count("data"), 5);
	CHECK_STR(get("pagination.limit"), "1000");
	CHECK_INT(ADMIN("GET", "/v1/things?accountId=2", NULL), 200);
	CHECK_INT(count("data"), 0);
	/* A user cannot filter by what it may not see. */
	CHECK_INT(USER("GET", "/v1/things?accountId=1a1", NULL), 200);
	CHECK_INT(count("data"), 5);
}

static void links(void)
{
	char path[128], text[128], id[32];

	CHECK_INT(USER("GET", "/v1/things?name=n1", NULL), 200);
	snprintf(id, sizeof(id), "1t%d",
		 atoi(strstr(strstr(body.at, "\"data\":["), "\"id\":\"1t") + 8));
	snprintf(text, sizeof(text), "{\"thingId\":\"%s\"}", id);
	CHECK_INT(USER("POST", "/v1/parts?wait=inactive", text), 201);
	CHECK_STR(get("links.thing") + 8, "h:1/v1/parts/1p1/thing\"");
	CHECK_INT(USER("POST", "/v1/parts", "{\"thingId\":\"1t1\"}"), 422);
	CHECK_STR(get("code"), "\"InvalidReference\"");
	snprintf(path, sizeof(path), "/v1/things/%s/Parts", id);
	CHECK_INT(USER("POST", path, "{}"), 201);
	CHECK_INT(USER("GET", path, NULL), 200);
	CHECK_INT(count("data"), 2);
	CHECK_STR(get("pagination"), "null");
	snprintf(text, sizeof(text), "{\"thingId\":\"%s\"}", id);
	CHECK_STR(get("createDefaults"), text);
	CHECK_INT(USER("GET", "/v1/parts/1p1/thing", NULL), 200);
	CHECK_STR(get("type"), "\"gadget\"");
	CHECK_INT(USER("GET", "/v1/parts/1p1/nothing", NULL), 404);
	snprintf(path, sizeof(path), "/v1/things/%s?include=parts&include=PARTS", id);
	CHECK_INT(USER("GET", path, NULL), 200);
	CHECK_INT(count("parts"), 2);
	CHECK_INT(USER("GET", "/v1/parts?include=thing", NULL), 200);
	CHECK(strstr(body.at, "\"thing\":{\"id\":\"1t"));
}

/* --- WebSockets ------------------------------------------------------------------------- */

static int open_ws(const char *path, const char *headers)
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

static void sockets(void)
{
	char ticket[64], path[160];
	int fd, other;

	CHECK_INT(ADMIN("GET", "/v1/subscribe?eventNames=resource.change", NULL), 404);
	CHECK_INT(USER("POST", "/v1/ticket", NULL), 201);
	snprintf(ticket, sizeof(ticket), "%.40s", get("ticket") + 1);
	snprintf(path, sizeof(path), "/v1/subscribe?eventNames=resource.change&ticket=%s", ticket);
	fd = open_ws(path, "");
	CHECK(answer.data && strstr(answer.data, "101"));
	raw_read(w.loop, fd, &answer, "\"name\":\"ping\"", 1);
	CHECK(strstr(answer.data, "\"name\":\"ping\""));
	/* A ticket is good once. */
	other = open_ws(path, "");
	CHECK(answer.data && strstr(answer.data, "401"));
	close(other);
	/* One's own changes arrive, others' do not. */
	CHECK_INT(
		ADMIN("POST", "/v1/things?wait=inactive", "{\"label\":\"l\",\"name\":\"theirs\"}"),
		201);
	CHECK_INT(USER("POST", "/v1/things?wait=inactive", "{\"label\":\"l\",\"name\":\"mine\"}"),
		  201);
	buf_clear(&answer);
	raw_read(w.loop, fd, &answer, "\"name\":\"mine\"", 1);
	CHECK(answer.data && strstr(answer.data, "\"name\":\"resource.change\""));
	CHECK(answer.data && strstr(answer.data, "\"resourceType\":\"thing\""));
	CHECK(answer.data && !strstr(answer.data, "theirs"));
	close(fd);
	/* An agent connects with its own key; whoever is none cannot. */
	fd = open_ws("/v1/link", agent_key);
	CHECK(answer.data && strstr(answer.data, "101"));
	for (int i = 0; i < 100 && !w.agent; i++)
		loop_once(w.loop, 10);
	CHECK_INT(w.agent, 9);
	close(fd);
	fd = open_ws("/v1/link", user_key);
	CHECK(answer.data && strstr(answer.data, "403"));
	close(fd);
}

/* A key that is taken back is dead at once, cached or not; so are its subscriptions. */
static void revoked(void)
{
	struct txn *txn = txn_new();
	const struct type *credential = model_type(w.model, "credential");
	int fd = open_ws("/v1/subscribe", user_key), done = 0;

	CHECK(answer.data && strstr(answer.data, "101"));
	CHECK_INT(USER("GET", "/v1/things", NULL), 200);
	txn_state(txn, credential, 2, 0, NULL, "deactivating", 1);
	store_submit(w.store, txn, submitted, &done);
	while (!done)
		loop_once(w.loop, 10);
	api_changed(w.api, credential, 2, 0, "deactivating");
	CHECK_INT(USER("GET", "/v1/things", NULL), 401);
	/* The close frame and the hang-up. */
	CHECK_INT(raw_read(w.loop, fd, &answer, NULL, 0), 1);
	close(fd);
}

/* What waits on the loop when the server ends is answered, and nothing is left behind. */
static void stopped(void)
{
	static const char request[] =
		"POST /v1/things?wait=active HTTP/1.1\r\nHost: h:1\r\nContent-Length: 13\r\n";
	static const char subscription[] =
		"POST /v1/subscribe HTTP/1.1\r\nHost: h:1\r\nContent-Length: 2\r\n";
	int fd = raw_connect(http_server_port(w.http));
	int ear = raw_connect(http_server_port(w.http)), socket;
	AUTO(buf_done) struct buf text = {0};

	/* Subscribers of both sorts are there, and are let go. */
	socket = open_ws("/v1/subscribe?eventNames=resource.change", admin_key);
	buf_addf(&text, "%s%s\r\n{}", subscription, admin_key);
	raw_send(ear, text.data, text.len);
	buf_clear(&answer);
	CHECK(raw_read(w.loop, ear, &answer, "\"name\":\"ping\"", 1));
	CHECK(answer.data && strstr(answer.data, " 201 "));
	buf_clear(&text);
	buf_addf(&text, "%s%s\r\n{\"label\":\"l\"}", request, admin_key);
	raw_send(fd, text.data, text.len);
	/* The loop stands still: given turns, it would have answered by now. */
	usleep(100000);
	close_api();
	buf_clear(&answer);
	raw_read(w.loop, fd, &answer, "\r\n\r\n", 1);
	CHECK(answer.data && strstr(answer.data, "503"));
	close(fd);
	buf_clear(&answer);
	CHECK_INT(raw_read(w.loop, ear, &answer, NULL, 0), 1);
	CHECK_INT(raw_read(w.loop, socket, &answer, NULL, 0), 1);
	close(ear);
	close(socket);
}

static void without_keys(void)
{
	int fd;

	CHECK_INT(ask("", "GET", "/v1/things", NULL), 200);
	CHECK_INT(ask("Authorization: Basic QQ==\r\n", "GET", "/v1/things", NULL), 200);
	CHECK_INT(ask("Origin: http://evil\r\n", "POST", "/v1/things", "{\"label\":\"l\"}"), 403);
	CHECK_STR(get("code"), "\"InvalidCSRFToken\"");
	CHECK_INT(ask("Origin: http://h:1\r\n", "POST", "/v1/things", "{\"label\":\"l\"}"), 201);
	fd = open_ws("/v1/subscribe?eventNames=resource.change", "Origin: http://evil\r\n");
	CHECK(answer.data && strstr(answer.data, "403"));
	close(fd);
	CHECK_INT(ask("", "GET", "/v1/things/2?_plainId=true", NULL), 200);
	CHECK_STR(get("id"), "\"2\"");
}

int main(void)
{
	open_world();
	open_api(0);
	keys();
	routes();
	input_errors();
	writes();
	lists();
	links();
	sockets();
	revoked();
	stopped();
	open_api(1);
	without_keys();
	close_api();
	buf_done(&answer);
	close_world();
	return check_end();
}

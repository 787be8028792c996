/*
 * The whole API over HTTP: keys, reads, lists, writes, waiting, errors, links, files and
 * subscribers.
 */
#include "api_help.h"

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
	CHECK_INT(count("data"), 8);
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
	CHECK_INT(ADMIN("POST", "/v1/things", "[1]"), 207);
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

/* Six times: there are two threads, and a thread keeps what it is asked for a second time. */
static void all_see(const char *headers, const char *path, const char *field, const char *value)
{
	for (int i = 0; i < 6; i++) {
		CHECK_INT(ask(headers, "GET", path, NULL), 200);
		CHECK_STR(get(field), value);
	}
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

/* The same question gets the same answer until the row changes, and never another's. */
static void repeats(void)
{
	static const char other[] = "GET %s HTTP/1.1\r\nHost: other\r\nConnection: close\r\n%s\r\n";
	AUTO(buf_done) struct buf request = {0};
	AUTO(buf_done) struct buf reply = {0};
	const char *path = "/v1/parts/1p1", *plain = "/v1/parts/1?_plainId=true";
	char thing[32], text[200];

	CHECK_INT(USER("GET", path, NULL), 200);
	snprintf(thing, sizeof(thing), "%s", get("thingId"));
	snprintf(text, sizeof(text), "{\"name\":\"a\",\"thingId\":%s}", thing);
	CHECK_INT(USER("PUT", path, text), 200);
	/* Two threads; each begins to keep when it was asked a hundred times. */
	for (int i = 0; i < 240; i++)
		CHECK_INT(USER("GET", path, NULL), 200);
	all_see(user_key, path, "name", "\"a\"");
	all_see(admin_key, path, "accountId", "\"1a2\"");
	CHECK(strstr(get("links.self"), "\"http://h:1/v1/parts/"));
	CHECK(strstr(answer.data, "X-API-Schemas: http://h:1/v1/schemas"));

	buf_addf(&request, other, path, user_key);
	for (int i = 0; i < 6; i++) {
		AUTO(close) int fd = raw_connect(http_server_port(w.http));

		raw_send(fd, request.data, request.len);
		buf_clear(&reply);
		raw_read(w.loop, fd, &reply, NULL, 1);
		CHECK(strstr(reply.data, "\"self\":\"http://other/v1/parts/"));
		CHECK(strstr(reply.data, "X-API-Schemas: http://other/v1/schemas"));
	}
	snprintf(text, sizeof(text), "{\"name\":\"b\",\"thingId\":%s}", thing);
	CHECK_INT(USER("PUT", path, text), 200);
	all_see(user_key, path, "name", "\"b\"");
	all_see(admin_key, path, "name", "\"b\"");
	/* A query is another question; so are a tag and another's. */
	snprintf(text, sizeof(text), "%sIf-None-Match: *\r\n", user_key);
	for (int i = 0; i < 4; i++)
		CHECK_INT(ask(text, "GET", path, NULL), 304);
	all_see(admin_key, plain, "accountId", "\"2\"");
	all_see(admin_key, path, "accountId", "\"1a2\"");
	for (int i = 0; i < 6; i++)
		CHECK_INT(ask(agent_key, "GET", path, NULL), 404);
	CHECK_INT(USER("DELETE", "/v1/parts/1p1?wait=removed", NULL), 200);
	all_see(user_key, path, "state", "\"removed\"");
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

/* The same answers as pages, for a browser. */
static void pages(void)
{
	char browser[256];

	snprintf(browser, sizeof(browser), "%sUser-Agent: Mozilla/5.0\r\nAccept: */*\r\n",
		 admin_key);
	CHECK_INT(ADMIN("POST", "/v1/things",
			"{\"label\":\"l\",\"name\":\"</script>\\u2028\\\"\\/\"}"),
		  201);
	CHECK_INT(ask(browser, "GET", "/v1/things", NULL), 200);
	CHECK(strstr(answer.data, "Content-Type: text/html"));
	CHECK(strstr(answer.data, "var data = {\"type\":\"collection\""));
	CHECK(strstr(answer.data, "\"name\":\"\\u003c\\/script>"));
	CHECK(!strstr(answer.data, "\xe2\x80\xa8"));
	CHECK_INT(ask(browser, "GET", "/v1/things?_format=json", NULL), 200);
	CHECK(strstr(answer.data, "Content-Type: application/json"));
	CHECK_INT(ask(browser, "GET", "/v1/nothing", NULL), 404);
	CHECK(strstr(answer.data, "var data = {\"id\":"));
	CHECK_INT(ask("User-Agent: Mozilla\r\n", "GET", "/v1/things", NULL), 401);
	CHECK(strstr(answer.data, "Content-Type: text/html"));
	CHECK(!strstr(answer.data, "WWW-Authenticate"));
	CHECK_INT(ADMIN("GET", "/v1/openapi.json", NULL), 200);
	CHECK_STR(get("openapi"), "\"3.1.0\"");
	CHECK_INT(USER("GET", "/v1/openapi.json", NULL), 200);
	CHECK_INT(ADMIN("GET", "/v1/openapi.json", NULL), 200);
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
	repeats();
	pages();
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

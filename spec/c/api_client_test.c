/*
 * What clients of today expect besides the contract: tags, conditions, HEAD and OPTIONS, packed
 * answers, many requests in one go.
 */
#include <zlib.h>

#include "api/etag.h"
#include "api/gzip.h"
#include "api_help.h"

static void tags(void)
{
	char packed[ETAG_SIZE] = "\"7-0123456789abcdef\"";
	const char *tag = "\"7-0123456789abcdef\"";
	char bytes[100];
	uint64_t hash;

	etag_packed(packed);
	CHECK_STR(packed, "\"7-0123456789abcdef-gz\"");
	CHECK(etag_listed("*", tag));
	CHECK(etag_listed("\"x\", W/\"7-0123456789abcdef\"", tag));
	CHECK(etag_listed(packed, tag));
	CHECK(etag_listed(tag, packed));
	CHECK(!etag_listed("\"7-0123456789abcde\"", tag));
	CHECK(!etag_listed("7-0123456789abcdef", tag));
	CHECK(!etag_listed("\"7-0123456789abcdef", tag));
	CHECK(!etag_listed("", tag));
	CHECK(!etag_listed("\"\"", ""));

	CHECK_INT(etag_revision(tag, 7), 7);
	CHECK_INT(etag_revision(packed, 7), 7);
	CHECK_INT(etag_revision(tag, 8), -1);
	CHECK_INT(etag_revision("\"6-1\", \"8-0\"", 8), 8);
	CHECK_INT(etag_revision("*", 8), 0);
	CHECK_INT(etag_revision("W/\"7-0123456789abcdef\"", 7), -1);
	CHECK_INT(etag_revision("\"7\"", 7), -1);
	CHECK_INT(etag_revision("7-0", 7), -1);
	CHECK_INT(etag_revision("", 7), -1);

	/* Every byte counts, wherever it stands, and so does where it ends. */
	memset(bytes, 'a', sizeof(bytes));
	hash = etag_hash(5, bytes, sizeof(bytes));
	for (size_t i = 0; i < sizeof(bytes); i++) {
		CHECK(etag_hash(5, bytes, i) != hash);
		bytes[i] = 'b';
		CHECK(etag_hash(5, bytes, sizeof(bytes)) != hash);
		bytes[i] = 'a';
	}
	CHECK(etag_hash(6, bytes, sizeof(bytes)) != hash);
	CHECK(etag_hash(5, "\0", 1) != etag_hash(5, "\0\0", 2));
}

static void codings(void)
{
	CHECK(gzip_wanted("gzip"));
	CHECK(gzip_wanted("deflate, GZIP;q=0.5"));
	CHECK(gzip_wanted("x-gzip"));
	CHECK(gzip_wanted("br, *;q=0.1"));
	CHECK(!gzip_wanted("gzip;q=0, *"));
	CHECK(!gzip_wanted("gzip ; q=0.000"));
	CHECK(gzip_wanted("gzip;q=0.001"));
	CHECK(!gzip_wanted("gzipped, br"));
	CHECK(!gzip_wanted("*;q=0"));
	CHECK(!gzip_wanted(""));
	CHECK(!gzip_wanted(NULL));
}

/* The value of a header of the last answer, "" when it is not there. */
static const char *header(const char *name)
{
	static char out[300];
	char start[64];
	const char *at;

	snprintf(start, sizeof(start), "\r\n%s: ", name);
	at = answer.data ? strstr(answer.data, start) : NULL;
	at = at && body.at && at < body.at ? at + strlen(start) : "";
	snprintf(out, sizeof(out), "%.*s", (int)strcspn(at, "\r"), at);
	return out;
}

/* Asks as the admin, with one more header. */
static int asks(const char *more, const char *value, const char *method, const char *path,
		const char *text)
{
	char headers[600];

	snprintf(headers, sizeof(headers), "%s%s: %s\r\n", admin_key, more, value);
	return ask(headers, method, path, text);
}

static void conditions(void)
{
	char tag[100], fresh[100], list[100];
	const char *one = "/v1/things/1t1";

	CHECK_INT(ADMIN("POST", "/v1/things?wait=inactive", "{\"label\":\"l\",\"name\":\"a\"}"),
		  201);
	CHECK_STR(header("Location"), "http://h:1/v1/things/1t1");
	CHECK_INT(ADMIN("GET", one, NULL), 200);
	strcpy(tag, header("ETag"));
	CHECK(strlen(tag) > 18);
	CHECK_INT(asks("If-None-Match", tag, "GET", one, NULL), 304);
	CHECK_INT(body.len, 0);
	CHECK_STR(header("ETag"), tag);
	CHECK(*header("X-API-Schemas"));
	CHECK_INT(asks("If-None-Match", "\"1-0\"", "GET", one, NULL), 200);
	/* The same row, and another text. */
	CHECK_INT(asks("If-None-Match", tag, "GET", "/v1/things/1?_plainId=true", NULL), 200);
	CHECK_INT(asks("If-None-Match", tag, "GET", "/v1/things/1t1?include=parts", NULL), 200);
	CHECK_INT(ask(admin_key, "GET", "/v1/things", NULL), 200);
	strcpy(list, header("ETag"));
	CHECK_INT(asks("If-None-Match", list, "GET", "/v1/things", NULL), 304);
	CHECK_INT(asks("If-None-Match", list, "GET", "/v1/things?limit=5", NULL), 200);
	CHECK_INT(ask(admin_key, "GET", "/v1/schemas", NULL), 200);
	CHECK_INT(asks("If-None-Match", header("ETag"), "GET", "/v1/schemas", NULL), 304);

	CHECK_INT(asks("If-Match", "\"99-0\"", "PUT", one, "{\"label\":\"x\"}"), 412);
	CHECK_STR(get("code"), "\"Precondition Failed\"");
	CHECK_STR(get("fieldName"), "\"If-Match\"");
	CHECK_INT(asks("If-Match", tag, "PUT", one, "{\"label\":\"x\"}"), 200);
	strcpy(fresh, header("ETag"));
	CHECK(strcmp(tag, fresh) != 0);
	/* Never stale: the row changed, and so did the list. */
	CHECK_INT(asks("If-None-Match", tag, "GET", one, NULL), 200);
	CHECK_INT(asks("If-None-Match", list, "GET", "/v1/things", NULL), 200);
	CHECK_INT(asks("If-None-Match", fresh, "GET", one, NULL), 304);
	CHECK_INT(asks("If-Match", tag, "PUT", one, "{\"label\":\"y\"}"), 412);
	CHECK_INT(asks("If-Match", "*", "PUT", one, "{\"label\":\"y\"}"), 200);
	CHECK_INT(asks("If-None-Match", "*", "PUT", one, "{\"label\":\"z\"}"), 412);
	CHECK_INT(asks("If-Match", tag, "POST", "/v1/things/1t1/?action=activate", NULL), 412);
	CHECK_INT(asks("If-Match", tag, "DELETE", one, NULL), 412);
	CHECK_INT(ADMIN("GET", one, NULL), 200);
	CHECK_STR(get("label"), "\"y\"");
	CHECK_STR(get("state"), "\"inactive\"");
	/* Definitions are in the tag: their swap makes another. */
	strcpy(fresh, header("ETag"));
	CHECK(api_set_model(w.api, w.model, w.lifecycles, NULL) == 0);
	CHECK_INT(asks("If-None-Match", fresh, "GET", one, NULL), 200);
	CHECK_INT(asks("If-Match", fresh, "DELETE", one, NULL), 200);
}

/* Two who saw the same: between the look and the commit somebody else was there. */
static void guarded(void)
{
	char tag[100], headers[500];
	AUTO(buf_done) struct buf request = {0};
	int fds[2], fine = 0, failed = 0;

	CHECK_INT(ADMIN("POST", "/v1/things?wait=inactive", "{\"label\":\"l\",\"name\":\"b\"}"),
		  201);
	CHECK_INT(ADMIN("GET", "/v1/things/1t2", NULL), 200);
	strcpy(tag, header("ETag"));
	snprintf(headers, sizeof(headers), "%sIf-Match: %s\r\n", admin_key, tag);
	buf_addf(&request,
		 "PUT /v1/things/1t2 HTTP/1.1\r\nHost: h:1\r\nConnection: close\r\n%s"
		 "Content-Length: 15\r\n\r\n{\"label\":\"two\"}",
		 headers);
	for (int i = 0; i < 2; i++) {
		fds[i] = raw_connect(http_server_port(w.http));
		raw_send(fds[i], request.data, request.len);
		request.data[request.len - 3] = 'a'; /* another value, or it would change nothing */
	}
	/* Both are checked on their HTTP threads while the loop stands still. */
	usleep(100000);
	for (int i = 0; i < 2; i++) {
		buf_clear(&answer);
		raw_read(w.loop, fds[i], &answer, NULL, 1);
		fine += answer.data && strncmp(answer.data + 9, "200", 3) == 0;
		failed += answer.data && strncmp(answer.data + 9, "412", 3) == 0;
		close(fds[i]);
	}
	CHECK_INT(fine, 1);
	CHECK_INT(failed, 1);
}

static void methods(void)
{
	char length[32];

	CHECK_INT(ADMIN("GET", "/v1/things/1t2", NULL), 200);
	strcpy(length, header("Content-Length"));
	CHECK_INT(ADMIN("HEAD", "/v1/things/1t2", NULL), 200);
	CHECK_INT(body.len, 0);
	CHECK_STR(header("Content-Length"), length);
	CHECK(*header("ETag"));
	CHECK_INT(ADMIN("HEAD", "/v1/things/1t99", NULL), 404);
	CHECK_INT(ask("", "HEAD", "/v1/things", NULL), 401);
	CHECK_INT(ask("", "HEAD", "/static/app.js", NULL), 200);

	CHECK_INT(ADMIN("OPTIONS", "/v1/things", NULL), 204);
	CHECK_STR(header("Allow"), "GET, HEAD, POST, OPTIONS");
	CHECK_INT(ADMIN("OPTIONS", "/v1/things/1t2", NULL), 204);
	CHECK_STR(header("Allow"), "GET, HEAD, POST, PUT, DELETE, OPTIONS");
	CHECK_INT(ADMIN("OPTIONS", "/v1/schemas", NULL), 204);
	CHECK_STR(header("Allow"), "GET, HEAD, OPTIONS");
	CHECK_INT(ADMIN("OPTIONS", "/v1/session", NULL), 204);
	CHECK_STR(header("Allow"), "GET, HEAD, POST, DELETE, OPTIONS");
	CHECK_INT(ADMIN("OPTIONS", "/v1/nothing", NULL), 404);
	CHECK_INT(ask("", "OPTIONS", "/v1/things", NULL), 401);
	CHECK_INT(ADMIN("PATCH", "/v1/things", NULL), 405);
	CHECK_STR(header("Allow"), "GET, HEAD, POST, OPTIONS");
	/* No page of elsewhere may ask anything unless a setting says so. */
	CHECK_INT(asks("Origin", "http://page", "GET", "/v1/things", NULL), 200);
	CHECK_STR(header("Access-Control-Allow-Origin"), "");
	CHECK_INT(ask("Origin: http://page\r\nAccess-Control-Request-Method: GET\r\n", "OPTIONS",
		      "/v1/things", NULL),
		  401);
}

static void packed(void)
{
	static char plain[300000], out[300000];
	size_t len;
	z_stream stream = {0};

	CHECK_INT(ADMIN("GET", "/v1/schemas", NULL), 200);
	CHECK_STR(header("Content-Encoding"), "");
	CHECK_STR(header("Vary"), "");
	len = body.len;
	memcpy(plain, body.at, len);
	CHECK_INT(asks("Accept-Encoding", "gzip", "GET", "/v1/schemas", NULL), 200);
	CHECK_STR(header("Content-Encoding"), "gzip");
	CHECK_STR(header("Vary"), "Accept-Encoding");
	CHECK(strstr(header("ETag"), "-gz\"") != NULL);
	CHECK(body.len < len / 3);
	CHECK(inflateInit2(&stream, 15 + 16) == Z_OK);
	stream.next_in = (Bytef *)(uintptr_t)body.at;
	stream.avail_in = (uInt)body.len;
	stream.next_out = (Bytef *)out;
	stream.avail_out = sizeof(out);
	CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
	CHECK(stream.total_out == len && memcmp(out, plain, len) == 0);
	inflateEnd(&stream);
	CHECK_INT(asks("If-None-Match", header("ETag"), "GET", "/v1/schemas", NULL), 304);
	CHECK_INT(asks("Accept-Encoding", "gzip;q=0", "GET", "/v1/schemas", NULL), 200);
	CHECK_STR(header("Content-Encoding"), "");
	/* Too short to be worth it. */
	CHECK_INT(asks("Accept-Encoding", "gzip", "GET", "/v1/nothing", NULL), 404);
	CHECK_STR(header("Content-Encoding"), "");
}

/* Hundreds in one go, reads and writes mixed, and the answers come in their order. */
static void pipelined(void)
{
	enum { EACH = 150 };
	int fd = raw_connect(http_server_port(w.http));
	AUTO(buf_done) struct buf request = {0};
	const char *at;
	char text[64];

	for (int i = 0; i < EACH; i++) {
		int len = snprintf(text, sizeof(text), "{\"label\":\"l\",\"name\":\"p%d\"}", i);

		buf_addf(&request,
			 "POST /v1/things HTTP/1.1\r\nHost: h:1\r\n%sContent-Length: %d\r\n\r\n%s",
			 admin_key, len, text);
		buf_addf(&request, "GET /v1/nothing%d HTTP/1.1\r\nHost: h:1\r\n%s\r\n", i,
			 admin_key);
		buf_addf(&request, "GET /v1/things/1t2 HTTP/1.1\r\nHost: h:1\r\n%s\r\n", admin_key);
	}
	raw_send(fd, request.data, request.len);
	buf_clear(&answer);
	CHECK(raw_read(w.loop, fd, &answer, "HTTP/1.1 ", 3 * EACH));
	at = answer.data;
	for (int i = 0; i < EACH; i++) {
		at = strstr(at, "HTTP/1.1 ");
		CHECK(at && strncmp(at + 9, "201", 3) == 0);
		snprintf(text, sizeof(text), "\"name\":\"p%d\"", i);
		at = at ? strstr(at, text) : answer.data;
		at = at ? strstr(at, "HTTP/1.1 ") : answer.data;
		CHECK(at && strncmp(at + 9, "404", 3) == 0);
		at = at ? strstr(at + 1, "HTTP/1.1 ") : answer.data;
		CHECK(at && strncmp(at + 9, "200", 3) == 0);
		at = at ? at + 1 : answer.data;
	}
	close(fd);
}

/* --- Once only -------------------------------------------------------------------------- */

static int things(const char *name)
{
	char path[100];

	snprintf(path, sizeof(path), "/v1/things?name=%s&limit=1000", name);
	CHECK_INT(ADMIN("GET", path, NULL), 200);
	return count("data");
}

static void once(void)
{
	const char *text = "{\"label\":\"l\",\"name\":\"once\"}";
	static char first[8000];
	char id[40], path[100];
	size_t len;

	CHECK_INT(asks("Idempotency-Key", "k1", "POST", "/v1/things", text), 201);
	CHECK_STR(header("Idempotency-Replayed"), "");
	snprintf(id, sizeof(id), "%s", header("Location"));
	len = body.len;
	memcpy(first, body.at, len);
	/* What became of it since changes nothing about the answer. */
	snprintf(path, sizeof(path), "%s", strstr(id, "/v1/"));
	CHECK_INT(ADMIN("PUT", path, "{\"label\":\"changed\"}"), 200);
	CHECK_INT(asks("Idempotency-Key", "k1", "POST", "/v1/things", text), 201);
	CHECK_STR(header("Idempotency-Replayed"), "true");
	CHECK_STR(header("Location"), id);
	CHECK(body.len == len && memcmp(body.at, first, len) == 0);
	CHECK_INT(things("once"), 1);

	/* Another request; another account; another key; what is no key. */
	CHECK_INT(asks("Idempotency-Key", "k1", "POST", "/v1/things", "{\"label\":\"x\"}"), 422);
	CHECK_STR(get("code"), "\"IdempotencyKeyReused\"");
	CHECK_STR(get("fieldName"), "\"Idempotency-Key\"");
	CHECK_INT(asks("Idempotency-Key", "k1", "POST", "/v1/things?wait=inactive", text), 422);
	snprintf(first, sizeof(first), "%sIdempotency-Key: k1\r\n", user_key);
	CHECK_INT(ask(first, "POST", "/v1/things", text), 201);
	CHECK_STR(header("Idempotency-Replayed"), "");
	CHECK_INT(asks("Idempotency-Key", "k2", "POST", "/v1/things", text), 201);
	CHECK_INT(things("once"), 3);
	CHECK_INT(asks("Idempotency-Key", "\x01", "POST", "/v1/things", text), 422);
	/* What was refused did nothing, and may be sent again, mended or not. */
	CHECK_INT(asks("Idempotency-Key", "k3", "POST", "/v1/things", "{}"), 422);
	CHECK_STR(get("code"), "\"MissingRequired\"");
	CHECK_INT(asks("Idempotency-Key", "k3", "POST", "/v1/things", text), 201);

	/* Actions: done once, though it could be done again by now. */
	snprintf(path, sizeof(path), "%s/?action=activate&wait=active", strstr(id, "/v1/"));
	CHECK_INT(asks("Idempotency-Key", "k4", "POST", path, NULL), 200);
	snprintf(path, sizeof(path), "%s/?action=deactivate&wait=inactive", strstr(id, "/v1/"));
	CHECK_INT(ADMIN("POST", path, NULL), 200);
	snprintf(path, sizeof(path), "%s/?action=activate&wait=active", strstr(id, "/v1/"));
	CHECK_INT(asks("Idempotency-Key", "k4", "POST", path, NULL), 200);
	CHECK_STR(get("state"), "\"active\"");
	CHECK_INT(ADMIN("GET", strstr(id, "/v1/"), NULL), 200);
	CHECK_STR(get("state"), "\"inactive\"");
}

/* Two hundred of the same that arrive while the loop stands still: one is made. */
static void at_once(void)
{
	enum { SAME = 200 };
	AUTO(buf_done) struct buf request = {0};
	static char first[4000];
	int fds[SAME], made = 0, replayed = 0, same = 0;

	buf_addf(&request,
		 "POST /v1/things?wait=inactive HTTP/1.1\r\nHost: h:1\r\nConnection: close\r\n"
		 "%sIdempotency-Key: crowd\r\nContent-Length: 28\r\n\r\n"
		 "{\"label\":\"l\",\"name\":\"crowd\"}",
		 admin_key);
	for (int i = 0; i < SAME; i++) {
		fds[i] = raw_connect(http_server_port(w.http));
		raw_send(fds[i], request.data, request.len);
	}
	for (int i = 0; i < SAME; i++) {
		const char *at;

		buf_clear(&answer);
		CHECK(raw_read(w.loop, fds[i], &answer, NULL, 1));
		close(fds[i]);
		made += strncmp(answer.data + 9, "201", 3) == 0;
		replayed += strstr(answer.data, "\r\nIdempotency-Replayed: true\r\n") != NULL;
		at = strstr(answer.data, "\r\n\r\n");
		if (i == 0)
			snprintf(first, sizeof(first), "%s", at);
		same += at && strcmp(first, at) == 0;
	}
	CHECK_INT(made, SAME);
	CHECK_INT(replayed, SAME - 1);
	CHECK_INT(same, SAME);
	CHECK_INT(things("crowd"), 1);
}

/* A member of one of the answer's data. */
static const char *nth(int place, const char *member)
{
	static char out[200];
	struct json_iter iter;
	struct span item = {NULL, 0}, value;

	json_iter_start(&iter, json_path(body, "data"));
	while (place-- >= 0 && json_iter_next(&iter, NULL, &item))
		;
	value = json_get(item, member);
	snprintf(out, sizeof(out), "%.*s", (int)value.len, value.at ? value.at : "");
	return out;
}

static void many(void)
{
	AUTO(buf_done) struct buf text = {0};
	const char *mixed = "{\"data\":[{\"label\":\"l\",\"name\":\"many\"},{\"name\":\"many\"},7,"
			    "{\"label\":\"l\",\"name\":\"many\"}]}";
	char first[40];

	CHECK_INT(asks("Idempotency-Key", "m1", "POST", "/v1/things?wait=inactive", mixed), 207);
	CHECK_STR(get("type"), "\"collection\"");
	CHECK_INT(count("data"), 4);
	CHECK_STR(nth(0, "state"), "\"inactive\"");
	CHECK_STR(nth(1, "code"), "\"MissingRequired\"");
	CHECK_STR(nth(1, "fieldName"), "\"label\"");
	CHECK_STR(nth(2, "code"), "\"InvalidFormat\"");
	CHECK_STR(nth(3, "type"), "\"thing\"");
	snprintf(first, sizeof(first), "%s", nth(3, "id"));
	CHECK_INT(things("many"), 2);
	CHECK_INT(asks("Idempotency-Key", "m1", "POST", "/v1/things?wait=inactive", mixed), 207);
	CHECK_STR(header("Idempotency-Replayed"), "true");
	CHECK_STR(nth(3, "id"), first);
	CHECK_INT(things("many"), 2);

	CHECK_INT(ADMIN("POST", "/v1/things", "[]"), 422);
	CHECK_STR(get("code"), "\"MissingRequired\"");
	buf_addc(&text, '[');
	for (int i = 0; i < 1000; i++)
		buf_addf(&text, "%s{\"label\":\"l\",\"name\":\"thousand\"}", i ? "," : "");
	buf_addc(&text, ']');
	CHECK_INT(ADMIN("POST", "/v1/things", text.data), 201);
	CHECK_INT(count("data"), 1000);
	CHECK_INT(things("thousand"), 1000);
	text.len--;
	buf_adds(&text, ",{}]");
	CHECK_INT(ADMIN("POST", "/v1/things", text.data), 422);
	CHECK_STR(get("code"), "\"MaxLimitExceeded\"");
	CHECK_INT(ADMIN("POST", "/v1/things", "[{\"label\":\"l\"},"), 400);
	/* To a user it is as any other request: what he may not set is not set. */
	CHECK_INT(USER("POST", "/v1/things", "[{\"label\":\"l\",\"accountId\":\"1a1\"}]"), 201);
	snprintf(first, sizeof(first), "/v1/things/%.*s", (int)strlen(nth(0, "id")) - 2,
		 nth(0, "id") + 1);
	CHECK_INT(ADMIN("GET", first, NULL), 200);
	CHECK_STR(get("accountId"), "\"1a2\"");
}

int main(void)
{
	tags();
	codings();
	open_world();
	open_api(0);
	conditions();
	guarded();
	methods();
	packed();
	pipelined();
	once();
	at_once();
	many();
	close_api();
	buf_done(&answer);
	close_world();
	return check_end();
}

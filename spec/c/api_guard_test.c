/*
 * What keeps callers from harming each other: changes that are not made by mistake, settings that
 * cannot be read, other origins, and who guesses at somebody's key.
 */
#include <sqlite3.h>

#include "api_help.h"

static int put(const char *name, const char *match, const char *value)
{
	char headers[600], path[128], text[128];

	snprintf(headers, sizeof(headers), "%s%s%s%s", admin_key, match ? "If-Match: " : "",
		 match ? match : "", match ? "\r\n" : "");
	snprintf(path, sizeof(path), "/v1/settings/%s", name);
	snprintf(text, sizeof(text), "{\"value\":\"%s\"}", value);
	return ask(headers, "PUT", path, text);
}

static void tag_of(const char *path, char ret[100])
{
	const char *at;

	CHECK_INT(ADMIN("GET", path, NULL), 200);
	at = strstr(answer.data, "\r\nETag: ");
	snprintf(ret, 100, "%.*s", at ? (int)strcspn(at + 8, "\r") : 0, at ? at + 8 : "");
}

/* Whoever saw only the default changes it only while it is the default. */
static void settings(void)
{
	const char *path = "/v1/settings/api.sub.max.pings";
	char before[100], after[100];

	tag_of(path, before);
	CHECK_INT(put("api.sub.max.pings", "\"7-0\"", "1"), 412);
	CHECK_INT(put("api.sub.max.pings", before, "100"), 200);
	CHECK_INT(put("api.sub.max.pings", before, "101"), 412);
	CHECK_STR(get("fieldName"), "\"If-Match\"");
	tag_of(path, after);
	CHECK_INT(put("api.sub.max.pings", after, "102"), 200);
	CHECK_INT(put("api.sub.max.pings", after, "103"), 412);
	CHECK_INT(put("api.sub.max.pings", "*", "104"), 200);
}

static int has(const char *text)
{
	return answer.data && strstr(answer.data, text) != NULL;
}

/* A character is one, however many bytes it has. */
static void letters(void)
{
	CHECK_INT(ADMIN("POST", "/v1/settings", "{\"name\":\"\u00e4\u00f6\",\"value\":\"1\"}"),
		  201);
	CHECK_INT(ADMIN("GET", "/v1/settings?name_like=__", NULL), 200);
	CHECK_INT(count("data"), 1);
	CHECK_INT(ADMIN("GET", "/v1/settings?name_like=%25_%C3%B6", NULL), 200);
	CHECK_INT(count("data"), 1);
	CHECK_INT(ADMIN("GET", "/v1/settings?name_like=____", NULL), 200);
	CHECK_INT(count("data"), 0);
}

/* An answer to whoever names no origin must not be kept for who does. */
static void origins(void)
{
	char with[300];

	for (int i = 0; i < 40; i++)
		CHECK_INT(ADMIN("GET", "/v1/things/1t1", NULL), 200);
	CHECK(!has("Vary: Origin"));
	CHECK_INT(put("api.cors.origins", NULL, "https://console.example"), 200);
	for (int i = 0; i < 40; i++) {
		CHECK_INT(ADMIN("GET", "/v1/things/1t1", NULL), 200);
		CHECK(has("Vary: Origin") && !has("Access-Control-Allow-Origin"));
	}
	snprintf(with, sizeof(with), "%sOrigin: https://console.example\r\n", admin_key);
	CHECK_INT(ask(with, "GET", "/v1/things/1t1", NULL), 200);
	CHECK(has("Vary: Origin") &&
	      has("Access-Control-Allow-Origin: https://console.example\r\n"));
}

static void change_table(const char *sql)
{
	char path[128];
	sqlite3 *db;

	snprintf(path, sizeof(path), "%s/stampede.db", w.dir);
	CHECK_INT(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 5000);
	CHECK_INT(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* What could not be read is not taken for what it is by default, nor for ever. */
static void unreadable(void)
{
	const char *origin = "Access-Control-Allow-Origin: https://console.example\r\n";
	char with[300], bad[128];
	int status = 0;

	CHECK_INT(put("api.limit.logins.per.minute", NULL, "3"), 200);
	snprintf(with, sizeof(with), "%sOrigin: https://console.example\r\n", admin_key);
	basic("NOBODY", "guess", bad);
	for (int i = 0; i < 8; i++) /* all threads know of it */
		CHECK_INT(ADMIN("GET", "/v1/things/1t1", NULL), 200);
	change_table("ALTER TABLE r_setting RENAME TO r_gone");
	/* As after a change of any setting: all are to be read again. */
	for (int i = 0; i < 20; i++) {
		api_changed(w.api, model_type(w.model, "setting"), 1, 0, NULL);
		CHECK_INT(ask(with, "GET", "/v1/things/1t1", NULL), 200);
		CHECK(has(origin));
	}
	raw_from = 50;
	for (int i = 0; i < 4; i++)
		status = ask(bad, "GET", "/v1/things", NULL);
	CHECK_INT(status, 429);
	raw_from = 0;
	change_table("ALTER TABLE r_gone RENAME TO r_setting");
	for (int i = 0; i < 20; i++) {
		CHECK_INT(ask(with, "GET", "/v1/things/1t1", NULL), 200);
		CHECK(has(origin));
	}
}

/* Whoever knows an access key cannot hold up its owner. */
static void guesses(void)
{
	char bad[128];
	int status = 0, refused = 0;

	raw_from = 2;
	CHECK_INT(USER("GET", "/v1/things", NULL), 200);
	for (int i = 0; i < 40; i++) {
		basic("USER", "guess", bad);
		raw_from = 100 + (unsigned)i;
		status = ask(bad, "GET", "/v1/things", NULL);
		refused += status == 429;
		CHECK(status == 401 || status == 429);
	}
	/* Guessing from everywhere is held up, and the right secret from where nobody knows it. */
	CHECK(refused > 5 && refused < 15);
	raw_from = 200;
	CHECK_INT(USER("GET", "/v1/things", NULL), 429);
	/* Another key is not, nor is the owner. A change of keys makes all threads forget. */
	CHECK_INT(ask(agent_key, "GET", "/v1/schemas", NULL), 200);
	raw_from = 2;
	api_changed(w.api, model_type(w.model, "credential"), 2, 2, "active");
	for (int i = 0; i < 4; i++)
		CHECK_INT(USER("GET", "/v1/things", NULL), 200);
	/* But whoever guesses from there, too, is counted as everywhere. */
	for (int i = 0; i < 4; i++)
		status = ask(bad, "GET", "/v1/things", NULL);
	CHECK_INT(status, 429);
	raw_from = 0;
}

/* The same list, many times at once, after the server ended before its answer was kept. */
static void lists(void)
{
	enum { SAME = 20 };
	static const char text[] = "[{\"label\":\"l\",\"unit\":\"one\"},{\"name\":\"none\"},"
				   "{\"label\":\"l\",\"unit\":\"two\"}]";
	AUTO(buf_done) struct buf request = {0};
	static char first[8000];
	int fds[SAME], same = 0;

	buf_addf(&request,
		 "POST /v1/things HTTP/1.1\r\nHost: h:1\r\nConnection: close\r\n%s"
		 "Idempotency-Key: list\r\nContent-Length: %zu\r\n\r\n%s",
		 admin_key, strlen(text), text);
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < SAME; i++) {
			fds[i] = raw_connect(http_server_port(w.http));
			raw_send(fds[i], request.data, request.len);
		}
		for (int i = 0; i < SAME; i++) {
			buf_clear(&answer);
			CHECK(raw_read(w.loop, fds[i], &answer, NULL, 1));
			close(fds[i]);
			CHECK(strncmp(answer.data + 9, "207", 3) == 0);
			if (i == 0)
				snprintf(first, sizeof(first), "%s",
					 strstr(answer.data, "\r\n\r\n"));
			same += strcmp(first, strstr(answer.data, "\r\n\r\n")) == 0;
		}
		CHECK_INT(ADMIN("GET", "/v1/things?unit_notnull", NULL), 200);
		CHECK_INT(count("data"), 2);
		CHECK(strstr(first, "\"unit\":\"one\"") && strstr(first, "\"unit\":\"two\""));
		if (!round)
			change_table("DELETE FROM once WHERE key='list'");
	}
	CHECK_INT(same, 2 * SAME);
}

int main(void)
{
	open_world();
	open_api(0);
	CHECK_INT(ADMIN("POST", "/v1/things?wait=inactive", "{\"label\":\"l\"}"), 201);
	settings();
	letters();
	origins();
	unreadable();
	lists();
	guesses();
	close_api();
	buf_done(&answer);
	close_world();
	return check_end();
}

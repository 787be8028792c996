/* Logging in with a browser, its sessions, the CSRF rule, and how often somebody may try. */
#include "api/call.h"
#include "api/limit.h"
#include "api/registration.h"
#include "api/sessions.h"
#include "api/subscribe.h"
#include "api_help.h"
#include "base/clock.h"

#define BROWSER "User-Agent: Mozilla/5.0\r\nAccept: application/json\r\n"

static void buckets(void)
{
	struct limits *limits = limits_new();
	uint64_t key = limits_key(limits, 'x', "me", 2);
	int64_t every = 50000000, wait = 0;
	int taken = 0;

	CHECK(key != limits_key(limits, 'y', "me", 2));
	CHECK(limits_address(limits, 'a', "10.0.0.1") != limits_address(limits, 'a', "10.0.0.2"));
	/* One network of IPv6 is one caller. */
	CHECK(limits_address(limits, 'a', "2001:db8::1") ==
	      limits_address(limits, 'a', "2001:db8::2"));
	CHECK(limits_address(limits, 'a', "2001:db8::1") !=
	      limits_address(limits, 'a', "2001:db8:0:1::1"));
	CHECK_INT(limits_wait(limits, key, every, 5), 0);
	while (taken < 100 && !(wait = limits_take(limits, key, every, 5)))
		taken++;
	CHECK_INT(taken, 5);
	CHECK(wait > 0 && wait <= every);
	CHECK(limits_wait(limits, key, every, 5) > 0);
	/* Somebody else is not held up. */
	CHECK_INT(limits_take(limits, limits_key(limits, 'x', "you", 3), every, 5), 0);
	usleep(60000);
	CHECK_INT(limits_take(limits, key, every, 5), 0);
	CHECK(limits_take(limits, key, every, 5) > 0);
	CHECK(limits_is_local("127.0.0.1") && limits_is_local("::1"));
	CHECK(!limits_is_local("10.0.0.1") && !limits_is_local("fe80::1"));
	limits_free(limits);
}

static void store(void)
{
	struct session_limits limits = {.idle = 60000, .total = 120000};
	struct session_owner owner = {7, 8}, other = {7, 9}, found;
	char token[SESSION_TOKEN + 1], kept[SESSION_TOKEN + 1], link[SESSION_TOKEN + 1], path[96];
	struct sessions *sessions;
	int64_t until;
	AUTO(buf_done) struct buf text = {0};
	struct stat stat_of;
	FILE *file;
	int c;

	snprintf(path, sizeof(path), "%s/sessions", w.dir);
	sessions = sessions_new(path);
	sessions_open(sessions, &owner, token);
	sessions_link(sessions, &owner, link);
	CHECK(strcmp(token, link) != 0);
	CHECK_INT(sessions_find(sessions, token, &limits, &found, &until), 0);
	CHECK(found.account_id == 7 && found.key_id == 8);
	CHECK(until > clock_now() + 50000 && until <= clock_now() + 60000);
	/* A link is no session, and a session no link. */
	CHECK_INT(sessions_find(sessions, link, &limits, &found, &until), -1);
	CHECK_INT(sessions_take_link(sessions, token, &found), -1);
	CHECK_INT(sessions_find(sessions, "short", &limits, &found, &until), -1);
	sessions_free(sessions);

	/* A restart: the file knows both, and gives neither away. */
	CHECK(stat(path, &stat_of) == 0 && (stat_of.st_mode & 0777) == 0600);
	file = fopen(path, "r");
	while ((c = fgetc(file)) != EOF)
		buf_addc(&text, (char)c);
	fclose(file);
	CHECK(!strstr(text.data, token) && !strstr(text.data, link));
	sessions = sessions_new(path);
	CHECK_INT(sessions_find(sessions, token, &limits, &found, &until), 0);
	CHECK_INT(sessions_take_link(sessions, link, &found), 0);
	CHECK_INT(found.key_id, 8);
	CHECK_INT(sessions_take_link(sessions, link, &found), -1);

	/* Over: idle too long, or simply too old. */
	usleep(20000);
	limits.total = 10;
	CHECK_INT(sessions_find(sessions, token, &limits, &found, &until), -1);
	limits.total = 120000;
	CHECK_INT(sessions_find(sessions, token, &limits, &found, &until), -1);
	sessions_open(sessions, &owner, token);
	usleep(20000);
	limits.idle = 10;
	CHECK_INT(sessions_find(sessions, token, &limits, &found, &until), -1);
	limits.idle = 60000;
	sessions_open(sessions, &owner, token);
	sessions_close(sessions, token);
	CHECK_INT(sessions_find(sessions, token, &limits, &found, &until), -1);
	/* Who logs in again and again ends his own, the oldest first, and nobody else's. */
	sessions_open(sessions, &other, kept);
	sessions_open(sessions, &owner, token);
	usleep(2000);
	for (int i = 0; i < 1100; i++)
		sessions_open(sessions, &owner, link);
	CHECK_INT(sessions_find(sessions, kept, &limits, &found, &until), 0);
	CHECK_INT(sessions_find(sessions, link, &limits, &found, &until), 0);
	CHECK_INT(sessions_find(sessions, token, &limits, &found, &until), -1);
	/* A file that is broken holds none. */
	sessions_open(sessions, &owner, token);
	sessions_free(sessions);
	file = fopen(path, "w");
	fputs("[{\"digest\":\"zz\"},7,", file);
	fclose(file);
	sessions = sessions_new(path);
	CHECK_INT(sessions_find(sessions, token, &limits, &found, &until), -1);
	sessions_free(sessions);
}

/* The value of a cookie that the last answer set. */
static void cookie(const char *name, char *ret, size_t size)
{
	char head[64];
	const char *at;

	snprintf(head, sizeof(head), "Set-Cookie: %s=", name);
	at = answer.data ? strstr(answer.data, head) : NULL;
	at = at ? at + strlen(head) : "";
	snprintf(ret, size, "%.*s", (int)strcspn(at, ";"), at);
}

static void logins(void)
{
	char csrf[64], token[80], with[400], without[300], other[400];

	CHECK_INT(ask(BROWSER, "GET", "/v1/session", NULL), 401);
	/* A browser gets no challenge, or it would open a prompt of its own. */
	CHECK(!strstr(answer.data, "WWW-Authenticate"));
	cookie("CSRF", csrf, sizeof(csrf));
	CHECK_INT(strlen(csrf), 32);
	CHECK_INT(ask("", "GET", "/v1/session", NULL), 401);
	CHECK(strstr(answer.data, "WWW-Authenticate: Basic"));
	snprintf(with, sizeof(with), BROWSER "X-API-CSRF: %s\r\nCookie: CSRF=%s\r\n", csrf, csrf);
	snprintf(without, sizeof(without), BROWSER "Cookie: CSRF=%s\r\n", csrf);
	CHECK_INT(ask(without, "POST", "/v1/session",
		      "{\"accessKey\":\"USER\",\"secretKey\":\"USER-secret\"}"),
		  403);
	CHECK_STR(get("code"), "\"InvalidCSRFToken\"");
	CHECK_INT(ask(with, "POST", "/v1/session", "{\"accessKey\":\"USER\",\"secretKey\":\"no\"}"),
		  401);
	CHECK_INT(ask(with, "POST", "/v1/session", "{\"accessKey\":\"USER\"}"), 422);
	CHECK_STR(get("fieldName"), "\"secretKey\"");
	CHECK_INT(ask(with, "POST", "/v1/session?accessKey=USER&secretKey=USER-secret", "{}"), 422);
	snprintf(other, sizeof(other), "%sOrigin: http://evil\r\n", with);
	CHECK_INT(ask(other, "POST", "/v1/session",
		      "{\"accessKey\":\"USER\",\"secretKey\":\"USER-secret\"}"),
		  403);
	CHECK_INT(ask(with, "POST", "/v1/session",
		      "{\"accessKey\":\"USER\",\"secretKey\":\"USER-secret\"}"),
		  201);
	CHECK_STR(get("accountId"), "\"1a2\"");
	CHECK(strstr(answer.data, "HttpOnly; SameSite=Strict\r\n"));
	CHECK(!strstr(answer.data, "Secure"));
	CHECK(!strstr(body.at, "USER-secret"));
	cookie("stampede_session", token, sizeof(token));
	CHECK_INT(strlen(token), 64);

	/* The session reads by itself, and writes with the header only; in no browser either. */
	snprintf(without, sizeof(without), BROWSER "Cookie: CSRF=%s; stampede_session=%s\r\n", csrf,
		 token);
	snprintf(with, sizeof(with), "%sX-API-CSRF: %s\r\n", without, csrf);
	CHECK_INT(ask(without, "GET", "/v1/session", NULL), 200);
	CHECK_STR(get("by"), "\"session\"");
	CHECK_INT(ask(without, "POST", "/v1/things", "{\"label\":\"l\"}"), 403);
	CHECK_INT(ask(with, "POST", "/v1/things", "{\"label\":\"l\"}"), 201);
	snprintf(other, sizeof(other), "Cookie: stampede_session=%s\r\n", token);
	CHECK_INT(ask(other, "GET", "/v1/things", NULL), 200);
	CHECK_INT(ask(other, "POST", "/v1/things", "{\"label\":\"l\"}"), 403);
	snprintf(other, sizeof(other), "Cookie: stampede_session=%s\r\nX-API-CSRF: \r\n", token);
	CHECK_INT(ask(other, "POST", "/v1/things", "{\"label\":\"l\"}"), 403);
	snprintf(other, sizeof(other), "%sOrigin: http://evil\r\n", with);
	CHECK_INT(ask(other, "POST", "/v1/things", "{\"label\":\"l\"}"), 403);
	/* A POST that stands for a GET changes nothing; one that stands for a DELETE does. */
	CHECK_INT(ask(without, "POST", "/v1/things/1t1?_method=DELETE", "{}"), 403);
	/* A proxy on this machine says that it was asked over TLS. */
	snprintf(other, sizeof(other), "%sX-Forwarded-Proto: https\r\n", without);
	CHECK_INT(ask(other, "GET", "/v1/session", NULL), 200);
	CHECK(strstr(answer.data, "SameSite=Strict; Secure\r\n"));
	CHECK(strstr(body.at, "https://h:1/v1/session"));

	/* What it has open ends with it; what the key has open elsewhere does not. */
	int mine = open_ws("/v1/subscribe", without), fd = open_ws("/v1/subscribe", user_key);
	AUTO(buf_done) struct buf heard = {0};

	for (int i = 0; i < 1000 && subscribers_count(w.api->subscribers) < 2; i++)
		loop_once(w.loop, 5);
	CHECK_INT(subscribers_count(w.api->subscribers), 2);
	CHECK_INT(ask(without, "DELETE", "/v1/session", NULL), 403);
	CHECK_INT(ask(with, "DELETE", "/v1/session", NULL), 200);
	CHECK(strstr(answer.data, "stampede_session=; Path=/; HttpOnly; SameSite=Strict; "
				  "Max-Age=0"));
	CHECK_INT(ask(without, "GET", "/v1/session", NULL), 401);
	CHECK_INT(raw_read(w.loop, mine, &heard, NULL, 0), 1);
	CHECK(heard.data && strstr(heard.data, "logged out"));
	CHECK_INT(subscribers_count(w.api->subscribers), 1);
	close(mine);
	close(fd);
	for (int i = 0; i < 1000 && subscribers_count(w.api->subscribers); i++)
		loop_once(w.loop, 5);
}

/* A key that a browser keeps: a page of elsewhere must not use it. */
static void kept_keys(void)
{
	char with[400];

	snprintf(with, sizeof(with), BROWSER "Origin: http://evil\r\n%s", user_key);
	CHECK_INT(ask(with, "POST", "/v1/things", "{\"label\":\"l\"}"), 403);
	CHECK_STR(get("code"), "\"InvalidCSRFToken\"");
	CHECK_INT(ask(with, "GET", "/v1/things", NULL), 200);
	snprintf(with, sizeof(with), BROWSER "Origin: http://h:1\r\n%s", user_key);
	CHECK_INT(ask(with, "POST", "/v1/things", "{\"label\":\"l\"}"), 201);
	snprintf(with, sizeof(with), BROWSER "%s", user_key);
	CHECK_INT(ask(with, "POST", "/v1/things", "{\"label\":\"l\"}"), 201);
	/* A program may name whatever origin it likes. */
	snprintf(with, sizeof(with), "Origin: http://evil\r\n%s", user_key);
	CHECK_INT(ask(with, "POST", "/v1/things", "{\"label\":\"l\"}"), 201);
}

static void links_of_login(void)
{
	char token[65], text[128];

	api_login_link(w.api, 1, 1, token);
	snprintf(text, sizeof(text), "{\"token\":\"%s\"}", token);
	/* No browser, no cookie: the CSRF rule asks for both. */
	CHECK_INT(ask("", "POST", "/v1/session", text), 403);
	static const char with[] = "X-API-CSRF: 0123456789ABCDEF0123456789ABCDEF\r\n"
				   "Cookie: CSRF=0123456789ABCDEF0123456789ABCDEF\r\n";
	CHECK_INT(ask(with, "POST", "/v1/session", text), 201);
	CHECK_STR(get("accountId"), "\"1a1\"");
	CHECK_INT(ask(with, "POST", "/v1/session", text), 401);
}

static void guesses(void)
{
	char bad[128];
	int status = 0, tries = 0;

	/* What is good, and known to be so, is not held up by who guesses beside it. */
	for (int i = 0; i < 4; i++)
		CHECK_INT(USER("GET", "/v1/things", NULL), 200);
	basic("USER", "guess", bad);
	while (tries < 100 && (status = ask(bad, "GET", "/v1/things", NULL)) == 401)
		tries++;
	CHECK_INT(status, 429);
	/* Some were used up by the tests before. */
	CHECK(tries > 20 && tries <= 30);
	CHECK_STR(get("code"), "\"TooManyRequests\"");
	CHECK(strstr(answer.data, "Retry-After: "));
	/* Not even the right one, which nobody has used yet. */
	CHECK_INT(ask(agent_key, "GET", "/v1/schemas", NULL), 429);
	CHECK_INT(USER("GET", "/v1/things", NULL), 200);
}

/* The name that all new hosts use is held up by nobody's guesses but by those of an address. */
static void shared_name(void)
{
	struct limits *limits = w.api->limits;
	int64_t every = 2000000000;
	char bad[128];

	basic(REGISTRATION_USER, "p:1:x", bad);
	CHECK_INT(ask(bad, "GET", "/v1/things", NULL), 401);
	CHECK_INT(limits_wait(limits,
			      limits_key(limits, 'k', REGISTRATION_USER, strlen(REGISTRATION_USER)),
			      every, 1),
		  0);
	basic("nobody", "x", bad);
	CHECK_INT(ask(bad, "GET", "/v1/things", NULL), 401);
	CHECK(limits_wait(limits, limits_key(limits, 'k', "nobody", 6), every, 1) > 0);
}

int main(void)
{
	open_world();
	buckets();
	store();
	open_api(0);
	logins();
	kept_keys();
	links_of_login();
	shared_name();
	guesses();
	close_api();
	buf_done(&answer);
	close_world();
	return check_end();
}

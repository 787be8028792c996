/*
 * One request, before anybody looks at what it wants. Limits are looked up by each thread when a
 * setting was changed; callers on this machine are not counted.
 */
#include "api/admit.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "api/auth.h"
#include "api/errors.h"
#include "api/limit.h"
#include "base/auto.h"
#include "base/id.h"

#define ADDRESS_RATE 2000 /* requests a second */
#define KEY_RATE 5000
#define BURST 5 /* seconds' worth of them at once */
#define LOGINS 30 /* failed ones a minute */
#define IDLE_S (12 * 3600)
#define TOTAL_S (7 * 24 * 3600)
#define CSRF_LEN 32

/* -1: it cannot be read. */
static int number(struct call *call, const char *name, int64_t fallback, int64_t *ret)
{
	if (reader_setting_whole(call->thread->reader, call->snapshot->model, name, fallback, ret) <
	    0)
		return -1;
	*ret = *ret < 0 ? fallback : *ret > 1000000000 ? 1000000000 : *ret;
	return 0;
}

/* What cannot be read now is read for the next request; until then what was read last holds. */
static void read_rules(struct call *call)
{
	struct admit_rules *rules = &call->thread->rules, read = {0};
	AUTO(buf_done) struct buf text = {0};
	int override;

	read.seen = atomic_load_explicit(&call->api->settings, memory_order_relaxed);
	if (rules->seen == read.seen)
		return;
	if (!rules->seen)
		*rules = (struct admit_rules){.address = ADDRESS_RATE,
					      .key = KEY_RATE,
					      .logins = LOGINS,
					      .session_idle = IDLE_S * 1000LL,
					      .session_total = TOTAL_S * 1000LL};
	override = reader_setting(call->thread->reader, call->snapshot->model,
				  "api.allow.client.override", &text);
	if (override < 0 ||
	    number(call, "api.limit.address.per.second", ADDRESS_RATE, &read.address) < 0 ||
	    number(call, "api.limit.key.per.second", KEY_RATE, &read.key) < 0 ||
	    number(call, "api.limit.logins.per.minute", LOGINS, &read.logins) < 0 ||
	    number(call, "api.session.idle.seconds", IDLE_S, &read.session_idle) < 0 ||
	    number(call, "api.session.seconds", TOTAL_S, &read.session_total) < 0)
		return;
	read.session_idle *= 1000;
	read.session_total *= 1000;
	read.override = override && text.len && strcasecmp(text.data, "true") == 0;
	*rules = read;
}

/* One more request of an address, or of a key. */
static int count(struct call *call, uint64_t bucket, int64_t rate, const char *what,
		 struct error *err)
{
	int64_t wait = limits_take(call->api->limits, bucket, 1000000000 / rate, rate * BURST);
	char text[24];

	if (!wait)
		return 0;
	snprintf(text, sizeof(text), "%lld", (long long)(wait / 1000000000 + 1));
	http_add_header(call->request, "Retry-After", text);
	return error_field(err, ERROR_DENIED, "TooManyRequests", NULL,
			   "more than %lld requests a second %s; try again in %s s",
			   (long long)rate, what, text);
}

static int count_address(struct call *call, struct error *err)
{
	struct limits *limits = call->api->limits;
	int64_t rate = call->thread->rules.address;

	if (!rate || limits_is_local(call->request->peer))
		return 0;
	return count(call, limits_address(limits, 'a', call->request->peer), rate,
		     "from this address", err);
}

static int count_key(struct call *call, struct error *err)
{
	struct limits *limits = call->api->limits;
	int64_t rate = call->thread->rules.key;

	if (!rate || !call->who.key_id || call->request->is_local ||
	    limits_is_local(call->request->peer))
		return 0;
	return count(call, limits_key(limits, 'r', &call->who.key_id, sizeof(call->who.key_id)),
		     rate, "with this key", err);
}

/* --- Browsers --------------------------------------------------------------------------- */

/* The cookie that a browser has from us, when it is one that we could have given. */
static const char *csrf_cookie(const struct call *call)
{
	const char *cookie = http_cookie(call->request, "CSRF");

	return cookie && strlen(cookie) == CSRF_LEN &&
			       strspn(cookie, "0123456789ABCDEF") == CSRF_LEN
		       ? cookie
		       : NULL;
}

int admit_csrf(struct call *call, struct error *err)
{
	const char *cookie, *header;

	if (call->method == METHOD_GET)
		return 0;
	if (!auth_origin_ok(call))
		return error_field(err, ERROR_DENIED, "InvalidCSRFToken", NULL, "%s",
				   "the page that sent this is not of this server");
	if (!call->is_browser && !call->who.session)
		return 0;
	cookie = csrf_cookie(call);
	/* The contract lets a browser without the cookie pass; not one that has a session. */
	if (!cookie && !call->who.session)
		return 0;
	header = http_header(call->request, "X-API-CSRF");
	if (cookie && header && id_equal(cookie, header))
		return 0;
	return error_field(err, ERROR_DENIED, "InvalidCSRFToken", NULL, "%s",
			   "CSRF header and cookie do not match");
}

void admit_headers(struct call *call)
{
	char text[128], fresh[CSRF_LEN + 1];
	const char *cookie;

	if (!call->is_browser)
		return;
	cookie = csrf_cookie(call);
	if (!cookie) {
		unsigned char bytes[CSRF_LEN / 2];

		id_random(bytes, sizeof(bytes));
		for (size_t i = 0; i < sizeof(bytes); i++)
			snprintf(fresh + 2 * i, 3, "%02X", bytes[i]);
		cookie = fresh;
	}
	snprintf(text, sizeof(text), "CSRF=%s; Path=/; SameSite=Strict%s", cookie,
		 call->is_secure ? "; Secure" : "");
	http_add_header(call->request, "Set-Cookie", text);
}

/* --- Methods, tickets, ids -------------------------------------------------------------- */

static unsigned method_bit(const char *name)
{
	static const char *const names[] = {"GET", "POST", "PUT", "DELETE"};

	for (int i = 0; i < 4; i++)
		if (strcasecmp(names[i], name) == 0)
			return 1u << i;
	/* The same without a body, which libmicrohttpd leaves out. */
	return strcasecmp(name, "HEAD") == 0 ? METHOD_GET : 0;
}

/* A POST may stand for another method; nothing that a link or an image can cause may. */
static void read_method(struct call *call)
{
	AUTO(buf_done) struct buf value = {0};

	call->method = method_bit(call->request->method);
	if (call->method == METHOD_POST && call_query(call, "_method", &value) && value.len)
		call->method = method_bit(value.data);
}

static void read_plain(struct call *call)
{
	AUTO(buf_done) struct buf value = {0};

	call->plain =
		call->who.plain || (call->who.sees_all && call_query(call, "_plainId", &value) &&
				    value.len && strcasecmp(value.data, "true") == 0);
}

/* What a console of this server asks in its admin's name. */
static int take_local_ticket(struct call *call)
{
	const char *ticket = http_header(call->request, "X-Ticket");
	const char *from = http_header(call->request, "X-From");

	if (!ticket || tickets_take(call->api->tickets, ticket, &call->who) < 0)
		return 0;
	/* A session was the console's; this is no browser's request. */
	call->who.session = 0;
	snprintf(call->request->peer, sizeof(call->request->peer), "%s", from ? from : "itself");
	return 1;
}

/* A ticket instead of a key, for the WebSockets of a page. */
static int take_ticket(struct call *call, const char *path)
{
	AUTO(buf_done) struct buf value = {0};

	if (call->request->is_local)
		return take_local_ticket(call);
	return (strcmp(path, "/v1/subscribe") == 0 || strcmp(path, "/v1/console") == 0) &&
	       (call_query(call, "ticket", &value) || call_query(call, "token", &value)) &&
	       value.len && tickets_take(call->api->tickets, value.data, &call->who) == 0;
}

/* --- The door --------------------------------------------------------------------------- */

int admit_stranger(struct call *call, struct error *err)
{
	const char *agent = http_header(call->request, "User-Agent");

	call->is_browser = agent && strcasestr(agent, "mozilla") != NULL;
	if (call_base(call, err) < 0 ||
	    api_thread_ready(call->api, call->thread, call->snapshot, err) < 0)
		return -1;
	read_rules(call);
	if (call->thread->rules.override && call_base_override(call, err) < 0)
		return -1;
	read_method(call);
	return count_address(call, err);
}

int admit(struct call *call, const char *path)
{
	struct error err;

	if (admit_stranger(call, &err) < 0 ||
	    (!take_ticket(call, path) && auth_check(call, &err) < 0) || count_key(call, &err) < 0 ||
	    auth_act_as(call, &err) < 0 || admit_csrf(call, &err) < 0) {
		errors_reply(call, &err);
		return -1;
	}
	read_plain(call);
	return 0;
}

/* See login.h. */
#include "api/login.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/admit.h"
#include "api/audit.h"
#include "api/auth.h"
#include "api/console.h"
#include "api/errors.h"
#include "api/ids.h"
#include "api/input.h"
#include "api/sessions.h"
#include "api/subscribe.h"
#include "base/auto.h"
#include "base/clock.h"

static const char *const role_names[ROLE_MAX] = {
	[ROLE_SUPER] = "superadmin",
	[ROLE_ADMIN] = "admin",
	[ROLE_USER] = "user",
	[ROLE_AGENT] = "agent",
	[ROLE_AGENT_REGISTER] = "agentRegister",
	[ROLE_REGISTER] = "register",
};

static void set_cookie(struct call *call, const char *token)
{
	char text[256];

	/* Without an age it ends with the browser; the server ends it before, or then. */
	snprintf(text, sizeof(text), AUTH_COOKIE "=%s; Path=/; HttpOnly; SameSite=Strict%s%s",
		 token, *token ? "" : "; Max-Age=0", call->is_secure ? "; Secure" : "");
	http_add_header(call->request, "Set-Cookie", text);
	explicit_bzero(text, sizeof(text));
}

/* Who it is, and until when. */
static void answer(struct call *call, int status)
{
	const struct type *type = model_type(call->snapshot->model, "account");
	const struct identity *who = &call->who;
	struct buf body = {0};
	struct row row = {0};
	char time[21];

	if (!type || reader_get(call->thread->inner, type, who->account_id, &row, NULL) < 0)
		row = (struct row){0};
	buf_addf(&body,
		 "{\"id\":null,\"type\":\"session\",\"links\":{\"self\":\"%s/v1/session\"},"
		 "\"actions\":{},\"accountId\":",
		 call->base);
	ids_json(&body, call->plain || !type ? NULL : type->id_prefix, who->account_id);
	buf_adds(&body, ",\"accountName\":");
	buf_json_string(&body, row.name);
	buf_adds(&body, ",\"kind\":");
	buf_json_string(&body, row.kind);
	buf_addf(&body, ",\"role\":\"%s\",\"by\":\"%s\",\"expires\":", role_names[who->role],
		 who->session   ? "session"
		 : who->assumed ? "nothing"
				: "key");
	clock_iso(who->until, time);
	buf_json_string(&body, who->session ? time : NULL);
	buf_addc(&body, '}');
	http_add_header(call->request, "Cache-Control", "no-store");
	call_reply(call, status, &body);
}

/* A text of the body; parameters do not count, since addresses are logged by proxies. */
static int text_of(const struct input *input, const char *name, struct buf *ret)
{
	return json_string(json_get(input->body, name), ret) == 0 && ret->len &&
	       strlen(ret->data) == ret->len;
}

/* By a link of ours, or by a key. */
static int identify(struct call *call, const struct input *input, struct error *err)
{
	AUTO(buf_done) struct buf access = {0};
	AUTO(buf_done) struct buf secret = {0};
	struct session_owner owner;
	int rc;

	if (text_of(input, "token", &secret)) {
		if (sessions_take_link(call->api->sessions, secret.data, &owner) == 0 &&
		    auth_of_key(call, &owner) == 0)
			return 0;
		return error_field(err, ERROR_DENIED, "Unauthorized", NULL, "%s",
				   "this login link was used before, or is too old; log in with "
				   "the access key and the secret key");
	}
	if (!text_of(input, "accessKey", &access))
		return errors_set(err, "MissingRequired", "accessKey");
	if (!text_of(input, "secretKey", &secret))
		return errors_set(err, "MissingRequired", "secretKey");
	rc = auth_sign_in(call, access.data, secret.data, err);
	explicit_bzero(secret.data, secret.len);
	return rc;
}

static void log_in(struct call *call)
{
	AUTO(input_done) struct input input = {0};
	const struct admit_rules *rules;
	char token[SESSION_TOKEN + 1], actor[128];
	struct session_owner owner;
	struct error err = {0};

	/* Origin and CSRF as for a session: no other page may log a browser in as somebody else. */
	call->who.session = 1;
	if (admit_csrf(call, &err) < 0) {
		call->who.session = 0;
		errors_reply(call, &err);
		return;
	}
	call->who = (struct identity){0};
	if (input_gather(call, &input, &err) < 0 || identify(call, &input, &err) < 0) {
		errors_reply(call, &err);
		return;
	}
	if (!call->who.key_id) {
		error_set(&err, ERROR_DENIED, "with this one nobody logs in");
		errors_reply(call, &err);
		return;
	}
	owner = (struct session_owner){call->who.account_id, call->who.key_id};
	sessions_open(call->api->sessions, &owner, token);
	rules = &call->thread->rules;
	call->who.session = auth_session_id(call->api, token);
	call->who.until =
		clock_now() + (rules->session_idle < rules->session_total ? rules->session_idle
									  : rules->session_total);
	call_actor(call, actor, sizeof(actor));
	audit_note(call->api, "credential", owner.key_id, "login", actor, NULL);
	set_cookie(call, token);
	explicit_bzero(token, sizeof(token));
	answer(call, 201);
}

int login_route(struct call *call, const char *path)
{
	struct error err;

	if (strcmp(path, "/v1/session") != 0 || strcmp(call->request->method, "POST") != 0)
		return 0;
	if (admit_stranger(call, &err) < 0)
		errors_reply(call, &err);
	else if (call->method == METHOD_POST)
		log_in(call);
	else
		return 0;
	return 1;
}

struct left {
	struct api *api;
	uint64_t session;
};

/* Loop thread: what the session had open ends with it. */
static void on_left(void *arg)
{
	struct left *left = arg;
	struct api *api = left->api;

	if (!api->closed) {
		subscribers_drop(api->subscribers, 0, left->session);
		consoles_drop(api, 0, left->session);
	}
	api_unref(api);
	free(left);
}

static void leave(struct api *api, uint64_t session)
{
	struct left *left = malloc(sizeof(*left));

	if (!left)
		abort();
	*left = (struct left){api_ref(api), session};
	loop_post(api->loop, on_left, left);
}

static void log_out(struct call *call)
{
	const char *token = http_cookie(call->request, AUTH_COOKIE);
	struct buf body = {0};
	char actor[128];

	if (call->who.session && token) {
		sessions_close(call->api->sessions, token);
		leave(call->api, call->who.session);
		atomic_fetch_add_explicit(&call->api->auth_generation, 1, memory_order_release);
		call_actor(call, actor, sizeof(actor));
		audit_note(call->api, "credential", call->who.key_id, "logout", actor, NULL);
	}
	set_cookie(call, "");
	buf_adds(&body, "{\"id\":null,\"type\":\"session\",\"links\":{},\"actions\":{}}");
	call_reply(call, 200, &body);
}

void login_session(struct call *call)
{
	if (call->method == METHOD_GET)
		answer(call, 200);
	else if (call->method == METHOD_DELETE)
		log_out(call);
	else
		errors_status(call, 405);
}

/* --- Links ------------------------------------------------------------------------------ */

void api_login_link(struct api *api, int64_t account_id, int64_t key_id, char ret[65])
{
	struct session_owner owner = {account_id, key_id};

	sessions_link(api->sessions, &owner, ret);
}

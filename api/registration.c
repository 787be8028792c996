/* Tokens and scripts. */
#include "api/registration.h"

#include <ctype.h>
#include <nettle/base64.h>
#include <nettle/hmac.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "api/admit.h"
#include "api/errors.h"
#include "api/extras.h"
#include "api/ids.h"
#include "base/auto.h"
#include "base/clock.h"
#include "base/id.h"

#define SCRIPT_TYPE "text/plain; charset=utf-8"
#define HOUR_MS INT64_C(3600000)
#define YEAR_MS (365 * 24 * HOUR_MS)
#define TOKEN_MAX 256

/* "PUBLIC:MS" and its signature: base64 of HMAC-SHA1, without what a URL minds. */
static void sign(const char *public_value, const char *secret, int64_t ms, struct buf *ret)
{
	struct hmac_sha1_ctx hmac;
	uint8_t digest[SHA1_DIGEST_SIZE];
	char text[BASE64_ENCODE_RAW_LENGTH(SHA1_DIGEST_SIZE)];
	size_t from = ret->len;

	buf_addf(ret, "%s:%lld", public_value, (long long)ms);
	hmac_sha1_set_key(&hmac, strlen(secret), (const uint8_t *)secret);
	hmac_sha1_update(&hmac, ret->len - from, (const uint8_t *)ret->data + from);
	hmac_sha1_digest(&hmac, sizeof(digest), digest);
	base64_encode_raw(text, sizeof(digest), digest);
	buf_addc(ret, ':');
	for (size_t i = 0; i < sizeof(text); i++)
		if (isalnum((unsigned char)text[i]))
			buf_addc(ret, text[i]);
	explicit_bzero(&hmac, sizeof(hmac));
}

void registration_token(const char *public_value, const char *secret, int64_t now, struct buf *ret)
{
	sign(public_value, secret, now - now % HOUR_MS, ret);
}

struct token_search {
	struct call *call;
	const char *token;
	int64_t ms, account_id;
};

static int match_token(void *arg, const struct row *row)
{
	struct token_search *search = arg;
	AUTO(buf_done) struct buf public = {0};
	AUTO(buf_done) struct buf secret = {0};
	AUTO(buf_done) struct buf want = {0};

	if (!row->kind || strcmp(row->kind, "registrationToken") != 0 || !row->state ||
	    strcmp(row->state, "active") != 0 || !row->account_id ||
	    json_string(json_get(row->doc, "publicValue"), &public) < 0 || !public.len ||
	    extras_password(search->call->api->seal, json_get(row->doc, "secretValue"), &secret) <
		    0)
		return 0;
	sign(public.data, secret.data, search->ms, &want);
	explicit_bzero(secret.data, secret.len);
	if (id_equal(want.data, search->token))
		search->account_id = row->account_id;
	return search->account_id != 0;
}

int64_t registration_account(struct call *call, const char *token)
{
	const struct type *type = model_type(call->snapshot->model, "credential");
	struct token_search search = {.call = call, .token = token};
	struct filter filter = {.op = STORE_EQ};
	struct query query = {.type = type, .filters = &filter, .filter_count = 1, .limit = 16};
	const char *ms = strchr(token, ':'), *end = ms ? strchr(ms + 1, ':') : NULL;
	int64_t now = clock_now();
	char public[TOKEN_MAX];

	if (!type || !end || ms == token || strlen(token) >= sizeof(public) ||
	    ids_parse(ms + 1, (size_t)(end - ms - 1), 1, &search.ms) < 0 ||
	    search.ms > now + HOUR_MS || search.ms < now - YEAR_MS)
		return 0;
	memcpy(public, token, (size_t)(ms - token));
	public[ms - token] = 0;
	filter.value = public;
	filter.field = type_field(type, "publicValue", strlen("publicValue"));
	if (!filter.field ||
	    reader_list(call->thread->reader, &query, match_token, &search, NULL) < 0)
		return 0;
	return search.account_id;
}

/* --- Scripts ---------------------------------------------------------------------------- */

/* Appends a file of the scripts' directory. -1 when it cannot be read. */
static int read_script(const struct api *api, const char *name, struct buf *ret)
{
	AUTO(buf_done) struct buf path = {0};
	AUTO(free) char *text = NULL;
	size_t size = 0;
	FILE *file;

	if (!api->scripts_dir)
		return -1;
	buf_addf(&path, "%s/%s", api->scripts_dir, name);
	file = fopen(path.data, "re");
	if (!file)
		return -1;
	if (getdelim(&text, &size, '\0', file) > 0)
		buf_adds(ret, text);
	fclose(file);
	return ret->len ? 0 : -1;
}

/* Where new hosts find the server: a setting, else where this request did. */
static void server_url(struct call *call, struct buf *ret)
{
	if (reader_setting(call->thread->reader, call->snapshot->model,
			   "agent.instance.register.url", ret) > 0 &&
	    ret->len)
		return;
	buf_clear(ret);
	buf_add(ret, call->base, call->base_len);
	buf_adds(ret, "/v1");
}

/* Nothing that a shell would take for something else. */
static int is_plain(const char *text)
{
	for (; *text; text++)
		if (!isalnum((unsigned char)*text) && !strchr(".:/_-[]%@?=&~", *text))
			return 0;
	return 1;
}

static void answer_registration(struct call *call, const char *token)
{
	AUTO(buf_done) struct buf url = {0};
	const char *ip = call->request->peer;
	struct buf body = {0};

	server_url(call, &url);
	if (!registration_account(call, token) || !is_plain(url.data) || !is_plain(ip) ||
	    strstr(url.data, "://localhost")) {
		errors_status(call, 404);
		return;
	}
	buf_addf(&body,
		 "#!/bin/sh\n# Lets this host in: sh this script, as root.\n"
		 "CATTLE_URL=\"%s\"\nCATTLE_REGISTRATION_ACCESS_KEY=\"" REGISTRATION_USER "\"\n"
		 "CATTLE_REGISTRATION_SECRET_KEY=\"%s\"\nCATTLE_AGENT_IP=\"%s\"\n",
		 url.data, token, ip);
	if (read_script(call->api, "register.sh", &body) < 0) {
		buf_done(&body);
		errors_status(call, 404);
		return;
	}
	call_headers(call);
	http_add_header(call->request, "Cache-Control", "no-store");
	http_reply(call->request, 200, SCRIPT_TYPE, &body);
}

int registration_script(struct call *call, const char *path)
{
	static const char prefix[] = "/v1/scripts/";
	const char *name = path + sizeof(prefix) - 1;
	struct buf body = {0};
	struct error err;

	if (strncasecmp(path, prefix, sizeof(prefix) - 1) != 0 ||
	    strcmp(call->request->method, "GET") != 0)
		return 0;
	name += strspn(name, "/");
	if (strcmp(name, "bootstrap") != 0 && !strchr(name, ':'))
		return 0;
	if (admit_stranger(call, &err) < 0) {
		errors_reply(call, &err);
		return 1;
	}
	if (strchr(name, ':')) {
		answer_registration(call, name);
		return 1;
	}
	if (read_script(call->api, "bootstrap.sh", &body) < 0) {
		errors_status(call, 404);
		return 1;
	}
	call_headers(call);
	http_reply(call->request, 200, SCRIPT_TYPE, &body);
	return 1;
}

/* --- SSH keys --------------------------------------------------------------------------- */

static int add_public(void *arg, const struct row *row)
{
	struct buf *ret = arg;
	AUTO(buf_done) struct buf text = {0};

	if (row->kind && strcmp(row->kind, "sshKey") == 0 && row->state &&
	    strcmp(row->state, "active") == 0 &&
	    json_string(json_get(row->doc, "publicValue"), &text) == 0 && text.len)
		buf_addf(ret, "%s\n", text.data);
	return 0;
}

static int note_id(void *arg, const struct row *row)
{
	*(int64_t *)arg = row->id;
	return 1;
}

void registration_authorized(struct call *call)
{
	const struct type *accounts = model_type(call->snapshot->model, "account");
	const struct type *type = model_type(call->snapshot->model, "credential");
	struct filter filter = {.op = STORE_EQ, .value = "system"};
	struct query query = {.type = accounts, .filters = &filter, .filter_count = 1, .limit = 1};
	struct query keys = {.type = type, .limit = 100};
	struct buf body = {0};
	struct error err;

	filter.field = type_field(accounts, "uuid", strlen("uuid"));
	if (reader_list(call->thread->reader, &query, note_id, &keys.account_id, &err) < 0 ||
	    (keys.account_id &&
	     reader_list(call->thread->reader, &keys, add_public, &body, &err) < 0)) {
		buf_done(&body);
		errors_reply(call, &err);
		return;
	}
	call_headers(call);
	http_reply(call->request, 200, SCRIPT_TYPE, &body);
}

int registration_pem(struct call *call, const struct type *type, const struct row *row,
		     struct span link)
{
	const struct shape *shape = snapshot_shape(call->snapshot, type);
	struct values values;
	struct buf secret = {0};
	int at = shape_field(shape, "secretValue", strlen("secretValue"));

	if (shape->extra != EXTRA_PEM || link.len != 3 || strncasecmp(link.at, "pem", 3) != 0)
		return 0;
	if (call->method != METHOD_GET) {
		errors_status(call, 405);
		return 1;
	}
	render_values(shape, row->doc, &values);
	if (at < 0 || extras_password(call->api->seal, values.at[at], &secret) < 0) {
		buf_done(&secret);
		errors_status(call, 404);
		return 1;
	}
	call_headers(call);
	http_add_header(call->request, "Content-Disposition", "attachment; filename=id_rsa.pem");
	http_add_header(call->request, "Cache-Control", "no-store");
	http_reply(call->request, 200, "application/octet-stream", &secret);
	return 1;
}

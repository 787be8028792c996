/*
 * The shell. What it hands to the script are the globals that the pages of 2014 had: user,
 * curlUser, schemas, docJson, data. Its inline script is allowed by a nonce, all else must come
 * from here, or from where the settings api.ui.js.url and api.ui.css.url say.
 */
#include "api/html.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/auto.h"
#include "base/id.h"

#define PAGE "text/html; charset=utf-8"
#define SCRIPT "/static/browser/main.js"
#define STYLE "/static/browser/style.css"

int html_wanted(const struct call *call)
{
	AUTO(buf_done) struct buf format = {0};
	const char *accept;

	if (!call->api->ui_dir || call->request->is_local)
		return 0;
	if (call_query(call, "_format", &format) && format.len) {
		if (strcmp(format.data, "html") == 0)
			return 1;
		if (strcmp(format.data, "json") == 0)
			return 0;
	}
	if (!call->is_browser)
		return 0;
	accept = http_header(call->request, "Accept");
	return !accept || strstr(accept, "*/*") != NULL;
}

/* JSON as a value in a script inside of HTML: no tag and no comment can begin or end in it. */
static void add_script(struct buf *ret, const char *at, size_t len)
{
	const char *end = at + len;

	for (; at < end; at++) {
		if (*at == '\\' && at + 1 < end) {
			buf_addc(ret, '\\');
			buf_addc(ret, *++at);
		} else if (*at == '/') {
			buf_adds(ret, "\\/");
		} else if (*at == '<') {
			buf_adds(ret, "\\u003c");
		} else if (end - at > 2 && memcmp(at, "\xe2\x80", 2) == 0 &&
			   ((unsigned char)at[2] | 1) == 0xa9) {
			/* Line separators, which older scripts take for the end of a line. */
			buf_adds(ret, (unsigned char)at[2] == 0xa8 ? "\\u2028" : "\\u2029");
			at += 2;
		} else {
			buf_addc(ret, *at);
		}
	}
}

static void add_variable(struct buf *ret, const char *name, const char *text)
{
	AUTO(buf_done) struct buf json = {0};

	buf_json_string(&json, text);
	buf_addf(ret, "var %s = ", name);
	add_script(ret, json.data, json.len);
	buf_adds(ret, ";\n");
}

static int is_url(const char *text)
{
	if (*text != '/' && strncmp(text, "http://", 7) != 0 && strncmp(text, "https://", 8) != 0)
		return 0;
	for (; *text; text++)
		if ((unsigned char)*text <= ' ' || strchr("\"'<>;,\\", *text))
			return 0;
	return 1;
}

/* The setting `api.KIND.url`, else `api.ui.KIND.url`, else what is ours. */
static void find_url(const struct call *call, const char *kind, const char *ours, struct buf *ret)
{
	char name[32];

	for (int i = 0; i < 2 && call->thread && call->thread->inner; i++) {
		snprintf(name, sizeof(name), i ? "api.ui.%s.url" : "api.%s.url", kind);
		buf_clear(ret);
		if (reader_setting(call->thread->inner, call->snapshot->model, name, ret) > 0 &&
		    ret->len && is_url(ret->data))
			return;
	}
	buf_clear(ret);
	buf_adds(ret, ours);
}

/* " https://host" of a URL that is elsewhere. */
static void add_origin(struct buf *ret, const char *url)
{
	const char *host = strstr(url, "://");

	if (*url == '/' && url[1] != '/')
		return;
	if (!host)
		return;
	host += 3;
	buf_addf(ret, " %.*s", (int)(host - url + (ptrdiff_t)strcspn(host, "/?#")), url);
}

static void add_headers(struct call *call, const char *nonce, const char *script, const char *style)
{
	AUTO(buf_done) struct buf policy = {0};

	buf_addf(&policy, "default-src 'none'; script-src 'self' 'nonce-%s'", nonce);
	add_origin(&policy, script);
	buf_adds(&policy, "; style-src 'self'");
	add_origin(&policy, style);
	buf_adds(&policy, "; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
			  "base-uri 'none'; frame-ancestors 'none'");
	http_add_header(call->request, "Content-Security-Policy", policy.data);
	http_add_header(call->request, "X-Content-Type-Options", "nosniff");
	http_add_header(call->request, "X-Frame-Options", "DENY");
	http_add_header(call->request, "Referrer-Policy", "no-referrer");
	http_add_header(call->request, "Cache-Control", "no-store");
	http_add_header(call->request, "Vary", "Accept, User-Agent, Cookie, Authorization");
}

/* The name of who asks, "" when nobody is known. */
static void find_user(const struct call *call, struct buf *ret)
{
	const struct type *type;
	struct row row;

	if (!call->who.account_id || !call->thread || !call->thread->inner)
		return;
	type = model_type(call->snapshot->model, "account");
	if (type && reader_get(call->thread->inner, type, call->who.account_id, &row, NULL) == 0 &&
	    row.name)
		buf_adds(ret, row.name);
}

static void add_globals(const struct call *call, int status, const struct buf *body,
			struct buf *ret)
{
	AUTO(buf_done) struct buf user = {0};
	const struct type *docs =
		call->snapshot ? model_type(call->snapshot->model, "typeDocumentation") : NULL;
	char url[340];

	find_user(call, &user);
	add_variable(ret, "user", user.data ? user.data : "");
	add_variable(ret, "curlUser", "${CATTLE_ACCESS_KEY}:${CATTLE_SECRET_KEY}");
	snprintf(url, sizeof(url), "%.*s/v1/schemas", (int)call->base_len, call->base);
	add_variable(ret, "schemas", url);
	buf_adds(ret, "//var docs = \"\";\n");
	if (docs && docs->visible[call->who.role]) {
		snprintf(url, sizeof(url), "%.*s/v1/typedocumentations", (int)call->base_len,
			 call->base);
		add_variable(ret, "docJson", url);
	}
	buf_addf(ret, "var httpStatus = %d;\nvar data = ", status);
	if (body->len)
		add_script(ret, body->data, body->len);
	else
		buf_adds(ret, "null");
	buf_adds(ret, ";\n");
}

void html_reply(struct call *call, int status, struct buf *body)
{
	AUTO(buf_done) struct buf script = {0};
	AUTO(buf_done) struct buf style = {0};
	struct buf page = {0};
	unsigned char random[16];
	char nonce[2 * sizeof(random) + 1];

	id_random(random, sizeof(random));
	for (size_t i = 0; i < sizeof(random); i++)
		snprintf(nonce + 2 * i, 3, "%02x", random[i]);
	find_url(call, "js", SCRIPT, &script);
	find_url(call, "css", STYLE, &style);
	buf_addf(&page,
		 "<!DOCTYPE html>\n<!-- Programs: this page is for people. Ask with \"Accept: "
		 "application/json\" for JSON. -->\n<html lang=\"en\">\n<head>\n<meta "
		 "charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
		 "initial-scale=1\">\n<title>stampede API</title>\n<link rel=\"icon\" "
		 "href=\"data:,\">\n<link rel=\"stylesheet\" href=\"%s\">\n<script "
		 "nonce=\"%s\">\n",
		 style.data, nonce);
	add_globals(call, status, body, &page);
	buf_addf(&page,
		 "</script>\n<script %ssrc=\"%s\"></script>\n</head>\n<body>\n<noscript>This page "
		 "needs scripts; <code>curl</code> shows the same as JSON.</noscript>\n</body>\n"
		 "</html>\n",
		 strcmp(script.data, SCRIPT) == 0 ? "type=\"module\" " : "", script.data);
	buf_done(body);
	call_headers(call);
	add_headers(call, nonce, script.data, style.data);
	http_reply(call->request, status, PAGE, &page);
}

/* See cors.h. */
#include "api/cors.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/auto.h"

#define SEPARATORS ", \t\r\n"
#define MAX_AGE 600
#define EXPOSED "ETag, Location, Idempotency-Replayed, Retry-After, X-API-Schemas, X-API-Client-IP"

void cors_done(struct cors *cors)
{
	buf_done(&cors->origins);
}

/* The settings as of now; read again by each thread when one was changed, or could not be read:
 * then those of before hold, and at first none. */
static const struct cors *settings(struct call *call)
{
	struct api_thread *thread = call->thread;
	struct cors *cors = thread ? &thread->cors : NULL;
	unsigned now = atomic_load(&call->api->settings);
	AUTO(buf_done) struct buf origins = {0};
	AUTO(buf_done) struct buf text = {0};
	const struct model *model;
	int64_t max_age;
	int credentials;

	if (!cors || cors->seen == now)
		return cors;
	if (!thread->reader || thread->snapshot != call->snapshot)
		return cors;
	model = call->snapshot->model;
	credentials = reader_setting(thread->reader, model, "api.cors.credentials", &text);
	if (reader_setting(thread->reader, model, "api.cors.origins", &origins) < 0 ||
	    credentials < 0 ||
	    reader_setting_whole(thread->reader, model, "api.cors.max.age.seconds", MAX_AGE,
				 &max_age) < 0)
		return cors;
	buf_done(&cors->origins);
	cors->origins = origins;
	origins = (struct buf){0};
	cors->credentials = credentials && text.len && strcasecmp(text.data, "true") == 0;
	cors->max_age = max_age;
	cors->seen = now;
	return cors;
}

static int lists(const struct cors *cors, const char *origin, size_t len)
{
	const char *at = cors->origins.len ? cors->origins.data : "";

	while (*(at += strspn(at, SEPARATORS))) {
		size_t size = strcspn(at, SEPARATORS), bare = size;

		while (bare && at[bare - 1] == '/')
			bare--;
		if (bare == len && strncasecmp(at, origin, len) == 0)
			return 1;
		at += size;
	}
	return 0;
}

/* The origin of the request when it may: what to name it as in the answer; else NULL. */
static const char *allowed(struct call *call, const struct cors **ret)
{
	const struct cors *cors = settings(call);
	const char *origin;

	if (!cors || !cors->origins.len)
		return NULL;
	origin = http_header(call->request, "Origin");
	*ret = cors;
	if (!origin || !*origin)
		return NULL;
	if (lists(cors, origin, strlen(origin)))
		return origin;
	return lists(cors, "*", 1) ? "*" : NULL;
}

static void add_origin(struct call *call, const struct cors *cors, const char *origin)
{
	http_add_header(call->request, "Access-Control-Allow-Origin", origin);
	/* Never to all: any page could act with what the browser keeps. */
	if (cors->credentials && *origin != '*')
		http_add_header(call->request, "Access-Control-Allow-Credentials", "true");
}

void cors_headers(struct call *call)
{
	const struct cors *cors = NULL;
	const char *origin = allowed(call, &cors);

	/* Whoever asks: a cache may not give one origin's answer, or that of none, to another. */
	if (cors)
		http_add_header(call->request, "Vary", "Origin");
	if (!origin)
		return;
	add_origin(call, cors, origin);
	http_add_header(call->request, "Access-Control-Expose-Headers", EXPOSED);
}

/* What names of headers, and commas, are made of. */
static int are_names(const char *text)
{
	size_t len = strlen(text);

	return len < 1024 && strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
					  "0123456789-_, ") == len;
}

int cors_preflight(struct call *call)
{
	const struct cors *cors = NULL;
	struct buf empty = {0};
	const char *origin, *names;
	char age[24];

	if (strcmp(call->request->method, "OPTIONS") != 0 ||
	    !http_header(call->request, "Access-Control-Request-Method") ||
	    api_thread_ready(call->api, call->thread, call->snapshot, NULL) < 0)
		return 0;
	origin = allowed(call, &cors);
	if (!origin)
		return 0;
	add_origin(call, cors, origin);
	http_add_header(call->request, "Vary", "Origin");
	http_add_header(call->request, "Access-Control-Allow-Methods",
			"GET, HEAD, POST, PUT, DELETE, OPTIONS");
	names = http_header(call->request, "Access-Control-Request-Headers");
	if (names && are_names(names))
		http_add_header(call->request, "Access-Control-Allow-Headers", names);
	snprintf(age, sizeof(age), "%lld", (long long)cors->max_age);
	http_add_header(call->request, "Access-Control-Max-Age", age);
	http_reply(call->request, 204, NULL, &empty);
	return 1;
}

int cors_names(struct call *call, const char *origin)
{
	const struct cors *cors = settings(call);

	return cors && cors->origins.len && strcmp(origin, "*") != 0 &&
	       lists(cors, origin, strlen(origin));
}

/* The api as a whole: its parts, its threads, and what is the same for every request. */
#include "api/api.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "api/admit.h"
#include "api/auth.h"
#include "api/console.h"
#include "api/call.h"
#include "api/content.h"
#include "api/cors.h"
#include "api/defer.h"
#include "api/errors.h"
#include "api/files.h"
#include "api/gzip.h"
#include "api/ids.h"
#include "api/limit.h"
#include "api/login.h"
#include "api/methods.h"
#include "api/registration.h"
#include "api/kept.h"
#include "api/route.h"
#include "api/sessions.h"
#include "api/status.h"
#include "api/subscribe.h"
#include "base/auto.h"
#include "base/id.h"

#define SHOW_REMOVED_MS 300000

static char *copy(const char *text)
{
	char *ret = text ? strdup(text) : NULL;

	if (text && !ret)
		abort();
	return ret;
}

struct api *api_new(struct loop *loop, const struct api_options *options, struct error *err)
{
	struct api *api;

	if (options->base_url && strlen(options->base_url) > 255) {
		error_field(err, ERROR_INVALID, NULL, "base_url", "%s", "the base URL is too long");
		return NULL;
	}
	api = calloc(1, sizeof(*api));
	if (!api)
		abort();
	api->loop = loop;
	api->store = options->store;
	api->engine = options->engine;
	api->script = options->script;
	api->bus = options->bus;
	api->seal = options->seal;
	api->ui_dir = copy(options->ui_dir);
	api->base_url = copy(options->base_url);
	api->upload_dir = copy(options->upload_dir);
	api->scripts_dir = copy(options->scripts_dir);
	content_sweep(api);
	api->no_auth = options->no_auth;
	api->show_removed_ms =
		options->show_removed_ms ? options->show_removed_ms : SHOW_REMOVED_MS;
	pthread_mutex_init(&api->lock, NULL);
	atomic_init(&api->refs, 1);
	atomic_init(&api->auth_generation, 1);
	atomic_init(&api->settings, 1);
	id_random(&api->etag_key, sizeof(api->etag_key));
	api->tickets = tickets_new();
	api->sessions = sessions_new(options->session_file);
	api->limits = limits_new();
	api->trusted = limits_new();
	api->subscribers = subscribers_new(api);
	return api;
}

struct api *api_ref(struct api *api)
{
	atomic_fetch_add_explicit(&api->refs, 1, memory_order_relaxed);
	return api;
}

void api_unref(struct api *api)
{
	if (atomic_fetch_sub_explicit(&api->refs, 1, memory_order_acq_rel) != 1)
		return;
	pthread_mutex_destroy(&api->lock);
	free(api->ui_dir);
	free(api->base_url);
	free(api->upload_dir);
	free(api->scripts_dir);
	free(api);
}

void api_free(struct api *api)
{
	if (!api)
		return;
	defer_close(api);
	api->closed = 1;
	/* They find their list through the api until they are gone. */
	subscribers_free(api->subscribers);
	api->subscribers = NULL;
	consoles_free(api);
	for (int i = 0; i <= API_MAX_THREADS; i++) {
		reader_close(api->threads[i].reader);
		reader_close(api->threads[i].inner);
		snapshot_unref(api->threads[i].snapshot);
		auth_cache_free(api->threads[i].cache);
		cors_done(&api->threads[i].cors);
		gzip_free(api->threads[i].gzip);
		kept_free(api->threads[i].kept);
	}
	snapshot_unref(STEAL(api->snapshot));
	externals_unref(STEAL(api->externals));
	tickets_free(STEAL(api->tickets));
	sessions_free(STEAL(api->sessions));
	limits_free(STEAL(api->limits));
	limits_free(STEAL(api->trusted));
	api_unref(api);
}

int api_set_model(struct api *api, struct model *model, struct lifecycles *lifecycles,
		  struct error *err)
{
	struct snapshot *fresh = snapshot_new(model, lifecycles, ++api->serial, err), *old;

	if (!fresh)
		return -1;
	subscribers_flush(api->subscribers);
	pthread_mutex_lock(&api->lock);
	old = api->snapshot;
	api->snapshot = fresh;
	pthread_mutex_unlock(&api->lock);
	snapshot_unref(old);
	return 0;
}

void api_set_externals(struct api *api, struct externals *externals)
{
	struct externals *old;

	pthread_mutex_lock(&api->lock);
	old = api->externals;
	api->externals = externals_ref(externals);
	pthread_mutex_unlock(&api->lock);
	externals_unref(old);
}

struct externals *api_externals(struct api *api)
{
	struct externals *externals;

	pthread_mutex_lock(&api->lock);
	externals = externals_ref(api->externals);
	pthread_mutex_unlock(&api->lock);
	return externals;
}

struct snapshot *api_snapshot(struct api *api)
{
	struct snapshot *snapshot;

	pthread_mutex_lock(&api->lock);
	snapshot = api->snapshot ? snapshot_ref(api->snapshot) : NULL;
	pthread_mutex_unlock(&api->lock);
	return snapshot;
}

void api_on_verb(struct api *api, const char *type, api_verb_fn verb, void *arg)
{
	api->verb_type = type;
	api->verb_fn = verb;
	api->verb_arg = arg;
}

void api_on_agent(struct api *api, void (*fn)(void *arg, int64_t agent_id, struct ws *ws),
		  void *arg)
{
	api->agent_fn = fn;
	api->agent_arg = arg;
}

/* States in which an account or a key is not, or no longer, good for signing in. */
static int is_losing_access(const char *state)
{
	static const char *const states[] = {"deactivating", "inactive", "removing", "removed",
					     "purging",      "purged",   NULL};

	for (int i = 0; state && states[i]; i++)
		if (strcmp(states[i], state) == 0)
			return 1;
	return 0;
}

/* A key or an account changed: who signed in with it must do so again. */
static void forget_access(struct api *api, const struct type *type, int64_t id, int64_t account_id,
			  const char *state)
{
	struct api_thread *thread = &api->threads[API_MAX_THREADS];
	struct row row;

	atomic_fetch_add_explicit(&api->auth_generation, 1, memory_order_release);
	if (!is_losing_access(state))
		return;
	if (strcmp(type->name, "account") == 0)
		account_id = id;
	else if (!account_id && api_thread_ready(api, thread, api->snapshot, NULL) == 0 &&
		 reader_get(thread->inner, type, id, &row, NULL) == 0)
		account_id = row.account_id;
	if (account_id) {
		subscribers_drop(api->subscribers, account_id, 0);
		consoles_drop(api, account_id, 0);
	}
}

void api_changed(struct api *api, const struct type *type, int64_t id, int64_t account_id,
		 const char *state)
{
	const char *base = type->base->name;

	/* The engine may be a reload ahead or behind. */
	type = api->snapshot ? model_type(api->snapshot->model, base) : NULL;
	if (!type)
		return;
	if (strcmp(base, "account") == 0 || strcmp(base, "credential") == 0)
		forget_access(api, type, id, account_id, state);
	else if (strcmp(base, "setting") == 0)
		atomic_fetch_add(&api->settings, 1);
	content_changed(api, base, id, state);
	subscribers_changed(api->subscribers, type, id);
}

int api_thread_ready(struct api *api, struct api_thread *thread, struct snapshot *snapshot,
		     struct error *err)
{
	if (!thread->cache)
		thread->cache = auth_cache_new();
	if (thread->reader && thread->inner && thread->snapshot == snapshot)
		return 0;
	/* Statements are kept by type: the readers know only the types they were opened with. */
	reader_close(STEAL(thread->reader));
	reader_close(STEAL(thread->inner));
	kept_free(STEAL(thread->kept));
	snapshot_unref(STEAL(thread->snapshot));
	thread->reader = reader_open(api->store, err);
	if (!thread->reader)
		return -1;
	thread->inner = reader_open(api->store, err);
	if (!thread->inner) {
		reader_close(STEAL(thread->reader));
		return -1;
	}
	thread->snapshot = snapshot_ref(snapshot);
	/* The loop's own page never rests. */
	if (thread != &api->threads[API_MAX_THREADS])
		reader_hold(thread->reader);
	return 0;
}

/* --- One request ------------------------------------------------------------------------ */

void call_actor(const struct call *call, char *ret, size_t size)
{
	snprintf(ret, size, "1a%lld from %s", (long long)call->who.account_id, call->request->peer);
}

/* What a host name, an address in brackets and a port are made of. */
static int is_host(const char *host)
{
	size_t len = strlen(host);

	if (len == 0 || len > 255)
		return 0;
	for (size_t i = 0; i < len; i++)
		if (!isalnum((unsigned char)host[i]) && !strchr(".-_:[]%", host[i]))
			return 0;
	return 1;
}

/* Over TLS to us, or to a proxy on this machine, which says so. */
static int came_secure(const struct call *call)
{
	const char *proto;

	if (call->request->is_tls)
		return 1;
	if (!limits_is_local(call->request->peer))
		return 0;
	proto = http_header(call->request, "X-Forwarded-Proto");
	return proto && strcasecmp(proto, "https") == 0;
}

int call_base(struct call *call, struct error *err)
{
	const char *host = http_header(call->request, "Host");
	const char *scheme = "http://";
	int len;

	call->is_secure = came_secure(call);
	if (call->is_secure)
		scheme = "https://";
	if (call->api->base_url) {
		len = snprintf(call->base, sizeof(call->base), "%s", call->api->base_url);
		while (len && call->base[len - 1] == '/')
			call->base[--len] = 0;
	} else {
		if (host && !is_host(host))
			return error_field(err, ERROR_INVALID, "Bad Request", NULL, "%s",
					   "the Host header is no host name");
		/* At most 8 and 255 bytes. */
		len = (int)strlen(scheme);
		memcpy(call->base, scheme, (size_t)len + 1);
		host = host ? host : "localhost";
		memcpy(call->base + len, host, strlen(host) + 1);
		len += (int)strlen(host);
	}
	for (int i = 0; i < len; i++)
		if (call->base[i] >= 'A' && call->base[i] <= 'Z')
			call->base[i] += 'a' - 'A';
	call->base_len = (size_t)len;
	return 0;
}

int call_base_override(struct call *call, struct error *err)
{
	const char *url = http_header(call->request, "X-API-request-url"), *host, *end;
	char name[256];
	size_t len;

	if (!url || !*url)
		return 0;
	host = strncasecmp(url, "http://", 7) == 0    ? url + 7
	       : strncasecmp(url, "https://", 8) == 0 ? url + 8
						      : NULL;
	len = host ? strcspn(host, "/?#") : 0;
	snprintf(name, sizeof(name), "%.*s", (int)len, host ? host : "");
	/* A proxy may have it below a path of its own. */
	end = host ? strcasestr(host + len, "/v1") : NULL;
	if (end && end[3] && !strchr("/?#", end[3]))
		end = NULL;
	if (host && !end)
		end = host + len;
	if (len >= sizeof(name) || !is_host(name) ||
	    (size_t)(end - url) >= sizeof(call->base) - sizeof("/v1/schemas"))
		return error_field(err, ERROR_INVALID, "Bad Request", NULL, "%s",
				   "X-API-request-url is no URL of http or https");
	for (const char *c = host + len; c < end; c++)
		if (!isalnum((unsigned char)*c) && !strchr("/-._~", *c))
			return error_field(err, ERROR_INVALID, "Bad Request", NULL, "%s",
					   "X-API-request-url has a path that no proxy gives");
	call->base_len = (size_t)(end - url);
	for (size_t i = 0; i < call->base_len; i++)
		call->base[i] = (char)tolower((unsigned char)url[i]);
	call->base[call->base_len] = 0;
	return 0;
}

int call_query(const struct call *call, const char *name, struct buf *ret)
{
	const char *cursor = call->request->query;
	AUTO(buf_done) struct buf key = {0};
	int found;

	if (!*cursor || !strstr(cursor, name))
		return 0;
	while ((found = http_query_next(&cursor, &key, ret)))
		if (key.len && strcmp(key.data, name) == 0)
			break;
	if (!found)
		buf_clear(ret);
	return found;
}

static int path_is_below(const char *path, const char *prefix)
{
	size_t len = strlen(prefix);

	return strncmp(path, prefix, len) == 0 && (path[len] == 0 || path[len] == '/');
}

void api_set_http(struct api *api, struct http_server *http)
{
	api->http = http;
}

static void answer(struct call *call, const char *path)
{
	struct error err;

	int is_metrics = strcmp(path, "/metrics") == 0;

	if (cors_preflight(call) || registration_script(call, path) || login_route(call, path) ||
	    (is_metrics && status_loopback(call)) || admit(call, path) < 0)
		return;
	if (!call->method && strcmp(call->request->method, "OPTIONS") == 0) {
		methods_answer(call);
	} else if (is_metrics) {
		status_metrics(call);
	} else if (strcmp(path, "/") == 0) {
		if (call->method == METHOD_GET)
			route_root(call);
		else
			errors_status(call, 405);
	} else if (path_is_below(path, "/v1")) {
		route_resource(call, path + 3);
	} else {
		errors_set(&err, "UnsupportedVersion", NULL);
		errors_reply(call, &err);
	}
}

static int wants_html(struct http_request *request)
{
	const char *accept = http_header(request, "Accept");

	return accept && strcasestr(accept, "text/html") != NULL;
}

/* Files of the page: `/` for a browser, /static, and whatever lies beside index.html. */
static int answer_file(struct call *call, const char *path)
{
	const char *ui_dir = call->api->ui_dir;

	if (strcmp(path, "/") == 0)
		return wants_html(call->request) && files_serve(call, ui_dir, "index.html", 0);
	if (path_is_below(path, "/static")) {
		if (files_serve(call, ui_dir, path + strlen("/static"), 1))
			return 1;
		errors_status(call, 404);
		return 1;
	}
	return !path_is_below(path, "/v1") && files_serve(call, ui_dir, path, 0);
}

static void handle(void *self, struct http_request *request)
{
	struct api *api = self;
	struct call call = {.api = api, .request = request};
	const char *path = request->path;

	/* Slashes may be doubled: clients join URLs carelessly. */
	while (path[0] == '/' && path[1] == '/')
		path++;
	if (strcmp(path, "/ping") == 0) {
		http_reply_static(request, 200, "text/plain; charset=utf-8", "pong", 4);
		return;
	}
	call.thread = &api->threads[request->thread % API_MAX_THREADS];
	call.snapshot = api_snapshot(api);
	if (strcmp(path, "/healthcheck") == 0)
		status_health(&call);
	else if (answer_file(&call, path))
		;
	else if (!call.snapshot)
		errors_status(&call, 503);
	else
		answer(&call, path);
	snapshot_unref(call.snapshot);
}

/* Uploads come in pieces; who sends one is asked for its key before the first. */
static int wants_body(void *self, struct http_request *request)
{
	struct api *api = self;
	struct call call = {.api = api, .request = request};
	int takes = 0;

	if (strcmp(request->method, "PUT") != 0 || !content_is_path(request->path))
		return 0;
	call.thread = &api->threads[request->thread % API_MAX_THREADS];
	call.snapshot = api_snapshot(api);
	if (!call.snapshot)
		errors_status(&call, 503);
	else if (admit(&call, request->path) == 0)
		takes = content_begin(&call);
	snapshot_unref(call.snapshot);
	return takes;
}

static int body(void *self, struct http_request *request, const char *data, size_t len)
{
	(void)self;
	return content_piece(request, data, len);
}

/* Refused for its form, before anybody was asked for a key. */
static void refuse(void *self, struct http_request *request, int status)
{
	struct api *api = self;
	struct call call = {.api = api, .request = request};

	if (call_base(&call, NULL) < 0)
		call.base_len = 0;
	errors_status(&call, status);
}

static void resumed(void *self, struct http_request *request)
{
	(void)self;
	defer_resumed(request);
}

static void end(void *self, struct http_request *request)
{
	(void)self;
	content_end(request);
	defer_end(request);
}

static void rest(void *self, int thread)
{
	struct api *api = self;
	struct reader *reader = api->threads[thread % API_MAX_THREADS].reader;

	if (reader)
		reader_rest(reader);
}

void api_handler(struct api *api, struct http_handler *ret)
{
	*ret = (struct http_handler){.handle = handle,
				     .resumed = resumed,
				     .end = end,
				     .rest = rest,
				     .wants_body = wants_body,
				     .body = body,
				     .refuse = refuse,
				     .self = api};
}

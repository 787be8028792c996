/*
 * Calls wait on one list until the version is known and, for starts, until fewer than four
 * are under way. An answer leaves the list before its `done` is called, so `done` may start
 * and cancel calls as it likes.
 */
#include "host/docker.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/log.h"
#include "host/docker_parts.h"

#define MAX_STARTS 4
#define CALL_TIMEOUT 60000
#define VERSION_TIMEOUT 10000
#define MAX_LINE (1024 * 1024)
/* The newest version whose answers we know, and the oldest that has all we use. */
#define NEWEST 47
#define OLDEST 24

struct docker {
	struct loop *loop;
	struct http_client *client;
	char name[300]; /* "unix:///run/docker.sock" */
	const char *unix_socket; /* into name, or NULL */
	char base[300]; /* "http://docker" */
	int version; /* minor number in use, 0: not known */
	struct http_call *asking; /* GET /version under way */
	unsigned round; /* counts negotiations */
	struct docker_call *calls, **last;
	int starts;
	struct docker_events *events;
};

static void pump(struct docker *docker);

struct docker *docker_new(struct loop *loop, struct http_client *client, const char *socket,
			  struct error *err)
{
	AUTO(free) struct docker *docker = calloc(1, sizeof(*docker));
	int len;

	if (!docker)
		abort();
	docker->loop = loop;
	docker->client = client;
	docker->last = &docker->calls;
	if (strncmp(socket, "tcp://", 6) == 0) {
		len = snprintf(docker->name, sizeof(docker->name), "%s", socket);
		snprintf(docker->base, sizeof(docker->base), "http://%s", socket + 6);
	} else {
		if (strncmp(socket, "unix://", 7) == 0)
			socket += 7;
		if (*socket != '/') {
			error_field(
				err, ERROR_INVALID, NULL, "docker",
				"'%s' is no Docker socket: want unix:///PATH or tcp://HOST:PORT",
				socket);
			return NULL;
		}
		len = snprintf(docker->name, sizeof(docker->name), "unix://%s", socket);
		docker->unix_socket = docker->name + 7;
		snprintf(docker->base, sizeof(docker->base), "http://docker");
	}
	if (len >= (int)sizeof(docker->name)) {
		error_field(err, ERROR_INVALID, NULL, "docker", "the socket's path is too long");
		return NULL;
	}
	return STEAL(docker);
}

const char *docker_socket(const struct docker *docker)
{
	return docker->name;
}

static void unlist(struct docker_call *call)
{
	if (!call->link)
		return;
	*call->link = call->next;
	if (call->next)
		call->next->link = call->link;
	else
		call->docker->last = call->link;
	call->link = NULL;
}

static void call_free(struct docker_call *call)
{
	unlist(call);
	timer_cancel(call->late);
	if (call->stream)
		call->stream_free(call->stream);
	buf_done(&call->body);
	free(call->method);
	free(call->path);
	free(call->auth);
	free(call);
}

void docker_free(struct docker *docker)
{
	if (!docker)
		return;
	docker_events_free(docker->events);
	while (docker->calls) {
		if (docker->calls->http)
			http_call_cancel(docker->calls->http);
		call_free(docker->calls);
	}
	if (docker->asking)
		http_call_cancel(docker->asking);
	free(docker);
}

/* Ends a call that is off the wire. */
static void finish(struct docker_call *call, int rc, const struct docker_answer *answer,
		   const struct error *err)
{
	struct docker *docker = call->docker;
	struct error own = rc < 0 ? *err : (struct error){0};

	unlist(call);
	if (call->is_start && call->sent)
		docker->starts--;
	if (call->stream_end)
		rc = call->stream_end(call->stream, rc, &own);
	/* Pump first: `done` may free the engine. */
	if (call->is_start)
		pump(docker);
	call->done(call->arg, rc, rc < 0 ? NULL : answer, &own);
	call_free(call);
}

/* The text of {"message": ...}, or the body itself when it is short text. */
static void message_of(struct span body, struct buf *ret)
{
	if (body.len && json_check(body.at, body.len, JSON_MAX_DEPTH, NULL) == 0 &&
	    json_string(json_get(body, "message"), ret) == 0 && ret->len)
		return;
	buf_clear(ret);
	for (size_t i = 0; i < body.len && i < 200; i++)
		buf_addc(ret, isprint((unsigned char)body.at[i]) ? body.at[i] : ' ');
	if (!ret->len)
		buf_adds(ret, "no reason given");
}

static int status_error(struct docker_call *call, const struct http_answer *answer,
			struct error *err)
{
	AUTO(buf_done) struct buf message = {0};
	enum error_code code = ERROR_INTERNAL;

	message_of(answer->body, &message);
	switch (answer->status) {
	case 400:
		code = ERROR_INVALID;
		/* The engine was exchanged for an older one behind our back. */
		if (strstr(message.data, "client version")) {
			call->docker->version = 0;
			code = ERROR_UNAVAILABLE;
		}
		break;
	case 401:
	case 403:
		code = ERROR_DENIED;
		break;
	case 404:
		code = ERROR_NOT_FOUND;
		break;
	case 409:
		code = ERROR_CONFLICT;
		break;
	case 503:
		code = ERROR_UNAVAILABLE;
		break;
	}
	return error_field(err, code, NULL, "docker", "docker: %s", message.data);
}

static void on_answer(void *arg, int rc, const struct http_answer *answer, const struct error *err)
{
	struct docker_call *call = arg;
	struct docker_answer ours;
	struct error own;

	call->http = NULL;
	if (rc < 0) {
		own = *err;
		if (own.code == ERROR_UNAVAILABLE)
			call->docker->version = 0;
		error_wrap(&own, "docker");
		finish(call, -1, NULL, &own);
		return;
	}
	if (answer->status >= 400) {
		status_error(call, answer, &own);
		finish(call, -1, NULL, &own);
		return;
	}
	ours.status = answer->status;
	ours.body = answer->body;
	ours.is_json = answer->content_type && strstr(answer->content_type, "json") &&
		       answer->body.len > 0;
	if (ours.is_json &&
	    json_check(answer->body.at, answer->body.len, JSON_MAX_DEPTH, &own) < 0) {
		error_set(&own, ERROR_INTERNAL, "docker: the answer to %s is no JSON",
			  call->method);
		finish(call, -1, NULL, &own);
		return;
	}
	finish(call, 0, &ours, NULL);
}

static void transmit(struct docker_call *call)
{
	struct docker *docker = call->docker;
	AUTO(buf_done) struct buf url = {0}, auth = {0};
	const char *headers[4] = {0};
	struct http_call_options options;
	int at = 0;

	buf_addf(&url, "%s/v1.%d%s", docker->base, docker->version, call->path);
	if (call->body.len)
		headers[at++] = "Content-Type: application/json";
	if (call->auth) {
		buf_addf(&auth, "X-Registry-Auth: %s", call->auth);
		headers[at++] = auth.data;
	}
	memset(&options, 0, sizeof(options));
	options.method = call->method;
	options.url = url.data;
	options.unix_socket = docker->unix_socket;
	options.headers = headers;
	options.body.at = call->body.data;
	options.body.len = call->body.len;
	options.timeout = call->timeout;
	options.idle_timeout = call->idle_timeout;
	options.on_data = call->on_data;
	options.on_data_arg = call->stream;
	options.max_body = call->on_data ? SIZE_MAX / 2 : 0;
	call->sent = 1;
	if (call->is_start)
		docker->starts++;
	call->http = http_call(docker->client, &options, on_answer, call);
}

/* "1.41" to 41; 0 when it is nothing like that. */
static int minor_of(struct span body, const char *key)
{
	AUTO(buf_done) struct buf text = {0};

	if (json_string(json_get(body, key), &text) < 0 || !text.data ||
	    strncmp(text.data, "1.", 2) != 0)
		return 0;
	return atoi(text.data + 2);
}

static int negotiate(struct docker *docker, const struct http_answer *answer, struct error *err)
{
	int newest, oldest;

	if (answer->status != 200 ||
	    json_check(answer->body.at, answer->body.len, JSON_MAX_DEPTH, NULL) < 0)
		return error_field(err, ERROR_UNAVAILABLE, NULL, "docker",
				   "what answers at %s is no Docker engine (status %d)",
				   docker->name, answer->status);
	newest = minor_of(answer->body, "ApiVersion");
	oldest = minor_of(answer->body, "MinAPIVersion");
	if (newest < OLDEST || oldest > NEWEST)
		return error_field(err, ERROR_UNSUPPORTED, NULL, "docker",
				   "the Docker engine speaks API 1.%d to 1.%d, wanted 1.%d to 1.%d",
				   oldest, newest, OLDEST, NEWEST);
	docker->version = newest < NEWEST ? newest : NEWEST;
	log_debug("docker", "API version agreed", "socket=%s version=1.%d", docker->name,
		  docker->version);
	return 0;
}

/* All calls that waited for this negotiation; those that `done` adds wait for the next. */
static void refuse_waiting(struct docker *docker, unsigned round, const struct error *err)
{
	struct docker_call *call = docker->calls;
	struct error own = *err;

	while (call) {
		struct docker_call *next = call->next;

		if (!call->sent && !call->late && call->round <= round)
			docker_refuse(call, &own);
		call = next;
	}
}

static void on_version(void *arg, int rc, const struct http_answer *answer, const struct error *err)
{
	struct docker *docker = arg;
	struct error own;

	docker->asking = NULL;
	if (rc < 0) {
		own = *err;
		error_wrap(&own, "docker at %s", docker->name);
		/* A refused connection and a slow engine are both "away" to who waits. */
		own.code = ERROR_UNAVAILABLE;
		snprintf(own.field, sizeof(own.field), "docker");
	} else {
		rc = negotiate(docker, answer, &own);
	}
	if (rc < 0)
		refuse_waiting(docker, docker->round, &own);
	docker->round++;
	pump(docker);
}

static void ask_version(struct docker *docker)
{
	struct http_call_options options;
	char url[320];

	memset(&options, 0, sizeof(options));
	snprintf(url, sizeof(url), "%s/version", docker->base);
	options.method = "GET";
	options.url = url;
	options.unix_socket = docker->unix_socket;
	options.timeout = VERSION_TIMEOUT;
	docker->asking = http_call(docker->client, &options, on_version, docker);
}

/* Sends what may be sent. */
static void pump(struct docker *docker)
{
	struct docker_call *call = docker->calls;

	if (docker->asking)
		return;
	while (call) {
		struct docker_call *next = call->next;

		if (!call->sent && !call->late) {
			if (!docker->version) {
				ask_version(docker);
				return;
			}
			if (!call->is_start || docker->starts < MAX_STARTS)
				transmit(call);
		}
		call = next;
	}
}

/* POST /containers/ID/start, and nothing that only looks like it. */
static int is_start(const char *method, const char *path)
{
	static const char head[] = "/containers/";
	const char *id = path + sizeof(head) - 1, *end;

	if (strcmp(method, "POST") != 0 || strncmp(path, head, sizeof(head) - 1) != 0)
		return 0;
	end = strchr(id, '/');
	return end && end > id && strncmp(end, "/start", 6) == 0 &&
	       (end[6] == '\0' || end[6] == '?');
}

struct docker_call *docker_call_new(struct docker *docker, const char *method, const char *path)
{
	struct docker_call *call = calloc(1, sizeof(*call));

	if (!call)
		abort();
	call->docker = docker;
	call->method = strdup(method);
	call->path = strdup(path);
	if (!call->method || !call->path)
		abort();
	call->timeout = CALL_TIMEOUT;
	call->is_start = (char)is_start(method, path);
	call->link = docker->last;
	*docker->last = call;
	docker->last = &call->next;
	return call;
}

void docker_send(struct docker_call *call)
{
	/* One that comes while a version is asked for shares its fate. */
	call->round = call->docker->round;
	pump(call->docker);
}

static void on_late(void *arg)
{
	struct docker_call *call = arg;

	call->late = NULL;
	finish(call, -1, NULL, &call->refused);
}

void docker_refuse(struct docker_call *call, const struct error *err)
{
	call->refused = *err;
	call->late = loop_after(call->docker->loop, 0, on_late, call);
}

struct docker_call *docker_call(struct docker *docker, const struct docker_request *request,
				void (*done)(void *arg, int rc, const struct docker_answer *answer,
					     const struct error *err),
				void *arg)
{
	struct docker_call *call = docker_call_new(docker, request->method, request->path);
	struct error err;

	call->done = done;
	call->arg = arg;
	if (request->timeout > 0)
		call->timeout = request->timeout;
	if (request->auth && !(call->auth = strdup(request->auth)))
		abort();
	if (request->body.len)
		buf_add(&call->body, request->body.at, request->body.len);
	/* The path goes onto the request line as it is. */
	if (request->path[0] != '/' || strpbrk(request->path, " \r\n\t#")) {
		error_field(&err, ERROR_INVALID, NULL, "path",
			    "'%.100s' is no path of Docker's API", request->path);
		docker_refuse(call, &err);
		return call;
	}
	docker_send(call);
	return call;
}

void docker_cancel(struct docker_call *call)
{
	struct docker *docker;
	int was_start;

	if (!call)
		return;
	docker = call->docker;
	was_start = call->is_start && call->sent;
	if (call->http)
		http_call_cancel(call->http);
	if (was_start)
		docker->starts--;
	call_free(call);
	if (was_start)
		pump(docker);
}

void docker_listen(struct docker *docker, const struct docker_listener *listener)
{
	docker_events_free(docker->events);
	docker->events = listener ? docker_events_new(docker, docker->loop, listener) : NULL;
}

int docker_lines(struct buf *pending, const char *data, size_t len,
		 int (*line)(void *arg, struct span json), void *arg)
{
	const char *start, *newline;
	size_t used;

	buf_add(pending, data, len);
	start = pending->data;
	while ((newline = memchr(start, '\n', pending->len - (size_t)(start - pending->data)))) {
		struct span json = {start, (size_t)(newline - start)};

		while (json.len && (json.at[json.len - 1] == '\r' || json.at[json.len - 1] == ' '))
			json.len--;
		if (json.len && (json_check(json.at, json.len, JSON_MAX_DEPTH, NULL) < 0 ||
				 line(arg, json) < 0))
			return -1;
		start = newline + 1;
	}
	used = (size_t)(start - pending->data);
	memmove(pending->data, start, pending->len - used);
	pending->len -= used;
	return pending->len > MAX_LINE ? -1 : 0;
}

void docker_add_escaped(struct buf *buf, const char *text)
{
	for (; *text; text++) {
		if (isalnum((unsigned char)*text) || strchr("-._~", *text))
			buf_addc(buf, *text);
		else
			buf_addf(buf, "%%%02X", (unsigned)(unsigned char)*text);
	}
}

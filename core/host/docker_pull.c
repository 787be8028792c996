/*
 * Pulling: Docker answers 200 with the first byte and then tells, line by line, what each
 * layer does; what went wrong comes as a line too. Percent is the mean over the layers seen,
 * download counting for 70 of 100, and never goes back when a new layer shows up.
 */
#include <ctype.h>
#include <nettle/base64.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "host/docker_parts.h"

#define PULL_IDLE 300000
#define MAX_LAYERS 256
#define MIN_INTERVAL 200

struct layer {
	char id[16];
	int percent;
};

struct pull {
	struct buf pending;
	struct layer layers[MAX_LAYERS];
	int count, percent;
	int64_t told; /* when progress was last said */
	char message[160];
	struct error err; /* code NONE: none so far */
	void (*progress)(void *arg, int percent, const char *message);
	void *arg;
};

static void pull_free(void *stream)
{
	struct pull *pull = stream;

	buf_done(&pull->pending);
	free(pull);
}

static void text_of(struct span json, const char *key, char *ret, size_t size)
{
	AUTO(buf_done) struct buf text = {0};

	ret[0] = '\0';
	if (json_string(json_path(json, key), &text) == 0 && text.data)
		snprintf(ret, size, "%s", text.data);
}

static void note_layer(struct pull *pull, const char *id, const char *status, struct span detail)
{
	int64_t current = 0, total = 0;
	struct layer *layer = NULL;
	int percent = 0, sum = 0;

	for (int i = 0; i < pull->count && !layer; i++) {
		if (strcmp(pull->layers[i].id, id) == 0)
			layer = &pull->layers[i];
	}
	if (!layer) {
		if (pull->count == MAX_LAYERS)
			return;
		layer = &pull->layers[pull->count++];
		snprintf(layer->id, sizeof(layer->id), "%s", id);
	}
	json_int(json_get(detail, "current"), &current);
	json_int(json_get(detail, "total"), &total);
	if (total > 0 && current > 0 && current <= total)
		percent = (int)(current * 100 / total);
	if (strncmp(status, "Downloading", 11) == 0)
		percent = percent * 70 / 100;
	else if (strncmp(status, "Extracting", 10) == 0)
		percent = 70 + percent * 30 / 100;
	else if (strncmp(status, "Verifying", 9) == 0 || strncmp(status, "Download c", 10) == 0)
		percent = 70;
	else if (strncmp(status, "Pull complete", 13) == 0 ||
		 strncmp(status, "Already exists", 14) == 0)
		percent = 100;
	if (percent > layer->percent)
		layer->percent = percent;
	for (int i = 0; i < pull->count; i++)
		sum += pull->layers[i].percent;
	/* 100 is for `done`. */
	percent = sum / pull->count;
	if (percent > 99)
		percent = 99;
	if (percent > pull->percent)
		pull->percent = percent;
}

static int on_line(void *arg, struct span json)
{
	struct pull *pull = arg;
	AUTO(buf_done) struct buf text = {0};
	struct span detail = json_get(json, "progressDetail");
	char status[128], id[32];
	int64_t now, total = 0, current = 0;
	int before = pull->percent;

	if (json_string(json_path(json, "errorDetail.message"), &text) == 0 ||
	    json_string(json_get(json, "error"), &text) == 0) {
		error_field(&pull->err, ERROR_INTERNAL, NULL, "docker", "docker: %s",
			    text.len ? text.data : "the pull failed");
		return -1;
	}
	text_of(json, "status", status, sizeof(status));
	text_of(json, "id", id, sizeof(id));
	if (json_is_object(detail) && strlen(id) == 12)
		note_layer(pull, id, status, detail);
	json_int(json_get(detail, "current"), &current);
	json_int(json_get(detail, "total"), &total);
	if (total >= 1000000)
		snprintf(pull->message, sizeof(pull->message), "%s %.1f of %.1f MB", status,
			 (double)current / 1e6, (double)total / 1e6);
	else
		snprintf(pull->message, sizeof(pull->message), "%s", status);
	now = clock_mono();
	if (pull->progress && (pull->percent > before || now - pull->told >= MIN_INTERVAL)) {
		pull->told = now;
		pull->progress(pull->arg, pull->percent, pull->message);
	}
	return 0;
}

static int on_data(void *arg, const char *data, size_t len)
{
	struct pull *pull = arg;

	if (docker_lines(&pull->pending, data, len, on_line, pull) == 0)
		return 0;
	if (pull->err.code == ERROR_NONE)
		error_field(&pull->err, ERROR_INTERNAL, NULL, "docker",
			    "docker: the progress of the pull is no JSON");
	return -1;
}

static int pull_end(void *stream, int rc, struct error *err)
{
	struct pull *pull = stream;

	if (pull->err.code == ERROR_NONE)
		return rc;
	*err = pull->err;
	return -1;
}

int docker_reference(const char *reference, struct buf *name, struct buf *tag, struct error *err)
{
	const char *slash, *colon, *at;

	if (!isalnum((unsigned char)*reference) || strlen(reference) > 512)
		return error_field(err, ERROR_INVALID, NULL, "image",
				   "'%.100s' is no image reference", reference);
	for (at = reference; *at; at++) {
		if (!isalnum((unsigned char)*at) && !strchr("._-/:@", *at))
			return error_field(err, ERROR_INVALID, NULL, "image",
					   "'%.100s' is no image reference", reference);
	}
	at = strchr(reference, '@');
	slash = strrchr(reference, '/');
	/* A colon before the last slash is a registry's port. */
	colon = at ? NULL : strrchr(slash ? slash : reference, ':');
	if (at)
		colon = at;
	if (colon && !colon[1])
		return error_field(err, ERROR_INVALID, NULL, "image", "'%.100s' has an empty tag",
				   reference);
	buf_add(name, reference, colon ? (size_t)(colon - reference) : strlen(reference));
	buf_adds(tag, colon ? colon + 1 : "latest");
	return 0;
}

/* Base64 with the URL alphabet, as Docker wants it. The caller frees it. */
static char *encode_auth(struct span credentials)
{
	size_t len = BASE64_ENCODE_RAW_LENGTH(credentials.len);
	char *text = malloc(len + 1);

	if (!text)
		abort();
	base64_encode_raw(text, credentials.len, (const uint8_t *)credentials.at);
	text[len] = '\0';
	for (char *c = text; *c; c++) {
		if (*c == '+')
			*c = '-';
		else if (*c == '/')
			*c = '_';
	}
	return text;
}

struct docker_call *docker_pull(struct docker *docker, const char *reference,
				struct span credentials,
				void (*progress)(void *arg, int percent, const char *message),
				void (*done)(void *arg, int rc, const struct docker_answer *answer,
					     const struct error *err),
				void *arg)
{
	AUTO(buf_done) struct buf name = {0}, tag = {0}, path = {0};
	struct docker_call *call;
	struct pull *pull;
	struct error err = {0};

	if (credentials.len > 64 * 1024)
		error_field(&err, ERROR_INVALID, NULL, "auth", "registry credentials are too long");
	else if (docker_reference(reference, &name, &tag, &err) == 0) {
		buf_adds(&path, "/images/create?fromImage=");
		docker_add_escaped(&path, name.data);
		buf_adds(&path, "&tag=");
		docker_add_escaped(&path, tag.data);
	}
	call = docker_call_new(docker, "POST", path.len ? path.data : "/");
	call->done = done;
	call->arg = arg;
	if (err.code != ERROR_NONE) {
		docker_refuse(call, &err);
		return call;
	}
	pull = calloc(1, sizeof(*pull));
	if (!pull)
		abort();
	pull->progress = progress;
	pull->arg = arg;
	call->stream = pull;
	call->stream_free = pull_free;
	call->stream_end = pull_end;
	call->on_data = on_data;
	call->timeout = 0;
	call->idle_timeout = PULL_IDLE;
	if (credentials.len)
		call->auth = encode_auth(credentials);
	docker_send(call);
	return call;
}

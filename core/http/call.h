/*
 * One request of the HTTP client and what its parts share: client.c drives libcurl on the loop,
 * call.c sets a transfer up and reads its outcome, call_file.c reads file:// without libcurl,
 * which would read the whole file in one go. Private to core/http/. Loop thread only.
 */
#ifndef HTTP_CALL_H
#define HTTP_CALL_H

#include "http/client.h"
#include "http/curl_lib.h"

struct call_file;

struct http_call {
	struct http_client *client;
	struct loop *loop;
	struct http_call *prev, *next; /* the client's list of all calls */
	CURL *easy; /* NULL for file:// */
	struct call_file *file; /* NULL for the rest */
	struct curl_slist *headers;
	char *url;
	char target[160]; /* who it talks to, for people: no secrets */
	char detail[CURL_ERROR_SIZE]; /* libcurl's own words */
	struct buf body; /* of the answer, unless on_data takes it */
	struct buf head; /* of the last answer, when it is kept */
	int keep_head;
	size_t max_body, taken;
	curl_off_t moved; /* bytes either way, when last looked */
	int64_t idle_timeout, last_byte; /* ms, loop time */
	struct timer *idle;
	int (*on_data)(void *arg, const char *data, size_t len);
	void *on_data_arg;
	void (*done)(void *arg, int rc, const struct http_answer *answer, const struct error *err);
	void *arg;
	int is_begun; /* handed to libcurl, or its file opened */
	int is_added; /* known to the multi handle */
	int is_cancelled; /* to be freed without a word */
	int is_done; /* done is being called */
	int is_paused, wants_more; /* on_data asked for a break; http_call_continue ended it */
	int is_complete; /* a file was read to its end */
	int has_failed; /* why is filled */
	struct error why; /* what stopped it, when it was not libcurl */
};

/* Fills the call from the options; a mistake in them is kept in call->why. (call.c) */
void call_prepare(struct http_call *call, const struct http_call_options *options);

/* Passes or keeps bytes of the body: 0, or -1 once it has failed. (call.c) */
int call_take(struct http_call *call, const char *data, size_t len, int is_success);

/* Why a transfer failed, in our words. (call.c) */
void call_explain(const struct http_call *call, CURLcode code, struct error *err);

/*
 * Around anything that may call on_data outside of libcurl: what the callee asks for waits until
 * client_leave, which also ends calls that are complete or have failed. (client.c)
 */
void client_enter(struct http_client *client);
void client_leave(struct http_client *client);

/* A call of this client waits to be looked at by the coming client_leave. (client.c) */
void client_touch(struct http_client *client);

/* Marks a call as failed by us, first reason wins. Returns -1. */
int call_fail(struct http_call *call, enum error_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Opens the file and begins to read; -1 with call->why filled. (call_file.c) */
int call_file_start(struct http_call *call, struct loop *loop);

/* Reads on after a break. */
void call_file_continue(struct http_call *call);

/* Lets go of the file; a read under way ends on its own. NULL-safe. */
void call_file_free(struct call_file *file);

#endif

/*
 * A transfer's options, its callbacks, and what its outcome means.
 */
#include "http/call.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "http/tls.h"

#define MAX_BODY_DEFAULT (64u * 1024 * 1024)
#define MAX_HEAD (64u * 1024)
#define MAX_REDIRECTS 5L
#define CONNECT_TIMEOUT 10000L

int call_fail(struct http_call *call, enum error_code code, const char *format, ...)
{
	char text[256];
	va_list args;

	if (call->has_failed)
		return -1;
	call->has_failed = 1;
	client_touch(call->client);
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	return error_field(&call->why, code, NULL, call->target, "%s: %s", call->target, text);
}

int call_take(struct http_call *call, const char *data, size_t len, int is_success)
{
	int rc;

	if (len > call->max_body - call->taken)
		return call_fail(call, ERROR_INVALID, "the answer is larger than %zu bytes",
				 call->max_body);
	call->taken += len;
	if (!call->on_data || !is_success) {
		buf_add(&call->body, data, len);
		return 0;
	}
	rc = call->on_data(call->on_data_arg, data, len);
	if (call->is_cancelled)
		return -1;
	if (rc < 0)
		return call_fail(call, ERROR_CANCELLED, "stopped by the receiver");
	if (rc > 0 && !call->wants_more)
		call->is_paused = 1;
	call->wants_more = 0;
	return 0;
}

int64_t http_call_expected(const struct http_call *call)
{
	curl_off_t length = -1;

	if (curl_easy_getinfo(call->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length) != CURLE_OK)
		return -1;
	return length;
}

static size_t on_body(char *data, size_t size, size_t count, void *arg)
{
	struct http_call *call = arg;
	long status = 0;

	size *= count;
	call->last_byte = (int64_t)uv_now(loop_uv(call->loop));
	curl_easy_getinfo(call->easy, CURLINFO_RESPONSE_CODE, &status);
	if (call->is_cancelled || call_take(call, data, size, status / 100 == 2) < 0)
		return CURL_WRITEFUNC_ERROR;
	if (call->is_paused)
		curl_easy_pause(call->easy, CURLPAUSE_RECV);
	return size;
}

/* Anything that moves counts as a sign of life; also a large body on its way out. */
static int on_progress(void *arg, curl_off_t to_come, curl_off_t came, curl_off_t to_go,
		       curl_off_t went)
{
	struct http_call *call = arg;

	(void)to_come;
	(void)to_go;
	if (came + went != call->moved) {
		call->moved = came + went;
		call->last_byte = (int64_t)uv_now(loop_uv(call->loop));
	}
	return call->is_cancelled;
}

static size_t on_header(char *data, size_t size, size_t count, void *arg)
{
	struct http_call *call = arg;

	call->last_byte = (int64_t)uv_now(loop_uv(call->loop));
	size *= count;
	/* A redirect, or a 100 before the answer, has a head of its own. */
	if (size > 5 && memcmp(data, "HTTP/", 5) == 0)
		buf_clear(&call->head);
	else if (call->keep_head && call->head.len < MAX_HEAD)
		buf_add(&call->head, data, size);
	return size;
}

/* Whom we talk to, without user, password, path and query. */
static void name_target(struct http_call *call, const struct http_call_options *options)
{
	CURLU *url = curl_url();
	char *host = NULL, *port = NULL;

	if (options->unix_socket)
		snprintf(call->target, sizeof(call->target), "%s", options->unix_socket);
	else if (strncasecmp(options->url, "file://", 7) == 0)
		snprintf(call->target, sizeof(call->target), "%s", options->url + 7);
	else if (url && curl_url_set(url, CURLUPART_URL, options->url, 0) == CURLUE_OK &&
		 curl_url_get(url, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
		 curl_url_get(url, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) == CURLUE_OK)
		snprintf(call->target, sizeof(call->target), "%s:%s", host, port);
	else
		snprintf(call->target, sizeof(call->target), "the address given");
	curl_free(host);
	curl_free(port);
	curl_url_cleanup(url);
}

static int is_token(const char *text)
{
	if (!*text)
		return 0;
	for (; *text; text++)
		if (!isalnum((unsigned char)*text) && *text != '-' && *text != '_')
			return 0;
	return 1;
}

static int add_header(struct http_call *call, const char *line)
{
	struct curl_slist *list = curl_slist_append(call->headers, line);

	if (!list)
		abort();
	call->headers = list;
	return 0;
}

static int set_headers(struct http_call *call, const struct http_call_options *options)
{
	int has_type = 0;

	for (const char *const *line = options->headers; line && *line; line++) {
		if (strpbrk(*line, "\r\n") || !strchr(*line, ':'))
			return call_fail(call, ERROR_INVALID,
					 "a header must be one line of 'Name: value'");
		has_type |= strncasecmp(*line, "Content-Type:", 13) == 0;
		add_header(call, *line);
	}
	/* Else libcurl waits a second for a 100 when a body is large. */
	add_header(call, "Expect:");
	/* Else it says the body was a form. */
	if (!has_type)
		add_header(call,
			   options->body.len ? "Content-Type: application/json" : "Content-Type:");
	curl_easy_setopt(call->easy, CURLOPT_HTTPHEADER, call->headers);
	return 0;
}

static int set_method(struct http_call *call, const struct http_call_options *options)
{
	const char *method = options->method ? options->method : "GET";
	int is_get = strcmp(method, "GET") == 0, is_head = strcmp(method, "HEAD") == 0;
	CURL *easy = call->easy;

	if (!is_token(method))
		return call_fail(call, ERROR_INVALID, "not an HTTP method");
	if (is_head) {
		curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
	} else if (options->body.len || strcmp(method, "POST") == 0) {
		curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)options->body.len);
		curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS,
				 options->body.len ? options->body.at : "");
		curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, method);
	} else if (is_get) {
		curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
	} else {
		curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, method);
	}
	/* Only what is safe to ask again follows a redirect, and never on a local socket. */
	if ((is_get || is_head) && !options->unix_socket) {
		curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
		curl_easy_setopt(easy, CURLOPT_MAXREDIRS, MAX_REDIRECTS);
	}
	return 0;
}

static void set_callbacks(struct http_call *call)
{
	CURL *easy = call->easy;

	curl_easy_setopt(easy, CURLOPT_PRIVATE, call);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, call->detail);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, call);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, call);
	curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(easy, CURLOPT_XFERINFODATA, call);
	curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
}

void call_prepare(struct http_call *call, const struct http_call_options *options)
{
	char pin[TLS_PIN_SIZE];
	CURL *easy;

	call->url = strdup(options->url);
	if (!call->url)
		abort();
	call->max_body = options->max_body ? options->max_body : MAX_BODY_DEFAULT;
	call->idle_timeout = options->idle_timeout;
	call->on_data = options->on_data;
	call->on_data_arg = options->on_data_arg;
	call->keep_head = options->keep_head;
	name_target(call, options);
	if (strncasecmp(options->url, "file://", 7) == 0) {
		if (options->method && strcmp(options->method, "GET") != 0)
			call_fail(call, ERROR_UNSUPPORTED, "a file can only be read");
		return;
	}
	easy = call->easy = curl_easy_init();
	if (!easy)
		abort();
	set_callbacks(call);
	if (set_headers(call, options) < 0 || set_method(call, options) < 0)
		return;
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, "stampede/" STAMPEDE_VERSION);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_TIMEOUT);
	if (options->timeout > 0)
		curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)options->timeout);
	if (options->unix_socket) {
		curl_easy_setopt(easy, CURLOPT_PROXY, "");
		if (curl_easy_setopt(easy, CURLOPT_UNIX_SOCKET_PATH, options->unix_socket) !=
		    CURLE_OK)
			call_fail(call, ERROR_INVALID, "not a socket's path");
	}
	if (options->ca_file)
		curl_easy_setopt(easy, CURLOPT_CAINFO, options->ca_file);
	else if (tls_trusted_ca(call->url))
		curl_easy_setopt(easy, CURLOPT_CAINFO, tls_trusted_ca(call->url));
	if (!options->ca_file && tls_trusted_pin(call->url, pin)) {
		/* A pinned key is who it is, whatever its certificate says. */
		curl_easy_setopt(easy, CURLOPT_PINNEDPUBLICKEY, pin);
		curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
		curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
	}
	if (options->user) {
		curl_easy_setopt(easy, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
		curl_easy_setopt(easy, CURLOPT_USERNAME, options->user);
		curl_easy_setopt(easy, CURLOPT_PASSWORD,
				 options->password ? options->password : "");
	}
	if (curl_easy_setopt(easy, CURLOPT_URL, call->url) != CURLE_OK)
		call_fail(call, ERROR_INVALID, "not a URL");
}

void call_explain(const struct http_call *call, CURLcode code, struct error *err)
{
	const char *text = call->detail[0] ? call->detail : curl_easy_strerror(code);
	enum error_code kind;

	switch (code) {
	case CURLE_OPERATION_TIMEDOUT:
		kind = ERROR_TIMEOUT;
		text = "no answer in time";
		break;
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_URL_MALFORMAT:
	case CURLE_TOO_MANY_REDIRECTS:
		kind = ERROR_INVALID;
		break;
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_REMOTE_ACCESS_DENIED:
	case CURLE_LOGIN_DENIED:
		kind = ERROR_DENIED;
		break;
	case CURLE_FAILED_INIT:
	case CURLE_OUT_OF_MEMORY:
	case CURLE_BAD_FUNCTION_ARGUMENT:
	case CURLE_UNKNOWN_OPTION:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CACERT_BADFILE:
		kind = ERROR_INTERNAL;
		break;
	default:
		/* Everything between us and the other party: refused, reset, cut off, no name. */
		kind = ERROR_UNAVAILABLE;
		break;
	}
	error_field(err, kind, NULL, call->target, "%s: %s", call->target, text);
}

/*
 * Answers: ordinary ones, those that are given again, the server's own errors, and the hand-over of
 * a socket after a WebSocket handshake.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

#include "http/conn.h"
#include "http/handshake.h"

/* A socket on its way from MHD to the loop. */
struct http_upgrade {
	struct http_conn *conn; /* until the 101 is sent */
	struct loop *loop;
	void (*fn)(void *arg, int fd, const void *early, size_t early_len);
	void *arg;
	int fd;
	struct buf early;
};

void http_add_header(struct http_request *request, const char *name, const char *value)
{
	struct http_conn *conn = (struct http_conn *)request;

	buf_add(&conn->headers, name, strlen(name) + 1);
	buf_add(&conn->headers, value, strlen(value) + 1);
}

/* Borrows the response. */
static void queue(struct http_conn *conn, int status, struct MHD_Response *response)
{
	const char *at = conn->headers.data, *end = conn->headers.len ? at + conn->headers.len : at;
	const char *value;

	if (conn->replied || !response) {
		/* Two answers would be our own bug; no memory for one: hang up. */
		conn->replied = -1;
		return;
	}
	for (; at < end; at = value + strlen(value) + 1) {
		value = at + strlen(at) + 1;
		/* MHD refuses names and values with line breaks: nothing can be smuggled. */
		(void)MHD_add_response_header(response, at, value);
	}
	/* One that is given again has it already. */
	if (conn->request.is_tls && !MHD_get_response_header(response, "Strict-Transport-Security"))
		(void)MHD_add_response_header(response, "Strict-Transport-Security",
					      "max-age=31536000");
	if (conn->close_after)
		(void)MHD_add_response_header(response, MHD_HTTP_HEADER_CONNECTION, "close");
	conn->status = status;
	conn->replied = queue_response(conn->mhd, (unsigned)status, response) == MHD_YES ? 1 : -1;
}

void reply_queue(struct http_conn *conn, int status, struct MHD_Response *response)
{
	queue(conn, status, response);
	if (response)
		MHD_destroy_response(response);
}

/* NULL when there is no memory for it; the bytes are freed then, too, where they were to be. */
static struct MHD_Response *make(const char *content_type, const void *bytes, size_t len,
				 enum MHD_ResponseMemoryMode mode)
{
	/* MHD takes a writable pointer and, in these modes, only reads or frees it. */
	struct MHD_Response *response =
		MHD_create_response_from_buffer(len, (void *)(uintptr_t)bytes, mode);

	if (response && content_type)
		(void)MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, content_type);
	else if (!response && mode == MHD_RESPMEM_MUST_FREE)
		free((void *)(uintptr_t)bytes);
	return response;
}

void http_reply(struct http_request *request, int status, const char *content_type,
		struct buf *body)
{
	size_t len = body->len;

	reply_queue((struct http_conn *)request, status,
		    make(content_type, buf_steal(body), len, MHD_RESPMEM_MUST_FREE));
}

/* --- Answers that are given again. One is the library's response, under a name of ours. --- */

struct http_kept *http_reply_keep(struct http_request *request, int status,
				  const char *content_type, struct buf *body)
{
	struct http_conn *conn = (struct http_conn *)request;
	size_t len = body->len;
	struct MHD_Response *response =
		make(content_type, buf_steal(body), len, MHD_RESPMEM_MUST_FREE);

	queue(conn, status, response);
	if (conn->replied == 1 && !conn->close_after)
		return (struct http_kept *)response;
	if (response)
		MHD_destroy_response(response);
	return NULL;
}

int http_reply_kept(struct http_request *request, int status, struct http_kept *kept)
{
	struct http_conn *conn = (struct http_conn *)request;

	/* A header of this request's would stay with the answer. */
	if (conn->close_after || conn->headers.len)
		return -1;
	queue(conn, status, (struct MHD_Response *)kept);
	return 0;
}

void http_kept_free(struct http_kept *kept)
{
	if (kept)
		MHD_destroy_response((struct MHD_Response *)kept);
}

/* ------------------------------------------------------------------------------------------ */

void http_reply_static(struct http_request *request, int status, const char *content_type,
		       const void *bytes, size_t len)
{
	reply_queue((struct http_conn *)request, status,
		    make(content_type, bytes, len, MHD_RESPMEM_PERSISTENT));
}

void http_reply_file(struct http_request *request, int status, const char *content_type, int fd,
		     uint64_t size)
{
	struct MHD_Response *response = MHD_create_response_from_fd64(size, fd);

	if (response && content_type)
		(void)MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, content_type);
	else if (!response)
		close(fd);
	reply_queue((struct http_conn *)request, status, response);
}

void reply_status(struct http_conn *conn, int status)
{
	struct buf body = {0};

	buf_clear(&conn->headers);
	refuse_body(status, &body);
	http_reply(&conn->request, status, "application/json; charset=utf-8", &body);
}

/* On the loop: gives the socket away. */
static void hand_over(void *arg)
{
	struct http_upgrade *upgrade = arg;

	upgrade->fn(upgrade->arg, upgrade->fd, upgrade->early.data, upgrade->early.len);
	buf_done(&upgrade->early);
	free(upgrade);
}

void upgrade_failed(struct http_upgrade *upgrade)
{
	loop_post(upgrade->loop, hand_over, upgrade);
}

/*
 * The 101 is sent. MHD would keep the socket and its connection until we are done with them;
 * a duplicate lets it forget both at once. (It closes its descriptor and does not shut the
 * connection down: the test "upgrade" would notice.) It would act on a close asked for in here
 * only in some later turn, so that waits until MHD_run has returned.
 */
static void upgraded(void *cls, struct MHD_Connection *mhd, void *con_cls, const char *extra,
		     size_t extra_len, MHD_socket socket, struct MHD_UpgradeResponseHandle *handle)
{
	struct http_upgrade *upgrade = cls;
	struct http_conn *conn = upgrade->conn;

	(void)mhd;
	(void)con_cls;
	conn->upgrade = NULL;
	upgrade->conn = NULL;
	upgrade->fd = fcntl(socket, F_DUPFD_CLOEXEC, 0);
	if (upgrade->fd >= 0)
		fcntl(upgrade->fd, F_SETFL, fcntl(upgrade->fd, F_GETFL) | O_NONBLOCK);
	if (upgrade->fd >= 0 && extra_len)
		buf_add(&upgrade->early, extra, extra_len);
	loop_post(upgrade->loop, hand_over, upgrade);
	conn->leaving = handle;
	conn->next_leaving = conn->thread->leaving;
	conn->thread->leaving = conn;
}

/* Whether the request is a WebSocket handshake that we can take. */
static int check_handshake(struct http_request *request, struct error *err)
{
	const char *value;

	if (strcmp(request->method, "GET") != 0 || request->body.len)
		return error_set(err, ERROR_INVALID, "a WebSocket begins with a GET");
	value = http_header(request, MHD_HTTP_HEADER_UPGRADE);
	if (!value || !handshake_has_token(value, strlen(value), "websocket"))
		return error_field(err, ERROR_INVALID, NULL, "Upgrade",
				   "the request does not upgrade to a WebSocket");
	value = http_header(request, MHD_HTTP_HEADER_CONNECTION);
	if (!value || !handshake_has_token(value, strlen(value), "upgrade"))
		return error_field(err, ERROR_INVALID, NULL, "Connection",
				   "the request does not upgrade to a WebSocket");
	value = http_header(request, "Sec-WebSocket-Version");
	if (!value || strcmp(value, "13") != 0)
		return error_field(err, ERROR_INVALID, NULL, "Sec-WebSocket-Version",
				   "the WebSocket version must be 13");
	value = http_header(request, "Sec-WebSocket-Key");
	if (!value || !handshake_key_is_good(value))
		return error_field(err, ERROR_INVALID, NULL, "Sec-WebSocket-Key",
				   "the WebSocket key must be 16 bytes in base64");
	return 0;
}

int http_upgrade(struct http_request *request,
		 void (*fn)(void *arg, int fd, const void *early, size_t early_len), void *arg,
		 struct error *err)
{
	struct http_conn *conn = (struct http_conn *)request;
	char accept[HANDSHAKE_ACCEPT_SIZE];
	struct http_upgrade *upgrade;
	struct MHD_Response *response;

	if (check_handshake(request, err) < 0)
		return -1;
	handshake_accept(http_header(request, "Sec-WebSocket-Key"), accept);
	upgrade = calloc(1, sizeof(*upgrade));
	if (!upgrade)
		abort();
	upgrade->conn = conn;
	upgrade->loop = conn->thread->server->loop;
	upgrade->fn = fn;
	upgrade->arg = arg;
	upgrade->fd = -1;
	response = MHD_create_response_for_upgrade(upgraded, upgrade);
	if (response) {
		(void)MHD_add_response_header(response, MHD_HTTP_HEADER_UPGRADE, "websocket");
		(void)MHD_add_response_header(response, "Sec-WebSocket-Accept", accept);
	}
	reply_queue(conn, MHD_HTTP_SWITCHING_PROTOCOLS, response);
	if (conn->replied < 0) {
		free(upgrade);
		/* MHD refuses an upgrade of HTTP/1.0 only; the caller may still answer. */
		conn->replied = 0;
		return error_set(err, ERROR_INVALID, "a WebSocket needs HTTP/1.1");
	}
	conn->upgrade = upgrade;
	return 0;
}

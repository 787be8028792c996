/*
 * One request, from its first line to its end, as libmicrohttpd tells it: gathers the body,
 * refuses what is too large or malformed, calls the handler, and lets it defer.
 *
 * Everything a handler may look at is kept in the conn, not in MHD's pool, so that it stays
 * valid for a deferred request even when the server ends meanwhile.
 */
#include <stdlib.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "http/conn.h"
#include "http/listen.h"
#include "http/query.h"

/* A buffer that grew beyond this is given back between requests. */
#define KEEP_BYTES (32 * 1024)

/* How much of a refused body is swallowed before we hang up. */
#define WASTE_MAX (64 * 1024 * 1024)

static void reuse(struct buf *buf)
{
	if (buf->cap > KEEP_BYTES)
		buf_done(buf);
	else
		buf_clear(buf);
}

void conn_free(struct http_conn *conn)
{
	if (!conn)
		return;
	buf_done(&conn->target);
	buf_done(&conn->body);
	buf_done(&conn->headers);
	free(conn);
}

void connection_event(void *cls, struct MHD_Connection *mhd, void **socket_context,
		      enum MHD_ConnectionNotificationCode what)
{
	struct http_thread *thread = cls;
	struct http_conn *conn = *socket_context;
	const union MHD_ConnectionInfo *info;
	int orphan = FATE_ORPHAN;

	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		conn = calloc(1, sizeof(*conn));
		if (!conn)
			abort();
		conn->thread = thread;
		conn->mhd = mhd;
		conn->request.thread = thread->index;
		info = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
		conn->request.is_local =
			info && info->client_addr && info->client_addr->sa_family == AF_UNIX;
		conn->request.is_tls = thread->server->is_tls && !conn->request.is_local;
		if (info && info->client_addr)
			listen_peer(info->client_addr, conn->request.peer,
				    sizeof(conn->request.peer));
		*socket_context = conn;
		atomic_fetch_add(&thread->tally.connections, 1);
		return;
	}
	*socket_context = NULL;
	if (!conn)
		return;
	atomic_fetch_sub(&thread->tally.connections, 1);
	if (!atomic_compare_exchange_strong(&conn->fate, &orphan, FATE_ORPHAN_CLOSED))
		conn_free(conn);
}

void *request_target(void *cls, const char *target, struct MHD_Connection *mhd)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct http_conn *conn = info ? info->socket_context : NULL;

	(void)cls;
	if (!conn)
		return NULL;
	conn->stage = STAGE_HEAD;
	conn->thread->busy++;
	conn->began = clock_mono_ns();
	conn->status = 0;
	conn->replied = 0;
	conn->refuse = 0;
	conn->close_after = 0;
	conn->wasted = 0;
	conn->request.user = conn->request.stream = NULL;
	conn->request.path = NULL;
	conn->streams = 0;
	buf_clear(&conn->target);
	buf_adds(&conn->target, target);
	return conn;
}

/* Cuts the target into url, query and path. -1 when it is none that we serve. */
static int cut_target(struct http_conn *conn, const char *method)
{
	struct http_request *request = &conn->request;
	size_t len = conn->target.len, method_len = strlen(method);
	char *url, *query, *path;

	/* All at once, so that nothing moves afterwards. */
	buf_room(&conn->target, len + method_len + 3);
	url = conn->target.data;
	path = url + len + 1;
	if (*url != '/') {
		/* The absolute form, as proxies send it. */
		char *host = strstr(url, "://");

		if (!host || strcspn(url, "/?") < (size_t)(host - url))
			return -1;
		url = strchr(host + 3, '/');
		if (!url)
			return -1;
	}
	query = strchr(url, '?');
	if (query)
		*query++ = '\0';
	request->url = url;
	request->query = query ? query : "";
	/* What cannot be decoded stands as it was sent: nothing is called so. */
	if (query_decode_path(url, strlen(url), path) < 0)
		memcpy(path, url, strlen(url) + 1);
	request->path = path;
	request->method = memcpy(path + strlen(path) + 1, method, method_len + 1);
	return 0;
}

/* Whether the handler takes the body in pieces; it may refuse the request here. Always 0. */
static int ask_stream(struct http_conn *conn)
{
	const struct http_handler *handler = &conn->thread->server->handler;

	if (!handler->wants_body)
		return 0;
	/* An answer before the body ends the connection: the rest of it may never come. */
	conn->close_after = 1;
	conn->streams = handler->wants_body(handler->self, &conn->request) && !conn->replied;
	if (!conn->replied)
		conn->close_after = 0;
	return 0;
}

static enum MHD_Result count_lengths(void *arg, enum MHD_ValueKind kind, const char *key,
				     const char *value)
{
	(void)kind, (void)value;
	*(int *)arg += strcasecmp(key, MHD_HTTP_HEADER_CONTENT_LENGTH) == 0;
	return MHD_YES;
}

/* The first look at the headers: what status refuses it, or 0. */
static int judge_head(struct http_conn *conn, const char *method, const char *version)
{
	const char *length, *chunked;
	unsigned long long declared;
	int lengths = 0;
	char *end;

	if (conn->thread->is_ending)
		return 503;
	if (cut_target(conn, method) < 0)
		return 400;
	/* Asked for here: libmicrohttpd's own refusal of it is sent garbled, its head twice. */
	if (strcmp(version, MHD_HTTP_VERSION_1_1) == 0 &&
	    !http_header(&conn->request, MHD_HTTP_HEADER_HOST))
		return 400;
	length = http_header(&conn->request, MHD_HTTP_HEADER_CONTENT_LENGTH);
	if (!length)
		return ask_stream(conn);
	chunked = http_header(&conn->request, MHD_HTTP_HEADER_TRANSFER_ENCODING);
	declared = strtoull(length, &end, 10);
	MHD_get_connection_values(conn->mhd, MHD_HEADER_KIND, count_lengths, &lengths);
	/* Two framings, or none that can be read: a proxy before us may see another body. */
	if (chunked || lengths > 1 || *end || length[0] < '0' || length[0] > '9')
		return 400;
	if (declared && ask_stream(conn) == 0 && (conn->streams || conn->replied))
		return 0;
	if (declared <= conn->thread->server->max_body)
		return 0;
	/*
	 * Who does not wait to be asked for it is sending already, and would see a broken
	 * connection instead of an answer: a body of bearable size is swallowed first.
	 */
	if (declared <= WASTE_MAX && !http_header(&conn->request, MHD_HTTP_HEADER_EXPECT)) {
		conn->refuse = 413;
		conn->close_after = 1;
		return 0;
	}
	return 413;
}

static enum MHD_Result gather(struct http_conn *conn, const char *bytes, size_t len)
{
	const struct http_handler *handler = &conn->thread->server->handler;

	if (conn->streams && !conn->refuse) {
		conn->refuse = handler->body(handler->self, &conn->request, bytes, len);
		if (!conn->refuse)
			return MHD_YES;
		conn->close_after = 1;
	}
	if (conn->refuse || conn->body.len + len > conn->thread->server->max_body) {
		/* A reply can follow its end only. */
		conn->refuse = conn->refuse ? conn->refuse : 413;
		conn->close_after = 1;
		conn->wasted += len;
		buf_done(&conn->body);
		return conn->wasted > WASTE_MAX ? MHD_NO : MHD_YES;
	}
	buf_add(&conn->body, bytes, len);
	return MHD_YES;
}

static void refuse(struct http_conn *conn, int status)
{
	const struct http_handler *handler = &conn->thread->server->handler;

	if (handler->refuse && status != 503 && conn->request.path)
		handler->refuse(handler->self, &conn->request, status);
	if (!conn->replied)
		reply_status(conn, status);
}

static void call_handler(struct http_conn *conn)
{
	const struct http_handler *handler = &conn->thread->server->handler;

	if (conn->replied)
		return;
	if (conn->stage == STAGE_BODY && conn->refuse) {
		refuse(conn, conn->refuse);
		return;
	}
	if (conn->stage == STAGE_BODY) {
		conn->stage = STAGE_HANDLED;
		conn->request.body = (struct span){conn->body.data, conn->body.len};
		handler->handle(handler->self, &conn->request);
	} else if (atomic_load(&conn->fate) == FATE_RESUMED) {
		atomic_store(&conn->fate, FATE_HERE);
		handler->resumed(handler->self, &conn->request);
	} else {
		/* The server ends and nobody resumed it. */
		conn->close_after = 1;
		reply_status(conn, 503);
		return;
	}
	if (!conn->replied && !conn->is_deferred)
		reply_status(conn, 500);
}

enum MHD_Result request_step(void *cls, struct MHD_Connection *mhd, const char *url,
			     const char *method, const char *version, const char *upload,
			     size_t *upload_len, void **con_cls)
{
	struct http_conn *conn = *con_cls;
	int status;

	(void)cls;
	(void)mhd;
	(void)url;
	if (!conn)
		return MHD_NO;
	if (conn->stage == STAGE_HEAD) {
		conn->stage = STAGE_BODY;
		status = judge_head(conn, method, version);
		if (status) {
			/* Before the body: the caller need not send it, so the connection ends. */
			conn->refuse = status;
			conn->close_after = 1;
			refuse(conn, status);
		}
	} else if (*upload_len) {
		size_t len = *upload_len;

		*upload_len = 0;
		return gather(conn, upload, len);
	} else {
		call_handler(conn);
	}
	return conn->replied < 0 ? MHD_NO : MHD_YES;
}

void request_over(void *cls, struct MHD_Connection *mhd, void **con_cls,
		  enum MHD_RequestTerminationCode why)
{
	struct http_conn *conn = *con_cls;
	const struct http_handler *handler;

	(void)cls;
	(void)mhd;
	(void)why;
	*con_cls = NULL;
	if (!conn || conn->stage == STAGE_IDLE)
		return;
	if (conn->upgrade) {
		upgrade_failed(conn->upgrade);
		conn->upgrade = NULL;
	}
	handler = &conn->thread->server->handler;
	if ((conn->stage == STAGE_HANDLED || conn->request.stream) && handler->end)
		handler->end(handler->self, &conn->request);
	tally_add(&conn->thread->tally, conn->request.path ? conn->request.method : "?",
		  conn->status, clock_mono_ns() - conn->began);
	conn->request.user = conn->request.stream = NULL;
	conn->stage = STAGE_IDLE;
	conn->thread->busy--;
	buf_clear(&conn->headers);
	/* An orphan's bytes may still be looked at by whoever will resume it. */
	if (atomic_load(&conn->fate) == FATE_HERE) {
		reuse(&conn->body);
		reuse(&conn->target);
		conn->request.body = (struct span){NULL, 0};
	}
}

const char *http_header(struct http_request *request, const char *name)
{
	struct http_conn *conn = (struct http_conn *)request;

	return MHD_lookup_connection_value(conn->mhd, MHD_HEADER_KIND, name);
}

const char *http_cookie(struct http_request *request, const char *name)
{
	struct http_conn *conn = (struct http_conn *)request;

	return MHD_lookup_connection_value(conn->mhd, MHD_COOKIE_KIND, name);
}

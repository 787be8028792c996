/*
 * libcurl's multi interface on libuv: one poll handle per socket, one timer. libcurl must not be
 * re-entered from its own callbacks, so whatever is asked for meanwhile (a new call, a
 * cancellation, the end of the client) waits in flags until it has returned.
 */
#include "http/client.h"

#include <stdlib.h>

#include "http/call.h"

struct http_client {
	struct loop *loop;
	CURLM *multi;
	uv_timer_t timer; /* libcurl's */
	uv_timer_t kick; /* ours: look at what was asked for */
	int open_timers;
	struct http_call *calls, *last;
	struct sock *socks;
	int depth; /* how deep we are in libcurl or in done */
	int is_dirty; /* a call waits to be looked at */
	int is_freed; /* http_client_free was called */
};

/* One socket of libcurl's. Lives until its poll handle is closed. */
struct sock {
	uv_poll_t poll;
	struct http_client *client;
	struct sock *prev, *next;
	curl_socket_t fd;
};

static void tidy(struct http_client *client);

void client_enter(struct http_client *client)
{
	client->depth++;
}

void client_leave(struct http_client *client)
{
	client->depth--;
	tidy(client);
}

void client_touch(struct http_client *client)
{
	client->is_dirty = 1;
}

static void on_sock_closed(uv_handle_t *handle)
{
	free(handle->data);
}

static void sock_close(struct sock *sock)
{
	if (sock->next)
		sock->next->prev = sock->prev;
	if (sock->prev)
		sock->prev->next = sock->next;
	else
		sock->client->socks = sock->next;
	uv_close((uv_handle_t *)&sock->poll, on_sock_closed);
}

static void on_ready(uv_poll_t *handle, int status, int events)
{
	struct sock *sock = handle->data;
	struct http_client *client = sock->client;
	int flags = 0, running;

	if (status < 0)
		flags = CURL_CSELECT_ERR;
	if (events & UV_READABLE)
		flags |= CURL_CSELECT_IN;
	if (events & UV_WRITABLE)
		flags |= CURL_CSELECT_OUT;
	client_enter(client);
	curl_multi_socket_action(client->multi, sock->fd, flags, &running);
	client_leave(client);
}

static int on_socket(CURL *easy, curl_socket_t fd, int what, void *arg, void *known)
{
	struct http_client *client = arg;
	struct sock *sock = known;
	int events = 0;

	(void)easy;
	if (what == CURL_POLL_REMOVE) {
		if (sock)
			sock_close(sock);
		curl_multi_assign(client->multi, fd, NULL);
		return 0;
	}
	if (!sock) {
		sock = calloc(1, sizeof(*sock));
		if (!sock)
			abort();
		if (uv_poll_init_socket(loop_uv(client->loop), &sock->poll, fd) < 0) {
			free(sock);
			return -1;
		}
		sock->poll.data = sock;
		sock->client = client;
		sock->fd = fd;
		sock->next = client->socks;
		if (client->socks)
			client->socks->prev = sock;
		client->socks = sock;
		curl_multi_assign(client->multi, fd, sock);
	}
	if (what & CURL_POLL_IN)
		events |= UV_READABLE;
	if (what & CURL_POLL_OUT)
		events |= UV_WRITABLE;
	uv_poll_start(&sock->poll, events, on_ready);
	return 0;
}

static void on_timer(uv_timer_t *handle)
{
	struct http_client *client = handle->data;
	int running;

	client_enter(client);
	curl_multi_socket_action(client->multi, CURL_SOCKET_TIMEOUT, 0, &running);
	client_leave(client);
}

static int on_timeout(CURLM *multi, long ms, void *arg)
{
	struct http_client *client = arg;

	(void)multi;
	if (ms < 0)
		uv_timer_stop(&client->timer);
	else if (!client->is_freed)
		uv_timer_start(&client->timer, on_timer, (uint64_t)ms, 0);
	return 0;
}

static void on_kick(uv_timer_t *handle)
{
	tidy(handle->data);
}

/* Makes `tidy` run soon, from the loop. */
static void kick(struct http_client *client)
{
	client->is_dirty = 1;
	if (client->depth == 0)
		uv_timer_start(&client->kick, on_kick, 0, 0);
}

struct http_client *http_client_new(struct loop *loop, struct error *err)
{
	struct http_client *client;

	if (curl_lib_open(err) < 0)
		return NULL;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		error_set(err, ERROR_INTERNAL, "libcurl does not start");
		return NULL;
	}
	client = calloc(1, sizeof(*client));
	if (!client)
		abort();
	client->loop = loop;
	client->multi = curl_multi_init();
	if (!client->multi)
		abort();
	uv_timer_init(loop_uv(loop), &client->timer);
	uv_timer_init(loop_uv(loop), &client->kick);
	client->open_timers = 2;
	client->timer.data = client;
	client->kick.data = client;
	curl_multi_setopt(client->multi, CURLMOPT_SOCKETFUNCTION, on_socket);
	curl_multi_setopt(client->multi, CURLMOPT_SOCKETDATA, client);
	curl_multi_setopt(client->multi, CURLMOPT_TIMERFUNCTION, on_timeout);
	curl_multi_setopt(client->multi, CURLMOPT_TIMERDATA, client);
	return client;
}

static void unlink_call(struct http_call *call)
{
	if (call->next)
		call->next->prev = call->prev;
	else
		call->client->last = call->prev;
	if (call->prev)
		call->prev->next = call->next;
	else
		call->client->calls = call->next;
}

/* Outside of libcurl only. */
static void detach(struct http_call *call)
{
	unlink_call(call);
	timer_cancel(call->idle);
	call->idle = NULL;
	call_file_free(call->file);
	call->file = NULL;
	if (call->is_added)
		curl_multi_remove_handle(call->client->multi, call->easy);
	call->is_added = 0;
}

static void call_free(struct http_call *call)
{
	if (call->easy)
		curl_easy_cleanup(call->easy);
	curl_slist_free_all(call->headers);
	buf_done(&call->body);
	buf_done(&call->head);
	free(call->url);
	free(call);
}

/* Ends a call: tells `done` and frees it. err NULL: it succeeded. */
static void call_end(struct http_call *call, const struct error *err)
{
	struct http_client *client = call->client;
	struct http_answer answer = {.status = 200};
	long status = 0;
	char *type = NULL;

	client->depth++;
	detach(call);
	call->is_done = 1;
	if (!err) {
		if (call->easy) {
			curl_easy_getinfo(call->easy, CURLINFO_RESPONSE_CODE, &status);
			curl_easy_getinfo(call->easy, CURLINFO_CONTENT_TYPE, &type);
			answer.status = (int)status;
			answer.content_type = type;
		}
		answer.body = (struct span){call->body.data, call->body.len};
		answer.head = (struct span){call->head.data, call->head.len};
	}
	if (!call->is_cancelled)
		call->done(call->arg, err ? -1 : 0, err ? NULL : &answer, err);
	call_free(call);
	client->depth--;
}

static void on_idle(void *arg)
{
	struct http_call *call = arg;
	struct http_client *client = call->client;
	int64_t idle = (int64_t)uv_now(loop_uv(call->loop)) - call->last_byte;

	call->idle = NULL;
	if (call->is_paused)
		/* Our own receiver takes a break: nobody's fault. */
		idle = 0;
	if (idle < call->idle_timeout) {
		call->idle = loop_after(call->loop, call->idle_timeout - idle, on_idle, call);
		return;
	}
	call_fail(call, ERROR_TIMEOUT, "not a byte for %lld ms", (long long)call->idle_timeout);
	call_end(call, &call->why);
	tidy(client);
}

/* A call that was just asked for. */
static void begin(struct http_call *call)
{
	call->is_begun = 1;
	if (call->has_failed)
		return;
	if (!call->easy) {
		call_file_start(call, call->loop);
		return;
	}
	if (curl_multi_add_handle(call->client->multi, call->easy) != CURLM_OK) {
		call_fail(call, ERROR_INTERNAL, "libcurl refuses the call");
		return;
	}
	call->is_added = 1;
}

/* Goes on with a call after a break. libcurl may deliver at once. */
static void resume(struct http_call *call)
{
	call->wants_more = 0;
	call->is_paused = 0;
	call->last_byte = (int64_t)uv_now(loop_uv(call->loop));
	if (call->file)
		call_file_continue(call);
	else if (call->is_added)
		curl_easy_pause(call->easy, CURLPAUSE_CONT);
}

/*
 * Looks at every call something was asked of. We are not at the bottom of the stack, so `done`
 * can add calls at the end and mark others, but frees none.
 */
static void look(struct http_client *client)
{
	struct http_call *call, *next;
	struct error err;

	for (call = client->calls; call; call = next) {
		next = call->next;
		if (call->is_cancelled) {
			detach(call);
			call_free(call);
			continue;
		}
		if (!call->is_begun)
			begin(call);
		else if (call->is_paused && call->wants_more)
			resume(call);
		if ((call->has_failed || call->is_complete) && !call->is_added) {
			err = call->why;
			call_end(call, call->has_failed ? &err : NULL);
		}
	}
}

static void on_client_closed(uv_handle_t *handle)
{
	struct http_client *client = handle->data;

	if (--client->open_timers == 0)
		free(client);
}

static void destroy(struct http_client *client)
{
	struct http_call *call;

	while ((call = client->calls)) {
		detach(call);
		call_free(call);
	}
	curl_multi_cleanup(client->multi);
	while (client->socks)
		sock_close(client->socks);
	uv_close((uv_handle_t *)&client->timer, on_client_closed);
	uv_close((uv_handle_t *)&client->kick, on_client_closed);
	curl_global_cleanup();
}

/*
 * Everything that libcurl finished and everything that was asked for while it ran. Only at the
 * bottom of the stack; `done` may ask for more, so it goes round until nothing is left.
 */
static void tidy(struct http_client *client)
{
	struct http_call *call;
	struct error err;
	CURLMsg *message;
	int left;

	if (client->depth)
		return;
	client->depth++;
	while (!client->is_freed) {
		if (client->is_dirty) {
			client->is_dirty = 0;
			look(client);
		} else if ((message = curl_multi_info_read(client->multi, &left))) {
			CURLcode code = message->data.result;

			if (message->msg != CURLMSG_DONE)
				continue;
			curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &call);
			if (call->has_failed)
				err = call->why;
			else if (code != CURLE_OK)
				call_explain(call, code, &err);
			call_end(call, call->has_failed || code != CURLE_OK ? &err : NULL);
		} else {
			break;
		}
	}
	client->depth--;
	if (client->is_freed)
		destroy(client);
}

void http_client_free(struct http_client *client)
{
	if (!client || client->is_freed)
		return;
	client->is_freed = 1;
	for (struct http_call *call = client->calls; call; call = call->next)
		call->is_cancelled = 1;
	if (client->depth == 0)
		destroy(client);
}

struct http_call *http_call(struct http_client *client, const struct http_call_options *options,
			    void (*done)(void *arg, int rc, const struct http_answer *answer,
					 const struct error *err),
			    void *arg)
{
	struct http_call *call = calloc(1, sizeof(*call));

	if (!call)
		abort();
	call->client = client;
	call->loop = client->loop;
	call->done = done;
	call->arg = arg;
	call->prev = client->last;
	if (client->last)
		client->last->next = call;
	else
		client->calls = call;
	client->last = call;
	call_prepare(call, options);
	uv_update_time(loop_uv(client->loop));
	call->last_byte = (int64_t)uv_now(loop_uv(client->loop));
	if (call->idle_timeout > 0)
		call->idle = loop_after(client->loop, call->idle_timeout, on_idle, call);
	kick(client);
	return call;
}

void http_call_cancel(struct http_call *call)
{
	struct http_client *client;

	if (!call || call->is_done || call->is_cancelled)
		return;
	client = call->client;
	call->is_cancelled = 1;
	if (client->depth) {
		client->is_dirty = 1;
		return;
	}
	detach(call);
	call_free(call);
}

void http_call_continue(struct http_call *call)
{
	if (call->is_done || call->is_cancelled)
		return;
	call->wants_more = 1;
	if (call->is_paused)
		kick(call->client);
}

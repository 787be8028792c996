/* One WebSocket, one console; and its requests, through the server's own front door. */
#include "api/console.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api/audit.h"
#include "api/auth.h"
#include "api/errors.h"
#include "base/log.h"
#include "http/local.h"
#include "script/console.h"

#define QUEUED_MAX ((size_t)16 << 20) /* one that reads no answers is closed */

struct session {
	struct session *next, *previous;
	struct api *api;
	struct identity who;
	char from[64]; /* address, for the history */
	struct ws *ws;
	struct console *console;
};

static void session_free(struct session *session)
{
	struct api *api = session->api;

	if (session->previous)
		session->previous->next = session->next;
	else if (api->consoles == session)
		api->consoles = session->next;
	if (session->next)
		session->next->previous = session->previous;
	console_close(session->console);
	free(session);
}

/* --- For the script ------------------------------------------------------------------------- */

static void say(void *self, struct span message)
{
	struct session *session = self;

	if (ws_queued(session->ws) > QUEUED_MAX) {
		ws_close(session->ws, "answers are not read");
		return;
	}
	ws_send(session->ws, message.at, message.len);
}

static void *request(void *self, const char *method, const char *target, struct span body,
		     http_local_fn done, void *arg)
{
	struct session *session = self;
	char ticket[41], ticket_header[64], from[96];
	const char *headers[] = {ticket_header, from, NULL};

	tickets_issue(session->api->tickets, &session->who, ticket);
	snprintf(ticket_header, sizeof(ticket_header), "X-Ticket: %s", ticket);
	snprintf(from, sizeof(from), "X-From: %s by console", session->from);
	return http_local_start(session->api->http, method, target, headers, body, done, arg);
}

static void cancel(void *self, void *handle)
{
	(void)self;
	http_local_cancel(handle);
}

/* --- Loop thread ---------------------------------------------------------------------------- */

static void on_message(void *arg, const char *data, size_t len)
{
	struct session *session = arg;

	console_hear(session->console, data, len);
}

static void on_close(void *arg, const char *why)
{
	struct session *session = arg;

	log_info("console", "closed", "account=%lld from=%s why=\"%s\"",
		 (long long)session->who.account_id, session->from, why);
	session_free(session);
}

static void ignore_message(void *arg, const char *data, size_t len)
{
	(void)arg, (void)data, (void)len;
}

static void ignore_close(void *arg, const char *why)
{
	(void)arg, (void)why;
}

static void hang_up(struct ws *ws, const char *why)
{
	struct ws_events silent = {.on_message = ignore_message, .on_close = ignore_close};

	ws_set_events(ws, &silent);
	ws_close(ws, why);
}

static void on_socket(void *arg, int fd, const void *early, size_t early_len)
{
	struct session *session = arg;
	struct api *api = session->api;
	struct ws_events events = {.on_message = on_message, .on_close = on_close, .arg = session};
	struct console_host host = {
		.request = request, .cancel = cancel, .say = say, .self = session};
	struct error err = {0};

	if (fd < 0 || api->closed || !api->script || !api->http) {
		if (fd >= 0)
			close(fd);
		free(session);
		api_unref(api);
		return;
	}
	/* From here on the list holds it, and api_free empties the list. */
	api_unref(api);
	session->next = api->consoles;
	if (session->next)
		session->next->previous = session;
	api->consoles = session;
	session->console = console_open(api->script, &host, &err);
	if (session->console)
		session->ws = ws_accept(api->loop, fd, early, early_len, &events, &err);
	if (!session->ws) {
		log_warn("console", "does not open", "error=\"%s\"", err.text);
		session_free(session);
		return;
	}
	log_info("console", "opened", "account=%lld from=%s", (long long)session->who.account_id,
		 session->from);
}

/* --- HTTP thread ---------------------------------------------------------------------------- */

void console_route(struct call *call)
{
	struct session *session;
	char actor[128];
	struct error err;

	if (call->method != METHOD_GET || !http_header(call->request, "Upgrade")) {
		errors_status(call, call->method == METHOD_GET ? 404 : 405);
		return;
	}
	if (call->who.role != ROLE_ADMIN || !call->who.sees_all || call->who.read_only ||
	    !auth_origin_ok(call)) {
		errors_status(call, 403);
		return;
	}
	session = calloc(1, sizeof(*session));
	if (!session)
		abort();
	session->api = api_ref(call->api);
	session->who = call->who;
	snprintf(session->from, sizeof(session->from), "%s", call->request->peer);
	if (http_upgrade(call->request, on_socket, session, &err) < 0) {
		api_unref(call->api);
		free(session);
		errors_status(call, 400);
		return;
	}
	/* What is typed there comes back as requests of their own (request). */
	call_actor(call, actor, sizeof(actor));
	audit_deed(call->api, "account", call->who.account_id, "console", actor, "open");
}

void consoles_drop(struct api *api, int64_t account_id, uint64_t session)
{
	struct session *next;

	for (struct session *at = api->consoles; at; at = next) {
		int lost = account_id && at->who.account_id == account_id && !at->who.assumed;

		next = at->next;
		if (!lost && (!session || at->who.session != session))
			continue;
		if (at->ws)
			hang_up(at->ws, lost ? "the key or its account changed" : "logged out");
		session_free(at);
	}
}

void consoles_free(struct api *api)
{
	while (api->consoles) {
		struct session *session = api->consoles;

		if (session->ws)
			hang_up(session->ws, "the server ends");
		session_free(session);
	}
}

/* /v1/TYPE/ID/LINK. Order of checks: type, id, action, method, then what is sent. */
#include "api/route.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "api/access.h"
#include "api/auth.h"
#include "api/config_content.h"
#include "api/console.h"
#include "api/content.h"
#include "api/documentation.h"
#include "api/drawing.h"
#include "api/errors.h"
#include "api/execution_view.h"
#include "api/explain.h"
#include "api/history_view.h"
#include "api/ids.h"
#include "api/kept.h"
#include "api/links.h"
#include "api/list.h"
#include "api/login.h"
#include "api/openapi.h"
#include "api/process_view.h"
#include "api/publish.h"
#include "api/registration.h"
#include "api/schema_json.h"
#include "api/settings.h"
#include "api/subscribe.h"
#include "api/write.h"
#include "base/auto.h"

static void auto_as_of_done(struct as_of *as_of)
{
	as_of_done(as_of);
}

void route_split(const char *text, struct route_path *ret)
{
	memset(ret, 0, sizeof(*ret));
	while (*text) {
		size_t len;

		if (*text == '/') {
			text++;
			continue;
		}
		len = strcspn(text, "/");
		if (ret->count < 3)
			ret->part[ret->count] = (struct span){text, len};
		ret->count++;
		text += len;
	}
	if (ret->count > 3)
		ret->count = 0;
}

int route_part_is(struct span part, const char *name)
{
	return strlen(name) == part.len && strncasecmp(part.at, name, part.len) == 0;
}

void route_root(struct call *call)
{
	struct buf body = {0};
	const char *base = call->base;

	buf_addf(&body,
		 "{\"type\":\"collection\",\"resourceType\":\"apiVersion\",\"links\":{\"self\":\"%"
		 "s/\","
		 "\"latest\":\"%s/v1\"},\"createTypes\":{},\"actions\":{},\"data\":[{\"id\":\"v1\","
		 "\"type\":\"apiVersion\",\"links\":{\"self\":\"%s/v1\"},\"actions\":{}}],"
		 "\"sortLinks\":{},\"pagination\":null,\"sort\":null,\"filters\":{},"
		 "\"createDefaults\":{}}",
		 base, base, base);
	call_reply(call, 200, &body);
}

static void version(struct call *call)
{
	struct buf body = {0};

	if (call->method != METHOD_GET) {
		errors_status(call, 405);
		return;
	}
	schema_render_root(call->snapshot, call->who.role, call->base, call->base_len, &body);
	call_reply(call, 200, &body);
}

/* The contract's schemas, or with `extensions=true` what we have besides, too. */
static unsigned schemas_how(const struct call *call)
{
	AUTO(buf_done) struct buf value = {0};
	unsigned how = call->who.read_only ? SCHEMA_READ_ONLY : 0;

	if (call_query(call, "extensions", &value) && value.len && strcmp(value.data, "true") == 0)
		how |= SCHEMA_EXTENSIONS;
	return how;
}

static void schemas(struct call *call, const struct route_path *path)
{
	const struct type *type;
	struct buf body = {0};

	if (call->method != METHOD_GET) {
		errors_status(call, 405);
		return;
	}
	if (path->count == 1) {
		schema_render_all(call->snapshot, call->who.role, schemas_how(call), call->base,
				  call->base_len, &body);
		call_reply(call, 200, &body);
		return;
	}
	type = model_type_by_url(call->snapshot->model, path->part[1].at, path->part[1].len);
	if (!type || !type->visible[call->who.role] || path->count > 2) {
		errors_status(call, 404);
		return;
	}
	schema_render(call->snapshot, type, call->who.role, schemas_how(call), call->base,
		      call->base_len, &body);
	call_reply(call, 200, &body);
}

static void openapi(struct call *call)
{
	struct buf body = {0};

	if (call->method != METHOD_GET) {
		errors_status(call, 405);
		return;
	}
	openapi_render(call->snapshot, call->who.role, call->who.read_only, call->base,
		       call->base_len, &body);
	call_reply(call, 200, &body);
}

/* A one-time ticket for a WebSocket of the page: {"ticket":"..."}. */
static void ticket(struct call *call)
{
	struct buf body = {0};
	char text[41];

	if (call->method != METHOD_POST) {
		errors_status(call, 405);
		return;
	}
	tickets_issue(call->api->tickets, &call->who, text);
	buf_addf(&body,
		 "{\"id\":null,\"type\":\"ticket\",\"links\":{},\"actions\":{},\"ticket\":\"%s\"}",
		 text);
	http_add_header(call->request, "Cache-Control", "no-store");
	call_reply(call, 201, &body);
}

/* --- The WebSocket of an agent ---------------------------------------------------------- */

struct arrival {
	struct api *api;
	int64_t agent_id;
};

static void ignore_message(void *arg, const char *data, size_t len)
{
	(void)arg, (void)data, (void)len;
}

static void ignore_close(void *arg, const char *why)
{
	(void)arg, (void)why;
}

static void agent_socket(void *arg, int fd, const void *early, size_t early_len)
{
	struct arrival *arrival = arg;
	struct ws_events silent = {.on_message = ignore_message, .on_close = ignore_close};
	struct api *api = arrival->api;
	struct ws *ws = NULL;

	if (fd >= 0 && !api->closed)
		ws = ws_accept(api->loop, fd, early, early_len, &silent, NULL);
	else if (fd >= 0)
		close(fd);
	if (ws && api->agent_fn)
		api->agent_fn(api->agent_arg, arrival->agent_id, ws);
	else if (ws)
		ws_close(ws, "no agents are served here");
	api_unref(api);
	free(arrival);
}

static void agent_link(struct call *call)
{
	struct arrival *arrival;
	struct error err;
	int64_t id;

	if (call->method != METHOD_GET || !http_header(call->request, "Upgrade")) {
		errors_status(call, call->method == METHOD_GET ? 404 : 405);
		return;
	}
	if (auth_agent(call, &id, &err) < 0) {
		errors_reply(call, &err);
		return;
	}
	arrival = calloc(1, sizeof(*arrival));
	if (!arrival)
		abort();
	*arrival = (struct arrival){api_ref(call->api), id};
	if (http_upgrade(call->request, agent_socket, arrival, &err) < 0) {
		api_unref(call->api);
		free(arrival);
		errors_status(call, 400);
	}
}

/* --- Types ------------------------------------------------------------------------------ */

static int allows(struct call *call, unsigned methods)
{
	return call->method && (methods & call->method) &&
	       (!call->who.read_only || call->method == METHOD_GET);
}

static void collection(struct call *call, const struct type *type)
{
	if (!allows(call, type->collection_methods[call->who.role]))
		errors_status(call, 405);
	else if (call->method == METHOD_POST && type->base->has_table)
		write_create(call, type, NULL, NULL);
	else if (call->method == METHOD_POST)
		write_nothing(call, type);
	else if (call->method != METHOD_GET)
		errors_status(call, 405);
	else if (!process_view_list(call, type) && !documentation_list(call, type))
		list_collection(call, type);
}

static void get_one(struct call *call, const struct type *type, int64_t id)
{
	AUTO(buf_done) struct buf when = {0};
	AUTO(as_of_done) struct as_of past = {0};
	struct error err;
	struct row row;
	int64_t at;

	if (kept_get(call, type, id))
		return;
	if (access_get(call, call->thread->reader, type, id, &row, &err) < 0) {
		errors_reply(call, &err);
		return;
	}
	if (call_query(call, "explain", &when)) {
		explain_resource(call, type, &row, when.data ? when.data : "");
		return;
	}
	if (call_query(call, "asOf", &when) &&
	    (as_of_time(when.data ? when.data : "", &at, &err) < 0 ||
	     as_of_row(call, type, at, &row, &past, &err) < 0)) {
		errors_reply(call, &err);
		return;
	}
	/* What it was has no revision. */
	if (when.len)
		row.rev = 0;
	access_reply(call, 200, type, &row);
}

/* A row that is not there is 404 whatever the method. */
static void refuse_method(struct call *call, const struct type *type, int64_t id)
{
	struct error err;
	struct row row;

	if (access_get(call, call->thread->reader, type, id, &row, &err) < 0)
		errors_reply(call, &err);
	else
		errors_status(call, 405);
}

static void resource(struct call *call, const struct type *type, int64_t id)
{
	AUTO(buf_done) struct buf action = {0};

	if (call->method == METHOD_POST && !call->who.read_only &&
	    call_query(call, "action", &action)) {
		write_action(call, type, id, action.data ? action.data : "");
		return;
	}
	if (!allows(call, type->resource_methods[call->who.role])) {
		refuse_method(call, type, id);
		return;
	}
	switch (call->method) {
	case METHOD_GET:
		get_one(call, type, id);
		break;
	case METHOD_PUT:
		write_update(call, type, id);
		break;
	case METHOD_DELETE:
		write_delete(call, type, id);
		break;
	default:
		refuse_method(call, type, id);
		break;
	}
}

static void child_create(struct call *call, const struct type *type, const struct row *row,
			 struct span name)
{
	const struct view *view = snapshot_view(call->snapshot, type, call->who.role);
	const struct view_link *link = view ? links_find(view, name.at, name.len) : NULL;
	AUTO(buf_done) struct buf id = {0};

	if (!link) {
		errors_status(call, 404);
		return;
	}
	if (link->link->kind != LINK_CHILD || !link->target->base->has_table ||
	    !allows(call, link->target->collection_methods[call->who.role])) {
		errors_status(call, 405);
		return;
	}
	ids_add(&id, call->plain ? NULL : type->id_prefix, row->id);
	write_create(call, link->target, link->link->via, id.data);
}

static void linked(struct call *call, const struct type *type, int64_t id, struct span name)
{
	struct error err;
	struct row row;

	if (access_get(call, call->thread->reader, type, id, &row, &err) < 0) {
		errors_reply(call, &err);
		return;
	}
	/* Links are those of the type it shows as. */
	type = snapshot_shown(call->snapshot, type->base, call->who.role, row.kind);
	if (registration_pem(call, type, &row, name))
		return;
	if (call->method == METHOD_GET)
		links_get(call, type, &row, name.at, name.len);
	else if (call->method == METHOD_POST)
		child_create(call, type, &row, name);
	else
		errors_status(call, 405);
}

void route_resource(struct call *call, const char *text)
{
	AUTO(buf_done) struct buf action = {0};
	const struct type *type;
	struct route_path path;
	int64_t id;

	route_split(text, &path);
	if (path.count == 0) {
		version(call);
		return;
	}
	if (route_part_is(path.part[0], "schemas") || route_part_is(path.part[0], "schema")) {
		schemas(call, &path);
		return;
	}
	if (path.count == 1 && route_part_is(path.part[0], "openapi.json")) {
		openapi(call);
		return;
	}
	if (path.count == 1 && route_part_is(path.part[0], "subscribe")) {
		subscribe_open(call);
		return;
	}
	if (path.count == 1 && route_part_is(path.part[0], "session")) {
		login_session(call);
		return;
	}
	if (path.count == 1 && route_part_is(path.part[0], "ticket")) {
		ticket(call);
		return;
	}
	if (path.count == 1 && route_part_is(path.part[0], "console")) {
		console_route(call);
		return;
	}
	if (path.count == 1 && route_part_is(path.part[0], "link")) {
		agent_link(call);
		return;
	}
	/* Before the type is looked for: to an agent images are not visible, their bytes are. */
	if (path.count == 3 && content_is_path(call->request->path)) {
		content_route(call);
		return;
	}
	type = model_type_by_url(call->snapshot->model, path.part[0].at, path.part[0].len);
	if (!type || !type->visible[call->who.role]) {
		errors_status(call, 404);
		return;
	}
	if (path.count == 1 && strcmp(type->name, "publish") == 0) {
		publish(call);
		return;
	}
	if (path.count == 1 && call->method == METHOD_GET &&
	    strcmp(type->name, "authorized") == 0) {
		registration_authorized(call);
		return;
	}
	if (path.count == 2 && strcmp(type->name, "configContent") == 0) {
		config_content(call, type, path.part[1]);
		return;
	}
	if (path.count <= 2 && settings_is(type)) {
		if (path.count == 1)
			settings_collection(call, type);
		else
			settings_resource(call, type, path.part[1]);
		return;
	}
	if (path.count == 1) {
		collection(call, type);
		return;
	}
	if (path.count == 2 && call->method == METHOD_POST && !type->base->has_table &&
	    !call->who.read_only && call_query(call, "action", &action)) {
		process_view_act(call, type, path.part[1].at, path.part[1].len,
				 action.data ? action.data : "");
		return;
	}
	if (path.count == 2 && call->method == METHOD_GET &&
	    (process_view_get(call, type, path.part[1].at, path.part[1].len) ||
	     documentation_get(call, type, path.part[1].at, path.part[1].len)))
		return;
	if (path.count == 3 && execution_link(call, type, path.part[1], path.part[2]))
		return;
	if (path.count == 3 && drawing_link(call, type, path.part[1], path.part[2]))
		return;
	if (ids_parse(path.part[1].at, path.part[1].len, call->plain, &id) < 0) {
		errors_status(call, 404);
		return;
	}
	if (path.count == 2)
		resource(call, type, id);
	else
		linked(call, type, id, path.part[2]);
}

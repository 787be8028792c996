/* Process definitions: the lifecycles as they are loaded now. */
#include <stdlib.h>
#include <string.h>

#include "api/access.h"
#include "api/errors.h"
#include "api/ids.h"
#include "api/list.h"
#include "api/process_view.h"
#include "base/auto.h"

static void add_transition(const char *from, const char *to, const char *field, struct buf *ret)
{
	buf_json_comma(ret);
	buf_adds(ret, "{\"type\":\"stateTransition\",\"fromState\":");
	buf_json_string(ret, from);
	buf_adds(ret, ",\"toState\":");
	buf_json_string(ret, to);
	buf_addf(ret, ",\"field\":\"%s\"}", field);
}

static void add_transitions(const struct process *process, struct buf *ret)
{
	const char *field = process->column ? "allocationState" : "state";

	buf_addc(ret, '[');
	for (int i = 0; process->start[i]; i++)
		if (process_via(process, process->start[i]))
			add_transition(process->start[i], process_via(process, process->start[i]),
				       field, ret);
	for (const struct state_pair *via = process->via; via->to; via++)
		if (process_done(process, via->to))
			add_transition(via->to, process_done(process, via->to), field, ret);
	buf_addc(ret, ']');
}

/* A program outside; all of its properties are texts. */
static void add_external(const struct handler *handler, const struct process *process,
			 enum phase phase, struct buf *ret)
{
	static const char *const prefix[] = {"pre.", "", "post."};
	const struct external *external = handler->external;

	buf_adds(ret, "{\"name\":");
	buf_json_string(ret, handler->name);
	buf_addf(ret, ",\"className\":null,\"properties\":{\"name\":");
	buf_json_string(ret, handler->name);
	buf_addf(ret, ",\"eventName\":\"%s%s;handler=%s\",\"priority\":\"%d\"", prefix[phase],
		 process->name, handler->name, external->priority);
	if (external->retries)
		buf_addf(ret, ",\"retry\":\"%d\"", external->retries);
	if (external->timeout_ms)
		buf_addf(ret, ",\"timeoutMillis\":\"%d\"", external->timeout_ms);
	buf_adds(ret, "}}");
}

static const char *const points[] = {"pre.listeners", "handlers", "post.listeners"};

static void add_implementations(const struct process *process, const struct externals *externals,
				enum phase phase, struct buf *ret)
{
	const struct handler *handler;

	buf_addc(ret, '[');
	for (int i = 0; (handler = handler_at(process, externals, phase, i)); i++) {
		buf_json_comma(ret);
		if (handler->external) {
			add_external(handler, process, phase, ret);
			continue;
		}
		buf_adds(ret, "{\"name\":");
		buf_json_string(ret, handler->name);
		buf_adds(ret, ",\"className\":");
		buf_json_string(ret, handler->file);
		buf_addf(ret, ",\"line\":%d,\"timeout\":%d}", handler->line, handler->timeout);
	}
	buf_addc(ret, ']');
}

static void add_handlers(const struct process *process, const struct externals *externals,
			 enum phase phase, struct buf *ret)
{
	buf_addf(ret,
		 "{\"type\":\"extensionPoint\",\"name\":\"process.%s.%s\",\"implementations\":",
		 process->name, points[phase]);
	add_implementations(process, externals, phase, ret);
	buf_addc(ret, '}');
}

static void render_definition(const struct render *render, const struct type *type,
			      const struct process *process, const struct externals *externals,
			      struct buf *ret)
{
	const struct view *view = &snapshot_shape(render->snapshot, type)->views[render->role];
	const char *prefix = render_prefix(render, type);

	buf_adds(ret, "{\"id\":\"");
	ids_add_name(ret, prefix, process->name);
	buf_addf(ret, "\",\"type\":\"%s\",\"links\":{\"self\":\"", type->name);
	buf_add(ret, render->base, render->base_len);
	buf_addf(ret, "/v1/%s/", type->url);
	ids_add_name(ret, prefix, process->name);
	buf_adds(ret, "\",\"processDot\":\"");
	buf_add(ret, render->base, render->base_len);
	buf_addf(ret, "/v1/%s/", type->url);
	ids_add_name(ret, prefix, process->name);
	buf_adds(ret, "/processdot\"},\"actions\":{}");
	for (int i = 0; i < view->field_count; i++) {
		const char *name = view->fields[i].field->name;

		buf_add(ret, view->fields[i].key, view->fields[i].key_len);
		if (strcmp(name, "name") == 0)
			buf_json_string(ret, process->name);
		else if (strcmp(name, "resourceType") == 0)
			buf_json_string(ret, process->type);
		else if (strcmp(name, "extensionBased") == 0)
			buf_adds(ret, "true");
		else if (strcmp(name, "stateTransitions") == 0)
			add_transitions(process, ret);
		else if (strcmp(name, "preProcessListeners") == 0)
			add_handlers(process, externals, PHASE_PRE, ret);
		else if (strcmp(name, "processHandlers") == 0)
			add_handlers(process, externals, PHASE_HANDLE, ret);
		else if (strcmp(name, "postProcessListeners") == 0)
			add_handlers(process, externals, PHASE_POST, ret);
		else
			buf_adds(ret, "null");
	}
	buf_addc(ret, '}');
}

static int by_name(const void *a, const void *b)
{
	const struct process *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

void definition_view_list(struct call *call, const struct type *type)
{
	struct buf body = {0};
	struct list_page page;
	struct render render;
	const struct process **sorted;
	const struct process *const *all = NULL;
	struct externals *externals = api_externals(call->api);
	AUTO(buf_done) struct buf wanted = {0};
	int count = 0, kept = 0, of_type;
	int64_t next;

	if (call->snapshot->lifecycles)
		all = lifecycles_all(call->snapshot->lifecycles, &count);
	sorted = calloc((size_t)count + 1, sizeof(*sorted));
	if (!sorted)
		abort();
	of_type = call_query(call, "resourceType", &wanted);
	for (int i = 0; i < count; i++)
		if (!of_type || strcmp(all[i]->type, wanted.data ? wanted.data : "") == 0)
			sorted[kept++] = all[i];
	count = kept;
	qsort(sorted, (size_t)count, sizeof(*sorted), by_name);
	list_page(call, &page);
	access_render(call, NULL, &render);
	list_begin(call, type->name, &body);
	buf_adds(&body, ",\"createTypes\":{},\"actions\":{},\"data\":[");
	next = page.offset;
	for (; next < count && next < page.offset + page.limit; next++) {
		buf_json_comma(&body);
		render_definition(&render, type, sorted[next], externals, &body);
	}
	free(sorted);
	externals_unref(externals);
	buf_adds(&body, "],\"sortLinks\":{}");
	list_end(call, page.limit, page.limit && next < count ? next : -1, &body);
	buf_adds(&body, ",\"sort\":null,\"filters\":{},\"createDefaults\":{}}");
	call_reply(call, 200, &body);
}

void definition_view_get(struct call *call, const struct type *type, const char *id, size_t len)
{
	struct span name = ids_parse_name(id, len);
	const struct process *process = NULL;
	struct externals *externals;
	struct buf body = {0};
	struct render render;
	char text[128];

	if (name.at && name.len < sizeof(text) && call->snapshot->lifecycles) {
		memcpy(text, name.at, name.len);
		text[name.len] = 0;
		process = lifecycles_find_name(call->snapshot->lifecycles, text);
	}
	if (!process) {
		errors_status(call, 404);
		return;
	}
	externals = api_externals(call->api);
	access_render(call, NULL, &render);
	render_definition(&render, type, process, externals, &body);
	externals_unref(externals);
	call_reply(call, 200, &body);
}

/* --- Extension points ------------------------------------------------------------------- */

static void render_point(const struct render *render, const struct type *type,
			 const struct process *process, const struct externals *externals,
			 enum phase phase, struct buf *ret)
{
	const char *prefix = render_prefix(render, type);
	AUTO(buf_done) struct buf name = {0};

	buf_addf(&name, "process.%s.%s", process->name, points[phase]);
	buf_adds(ret, "{\"id\":\"");
	ids_add_name(ret, prefix, name.data);
	buf_addf(ret, "\",\"type\":\"%s\",\"links\":{\"self\":\"%.*s/v1/%s/", type->name,
		 (int)render->base_len, render->base, type->url);
	ids_add_name(ret, prefix, name.data);
	buf_addf(ret, "\"},\"actions\":{},\"name\":\"%s\",\"implementations\":", name.data);
	add_implementations(process, externals, phase, ret);
	buf_adds(ret, ",\"listSetting\":null,\"includeSetting\":null,\"excludeSetting\":null}");
}

void extension_point_list(struct call *call, const struct type *type)
{
	struct externals *externals = api_externals(call->api);
	const struct process *const *all = NULL;
	const struct process **sorted;
	struct buf body = {0};
	struct list_page page;
	struct render render;
	int count = 0;
	int64_t next;

	if (call->snapshot->lifecycles)
		all = lifecycles_all(call->snapshot->lifecycles, &count);
	sorted = calloc((size_t)count + 1, sizeof(*sorted));
	if (!sorted)
		abort();
	for (int i = 0; i < count; i++)
		sorted[i] = all[i];
	qsort(sorted, (size_t)count, sizeof(*sorted), by_name);
	list_page(call, &page);
	access_render(call, NULL, &render);
	list_begin(call, type->name, &body);
	buf_adds(&body, ",\"createTypes\":{},\"actions\":{},\"data\":[");
	for (next = page.offset; next < 3 * count && next < page.offset + page.limit; next++) {
		buf_json_comma(&body);
		render_point(&render, type, sorted[next / 3], externals, (enum phase)(next % 3),
			     &body);
	}
	free(sorted);
	externals_unref(externals);
	buf_adds(&body, "],\"sortLinks\":{}");
	list_end(call, page.limit, page.limit && next < 3 * count ? next : -1, &body);
	buf_adds(&body, ",\"sort\":null,\"filters\":{},\"createDefaults\":{}}");
	call_reply(call, 200, &body);
}

void extension_point_get(struct call *call, const struct type *type, const char *id, size_t len)
{
	static const char head[] = "process.";
	struct span name = ids_parse_name(id, len);
	struct externals *externals = api_externals(call->api);
	struct buf body = {0};
	struct render render;
	char text[160] = "";

	if (name.at && name.len < sizeof(text))
		memcpy(text, name.at, name.len);
	access_render(call, NULL, &render);
	for (int phase = 0; phase < 3 && strncmp(text, head, sizeof(head) - 1) == 0; phase++) {
		char *process_name = text + sizeof(head) - 1;
		size_t tail = strlen(points[phase]), size = strlen(process_name);
		const struct process *process;

		if (size <= tail + 1 || process_name[size - tail - 1] != '.' ||
		    strcmp(process_name + size - tail, points[phase]) != 0)
			continue;
		process_name[size - tail - 1] = 0;
		process = call->snapshot->lifecycles
				  ? lifecycles_find_name(call->snapshot->lifecycles, process_name)
				  : NULL;
		if (process)
			render_point(&render, type, process, externals, (enum phase)phase, &body);
		break;
	}
	externals_unref(externals);
	if (body.len)
		call_reply(call, 200, &body);
	else
		errors_status(call, 404);
}

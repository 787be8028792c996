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

static void add_handlers(const struct process *process, enum phase phase, struct buf *ret)
{
	static const char *const points[] = {"pre.listeners", "handlers", "post.listeners"};

	buf_addf(ret,
		 "{\"type\":\"extensionPoint\",\"name\":\"process.%s.%s\",\"implementations\":[",
		 process->name, points[phase]);
	for (int i = 0; process->handlers[phase][i]; i++) {
		const struct handler *handler = process->handlers[phase][i];

		buf_json_comma(ret);
		buf_adds(ret, "{\"name\":");
		buf_json_string(ret, handler->name);
		buf_adds(ret, ",\"className\":");
		buf_json_string(ret, handler->file);
		buf_addf(ret, ",\"line\":%d,\"timeout\":%d}", handler->line, handler->timeout);
	}
	buf_adds(ret, "]}");
}

static void render_definition(const struct render *render, const struct type *type,
			      const struct process *process, struct buf *ret)
{
	const struct view *view = &snapshot_shape(render->snapshot, type)->views[render->role];
	const char *prefix = render_prefix(render, type);

	buf_adds(ret, "{\"id\":\"");
	ids_add_name(ret, prefix, process->name);
	buf_addf(ret, "\",\"type\":\"%s\",\"links\":{\"self\":\"", type->name);
	buf_add(ret, render->base, render->base_len);
	buf_addf(ret, "/v1/%s/", type->url);
	ids_add_name(ret, prefix, process->name);
	buf_adds(ret, "\"},\"actions\":{}");
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
			add_handlers(process, PHASE_PRE, ret);
		else if (strcmp(name, "processHandlers") == 0)
			add_handlers(process, PHASE_HANDLE, ret);
		else if (strcmp(name, "postProcessListeners") == 0)
			add_handlers(process, PHASE_POST, ret);
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
	int count = 0;
	int64_t next;

	if (call->snapshot->lifecycles)
		all = lifecycles_all(call->snapshot->lifecycles, &count);
	sorted = calloc((size_t)count + 1, sizeof(*sorted));
	if (!sorted)
		abort();
	if (count)
		memcpy(sorted, all, (size_t)count * sizeof(*sorted));
	qsort(sorted, (size_t)count, sizeof(*sorted), by_name);
	list_page(call, &page);
	access_render(call, NULL, &render);
	list_begin(call, type->name, &body);
	buf_adds(&body, ",\"createTypes\":{},\"actions\":{},\"data\":[");
	next = page.offset;
	for (; next < count && next < page.offset + page.limit; next++) {
		buf_json_comma(&body);
		render_definition(&render, type, sorted[next], &body);
	}
	free(sorted);
	buf_adds(&body, "],\"sortLinks\":{}");
	list_end(call, page.limit, page.limit && next < count ? next : -1, &body);
	buf_adds(&body, ",\"sort\":null,\"filters\":{},\"createDefaults\":{}}");
	call_reply(call, 200, &body);
}

void definition_view_get(struct call *call, const struct type *type, const char *id, size_t len)
{
	struct span name = ids_parse_name(id, len);
	const struct process *process = NULL;
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
	access_render(call, NULL, &render);
	render_definition(&render, type, process, &body);
	call_reply(call, 200, &body);
}

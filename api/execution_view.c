/* One execution an instance: its number is the instance's. */
#include "api/execution_view.h"

#include <string.h>
#include <strings.h>

#include "api/access.h"
#include "api/errors.h"
#include "api/filter.h"
#include "api/ids.h"
#include "api/list.h"
#include "base/auto.h"

#define LINK "processexecutions"
#define SCAN_MAX 100000 /* rows looked at for one page */

static void add_text(struct buf *ret, const char *key, const char *text)
{
	buf_json_key(ret, key);
	buf_json_string(ret, text);
}

static void add_time(struct buf *ret, const char *key, int64_t ms)
{
	buf_json_key(ret, key);
	render_time(ret, ms);
}

static void render(const struct render *how, const struct type *type, const struct process_row *row,
		   struct buf *ret)
{
	const struct type *instances = model_type(how->snapshot->model, "processInstance");
	const struct type *resource = model_type(how->snapshot->model, row->type);

	buf_adds(ret, "{\"id\":");
	ids_json(ret, render_prefix(how, type), row->id);
	buf_addf(ret, ",\"type\":\"%s\",\"links\":{\"self\":\"", type->name);
	render_self(how, type, row->id, ret);
	buf_adds(ret, "\",\"processInstance\":\"");
	render_self(how, instances, row->id, ret);
	buf_adds(ret, "\"},\"actions\":{},\"uuid\":null,\"processInstanceId\":");
	ids_json(ret, render_prefix(how, instances), row->id);
	buf_adds(ret, ",\"log\":{");
	add_text(ret, "processName", row->name);
	add_text(ret, "resourceType", row->type);
	buf_json_key(ret, "resourceId");
	ids_json(ret, resource ? render_prefix(how, resource) : NULL, row->resource_id);
	add_time(ret, "startTime", row->start);
	add_time(ret, "endTime", row->end);
	add_text(ret, "result", row->result);
	add_text(ret, "exitReason", row->exit_reason);
	buf_adds(ret, "}}");
}

struct scan {
	const struct render *how;
	const struct type *type;
	const struct filters *filters;
	struct buf *ret;
	int64_t last, passed; /* shown, and looked at */
	int left, seen, more;
};

/* Id and instance are one number. */
static int is_wanted(const struct filters *filters, int64_t id)
{
	for (int i = 0; i < filters->count; i++) {
		const struct filter *filter = &filters->list[i];

		if (strcmp(filter->field->name, "uuid") == 0 || filter->op == STORE_NULL) {
			if (filter->op != STORE_NULL || strcmp(filter->field->name, "uuid") != 0)
				return 0;
		} else if (filter->op != STORE_NOTNULL &&
			   !filter_order(filter->op, (double)id - strtod(filter->value, NULL))) {
			return 0;
		}
	}
	return 1;
}

static int scan_row(void *arg, const struct process_row *row)
{
	struct scan *scan = arg;

	if (scan->seen++ == SCAN_MAX) {
		/* The next page goes on here, whatever was found. */
		scan->last = scan->passed;
		scan->more = 1;
		return 1;
	}
	scan->passed = row->id;
	if (!is_wanted(scan->filters, row->id))
		return 0;
	if (!scan->left) {
		scan->more = 1;
		return 1;
	}
	scan->left--;
	scan->last = row->id;
	buf_json_comma(scan->ret);
	render(scan->how, scan->type, row, scan->ret);
	return 0;
}

int execution_link(struct call *call, const struct type *type, struct span text, struct span link)
{
	const struct type *executions = model_type(call->snapshot->model, "processExecution");
	struct process_row row;
	struct buf body = {0};
	struct render how;
	int64_t id;

	if (strcmp(type->name, "processInstance") != 0 || !executions ||
	    !executions->visible[call->who.role] || link.len != strlen(LINK) ||
	    strncasecmp(link.at, LINK, link.len) != 0)
		return 0;
	if (call->method != METHOD_GET) {
		errors_status(call, 405);
		return 1;
	}
	if (ids_parse(text.at, text.len, call->plain, &id) < 0 || access_scope(call) ||
	    reader_process(call->thread->reader, id, &row, NULL) < 0) {
		errors_status(call, 404);
		return 1;
	}
	access_render(call, NULL, &how);
	list_begin(call, executions->name, &body);
	buf_adds(&body, ",\"createTypes\":{},\"actions\":{},\"data\":[");
	render(&how, executions, &row, &body);
	buf_adds(&body, "],\"sortLinks\":{},\"pagination\":null,\"sort\":null,\"filters\":{},"
			"\"createDefaults\":{}}");
	call_reply(call, 200, &body);
	return 1;
}

void execution_list(struct call *call, const struct type *type)
{
	AUTO(filters_done) struct filters filters = {0};
	struct list_page page;
	struct buf body = {0};
	struct render how;
	struct scan scan = {&how, type, &filters, &body, 0, 0, 0, 0, 0};
	struct error err;

	list_page(call, &page);
	filters_parse(call, type, &filters);
	access_render(call, NULL, &how);
	scan.left = page.limit;
	list_begin(call, type->name, &body);
	buf_adds(&body, ",\"createTypes\":{},\"actions\":{},\"data\":[");
	if (page.limit && !access_scope(call) && !filters.nothing &&
	    reader_processes(call->thread->reader, page.offset, 0, SCAN_MAX + 1, scan_row, &scan,
			     &err) < 0) {
		buf_done(&body);
		errors_reply(call, &err);
		return;
	}
	buf_adds(&body, "],\"sortLinks\":{}");
	list_end(call, page.limit, scan.more ? scan.last : -1, &body);
	buf_adds(&body, ",\"sort\":null");
	filters_render(&filters, type, call->who.role, &body);
	buf_adds(&body, ",\"createDefaults\":{}}");
	call_reply(call, 200, &body);
}

void execution_get(struct call *call, const struct type *type, const char *id, size_t len)
{
	struct process_row row;
	struct buf body = {0};
	struct render how;
	int64_t number;

	if (ids_parse(id, len, call->plain, &number) < 0 || access_scope(call) ||
	    reader_process(call->thread->reader, number, &row, NULL) < 0) {
		errors_status(call, 404);
		return;
	}
	access_render(call, NULL, &how);
	render(&how, type, &row, &body);
	call_reply(call, 200, &body);
}

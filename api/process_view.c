/* Process instances: what they show, and the ways to find them. */
#include "api/process_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "api/access.h"
#include "api/defer.h"
#include "api/errors.h"
#include "api/filter.h"
#include "api/ids.h"
#include "api/list.h"
#include "base/auto.h"

#define SCAN_MAX 100000 /* rows looked at for one page */
#define HISTORY_MAX 2000 /* history rows looked at for one resource */

static int is_instance(const struct type *type)
{
	return strcmp(type->name, "processInstance") == 0;
}

/* What the engine knows of a process that is in memory, copied off the loop. */
struct live {
	int known, attempt;
	int64_t since, next_at;
	char phase[16], handler[64], waiting[224], error[256];
};

/* --- One process instance --------------------------------------------------------------- */

enum kind { KIND_NONE, KIND_TEXT, KIND_NUMBER, KIND_DATE, KIND_JSON };

/* A field's value by its name. Numbers and dates in *number; texts in the return value. */
static enum kind value_of(const struct process_row *row, const struct live *live, const char *name,
			  const char **text, int64_t *number, char scratch[24])
{
	*text = NULL;
	*number = 0;
	if (strcmp(name, "processName") == 0 || strcmp(name, "name") == 0) {
		*text = row->name;
	} else if (strcmp(name, "resourceType") == 0) {
		*text = row->type;
	} else if (strcmp(name, "resourceId") == 0) {
		snprintf(scratch, 24, "%lld", (long long)row->resource_id);
		*text = scratch;
	} else if (strcmp(name, "result") == 0) {
		*text = row->result;
	} else if (strcmp(name, "exitReason") == 0) {
		*text = row->exit_reason;
	} else if (strcmp(name, "actor") == 0) {
		*text = row->actor;
	} else if (strcmp(name, "phase") == 0) {
		*text = live && live->phase[0] ? live->phase : row->phase;
	} else if (strcmp(name, "handler") == 0) {
		*text = live && live->handler[0] ? live->handler : row->handler;
	} else if (strcmp(name, "lastError") == 0) {
		*text = live && live->error[0] ? live->error : row->last_error;
	} else if (strcmp(name, "waitingOn") == 0) {
		*text = live && live->waiting[0] ? live->waiting : NULL;
	} else if (strcmp(name, "priority") == 0 || strcmp(name, "attempt") == 0 ||
		   strcmp(name, "id") == 0) {
		*number = name[0] == 'p'        ? row->priority
			  : name[0] == 'i'      ? row->id
			  : live && live->known ? live->attempt
						: row->attempt;
		return KIND_NUMBER;
	} else if (strcmp(name, "startTime") == 0 || strcmp(name, "endTime") == 0) {
		*number = name[0] == 's' ? row->start : row->end;
		return KIND_DATE;
	} else if (strcmp(name, "nextAttempt") == 0) {
		*number = live && live->known ? live->next_at : row->end ? 0 : row->next_at;
		return KIND_DATE;
	} else if (strcmp(name, "waitingSince") == 0) {
		*number = live && live->waiting[0] ? live->since : 0;
		return KIND_DATE;
	} else if (strcmp(name, "data") == 0) {
		return KIND_JSON;
	} else {
		return KIND_NONE;
	}
	return *text ? KIND_TEXT : KIND_NONE;
}

static void add_resource_link(const struct render *render, const struct process_row *row,
			      struct buf *ret)
{
	const struct type *type = model_type(render->snapshot->model, row->type);

	if (!type || !type->visible[render->role])
		return;
	buf_adds(ret, ",\"resource\":\"");
	render_self(render, type, row->resource_id, ret);
	buf_addc(ret, '"');
}

static void render_process(const struct render *render, const struct type *type,
			   const struct process_row *row, const struct live *live, struct buf *ret)
{
	const struct view *view = &snapshot_shape(render->snapshot, type)->views[render->role];
	char scratch[24];

	buf_adds(ret, "{\"id\":");
	ids_json(ret, render_prefix(render, type), row->id);
	buf_addf(ret, ",\"type\":\"%s\",\"links\":{\"self\":\"", type->name);
	render_self(render, type, row->id, ret);
	buf_addc(ret, '"');
	add_resource_link(render, row, ret);
	buf_adds(ret, "},\"actions\":{}");
	for (int i = 0; i < view->field_count; i++) {
		const struct view_field *item = &view->fields[i];
		const char *text;
		int64_t number;

		buf_add(ret, item->key, item->key_len);
		switch (value_of(row, live, item->field->name, &text, &number, scratch)) {
		case KIND_TEXT:
			buf_json_string(ret, text);
			break;
		case KIND_NUMBER:
			buf_add_int(ret, number);
			break;
		case KIND_DATE:
			render_time(ret, number);
			if (number && item->stamp_key) {
				buf_add(ret, item->stamp_key, item->stamp_key_len);
				buf_add_int(ret, number);
			}
			break;
		case KIND_JSON:
			buf_add(ret, row->data.at ? row->data.at : "{}",
				row->data.at ? row->data.len : 2);
			break;
		default:
			buf_adds(ret, "null");
			break;
		}
	}
	buf_addc(ret, '}');
}

/* --- One by id: a live one is asked about on the loop ------------------------------------- */

struct look {
	struct deferred deferred;
	const struct type *type;
	int64_t id;
	struct live live;
};

static void copy(char *ret, size_t size, const char *text)
{
	snprintf(ret, size, "%s", text ? text : "");
}

static void look_run(struct deferred *deferred)
{
	struct look *look = (struct look *)deferred;
	struct live *live = &look->live;
	struct process_status status;

	if (engine_status(deferred->call.api->engine, look->id, &status) == 0) {
		live->known = 1;
		live->attempt = status.attempt;
		live->since = status.since;
		live->next_at = status.next_at;
		copy(live->phase, sizeof(live->phase), status.phase);
		copy(live->handler, sizeof(live->handler), status.handler);
		copy(live->error, sizeof(live->error), status.last_error);
		if (status.waiting_kind)
			snprintf(live->waiting, sizeof(live->waiting), "%s%s%s",
				 status.waiting_kind, status.waiting_id ? " " : "",
				 status.waiting_id ? status.waiting_id : "");
	}
	defer_finish(deferred);
}

static void answer_process(struct call *call, const struct type *type,
			   const struct process_row *row, const struct live *live)
{
	struct buf body = {0};
	struct render render;

	access_render(call, NULL, &render);
	render_process(&render, type, row, live, &body);
	call_reply(call, 200, &body);
}

static void look_answer(struct deferred *deferred)
{
	struct look *look = (struct look *)deferred;
	struct call *call = &deferred->call;
	struct process_row row;
	struct error err;

	if (api_thread_ready(call->api, call->thread, call->snapshot, &err) < 0 ||
	    reader_process(call->thread->reader, look->id, &row, &err) < 0)
		errors_reply(call, &err);
	else
		answer_process(call, look->type, &row, row.end ? NULL : &look->live);
}

static void get_instance(struct call *call, const struct type *type, const char *text, size_t len)
{
	struct process_row row;
	struct look *look;
	struct error err;
	int64_t id;

	if (ids_parse(text, len, call->plain, &id) < 0 || access_scope(call) ||
	    reader_process(call->thread->reader, id, &row, &err) < 0) {
		errors_status(call, 404);
		return;
	}
	if (row.end || !call->api->engine) {
		answer_process(call, type, &row, NULL);
		return;
	}
	look = defer_new(call, sizeof(*look));
	look->type = type;
	look->id = id;
	look->deferred.run = look_run;
	look->deferred.answer = look_answer;
	defer_start(&look->deferred);
}

/* --- Lists ------------------------------------------------------------------------------ */

struct scan {
	const struct render *render;
	const struct type *type;
	const struct filters *filters;
	struct buf *ret;
	int left, more, seen;
	int64_t last; /* id of the last row that this page answers for */
};

static int compare(int op, double order, const char *text, const char *value)
{
	switch (op) {
	case STORE_EQ:
		return order == 0;
	case STORE_NE:
		return order != 0;
	case STORE_LT:
		return order < 0;
	case STORE_LTE:
		return order <= 0;
	case STORE_GT:
		return order > 0;
	case STORE_GTE:
		return order >= 0;
	case STORE_PREFIX:
		return text && strncmp(text, value, strlen(value)) == 0;
	default:
		return 0;
	}
}

static int matches(const struct process_row *row, const struct filter *filter)
{
	const char *text;
	char scratch[24];
	int64_t number, wanted;
	enum kind kind = value_of(row, NULL, filter->field->name, &text, &number, scratch);
	int is_null = kind == KIND_NONE || (kind == KIND_DATE && number == 0);

	if (filter->op == STORE_NULL || filter->op == STORE_NOTNULL)
		return is_null == (filter->op == STORE_NULL);
	if (is_null)
		return filter->op == STORE_NE;
	if (kind != KIND_TEXT)
		return compare(filter->op, (double)number - strtod(filter->value, NULL), NULL, "");
	/* A resource is known by its plain number here; its wire id does as well. */
	if (strcmp(filter->field->name, "resourceId") == 0 &&
	    ids_parse(filter->value, strlen(filter->value), 0, &wanted) == 0)
		return compare(filter->op, (double)(row->resource_id - wanted), NULL, "");
	return compare(filter->op, strcmp(text, filter->value), text, filter->value);
}

static int scan_row(void *arg, const struct process_row *row)
{
	struct scan *scan = arg;

	if (scan->seen++ == SCAN_MAX) {
		/* Enough for one request: the next page goes on from here. */
		scan->more = 1;
		return 1;
	}
	for (int i = 0; i < scan->filters->count; i++) {
		if (!matches(row, &scan->filters->list[i])) {
			if (scan->left)
				scan->last = row->id;
			return 0;
		}
	}
	if (scan->left == 0) {
		scan->more = 1;
		return 1;
	}
	scan->left--;
	scan->last = row->id;
	buf_json_comma(scan->ret);
	render_process(scan->render, scan->type, row, NULL, scan->ret);
	return 0;
}

static const char *filter_value(const struct filters *filters, const char *name, int op)
{
	for (int i = 0; i < filters->count; i++)
		if (filters->list[i].op == op && strcmp(filters->list[i].field->name, name) == 0)
			return op == STORE_EQ ? filters->list[i].value : "";
	return NULL;
}

struct process_ids {
	int64_t list[HISTORY_MAX];
	int count;
};

static int collect_id(void *arg, const struct history_row *row)
{
	struct process_ids *ids = arg;

	if (row->process_id)
		ids->list[ids->count++] = row->process_id;
	return ids->count == HISTORY_MAX;
}

static int by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* The processes of one resource, through its history: no scan of all processes there are. */
static int scan_resource(struct call *call, struct scan *scan, const struct type *resource,
			 int64_t id, const struct list_page *page, struct error *err)
{
	struct process_ids *ids = calloc(1, sizeof(*ids));
	struct process_row row;
	int rc;

	if (!ids)
		abort();
	rc = reader_history(call->thread->inner, resource->base, id, HISTORY_MAX, collect_id, ids,
			    err);
	qsort(ids->list, (size_t)ids->count, sizeof(ids->list[0]), by_id);
	for (int i = 0; rc == 0 && i < ids->count; i++) {
		int at = page->descending ? ids->count - 1 - i : i;
		int64_t process = ids->list[at];

		if (at && ids->list[at - 1] == process)
			continue;
		if (page->offset &&
		    (page->descending ? process >= page->offset : process <= page->offset))
			continue;
		if (reader_process(call->thread->inner, process, &row, NULL) == 0 &&
		    scan_row(scan, &row))
			break;
	}
	free(ids);
	return rc;
}

static int scan_all(struct call *call, struct scan *scan, const struct list_page *page,
		    struct error *err)
{
	struct reader *reader = call->thread->inner;
	const char *type = filter_value(scan->filters, "resourceType", STORE_EQ);
	const char *text = filter_value(scan->filters, "resourceId", STORE_EQ);
	const struct type *resource = type ? model_type(call->snapshot->model, type) : NULL;
	int64_t id;

	if (resource && resource->base->has_table && text &&
	    (ids_parse(text, strlen(text), 1, &id) == 0 ||
	     ids_parse(text, strlen(text), 0, &id) == 0))
		return scan_resource(call, scan, resource, id, page, err);
	if (filter_value(scan->filters, "endTime", STORE_NULL) && !page->descending)
		return reader_pending(reader, NULL, 0, page->offset, SCAN_MAX + 1, scan_row, scan,
				      err);
	if (page->descending)
		return reader_processes(reader, 0, page->offset ? page->offset : INT64_MAX,
					SCAN_MAX + 1, scan_row, scan, err);
	return reader_processes(reader, page->offset, 0, SCAN_MAX + 1, scan_row, scan, err);
}

/* By id, either way; the marker is the last id shown, so that deep pages cost what the first does.
 */
static void list_instances(struct call *call, const struct type *type)
{
	AUTO(filters_done) struct filters filters = {0};
	struct buf body = {0};
	struct list_page page;
	struct render render;
	struct scan scan = {.render = &render, .type = type, .filters = &filters, .ret = &body};
	struct error err;

	list_page(call, &page);
	filters_parse(call, type, &filters);
	access_render(call, NULL, &render);
	scan.left = page.limit;
	list_begin(call, type->name, &body);
	buf_adds(&body, ",\"createTypes\":{},\"actions\":{},\"data\":[");
	if (page.limit && !access_scope(call) && !filters.nothing &&
	    scan_all(call, &scan, &page, &err) < 0) {
		buf_done(&body);
		errors_reply(call, &err);
		return;
	}
	buf_adds(&body, "],\"sortLinks\":{}");
	list_end(call, page.limit, scan.more ? scan.last : -1, &body);
	buf_adds(&body, ",\"sort\":null");
	filters_render(&filters, type, &body);
	buf_adds(&body, ",\"createDefaults\":{}}");
	call_reply(call, 200, &body);
}

int process_view_list(struct call *call, const struct type *type)
{
	if (is_instance(type))
		list_instances(call, type);
	else if (strcmp(type->name, "processDefinition") == 0)
		definition_view_list(call, type);
	else
		return 0;
	return 1;
}

int process_view_get(struct call *call, const struct type *type, const char *id, size_t len)
{
	if (is_instance(type))
		get_instance(call, type, id, len);
	else if (strcmp(type->name, "processDefinition") == 0)
		definition_view_get(call, type, id, len);
	else
		return 0;
	return 1;
}

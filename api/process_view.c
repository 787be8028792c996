/* Process instances: what they show, and the ways to find them. */
#include "api/process_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "api/access.h"
#include "api/defer.h"
#include "api/drawing.h"
#include "api/errors.h"
#include "api/execution_view.h"
#include "api/explain.h"
#include "api/filter.h"
#include "api/history_view.h"
#include "api/ids.h"
#include "api/list.h"
#include "api/process_fields.h"
#include "base/auto.h"

#define SCAN_MAX 100000 /* rows looked at for one page */
#define HISTORY_MAX 2000 /* history rows looked at for one resource */

static int is_instance(const struct type *type)
{
	return strcmp(type->name, "processInstance") == 0;
}

/* --- One by id: a live one is asked about on the loop ------------------------------------- */

struct look {
	struct deferred deferred;
	const struct type *type;
	int64_t id;
	struct live live;
	int acts; /* a verb was asked for */
	enum verb verb;
	char actor[128];
	struct outcome outcome;
};

static void look_run(struct deferred *deferred)
{
	struct look *look = (struct look *)deferred;

	process_look(deferred->call.api->engine, look->id, &look->live);
	defer_finish(deferred);
}

static void answer_process(struct call *call, int status, const struct type *type,
			   const struct process_row *row, struct live *live)
{
	AUTO(buf_done) struct buf violations = {0};
	struct buf body = {0};
	struct render render;

	access_render(call, NULL, &render);
	if (live)
		process_place(call->thread->inner, call->snapshot->model, call->plain, row, live);
	process_violations(call->thread->inner, row, &violations);
	process_render(&render, type, row, live, (struct span){violations.data, violations.len},
		       &body);
	call_reply(call, status, &body);
}

static void look_answer(struct deferred *deferred)
{
	struct look *look = (struct look *)deferred;
	struct call *call = &deferred->call;
	struct process_row row;
	struct error err;

	if (look->outcome.rc < 0)
		errors_reply(call, &look->outcome.err);
	else if (api_thread_ready(call->api, call->thread, call->snapshot, &err) < 0 ||
		 reader_process(call->thread->reader, look->id, &row, &err) < 0)
		errors_reply(call, &err);
	else
		answer_process(call, look->acts ? 202 : 200, look->type, &row,
			       row.end ? NULL : &look->live);
}

static void get_instance(struct call *call, const struct type *type, const char *text, size_t len)
{
	AUTO(buf_done) struct buf explain = {0};
	struct process_row row;
	struct look *look;
	struct error err;
	int64_t id;

	if (ids_parse(text, len, call->plain, &id) < 0 || access_scope(call) ||
	    reader_process(call->thread->reader, id, &row, &err) < 0) {
		errors_status(call, 404);
		return;
	}
	if (call_query(call, "explain", &explain)) {
		explain_process(call, &row);
		return;
	}
	if (row.end || !call->api->engine) {
		answer_process(call, 200, type, &row, NULL);
		return;
	}
	look = defer_new(call, sizeof(*look));
	look->type = type;
	look->id = id;
	look->deferred.run = look_run;
	look->deferred.answer = look_answer;
	defer_start(&look->deferred);
}

static void acted(void *arg, const struct outcome *outcome)
{
	struct look *look = arg;

	look->outcome = *outcome;
	if (outcome->rc == 0)
		process_look(look->deferred.call.api->engine, look->id, &look->live);
	defer_finish(&look->deferred);
}

static void act_run(struct deferred *deferred)
{
	struct look *look = (struct look *)deferred;

	engine_verb(deferred->call.api->engine, look->id, look->verb, look->actor, acted, look);
}

void process_view_act(struct call *call, const struct type *type, const char *text, size_t len,
		      const char *action)
{
	int verb = verb_from_name(action);
	struct look *look;
	struct error err;
	int64_t id;

	if (verb < 0 || !is_instance(type)) {
		errors_set(&err, "InvalidAction", "action");
		errors_reply(call, &err);
		return;
	}
	if (ids_parse(text, len, call->plain, &id) < 0 || access_scope(call) ||
	    !call->api->engine) {
		errors_status(call, 404);
		return;
	}
	look = defer_new(call, sizeof(*look));
	look->type = type;
	look->id = id;
	look->acts = 1;
	look->verb = (enum verb)verb;
	call_actor(call, look->actor, sizeof(look->actor));
	look->deferred.run = act_run;
	look->deferred.answer = look_answer;
	defer_start(&look->deferred);
}

/* --- Lists ------------------------------------------------------------------------------ */

/* What the engine knew of the pending ones of a page: those are asked about on the loop, and the
 * page is made again with the answers. */
struct lives {
	int count, cap, filled;
	struct entry {
		int64_t id;
		struct live live;
	} * list;
};

static struct live *lives_find(struct lives *lives, int64_t id)
{
	for (int i = 0; lives->filled && i < lives->count; i++)
		if (lives->list[i].id == id)
			return &lives->list[i].live;
	return NULL;
}

static void lives_want(struct lives *lives, int64_t id)
{
	if (lives->filled)
		return;
	if (lives->count == lives->cap) {
		lives->cap = lives->cap ? 2 * lives->cap : 16;
		lives->list = realloc(lives->list, (size_t)lives->cap * sizeof(*lives->list));
		if (!lives->list)
			abort();
	}
	lives->list[lives->count++] = (struct entry){.id = id};
}

struct scan {
	struct call *call;
	struct lives *lives;
	const struct render *render;
	const struct type *type;
	const struct filters *filters;
	struct buf *ret;
	int left, more, seen;
	int64_t last; /* id of the last row that this page answers for */
};

static int matches(const struct process_row *row, const struct filter *filter)
{
	const char *text;
	char scratch[24];
	int64_t number, wanted;
	enum process_kind kind =
		process_value(row, NULL, filter->field->name, &text, &number, scratch);
	int is_null = kind == KIND_NONE || (kind == KIND_DATE && number == 0);

	if (filter->op == STORE_NULL || filter->op == STORE_NOTNULL)
		return is_null == (filter->op == STORE_NULL);
	if (is_null)
		return filter->op == STORE_NE;
	if (kind != KIND_TEXT)
		return filter_order(filter->op, (double)number - strtod(filter->value, NULL));
	/* A resource is known by its plain number here; its wire id does as well. */
	if (strcmp(filter->field->name, "resourceId") == 0 &&
	    ids_parse(filter->value, strlen(filter->value), 0, &wanted) == 0)
		return filter_order(filter->op, (double)(row->resource_id - wanted));
	return filter_text(filter, text);
}

static int scan_row(void *arg, const struct process_row *row)
{
	struct scan *scan = arg;
	struct live *live;

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
	if (!row->end)
		lives_want(scan->lives, row->id);
	live = row->end ? NULL : lives_find(scan->lives, row->id);
	if (live)
		process_place(scan->call->thread->inner, scan->call->snapshot->model,
			      scan->call->plain, row, live);
	process_render(scan->render, scan->type, row, live, (struct span){0}, scan->ret);
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
static int list_page_of(struct call *call, const struct type *type, struct lives *lives,
			struct buf *ret, struct error *err)
{
	AUTO(filters_done) struct filters filters = {0};
	struct list_page page;
	struct render render;
	struct scan scan = {.call = call,
			    .lives = lives,
			    .render = &render,
			    .type = type,
			    .filters = &filters,
			    .ret = ret};

	list_page(call, &page);
	filters_parse(call, type, &filters);
	access_render(call, NULL, &render);
	scan.left = page.limit;
	list_begin(call, type->name, ret);
	buf_adds(ret, ",\"createTypes\":{},\"actions\":{},\"data\":[");
	if (page.limit && !access_scope(call) && !filters.nothing &&
	    scan_all(call, &scan, &page, err) < 0) {
		buf_done(ret);
		return -1;
	}
	buf_adds(ret, "],\"sortLinks\":{}");
	list_end(call, page.limit, scan.more ? scan.last : -1, ret);
	buf_adds(ret, ",\"sort\":null");
	filters_render(&filters, type, call->who.role, ret);
	buf_adds(ret, ",\"createDefaults\":{}}");
	return 0;
}

struct look_list {
	struct deferred deferred;
	const struct type *type;
	struct lives lives;
};

static void list_run(struct deferred *deferred)
{
	struct look_list *look = (struct look_list *)deferred;

	for (int i = 0; i < look->lives.count; i++)
		process_look(deferred->call.api->engine, look->lives.list[i].id,
			     &look->lives.list[i].live);
	look->lives.filled = 1;
	defer_finish(deferred);
}

static void list_answer(struct deferred *deferred)
{
	struct look_list *look = (struct look_list *)deferred;
	struct call *call = &deferred->call;
	struct buf body = {0};
	struct error err;

	if (api_thread_ready(call->api, call->thread, call->snapshot, &err) < 0 ||
	    list_page_of(call, look->type, &look->lives, &body, &err) < 0)
		errors_reply(call, &err);
	else
		call_reply(call, 200, &body);
}

static void list_done(struct deferred *deferred)
{
	free(((struct look_list *)deferred)->lives.list);
}

static void list_instances(struct call *call, const struct type *type)
{
	struct lives lives = {0};
	struct look_list *look;
	struct buf body = {0};
	struct error err;

	if (list_page_of(call, type, &lives, &body, &err) < 0) {
		free(lives.list);
		errors_reply(call, &err);
		return;
	}
	if (!lives.count || !call->api->engine) {
		free(lives.list);
		call_reply(call, 200, &body);
		return;
	}
	buf_done(&body);
	look = defer_new(call, sizeof(*look));
	look->type = type;
	look->lives = lives;
	look->deferred.run = list_run;
	look->deferred.answer = list_answer;
	look->deferred.done = list_done;
	defer_start(&look->deferred);
}

int process_view_list(struct call *call, const struct type *type)
{
	if (is_instance(type))
		list_instances(call, type);
	else if (strcmp(type->name, "processDefinition") == 0)
		definition_view_list(call, type);
	else if (strcmp(type->name, "resourceDefinition") == 0)
		resource_definition_list(call, type);
	else if (strcmp(type->name, "history") == 0)
		history_list(call, type);
	else if (strcmp(type->name, "processExecution") == 0)
		execution_list(call, type);
	else if (strcmp(type->name, "extensionPoint") == 0)
		extension_point_list(call, type);
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
	else if (strcmp(type->name, "resourceDefinition") == 0)
		resource_definition_get(call, type, id, len);
	else if (strcmp(type->name, "history") == 0)
		history_get(call, type, id, len);
	else if (strcmp(type->name, "processExecution") == 0)
		execution_get(call, type, id, len);
	else if (strcmp(type->name, "extensionPoint") == 0)
		extension_point_get(call, type, id, len);
	else
		return 0;
	return 1;
}

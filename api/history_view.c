/*
 * History as a resource (`/v1/history`), and any resource as it was (`?asOf=`). One resource's
 * history is read along its chain, all others along time; neither needs an index, so that
 * writing history stays cheap. Where much must be looked at for little, a page ends early and
 * says where the next one goes on. HTTP threads.
 */
#include "api/history_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "api/access.h"
#include "api/errors.h"
#include "api/filter.h"
#include "api/ids.h"
#include "api/list.h"
#include "base/auto.h"
#include "base/clock.h"
#include "store/doc.h"

#define SCAN_MAX 100000 /* rows looked at for one page */

/* One row, its detail taken apart. Texts are unescaped into `text`. */
struct entry {
	const struct history_row *row;
	const char *actor; /* of the detail, or of its process */
	struct buf text;
};

struct scan {
	struct call *call;
	const struct render *render;
	const struct type *type;
	const struct filters *filters;
	struct buf *ret;
	int left, more, seen, ascending;
	int64_t last; /* id of the last row that this page answers for */
	int64_t process_id; /* whose actor is at hand */
	char actor[128];
	int64_t stop; /* an id beyond which nothing can match; 0 none */
};

/* --- Values ----------------------------------------------------------------------------- */

enum value_kind { VALUE_NULL, VALUE_TEXT, VALUE_NUMBER, VALUE_DATE, VALUE_PROCESS, VALUE_JSON };

static const char *const detail_keys[][2] = {
	{"processName", "process"}, {"fromState", "from"},
	{"toState", "to"},          {"handler", "handler"},
	{"attempt", "attempt"},     {"milliseconds", "ms"},
	{"effects", "effects"},     {"error", "error"},
	{"verb", "verb"},           {"old", "old"},
};

/* Who: on the row itself, or on the process that it was part of. */
static const char *actor_of(struct scan *scan, const struct history_row *row)
{
	AUTO(buf_done) struct buf text = {0};
	struct process_row process;

	if (json_string(json_get(row->detail, "actor"), &text) == 0 && text.len) {
		snprintf(scan->actor, sizeof(scan->actor), "%s", text.data);
		scan->process_id = 0;
		return scan->actor;
	}
	if (!row->process_id)
		return NULL;
	if (scan->process_id != row->process_id) {
		scan->process_id = row->process_id;
		scan->actor[0] = 0;
		if (reader_process(scan->call->thread->reader, row->process_id, &process, NULL) ==
			    0 &&
		    process.actor)
			snprintf(scan->actor, sizeof(scan->actor), "%s", process.actor);
	}
	return scan->actor[0] ? scan->actor : NULL;
}

static enum value_kind value_of(struct scan *scan, const struct history_row *row, const char *name,
				const char **text, int64_t *number, struct span *json,
				struct buf *scratch)
{
	const char *key = NULL;

	buf_clear(scratch);
	*text = NULL;
	*number = 0;
	if (strcmp(name, "id") == 0) {
		*number = row->id;
		return VALUE_NUMBER;
	}
	if (strcmp(name, "created") == 0) {
		*number = row->at;
		return VALUE_DATE;
	}
	if (strcmp(name, "processInstanceId") == 0) {
		*number = row->process_id;
		return VALUE_PROCESS;
	}
	if (strcmp(name, "detail") == 0) {
		*json = row->detail;
		return VALUE_JSON;
	}
	if (strcmp(name, "kind") == 0)
		*text = row->kind;
	else if (strcmp(name, "resourceType") == 0)
		*text = row->type;
	else if (strcmp(name, "actor") == 0)
		*text = actor_of(scan, row);
	else if (strcmp(name, "resourceId") == 0) {
		buf_add_int(scratch, row->resource_id);
		*text = scratch->data;
	}
	if (*text)
		return VALUE_TEXT;
	for (size_t i = 0; i < sizeof(detail_keys) / sizeof(detail_keys[0]); i++)
		if (strcmp(name, detail_keys[i][0]) == 0)
			key = detail_keys[i][1];
	if (!key)
		return VALUE_NULL;
	*json = json_get(row->detail, key);
	if (json_is_null(*json))
		return VALUE_NULL;
	if (json_is_string(*json) && json_string(*json, scratch) == 0) {
		*text = scratch->data ? scratch->data : "";
		return VALUE_TEXT;
	}
	return json_int(*json, number) == 0 ? VALUE_NUMBER : VALUE_JSON;
}

static void render_entry(struct scan *scan, const struct history_row *row)
{
	const struct render *render = scan->render;
	const struct view *view =
		&snapshot_shape(render->snapshot, scan->type)->views[render->role];
	const struct type *type = model_type(render->snapshot->model, row->type);
	const struct type *processes = model_type(render->snapshot->model, "processInstance");
	AUTO(buf_done) struct buf scratch = {0};
	struct buf *ret = scan->ret;

	buf_json_comma(ret);
	buf_adds(ret, "{\"id\":");
	ids_json(ret, render_prefix(render, scan->type), row->id);
	buf_addf(ret, ",\"type\":\"%s\",\"links\":{\"self\":\"", scan->type->name);
	render_self(render, scan->type, row->id, ret);
	buf_addc(ret, '"');
	if (type && type->visible[render->role]) {
		buf_adds(ret, ",\"resource\":\"");
		render_self(render, type, row->resource_id, ret);
		buf_addc(ret, '"');
	}
	if (row->process_id && processes) {
		buf_adds(ret, ",\"processInstance\":\"");
		render_self(render, processes, row->process_id, ret);
		buf_addc(ret, '"');
	}
	buf_adds(ret, "},\"actions\":{}");
	for (int i = 0; i < view->field_count; i++) {
		const struct view_field *item = &view->fields[i];
		const char *text;
		int64_t number;
		struct span json = {NULL, 0};

		buf_add(ret, item->key, item->key_len);
		switch (value_of(scan, row, item->field->name, &text, &number, &json, &scratch)) {
		case VALUE_TEXT:
			buf_json_string(ret, text);
			break;
		case VALUE_NUMBER:
			buf_add_int(ret, number);
			break;
		case VALUE_DATE:
			render_time(ret, number);
			if (item->stamp_key) {
				buf_add(ret, item->stamp_key, item->stamp_key_len);
				buf_add_int(ret, number);
			}
			break;
		case VALUE_PROCESS:
			if (number && processes)
				ids_json(ret, render_prefix(render, processes), number);
			else
				buf_adds(ret, "null");
			break;
		case VALUE_JSON:
			buf_add(ret, json.at, json.len);
			break;
		default:
			buf_adds(ret, "null");
			break;
		}
	}
	buf_addc(ret, '}');
}

/* --- Filters ---------------------------------------------------------------------------- */

static int matches_text(const struct filter *filter, const char *text)
{
	const char *value = filter->value ? filter->value : "";
	size_t len = strlen(value);

	/* "1a1" is who, wherever from. */
	if ((filter->op == STORE_EQ || filter->op == STORE_NE) &&
	    strcmp(filter->field->name, "actor") == 0 && strncmp(text, value, len) == 0 &&
	    text[len] == ' ')
		return filter->op == STORE_EQ;
	return filter_text(filter, text);
}

static int matches(struct scan *scan, const struct history_row *row, const struct filter *filter,
		   struct buf *scratch)
{
	const char *text;
	int64_t number, wanted;
	struct span json = {NULL, 0};
	enum value_kind kind =
		value_of(scan, row, filter->field->name, &text, &number, &json, scratch);
	int none = kind == VALUE_NULL || (kind == VALUE_PROCESS && !number);

	if (filter->op == STORE_NULL || filter->op == STORE_NOTNULL)
		return none == (filter->op == STORE_NULL);
	if (none || kind == VALUE_JSON)
		return filter->op == STORE_NE;
	if (kind != VALUE_TEXT)
		return filter_order(filter->op, (double)number - strtod(filter->value, NULL));
	if (strcmp(filter->field->name, "resourceId") == 0 &&
	    (ids_parse(filter->value, strlen(filter->value), 0, &wanted) == 0 ||
	     ids_parse(filter->value, strlen(filter->value), 1, &wanted) == 0))
		return filter_order(filter->op, (double)(row->resource_id - wanted));
	return matches_text(filter, text);
}

static int scan_row(void *arg, const struct history_row *row)
{
	struct scan *scan = arg;
	AUTO(buf_done) struct buf scratch = {0};

	if (scan->stop && (scan->ascending ? row->id >= scan->stop : row->id < scan->stop))
		return 1;
	if (scan->seen++ == SCAN_MAX) {
		scan->more = 1;
		return 1;
	}
	for (int i = 0; i < scan->filters->count; i++)
		if (!matches(scan, row, &scan->filters->list[i], &scratch)) {
			if (scan->left)
				scan->last = row->id;
			return 0;
		}
	if (scan->left == 0) {
		scan->more = 1;
		return 1;
	}
	scan->left--;
	scan->last = row->id;
	render_entry(scan, row);
	return 0;
}

/* --- Lists ------------------------------------------------------------------------------ */

static const char *filter_value(const struct filters *filters, const char *name, int op)
{
	for (int i = 0; i < filters->count; i++)
		if (filters->list[i].op == op && strcmp(filters->list[i].field->name, name) == 0)
			return filters->list[i].value;
	return NULL;
}

/* The ids between which the rows of the asked-for time are: *low <= id < *high. */
static int bounds(struct call *call, const struct filters *filters, int64_t *low, int64_t *high,
		  struct error *err)
{
	static const struct {
		int op, add;
	} lows[] = {{STORE_GT, 1}, {STORE_GTE, 0}}, highs[] = {{STORE_LT, 0}, {STORE_LTE, 1}};
	const char *process = filter_value(filters, "processInstanceId", STORE_EQ);
	struct reader *reader = call->thread->inner;
	struct process_row row;
	int64_t from = 0, to = INT64_MAX;

	*low = 0;
	*high = INT64_MAX;
	/* What a process did lies between its beginning and its end. */
	if (process && reader_process(reader, strtoll(process, NULL, 10), &row, NULL) == 0) {
		from = row.start - 1000;
		to = row.end ? row.end + 2000 : INT64_MAX;
	}
	for (int i = 0; i < 2; i++) {
		const char *value = filter_value(filters, "created", lows[i].op);

		if (value && strtoll(value, NULL, 10) + lows[i].add > from)
			from = strtoll(value, NULL, 10) + lows[i].add;
		value = filter_value(filters, "created", highs[i].op);
		if (value && strtoll(value, NULL, 10) + highs[i].add < to)
			to = strtoll(value, NULL, 10) + highs[i].add;
	}
	if (from > 0 && reader_history_at(reader, from, low, err) < 0)
		return -1;
	return to < INT64_MAX ? reader_history_at(reader, to, high, err) : 0;
}

static int scan_time(struct call *call, struct scan *scan, const struct list_page *page,
		     struct error *err)
{
	int64_t low, high;

	if (bounds(call, scan->filters, &low, &high, err) < 0)
		return -1;
	scan->stop = scan->ascending ? (high < INT64_MAX ? high : 0) : low;
	if (scan->ascending)
		return reader_histories(call->thread->inner,
					page->offset > low - 1 ? page->offset : low - 1, 0, 0,
					scan_row, scan, err);
	return reader_histories(call->thread->inner, 0,
				page->offset && page->offset < high ? page->offset : high, 0,
				scan_row, scan, err);
}

static int scan_all(struct call *call, struct scan *scan, const struct list_page *page,
		    struct error *err)
{
	const char *name = filter_value(scan->filters, "resourceType", STORE_EQ);
	const char *text = filter_value(scan->filters, "resourceId", STORE_EQ);
	const struct type *type = name ? model_type(call->snapshot->model, name) : NULL;
	struct error fault;
	int64_t id;

	if (!scan->ascending && type && type->base->has_table && text &&
	    (ids_parse(text, strlen(text), 0, &id) == 0 ||
	     ids_parse(text, strlen(text), 1, &id) == 0)) {
		if (reader_history_before(call->thread->inner, type->base, id, page->offset, 0,
					  scan_row, scan, &fault) == 0)
			return 0;
		if (fault.code != ERROR_NOT_FOUND) {
			*err = fault;
			return -1;
		}
		/* A row that is gone for good left its history behind. */
	}
	return scan_time(call, scan, page, err);
}

void history_list(struct call *call, const struct type *type)
{
	AUTO(filters_done) struct filters filters = {0};
	AUTO(buf_done) struct buf order = {0};
	struct buf body = {0};
	struct list_page page;
	struct render render;
	struct scan scan = {
		.call = call, .render = &render, .type = type, .filters = &filters, .ret = &body};
	struct error err;

	list_page(call, &page);
	filters_parse(call, type, &filters);
	access_render(call, NULL, &render);
	scan.left = page.limit;
	scan.ascending = call_query(call, "order", &order) && order.data &&
			 strcasecmp(order.data, "asc") == 0;
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
	filters_render(&filters, type, call->who.role, &body);
	buf_adds(&body, ",\"createDefaults\":{}}");
	call_reply(call, 200, &body);
}

void history_get(struct call *call, const struct type *type, const char *text, size_t len)
{
	static const struct filters none;
	struct buf body = {0};
	struct render render;
	struct scan scan = {.call = call,
			    .render = &render,
			    .type = type,
			    .filters = &none,
			    .ret = &body,
			    .left = 1};
	struct error err;
	int64_t id;

	access_render(call, NULL, &render);
	if (ids_parse(text, len, call->plain, &id) < 0 || access_scope(call)) {
		errors_status(call, 404);
		return;
	}
	scan.ascending = 1;
	scan.stop = id + 1;
	if (reader_histories(call->thread->inner, id - 1, 0, 1, scan_row, &scan, &err) < 0)
		errors_reply(call, &err);
	else if (!body.len)
		errors_status(call, 404);
	else
		call_reply(call, 200, &body);
}

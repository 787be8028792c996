/* The collection object. */
#include "api/list.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "api/access.h"
#include "api/errors.h"
#include "api/extras.h"
#include "api/filter.h"
#include "api/ids.h"
#include "api/links.h"
#include "base/auto.h"
#include "base/clock.h"

#define LIMIT_DEFAULT 100
#define LIMIT_MAX 1000
#define JOINED_MOST (INT32_MAX / 2)
#define LINK_LIMIT 100000 /* child links are not paged; this only bounds memory */

void list_page(const struct call *call, struct list_page *ret)
{
	const char *cursor = call->request->query;
	AUTO(buf_done) struct buf key = {0};
	AUTO(buf_done) struct buf value = {0};

	memset(ret, 0, sizeof(*ret));
	ret->limit = LIMIT_DEFAULT;
	while (*cursor && http_query_next(&cursor, &key, &value)) {
		const char *name = key.data ? key.data : "", *text = value.data ? value.data : "";
		int64_t number;

		if (strcmp(name, "limit") == 0) {
			if (ids_parse(text, value.len, 1, &number) == 0)
				ret->limit = number > LIMIT_MAX ? LIMIT_MAX : (int)number;
		} else if (strcmp(name, "marker") == 0) {
			if (text[0] != 'm' ||
			    ids_parse(text + 1, value.len - 1, 1, &ret->offset) < 0 ||
			    ret->offset > INT32_MAX)
				ret->offset = 0;
		} else if (strcmp(name, "sort") == 0) {
			snprintf(ret->sort, sizeof(ret->sort), "%s", text);
		} else if (strcmp(name, "order") == 0) {
			ret->descending = strcasecmp(text, "desc") == 0;
		}
	}
}

static int is_dropped(const char *param, size_t len, const char *const *drop)
{
	for (; *drop; drop++)
		if (strlen(*drop) == len && memcmp(*drop, param, len) == 0)
			return 1;
	return 0;
}

/* Bytes of the request as sent: percent signs stay, what JSON minds is escaped. */
static void add_escaped(struct buf *ret, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\')
			buf_addf(ret, "%%%02X", c);
		else
			buf_addc(ret, (char)c);
	}
}

void list_url(const struct call *call, const char *const *drop, const char *add, struct buf *ret)
{
	const char *at = call->request->query;
	char separator = '?';

	buf_addc(ret, '"');
	buf_add(ret, call->base, call->base_len);
	add_escaped(ret, call->request->url, strlen(call->request->url));
	while (drop && *at) {
		size_t len = strcspn(at, "&"), key = strcspn(at, "&=");

		if (len && !is_dropped(at, key, drop)) {
			buf_addc(ret, separator);
			add_escaped(ret, at, len);
			separator = '&';
		}
		at += len + (at[len] == '&');
	}
	if (add) {
		buf_addc(ret, separator);
		add_escaped(ret, add, strlen(add));
	}
	buf_addc(ret, '"');
}

void list_begin(const struct call *call, const char *resource_type, struct buf *ret)
{
	buf_addf(ret, "{\"type\":\"collection\",\"resourceType\":\"%s\",\"links\":{\"self\":",
		 resource_type);
	list_url(call, NULL, NULL, ret);
	buf_adds(ret, "}");
}

void list_end(const struct call *call, int limit, int64_t next, struct buf *ret)
{
	static const char *const marker[] = {"marker", NULL};
	char add[32];

	if (limit < 0) {
		buf_adds(ret, ",\"pagination\":null");
		return;
	}
	buf_adds(ret, ",\"pagination\":{\"first\":null,\"previous\":null,\"next\":");
	snprintf(add, sizeof(add), "marker=m%lld", (long long)next);
	if (next >= 0)
		list_url(call, marker, add, ret);
	else
		buf_adds(ret, "null");
	buf_addf(ret, ",\"limit\":%d,\"total\":null,\"partial\":%s}", limit,
		 next >= 0 ? "true" : "false");
}

struct rows {
	const struct render *render;
	const struct type *type;
	struct buf *ret;
	int left; /* rows that still fit */
	int more; /* one was there that did not */
};

static int add_row(void *arg, const struct row *row)
{
	struct rows *rows = arg;

	if (rows->left == 0) {
		rows->more = 1;
		return 1;
	}
	rows->left--;
	buf_json_comma(rows->ret);
	render_resource(rows->render, rows->type, row, rows->ret);
	return 0;
}

/* With includes a page holds joined rows: a resource goes on on the next page with its others. */
static int add_joined(void *arg, const struct row *row)
{
	struct rows *rows = arg;
	const struct render *render = rows->render;
	const struct snapshot *snapshot = render->snapshot;
	struct include_window *window = render->window;
	int before = window->left;

	if (window->skip) {
		const struct type *type =
			snapshot_shown(snapshot, rows->type->base, render->role, row->kind);
		int64_t joined =
			links_joined(render, snapshot_view(snapshot, type, render->role), row->id);

		if (window->skip >= joined) {
			window->skip -= joined;
			return 0;
		}
	}
	if (window->left == 0) {
		rows->more = 1;
		return 1;
	}
	buf_json_comma(rows->ret);
	render_resource(render, rows->type, row, rows->ret);
	/* Without a row of its own it is one itself. */
	if (window->left == before)
		window->left--;
	rows->more = window->more;
	return rows->more;
}

/* Types whose rows show in this collection and can be created: only where there are children. */
static void add_create_types(const struct call *call, const struct type *type, struct buf *ret)
{
	int count = 0, children = 0;
	const struct type *const *types = model_types(call->snapshot->model, &count);

	for (int i = 0; i < count; i++)
		children += types[i]->parent == type && types[i]->visible[call->who.role];
	buf_adds(ret, ",\"createTypes\":{");
	for (int i = 0; children && i < count; i++) {
		if ((types[i] != type && types[i]->parent != type) ||
		    !types[i]->visible[call->who.role] ||
		    !(types[i]->collection_methods[call->who.role] & METHOD_POST) ||
		    call->who.read_only)
			continue;
		buf_json_key(ret, types[i]->name);
		buf_addf(ret, "\"%.*s/v1/%s\"", (int)call->base_len, call->base, types[i]->url);
	}
	buf_adds(ret, "},\"actions\":{},\"data\":[");
}

static void add_sort_links(const struct call *call, const struct type *type, struct buf *ret)
{
	static const char *const drop[] = {"sort", "order", NULL};
	char add[80];

	buf_adds(ret, "],\"sortLinks\":{");
	for (int i = 0; i < type->field_count; i++) {
		if (!list_shown_modifiers(type, &type->fields[i], call->who.role))
			continue;
		buf_json_key(ret, type->fields[i].name);
		snprintf(add, sizeof(add), "sort=%s", type->fields[i].name);
		list_url(call, drop, add, ret);
	}
	buf_addc(ret, '}');
}

static void add_sort(const struct call *call, const struct field *sort, int descending,
		     struct buf *ret)
{
	static const char *const drop[] = {"order", "marker", NULL};

	if (!sort) {
		buf_adds(ret, ",\"sort\":null");
		return;
	}
	buf_addf(ret, ",\"sort\":{\"name\":\"%s\",\"reverse\":", sort->name);
	list_url(call, drop, descending ? "order=asc" : "order=desc", ret);
	buf_addf(ret, ",\"order\":\"%s\"}", descending ? "desc" : "asc");
}

/* `api.show.removed.for.seconds`, looked up by each thread when a setting was changed. */
static int64_t show_removed_ms(struct call *call)
{
	struct api_thread *thread = call->thread;
	unsigned now = atomic_load(&call->api->settings);
	int64_t seconds;

	if (thread->settings_seen == now)
		return thread->show_removed_ms;
	/* What cannot be read is not remembered as what it is by default. */
	if (reader_setting_whole(thread->reader, call->snapshot->model,
				 "api.show.removed.for.seconds", call->api->show_removed_ms / 1000,
				 &seconds) < 0)
		return thread->settings_seen ? thread->show_removed_ms : call->api->show_removed_ms;
	thread->show_removed_ms = (seconds > 0 ? seconds : 0) * 1000;
	thread->settings_seen = now;
	return thread->show_removed_ms;
}

/* Accounts have no owner, by whom the store could narrow them: each sees itself (access_row). */
static void narrow_to_self(struct query *query, const struct type *type, int64_t account_id,
			   struct filter *list, char text[24])
{
	if (!account_id || strcmp(type->base->name, "account") != 0)
		return;
	if (query->filter_count)
		memcpy(list, query->filters, (size_t)query->filter_count * sizeof(*list));
	snprintf(text, 24, "%lld", (long long)account_id);
	list[query->filter_count++] =
		(struct filter){.field = type_field(type, "id", 2), .op = STORE_EQ, .value = text};
	query->filters = list;
}

/* Runs a query and answers with the collection. limit < 0: not paged. */
static void answer(struct call *call, const struct type *type, struct query *query,
		   const struct filters *filters, int limit, int64_t offset,
		   const char *create_field, const char *create_id)
{
	AUTO(buf_done) struct buf includes = {0};
	struct buf body = {0};
	struct render render;
	struct rows rows = {&render, type, &body, limit < 0 ? LINK_LIMIT : limit, 0};
	struct include_window window = {offset, limit, 0};
	struct filter list[FILTERS_MAX + 1];
	struct error err;
	int64_t now = clock_now();
	char self[24];
	int joined;

	access_render(call, &includes, &render);
	narrow_to_self(query, type, render.account_id, list, self);
	joined = limit >= 0 && render.include_count > 0;
	render.window = joined ? &window : NULL;
	query->account_id = access_account(call->snapshot, type, render.account_id);
	query->hide_removed_before = now - show_removed_ms(call);
	query->limit = rows.left + 1;
	query->offset = (int)offset;
	if (joined) {
		/* All before it are looked at, too, up to where nobody pages by hand. */
		query->limit += offset < JOINED_MOST ? (int)offset : JOINED_MOST;
		query->offset = 0;
	}
	list_begin(call, type->name, &body);
	add_create_types(call, type, &body);
	if (limit != 0 && !filters->nothing && type->base->has_table &&
	    reader_list(call->thread->reader, query, joined ? add_joined : add_row, &rows, &err) <
		    0) {
		buf_done(&body);
		errors_reply(call, &err);
		return;
	}
	add_sort_links(call, type, &body);
	list_end(call, limit, rows.more ? offset + limit : -1, &body);
	add_sort(call, query->sort, query->descending, &body);
	filters_render(filters, type, call->who.role, &body);
	buf_adds(&body, ",\"createDefaults\":{");
	if (create_field) {
		buf_json_key(&body, create_field);
		buf_json_string(&body, create_id);
	}
	buf_adds(&body, "}}");
	call_reply(call, 200, &body);
}

void list_collection(struct call *call, const struct type *type)
{
	struct query query = {.type = type};
	AUTO(filters_done) struct filters filters = {0};
	struct list_page page;
	const struct field *sort;

	list_page(call, &page);
	filters_parse(call, type, &filters);
	query.filters = filters.list;
	query.filter_count = filters.count;
	if (snapshot_shape(call->snapshot, type)->extra == EXTRA_DATA)
		filters.list[query.filter_count++] = (struct filter){
			type_field(type, "visible", strlen("visible")), STORE_EQ, "true"};
	sort = type_field(type, page.sort, strlen(page.sort));
	if (sort && list_modifiers(sort) && (sort->access[call->who.role] & ACCESS_READ)) {
		query.sort = sort->place == PLACE_ID && !page.descending ? NULL : sort;
		query.descending = page.descending;
	}
	answer(call, type, &query, &filters, page.limit, page.offset, NULL, NULL);
}

void list_link(struct call *call, const struct view_link *link, const struct type *parent,
	       int64_t id)
{
	struct query query;
	struct filter filter = {0};
	struct filters filters = {0};
	struct list_page page;
	AUTO(buf_done) struct buf text = {0};
	char number[24];
	int is_map = link->link->kind == LINK_MAP;
	int creatable = !is_map && !call->who.read_only &&
			(link->target->collection_methods[call->who.role] & METHOD_POST);

	if (links_query(call->snapshot, link, id, number, &filter, &query) < 0) {
		errors_status(call, 404);
		return;
	}
	list_page(call, &page);
	ids_add(&text, call->plain ? NULL : parent->id_prefix, id);
	answer(call, link->target, &query, &filters, is_map ? page.limit : -1,
	       is_map ? page.offset : 0, creatable ? link->link->via : NULL, text.data);
}

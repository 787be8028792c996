/* Links of all three kinds. */
#include "api/links.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "api/access.h"
#include "api/errors.h"
#include "api/ids.h"
#include "api/list.h"

#define INCLUDE_MAX 1000 /* rows per included link */

int64_t links_target(const struct shape *shape, const struct view_link *link, const struct row *row,
		     const struct values *values)
{
	int64_t id;

	if (shape->type->fields[link->field].place == PLACE_ACCOUNT)
		return row->account_id;
	if (!values->at[link->field].at || json_int(values->at[link->field], &id) < 0)
		return 0;
	return id;
}

void links_render(const struct shape *shape, const struct view *view, const struct row *row,
		  const struct values *values, const char *self, size_t self_len, struct buf *ret)
{
	for (int i = 0; i < view->link_count; i++) {
		const struct view_link *link = &view->links[i];

		if (link->field >= 0 && !links_target(shape, link, row, values))
			continue;
		buf_add(ret, link->key, link->key_len);
		buf_add(ret, self, self_len);
		buf_add(ret, link->tail, link->tail_len);
	}
}

const struct view_link *links_find(const struct view *view, const char *name, size_t len)
{
	for (int i = 0; i < view->link_count; i++) {
		const char *own = view->links[i].link->name;

		if (strlen(own) == len && strncasecmp(own, name, len) == 0)
			return &view->links[i];
	}
	return NULL;
}

int links_query(const struct snapshot *snapshot, const struct view_link *link, int64_t id,
		char text[24], struct filter *filter, struct query *ret)
{
	const struct type_link *declared = link->link;

	memset(ret, 0, sizeof(*ret));
	ret->type = link->target;
	ret->limit = INCLUDE_MAX;
	if (declared->kind == LINK_CHILD) {
		snprintf(text, 24, "%lld", (long long)id);
		filter->field = type_field(link->target, declared->via, strlen(declared->via));
		filter->op = STORE_EQ;
		filter->value = text;
		ret->filters = filter;
		ret->filter_count = 1;
		return filter->field ? 0 : -1;
	}
	ret->map_type = model_type(snapshot->model, declared->map_type);
	ret->map_target = declared->map_target;
	ret->map_via = declared->via;
	ret->map_id = id;
	return ret->map_type ? 0 : -1;
}

struct include_list {
	const struct render *render;
	const struct type *type;
	struct include_window *window; /* or NULL */
	struct buf *ret;
};

static int include_row(void *arg, const struct row *row)
{
	struct include_list *list = arg;

	if (!access_row(list->render->snapshot, list->type, row, list->render->account_id))
		return 0;
	if (list->window && list->window->left == 0) {
		list->window->more = 1;
		return 1;
	}
	if (list->window)
		list->window->left--;
	buf_json_comma(list->ret);
	render_resource(list->render, list->type, row, list->ret);
	return 0;
}

static void include_reference(const struct render *render, const struct shape *shape,
			      const struct view_link *link, const struct row *row,
			      const struct values *values, struct buf *ret)
{
	int64_t id = links_target(shape, link, row, values);
	struct row target;

	if (id && reader_get(render->inner, link->target, id, &target, NULL) == 0 &&
	    access_row(render->snapshot, link->target, &target, render->account_id))
		render_resource(render, link->target, &target, ret);
	else
		buf_add(ret, "null", 4);
}

/* Skips what stood on earlier pages of a list: 0 when all of it did. */
static int to_window(const struct render *render, struct query *query,
		     struct include_window *window)
{
	int64_t count = 0;

	if (window->skip) {
		if (reader_count(render->inner, query, &count, NULL) < 0)
			count = 0;
		if (window->skip >= count) {
			window->skip -= count;
			return 0;
		}
		query->offset = (int)window->skip;
		window->skip = 0;
	}
	query->limit = window->left + 1;
	return 1;
}

/* What an included list asks for; -1 for other links. */
static int list_query(const struct render *render, const struct view_link *link, int64_t id,
		      char text[24], struct filter *filter, struct query *ret)
{
	if (!link || link->link->kind == LINK_REFERENCE ||
	    links_query(render->snapshot, link, id, text, filter, ret) < 0)
		return -1;
	ret->account_id = access_account(render->snapshot, link->target, render->account_id);
	return 0;
}

int64_t links_joined(const struct render *render, const struct view *view, int64_t id)
{
	int64_t count, sum = 0;
	struct filter filter;
	struct query query;
	char text[24];

	for (int i = 0; i < render->include_count; i++) {
		const struct view_link *link =
			links_find(view, render->include[i], strlen(render->include[i]));

		if (list_query(render, link, id, text, &filter, &query) == 0 &&
		    reader_count(render->inner, &query, &count, NULL) == 0)
			sum += count;
	}
	return sum ? sum : 1;
}

void links_include(const struct render *render, const struct shape *shape, const struct view *view,
		   const struct row *row, const struct values *values, struct buf *ret)
{
	/* Included resources carry links and actions, but include nothing themselves. */
	struct render inner = *render;

	inner.include_count = 0;
	inner.window = NULL;
	for (int i = 0; i < render->include_count; i++) {
		const struct view_link *link =
			links_find(view, render->include[i], strlen(render->include[i]));
		struct include_list list = {&inner, NULL, render->window, ret};
		struct filter filter;
		struct query query;
		char text[24];

		if (!link)
			continue;
		buf_addf(ret, ",\"%s\":", link->link->name);
		if (link->link->kind == LINK_REFERENCE) {
			include_reference(&inner, shape, link, row, values, ret);
			continue;
		}
		buf_addc(ret, '[');
		list.type = link->target;
		if (list_query(render, link, row->id, text, &filter, &query) == 0 &&
		    (!list.window || to_window(render, &query, list.window)))
			reader_list(render->inner, &query, include_row, &list, NULL);
		buf_addc(ret, ']');
	}
}

void links_get(struct call *call, const struct type *type, const struct row *row, const char *name,
	       size_t len)
{
	const struct view *view = snapshot_view(call->snapshot, type, call->who.role);
	const struct view_link *link = view ? links_find(view, name, len) : NULL;
	const struct shape *shape = snapshot_shape(call->snapshot, type);
	struct values values;
	struct row target;
	int64_t id;

	if (!link) {
		errors_status(call, 404);
		return;
	}
	if (link->link->kind != LINK_REFERENCE) {
		list_link(call, link, type, row->id);
		return;
	}
	render_values(shape, row->doc, &values);
	id = links_target(shape, link, row, &values);
	if (!id || reader_get(call->thread->reader, link->target, id, &target, NULL) < 0 ||
	    !access_row(call->snapshot, link->target, &target, access_scope(call))) {
		errors_status(call, 404);
		return;
	}
	access_reply(call, 200, link->target, &target);
}

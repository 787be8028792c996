/* Type documentation. */
#include "api/documentation.h"

#include <ctype.h>
#include <string.h>

#include "api/errors.h"
#include "api/list.h"
#include "api/render.h"
#include "base/auto.h"

static int is_documentation(const struct type *type)
{
	return strcmp(type->name, "typeDocumentation") == 0;
}

static void add_url(const struct call *call, const char *plural, const char *name, struct buf *ret)
{
	buf_addc(ret, '"');
	buf_add(ret, call->base, call->base_len);
	buf_addf(ret, "/v1/%s/", plural);
	for (const char *c = name; *c; c++)
		buf_addc(ret, (char)tolower((unsigned char)*c));
	buf_addc(ret, '"');
}

static void add_entry(struct buf *ret, const char *name, const char *description,
		      const char *placeholder)
{
	buf_json_key(ret, name);
	buf_adds(ret, "{\"description\":");
	buf_json_string(ret, description && *description ? description : NULL);
	buf_adds(ret, ",\"placeholder\":");
	buf_json_string(ret, placeholder);
	buf_addc(ret, '}');
}

static void add_fields(const struct call *call, const struct type *about, struct buf *ret)
{
	buf_addc(ret, '{');
	for (int i = 0; i < about->field_count; i++) {
		const struct field *field = &about->fields[i];

		if (field->access[call->who.role])
			add_entry(ret, field->name, field->description, field->placeholder);
	}
	buf_addc(ret, '}');
}

static void add_actions(const struct call *call, const struct type *about, struct buf *ret)
{
	buf_addc(ret, '{');
	for (int i = 0; i < render_action_count(about, call->who.role); i++)
		add_entry(ret, about->actions[i].name, about->actions[i].description, NULL);
	buf_addc(ret, '}');
}

static void add_one(const struct call *call, const struct type *type, const struct type *about,
		    struct buf *ret)
{
	const struct view *view = &snapshot_shape(call->snapshot, type)->views[call->who.role];

	buf_addf(ret, "{\"id\":\"%s\",\"type\":\"%s\",\"links\":{\"self\":", about->name,
		 type->name);
	add_url(call, type->url, about->name, ret);
	buf_adds(ret, ",\"schema\":");
	add_url(call, "schemas", about->name, ret);
	buf_adds(ret, "},\"actions\":{}");
	for (int i = 0; i < view->field_count; i++) {
		const char *name = view->fields[i].field->name;

		if (strcmp(name, "id") == 0)
			continue;
		buf_add(ret, view->fields[i].key, view->fields[i].key_len);
		if (strcmp(name, "description") == 0)
			buf_json_string(ret, about->description);
		else if (strcmp(name, "resourceFields") == 0)
			add_fields(call, about, ret);
		else if (strcmp(name, "resourceActions") == 0)
			add_actions(call, about, ret);
		else
			buf_adds(ret, "null");
	}
	buf_addc(ret, '}');
}

int documentation_list(struct call *call, const struct type *type)
{
	AUTO(buf_done) struct buf limit = {0};
	struct buf body = {0};
	struct list_page page;
	int count = 0, seen = 0, more = 0;
	const struct type *const *types = model_types(call->snapshot->model, &count);

	if (!is_documentation(type))
		return 0;
	list_page(call, &page);
	/* Whoever reads this wants it whole; clients of the contract do not look for more pages. */
	if (!call_query(call, "limit", &limit))
		page.limit = 1000;
	list_begin(call, type->name, &body);
	buf_adds(&body, ",\"createTypes\":{},\"actions\":{},\"data\":[");
	for (int i = 0; i < count && !more; i++) {
		if (!types[i]->visible[call->who.role] || seen++ < page.offset)
			continue;
		more = seen > page.offset + page.limit;
		if (more)
			break;
		buf_json_comma(&body);
		add_one(call, type, types[i], &body);
	}
	buf_adds(&body, "],\"sortLinks\":{}");
	list_end(call, page.limit, page.limit && more ? page.offset + page.limit : -1, &body);
	buf_adds(&body, ",\"sort\":null,\"filters\":{},\"createDefaults\":{}}");
	call_reply(call, 200, &body);
	return 1;
}

int documentation_get(struct call *call, const struct type *type, const char *id, size_t len)
{
	const struct type *about;
	struct buf body = {0};

	if (!is_documentation(type))
		return 0;
	about = model_type_by_url(call->snapshot->model, id, len);
	if (!about || !about->visible[call->who.role]) {
		errors_status(call, 404);
		return 1;
	}
	add_one(call, type, about, &body);
	call_reply(call, 200, &body);
	return 1;
}

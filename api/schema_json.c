/* Schemas as JSON. */
#include "api/schema_json.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "api/list.h"
#include "api/render.h"

/* Where the base URL goes in cached texts; JSON text holds no such byte. */
#define MARK "\x01"

static void add_flag(struct buf *ret, const char *key, int value)
{
	buf_json_key(ret, key);
	buf_adds(ret, value ? "true" : "false");
}

static void add_limit(struct buf *ret, const char *key, int has, int64_t value)
{
	buf_json_key(ret, key);
	if (has)
		buf_add_int(ret, value);
	else
		buf_adds(ret, "null");
}

static void add_strings(struct buf *ret, const char *const *list)
{
	if (!list || !list[0]) {
		buf_adds(ret, "null");
		return;
	}
	buf_addc(ret, '[');
	for (int i = 0; list[i]; i++) {
		buf_json_comma(ret);
		buf_json_string(ret, list[i]);
	}
	buf_addc(ret, ']');
}

/* What the contract of 2014 shows to nobody though we do. */
static int is_extension(const struct field *field)
{
	return field->access[ROLE_SUPER] && field->beyond[ROLE_SUPER] == field->access[ROLE_SUPER];
}

/* Every field object carries the same 14 keys. */
static void add_field(struct buf *ret, const struct field *field, unsigned access)
{
	buf_json_key(ret, field->name);
	buf_adds(ret, "{\"type\":");
	buf_json_string(ret, field->type_text);
	buf_json_key(ret, "validChars");
	buf_json_string(ret, field->valid_chars);
	buf_json_key(ret, "invalidChars");
	buf_json_string(ret, field->invalid_chars);
	add_flag(ret, "create", access & ACCESS_CREATE);
	add_flag(ret, "update", access & ACCESS_UPDATE);
	add_flag(ret, "nullable", field->nullable);
	add_flag(ret, "unique", field->unique);
	add_flag(ret, "required", field->required);
	add_limit(ret, "min", field->has_min, field->min);
	add_limit(ret, "max", field->has_max, field->max);
	add_limit(ret, "minLength", field->min_length >= 0, field->min_length);
	add_limit(ret, "maxLength", field->max_length >= 0, field->max_length);
	buf_json_key(ret, "options");
	add_strings(ret, field->options);
	buf_json_key(ret, "default");
	buf_adds(ret, field->default_json ? field->default_json : "null");
	buf_addc(ret, '}');
}

static void add_methods(struct buf *ret, const char *key, unsigned methods)
{
	static const char *const names[] = {"GET", "POST", "PUT", "DELETE"};

	buf_json_key(ret, key);
	buf_addc(ret, '[');
	for (int i = 0; i < 4; i++) {
		if (!(methods & (1u << i)))
			continue;
		buf_json_comma(ret);
		buf_json_string(ret, names[i]);
	}
	buf_addc(ret, ']');
}

static void add_filters(struct buf *ret, const struct type *type, enum role role, unsigned how)
{
	buf_adds(ret, ",\"collectionFilters\":{");
	for (int i = 0; i < type->field_count; i++) {
		unsigned modifiers = list_shown_modifiers(type, &type->fields[i], role);

		if (!modifiers || (!(how & SCHEMA_EXTENSIONS) && is_extension(&type->fields[i])))
			continue;
		buf_json_key(ret, type->fields[i].name);
		buf_adds(ret, "{\"modifiers\":[");
		/* In the contract's order: eq, ne, then the rest. */
		for (int op = 0; op < 32; op++) {
			if (!(modifiers & (1u << op)))
				continue;
			buf_json_comma(ret);
			buf_json_string(ret, list_modifier_name(op));
		}
		buf_adds(ret, "]}");
	}
	buf_addc(ret, '}');
}

static void add_includes(struct buf *ret, const struct type *type, const struct view *view,
			 unsigned how)
{
	buf_adds(ret, ",\"includeableLinks\":[");
	for (int i = 0; i < view->link_count; i++) {
		int field = view->links[i].field;

		if (!(how & SCHEMA_EXTENSIONS) &&
		    (view->links[i].target->extension ||
		     (field >= 0 && is_extension(&type->fields[field]))))
			continue;
		buf_json_comma(ret);
		buf_addc(ret, '"');
		for (const char *c = view->links[i].link->name; *c; c++)
			buf_addc(ret, (char)tolower((unsigned char)*c));
		buf_addc(ret, '"');
	}
	buf_addc(ret, ']');
}

void schema_render(const struct snapshot *snapshot, const struct type *type, enum role role,
		   unsigned how, const char *base, size_t base_len, struct buf *ret)
{
	const struct view *view = &snapshot_shape(snapshot, type)->views[role];
	unsigned methods = how & SCHEMA_READ_ONLY ? METHOD_GET : ~0u;

	buf_addf(ret, "{\"id\":\"%s\",\"type\":\"schema\",\"links\":{\"self\":\"", type->name);
	buf_add(ret, base, base_len);
	buf_adds(ret, "/v1/schemas/");
	for (const char *c = type->name; *c; c++)
		buf_addc(ret, (char)tolower((unsigned char)*c));
	if (type->collection_methods[role] & METHOD_GET) {
		buf_adds(ret, "\",\"collection\":\"");
		buf_add(ret, base, base_len);
		buf_addf(ret, "/v1/%s", type->url);
	}
	buf_addf(ret, "\"},\"actions\":{},\"pluralName\":\"%s\",\"resourceFields\":{",
		 type->plural);
	for (int i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];
		unsigned access = field->access[role];

		if (!(how & SCHEMA_EXTENSIONS))
			access &= ~(unsigned)field->beyond[role];
		if (access)
			add_field(ret, field, how & SCHEMA_READ_ONLY ? 0 : access);
	}
	buf_addc(ret, '}');
	add_filters(ret, type, role, how);
	add_includes(ret, type, view, how);
	buf_adds(ret, ",\"resourceActions\":{");
	for (int i = 0; i < render_action_count(type, role); i++) {
		if (type->actions[i].extension && !(how & SCHEMA_EXTENSIONS))
			continue;
		buf_json_key(ret, type->actions[i].name);
		buf_adds(ret, "{\"input\":");
		buf_json_string(ret, type->actions[i].input);
		buf_adds(ret, ",\"output\":");
		buf_json_string(ret, type->actions[i].output);
		buf_addc(ret, '}');
	}
	buf_adds(ret, "},\"collectionActions\":{},\"collectionFields\":{}");
	add_methods(ret, "resourceMethods", type->resource_methods[role] & methods);
	add_methods(ret, "collectionMethods", type->collection_methods[role] & methods);
	buf_addc(ret, '}');
}

/* Copies a cached text, putting the base where the marks are. */
static void expand(const struct buf *text, const char *base, size_t base_len, struct buf *ret)
{
	const char *at = text->data, *end = text->data + text->len;

	buf_room(ret, text->len + 256 * base_len);
	while (at < end) {
		const char *mark = memchr(at, MARK[0], (size_t)(end - at));

		if (!mark)
			mark = end;
		buf_add(ret, at, (size_t)(mark - at));
		if (mark < end)
			buf_add(ret, base, base_len);
		at = mark + 1;
	}
}

void schema_render_all(struct snapshot *snapshot, enum role role, unsigned how, const char *base,
		       size_t base_len, struct buf *ret)
{
	int all = (how & SCHEMA_EXTENSIONS) != 0;
	struct buf *cached = &snapshot->schemas[all][how & SCHEMA_READ_ONLY ? ROLE_MAX : role];

	pthread_mutex_lock(&snapshot->lock);
	if (!cached->len) {
		int count = 0;
		const struct type *const *types = model_types(snapshot->model, &count);

		buf_adds(cached,
			 "{\"type\":\"collection\",\"resourceType\":\"schema\",\"links\":{\"self\":"
			 "\"" MARK "/v1/schemas\"},\"createTypes\":{},\"actions\":{},\"data\":[");
		for (int i = 0; i < count; i++) {
			if (!types[i]->visible[role] || (types[i]->extension && !all))
				continue;
			buf_json_comma(cached);
			schema_render(snapshot, types[i], role, how, MARK, 1, cached);
		}
		buf_adds(cached,
			 "],\"sortLinks\":{},\"pagination\":null,\"sort\":null,\"filters\":{},"
			 "\"createDefaults\":{}}");
	}
	pthread_mutex_unlock(&snapshot->lock);
	expand(cached, base, base_len, ret);
}

static int by_plural(const void *a, const void *b)
{
	const struct type *const *x = a, *const *y = b;

	return strcmp((*x)->plural, (*y)->plural);
}

static void write_root(const struct snapshot *snapshot, enum role role, struct buf *ret)
{
	int count = 0;
	const struct type *const *types = model_types(snapshot->model, &count);
	const struct type **sorted = malloc((size_t)(count + 1) * sizeof(*sorted));

	if (!sorted)
		abort();
	memcpy(sorted, types, (size_t)count * sizeof(*sorted));
	qsort(sorted, (size_t)count, sizeof(*sorted), by_plural);
	buf_adds(ret, "{\"id\":\"v1\",\"type\":\"apiVersion\",\"links\":{\"self\":\"" MARK "/v1\"");
	for (int i = 0; i < count; i++)
		if (sorted[i]->visible[role] && (sorted[i]->collection_methods[role] & METHOD_GET))
			buf_addf(ret, ",\"%s\":\"" MARK "/v1/%s\"", sorted[i]->plural,
				 sorted[i]->url);
	buf_adds(ret, "},\"actions\":{}}");
	free(sorted);
}

void schema_render_root(struct snapshot *snapshot, enum role role, const char *base,
			size_t base_len, struct buf *ret)
{
	struct buf *cached = &snapshot->root[role];

	pthread_mutex_lock(&snapshot->lock);
	if (!cached->len)
		write_root(snapshot, role, cached);
	pthread_mutex_unlock(&snapshot->lock);
	expand(cached, base, base_len, ret);
}

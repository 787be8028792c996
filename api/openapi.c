/* The OpenAPI document: its head and its paths. */
#include "api/openapi.h"

#include <ctype.h>
#include <string.h>

#include "api/list.h"
#include "api/render.h"

/* Types that only describe what goes in or comes out are at no address. */
static int has_address(const struct openapi *to, const struct type *type)
{
	return type->base->has_table || type->collection_methods[to->role] & METHOD_GET ||
	       strcmp(type->name, "publish") == 0;
}

unsigned openapi_collection(const struct openapi *to, const struct type *type)
{
	if (!has_address(to, type))
		return 0;
	return type->collection_methods[to->role] & (to->read_only ? METHOD_GET : ~0u);
}

unsigned openapi_resource(const struct openapi *to, const struct type *type)
{
	if (!has_address(to, type) || strcmp(type->name, "publish") == 0)
		return 0;
	return type->resource_methods[to->role] & (to->read_only ? METHOD_GET : ~0u);
}

int openapi_actions(const struct openapi *to, const struct type *type)
{
	return to->read_only ? 0 : render_action_count(type, to->role);
}

const struct type *openapi_type(const struct openapi *to, const char *name, size_t len)
{
	char text[128];
	const struct type *type;

	if (!name || len >= sizeof(text))
		return NULL;
	memcpy(text, name, len);
	text[len] = 0;
	type = model_type(to->snapshot->model, text);
	return type && type->visible[to->role] ? type : NULL;
}

/* `"operationId":"createContainer","tags":["container"]` */
static void begin(struct buf *ret, const char *method, const char *verb, const char *name,
		  const char *rest, const char *tag)
{
	buf_json_key(ret, method);
	buf_addf(ret, "{\"operationId\":\"%s%c%s%s%s\",\"tags\":[\"%s\"]", verb,
		 toupper((unsigned char)name[0]), name + 1, *rest ? "." : "", rest, tag);
}

static void add_reference(struct buf *ret, const char *kind, const char *name)
{
	buf_json_comma(ret);
	buf_addf(ret, "{\"$ref\":\"#/components/%s/%s\"}", kind, name);
}

/* One good answer, and what all others look like. */
static void add_responses(struct buf *ret, const char *status, const char *what, const char *schema,
			  const char *more)
{
	buf_addf(ret,
		 ",\"responses\":{\"%s\":{\"description\":\"%s\",\"content\":{\"application/"
		 "json\":{\"schema\":{\"$ref\":\"#/components/schemas/%s%s\"}}}},\"default\":{"
		 "\"$ref\":\"#/components/responses/api.error\"}}}",
		 status, what, schema, more);
}

static void add_body(struct buf *ret, const char *schema, const char *more)
{
	buf_addf(ret,
		 ",\"requestBody\":{\"content\":{\"application/json\":{\"schema\":{\"$ref\":\"#/"
		 "components/schemas/%s%s\"}}}}",
		 schema, more);
}

/* What a POST takes besides its body. */
static void add_post_parameters(struct buf *ret)
{
	add_reference(ret, "parameters", "api.wait");
	add_reference(ret, "parameters", "api.timeout");
	add_reference(ret, "parameters", "api.idempotency_key");
}

/* One to create, or up to a thousand. */
static void add_create(struct buf *ret, const struct type *type)
{
	buf_adds(ret, ",\"parameters\":[");
	add_post_parameters(ret);
	buf_addf(ret,
		 "],\"requestBody\":{\"content\":{\"application/json\":{\"schema\":{\"anyOf\":[{"
		 "\"$ref\":\"#/components/schemas/%s.create\"},{\"type\":\"array\",\"items\":{"
		 "\"$ref\":\"#/components/schemas/%s.create\"},\"maxItems\":1000,"
		 "\"description\":\"Many at once: the answer is a collection, 207 when some were "
		 "refused.\"}]}}}}",
		 type->name, type->name);
}

static void add_filters(const struct openapi *to, const struct type *type)
{
	char name[160];

	for (int i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];
		unsigned modifiers = field->access[to->role] & ACCESS_READ
					     ? list_shown_modifiers(type, field, to->role)
					     : 0;

		for (int op = 0; op < 32; op++) {
			if (!(modifiers & (1u << op)))
				continue;
			snprintf(name, sizeof(name), "%s.%s.%s", field->name,
				 list_modifier_name(op), openapi_filter_kind(field, op));
			add_reference(to->ret, "parameters", name);
		}
	}
}

/* The names that `sort` takes. */
static void add_sort(const struct openapi *to, const struct type *type)
{
	struct buf *ret = to->ret;

	add_reference(ret, "parameters", "api.order");
	buf_adds(ret, ",{\"name\":\"sort\",\"in\":\"query\",\"description\":\"The field to sort "
		      "by.\",\"schema\":{\"enum\":[");
	for (int i = 0; i < type->field_count; i++) {
		if (!(type->fields[i].access[to->role] & ACCESS_READ) ||
		    !list_shown_modifiers(type, &type->fields[i], to->role))
			continue;
		buf_json_comma(ret);
		buf_json_string(ret, type->fields[i].name);
	}
	buf_adds(ret, "]}}");
}

static void add_include(const struct openapi *to, const struct type *type)
{
	const struct view *view = &snapshot_shape(to->snapshot, type)->views[to->role];
	struct buf *ret = to->ret;

	if (!view->link_count)
		return;
	buf_json_comma(ret);
	buf_adds(ret, "{\"name\":\"include\",\"in\":\"query\",\"description\":\"Links whose "
		      "resources shall stand in the answer, under the link's "
		      "name.\",\"schema\":{\"type\":\"array\",\"items\":{\"enum\":[");
	for (int i = 0; i < view->link_count; i++) {
		buf_json_comma(ret);
		buf_json_string(ret, view->links[i].link->name);
	}
	buf_adds(ret, "]}}}");
}

static int can_filter(const struct openapi *to, const struct type *type)
{
	for (int i = 0; i < type->field_count; i++)
		if (type->fields[i].access[to->role] & ACCESS_READ &&
		    list_shown_modifiers(type, &type->fields[i], to->role))
			return 1;
	return 0;
}

static void add_collection(const struct openapi *to, const struct type *type)
{
	struct buf *ret = to->ret;
	unsigned methods = openapi_collection(to, type);
	char path[160];

	snprintf(path, sizeof(path), "/%s", type->url);
	buf_json_key(ret, path);
	buf_addc(ret, '{');
	if (methods & METHOD_GET) {
		begin(ret, "get", "list", type->name, "", type->name);
		buf_adds(ret, ",\"parameters\":[");
		add_reference(ret, "parameters", "api.limit");
		add_reference(ret, "parameters", "api.marker");
		if (type->base->has_table && can_filter(to, type))
			add_sort(to, type);
		add_include(to, type);
		add_filters(to, type);
		buf_addc(ret, ']');
		add_responses(ret, "200", "A page of them.", type->name, ".collection");
	}
	if (methods & METHOD_POST) {
		begin(ret, "post", "create", type->name, "", type->name);
		add_create(ret, type);
		add_responses(ret, "201",
			      "It is stored; what makes it goes on while `transitioning` is `yes`.",
			      type->name, "");
	}
	buf_addc(ret, '}');
}

/* What may be sent with an action: the inputs of all that have one, or anything. */
static void add_inputs(const struct openapi *to, const struct type *type)
{
	struct buf *ret = to->ret;

	buf_adds(ret, ",\"requestBody\":{\"content\":{\"application/json\":{\"schema\":{\"anyOf\":"
		      "[{\"type\":\"object\"}");
	for (int i = 0; i < openapi_actions(to, type); i++) {
		const char *input = type->actions[i].input;

		if (input && openapi_type(to, input, strlen(input)))
			buf_addf(ret, ",{\"$ref\":\"#/components/schemas/%s.create\"}", input);
	}
	buf_adds(ret, "]}}}}");
}

/* All actions are one operation: a path of OpenAPI cannot hold a query. */
static void add_actions(const struct openapi *to, const struct type *type)
{
	struct buf *ret = to->ret;
	int count = openapi_actions(to, type);

	if (!count)
		return;
	begin(ret, "post", "act", type->name, "", type->name);
	buf_adds(ret, ",\"parameters\":[{\"name\":\"action\",\"in\":\"query\",\"required\":true,"
		      "\"description\":\"What to do; those that can be done now are in the "
		      "resource's `actions`.\",\"schema\":{\"oneOf\":[");
	for (int i = 0; i < count; i++) {
		buf_json_comma(ret);
		buf_addf(ret, "{\"const\":\"%s\"", type->actions[i].name);
		openapi_text(ret, "description", type->actions[i].description);
		openapi_text(ret, "x-input", type->actions[i].input);
		openapi_text(ret, "x-output", type->actions[i].output);
		buf_addc(ret, '}');
	}
	buf_adds(ret, "]}}");
	add_post_parameters(ret);
	buf_addc(ret, ']');
	add_inputs(to, type);
	buf_addf(ret,
		 ",\"responses\":{\"202\":{\"description\":\"It has begun.\",\"content\":{"
		 "\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/%s\"}}}},"
		 "\"200\":{\"description\":\"It is done; what came out.\",\"content\":{"
		 "\"application/json\":{\"schema\":{\"type\":\"object\"}}}},\"default\":{"
		 "\"$ref\":\"#/components/responses/api.error\"}}}",
		 type->name);
}

static void add_id(struct buf *ret)
{
	buf_adds(ret, "\"parameters\":[{\"$ref\":\"#/components/parameters/api.id\"}]");
}

static void add_resource(const struct openapi *to, const struct type *type)
{
	struct buf *ret = to->ret;
	unsigned methods = openapi_resource(to, type);
	char path[160];

	snprintf(path, sizeof(path), "/%s/{id}", type->url);
	buf_json_key(ret, path);
	buf_addc(ret, '{');
	add_id(ret);
	if (methods & METHOD_GET) {
		begin(ret, "get", "get", type->name, "", type->name);
		buf_adds(ret, ",\"parameters\":[");
		add_reference(ret, "parameters", "api.none_match");
		if (type->base->has_table)
			add_reference(ret, "parameters", "api.as_of");
		if (openapi_explains(to, type))
			add_reference(ret, "parameters", "api.explain");
		add_include(to, type);
		buf_addc(ret, ']');
		add_responses(ret, "200", "The resource.", type->name, "");
	}
	if (methods & METHOD_PUT) {
		begin(ret, "put", "update", type->name, "", type->name);
		buf_adds(ret, ",\"parameters\":[");
		add_reference(ret, "parameters", "api.match");
		buf_addc(ret, ']');
		add_body(ret, type->name, ".update");
		add_responses(ret, "200", "The resource as it is now.", type->name, "");
	}
	if (methods & METHOD_DELETE) {
		begin(ret, "delete", "delete", type->name, "", type->name);
		buf_adds(ret, ",\"parameters\":[");
		add_reference(ret, "parameters", "api.match");
		buf_addc(ret, ']');
		add_responses(ret, "200",
			      "The resource; its removal goes on while `transitioning` is `yes`.",
			      type->name, "");
	}
	add_actions(to, type);
	buf_addc(ret, '}');
}

static void add_link(const struct openapi *to, const struct type *type,
		     const struct view_link *link)
{
	struct buf *ret = to->ret;
	const char *name = link->link->name;
	int is_one = link->link->kind == LINK_REFERENCE;
	char path[220];

	/* The tail is as the link stands in a resource: `/nics"`. */
	snprintf(path, sizeof(path), "/%s/{id}%.*s", type->url, (int)link->tail_len - 1,
		 link->tail);
	buf_json_key(ret, path);
	buf_addc(ret, '{');
	add_id(ret);
	begin(ret, "get", "link", type->name, name, type->name);
	add_responses(ret, "200", is_one ? "What it refers to." : "What hangs on it.",
		      link->target->name, is_one ? "" : ".collection");
	if (link->link->kind == LINK_CHILD && link->target->base->has_table &&
	    openapi_collection(to, link->target) & METHOD_POST) {
		begin(ret, "post", "createLink", type->name, name, type->name);
		add_body(ret, link->target->name, ".create");
		add_responses(ret, "201", "It is stored, and refers to this resource.",
			      link->target->name, "");
	}
	buf_addc(ret, '}');
}

static void add_type(const struct openapi *to, const struct type *type)
{
	const struct view *view = &snapshot_shape(to->snapshot, type)->views[to->role];

	/* Children show what hangs on their base; said once a type. */
	if (openapi_collection(to, type) & (METHOD_GET | METHOD_POST))
		add_collection(to, type);
	if (!openapi_resource(to, type))
		return;
	add_resource(to, type);
	for (int i = 0; i < view->link_count; i++)
		add_link(to, type, &view->links[i]);
}

static void add_head(const struct openapi *to, const struct type *const *types, int count)
{
	struct buf *ret = to->ret;

	buf_adds(ret,
		 "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"stampede\",\"version\":"
		 "\"" STAMPEDE_VERSION "\",\"description\":\"Containers and virtual machines on "
		 "a cluster. This document shows what the caller may see and do. Every answer has "
		 "`links`; every resource says by `actions` what can be done with it now, and by "
		 "`transitioning` whether something is under way. Fields that are sent and cannot "
		 "be written are ignored.\"},"
		 "\"servers\":[{\"url\":\"" OPENAPI_MARK
		 "/v1\"}],\"security\":[{\"key\":[]},{\"session\":[]}],"
		 "\"tags\":[{\"name\":\"api\",\"description\":\"The API itself.\"}");
	for (int i = 0; i < count; i++) {
		if (!types[i]->visible[to->role] ||
		    !(openapi_collection(to, types[i]) || openapi_resource(to, types[i])))
			continue;
		buf_addf(ret, ",{\"name\":\"%s\"", types[i]->name);
		openapi_text(ret, "description", types[i]->description);
		buf_addc(ret, '}');
	}
	buf_adds(ret, "],\"paths\":{");
}

static void write_all(const struct openapi *to)
{
	int count = 0;
	const struct type *const *types = model_types(to->snapshot->model, &count);

	add_head(to, types, count);
	openapi_roots(to);
	for (int i = 0; i < count; i++)
		if (types[i]->visible[to->role])
			add_type(to, types[i]);
	buf_adds(to->ret, "},\"components\":");
	openapi_components(to);
	buf_addc(to->ret, '}');
}

void openapi_render(struct snapshot *snapshot, enum role role, int read_only, const char *base,
		    size_t base_len, struct buf *ret)
{
	struct buf *cached = &snapshot->openapi[read_only ? ROLE_MAX : role];
	struct openapi to = {snapshot, role, read_only, cached};
	const char *mark;

	pthread_mutex_lock(&snapshot->lock);
	if (!cached->len)
		write_all(&to);
	pthread_mutex_unlock(&snapshot->lock);
	mark = memchr(cached->data, OPENAPI_MARK[0], cached->len);
	buf_add(ret, cached->data, (size_t)(mark - cached->data));
	buf_add(ret, base, base_len);
	buf_add(ret, mark + 1, cached->len - (size_t)(mark + 1 - cached->data));
}

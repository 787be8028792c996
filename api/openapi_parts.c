/* The OpenAPI document: its components, which are the types as JSON Schema. */
#include "api/openapi.h"

#include <stdlib.h>
#include <string.h>

#include "api/list.h"

void openapi_text(struct buf *ret, const char *key, const char *text)
{
	if (!text || !*text)
		return;
	buf_json_key(ret, key);
	buf_json_string(ret, text);
}

/* --- A field's type ------------------------------------------------------------------------ */

/* What each word of a type is; what is none of them is the name of a type. */
static const char *const WORDS[][3] = {
	{"string", "string", ""},
	{"password", "string", ",\"format\":\"password\""},
	{"int", "integer", ",\"format\":\"int64\""},
	{"float", "number", ",\"format\":\"double\""},
	{"date", "string", ",\"format\":\"date-time\""},
	{"boolean", "boolean", ""},
	{"enum", "string", ""},
	{"blob", "string", ",\"contentMediaType\":\"application/octet-stream\""},
};

static void add_name(const struct openapi *to, const char *text, size_t len)
{
	if (openapi_type(to, text, len))
		buf_addf(to->ret, "\"$ref\":\"#/components/schemas/%.*s\"", (int)len, text);
}

static void add_type_word(struct buf *ret, const char *name, int nullable)
{
	buf_addf(ret, nullable ? "\"type\":[\"%s\",\"null\"]" : "\"type\":\"%s\"", name);
}

/* Appends the keywords of a type's text, "array[reference[network]]", without braces. */
static void add_wire_type(const struct openapi *to, const char *text, size_t len, int nullable)
{
	struct buf *ret = to->ret;
	const char *open = memchr(text, '[', len);
	size_t head = open ? (size_t)(open - text) : len;

	for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++) {
		if (strlen(WORDS[i][0]) != head || memcmp(WORDS[i][0], text, head) != 0)
			continue;
		add_type_word(ret, WORDS[i][1], nullable);
		buf_adds(ret, WORDS[i][2]);
		return;
	}
	if (!open) {
		/* "json" is anything. */
		add_name(to, text, len);
		return;
	}
	if (head == strlen("reference") && memcmp(text, "reference", head) == 0) {
		add_type_word(ret, "string", nullable);
		buf_addf(ret, ",\"x-reference\":\"%.*s\"", (int)(len - head - 2), open + 1);
		return;
	}
	add_type_word(ret, *text == 'a' ? "array" : "object", nullable);
	buf_adds(ret, *text == 'a' ? ",\"items\":{" : ",\"additionalProperties\":{");
	add_wire_type(to, open + 1, len - head - 2, 0);
	buf_addc(ret, '}');
}

static void add_options(struct buf *ret, const struct field *field, int nullable)
{
	if (!field->options || !field->options[0] || field->type == FIELD_ARRAY ||
	    field->type == FIELD_MAP)
		return;
	buf_adds(ret, ",\"enum\":[");
	for (int i = 0; field->options[i]; i++) {
		buf_json_comma(ret);
		buf_json_string(ret, field->options[i]);
	}
	if (nullable)
		buf_adds(ret, ",null");
	buf_addc(ret, ']');
}

/* Only strings: the contract's limits on the text of other types bind nobody. */
static void add_limits(struct buf *ret, const struct field *field)
{
	int is_text = field->type == FIELD_STRING || field->type == FIELD_PASSWORD;

	if (field->has_min)
		buf_addf(ret, ",\"minimum\":%lld", (long long)field->min);
	if (field->has_max)
		buf_addf(ret, ",\"maximum\":%lld", (long long)field->max);
	if (is_text && field->min_length > 0)
		buf_addf(ret, ",\"minLength\":%d", field->min_length);
	if (is_text && field->max_length >= 0)
		buf_addf(ret, ",\"maxLength\":%d", field->max_length);
}

/* `to_write`: as it is sent; else as it is shown. */
static void add_field(const struct openapi *to, const struct field *field, int to_write)
{
	struct buf *ret = to->ret;
	int nullable = !to_write || field->nullable;
	size_t before;

	buf_json_key(ret, field->name);
	buf_addc(ret, '{');
	before = ret->len;
	add_wire_type(to, field->type_text, strlen(field->type_text), nullable);
	if (ret->len > before)
		add_options(ret, field, nullable);
	openapi_text(ret, "description", field->description);
	if (!to_write && !(field->access[to->role] & (ACCESS_CREATE | ACCESS_UPDATE)))
		buf_adds(ret, ",\"readOnly\":true");
	if (to_write) {
		add_limits(ret, field);
		if (field->default_json)
			buf_addf(ret, ",\"default\":%s", field->default_json);
		if (field->placeholder) {
			buf_adds(ret, ",\"examples\":[");
			buf_adds(ret, field->type == FIELD_ARRAY ? "[" : "");
			buf_json_string(ret, field->placeholder);
			buf_adds(ret, field->type == FIELD_ARRAY ? "]]" : "]");
		}
	}
	buf_addc(ret, '}');
}

/* --- Types --------------------------------------------------------------------------------- */

static void add_read(const struct openapi *to, const struct type *type)
{
	struct buf *ret = to->ret;

	buf_json_key(ret, type->name);
	buf_adds(ret, "{\"allOf\":[{\"$ref\":\"#/components/schemas/api.resource\"}]");
	openapi_text(ret, "description", type->description);
	buf_adds(ret, ",\"type\":\"object\",\"properties\":{");
	for (int i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];

		if (!(field->access[to->role] & ACCESS_READ) || strcmp(field->name, "id") == 0 ||
		    strcmp(field->name, "links") == 0 || strcmp(field->name, "actions") == 0 ||
		    strcmp(field->name, "type") == 0 || field->input_only)
			continue;
		add_field(to, field, 0);
		if (field->type == FIELD_DATE)
			buf_addf(ret,
				 ",\"%sTS\":{\"type\":\"integer\",\"description\":\"`%s`, in "
				 "milliseconds.\",\"readOnly\":true}",
				 field->name, field->name);
	}
	buf_adds(ret, "}}");
}

/* What is sent to create (`bit` ACCESS_CREATE) or update one. */
static void add_written(const struct openapi *to, const struct type *type, unsigned bit,
			const char *suffix)
{
	struct buf *ret = to->ret;
	char name[160];
	int required = 0;

	snprintf(name, sizeof(name), "%s%s", type->name, suffix);
	buf_json_key(ret, name);
	buf_adds(ret, "{\"type\":\"object\",\"properties\":{");
	for (int i = 0; i < type->field_count; i++)
		if (type->fields[i].access[to->role] & bit)
			add_field(to, &type->fields[i], 1);
	buf_addc(ret, '}');
	for (int i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];

		if (!(field->access[to->role] & bit) || !field->required || field->default_json)
			continue;
		buf_adds(ret, required++ ? "," : ",\"required\":[");
		buf_json_string(ret, field->name);
	}
	buf_adds(ret, required ? "]}" : "}");
}

static void add_page(const struct openapi *to, const struct type *type)
{
	char name[160];

	snprintf(name, sizeof(name), "%s.collection", type->name);
	buf_json_key(to->ret, name);
	buf_addf(to->ret,
		 "{\"allOf\":[{\"$ref\":\"#/components/schemas/api.collection\"}],\"type\":"
		 "\"object\",\"properties\":{\"data\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/"
		 "components/schemas/%s\"}}}}",
		 type->name);
}

/* Whether an action takes it. */
static int is_input(const struct openapi *to, const struct type *type)
{
	int count = 0;
	const struct type *const *types = model_types(to->snapshot->model, &count);

	for (int i = 0; i < count; i++)
		for (int a = 0; types[i]->visible[to->role] && a < openapi_actions(to, types[i]);
		     a++)
			if (types[i]->actions[a].input &&
			    strcmp(types[i]->actions[a].input, type->name) == 0)
				return 1;
	return 0;
}

static void add_schemas(const struct openapi *to, const struct type *const *types, int count)
{
	for (int i = 0; i < count; i++) {
		const struct type *type = types[i];

		if (!type->visible[to->role])
			continue;
		add_read(to, type);
		if (openapi_collection(to, type) || openapi_resource(to, type))
			add_page(to, type);
		if (openapi_collection(to, type) & METHOD_POST || is_input(to, type))
			add_written(to, type, ACCESS_CREATE, ".create");
		if (openapi_resource(to, type) & METHOD_PUT)
			add_written(to, type, ACCESS_UPDATE, ".update");
	}
}

/* What is the same for all. */
static const char COMMON[] =
	"\"api.resource\":{\"type\":\"object\",\"required\":[\"id\",\"type\",\"links\",\"actions\"]"
	",\"properties\":{\"id\":{\"type\":[\"string\",\"null\"],\"description\":\"By what it is "
	"known: not unique over all "
	"types.\"},\"type\":{\"type\":\"string\",\"description\":\"Which "
	"type it is; a child of the one that was asked for, maybe.\"},\"links\":{\"type\":"
	"\"object\",\"additionalProperties\":{\"type\":\"string\",\"format\":\"uri\"},"
	"\"description\":\"Where to go on; `self` is the resource.\"},\"actions\":{\"type\":"
	"\"object\",\"additionalProperties\":{\"type\":\"string\",\"format\":\"uri\"},"
	"\"description\":\"What can be done with it now: POST there.\"}}},"
	"\"api.collection\":{\"type\":\"object\",\"required\":[\"type\",\"resourceType\",\"data\","
	"\"links\"],\"properties\":{\"type\":{\"const\":\"collection\"},\"resourceType\":{\"type\":"
	"\"string\"},\"links\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}"
	",\"createTypes\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"},"
	"\"description\":\"Where each kind that is in it can be created.\"},\"actions\":{\"type\":"
	"\"object\"},\"data\":{\"type\":\"array\"},\"sortLinks\":{\"type\":\"object\","
	"\"additionalProperties\":{\"type\":\"string\"}},\"pagination\":{\"type\":[\"object\","
	"\"null\"],\"properties\":{\"first\":{\"type\":[\"string\",\"null\"]},\"previous\":{"
	"\"type\":[\"string\",\"null\"]},\"next\":{\"type\":[\"string\",\"null\"],\"description\":"
	"\"The next page; null on the last.\"},\"limit\":{\"type\":[\"integer\",\"null\"]},"
	"\"total\":{\"type\":[\"integer\",\"null\"]},\"partial\":{\"type\":\"boolean\"}}},\"sort\":"
	"{\"type\":[\"object\",\"null\"]},\"filters\":{\"type\":\"object\"},\"createDefaults\":{"
	"\"type\":\"object\"}}},"
	"\"api.error\":{\"type\":\"object\",\"required\":[\"id\",\"type\",\"status\",\"code\"],"
	"\"properties\":{\"id\":{\"type\":\"string\"},\"type\":{\"const\":\"error\"},\"status\":{"
	"\"type\":\"integer\"},\"code\":{\"type\":\"string\",\"description\":\"`MissingRequired`, "
	"`Not Found`: what programs go by.\"},\"message\":{\"type\":[\"string\",\"null\"]},"
	"\"detail\":{\"type\":[\"string\",\"null\"],\"description\":\"What is wrong, and what to "
	"do.\"},\"fieldName\":{\"type\":[\"string\",\"null\"],\"description\":\"The field of the "
	"input that it is about.\"}}}";

static const char RESPONSES[] =
	"\"responses\":{\"api.error\":{\"description\":\"Why not: 400 no JSON, 401 no key, 403 not "
	"allowed, 404 not there or not visible, 405 not with this method, 409 busy, 412 changed "
	"meanwhile, 413 too long, 422 a field is wrong, 503 not now.\",\"content\":{\"application/"
	"json\":{\"schema\":{\"$ref\":\"#/components/schemas/api.error\"}}}}}";

static const char SECURITY[] =
	"\"securitySchemes\":{\"key\":{\"type\":\"http\",\"scheme\":\"basic\",\"description\":\"An "
	"access key (publicValue of an apiKey) and its secret "
	"key.\"},\"session\":{\"type\":\"apiKey\","
	"\"in\":\"cookie\",\"name\":\"stampede_session\",\"description\":\"Of a browser that is "
	"logged in "
	"(POST /v1/session); what changes something repeats the cookie CSRF in the header "
	"X-API-CSRF.\"}}";

static const char PARAMETERS[] =
	"\"api.id\":{\"name\":\"id\",\"in\":\"path\",\"required\":true,\"schema\":{\"type\":"
	"\"string\"},\"description\":\"As in `id` of the resource: `1i5`.\"},"
	"\"api.limit\":{\"name\":\"limit\",\"in\":\"query\",\"schema\":{\"type\":\"integer\","
	"\"minimum\":0,\"maximum\":1000,\"default\":100},\"description\":\"How many at most.\"},"
	"\"api.marker\":{\"name\":\"marker\",\"in\":\"query\",\"schema\":{\"type\":\"string\"},"
	"\"description\":\"Where the page begins; it is part of `pagination.next`.\"},"
	"\"api.order\":{\"name\":\"order\",\"in\":\"query\",\"schema\":{\"enum\":[\"asc\",\"desc\"]"
	",\"default\":\"asc\"},\"description\":\"Which way to sort.\"},"
	"\"api.wait\":{\"name\":\"wait\",\"in\":\"query\",\"schema\":{\"type\":\"string\"},"
	"\"description\":\"A state: answers once the resource rests in it, 202 when that is not in "
	"time.\"},\"api.timeout\":{\"name\":\"timeout\",\"in\":\"query\",\"schema\":{\"type\":"
	"\"integer\",\"minimum\":0,\"maximum\":600,\"default\":60},\"description\":\"Seconds that "
	"`wait` waits at most.\"},\"api.idempotency_key\":{\"name\":\"Idempotency-Key\",\"in\":"
	"\"header\",\"schema\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":255},"
	"\"description\":\"Of one's own choice: sent again, it is not done again.\"},"
	"\"api.match\":{\"name\":\"If-Match\",\"in\":\"header\",\"schema\":{\"type\":\"string\"},"
	"\"description\":\"An ETag: only if it is still so, else 412.\"},"
	"\"api.none_match\":{\"name\":\"If-None-Match\",\"in\":\"header\",\"schema\":{\"type\":"
	"\"string\"},\"description\":\"An ETag: 304 without a body while it is still so.\"},"
	"\"api.as_of\":{\"name\":\"asOf\",\"in\":\"query\",\"schema\":{\"type\":\"string\"},"
	"\"description\":\"As it was at this time: 2014-08-22T21:56:35Z, or milliseconds.\"},"
	"\"api.explain\":{\"name\":\"explain\",\"in\":\"query\",\"schema\":{\"type\":\"string\"},"
	"\"description\":\"Instead of the resource: what this action would do now, and why, "
	"without "
	"doing it.\"}";

/* --- Filters ------------------------------------------------------------------------------- */

const char *openapi_filter_kind(const struct field *field, int op)
{
	if (op == STORE_NULL || op == STORE_NOTNULL)
		return "any";
	switch (field->type) {
	case FIELD_INT:
		return field->place == PLACE_ID ? "string" : "integer";
	case FIELD_FLOAT:
		return "number";
	case FIELD_BOOLEAN:
		return "boolean";
	default:
		return "string";
	}
}

static const char *filter_text(int op)
{
	switch (op) {
	case STORE_EQ:
		return "Those whose `%s` is this.";
	case STORE_NE:
		return "Those whose `%s` is something else.";
	case STORE_PREFIX:
		return "Those whose `%s` begins so.";
	case STORE_LIKE:
		return "Those whose `%s` is like this; `%%` stands for anything, `_` for one "
		       "letter.";
	case STORE_NOTLIKE:
		return "Those whose `%s` is not like this; `%%` stands for anything, `_` for one "
		       "letter.";
	case STORE_NULL:
		return "Those without a `%s`; the value is not looked at.";
	case STORE_NOTNULL:
		return "Those with a `%s`; the value is not looked at.";
	case STORE_LT:
		return "Those whose `%s` is less.";
	case STORE_LTE:
		return "Those whose `%s` is less or the same.";
	case STORE_GT:
		return "Those whose `%s` is more.";
	default:
		return "Those whose `%s` is more or the same.";
	}
}

struct filter_key {
	const char *field, *kind;
	int op;
};

static int by_key(const void *a, const void *b)
{
	const struct filter_key *x = a, *y = b;
	int order = strcmp(x->field, y->field);

	if (!order)
		order = x->op - y->op;
	return order ? order : strcmp(x->kind, y->kind);
}

static void add_filter(struct buf *ret, const struct filter_key *key)
{
	const char *modifier = list_modifier_name(key->op);
	char name[160], text[240];

	snprintf(name, sizeof(name), "%s.%s.%s", key->field, modifier, key->kind);
	buf_json_key(ret, name);
	buf_addf(ret, "{\"name\":\"%s%s%s\",\"in\":\"query\",\"schema\":{", key->field,
		 key->op == STORE_EQ ? "" : "_", key->op == STORE_EQ ? "" : modifier);
	if (strcmp(key->kind, "any") != 0)
		buf_addf(ret, "\"type\":\"%s\"", key->kind);
	buf_addc(ret, '}');
	if (strcmp(key->kind, "any") == 0)
		buf_adds(ret, ",\"allowEmptyValue\":true");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	snprintf(text, sizeof(text), filter_text(key->op), key->field);
#pragma GCC diagnostic pop
	openapi_text(ret, "description", text);
	buf_addc(ret, '}');
}

/* Each filter once: most types have the same. */
static void add_filters(const struct openapi *to, const struct type *const *types, int count)
{
	struct filter_key *keys = NULL;
	int used = 0, room = 0;

	for (int i = 0; i < count; i++) {
		for (int f = 0; types[i]->visible[to->role] && f < types[i]->field_count; f++) {
			const struct field *field = &types[i]->fields[f];
			unsigned modifiers =
				field->access[to->role] & ACCESS_READ
					? list_shown_modifiers(types[i], field, to->role)
					: 0;

			for (int op = 0; op < 32; op++) {
				if (!(modifiers & (1u << op)))
					continue;
				if (used == room) {
					room = room ? 2 * room : 1024;
					keys = realloc(keys, (size_t)room * sizeof(*keys));
					if (!keys)
						abort();
				}
				keys[used++] = (struct filter_key){
					field->name, openapi_filter_kind(field, op), op};
			}
		}
	}
	if (used)
		qsort(keys, (size_t)used, sizeof(*keys), by_key);
	for (int i = 0; i < used; i++)
		if (i == 0 || by_key(&keys[i - 1], &keys[i]) != 0)
			add_filter(to->ret, &keys[i]);
	free(keys);
}

void openapi_components(const struct openapi *to)
{
	int count = 0;
	const struct type *const *types = model_types(to->snapshot->model, &count);
	struct buf *ret = to->ret;

	buf_adds(ret, "{\"schemas\":{");
	buf_adds(ret, COMMON);
	add_schemas(to, types, count);
	buf_adds(ret, "},");
	buf_adds(ret, RESPONSES);
	buf_addc(ret, ',');
	buf_adds(ret, SECURITY);
	buf_adds(ret, ",\"parameters\":{");
	buf_adds(ret, PARAMETERS);
	add_filters(to, types, count);
	buf_adds(ret, "}}");
}

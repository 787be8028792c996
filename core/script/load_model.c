/*
 * Types, as compile.lua describes them, into a struct model.
 */
#include <string.h>

#include "script/load.h"

struct word {
	const char *name;
	int value;
};

static const struct word FIELD_TYPES[] = {
	{"string", FIELD_STRING}, {"password", FIELD_PASSWORD}, {"int", FIELD_INT},
	{"float", FIELD_FLOAT},   {"date", FIELD_DATE},         {"boolean", FIELD_BOOLEAN},
	{"enum", FIELD_ENUM},     {"blob", FIELD_BLOB},         {"json", FIELD_JSON},
	{"map", FIELD_MAP},       {"array", FIELD_ARRAY},       {"reference", FIELD_REFERENCE},
	{NULL, FIELD_JSON},
};

static const struct word PLACES[] = {
	{"id", PLACE_ID},
	{"account", PLACE_ACCOUNT},
	{"kind", PLACE_KIND},
	{"uuid", PLACE_UUID},
	{"name", PLACE_NAME},
	{"created", PLACE_CREATED},
	{"state", PLACE_STATE},
	{"allocation", PLACE_ALLOCATION},
	{"removed", PLACE_REMOVED},
	{"remove_time", PLACE_REMOVE_TIME},
	{"transitioning", PLACE_TRANSITIONING},
	{"message", PLACE_MESSAGE},
	{"progress", PLACE_PROGRESS},
	{"data", PLACE_DATA},
	{"fields", PLACE_FIELDS},
	{"live", PLACE_LIVE},
	{"doc", PLACE_DOC},
	{NULL, PLACE_DOC},
};

static int word_value(const struct word *words, const char *name)
{
	while (words->name && (!name || strcmp(words->name, name) != 0))
		words++;
	return words->value;
}

/* A list of three integers (or booleans), one a role. */
static void read_roles(lua_State *L, int index, const char *key, uint8_t ret[ROLE_MAX])
{
	if (!load_table(L, index, key))
		return;
	for (int role = 0; role < ROLE_MAX; role++) {
		lua_rawgeti(L, -1, role + 1);
		ret[role] = lua_isinteger(L, -1) ? (uint8_t)lua_tointeger(L, -1)
						 : (uint8_t)lua_toboolean(L, -1);
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
}

/* The field that the table on top describes. */
static void read_field(lua_State *L, struct field *ret, struct temp *temp)
{
	*ret = (struct field){
		.name = load_text(L, -1, "name"),
		.type_text = load_text(L, -1, "text"),
		.type = (enum field_type)word_value(FIELD_TYPES, load_text(L, -1, "type")),
		.element = (enum field_type)word_value(FIELD_TYPES, load_text(L, -1, "element")),
		.reference = load_text(L, -1, "reference"),
		.place = (enum field_place)word_value(PLACES, load_text(L, -1, "place")),
		.nullable = (unsigned)load_flag(L, -1, "nullable"),
		.required = (unsigned)load_flag(L, -1, "required"),
		.unique = (unsigned)load_flag(L, -1, "unique"),
		.input_only = (unsigned)load_flag(L, -1, "input_only"),
		.schedule_update = (unsigned)load_flag(L, -1, "schedule_update"),
		.indexed = (unsigned)load_flag(L, -1, "indexed"),
		.min = load_integer(L, -1, "min", INT64_MIN),
		.max = load_integer(L, -1, "max", INT64_MAX),
		.min_length = (int)load_integer(L, -1, "min_length", -1),
		.max_length = (int)load_integer(L, -1, "max_length", -1),
		.options = load_list(L, -1, "options", temp),
		.valid_chars = load_text(L, -1, "valid_chars"),
		.invalid_chars = load_text(L, -1, "invalid_chars"),
		.default_json = load_text(L, -1, "default"),
		.description = load_text(L, -1, "description"),
		.placeholder = load_text(L, -1, "placeholder"),
		.filters = (uint8_t)load_integer(L, -1, "filters", FILTERS_OF_TYPE),
	};
	ret->has_min = ret->min != INT64_MIN;
	ret->has_max = ret->max != INT64_MAX;
	if (!ret->description)
		ret->description = "";
	read_roles(L, -1, "access", ret->access);
	read_roles(L, -1, "beyond", ret->beyond);
}

static void read_fields(lua_State *L, struct type *ret, struct temp *temp)
{
	struct field *fields;

	if (!load_table(L, -1, "fields"))
		return;
	ret->field_count = (int)lua_rawlen(L, -1);
	fields = temp_alloc(temp, (size_t)ret->field_count * sizeof(*fields));
	for (int i = 0; i < ret->field_count; i++) {
		lua_rawgeti(L, -1, i + 1);
		read_field(L, &fields[i], temp);
		lua_pop(L, 1);
	}
	ret->fields = fields;
	lua_pop(L, 1);
}

static void read_actions(lua_State *L, struct type *ret, struct temp *temp)
{
	struct type_action *actions;

	if (!load_table(L, -1, "actions"))
		return;
	ret->action_count = (int)lua_rawlen(L, -1);
	actions = temp_alloc(temp, (size_t)ret->action_count * sizeof(*actions));
	for (int i = 0; i < ret->action_count; i++) {
		lua_rawgeti(L, -1, i + 1);
		actions[i] = (struct type_action){
			.name = load_text(L, -1, "name"),
			.input = load_text(L, -1, "input"),
			.output = load_text(L, -1, "output"),
			.states = load_list(L, -1, "states", temp),
			.description = load_text(L, -1, "description"),
			.extension = (unsigned)load_flag(L, -1, "extension"),
		};
		lua_pop(L, 1);
	}
	ret->actions = actions;
	lua_pop(L, 1);
}

/* The type that the table on top describes. */
static void read_type(lua_State *L, struct type *ret, struct temp *temp)
{
	*ret = (struct type){
		.name = load_text(L, -1, "name"),
		.plural = load_text(L, -1, "plural"),
		.url = load_text(L, -1, "url"),
		.id_prefix = load_text(L, -1, "id_prefix"),
		.description = load_text(L, -1, "description"),
		.states = load_list(L, -1, "states", temp),
		.transitioning = load_list(L, -1, "transitioning", temp),
		.has_process = (unsigned)load_flag(L, -1, "has_process"),
		.has_table = (unsigned)load_flag(L, -1, "has_table"),
		.extension = (unsigned)load_flag(L, -1, "extension"),
	};
	if (load_table(L, -1, "methods")) {
		read_roles(L, -1, "collection", ret->collection_methods);
		read_roles(L, -1, "resource", ret->resource_methods);
		read_roles(L, -1, "visible", ret->visible);
		lua_pop(L, 1);
	}
	read_fields(L, ret, temp);
	read_actions(L, ret, temp);
}

static int add_type(lua_State *L, struct model *model, struct error *err)
{
	struct temp temp = {0};
	struct type type;
	struct error fault;
	int rc;

	read_type(L, &type, &temp);
	rc = model_add(model, &type, load_text(L, -1, "parent"), &fault);
	if (rc < 0) {
		error_set(err, ERROR_INVALID, "%s:%d: %s", load_text(L, -1, "file"),
			  (int)load_integer(L, -1, "line", 0), fault.text);
	}
	temp_done(&temp);
	return rc;
}

struct model *load_model(lua_State *L, int index, struct error *err)
{
	struct model *model = model_new();
	int rc = 0, top = lua_gettop(L);

	if (load_table(L, index, "types")) {
		lua_Integer count = (lua_Integer)lua_rawlen(L, -1);

		for (lua_Integer i = 1; i <= count && rc == 0; i++) {
			lua_rawgeti(L, -1, i);
			rc = add_type(L, model, err);
			lua_pop(L, 1);
		}
	}
	lua_settop(L, top);
	if (rc == 0)
		rc = model_finish(model, err);
	if (rc < 0) {
		model_unref(model);
		return NULL;
	}
	return model;
}

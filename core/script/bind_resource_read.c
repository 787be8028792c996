/* raw.resource, reads: what every primitive of it checks first, get and list. */
#include "script/bind_resource.h"

#include <inttypes.h>
#include <string.h>

#include "base/auto.h"
#include "engine/engine.h"
#include "script/proof.h"
#include "script/runner.h"
#include "script/task.h"
#include "script/value.h"

#define FILTERS_MAX 16

/* --- What every primitive checks first ---------------------------------------------------- */

static struct engine *check_engine(lua_State *L)
{
	struct engine *engine = bind_service(L, "engine");

	if (!engine)
		luaL_error(L, "there are no resources here (this is no server)");
	return engine;
}

/* The newest definitions: the engine's, or while it has none, what was just loaded. */
struct model *resource_check_model(lua_State *L)
{
	struct model *model = engine_model(check_engine(L));

	if (!model)
		model = vm_script(L)->model;
	if (!model)
		luaL_error(L, "there are no types yet");
	return model;
}

const struct type *resource_check_type(lua_State *L, int index)
{
	const char *name = luaL_checkstring(L, index);
	const struct type *type = model_type(resource_check_model(L), name);

	if (!type || !type->has_table)
		luaL_error(L, "there is no type '%s' of resources", name);
	return type;
}

/* Type and id out of a resource's table. */
const struct type *resource_check(lua_State *L, int index, int64_t *ret_id)
{
	const struct type *type;

	luaL_checktype(L, index, LUA_TTABLE);
	lua_getfield(L, index, "type");
	lua_getfield(L, index, "id");
	luaL_argcheck(L, lua_type(L, -2) == LUA_TSTRING && lua_isinteger(L, -1), index,
		      "a resource with type and id is wanted");
	*ret_id = lua_tointeger(L, -1);
	type = resource_check_type(L, lua_absindex(L, -2));
	lua_pop(L, 2);
	return type;
}

/* --- Reads -------------------------------------------------------------------------------- */

static int fits_kind(const struct model *model, const struct type *type, const char *kind)
{
	return type->base == type || model_type_of_kind(model, type->base, kind) == type;
}

/* As value_push_row, for a task that is being proven: with what its result would change. */
static void push_row(lua_State *L, const struct model *model, const struct type *type,
		     struct row *row)
{
	struct buf doc = {0};

	if (proof_overlay(task_of(L), type, row->id, row->doc, &doc))
		row->doc = (struct span){doc.data, doc.len};
	value_push_row(L, model, type, row);
	buf_done(&doc);
}

/*
 * Pushes a resource as committed now, or nil and an error. `strict`: one whose last process
 * failed is an error, too.
 */
int resource_push(lua_State *L, const struct type *type, int64_t id, int strict)
{
	const struct model *model = resource_check_model(L);
	struct error err;
	struct reader *reader = script_reader(vm_script(L), &err);
	struct row row;

	if (!reader || reader_get(reader, type, id, &row, &err) < 0)
		return bind_fail(L, &err);
	if (!fits_kind(model, type, row.kind)) {
		error_set(&err, ERROR_NOT_FOUND, "there is no %s %" PRId64, type->name, id);
		return bind_fail(L, &err);
	}
	if (strict && row.error) {
		error_set(&err, ERROR_CONFLICT, "%s",
			  row.message ? row.message : "its process failed");
		return bind_fail(L, &err);
	}
	push_row(L, model, type, &row);
	return 1;
}

/* raw.resource.get(type, id) -> table | nil, err */
int bind_resource_get(lua_State *L)
{
	const struct type *type = resource_check_type(L, 1);

	return resource_push(L, type, luaL_checkinteger(L, 2), 0);
}

struct filters {
	struct filter list[FILTERS_MAX + 1];
	int count;
};

/* Reads the filter table at `index`; values that are no strings become ones on the stack. */
static void check_filters(lua_State *L, int index, const struct type *type, struct filters *ret)
{
	ret->count = 0;
	if (lua_isnoneornil(L, index))
		return;
	luaL_checktype(L, index, LUA_TTABLE);
	luaL_checkstack(L, 2 * FILTERS_MAX + 8, NULL);
	lua_pushnil(L);
	while (lua_next(L, index)) {
		const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?";
		const struct field *field = type_field(type, name, strlen(name));
		struct filter *filter = &ret->list[ret->count];

		if (!field)
			luaL_error(L, "%s has no field '%s' to filter by", type->name, name);
		if (ret->count++ == FILTERS_MAX)
			luaL_error(L, "too many filters");
		filter->field = field;
		filter->op = STORE_EQ;
		filter->value = NULL;
		switch (lua_type(L, -1)) {
		case LUA_TBOOLEAN:
			filter->value = lua_toboolean(L, -1) ? "true" : "false";
			break;
		case LUA_TSTRING:
			filter->value = lua_tostring(L, -1);
			break;
		case LUA_TNUMBER:
			if (!lua_isinteger(L, -1))
				luaL_error(L, "filter '%s' must be an integer", name);
			lua_tolstring(L, -1, NULL);
			filter->value = lua_tostring(L, -1);
			lua_insert(L, -2); /* key stays on top, the text below it stays alive */
			continue;
		default:
			if (!value_is_null(L, -1))
				luaL_error(L, "filter '%s' cannot be a %s", name,
					   luaL_typename(L, -1));
			filter->op = STORE_NULL;
		}
		lua_pop(L, 1);
	}
}

struct listing {
	lua_State *L;
	const struct model *model;
	const struct type *type;
	lua_Integer count;
};

static int list_row(void *arg, const struct row *row)
{
	struct listing *listing = arg;

	struct row copy = *row;

	push_row(listing->L, listing->model, listing->type, &copy);
	lua_rawseti(listing->L, -2, ++listing->count);
	return 0;
}

/* A list of all there is would take the loop's time and the server's memory. */
static int list_over(void *arg)
{
	struct script *script = vm_script(arg);

	return (script->current && script->memory > script->ceiling) || vm_is_over(arg);
}

struct summing {
	lua_State *L;
	const struct type *type;
	const char *field; /* of the schema or not */
	int64_t fallback, sum;
};

static int sum_row(void *arg, const struct row *row)
{
	struct summing *summing = arg;
	AUTO(buf_done) struct buf doc = {0};
	struct span text = row->doc, value;
	int64_t number;

	if (proof_overlay(task_of(summing->L), summing->type, row->id, row->doc, &doc))
		text = (struct span){doc.data, doc.len};
	value = json_get(text, summing->field);
	if (!value.at)
		value = json_get(json_path(text, "data.fields"), summing->field);
	summing->sum += json_int(value, &number) == 0 ? number : summing->fallback;
	return 0;
}

/* raw.resource.sum(type, filter, field, fallback) -> number | nil, err: of those not removed */
int bind_resource_sum(lua_State *L)
{
	const struct type *type = resource_check_type(L, 1);
	struct summing summing = {L, type, luaL_checkstring(L, 3), luaL_checkinteger(L, 4), 0};
	struct query query = {.type = type, .limit = INT32_MAX, .over = list_over, .over_arg = L};
	struct filters filters;
	struct reader *reader;
	struct error err;

	lua_settop(L, 4);
	check_filters(L, 2, type, &filters);
	if (type_field(type, "removed", 7))
		filters.list[filters.count++] =
			(struct filter){type_field(type, "removed", 7), STORE_NULL, NULL};
	query.filters = filters.list;
	query.filter_count = filters.count;
	reader = script_reader(vm_script(L), &err);
	if (!reader || reader_list(reader, &query, sum_row, &summing, &err) < 0)
		return bind_fail(L, &err);
	lua_pushinteger(L, summing.sum);
	return 1;
}

/* raw.resource.list(type, filter, with_removed, limit) -> array | nil, err */
int bind_resource_list(lua_State *L)
{
	const struct type *type = resource_check_type(L, 1);
	int with_removed = lua_isnoneornil(L, 3) || lua_toboolean(L, 3), limited, rc;
	lua_Integer limit = luaL_optinteger(L, 4, INT32_MAX);
	struct script *script = vm_script(L);
	struct listing listing = {.L = L, .model = resource_check_model(L), .type = type};
	struct filters filters;
	struct query query = {.type = type};
	struct reader *reader;
	struct error err;

	luaL_argcheck(L, limit > 0 && limit <= INT32_MAX, 4, "a positive number");
	lua_settop(L, 4);
	check_filters(L, 2, type, &filters);
	if (!with_removed && type_field(type, "removed", 7))
		filters.list[filters.count++] =
			(struct filter){type_field(type, "removed", 7), STORE_NULL, NULL};
	query.filters = filters.list;
	query.filter_count = filters.count;
	query.limit = (int)limit;
	query.over = list_over;
	query.over_arg = L;
	reader = script_reader(vm_script(L), &err);
	if (!reader)
		return bind_fail(L, &err);
	lua_newtable(L);
	value_push_array_metatable(L);
	lua_setmetatable(L, -2);
	/* The store owns a statement while it calls back, so nothing may raise there. */
	luaL_checkstack(L, 64, NULL);
	limited = script->limited;
	script->limited = 0;
	rc = reader_list(reader, &query, list_row, &listing, &err);
	script->limited = limited;
	return rc < 0 ? bind_fail(L, &err) : 1;
}

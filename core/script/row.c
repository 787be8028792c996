/*
 * Stored rows as Lua tables, and Lua tables as patches of rows.
 */
#include <string.h>

#include "script/bind.h"
#include "script/value.h"

static void set_text(lua_State *L, const char *key, const char *value)
{
	if (!value)
		return;
	lua_pushstring(L, value);
	lua_setfield(L, -2, key);
}

static void set_integer(lua_State *L, const char *key, int64_t value)
{
	if (!value)
		return;
	lua_pushinteger(L, value);
	lua_setfield(L, -2, key);
}

/* data.fields.x is x: the table is at -2, data at -1. */
static void lift_fields(lua_State *L)
{
	lua_pushliteral(L, "fields");
	if (lua_rawget(L, -2) == LUA_TTABLE) {
		lua_pushnil(L);
		while (lua_next(L, -2)) {
			lua_pushvalue(L, -2);
			lua_insert(L, -2);
			lua_rawset(L, -6); /* row, data, fields, key, key, value */
		}
	}
	lua_pop(L, 1);
}

void value_push_row(lua_State *L, const struct model *model, const struct type *type,
		    const struct row *row)
{
	const struct type *shown = model_type_of_kind(model, type->base, row->kind);
	struct json_iter iter;
	struct span key, value;

	lua_checkstack(L, 16);
	lua_createtable(L, 0, 24);
	json_iter_start(&iter, row->doc);
	while (json_iter_next(&iter, &key, &value)) {
		if (json_is_null(value))
			continue;
		lua_pushlstring(L, key.at, key.len);
		bind_push_json(L, value);
		if (span_is(key, "data") && lua_istable(L, -1)) {
			lua_pushvalue(L, -3); /* row, "data", data, row */
			lua_pushvalue(L, -2);
			lift_fields(L);
			lua_pop(L, 2);
		}
		lua_rawset(L, -3);
	}
	set_integer(L, "id", row->id);
	set_integer(L, "accountId", row->account_id);
	set_text(L, "kind", row->kind);
	set_text(L, "uuid", row->uuid);
	set_text(L, "name", row->name);
	set_integer(L, "created", row->created);
	set_integer(L, "removed", row->removed);
	set_integer(L, "removeTime", row->remove_time);
	set_text(L, "state", row->state);
	set_text(L, "allocationState", row->allocation);
	set_text(L, "type", (shown ? shown : type)->name);
}

/* A key that the patch leaves out: not a field, or one that never changes. */
static int is_left_out(const char *key, size_t len)
{
	return key[0] == '_' || (len == 2 && memcmp(key, "id", 2) == 0) ||
	       (len == 4 && memcmp(key, "type", 4) == 0);
}

static int is_state(const struct field *field)
{
	return field && (field->place == PLACE_STATE || field->place == PLACE_ALLOCATION);
}

static int is_empty(lua_State *L, int index)
{
	lua_pushnil(L);
	if (!lua_next(L, index))
		return 1;
	lua_pop(L, 2);
	return 0;
}

/* One member; the value is on top. */
static int write_member(lua_State *L, const struct type *type, const char *key, size_t len,
			int inserting, struct buf *ret, struct error *err)
{
	const struct field *field = type_field(type, key, len);

	if (is_state(field)) {
		if (inserting)
			return 0;
		return error_field(err, ERROR_INVALID, NULL, key,
				   "'%s' of %s is moved by its processes only", key, type->name);
	}
	if (lua_isfunction(L, -1) || lua_isuserdata(L, -1) || lua_isthread(L, -1)) {
		if (!value_is_null(L, -1))
			return error_field(err, ERROR_INVALID, NULL, key, "'%s' cannot be a %s",
					   key, luaL_typename(L, -1));
	}
	buf_json_comma(ret);
	buf_json_bytes(ret, key, len);
	buf_addc(ret, ':');
	if (field && field->type == FIELD_ARRAY && lua_istable(L, -1) &&
	    is_empty(L, lua_gettop(L))) {
		buf_adds(ret, "[]");
		return 0;
	}
	if (bind_to_json(L, -1, ret, err) < 0)
		return error_wrap(err, "%s", key);
	return 0;
}

int value_to_patch(lua_State *L, int index, const struct type *type, int inserting, struct buf *ret,
		   struct error *err)
{
	int top = lua_gettop(L);

	index = lua_absindex(L, index);
	if (!lua_istable(L, index) || !lua_checkstack(L, 8))
		return error_set(err, ERROR_INVALID, "fields must be a table, not a %s",
				 luaL_typename(L, index));
	buf_addc(ret, '{');
	lua_pushnil(L);
	while (lua_next(L, index)) {
		size_t len;
		const char *key;

		if (lua_type(L, -2) != LUA_TSTRING) {
			error_set(err, ERROR_INVALID, "fields must have names, not a %s",
				  luaL_typename(L, -2));
			lua_settop(L, top);
			return -1;
		}
		key = lua_tolstring(L, -2, &len);
		if (!is_left_out(key, len) &&
		    write_member(L, type, key, len, inserting, ret, err) < 0) {
			lua_settop(L, top);
			return -1;
		}
		lua_pop(L, 1);
	}
	buf_addc(ret, '}');
	return 0;
}

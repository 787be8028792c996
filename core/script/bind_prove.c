/*
 * raw.prove: by which the world of a trial (lua/lib/world.lua) knows definitions, reads the store
 * and tells effects.
 */
#include "script/prove_parts.h"

#include <stdio.h>
#include <string.h>

#include "script/bind_tables.h"
#include "script/proof.h"
#include "script/value.h"

static struct trial *trial_of(lua_State *L)
{
	struct task *task = task_of(L);

	if (task->world == LUA_NOREF)
		luaL_error(L, "this is for trials only");
	return task->owner;
}

/* raw.prove.effect(name, detail[, once, key, carries]) */
static int l_effect(lua_State *L)
{
	struct effect effect = {.name = luaL_checkstring(L, 1),
				.detail = luaL_optstring(L, 2, NULL),
				.once = lua_toboolean(L, 3)};

	trial_of(L);
	lua_settop(L, 5);
	effect.keys[0] = 4;
	effect.carries = lua_isnil(L, 5) ? 0 : 5;
	bind_effect_of(L, &effect);
	return 0;
}

/* raw.prove.failed(): the effect before this did nothing */
static int l_failed(lua_State *L)
{
	trial_of(L);
	proof_effect_failed(task_of(L));
	return 0;
}

static void note_handler(struct trial *trial, const char *name)
{
	char line[80];

	if (!trial->ran.len)
		buf_addc(&trial->ran, '\n');
	snprintf(line, sizeof(line), "\n%s\n", name);
	if (!strstr(trial->ran.data, line))
		buf_adds(&trial->ran, line + 1);
}

/* raw.prove.enter([handler]) -> whose code ran so far */
static int l_enter(lua_State *L)
{
	struct task *task = task_of(L);
	const char *name = luaL_optstring(L, 1, NULL);

	struct trial *trial = trial_of(L);

	lua_pushstring(L, task->handler);
	if (name)
		snprintf(task->handler, sizeof(task->handler), "%s", name);
	if (name && *name)
		note_handler(trial, name);
	return 1;
}

/* A type of the trial that the store knows too; or NULL. */
static const struct type *stored_type(lua_State *L, int index)
{
	struct script *script = vm_script(L);
	struct model *model = script->engine ? engine_model(script->engine) : NULL;
	const struct type *type = model ? model_type(model, luaL_checkstring(L, index)) : NULL;

	trial_of(L);
	return type && type->has_table ? type : NULL;
}

/* raw.prove.get(type, id) -> row of the store | nil, err */
static int l_get(lua_State *L)
{
	struct error err;

	if (stored_type(L, 1))
		return bind_resource_get(L);
	error_set(&err, ERROR_NOT_FOUND, "there is no %s %s", luaL_checkstring(L, 1),
		  luaL_tolstring(L, 2, NULL));
	return bind_fail(L, &err);
}

/* raw.prove.list(type, filter, with_removed) -> rows of the store | nil, err */
static int l_list(lua_State *L)
{
	if (stored_type(L, 1))
		return bind_resource_list(L);
	lua_newtable(L);
	value_push_array_metatable(L);
	lua_setmetatable(L, -2);
	return 1;
}

static void push_states(lua_State *L, const struct state_pair *pairs)
{
	lua_newtable(L);
	for (int i = 0; pairs[i].to; i++) {
		lua_createtable(L, 0, 2);
		lua_pushstring(L, pairs[i].from);
		lua_setfield(L, -2, "from");
		lua_pushstring(L, pairs[i].to);
		lua_setfield(L, -2, "to");
		lua_rawseti(L, -2, i + 1);
	}
}

void prove_push_handler(lua_State *L, const struct handler *handler, int phase)
{
	static const char *const phases[PHASE_MAX] = {"pre", "handle", "post"};

	lua_createtable(L, 0, 5);
	lua_pushstring(L, handler->name);
	lua_setfield(L, -2, "name");
	lua_pushstring(L, handler->file);
	lua_setfield(L, -2, "file");
	lua_pushinteger(L, handler->line);
	lua_setfield(L, -2, "line");
	lua_pushstring(L, phases[phase]);
	lua_setfield(L, -2, "phase");
	lua_rawgeti(L, LUA_REGISTRYINDEX, handler->reference);
	lua_setfield(L, -2, "run");
}

/* raw.prove.process(type, verb) -> {name, column, from, via, done, fallback, delegate, handlers} |
 * nil */
static int l_process(lua_State *L)
{
	struct trial *trial = trial_of(L);
	const struct type *type = model_type(trial->model, luaL_checkstring(L, 1));
	const struct process *process =
		type ? lifecycles_find(trial->lifecycles, type->base->name, luaL_checkstring(L, 2))
		     : NULL;
	lua_Integer count = 0;

	if (!process)
		return 0;
	lua_createtable(L, 0, 8);
	lua_pushstring(L, process->name);
	lua_setfield(L, -2, "name");
	lua_pushinteger(L, process->column);
	lua_setfield(L, -2, "column");
	lua_pushstring(L, process->fallback ? process->fallback->verb : NULL);
	lua_setfield(L, -2, "fallback");
	lua_pushboolean(L, process->delegate);
	lua_setfield(L, -2, "delegate");
	lua_newtable(L);
	for (int i = 0; process->start[i]; i++) {
		lua_pushstring(L, process->start[i]);
		lua_rawseti(L, -2, i + 1);
	}
	lua_setfield(L, -2, "from");
	push_states(L, process->via);
	lua_setfield(L, -2, "via");
	push_states(L, process->done);
	lua_setfield(L, -2, "done");
	lua_newtable(L);
	for (int phase = 0; phase < PHASE_MAX; phase++) {
		for (int i = 0; process->handlers[phase][i]; i++) {
			prove_push_handler(L, process->handlers[phase][i], phase);
			lua_rawseti(L, -2, ++count);
		}
	}
	lua_setfield(L, -2, "handlers");
	return 1;
}

static const char *place_of(const struct field *field)
{
	return field->place == PLACE_FIELDS ? "fields"
	       : field->place >= PLACE_DATA ? "doc"
					    : "column";
}

static void push_shape(lua_State *L, const struct trial *trial, const struct type *type)
{
	const char *base = type->base->name;

	lua_createtable(L, 0, 6);
	lua_pushstring(L, type->name);
	lua_setfield(L, -2, "name");
	lua_pushstring(L, base);
	lua_setfield(L, -2, "base");
	lua_pushstring(L, lifecycles_initial(trial->lifecycles, base, 0));
	lua_setfield(L, -2, "initial");
	lua_pushstring(L, lifecycles_initial(trial->lifecycles, base, 1));
	lua_setfield(L, -2, "allocation");
	lua_newtable(L); /* references, fields, defaults */
	lua_newtable(L);
	lua_newtable(L);
	for (int i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];

		lua_pushstring(L, place_of(field));
		lua_setfield(L, -3, field->name);
		if (field->type == FIELD_REFERENCE && field->reference) {
			lua_pushstring(L, field->reference);
			lua_setfield(L, -4, field->name);
		}
		if (field->default_json) {
			bind_push_json(L, span_of(field->default_json));
			lua_setfield(L, -2, field->name);
		}
	}
	lua_setfield(L, -4, "defaults");
	lua_setfield(L, -3, "fields");
	lua_setfield(L, -2, "references");
}

/* raw.prove.type(name) -> {name, base, fields = {name = place}, references =
 * {name = type}, defaults, initial, allocation} |
 * nil */
static int l_type(lua_State *L)
{
	struct trial *trial = trial_of(L);
	const char *name = luaL_checkstring(L, 1);
	const struct type *type = model_type(trial->model, name);

	lua_settop(L, 1);
	if (!type || !type->has_table)
		return 0;
	lua_rawgeti(L, LUA_REGISTRYINDEX, trial->types);
	if (lua_getfield(L, -1, name) == LUA_TTABLE)
		return 1;
	lua_pop(L, 1);
	push_shape(L, trial, type);
	lua_pushvalue(L, -1);
	lua_setfield(L, 2, name);
	return 1;
}

void prove_table(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{"effect", l_effect}, {"failed", l_failed},   {"enter", l_enter}, {"get", l_get},
		{"list", l_list},     {"process", l_process}, {"type", l_type},   {NULL, NULL}};

	bind_table(L, "prove", functions);
}

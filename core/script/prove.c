/*
 * Trials (contract: prove.h): a task whose primitives are those of a world, under a proof; and
 * raw.prove, by which the world knows definitions, reads the store and tells effects.
 */
#include "script/prove.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "script/bind.h"
#include "script/bind_tables.h"
#include "script/proof.h"
#include "script/value.h"

#define SECONDS 10
#define BREATH_MS 20 /* of a slice, before the loop gets a turn */

struct trial {
	struct lifecycles *lifecycles; /* references */
	struct model *model;
	const struct process *process;
	const struct handler *handler; /* or NULL */
	char *type;
	int64_t id;
	char file[160];
	void (*done)(void *arg, int rc, struct span report, const struct error *err);
	void *arg;
	struct error err; /* there could be no trial */
	unsigned no_trial : 1;
	char command[80]; /* its name; "": a trial of handlers */
	struct buf ran; /* names of handlers, each behind a line break, and one at the end */
	int types; /* registry reference: shapes of types by name */
};

static struct trial *trial_of(lua_State *L)
{
	struct task *task = task_of(L);

	if (task->world == LUA_NOREF)
		luaL_error(L, "this is for trials only");
	return task->owner;
}

static void trial_free(struct script *script, struct trial *trial)
{
	luaL_unref(script->L, LUA_REGISTRYINDEX, trial->types);
	lifecycles_unref(trial->lifecycles);
	model_unref(trial->model);
	buf_done(&trial->ran);
	free(trial->type);
	free(trial);
}

/* --- Primitives --------------------------------------------------------------------------- */

/* What is the same in every world. */
static int is_pure(const char *group, const char *name)
{
	static const char *const groups[] = {"id",     "json",  "error", "keys",
					     "secret", "prove", NULL};

	for (int i = 0; groups[i]; i++) {
		if (strcmp(groups[i], group) == 0)
			return 1;
	}
	return (strcmp(group, "time") == 0 && strcmp(name, "sleep") != 0) ||
	       (strcmp(group, "libvirt") == 0 && strcmp(name, "metadata") == 0);
}

/* Pushes the world's own function, or nil. */
static int push_primitive(lua_State *L, const char *group, const char *name)
{
	const char *const path[] = {"world", "primitives", group, name};

	lua_rawgetp(L, LUA_REGISTRYINDEX, &VM_KEY_MODULES);
	for (size_t i = 0; i < sizeof(path) / sizeof(*path); i++) {
		if (!lua_istable(L, -1)) {
			lua_pop(L, 1);
			lua_pushnil(L);
			break;
		}
		lua_pushstring(L, path[i]);
		lua_rawget(L, -2);
		lua_remove(L, -2);
	}
	return lua_isfunction(L, -1);
}

static int primitive_end(lua_State *L, int status, lua_KContext context)
{
	(void)status;
	(void)context;
	return lua_gettop(L);
}

/* The function lies below its arguments, the world first of them. */
static int primitive_call(lua_State *L, int status, lua_KContext context)
{
	(void)status;
	(void)context;
	lua_callk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, primitive_end);
	return primitive_end(L, LUA_OK, 0);
}

int prove_primitive(lua_State *L, const char *group, const char *name, lua_CFunction fn)
{
	struct task *task = task_of(L);
	struct error err;

	if (!push_primitive(L, group, name)) {
		lua_pop(L, 1);
		if (is_pure(group, name))
			return fn(L);
		error_set(&err, ERROR_UNSUPPORTED, "%s.%s cannot be tried out: no world has it",
			  group, name);
		return bind_fail(L, &err);
	}
	lua_insert(L, 1);
	lua_rawgeti(L, LUA_REGISTRYINDEX, task->world);
	lua_insert(L, 2);
	/* All of a trial is one stretch of Lua; the loop has other work. */
	if (task->script->current == task && lua_isyieldable(L) &&
	    clock_mono() > task->script->deadline - VM_SLICE_MS + BREATH_MS) {
		task_queue_later(task);
		return lua_yieldk(L, 0, 0, primitive_call);
	}
	return primitive_call(L, LUA_OK, 0);
}

/* --- raw.prove ---------------------------------------------------------------------------- */

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

static void push_handler(lua_State *L, const struct handler *handler, int phase)
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
			push_handler(L, process->handlers[phase][i], phase);
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

/* --- Reports ------------------------------------------------------------------------------ */

static void add_effect(struct buf *ret, const struct proof_effect *effect)
{
	buf_json_comma(ret);
	buf_adds(ret, "{\"effect\":");
	buf_json_string(ret, effect->name);
	buf_adds(ret, ",\"detail\":");
	buf_json_string(ret, effect->detail);
	buf_adds(ret, ",\"handler\":");
	buf_json_string(ret, effect->handler);
	buf_adds(ret, ",\"file\":");
	buf_json_string(ret, effect->file);
	buf_addf(ret, ",\"line\":%d}", effect->line);
}

static void add_names(struct buf *ret, const struct buf *lines)
{
	const char *at = lines->len ? lines->data + 1 : "";

	while (*at) {
		size_t len = strcspn(at, "\n");

		buf_json_comma(ret);
		buf_json_bytes(ret, at, len);
		at += len + 1;
	}
}

static void add_error(struct buf *ret, const struct error *err)
{
	buf_adds(ret, "{\"code\":");
	buf_json_string(ret, error_name(err->code));
	buf_adds(ret, ",\"message\":");
	buf_json_string(ret, err->text);
	buf_adds(ret, ",\"field\":");
	buf_json_string(ret, err->field[0] ? err->field : NULL);
	buf_addc(ret, '}');
}

/* A list of the world's. */
static void add_list(struct task *task, const char *name, struct buf *ret)
{
	lua_State *L = task->script->L;
	int top = lua_gettop(L);
	size_t before = ret->len;

	lua_rawgeti(L, LUA_REGISTRYINDEX, task->world);
	lua_pushstring(L, name);
	if (!lua_istable(L, -2) || lua_rawget(L, -2) != LUA_TTABLE || lua_rawlen(L, -1) == 0 ||
	    bind_to_json(L, -1, ret, NULL) < 0) {
		ret->len = before;
		buf_adds(ret, "[]");
	}
	lua_settop(L, top);
}

static void add_result(struct task *task, int rc, int results, struct buf *ret)
{
	int index = 0;
	size_t before = ret->len;
	struct error err;

	if (rc == 0 && task_result(task, results, &index, &err) == 0 && index &&
	    bind_to_json(task->co, index, ret, &err) == 0)
		return;
	ret->len = before;
	buf_adds(ret, "null");
}

static void add_report(struct task *task, int rc, int results, const struct error *err,
		       struct buf *ret)
{
	const struct trial *trial = task->owner;
	const struct proof *proof = task->proof;

	buf_addf(ret,
		 "{\"ok\":%s,\"process\":", rc == 0 && !proof->violation.found ? "true" : "false");
	buf_json_string(ret, trial->process ? trial->process->name : NULL);
	buf_adds(ret, ",\"handler\":");
	buf_json_string(ret, trial->command[0] ? trial->command
			     : trial->handler  ? trial->handler->name
					       : NULL);
	buf_adds(ret, ",\"handlers\":[");
	add_names(ret, &trial->ran);
	buf_addc(ret, ']');
	buf_adds(ret, ",\"resource\":");
	if (trial->id) {
		buf_adds(ret, "{\"type\":");
		buf_json_string(ret, trial->type);
		buf_addf(ret, ",\"id\":%lld}", (long long)trial->id);
	} else {
		buf_adds(ret, "null");
	}
	buf_addf(ret, ",\"runs\":%d,\"effects\":[", proof->run);
	for (int i = 0; i < proof->count; i++)
		add_effect(ret, &proof->effects[i]);
	buf_adds(ret, "],\"violation\":");
	if (proof->violation.found)
		proof_json(&proof->violation, ret);
	else
		buf_adds(ret, "null");
	buf_adds(ret, ",\"error\":");
	if (rc < 0)
		add_error(ret, err);
	else
		buf_adds(ret, "null");
	buf_adds(ret, ",\"requests\":");
	add_list(task, "asked", ret);
	buf_adds(ret, ",\"log\":");
	add_list(task, "said", ret);
	buf_adds(ret, ",\"result\":");
	add_result(task, rc, results, ret);
	buf_addc(ret, '}');
}

/* --- The trial ---------------------------------------------------------------------------- */

static void trial_finish(struct task *task, int rc, int results, const struct error *err)
{
	AUTO(buf_done) struct buf report = {0};
	struct trial *trial = task->owner;
	struct script *script = task->script;
	int closing = script->closing;
	struct error fault = {0};
	int index;

	if (rc < 0)
		fault = *err;
	else if (results && task_result(task, results, &index, &fault) < 0)
		rc = -1;
	if (trial->no_trial)
		fault = trial->err;
	if (!trial->no_trial && !(rc < 0 && fault.code == ERROR_CANCELLED))
		add_report(task, rc, results, &fault, &report);
	task_release(task);
	if (!closing)
		trial->done(trial->arg, report.len ? 0 : -1, (struct span){report.data, report.len},
			    report.len ? NULL : &fault);
	trial_free(script, trial);
}

static int push_live(struct task *task, struct error *err)
{
	lua_State *L = task->co;

	lua_rawgetp(L, LUA_REGISTRYINDEX, &VM_KEY_MODULES);
	lua_pushliteral(L, "world");
	if (lua_rawget(L, -2) != LUA_TTABLE)
		return error_set(err, ERROR_UNSUPPORTED, "lua/lib/world.lua is not loaded");
	lua_pushstring(L, ((struct trial *)task->owner)->command[0] ? "serve" : "live");
	lua_rawget(L, -2);
	lua_replace(L, 1);
	lua_settop(L, 1);
	lua_rawgeti(L, LUA_REGISTRYINDEX, task->world);
	task->handler[0] = 0;
	return 1;
}

static int trial_prepare(struct task *task, struct error *err)
{
	const struct trial *trial = task->owner;

	if (trial->no_trial) {
		*err = trial->err;
		return -1;
	}
	return push_live(task, err);
}

static int push_object(lua_State *L, struct span json, const char *what, struct error *err)
{
	if (!json.len) {
		lua_pushnil(L);
		return 0;
	}
	if (json_check(json.at, json.len, JSON_MAX_DEPTH, err) < 0)
		return error_wrap(err, "%s", what);
	if (!json_is_object(json))
		return error_set(err, ERROR_INVALID, "%s must be an object", what);
	bind_push_json(L, json);
	return 0;
}

/* Whether the table on top is the command of this name, or of this file. */
static int is_command(lua_State *L, const char *name)
{
	const char *own, *file, *last;
	size_t len = strlen(name);
	int is;

	lua_getfield(L, -1, "name");
	lua_getfield(L, -2, "file");
	own = lua_tostring(L, -2);
	file = lua_tostring(L, -1);
	last = file ? strrchr(file, '/') : NULL;
	last = last ? last + 1 : file;
	is = (own && strcmp(own, name) == 0) ||
	     (last && strncmp(last, name, len) == 0 && strcmp(last + len, ".lua") == 0);
	lua_pop(L, 2);
	return is;
}

/* Pushes the definition of a command; -1 and nothing when there is none. */
static int push_command(lua_State *L, const char *name)
{
	int top = lua_gettop(L);

	if (lua_rawgetp(L, LUA_REGISTRYINDEX, &VM_KEY_COMMANDS) == LUA_TTABLE) {
		lua_pushnil(L);
		while (lua_next(L, -2)) {
			for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, -1); i++) {
				lua_rawgeti(L, -1, i);
				if (is_command(L, name)) {
					lua_replace(L, top + 1);
					lua_settop(L, top + 1);
					return 0;
				}
				lua_pop(L, 1);
			}
			lua_pop(L, 1);
		}
	}
	lua_settop(L, top);
	return -1;
}

/* Makes the world: world.new(spec). */
static int open_world(struct task *task, const struct prove_options *options, struct error *err)
{
	struct script *script = task->script;
	struct trial *trial = task->owner;
	lua_State *L = script->L;
	int top = lua_gettop(L), rc = -1;

	if (vm_module(script, "world", err) < 0)
		goto out;
	lua_getfield(L, -1, "new");
	lua_newtable(L);
	if (trial->process) {
		lua_pushstring(L, trial->type);
		lua_setfield(L, -2, "type");
		lua_pushstring(L, trial->process->verb);
		lua_setfield(L, -2, "verb");
	} else {
		if (push_command(L, trial->command) < 0) {
			error_set(err, ERROR_NOT_FOUND, "there is no command '%s'", trial->command);
			goto out;
		}
		lua_setfield(L, -2, "command");
		lua_pushstring(L, options->event);
		lua_setfield(L, -2, "event");
	}
	if (trial->id) {
		lua_pushinteger(L, trial->id);
		lua_setfield(L, -2, "id");
	}
	if (trial->handler) {
		push_handler(L, trial->handler, PHASE_HANDLE);
		lua_setfield(L, -2, "only");
	}
	if (push_object(L, options->resource, "resource", err) < 0)
		goto out;
	lua_setfield(L, -2, "resource");
	if (push_object(L, options->data, "data", err) < 0)
		goto out;
	lua_setfield(L, -2, "data");
	if (push_object(L, options->answers, "answers", err) < 0)
		goto out;
	lua_setfield(L, -2, "answers");
	rc = vm_call(script, 1, 1, err);
	if (rc == 0)
		task->world = luaL_ref(L, LUA_REGISTRYINDEX);
out:
	lua_settop(L, top);
	return rc;
}

/* Whose trial it is, checked. */
static int open_trial(struct script *script, struct trial *trial,
		      const struct prove_options *options, struct error *err)
{
	struct model *model = options->model   ? options->model
			      : script->engine ? engine_model(script->engine)
					       : NULL;
	struct lifecycles *set = options->lifecycles ? options->lifecycles
				 : script->engine    ? engine_lifecycles(script->engine)
						     : NULL;
	const struct type *type;
	const char *name;

	trial->model = model_ref(model ? model : script->model);
	trial->lifecycles = lifecycles_ref(set ? set : script->lifecycles);
	if (!options->process)
		return error_set(err, ERROR_INVALID, "no process is named");
	name = options->type ? options->type : options->process->type;
	type = model_type(trial->model, name);
	trial->type = strdup(name);
	if (!trial->type)
		abort();
	if (!type || strcmp(type->base->name, options->process->type) != 0)
		return error_set(err, ERROR_INVALID, "%s is no process of a %s",
				 options->process->name, name);
	lua_newtable(script->L);
	trial->types = luaL_ref(script->L, LUA_REGISTRYINDEX);
	return 0;
}

static struct trial *
trial_new(const struct prove_options *options,
	  void (*done)(void *arg, int rc, struct span report, const struct error *err), void *arg)
{
	struct trial *trial = calloc(1, sizeof(*trial));

	if (!trial)
		abort();
	*trial = (struct trial){.process = options->process,
				.handler = options->handler,
				.id = options->id,
				.done = done,
				.arg = arg,
				.types = LUA_NOREF};
	return trial;
}

/* Its world is open, or there is none: the task goes its way. */
static struct task *begin(struct task *task, const struct prove_options *options, int rc)
{
	struct trial *trial = task->owner;

	task_queue_later(task);
	if (rc < 0) {
		trial->no_trial = 1;
		return NULL;
	}
	proof_begin(task, 1);
	if (options->look) {
		task->proof->look = 1;
		task->proof->mode = IDEMPOTENCY_SAMPLE;
	}
	task_limit(task, options->seconds ? options->seconds : SECONDS);
	return task;
}

struct task *script_prove(struct script *script, const struct prove_options *options,
			  void (*done)(void *arg, int rc, struct span report,
				       const struct error *err),
			  void *arg)
{
	const char *name = options->handler   ? options->handler->name
			   : options->process ? options->process->name
					      : "trial";
	struct trial *trial = trial_new(options, done, arg);
	struct task *task = task_new(script, name, trial_prepare, trial_finish, trial);
	int rc = open_trial(script, trial, options, &trial->err);

	if (rc == 0)
		rc = open_world(task, options, &trial->err);
	if (options->handler) {
		snprintf(trial->file, sizeof(trial->file), "%s", options->handler->file);
		task->file = trial->file;
		task->line = options->handler->line;
	}
	return begin(task, options, rc);
}

struct task *
script_prove_command(struct script *script, const char *name, const struct prove_options *options,
		     void (*done)(void *arg, int rc, struct span report, const struct error *err),
		     void *arg)
{
	struct prove_options own = *options;
	struct trial *trial;
	struct task *task;

	own.process = NULL;
	own.handler = NULL;
	own.id = 0;
	trial = trial_new(&own, done, arg);
	snprintf(trial->command, sizeof(trial->command), "%s", name);
	task = task_new(script, name, trial_prepare, trial_finish, trial);
	return begin(task, &own, open_world(task, &own, &trial->err));
}

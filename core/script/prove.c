/*
 * Trials (contract: prove.h): a task whose primitives are those of a world, under a proof, from
 * the opening of that world to the report.
 */
#include "script/prove_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "script/proof.h"

#define SECONDS 10
#define BREATH_MS 20 /* of a slice, before the loop gets a turn */

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
		prove_report(task, rc, results, &fault, &report);
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
		prove_push_handler(L, trial->handler, PHASE_HANDLE);
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

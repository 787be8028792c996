/*
 * The engine's struct runner: a handler run is a task that gets the resource as committed
 * now and what is known of its process.
 */
#include "script/runner.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "engine/engine.h"
#include "script/bind.h"
#include "script/proof.h"
#include "script/hooks.h"
#include "script/park.h"
#include "script/task.h"
#include "script/value.h"

struct job {
	const struct handler *handler; /* borrowed from the run's definitions */
	enum phase phase;
	struct counts *counts; /* of its file; NULL: nobody counts */
	int64_t began; /* ns */
};

static int64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Only this thread writes; whoever reads sees some recent value of each. */
static void add_to(atomic_llong *at, long long value)
{
	atomic_store_explicit(at, atomic_load_explicit(at, memory_order_relaxed) + value,
			      memory_order_relaxed);
}

static void count_run(const struct job *job, int failed)
{
	if (!job->counts)
		return;
	add_to(&job->counts->runs, 1);
	add_to(&job->counts->ns, now_ns() - job->began);
	if (failed)
		add_to(&job->counts->failures, 1);
}

static void set_text(lua_State *L, const char *key, const char *value)
{
	if (!value)
		return;
	lua_pushstring(L, value);
	lua_setfield(L, -2, key);
}

static int handler_prepare(struct task *task, struct error *err)
{
	static const char *const phases[PHASE_MAX] = {"pre", "handle", "post"};
	struct script *script = task->script;
	struct job *job = task->owner;
	lua_State *L = task->co;
	struct model *model = engine_model(script->engine);
	const struct type *type = run_type(task->run);
	int64_t id = run_resource_id(task->run);
	struct reader *reader = script_reader(script, err);
	struct buf doc = {0};
	struct row row;

	if (!reader || reader_get(reader, type, id, &row, err) < 0)
		return -1;
	if (proof_overlay(task, type, id, row.doc, &doc))
		row.doc = (struct span){doc.data, doc.len};
	/* Programs outside are asked by one function for all of them. */
	if (!job->handler->external)
		lua_rawgeti(L, LUA_REGISTRYINDEX, job->handler->reference);
	else if (script_push_function(L, "external", "run") < 0)
		lua_pushnil(L);
	if (!lua_isfunction(L, -1)) {
		buf_done(&doc);
		return error_set(err, ERROR_INTERNAL, "handler '%s' is no longer loaded",
				 job->handler->name);
	}
	value_push_row(L, model, type, &row);
	buf_done(&doc);
	task_push(task, L);
	set_text(L, "process", run_process(task->run)->name);
	set_text(L, "handler", job->handler->name);
	set_text(L, "phase", phases[job->phase]);
	set_text(L, "actor", run_actor(task->run));
	if (job->handler->external) {
		lua_pushinteger(L, job->handler->external->id);
		lua_setfield(L, -2, "externalHandlerId");
		set_text(L, "resourceType", type->base->name);
	}
	lua_pushinteger(L, run_attempt(task->run));
	lua_setfield(L, -2, "attempt");
	bind_push_json(L, run_data(task->run));
	if (!lua_istable(L, -1)) {
		lua_pop(L, 1);
		lua_newtable(L);
	}
	lua_setfield(L, -2, "data");
	return 2;
}

static int flag(lua_State *L, int index, const char *key)
{
	int value;

	lua_pushstring(L, key);
	lua_rawget(L, index);
	value = lua_toboolean(L, -1);
	lua_pop(L, 1);
	return value;
}

/* The returned table as a result. `chain` gets the verb's text. */
static int read_result(struct task *task, int index, struct buf *patch, struct buf *chain,
		       struct handler_result *ret, struct error *err)
{
	lua_State *L = task->co;

	if (!lua_istable(L, index))
		return error_set(err, ERROR_INTERNAL,
				 "%s:%d: handler '%s' must return nothing or a table, not a %s",
				 task->file ? task->file : "?", task->line, task->name,
				 luaL_typename(L, index));
	ret->stop = flag(L, index, "_stop");
	ret->delegate = flag(L, index, "_delegate");
	lua_pushliteral(L, "_chain");
	if (lua_rawget(L, index) == LUA_TSTRING) {
		buf_adds(chain, lua_tostring(L, -1));
		ret->chain = chain->data;
	}
	lua_pop(L, 1);
	if (value_to_patch(L, index, run_type(task->run), 0, patch, err) < 0)
		return error_wrap(err, "%s:%d: result of handler '%s'",
				  task->file ? task->file : "?", task->line, task->name);
	if (patch->len > 2)
		ret->patch = (struct span){patch->data, patch->len};
	return 0;
}

static void handler_finish(struct task *task, int rc, int results, const struct error *err)
{
	struct buf patch = {0}, chain = {0};
	struct handler_result result = {0};
	struct run *run = task->run;
	struct error fault = {0};
	int index;

	if (rc < 0)
		fault = *err;
	else
		rc = task_result(task, results, &index, &fault);
	if (rc == 0 && index && run && lua_toboolean(task->co, index))
		rc = read_result(task, index, &patch, &chain, &result, &fault);
	count_run(task->owner, rc < 0 && fault.code != ERROR_CANCELLED);
	free(task->owner);
	task_release(task);
	if (run) {
		park_forget(run);
		run_set_user(run, NULL);
		engine_handler_done(run, rc, rc == 0 ? &result : NULL, rc < 0 ? &fault : NULL);
	}
	buf_done(&patch);
	buf_done(&chain);
}

static void runner_start(void *self, struct run *run, const struct handler *handler,
			 enum phase phase)
{
	struct job *job = malloc(sizeof(*job));
	struct hook *hook;
	struct task *task;

	if (!job)
		abort();
	hook = hooks_get(self, handler->reference);
	*job = (struct job){handler, phase, hook ? hook->counts : NULL, now_ns()};
	task = task_new(self, handler->name, handler_prepare, handler_finish, job);
	task->run = run;
	task->file = handler->file;
	task->line = handler->line;
	run_set_user(run, task);
	if (run_kept(run))
		job->began = park_resume(run);
	else
		proof_begin(task, 0);
	task_queue(task);
}

int64_t runner_let_go(struct task *task)
{
	struct job *job = task->owner;
	int64_t began = job->began;

	run_set_user(task->run, NULL);
	free(job);
	task_drop(task);
	return began;
}

static void runner_cancel(void *self, struct run *run)
{
	struct task *task = run_user(run);

	(void)self;
	if (task)
		task_cancel(task);
	else
		park_cancel(run);
}

static void runner_changed(void *self, const struct type *type, int64_t id, int64_t account_id,
			   const char *state)
{
	(void)self;
	(void)type;
	(void)id;
	(void)account_id;
	(void)state;
}

void script_runner(struct script *script, struct runner *ret)
{
	*ret = (struct runner){
		.start = runner_start,
		.cancel = runner_cancel,
		.changed = runner_changed,
		.self = script,
	};
}

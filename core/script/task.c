/*
 * The life of a task: queue, slices, ends, cancelling. Its slot and its coroutine come from
 * task_slot.c, its waits are in await.c.
 */
#include "script/task.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "script/bind.h"
#include "script/park.h"
#include "script/proof.h"

#define DRAIN_MS 2 /* of tasks in one turn of the loop */
#define STACK_ROOM 40
#define TRACEBACK_MAX 1500
#define TRACEBACK_DEEP 200

static void drain(struct script *script);
static void drain_later(struct script *script);
static void enqueue(struct task *task);

struct task *task_new(struct script *script, const char *name,
		      int (*prepare)(struct task *task, struct error *err),
		      void (*finish)(struct task *task, int rc, int results,
				     const struct error *err),
		      void *owner)
{
	struct task *task = calloc(1, sizeof(*task));

	if (!task)
		abort();
	task->script = script;
	task->anchor = LUA_NOREF;
	task->world = LUA_NOREF;
	task->prepare = prepare;
	task->finish = finish;
	task->owner = owner;
	snprintf(task->name, sizeof(task->name), "%s", name);
	task_take_slot(script, task);
	return task;
}

void task_fresh(struct task *task)
{
	task_give_thread(task);
	task_take_thread(task);
	lua_checkstack(task->co, STACK_ROOM);
}

static void abandon(struct task *task)
{
	struct await *await = task->await;

	task->await = NULL;
	if (!await)
		return;
	await->task = NULL;
	if (await->abandon)
		await->abandon(await->data);
}

void task_drop(struct task *task)
{
	abandon(task);
	task_release(task);
}

/* From the top, in a new coroutine, when those that wait had their turn. */
static void run_again(struct task *task)
{
	abandon(task);
	if (task->waiting_shown && task->run)
		run_waiting(task->run, NULL, NULL);
	task->waiting_shown = 0;
	task_give_thread(task);
	task->effect_open = 0;
	if (task->timeout && task->world == LUA_NOREF) {
		timer_cancel(task->timeout);
		task_limit(task, task->seconds);
	}
	enqueue(task);
	if (!task->script->draining)
		drain_later(task->script);
}

/*
 * The one end of every task, unless a proof wants it run once more. `results` values are on
 * top of co.
 */
static void task_end(struct task *task, int rc, int results, const struct error *why)
{
	struct error fault = {0}, *err = &fault;

	if (why)
		fault = *why;
	if (task->proof && !task->script->closing &&
	    (task->stopped ? proof_stopped(task, &rc, &results, err)
			   : proof_ended(task, &rc, &results, err))) {
		run_again(task);
		return;
	}
	timer_cancel(task->timeout);
	task->timeout = NULL;
	abandon(task);
	/* A failed coroutine is closed before its end is told: what it held is given back by then.
	 */
	if (rc < 0)
		task_give_thread(task);
	task->finish(task, rc, results, rc < 0 ? err : NULL);
}

/* Takes a task that ends while it is queued (cancelled from inside its last slice) out again. */
static void unqueue(struct task *task)
{
	struct script *script = task->script;
	struct task *before = NULL;

	for (struct task *at = script->ready_head; at; before = at, at = at->next) {
		if (at != task)
			continue;
		if (before)
			before->next = at->next;
		else
			script->ready_head = at->next;
		if (script->ready_tail == at)
			script->ready_tail = before;
		break;
	}
	task->queued = 0;
}

void task_release(struct task *task)
{
	if (task->queued)
		unqueue(task);
	task_give_thread(task);
	proof_free(task);
	luaL_unref(task->script->L, LUA_REGISTRYINDEX, task->world);
	task_give_slot(task->script, task);
	free(task->failed);
	free(task);
}

const char *task_label(const struct task *task, char *ret)
{
	int len = snprintf(ret, TASK_LABEL_MAX, "task=%s", task->name);

	if (task->run)
		snprintf(ret + len, TASK_LABEL_MAX - (size_t)len,
			 " process=%s id=%" PRId64 " resource=%s:%" PRId64,
			 run_process(task->run)->name, run_process_id(task->run),
			 run_type(task->run)->name, run_resource_id(task->run));
	else if (task->world != LUA_NOREF)
		snprintf(ret + len, TASK_LABEL_MAX - (size_t)len, " trial=true");
	return ret;
}

/* The way to the fault, for whoever looks at the resource. */
static void show_traceback(struct task *task)
{
	lua_State *L = task->script->L;
	char text[TRACEBACK_MAX];

	luaL_traceback(L, task->co, NULL, 0);
	snprintf(text, sizeof(text), "%s", lua_tostring(L, -1));
	lua_pop(L, 1);
	run_traceback(task->run, text);
}

/* An error that says nothing at least says whose it is. */
static void say_whose(const struct task *task, struct error *err)
{
	if (task->file)
		error_wrap(err, "%s:%d: handler '%s'", task->file, task->line, task->name);
	else
		error_wrap(err, "%s", task->name);
}

static void fail_from_lua(struct task *task, int status)
{
	struct script *script = task->script;
	struct error err = {0};

	if (status == LUA_ERRMEM && task->overrun) {
		error_set(&err, ERROR_INTERNAL, "%s: " VM_OVERRUN, task->name);
	} else if (status == LUA_ERRMEM) {
		error_set(&err, ERROR_INTERNAL,
			  "%s needs more memory than the %zu MiB that one may have", task->name,
			  VM_TASK_MEMORY >> 20);
	} else {
		int says = bind_to_error(task->co, -1, &err);
		lua_Debug debug;

		if (!says)
			say_whose(task, &err);
		/* One of thousands of levels takes longer to write than anybody reads. */
		if ((!says || lua_type(task->co, -1) == LUA_TSTRING) &&
		    !lua_getstack(task->co, TRACEBACK_DEEP, &debug)) {
			char label[TASK_LABEL_MAX];

			if (task->run)
				show_traceback(task);
			luaL_traceback(script->L, task->co, err.text, 0);
			log_warn("script", "Lua code failed", "%s traceback=\"%s\"",
				 task_label(task, label), lua_tostring(script->L, -1));
			lua_pop(script->L, 1);
		}
	}
	if (!task->overrun) {
		task_end(task, -1, 0, &err);
		return;
	}
	/* It used up its turn; closing it may take another. */
	task_fail(task, &err);
	task_queue_later(task);
}

static void end_with(struct task *task, enum error_code code, const char *text)
{
	struct error err = {0};

	error_set(&err, code, "%s", text);
	task_end(task, -1, 0, &err);
}

/* The hook stopped it where it was. */
static void fail_too_long(struct task *task)
{
	luaL_where(task->co, 0);
	if (lua_rawlen(task->co, -1) == 0) { /* in C, on behalf of whoever called it */
		lua_pop(task->co, 1);
		luaL_where(task->co, 1);
	}
	lua_pushliteral(task->co, VM_OVERRUN);
	lua_concat(task->co, 2);
	fail_from_lua(task, LUA_ERRRUN);
}

/* One slice: from a resume to the next wait or the end. */
static void task_step(struct task *task)
{
	struct script *script = task->script;
	struct error err = {0};
	int status, results, arguments = 0;
	int64_t began, took;

	if (task->failed) {
		err = *task->failed;
		task_end(task, -1, 0, &err);
		return;
	}
	if (task->cancelled) {
		end_with(task, ERROR_CANCELLED, "it was given up");
		return;
	}
	if (!task->co) {
		task_take_thread(task);
		lua_checkstack(task->co, STACK_ROOM);
		arguments = task->prepare(task, &err);
		if (arguments < 0) {
			task_end(task, -1, 0, &err);
			return;
		}
	}
	script->current = task;
	began = clock_thread_ns();
	vm_enter(script, task->patient ? VM_PATIENT_SLICE_MS : VM_SLICE_MS);
	status = lua_resume(task->co, NULL, arguments, &results);
	vm_leave(script);
	took = clock_thread_ns() - began;
	if (took > script->longest_slice)
		script->longest_slice = took;
	script->current = NULL;
	if (task->stopped) {
		task_end(task, 0, 0, NULL);
		return;
	}
	if (status == LUA_YIELD && task->sliced) {
		task->sliced = 0;
		task_queue_later(task);
		return;
	}
	if (status == LUA_YIELD) {
		if (task->overrun)
			fail_too_long(task);
		return;
	}
	if (status == LUA_OK)
		task_end(task, 0, results, NULL);
	else
		fail_from_lua(task, status);
}

static void drain_now(void *arg)
{
	struct script *script = arg;

	script->drain = NULL;
	drain(script);
}

static void drain_later(struct script *script)
{
	if (!script->drain && !script->closing)
		script->drain = loop_after(script->loop, 0, drain_now, script);
}

static void drain(struct script *script)
{
	int64_t until;

	if (script->draining || script->closing)
		return;
	script->draining = 1;
	until = clock_mono() + DRAIN_MS;
	while (script->ready_head) {
		struct task *task = script->ready_head;

		script->ready_head = task->next;
		if (!script->ready_head)
			script->ready_tail = NULL;
		task->next = NULL;
		task->queued = 0;
		task_step(task);
		park_some(script);
		/* The loop has other work than Lua: it gets its turn. */
		if (script->ready_head && clock_mono() >= until) {
			drain_later(script);
			break;
		}
	}
	script->draining = 0;
}

static void enqueue(struct task *task)
{
	struct script *script = task->script;

	if (task->queued)
		return;
	task->queued = 1;
	if (script->ready_tail)
		script->ready_tail->next = task;
	else
		script->ready_head = task;
	script->ready_tail = task;
}

void task_queue(struct task *task)
{
	enqueue(task);
	drain(task->script);
}

void task_queue_later(struct task *task)
{
	enqueue(task);
	drain_later(task->script);
}

void task_fail(struct task *task, const struct error *err)
{
	if (!task->failed)
		task->failed = malloc(sizeof(*task->failed));
	if (!task->failed)
		abort();
	*task->failed = *err;
}

void task_cancel(struct task *task)
{
	if (task->cancelled)
		return;
	task->cancelled = 1;
	task_queue_later(task);
}

static void on_timeout(void *arg)
{
	struct task *task = arg;
	struct error err = {0};

	task->timeout = NULL;
	error_set(&err, ERROR_TIMEOUT, "%s did not end in time", task->name);
	task_fail(task, &err);
	task_queue_later(task);
}

void task_limit(struct task *task, int seconds)
{
	task->seconds = seconds;
	task->timeout = loop_after(task->script->loop, (int64_t)seconds * 1000, on_timeout, task);
}

int task_result(struct task *task, int results, int *ret_index, struct error *err)
{
	int first = lua_gettop(task->co) - results + 1;

	*ret_index = results > 0 ? first : 0;
	if (results >= 2 && !lua_toboolean(task->co, first) && !lua_isnil(task->co, first + 1)) {
		if (!bind_to_error(task->co, first + 1, err))
			say_whose(task, err);
		return -1;
	}
	return 0;
}

void task_close_all(struct script *script)
{
	timer_cancel(script->drain);
	script->drain = NULL;
	script->ready_head = script->ready_tail = NULL;
	park_close(script);
	for (uint32_t i = 0; i < script->slot_count; i++) {
		struct task *task = script->slots[i].task;

		if (!task)
			continue;
		/* Nobody is told any more; the engine, which lives longer, forgets it. */
		if (task->run)
			run_set_user(task->run, NULL);
		task->run = NULL;
		task->progress = NULL;
		task->cancelled = 1;
		end_with(task, ERROR_CANCELLED, "the program ends");
	}
}

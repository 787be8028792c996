/* Parked handlers (contract: park.h). */
#include "script/park.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "engine/engine.h"
#include "script/bind.h"
#include "script/bind_event.h"
#include "script/digest.h"
#include "script/runner.h"

/* What is kept of a handler, in C: there may be a million of these. */
struct kept {
	struct kept *next, *previous; /* in script->kept */
	struct script *script;
	struct run *run;
	union {
		struct link_request *request; /* parked: the one it waits for, or NULL */
		struct bus_request *program; /* instead, when it is to a program */
	};
	uint64_t key; /* of that */
	int64_t began; /* of the handler, ns; 0: it was not parked yet */
	struct answer *answers; /* in their order */
	uint32_t size; /* bytes of those */
	uint16_t times; /* that it was parked */
	unsigned silent : 1; /* it was said that nothing is heard */
	unsigned is_program : 1;
	struct kept **held; /* of who will tell an outcome, or NULL */
	struct timer *ending;
};

static struct kept *kept_of(struct script *script, struct run *run)
{
	struct kept *kept = run_kept(run);

	if (kept)
		return kept;
	kept = calloc(1, sizeof(*kept));
	if (!kept)
		abort();
	kept->script = script;
	kept->run = run;
	kept->next = script->kept;
	if (kept->next)
		kept->next->previous = kept;
	script->kept = kept;
	run_set_kept(run, kept);
	return kept;
}

static void kept_free(struct kept *kept)
{
	struct answer *next;

	*(kept->previous ? &kept->previous->next : &kept->script->kept) = kept->next;
	if (kept->next)
		kept->next->previous = kept->previous;
	run_set_kept(kept->run, NULL);
	park_hold(kept, NULL);
	if (kept->is_program)
		bus_request_cancel(kept->program);
	else
		link_request_cancel(kept->request);
	timer_cancel(kept->ending);
	for (struct answer *answer = kept->answers; answer; answer = next) {
		next = answer->next;
		free(answer->err);
		free(answer);
	}
	free(kept);
}

static struct answer *add(struct kept *kept, uint64_t key, struct span data,
			  const struct error *err)
{
	struct answer *answer = calloc(1, sizeof(*answer) + data.len + 1), **at = &kept->answers;

	if (!answer)
		abort();
	answer->key = key;
	answer->len = data.len;
	if (data.len)
		memcpy(answer->data, data.at, data.len);
	if (err) {
		answer->err = malloc(sizeof(*err));
		if (!answer->err)
			abort();
		*answer->err = *err;
	}
	while (*at)
		at = &(*at)->next;
	*at = answer;
	kept->size += (uint32_t)(sizeof(*answer) + data.len);
	return answer;
}

/* --- Answers ------------------------------------------------------------------------------ */

uint64_t park_key(lua_State *L, int arguments)
{
	const struct task *task = task_of(L);
	uint64_t key = 0;

	if (!task->run || task->proof)
		return 0;
	for (int i = 1; i <= arguments; i++)
		key = key * 31 + digest_value(L, i, NULL);
	return key ? key : 1;
}

void park_note(struct task *task, uint64_t key, struct span data, const struct error *err)
{
	struct kept *kept;

	if (!task->run || task->proof || !key || task->restless)
		return;
	kept = kept_of(task->script, task->run);
	if (kept->size + data.len > PARK_ANSWERS) {
		task->restless = 1;
		return;
	}
	add(kept, key, err ? (struct span){0} : data, err)->used = 1;
}

const struct answer *park_answer(struct task *task, uint64_t key, int strict)
{
	struct kept *kept = task->run ? run_kept(task->run) : NULL;
	int left = 0;

	for (struct answer *answer = kept ? kept->answers : NULL; answer; answer = answer->next) {
		if (!answer->used && answer->key == key) {
			answer->used = 1;
			return answer;
		}
		left = !answer->used; /* those before one that is used were passed over */
	}
	/* It goes another way than before; parked once more, it might never come to its end. */
	if (left && strict)
		task->restless = 1;
	return NULL;
}

int park_push(lua_State *L, const struct answer *answer)
{
	if (answer->err)
		return bind_fail(L, answer->err);
	bind_push_json(L, (struct span){answer->data, answer->len});
	return 1;
}

int64_t park_resume(struct run *run)
{
	struct kept *kept = run_kept(run);

	for (struct answer *answer = kept->answers; answer; answer = answer->next)
		answer->used = 0;
	run_waiting(run, NULL, NULL);
	return kept->began;
}

/* --- Parking ------------------------------------------------------------------------------ */

static void on_answer(void *arg, int rc, struct span data, const struct error *err)
{
	struct kept *kept = arg;

	kept->request = NULL;
	kept->is_program = 0;
	add(kept, kept->key, rc < 0 ? (struct span){0} : data, rc < 0 ? err : NULL);
	run_unpark(kept->run);
}

static void on_progress(void *arg, int percent, const char *message)
{
	struct kept *kept = arg;

	int silent = !kept->is_program && link_request_is_silent(kept->request);

	/* Once is enough: a million that are told of it again and again are a million commits. */
	if (silent && kept->silent)
		return;
	kept->silent = silent ? 1 : 0;
	run_progress(kept->run, percent, message);
}

static void on_absent(void *arg, int is_absent)
{
	struct kept *kept = arg;

	event_show_wait(kept->run, bus_request_name(kept->program), is_absent);
}

/* Whether a coroutine has a <close> variable, as far as can be seen: one that could be. */
static int holds(lua_State *co)
{
	lua_Debug debug;

	if (!lua_checkstack(co, 4))
		return 1;
	for (int level = 0; lua_getstack(co, level, &debug); level++)
		for (int i = 1; lua_getlocal(co, &debug, i); i++) {
			int closes = luaL_getmetafield(co, -1, "__close") != LUA_TNIL;

			lua_pop(co, closes ? 2 : 1);
			if (closes)
				return 1;
		}
	return 0;
}

void park_request(struct kept *kept, struct link_request *request, int forward)
{
	kept->request = request;
	kept->silent = 0;
	link_request_pass(request, forward ? on_progress : NULL, on_answer, kept);
}

void park_program(struct kept *kept, struct bus_request *request, int forward)
{
	kept->program = request;
	kept->is_program = 1;
	bus_request_pass(request, on_absent, forward ? on_progress : NULL, on_answer, kept);
}

void park_hold(struct kept *kept, struct kept **held)
{
	if (kept->held)
		*kept->held = NULL;
	kept->held = held;
	if (held)
		*held = kept;
}

void park_outcome(struct kept *kept, int rc, const struct error *err)
{
	park_hold(kept, NULL);
	add(kept, kept->key, (struct span){0}, rc < 0 ? err : NULL);
	run_unpark(kept->run);
}

static void park(struct wait *wait)
{
	struct task *task = wait->task;
	struct run *run = task->run;
	struct kept *kept;

	park_unwait(wait);
	if (task->restless || task->queued || task->cancelled || task->failed || holds(task->co))
		return;
	kept = kept_of(task->script, run);
	if (kept->times == PARK_TIMES)
		return;
	kept->times++;
	task->script->parkings++;
	kept->key = wait->key;
	wait->hand_over(wait, kept);
	kept->began = runner_let_go(task);
	run_park(run);
}

static void look_again(void *arg)
{
	struct script *script = arg;

	script->parker = NULL;
	park_some(script);
}

void park_some(struct script *script)
{
	int64_t now;

	if (script->awake <= script->park_above || !script->waits_first || script->closing)
		return;
	now = clock_mono();
	while (script->waits_first && script->awake > script->park_above &&
	       (script->awake > script->park_most ||
		now - script->waits_first->since >= script->park_after))
		park(script->waits_first);
	if (script->waits_first && script->awake > script->park_above && !script->parker)
		script->parker = loop_after(script->loop, script->park_after, look_again, script);
}

void script_set_parking(struct script *script, int above, int64_t ms, int most)
{
	script->park_above = above;
	script->park_after = ms;
	script->park_most = most;
}

void park_wait(struct wait *wait, struct task *task)
{
	struct script *script = task->script;

	if (!task->run || task->proof || task->restless || !wait->key)
		return;
	wait->task = task;
	wait->since = clock_mono();
	wait->previous = script->waits_last;
	*(script->waits_last ? &script->waits_last->next : &script->waits_first) = wait;
	script->waits_last = wait;
}

void park_unwait(struct wait *wait)
{
	struct script *script;

	if (!wait->task)
		return;
	script = wait->task->script;
	*(wait->previous ? &wait->previous->next : &script->waits_first) = wait->next;
	*(wait->next ? &wait->next->previous : &script->waits_last) = wait->previous;
	wait->next = wait->previous = NULL;
	wait->task = NULL;
}

/* --- Ends --------------------------------------------------------------------------------- */

static void end(void *arg)
{
	struct kept *kept = arg;
	struct run *run = kept->run;
	struct error err;

	kept->ending = NULL;
	if (run_user(run)) { /* its answer came meanwhile */
		task_cancel(run_user(run));
		return;
	}
	kept_free(kept);
	error_set(&err, ERROR_CANCELLED, "it was given up");
	engine_handler_done(run, -1, NULL, &err);
}

void park_cancel(struct run *run)
{
	struct kept *kept = run_kept(run);

	if (kept && !kept->ending)
		kept->ending = loop_after(kept->script->loop, 0, end, kept);
}

void park_forget(struct run *run)
{
	if (run_kept(run))
		kept_free(run_kept(run));
}

void park_close(struct script *script)
{
	timer_cancel(script->parker);
	script->parker = NULL;
	while (script->kept)
		kept_free(script->kept);
}

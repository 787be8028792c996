/*
 * The handlers of one attempt, in order: beginning them, their time, their ends, what the history
 * says of each. A handler always begins on what is committed, so what the one before returned is
 * made durable first.
 */
#include "engine/commit.h"
#include "engine/engine_internal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"

#define RESULT_MAX (1 << 20) /* bytes of JSON */

void run_stop_handler(struct run *run)
{
	if (run->cancel_sent || run->starting)
		return;
	run->cancel_sent = 1;
	if (run->engine->runner.cancel)
		run->engine->runner.cancel(run->engine->runner.self,
					   run); /* may be the end of it */
}

/* Too long: its end will count as a timeout, whatever it says. */
static void out_of_time(void *arg)
{
	struct run *run = arg;

	run->timer = NULL;
	run->timed_out = 1;
	run_stop_handler(run);
}

void run_clock_stop(struct run *run)
{
	if (!run->in_handler || !run->timer)
		return;
	timer_cancel(run->timer);
	run->timer = NULL;
	run->left -= clock_mono() - run->armed;
	if (run->left < 1)
		run->left = 1;
}

void run_clock_go(struct run *run)
{
	if (!run->in_handler || run->timer || run->left <= 0 || run->timed_out)
		return;
	run->armed = clock_mono();
	run->timer = loop_after(run->engine->loop, run->left, out_of_time, run);
}

void run_clock_again(struct run *run)
{
	if (!run->in_handler || run->timed_out)
		return;
	timer_cancel(run->timer);
	run->timer = NULL;
	run->left = (int64_t)run->handler->timeout * 1000;
	if (list_empty(&run->kids))
		run_clock_go(run);
}

void run_violation(struct run *run, struct span detail)
{
	struct buf *notes = &run->notes;

	buf_adds(notes, "{\"violation\":");
	buf_add(notes, detail.at, detail.len);
	buf_adds(notes, ",\"process\":");
	buf_json_string(notes, run->process->name);
	buf_addf(notes, ",\"attempt\":%d", run->top->attempt);
	buf_add(notes, "}", 2);
}

/* The handler's end, for the history: with what, how long, on which attempt. */
void run_note(struct run *run, const struct error *err)
{
	struct buf *notes = &run->notes;

	buf_adds(notes, "{\"process\":");
	buf_json_string(notes, run->process->name);
	buf_adds(notes, ",\"handler\":");
	buf_json_string(notes, run->handler ? run->handler->name : NULL);
	buf_addf(notes, ",\"ms\":%lld,\"attempt\":%d", (long long)(clock_mono() - run->began),
		 run->top->attempt);
	if (run->effect_count) {
		buf_adds(notes, ",\"effects\":[");
		buf_add(notes, run->effects.data, run->effects.len);
		buf_addc(notes, ']');
	}
	if (err) {
		buf_adds(notes, ",\"error\":");
		buf_json_string(notes, err->text);
	}
	buf_add(notes, "}", 2);
}

/* An operator broke the handler off. */
static void go_on(struct run *run)
{
	enum redo redo = run->redo;

	run->redo = REDO_NONE;
	run->timed_out = 0;
	free(run->result);
	run->result = NULL;
	if (redo == REDO_SKIP) {
		run->at++;
		return;
	}
	buf_clear(&run->patch);
	run->delegate = run->stop = 0;
	text_set(&run->chain, NULL);
	run->attempt++;
	run->phase = PHASE_PRE;
	run->at = 0;
}

/* All of a handler is over, nested runs included. 1: the next one may begin. */
static int take_result(struct run *run)
{
	if (!list_empty(&run->kids)) {
		run->handled = 1;
		return 0;
	}
	run->handled = 0;
	run->cancel_sent = 0;
	if (run->cancelled) {
		run_quit(run);
		return 0;
	}
	if (run->redo) {
		go_on(run);
		return 1;
	}
	if (run->result) {
		struct error err = *run->result;

		free(run->result);
		run->result = NULL;
		if (run->timed_out)
			error_set(&err, ERROR_TIMEOUT, "'%s' did not end within %d seconds",
				  run->handler->name, run->handler->timeout);
		run->timed_out = 0;
		run_failed(run, &err);
		return 0;
	}
	run->timed_out = 0;
	text_set(&run->traceback, NULL);
	run->at++;
	while (run->stop && run->phase == PHASE_HANDLE &&
	       handler_at(run->process, run->externals, run->phase, run->at))
		run->at++;
	run->stop = 0;
	return 1;
}

static void start_handler(struct run *run, const struct handler *handler)
{
	const struct runner *runner = &run->engine->runner;

	run->handler = handler;
	buf_clear(&run->effects);
	run->effect_count = 0;
	run->in_handler = run->starting = 1;
	park_begins(run);
	run->done_early = run->cancel_sent = run->timed_out = 0;
	run->began = clock_mono();
	run->left = (int64_t)handler->timeout * 1000;
	run_clock_go(run);
	runner->start(runner->self, run, handler, run->phase);
	run->starting = 0;
	if (run->in_handler && (run->cancelled || run->timed_out))
		run_stop_handler(run);
}

/* Where external handlers come in: the set as it is when the phase begins. */
static void take_externals(struct run *run)
{
	if (run->at != 0 || run->externals == run->engine->externals)
		return;
	if (run->handler && run->handler->external)
		run->handler = NULL; /* the set's */
	externals_unref(run->externals);
	run->externals = externals_ref(run->engine->externals);
}

/* One that was deactivated since the phase began. */
static int is_gone(const struct run *run, const struct handler *handler)
{
	return handler->external && run->externals != run->engine->externals &&
	       !externals_has(run->engine->externals, run->process->name, run->phase,
			      handler->external->id);
}

/* The next one that is to run, or NULL when all phases are over. */
static const struct handler *next_handler(struct run *run)
{
	const struct handler *handler;

	while (run->phase < PHASE_MAX) {
		take_externals(run);
		handler = handler_at(run->process, run->externals, run->phase, run->at);
		if (handler && !is_gone(run, handler))
			return handler;
		if (handler) {
			run->at++;
			continue;
		}
		run->phase++;
		run->at = 0;
	}
	return NULL;
}

void run_step_on(struct run *run)
{
	for (;;) {
		const struct handler *handler;

		run->step = RUN_LOGIC;
		if (run->cancelled) {
			run_quit(run);
			return;
		}
		handler = next_handler(run);
		if (!handler) {
			commit_end(run);
			return;
		}
		if (run->top->skips && run_skips(run, handler)) {
			run->at++;
			continue;
		}
		if (run->patch.len) {
			commit_patch(run);
			return;
		}
		start_handler(run, handler);
		if (!run->done_early)
			return;
		run->done_early = 0;
		if (!take_result(run))
			return;
	}
}

static void take_patch(struct run *run, const struct handler_result *result, struct error *err)
{
	if (result->patch.len && !json_is_object(result->patch)) {
		error_set(err, ERROR_INVALID, "'%s' returned something that is no object",
			  run->handler->name);
		return;
	}
	if (result->patch.len > RESULT_MAX) {
		error_set(err, ERROR_INVALID, "'%s' returned %zu bytes; a result has at most %d",
			  run->handler->name, result->patch.len, RESULT_MAX);
		return;
	}
	if (result->patch.len > 2)
		buf_add(&run->patch, result->patch.at, result->patch.len);
	if (result->delegate)
		run->delegate = 1;
	if (result->stop)
		run->stop = 1;
	if (!result->chain)
		return;
	/* The first one that asks decides. */
	if (run->chain && strcmp(run->chain, result->chain) != 0)
		log_warn("engine", "a second chain is ignored",
			 "process=%s handler=%s chain=%s kept=%s", run->process->name,
			 run->handler->name, result->chain, run->chain);
	else if (!run->chain)
		text_set(&run->chain, result->chain);
}

void engine_handler_done(struct run *run, int rc, const struct handler_result *result,
			 const struct error *err)
{
	struct error bad = {0};

	assert(run->in_handler);
	if (run->engine->closing)
		return;
	park_over(run);
	timer_cancel(run->timer);
	run->timer = NULL;
	show_reset(run);
	if (rc == 0 && result)
		take_patch(run, result, &bad);
	else if (rc != 0 && err)
		bad = *err;
	else if (rc != 0)
		error_set(&bad, ERROR_INTERNAL, "'%s' failed without a reason", run->handler->name);
	if (bad.code) {
		run->result = malloc(sizeof(*run->result));
		if (!run->result)
			abort();
		*run->result = bad;
	}
	if (!run->cancelled)
		run_note(run, bad.code ? &bad : NULL);
	run->in_handler = 0;
	if (run->starting) {
		run->done_early = 1;
		return;
	}
	if (take_result(run))
		run_step_on(run);
}

void run_resume_parent(struct run *run)
{
	if (!list_empty(&run->kids) || run->interrupting)
		return;
	if (run->in_handler)
		run_clock_go(run);
	else if (run->handled && take_result(run))
		run_step_on(run);
}

/*
 * Who executes. A handler that waits for long is let go of by the runner, its process no longer
 * counts among those that execute, and it is started again from the top when what it waits for is
 * there: so that many that wait for one silent party keep nobody else from beginning.
 */
#include "engine/engine_internal.h"

static void counts_again(struct run *top)
{
	if (top->parked)
		top->engine->executing++;
	top->parked = 0;
}

void park_begins(struct run *run)
{
	run->top->awake++;
	counts_again(run->top);
}

static void wake(struct run *run)
{
	const struct runner *runner = &run->engine->runner;

	list_remove(&run->wait);
	run->asleep = 0;
	park_begins(run);
	runner->start(runner->self, run, run->handler, run->phase);
}

void park_admit(struct engine *engine)
{
	struct node *node;

	while (engine->executing < RUNS_MAX && (node = list_take(&engine->woken)))
		wake(container_of(node, struct run, wait));
	while (engine->executing < RUNS_MAX && (node = list_take(&engine->ready)))
		run_enqueue(container_of(node, struct run, wait));
	recover_more(engine);
}

void run_park(struct run *run)
{
	struct run *top = run->top;

	run->asleep = 1;
	buf_fit(&run->effects);
	if (--top->awake || top->parked)
		return;
	top->parked = 1;
	run->engine->executing--;
	park_admit(run->engine);
}

void run_unpark(struct run *run)
{
	struct engine *engine = run->engine;

	if (!run->asleep || list_has(&run->wait))
		return;
	if (run->top->parked && engine->executing >= RUNS_MAX)
		list_add(&engine->woken, &run->wait);
	else
		wake(run);
}

void park_over(struct run *run)
{
	if (run->asleep)
		list_remove(&run->wait);
	else
		run->top->awake--;
	run->asleep = 0;
	counts_again(run->top);
}

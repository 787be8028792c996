/*
 * The time between attempts: the first retry comes fast, then 1 s doubling to a minute, with
 * jitter so that what failed together does not come back together. What a run waited on when
 * it failed can wake it at once.
 */
#include "engine/engine_internal.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"

#define FIRST_MS 250
#define NEXT_MS 1000
#define MOST_MS 60000
#define STALL_MOST_MS 10000

static uint64_t random_next(struct engine *engine)
{
	/* xorshift64: spreads, decides nothing */
	uint64_t x = engine->seed ? engine->seed : 1;

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return engine->seed = x;
}

int64_t retry_delay(struct engine *engine, int attempt)
{
	int64_t delay = FIRST_MS;

	if (attempt > 1)
		delay = attempt > 7 ? MOST_MS : NEXT_MS << (attempt - 2);
	if (delay > MOST_MS)
		delay = MOST_MS;
	/* within a fifth either way */
	return delay - delay / 5 + (int64_t)(random_next(engine) % (uint64_t)(2 * delay / 5 + 1));
}

/* `process.NAME.WHAT`, read at each failure: a change counts at once, also for what is asleep. */
static int64_t limit(const struct run *run, const char *what, int64_t fallback)
{
	struct engine *engine = run->engine;
	char name[160];

	snprintf(name, sizeof(name), "process.%s.%s", run->process->name, what);
	return reader_setting_number(engine->reader, engine->model, name, fallback);
}

int retry_is_over(const struct run *run, int64_t delay)
{
	const struct process *process = run->process;
	int64_t retries = limit(run, "retries", process->retries);
	int64_t deadline = limit(run, "deadline.seconds", process->deadline / 1000) * 1000;

	if (retries >= 0 && run->attempt - run->spent > retries)
		return 1;
	return deadline > 0 && clock_now() + delay > run->first_at + deadline;
}

static uint64_t wake_hash(const char *kind, const char *id)
{
	uint64_t hash = 1469598103934665603u;

	for (; *kind; kind++)
		hash = (hash ^ (unsigned char)*kind) * 1099511628211u;
	hash *= 31;
	for (; id && *id; id++)
		hash = (hash ^ (unsigned char)*id) * 1099511628211u;
	return (hash ^ (hash >> 32)) % WAKE_BUCKETS;
}

void retry_wake(struct run *run)
{
	run_unblame(run);
	list_remove(&run->wake);
	timer_cancel(run->timer);
	run->timer = NULL;
	run->next_at = 0;
	run_enqueue(run);
}

static void slept(void *arg)
{
	struct run *run = arg;

	run->timer = NULL;
	retry_wake(run);
}

void retry_sleep(struct run *run, int64_t ms)
{
	struct engine *engine = run->engine;

	run_set_step(run, RUN_SLEEP);
	census_waits(run, 0);
	if (run->waiting_kind)
		list_add(&engine->wakes[wake_hash(run->waiting_kind, run->waiting_id)], &run->wake);
	run->next_at = clock_now() + ms;
	run->timer = loop_after(engine->loop, ms, slept, run);
	run_release(run);
}

static void collect(struct engine *engine, const char *kind, const char *id, struct node *found)
{
	struct node *head = &engine->wakes[wake_hash(kind, id)];

	for (struct node *node = head->next, *next; node != head; node = next) {
		struct run *run = container_of(node, struct run, wake);

		next = node->next;
		if (strcmp(run->waiting_kind, kind) == 0 &&
		    strcmp(run->waiting_id ? run->waiting_id : "", id ? id : "") == 0) {
			list_remove(node);
			list_add(found, node);
		}
	}
}

void engine_wake(struct engine *engine, const char *kind, const char *id)
{
	struct node found;

	/* Collected first: who is woken may fall asleep again. */
	list_init(&found);
	collect(engine, kind, id, &found);
	collect(engine, WAITS_UNKNOWN, NULL, &found); /* may have waited for just this */
	while (!list_empty(&found))
		retry_wake(container_of(found.next, struct run, wake));
}

static void try_again(void *arg)
{
	struct run *run = arg;

	run->timer = NULL;
	run->again(run);
}

void retry_stall(struct run *run)
{
	int64_t ms = (int64_t)FIRST_MS << (run->stalls < 6 ? run->stalls : 6);

	if (run->stalls++ == 0)
		log_warn("engine", "the store failed, trying again", "process=%s id=%lld",
			 run->process->name, (long long)run->top->process_id);
	run_set_step(run, RUN_STALLED);
	run->timer = loop_after(run->engine->loop, ms < STALL_MOST_MS ? ms : STALL_MOST_MS,
				try_again, run);
}

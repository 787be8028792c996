/* One call of Lua every few seconds; the next one not before the last has ended. */
#include "ticks.h"

#include <stdlib.h>

#include "base/log.h"
#include "script/bind.h"
#include "script/bind_server.h"

enum { TICK_MS = 5000 };

struct ticks {
	struct script *script;
	struct timer *timer;
	struct task *running; /* NULL: none */
	struct server_door door;
};

static void on_ticked(void *arg, int rc, struct span data, const struct error *err)
{
	struct ticks *ticks = arg;

	(void)data;
	ticks->running = NULL;
	if (rc < 0 && err->code != ERROR_CANCELLED)
		log_warn("tasks", "the round of tasks failed", "error='%s'", err->text);
}

static void on_tick(void *arg)
{
	struct ticks *ticks = arg;

	if (!ticks->running)
		ticks->running = script_call(ticks->script, "tasks", "tick", span_of("{}"),
					     on_ticked, ticks);
}

struct ticks *ticks_new(struct loop *loop, struct script *script, struct purge *purge)
{
	struct ticks *ticks = calloc(1, sizeof(*ticks));

	if (!ticks)
		abort();
	ticks->script = script;
	ticks->door = (struct server_door){purge_look, purge};
	bind_set_service(script_state(script), "server_door", &ticks->door);
	ticks->timer = loop_every(loop, TICK_MS, on_tick, ticks);
	return ticks;
}

void ticks_free(struct ticks *ticks)
{
	if (!ticks)
		return;
	timer_cancel(ticks->timer);
	free(ticks);
}

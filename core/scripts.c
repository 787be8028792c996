/* Opening and closing, and what begins rounds: the watch, the clock. See scripts.h. */
#include "scripts.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/log.h"
#include "script/hooks.h"
#include "scripts_internal.h"

enum {
	STILL_MS = 80, /* quiet after the last event before files are read */
	STILL_MAX_MS = 300, /* but no longer than this */
	TICK_MS = 5000,
};

/* --- What begins a round ---------------------------------------------------------------- */

static void on_watch_closed(uv_handle_t *handle)
{
	free(handle);
}

static void unwatch(struct scripts *scripts)
{
	if (scripts->watch)
		uv_close((uv_handle_t *)STEAL(scripts->watch), on_watch_closed);
}

static void on_event(uv_fs_event_t *handle, const char *name, int events, int status)
{
	struct scripts *scripts = handle->data;
	int64_t now = clock_mono();

	(void)name, (void)events, (void)status;
	/* Each event puts the look off, but not for ever. */
	if (!scripts->first_event)
		scripts->first_event = now;
	scripts_look_later(scripts, now - scripts->first_event < STILL_MAX_MS ? STILL_MS : 0);
}

static void watch(struct scripts *scripts)
{
	const char *dir = scripts->options.drop_in;

	if (!dir)
		return;
	/* Anew each time: the directory may be another one under the same name. */
	unwatch(scripts);
	scripts->watch = calloc(1, sizeof(*scripts->watch));
	if (!scripts->watch)
		abort();
	uv_fs_event_init(loop_uv(scripts->loop), scripts->watch);
	scripts->watch->data = scripts;
	if (uv_fs_event_start(scripts->watch, on_event, dir, 0) < 0)
		unwatch(scripts);
}

static void look(void *arg)
{
	struct scripts *scripts = arg;

	scripts->look = NULL;
	scripts->first_event = 0;
	watch(scripts);
	scripts_round(scripts, 0);
}

void scripts_look_later(struct scripts *scripts, int64_t ms)
{
	int64_t at = clock_mono() + ms;

	if (scripts->round) {
		scripts->again |= ms <= STILL_MS;
		return;
	}
	if (!scripts->options.drop_in)
		return;
	if (scripts->look && scripts->next_look <= at && ms > STILL_MS)
		return;
	timer_cancel(scripts->look);
	scripts->look = loop_after(scripts->loop, ms, look, scripts);
	scripts->next_look = at;
}

static void on_tick(void *arg)
{
	struct scripts *scripts = arg;

	hooks_sweep(scripts->options.script);
	if (scripts->sync_again)
		rows_sync(scripts);
}

/* --- Opening ---------------------------------------------------------------------------- */

static int has_something(const struct scripts *scripts)
{
	return scripts->dropin->files ||
	       (scripts->dropin->disabled && scripts->dropin->disabled[0]);
}

/* What was in force when the server ended, now. A failure is no reason not to start. */
static int restore(struct scripts *scripts, struct error *err)
{
	struct dropin *dropin = scripts->dropin;
	struct script *script = scripts->options.script;
	struct error fault = {0};
	int more = 1;

	if (rows_read(scripts, err) < 0)
		return -1;
	if (scripts->options.drop_in)
		copies_read(scripts);
	rows_switches(scripts);
	if (!has_something(scripts))
		return 0;
	dropin_prepare(dropin, script);
	if (dropin_build(dropin, &fault) == 0)
		while ((more = dropin_attach(dropin, script, 1000)) > 0)
			;
	if (more != 0) {
		log_warn("scripts", "what was admitted before does not load now", "error=\"%s\"",
			 fault.text);
		dropin_give_up(dropin, script);
		return 0;
	}
	if (store_define(scripts->options.store, dropin->model, err) < 0)
		return -1;
	dropin_commit(dropin, script);
	for (struct dropin_file *file = dropin->files; file; file = file->next) {
		struct script_row *row = rows_find(scripts, file->path);

		snprintf(row->running, sizeof(row->running), "%s",
			 file->used ? file->used->sha256 : "");
		if (!row->loaded_at)
			row->loaded_at = clock_now();
		file->present = 0; /* the first look reads it */
	}
	return 0;
}

/* Nothing depends on where the server was started, and no drop-in is called like a built-in. */
static char *absolute(const char *dir)
{
	struct buf path = {0};
	char here[4096];

	if (!dir)
		return NULL;
	if (dir[0] != '/' && getcwd(here, sizeof(here)))
		buf_addf(&path, "%s/", here);
	buf_adds(&path, dir);
	while (path.len > 1 && path.data[path.len - 1] == '/')
		path.data[--path.len] = 0;
	return buf_steal(&path);
}

struct scripts *scripts_new(struct loop *loop, const struct scripts_options *options,
			    struct error *err)
{
	struct scripts *scripts = calloc(1, sizeof(*scripts));
	struct buf copies = {0};

	if (!scripts)
		abort();
	scripts->loop = loop;
	scripts->options = *options;
	buf_addf(&copies, "%s/scripts", options->data);
	scripts->copies = buf_steal(&copies);
	scripts->drop_in = absolute(options->drop_in);
	scripts->options.drop_in = scripts->drop_in;
	scripts->dropin = dropin_new(options->root, scripts->drop_in);
	if (restore(scripts, err) < 0) {
		scripts_free(scripts);
		return NULL;
	}
	scripts->pool = pool_new(loop, "scripts", 1);
	scripts->tick = loop_every(loop, TICK_MS, on_tick, scripts);
	return scripts;
}

void scripts_start(struct scripts *scripts, void (*ready)(void *arg), void *arg)
{
	scripts->ready = ready;
	scripts->ready_arg = arg;
	watch(scripts);
	scripts_round(scripts, 0);
}

void scripts_free(struct scripts *scripts)
{
	int works;

	if (!scripts)
		return;
	unwatch(scripts);
	timer_cancel(scripts->look);
	timer_cancel(scripts->tick);
	works = rounds_stop(scripts);
	scripts_forget_admission(scripts);
	if (scripts->pool)
		pool_free(scripts->pool);
	if (!works)
		dropin_free(scripts->dropin);
	while (scripts->waiters) {
		struct waiter *waiter = scripts->waiters;

		scripts->waiters = waiter->next;
		free(waiter);
	}
	rows_free(scripts);
	reader_close(scripts->reader);
	free(scripts->copies);
	free(scripts->drop_in);
	free(scripts);
}

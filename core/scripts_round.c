/*
 * Rounds: what changed is read and built on the worker, tried, defined in the store, and takes
 * effect. See scripts.h.
 */
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/log.h"
#include "script/hooks.h"
#include "scripts_internal.h"

enum {
	AGAIN_MS = 70, /* something was being written */
	MISSING_MS = 500, /* for the directory to appear */
	LOOK_MS = 5000, /* the safety net below the watch */
	SLICE_MS = 8, /* of the loop, for loading functions */
	TOLD_MAX = 10, /* files that are named in the log of one round */
};

/* One round: on the worker while it looks and builds, on the loop otherwise. */
struct round {
	struct scripts *scripts; /* NULL: the server ends */
	struct dropin *dropin;
	int force;
	int rc_look, rc_build;
	struct error err;
	int64_t began, built_ms, longest_us;
	struct timer *timer;
};

static void begin_round(struct scripts *scripts);
static void attach_some(void *arg);

/* --- Ends of a round -------------------------------------------------------------------- */

/* Trouble that stays is told once. */
static void tell(struct scripts *scripts, const char *text)
{
	if (strcmp(scripts->told, text) == 0)
		return;
	snprintf(scripts->told, sizeof(scripts->told), "%s", text);
	if (*text)
		log_warn("scripts", "the drop-in directory cannot be taken as it is",
			 "error=\"%s\"", text);
}

void scripts_fire(struct scripts *scripts, int round)
{
	struct waiter **at = &scripts->waiters;

	while (*at) {
		struct waiter *waiter = *at;

		if (waiter->round > round) {
			at = &waiter->next;
			continue;
		}
		*at = waiter->next;
		waiter->fn(waiter->arg, &waiter->outcome);
		free(waiter);
	}
}

static void end_round(struct round *round)
{
	struct scripts *scripts = round->scripts;
	int64_t wait = scripts->dropin->missing ? MISSING_MS : LOOK_MS;

	scripts->round = NULL;
	if (scripts->dropin->again)
		wait = AGAIN_MS;
	/* Who waits sees rows that say what is. */
	scripts->fire = scripts->rounds;
	rows_sync(scripts);
	if (!scripts->sync)
		scripts_fire(scripts, scripts->fire);
	if (scripts->again) {
		begin_round(scripts);
	} else {
		if (scripts->ready && !scripts->dropin->again) {
			void (*ready)(void *arg) = scripts->ready;

			scripts->ready = NULL;
			ready(scripts->ready_arg);
		}
		scripts_look_later(scripts, wait);
	}
	free(round);
}

/* The same again without what failed. */
static void repeat_round(struct round *round)
{
	struct scripts *scripts = round->scripts;

	scripts->round = NULL;
	scripts->again = 0;
	scripts->force = 1;
	begin_round(scripts);
	free(round);
}

/* --- Taking effect ---------------------------------------------------------------------- */

/* What is attached now and was not before: noted, told, and kept for the next start. */
static void note_effects(struct scripts *scripts)
{
	struct copies *copies = copies_new(scripts);
	int told = 0;

	for (struct dropin_file *file = scripts->dropin->files; file; file = file->next) {
		const char *sha = file->used ? file->used->sha256 : "";
		struct script_row *row = rows_find(scripts, file->path);

		if (strcmp(row->running, sha) == 0)
			continue;
		snprintf(row->running, sizeof(row->running), "%s", sha);
		row->loaded_at = file->used ? clock_now() : 0;
		/* A line costs the loop more than all else here. */
		if (told++ < TOLD_MAX)
			log_info("scripts",
				 file->used ? "a file took effect" : "a file was taken out",
				 "file=%s sha256=%.12s", file->path, file->used ? sha : "-");
		if (!file->disabled)
			copies_add(copies, file->name, file->used);
	}
	if (told > TOLD_MAX)
		log_info("scripts", "and more files", "count=%d", told - TOLD_MAX);
	copies_write(scripts, copies);
}

/* Each once, until it is another one. */
static void tell_refusals(struct scripts *scripts)
{
	for (struct dropin_file *file = scripts->dropin->files; file; file = file->next) {
		struct script_row *row = rows_find(scripts, file->path);
		const char *text = file->error.code ? file->error.text : "";

		if (strcmp(row->told ? row->told : "", text) == 0)
			continue;
		free(row->told);
		row->told = strdup(text);
		if (!row->told)
			abort();
		if (*text)
			log_warn("scripts", "a file is refused", "file=%s attached=%s error=\"%s\"",
				 file->path, file->used ? "the version before" : "nothing", text);
	}
}

static void take_effect(struct round *round)
{
	struct scripts *scripts = round->scripts;
	struct script *script = scripts->options.script;
	struct model *model;
	struct lifecycles *lifecycles;
	int64_t began = clock_mono_ns() / 1000, took;

	dropin_commit(scripts->dropin, script);
	model = script_model(script);
	lifecycles = script_lifecycles(script);
	scripts->options.swap(scripts->options.arg, model, lifecycles);
	model_unref(model);
	lifecycles_unref(lifecycles);
	note_effects(scripts);
	tell_refusals(scripts);
	took = clock_mono_ns() / 1000 - began;
	if (took > round->longest_us)
		round->longest_us = took;
	log_info("scripts", "definitions swapped",
		 "ms=%lld build_ms=%lld swap_us=%lld longest_us=%lld alive=%d",
		 (long long)(clock_mono() - round->began), (long long)round->built_ms,
		 (long long)took, (long long)round->longest_us, hooks_generations(script));
	end_round(round);
}

/* --- The steps of a round --------------------------------------------------------------- */

static int holds_schema(const struct dropin_file *file)
{
	return strstr(file->kinds, "schema") != NULL;
}

/* The database does not take the types: their files are out. */
static void ban_schemas(struct scripts *scripts, const struct error *why)
{
	for (struct dropin_file *file = scripts->dropin->files; file; file = file->next) {
		struct error err = *why;

		if (!file->used || file->used == file->good || !holds_schema(file))
			continue;
		error_wrap(&err, "%s:1", file->path);
		dropin_ban(file, file->used, &err);
	}
}

static void on_defined(void *arg, int rc, const struct error *err)
{
	struct round *round = arg;
	struct scripts *scripts = round->scripts;

	if (!scripts) {
		dropin_free(round->dropin);
		free(round);
		return;
	}
	if (rc == 0) {
		take_effect(round);
		return;
	}
	tell(scripts, err->text);
	dropin_give_up(scripts->dropin, scripts->options.script);
	if (err->code == ERROR_CONFLICT || err->code == ERROR_INVALID) {
		ban_schemas(scripts, err);
		repeat_round(round);
	} else {
		/* The disk, say: the next look tries again. */
		scripts->force = 1;
		end_round(round);
	}
}

static void on_admitted(void *arg, int refused)
{
	struct round *round = arg;
	struct scripts *scripts = round->scripts;

	if (refused) {
		dropin_give_up(scripts->dropin, scripts->options.script);
		repeat_round(round);
	} else {
		store_define_later(scripts->options.store, scripts->dropin->model, on_defined,
				   round);
	}
}

static void attach_some(void *arg)
{
	struct round *round = arg;
	struct scripts *scripts = round->scripts;
	int64_t began = clock_mono_ns() / 1000, took;
	int more = dropin_attach(scripts->dropin, scripts->options.script, SLICE_MS);

	round->timer = NULL;
	took = clock_mono_ns() / 1000 - began;
	if (took > round->longest_us)
		round->longest_us = took;
	if (more < 0)
		repeat_round(round);
	else if (more > 0)
		round->timer = loop_after(scripts->loop, 0, attach_some, round);
	else
		scripts_admit(scripts, on_admitted, round);
}

/* Nothing can be built at all: what is there stays, what is new says why. */
static void refuse_all(struct scripts *scripts, const struct error *err)
{
	tell(scripts, err->text);
	for (struct dropin_file *file = scripts->dropin->files; file; file = file->next) {
		if (!file->seen || !file->present ||
		    (file->used && strcmp(file->seen->sha256, file->used->sha256) == 0))
			continue;
		file->error = *err;
		file->state = SCRIPT_REFUSED;
	}
}

static void on_built(void *arg)
{
	struct round *round = arg;
	struct scripts *scripts = round->scripts;

	if (!scripts) {
		dropin_free(round->dropin);
		free(round);
		return;
	}
	round->built_ms = clock_mono() - round->began;
	if (round->rc_look < 0) {
		tell(scripts, round->err.text);
		end_round(round);
	} else if (!round->force && !scripts->dropin->changed) {
		end_round(round);
	} else if (round->rc_build < 0) {
		refuse_all(scripts, &round->err);
		end_round(round);
	} else {
		tell(scripts, "");
		attach_some(round);
	}
}

static void work(void *arg)
{
	struct round *round = arg;

	round->rc_look = dropin_look(round->dropin, &round->err);
	if (round->rc_look == 0 && (round->dropin->changed || round->force))
		round->rc_build = dropin_build(round->dropin, &round->err);
}

static void begin_round(struct scripts *scripts)
{
	struct round *round = calloc(1, sizeof(*round));

	if (!round)
		abort();
	timer_cancel(STEAL(scripts->look));
	*round = (struct round){.scripts = scripts,
				.dropin = scripts->dropin,
				.force = scripts->force,
				.began = clock_mono()};
	scripts->round = round;
	scripts->rounds++;
	scripts->again = scripts->force = 0;
	/* Nobody waits for the first one to be read but those who wait for the server. */
	scripts->dropin->patient = !scripts->ready;
	rows_switches(scripts);
	dropin_prepare(scripts->dropin, scripts->options.script);
	pool_run(scripts->pool, "round", work, on_built, round);
}

void scripts_round(struct scripts *scripts, int force)
{
	scripts->force |= force;
	if (scripts->round)
		scripts->again = 1;
	else
		begin_round(scripts);
}

int rounds_stop(struct scripts *scripts)
{
	struct round *round = scripts->round;

	/* Between two steps on the loop: it will not go on. */
	if (round && (round->timer || scripts->admission)) {
		timer_cancel(round->timer);
		free(STEAL(scripts->round));
		round = NULL;
	}
	/* Whoever works with the drop-ins now frees them. */
	if (round)
		round->scripts = NULL;
	return round != NULL;
}

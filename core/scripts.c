/* Rounds, and what begins them: the watch, the clock, a switch. See scripts.h. */
#include "scripts.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/log.h"
#include "host/file.h"
#include "script/hooks.h"
#include "scripts_internal.h"

enum {
	STILL_MS = 80, /* quiet after the last event before files are read */
	STILL_MAX_MS = 300, /* but no longer than this */
	AGAIN_MS = 70, /* something was being written */
	MISSING_MS = 500, /* for the directory to appear */
	LOOK_MS = 5000, /* the safety net below the watch */
	SLICE_MS = 8, /* of the loop, for loading functions */
	TICK_MS = 5000,
	TOLD_MAX = 10, /* files that are named in the log of one round */
	FILE_BYTES_MAX = 1 << 20,
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

static void look_later(struct scripts *scripts, int64_t ms);

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
		look_later(scripts, wait);
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

struct copies {
	char *dir;
	struct copy {
		char *name;
		struct source *source; /* NULL: is to go */
	} * list;
	int count;
};

static void write_copies(void *arg)
{
	struct copies *copies = arg;
	struct error err = {0};

	if (copies->count && file_mkdir(copies->dir, 0700, &err) < 0)
		log_warn("scripts", "admitted files cannot be kept", "error=\"%s\"", err.text);
	for (int i = 0; i < copies->count; i++) {
		struct copy *copy = &copies->list[i];
		AUTO(buf_done) struct buf path = {0};
		int rc;

		buf_addf(&path, "%s/%s", copies->dir, copy->name);
		rc = copy->source ? file_write(path.data, copy->source->text, copy->source->len,
					       0600, &err)
				  : file_remove(path.data, &err);
		if (rc < 0)
			log_warn("scripts", "the admitted version of a file cannot be kept",
				 "file=%s error=\"%s\"", copy->name, err.text);
	}
}

static void copies_done(void *arg)
{
	struct copies *copies = arg;

	for (int i = 0; i < copies->count; i++) {
		source_unref(copies->list[i].source);
		free(copies->list[i].name);
	}
	free(copies->list);
	free(copies->dir);
	free(copies);
}

static void add_copy(struct copies *copies, const char *name, struct source *source)
{
	copies->list = realloc(copies->list, ((size_t)copies->count + 1) * sizeof(*copies->list));
	if (!copies->list)
		abort();
	copies->list[copies->count++] =
		(struct copy){strdup(name), source ? source_ref(source) : NULL};
}

/* What is attached now and was not before: noted, told, and kept for the next start. */
static void note_effects(struct scripts *scripts)
{
	struct copies *copies = calloc(1, sizeof(*copies));
	int told = 0;

	if (!copies)
		abort();
	copies->dir = strdup(scripts->copies);
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
			add_copy(copies, file->name, file->used);
	}
	if (told > TOLD_MAX)
		log_info("scripts", "and more files", "count=%d", told - TOLD_MAX);
	pool_run(scripts->pool, "files", write_copies, copies_done, copies);
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

/* --- What begins one -------------------------------------------------------------------- */

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
	look_later(scripts, now - scripts->first_event < STILL_MAX_MS ? STILL_MS : 0);
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

/* The earlier of two looks counts, but one for an event waits until all is quiet. */
static void look_later(struct scripts *scripts, int64_t ms)
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

/* The texts that were admitted before, of files that are still there. */
static void read_copies(struct scripts *scripts)
{
	DIR *stream = opendir(scripts->copies);
	struct dirent *entry;

	while (stream && (entry = readdir(stream))) {
		AUTO(buf_done) struct buf path = {0}, copy = {0}, text = {0};
		struct dropin_file *file;
		size_t len = strlen(entry->d_name);

		if (len < 5 || entry->d_name[0] == '.' ||
		    strcmp(entry->d_name + len - 4, ".lua") != 0)
			continue;
		buf_addf(&path, "%s/%s", scripts->options.drop_in, entry->d_name);
		buf_addf(&copy, "%s/%s", scripts->copies, entry->d_name);
		if (access(path.data, F_OK) < 0) {
			unlink(copy.data);
			continue;
		}
		if (file_read(copy.data, FILE_BYTES_MAX, &text, NULL) < 0)
			continue;
		file = dropin_file(scripts->dropin, entry->d_name);
		file->good = source_new(text.data ? text.data : "", text.len);
		file->present = 1;
	}
	if (stream)
		closedir(stream);
}

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
		read_copies(scripts);
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
	struct round *round;

	if (!scripts)
		return;
	unwatch(scripts);
	timer_cancel(scripts->look);
	timer_cancel(scripts->tick);
	round = scripts->round;
	/* Between two steps on the loop: it will not go on. */
	if (round && (round->timer || scripts->admission)) {
		timer_cancel(round->timer);
		free(STEAL(scripts->round));
		round = NULL;
	}
	scripts_forget_admission(scripts);
	/* Whoever works with the drop-ins now frees them. */
	if (round)
		round->scripts = NULL;
	if (scripts->pool)
		pool_free(scripts->pool);
	if (!round)
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

/*
 * Whether handlers that are about to take effect are idempotent: each is tried in a world that
 * pretends (script/prove.h), on resources made up for processes that it is attached to. A
 * violation refuses its file. What cannot be tried for other reasons is admitted, and says so.
 */
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/log.h"
#include "script/hooks.h"
#include "script/prove.h"
#include "scripts_internal.h"

enum { PROCESSES_MAX = 3, AT_ONCE = 4, SECONDS = 5 };

struct trial {
	struct admission *admission;
	const struct process *process;
	const struct handler *handler;
	struct wish *wish;
};

struct admission {
	struct scripts *scripts; /* NULL: nobody waits any more */
	struct lifecycles *lifecycles;
	struct model *model;
	struct trial *list;
	int count, next, running, refused;
	void (*done)(void *arg, int refused);
	void *arg;
};

static int take_value(void *arg, const struct row *row)
{
	json_string(json_get(row->doc, "value"), arg);
	return 1;
}

/* The setting scripts.admission: "validate" tries nothing. */
static int only_validates(struct scripts *scripts)
{
	struct model *model = script_model(scripts->options.script);
	const struct type *type = model_type(model, "setting");
	struct filter filter = {type ? type_field(type, "name", 4) : NULL, STORE_EQ,
				"scripts.admission"};
	struct query query = {.type = type, .filters = &filter, .filter_count = 1, .limit = 1};
	AUTO(buf_done) struct buf value = {0};

	if (filter.field)
		reader_list(scripts->reader, &query, take_value, &value, NULL);
	model_unref(model);
	buf_adds(&value, "");
	return strcmp(value.data, "validate") == 0;
}

static struct wish *wish_of(struct dropin *dropin, int reference)
{
	for (int i = 0; i < dropin->wish_count; i++)
		if (dropin->wishes[i].reference == reference)
			return &dropin->wishes[i];
	return NULL;
}

static int trials_of(const struct admission *admission, const struct wish *wish)
{
	int count = 0;

	for (int i = 0; i < admission->count; i++)
		count += admission->list[i].wish == wish;
	return count;
}

static void add_trial(struct admission *admission, const struct process *process,
		      const struct handler *handler)
{
	struct wish *wish = wish_of(admission->scripts->dropin, handler->reference);

	if (!wish || trials_of(admission, wish) == PROCESSES_MAX)
		return;
	if (admission->count % 64 == 0) {
		admission->list = realloc(admission->list, ((size_t)admission->count + 64) *
								   sizeof(*admission->list));
		if (!admission->list)
			abort();
	}
	admission->list[admission->count++] = (struct trial){admission, process, handler, wish};
}

static void find_trials(struct admission *admission)
{
	int count = 0;
	const struct process *const *all = lifecycles_all(admission->lifecycles, &count);

	for (int i = 0; i < count; i++)
		for (int phase = 0; phase < PHASE_MAX; phase++)
			for (int k = 0; all[i]->handlers[phase][k]; k++)
				add_trial(admission, all[i], all[i]->handlers[phase][k]);
}

/* --- What a trial came to --------------------------------------------------------------- */

static void text_at(struct span object, const char *path, struct buf *ret)
{
	buf_clear(ret);
	json_string(json_path(object, path), ret);
	buf_adds(ret, "");
}

static void refuse(struct trial *trial, struct span violation)
{
	struct dropin_file *file = trial->wish->file;
	AUTO(buf_done) struct buf where = {0}, why = {0}, effect = {0}, detail = {0};
	struct error err;
	int64_t line = 1;

	text_at(violation, "file", &where);
	text_at(violation, "why", &why);
	text_at(violation, "effect", &effect);
	text_at(violation, "detail", &detail);
	/* The fault may show in a library; it is this file's all the same. */
	if (strcmp(where.data, file->path) != 0 || json_int(json_get(violation, "line"), &line) < 0)
		line = trial->handler->line > 0 ? trial->handler->line : 1;
	error_set(&err, ERROR_INVALID, "%s:%lld: handler '%s' is not idempotent in %s: %s%s%s%s%s",
		  file->path, (long long)line, trial->handler->name, trial->process->name, why.data,
		  effect.data[0] ? " (" : "", effect.data, detail.data[0] ? " " : "", detail.data);
	if (effect.data[0] && strlen(err.text) < sizeof(err.text) - 1)
		strcat(err.text, ")");
	dropin_ban(file, trial->wish->source, &err);
	rows_find(trial->admission->scripts, file->path)->proof[0] = 0;
	trial->admission->refused++;
}

static void note(struct trial *trial, const char *why)
{
	struct script_row *row = rows_find(trial->admission->scripts, trial->wish->file->path);

	if (row->proof[0])
		snprintf(row->proof, sizeof(row->proof), "not shown in %s: %s",
			 trial->process->name, why);
}

static void go_on(struct admission *admission);

static void on_tried(void *arg, int rc, struct span report, const struct error *err)
{
	struct trial *trial = arg;
	struct admission *admission = trial->admission;
	struct span violation = rc == 0 ? json_get(report, "violation") : (struct span){0};
	AUTO(buf_done) struct buf why = {0};

	admission->running--;
	if (admission->scripts) {
		if (json_is_object(violation)) {
			refuse(trial, violation);
		} else if (rc < 0) {
			note(trial, err->text);
		} else if (!json_is_true(json_get(report, "ok"))) {
			text_at(report, "error.message", &why);
			note(trial, why.data);
		}
	}
	go_on(admission);
}

static void go_on(struct admission *admission)
{
	while (admission->scripts && admission->next < admission->count &&
	       admission->running < AT_ONCE) {
		struct trial *trial = &admission->list[admission->next++];
		struct prove_options options = {
			.lifecycles = admission->lifecycles,
			.model = admission->model,
			.process = trial->process,
			.handler = trial->handler,
			.seconds = SECONDS,
		};

		admission->running++;
		script_prove(admission->scripts->options.script, &options, on_tried, trial);
	}
	if (admission->running)
		return;
	if (admission->scripts) {
		admission->scripts->admission = NULL;
		admission->done(admission->arg, admission->refused);
	}
	lifecycles_unref(admission->lifecycles);
	model_unref(admission->model);
	free(admission->list);
	free(admission);
}

static void begin(void *arg)
{
	go_on(arg);
}

void scripts_admit(struct scripts *scripts, void (*done)(void *arg, int refused), void *arg)
{
	struct admission *admission = calloc(1, sizeof(*admission));

	if (!admission)
		abort();
	*admission = (struct admission){
		.scripts = scripts,
		.lifecycles = lifecycles_ref(scripts->dropin->lifecycles),
		.model = model_ref(scripts->dropin->model),
		.done = done,
		.arg = arg,
	};
	for (int i = 0; i < scripts->dropin->wish_count; i++) {
		struct script_row *row = rows_find(scripts, scripts->dropin->wishes[i].file->path);

		snprintf(row->proof, sizeof(row->proof), "%s", "shown");
	}
	if (only_validates(scripts)) {
		for (int i = 0; i < scripts->dropin->wish_count; i++)
			rows_find(scripts, scripts->dropin->wishes[i].file->path)->proof[0] = 0;
	} else {
		find_trials(admission);
	}
	scripts->admission = admission;
	loop_post(scripts->loop, begin, admission);
}

void scripts_forget_admission(struct scripts *scripts)
{
	if (scripts->admission)
		scripts->admission->scripts = NULL;
	scripts->admission = NULL;
}

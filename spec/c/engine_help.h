/*
 * A small world around an engine: a real store in a directory of its own, a lifecycle, and a
 * runner whose handlers are C functions chosen by name. world_kill drops the engine as a
 * crash would; world_boot brings it back on the same database.
 */
#ifndef SPEC_ENGINE_HELP_H
#define SPEC_ENGINE_HELP_H

#include <dirent.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/clock.h"
#include "engine/engine.h"
#include "spec/c/check.h"
#include "spec/c/lifecycle_help.h"

struct world;
typedef void (*behaviour)(struct world *world, struct run *run, int attempt);

#define WORLD_BUSY 64

struct world {
	char dir[64];
	struct loop *loop;
	struct store *store;
	struct reader *reader;
	struct engine *engine;
	struct model *model;
	struct lifecycles *set;
	const struct type *instance, *container, *nic, *note, *tag;

	struct {
		const char *name;
		behaviour fn;
	} handlers[16];
	struct {
		struct run *run;
		struct timer *timer;
		void *end;
	} busy[WORLD_BUSY]; /* slow handlers */
	int slow_ms; /* how long `slow` takes */
	int started, cancelled, changed;
	char trace[512]; /* names of handlers, in order */

	struct outcome last; /* of world_* calls */
	int answers;
	char then[64]; /* state of that instance when the answer came */
};

static inline void world_done(struct run *run)
{
	engine_handler_done(run, 0, NULL, NULL);
}

static inline void world_fail(struct run *run, enum error_code code, const char *text)
{
	struct error err;

	error_set(&err, code, "%s", text);
	engine_handler_done(run, -1, NULL, &err);
}

static inline void world_return(struct run *run, const char *patch)
{
	struct handler_result result = {.patch = span_of(patch)};

	engine_handler_done(run, 0, &result, NULL);
}

struct slow_end {
	struct world *world;
	int at;
};

static inline void slow_over(void *arg)
{
	struct slow_end *end = arg;
	struct run *run = end->world->busy[end->at].run;

	end->world->busy[end->at].run = NULL;
	end->world->busy[end->at].timer = NULL;
	free(end);
	world_done(run);
}

/* A handler that takes slow_ms and can be cancelled. */
static inline void slow(struct world *world, struct run *run, int attempt)
{
	struct slow_end *end = malloc(sizeof(*end));
	int at = 0;

	(void)attempt;
	while (world->busy[at].run)
		if (++at == WORLD_BUSY)
			abort();
	*end = (struct slow_end){world, at};
	world->busy[at].run = run;
	world->busy[at].end = end;
	world->busy[at].timer = loop_after(world->loop, world->slow_ms, slow_over, end);
}

static inline void fake_start(void *self, struct run *run, const struct handler *handler,
			      enum phase phase)
{
	struct world *world = self;
	size_t len = strlen(world->trace);

	(void)phase;
	world->started++;
	if (len + strlen(handler->name) + 2 < sizeof(world->trace))
		sprintf(world->trace + len, "%s%s", len ? " " : "", handler->name);
	for (size_t i = 0; i < sizeof(world->handlers) / sizeof(world->handlers[0]); i++)
		if (world->handlers[i].name &&
		    strcmp(world->handlers[i].name, handler->name) == 0) {
			world->handlers[i].fn(world, run, run_attempt(run));
			return;
		}
	world_done(run);
}

static inline void fake_cancel(void *self, struct run *run)
{
	struct world *world = self;

	world->cancelled++;
	for (int i = 0; i < WORLD_BUSY; i++)
		if (world->busy[i].run == run) {
			timer_cancel(world->busy[i].timer);
			free(world->busy[i].end);
			world->busy[i].run = NULL;
			world_fail(run, ERROR_CANCELLED, "cancelled");
			return;
		}
}

static inline void fake_changed(void *self, const struct type *type, int64_t id, int64_t account_id,
				const char *state)
{
	(void)type, (void)id, (void)account_id, (void)state;
	((struct world *)self)->changed++;
}

static inline void world_on(struct world *world, const char *name, behaviour fn)
{
	for (size_t i = 0; i < sizeof(world->handlers) / sizeof(world->handlers[0]); i++)
		if (!world->handlers[i].name || strcmp(world->handlers[i].name, name) == 0) {
			world->handlers[i].name = name;
			world->handlers[i].fn = fn;
			return;
		}
	abort();
}

static inline void world_boot(struct world *world)
{
	struct runner runner = {fake_start, fake_cancel, fake_changed, world};
	struct error err;

	world->store = store_open(world->loop, world->dir, &err);
	if (!world->store || store_define(world->store, world->model, &err) < 0 ||
	    !(world->engine = engine_new(world->loop, world->store, &err)) ||
	    !(world->reader = reader_open(world->store, &err))) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	engine_set_runner(world->engine, &runner);
	engine_set_definitions(world->engine, world->model, world->set);
	CHECK_INT(engine_start(world->engine, &err), 0);
}

static inline void world_kill(struct world *world)
{
	engine_free(world->engine);
	world->engine = NULL;
	for (int i = 0; i < WORLD_BUSY; i++)
		if (world->busy[i].run) {
			timer_cancel(world->busy[i].timer);
			free(world->busy[i].end);
			world->busy[i].run = NULL;
		}
	reader_close(world->reader);
	store_close(world->store);
	loop_once(world->loop, 0);
}

static inline struct model *world_model(void)
{
	static const char *const states[] = {"creating", "removed", "requested", "running",
					     "starting", "stopped", "stopping",  NULL};
	static const char *const moving[] = {"creating", "starting", "stopping", NULL};
	static const struct field fields[] = {
		{.name = "name",
		 .type = FIELD_STRING,
		 .place = PLACE_NAME,
		 .min_length = -1,
		 .max_length = -1},
		{.name = "state",
		 .type = FIELD_STRING,
		 .place = PLACE_STATE,
		 .min_length = -1,
		 .max_length = -1},
		{.name = "ip",
		 .type = FIELD_STRING,
		 .place = PLACE_DOC,
		 .min_length = -1,
		 .max_length = -1},
	};
	struct type types[] = {
		{.name = "instance",
		 .id_prefix = "1i",
		 .has_table = 1,
		 .has_process = 1,
		 .states = states,
		 .transitioning = moving,
		 .fields = fields,
		 .field_count = 3},
		{.name = "nic",
		 .id_prefix = "1n",
		 .has_table = 1,
		 .has_process = 1,
		 .states = states,
		 .transitioning = moving,
		 .fields = fields,
		 .field_count = 3},
		{.name = "note",
		 .id_prefix = "1x",
		 .has_table = 1,
		 .fields = fields,
		 .field_count = 3},
		{.name = "tag",
		 .id_prefix = "1t",
		 .has_table = 1,
		 .has_process = 1,
		 .states = states,
		 .transitioning = moving,
		 .fields = fields,
		 .field_count = 3},
	};
	struct type container = {
		.name = "container", .has_table = 1, .fields = fields, .field_count = 3};
	struct model *model = model_new();

	for (size_t i = 0; i < 4; i++)
		CHECK_INT(model_add(model, &types[i], NULL, NULL), 0);
	CHECK_INT(model_add(model, &container, "instance", NULL), 0);
	CHECK_INT(model_finish(model, NULL), 0);
	return model;
}

static inline void world_open(struct world *world, const struct definition_text *texts,
			      size_t count)
{
	struct error err = {0};

	memset(world, 0, sizeof(*world));
	strcpy(world->dir, "/tmp/engine-test-XXXXXX");
	if (!mkdtemp(world->dir))
		abort();
	world->loop = loop_new(NULL);
	world->model = world_model();
	world->instance = model_type(world->model, "instance");
	world->container = model_type(world->model, "container");
	world->nic = model_type(world->model, "nic");
	world->note = model_type(world->model, "note");
	world->tag = model_type(world->model, "tag");
	world->set = lifecycles_new();
	world->slow_ms = 20;
	for (size_t i = 0; i < count; i++)
		CHECK_INT(help_add(world->set, &texts[i], (int)i + 1, &err), 0);
	CHECK_INT(lifecycles_finish(world->set, &err), 0);
	if (err.code)
		fprintf(stderr, "%s\n", err.text);
	world_boot(world);
}

static inline void world_close(struct world *world)
{
	struct dirent *entry;
	DIR *dir;

	world_kill(world);
	loop_free(world->loop);
	lifecycles_unref(world->set);
	model_unref(world->model);
	dir = opendir(world->dir);
	while (dir && (entry = readdir(dir))) {
		char path[400];

		snprintf(path, sizeof(path), "%s/%s", world->dir, entry->d_name);
		if (entry->d_name[0] != '.')
			unlink(path);
	}
	if (dir)
		closedir(dir);
	rmdir(world->dir);
}

static inline void world_answer(void *arg, const struct outcome *outcome)
{
	struct world *world = arg;
	struct row row;

	world->last = *outcome;
	world->answers++;
	snprintf(world->then, sizeof(world->then), "%s",
		 outcome->id &&
				 reader_get(world->reader, world->instance, outcome->id, &row,
					    NULL) == 0 &&
				 row.state
			 ? row.state
			 : "");
}

/* Until one more answer came. */
static inline void world_await(struct world *world, int before)
{
	int64_t until = clock_mono() + 5000;

	while (world->answers == before && clock_mono() < until)
		loop_once(world->loop, 10);
	CHECK(world->answers > before);
}

/* Lets time pass. */
static inline void world_spend(struct world *world, int ms)
{
	int64_t until = clock_mono() + ms;

	while (clock_mono() < until)
		loop_once(world->loop, 2);
}

/* Until no process is under way. */
static inline void world_settle(struct world *world)
{
	int64_t until = clock_mono() + 10000;
	struct engine_stats stats;

	do {
		loop_once(world->loop, 5);
		engine_stats(world->engine, &stats);
	} while (stats.running + stats.waiting > 0 && clock_mono() < until);
	CHECK_INT(stats.running + stats.waiting, 0);
	loop_once(world->loop, 0);
}

static inline int world_verb(struct world *world, const struct type *type, int64_t id,
			     const char *verb, const char *data)
{
	struct request request = {.verb = verb,
				  .type = type,
				  .id = id,
				  .actor = "test",
				  .data = data ? span_of(data) : (struct span){NULL, 0}};
	int before = world->answers;

	engine_schedule(world->engine, &request, world_answer, world);
	world_await(world, before);
	return world->last.rc;
}

static inline int64_t world_create(struct world *world, const struct type *type, const char *data)
{
	struct row row = {.name = "n", .account_id = 7};
	int before = world->answers;

	engine_create(world->engine, type, &row, data ? span_of(data) : (struct span){NULL, 0},
		      NULL, "test", world_answer, world);
	world_await(world, before);
	CHECK_INT(world->last.rc, 0);
	return world->last.id;
}

static inline const struct row *world_row(struct world *world, const struct type *type, int64_t id)
{
	static struct row row; /* borrowed until the next look */
	struct error err;

	memset(&row, 0, sizeof(row));
	row.state = row.message = "";
	if (reader_get(world->reader, type, id, &row, &err) < 0)
		row.state = "missing";
	return &row;
}

static inline const char *world_state(struct world *world, const struct type *type, int64_t id)
{
	return world_row(world, type, id)->state;
}

struct world_list {
	char text[2048];
	int pending;
};

static inline int world_list_row(void *arg, const struct process_row *row)
{
	struct world_list *list = arg;
	size_t len = strlen(list->text);

	snprintf(list->text + len, sizeof(list->text) - len, "%s%s:%s", len ? " " : "", row->name,
		 row->end ? row->exit_reason : "pending");
	list->pending += !row->end;
	return 0;
}

/* Every process row, as "instance.start:DONE ...". */
static inline const struct world_list *world_processes(struct world *world)
{
	static struct world_list list;

	memset(&list, 0, sizeof(list));
	reader_processes(world->reader, 0, 0, 1000, world_list_row, &list, NULL);
	return &list;
}

/* Until the list of processes has this in it. */
static inline void world_until(struct world *world, const char *text)
{
	int64_t until = clock_mono() + 10000;

	while (!strstr(world_processes(world)->text, text) && clock_mono() < until)
		loop_once(world->loop, 5);
	CHECK(strstr(world_processes(world)->text, text));
}

#endif

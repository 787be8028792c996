/* Three types joined into one set. See live.h. */
#include "live.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/auto.h"
#include "base/log.h"

#define ROWS_MAX 100000

/* Where a handler stands when its row does not say a number. */
enum { PRIORITY_PRE = 500, PRIORITY_SPECIFIC = 1000, PRIORITY_OVERRIDE = 1500 };

struct live_handler {
	char *name;
	struct external external;
};

struct live_process {
	int64_t id;
	char *name;
};

struct live {
	struct engine *engine;
	struct store *store;
	struct bus *bus;
	struct api *api;
	struct reader *reader;
	struct model *model; /* the reader's */
	struct live_handler *handlers;
	int handler_count;
	struct live_process *processes;
	int process_count;
	struct externals *fresh; /* while it is made */
	int64_t warned, newest; /* ids of maps: each is looked at once for its use */
};

static int64_t number(struct span doc, const char *name)
{
	struct span value = json_get(doc, name);
	int64_t ret = 0;

	/* A column, or one of those below data.fields. */
	if (json_is_null(value))
		value = json_get(json_get(json_get(doc, "data"), "fields"), name);
	return json_is_null(value) || json_int(value, &ret) < 0 ? 0 : ret;
}

static int priority_of(struct span doc)
{
	struct span name = json_get(json_get(json_get(doc, "data"), "fields"), "priorityName");
	int64_t given = number(doc, "priority");

	if (given)
		return given > INT32_MAX ? INT32_MAX : given < INT32_MIN ? INT32_MIN : (int)given;
	if (span_is(name, "\"pre\""))
		return PRIORITY_PRE;
	return span_is(name, "\"default_override\"") ? PRIORITY_OVERRIDE : PRIORITY_SPECIFIC;
}

static void *grow(void *array, int count, size_t size)
{
	/* Doubles at every power of two. */
	if ((count & (count - 1)) == 0)
		array = realloc(array, (count ? 2 * (size_t)count : 1) * size);
	if (!array)
		abort();
	return array;
}

static char *copy(const char *text)
{
	char *ret = strdup(text ? text : "");

	if (!ret)
		abort();
	return ret;
}

static int take_handler(void *arg, const struct row *row)
{
	struct live *live = arg;
	struct live_handler *handler;

	if (row->removed || !row->name || !*row->name)
		return 0;
	live->handlers = grow(live->handlers, live->handler_count, sizeof(*live->handlers));
	handler = &live->handlers[live->handler_count++];
	handler->name = copy(row->name);
	handler->external = (struct external){
		.id = row->id,
		.priority = priority_of(row->doc),
		.retries = (int)number(row->doc, "retries"),
		.timeout_ms = (int)number(row->doc, "timeoutMillis"),
	};
	return 0;
}

static int take_process(void *arg, const struct row *row)
{
	struct live *live = arg;

	if (row->removed || !row->name || !*row->name)
		return 0;
	live->processes = grow(live->processes, live->process_count, sizeof(*live->processes));
	live->processes[live->process_count++] = (struct live_process){row->id, copy(row->name)};
	return 0;
}

/* Reads the prefix off a name. */
static enum phase phase_of(const char **name)
{
	if (strncmp(*name, "pre.", 4) == 0) {
		*name += 4;
		return PHASE_PRE;
	}
	if (strncmp(*name, "post.", 5) == 0) {
		*name += 5;
		return PHASE_POST;
	}
	return PHASE_HANDLE;
}

static int is_defined(const struct live *live, const char *name)
{
	const struct lifecycles *set = engine_lifecycles(live->engine);
	const struct process *const *all;
	int count = 0;

	all = set ? lifecycles_all(set, &count) : NULL;
	for (int i = 0; i < count; i++)
		if (strcasecmp(all[i]->name, name) == 0)
			return 1;
	return 0;
}

static int take_map(void *arg, const struct row *row)
{
	struct live *live = arg;
	int64_t handler_id = number(row->doc, "externalHandlerId");
	int64_t process_id = number(row->doc, "externalHandlerProcessId");
	const struct live_handler *handler = NULL;
	const char *name = NULL;
	enum phase phase;

	for (int i = 0; i < live->handler_count && !handler; i++)
		if (live->handlers[i].external.id == handler_id)
			handler = &live->handlers[i];
	for (int i = 0; i < live->process_count && !name; i++)
		if (live->processes[i].id == process_id)
			name = live->processes[i].name;
	if (row->removed || !handler || !name)
		return 0;
	phase = phase_of(&name);
	if (row->id > live->warned && !is_defined(live, name))
		log_warn("external", "there is no such process, so its handler is never asked",
			 "handler=%s process=%s", handler->name, name);
	if (row->id > live->newest)
		live->newest = row->id;
	externals_add(live->fresh, name, phase, handler->name, &handler->external);
	return 0;
}

static int list_active(struct live *live, const char *name,
		       int (*fn)(void *arg, const struct row *row), struct error *err)
{
	const struct type *type = model_type(live->model, name);
	const struct field *state = type ? type_field(type, "state", 5) : NULL;
	struct filter filter = {state, STORE_EQ, "active"};
	struct query query = {
		.type = type, .filters = &filter, .filter_count = 1, .limit = ROWS_MAX};

	return state ? reader_list(live->reader, &query, fn, live, err) : 0;
}

static void forget(struct live *live)
{
	for (int i = 0; i < live->handler_count; i++)
		free(live->handlers[i].name);
	for (int i = 0; i < live->process_count; i++)
		free(live->processes[i].name);
	live->handler_count = live->process_count = 0;
	free(STEAL(live->handlers));
	free(STEAL(live->processes));
}

/* Whether a handler may still be asked by this event: [pre.|post.]PROCESS;handler=NAME. */
static int is_live(void *arg, int64_t id, const char *event)
{
	const struct live *live = arg;
	char name[EVENT_NAME_MAX + 1];
	enum phase phase = phase_of(&event);

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(event, ";"), event);
	return externals_has(engine_externals(live->engine), name, phase, id);
}

void live_read(struct live *live)
{
	struct error err = {0};

	if (live->model != engine_model(live->engine) || !live->reader) {
		reader_close(live->reader);
		live->reader = reader_open(live->store, &err);
		model_unref(live->model);
		live->model = model_ref(engine_model(live->engine));
	}
	live->fresh = externals_new();
	if (!live->reader || list_active(live, "externalHandler", take_handler, &err) < 0 ||
	    list_active(live, "externalHandlerProcess", take_process, &err) < 0 ||
	    list_active(live, "externalHandlerExternalHandlerProcessMap", take_map, &err) < 0) {
		log_error("external", "handlers could not be read, the last ones stay",
			  "error=\"%s\"", err.text);
		externals_unref(STEAL(live->fresh));
		forget(live);
		return;
	}
	live->warned = live->newest;
	externals_finish(live->fresh);
	api_set_externals(live->api, live->fresh);
	engine_set_externals(live->engine, STEAL(live->fresh));
	bus_sweep(live->bus, is_live, live);
	forget(live);
}

void live_changed(struct live *live, const struct type *type)
{
	if (live && strncmp(type->base->name, "externalHandler", 15) == 0)
		live_read(live);
}

struct live *live_new(struct engine *engine, struct store *store, struct bus *bus, struct api *api)
{
	struct live *live = calloc(1, sizeof(*live));

	if (!live)
		abort();
	live->engine = engine;
	live->store = store;
	live->bus = bus;
	live->api = api;
	return live;
}

void live_free(struct live *live)
{
	if (!live)
		return;
	reader_close(live->reader);
	model_unref(live->model);
	free(live);
}

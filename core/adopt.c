/* One look through every type that has a lifecycle, on a thread of its own; see adopt.h. */
#include "adopt.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "loop/pool.h"

enum { FOUND_MAX = 10000 };

struct found {
	const struct type *type; /* of the model */
	int64_t id;
};

struct adopt {
	struct loop *loop;
	struct engine *engine;
	struct store *store;
	struct timer *timer;
	struct pool *pool; /* while it looks */
	int stopping;
	/* Made on the loop, filled by the worker, taken back on the loop. */
	struct model *model;
	struct lifecycles *lifecycles;
	struct found *found;
	const struct type *type; /* that is being read */
	int count;
	struct error err;
};

static int add_row(void *arg, const struct row *row)
{
	struct adopt *adopt = arg;

	if (adopt->count == FOUND_MAX)
		return 1;
	adopt->found[adopt->count++] = (struct found){adopt->type, row->id};
	return 0;
}

static int look_for(struct adopt *adopt, struct reader *reader, const struct process *process)
{
	static const char *const columns[] = {"state", "allocationState"};
	const char *name = columns[process->column];
	const struct field *field = type_field(adopt->type, name, strlen(name));

	for (const struct state_pair *via = process->via; field && via->to; via++) {
		struct filter filter = {field, STORE_EQ, via->to};
		struct query query = {.type = adopt->type,
				      .filters = &filter,
				      .filter_count = 1,
				      .limit = FOUND_MAX - adopt->count};

		if (query.limit <= 0)
			return 0;
		if (reader_list(reader, &query, add_row, adopt, &adopt->err) < 0)
			return -1;
	}
	return 0;
}

static void work(void *arg)
{
	struct adopt *adopt = arg;
	struct reader *reader = reader_open(adopt->store, &adopt->err);
	int count = 0;
	const struct process *const *all = lifecycles_all(adopt->lifecycles, &count);

	for (int i = 0; reader && i < count; i++) {
		adopt->type = model_type(adopt->model, all[i]->type);
		if (adopt->type && adopt->type->has_table && look_for(adopt, reader, all[i]) < 0)
			break;
	}
	reader_close(reader);
}

static void taken(void *arg)
{
	struct adopt *adopt = arg;

	if (adopt->err.code)
		log_warn("adopt", "what a crash left on its way could not be looked for",
			 "error=\"%s\"", adopt->err.text);
	for (int i = 0; i < adopt->count && !adopt->stopping; i++)
		engine_adopt(adopt->engine, adopt->found[i].type, adopt->found[i].id);
	free(adopt->found);
	adopt->found = NULL;
	model_unref(adopt->model);
	lifecycles_unref(adopt->lifecycles);
	adopt->model = NULL;
	adopt->lifecycles = NULL;
}

static void begin(void *arg)
{
	struct adopt *adopt = arg;

	adopt->timer = NULL;
	adopt->model = model_ref(engine_model(adopt->engine));
	adopt->lifecycles = lifecycles_ref(engine_lifecycles(adopt->engine));
	adopt->found = malloc(FOUND_MAX * sizeof(*adopt->found));
	if (!adopt->found)
		abort();
	adopt->pool = pool_new(adopt->loop, "adopt", 1);
	pool_run(adopt->pool, NULL, work, taken, adopt);
}

struct adopt *adopt_new(struct loop *loop, struct engine *engine, struct store *store,
			int64_t after_ms)
{
	struct adopt *adopt = calloc(1, sizeof(*adopt));

	if (!adopt)
		abort();
	adopt->loop = loop;
	adopt->engine = engine;
	adopt->store = store;
	adopt->timer = loop_after(loop, after_ms, begin, adopt);
	return adopt;
}

void adopt_free(struct adopt *adopt)
{
	if (!adopt)
		return;
	adopt->stopping = 1;
	timer_cancel(adopt->timer);
	pool_free(adopt->pool);
	free(adopt);
}

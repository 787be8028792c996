/* What is counted at the end of a simulation (contract: sim_census.h). */
#include "sim_census.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/engine.h"

enum { LIST_MAX = 1000000 };

struct census {
	struct world *world;
	void (*fault)(void *arg, const char *text);
	void *arg;
	const char *what; /* type that is listed */
	int count;
};

static void fault(const struct census *census, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void fault(const struct census *census, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	census->fault(census->arg, text);
}

static const struct type *type_of(const struct census *census, const char *name)
{
	return model_type(engine_model(world_engine(census->world)), name);
}

static int count_instance(void *arg, const struct row *row)
{
	struct census *census = arg;

	census->count++;
	if (row->state && type_is_transitioning(type_of(census, "instance"), row->state))
		fault(census, "instance %lld is left in %s", (long long)row->id, row->state);
	return 0;
}

static int count_open(void *arg, const struct process_row *row)
{
	struct census *census = arg;
	struct process_status status;

	if (row->last_error || row->next_at ||
	    (engine_status(world_engine(census->world), row->id, &status) == 0 &&
	     (status.waiting_kind || status.last_error)))
		return 0;
	fault(census, "process %lld (%s of %s %lld) neither ended nor says why", (long long)row->id,
	      row->name, row->type, (long long)row->resource_id);
	return 0;
}

static int check_host(void *arg, const struct row *row)
{
	struct census *census = arg;
	int64_t total, left;

	if (json_int(json_get(row->doc, "computeTotal"), &total) < 0 ||
	    json_int(json_get(row->doc, "computeFree"), &left) < 0)
		return 0;
	if (left != total)
		fault(census, "host %lld has %lld of %lld free, and nothing is there",
		      (long long)row->id, (long long)left, (long long)total);
	return 0;
}

static int count_left(void *arg, const struct row *row)
{
	struct census *census = arg;

	if (!row->removed)
		fault(census, "%s %lld is left in %s", census->what, (long long)row->id,
		      row->state ? row->state : "-");
	return 0;
}

static void each_row(struct census *census, const char *type_name,
		     int (*each)(void *arg, const struct row *row))
{
	const struct type *type = type_of(census, type_name);
	struct query query = {.type = type, .limit = LIST_MAX};
	struct error err;

	census->what = type_name;
	if (type && reader_list(world_reader(census->world), &query, each, census, &err) < 0)
		fault(census, "%ss cannot be listed: %s", type_name, err.text);
}

struct item {
	char key[200];
};

struct items {
	struct item *all;
	int count, room;
};

static void add_part(struct span value, char *ret, size_t size)
{
	size_t len = strlen(ret);

	snprintf(ret + len, size - len, "%.*s|", (int)(value.len < 40 ? value.len : 40),
		 value.len ? value.at : "");
}

static int add_item(void *arg, const struct row *row)
{
	static const char *const parts[] = {"poolType", "poolId", "qualifier", "item"};
	struct items *items = arg;

	if (items->count == items->room) {
		items->room = items->room ? 2 * items->room : 256;
		items->all = realloc(items->all, (size_t)items->room * sizeof(*items->all));
		if (!items->all)
			abort();
	}
	items->all[items->count].key[0] = '\0';
	for (int i = 0; i < 4; i++)
		add_part(json_get(row->doc, parts[i]), items->all[items->count].key,
			 sizeof(items->all[0].key));
	items->count++;
	return 0;
}

static int compare_items(const void *a, const void *b)
{
	return strcmp(((const struct item *)a)->key, ((const struct item *)b)->key);
}

/* Addresses, ports, MACs: what was taken from a pool was taken once. */
static void check_pools(const struct census *census)
{
	const struct type *type = type_of(census, "resourcePool");
	struct query query = {.type = type, .limit = LIST_MAX};
	struct items items = {0};
	struct error err;

	if (!type)
		return;
	if (reader_list(world_reader(census->world), &query, add_item, &items, &err) < 0)
		fault(census, "pools cannot be listed: %s", err.text);
	if (items.count)
		qsort(items.all, (size_t)items.count, sizeof(*items.all), compare_items);
	for (int i = 1; i < items.count; i++)
		if (compare_items(&items.all[i - 1], &items.all[i]) == 0)
			fault(census, "given twice: %s", items.all[i].key);
	free(items.all);
}

void census_take(struct world *world, int instances, void (*fn)(void *arg, const char *text),
		 void *arg)
{
	struct census census = {.world = world, .fault = fn, .arg = arg};
	struct error err;

	each_row(&census, "instance", count_instance);
	if (census.count != instances)
		fault(&census, "%d instances were made of %d", census.count, instances);
	each_row(&census, "host", check_host);
	each_row(&census, "instanceHostMap", count_left);
	each_row(&census, "volumeStoragePoolMap", count_left);
	check_pools(&census);
	if (reader_pending(world_reader(world), NULL, 0, 0, LIST_MAX, count_open, &census, &err) <
	    0)
		fault(&census, "processes cannot be listed: %s", err.text);
}

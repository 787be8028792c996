/* Answers and memory of a simulated host. */
#include "sim/sim.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"

enum { UUID_MAX = 255, MEMORY_FIRST = 64 };

/* Open addressing, kept below 3/4 full. */
struct sim {
	char uuid[UUID_MAX + 1];
	struct sim_options options;
	struct sim_hooks hooks;
	void (*moved)(void *arg, const char *instance_uuid, int runs);
	void *moved_arg;
	char **slots;
	size_t capacity, count;
};

/* --- Memory ----------------------------------------------------------------------------- */

static uint64_t hash_of(const char *text)
{
	uint64_t hash = 14695981039346656037u;

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 1099511628211u;
	return hash;
}

static size_t slot_of(const struct sim *sim, const char *uuid)
{
	size_t at = hash_of(uuid) & (sim->capacity - 1);

	while (sim->slots[at] && strcmp(sim->slots[at], uuid) != 0)
		at = (at + 1) & (sim->capacity - 1);
	return at;
}

static void grow(struct sim *sim)
{
	char **old = sim->slots;
	size_t count = sim->capacity;

	sim->capacity = count ? count * 2 : MEMORY_FIRST;
	sim->slots = calloc(sim->capacity, sizeof(*sim->slots));
	if (!sim->slots)
		abort();
	for (size_t i = 0; i < count; i++)
		if (old[i])
			sim->slots[slot_of(sim, old[i])] = old[i];
	free(old);
}

void sim_remember(struct sim *sim, const char *uuid)
{
	size_t at;

	if (sim->count * 4 >= sim->capacity * 3)
		grow(sim);
	at = slot_of(sim, uuid);
	if (sim->slots[at])
		return;
	sim->slots[at] = strdup(uuid);
	if (!sim->slots[at])
		abort();
	sim->count++;
	if (sim->moved)
		sim->moved(sim->moved_arg, uuid, 1);
}

void sim_drop(struct sim *sim, const char *uuid)
{
	size_t at, mask = sim->capacity - 1;

	if (!sim->count || !sim->slots[at = slot_of(sim, uuid)])
		return;
	free(sim->slots[at]);
	sim->slots[at] = NULL;
	sim->count--;
	/* What was pushed on by the one that went comes back. */
	for (size_t next = (at + 1) & mask; sim->slots[next]; next = (next + 1) & mask) {
		char *moved = sim->slots[next];

		sim->slots[next] = NULL;
		sim->slots[slot_of(sim, moved)] = moved;
	}
	if (sim->moved)
		sim->moved(sim->moved_arg, uuid, 0);
}

int sim_runs(const struct sim *sim, const char *uuid)
{
	return sim->count && sim->slots[slot_of(sim, uuid)] != NULL;
}

int64_t sim_count(const struct sim *sim)
{
	return (int64_t)sim->count;
}

void sim_each(const struct sim *sim, void (*each)(void *arg, const char *uuid), void *arg)
{
	for (size_t i = 0; i < sim->capacity; i++)
		if (sim->slots[i])
			each(arg, sim->slots[i]);
}

void sim_forget(struct sim *sim)
{
	for (size_t i = 0; i < sim->capacity; i++) {
		char *uuid = sim->slots[i];

		sim->slots[i] = NULL;
		if (uuid && sim->moved)
			sim->moved(sim->moved_arg, uuid, 0);
		free(uuid);
	}
	sim->count = 0;
}

/* --- Answers ---------------------------------------------------------------------------- */

static void add_text(struct buf *ret, const char *key, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void add_text(struct buf *ret, const char *key, const char *format, ...)
{
	char text[UUID_MAX + 64];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	buf_json_key(ret, key);
	buf_json_string(ret, text);
}

static void item_start(struct buf *ret, const char *type)
{
	buf_json_comma(ret);
	buf_addc(ret, '{');
	add_text(ret, "type", "%s", type);
	add_text(ret, "kind", "sim");
}

/* The order is wrong on purpose: who reads it must cope with a reference to what comes later. */
static void add_resources(const struct sim *sim, struct buf *ret)
{
	buf_json_key(ret, "resources");
	buf_addc(ret, '[');
	for (int i = 0; i < sim->options.hosts; i++) {
		for (int j = 0; j < sim->options.pools; j++) {
			item_start(ret, "storagePool");
			add_text(ret, "uuid", "%s-%d-%d", sim->uuid, i, j);
			add_text(ret, "hostUuid", "%s-%d", sim->uuid, i);
			buf_addc(ret, '}');
		}
		item_start(ret, "host");
		add_text(ret, "uuid", "%s-%d", sim->uuid, i);
		add_text(ret, "name", "sim %.8s/%d", sim->uuid, i);
		if (sim->options.physical_host)
			add_text(ret, "physicalHostUuid", "%s-physical-host", sim->uuid);
		buf_addc(ret, '}');
	}
	if (sim->options.physical_host) {
		item_start(ret, "physicalHost");
		add_text(ret, "uuid", "%s-physical-host", sim->uuid);
		buf_addc(ret, '}');
	}
	buf_addc(ret, ']');
}

static void add_running(void *arg, const char *uuid)
{
	struct buf *ret = arg;

	buf_json_comma(ret);
	buf_adds(ret, "{\"type\":\"instance\",\"uuid\":");
	buf_json_string(ret, uuid);
	buf_adds(ret, ",\"state\":\"running\"}");
}

/* The members of an object that are not called `but`. */
static void add_members(struct buf *ret, struct span object, const char *but, const char *but_too)
{
	struct json_iter iter;
	struct span key, value;

	json_iter_start(&iter, object);
	while (json_iter_next(&iter, &key, &value)) {
		if (span_is(key, but) || span_is(key, but_too))
			continue;
		buf_json_comma(ret);
		buf_addc(ret, '"');
		buf_add(ret, key.at, key.len);
		buf_adds(ret, "\":");
		buf_add(ret, value.at, value.len);
	}
}

static int answer_ping(const struct sim *sim, struct span data, struct buf *ret)
{
	struct span options = json_get(data, "options");

	buf_addc(ret, '{');
	add_members(ret, data, "resources", "instances");
	if (json_is_true(json_get(options, "resources")) && !sim->options.is_delegate)
		add_resources(sim, ret);
	if (json_is_true(json_get(options, "instances"))) {
		buf_json_key(ret, "instances");
		buf_addc(ret, '[');
		sim_each(sim, add_running, ret);
		buf_addc(ret, ']');
	}
	buf_addc(ret, '}');
	return 0;
}

static int instance_uuid(struct span data, struct buf *ret)
{
	return json_string(json_path(data, "instanceHostMap.instance.uuid"), ret) == 0 && ret->len
		       ? 0
		       : -1;
}

static int answer_move(struct sim *sim, struct span text, struct span data, int starts,
		       struct buf *ret, struct error *err)
{
	AUTO(buf_done) struct buf uuid = {0};

	if (instance_uuid(data, &uuid) < 0)
		return error_field(err, ERROR_INVALID, "MissingRequired",
				   "instanceHostMap.instance.uuid",
				   "the event does not say which instance");
	if (starts && !memmem(text.at, text.len, "simForgetImmediately", 20))
		sim_remember(sim, uuid.data);
	else
		sim_drop(sim, uuid.data);
	buf_adds(ret, "{}");
	return 0;
}

static int answer_inspect(const struct sim *sim, struct span data, struct buf *ret)
{
	AUTO(buf_done) struct buf uuid = {0};
	int runs = json_string(json_get(data, "uuid"), &uuid) == 0 && uuid.len &&
		   sim_runs(sim, uuid.data);

	buf_addf(ret, "{\"state\":\"%s\"}", runs ? "running" : "absent");
	return 0;
}

static int answer_delegate(struct sim *sim, struct span data, struct buf *ret, struct error *err)
{
	struct span inner = json_get(data, "event");
	int64_t agent_id;

	if (json_int(json_path(data, "instanceData.agentId"), &agent_id) < 0)
		return error_field(err, ERROR_INVALID, "MissingRequired", "instanceData.agentId",
				   "the event does not say which agent it is for");
	if (!json_is_object(inner))
		return error_field(err, ERROR_INVALID, "MissingRequired", "event",
				   "there is no event to be delegated");
	if (!sim->hooks.delegate)
		return error_set(err, ERROR_UNSUPPORTED, "this agent knows no other agents");
	return sim->hooks.delegate(sim->hooks.arg, agent_id, inner, ret, err);
}

/* Whether the event asks for its own failure: "NAME::fail" anywhere in its text. */
static int is_marked(const char *name, struct span text)
{
	char mark[160];

	snprintf(mark, sizeof(mark), "%s::fail", name);
	return memmem(text.at, text.len, mark, strlen(mark)) != NULL;
}

int sim_answer(struct sim *sim, const char *name, struct span text, struct buf *ret,
	       struct error *err)
{
	struct span data = json_get(text, "data");

	if (is_marked(name, text))
		return error_set(err, ERROR_INTERNAL, "Failing [%s]", name);
	if (strncmp(name, "delegate.request", 16) == 0)
		return answer_delegate(sim, data, ret, err);
	if (strcmp(name, "ping") == 0)
		return answer_ping(sim, data, ret);
	if (strcmp(name, "console.access") == 0) {
		buf_adds(ret, "{\"kind\":\"fake\",\"url\":\"http://localhost/console\"}");
		return 0;
	}
	if (strcmp(name, "compute.instance.activate") == 0)
		return answer_move(sim, text, data, 1, ret, err);
	if (strcmp(name, "compute.instance.deactivate") == 0)
		return answer_move(sim, text, data, 0, ret, err);
	if (strcmp(name, "compute.instance.inspect") == 0)
		return answer_inspect(sim, data, ret);
	/* Images, volumes, configuration and all else: done, nothing to say. */
	buf_adds(ret, "{}");
	return 0;
}

/* --- Made and freed --------------------------------------------------------------------- */

static void read_number(struct span value, int *ret)
{
	int64_t number;

	if (json_int(value, &number) == 0 && number >= 0)
		*ret = number > SIM_OPTIONS_MAX ? SIM_OPTIONS_MAX : (int)number;
}

void sim_options_read(struct sim_options *ret, struct span object)
{
	struct span physical = json_get(object, "addPhysicalHost");

	*ret = (struct sim_options){.hosts = 1, .pools = 1, .physical_host = 1};
	read_number(json_get(object, "hosts"), &ret->hosts);
	read_number(json_get(object, "storagePoolsPerHost"), &ret->pools);
	if (!json_is_null(physical))
		ret->physical_host = json_is_true(physical) || span_is(physical, "\"true\"");
}

void sim_set_options(struct sim *sim, const struct sim_options *options)
{
	sim->options = *options;
}

void sim_on_moved(struct sim *sim, void (*moved)(void *arg, const char *instance_uuid, int runs),
		  void *arg)
{
	sim->moved = moved;
	sim->moved_arg = arg;
}

struct sim *sim_new(const char *uuid, const struct sim_options *options,
		    const struct sim_hooks *hooks)
{
	struct sim *sim = calloc(1, sizeof(*sim));

	if (!sim)
		abort();
	snprintf(sim->uuid, sizeof(sim->uuid), "%s", uuid);
	sim->options = *options;
	if (hooks)
		sim->hooks = *hooks;
	return sim;
}

void sim_free(struct sim *sim)
{
	if (!sim)
		return;
	sim->moved = NULL;
	sim_forget(sim);
	free(sim->slots);
	free(sim);
}

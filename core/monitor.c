/* See monitor.h. */
#include "monitor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/prom.h"
#include "loop/pool.h"

enum {
	BEAT_MS = 500,
	PROBE_MS = 3000, /* for the store to write a word */
	FRESH_MS = 1000, /* how long an answer of the store holds */
	COUNT_EVERY_MS = 10000, /* states; and a hundred times as long as counting them took */
	DISK_LEFT = 16 << 20, /* bytes */
	STATES_MAX = 64,
};

/* Whoever asks how the store is. */
struct asker {
	struct asker *next;
	void (*done)(void *arg, int healthy, struct span report);
	void *arg;
};

/* Of one type: how many rows there are in each state. */
struct states {
	const char *type;
	char names[STATES_MAX][32];
	int64_t counts[STATES_MAX];
	int count;
};

struct monitor {
	struct monitor_options options;
	struct timer *beat, *probe;
	int64_t beat_due;
	double lag, lag_worst; /* seconds: the last, and the longest since the last look */
	struct reader *reader;

	struct asker *askers;
	int flying; /* a word is being written */
	int writable;
	int64_t probed_at; /* monotonic ms; 0: never */
	char why[128]; /* not */

	struct pool *pool;
	struct model *model; /* while a count is under way */
	int counting;
	int64_t count_after; /* monotonic ms */
	int64_t count_took; /* ms */
	struct states states[2], fresh[2]; /* instances and hosts; fresh: the worker's */
	int stopping;
};

/* --- The loop --------------------------------------------------------------------------- */

static void on_beat(void *arg)
{
	struct monitor *monitor = arg;
	int64_t now = clock_mono();

	monitor->lag = now > monitor->beat_due ? (double)(now - monitor->beat_due) / 1e3 : 0;
	if (monitor->lag > monitor->lag_worst)
		monitor->lag_worst = monitor->lag;
	monitor->beat_due = now + BEAT_MS;
	api_beat(monitor->options.api);
	monitor->beat = loop_after(monitor->options.loop, BEAT_MS, on_beat, monitor);
}

/* --- Health ----------------------------------------------------------------------------- */

static void add_part(struct buf *ret, const char *name, int healthy, const char *message)
{
	buf_json_key(ret, name);
	buf_addf(ret, "{\"healthy\":%s", healthy ? "true" : "false");
	if (!healthy && message) {
		buf_adds(ret, ",\"message\":");
		buf_json_string(ret, message);
	}
	buf_addc(ret, '}');
}

static int disk_is_well(const struct monitor *monitor)
{
	struct statvfs disk;

	return statvfs(monitor->options.data, &disk) < 0 ||
	       disk.f_bavail * (uint64_t)disk.f_frsize > DISK_LEFT;
}

/* How many drop-ins are not in force. */
static int64_t scripts_refused(struct monitor *monitor)
{
	const struct type *type = model_type(engine_model(monitor->options.engine), "script");
	struct filter filter = {.op = STORE_EQ, .value = "refused"};
	struct query query = {.type = type, .filters = &filter, .filter_count = 1};
	int64_t count = 0;

	if (!monitor->reader)
		monitor->reader = reader_open(monitor->options.store, NULL);
	if (!type || !monitor->reader || !(filter.field = type_field(type, "state", 5)) ||
	    reader_count(monitor->reader, &query, &count, NULL) < 0)
		return 0;
	return count;
}

/* Agents that are away and drop-ins that are refused are told, but the server serves without. */
static int report(struct monitor *monitor, struct buf *ret)
{
	int disk = disk_is_well(monitor), known, up;
	int64_t refused = scripts_refused(monitor);
	char text[96];

	agents_count(monitor->options.agents, &known, &up);
	buf_addc(ret, '{');
	add_part(ret, "store", monitor->writable, monitor->why);
	add_part(ret, "loop", 1, NULL);
	add_part(ret, "disk", disk, "the disk of the data directory is full");
	snprintf(text, sizeof(text), "none of %d is connected", known);
	add_part(ret, "agents", known == 0 || up > 0, text);
	snprintf(text, sizeof(text), "%lld files are not in force", (long long)refused);
	add_part(ret, "scripts", refused == 0, text);
	buf_addc(ret, '}');
	return monitor->writable && disk;
}

static void answer_all(struct monitor *monitor)
{
	AUTO(buf_done) struct buf text = {0};
	int healthy = report(monitor, &text);

	while (monitor->askers) {
		struct asker *asker = monitor->askers;

		monitor->askers = asker->next;
		asker->done(asker->arg, healthy, (struct span){text.data, text.len});
		free(asker);
	}
}

static void written(void *arg, struct txn *txn)
{
	struct monitor *monitor = arg;
	struct error err = {0};

	monitor->flying = 0;
	if (monitor->stopping) {
		free(monitor);
		return;
	}
	timer_cancel(monitor->probe);
	monitor->probe = NULL;
	monitor->writable = txn_result(txn, &err) == 0;
	monitor->probed_at = clock_mono();
	snprintf(monitor->why, sizeof(monitor->why), "%s", err.text);
	answer_all(monitor);
}

static void too_late(void *arg)
{
	struct monitor *monitor = arg;

	monitor->probe = NULL;
	monitor->writable = 0;
	snprintf(monitor->why, sizeof(monitor->why), "nothing was written for %d s",
		 PROBE_MS / 1000);
	answer_all(monitor);
}

/* The only way to know that something can be written is to write something. */
static void health(void *arg, void (*done)(void *done_arg, int healthy, struct span report),
		   void *done_arg)
{
	struct monitor *monitor = arg;
	struct asker *asker = calloc(1, sizeof(*asker));
	struct txn *txn;
	char now[24];

	if (!asker)
		abort();
	*asker = (struct asker){monitor->askers, done, done_arg};
	monitor->askers = asker;
	if (monitor->probed_at && clock_mono() - monitor->probed_at < FRESH_MS) {
		answer_all(monitor);
		return;
	}
	if (!monitor->probe)
		monitor->probe = loop_after(monitor->options.loop, PROBE_MS, too_late, monitor);
	if (monitor->flying)
		return;
	monitor->flying = 1;
	snprintf(now, sizeof(now), "%lld", (long long)clock_now());
	txn = txn_new();
	txn_meta(txn, "healthy", now);
	store_submit(monitor->options.store, txn, written, monitor);
}

/* --- States ----------------------------------------------------------------------------- */

static void add_state(void *arg, const char *state, int64_t count)
{
	struct states *states = arg;

	if (states->count == STATES_MAX)
		return;
	snprintf(states->names[states->count], sizeof(states->names[0]), "%s", state ? state : "");
	states->counts[states->count++] = count;
}

/* Worker. A reader belongs to one thread, so it is its own. */
static void count_states(void *arg)
{
	struct monitor *monitor = arg;
	int64_t began = clock_mono();
	struct reader *reader = reader_open(monitor->options.store, NULL);

	for (int i = 0; reader && i < 2; i++) {
		struct states *states = &monitor->fresh[i];
		const struct type *type = model_type(monitor->model, states->type);

		states->count = 0;
		if (type)
			reader_states(reader, type, add_state, states, NULL);
	}
	reader_close(reader);
	monitor->count_took = clock_mono() - began;
}

static void counted(void *arg)
{
	struct monitor *monitor = arg;
	int64_t pause = monitor->count_took * 100;

	memcpy(monitor->states, monitor->fresh, sizeof(monitor->states));
	model_unref(monitor->model);
	monitor->model = NULL;
	monitor->counting = 0;
	monitor->count_after = clock_mono() + (pause > COUNT_EVERY_MS ? pause : COUNT_EVERY_MS);
}

static void add_states(struct monitor *monitor, struct buf *ret)
{
	const char *name = "stampede_resources";

	if (!monitor->counting && clock_mono() >= monitor->count_after) {
		monitor->counting = 1;
		monitor->model = model_ref(engine_model(monitor->options.engine));
		pool_run(monitor->pool, NULL, count_states, counted, monitor);
	}
	prom_head(ret, name, "gauge", "Instances and hosts by state; counted now and then.");
	for (int i = 0; i < 2; i++)
		for (int s = 0; s < monitor->states[i].count; s++)
			PROM(ret, name, (double)monitor->states[i].counts[s], "type",
			     monitor->states[i].type, "state", monitor->states[i].names[s]);
}

/* --- Metrics ---------------------------------------------------------------------------- */

static void add_pending(void *arg, const struct engine_census *census)
{
	PROM(arg, "stampede_processes_pending", (double)census->pending, "process", census->name);
}

static void add_accepted(void *arg, const struct engine_census *census)
{
	PROM(arg, "stampede_processes_total", (double)census->accepted, "process", census->name);
}

static void add_engine(const struct monitor *monitor, struct buf *ret)
{
	const struct engine *engine = monitor->options.engine;
	const char *by = "stampede_processes", *ends = "stampede_process_ends_total";
	struct engine_stats stats;

	engine_stats(engine, &stats);
	prom_head(ret, by, "gauge",
		  "Pending process instances: at work, waiting for somebody outside, or queued.");
	PROM(ret, by, (double)(stats.running > stats.away ? stats.running - stats.away : 0),
	     "state", "running");
	PROM(ret, by, (double)stats.away, "state", "waiting");
	PROM(ret, by, (double)stats.waiting, "state", "queued");
	prom_head(ret, "stampede_processes_pending", "gauge",
		  "Pending process instances, by definition.");
	engine_census(engine, add_pending, ret);
	prom_head(ret, "stampede_processes_total", "counter",
		  "Process instances that were accepted or resumed, by definition.");
	engine_census(engine, add_accepted, ret);
	prom_head(ret, ends, "counter", "Transitions that came to an end.");
	PROM(ret, ends, (double)stats.done, "result", "done");
	PROM(ret, ends, (double)stats.failed, "result", "failed");
	prom_head(ret, "stampede_process_retries_total", "counter", "Attempts that were repeated.");
	prom_int(ret, "stampede_process_retries_total", stats.retried);
}

static void add_runs(void *arg, const char *file, const struct script_counts *counts)
{
	if (counts->runs)
		PROM(arg, "stampede_handler_runs_total", (double)counts->runs, "file", file);
}

static void add_failures(void *arg, const char *file, const struct script_counts *counts)
{
	if (counts->runs)
		PROM(arg, "stampede_handler_failures_total", (double)counts->failures, "file",
		     file);
}

static void add_time(void *arg, const char *file, const struct script_counts *counts)
{
	if (counts->runs)
		PROM(arg, "stampede_handler_seconds_total", (double)counts->ns / 1e9, "file", file);
}

static void add_handlers(const struct monitor *monitor, struct buf *ret)
{
	struct script *script = monitor->options.script;
	double slice, collection;
	uint64_t parked;
	int used;

	prom_head(ret, "stampede_handler_runs_total", "counter", "Runs of handlers, by file.");
	script_counts_each(script, add_runs, ret);
	prom_head(ret, "stampede_handler_failures_total", "counter", "Those that failed.");
	script_counts_each(script, add_failures, ret);
	prom_head(ret, "stampede_handler_seconds_total", "counter", "How long they took.");
	script_counts_each(script, add_time, ret);
	prom_head(ret, "stampede_lua_bytes", "gauge", "Memory that Lua holds.");
	prom_int(ret, "stampede_lua_bytes", (int64_t)script_memory(script));
	script_coroutines(script, &used, &parked);
	prom_head(ret, "stampede_lua_coroutines", "gauge", "Handlers that Lua has in hand.");
	prom_int(ret, "stampede_lua_coroutines", used);
	prom_head(ret, "stampede_handlers_parked_total", "counter",
		  "Times that a handler which waits gave its coroutine back.");
	prom_int(ret, "stampede_handlers_parked_total", (int64_t)parked);
	script_longest(script, &slice, &collection);
	prom_head(ret, "stampede_lua_longest_seconds", "gauge",
		  "The most processor time at once that Lua took of the loop since the last look: "
		  "for a slice of a handler, with what of a garbage collection fell into it; for a "
		  "step of one at rest.");
	PROM(ret, "stampede_lua_longest_seconds", slice, "what", "slice");
	PROM(ret, "stampede_lua_longest_seconds", collection, "what", "collection");
}

static void add_store(const struct monitor *monitor, struct buf *ret)
{
	AUTO(buf_done) struct buf path = {0};
	struct store_counts counts;
	struct stat log = {0};

	store_counts(monitor->options.store, &counts);
	prom_head(ret, "stampede_store_commit_seconds", "histogram",
		  "Commits, each of a group of transactions, by the time they took.");
	prom_histogram(ret, "stampede_store_commit_seconds", store_bounds, STORE_BOUNDS,
		       counts.times, (double)counts.ns / 1e9, NULL);
	prom_head(ret, "stampede_store_commit_failures_total", "counter",
		  "Commits for which the database could not be written.");
	prom_int(ret, "stampede_store_commit_failures_total", (int64_t)counts.failed);
	prom_head(ret, "stampede_store_transactions_total", "counter",
		  "Transactions; divided by the commits, how large groups are.");
	prom_int(ret, "stampede_store_transactions_total", (int64_t)counts.transactions);
	prom_head(ret, "stampede_store_queue", "gauge", "Transactions that wait for a commit.");
	prom_int(ret, "stampede_store_queue", counts.queued);
	buf_addf(&path, "%s/stampede.db-wal", monitor->options.data);
	stat(path.data, &log);
	prom_head(ret, "stampede_store_log_bytes", "gauge", "Size of the write-ahead log's file.");
	prom_int(ret, "stampede_store_log_bytes", log.st_size);
}

static void metrics(void *arg, struct buf *ret)
{
	struct monitor *monitor = arg;
	int known, up;

	add_engine(monitor, ret);
	add_handlers(monitor, ret);
	add_store(monitor, ret);
	add_states(monitor, ret);
	agents_count(monitor->options.agents, &known, &up);
	prom_head(ret, "stampede_agents_connected", "gauge", "Agents that are connected.");
	prom_int(ret, "stampede_agents_connected", up);
	prom_head(ret, "stampede_loop_lag_seconds", "gauge",
		  "How late the loop was: last, and the longest since it was asked before.");
	PROM(ret, "stampede_loop_lag_seconds", monitor->lag, "which", "last");
	PROM(ret, "stampede_loop_lag_seconds", monitor->lag_worst, "which", "longest");
	monitor->lag_worst = 0;
	prom_head(ret, "process_resident_memory_bytes", "gauge", "Memory of the process.");
	prom_int(ret, "process_resident_memory_bytes", memory_resident());
	prom_head(ret, "stampede_info", "gauge", "What runs.");
	PROM(ret, "stampede_info", 1, "version", STAMPEDE_VERSION);
}

/* --- Coming and going ------------------------------------------------------------------- */

struct monitor *monitor_new(const struct monitor_options *options)
{
	struct monitor *monitor = calloc(1, sizeof(*monitor));
	struct api_monitor tell = {metrics, health, monitor};

	if (!monitor)
		abort();
	monitor->options = *options;
	monitor->states[0].type = monitor->fresh[0].type = "instance";
	monitor->states[1].type = monitor->fresh[1].type = "host";
	monitor->pool = pool_new(options->loop, "monitor", 1);
	monitor->beat_due = clock_mono();
	on_beat(monitor);
	api_set_monitor(options->api, &tell);
	return monitor;
}

void monitor_free(struct monitor *monitor)
{
	if (!monitor)
		return;
	api_set_monitor(monitor->options.api, &(struct api_monitor){0});
	timer_cancel(monitor->beat);
	timer_cancel(monitor->probe);
	pool_free(monitor->pool);
	model_unref(monitor->model);
	reader_close(monitor->reader);
	while (monitor->askers) {
		struct asker *asker = monitor->askers;

		monitor->askers = asker->next;
		free(asker);
	}
	monitor->stopping = 1;
	if (!monitor->flying)
		free(monitor); /* else its transaction does, before the store is closed */
}

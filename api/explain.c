/*
 * Explanations. What the definitions say is written on the HTTP thread: the states, the
 * handlers in order with file and line, limits, what comes after. The loop adds who holds the
 * resource now, where an instance would go, and a dry run: all handlers, nested processes
 * included, in a world that only pretends (script/prove.h), with the effects each would have.
 */
#include "api/explain.h"

#include <stdio.h>
#include <string.h>

#include "api/access.h"
#include "api/defer.h"
#include "api/errors.h"
#include "api/ids.h"
#include "base/auto.h"
#include "script/prove.h"
#include "store/doc.h"

#define DRY_RUN_SECONDS 5

struct explain {
	struct deferred deferred;
	const struct type *type; /* as it shows */
	const struct process *process; /* of the call's snapshot */
	int64_t id, process_id; /* process_id: of the instance that is explained, or 0 */
	int64_t holder, accepted; /* process ids */
	char state[128], actor[128];
	struct buf data; /* process data */
	struct buf report, placement; /* JSON, or empty */
	struct error error; /* why there was no dry run */
};

/* --- Loop thread ------------------------------------------------------------------------ */

static void placed(void *arg, int rc, struct span data, const struct error *err)
{
	struct explain *explain = arg;
	struct span placement = json_get(data, "placement");

	(void)err;
	if (rc == 0 && json_is_object(placement))
		buf_add(&explain->placement, placement.at, placement.len);
	defer_finish(&explain->deferred);
}

static int is_placed(const struct process *process)
{
	return strcmp(process->type, "instance") == 0 &&
	       (strcmp(process->verb, "start") == 0 || strcmp(process->verb, "allocate") == 0 ||
		strcmp(process->verb, "create") == 0);
}

static void tried(void *arg, int rc, struct span report, const struct error *err)
{
	struct explain *explain = arg;
	char message[40];

	if (rc == 0)
		buf_add(&explain->report, report.at, report.len);
	else
		explain->error = *err;
	if (!is_placed(explain->process)) {
		defer_finish(&explain->deferred);
		return;
	}
	snprintf(message, sizeof(message), "{\"id\":%lld}", (long long)explain->id);
	script_call(explain->deferred.call.api->script, "explain", "placement", span_of(message),
		    placed, explain);
}

static void explain_run(struct deferred *deferred)
{
	struct explain *explain = (struct explain *)deferred;
	struct api *api = deferred->call.api;
	struct lifecycles *set = engine_lifecycles(api->engine);
	struct prove_options options = {
		.process = set ? lifecycles_find_name(set, explain->process->name) : NULL,
		.type = explain->type->name,
		.id = explain->id,
		.data = {explain->data.data, explain->data.len},
		.look = 1,
		.seconds = DRY_RUN_SECONDS,
	};

	engine_holder(api->engine, explain->type, explain->id, &explain->holder,
		      &explain->accepted);
	if (!api->script || !options.process) {
		error_set(&explain->error, ERROR_UNSUPPORTED, "there is no dry run here");
		defer_finish(deferred);
		return;
	}
	script_prove(api->script, &options, tried, explain);
}

/* --- HTTP thread: writing it ------------------------------------------------------------ */

static void add_text(struct buf *ret, const char *key, const char *text)
{
	buf_json_key(ret, key);
	buf_json_string(ret, text);
}

static void add_process_id(const struct render *render, struct buf *ret, const char *key,
			   int64_t id)
{
	const struct type *type = model_type(render->snapshot->model, "processInstance");

	buf_json_key(ret, key);
	if (id && type)
		ids_json(ret, render_prefix(render, type), id);
	else
		buf_adds(ret, "null");
}

/* The definition that would run from this state, and why none would. */
static const struct process *choose(const struct process *process, const char *state,
				    const char **ret_why)
{
	*ret_why = NULL;
	for (const struct process *p = process; p; p = p->fallback) {
		if (process_starts_from(p, state))
			return p;
		if (process_is_done(p, state)) {
			*ret_why = "it is so already";
			return p;
		}
		if (process_is_via(p, state)) {
			*ret_why = "it is under way";
			return p;
		}
	}
	*ret_why = "it cannot begin in this state";
	return process;
}

/* `_skip` of the process data names it. */
static int is_skipped(const struct explain *explain, const struct process *process,
		      const struct handler *handler)
{
	struct span skips = json_get((struct span){explain->data.data, explain->data.len}, "_skip");
	AUTO(buf_done) struct buf key = {0}, text = {0};
	struct json_iter iter;
	struct span item;

	buf_addf(&key, "%s:%lld %s %s", process->type, (long long)explain->id, process->name,
		 handler->name);
	json_iter_start(&iter, skips);
	while (skips.at && json_iter_next(&iter, NULL, &item)) {
		buf_clear(&text);
		if (json_string(item, &text) == 0 && text.len && strcmp(text.data, key.data) == 0)
			return 1;
	}
	return 0;
}

static void add_handlers(const struct explain *explain, const struct process *process,
			 const struct externals *externals, struct buf *ret)
{
	static const char *const phases[PHASE_MAX] = {"pre", "handle", "post"};
	const struct handler *handler;

	for (int phase = 0; phase < PHASE_MAX; phase++)
		for (int at = 0; (handler = handler_at(process, externals, (enum phase)phase, at));
		     at++) {
			buf_json_comma(ret);
			buf_addc(ret, '{');
			add_text(ret, "process", process->name);
			add_text(ret, "phase", phases[phase]);
			add_text(ret, "name", handler->name);
			add_text(ret, "file", handler->file);
			buf_addf(ret,
				 ",\"line\":%d,\"timeoutSeconds\":%d,\"external\":%s,"
				 "\"skipped\":%s}",
				 handler->line,
				 handler->external ? handler->external->timeout_ms / 1000
						   : handler->timeout,
				 handler->external ? "true" : "false",
				 is_skipped(explain, process, handler) ? "true" : "false");
		}
}

static const char *base_verb(const struct process *process)
{
	return process ? process->name : NULL;
}

static void add_states(const struct process *process, const char *state, const char *why,
		       struct buf *ret)
{
	const char *via = process_is_via(process, state) ? state : process_via(process, state);

	add_text(ret, "state", state);
	buf_addf(ret, ",\"allowed\":%s", why ? "false" : "true");
	add_text(ret, "why", why);
	add_text(ret, "field", process->column ? "allocationState" : "state");
	add_text(ret, "transitioningState", via);
	add_text(ret, "doneState", via ? process_done(process, via) : NULL);
}

static void add_limits(struct call *call, const struct process *process, struct buf *ret)
{
	struct reader *reader = call->thread->inner;
	const struct model *model = call->snapshot->model;
	char name[160];
	int64_t retries, deadline;

	snprintf(name, sizeof(name), "process.%s.retries", process->name);
	retries = reader_setting_number(reader, model, name, process->retries);
	snprintf(name, sizeof(name), "process.%s.deadline.seconds", process->name);
	deadline = reader_setting_number(reader, model, name, process->deadline / 1000);
	buf_addf(ret, ",\"retries\":%lld,\"deadlineSeconds\":%lld,\"priority\":%d",
		 (long long)retries, (long long)deadline, process->priority);
}

/* Its host by the id of the wire. */
static void add_placement(const struct render *render, const struct explain *explain,
			  struct buf *ret)
{
	struct span placement = {explain->placement.data, explain->placement.len};
	const struct type *host = model_type(render->snapshot->model, "host");
	AUTO(buf_done) struct buf patch = {0};
	int64_t id;

	if (host && json_int(json_get(placement, "hostId"), &id) == 0) {
		buf_adds(&patch, "{\"hostId\":");
		ids_json(&patch, render_prefix(render, host), id);
		buf_addc(&patch, '}');
	}
	doc_merge(placement, (struct span){patch.data, patch.len}, ret);
}

static void add_report(const struct render *render, const struct explain *explain, struct buf *ret)
{
	struct span report = {explain->report.data, explain->report.len};
	struct span effects = json_get(report, "effects"), error = json_get(report, "error");
	struct span log = json_get(report, "log");

	buf_adds(ret, ",\"effects\":");
	if (effects.at)
		buf_add(ret, effects.at, effects.len);
	else
		buf_adds(ret, "null");
	buf_adds(ret, ",\"error\":");
	if (error.at && !json_is_null(error)) {
		buf_add(ret, error.at, error.len);
	} else if (explain->error.code) {
		buf_addf(ret, "{\"code\":\"%s\",\"message\":", error_name(explain->error.code));
		buf_json_string(ret, explain->error.text);
		buf_addc(ret, '}');
	} else {
		buf_adds(ret, "null");
	}
	buf_adds(ret, ",\"log\":");
	if (log.at)
		buf_add(ret, log.at, log.len);
	else
		buf_adds(ret, "[]");
	buf_adds(ret, ",\"placement\":");
	if (explain->placement.len)
		add_placement(render, explain, ret);
	else
		buf_adds(ret, "null");
}

static void write_explanation(struct call *call, const struct explain *explain,
			      const struct externals *externals, struct buf *ret)
{
	const struct process *process, *next;
	const char *why;
	struct render render;

	access_render(call, NULL, &render);
	process = choose(explain->process, explain->state, &why);
	buf_addf(ret, "{\"id\":\"%s\",\"type\":\"explanation\",\"links\":{\"resource\":\"",
		 explain->process->name);
	render_self(&render, explain->type, explain->id, ret);
	buf_adds(ret, "\"},\"actions\":{}");
	add_text(ret, "processName", explain->process->name);
	add_text(ret, "resourceType", explain->type->base->name);
	buf_adds(ret, ",\"resourceId\":");
	ids_json(ret, render_prefix(&render, explain->type), explain->id);
	add_process_id(&render, ret, "processInstanceId", explain->process_id);
	add_states(process, explain->state, why, ret);
	add_limits(call, process, ret);
	buf_adds(ret, ",\"handlers\":[");
	add_handlers(explain, process, externals, ret);
	for (next = process; next->delegate && next->fallback; next = next->fallback)
		add_handlers(explain, next->fallback, externals, ret);
	buf_addc(ret, ']');
	add_text(ret, "runsAs", process->name);
	add_text(ret, "fallback", base_verb(process->fallback));
	buf_addf(ret, ",\"delegates\":%s", process->delegate ? "true" : "false");
	next = process->on_failure ? lifecycles_find(call->snapshot->lifecycles, process->type,
						     process->on_failure)
				   : NULL;
	add_text(ret, "onFailure", base_verb(next));
	buf_adds(ret, ",\"locks\":[{\"kind\":\"resource\"");
	add_text(ret, "resourceType", explain->type->base->name);
	buf_adds(ret, ",\"resourceId\":");
	ids_json(ret, render_prefix(&render, explain->type), explain->id);
	add_process_id(&render, ret, "heldBy", explain->holder);
	add_process_id(&render, ret, "promisedTo", explain->accepted);
	buf_adds(ret, "}]");
	add_report(&render, explain, ret);
	buf_addc(ret, '}');
}

static void explain_answer(struct deferred *deferred)
{
	struct explain *explain = (struct explain *)deferred;
	struct call *call = &deferred->call;
	struct externals *externals = api_externals(call->api);
	struct buf body = {0};
	struct error err;

	if (api_thread_ready(call->api, call->thread, call->snapshot, &err) < 0) {
		errors_reply(call, &err);
	} else {
		write_explanation(call, explain, externals, &body);
		call_reply(call, 200, &body);
	}
	externals_unref(externals);
}

static void explain_done(struct deferred *deferred)
{
	struct explain *explain = (struct explain *)deferred;

	buf_done(&explain->data);
	buf_done(&explain->report);
	buf_done(&explain->placement);
}

static struct explain *start(struct call *call, const struct type *type, const struct row *row,
			     const struct process *process)
{
	struct explain *explain = defer_new(call, sizeof(*explain));
	const char *state = process->column ? row->allocation : row->state;

	explain->type = type;
	explain->process = process;
	explain->id = row->id;
	snprintf(explain->state, sizeof(explain->state), "%s", state ? state : "");
	explain->deferred.run = explain_run;
	explain->deferred.answer = explain_answer;
	explain->deferred.done = explain_done;
	return explain;
}

void explain_resource(struct call *call, const struct type *type, const struct row *row,
		      const char *verb)
{
	const struct process *process =
		call->snapshot->lifecycles
			? lifecycles_find(call->snapshot->lifecycles, type->base->name, verb)
			: NULL;
	struct error err;

	if (!process || !call->api->engine) {
		error_field(&err, ERROR_INVALID, "InvalidOption", "explain",
			    "%s has no process '%.40s'", type->base->name, verb);
		errors_reply(call, &err);
		return;
	}
	defer_start(&start(call,
			   snapshot_shown(call->snapshot, type->base, call->who.role, row->kind),
			   row, process)
			     ->deferred);
}

void explain_process(struct call *call, const struct process_row *found)
{
	const struct type *type = model_type(call->snapshot->model, found->type);
	const struct process *process =
		call->snapshot->lifecycles
			? lifecycles_find_name(call->snapshot->lifecycles, found->name)
			: NULL;
	struct explain *explain;
	struct error err;
	struct row row;

	if (!type || !process || !call->api->engine) {
		error_set(&err, ERROR_CONFLICT, "the process '%s' is not defined any more",
			  found->name);
		errors_reply(call, &err);
		return;
	}
	if (reader_get(call->thread->inner, type, found->resource_id, &row, &err) < 0) {
		errors_reply(call, &err);
		return;
	}
	explain = start(call, snapshot_shown(call->snapshot, type->base, call->who.role, row.kind),
			&row, process);
	explain->process_id = found->id;
	buf_add(&explain->data, found->data.at ? found->data.at : "{}",
		found->data.at ? found->data.len : 2);
	defer_start(&explain->deferred);
}

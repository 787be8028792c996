/* See status.h. */
#include "api/status.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "api/defer.h"
#include "api/errors.h"
#include "api/subscribe.h"
#include "base/auto.h"
#include "base/clock.h"
#include "base/prom.h"
#include "http/tally.h"

#define PROMETHEUS "text/plain; version=0.0.4; charset=utf-8"
#define BEAT_LATE_MS 5000 /* a loop that has not turned for so long does not work */

struct status {
	struct deferred deferred;
	int code;
	struct buf body;
};

void api_set_monitor(struct api *api, const struct api_monitor *monitor)
{
	api->monitor = *monitor;
	api_beat(api);
	atomic_store(&api->is_watched, monitor->arg != NULL);
}

void api_beat(struct api *api)
{
	atomic_store_explicit(&api->beat, clock_mono(), memory_order_relaxed);
}

static void status_done(struct deferred *deferred)
{
	buf_done(&((struct status *)deferred)->body);
}

static struct status *status_new(struct call *call, void (*run)(struct deferred *deferred),
				 void (*answer)(struct deferred *deferred))
{
	struct status *status = defer_new(call, sizeof(*status));

	status->deferred.run = run;
	status->deferred.answer = answer;
	status->deferred.done = status_done;
	return status;
}

/* --- Health ----------------------------------------------------------------------------- */

static void reply_health(struct http_request *request, int healthy, struct buf *body)
{
	http_add_header(request, "Cache-Control", "no-store");
	http_reply(request, healthy ? 200 : 503, API_JSON, body);
}

static void answer_health(struct deferred *deferred)
{
	struct status *status = (struct status *)deferred;

	reply_health(deferred->call.request, status->code == 200, &status->body);
}

static void looked(void *arg, int healthy, struct span report)
{
	struct status *status = arg;

	status->code = healthy ? 200 : 503;
	buf_add(&status->body, report.at, report.len);
	defer_finish(&status->deferred);
}

static void run_health(struct deferred *deferred)
{
	const struct api_monitor *monitor = &deferred->call.api->monitor;

	if (monitor->arg)
		monitor->health(monitor->arg, looked, deferred);
	else
		looked(deferred, 0, span_of("{\"loop\":{\"healthy\":false}}"));
}

void status_health(struct call *call)
{
	struct api *api = call->api;
	int ready =
		call->snapshot && api_thread_ready(api, call->thread, call->snapshot, NULL) == 0;
	int64_t late = clock_mono() - atomic_load_explicit(&api->beat, memory_order_relaxed);
	struct buf body = {0};

	if (!ready || !atomic_load(&api->is_watched)) {
		buf_addf(&body, "{\"store\":{\"healthy\":%s}%s}", ready ? "true" : "false",
			 call->snapshot ? ""
					: ",\"server\":{\"healthy\":false,\"message\":\"it is "
					  "starting\"}");
		reply_health(call->request, ready, &body);
	} else if (late > BEAT_LATE_MS) {
		/* Nobody is there to be asked. */
		buf_addf(&body,
			 "{\"loop\":{\"healthy\":false,\"message\":\"nothing has moved for %lld "
			 "s\"}}",
			 (long long)late / 1000);
		reply_health(call->request, 0, &body);
	} else {
		defer_start(&status_new(call, run_health, answer_health)->deferred);
	}
}

/* --- Metrics ---------------------------------------------------------------------------- */

static void add_requests(const struct http_tally *tally, struct buf *ret)
{
	static const char *const classes[TALLY_CLASSES] = {"none", "1xx", "2xx",
							   "3xx",  "4xx", "5xx"};
	const char *name = "stampede_http_request_duration_seconds";

	prom_head(ret, name, "histogram", "HTTP requests, by method and class of status.");
	for (int m = 0; m < TALLY_METHODS; m++)
		for (int c = 0; c < TALLY_CLASSES; c++) {
			const char *const labels[] = {"method", tally_methods[m], "status",
						      classes[c], NULL};
			uint64_t counts[TALLY_BOUNDS + 1], all = 0;

			for (int b = 0; b <= TALLY_BOUNDS; b++)
				all += counts[b] = atomic_load(&tally->requests[m][c][b]);
			if (all)
				prom_histogram(ret, name, tally_bounds, TALLY_BOUNDS, counts,
					       (double)atomic_load(&tally->ns[m][c]) / 1e9, labels);
		}
	prom_head(ret, "stampede_http_connections", "gauge", "Open connections.");
	prom_int(ret, "stampede_http_connections", (int64_t)atomic_load(&tally->connections));
}

static void run_metrics(struct deferred *deferred)
{
	struct status *status = (struct status *)deferred;
	struct api *api = deferred->call.api;
	struct http_tally *tally;

	if (api->http) {
		tally = malloc(sizeof(*tally));
		if (!tally)
			abort();
		http_server_tally(api->http, tally);
		add_requests(tally, &status->body);
		free(tally);
	}
	prom_head(&status->body, "stampede_subscribers", "gauge",
		  "Who is subscribed to events over HTTP or WebSocket.");
	prom_int(&status->body, "stampede_subscribers", subscribers_count(api->subscribers));
	if (api->monitor.arg)
		api->monitor.metrics(api->monitor.arg, &status->body);
	defer_finish(deferred);
}

static void answer_metrics(struct deferred *deferred)
{
	struct status *status = (struct status *)deferred;

	http_add_header(deferred->call.request, "Cache-Control", "no-store");
	call_send(&deferred->call, 200, PROMETHEUS, &status->body);
}

static void metrics(struct call *call)
{
	if (call->method == METHOD_GET)
		defer_start(&status_new(call, run_metrics, answer_metrics)->deferred);
	else
		errors_status(call, 405);
}

int status_loopback(struct call *call)
{
	const char *peer = call->request->peer;
	AUTO(buf_done) struct buf text = {0};

	if (strcmp(peer, "127.0.0.1") != 0 && strcmp(peer, "::1") != 0 &&
	    strcmp(peer, "::ffff:127.0.0.1") != 0)
		return 0;
	/* Behind a proxy on this machine everybody comes from here. */
	if (http_header(call->request, "X-Forwarded-For") ||
	    http_header(call->request, "Forwarded") ||
	    api_thread_ready(call->api, call->thread, call->snapshot, NULL) < 0)
		return 0;
	if (reader_setting(call->thread->reader, call->snapshot->model, "api.metrics.loopback",
			   &text) <= 0 ||
	    !text.len || strcasecmp(text.data, "true") != 0)
		return 0;
	if (call_base(call, NULL) < 0)
		call->base_len = 0;
	call->method = strcmp(call->request->method, "GET") == 0 ||
				       strcmp(call->request->method, "HEAD") == 0
			       ? METHOD_GET
			       : 0;
	metrics(call);
	return 1;
}

void status_metrics(struct call *call)
{
	if (call->who.role == ROLE_ADMIN || call->who.role == ROLE_SUPER)
		metrics(call);
	else
		errors_status(call, 403);
}

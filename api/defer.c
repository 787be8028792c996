/* The way to the loop and back. */
#include "api/defer.h"

#include <stdlib.h>

void *defer_new(const struct call *call, size_t size)
{
	struct deferred *deferred = calloc(1, size);

	if (!deferred)
		abort();
	deferred->call = *call;
	deferred->call.snapshot = snapshot_ref(call->snapshot);
	api_ref(call->api);
	atomic_init(&deferred->refs, 1);
	return deferred;
}

void defer_free(struct deferred *deferred)
{
	if (atomic_fetch_sub(&deferred->refs, 1) != 1)
		return;
	if (deferred->done)
		deferred->done(deferred);
	snapshot_unref(deferred->call.snapshot);
	api_unref(deferred->call.api);
	free(deferred);
}

void defer_hold(struct deferred *deferred)
{
	atomic_fetch_add(&deferred->refs, 1);
}

static void link_in(struct deferred *deferred)
{
	struct api *api = deferred->call.api;

	deferred->next = api->deferred;
	if (deferred->next)
		deferred->next->previous = deferred;
	api->deferred = deferred;
}

static void link_out(struct deferred *deferred)
{
	if (deferred->previous)
		deferred->previous->next = deferred->next;
	else if (deferred->call.api->deferred == deferred)
		deferred->call.api->deferred = deferred->next;
	if (deferred->next)
		deferred->next->previous = deferred->previous;
}

static void run(void *arg)
{
	struct deferred *deferred = arg;

	/* Posted before the api was closed, met after: its request was answered 503. */
	if (deferred->call.api->closed) {
		defer_finish(deferred);
		return;
	}
	link_in(deferred);
	deferred->run(deferred);
}

void defer_start(struct deferred *deferred)
{
	struct http_request *request = deferred->call.request;
	struct loop *loop = deferred->call.api->loop;

	atomic_fetch_add(&deferred->refs, 1);
	request->user = deferred;
	http_defer(request);
	loop_post(loop, run, deferred);
}

void defer_finish(struct deferred *deferred)
{
	link_out(deferred);
	http_resume(deferred->call.request);
	defer_free(deferred);
}

void defer_close(struct api *api)
{
	while (api->deferred)
		defer_finish(api->deferred);
}

void defer_resumed(struct http_request *request)
{
	struct deferred *deferred = request->user;

	deferred->answer(deferred);
}

void defer_end(struct http_request *request)
{
	struct deferred *deferred = request->user;

	if (!deferred)
		return;
	request->user = NULL;
	defer_free(deferred);
}

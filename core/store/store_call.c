/*
 * Questions to the writer thread, answered between two groups: definitions, meta. Whoever asks
 * waits, or is called back on the loop.
 */
#include "store/store_parts.h"

#include <stdlib.h>

void store_answer_calls(struct store *store)
{
	while (store->calls) {
		struct call *call = store->calls;

		store->calls = call->next;
		pthread_mutex_unlock(&store->lock);
		call->fn(store->backend, call->arg);
		if (call->answer) {
			loop_post(store->loop, call->answer, call->arg);
			pthread_mutex_lock(&store->lock);
			continue;
		}
		pthread_mutex_lock(&store->lock);
		call->done = 1;
		pthread_cond_broadcast(&store->answered);
	}
}

/* Called with the lock held. */
static void queue_call(struct store *store, struct call *call)
{
	struct call **end = &store->calls;

	while (*end)
		end = &(*end)->next;
	*end = call;
	pthread_cond_signal(&store->work);
}

/* Runs fn on the writer thread, between two groups, and waits for it. */
static void call_writer(struct store *store, void (*fn)(struct backend *backend, void *arg),
			void *arg)
{
	struct call call = {.fn = fn, .arg = arg};

	if (store->how.delay) {
		fn(store->backend, arg);
		return;
	}
	pthread_mutex_lock(&store->lock);
	queue_call(store, &call);
	while (!call.done)
		pthread_cond_wait(&store->answered, &store->lock);
	pthread_mutex_unlock(&store->lock);
}

/* --- Definitions -------------------------------------------------------------------------- */

struct definition {
	const struct model *model;
	struct error *err;
	int rc;
};

static void define(struct backend *backend, void *arg)
{
	struct definition *definition = arg;

	definition->rc = backend->ops->define(backend, definition->model, definition->err);
}

int store_define(struct store *store, struct model *model, struct error *err)
{
	struct definition definition = {.model = model, .err = err};
	struct model *old = store->model;

	call_writer(store, define, &definition);
	if (definition.rc < 0)
		return -1;
	store->model = model_ref(model);
	model_unref(old);
	return 0;
}

static void define_later(struct backend *backend, void *arg)
{
	struct later *later = arg;

	later->rc = backend->ops->define(backend, later->model, &later->err);
}

static void defined(void *arg)
{
	struct later *later = arg;
	struct store *store = later->store;

	if (store) {
		store->later = NULL;
		if (later->rc == 0) {
			model_unref(store->model);
			store->model = model_ref(later->model);
		}
	} else {
		later->rc = error_set(&later->err, ERROR_CANCELLED, "the store is closed");
	}
	later->done(later->arg, later->rc, &later->err);
	model_unref(later->model);
	free(later);
}

void store_define_later(struct store *store, struct model *model,
			void (*done)(void *arg, int rc, const struct error *err), void *arg)
{
	struct later *later = calloc(1, sizeof(*later));

	if (!later || store->later)
		abort();
	*later = (struct later){.call = {.fn = define_later, .arg = later, .answer = defined},
				.store = store,
				.model = model_ref(model),
				.done = done,
				.arg = arg};
	store->later = later;
	if (store->how.delay) {
		define_later(store->backend, later);
		loop_post(store->loop, defined, later);
		return;
	}
	pthread_mutex_lock(&store->lock);
	queue_call(store, &later->call);
	pthread_mutex_unlock(&store->lock);
}

/* --- Meta --------------------------------------------------------------------------------- */

struct meta {
	const char *key, *value;
	struct buf *ret;
	struct error *err;
	int rc;
};

static void meta_get(struct backend *backend, void *arg)
{
	struct meta *meta = arg;

	meta->rc = backend->ops->meta_get(backend, meta->key, meta->ret);
}

int store_meta_get(struct store *store, const char *key, struct buf *ret)
{
	struct meta meta = {.key = key, .ret = ret};

	call_writer(store, meta_get, &meta);
	return meta.rc;
}

static void meta_set(struct backend *backend, void *arg)
{
	struct meta *meta = arg;

	meta->rc = backend->ops->meta_set(backend, meta->key, meta->value, meta->err);
}

int store_meta_set(struct store *store, const char *key, const char *value, struct error *err)
{
	struct meta meta = {.key = key, .value = value, .err = err};

	call_writer(store, meta_set, &meta);
	return meta.rc;
}

/*
 * The queue, the writer thread, and the way back to the loop; all of it ignorant of SQL.
 *
 * The writer takes everything queued as one group. While it waits for the disk the next
 * group gathers by itself, so a lone transaction never waits for company and a crowd shares
 * one flush. Outcomes go back through an outbox with one wake-up of the loop per group.
 *
 * One that is alone while the disk is quick is run by the loop itself, at the end of its turn:
 * waking the writer and being woken by it take as long as the flush.
 *
 * The outbox is counted, not owned: a wake-up still on its way when the store closes finds
 * it empty instead of gone.
 */
#include "store/store_parts.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "store/txn.h"

enum { GROUP_MAX = 2048 };

/* So few transactions are alone; only while as few take less than so long is the loop held up by
 * them. */
enum { LONE_MAX = 2, LONE_NS = 400000 };

struct outbox {
	atomic_int refs;
	pthread_mutex_t lock;
	struct txn *first, **last;
	int woken; /* a wake-up is on its way */
};

static struct outbox *outbox_new(void)
{
	struct outbox *outbox = calloc(1, sizeof(*outbox));

	if (!outbox)
		abort();
	atomic_init(&outbox->refs, 1);
	pthread_mutex_init(&outbox->lock, NULL);
	outbox->last = &outbox->first;
	return outbox;
}

static void outbox_unref(struct outbox *outbox)
{
	if (atomic_fetch_sub(&outbox->refs, 1) != 1)
		return;
	pthread_mutex_destroy(&outbox->lock);
	free(outbox);
}

/* Calls `done` of everything that ended. On the loop thread. */
static void outbox_deliver(struct outbox *outbox)
{
	struct txn *txn;

	pthread_mutex_lock(&outbox->lock);
	txn = outbox->first;
	outbox->first = NULL;
	outbox->last = &outbox->first;
	outbox->woken = 0;
	pthread_mutex_unlock(&outbox->lock);

	while (txn) {
		struct txn *next = txn->next;

		if (txn->done)
			txn->done(txn->arg, txn);
		txn_free(txn);
		txn = next;
	}
}

static void wake(void *arg)
{
	struct outbox *outbox = arg;

	outbox_deliver(outbox);
	outbox_unref(outbox);
}

/* `loop` NULL: the caller delivers it. */
static void outbox_put(struct outbox *outbox, struct loop *loop, struct txn *first,
		       struct txn **last)
{
	int woken;

	pthread_mutex_lock(&outbox->lock);
	*outbox->last = first;
	outbox->last = last;
	woken = outbox->woken || !loop;
	outbox->woken |= loop != NULL;
	pthread_mutex_unlock(&outbox->lock);
	if (woken)
		return;
	atomic_fetch_add(&outbox->refs, 1);
	loop_post(loop, wake, outbox);
}

/* Cuts the next group off the queue. Called with the lock held. */
static struct txn *next_group(struct store *store)
{
	struct txn *first = store->first, **end = &store->first;

	for (int i = 0; i < GROUP_MAX && *end; i++)
		end = &(*end)->next;
	store->first = *end;
	if (!store->first)
		store->last = &store->first;
	*end = NULL;
	return first;
}

const double store_bounds[STORE_BOUNDS] = {0.0005, 0.001, 0.0025, 0.005, 0.01,
					   0.025,  0.1,   0.5,    2.5};

/* With the lock held. A group fails when each of it does for want of the database. */
static void count(struct store *store, int size, int failed, int64_t ns)
{
	struct store_counts *counts = &store->counts;
	int at = 0;

	while (at < STORE_BOUNDS && (double)ns / 1e9 > store_bounds[at])
		at++;
	counts->commits++;
	counts->times[at]++;
	counts->ns += (uint64_t)ns;
	counts->transactions += (uint64_t)size;
	counts->failed += (uint64_t)failed;
	counts->queued -= size;
	if (!failed)
		counts->last_at = clock_now();
	store->last_size = size;
	if (size <= LONE_MAX)
		store->usual_ns += (ns - store->usual_ns) / 8;
}

void store_counts(struct store *store, struct store_counts *ret)
{
	pthread_mutex_lock(&store->lock);
	*ret = store->counts;
	pthread_mutex_unlock(&store->lock);
}

/* With the lock held, which it lets go of while it works. */
static void run_group(struct store *store, struct loop *loop)
{
	struct txn *first = next_group(store), **last;
	int64_t began = clock_mono_ns(), took;
	int size = 0, failed = 1;

	pthread_mutex_unlock(&store->lock);
	store->backend->ops->run(store->backend, first);
	for (last = &first; *last; last = &(*last)->next) {
		size++;
		failed &= (*last)->rc < 0 && error_is_transient((*last)->err.code);
	}
	took = clock_mono_ns() - began;
	outbox_put(store->outbox, loop, first, last);
	pthread_mutex_lock(&store->lock);
	count(store, size, failed, took);
}

static void *writer_main(void *arg)
{
	struct store *store = arg;
	int more = 1;

	pthread_setname_np(pthread_self(), "store");
	pthread_mutex_lock(&store->lock);
	for (;;) {
		if (store->is_held) {
			pthread_cond_wait(&store->work, &store->lock);
		} else if (store->calls) {
			store_answer_calls(store);
		} else if (store->first) {
			run_group(store, store->loop);
		} else if (store->stopping) {
			break;
		} else if (more) {
			pthread_mutex_unlock(&store->lock);
			more = store->backend->ops->idle(store->backend);
			pthread_mutex_lock(&store->lock);
		} else {
			store->rests = 1;
			pthread_cond_wait(&store->work, &store->lock);
			store->rests = 0;
		}
	}
	pthread_mutex_unlock(&store->lock);
	return NULL;
}

/* --- One that is alone, on the loop ----------------------------------------------------- */

/* With the lock held: whether the loop may do what is queued itself. */
static int is_lone(const struct store *store)
{
	return store->rests && !store->calls && store->counts.queued <= LONE_MAX &&
	       store->last_size <= LONE_MAX && store->usual_ns < LONE_NS;
}

static void run_lone(void *arg)
{
	struct store *store = arg;

	store->lone = NULL;
	pthread_mutex_lock(&store->lock);
	if (store->first && is_lone(store) && store->backend->ops->is_free(store->backend)) {
		store->is_held = 1;
		run_group(store, NULL);
		store->is_held = 0;
	}
	if (store->first || store->calls || store->stopping || !store->rests)
		pthread_cond_signal(&store->work);
	pthread_mutex_unlock(&store->lock);
	outbox_deliver(store->outbox);
}

/* With the lock held: has the loop do it at the end of its turn, or wakes the writer. */
static void have_done(struct store *store)
{
	if (!store->lone && !is_lone(store)) {
		pthread_cond_signal(&store->work);
		return;
	}
	if (!store->lone)
		store->lone = loop_after(store->loop, 0, run_lone, store);
}

/* --- Inline ----------------------------------------------------------------------------- */

static void deliver_list(struct txn *txn)
{
	while (txn) {
		struct txn *next = txn->next;

		if (txn->done)
			txn->done(txn->arg, txn);
		txn_free(txn);
		txn = next;
	}
}

static int power_fails(struct store *store, struct txn *group, int after)
{
	if (!store->how.fails || !store->how.fails(store->how.arg, after))
		return 0;
	store->is_dead = 1;
	store->unheard = group;
	return 1;
}

static void run_inline(void *arg)
{
	struct store *store = arg;
	struct txn *first = next_group(store);

	store->due = NULL;
	if (store->first)
		store->due = loop_after(store->loop, 0, run_inline, store);
	if (power_fails(store, first, 0))
		return;
	store->backend->ops->run(store->backend, first);
	if (!power_fails(store, first, 1))
		deliver_list(first);
}

/* They end as nobody will ever hear: their owners are gone, what they left is freed. */
static void drop_list(struct txn *txn)
{
	for (struct txn *each = txn; each; each = each->next)
		if (each->rc == 0)
			each->rc = error_set(&each->err, ERROR_CANCELLED, "the power failed");
	deliver_list(txn);
}

static void close_inline(struct store *store)
{
	timer_cancel(store->due);
	if (store->is_dead) {
		drop_list(store->unheard);
		drop_list(store->first);
		return;
	}
	while (store->first) {
		struct txn *first = next_group(store);

		store->backend->ops->run(store->backend, first);
		deliver_list(first);
	}
}

/* --- Opening, closing, submitting ------------------------------------------------------- */

static struct store *store_new(struct loop *loop, const char *dir, struct error *err)
{
	struct store *store;
	struct backend *backend;

	if (mkdir(dir, 0700) < 0 && errno != EEXIST) {
		error_errno(err, "store: make directory '%s'", dir);
		return NULL;
	}
	backend = sqlite_open(dir, err);
	if (!backend)
		return NULL;
	store = calloc(1, sizeof(*store));
	if (!store)
		abort();
	store->loop = loop;
	store->backend = backend;
	store->outbox = outbox_new();
	store->last = &store->first;
	pthread_mutex_init(&store->lock, NULL);
	pthread_cond_init(&store->work, NULL);
	pthread_cond_init(&store->answered, NULL);
	return store;
}

struct store *store_open_inline(struct loop *loop, const char *dir, const struct store_inline *how,
				struct error *err)
{
	struct store *store = store_new(loop, dir, err);

	if (store)
		store->how = *how;
	return store;
}

struct store *store_open(struct loop *loop, const char *dir, struct error *err)
{
	struct store *store = store_new(loop, dir, err);

	if (!store)
		return NULL;
	if (pthread_create(&store->writer, NULL, writer_main, store) != 0) {
		error_set(err, ERROR_UNAVAILABLE, "store: no thread to be had");
		store_close(store);
		return NULL;
	}
	store->writer_runs = 1;
	store->usual_ns = LONE_NS;
	return store;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	pthread_mutex_lock(&store->lock);
	store->stopping = 1;
	pthread_cond_signal(&store->work);
	pthread_mutex_unlock(&store->lock);
	timer_cancel(store->lone);
	store->lone = NULL;
	if (store->how.delay)
		close_inline(store);
	if (store->writer_runs)
		pthread_join(store->writer, NULL);
	store->writer_runs = 0;
	if (store->later)
		store->later->store = NULL;
	/* What a `done` submits now comes too late for the writer: it is refused. */
	outbox_deliver(store->outbox);
	store->backend->ops->close(store->backend);
	outbox_unref(store->outbox);
	model_unref(store->model);
	pthread_cond_destroy(&store->answered);
	pthread_cond_destroy(&store->work);
	pthread_mutex_destroy(&store->lock);
	free(store);
}

void store_submit(struct store *store, struct txn *txn, void (*done)(void *arg, struct txn *txn),
		  void *arg)
{
	int stopping;

	txn->done = done;
	txn->arg = arg;
	txn->next = NULL;
	pthread_mutex_lock(&store->lock);
	stopping = store->stopping;
	if (!stopping) {
		*store->last = txn;
		store->last = &txn->next;
		store->counts.queued++;
		if (store->writer_runs)
			have_done(store);
	}
	pthread_mutex_unlock(&store->lock);
	if (store->how.delay && !stopping && !store->due && !store->is_dead)
		store->due = loop_after(store->loop, store->how.delay(store->how.arg), run_inline,
					store);
	if (!stopping)
		return;
	txn_begin(txn);
	txn->rc = error_set(&txn->err, ERROR_UNAVAILABLE, "the store is closed");
	if (done)
		done(arg, txn);
	txn_free(txn);
}

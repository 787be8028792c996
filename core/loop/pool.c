/*
 * Worker pools. One mutex per pool; jobs wait in one list, and a job whose key is running is
 * passed over by the workers until that key is free: lists are short (a host has few guests).
 */
#include "loop/pool.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct job {
	struct job *next;
	struct pool *pool;
	char *key; /* owned, or NULL */
	void (*work)(void *arg);
	void (*done)(void *arg);
	void *arg;
};

struct pool {
	struct loop *loop;
	char name[16];
	int threads, pending; /* pending: loop thread only */
	pthread_t *ids;
	pthread_mutex_t mutex;
	pthread_cond_t ready;
	struct job *queue, **last; /* under mutex */
	struct job **running; /* under mutex: what each worker does */
	int ending; /* under mutex */
};

struct worker {
	struct pool *pool;
	int index;
};

static int key_runs(const struct pool *pool, const char *key)
{
	for (int i = 0; key && i < pool->threads; i++)
		if (pool->running[i] && pool->running[i]->key &&
		    strcmp(pool->running[i]->key, key) == 0)
			return 1;
	return 0;
}

/* Takes the oldest job that may run now. Under mutex. */
static struct job *take(struct pool *pool)
{
	for (struct job **at = &pool->queue; *at; at = &(*at)->next) {
		struct job *job = *at;

		if (key_runs(pool, job->key))
			continue;
		*at = job->next;
		if (!job->next)
			pool->last = at;
		job->next = NULL;
		return job;
	}
	return NULL;
}

static void on_done(void *arg)
{
	struct job *job = arg;

	job->pool->pending--;
	if (job->done)
		job->done(job->arg);
	free(job->key);
	free(job);
}

/* Without threads: at its turn on a virtual loop. */
static void run_inline(void *arg)
{
	struct job *job = arg;

	job->work(job->arg);
	on_done(job);
}

static void *run(void *arg)
{
	struct worker worker = *(struct worker *)arg;
	struct pool *pool = worker.pool;
	sigset_t all;

	free(arg);
	/* Signals are the main thread's business. */
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, NULL);
	pthread_setname_np(pthread_self(), pool->name);
	pthread_mutex_lock(&pool->mutex);
	for (;;) {
		struct job *job = take(pool);

		if (!job) {
			if (pool->ending && !pool->queue)
				break;
			pthread_cond_wait(&pool->ready, &pool->mutex);
			continue;
		}
		pool->running[worker.index] = job;
		pthread_mutex_unlock(&pool->mutex);
		job->work(job->arg);
		pthread_mutex_lock(&pool->mutex);
		pool->running[worker.index] = NULL;
		/* A job of the same key may have been passed over while this one ran. */
		pthread_cond_broadcast(&pool->ready);
		loop_post(pool->loop, on_done, job);
	}
	pthread_mutex_unlock(&pool->mutex);
	return NULL;
}

struct pool *pool_new(struct loop *loop, const char *name, int threads)
{
	struct pool *pool = calloc(1, sizeof(*pool));

	if (!pool)
		abort();
	pool->loop = loop;
	snprintf(pool->name, sizeof(pool->name), "%s", name);
	pool->threads = loop_is_virtual(loop) ? 0 : threads;
	pool->last = &pool->queue;
	pool->ids = calloc((size_t)threads, sizeof(*pool->ids));
	pool->running = calloc((size_t)threads, sizeof(struct job *));
	pthread_mutex_init(&pool->mutex, NULL);
	pthread_cond_init(&pool->ready, NULL);
	for (int i = 0; i < pool->threads; i++) {
		struct worker *worker = malloc(sizeof(*worker));

		if (!pool->ids || !pool->running || !worker)
			abort();
		worker->pool = pool;
		worker->index = i;
		if (pthread_create(&pool->ids[i], NULL, run, worker) != 0)
			abort();
	}
	return pool;
}

void pool_free(struct pool *pool)
{
	if (!pool)
		return;
	pthread_mutex_lock(&pool->mutex);
	pool->ending = 1;
	pthread_cond_broadcast(&pool->ready);
	pthread_mutex_unlock(&pool->mutex);
	for (int i = 0; i < pool->threads; i++)
		pthread_join(pool->ids[i], NULL);
	/* The answers were posted before the workers ended. */
	while (pool->pending > 0)
		loop_once(pool->loop, 10);
	pthread_mutex_destroy(&pool->mutex);
	pthread_cond_destroy(&pool->ready);
	free(pool->ids);
	free(pool->running);
	free(pool);
}

void pool_run(struct pool *pool, const char *key, void (*work)(void *arg), void (*done)(void *arg),
	      void *arg)
{
	struct job *job = calloc(1, sizeof(*job));

	if (!job)
		abort();
	job->pool = pool;
	job->key = key ? strdup(key) : NULL;
	job->work = work;
	job->done = done;
	job->arg = arg;
	pool->pending++;
	if (!pool->threads) {
		loop_post(pool->loop, run_inline, job);
		return;
	}
	pthread_mutex_lock(&pool->mutex);
	*pool->last = job;
	pool->last = &job->next;
	pthread_cond_signal(&pool->ready);
	pthread_mutex_unlock(&pool->mutex);
}

int pool_pending(const struct pool *pool)
{
	return pool->pending;
}

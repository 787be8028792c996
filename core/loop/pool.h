/*
 * A named pool of worker threads for what blocks. Work of one key runs one at a time and
 * in order; different keys run side by side. Started work cannot be taken back: who no
 * longer wants the answer marks its own request abandoned and frees it in `done`.
 */
#ifndef LOOP_POOL_H
#define LOOP_POOL_H

#include "loop/loop.h"

struct pool;

/* Loop thread. The caller frees it with pool_free. `name` is shown by ps and gdb (15 bytes). */
struct pool *pool_new(struct loop *loop, const char *name, int threads);

/* Waits for running work, drops nothing: queued work runs, `done` is still called. Loop thread. */
void pool_free(struct pool *pool);

/*
 * Runs work(arg) on a worker, then done(arg) on the loop thread. Loop thread.
 * `key` is copied; NULL means no order. `work` shares nothing: no struct,
 * and no Lua but in a state of its own.
 */
void pool_run(struct pool *pool, const char *key, void (*work)(void *arg), void (*done)(void *arg),
	      void *arg);

/* How many pieces of work wait or run. Loop thread. */
int pool_pending(const struct pool *pool);

#endif

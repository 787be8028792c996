/*
 * The loop thread: libuv, timers, and the one door through which other threads hand
 * work in. Every function belongs to the loop thread, except loop_post and loop_stop.
 *
 * Functions posted by one thread run in the order in which they were posted.
 */
#ifndef LOOP_LOOP_H
#define LOOP_LOOP_H

#include <stdint.h>
#include <uv.h>

#include "base/error.h"

struct loop;
struct timer;

/* The caller frees it with loop_free, after everything on it was closed. */
struct loop *loop_new(struct error *err);

/*
 * A loop for a simulation: it never waits. When nothing is ready, time (clock_hold) jumps to the
 * next timer; what is due at the same moment comes in the order in which it was asked for, so the
 * same program does the same. One thread, no libuv handles, pools work inline. loop_run also ends
 * when nothing can ever happen any more.
 */
struct loop *loop_new_virtual(struct error *err);
int loop_is_virtual(const struct loop *loop);

/* Closes; names handles that are still open in a warning and aborts in debug builds. */
void loop_free(struct loop *loop);

/* Runs until loop_stop. Runs everything already posted before it returns. */
void loop_run(struct loop *loop);

/* Runs what is ready and returns, waiting at most `ms` for something. For tests. */
void loop_once(struct loop *loop, int ms);

/* Any thread. */
void loop_stop(struct loop *loop);

/* Runs fn(arg) on the loop thread, soon. Any thread; never blocks on the loop. */
void loop_post(struct loop *loop, void (*fn)(void *arg), void *arg);

/* libuv's own loop, for handles that a module owns. */
uv_loop_t *loop_uv(struct loop *loop);

/* How many such handles there are, but for those that close already. */
int loop_guests(struct loop *loop);

/* 1 when called on the thread that runs the loop. */
int loop_is_here(const struct loop *loop);

/*
 * Calls fn(arg) once after `ms`. The timer is gone when fn is called; until then
 * timer_cancel(timer) takes it back. timer_cancel(NULL) does nothing.
 */
struct timer *loop_after(struct loop *loop, int64_t ms, void (*fn)(void *arg), void *arg);

/* Calls fn(arg) every `ms`, until timer_cancel. */
struct timer *loop_every(struct loop *loop, int64_t ms, void (*fn)(void *arg), void *arg);
void timer_cancel(struct timer *timer);

#endif

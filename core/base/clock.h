/*
 * Time comes in through here, so that tests and simulations can hold it. Any thread.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

/* UTC milliseconds since 1970. */
int64_t clock_now(void);

/* Milliseconds and nanoseconds that only go forward. */
int64_t clock_mono(void);
int64_t clock_mono_ns(void);

/* Nanoseconds of processor time that this thread has used. Never held. */
int64_t clock_thread_ns(void);

/*
 * Holds time for a simulation: every clock shows `ms` (UTC) until it is moved again, never back.
 * Before any other thread runs.
 */
void clock_hold(int64_t ms);

/* "2014-08-22T21:56:35Z" (20 characters and a NUL). */
void clock_iso(int64_t ms, char ret[21]);

/* The reverse; -1 when the text is not of that form or no such day exists. */
int clock_parse_iso(const char *text, int64_t *ret);

#endif

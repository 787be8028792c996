/*
 * Child processes on the loop. A child gets its own session, so that what it started ends
 * with it; it sees the environment of this process without STAMPEDE_* (keys live there) and
 * with LC_ALL=C. Output is bounded: a child that says too much is killed. Loop thread only.
 */
#ifndef HOST_EXEC_H
#define HOST_EXEC_H

#include "base/error.h"
#include "base/json.h"
#include "loop/loop.h"

struct exec;

struct exec_options {
	const char *const *argv; /* NULL-terminated; argv[0] is looked up in PATH */
	const char *const *env; /* "NAME=value" to add or replace, NULL-terminated; or NULL */
	const char *directory; /* where it runs, or NULL */
	struct span input; /* its standard input; copied; empty: none */
	int stdin_fd,
		stdout_fd; /* used instead of pipes when > 0; borrowed until exec_start returns */
	int64_t timeout; /* ms, then it is killed; 0: none */
	size_t max_output; /* bytes kept of each stream; 0: 1 MiB */
};

struct exec_result {
	int code; /* its exit code, or 128 + signal */
	struct span output, errors; /* borrowed until done returns; each NUL-terminated */
};

/*
 * Starts; done is called once, never from inside this call. rc is 0 whatever the exit code;
 * -1 when it ran out of time (ERROR_TIMEOUT) or said too much (ERROR_INVALID). A program that
 * cannot be started is reported at once: NULL (ERROR_NOT_FOUND, ERROR_DENIED).
 */
struct exec *exec_start(struct loop *loop, const struct exec_options *options,
			void (*done)(void *arg, int rc, const struct exec_result *result,
				     const struct error *err),
			void *arg, struct error *err);

/* Kills it and all it started; done is not called. */
void exec_cancel(struct exec *exec);

#endif

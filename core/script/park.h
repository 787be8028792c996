/*
 * Handlers that wait for an agent or a program, or for a process that they run inline and that
 * does, while very many do. A coroutine costs kilobytes, and Lua looks at each of them in the
 * atomic end of every collection. So above PARK_ABOVE coroutines the one that has waited longest
 * gives its own back: its request stays, in C, and its handler is run again from the top when the
 * answer is there (run_unpark), as it would be after a crash. What it asks then is told from other
 * things by a digest (agent, event, resource, data; or resource, verb, data) and answered at once;
 * so is what was answered before.
 *
 * Not parked: a handler in a proof, one that holds a <close> variable (a lock, a reservation) or
 * shows progress by a function of its own, and one that, run again, did not ask for what it had
 * asked for last. What it asked for before that it may leave out: it looks before it acts.
 *
 * Loop thread only; shared by the files of this folder.
 */
#ifndef SCRIPT_PARK_H
#define SCRIPT_PARK_H

#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "link/bus.h"
#include "link/link.h"
#include "script/task.h"

/* Coroutines in use from which on handlers are parked that have waited PARK_AFTER_MS; and from
 * which on they are at once: each adds 12 us to the longest step of a collection. */
#define PARK_ABOVE 250
#define PARK_MOST 400
#define PARK_AFTER_MS 100
#define PARK_TIMES 100 /* that one is parked, at most */
#define PARK_ANSWERS ((size_t)64 << 10) /* bytes of answers that are kept for one */

struct kept;

/* What a handler waits for, while it may be parked. A member of what the primitive made. */
struct wait {
	struct wait *next, *previous; /* in script->waits */
	struct task *task; /* whose it is, while it may be parked; else NULL */
	uint64_t key; /* what it asks; 0: it is not of a handler */
	int64_t since; /* monotonic ms */
	/* It is parked: from now on what comes is for `kept`. */
	void (*hand_over)(struct wait *wait, struct kept *kept);
};

/* An answer that a handler had. */
struct answer {
	struct answer *next;
	uint64_t key;
	struct error *err; /* owned; NULL: data */
	size_t len;
	unsigned used : 1; /* in this run of the handler */
	char data[];
};

/* From the question to the answer: it may be parked meanwhile. */
void park_wait(struct wait *wait, struct task *task);
void park_unwait(struct wait *wait);

/* What is asked, by the arguments of the primitive, as one number; 0 where nothing is parked. */
uint64_t park_key(lua_State *L, int arguments);

/* For hand_over: what is kept has the request now; or is told of an outcome, unless `*held` was
 * set to NULL before: then nobody wants it any more. */
void park_request(struct kept *kept, struct link_request *request, int forward);
void park_program(struct kept *kept, struct bus_request *request, int forward);
void park_hold(struct kept *kept, struct kept **held);
void park_outcome(struct kept *kept, int rc, const struct error *err);

/* A handler's answer (or an error), for when it is run again. key 0: it is none. */
void park_note(struct task *task, uint64_t key, struct span data, const struct error *err);

/* The answer to what a handler asks that is run again, or NULL: it has to be asked for. Lives as
 * long as the handler. `strict`: one that goes another way than before is not parked again. The
 * key of what is asked is never 0. */
const struct answer *park_answer(struct task *task, uint64_t key, int strict);

/* Pushes it as the primitive would. */
int park_push(lua_State *L, const struct answer *answer);

/* Parks those whose turn it is. Not from inside a slice. */
void park_some(struct script *script);

/* The handler of a run is started again: answers count anew. Returns when it began first, ns. */
int64_t park_resume(struct run *run);

/* engine_handler_done follows, with ERROR_CANCELLED, when the loop turns. */
void park_cancel(struct run *run);

/* The handler is over: gives back what is kept of it. */
void park_forget(struct run *run);

void park_close(struct script *script);

#endif

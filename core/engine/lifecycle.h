/*
 * Checked definitions of processes: what lua/processes/ declares, as immutable C structs.
 * Built by core/script, read by the engine on the loop thread and by the API's threads.
 *
 * A process moves a resource from a start state through its transitioning state to its done
 * state. Each transitioning state belongs to exactly one process of a type's column, so
 * that after a crash the state alone says which process to resume. (The generic `update`
 * has one per start state.)
 */
#ifndef ENGINE_LIFECYCLE_H
#define ENGINE_LIFECYCLE_H

#include <stdint.h>

#include "base/error.h"

enum phase { PHASE_PRE, PHASE_HANDLE, PHASE_POST, PHASE_MAX };

struct external;

struct handler {
	const char *name; /* "instance_start" */
	const char *file; /* where it was defined */
	int line;
	int timeout; /* seconds for one run; 0: no limit */
	int reference; /* the runner's own handle for it */
	const struct external
		*external; /* a program outside does it (external.h); NULL: Lua does */
};

struct state_pair {
	const char *from, *to;
}; /* from NULL: any */

struct process {
	const char *name; /* "instance.start" */
	const char *type; /* base type: "instance" */
	const char *verb; /* "start" */
	int column; /* 0 state, 1 allocationState */
	const char *const *start; /* NULL-terminated */
	const struct state_pair *via, *done; /* ended by to == NULL */
	const struct process *fallback; /* goes on under it instead of its own done state, when
					   asked to delegate or when illegal here; or NULL */
	int delegate; /* 1: always goes on under the fallback when its logic is done */
	const char *on_failure; /* verb to schedule when it fails for good, or NULL */
	const struct handler *const *handlers[PHASE_MAX]; /* each NULL-terminated; never NULL */
	int retries; /* attempts after the first on unavailable/timeout; -1 no limit */
	int64_t deadline; /* ms from the first attempt; 0 none */
	int priority;
	int index;
};

struct lifecycles;

const struct process *lifecycles_find(const struct lifecycles *set, const char *type,
				      const char *verb);
const struct process *lifecycles_find_name(const struct lifecycles *set, const char *name);
const struct process *const *lifecycles_all(const struct lifecycles *set, int *ret_count);

/* The state a new row of a base type has in a column; NULL when nothing moves that column. */
const char *lifecycles_initial(const struct lifecycles *set, const char *type, int column);

/* The state it moves to from `state`, or NULL when it may not. */
const char *process_via(const struct process *process, const char *state);

/* The done state that follows a transitioning state. NULL when it is none of its own. */
const char *process_done(const struct process *process, const char *via);

int process_starts_from(const struct process *process, const char *state);
int process_is_via(const struct process *process, const char *state);
int process_is_done(const struct process *process, const char *state);

/*
 * Building: strings and arrays are copied, handlers too. `fallback` is named by verb.
 * lifecycles_finish checks everything (shared transitioning states, unreachable states, no
 * road to an end, unknown fallback or on_failure) and names file and line in the error.
 */
struct process_spec {
	struct process process; /* fallback and handlers unused */
	const char *fallback; /* verb, or NULL */
	const struct handler *handlers[PHASE_MAX];
	int handler_count[PHASE_MAX];
	const char *initial; /* the state a new row has */
	const char *file;
	int line;
};
struct lifecycles *lifecycles_new(void);
int lifecycles_add(struct lifecycles *set, const struct process_spec *spec, struct error *err);
int lifecycles_finish(struct lifecycles *set, struct error *err);
struct lifecycles *lifecycles_ref(struct lifecycles *set);
void lifecycles_unref(struct lifecycles *set);

/* Whether anybody but the caller holds a reference. When not, nobody can get one any more. */
int lifecycles_is_shared(const struct lifecycles *set);

#endif

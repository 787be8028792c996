/*
 * The handlers that are not of any lifecycle: programs outside that were registered for a
 * process by name. An immutable, counted set, swapped whole; the engine merges it into the
 * phases of a process when each begins. Any thread.
 */
#ifndef ENGINE_EXTERNAL_H
#define ENGINE_EXTERNAL_H

#include <stdint.h>

#include "engine/lifecycle.h"

/* Handlers of lifecycles have this priority; lower runs first, equal behind them. */
#define HANDLER_PRIORITY 2000

/* As it was registered. */
struct external {
	int64_t id; /* tells it from all others */
	int priority;
	int retries, timeout_ms; /* 0: what is usual */
};

struct externals;

struct externals *externals_new(void);

/*
 * Adds a handler to a phase of a process ("instance.start", any case). The handler's file is
 * NULL, its timeout 0: its time is what its registration says. Before externals_finish only.
 */
void externals_add(struct externals *set, const char *process, enum phase phase, const char *name,
		   const struct external *external);

/* Sorts: by process, phase, priority, name, id. To be called once, after the last one. */
void externals_finish(struct externals *set);

struct externals *externals_ref(struct externals *set);
void externals_unref(struct externals *set);

/* Those of a process and phase, in order: *ret_before of them run before the lifecycle's own. */
const struct handler *const *externals_of(const struct externals *set, const char *process,
					  enum phase phase, int *ret_count, int *ret_before);

/* Whether the set holds one in this place. NULL holds none. */
int externals_has(const struct externals *set, const char *process, enum phase phase, int64_t id);

/* Whether no handler works in it: nothing can happen between its start and its done state. */
int process_is_idle(const struct process *process, const struct externals *set);

/*
 * The handler at a place in a phase, the set's (NULL: none) merged with the lifecycle's own;
 * NULL behind the last one. What explains a process walks it as what runs it does.
 */
const struct handler *handler_at(const struct process *process, const struct externals *set,
				 enum phase phase, int at);

#endif

/* Between lifecycle.c and lifecycle_check.c only. */
#ifndef ENGINE_LIFECYCLE_INTERNAL_H
#define ENGINE_LIFECYCLE_INTERNAL_H

#include "engine/lifecycle.h"

/* A process, and what only its checking needs. */
struct definition {
	struct process process;
	const char *fallback; /* verb, or NULL */
	const char *initial; /* or NULL */
	const char *file;
	int line;
};

/* Whether all definitions make sense together. Fallbacks are resolved already. */
int lifecycle_check(struct definition *const *all, int count, struct error *err);

#endif

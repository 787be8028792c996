/*
 * Ownership that leaves early without leaking: `AUTO(free) char *text = NULL;`.
 * What must survive leaves by STEAL.
 *
 * Never raise a Lua error while one of these owns something: lua_error jumps past
 * them (gcc, gcc -fexceptions and clang alike).
 */
#ifndef BASE_AUTO_H
#define BASE_AUTO_H

#include <stdlib.h>
#include <unistd.h>

#define AUTO(name) __attribute__((cleanup(auto_##name)))

/* Gives away what a variable owns and leaves NULL behind. */
#define STEAL(pointer) \
	({ \
		__typeof__(pointer) stolen_ = (pointer); \
		(pointer) = NULL; \
		stolen_; \
	})

/* Declares the cleanup of a type with a NULL-safe destructor: AUTO(thing_free). */
#define AUTO_DEFINE(type, destructor) \
	static inline __attribute__((unused)) void auto_##destructor(type *value) \
	{ \
		destructor(*value); \
	}

static inline __attribute__((unused)) void auto_free(void *pointer)
{
	free(*(void **)pointer);
}

static inline __attribute__((unused)) void auto_close(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

#endif

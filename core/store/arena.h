/*
 * Memory that is given back all at once: many small pieces from few allocations. A zeroed
 * struct is an empty arena. Memory that runs out aborts. One thread at a time.
 */
#ifndef STORE_ARENA_H
#define STORE_ARENA_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ARENA_CHUNK 2032 /* with the header and malloc's own, two of them fill a page */

struct arena_chunk {
	struct arena_chunk *next;
	size_t used, size;
	_Alignas(max_align_t) char bytes[];
};

struct arena {
	struct arena_chunk *head;
};

/* Uninitialised, aligned for anything. Borrowed until arena_done. */
static inline __attribute__((unused)) void *arena_get(struct arena *arena, size_t size)
{
	struct arena_chunk *chunk = arena->head;
	size_t align = _Alignof(max_align_t);

	if (size > SIZE_MAX / 2)
		abort();
	size = (size + align - 1) & ~(align - 1);
	if (!chunk || chunk->size - chunk->used < size) {
		size_t room = size > ARENA_CHUNK ? size : ARENA_CHUNK;

		chunk = malloc(sizeof(*chunk) + room);
		if (!chunk)
			abort();
		chunk->next = arena->head;
		chunk->used = 0;
		chunk->size = room;
		arena->head = chunk;
	}
	chunk->used += size;
	return chunk->bytes + chunk->used - size;
}

static inline __attribute__((unused)) void *arena_zero(struct arena *arena, size_t size)
{
	return memset(arena_get(arena, size), 0, size);
}

/* A NUL-terminated copy. */
static inline __attribute__((unused)) char *arena_bytes(struct arena *arena, const char *text,
							size_t len)
{
	char *copy = arena_get(arena, len + 1);

	if (len)
		memcpy(copy, text, len);
	copy[len] = 0;
	return copy;
}

/* A copy; NULL stays NULL. */
static inline __attribute__((unused)) char *arena_text(struct arena *arena, const char *text)
{
	return text ? arena_bytes(arena, text, strlen(text)) : NULL;
}

static inline __attribute__((unused)) void arena_done(struct arena *arena)
{
	while (arena->head) {
		struct arena_chunk *chunk = arena->head;

		arena->head = chunk->next;
		free(chunk);
	}
}

#endif

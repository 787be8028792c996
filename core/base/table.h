/*
 * A hash table whose entries are members of what they find: no allocation per entry. One thread at
 * a time.
 */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stddef.h>
#include <stdint.h>

#define container_of(pointer, type, member) ((type *)((char *)(pointer)-offsetof(type, member)))

/* A member of what a table finds. */
struct link {
	struct link *next;
	uint64_t hash;
};

/* Zeroed: empty. Grows by itself. */
struct table {
	struct link **heads; /* owned; the entries are not */
	size_t size, low, room, count; /* buckets; of the last doubling; that memory is there for */
};

void table_add(struct table *table, struct link *link, uint64_t hash);
void table_remove(struct table *table, struct link *link);
void table_done(struct table *table);

/* The first entry of a bucket; the caller follows ->next and compares hash and key. */
struct link *table_first(const struct table *table, uint64_t hash);

/* Any entry, or NULL when there is none: for emptying it. */
struct link *table_any(const struct table *table);

static inline uint64_t table_hash(uint64_t value)
{
	value = (value ^ (value >> 31)) * UINT64_C(0x9e3779b97f4a7c15);
	return value ^ (value >> 32);
}

#endif

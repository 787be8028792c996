/*
 * Intrusive containers for the engine: a hash table whose entries are members of what they
 * find, and a doubly linked list. No allocation per entry. Loop thread only.
 */
#ifndef ENGINE_TABLE_H
#define ENGINE_TABLE_H

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

static inline uint64_t table_hash(uint64_t value)
{
	value = (value ^ (value >> 31)) * UINT64_C(0x9e3779b97f4a7c15);
	return value ^ (value >> 32);
}

/* A head, or a member of what is listed. A zeroed node is on no list. */
struct node {
	struct node *prev, *next;
};

static inline void list_init(struct node *head)
{
	head->prev = head->next = head;
}

static inline int list_empty(const struct node *head)
{
	return head->next == head;
}

static inline int list_has(const struct node *node)
{
	return node->next != NULL;
}

static inline void list_add(struct node *head, struct node *node)
{
	node->prev = head->prev;
	node->next = head;
	head->prev->next = node;
	head->prev = node;
}

static inline void list_add_first(struct node *head, struct node *node)
{
	list_add(head->next, node);
}

/* Harmless when it is on no list. */
static inline void list_remove(struct node *node)
{
	if (!node->next)
		return;
	node->prev->next = node->next;
	node->next->prev = node->prev;
	node->prev = node->next = NULL;
}

static inline struct node *list_take(struct node *head)
{
	struct node *node = head->next;

	if (node == head)
		return NULL;
	list_remove(node);
	return node;
}

#endif

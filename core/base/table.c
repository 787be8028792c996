/*
 * The hash table of table.h: chained buckets, one more whenever there are more entries than
 * buckets. The entries of one bucket are shared out then, those of the oldest that were not yet
 * (linear hashing): with a million entries a doubling would hold up whoever adds one for 50 ms.
 */
#include "base/table.h"

#include <stdlib.h>

enum { FIRST = 64 };

/* Buckets from `low` on exist up to `size`; those beyond are still one with the bucket `low` before
 * them. */
static size_t bucket(const struct table *table, uint64_t hash)
{
	size_t at = hash & (2 * table->low - 1);

	return at < table->size ? at : at - table->low;
}

static void make_room(struct table *table, size_t room)
{
	table->heads = realloc(table->heads, room * sizeof(struct link *));
	if (!table->heads)
		abort();
	table->room = room;
}

static void begin(struct table *table)
{
	make_room(table, FIRST);
	for (size_t i = 0; i < FIRST; i++)
		table->heads[i] = NULL;
	table->size = table->low = FIRST;
}

static void split(struct table *table)
{
	struct link **from;

	if (table->size == 2 * table->low)
		table->low = table->size;
	if (table->size == table->room)
		make_room(table, 2 * table->room);
	table->heads[table->size] = NULL;
	from = &table->heads[table->size - table->low];
	while (*from) {
		struct link *link = *from;

		if (link->hash & table->low) {
			*from = link->next;
			link->next = table->heads[table->size];
			table->heads[table->size] = link;
		} else {
			from = &link->next;
		}
	}
	table->size++;
}

void table_add(struct table *table, struct link *link, uint64_t hash)
{
	struct link **head;

	if (!table->size)
		begin(table);
	else if (table->count >= table->size)
		split(table);
	head = &table->heads[bucket(table, hash)];
	link->hash = hash;
	link->next = *head;
	*head = link;
	table->count++;
}

void table_remove(struct table *table, struct link *link)
{
	struct link **at;

	if (!table->size)
		return;
	for (at = &table->heads[bucket(table, link->hash)]; *at; at = &(*at)->next)
		if (*at == link) {
			*at = link->next;
			link->next = NULL;
			table->count--;
			return;
		}
}

struct link *table_first(const struct table *table, uint64_t hash)
{
	return table->size ? table->heads[bucket(table, hash)] : NULL;
}

struct link *table_any(const struct table *table)
{
	for (size_t i = 0; table->count && i < table->size; i++)
		if (table->heads[i])
			return table->heads[i];
	return NULL;
}

void table_done(struct table *table)
{
	free(table->heads);
	*table = (struct table){0};
}

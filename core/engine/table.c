/* The hash table of table.h: chained buckets, doubled when there are more entries than buckets. */
#include "engine/table.h"

#include <stdlib.h>

static void grow(struct table *table)
{
	size_t size = table->size ? 2 * table->size : 64;
	struct link **heads = calloc(size, sizeof(*heads));

	if (!heads)
		abort();
	for (size_t i = 0; i < table->size; i++)
		while (table->heads[i]) {
			struct link *link = table->heads[i];

			table->heads[i] = link->next;
			link->next = heads[link->hash & (size - 1)];
			heads[link->hash & (size - 1)] = link;
		}
	free(table->heads);
	table->heads = heads;
	table->size = size;
}

void table_add(struct table *table, struct link *link, uint64_t hash)
{
	if (table->count >= table->size)
		grow(table);
	link->hash = hash;
	link->next = table->heads[hash & (table->size - 1)];
	table->heads[hash & (table->size - 1)] = link;
	table->count++;
}

void table_remove(struct table *table, struct link *link)
{
	struct link **at;

	if (!table->size)
		return;
	for (at = &table->heads[link->hash & (table->size - 1)]; *at; at = &(*at)->next)
		if (*at == link) {
			*at = link->next;
			link->next = NULL;
			table->count--;
			return;
		}
}

struct link *table_first(const struct table *table, uint64_t hash)
{
	return table->size ? table->heads[hash & (table->size - 1)] : NULL;
}

void table_done(struct table *table)
{
	free(table->heads);
	*table = (struct table){0};
}

/* The two hash tables that grow with what is under way: every entry is found, and only once, at
 * every size. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "base/table.h"
#include "link/map.h"

enum { MOST = 5000, TURNS = 60000 };

struct entry {
	struct link link;
	struct map_node node;
	char key[16];
	int is_in;
};

static struct entry entries[MOST];

static int times_in_table(const struct table *table, const struct entry *entry)
{
	uint64_t hash = table_hash((uint64_t)(entry - entries));
	int times = 0;

	for (const struct link *link = table_first(table, hash); link; link = link->next)
		times += link == &entry->link;
	return times;
}

/* Everything after each of the first changes, then now and then. */
static void test_tables(void)
{
	struct table table = {0};
	struct map map = {0};
	unsigned chance = 5;
	size_t count = 0;
	int wrong = 0;

	for (int i = 0; i < MOST; i++)
		snprintf(entries[i].key, sizeof(entries[i].key), "key %d", i);
	for (int turn = 0; turn < TURNS; turn++) {
		int at = turn < MOST ? turn : (int)((chance >> 8) % MOST);
		struct entry *entry = &entries[at];

		chance = chance * 1103515245 + 12345;
		if (entry->is_in) {
			table_remove(&table, &entry->link);
			map_remove(&map, &entry->node);
		} else {
			table_add(&table, &entry->link, table_hash((uint64_t)at));
			map_add(&map, &entry->node, entry->key);
		}
		entry->is_in = !entry->is_in;
		count += entry->is_in ? 1 : (size_t)-1;
		wrong += table.count != count || map.table.count != count;
		for (int i = 0; (turn < 300 || turn % 997 == 0) && i < MOST; i++) {
			wrong += times_in_table(&table, &entries[i]) != entries[i].is_in;
			wrong += map_find(&map, entries[i].key) !=
				 (entries[i].is_in ? &entries[i].node : NULL);
		}
	}
	CHECK_INT(wrong, 0);
	CHECK(count > 1000);
	for (struct map_node *node; (node = map_any(&map)); count--)
		map_remove(&map, node);
	CHECK_INT(count, 0);
	map_done(&map);
	table_done(&table);
	CHECK(!table_first(&table, 7) && !map_find(&map, "key 1"));
}

int main(void)
{
	test_tables();
	return check_end();
}

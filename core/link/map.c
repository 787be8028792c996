/* A table by the hash of a text; keys come from outside, so the hash is salted per map. */
#include "link/map.h"

#include <assert.h>
#include <string.h>

/* FNV-1a begun at the map's own address, which an outsider does not know. */
static uint64_t hash_text(const struct map *map, const char *key)
{
	uint64_t hash = 14695981039346656037u ^ (uintptr_t)map;

	for (; *key; key++)
		hash = (hash ^ (unsigned char)*key) * 1099511628211u;
	return hash ^ hash >> 32;
}

static struct map_node *node_of(struct link *link)
{
	return link ? container_of(link, struct map_node, link) : NULL;
}

struct map_node *map_find(const struct map *map, const char *key)
{
	uint64_t hash = hash_text(map, key);
	struct map_node *node = node_of(table_first(&map->table, hash));

	while (node && (node->link.hash != hash || strcmp(node->key, key) != 0))
		node = node_of(node->link.next);
	return node;
}

void map_add(struct map *map, struct map_node *node, const char *key)
{
	node->key = key;
	table_add(&map->table, &node->link, hash_text(map, key));
}

void map_remove(struct map *map, struct map_node *node)
{
	size_t before = map->table.count;

	table_remove(&map->table, &node->link);
	assert(map->table.count + 1 == before);
	(void)before;
}

struct map_node *map_any(const struct map *map)
{
	return node_of(table_any(&map->table));
}

void map_done(struct map *map)
{
	table_done(&map->table);
}

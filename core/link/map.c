/* Chained hashing; keys come from outside, so the hash is salted per map. */
#include "link/map.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 64 };

/* FNV-1a begun at the map's own address, which an outsider does not know. */
static uint64_t hash_text(const struct map *map, const char *key)
{
	uint64_t hash = 14695981039346656037u ^ (uintptr_t)map;

	for (; *key; key++)
		hash = (hash ^ (unsigned char)*key) * 1099511628211u;
	return hash ^ hash >> 32;
}

static void grow(struct map *map)
{
	size_t capacity = map->capacity ? map->capacity * 2 : FIRST_CAPACITY;
	struct map_node **slots = calloc(capacity, sizeof(*slots));

	if (!slots)
		abort();
	for (size_t i = 0; i < map->capacity; i++) {
		struct map_node *next;

		for (struct map_node *node = map->slots[i]; node; node = next) {
			next = node->next;
			node->next = slots[node->hash & (capacity - 1)];
			slots[node->hash & (capacity - 1)] = node;
		}
	}
	free(map->slots);
	map->slots = slots;
	map->capacity = capacity;
}

struct map_node *map_find(const struct map *map, const char *key)
{
	if (!map->count)
		return NULL;

	uint64_t hash = hash_text(map, key);
	struct map_node *node = map->slots[hash & (map->capacity - 1)];

	while (node && (node->hash != hash || strcmp(node->key, key) != 0))
		node = node->next;
	return node;
}

void map_add(struct map *map, struct map_node *node, const char *key)
{
	if (map->count >= map->capacity)
		grow(map);
	node->key = key;
	node->hash = hash_text(map, key);

	struct map_node **slot = &map->slots[node->hash & (map->capacity - 1)];

	node->next = *slot;
	*slot = node;
	map->count++;
}

void map_remove(struct map *map, struct map_node *node)
{
	struct map_node **at = &map->slots[node->hash & (map->capacity - 1)];

	while (*at != node) {
		assert(*at);
		at = &(*at)->next;
	}
	*at = node->next;
	node->next = NULL;
	map->count--;
}

struct map_node *map_any(const struct map *map)
{
	for (size_t i = 0; map->count && i < map->capacity; i++) {
		if (map->slots[i])
			return map->slots[i];
	}
	return NULL;
}

void map_done(struct map *map)
{
	free(map->slots);
	*map = (struct map){0};
}

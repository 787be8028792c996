/*
 * Chained hashing; keys come from outside, so the hash is salted per map. One slot more whenever
 * there are more entries than slots, and only one slot's entries are shared out then (linear
 * hashing): with a million entries a doubling would take 50 ms.
 */
#include "link/map.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST = 64 };

/* FNV-1a begun at the map's own address, which an outsider does not know. */
static uint64_t hash_text(const struct map *map, const char *key)
{
	uint64_t hash = 14695981039346656037u ^ (uintptr_t)map;

	for (; *key; key++)
		hash = (hash ^ (unsigned char)*key) * 1099511628211u;
	return hash ^ hash >> 32;
}

/* Slots from `low` on exist up to `capacity`; those beyond are still one with the slot `low`
 * before. */
static struct map_node **slot_of(const struct map *map, uint64_t hash)
{
	size_t at = hash & (2 * map->low - 1);

	return &map->slots[at < map->capacity ? at : at - map->low];
}

static void make_room(struct map *map, size_t room)
{
	map->slots = realloc(map->slots, room * sizeof(struct map_node *));
	if (!map->slots)
		abort();
	map->room = room;
}

static void begin(struct map *map)
{
	make_room(map, FIRST);
	for (size_t i = 0; i < FIRST; i++)
		map->slots[i] = NULL;
	map->capacity = map->low = FIRST;
}

static void split(struct map *map)
{
	struct map_node **from;

	if (map->capacity == 2 * map->low)
		map->low = map->capacity;
	if (map->capacity == map->room)
		make_room(map, 2 * map->room);
	map->slots[map->capacity] = NULL;
	from = &map->slots[map->capacity - map->low];
	while (*from) {
		struct map_node *node = *from;

		if (node->hash & map->low) {
			*from = node->next;
			node->next = map->slots[map->capacity];
			map->slots[map->capacity] = node;
		} else {
			from = &node->next;
		}
	}
	map->capacity++;
}

struct map_node *map_find(const struct map *map, const char *key)
{
	if (!map->count)
		return NULL;

	uint64_t hash = hash_text(map, key);
	struct map_node *node = *slot_of(map, hash);

	while (node && (node->hash != hash || strcmp(node->key, key) != 0))
		node = node->next;
	return node;
}

void map_add(struct map *map, struct map_node *node, const char *key)
{
	if (!map->capacity)
		begin(map);
	else if (map->count >= map->capacity)
		split(map);
	node->key = key;
	node->hash = hash_text(map, key);

	struct map_node **slot = slot_of(map, node->hash);

	node->next = *slot;
	*slot = node;
	map->count++;
}

void map_remove(struct map *map, struct map_node *node)
{
	struct map_node **at = slot_of(map, node->hash);

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

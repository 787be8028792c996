/*
 * A hash map of text keys whose nodes live inside the entries: no allocation per entry.
 * A zeroed struct is an empty map; it must not be moved once used. Keys are borrowed from the
 * entries. One thread.
 */
#ifndef LINK_MAP_H
#define LINK_MAP_H

#include "base/table.h"

struct map_node {
	struct link link;
	const char *key;
};

struct map {
	struct table table;
};

struct map_node *map_find(const struct map *map, const char *key);

/* The key must not be in the map and must live as long as the node is in it. */
void map_add(struct map *map, struct map_node *node, const char *key);
void map_remove(struct map *map, struct map_node *node);

/* Any node, or NULL when the map is empty: for emptying it. */
struct map_node *map_any(const struct map *map);

/* Gives the table back; the entries are the caller's. */
void map_done(struct map *map);

#endif

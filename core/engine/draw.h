/*
 * Lifecycles as Graphviz text. Boxes are states at rest, dashed ellipses those on the way;
 * dotted edges are what follows by itself: going on as another process, compensating.
 */
#ifndef ENGINE_DRAW_H
#define ENGINE_DRAW_H

#include "base/buf.h"
#include "engine/lifecycle.h"

/* Every process of a base type; 0 and nothing when it has none. */
int draw_type(const struct lifecycles *set, const char *type, struct buf *ret);

/* One process: how it moves, and on its edges the handlers that work in it (`no-op`: none). */
void draw_process(const struct lifecycles *set, const struct process *process, struct buf *ret);

#endif

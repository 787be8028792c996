/*
 * The external handlers that are live: those whose handler, process and map rows are all
 * active. Read from the store at the start and again with every change of such a row, so that
 * one that is deactivated is out at once. Loop thread only.
 */
#ifndef LIVE_H
#define LIVE_H

#include "api/api.h"
#include "engine/engine.h"
#include "link/bus.h"
#include "store/store.h"

struct live;

/* All borrowed. The caller frees it with live_free, before the engine. */
struct live *live_new(struct engine *engine, struct store *store, struct bus *bus, struct api *api);
void live_free(struct live *live);

/* Reads the rows: when the model is there, and before the engine starts. */
void live_read(struct live *live);

/* A row changed durably. */
void live_changed(struct live *live, const struct type *type);

#endif

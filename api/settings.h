/*
 * Settings as clients see them: every name that the server knows and every row, as activeSetting
 * objects, by row or by name. HTTP threads.
 */
#ifndef API_SETTINGS_H
#define API_SETTINGS_H

#include "api/call.h"
#include "api/render.h"

/* Whether a type is `setting` or `activeSetting`. */
int settings_is(const struct type *type);

/* GET and POST of the collection. Answers. */
void settings_collection(struct call *call, const struct type *type);

/* One, by `1as5`, `1as!NAME` or `NAME`. Answers. */
void settings_resource(struct call *call, const struct type *type, struct span id);

/* Appends a row as an activeSetting. */
void settings_render(const struct render *render, const struct row *row, struct buf *ret);

#endif

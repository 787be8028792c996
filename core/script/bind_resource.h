/*
 * What the files of raw.resource share: bind_resource.c (changes, and the table),
 * bind_resource_read.c (what is checked first, and reads). Nobody else includes this. All raise.
 */
#ifndef SCRIPT_BIND_RESOURCE_H
#define SCRIPT_BIND_RESOURCE_H

#include "script/bind_tables.h"

/* The newest definitions: the engine's, or while it has none, what was just loaded. */
struct model *resource_check_model(lua_State *L);

/* The type of resources that the argument at `index` names. */
const struct type *resource_check_type(lua_State *L, int index);

/* Type and id out of the resource's table at `index`. */
const struct type *resource_check(lua_State *L, int index, int64_t *ret_id);

/*
 * Pushes a resource as committed now, or nil and an error: how many values. `strict`: one whose
 * last process failed is an error, too.
 */
int resource_push(lua_State *L, const struct type *type, int64_t id, int strict);

#endif

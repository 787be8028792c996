/*
 * Between JSON text, stored rows and Lua values; beside what bind.h declares. Nothing here
 * raises as long as the memory ceiling does not hold (vm.h); within a task's slice pushing
 * may raise for memory, converting to JSON never does.
 */
#ifndef SCRIPT_VALUE_H
#define SCRIPT_VALUE_H

#include <lua.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/json.h"
#include "store/store.h"

/*
 * Pushes a row as authors see it: a flat table of every field that is not null (those
 * under data.fields too), the raw `data`, and `type`, the name of its kind's type.
 */
void value_push_row(lua_State *L, const struct model *model, const struct type *type,
		    const struct row *row);

/*
 * Appends the table at `index` as a patch of a resource (doc.h): `id`, `type` and keys that
 * begin with `_` are left out, empty tables of array fields are []. A state is refused:
 * only processes move it, unless `inserting`. -1 and err, nothing raised.
 */
int value_to_patch(lua_State *L, int index, const struct type *type, int inserting, struct buf *ret,
		   struct error *err);

/* Appends a table as an object, also when it is empty or absent. -1 for anything else. */
int value_to_object(lua_State *L, int index, struct buf *ret, struct error *err);

/* Pushes the null of arrays and patches, and tells it. */
void value_push_null(lua_State *L);
int value_is_null(lua_State *L, int index);

/* Pushes the metatable that makes an empty table a JSON array. */
void value_push_array_metatable(lua_State *L);

#endif

/*
 * Everything that changes something: create, update, delete, actions. Parsed and checked on
 * the HTTP thread, done by the engine on the loop, answered on the HTTP thread when durable -
 * or, with `?wait=STATE` (and `waitTimeout=SECONDS`, default 60, at most 600), when the
 * resource rests in that state. What was not reached in time, or ended otherwise, is
 * answered 202; the resource itself says why.
 */
#ifndef API_WRITE_H
#define API_WRITE_H

#include "api/call.h"

/* Through a child link, `field` refers to the parent, whose wire id is `parent`; else NULL. */
void write_create(struct call *call, const struct type *type, const char *field,
		  const char *parent);
/* POST of a type that is not kept: what was sent is checked, and shown. */
void write_nothing(struct call *call, const struct type *type);

void write_update(struct call *call, const struct type *type, int64_t id);
void write_delete(struct call *call, const struct type *type, int64_t id);
void write_action(struct call *call, const struct type *type, int64_t id, const char *action);

#endif

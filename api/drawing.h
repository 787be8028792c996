/*
 * Lifecycles as drawings: links `processDot` of a processDefinition and `resourceDot` of a
 * resourceDefinition, as Graphviz text, or with ?format=svg drawn. HTTP threads.
 */
#ifndef API_DRAWING_H
#define API_DRAWING_H

#include "api/call.h"

/* 1 when the path is one of these links (and was answered), else 0. */
int drawing_link(struct call *call, const struct type *type, struct span id, struct span link);

void resource_definition_list(struct call *call, const struct type *type);
void resource_definition_get(struct call *call, const struct type *type, const char *id,
			     size_t len);

#endif

/*
 * The engine's own tables as resources: processInstance (`/v1/processinstances`) and
 * processDefinition (`/v1/processdefinitions`). Which of their fields exist is the schema's
 * business; the values come from here. HTTP threads; a process that is still under way is
 * asked about on the loop.
 */
#ifndef API_PROCESS_VIEW_H
#define API_PROCESS_VIEW_H

#include "api/call.h"

/* 1 when a type is one of these two, or history, resourceDefinition, processExecution,
 * extensionPoint (and the request was answered), else 0. */
int process_view_list(struct call *call, const struct type *type);
int process_view_get(struct call *call, const struct type *type, const char *id, size_t len);

/* POST of one of the verbs of engine.h on a process instance; errors are answered. */
void process_view_act(struct call *call, const struct type *type, const char *id, size_t len,
		      const char *action);

/* (definition_view.c) */
void definition_view_list(struct call *call, const struct type *type);
void definition_view_get(struct call *call, const struct type *type, const char *id, size_t len);
void extension_point_list(struct call *call, const struct type *type);
void extension_point_get(struct call *call, const struct type *type, const char *id, size_t len);

#endif

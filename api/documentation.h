/*
 * What types, fields and actions are for: the resources of typeDocumentation, from the sentences
 * in the schemas. A caller reads of what it may see and of nothing else. HTTP threads.
 */
#ifndef API_DOCUMENTATION_H
#define API_DOCUMENTATION_H

#include "api/call.h"

/* 1 when `type` is typeDocumentation, and the request was answered; else 0. */
int documentation_list(struct call *call, const struct type *type);

/* The same for one, by the name of the type it is about, in any case, singular or plural. */
int documentation_get(struct call *call, const struct type *type, const char *id, size_t len);

#endif

/*
 * Which methods a path takes: for OPTIONS, and for the header Allow of a 405. Derived from the
 * schema as the caller's role sees it. HTTP threads.
 */
#ifndef API_METHODS_H
#define API_METHODS_H

#include "api/call.h"

/* Answers OPTIONS: 204 with Allow, or 404. */
void methods_answer(struct call *call);

/* Adds Allow to a coming answer, when the path leads anywhere. */
void methods_header(struct call *call);

#endif

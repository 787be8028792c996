/*
 * Pages of other origins (CORS), by setting and off unless set: `api.cors.origins` names them,
 * separated by commas or spaces; `*` lets all read, without credentials. HTTP threads; costs a
 * comparison of two numbers while it is off.
 */
#ifndef API_CORS_H
#define API_CORS_H

#include "api/call.h"

/* Adds the headers of an answer to a page that may have it. */
void cors_headers(struct call *call);

/* Answers the question that a browser asks first: 1, or 0 when it is none or none may ask. */
int cors_preflight(struct call *call);

/* Whether the origin is named (`*` names none): such a page may also act with assumed rights. */
int cors_names(struct call *call, const char *origin);

void cors_done(struct cors *cors);

#endif

/*
 * The error object: one shape for whatever went wrong, on the HTTP thread.
 *
 * Errors that carry a tag are the contract's own ("MissingRequired", with fieldName); the
 * rest are bare statuses, named by their status text. Our sentence goes to `detail`. What is
 * our fault shows an id only, under which the reason is logged.
 */
#ifndef API_ERRORS_H
#define API_ERRORS_H

#include "api/call.h"
#include "base/error.h"

/* Answers with an error. Exactly once per request. */
void errors_reply(struct call *call, const struct error *err);

/* Answers with a bare status: 404, 405, ... */
void errors_status(struct call *call, int status);

/* Writes the object; returns the HTTP status. `id` is a uuid that the caller may log. */
int errors_render(const struct error *err, const char *id, struct buf *ret);

/* Puts a contract code into *err: returns -1. `field` may be NULL. */
int errors_set(struct error *err, const char *tag, const char *field);

#endif

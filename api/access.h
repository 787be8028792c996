/*
 * Which rows a caller may see, and the common way to read and answer one. What an account
 * may not see does not exist for it: 404, never 403.
 */
#ifndef API_ACCESS_H
#define API_ACCESS_H

#include "api/call.h"
#include "api/render.h"

/* The account whose rows a caller is held to; 0: it sees all. */
int64_t access_scope(const struct call *call);

/* What a query of this type must be narrowed to: 0 when its rows belong to nobody. */
int64_t access_account(const struct snapshot *snapshot, const struct type *type, int64_t scope);

/* Whether a row is within a scope: its own, or public, or the type has no owner; and not hidden
 * data. */
int access_row(const struct snapshot *snapshot, const struct type *type, const struct row *row,
	       int64_t scope);

/*
 * Reads a row for the caller. -1 with ERROR_NOT_FOUND when there is none, it is not the
 * caller's, or it is not of this (child) type.
 */
int access_get(struct call *call, struct reader *reader, const struct type *type, int64_t id,
	       struct row *ret, struct error *err);

/* How the caller sees things, includes of its query among them. */
void access_render(const struct call *call, struct buf *includes, struct render *ret);

/*
 * What the caller says of the row that he means to change (If-Match, If-None-Match): 0, and in
 * *ret_rev the revision it must still have then (0: any); or -1 (412).
 */
int access_expect(struct call *call, const struct type *type, const struct row *row,
		  int64_t *ret_rev, struct error *err);

/* Answers with one resource, without includes, and gives the answer back (http/server.h). */
struct http_kept *access_reply_keep(struct call *call, const struct type *type,
				    const struct row *row);

/* Answers with one resource; 304 when a GET has it already. */
void access_reply(struct call *call, int status, const struct type *type, const struct row *row);

#endif

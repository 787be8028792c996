/*
 * Links: their URLs on a resource, what they lead to, and included data.
 */
#ifndef API_LINKS_H
#define API_LINKS_H

#include "api/call.h"
#include "api/render.h"

/* Appends `,"name":"url"` of every link that the row has, behind the self link. */
void links_render(const struct shape *shape, const struct view *view, const struct row *row,
		  const struct values *values, const char *self, size_t self_len, struct buf *ret);

/* Appends `,"name":[...]` (an object, or null, for a reference) of every included link. */
void links_include(const struct render *render, const struct shape *shape, const struct view *view,
		   const struct row *row, const struct values *values, struct buf *ret);

/* A visible link by name in any case, or NULL. */
const struct view_link *links_find(const struct view *view, const char *name, size_t len);

/* The row that a reference link leads to, 0 when it is null. */
int64_t links_target(const struct shape *shape, const struct view_link *link, const struct row *row,
		     const struct values *values);

/* Makes the query that finds the rows of a child or map link. `filter` is filled for a child. */
int links_query(const struct snapshot *snapshot, const struct view_link *link, int64_t id,
		char text[24], struct filter *filter, struct query *ret);

/* Answers GET of a link of a row that the caller may see. */
void links_get(struct call *call, const struct type *type, const struct row *row, const char *name,
	       size_t len);

/* How many joined rows a resource comes to with what the request includes; at least one. */
int64_t links_joined(const struct render *render, const struct view *view, int64_t id);

#endif

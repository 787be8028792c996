/*
 * The API as an OpenAPI 3.1 document, made of the schemas: what one role may see and do, with the
 * sentences of the schemas. Written once per snapshot and role. Any thread.
 *
 * Components are called as the types: `container` what is read, `container.create` and
 * `container.update` what is sent, `container.collection` a page of them. What is no type's own
 * begins with `api.`.
 */
#ifndef API_OPENAPI_H
#define API_OPENAPI_H

#include "api/view.h"
#include "base/buf.h"

/* Where the base URL goes in the cached text; JSON text holds no such byte. */
#define OPENAPI_MARK "\x01"

/* Whose document it is. */
struct openapi {
	const struct snapshot *snapshot;
	enum role role;
	int read_only; /* as an account sees it that only reads */
	struct buf *ret;
};

/* Appends the document; `base` stands at the front of its server's URL. */
void openapi_render(struct snapshot *snapshot, enum role role, int read_only, const char *base,
		    size_t base_len, struct buf *ret);

/* --- Between its files ------------------------------------------------------------------- */

/* What of a type's methods the caller has, as METHOD_ bits. */
unsigned openapi_collection(const struct openapi *to, const struct type *type);
unsigned openapi_resource(const struct openapi *to, const struct type *type);

/* How many of its actions. */
int openapi_actions(const struct openapi *to, const struct type *type);

/* Whether there is a type of this name that the caller sees. */
const struct type *openapi_type(const struct openapi *to, const char *name, size_t len);

/* (openapi_roots.c) Appends the paths that are of no type; the first of all. */
void openapi_roots(const struct openapi *to);

/* (openapi_roots.c) Whether it can be asked what a process would do with one. */
int openapi_explains(const struct openapi *to, const struct type *type);

/* (openapi_parts.c) Appends the value of "components". */
void openapi_components(const struct openapi *to);

/* (openapi_parts.c) Appends `{"type":"string"}` as a parameter of a filter has it, "string" being
 * the value of the next. */
const char *openapi_filter_kind(const struct field *field, int op);

/* (openapi_parts.c) Appends `"key":"text"` with a comma in front where one is needed. */
void openapi_text(struct buf *ret, const char *key, const char *text);

#endif

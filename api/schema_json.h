/*
 * The model described to clients: /v1, /v1/schemas and single schemas. Each text is written
 * once per snapshot and role, with a mark where the base URL goes. Any thread.
 */
#ifndef API_SCHEMA_JSON_H
#define API_SCHEMA_JSON_H

#include "api/view.h"
#include "base/buf.h"

enum {
	SCHEMA_READ_ONLY =
		1, /* as an account sees it that only reads (readAdmin): role admin only */
	SCHEMA_EXTENSIONS = 2, /* besides what the contract of 2014 has, all that we have */
};

/* Appends one schema; `base` stands at the front of its URLs, `how` are SCHEMA_ bits. */
void schema_render(const struct snapshot *snapshot, const struct type *type, enum role role,
		   unsigned how, const char *base, size_t base_len, struct buf *ret);

/* Appends the collection of all schemas that a role sees. */
void schema_render_all(struct snapshot *snapshot, enum role role, unsigned how, const char *base,
		       size_t base_len, struct buf *ret);

/* Appends the resource at /v1. */
void schema_render_root(struct snapshot *snapshot, enum role role, const char *base,
			size_t base_len, struct buf *ret);

#endif

/*
 * What a document was before a change, as the patch that leads back to it. Only what differs
 * is in it; objects are gone into, so that one changed field of many costs one member.
 */
#include <string.h>

#include "base/auto.h"
#include "store/doc.h"

enum { DEPTH_MAX = 16 };

/* The value under a key as written, or {NULL, 0}. */
static struct span member(struct span object, struct span wanted)
{
	struct json_iter iter;
	struct span key, value;

	json_iter_start(&iter, object);
	while (json_iter_next(&iter, &key, &value))
		if (key.len == wanted.len && memcmp(key.at, wanted.at, key.len) == 0)
			return value;
	return (struct span){NULL, 0};
}

/* Keys that a patch would read as its own signs. */
static int has_signs(struct span object)
{
	struct json_iter iter;
	struct span key, value;

	json_iter_start(&iter, object);
	while (json_iter_next(&iter, &key, &value))
		if (key.len && (key.at[0] == '+' || memchr(key.at, '\\', key.len)))
			return 1;
	return 0;
}

static int same(struct span a, struct span b)
{
	return a.len == b.len && (!a.len || memcmp(a.at, b.at, a.len) == 0);
}

/* The names of fields are those of the top level (depth 0) and of data.fields (depth 2). */
static int is_secret(const struct type *type, int depth, struct span key)
{
	const struct field *field =
		depth == 0 || depth == 2 ? type_field(type, key.at, key.len) : NULL;

	return field && field->type == FIELD_PASSWORD;
}

static void add_key(struct buf *ret, const char *sign, struct span key)
{
	buf_json_comma(ret);
	buf_addf(ret, "\"%s", sign);
	buf_add(ret, key.at, key.len);
	buf_adds(ret, "\":");
}

static void undo(const struct type *type, int depth, struct span before, struct span after,
		 struct buf *ret);

static void undo_member(const struct type *type, int depth, struct span key, struct span before,
			struct span after, struct buf *ret)
{
	/* Below data only data.fields is gone into by name; elsewhere depth just counts on. */
	int below = depth == 0 ? (span_is(key, "data") ? 1 : 3)
			       : (depth == 1 && span_is(key, "fields") ? 2 : depth + 3);

	if (is_secret(type, depth, key)) {
		add_key(ret, "", key);
		buf_adds(ret, "null");
	} else if (json_is_object(before) && json_is_object(after) && below < DEPTH_MAX &&
		   !has_signs(before) && !has_signs(after)) {
		add_key(ret, "+", key);
		undo(type, below, before, after, ret);
	} else {
		add_key(ret, "", key);
		if (before.at)
			buf_add(ret, before.at, before.len);
		else
			buf_adds(ret, "null");
	}
}

static void undo(const struct type *type, int depth, struct span before, struct span after,
		 struct buf *ret)
{
	struct json_iter iter;
	struct span key, value;

	buf_addc(ret, '{');
	json_iter_start(&iter, before);
	while (json_iter_next(&iter, &key, &value)) {
		struct span now = member(after, key);

		if (!same(value, now))
			undo_member(type, depth, key, value, now, ret);
	}
	json_iter_start(&iter, after);
	while (json_iter_next(&iter, &key, &value))
		if (!member(before, key).at)
			undo_member(type, depth, key, (struct span){NULL, 0}, value, ret);
	buf_addc(ret, '}');
}

void doc_undo(const struct type *type, struct span before, struct span after, struct buf *ret)
{
	undo(type, 0, before, after, ret);
}

/*
 * Reading JSON text in place: checked once where it enters, then walked as spans of
 * the original bytes, with no tree and no allocation. Trees, where one is handier,
 * come from cJSON. Pure functions; any thread. RFC 8259.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"

/* A piece of JSON text, or nothing (at == NULL). Borrowed from the text it was cut from. */
struct span {
	const char *at;
	size_t len;
};

#define JSON_MAX_DEPTH 64

/*
 * Whether the bytes are one valid JSON value (UTF-8, no control characters in strings,
 * at most `depth` levels, nothing behind it). ERROR_INVALID names the offset.
 */
int json_check(const char *text, size_t len, int depth, struct error *err);

/* One step through the members of an object or the elements of an array. */
struct json_iter {
	const char *at, *end;
	int is_object;
};

/* Starts on a checked value; a value that is neither object nor array has no members. */
void json_iter_start(struct json_iter *iter, struct span value);

/*
 * The next member: 1, or 0 at the end. `key` (may be NULL for arrays) is the text between
 * the quotes, still escaped; `value` is trimmed. Both borrowed.
 */
int json_iter_next(struct json_iter *iter, struct span *key, struct span *value);

/* The value of a member of an object (plain key, no escapes), or {NULL,0}. */
struct span json_get(struct span object, const char *key);

/* json_get along a dotted path: "data.fields.imageUuid". */
struct span json_path(struct span object, const char *path);

struct span span_of(const char *text);
int span_is(struct span span, const char *text); /* equal bytes */
int json_is_string(struct span value);
int json_is_object(struct span value);
int json_is_array(struct span value);
int json_is_null(struct span value); /* absent counts as null */
int json_is_true(struct span value);

/* Appends a checked value without line breaks: what stands on one line of its own. */
void json_one_line(struct span value, struct buf *ret);

/* A string value, unescaped into buf (appended); -1 when it is no string. */
int json_string(struct span value, struct buf *ret);

/* An integer (number, or decimal text in a string); -1 when it is none or does not fit. */
int json_int(struct span value, int64_t *ret);

#endif

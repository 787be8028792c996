/*
 * The one error of the whole program: a small code, a named field or cause, and a
 * text. It lives on the stack, owns nothing, and crosses threads by assignment.
 *
 * A function that can fail takes `struct error *err` last, returns -1 (or NULL), and
 * writes *err only then. `err` may be NULL when the caller does not care.
 * May be called from any thread.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdarg.h>

/* Shared by C, Lua and HTTP. Only UNAVAILABLE and TIMEOUT are worth another try. */
enum error_code {
	ERROR_NONE = 0,
	ERROR_INVALID, /* the input is wrong: 422 */
	ERROR_NOT_FOUND, /* 404 */
	ERROR_CONFLICT, /* the state, or a unique value, forbids it: 409 */
	ERROR_DENIED, /* 403 */
	ERROR_UNSUPPORTED, /* 405 */
	ERROR_UNAVAILABLE, /* a party is away or busy; retried: 503 */
	ERROR_TIMEOUT, /* no answer in time; retried: 504 */
	ERROR_CANCELLED, /* given up on purpose: 409 */
	ERROR_INTERNAL, /* our fault: 500 */
	ERROR_CODE_MAX
};

struct error {
	enum error_code code;
	char tag[40]; /* the API's code word, as "MissingRequired"; "" when the code says it all */
	char field[64]; /* the field or party that is at fault; "" when none */
	char text[376]; /* a sentence for people, cut when longer */
};

/* Fills *err and returns -1. A NULL err is ignored. Overwrites what was there. */
int error_set(struct error *err, enum error_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* As error_set, naming the API code word and the field (either may be NULL). */
int error_field(struct error *err, enum error_code code, const char *tag, const char *field,
		const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Puts "outer: " before the text that is there, keeping code, tag and field. Returns -1. */
int error_wrap(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* error_set with errno's text behind the sentence; code from errno (ENOENT, EACCES, ...). */
int error_errno(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The lower-case word of a code, as Lua sees it ("not_found"); never NULL. */
const char *error_name(enum error_code code);

/* The code of a word; ERROR_INTERNAL for a word that is none. */
enum error_code error_from_name(const char *name);

/* The HTTP status of a code, 200 for ERROR_NONE. */
int error_status(enum error_code code);

/* Whether the engine tries again after it (unavailable, timeout). */
int error_is_transient(enum error_code code);

#endif

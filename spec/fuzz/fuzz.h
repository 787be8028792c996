/*
 * What a target has: one function that takes any bytes, and aborts when a promise is broken. The
 * sanitizers find the rest. libFuzzer drives it (make fuzz), or run.c does (spec/run).
 */
#ifndef SPEC_FUZZ_H
#define SPEC_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Tells what did not hold, and on what. */
#define MUST(condition) \
	do { \
		if (!(condition)) { \
			fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, \
				#condition); \
			abort(); \
		} \
	} while (0)

/* A copy with a NUL behind it, of its exact size, so that reading beyond is seen. */
static inline __attribute__((unused)) char *text_of(const uint8_t *data, size_t size)
{
	char *ret = malloc(size + 1);

	memcpy(ret, data, size);
	ret[size] = 0;
	return ret;
}

/* The first byte, taken off; 0 when there is none. */
static inline __attribute__((unused)) unsigned take(const uint8_t **data, size_t *size)
{
	if (!*size)
		return 0;
	(*size)--;
	return *(*data)++;
}

static inline __attribute__((unused)) int is_json(const struct buf *text)
{
	return json_check(text->data ? text->data : "", text->len, JSON_MAX_DEPTH, NULL) == 0;
}

#endif

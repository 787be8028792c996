/*
 * Percent-encoded paths. Pure; any thread.
 */
#ifndef HTTP_QUERY_H
#define HTTP_QUERY_H

#include <stddef.h>

/* Decodes into ret (len + 1 bytes are enough), NUL-terminated. -1 on a broken escape or %00. */
int query_decode_path(const char *text, size_t len, char *ret);

#endif

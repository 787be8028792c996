/*
 * Percent-encoded text: the query's parameters and the path. A broken escape in a query is
 * kept as it stands; in a path it is refused by the caller.
 */
#include "http/query.h"

#include "http/server.h"

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* The byte of the escape at text[0] == '%', or -1. */
static int unescape(const char *text, size_t len)
{
	int high, low;

	if (len < 3)
		return -1;
	high = hex(text[1]);
	low = hex(text[2]);
	return high < 0 || low < 0 ? -1 : high << 4 | low;
}

static void decode_form(const char *text, size_t len, struct buf *ret)
{
	for (size_t i = 0; i < len; i++) {
		int byte = text[i] == '%' ? unescape(text + i, len - i) : -1;

		if (byte >= 0) {
			buf_addc(ret, (char)byte);
			i += 2;
		} else {
			buf_addc(ret, text[i] == '+' ? ' ' : text[i]);
		}
	}
}

int query_decode_path(const char *text, size_t len, char *ret)
{
	for (size_t i = 0; i < len; i++) {
		int byte = (unsigned char)text[i];

		if (byte == '%') {
			byte = unescape(text + i, len - i);
			i += 2;
		}
		if (byte <= 0)
			return -1;
		*ret++ = (char)byte;
	}
	*ret = '\0';
	return 0;
}

int http_query_next(const char **cursor, struct buf *key, struct buf *value)
{
	const char *at = *cursor, *equals;
	size_t len;

	buf_clear(key);
	buf_clear(value);
	while (*at == '&')
		at++;
	if (!*at) {
		*cursor = at;
		return 0;
	}
	len = strcspn(at, "&");
	*cursor = at + len;
	equals = memchr(at, '=', len);
	decode_form(at, equals ? (size_t)(equals - at) : len, key);
	if (equals)
		decode_form(equals + 1, len - (size_t)(equals + 1 - at), value);
	/* Both are text from here on, also when empty. */
	buf_room(key, 1)[0] = '\0';
	buf_room(value, 1)[0] = '\0';
	return 1;
}

/* Growable bytes and JSON output. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

char *buf_grow(struct buf *buf, size_t more)
{
	size_t need = buf->len + more + 1, cap = buf->cap ? buf->cap : 256;

	if (need > buf->cap) {
		while (cap < need)
			cap *= 2;
		buf->data = realloc(buf->data, cap);
		if (!buf->data)
			abort();
		buf->cap = cap;
	}
	return buf->data + buf->len;
}

void buf_fit(struct buf *buf)
{
	char *fit;

	if (!buf->cap || buf->cap == buf->len + 1)
		return;
	fit = realloc(buf->data, buf->len + 1);
	if (!fit)
		return; /* as it was */
	buf->data = fit;
	buf->cap = buf->len + 1;
}

void buf_addf(struct buf *buf, const char *format, ...)
{
	va_list args, again;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len > 0) {
		vsnprintf(buf_room(buf, (size_t)len), (size_t)len + 1, format, again);
		buf->len += (size_t)len;
	}
	va_end(again);
}

void buf_add_int(struct buf *buf, int64_t value)
{
	char digits[24];
	char *at = digits + sizeof(digits);
	uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (value < 0)
		*--at = '-';
	buf_add(buf, at, (size_t)(digits + sizeof(digits) - at));
}

/* Length of the valid UTF-8 sequence at `at`, 0 when there is none (RFC 3629). */
static size_t utf8_len(const unsigned char *at, size_t left)
{
	size_t len;
	unsigned min;
	unsigned code;

	if (at[0] < 0x80)
		return 1;
	if (at[0] >= 0xc2 && at[0] <= 0xdf) {
		len = 2;
		code = at[0] & 0x1f;
		min = 0x80;
	} else if ((at[0] & 0xf0) == 0xe0) {
		len = 3;
		code = at[0] & 0x0f;
		min = 0x800;
	} else if (at[0] >= 0xf0 && at[0] <= 0xf4) {
		len = 4;
		code = at[0] & 0x07;
		min = 0x10000;
	} else {
		return 0;
	}
	if (len > left)
		return 0;
	for (size_t i = 1; i < len; i++) {
		if ((at[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (at[i] & 0x3f);
	}
	if (code < min || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
		return 0;
	return len;
}

void buf_json_bytes(struct buf *buf, const char *text, size_t len)
{
	const unsigned char *at = (const unsigned char *)text, *end = at + len, *plain;

	buf_addc(buf, '"');
	while (at < end) {
		plain = at;
		while (at < end && *at >= 0x20 && *at < 0x80 && *at != '"' && *at != '\\')
			at++;
		if (at > plain)
			buf_add(buf, plain, (size_t)(at - plain));
		if (at >= end)
			break;
		if (*at == '"' || *at == '\\') {
			char escaped[2] = {'\\', (char)*at++};

			buf_add(buf, escaped, 2);
		} else if (*at < 0x20) {
			static const char *const names = "btn\0fr";

			static const char *const hex = "0123456789abcdef";
			char code[6] = {'\\', 'u', '0', '0', hex[*at >> 4], hex[*at & 15]};
			char named[2] = {'\\', 0};

			if (*at >= '\b' && *at <= '\r')
				named[1] = names[*at - '\b'];
			if (named[1])
				buf_add(buf, named, sizeof(named));
			else
				buf_add(buf, code, sizeof(code));
			at++;
		} else {
			size_t n = utf8_len(at, (size_t)(end - at));

			if (n)
				buf_add(buf, at, n);
			else
				buf_add(buf, "\xef\xbf\xbd", 3);
			at += n ? n : 1;
		}
	}
	buf_addc(buf, '"');
}

void buf_json_string(struct buf *buf, const char *text)
{
	if (text)
		buf_json_bytes(buf, text, strlen(text));
	else
		buf_add(buf, "null", 4);
}

void buf_json_comma(struct buf *buf)
{
	if (buf->len && !strchr("{[,:", buf->data[buf->len - 1]))
		buf_addc(buf, ',');
}

void buf_json_key(struct buf *buf, const char *key)
{
	buf_json_comma(buf);
	buf_json_string(buf, key);
	buf_addc(buf, ':');
}

void buf_clear(struct buf *buf)
{
	buf->len = 0;
	if (buf->data)
		buf->data[0] = '\0';
}

void buf_done(struct buf *buf)
{
	free(buf->data);
	memset(buf, 0, sizeof(*buf));
}

char *buf_steal(struct buf *buf)
{
	char *data;

	buf_room(buf, 0)[0] = '\0';
	data = buf->data;
	memset(buf, 0, sizeof(*buf));
	return data;
}

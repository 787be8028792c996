/*
 * Growable bytes, and JSON written straight into them. A zeroed struct is an empty
 * buffer; `data` is always NUL-terminated once something was added. Memory that runs
 * out aborts. One owner, one thread at a time.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct buf {
	char *data; /* owned; NULL while empty and never grown */
	size_t len; /* bytes in use, the NUL not counted */
	size_t cap; /* bytes allocated */
};

/* The slow half of buf_room. */
char *buf_grow(struct buf *buf, size_t more);

/* Gives back what it does not use: for bytes that are kept, not added to. */
void buf_fit(struct buf *buf);

/* Makes room for `more` bytes behind len and returns where they start. */
static inline char *buf_room(struct buf *buf, size_t more)
{
	if (more >= buf->cap - buf->len || !buf->cap)
		return buf_grow(buf, more);
	return buf->data + buf->len;
}

static inline void buf_add(struct buf *buf, const void *bytes, size_t len)
{
	char *at = buf_room(buf, len);

	if (len)
		memcpy(at, bytes, len);
	at[len] = '\0';
	buf->len += len;
}

static inline void buf_adds(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

static inline void buf_addc(struct buf *buf, char c)
{
	char *at = buf_room(buf, 1);

	at[0] = c;
	at[1] = '\0';
	buf->len++;
}

void buf_addf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_add_int(struct buf *buf, int64_t value);

/* Adds a quoted, escaped JSON string; a NULL text becomes null. Bad UTF-8 becomes U+FFFD. */
void buf_json_string(struct buf *buf, const char *text);
void buf_json_bytes(struct buf *buf, const char *text, size_t len);

/* Adds `,` unless the last byte is one of `{[,:` or there is none; then the key and a colon. */
void buf_json_key(struct buf *buf, const char *key);

/* Adds `,` under the same rule. */
void buf_json_comma(struct buf *buf);

/* Empties without giving the memory back. */
void buf_clear(struct buf *buf);

/* Gives the memory back; the buffer is empty and usable again. */
void buf_done(struct buf *buf);

/* Gives the bytes away (never NULL; free with free()) and leaves an empty buffer. */
char *buf_steal(struct buf *buf);

static inline __attribute__((unused)) void auto_buf_done(struct buf *buf)
{
	buf_done(buf);
}

#endif

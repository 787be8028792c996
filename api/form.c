/*
 * Parameters as JSON: `a=1&b=2&b=3` is {"a":"1","b":["2","3"]}, and multipart/form-data the
 * same way. The object is rebuilt when a name repeats; forms are small (bounded by the
 * server's body limit) and rare.
 */
#include <string.h>
#include <strings.h>

#include "api/input.h"
#include "base/auto.h"

void form_add(struct buf *object, const char *key, const char *value, size_t len)
{
	AUTO(buf_done) struct buf name = {0};
	AUTO(buf_done) struct buf grown = {0};
	struct span old;
	size_t before;

	if (!object->len)
		buf_adds(object, "{}");
	buf_json_string(&name, key);
	/* Compare escaped with escaped: the key as it stands in the text, without its quotes. */
	name.data[name.len - 1] = 0;
	old = json_get((struct span){object->data, object->len}, name.data + 1);
	name.data[name.len - 1] = '"';
	if (!old.at) {
		object->len--;
		buf_json_comma(object);
		buf_add(object, name.data, name.len);
		buf_addc(object, ':');
		buf_json_bytes(object, value, len);
		buf_addc(object, '}');
		return;
	}
	before = (size_t)(old.at - object->data);
	buf_add(&grown, object->data, before);
	if (json_is_array(old)) {
		buf_add(&grown, old.at, old.len - 1);
	} else {
		buf_addc(&grown, '[');
		buf_add(&grown, old.at, old.len);
	}
	buf_addc(&grown, ',');
	buf_json_bytes(&grown, value, len);
	buf_addc(&grown, ']');
	buf_add(&grown, old.at + old.len, object->len - before - old.len);
	buf_clear(object);
	buf_add(object, grown.data, grown.len);
}

/* The value of `name="..."` in a part's headers. -1 when there is none, or it is too long. */
static int part_name(const char *head, size_t len, char ret[128])
{
	static const char mark[] = "name=\"";
	const char *at = memmem(head, len, mark, sizeof(mark) - 1), *end;

	/* `filename="` ends in the same letters. */
	while (at && at > head && at[-1] != ' ' && at[-1] != ';') {
		size_t rest = len - (size_t)(at + 1 - head);

		at = memmem(at + 1, rest, mark, sizeof(mark) - 1);
	}
	if (!at)
		return -1;
	at += sizeof(mark) - 1;
	end = memchr(at, '"', len - (size_t)(at - head));
	if (!end || end == at || end - at > 127)
		return -1;
	memcpy(ret, at, (size_t)(end - at));
	ret[end - at] = 0;
	return strlen(ret) == (size_t)(end - at) ? 0 : -1;
}

int form_multipart(const char *content_type, struct span body, struct buf *ret)
{
	const char *given = strcasestr(content_type, "boundary="), *at, *end = body.at + body.len;
	char mark[96];
	size_t len;
	int count = 0;

	if (!given)
		return -1;
	given += strlen("boundary=");
	given += *given == '"';
	len = strcspn(given, "\"; \t");
	if (len == 0 || len > 70)
		return -1;
	memcpy(mark, "\r\n--", 4);
	memcpy(mark + 4, given, len);
	len += 4;
	/* The first boundary has no line break in front. */
	if (body.len < len || memcmp(body.at, mark + 2, len - 2) != 0)
		return -1;
	at = body.at + len - 2;
	for (;;) {
		const char *head, *value, *next;
		char name[128];

		if (end - at >= 2 && memcmp(at, "--", 2) == 0)
			return 0;
		if (count++ == FORM_MAX || end - at < 2 || memcmp(at, "\r\n", 2) != 0)
			return -1;
		head = at + 2;
		value = memmem(head, (size_t)(end - head), "\r\n\r\n", 4);
		if (!value || part_name(head, (size_t)(value - head), name) < 0)
			return -1;
		value += 4;
		/* An empty part: its boundary's line break is the one that ended the headers. */
		next = memmem(value - 2, (size_t)(end - value + 2), mark, len);
		/* No text of ours holds a NUL, as JSON that comes in must not. */
		if (!next || memchr(value, 0, next > value ? (size_t)(next - value) : 0))
			return -1;
		form_add(ret, name, value, next > value ? (size_t)(next - value) : 0);
		at = next + len;
	}
}

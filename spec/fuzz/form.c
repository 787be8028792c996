/* Forms, in both encodings: what comes of them is one JSON object. First line: the content type. */
#include "api/input.h"
#include "fuzz.h"
#include "http/server.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO(free) char *text = text_of(data, size);
	AUTO(buf_done) struct buf ret = {0};
	char *split = memchr(text, '\n', size);
	AUTO(buf_done) struct buf key = {0};
	AUTO(buf_done) struct buf value = {0};
	const char *cursor;
	int count = 0;

	if (!split)
		return 0;
	*split = 0;
	if (form_multipart(text, (struct span){split + 1, size - (size_t)(split - text) - 1},
			   &ret) == 0)
		MUST(!ret.len || is_json(&ret));
	buf_clear(&ret);
	cursor = split + 1;
	while (*cursor && count++ < FORM_MAX && http_query_next(&cursor, &key, &value))
		/* As input_gather does it: none with a NUL in it. */
		if (key.len && (!value.len || strlen(value.data) == value.len))
			form_add(&ret, key.data, value.data ? value.data : "", value.len);
	MUST(!ret.len || is_json(&ret));
	return 0;
}

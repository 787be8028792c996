/* JSON: what json_check lets through is JSON for others too, and all of it can be walked. */
#include <cjson/cJSON.h>

#include "fuzz.h"

/* A scalar in the innermost array is one deeper than that. */
static void walk(struct span value, int depth)
{
	AUTO(buf_done) struct buf text = {0};
	AUTO(buf_done) struct buf again = {0};
	struct json_iter iter;
	struct span key = {0}, member;
	int64_t number;

	MUST(depth <= JSON_MAX_DEPTH + 1 && value.at && value.len);
	if (json_string(value, &text) == 0 && json_is_string(value)) {
		buf_json_bytes(&again, text.data ? text.data : "", text.len);
		MUST(is_json(&again));
		text.len = 0;
		MUST(json_string((struct span){again.data, again.len}, &text) == 0);
	}
	json_int(value, &number);
	json_iter_start(&iter, value);
	while (json_iter_next(&iter, &key, &member)) {
		if (json_is_object(value)) {
			AUTO(free) char *name = text_of((const uint8_t *)key.at, key.len);

			/* Found again by its name; of several the same, some one. */
			if (!memchr(name, '\\', key.len))
				MUST(json_get(value, name).at);
			json_path(value, name);
		}
		walk(member, depth + 1);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO(free) char *text = text_of(data, size);
	AUTO(buf_done) struct buf line = {0};
	struct error err = {0};
	cJSON *tree;

	if (json_check(text, size, JSON_MAX_DEPTH, &err) < 0) {
		MUST(err.code == ERROR_INVALID && err.text[0]);
		return 0;
	}
	tree = cJSON_ParseWithLength(text, size);
	/* cJSON has no NUL in strings and no names for them; all else it must know. */
	MUST(tree || strstr(text, "\\u0000"));
	cJSON_Delete(tree);
	for (size_t begin = 0; begin < size; begin++)
		if (!strchr(" \t\r\n", text[begin])) {
			while (size > begin && strchr(" \t\r\n", text[size - 1]))
				size--;
			walk((struct span){text + begin, size - begin}, 1);
			json_one_line((struct span){text + begin, size - begin}, &line);
			MUST(is_json(&line) && !memchr(line.data, '\n', line.len));
			break;
		}
	return 0;
}

/* A body on its way into a row: whatever is taken is one object that the store can merge. */
#include "../c/api_model.h"
#include "api/input.h"
#include "fuzz.h"
#include "store/doc.h"

static int exists(void *arg, const struct type *type, int64_t id)
{
	(void)arg, (void)type;
	return id % 2;
}

static int taken(void *arg, const struct type *type, const struct field *field, struct span value,
		 int64_t id)
{
	(void)arg, (void)type, (void)field;
	MUST(value.at && value.len);
	return span_is(value, "\"used\"") && id != 3;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct model *model;
	static const char *const types[] = {"thing", "gadget", "part", "thingStop", "credential"};
	unsigned how = take(&data, &size), who = take(&data, &size);
	AUTO(free) char *text = text_of(data, size);
	struct input_world world = {.exists = exists, .taken = taken};
	struct input input = {.body = {text, size}};
	AUTO(buf_done) struct buf patch = {0};
	AUTO(buf_done) struct buf merged = {0};
	AUTO(buf_done) struct buf all = {0};
	struct error err = {0};
	const struct type *type;
	enum input_mode mode = (enum input_mode)(how / 8 % 3);

	if (!model)
		model = api_model();
	world.model = model;
	world.role = (enum role)(who % ROLE_MAX);
	world.plain = who >> 7;
	type = model_type(model, types[how % (sizeof(types) / sizeof(types[0]))]);
	if (json_check(text, size, JSON_MAX_DEPTH, NULL) < 0 || text[0] != '{')
		return 0;
	input_merge(&input, &all);
	MUST(is_json(&all));
	if (input_check(&world, type, mode, mode == INPUT_UPDATE ? 3 : 0, &input, &patch, &err) <
	    0) {
		MUST(err.code != ERROR_NONE && err.tag[0]);
		return 0;
	}
	MUST(patch.len && patch.data[0] == '{');
	MUST(json_check(patch.data, patch.len, JSON_MAX_DEPTH + 4, NULL) == 0);
	doc_merge_typed(type, (struct span){"{}", 2}, (struct span){patch.data, patch.len},
			&merged);
	MUST(json_check(merged.data, merged.len, JSON_MAX_DEPTH + 8, NULL) == 0);
	return 0;
}

/* Documents: two objects merged are an object, and what doc_undo gives leads back. */
#include "../c/api_model.h"
#include "fuzz.h"
#include "store/doc.h"

static int is_object(const char *text, size_t len)
{
	return len && text[0] == '{' && json_check(text, len, JSON_MAX_DEPTH / 2, NULL) == 0;
}

/* Of two members of one name a document has only one for us: such are not kept by what makes
 * documents. */
static int has_doubles(struct span value)
{
	struct json_iter iter, other;
	struct span key, member, again, ignored;
	int at = 0;

	json_iter_start(&iter, value);
	while (json_iter_next(&iter, &key, &member)) {
		int seen = 0, n = 0;

		if (json_is_object(value)) {
			json_iter_start(&other, value);
			while (n++ < at && json_iter_next(&other, &again, &ignored))
				seen |= again.len == key.len &&
					memcmp(again.at, key.at, key.len) == 0;
		}
		if (seen || has_doubles(member))
			return 1;
		at++;
	}
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct model *model;
	AUTO(free) char *text = text_of(data, size);
	AUTO(buf_done) struct buf plain = {0};
	AUTO(buf_done) struct buf typed = {0};
	AUTO(buf_done) struct buf undo = {0};
	AUTO(buf_done) struct buf back = {0};
	AUTO(buf_done) struct buf undo_again = {0};
	const struct type *type;
	char *split = memchr(text, '\n', size);
	struct span before, patch;

	if (!model)
		model = api_model();
	type = model_type(model, "thing");
	if (!split)
		return 0;
	before = (struct span){text, (size_t)(split - text)};
	patch = (struct span){split + 1, size - before.len - 1};
	if (!is_object(before.at, before.len) || !is_object(patch.at, patch.len))
		return 0;
	doc_merge(before, patch, &plain);
	MUST(is_json(&plain) && plain.data[0] == '{');
	doc_merge_typed(type, before, patch, &typed);
	MUST(is_json(&typed) && typed.data[0] == '{');
	doc_undo(type, before, (struct span){plain.data, plain.len}, &undo);
	MUST(is_json(&undo) && undo.data[0] == '{');
	doc_merge((struct span){plain.data, plain.len}, (struct span){undo.data, undo.len}, &back);
	MUST(is_json(&back));
	doc_undo(type, (struct span){back.data, back.len}, (struct span){back.data, back.len},
		 &undo_again);
	MUST(has_doubles((struct span){back.data, back.len}) || strcmp(undo_again.data, "{}") == 0);
	return 0;
}

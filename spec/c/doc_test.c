/* The one rule by which documents change. */
#include "base/auto.h"
#include "spec/c/check.h"
#include "store/doc.h"

static void merges(const char *document, const char *patch, const char *want)
{
	AUTO(buf_done) struct buf got = {0};

	doc_merge(span_of(document), span_of(patch), &got);
	CHECK_STR(got.data, want);
	CHECK_INT(json_check(got.data, got.len, JSON_MAX_DEPTH, NULL), 0);
}

static void test_merge(void)
{
	merges("{}", "{}", "{}");
	merges("{\"a\":1}", "{}", "{\"a\":1}");
	merges("{\"a\":1,\"b\":2}", "{\"a\":3}", "{\"a\":3,\"b\":2}");
	merges("{\"a\":1,\"b\":2,\"c\":3}", "{\"b\":null}", "{\"a\":1,\"c\":3}");
	merges("{\"a\":1}", "{\"a\":null}", "{}");
	merges("{}", "{\"a\":null,\"b\":1}", "{\"b\":1}");
	merges("{\"a\":{\"x\":1}}", "{\"a\":{\"y\":2}}", "{\"a\":{\"y\":2}}");
	merges("{\"a\":{\"x\":1}}", "{\"+a\":{\"y\":2}}", "{\"a\":{\"x\":1,\"y\":2}}");
	merges("{\"a\":{\"x\":1}}", "{\"+a\":{\"x\":null}}", "{\"a\":{}}");
	merges("{}", "{\"+a\":{\"+b\":{\"c\":1,\"d\":null}}}", "{\"a\":{\"b\":{\"c\":1}}}");
	merges("{\"a\":7}", "{\"+a\":{\"y\":2}}", "{\"a\":{\"y\":2}}");
	merges("{\"a\":1}", "{\"+a\":5}", "{\"a\":1,\"+a\":5}");
	merges("{\"a\":1}", "{\"a\":2,\"a\":3}", "{\"a\":3}");
	merges("{\"a\":1,\"a\":2}", "{\"a\":3}", "{\"a\":3}");
	merges("{\"caf\\u00e9\":1}", "{\"caf\xc3\xa9\":2}", "{\"caf\xc3\xa9\":2}");
	merges("{ \"a\" : 1 , \"b\" : [1, 2] }", "{\"c\":\"}\"}",
	       "{\"a\" : 1 , \"b\" : [1, 2],\"c\":\"}\"}");
	merges("", "{\"a\":{\"+b\":{}}}", "{\"a\":{\"+b\":{}}}");
	merges("{}", "{\"\\u002ba\":{\"b\":1}}", "{\"a\":{\"b\":1}}");
}

/* Enough keys for the table of names, each overwritten once. */
static void test_many(void)
{
	AUTO(buf_done) struct buf document = {0};
	AUTO(buf_done) struct buf patch = {0};
	AUTO(buf_done) struct buf got = {0};
	int64_t value = 0;

	buf_addc(&document, '{');
	buf_addc(&patch, '{');
	for (int i = 0; i < 3000; i++) {
		buf_json_comma(&document);
		buf_addf(&document, "\"k%d\":%d", i, i);
		if (i % 2)
			continue;
		buf_json_comma(&patch);
		buf_addf(&patch, "\"k%d\":%d", i, -i);
	}
	buf_addc(&document, '}');
	buf_addc(&patch, '}');
	doc_merge(span_of(document.data), span_of(patch.data), &got);
	CHECK_INT(json_check(got.data, got.len, JSON_MAX_DEPTH, NULL), 0);
	CHECK(json_int(json_get(span_of(got.data), "k2998"), &value) == 0 && value == -2998);
	CHECK(json_int(json_get(span_of(got.data), "k2999"), &value) == 0 && value == 2999);
}

static void types(const struct type *type, const char *document, const char *patch,
		  const char *want)
{
	AUTO(buf_done) struct buf got = {0};

	doc_merge_typed(type, span_of(document), span_of(patch), &got);
	CHECK_STR(got.data, want);
}

static void test_typed(void)
{
	static const struct field fields[] = {
		{.name = "id", .place = PLACE_ID},       {.name = "name", .place = PLACE_NAME},
		{.name = "state", .place = PLACE_STATE}, {.name = "data", .place = PLACE_DATA},
		{.name = "imageId", .place = PLACE_DOC}, {.name = "ports", .place = PLACE_FIELDS},
	};
	static const struct type type = {.name = "instance", .fields = fields, .field_count = 6};

	types(&type, "{}", "{\"id\":1,\"name\":\"x\",\"state\":\"y\",\"_stop\":true}", "{}");
	types(&type, "{}", "{\"imageId\":3,\"ports\":[1]}",
	      "{\"imageId\":3,\"data\":{\"fields\":{\"ports\":[1]}}}");
	types(&type, "{\"data\":{\"fields\":{\"ports\":[1],\"x\":1},\"y\":2}}", "{\"ports\":null}",
	      "{\"data\":{\"fields\":{\"x\":1},\"y\":2}}");
	types(&type, "{\"data\":{\"fields\":{\"m\":{\"a\":1}}}}", "{\"+m\":{\"b\":2}}",
	      "{\"data\":{\"fields\":{\"m\":{\"a\":1,\"b\":2}}}}");
	types(&type, "{\"data\":{\"a\":1}}", "{\"+data\":{\"b\":2},\"ports\":[]}",
	      "{\"data\":{\"a\":1,\"b\":2,\"fields\":{\"ports\":[]}}}");
	types(&type, "{\"data\":{\"a\":1}}", "{\"ports\":[],\"data\":{\"c\":3}}",
	      "{\"data\":{\"c\":3,\"fields\":{\"ports\":[]}}}");
	types(&type, "{}", "{\"unknown\":1}", "{\"data\":{\"fields\":{\"unknown\":1}}}");
}

/* The patch back leads back, and says no more than it must. */
static void undoes(const struct type *type, const char *before, const char *after, const char *want)
{
	AUTO(buf_done) struct buf patch = {0}, back = {0};

	doc_undo(type, span_of(before), span_of(after), &patch);
	CHECK_STR(patch.data, want);
	CHECK_INT(json_check(patch.data, patch.len, JSON_MAX_DEPTH, NULL), 0);
	doc_merge(span_of(after), (struct span){patch.data, patch.len}, &back);
	if (!strstr(before, "secret"))
		CHECK_INT(back.len, strlen(before));
}

static void test_undo(void)
{
	static const struct field fields[] = {
		{.name = "secretValue", .type = FIELD_PASSWORD, .place = PLACE_DOC},
		{.name = "token", .type = FIELD_PASSWORD, .place = PLACE_FIELDS},
		{.name = "ip", .type = FIELD_STRING, .place = PLACE_DOC},
	};
	struct model *model = model_new();
	const struct type *type;

	CHECK_INT(model_add(model,
			    &(struct type){.name = "thing",
					   .has_table = 1,
					   .fields = fields,
					   .field_count = 3},
			    NULL, NULL),
		  0);
	CHECK_INT(model_finish(model, NULL), 0);
	type = model_type(model, "thing");
	undoes(type, "{\"a\":1}", "{\"a\":1}", "{}");
	undoes(type, "{\"a\":1}", "{\"a\":2}", "{\"a\":1}");
	undoes(type, "{}", "{\"a\":2}", "{\"a\":null}");
	undoes(type, "{\"a\":[1,2]}", "{}", "{\"a\":[1,2]}");
	undoes(type, "{\"data\":{\"x\":1,\"y\":{\"z\":3}}}",
	       "{\"data\":{\"x\":1,\"y\":{\"z\":4,\"q\":5}}}",
	       "{\"+data\":{\"+y\":{\"z\":3,\"q\":null}}}");
	/* What looks like a patch's own sign is put back whole. */
	undoes(type, "{\"m\":{\"+k\":{\"b\":1}}}", "{\"m\":{\"+k\":{\"b\":2}}}",
	       "{\"m\":{\"+k\":{\"b\":1}}}");
	/* That a password changed is told; what it was, never. */
	undoes(type, "{\"secretValue\":\"one\",\"ip\":\"1\"}",
	       "{\"secretValue\":\"two\",\"ip\":\"2\"}", "{\"secretValue\":null,\"ip\":\"1\"}");
	undoes(type, "{\"data\":{\"fields\":{\"token\":\"secret\"}}}", "{\"data\":{\"fields\":{}}}",
	       "{\"+data\":{\"+fields\":{\"token\":null}}}");
	undoes(type, "{\"data\":{\"fields\":{}}}", "{\"data\":{\"fields\":{\"token\":\"secret\"}}}",
	       "{\"+data\":{\"+fields\":{\"token\":null}}}");
	model_unref(model);
}

int main(void)
{
	test_undo();
	test_merge();
	test_many();
	test_typed();
	return check_end();
}

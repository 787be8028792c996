/* Rows to JSON, and the model to schemas. */
#include <time.h>

#include "api/errors.h"
#include "api/render.h"
#include "api/schema_json.h"
#include "api_model.h"
#include "base/auto.h"
#include "base/clock.h"

static const char doc[] =
	"{\"count\":5,\"size\":\"large\",\"when\":1408744595000,\"hidden\":\"h\",\"secret\":\"s3\","
	"\"data\":{\"fields\":{\"flag\":true,\"label\":\"a \\u00e9\",\"partIds\":[7,8],"
	"\"words\":[],\"count\":6},\"raw\":1}}";

static struct row thing_row(void)
{
	return (struct row){.id = 5,
			    .account_id = 1,
			    .kind = "gadget",
			    .uuid = "u-1",
			    .name = "web \"1\"",
			    .created = 1408744595000,
			    .state = "inactive",
			    .progress = -1,
			    .doc = {doc, sizeof(doc) - 1}};
}

static const char *get(const struct buf *text, const char *path)
{
	static char out[512];
	struct span value = json_path((struct span){text->data, text->len}, path);

	snprintf(out, sizeof(out), "%.*s", (int)value.len, value.at ? value.at : "");
	return out;
}

static void fields(const struct snapshot *snapshot, struct render *render)
{
	const struct type *thing = model_type(snapshot->model, "thing");
	AUTO(buf_done) struct buf text = {0};
	struct row row = thing_row();
	struct error err = {0};

	render_resource(render, thing, &row, &text);
	CHECK(json_check(text.data, text.len, 64, &err) == 0);
	CHECK_STR(get(&text, "id"), "\"1t5\"");
	CHECK_STR(get(&text, "type"), "\"gadget\"");
	CHECK_STR(get(&text, "links.self"), "\"http://h:1/v1/gadgets/1t5\"");
	CHECK_STR(get(&text, "links.account"), "\"http://h:1/v1/gadgets/1t5/account\"");
	CHECK_STR(get(&text, "links.parts"), "\"http://h:1/v1/gadgets/1t5/parts\"");
	CHECK_STR(get(&text, "actions"),
		  "{\"activate\":\"http://h:1/v1/gadgets/1t5/?action=activate\"}");
	CHECK_STR(get(&text, "accountId"), "\"1a1\"");
	CHECK_STR(get(&text, "name"), "\"web \\\"1\\\"\"");
	CHECK_STR(get(&text, "created"), "\"2014-08-22T21:56:35Z\"");
	CHECK_STR(get(&text, "createdTS"), "1408744595000");
	CHECK_STR(get(&text, "when"), "\"2014-08-22T21:56:35Z\"");
	CHECK_STR(get(&text, "whenTS"), "1408744595000");
	CHECK_STR(get(&text, "removed"), "null");
	CHECK_STR(get(&text, "removedTS"), "");
	/* data.fields goes before the column. */
	CHECK_STR(get(&text, "count"), "6");
	CHECK_STR(get(&text, "flag"), "true");
	CHECK_STR(get(&text, "label"), "\"a \\u00e9\"");
	CHECK_STR(get(&text, "words"), "[]");
	CHECK_STR(get(&text, "partIds"), "");
	CHECK_STR(get(&text, "ratio"), "null");
	CHECK_STR(get(&text, "hidden"), "");
	CHECK_STR(get(&text, "secret"), "\"s3\"");
	CHECK_STR(get(&text, "data.raw"), "1");
	CHECK_STR(get(&text, "transitioning"), "\"no\"");
	CHECK_STR(get(&text, "transitioningMessage"), "null");
}

static void states(const struct snapshot *snapshot, struct render *render)
{
	const struct type *thing = model_type(snapshot->model, "thing");
	AUTO(buf_done) struct buf text = {0};
	struct row row = thing_row();

	row.state = "activating";
	row.progress = 40;
	render_resource(render, thing, &row, &text);
	CHECK_STR(get(&text, "transitioning"), "\"yes\"");
	CHECK_STR(get(&text, "transitioningMessage"), "\"In Progress\"");
	CHECK_STR(get(&text, "transitioningProgress"), "40");
	buf_clear(&text);
	/* A compensation works on it; then it failed, too. */
	row.error = ROW_FAILED;
	render_resource(render, thing, &row, &text);
	CHECK_STR(get(&text, "transitioning"), "\"yes\"");
	buf_clear(&text);
	row.error = ROW_STRANDED;
	render_resource(render, thing, &row, &text);
	CHECK_STR(get(&text, "transitioning"), "\"error\"");
	CHECK_STR(get(&text, "transitioningProgress"), "null");
	buf_clear(&text);
	row.state = "inactive";
	row.error = ROW_FAILED;
	row.message = "no \n room";
	render_resource(render, thing, &row, &text);
	CHECK_STR(get(&text, "transitioning"), "\"error\"");
	CHECK_STR(get(&text, "transitioningMessage"), "\"no \\n room\"");
	buf_clear(&text);
	/* Plain ids, no owner; a user does not see the owner at all. */
	render->plain = 1;
	row.account_id = 0;
	render_resource(render, thing, &row, &text);
	CHECK_STR(get(&text, "id"), "\"5\"");
	CHECK_STR(get(&text, "accountId"), "null");
	CHECK_STR(get(&text, "links.account"), "");
	buf_clear(&text);
	render->plain = 0;
	render->role = ROLE_USER;
	render_resource(render, thing, &row, &text);
	CHECK_STR(get(&text, "accountId"), "");
	render->role = ROLE_ADMIN;
	/* An empty document and a broken kind. */
	buf_clear(&text);
	row.doc = (struct span){"{}", 2};
	row.kind = "nothing";
	render_resource(render, thing, &row, &text);
	CHECK_STR(get(&text, "type"), "\"thing\"");
	CHECK_STR(get(&text, "data"), "{}");
}

static void schemas(struct snapshot *snapshot)
{
	AUTO(buf_done) struct buf text = {0};
	AUTO(buf_done) struct buf root = {0};
	const struct type *thing = model_type(snapshot->model, "thing");
	struct error err = {0};

	schema_render(snapshot, thing, ROLE_ADMIN, 0, "http://h", 8, &text);
	CHECK(json_check(text.data, text.len, 64, &err) == 0);
	CHECK_STR(get(&text, "links.self"), "\"http://h/v1/schemas/thing\"");
	CHECK_STR(get(&text, "links.collection"), "\"http://h/v1/things\"");
	CHECK_STR(get(&text, "resourceFields.count"),
		  "{\"type\":\"int\",\"validChars\":null,\"invalidChars\":null,\"create\":true,"
		  "\"update\":true,\"nullable\":true,\"unique\":false,\"required\":false,\"min\":1,"
		  "\"max\":10,\"minLength\":null,\"maxLength\":null,\"options\":null,\"default\":"
		  "null}");
	CHECK_STR(get(&text, "resourceFields.hidden"), "");
	CHECK_STR(get(&text, "collectionFilters.name.modifiers"),
		  "[\"eq\",\"ne\",\"prefix\",\"like\",\"notlike\",\"null\",\"notnull\"]");
	CHECK_STR(get(&text, "collectionFilters.count.modifiers"),
		  "[\"eq\",\"ne\",\"lt\",\"lte\",\"gt\",\"gte\",\"null\",\"notnull\"]");
	CHECK_STR(get(&text, "collectionFilters.words"), "");
	CHECK_STR(get(&text, "resourceActions.deactivate"),
		  "{\"input\":\"thingStop\",\"output\":\"thing\"}");
	CHECK_STR(get(&text, "collectionMethods"), "[\"GET\",\"POST\"]");
	/* Twice: once written, once from the cache. */
	for (int i = 0; i < 2; i++) {
		buf_clear(&text);
		schema_render_all(snapshot, ROLE_ADMIN, 0, "http://h", 8, &text);
		CHECK(json_check(text.data, text.len, 64, &err) == 0);
		CHECK(!memchr(text.data, 1, text.len));
	}
	schema_render_root(snapshot, ROLE_USER, "http://h", 8, &root);
	CHECK(json_check(root.data, root.len, 64, &err) == 0);
	CHECK_STR(get(&root, "links.things"), "\"http://h/v1/things\"");
}

static void errors(void)
{
	AUTO(buf_done) struct buf text = {0};
	struct error err = {0};

	errors_set(&err, "MissingRequired", "imageUuid");
	CHECK_INT(errors_render(&err, "u", &text), 422);
	CHECK_STR(text.data,
		  "{\"id\":\"u\",\"type\":\"error\",\"links\":{},\"actions\":{},\"status\":422,"
		  "\"code\":\"MissingRequired\",\"message\":null,\"detail\":null,"
		  "\"fieldName\":\"imageUuid\"}");
	buf_clear(&text);
	error_set(&err, ERROR_NOT_FOUND, "no such thing");
	CHECK_INT(errors_render(&err, "u", &text), 404);
	CHECK_STR(get(&text, "code"), "\"Not Found\"");
	CHECK_STR(get(&text, "fieldName"), "");
	buf_clear(&text);
	/* Our own faults say nothing about themselves. */
	error_set(&err, ERROR_INTERNAL, "secret path");
	CHECK_INT(errors_render(&err, "u", &text), 500);
	CHECK(!strstr(text.data, "secret path"));
	buf_clear(&text);
	error_field(&err, ERROR_CONFLICT, "NotUnique", "uri", "taken");
	CHECK_INT(errors_render(&err, "u", &text), 422);
	CHECK_STR(get(&text, "fieldName"), "\"uri\"");
}

/* Prints the cost of one resource, for people; no limit, as tests run on any machine. */
static void cost(const struct snapshot *snapshot, const struct render *render)
{
	const struct type *thing = model_type(snapshot->model, "thing");
	AUTO(buf_done) struct buf text = {0};
	struct row row = thing_row();
	int64_t start = clock_mono_ns();
	int rounds = 20000;

	for (int i = 0; i < rounds; i++) {
		buf_clear(&text);
		render_resource(render, thing, &row, &text);
	}
	printf("render: %lld ns for %zu bytes\n", (long long)((clock_mono_ns() - start) / rounds),
	       text.len);
}

int main(void)
{
	struct model *model = api_model();
	struct error err = {0};
	struct snapshot *snapshot = snapshot_new(model, NULL, 1, &err);
	struct render render = {
		.snapshot = snapshot, .role = ROLE_ADMIN, .base = "http://h:1", .base_len = 10};

	CHECK(snapshot != NULL);
	fields(snapshot, &render);
	states(snapshot, &render);
	schemas(snapshot);
	errors();
	cost(snapshot, &render);
	snapshot_unref(snapshot);
	model_unref(model);
	return check_end();
}

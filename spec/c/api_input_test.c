/* What callers send, against a model made by hand and a world where row 7 exists. */
#include "api/input.h"

#include "api_model.h"
#include "base/auto.h"

static struct model *model;

static int exists(void *arg, const struct type *type, int64_t id)
{
	(void)arg, (void)type;
	return id == 7;
}

static int taken(void *arg, const struct type *type, const struct field *field, struct span value,
		 int64_t id)
{
	(void)arg, (void)type, (void)field;
	return span_is(value, "\"used\"") && id != 3;
}

/* The patch as text, or the code and field of the error as "Code:field". */
static const char *run(enum role role, enum input_mode mode, const char *type, int64_t id,
		       const char *body)
{
	static char text[4096];
	struct input_world world = {.exists = exists, .taken = taken, .model = model, .role = role};
	struct input input = {.body = span_of(body)};
	AUTO(buf_done) struct buf patch = {0};
	struct error err = {0};

	if (input_check(&world, model_type(model, type), mode, id, &input, &patch, &err) < 0)
		snprintf(text, sizeof(text), "%s:%s", err.tag, err.field);
	else
		snprintf(text, sizeof(text), "%s", patch.data);
	return text;
}

#define CREATE(body) run(ROLE_ADMIN, INPUT_CREATE, "thing", 0, body)
#define UPDATE(body) run(ROLE_ADMIN, INPUT_UPDATE, "thing", 3, body)
#define GIVEN(member, stored) CHECK_STR(UPDATE("{\"label\":\"l\"," member "}"), stored)

static void conversions(void)
{
	GIVEN("\"count\":\"5\"", "{\"count\":5,\"label\":\"l\"}");
	GIVEN("\"name\":12", "{\"name\":\"12\",\"label\":\"l\"}");
	GIVEN("\"name\":null", "{\"name\":null,\"label\":\"l\"}");
	GIVEN("\"flag\":\"yes\"", "{\"flag\":true,\"label\":\"l\"}");
	GIVEN("\"flag\":1", "{\"flag\":true,\"label\":\"l\"}");
	GIVEN("\"flag\":\"whatever\"", "{\"flag\":false,\"label\":\"l\"}");
	GIVEN("\"ratio\":\"0.5\"", "{\"ratio\":0.5,\"label\":\"l\"}");
	GIVEN("\"when\":\"2014-08-22T21:56:35Z\"", "{\"when\":1408744595000,\"label\":\"l\"}");
	GIVEN("\"when\":\" \"", "{\"label\":\"l\"}");
	GIVEN("\"words\":[80,\"8081:81\",[\"x\"]]",
	      "{\"label\":\"l\",\"words\":[\"80\",\"8081:81\",\"x\"]}");
	GIVEN("\"words\":\"one\"", "{\"label\":\"l\",\"words\":[\"one\"]}");
	GIVEN("\"env\":{\"a\":1,\"b\":null}", "{\"label\":\"l\",\"env\":{\"a\":\"1\",\"b\":null}}");
	/* Unknown, hidden and read-only keys, and what only the engine writes. */
	GIVEN("\"_cache\":true,\"hidden\":\"x\",\"fixed\":\"x\",\"state\":\"active\",\"id\":9,"
	      "\"removed\":\"2014-08-22T21:56:35Z\",\"created\":1,\"links\":{}",
	      "{\"label\":\"l\"}");
	CHECK_STR(run(ROLE_ADMIN, INPUT_UPDATE, "part", 3, "{\"thingId\":\"1t7\"}"),
		  "{\"thingId\":7}");
}

static void failures(void)
{
	CHECK_STR(UPDATE("{\"count\":\"x\"}"), "InvalidFormat:count");
	CHECK_STR(UPDATE("{\"count\":1.5}"), "InvalidFormat:count");
	CHECK_STR(UPDATE("{\"count\":0}"), "MinLimitExceeded:count");
	CHECK_STR(UPDATE("{\"count\":11}"), "MaxLimitExceeded:count");
	CHECK_STR(UPDATE("{\"ratio\":\"0x10\"}"), "InvalidFormat:ratio");
	CHECK_STR(UPDATE("{\"ratio\":\"inf\"}"), "InvalidFormat:ratio");
	CHECK_STR(UPDATE("{\"size\":\"huge\"}"), "InvalidOption:size");
	CHECK_STR(UPDATE("{\"size\":null}"), "InvalidOption:size");
	CHECK_STR(UPDATE("{\"code\":\"A\"}"), "InvalidCharacters:code");
	CHECK_STR(UPDATE("{\"flag\":null}"), "NotNullable:flag");
	CHECK_STR(UPDATE("{\"when\":\"2014-02-31T00:00:00Z\"}"), "InvalidDateFormat:when");
	CHECK_STR(UPDATE("{\"words\":[null]}"), "NotNullable:words");
	CHECK_STR(UPDATE("{\"env\":[1]}"), "InvalidFormat:env");
	CHECK_STR(UPDATE("{\"label\":\"123456789\"}"), "MaxLengthExceeded:label");
	/* Eight characters of two bytes each. */
	CHECK_STR(
		UPDATE("{\"label\":"
		       "\"\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\"}"),
		"{\"label\":\"\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\"}");
	CHECK_STR(UPDATE("{\"name\":\"x\"}"), "MissingRequired:label");
	CHECK_STR(CREATE("{\"label\":\"l\",\"unit\":\"used\"}"), "NotUnique:unit");
	CHECK_STR(CREATE("{\"label\":\"l\",\"partIds\":[\"1p8\"]}"), "InvalidReference:partIds");
	CHECK_STR(CREATE("{\"label\":\"l\",\"partIds\":[7]}"), "InvalidReference:partIds");
	CHECK_STR(CREATE("{\"label\":\"l\",\"partIds\":[null]}"), "NotNullable:partIds");
	CHECK_STR(run(ROLE_ADMIN, INPUT_CREATE, "part", 0, "{\"thingId\":\"7\"}"),
		  "InvalidReference:thingId");
	CHECK_STR(run(ROLE_ADMIN, INPUT_CREATE, "part", 0, "{}"), "MissingRequired:thingId");
}

static void modes(void)
{
	CHECK_STR(CREATE("{\"label\":\"l\"}"), "{\"label\":\"l\",\"size\":\"small\"}");
	CHECK_STR(CREATE("{\"label\":\"l\",\"size\":null}"),
		  "{\"label\":\"l\",\"size\":\"small\"}");
	CHECK_STR(CREATE("{\"label\":\"l\",\"size\":\"large\"}"),
		  "{\"size\":\"large\",\"label\":\"l\"}");
	CHECK_STR(CREATE("{\"label\":\"l\",\"partIds\":[\"1p7\"]}"),
		  "{\"label\":\"l\",\"partIds\":[7],\"size\":\"small\"}");
	/* Its own value is not taken by itself; what is only creatable is not updated. */
	CHECK_STR(UPDATE("{\"label\":\"l\",\"unit\":\"used\",\"uuid\":\"x\"}"),
		  "{\"label\":\"l\",\"unit\":\"used\"}");
	CHECK_STR(run(ROLE_ADMIN, INPUT_ACTION, "thingStop", 0, "{\"id\":\"1t5\"}"),
		  "{\"remove\":false}");
	CHECK_STR(run(ROLE_ADMIN, INPUT_ACTION, "thingStop", 0, "{\"remove\":\"true\"}"),
		  "{\"remove\":true}");
	/* A user may not choose the owner. */
	CHECK_STR(run(ROLE_USER, INPUT_CREATE, "part", 0,
		      "{\"thingId\":\"1t7\",\"accountId\":\"1a7\"}"),
		  "{\"thingId\":7}");
	CHECK_STR(run(ROLE_AGENT, INPUT_CREATE, "part", 0, "{\"thingId\":\"1t7\"}"), "{}");
}

static void forms(void)
{
	static const char body[] =
		"--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
		"--B\r\nContent-Disposition: form-data; filename=\"f\"; "
		"name=\"b\"\r\n\r\nx\r\n\r\ny\r\n"
		"--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--B--\r\n";
	AUTO(buf_done) struct buf object = {0};
	AUTO(buf_done) struct buf again = {0};

	form_add(&object, "a", "1", 1);
	form_add(&object, "b\"", "2", 1);
	form_add(&object, "a", "3", 1);
	form_add(&object, "b\"", "", 0);
	form_add(&object, "a", "4", 1);
	CHECK_STR(object.data, "{\"a\":[\"1\",\"3\",\"4\"],\"b\\\"\":[\"2\",\"\"]}");
	CHECK(json_check(object.data, object.len, 64, NULL) == 0);
	CHECK_INT(form_multipart("multipart/form-data; boundary=B", span_of(body), &again), 0);
	CHECK_STR(again.data, "{\"a\":[\"1\",\"\"],\"b\":\"x\\r\\n\\r\\ny\"}");
	/* Cut off anywhere, it is refused and nothing is read behind the end. */
	for (size_t len = 0; len < sizeof(body) - 5; len++) {
		AUTO(buf_done) struct buf cut = {0};
		char *copy = malloc(len + 1);

		memcpy(copy, body, len);
		CHECK(form_multipart("multipart/form-data; boundary=B", (struct span){copy, len},
				     &cut) == -1);
		free(copy);
	}
	CHECK_INT(form_multipart("multipart/form-data", span_of(body), &again), -1);
	/* A NUL is in no text that is kept. */
	CHECK_INT(form_multipart("multipart/form-data; boundary=B",
				 (struct span){"--B\r\nx: name=\"a\"\r\n\r\n1\0002\r\n--B--", 30},
				 &again),
		  -1);
	CHECK_INT(form_multipart("multipart/form-data; boundary=B",
				 (struct span){"--B\r\nx: name=\"a\"\r\n\r\n1\0602\r\n--B--", 30},
				 &again),
		  0);
}

int main(void)
{
	model = api_model();
	conversions();
	failures();
	modes();
	forms();
	model_unref(model);
	return check_end();
}

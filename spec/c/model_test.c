/* The model: building, inheritance, look-ups, links, and what it refuses. */
#include "spec/c/check.h"
#include "store/model.h"

#define FIELD(n, t, p) \
	{ \
		.name = n, .type = t, .place = p, .max_length = -1, .min_length = -1 \
	}
#define REFERENCE(n, to) \
	{ \
		.name = n, .type = FIELD_REFERENCE, .reference = to, .place = PLACE_DOC \
	}
#define FIELDS(list) .fields = list, .field_count = (int)(sizeof(list) / sizeof(list[0]))

static struct model *build(void)
{
	static const struct field account[] = {FIELD("id", FIELD_INT, PLACE_ID)};
	static const struct field instance[] = {
		FIELD("id", FIELD_INT, PLACE_ID),
		{.name = "accountId",
		 .type = FIELD_REFERENCE,
		 .reference = "account",
		 .place = PLACE_ACCOUNT},
		REFERENCE("imageId", "image"),
		REFERENCE("zoneId", "zone"),
	};
	static const struct field container[] = {
		FIELD("command", FIELD_STRING, PLACE_FIELDS),
		{.name = "requestedHostId",
		 .type = FIELD_REFERENCE,
		 .reference = "host",
		 .place = PLACE_FIELDS},
		{.name = "imageId",
		 .type = FIELD_REFERENCE,
		 .reference = "image",
		 .place = PLACE_DOC,
		 .required = 1},
	};
	static const struct field link[] = {
		REFERENCE("instanceId", "instance"),
		REFERENCE("targetInstanceId", "instance"),
	};
	static const struct field map[] = {
		REFERENCE("instanceId", "instance"),
		REFERENCE("hostId", "host"),
	};
	static const char *const states[] = {"running", "starting", "stopped", NULL};
	static const char *const moving[] = {"starting", NULL};
	struct type types[] = {
		{.name = "account", .has_table = 1, FIELDS(account)},
		{.name = "image", .has_table = 1},
		{.name = "host", .has_table = 1},
		{.name = "instance",
		 .id_prefix = "1i",
		 .has_table = 1,
		 .has_process = 1,
		 FIELDS(instance),
		 .states = states,
		 .transitioning = moving},
		{.name = "instanceLink", .has_table = 1, FIELDS(link)},
		{.name = "instanceHostMap", .has_table = 1, FIELDS(map)},
		{.name = "processEntry", .plural = "processEntries"},
	};
	struct type child = {.name = "container", FIELDS(container)};
	struct model *model = model_new();

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		CHECK_INT(model_add(model, &types[i], NULL, NULL), 0);
	CHECK_INT(model_add(model, &child, "instance", NULL), 0);
	CHECK_INT(model_finish(model, NULL), 0);
	return model;
}

static void test_look_ups(const struct model *model)
{
	const struct type *container = model_type(model, "container");
	const struct type *instance = model_type(model, "instance");
	int count;

	model_types(model, &count);
	CHECK_INT(count, 8);
	CHECK(container && container->parent == instance && container->base == instance);
	CHECK(instance->base == instance && !instance->parent);
	CHECK_STR(container->id_prefix, "1i");
	CHECK_STR(container->plural, "containers");
	CHECK(container->has_process && container->has_table);
	CHECK(type_is_transitioning(container, "starting"));
	CHECK(!type_is_transitioning(container, "running"));
	CHECK(!model_type(model, "Container"));
	CHECK(model_type_by_url(model, "CONTAINERS", 10) == container);
	CHECK(model_type_by_url(model, "container/1", 9) == container);
	CHECK(model_type_by_url(model, "account\0x", 9) == NULL);
	CHECK_STR(model_type_by_url(model, "processentries", 14)->name, "processEntry");
	CHECK_STR(model_type_by_url(model, "processEntry", 12)->url, "processentries");
	CHECK(model_type_of_kind(model, instance, "container") == container);
	CHECK(model_type_of_kind(model, instance, "host") == instance);
	CHECK(model_type_of_kind(model, instance, NULL) == instance);

	/* The parent's fields first, each in the child's own version. */
	CHECK_INT(container->field_count, 6);
	CHECK_STR(container->fields[0].name, "id");
	CHECK(type_field(container, "imageId", 7)->required);
	CHECK(!type_field(instance, "imageId", 7)->required);
	CHECK(type_field(container, "image", 5) == NULL);
	CHECK(type_field(container, "commandX", 7) != NULL);
}

static void test_links(const struct model *model)
{
	const struct type *instance = model_type(model, "instance");
	const struct type *host = model_type(model, "host");
	const struct type_link *link;

	link = type_link(model_type(model, "image"), "INSTANCES", 9);
	CHECK(link && link->kind == LINK_CHILD);
	CHECK_STR(link->via, "imageId");
	CHECK(type_link(model_type(model, "image"), "containers", 10) == NULL);
	link = type_link(instance, "image", 5);
	CHECK(link && link->kind == LINK_REFERENCE);
	CHECK(type_link(instance, "zone", 4) == NULL);
	CHECK(type_link(model_type(model, "account"), "instances", 9) != NULL);
	CHECK_STR(type_link(instance, "targetInstanceLinks", 19)->via, "targetInstanceId");
	CHECK_STR(type_link(instance, "instanceLinks", 13)->via, "instanceId");
	link = type_link(model_type(model, "container"), "hosts", 5);
	CHECK(link && link->kind == LINK_MAP);
	CHECK_STR(link->map_type, "instanceHostMap");
	CHECK_STR(link->via, "instanceId");
	CHECK_STR(link->map_target, "hostId");
	CHECK_STR(type_link(host, "instances", 9)->via, "hostId");
	CHECK(type_link(host, "containers", 10) == NULL);
	CHECK(type_link(model_type(model, "container"), "requestedHost", 13) == NULL);
}

static void test_refusals(void)
{
	struct model *model = model_new();
	struct field twice[] = {FIELD("a", FIELD_INT, PLACE_DOC), FIELD("a", FIELD_INT, PLACE_DOC)};
	struct field bad[] = {FIELD("a'b", FIELD_INT, PLACE_DOC)};
	struct error err;

	CHECK_INT(model_add(model, &(struct type){.name = "a\"; DROP"}, NULL, &err), -1);
	CHECK_INT(err.code, ERROR_INVALID);
	CHECK_INT(model_add(model, &(struct type){.name = "b", FIELDS(twice)}, NULL, &err), -1);
	CHECK(strstr(err.text, "'a'") != NULL);
	CHECK_INT(model_add(model, &(struct type){.name = "b", FIELDS(bad)}, NULL, &err), -1);
	CHECK_INT(model_add(model, &(struct type){.name = "b"}, "nothing", &err), -1);
	CHECK_INT(err.code, ERROR_NOT_FOUND);
	CHECK_INT(model_add(model, &(struct type){.name = "b"}, NULL, &err), 0);
	CHECK_INT(model_add(model, &(struct type){.name = "b"}, NULL, &err), -1);
	CHECK_INT(model_add(model, &(struct type){.name = "bs"}, NULL, &err), 0);
	CHECK_INT(model_add(model, &(struct type){.name = "B"}, NULL, &err), 0);
	CHECK_INT(model_finish(model, &err), -1);
	CHECK_INT(err.code, ERROR_CONFLICT);
	model_unref(model);
	model_unref(NULL);
}

int main(void)
{
	struct model *model = build();

	test_look_ups(model);
	test_links(model);
	model_unref(model_ref(model));
	CHECK(model_type(model, "host") != NULL);
	model_unref(model);
	test_refusals();
	return check_end();
}

/*
 * A store in a directory of its own, with a small model: what the store's tests share.
 */
#ifndef SPEC_STORE_HELP_H
#define SPEC_STORE_HELP_H

#include <ftw.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/auto.h"
#include "spec/c/check.h"
#include "store/doc.h"
#include "store/store.h"

#define FIELDS(list) .fields = list, .field_count = (int)(sizeof(list) / sizeof(list[0]))
#define COLUMNS \
	{.name = "id", .type = FIELD_INT, .place = PLACE_ID}, \
		{.name = "accountId", \
		 .type = FIELD_REFERENCE, \
		 .reference = "account", \
		 .place = PLACE_ACCOUNT}, \
		{.name = "kind", .type = FIELD_STRING, .place = PLACE_KIND}, \
		{.name = "uuid", .type = FIELD_STRING, .place = PLACE_UUID, .unique = 1}, \
		{.name = "name", .type = FIELD_STRING, .place = PLACE_NAME}, \
		{.name = "created", .type = FIELD_DATE, .place = PLACE_CREATED}, \
		{.name = "state", .type = FIELD_ENUM, .place = PLACE_STATE}, \
		{.name = "removed", .type = FIELD_DATE, .place = PLACE_REMOVED}, \
		{.name = "removeTime", .type = FIELD_DATE, .place = PLACE_REMOVE_TIME}, \
		{.name = "transitioning", .type = FIELD_ENUM, .place = PLACE_TRANSITIONING}, \
	{ \
		.name = "data", .type = FIELD_MAP, .place = PLACE_DATA \
	}

static const struct field instance_fields[] = {
	COLUMNS,
	{.name = "imageId", .type = FIELD_REFERENCE, .reference = "image", .place = PLACE_DOC},
	{.name = "hostname", .type = FIELD_STRING, .place = PLACE_DOC},
	{.name = "serial", .type = FIELD_STRING, .place = PLACE_DOC, .unique = 1},
	{.name = "memoryMb", .type = FIELD_INT, .place = PLACE_DOC},
	{.name = "privileged", .type = FIELD_BOOLEAN, .place = PLACE_FIELDS},
	{.name = "load", .type = FIELD_FLOAT, .place = PLACE_FIELDS},
};
static const struct field image_fields[] = {
	COLUMNS,
	{.name = "isPublic", .type = FIELD_BOOLEAN, .place = PLACE_DOC},
};
static const struct field setting_fields[] = {
	COLUMNS,
	{.name = "value", .type = FIELD_STRING, .place = PLACE_DOC, .indexed = 1},
};
static const struct field map_fields[] = {
	COLUMNS,
	{.name = "instanceId",
	 .type = FIELD_REFERENCE,
	 .reference = "instance",
	 .place = PLACE_DOC},
	{.name = "imageId", .type = FIELD_REFERENCE, .reference = "image", .place = PLACE_DOC},
};
static const struct field zone_fields[] = {COLUMNS};

struct fixture {
	char dir[64];
	struct loop *loop;
	struct store *store;
	struct reader *reader;
	struct model *model;
	const struct type *instance, *container, *image, *setting, *map;
	int done, failed;
	struct error err; /* of the last that failed */
	char seen[32];
	int64_t ids[4]; /* of the last that went well */
};

static inline struct model *build(int with_zone)
{
	static const char *const moving[] = {"starting", NULL};
	struct model *model = model_new();
	struct type types[] = {
		{.name = "instance",
		 .has_table = 1,
		 .has_process = 1,
		 FIELDS(instance_fields),
		 .transitioning = moving},
		{.name = "image", .has_table = 1, .has_process = 1, FIELDS(image_fields)},
		{.name = "setting", .has_table = 1, FIELDS(setting_fields)},
		{.name = "instanceImageMap", .has_table = 1, FIELDS(map_fields)},
		{.name = "zone", .has_table = 1, FIELDS(zone_fields)},
	};

	for (int i = 0; i < 4 + with_zone; i++)
		CHECK_INT(model_add(model, &types[i], NULL, NULL), 0);
	CHECK_INT(model_add(model, &(struct type){.name = "container"}, "instance", NULL), 0);
	CHECK_INT(model_finish(model, NULL), 0);
	return model;
}

static inline void define(struct fixture *fixture, int with_zone)
{
	struct model *model = build(with_zone);
	struct error err = {0};

	if (store_define(fixture->store, model, &err) < 0)
		fprintf(stderr, "define: %s\n", err.text);
	CHECK_INT(err.code, ERROR_NONE);
	model_unref(fixture->model);
	fixture->model = model;
	fixture->instance = model_type(model, "instance");
	fixture->container = model_type(model, "container");
	fixture->image = model_type(model, "image");
	fixture->setting = model_type(model, "setting");
	fixture->map = model_type(model, "instanceImageMap");
}

static inline int open_store(struct fixture *fixture)
{
	struct error err = {0};

	fixture->loop = loop_new(&err);
	fixture->store = store_open(fixture->loop, fixture->dir, &err);
	if (!fixture->store) {
		fixture->err = err;
		loop_free(fixture->loop);
		return -1;
	}
	define(fixture, 0);
	fixture->reader = reader_open(fixture->store, &err);
	CHECK(fixture->reader != NULL);
	return 0;
}

static inline void close_store(struct fixture *fixture)
{
	reader_close(fixture->reader);
	store_close(fixture->store);
	loop_once(fixture->loop, 0);
	loop_free(fixture->loop);
	model_unref(fixture->model);
	fixture->model = NULL;
}

static inline void ended(void *arg, struct txn *txn)
{
	struct fixture *fixture = arg;

	fixture->done++;
	if (txn_result(txn, &fixture->err) < 0) {
		fixture->failed++;
		snprintf(fixture->seen, sizeof(fixture->seen), "%s", txn_seen(txn));
		return;
	}
	for (int i = 0; i < 4; i++)
		fixture->ids[i] = txn_id(txn, i);
}

static inline void wait_for(struct fixture *fixture, int count)
{
	while (fixture->done < count)
		loop_once(fixture->loop, 100);
}

/* Runs one transaction to its end: 0 or -1 with fixture->err. */
static inline int run(struct fixture *fixture, struct txn *txn)
{
	fixture->done = fixture->failed = 0;
	fixture->err = (struct error){0};
	fixture->seen[0] = 0;
	store_submit(fixture->store, txn, ended, fixture);
	wait_for(fixture, 1);
	return fixture->failed ? -1 : 0;
}

static inline int insert(struct txn *txn, const struct type *type, const char *uuid,
			 const char *name, int64_t account, const char *doc)
{
	struct row row = {.uuid = uuid,
			  .name = name,
			  .account_id = account,
			  .state = "requested",
			  .created = 1000,
			  .progress = -1,
			  .doc = span_of(doc)};

	return txn_insert(txn, type, &row);
}

struct hits {
	char text[400];
	int count, stop;
};

static inline int remove_one(const char *path, const struct stat *info, int flag, struct FTW *walk)
{
	(void)info;
	(void)flag;
	(void)walk;
	return remove(path);
}

static inline void with_directory(void (*test)(struct fixture *fixture))
{
	struct fixture fixture = {.dir = "/tmp/store_test.XXXXXX"};

	CHECK(mkdtemp(fixture.dir) != NULL);
	test(&fixture);
	nftw(fixture.dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

#endif

/*
 * Items of pools: one for each, none twice, whatever is asked at once, over a restart, and
 * when all are taken.
 */
#include <ftw.h>
#include <unistd.h>

#include "spec/c/check.h"
#include "spec/c/turn.h"
#include "store/store.h"

enum { MANY = 300 };

static const struct field pool_fields[] = {
	{.name = "id", .type = FIELD_INT, .place = PLACE_ID},
	{.name = "uuid", .type = FIELD_STRING, .place = PLACE_UUID, .unique = 1},
	{.name = "item", .type = FIELD_STRING, .place = PLACE_DOC},
	{.name = "ownerId", .type = FIELD_INT, .place = PLACE_DOC},
};

static char dir[] = "/tmp/claim-test.XXXXXX";
static struct loop *loop;
static struct store *store;
static struct reader *reader;
static struct model *model;
static const struct type *pool;

static void open_store(void)
{
	struct type type = {
		.name = "resourcePool", .has_table = 1, .fields = pool_fields, .field_count = 4};
	struct error err = {0};

	loop = loop_new(&err);
	store = store_open(loop, dir, &err);
	model = model_new();
	if (!store || model_add(model, &type, NULL, &err) < 0 || model_finish(model, &err) < 0 ||
	    store_define(store, model, &err) < 0 || !(reader = reader_open(store, &err)))
		fprintf(stderr, "%s\n", err.text);
	pool = model_type(model, "resourcePool");
}

static void close_store(void)
{
	reader_close(reader);
	store_close(store);
	loop_once(loop, 0);
	loop_free(loop);
	model_unref(model);
}

struct taken {
	int done, rc;
	struct error err;
	int64_t id;
};

static void on_taken(void *arg, struct txn *txn)
{
	struct taken *taken = arg;

	taken->rc = txn_result(txn, &taken->err);
	taken->id = txn_id(txn, 0);
	taken->done = 1;
}

static void take(const struct claim *claim, struct taken *ret)
{
	struct row row = {.progress = -1, .doc = span_of("{\"ownerId\":7}")};
	struct txn *txn = txn_new();

	*ret = (struct taken){0};
	txn_claim(txn, pool, &row, claim);
	store_submit(store, txn, on_taken, ret);
}

static void give_back(int64_t id)
{
	struct taken taken = {0};
	struct txn *txn = txn_new();

	txn_delete(txn, pool, id);
	store_submit(store, txn, on_taken, &taken);
	TURN_UNTIL(loop, taken.done, 5000);
	CHECK_INT(taken.rc, 0);
}

/* What was taken, as a number after the pool's name, -1 when it failed. */
static int64_t number_of(const struct claim *claim, const struct taken *taken)
{
	struct error err;
	struct row row;

	if (taken->rc < 0 || reader_get(reader, pool, taken->id, &row, &err) < 0)
		return -1;
	return strtoll(row.uuid + strlen(claim->pool), NULL, 16);
}

static int64_t take_now(const struct claim *claim)
{
	struct taken taken;

	take(claim, &taken);
	TURN_UNTIL(loop, taken.done, 5000);
	return number_of(claim, &taken);
}

static void test_order(void)
{
	struct claim claim = {.pool = "subnet/1/default/", .first = 10, .last = 13, .start = 12};
	struct taken taken;

	CHECK_INT(take_now(&claim), 12);
	CHECK_INT(take_now(&claim), 13);
	CHECK_INT(take_now(&claim), 10);
	CHECK_INT(take_now(&claim), 11);
	take(&claim, &taken);
	TURN_UNTIL(loop, taken.done, 5000);
	CHECK_INT(taken.rc, -1);
	CHECK_INT(taken.err.code, ERROR_CONFLICT);
	CHECK(strstr(taken.err.text, "all items are taken") != NULL);

	/* Another pool is another matter, also one whose name begins the same. */
	claim.pool = "subnet/1/defaults/";
	CHECK_INT(take_now(&claim), 12);
	/* A start outside of the range counts for nothing. */
	claim.pool = "subnet/2/default/";
	claim.start = 99;
	CHECK_INT(take_now(&claim), 10);
	claim = (struct claim){.pool = "none/", .first = 5, .last = 4, .start = 5};
	CHECK_INT(take_now(&claim), -1);
}

static void test_text(void)
{
	static const struct {
		struct claim claim;
		const char *item;
	} cases[] = {
		{{"a/", 4000, 4000, 4000, CLAIM_DECIMAL, NULL}, "4000"},
		{{"b/", 0x0a2a0005, 0x0a2a0005, 0, CLAIM_DOTTED, NULL}, "10.42.0.5"},
		{{"c/", 0xfa0, 0xfa0, 0, CLAIM_COLONS2, "02:"}, "02:0f:a0"},
		{{"d/", 0x10fa0, 0x10fa0, 0, CLAIM_COLONS3, "02:00:01:"}, "02:00:01:01:0f:a0"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct taken taken;
		struct error err;
		char want[80];
		struct row row;

		take(&cases[i].claim, &taken);
		TURN_UNTIL(loop, taken.done, 5000);
		CHECK_INT(reader_get(reader, pool, taken.id, &row, &err), 0);
		snprintf(want, sizeof(want), "{\"ownerId\":7,\"item\":\"%s\"}", cases[i].item);
		CHECK(row.doc.len == strlen(want) && memcmp(row.doc.at, want, row.doc.len) == 0);
	}
}

/* All at once, most in one group; 10 more than there are. */
static void test_many(void)
{
	static struct taken taken[MANY];
	struct claim claim = {.pool = "many/", .first = 0, .last = MANY - 11, .start = 100};
	static int seen[MANY];
	int failed = 0, twice = 0, done;

	for (int i = 0; i < MANY; i++)
		take(&claim, &taken[i]);
	do {
		loop_once(loop, 10);
		done = 0;
		for (int i = 0; i < MANY; i++)
			done += taken[i].done;
	} while (done < MANY);
	for (int i = 0; i < MANY; i++) {
		int64_t number = number_of(&claim, &taken[i]);

		if (number < 0)
			failed += taken[i].err.code == ERROR_CONFLICT;
		else if (number > claim.last || seen[number]++)
			twice++;
	}
	CHECK_INT(failed, 10);
	CHECK_INT(twice, 0);

	/* One comes back, and is the next to be had, also after a restart. */
	give_back(taken[42].id);
	close_store();
	open_store();
	CHECK(take_now(&claim) >= 0);
	CHECK_INT(take_now(&claim), -1);
}

static int unlink_one(const char *path, const struct stat *status, int flag, struct FTW *ftw)
{
	(void)status;
	(void)flag;
	(void)ftw;
	return remove(path);
}

int main(void)
{
	if (!mkdtemp(dir))
		return 1;
	open_store();
	test_order();
	test_text();
	test_many();
	close_store();
	nftw(dir, unlink_one, 8, FTW_DEPTH | FTW_PHYS);
	return check_end();
}

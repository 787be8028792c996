/*
 * Transactions that are alone, which the loop may commit itself, among crowds, which the writer
 * does: each ends once, in the order in which they were given, whoever does it.
 */
#include "spec/c/store_help.h"

enum { ROUNDS = 300, CROWD = 40 };

struct order {
	struct fixture *fixture;
	int number;
	int begets; /* how many are submitted by its end, one by the other */
};

static int submitted, wrong;

static void submit(struct fixture *fixture, int begets);

static void in_order(void *arg, struct txn *txn)
{
	struct order *order = arg;
	struct fixture *fixture = order->fixture;

	wrong += order->number != fixture->done;
	wrong += txn_result(txn, &fixture->err) < 0;
	fixture->done++;
	if (order->begets)
		submit(fixture, order->begets - 1);
	free(order);
}

static void submit(struct fixture *fixture, int begets)
{
	struct order *order = malloc(sizeof(*order));
	struct txn *txn = txn_new();
	char uuid[32];

	*order = (struct order){fixture, submitted++, begets};
	snprintf(uuid, sizeof(uuid), "lone-%d", order->number);
	insert(txn, fixture->image, uuid, uuid, 1, "{}");
	store_submit(fixture->store, txn, in_order, order);
}

static void test_order(struct fixture *fixture)
{
	struct query query = {.type = fixture->image};
	AUTO(buf_done) struct buf value = {0};
	int64_t count = 0;

	for (int i = 0; i < ROUNDS; i++) {
		int crowd = i % 20 == 19 ? CROWD : i % 7 == 6 ? 2 : 1;

		for (int j = 0; j < crowd; j++)
			submit(fixture, i % 5 == 4 ? 3 : 0);
		/* A question to the writer, while one waits for the end of the turn. */
		if (i % 10 == 3)
			CHECK_INT(store_meta_set(fixture->store, "lone", "yes", NULL), 0);
		/* Now and then several of them are under way. */
		if (i % 3)
			wait_for(fixture, submitted);
	}
	while (fixture->done < submitted)
		wait_for(fixture, submitted);
	CHECK_INT(wrong, 0);
	CHECK_INT(store_meta_get(fixture->store, "lone", &value), 0);
	CHECK_STR(value.data, "yes");
	reader_count(fixture->reader, &query, &count, NULL);
	CHECK_INT(count, submitted);
}

/* A commit counts as lone only while the last ones were; here it matters that close does not lose
 * it. */
static void test_close(struct fixture *fixture)
{
	for (int i = 0; i < 50; i++) {
		submit(fixture, 0);
		wait_for(fixture, submitted);
	}
	submit(fixture, 0);
}

static void orders(struct fixture *fixture)
{
	struct query query = {0};
	int64_t count = 0;

	CHECK_INT(open_store(fixture), 0);
	test_order(fixture);
	test_close(fixture);
	close_store(fixture);
	CHECK_INT(fixture->done, submitted);
	CHECK_INT(open_store(fixture), 0);
	query.type = fixture->image;
	reader_count(fixture->reader, &query, &count, NULL);
	CHECK_INT(count, submitted);
	close_store(fixture);
	CHECK_INT(wrong, 0);
}

int main(void)
{
	with_directory(orders);
	return check_end();
}

/* What a simulation stands on: virtual time, seeded chance, and a store whose power fails. */
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/id.h"
#include "check.h"
#include "loop/loop.h"
#include "loop/pool.h"
#include "store/store.h"

#define BEGIN INT64_C(1767225600000)

static struct loop *loop;
static char order[256];

static void say(void *arg)
{
	char text[48];

	snprintf(text, sizeof(text), "%s@%lld ", (const char *)arg,
		 (long long)(clock_now() - BEGIN));
	strncat(order, text, sizeof(order) - strlen(order) - 1);
}

static struct timer *ticker;
static int ticks;

static void tick(void *arg)
{
	say(arg);
	if (++ticks == 3)
		timer_cancel(ticker);
}

static void say_later(void *arg)
{
	say(arg);
	loop_post(loop, say, "posted");
	loop_after(loop, 0, say, "soon");
}

static void stop(void *arg)
{
	(void)arg;
	loop_stop(loop);
}

static void test_time(void)
{
	char before[64];
	struct timer *never;
	struct pool *pool;

	loop_after(loop, 3600000, say, "hour");
	loop_after(loop, 10, say, "a");
	loop_after(loop, 10, say_later, "b");
	never = loop_after(loop, 10, say, "never");
	loop_after(loop, 10, say, "c");
	ticker = loop_every(loop, 1000, tick, "tick");
	timer_cancel(never);
	loop_run(loop); /* ends by itself: nothing can happen any more */
	CHECK_STR(order, "a@10 b@10 posted@10 c@10 soon@10 tick@1000 tick@2000 tick@3000 "
			 "hour@3600000 ");
	CHECK_INT(clock_now() - BEGIN, 3600000);
	CHECK_INT(clock_mono_ns() / 1000000, clock_now());

	order[0] = '\0';
	pool = pool_new(loop, "none", 4);
	pool_run(pool, "key", say, say, "work");
	CHECK_STR(order, "");
	CHECK_INT(pool_pending(pool), 1);
	pool_free(pool);
	snprintf(before, sizeof(before), "work@3600000 work@3600000 ");
	CHECK_STR(order, before);

	/* Many timers, cancelled and fired in any order, come by their time. */
	struct timer *many[500];
	int64_t due[500], last = 0;

	for (int i = 0; i < 500; i++) {
		due[i] = (i * 7919) % 500;
		many[i] = loop_after(loop, due[i], stop, NULL);
	}
	for (int i = 0; i < 500; i += 3)
		timer_cancel(many[i]);
	for (int i = 0; i < 333; i++) {
		loop_run(loop);
		CHECK(clock_now() >= last);
		last = clock_now();
	}
	loop_once(loop, 1000);
}

static void test_chance(void)
{
	char one[UUID_LEN + 1], other[UUID_LEN + 1], again[UUID_LEN + 1];

	id_seed(5);
	id_uuid(one);
	id_uuid(other);
	CHECK(strcmp(one, other) != 0);
	id_seed(5);
	id_uuid(again);
	CHECK_STR(again, one);
	id_seed(6);
	id_uuid(again);
	CHECK(strcmp(again, one) != 0);
}

static int fail_at = -1, fail_after, groups, heard, cancelled;

static int64_t delay(void *arg)
{
	(void)arg;
	return 5;
}

static int fails(void *arg, int after)
{
	(void)arg;
	groups += !after;
	return groups == fail_at && after == fail_after;
}

static void on_done(void *arg, struct txn *txn)
{
	struct error err;

	(void)arg;
	if (txn_result(txn, &err) == 0)
		heard++;
	else
		cancelled += err.code == ERROR_CANCELLED;
}

static struct model *make_model(struct error *err)
{
	struct model *model = model_new();
	struct field fields[] = {
		{.name = "id",
		 .type_text = "int",
		 .type = FIELD_INT,
		 .place = PLACE_ID,
		 .min_length = -1,
		 .max_length = -1,
		 .description = ""},
	};
	struct type type = {.name = "thing",
			    .plural = "things",
			    .url = "things",
			    .id_prefix = "1t",
			    .description = "",
			    .fields = fields,
			    .field_count = 1,
			    .has_table = 1};

	CHECK(model_add(model, &type, NULL, err) == 0);
	CHECK(model_finish(model, err) == 0);
	return model;
}

static int count_row(void *arg, const struct row *row)
{
	(void)row;
	(*(int *)arg)++;
	return 0;
}

static void insert(struct store *store, const struct type *type)
{
	static int inserted;
	struct txn *txn = txn_new();
	char uuid[16];
	struct row row = {.kind = "thing", .progress = -1, .doc = span_of("{}")};

	snprintf(uuid, sizeof(uuid), "u%d", ++inserted);
	row.uuid = uuid;
	txn_insert(txn, type, &row);
	store_submit(store, txn, on_done, NULL);
}

/* Two groups; the power fails at the second, before or after it is durable. */
static void test_power(int after, int durable)
{
	char dir[] = "/tmp/stampede-virtual.XXXXXX";
	struct store_inline how = {delay, fails, NULL};
	struct error err = {0};
	struct model *model = make_model(&err);
	const struct type *type = model_type(model, "thing");
	struct query query = {.type = type, .limit = 100};
	struct reader *reader;
	struct store *store;
	int64_t began = clock_now();
	int count = 0;
	char command[64];

	CHECK(mkdtemp(dir) != NULL);
	fail_at = 2;
	fail_after = after;
	groups = heard = cancelled = 0;
	store = store_open_inline(loop, dir, &how, &err);
	CHECK(store != NULL);
	CHECK(store_define(store, model, &err) == 0);
	insert(store, type);
	insert(store, type);
	CHECK_INT(heard, 0);
	loop_run(loop);
	CHECK_INT(heard, 2);
	CHECK_INT(groups, 1); /* together */
	CHECK_INT(clock_now() - began, 5);
	insert(store, type);
	loop_run(loop);
	insert(store, type); /* too late */
	loop_run(loop);
	CHECK_INT(heard, 2);
	CHECK_INT(groups, 2);
	CHECK_INT(cancelled, 0);
	store_close(store);
	CHECK_INT(cancelled, 2); /* so that their owners let go */

	fail_at = -1;
	store = store_open_inline(loop, dir, &how, &err);
	CHECK(store_define(store, model, &err) == 0);
	reader = reader_open(store, &err);
	CHECK(reader_list(reader, &query, count_row, &count, &err) == 0);
	CHECK_INT(count, durable);
	reader_close(reader);
	store_close(store);
	model_unref(model);
	snprintf(command, sizeof(command), "rm -r %s", dir);
	CHECK(system(command) == 0);
}

int main(void)
{
	struct error err;

	setenv("STAMPEDE_STRICT", "1", 1);
	clock_hold(BEGIN);
	loop = loop_new_virtual(&err);
	CHECK(loop_is_virtual(loop));
	test_time();
	test_chance();
	test_power(0, 2);
	test_power(1, 3);
	loop_free(loop);
	return check_end();
}

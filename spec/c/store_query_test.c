/*
 * Reading the store: every kind of query, the way each goes through the tables, and what is there
 * after it was opened again.
 */
#include "spec/c/store_help.h"
#include "store/sqlite.h"

static int note(void *arg, const struct row *row)
{
	struct hits *hits = arg;
	size_t len = strlen(hits->text);

	snprintf(hits->text + len, sizeof(hits->text) - len, "%s%s", len ? " " : "",
		 row->name ? row->name : "-");
	return ++hits->count == hits->stop;
}

static void lists(struct fixture *fixture, struct query query, const char *want)
{
	struct hits hits = {.text = ""};
	struct error err = {0};
	int64_t count = -1;

	if (reader_list(fixture->reader, &query, note, &hits, &err) < 0)
		fprintf(stderr, "list: %s\n", err.text);
	CHECK_STR(hits.text, want);
	CHECK_INT(reader_count(fixture->reader, &query, &count, NULL), 0);
	if (!query.limit && !query.offset)
		CHECK_INT(count, hits.count);
}

static void filters(struct fixture *fixture, const char *field, int op, const char *value,
		    const char *want)
{
	struct filter filter = {type_field(fixture->instance, field, strlen(field)), op, value};

	CHECK(filter.field != NULL);
	lists(fixture,
	      (struct query){.type = fixture->instance, .filters = &filter, .filter_count = 1},
	      want);
}

static void test_queries(struct fixture *fixture)
{
	struct txn *txn = txn_new();
	int64_t instance, image;

	insert(txn, fixture->container, "q-1", "alpha", 1,
	       "{\"imageId\":5,\"memoryMb\":64,\"data\":{\"fields\":{\"privileged\":true,\"load\":"
	       "0.5}}}");
	insert(txn, fixture->container, "q-2", "alps", 2, "{\"imageId\":6,\"memoryMb\":128}");
	insert(txn, fixture->instance, "q-3", "beta", 1, "{\"memoryMb\":256,\"hostname\":\"10\"}");
	insert(txn, fixture->instance, "q-4", NULL, 1, "{}");
	CHECK_INT(run(fixture, txn), 0);
	instance = fixture->ids[0];
	txn = txn_new();
	txn_state(txn, fixture->instance, instance, 0, NULL, "starting", 0);
	txn_removed(txn, fixture->instance, fixture->ids[2], 500, 600);
	CHECK_INT(run(fixture, txn), 0);

	lists(fixture, (struct query){.type = fixture->instance}, "alpha alps beta -");
	lists(fixture, (struct query){.type = fixture->container}, "alpha alps");
	lists(fixture, (struct query){.type = fixture->instance, .account_id = 1}, "alpha beta -");
	lists(fixture, (struct query){.type = fixture->instance, .hide_removed_before = 400},
	      "alpha alps -");
	lists(fixture, (struct query){.type = fixture->instance, .limit = 2, .offset = 1},
	      "alps beta");
	lists(fixture, (struct query){.type = fixture->instance, .after_id = instance, .limit = 1},
	      "alps");
	lists(fixture, (struct query){.type = fixture->instance, .descending = 1},
	      "- beta alps alpha");
	lists(fixture,
	      (struct query){.type = fixture->instance,
			     .descending = 1,
			     .sort = type_field(fixture->instance, "memoryMb", 8)},
	      "beta alps alpha -");

	filters(fixture, "name", STORE_EQ, "alps", "alps");
	filters(fixture, "name", STORE_NE, "alps", "alpha beta");
	filters(fixture, "name", STORE_PREFIX, "alp", "alpha alps");
	filters(fixture, "name", STORE_PREFIX, "", "alpha alps beta");
	filters(fixture, "name", STORE_LIKE, "%a", "alpha beta");
	filters(fixture, "name", STORE_NOTLIKE, "al%", "beta");
	filters(fixture, "name", STORE_NULL, NULL, "-");
	filters(fixture, "name", STORE_NOTNULL, NULL, "alpha alps beta");
	filters(fixture, "name", STORE_EQ, "x' OR '1'='1", "");
	filters(fixture, "imageId", STORE_EQ, "5", "alpha");
	filters(fixture, "imageId", STORE_EQ, "five", "");
	filters(fixture, "imageId", STORE_NE, "five", "alpha alps");
	filters(fixture, "memoryMb", STORE_GTE, "128", "alps beta");
	filters(fixture, "memoryMb", STORE_LT, "128", "alpha");
	filters(fixture, "hostname", STORE_EQ, "10", "beta");
	filters(fixture, "privileged", STORE_EQ, "true", "alpha");
	filters(fixture, "load", STORE_GT, "0.25", "alpha");
	filters(fixture, "state", STORE_EQ, "starting", "alpha");
	filters(fixture, "transitioning", STORE_EQ, "yes", "alpha");
	txn = txn_new();
	txn_status(txn, fixture->instance, instance, ROW_STRANDED, "oh", -1);
	CHECK_INT(run(fixture, txn), 0);
	filters(fixture, "transitioning", STORE_EQ, "yes", "");
	filters(fixture, "transitioning", STORE_EQ, "error", "alpha");
	filters(fixture, "removed", STORE_NOTNULL, NULL, "beta");
	filters(fixture, "created", STORE_LTE, "1970-01-01T00:00:01Z", "alpha alps beta -");
	filters(fixture, "uuid", STORE_EQ, "q-3", "beta");

	txn = txn_new();
	insert(txn, fixture->image, "i-1", "mine", 1, "{}");
	insert(txn, fixture->image, "i-2", "public", 2, "{\"isPublic\":true}");
	insert(txn, fixture->image, "i-3", "theirs", 2, "{\"isPublic\":false}");
	CHECK_INT(run(fixture, txn), 0);
	image = fixture->ids[1];
	lists(fixture, (struct query){.type = fixture->image, .account_id = 1}, "mine public");
	{
		char doc[80];

		snprintf(doc, sizeof(doc), "{\"instanceId\":%lld,\"imageId\":%lld}",
			 (long long)instance, (long long)image);
		txn = txn_new();
		insert(txn, fixture->map, "m-1", NULL, 0, doc);
		CHECK_INT(run(fixture, txn), 0);
	}
	lists(fixture,
	      (struct query){.type = fixture->image,
			     .map_type = fixture->map,
			     .map_target = "imageId",
			     .map_via = "instanceId",
			     .map_id = instance},
	      "public");
	{
		struct hits hits = {.stop = 2};

		CHECK_INT(reader_list(fixture->reader, &(struct query){.type = fixture->instance},
				      note, &hits, NULL),
			  0);
		CHECK_STR(hits.text, "alpha alps");
	}
}

/* How SQLite goes about a query, in its own words. */
static void plan_is(struct fixture *fixture, struct query query, const char *want)
{
	struct query_sql sql = {.count = 0};
	AUTO(buf_done) struct buf explain = {0};
	AUTO(buf_done) struct buf plan = {0};
	sqlite3_stmt *statement = NULL;
	char path[100];
	sqlite3 *db;

	CHECK_INT(query_build(&sql, &query, 0, NULL), 0);
	buf_addf(&explain, "EXPLAIN QUERY PLAN %s", sql.sql.data);
	snprintf(path, sizeof(path), "%s/stampede.db", fixture->dir);
	CHECK_INT(sqlite3_open(path, &db), SQLITE_OK);
	CHECK_INT(sqlite3_prepare_v2(db, explain.data, -1, &statement, NULL), SQLITE_OK);
	while (sqlite3_step(statement) == SQLITE_ROW)
		buf_addf(&plan, "%s%s", plan.len ? ", " : "", sqlite3_column_text(statement, 3));
	CHECK_STR(plan.data, want);
	sqlite3_finalize(statement);
	sqlite3_close(db);
	buf_done(&sql.sql);
	arena_done(&sql.texts);
}

#define BY_R "SEARCH r USING INTEGER PRIMARY KEY (rowid=?)"
#define BY_H "SEARCH h USING INTEGER PRIMARY KEY (rowid=?)"

/* No list sorts a table, and what selects few rows goes by an index. */
static void test_plans(struct fixture *fixture)
{
	const struct type *type = fixture->instance;
	struct filter filter[2] = {{type_field(type, "state", 5), STORE_EQ, "stopped"}};
	struct query query = {.type = type, .limit = 10, .hide_removed_before = 1};

	plan_is(fixture, query, "SCAN r, " BY_H);
	query.filters = filter;
	query.filter_count = 1;
	plan_is(fixture, query, "SEARCH h USING INDEX i.instance.state (state=?), " BY_R);
	query.descending = 1;
	query.after_id = 7;
	plan_is(fixture, query,
		"SEARCH h USING INDEX i.instance.state (state=? AND rowid<?), " BY_R);
	/* Most rows are in such a state: the first page is near, and the index has none of them. */
	filter[0].value = "running";
	query.descending = 0;
	query.after_id = 0;
	plan_is(fixture, query, "SCAN h, " BY_R);
	/* By name, it would have to be sorted first. */
	query.sort = type_field(type, "name", 4);
	plan_is(fixture, query, "SCAN r USING INDEX i.instance.name, " BY_H);
	query.sort = type_field(type, "created", 7);
	query.descending = 1;
	plan_is(fixture, query, "SCAN r USING INDEX i.instance.created, " BY_H);
	query.sort = NULL;
	query.descending = 0;
	filter[0] = (struct filter){type_field(type, "state", 5), STORE_NE, "running"};
	plan_is(fixture, query, "SCAN r, " BY_H);
	filter[0] = (struct filter){type_field(type, "removed", 7), STORE_NULL, NULL};
	plan_is(fixture, query, "SCAN r, " BY_H);

	/* The owner's rows, or those of that name, are fewer than all in a state. */
	filter[0] = (struct filter){type_field(type, "state", 5), STORE_EQ, "stopped"};
	query.account_id = 1;
	plan_is(fixture, query, "SEARCH r USING INDEX i.instance.account_id (account_id=?), " BY_H);
	query.account_id = 0;
	filter[1] = (struct filter){type_field(type, "name", 4), STORE_EQ, "web"};
	query.filter_count = 2;
	plan_is(fixture, query, "SEARCH r USING INDEX i.instance.name (name=?), " BY_H);
}

/* A page of those whose names begin alike is the same, whether they are many or few. */
static void test_probe(struct fixture *fixture)
{
	struct filter filter = {type_field(fixture->image, "name", 4), STORE_PREFIX, "many-"};
	struct query query = {
		.type = fixture->image, .filters = &filter, .filter_count = 1, .limit = 3};
	struct query_sql sql = {.count = 0};
	struct txn *txn = txn_new();

	CHECK_INT(query_probe(&sql, &query), 3);
	CHECK(strstr(sql.sql.data, "+r.name>=") != NULL);
	buf_done(&sql.sql);
	arena_done(&sql.texts);
	for (int i = 0; i < 8; i++) {
		char name[16], uuid[16];

		snprintf(name, sizeof(name), i == 6 ? "few-%d" : "many-%d", 9 - i);
		snprintf(uuid, sizeof(uuid), "probe-%d", i);
		insert(txn, fixture->image, uuid, name, 1, "{}");
	}
	CHECK_INT(run(fixture, txn), 0);
	lists(fixture, query, "many-9 many-8 many-7");
	query.offset = 4;
	lists(fixture, query, "many-5 many-4 many-2");
	query.offset = 0;
	filter.value = "few-";
	lists(fixture, query, "few-3");
	txn = txn_new();
	for (int i = 0; i < 8; i++)
		txn_delete(txn, fixture->image, fixture->ids[0] + i);
	CHECK_INT(run(fixture, txn), 0);
}

static int is_over(void *arg)
{
	return --*(int *)arg < 0;
}

/* Who asks may lose patience, before the first hit too; the next one does not notice. */
static void test_patience(struct fixture *fixture)
{
	struct filter filter = {type_field(fixture->image, "name", 4), STORE_NE, "same"};
	int looks = 0;
	struct query query = {.type = fixture->image,
			      .filters = &filter,
			      .filter_count = 1,
			      .over = is_over,
			      .over_arg = &looks};
	struct hits hits = {.text = ""};
	struct txn *txn = txn_new();
	struct error err = {0};
	int64_t first, count;

	for (int i = 0; i < 600; i++) {
		char uuid[32];

		snprintf(uuid, sizeof(uuid), "patience-%d", i);
		insert(txn, fixture->image, uuid, "same", 1, "{}");
	}
	CHECK_INT(run(fixture, txn), 0);
	first = fixture->ids[0];
	CHECK_INT(reader_list(fixture->reader, &query, note, &hits, &err), -1);
	CHECK_INT(err.code, ERROR_TIMEOUT);
	query.over = NULL;
	CHECK_INT(reader_list(fixture->reader, &query, note, &hits, &err), 0);
	filter.op = STORE_EQ;
	CHECK_INT(reader_count(fixture->reader, &query, &count, NULL), 0);
	CHECK_INT(count, 600);
	txn = txn_new();
	for (int i = 0; i < 600; i++)
		txn_delete(txn, fixture->image, first + i);
	CHECK_INT(run(fixture, txn), 0);
}

/* The same rows whichever table is walked first, and both states that rows come from and go to. */
static void test_states(struct fixture *fixture)
{
	static const char *const states[] = {"running", "stopped", "running", "stopped"};
	struct filter filter = {type_field(fixture->instance, "state", 5), STORE_EQ, NULL};
	struct query query = {.type = fixture->instance, .filters = &filter, .filter_count = 1};
	int64_t ids[4];
	struct txn *txn = txn_new();

	for (int i = 0; i < 4; i++) {
		char uuid[2][8] = {"s-0", "w-0"};

		uuid[0][2] = uuid[1][0] = (char)('0' + i);
		insert(txn, fixture->container, uuid[0], uuid[1], 1, "{}");
	}
	CHECK_INT(run(fixture, txn), 0);
	memcpy(ids, fixture->ids, sizeof(ids));
	for (int round = 0; round < 3; round++) {
		txn = txn_new();
		for (int i = 0; i < 4; i++)
			txn_state(txn, fixture->instance, ids[i], 0, NULL, states[(i + round) % 4],
				  0);
		CHECK_INT(run(fixture, txn), 0);
		filter.value = "stopped";
		lists(fixture, query, round % 2 ? "0-0 2-0" : "1-0 3-0");
		filter.value = "running";
		lists(fixture, query, round % 2 ? "1-0 3-0" : "0-0 2-0");
	}
	query.after_id = ids[0];
	query.limit = 1;
	lists(fixture, query, "2-0");
	txn = txn_new();
	for (int i = 0; i < 4; i++)
		txn_delete(txn, fixture->instance, ids[i]);
	CHECK_INT(run(fixture, txn), 0);
}

static void test_reopen(struct fixture *fixture)
{
	struct fixture other = {.failed = 0};
	AUTO(buf_done) struct buf value = {0};
	struct error err;
	char path[100];
	sqlite3 *db = NULL;
	int64_t count = 0;

	CHECK_INT(store_meta_set(fixture->store, "host", "abc", &err), 0);
	CHECK_INT(store_meta_get(fixture->store, "none", &value), -1);
	memcpy(other.dir, fixture->dir, sizeof(other.dir));
	CHECK_INT(open_store(&other), -1);
	CHECK(strstr(other.err.text, "in use") != NULL);
	close_store(fixture);

	CHECK_INT(open_store(fixture), 0);
	CHECK_INT(store_meta_get(fixture->store, "host", &value), 0);
	CHECK_STR(value.data, "abc");
	CHECK_INT(reader_count(fixture->reader, &(struct query){.type = fixture->image}, &count,
			       NULL),
		  0);
	CHECK_INT(count, 3);
	/* A type that comes later, while a reader is open. */
	define(fixture, 1);
	CHECK_INT(reader_count(fixture->reader,
			       &(struct query){.type = model_type(fixture->model, "zone")}, &count,
			       NULL),
		  0);
	CHECK_INT(count, 0);
	CHECK_INT(store_meta_set(fixture->store, "schema_version", "2", &err), 0);
	close_store(fixture);
	CHECK_INT(open_store(fixture), -1);
	CHECK_INT(fixture->err.code, ERROR_UNSUPPORTED);
	CHECK(strstr(fixture->err.text, "stampede.db") != NULL);

	snprintf(path, sizeof(path), "%s/stampede.db", fixture->dir);
	sqlite3_open(path, &db);
	sqlite3_exec(db, "UPDATE meta SET value='1' WHERE key='schema_version'", NULL, NULL, NULL);
	sqlite3_close(db);
}

/* Ten transactions, each for itself, in a process that dies at a commit. Gives what is left. */
static void reads(struct fixture *fixture)
{
	CHECK_INT(open_store(fixture), 0);
	test_plans(fixture);
	test_probe(fixture);
	test_patience(fixture);
	test_states(fixture);
	test_queries(fixture);
	test_reopen(fixture);
	CHECK_INT(open_store(fixture), 0);
	close_store(fixture);
}

int main(void)
{
	with_directory(reads);
	return check_end();
}

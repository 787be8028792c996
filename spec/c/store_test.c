/*
 * The store from outside: transactions, guards, and bad days (a crash around a commit, a full
 * disk).
 */
#include "spec/c/store_help.h"
#include "store/doc.h"

static void test_life(struct fixture *fixture)
{
	static const char *const requested[] = {"requested", "stopped", NULL};
	struct process_row process = {.name = "instance.create",
				      .type = "instance",
				      .actor = "1a1",
				      .data = span_of("{\"a\":1}"),
				      .phase = "requested"};
	struct txn *txn = txn_new();
	int handle = insert(txn, fixture->container, "u-1", "web", 7, "{\"hostname\":\"h\"}");
	int request;
	struct row row;
	struct process_row found;
	int64_t id, pid;
	uint32_t stamp;
	struct error err;

	process.resource_id = TXN_REF(handle);
	request = txn_process(txn, &process);
	txn_state(txn, fixture->container, TXN_REF(handle), 0, requested, "starting", 1);
	txn_history(txn, fixture->container, TXN_REF(handle), TXN_REF(request), "state",
		    span_of("{\"to\":\"starting\"}"));
	CHECK_INT(run(fixture, txn), 0);
	id = fixture->ids[handle];
	pid = fixture->ids[request];
	CHECK(id > 0 && pid > 0);

	stamp = reader_stamp(fixture->reader, id);
	CHECK_INT(reader_get(fixture->reader, fixture->container, id, &row, &err), 0);
	CHECK_INT(reader_stamp(fixture->reader, id), stamp);
	/* What another read puts in its place meanwhile is not what is kept of it. */
	CHECK_INT(reader_get(fixture->reader, fixture->container, id, &row, &err), 0);
	CHECK_INT(reader_get(fixture->reader, fixture->image, id, &row, &err), -1);
	CHECK_INT(err.code, ERROR_NOT_FOUND);
	CHECK_INT(reader_get(fixture->reader, fixture->container, id, &row, &err), 0);
	CHECK_STR(row.kind, "container");
	CHECK_STR(row.uuid, "u-1");
	CHECK_STR(row.name, "web");
	CHECK_STR(row.state, "starting");
	CHECK_INT(row.account_id, 7);
	CHECK_INT(row.created, 1000);
	CHECK_INT(row.rev, 1);
	CHECK_INT(row.progress, -1);
	CHECK(row.last_history > 0 && !row.message && !row.allocation);
	CHECK(span_is(row.doc, "{\"hostname\":\"h\"}"));
	CHECK_INT(reader_process(fixture->reader, pid, &found, &err), 0);
	CHECK_STR(found.name, "instance.create");
	CHECK_STR(found.type, "instance");
	CHECK_STR(found.actor, "1a1");
	CHECK_INT(found.resource_id, id);
	CHECK_INT(found.end, 0);

	txn = txn_new();
	txn_state(txn, fixture->instance, id, 0, (const char *const[]){"starting", NULL}, "running",
		  1);
	txn_status(txn, fixture->instance, id, 1, "oh", 40);
	found.end = 5000;
	found.result = "done";
	found.attempt = 2;
	found.data = (struct span){NULL, 0};
	txn_process_update(txn, &found);
	txn_history(txn, fixture->instance, id, pid, "process", span_of("{}"));
	CHECK_INT(run(fixture, txn), 0);
	CHECK(reader_stamp(fixture->reader, id) != stamp);
	CHECK_INT(reader_get(fixture->reader, fixture->instance, id, &row, &err), 0);
	CHECK_STR(row.state, "running");
	CHECK_STR(row.message, "oh");
	CHECK_INT(row.error, 1);
	CHECK_INT(row.progress, 40);
	CHECK_INT(row.rev, 2);
	CHECK_INT(reader_process(fixture->reader, pid, &found, &err), 0);
	CHECK_INT(found.end, 5000);
	CHECK_STR(found.result, "done");
	CHECK(span_is(found.data, "{\"a\":1}"));

	/* A guard that does not hold, and one on a row that is not there. */
	txn = txn_new();
	insert(txn, fixture->image, "never", NULL, 0, "{}");
	txn_state(txn, fixture->instance, id, 0, requested, "starting", 1);
	CHECK_INT(run(fixture, txn), -1);
	CHECK_INT(fixture->err.code, ERROR_CONFLICT);
	CHECK_STR(fixture->seen, "running");
	txn = txn_new();
	txn_state(txn, fixture->instance, 999, 0, requested, "starting", 1);
	CHECK_INT(run(fixture, txn), -1);
	CHECK_INT(fixture->err.code, ERROR_NOT_FOUND);
	CHECK_STR(fixture->seen, "");
	txn = txn_new();
	txn_state(txn, fixture->instance, id, 1, (const char *const[]){"", NULL}, "active", 0);
	CHECK_INT(run(fixture, txn), 0);
	CHECK_INT(reader_get(fixture->reader, fixture->instance, id, &row, &err), 0);
	CHECK_STR(row.allocation, "active");
	CHECK_STR(row.message, "oh");
	CHECK_INT(reader_get(fixture->reader, fixture->instance, 999, &row, &err), -1);
	CHECK_INT(err.code, ERROR_NOT_FOUND);
}

/* Rows of two types with the same ids, read in turn: whatever is kept of one is not the other. */
static void test_namesakes(struct fixture *fixture)
{
	const struct type *types[] = {fixture->image, fixture->setting};
	struct txn *txn = txn_new();
	struct error err;
	struct row row;
	char uuid[32];

	for (int i = 0; i < 600; i++) {
		struct row fresh = {.id = 5000 + i / 2, .uuid = uuid, .created = 1, .progress = -1};

		snprintf(uuid, sizeof(uuid), "same-%d", i);
		txn_insert(txn, types[i % 2], &fresh);
	}
	CHECK_INT(run(fixture, txn), 0);
	for (int i = 0; i < 1200; i++) {
		snprintf(uuid, sizeof(uuid), "same-%d", i % 600);
		CHECK_INT(reader_get(fixture->reader, types[i % 2], 5000 + i % 600 / 2, &row, &err),
			  0);
		CHECK_STR(row.uuid, uuid);
	}
}

/* Whoever adds to a row again and again comes to an end, and can take away again. */
static void test_large(struct fixture *fixture)
{
	AUTO(buf_done) struct buf patch = {0};
	struct txn *txn = txn_new();
	int64_t id;
	int rc = 0, count = 0;

	insert(txn, fixture->container, "large", NULL, 1, "{}");
	CHECK_INT(run(fixture, txn), 0);
	id = fixture->ids[0];
	while (rc == 0 && count < 10) {
		buf_clear(&patch);
		buf_addf(&patch, "{\"+data\":{\"k%d\":\"%0*d\"}}", count++, 1000000, 0);
		txn = txn_new();
		txn_patch(txn, fixture->container, id, (struct span){patch.data, patch.len}, -1);
		rc = run(fixture, txn);
	}
	CHECK_INT(count, DOC_MAX / 1000000 + 1);
	CHECK_INT(fixture->err.code, ERROR_INVALID);
	CHECK_STR(fixture->err.tag, "MaxLengthExceeded");
	txn = txn_new();
	txn_patch(txn, fixture->container, id, span_of("{\"data\":{}}"), -1);
	CHECK_INT(run(fixture, txn), 0);
}

static void test_patch(struct fixture *fixture)
{
	struct txn *txn = txn_new();
	int64_t id, rev;
	struct row row;

	insert(txn, fixture->container, "p-1", NULL, 1, "{\"memoryMb\":64}");
	CHECK_INT(run(fixture, txn), 0);
	id = fixture->ids[0];
	txn = txn_new();
	txn_patch(
		txn, fixture->instance, id,
		span_of("{\"name\":\"new\",\"hostname\":\"n\",\"privileged\":true,\"accountId\":3,"
			"\"removeTime\":\"1970-01-01T00:00:05Z\",\"state\":\"hacked\"}"),
		1);
	CHECK_INT(run(fixture, txn), 0);
	CHECK_INT(reader_get(fixture->reader, fixture->container, id, &row, NULL), 0);
	CHECK_STR(row.name, "new");
	CHECK_STR(row.state, "requested");
	CHECK_INT(row.account_id, 3);
	CHECK_INT(row.remove_time, 5000);
	CHECK(span_is(row.doc, "{\"memoryMb\":64,\"hostname\":\"n\","
			       "\"data\":{\"fields\":{\"privileged\":true}}}"));
	rev = row.rev;
	CHECK_INT(rev, 2);

	/* Nothing new: nothing written. A stale revision: refused. */
	txn = txn_new();
	txn_patch(txn, fixture->instance, id, span_of("{\"name\":\"new\",\"memoryMb\":64}"), -1);
	CHECK_INT(run(fixture, txn), 0);
	CHECK_INT(reader_get(fixture->reader, fixture->container, id, &row, NULL), 0);
	CHECK_INT(row.rev, rev);
	txn = txn_new();
	txn_patch(txn, fixture->instance, id, span_of("{\"memoryMb\":65}"), 1);
	CHECK_INT(run(fixture, txn), -1);
	CHECK_INT(fixture->err.code, ERROR_CONFLICT);
	txn = txn_new();
	txn_patch(txn, fixture->instance, id, span_of("{\"name\":null,\"removeTime\":null}"), rev);
	txn_removed(txn, fixture->instance, id, 77, 88);
	CHECK_INT(run(fixture, txn), 0);
	CHECK_INT(reader_get(fixture->reader, fixture->container, id, &row, NULL), 0);
	CHECK(!row.name);
	CHECK_INT(row.removed, 77);
	txn = txn_new();
	txn_patch(txn, fixture->instance, id, span_of("{\"name\":[1]}"), -1);
	CHECK_INT(run(fixture, txn), -1);
	CHECK_INT(fixture->err.code, ERROR_INVALID);
	CHECK_STR(fixture->err.field, "name");
}

/* One bad transaction in the middle of a group takes no other with it. */
static void test_unique(struct fixture *fixture)
{
	int64_t before = 0, after = 0;
	struct query query = {.type = fixture->instance};
	struct txn *txn;

	reader_count(fixture->reader, &query, &before, NULL);
	fixture->done = fixture->failed = 0;
	for (int i = 0; i < 200; i++) {
		char uuid[20], doc[40];

		txn = txn_new();
		snprintf(uuid, sizeof(uuid), "g-%d", i == 50 ? 49 : i);
		snprintf(doc, sizeof(doc), "{\"serial\":\"s%d\"}", i == 150 ? 149 : i);
		insert(txn, fixture->container, uuid, NULL, 1, doc);
		txn_process(txn, &(struct process_row){
					 .name = i == 50 ? "a.new" : "x.y", .type = "x", .end = 1});
		store_submit(fixture->store, txn, ended, fixture);
	}
	wait_for(fixture, 200);
	CHECK_INT(fixture->failed, 2);
	CHECK_STR(fixture->err.tag, "NotUnique");
	CHECK_STR(fixture->err.field, "serial");
	reader_count(fixture->reader, &query, &after, NULL);
	CHECK_INT(after - before, 198);

	txn = txn_new();
	insert(txn, fixture->container, "g-1", NULL, 1, "{}");
	CHECK_INT(run(fixture, txn), -1);
	CHECK_INT(fixture->err.code, ERROR_CONFLICT);
	CHECK_STR(fixture->err.field, "uuid");
	/* The name that went with the failed one is kept anew by the next. */
	txn = txn_new();
	txn_process(txn, &(struct process_row){.name = "a.new", .type = "x", .end = 1});
	CHECK_INT(run(fixture, txn), 0);
	{
		struct process_row row;

		CHECK_INT(reader_process(fixture->reader, fixture->ids[0], &row, NULL), 0);
		CHECK_STR(row.name, "a.new");
	}
}

/* Whoever multiplies a setting need not fear for what somebody wrote into it. */
static void test_settings(struct fixture *fixture)
{
	static const char *const values[] = {"7", "999999999999999999", "-99999999999999999",
					     "many"};
	static const int64_t wanted[] = {7, SETTING_MOST, -SETTING_MOST, 5};

	for (int i = 0; i < 4; i++) {
		struct txn *txn = txn_new();
		char doc[64];

		snprintf(doc, sizeof(doc), "{\"value\":\"%s\"}", values[i]);
		insert(txn, fixture->setting, values[i], values[i], 0, doc);
		CHECK_INT(run(fixture, txn), 0);
		CHECK_INT(reader_setting_number(fixture->reader, fixture->model, values[i], 5),
			  wanted[i]);
	}
	CHECK(SETTING_MOST < INT64_MAX / 86400000);
}

static void test_delete(struct fixture *fixture)
{
	struct txn *txn = txn_new();
	struct row row;
	int64_t id;

	insert(txn, fixture->setting, "s-1", "a", 0, "{\"value\":\"x\"}");
	CHECK_INT(run(fixture, txn), 0);
	id = fixture->ids[0];
	txn = txn_new();
	txn_delete(txn, fixture->setting, id);
	CHECK_INT(run(fixture, txn), 0);
	CHECK_INT(reader_get(fixture->reader, fixture->setting, id, &row, NULL), -1);
	txn = txn_new();
	insert(txn, fixture->setting, "s-1", "a", 0, "{\"value\":\"x\"}");
	CHECK_INT(run(fixture, txn), 0);
	CHECK(fixture->ids[0] > id);
	txn = txn_new();
	txn_delete(txn, fixture->setting, id);
	CHECK_INT(run(fixture, txn), -1);
	CHECK_INT(fixture->err.code, ERROR_NOT_FOUND);
}

static int note_process(void *arg, const struct process_row *row)
{
	struct hits *hits = arg;
	size_t len = strlen(hits->text);

	snprintf(hits->text + len, sizeof(hits->text) - len, "%s%s", len ? " " : "", row->name);
	return 0;
}

static int note_history(void *arg, const struct history_row *row)
{
	struct hits *hits = arg;
	size_t len = strlen(hits->text);

	snprintf(hits->text + len, sizeof(hits->text) - len, "%s%s:%.*s", len ? " " : "", row->kind,
		 (int)row->detail.len, row->detail.at);
	return 0;
}

static void test_processes(struct fixture *fixture)
{
	struct txn *txn = txn_new();
	struct hits all = {.text = ""}, one = all, down = all, chain = all;
	int64_t id, first;

	insert(txn, fixture->image, "x-1", "x", 0, "{}");
	txn_process(txn, &(struct process_row){.name = "image.create",
					       .type = "image",
					       .resource_id = TXN_REF(0)});
	txn_process(txn, &(struct process_row){.name = "image.old",
					       .type = "image",
					       .resource_id = TXN_REF(0),
					       .end = 9});
	txn_process(txn,
		    &(struct process_row){.name = "nic.create", .type = "nic", .resource_id = 1});
	txn_history(txn, fixture->image, TXN_REF(0), TXN_REF(1), "state", span_of("{\"n\":1}"));
	txn_history(txn, fixture->image, TXN_REF(0), 0, "update", span_of("{\"n\":2}"));
	CHECK_INT(run(fixture, txn), 0);
	id = fixture->ids[0];
	first = fixture->ids[1];
	txn = txn_new();
	txn_history(txn, fixture->image, id, first, "process", span_of("{\"n\":3}"));
	CHECK_INT(run(fixture, txn), 0);

	reader_pending(fixture->reader, NULL, 0, first - 1, 10, note_process, &all, NULL);
	CHECK_STR(all.text, "image.create nic.create");
	reader_pending(fixture->reader, "image", id, 0, 10, note_process, &one, NULL);
	CHECK_STR(one.text, "image.create");
	reader_processes(fixture->reader, 0, first + 3, 2, note_process, &down, NULL);
	CHECK_STR(down.text, "nic.create image.old");
	reader_history(fixture->reader, fixture->image, id, 0, note_history, &chain, NULL);
	CHECK_STR(chain.text, "process:{\"n\":3} update:{\"n\":2} state:{\"n\":1}");
	chain.text[0] = 0;
	reader_history(fixture->reader, fixture->image, id, 1, note_history, &chain, NULL);
	CHECK_STR(chain.text, "process:{\"n\":3}");
}

static int64_t crash(struct fixture *fixture, const char *fault)
{
	int64_t count = -1;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		setenv("STAMPEDE_FAULT", fault, 1);
		open_store(fixture);
		for (int i = 0; i < 10; i++) {
			char uuid[20];
			struct txn *txn = txn_new();

			snprintf(uuid, sizeof(uuid), "c-%d", i);
			insert(txn, fixture->container, uuid, NULL, 1, "{}");
			run(fixture, txn);
		}
		_exit(1);
	}
	waitpid(pid, &status, 0);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 137);
	CHECK_INT(open_store(fixture), 0);
	reader_count(fixture->reader, &(struct query){.type = fixture->instance}, &count, NULL);
	close_store(fixture);
	return count;
}

/* Files may not grow beyond a limit: writing fails; then they may again. */
static void test_full(struct fixture *fixture)
{
	struct rlimit limit, old;
	AUTO(buf_done) struct buf doc = {0};
	int64_t before = 0, count = 0;
	int failed = 0, i = 0;
	struct query query = {.type = fixture->instance};

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	limit = old;
	limit.rlim_cur = 2 * 1024 * 1024;
	setrlimit(RLIMIT_FSIZE, &limit);
	buf_adds(&doc, "{\"hostname\":\"");
	memset(buf_room(&doc, 100000), 'x', 100000);
	doc.len += 100000;
	buf_adds(&doc, "\"}");
	reader_count(fixture->reader, &query, &before, NULL);
	for (; i < 100 && !failed; i++) {
		char uuid[20];
		struct txn *txn = txn_new();

		snprintf(uuid, sizeof(uuid), "f-%d", i);
		insert(txn, fixture->container, uuid, NULL, 1, doc.data);
		insert(txn, fixture->image, uuid, NULL, 1, "{}");
		failed = run(fixture, txn) < 0;
	}
	CHECK(failed);
	CHECK_INT(fixture->err.code, ERROR_UNAVAILABLE);
	CHECK(strstr(fixture->err.text, "stampede.db") != NULL);
	reader_count(fixture->reader, &query, &count, NULL);
	CHECK_INT(count, before + i - 1);
	setrlimit(RLIMIT_FSIZE, &old);
	{
		struct txn *txn = txn_new();

		insert(txn, fixture->container, "f-again", NULL, 1, doc.data);
		CHECK_INT(run(fixture, txn), 0);
	}
	reader_count(fixture->reader, &query, &count, NULL);
	CHECK_INT(count, before + i);
}

static long long size_of(const struct fixture *fixture, const char *file)
{
	struct stat info;
	char path[100];

	snprintf(path, sizeof(path), "%s/%s", fixture->dir, file);
	return stat(path, &info) == 0 ? (long long)info.st_size : -1;
}

/* Enough work for several checkpoints beside the writer; nothing is lost on the way. */
static void test_checkpoints(struct fixture *fixture)
{
	int64_t before = 0, count = 0;
	struct query query = {.type = fixture->image};

	reader_count(fixture->reader, &query, &before, NULL);
	fixture->done = fixture->failed = 0;
	for (int i = 0; i < 12000; i++) {
		char uuid[32];
		struct txn *txn = txn_new();

		snprintf(uuid, sizeof(uuid), "%08x-%d", (unsigned)i * 2654435761u, i);
		insert(txn, fixture->image, uuid, uuid, 1,
		       "{\"x\":\"0123456789012345678901234567890123456789\"}");
		store_submit(fixture->store, txn, ended, fixture);
		if (i % 10 == 9)
			wait_for(fixture, i - 8);
	}
	wait_for(fixture, 12000);
	CHECK_INT(fixture->failed, 0);
	reader_count(fixture->reader, &query, &count, NULL);
	CHECK_INT(count - before, 12000);
	/* The log was started over on the way, and the database itself has what it held. */
	CHECK(size_of(fixture, "stampede.db") > 500 * 1000);
	CHECK(size_of(fixture, "stampede.db-wal") < 40 * 1000 * 1000);
}

static void crashes(struct fixture *fixture)
{
	CHECK_INT(crash(fixture, "store-commit-before:4"), 3);
	CHECK_INT(crash(fixture, "store-commit-after:5"), 8);
}

static void writes(struct fixture *fixture)
{
	CHECK_INT(open_store(fixture), 0);
	test_life(fixture);
	test_namesakes(fixture);
	test_patch(fixture);
	test_large(fixture);
	test_unique(fixture);
	test_settings(fixture);
	test_delete(fixture);
	test_processes(fixture);
	test_checkpoints(fixture);
	test_full(fixture);
	close_store(fixture);
}

int main(void)
{
	with_directory(crashes);
	with_directory(writes);
	return check_end();
}

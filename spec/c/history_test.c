/*
 * History in the store: what a change writes down, reading it along a resource and along
 * time, and forgetting what is old.
 */
#include "spec/c/engine_help.h"

static const struct definition_text texts[] = {
	DEFINE("instance", "create", "requested", "creating", "stopped",
	       .handlers = {[PHASE_HANDLE] = "create"}, .timeout = 5),
	DEFINE("instance", "start", "stopped", "starting", "running",
	       .handlers = {[PHASE_HANDLE] = "start"}, .timeout = 5),
};

struct found {
	char text[4000];
	int count;
	int64_t ids[300], at[300];
};

static int note(void *arg, const struct history_row *row)
{
	struct found *found = arg;
	size_t len = strlen(found->text);

	if (found->count < 300) {
		found->ids[found->count] = row->id;
		found->at[found->count] = row->at;
	}
	found->count++;
	snprintf(found->text + len, sizeof(found->text) - len, "%s:%lld:%.*s\n", row->kind,
		 (long long)row->process_id, (int)row->detail.len, row->detail.at);
	return 0;
}

static void creates(struct world *world, struct run *run, int attempt)
{
	(void)world, (void)attempt;
	run_effect(run, "docker.create");
	run_effect(run, "docker.create");
	run_effect(run, "file.write");
	world_return(run, "{\"ip\":\"10.42.0.2\"}");
}

static void update(struct world *world, int64_t id, const char *patch)
{
	int before = world->answers;

	engine_update(world->engine, world->instance, id, span_of(patch), -1, 0, "1a1 from test",
		      world_answer, world);
	world_await(world, before);
	CHECK_INT(world->last.rc, 0);
}

static void test_written(struct world *world, int64_t id)
{
	struct found found = {.text = ""};

	reader_history(world->reader, world->instance, id, 0, note, &found, NULL);
	/* A handler: what it did, how long; and what its result was before. */
	CHECK(strstr(found.text,
		     "handler:1:{\"process\":\"instance.create\",\"handler\":\"create\""));
	CHECK(strstr(found.text, "\"attempt\":1,\"effects\":[\"docker.create\",\"file.write\"]}"));
	CHECK(strstr(found.text, "update:1:{\"old\":{\"ip\":null}}"));
	found.text[0] = 0;
	update(world, id, "{\"ip\":\"10.42.0.3\",\"name\":\"other\"}");
	reader_history(world->reader, world->instance, id, 1, note, &found, NULL);
	CHECK_STR(found.text,
		  "update:0:{\"old\":{\"ip\":\"10.42.0.2\"},\"columns\":{\"name\":\"n\"},"
		  "\"actor\":\"1a1 from test\"}\n");
	found.text[0] = 0;
	found.count = 0;
	update(world, id, "{\"ip\":\"10.42.0.3\"}"); /* no change, no row */
	reader_history(world->reader, world->instance, id, 1, note, &found, NULL);
	CHECK(strstr(found.text, "10.42.0.2"));
}

static void test_read(struct world *world, int64_t id, int64_t other)
{
	struct found all = {.text = ""}, down = all, chain = all, rest = all;
	int64_t at;

	for (int i = 0; i < 20; i++) {
		char patch[40];

		snprintf(patch, sizeof(patch), "{\"ip\":\"%d\"}", i);
		update(world, i % 2 ? id : other, patch);
		world_spend(world, 2);
	}
	reader_histories(world->reader, 0, 0, 0, note, &all, NULL);
	reader_histories(world->reader, 0, INT64_MAX, 3, note, &down, NULL);
	CHECK_INT(down.count, 3);
	CHECK_INT(down.ids[0], all.ids[all.count - 1]);
	CHECK(down.ids[0] > down.ids[1]);
	reader_history(world->reader, world->instance, id, 0, note, &chain, NULL);
	reader_history_before(world->reader, world->instance, id, chain.ids[3], 2, note, &rest,
			      NULL);
	CHECK_INT(rest.count, 2);
	CHECK_INT(rest.ids[0], chain.ids[4]);
	/* Another's row leads nowhere. */
	rest.count = 0;
	reader_history_before(world->reader, world->instance, other, chain.ids[3], 0, note, &rest,
			      NULL);
	CHECK_INT(rest.count, 0);
	for (int i = 0; i < all.count; i++) {
		int first = i;

		while (first > 0 && all.at[first - 1] == all.at[i])
			first--;
		CHECK_INT(reader_history_at(world->reader, all.at[i], &at, NULL), 0);
		CHECK_INT(at, all.ids[first]);
	}
	reader_history_at(world->reader, all.at[all.count - 1] + 1000, &at, NULL);
	CHECK_INT(at, all.ids[all.count - 1] + 1);
	reader_history_at(world->reader, 0, &at, NULL);
	CHECK_INT(at, all.ids[0]);
}

static struct {
	int64_t went, next;
	int rc, handle, done;
} forgot;

static void forgotten(void *arg, struct txn *txn)
{
	(void)arg;
	forgot.rc = txn_result(txn, NULL);
	forgot.went = txn_id(txn, forgot.handle);
	forgot.next = txn_id(txn, forgot.handle + 1);
	forgot.done = 1;
}

static int64_t forget(struct world *world, int64_t before, int64_t keep, int64_t after, int batch)
{
	struct txn *txn = txn_new();

	forgot.done = 0;
	forgot.handle = txn_forget(txn, before, keep, after, batch);
	store_submit(world->store, txn, forgotten, NULL);
	while (!forgot.done)
		loop_once(world->loop, 10);
	CHECK_INT(forgot.rc, 0);
	return forgot.went;
}

static void test_forget(struct world *world, int64_t id)
{
	struct found all = {.text = ""}, left = all, chain = all;
	const struct world_list *list;
	int64_t pending;

	world_on(world, "start", slow);
	world->slow_ms = 60000;
	world_verb(world, world->instance, id, "start", NULL);
	pending = world->last.process_id;
	reader_histories(world->reader, 0, 0, 0, note, &all, NULL);
	CHECK_INT(forget(world, 0, 0, 0, 100), 0); /* nothing is asked for */
	CHECK_INT(forget(world, 0, all.count + 5, 0, 100), 0);
	CHECK_INT(forget(world, 0, all.count - 4, 0, 3), 3); /* a piece at a time */
	CHECK_INT(forget(world, 0, all.count - 4, 0, 3), 1);
	CHECK_INT(forget(world, 0, all.count - 4, 0, 3), 0);
	reader_histories(world->reader, 0, 0, 0, note, &left, NULL);
	CHECK_INT(left.count, all.count - 4);
	CHECK_INT(left.ids[0], all.ids[4]);
	reader_history(world->reader, world->instance, id, 0, note, &chain, NULL);
	CHECK(chain.count > 0 && chain.count < left.count);
	/* By age everything goes but the newest, and what is under way. */
	while (forget(world, clock_now() + 1000, 0, 0, 7) == 7)
		;
	left.count = 0;
	reader_histories(world->reader, 0, 0, 0, note, &left, NULL);
	CHECK_INT(left.count, 1);
	CHECK_INT(left.ids[0], all.ids[all.count - 1]);
	list = world_processes(world);
	CHECK_INT(list->pending, 1);
	CHECK_STR(list->text, "instance.start:pending");
	CHECK_INT(forget(world, clock_now() + 1000, 0, 0, 1), 0);
	CHECK_INT(forgot.next, pending);
	forget(world, clock_now() + 1000, 0, pending, 1);
	CHECK_INT(forgot.next, 0); /* that was the last */
	CHECK_STR(world_state(world, world->instance, id), "starting");
}

/* What has no lifecycle: that it came and went, and by whom, is left when it is gone. */
static void test_plain(struct world *world)
{
	int64_t note_id = world_create(world, world->note, NULL);
	struct found found = {.text = ""};
	int before = world->answers;

	reader_history(world->reader, world->note, note_id, 0, note, &found, NULL);
	CHECK_STR(found.text, "create:0:{\"actor\":\"test\"}\n");
	engine_remove(world->engine, world->note, note_id, (struct span){0}, 0, "1a1 from test",
		      world_answer, world);
	world_await(world, before);
	found.text[0] = 0;
	reader_histories(world->reader, 0, INT64_MAX, 1, note, &found, NULL);
	CHECK_STR(found.text, "delete:0:{\"actor\":\"1a1 from test\"}\n");
}

int main(void)
{
	struct world world;
	int64_t id, other;

	world_open(&world, texts, sizeof(texts) / sizeof(texts[0]));
	world_on(&world, "create", creates);
	id = world_create(&world, world.instance, NULL);
	world_settle(&world);
	other = world_create(&world, world.instance, NULL);
	world_settle(&world);
	test_plain(&world);
	test_written(&world, id);
	test_read(&world, id, other);
	test_forget(&world, id);
	world_close(&world);
	return check_end();
}

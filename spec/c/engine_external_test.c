/*
 * External handlers in the engine: where they stand among a lifecycle's own, that their set is
 * taken when a phase begins, and that one that is gone is not started any more.
 */
#include "spec/c/engine_help.h"

static const struct definition_text texts[] = {
	DEFINE("instance", "create", "requested", "creating", "stopped",
	       .handlers = {[PHASE_HANDLE] = "own,own_too"}, .retries = 0, .timeout = 5),
	DEFINE("instance", "start", "stopped", "starting", "running",
	       .handlers = {"pre_own", "own,own_too", "post_own"}, .retries = 1, .timeout = 5),
	DEFINE("instance", "remove", "requested,stopped,creating,running", "removing", "removed"),
	DEFINE("tag", "create", "requested", "registering", "inactive", .fallback = "activate",
	       .delegate = 1),
	DEFINE("tag", "activate", "inactive,registering", "activating", "active"),
	DEFINE("tag", "remove", "active", "removing", "removed"),
};

#define WORLD(name) \
	struct world name; \
	world_open(&name, texts, sizeof(texts) / sizeof(texts[0]))

static void add(struct externals *set, const char *process, enum phase phase, int64_t id,
		const char *name, int priority)
{
	externals_add(set, process, phase, name,
		      &(struct external){.id = id, .priority = priority});
}

static void test_set(void)
{
	struct externals *set = externals_new();
	const struct handler *const *list;
	int count, before;

	add(set, "volumestoragepoolmap.create", PHASE_POST, 9, "other", 1000);
	add(set, "instance.start", PHASE_HANDLE, 4, "late", 2001);
	add(set, "instance.start", PHASE_HANDLE, 3, "equal", 2000);
	add(set, "Instance.Start", PHASE_HANDLE, 2, "b", 1000);
	add(set, "instance.start", PHASE_HANDLE, 1, "a", 1000);
	add(set, "instance.start", PHASE_PRE, 1, "a", 1000);
	externals_finish(set);
	list = externals_of(set, "instance.start", PHASE_HANDLE, &count, &before);
	CHECK_INT(count, 4);
	CHECK_INT(before, 2);
	CHECK_STR(list[0]->name, "a");
	CHECK_STR(list[1]->name, "b");
	CHECK_STR(list[2]->name, "equal");
	CHECK_STR(list[3]->name, "late");
	CHECK(externals_has(set, "volumeStoragePoolMap.create", PHASE_POST, 9));
	CHECK(!externals_has(set, "volumeStoragePoolMap.create", PHASE_PRE, 9));
	CHECK(!externals_has(set, "instance.start", PHASE_PRE, 2));
	CHECK(!externals_has(NULL, "instance.start", PHASE_PRE, 1));
	externals_of(set, "instance.stop", PHASE_HANDLE, &count, &before);
	CHECK_INT(count, 0);
	externals_unref(externals_ref(set));
	externals_unref(set);
}

static void stops(struct world *world, struct run *run, int attempt)
{
	struct handler_result result = {.stop = 1};

	(void)world, (void)attempt;
	engine_handler_done(run, 0, &result, NULL);
}

static struct externals *of_start(int with_second)
{
	struct externals *set = externals_new();

	add(set, "instance.start", PHASE_PRE, 1, "ext_pre", 500);
	add(set, "instance.start", PHASE_HANDLE, 2, "ext_first", 1000);
	if (with_second)
		add(set, "instance.start", PHASE_HANDLE, 3, "ext_second", 1500);
	add(set, "instance.start", PHASE_HANDLE, 4, "ext_last", 3000);
	add(set, "instance.start", PHASE_POST, 5, "ext_post", 2500);
	externals_finish(set);
	return set;
}

/* While it works, another one is deactivated. */
static void swaps(struct world *world, struct run *run, int attempt)
{
	(void)attempt;
	engine_set_externals(world->engine, of_start(0));
	world_done(run);
}

static void too_much(struct world *world, struct run *run, int attempt)
{
	AUTO(buf_done) struct buf patch = {0};
	struct handler_result result;

	(void)world, (void)attempt;
	buf_addf(&patch, "{\"ip\":\"%0*d\"}", 1 << 20, 0);
	result = (struct handler_result){.patch = {patch.data, patch.len}};
	engine_handler_done(run, 0, &result, NULL);
}

/* What it returns has an end, and is not kept when it is too much. */
static void test_result(void)
{
	WORLD(w);
	int64_t id;

	engine_set_externals(w.engine, of_start(1));
	world_on(&w, "ext_first", too_much);
	id = world_create(&w, w.instance, "{}");
	world_settle(&w);
	w.trace[0] = 0;
	world_verb(&w, w.instance, id, "start", NULL);
	world_settle(&w);
	CHECK(!strstr(w.trace, "ext_second"));
	CHECK(strcmp(world_state(&w, w.instance, id), "running") != 0);
	CHECK(world_row(&w, w.instance, id)->doc.len < 1000);
	world_close(&w);
}

static void test_merge(void)
{
	WORLD(w);
	int64_t id;

	/* Theirs stand around the lifecycle's own, and add to them. */
	engine_set_externals(w.engine, of_start(1));
	id = world_create(&w, w.instance, "{}");
	world_settle(&w);
	CHECK_STR(w.trace, "own own_too");
	w.trace[0] = 0;
	world_verb(&w, w.instance, id, "start", NULL);
	world_settle(&w);
	CHECK_STR(world_state(&w, w.instance, id), "running");
	CHECK_STR(w.trace, "ext_pre pre_own ext_first ext_second own own_too ext_last post_own "
			   "ext_post");

	/* One that says stop replaces what comes behind it. */
	world_on(&w, "ext_second", stops);
	id = world_create(&w, w.instance, "{}");
	world_settle(&w);
	w.trace[0] = 0;
	world_verb(&w, w.instance, id, "start", NULL);
	world_settle(&w);
	CHECK_STR(w.trace, "ext_pre pre_own ext_first ext_second post_own ext_post");

	/* One that is gone when its turn comes is not started. */
	world_on(&w, "ext_first", swaps);
	id = world_create(&w, w.instance, "{}");
	world_settle(&w);
	w.trace[0] = 0;
	world_verb(&w, w.instance, id, "start", NULL);
	world_settle(&w);
	CHECK_STR(world_state(&w, w.instance, id), "running");
	CHECK_STR(w.trace, "ext_pre pre_own ext_first own own_too ext_last post_own ext_post");

	/* And nothing is left of them. */
	engine_set_externals(w.engine, NULL);
	id = world_create(&w, w.instance, "{}");
	world_settle(&w);
	w.trace[0] = 0;
	world_verb(&w, w.instance, id, "start", NULL);
	world_settle(&w);
	CHECK_STR(w.trace, "pre_own own own_too post_own");
	world_close(&w);
}

/* Inline processes in which nothing works take one commit; an external handler is something. */
static void tag_done(void *arg, const struct outcome *outcome)
{
	struct run *run = arg;

	if (outcome->rc < 0)
		engine_handler_done(run, -1, NULL, &outcome->err);
	else
		world_done(run);
}

static int64_t tag_id;

static void tag_made(void *arg, const struct outcome *outcome)
{
	struct run *run = arg;
	struct request request = {.verb = "create", .id = outcome->id};

	tag_id = outcome->id;
	request.type = model_type(engine_model(((struct world *)run_user(run))->engine), "tag");
	engine_nested(run, &request, tag_done, run);
}

static void makes_tag(struct world *world, struct run *run, int attempt)
{
	struct row row = {.kind = "tag", .doc = span_of("{}"), .progress = -1};

	(void)attempt;
	run_set_user(run, world);
	engine_insert(run, world->tag, &row, "create", tag_made, run);
}

static void test_inline(void)
{
	struct externals *set = externals_new();
	WORLD(w);

	add(set, "tag.activate", PHASE_POST, 7, "ext_tag", 1000);
	externals_finish(set);
	engine_set_externals(w.engine, set);
	world_on(&w, "own", makes_tag);
	world_create(&w, w.instance, "{}");
	world_settle(&w);
	CHECK_STR(world_state(&w, w.tag, tag_id), "active");
	CHECK_STR(w.trace, "own ext_tag own_too");
	world_close(&w);
}

int main(void)
{
	test_set();
	test_merge();
	test_result();
	test_inline();
	return check_end();
}

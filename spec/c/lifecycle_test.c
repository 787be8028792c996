/* Definitions of processes: the questions, the look-ups, and everything that is refused. */
#include "engine/lifecycle.h"
#include "spec/c/check.h"
#include "spec/c/lifecycle_help.h"

static const struct definition_text good[] = {
	DEFINE("instance", "create", "requested", "creating", "stopped", .fallback = "start"),
	DEFINE("instance", "start", "stopped,creating", "starting", "running",
	       .on_failure = "stop"),
	DEFINE("instance", "stop", "running,starting", "stopping", "stopped"),
	DEFINE("instance", "remove", "stopped,creating,starting,stopping", "removing", "removed"),
	DEFINE("instance", "update", "running,stopped",
	       "running=updating-running,stopped=updating-stopped",
	       "updating-running=running,updating-stopped=stopped"),
	DEFINE("instance", "restart", "running", "restarting", "running",
	       .handlers = {[PHASE_HANDLE] = "instance_restart,other"}, .timeout = 60),
	DEFINE("instance", "allocate", "inactive", "activating", "active", .column = 1),
};

static struct lifecycles *build(void)
{
	struct lifecycles *set = lifecycles_new();

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		CHECK_INT(help_add(set, &good[i], 7, NULL), 0);
	return set;
}

static void test_questions(void)
{
	struct lifecycles *set = build();
	const struct process *update, *p;
	struct error err;
	int count;

	CHECK_INT(lifecycles_finish(set, &err), 0);
	lifecycles_all(set, &count);
	CHECK_INT(count, 7);
	p = lifecycles_find(set, "instance", "create");
	CHECK(p && p == lifecycles_find_name(set, "instance.create"));
	CHECK(p->fallback == lifecycles_find(set, "instance", "start"));
	CHECK(!lifecycles_find(set, "instance", "fly") && !lifecycles_find(set, "nic", "create"));
	CHECK(!lifecycles_find_name(set, "instance.fly"));
	CHECK(p->handlers[PHASE_PRE] && !p->handlers[PHASE_PRE][0]);
	CHECK_STR(lifecycles_initial(set, "instance", 0), "requested");
	CHECK_STR(lifecycles_initial(set, "instance", 1), "inactive");
	CHECK(!lifecycles_initial(set, "nic", 0));

	update = lifecycles_find(set, "instance", "update");
	CHECK_STR(process_via(update, "stopped"), "updating-stopped");
	CHECK_STR(process_done(update, "updating-running"), "running");
	CHECK(!process_via(update, "creating") && !process_done(update, "running"));
	CHECK(process_is_via(update, "updating-running") && !process_is_via(update, "running"));
	CHECK(process_is_done(update, "running") && process_starts_from(update, "running"));
	p = lifecycles_find(set, "instance", "restart");
	CHECK_STR(p->handlers[PHASE_HANDLE][0]->name, "instance_restart");
	CHECK_INT(p->handlers[PHASE_HANDLE][1]->timeout, 60);
	CHECK(!p->handlers[PHASE_HANDLE][2]);

	lifecycles_ref(set);
	lifecycles_unref(set);
	CHECK(lifecycles_find(set, "instance", "stop") != NULL);
	lifecycles_unref(set);
	lifecycles_unref(NULL);
}

/* Adds `bad` to the good set and expects a refusal that says `text`, and where. */
static void refuse(struct definition_text bad, const char *text)
{
	struct lifecycles *set = build();
	struct error err = {0};

	bad.type = bad.type ? bad.type : "instance";
	bad.verb = bad.verb ? bad.verb : "x";
	bad.start = bad.start ? bad.start : "running";
	bad.via = bad.via ? bad.via : "xing";
	bad.done = bad.done ? bad.done : "stopped";
	if (help_add(set, &bad, 99, &err) == 0)
		CHECK_INT(lifecycles_finish(set, &err), -1);
	CHECK_INT(err.code, ERROR_INVALID);
	CHECK(strstr(err.text, "test.lua:99") != NULL);
	if (strstr(err.text, text))
		CHECK(1);
	else
		CHECK_STR(err.text, text);
	lifecycles_unref(set);
}

#define REFUSE(text, ...) refuse((struct definition_text){__VA_ARGS__}, text)

static void test_refusals(void)
{
	struct lifecycles *set = build();
	struct definition_text trap = DEFINE("instance", "trap", "running", "trapping", "trapped");
	struct definition_text turn = DEFINE("instance", "turn", "trapped", "turning", "trapped");
	struct error err = {0};

	REFUSE("already defined at test.lua:7", .verb = "start", .name = "instance.begin");
	REFUSE("the name instance.start is taken", .name = "instance.start");
	REFUSE("'starting' is also that of", .via = "starting");
	REFUSE("unreachable start state 'nowhere'", .start = "nowhere");
	REFUSE("no start state", .start = "");
	REFUSE("starts from its own transitioning state 'xing'", .start = "running,xing");
	REFUSE("no transitioning state", .via = "");
	REFUSE("no done state", .done = "");
	REFUSE("is a done state too 'stopped'", .via = "stopped");
	REFUSE("is the initial state too 'requested'", .via = "requested");
	REFUSE("no transitioning state for start state 'running'", .via = "stopped=xing");
	REFUSE("no done state for transitioning state 'xing'", .done = "other=stopped");
	REFUSE("unknown fallback 'fly'", .fallback = "fly");
	REFUSE("fallbacks run in a circle", .fallback = "x");
	REFUSE("delegates but has no fallback", .delegate = 1);
	REFUSE("cannot go on as fallback 'create'", .delegate = 1, .fallback = "create");
	REFUSE("unknown on_failure 'fly'", .on_failure = "fly");
	REFUSE("on_failure is not possible", .on_failure = "update");
	REFUSE("moves another column", .on_failure = "allocate");
	REFUSE("column must be 0 or 1", .column = 2);

	/* A place with ways out that lead nowhere else. */
	CHECK_INT(help_add(set, &trap, 99, NULL), 0);
	CHECK_INT(help_add(set, &turn, 99, NULL), 0);
	CHECK_INT(lifecycles_finish(set, &err), -1);
	CHECK(strstr(err.text, "no road to an end from state 'tr") != NULL);
	lifecycles_unref(set);
}

int main(void)
{
	test_questions();
	test_refusals();
	return check_end();
}

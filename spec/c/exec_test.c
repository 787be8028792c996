/* Child processes: output, input, exit codes, time, bounds, environment, cancelling; files and
 * facts. */
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/buf.h"
#include "host/exec.h"
#include "host/facts.h"
#include "host/file.h"
#include "spec/c/check.h"
#include "spec/c/turn.h"

struct seen {
	struct loop *loop;
	int calls, rc, code;
	char output[4096], errors[4096];
	struct error err;
};

static void on_done(void *arg, int rc, const struct exec_result *result, const struct error *err)
{
	struct seen *seen = arg;

	seen->calls++;
	seen->rc = rc;
	seen->code = result->code;
	snprintf(seen->output, sizeof(seen->output), "%s", result->output.at);
	snprintf(seen->errors, sizeof(seen->errors), "%s", result->errors.at);
	if (rc < 0)
		seen->err = *err;
}

static void run(struct seen *seen, struct exec_options *options, const char *const *argv)
{
	struct exec *exec;

	memset((char *)seen + sizeof(seen->loop), 0, sizeof(*seen) - sizeof(seen->loop));
	options->argv = argv;
	exec = exec_start(seen->loop, options, on_done, seen, &seen->err);
	if (!exec) {
		seen->rc = -1;
		return;
	}
	CHECK_INT(seen->calls, 0);
	TURN_UNTIL(seen->loop, seen->calls, 30000);
	CHECK_INT(seen->calls, 1);
}

#define SH(script) ((const char *const[]){"/bin/sh", "-c", script, NULL})

static void test_runs(struct loop *loop)
{
	struct seen seen = {.loop = loop};
	struct exec_options options = {0};
	char input[100000];

	run(&seen, &options, SH("echo out; echo err >&2; exit 7"));
	CHECK_INT(seen.rc, 0);
	CHECK_INT(seen.code, 7);
	CHECK_STR(seen.output, "out\n");
	CHECK_STR(seen.errors, "err\n");

	memset(input, 'x', sizeof(input));
	options.input = (struct span){input, sizeof(input)};
	run(&seen, &options, SH("wc -c"));
	CHECK_INT(atoi(seen.output), sizeof(input));
	/* One that never reads its input still ends well. */
	run(&seen, &options, SH("exit 0"));
	CHECK_INT(seen.rc, 0);
	options.input.len = 0;

	setenv("STAMPEDE_SECRET", "hidden", 1);
	setenv("SEEN", "old", 1);
	options.env = (const char *const[]){"SEEN=new", NULL};
	run(&seen, &options, SH("echo \"$SEEN:$STAMPEDE_SECRET:$LC_ALL\""));
	CHECK_STR(seen.output, "new::C\n");
	options.env = NULL;
	run(&seen, &options, SH("kill -TERM $$"));
	CHECK_INT(seen.code, 128 + SIGTERM);
	run(&seen, &options, (const char *const[]){"no-such-program-here", NULL});
	CHECK_INT(seen.calls, 0);
	CHECK_INT(seen.err.code, ERROR_NOT_FOUND);
}

static void test_bounds(struct loop *loop)
{
	struct seen seen = {.loop = loop};
	struct exec_options options = {.timeout = 300};
	int64_t began = clock_mono();

	/* The grandchild goes too, or the pipe would stay open for its 30 seconds. */
	run(&seen, &options, SH("echo early; sleep 30 & sleep 30"));
	CHECK_INT(seen.rc, -1);
	CHECK_INT(seen.err.code, ERROR_TIMEOUT);
	CHECK_STR(seen.output, "early\n");
	CHECK(clock_mono() - began < 5000);

	options.timeout = 20000;
	options.max_output = 1000;
	run(&seen, &options, SH("yes"));
	CHECK_INT(seen.rc, -1);
	CHECK_INT(seen.err.code, ERROR_INVALID);
	CHECK_INT(strlen(seen.output), 1000);

	/* A daemon left behind holds the pipe only for a moment. */
	options.max_output = 0;
	began = clock_mono();
	run(&seen, &options, SH("sleep 4 & echo left"));
	CHECK_STR(seen.output, "left\n");
	CHECK(clock_mono() - began < 3500);
}

static void test_cancel(struct loop *loop)
{
	struct seen seen = {.loop = loop};
	struct exec_options options = {.argv = SH("sleep 30")};
	struct exec *exec = exec_start(loop, &options, on_done, &seen, NULL);

	CHECK(exec != NULL);
	exec_cancel(exec);
	TURN_FOR(loop, 300);
	CHECK_INT(seen.calls, 0);
}

static void test_files(const char *dir)
{
	struct buf text = {0};
	struct error err;
	char path[300], deep[300];
	struct stat st;

	snprintf(path, sizeof(path), "%s/file", dir);
	CHECK_INT(file_write(path, "one", 3, 0600, &err), 0);
	CHECK_INT(file_write(path, "two", 3, 0640, &err), 0);
	CHECK_INT(file_read(path, 3, &text, &err), 0);
	CHECK_STR(text.data, "two");
	CHECK(stat(path, &st) == 0 && (st.st_mode & 07777) == 0640);
	CHECK_INT(file_read(path, 2, &text, &err), -1);
	CHECK_INT(err.code, ERROR_INVALID);
	CHECK_INT(file_read(dir, 2, &text, &err), -1);
	buf_clear(&text);
	CHECK_INT(file_list(dir, &text, &err), 0);
	CHECK_STR(text.data, "[\"file\"]");
	snprintf(deep, sizeof(deep), "%s/a/b/c", dir);
	CHECK_INT(file_mkdir(deep, 0755, &err), 0);
	CHECK_INT(file_mkdir(deep, 0755, &err), 0);
	CHECK_INT(file_mkdir(path, 0755, &err), -1);
	CHECK_INT(err.code, ERROR_CONFLICT);
	CHECK_INT(file_remove(deep, &err), 0);
	CHECK_INT(file_remove(deep, &err), 0);
	snprintf(deep, sizeof(deep), "%s/a", dir);
	CHECK_INT(file_remove(deep, &err), -1);
	snprintf(deep, sizeof(deep), "%s/a/b", dir);
	CHECK_INT(file_remove(deep, &err), 0);
	snprintf(deep, sizeof(deep), "%s/a", dir);
	CHECK_INT(file_remove(deep, &err), 0);
	CHECK_INT(file_remove(path, &err), 0);
	buf_done(&text);
}

static void test_facts(const char *dir)
{
	struct facts facts, again;
	struct error err;
	char path[300];

	CHECK_INT(facts_read(dir, &facts, &err), 0);
	CHECK_INT(facts_read(dir, &again, &err), 0);
	CHECK_STR(again.uuid, facts.uuid);
	CHECK_INT(strlen(facts.uuid), UUID_LEN);
	CHECK(facts.cpus > 0 && facts.memory_mb > 0 && facts.disk_mb > 0);
	CHECK(facts.hostname[0] && facts.kernel[0] && facts.os[0]);
	snprintf(path, sizeof(path), "%s/host.uuid", dir);
	CHECK_INT(file_write(path, "nonsense", 8, 0644, &err), 0);
	CHECK_INT(facts_read(dir, &facts, &err), -1);
	CHECK_STR(err.field, "host.uuid");
	file_remove(path, NULL);
}

int main(void)
{
	char dir[] = "/tmp/stampede-exec-XXXXXX";
	struct loop *loop = loop_new(NULL);

	signal(SIGPIPE, SIG_IGN);
	CHECK(mkdtemp(dir) != NULL);
	test_runs(loop);
	test_bounds(loop);
	test_cancel(loop);
	test_files(dir);
	test_facts(dir);
	loop_free(loop);
	CHECK_INT(rmdir(dir), 0);
	return check_end();
}

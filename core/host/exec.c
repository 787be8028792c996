/*
 * A child has up to five handles (process, three pipes, a uv_timer in loop/); the struct is
 * freed when the last has closed, and `done` is called before that, once the child has
 * exited and both outputs have ended.
 */
#include "host/exec.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <uv.h>

#include "base/auto.h"
#include "base/buf.h"

#define DEFAULT_OUTPUT (1024 * 1024)
/* How long the outputs may stay open behind a child that has exited (its own children hold them).
 */
#define LINGER 1000

extern char **environ;

struct stream {
	uv_pipe_t pipe;
	struct buf bytes;
	int open;
};

struct exec {
	struct loop *loop;
	uv_process_t process;
	uv_pipe_t input;
	uv_write_t write;
	struct stream output, errors;
	char *input_bytes;
	size_t max_output;
	struct timer *timer; /* the timeout, later the linger */
	void (*done)(void *arg, int rc, const struct exec_result *result, const struct error *err);
	void *arg;
	struct error err;
	int handles; /* that have yet to close */
	int code;
	int rc;
	char exited, finished, cancelled;
	char name[64]; /* for messages */
};

static void freed(struct exec *exec)
{
	if (exec->handles > 0)
		return;
	buf_done(&exec->output.bytes);
	buf_done(&exec->errors.bytes);
	free(exec->input_bytes);
	free(exec);
}

static void on_close(uv_handle_t *handle)
{
	struct exec *exec = handle->data;

	exec->handles--;
	freed(exec);
}

static void shut(uv_handle_t *handle)
{
	if (!uv_is_closing(handle))
		uv_close(handle, on_close);
}

static void kill_group(struct exec *exec)
{
	/* The child is a session leader, so its pid is the group's; until it is reaped the id
	 * cannot be reused. */
	if (!exec->exited && exec->process.pid > 1)
		kill(-exec->process.pid, SIGKILL);
}

static void finish(struct exec *exec)
{
	struct exec_result result;

	if (exec->finished || !exec->exited || exec->output.open || exec->errors.open)
		return;
	exec->finished = 1;
	timer_cancel(STEAL(exec->timer));
	if (!exec->cancelled) {
		buf_room(&exec->output.bytes, 1)[0] = '\0';
		buf_room(&exec->errors.bytes, 1)[0] = '\0';
		result.code = exec->code;
		result.output.at = exec->output.bytes.data;
		result.output.len = exec->output.bytes.len;
		result.errors.at = exec->errors.bytes.data;
		result.errors.len = exec->errors.bytes.len;
		exec->done(exec->arg, exec->rc, &result, &exec->err);
	}
	shut((uv_handle_t *)&exec->process);
	shut((uv_handle_t *)&exec->input);
}

static void end_stream(struct stream *stream)
{
	if (!stream->open)
		return;
	stream->open = 0;
	shut((uv_handle_t *)&stream->pipe);
}

static void on_linger(void *arg)
{
	struct exec *exec = arg;

	exec->timer = NULL;
	end_stream(&exec->output);
	end_stream(&exec->errors);
	finish(exec);
}

static void on_timeout(void *arg)
{
	struct exec *exec = arg;

	exec->timer = NULL;
	exec->rc = error_set(&exec->err, ERROR_TIMEOUT, "'%s' took too long and was killed",
			     exec->name);
	kill_group(exec);
}

static void on_exit_status(uv_process_t *process, int64_t status, int signal)
{
	struct exec *exec = process->data;

	exec->exited = 1;
	exec->code = signal ? 128 + signal : (int)status;
	timer_cancel(STEAL(exec->timer));
	if (exec->output.open || exec->errors.open)
		exec->timer = loop_after(exec->loop, exec->cancelled ? 0 : LINGER, on_linger, exec);
	finish(exec);
}

static void on_alloc(uv_handle_t *handle, size_t suggested, uv_buf_t *ret)
{
	struct exec *exec = handle->data;
	struct stream *stream =
		handle == (uv_handle_t *)&exec->output.pipe ? &exec->output : &exec->errors;

	(void)suggested;
	ret->base = buf_room(&stream->bytes, 16384);
	ret->len = 16384;
}

static void on_read(uv_stream_t *handle, ssize_t n, const uv_buf_t *bytes)
{
	struct exec *exec = handle->data;
	struct stream *stream =
		handle == (uv_stream_t *)&exec->output.pipe ? &exec->output : &exec->errors;

	(void)bytes;
	if (n == 0)
		return;
	if (n < 0) {
		end_stream(stream);
		finish(exec);
		return;
	}
	if (exec->rc < 0)
		return;
	stream->bytes.len += (size_t)n;
	if (stream->bytes.len > exec->max_output) {
		stream->bytes.len = exec->max_output;
		exec->rc = error_set(&exec->err, ERROR_INVALID,
				     "'%s' wrote more than %zu bytes and was killed", exec->name,
				     exec->max_output);
		kill_group(exec);
	}
}

static void on_written(uv_write_t *write, int status)
{
	struct exec *exec = write->data;

	/* A child that does not read its input ends with its own exit code, which tells more. */
	(void)status;
	shut((uv_handle_t *)&exec->input);
}

/* Whether the entry "NAME=..." is replaced by one of `more`. */
static int is_replaced(const char *entry, const char *const *more)
{
	size_t len = strcspn(entry, "=") + 1;

	for (; more && *more; more++) {
		if (strncmp(*more, entry, len) == 0)
			return 1;
	}
	return 0;
}

/* The array is the caller's; its strings are borrowed. */
static char **child_environment(const char *const *more)
{
	size_t count = 2, at = 0;
	char **list;

	for (char **entry = environ; *entry; entry++)
		count++;
	for (const char *const *entry = more; entry && *entry; entry++)
		count++;
	list = calloc(count + 1, sizeof(*list));
	if (!list)
		abort();
	for (char **entry = environ; *entry; entry++) {
		if (strncmp(*entry, "STAMPEDE_", 9) != 0 && strncmp(*entry, "LC_ALL=", 7) != 0 &&
		    !is_replaced(*entry, more))
			list[at++] = *entry;
	}
	if (!is_replaced("LC_ALL=", more))
		list[at++] = (char *)"LC_ALL=C";
	for (; more && *more; more++)
		list[at++] = (char *)*more;
	return list;
}

static void open_pipe(struct exec *exec, uv_pipe_t *pipe)
{
	uv_pipe_init(loop_uv(exec->loop), pipe, 0);
	pipe->data = exec;
	exec->handles++;
}

static int spawn(struct exec *exec, const struct exec_options *options, struct error *err)
{
	AUTO(free) char **env = child_environment(options->env);
	uv_stdio_container_t stdio[3];
	uv_process_options_t spawn;
	int rc;

	memset(&spawn, 0, sizeof(spawn));
	memset(stdio, 0, sizeof(stdio));
	if (options->stdin_fd > 0) {
		stdio[0].flags = UV_INHERIT_FD;
		stdio[0].data.fd = options->stdin_fd;
	} else if (options->input.len) {
		stdio[0].flags = UV_CREATE_PIPE | UV_READABLE_PIPE;
		stdio[0].data.stream = (uv_stream_t *)&exec->input;
	}
	if (options->stdout_fd > 0) {
		stdio[1].flags = UV_INHERIT_FD;
		stdio[1].data.fd = options->stdout_fd;
	} else {
		stdio[1].flags = UV_CREATE_PIPE | UV_WRITABLE_PIPE;
		stdio[1].data.stream = (uv_stream_t *)&exec->output.pipe;
	}
	stdio[2].flags = UV_CREATE_PIPE | UV_WRITABLE_PIPE;
	stdio[2].data.stream = (uv_stream_t *)&exec->errors.pipe;
	spawn.file = options->argv[0];
	spawn.args = (char **)(uintptr_t)options->argv;
	spawn.env = env;
	spawn.cwd = options->directory;
	spawn.flags = UV_PROCESS_DETACHED;
	spawn.stdio = stdio;
	spawn.stdio_count = 3;
	spawn.exit_cb = on_exit_status;
	rc = uv_spawn(loop_uv(exec->loop), &exec->process, &spawn);
	if (rc < 0)
		return error_field(err,
				   rc == UV_ENOENT   ? ERROR_NOT_FOUND
				   : rc == UV_EACCES ? ERROR_DENIED
						     : ERROR_UNAVAILABLE,
				   NULL, exec->name, "'%s' cannot be started: %s", exec->name,
				   uv_strerror(rc));
	return 0;
}

struct exec *exec_start(struct loop *loop, const struct exec_options *options,
			void (*done)(void *arg, int rc, const struct exec_result *result,
				     const struct error *err),
			void *arg, struct error *err)
{
	const char *slash = strrchr(options->argv[0], '/');
	struct exec *exec = calloc(1, sizeof(*exec));
	uv_buf_t input;

	if (!exec)
		abort();
	exec->loop = loop;
	exec->done = done;
	exec->arg = arg;
	exec->max_output = options->max_output ? options->max_output : DEFAULT_OUTPUT;
	snprintf(exec->name, sizeof(exec->name), "%s", slash ? slash + 1 : options->argv[0]);
	open_pipe(exec, &exec->input);
	open_pipe(exec, &exec->output.pipe);
	open_pipe(exec, &exec->errors.pipe);
	exec->process.data = exec;
	exec->handles++;
	if (spawn(exec, options, err) < 0) {
		/* libuv has initialised the process handle even when it could not start it. */
		exec->exited = exec->finished = 1;
		shut((uv_handle_t *)&exec->process);
		shut((uv_handle_t *)&exec->input);
		shut((uv_handle_t *)&exec->output.pipe);
		shut((uv_handle_t *)&exec->errors.pipe);
		return NULL;
	}
	exec->errors.open = 1;
	uv_read_start((uv_stream_t *)&exec->errors.pipe, on_alloc, on_read);
	if (options->stdout_fd > 0) {
		shut((uv_handle_t *)&exec->output.pipe);
	} else {
		exec->output.open = 1;
		uv_read_start((uv_stream_t *)&exec->output.pipe, on_alloc, on_read);
	}
	if (options->input.len && options->stdin_fd <= 0) {
		exec->input_bytes = malloc(options->input.len);
		if (!exec->input_bytes)
			abort();
		memcpy(exec->input_bytes, options->input.at, options->input.len);
		input = uv_buf_init(exec->input_bytes, (unsigned)options->input.len);
		exec->write.data = exec;
		if (uv_write(&exec->write, (uv_stream_t *)&exec->input, &input, 1, on_written) < 0)
			shut((uv_handle_t *)&exec->input);
	}
	if (options->timeout > 0)
		exec->timer = loop_after(loop, options->timeout, on_timeout, exec);
	return exec;
}

void exec_cancel(struct exec *exec)
{
	if (!exec || exec->finished)
		return;
	exec->cancelled = 1;
	timer_cancel(STEAL(exec->timer));
	kill_group(exec);
	end_stream(&exec->output);
	end_stream(&exec->errors);
	finish(exec);
}

/* What server, agent and up share. Loop thread, or before there is one. */
#include "role.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/log.h"
#include "script/script.h"
#include "http/tls.h"

enum { LINGER_S = 20, DRAIN_MS = 1000 };

int role_configure(struct config *config, int role, const char *help, int argc, char **argv)
{
	struct error err = {0};
	struct rlimit files;

	if (config_read(config, role, argc, argv, &err) < 0) {
		fprintf(stderr, "stampede %s: %s\n", argv[0], err.text);
		return EXIT_USAGE;
	}
	if (config->help) {
		printf("%s\nOptions:\n", help);
		config_print_options(stdout, role);
		printf("\nEach option is also a variable (STAMPEDE_DATA) and a line of the "
		       "configuration\n"
		       "file (data = DIR). A flag beats the variable, that beats the file.\n");
		return EXIT_OK;
	}
	if (config->debug)
		log_set_debug(config->debug);
	/* A connection is a descriptor; the usual 1,024 are for programs that use select(2). */
	if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < files.rlim_max) {
		files.rlim_cur = files.rlim_max;
		(void)setrlimit(RLIMIT_NOFILE, &files);
	}
	/* A console may yet find out where its server is. */
	if ((role == FOR_AGENT || role == FOR_SIM) && role_trust(config, &err) < 0) {
		fprintf(stderr, "stampede %s: %s\n", argv[0], err.text);
		return EXIT_USAGE;
	}
	return -1;
}

int role_trust(const struct config *config, struct error *err)
{
	return tls_trust(config->url, config->tls_ca, config->tls_pin, err);
}

int role_fail(const char *role, const struct error *err)
{
	fprintf(stderr, "stampede %s: %s\n", role, err->text[0] ? err->text : "failed");
	return EXIT_FAILED;
}

static int is_root(const char *path)
{
	AUTO(buf_done) struct buf file = {0};

	buf_addf(&file, "%s/lua/lib", path);
	return access(file.data, R_OK) == 0;
}

int role_set_idempotency(const struct config *config, struct script *script, int is_server,
			 struct error *err)
{
	int mode = script_idempotency_of(config->idempotency ? config->idempotency : "sample");

	if (mode < 0)
		return error_field(err, ERROR_INVALID, NULL, "idempotency",
				   "--idempotency is off, sample or enforce, not \"%s\"",
				   config->idempotency);
	if (is_server && !config->idempotency)
		script_follow_settings(script);
	else
		script_set_idempotency(script, (enum script_idempotency)mode, SCRIPT_SAMPLE_RATE);
	return 0;
}

int role_find_root(struct buf *ret, struct error *err)
{
	static const char *const beside[] = {"..", "../..", "../share/stampede"};
	const char *told = getenv("STAMPEDE_ROOT");
	char self[4096];
	ssize_t len;

	if (told && *told) {
		if (!is_root(told))
			return error_set(err, ERROR_NOT_FOUND,
					 "STAMPEDE_ROOT is %s, but there is no lua/lib in it",
					 told);
		buf_adds(ret, told);
		return 0;
	}
	len = readlink("/proc/self/exe", self, sizeof(self) - 1);
	if (len > 0) {
		self[len] = '\0';
		*strrchr(self, '/') = '\0';
		for (size_t i = 0; i < sizeof(beside) / sizeof(beside[0]); i++) {
			AUTO(buf_done) struct buf path = {0};
			AUTO(free) char *real = NULL;

			buf_addf(&path, "%s/%s", self, beside[i]);
			real = realpath(path.data, NULL);
			if (real && is_root(real)) {
				buf_adds(ret, real);
				return 0;
			}
		}
	}
	if (is_root(STAMPEDE_PREFIX "/share/stampede")) {
		buf_adds(ret, STAMPEDE_PREFIX "/share/stampede");
		return 0;
	}
	return error_set(err, ERROR_NOT_FOUND,
			 "the Lua files are neither beside the program nor in " STAMPEDE_PREFIX
			 "/share/stampede; set STAMPEDE_ROOT to the directory that holds lua/");
}

/* mkdir -p; parents get the usual mode, the directory itself is ours alone. */
static int make_directory(const char *path, struct error *err)
{
	AUTO(free) char *copy = strdup(path);

	if (!copy)
		abort();
	for (char *at = copy + 1; *at; at++) {
		if (*at != '/')
			continue;
		*at = '\0';
		if (mkdir(copy, 0755) < 0 && errno != EEXIST)
			return error_errno(err, "directory %s cannot be made", copy);
		*at = '/';
	}
	if (mkdir(copy, 0700) < 0 && errno != EEXIST)
		return error_errno(err, "directory %s cannot be made", copy);
	return 0;
}

int role_open_data(struct config *config, struct error *err)
{
	char *real;

	umask(077);
	if (make_directory(config->data, err) < 0)
		return error_wrap(err, "--data");
	real = realpath(config->data, NULL);
	if (!real)
		return error_errno(err, "--data %s cannot be opened", config->data);
	free(config->data);
	config->data = real;
	return 0;
}

int role_lock_data(const struct config *config, const char *role, struct error *err)
{
	AUTO(buf_done) struct buf path = {0};
	AUTO(close) int fd = -1;
	int kept;

	buf_addf(&path, "%s/%s.lock", config->data, role);
	fd = open(path.data, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return error_errno(err, "%s cannot be opened", path.data);
	if (flock(fd, LOCK_EX | LOCK_NB) < 0)
		return error_set(err, ERROR_CONFLICT,
				 "another %s works in %s; end it first, or type --data OTHER_DIR",
				 role, config->data);
	kept = fd;
	fd = -1;
	return kept;
}

void role_say_ready(void)
{
	const char *text = getenv(ROLE_READY_VARIABLE);
	int fd = text ? atoi(text) : -1;

	if (fd <= STDERR_FILENO)
		return;
	unsetenv(ROLE_READY_VARIABLE);
	if (write(fd, "1", 1) < 0)
		log_debug("role", "nobody waits for us to be ready", "error=%d", errno);
	close(fd);
}

/* --- Signals ---------------------------------------------------------------------------- */

struct role_signals {
	uv_signal_t term, interrupt, hangup;
	void (*fn)(void *arg);
	void *arg;
	int count, open;
	void (*hangup_fn)(void *arg);
	void *hangup_arg;
};

static void on_signal(uv_signal_t *handle, int number)
{
	struct role_signals *signals = handle->data;

	if (signals->count++)
		_exit(128 + number);
	/* Whatever hangs while we end, we end. */
	signal(SIGALRM, SIG_DFL);
	alarm(LINGER_S);
	signals->fn(signals->arg);
}

struct role_signals *role_signals_new(struct loop *loop, void (*fn)(void *arg), void *arg)
{
	struct role_signals *signals = calloc(1, sizeof(*signals));

	if (!signals)
		abort();
	signals->fn = fn;
	signals->arg = arg;
	signal(SIGPIPE, SIG_IGN);
	uv_signal_init(loop_uv(loop), &signals->term);
	uv_signal_init(loop_uv(loop), &signals->interrupt);
	signals->term.data = signals->interrupt.data = signals;
	uv_signal_start(&signals->term, on_signal, SIGTERM);
	uv_signal_start(&signals->interrupt, on_signal, SIGINT);
	signals->open = 2;
	return signals;
}

static void on_hangup(uv_signal_t *handle, int number)
{
	struct role_signals *signals = handle->data;

	(void)number;
	signals->hangup_fn(signals->hangup_arg);
}

void role_signals_hangup(struct role_signals *signals, struct loop *loop, void (*fn)(void *arg),
			 void *arg)
{
	signals->hangup_fn = fn;
	signals->hangup_arg = arg;
	uv_signal_init(loop_uv(loop), &signals->hangup);
	signals->hangup.data = signals;
	uv_signal_start(&signals->hangup, on_hangup, SIGHUP);
	signals->open++;
}

static void on_closed(uv_handle_t *handle)
{
	struct role_signals *signals = handle->data;

	if (--signals->open == 0)
		free(signals);
}

void role_signals_free(struct role_signals *signals)
{
	if (!signals)
		return;
	uv_close((uv_handle_t *)&signals->term, on_closed);
	uv_close((uv_handle_t *)&signals->interrupt, on_closed);
	if (signals->hangup_fn)
		uv_close((uv_handle_t *)&signals->hangup, on_closed);
}

void role_drain(struct loop *loop)
{
	int64_t end = clock_mono() + DRAIN_MS;

	do
		loop_once(loop, 5);
	while (loop_guests(loop) && clock_mono() < end);
}

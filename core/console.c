/*
 * The role `console`: a terminal on a server's Lua (script/console.h says what lines can do).
 *
 * Two threads: the loop's, which holds the connection and prints, and the one that reads lines,
 * which waits in the terminal's line editor and, behind a line, for its end.
 */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/library.h"
#include "http/basic.h"
#include "http/ws.h"
#include "local_key.h"
#include "loop/loop.h"
#include "role.h"

static const char HELP[] =
	"Usage: stampede console [OPTIONS]\n\n"
	"Lua, line by line, in the server: looks at everything, and changes things as the API\n"
	"would, in your name. Needs an administrator's key. help() tells what there is.\n\n"
	"Examples:\n"
	"  stampede console --key $KEY\n"
	"  stampede console --execute 'list(\"container\", { state = \"running\" })'\n"
	"  stampede console --execute 'resource(\"container\", \"1i5\"):explain(\"start\")' "
	"--json\n"
	"  echo 'stats()' | stampede console --url http://server:9080\n";

enum { HISTORY_MAX = 1000, COMPLETE_WAIT_S = 3 };

/* --- The line editor (libedit), opened when there is a terminal ------------------------------ */

static char *(*edit_readline)(const char *prompt);
static int (*edit_add_history)(const char *line);
static int (*edit_read_history)(const char *path);
static int (*edit_write_history)(const char *path);
static void (*edit_stifle_history)(int max);
static void (*edit_restore)(void);
static char **(**edit_complete)(const char *text, int start, int end);
static int *edit_append;
static char **edit_line;
static const char **edit_breaks;

static const struct symbol edit_symbols[] = {
	{"readline", (void **)&edit_readline},
	{"add_history", (void **)&edit_add_history},
	{"read_history", (void **)&edit_read_history},
	{"write_history", (void **)&edit_write_history},
	{"stifle_history", (void **)&edit_stifle_history},
	{"rl_deprep_terminal", (void **)&edit_restore},
	{"rl_attempted_completion_function", (void **)&edit_complete},
	{"rl_completion_append_character", (void **)&edit_append},
	{"rl_line_buffer", (void **)&edit_line},
	{"rl_basic_word_break_characters", (void **)&edit_breaks},
	{NULL, NULL},
};

static struct library edit = {.file = "libedit.so.2", .symbols = edit_symbols};

/* --- The role -------------------------------------------------------------------------------- */

struct console_role {
	struct config config;
	struct loop *loop;
	struct ws *ws; /* loop thread */
	int exit_code;
	int is_open, ended;
	int colour, as_json, is_terminal;
	uv_signal_t on_int;
	pthread_t reader;
	int reading; /* the thread was started */
	char history[512];

	pthread_mutex_t lock; /* over what follows */
	pthread_cond_t change;
	int64_t sent, answered; /* ids of lines */
	int incomplete; /* of the last answer */
	int gone; /* there will be no answers any more */
	char **words; /* of the last completion; NULL-terminated, or NULL */
	int64_t completed;
};

static struct console_role *here; /* for the line editor's callback, which has no argument */

/* A message to the server, from the reading thread. */
struct post {
	struct console_role *role;
	struct buf text;
};

static void post_send(void *arg)
{
	struct post *post = arg;

	if (post->role->ws)
		ws_send(post->role->ws, post->text.data, post->text.len);
	buf_done(&post->text);
	free(post);
}

static void send_text(struct console_role *role, int64_t id, const char *key, const char *text)
{
	struct post *post = calloc(1, sizeof(*post));

	if (!post)
		abort();
	post->role = role;
	buf_addf(&post->text, "{\"id\":%lld,\"%s\":", (long long)id, key);
	buf_json_string(&post->text, text);
	buf_addc(&post->text, '}');
	loop_post(role->loop, post_send, post);
}

/* --- Answers (loop thread) -------------------------------------------------------------------- */

static void print_error(struct console_role *role, struct span error)
{
	AUTO(buf_done) struct buf code = {0}, text = {0}, field = {0};
	int colour = role->colour && isatty(STDERR_FILENO);

	(void)json_string(json_get(error, "code"), &code);
	(void)json_string(json_get(error, "message"), &text);
	(void)json_string(json_get(error, "field"), &field);
	fflush(stdout);
	fprintf(stderr, "%s%s%s%s%s: %s%s\n", colour ? "\033[31m" : "",
		code.data ? code.data : "error", field.len ? " " : "", field.len ? field.data : "",
		"", text.data ? text.data : "?", colour ? "\033[0m" : "");
}

static void print_values(struct console_role *role, struct span message)
{
	struct span values = json_get(message, "values"), value;
	struct json_iter iter;

	if (role->as_json) {
		printf("%.*s\n", (int)message.len, message.at);
		return;
	}
	json_iter_start(&iter, values);
	while (values.at && json_iter_next(&iter, NULL, &value)) {
		AUTO(buf_done) struct buf text = {0};

		if (json_string(value, &text) == 0)
			printf("%s\n", text.data ? text.data : "");
	}
}

static void free_words(char **words)
{
	for (int i = 0; words && words[i]; i++)
		free(words[i]);
	free(words);
}

static void take_words(struct console_role *role, int64_t id, struct span words)
{
	struct json_iter iter;
	struct span word;
	int count = 0;

	free_words(role->words);
	role->words = calloc(1, sizeof(*role->words));
	json_iter_start(&iter, words);
	while (role->words && json_iter_next(&iter, NULL, &word)) {
		struct buf text = {0};
		char **more = realloc(role->words, (size_t)(count + 2) * sizeof(*more));

		if (!more)
			abort();
		role->words = more;
		(void)json_string(word, &text);
		role->words[count++] = buf_steal(&text);
		role->words[count] = NULL;
	}
	role->completed = id;
}

static void on_message(void *arg, const char *data, size_t len)
{
	struct console_role *role = arg;
	struct span message = {data, len}, output, error;
	AUTO(buf_done) struct buf text = {0};
	int64_t id = 0;

	if (json_check(data, len, JSON_MAX_DEPTH, NULL) < 0)
		return;
	(void)json_int(json_get(message, "id"), &id);
	output = json_get(message, "output");
	error = json_get(message, "error");
	if (output.at) {
		if (json_string(output, &text) == 0)
			fputs(text.data ? text.data : "", role->as_json ? stderr : stdout);
		fflush(stdout);
		return;
	}
	pthread_mutex_lock(&role->lock);
	if (json_get(message, "words").at) {
		take_words(role, id, json_get(message, "words"));
	} else {
		role->incomplete = json_is_true(json_get(message, "incomplete"));
		if (!role->incomplete || role->as_json)
			print_values(role, message);
		if (json_is_object(error)) {
			print_error(role, error);
			role->exit_code = EXIT_FAILED;
		}
		fflush(stdout);
		role->answered = id;
	}
	pthread_cond_broadcast(&role->change);
	pthread_mutex_unlock(&role->lock);
}

static void on_close(void *arg, const char *why)
{
	struct console_role *role = arg;

	role->ws = NULL;
	if (!role->ended) {
		fprintf(stderr, "%sstampede console: %s%s\n", role->is_open ? "\n" : "", why,
			strstr(why, "403") || strstr(why, "401")
				? "; an administrator's key is wanted: --key ACCESS:SECRET"
				: "");
		role->exit_code = EXIT_FAILED;
		/* The reading thread sits in the terminal: nothing wakes it. */
		if (role->is_terminal && role->reading) {
			edit_restore();
			_exit(EXIT_FAILED);
		}
	}
	pthread_mutex_lock(&role->lock);
	role->gone = 1;
	pthread_cond_broadcast(&role->change);
	pthread_mutex_unlock(&role->lock);
	loop_stop(role->loop);
}

/* --- Reading lines ------------------------------------------------------------------------------
 */

static void on_end(void *arg)
{
	struct console_role *role = arg;

	role->ended = 1;
	if (role->ws)
		ws_close(role->ws, "bye");
	else
		loop_stop(role->loop);
}

/* Sends a line and waits for its end. 1: it goes on in the next one. */
static int run_line(struct console_role *role, const char *text)
{
	int incomplete;
	int64_t id;

	pthread_mutex_lock(&role->lock);
	id = ++role->sent;
	pthread_mutex_unlock(&role->lock);
	send_text(role, id, "line", text);
	pthread_mutex_lock(&role->lock);
	while (role->answered < id && !role->gone)
		pthread_cond_wait(&role->change, &role->lock);
	incomplete = role->incomplete && !role->gone;
	pthread_mutex_unlock(&role->lock);
	return incomplete;
}

static char *common_start(char **words)
{
	char *start = strdup(words[0]);
	size_t len;

	if (!start)
		abort();
	len = strlen(start);
	for (int i = 1; words[i]; i++) {
		size_t at = 0;

		while (at < len && words[i][at] == start[at])
			at++;
		len = at;
	}
	start[len] = '\0';
	return start;
}

/* The line editor asks: the server knows. Never falls back to names of files. */
static char **complete(const char *text, int start, int end)
{
	struct console_role *role = here;
	struct timespec until;
	char **ret = NULL;
	char *line = strndup(*edit_line, (size_t)end);
	int64_t id;

	(void)text, (void)start;
	*edit_append = '\0';
	if (!line)
		abort();
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += COMPLETE_WAIT_S;
	pthread_mutex_lock(&role->lock);
	id = ++role->sent;
	role->answered = id; /* no line waits meanwhile */
	pthread_mutex_unlock(&role->lock);
	send_text(role, id, "complete", line);
	free(line);
	pthread_mutex_lock(&role->lock);
	while (role->completed < id && !role->gone)
		if (pthread_cond_timedwait(&role->change, &role->lock, &until) != 0)
			break;
	if (role->completed == id && role->words && role->words[0]) {
		int count = 0;

		while (role->words[count])
			count++;
		ret = calloc((size_t)count + 2, sizeof(*ret));
		if (!ret)
			abort();
		ret[0] = common_start(role->words);
		memcpy(ret + 1, role->words, (size_t)count * sizeof(*ret));
		free(role->words);
		role->words = NULL;
	}
	pthread_mutex_unlock(&role->lock);
	return ret;
}

static char *read_line(struct console_role *role, int goes_on)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t len;

	if (role->is_terminal)
		return edit_readline(goes_on ? "      ... " : "stampede> ");
	len = getline(&line, &size, stdin);
	if (len < 0) {
		free(line);
		return NULL;
	}
	if (len && line[len - 1] == '\n')
		line[len - 1] = '\0';
	return line;
}

static void read_lines(struct console_role *role)
{
	AUTO(buf_done) struct buf text = {0};
	int goes_on = 0, gone = 0;
	char *line;

	while (!gone && (line = read_line(role, goes_on))) {
		if (role->is_terminal && *line)
			edit_add_history(line);
		if (!goes_on)
			buf_clear(&text);
		else
			buf_addc(&text, '\n');
		buf_adds(&text, line);
		free(line);
		if (strspn(text.data, " \t") < text.len)
			goes_on = run_line(role, text.data);
		pthread_mutex_lock(&role->lock);
		gone = role->gone;
		pthread_mutex_unlock(&role->lock);
	}
	if (goes_on && !gone) {
		fprintf(stderr, "stampede console: the last line is not complete\n");
		role->exit_code = EXIT_FAILED;
	}
	if (role->is_terminal && !gone)
		printf("\n");
	if (role->is_terminal && *role->history)
		edit_write_history(role->history);
}

static void *reader_main(void *arg)
{
	struct console_role *role = arg;

	if (!role->config.execute) {
		read_lines(role);
	} else if (run_line(role, role->config.execute)) {
		fprintf(stderr, "stampede console: the line is not complete\n");
		role->exit_code = EXIT_FAILED;
	}
	loop_post(role->loop, on_end, role);
	return NULL;
}

/* --- Opening and closing ------------------------------------------------------------------------
 */

static void on_interrupt(uv_signal_t *handle, int number)
{
	static const char message[] = "{\"interrupt\":true}";
	struct console_role *role = handle->data;
	int busy;

	(void)number;
	pthread_mutex_lock(&role->lock);
	busy = role->answered < role->sent;
	pthread_mutex_unlock(&role->lock);
	if (busy && role->ws)
		ws_send(role->ws, message, sizeof(message) - 1);
	else if (role->is_terminal)
		fprintf(stderr, "\n(ctrl-D ends)\n");
	else
		on_end(role);
}

static void on_open(void *arg)
{
	struct console_role *role = arg;
	sigset_t all, old;

	role->is_open = 1;
	if (role->is_terminal)
		printf("The console of %s. help() tells what there is; ctrl-D ends.\n",
		       role->config.url);
	fflush(stdout);
	/* Signals belong to the loop thread. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	role->reading = pthread_create(&role->reader, NULL, reader_main, role) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (!role->reading)
		on_end(role);
}

static void open_editor(struct console_role *role)
{
	struct error err;
	const char *home = getenv("HOME");

	role->is_terminal = !role->config.execute && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	if (!role->is_terminal)
		return;
	if (library_open(&edit, &err) < 0) {
		fprintf(stderr, "stampede console: no line editor (%s); apt-get install libedit2\n",
			err.text);
		role->is_terminal = 0;
		return;
	}
	here = role;
	*edit_complete = complete;
	*edit_breaks = " \t\n\"'`@$><=;|&{(.:,";
	if (home && strlen(home) < sizeof(role->history) - 32) {
		snprintf(role->history, sizeof(role->history), "%s/.stampede_console", home);
		edit_read_history(role->history);
	}
	edit_stifle_history(HISTORY_MAX);
}

static int connect_server(struct console_role *role, struct error *err)
{
	struct ws_events events = {
		.on_open = on_open, .on_message = on_message, .on_close = on_close, .arg = role};
	AUTO(buf_done) struct buf url = {0};
	char *header = NULL;
	const char *headers[2] = {NULL, NULL};
	size_t len = strlen(role->config.url);

	while (len && role->config.url[len - 1] == '/')
		len--;
	buf_addf(&url, "%.*s/v1/console", (int)len, role->config.url);
	if (role->config.key) {
		char *colon = strchr(role->config.key, ':');

		*colon = '\0';
		header = http_basic_header(role->config.key, colon + 1);
		*colon = ':';
		headers[0] = header;
	}
	role->ws = ws_connect(role->loop, url.data, headers, &events, err);
	if (header)
		explicit_bzero(header, strlen(header));
	free(header);
	return role->ws ? 0 : -1;
}

int console_main(int argc, char **argv)
{
	struct console_role role = {.colour = isatty(STDOUT_FILENO)};
	struct error err = {0};
	int code = role_configure(&role.config, FOR_CONSOLE, HELP, argc, argv);

	if (code >= 0) {
		config_done(&role.config);
		return code;
	}
	role.as_json = config_is_true(role.config.json);
	local_key_find(&role.config);
	if (role_trust(&role.config, &err) < 0) {
		code = role_fail("console", &err);
		config_done(&role.config);
		return code;
	}
	pthread_mutex_init(&role.lock, NULL);
	pthread_cond_init(&role.change, NULL);
	role.loop = loop_new(&err);
	if (!role.loop)
		return role_fail("console", &err);
	role.on_int.data = &role;
	uv_signal_init(loop_uv(role.loop), &role.on_int);
	uv_signal_start(&role.on_int, on_interrupt, SIGINT);
	open_editor(&role);
	if (connect_server(&role, &err) < 0)
		role.exit_code = role_fail("console", &err);
	else
		loop_run(role.loop);
	if (role.reading)
		pthread_join(role.reader, NULL);
	uv_close((uv_handle_t *)&role.on_int, NULL);
	role_drain(role.loop);
	loop_free(role.loop);
	free_words(role.words);
	pthread_cond_destroy(&role.change);
	pthread_mutex_destroy(&role.lock);
	config_done(&role.config);
	return role.exit_code;
}

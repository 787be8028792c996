/*
 * The role `test`: tries a file of Lua where it does no harm (core/script/prove.h), and says what
 * it did. For authors, before they drop it in.
 */
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/buf.h"
#include "base/library.h"
#include "role.h"
#include "script/bind_agent.h"
#include "script/prove.h"
#include "script/script.h"

AUTO_DEFINE(struct lifecycles *, lifecycles_unref)
AUTO_DEFINE(struct script *, script_free)

static const char HELP[] =
	"Usage: stampede test FILE [OPTIONS]\n\n"
	"Tries a handler or a command on hosts and resources that only pretend: stops it before "
	"each\n"
	"effect, runs it again from the top, and at the end twice more, which must change "
	"nothing.\n"
	"Says what it did, with the lines. Ends with 0 when all is good, else with 1. Needs no "
	"server.\n\n"
	"Options:\n"
	"  --on PROCESS       only there (default: wherever it attaches itself)\n"
	"  --resource JSON    fields of the resource it is tried on: '{\"name\":\"web\"}'\n"
	"  --data JSON        process data, or the data of a command's event\n"
	"  --answers JSON     what agents answer, by event: '{\"compute.instance.activate\":{}}'\n"
	"  --lua DIR          more Lua that it needs: types, lifecycles, handlers\n"
	"  --json             the whole report, for programs\n\n"
	"Examples:\n"
	"  stampede test greet.lua\n"
	"  stampede test quota.lua --on volume.create --resource '{\"sizeMb\":20}'\n"
	"  stampede test commands/disk.lua --data '{\"path\":\"/data/images/x\"}'\n";

struct trial {
	const char *file, *on, *lua; /* as typed */
	const char *resource, *data, *answers;
	int json;

	struct loop *loop;
	char path[PATH_MAX]; /* of the file, real */
	const char *name; /* its last part */
	char scratch[64]; /* drop-in directory made for it; "" none */
	int is_command;

	int tried, bad;
	int done, rc; /* of the trial under way */
	struct buf report;
	struct error err;
};

/* --- What was typed ----------------------------------------------------------------------- */

static int __attribute__((format(printf, 1, 2))) usage(const char *text, ...)
{
	va_list args;

	fprintf(stderr, "stampede test: ");
	va_start(args, text);
	vfprintf(stderr, text, args);
	va_end(args);
	fprintf(stderr, "; see stampede test --help\n");
	return EXIT_USAGE;
}

static int read_options(struct trial *trial, int argc, char **argv)
{
	const struct {
		const char *name;
		const char **at;
	} flags[] = {{"--on", &trial->on},
		     {"--lua", &trial->lua},
		     {"--resource", &trial->resource},
		     {"--data", &trial->data},
		     {"--answers", &trial->answers}};

	for (int i = 1; i < argc; i++) {
		size_t f = 0, count = sizeof(flags) / sizeof(*flags), len = 0;

		if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
			printf("%s", HELP);
			return EXIT_OK;
		}
		for (; f < count; f++) {
			len = strlen(flags[f].name);
			if (strncmp(argv[i], flags[f].name, len) == 0 &&
			    (!argv[i][len] || argv[i][len] == '='))
				break;
		}
		if (f < count && argv[i][len] == '=')
			*flags[f].at = argv[i] + len + 1;
		else if (f < count && i + 1 < argc)
			*flags[f].at = argv[++i];
		else if (strcmp(argv[i], "--json") == 0)
			trial->json = 1;
		else if (argv[i][0] == '-' || trial->file)
			return usage("\"%s\" is not understood, or lacks its value", argv[i]);
		else
			trial->file = argv[i];
	}
	return trial->file ? -1 : usage("%s", "name a file: stampede test FILE");
}

/* --- The file among the others ------------------------------------------------------------- */

static int find_file(struct trial *trial, struct error *err)
{
	char text[4096];
	size_t len, got;
	FILE *file;

	if (!realpath(trial->file, trial->path))
		return error_errno(err, "%s", trial->file);
	trial->name = strrchr(trial->path, '/') + 1;
	len = strlen(trial->name);
	if (len < 5 || strcmp(trial->name + len - 4, ".lua") != 0)
		return error_set(err, ERROR_INVALID, "%s: a file that ends in .lua is wanted",
				 trial->file);
	file = fopen(trial->path, "re");
	if (!file)
		return error_errno(err, "%s", trial->file);
	got = fread(text, 1, sizeof(text) - 1, file);
	fclose(file);
	text[got] = 0;
	trial->is_command = strstr(text, "stampede.command") != NULL;
	return 0;
}

/* Whether it is one of those that are loaded anyway. */
static int is_built_in(const struct trial *trial, const char *root)
{
	char dir[PATH_MAX];
	AUTO(buf_done) struct buf lua = {0};

	if (!realpath(root, dir))
		return 0;
	buf_addf(&lua, "%s/lua/%s/", dir, trial->is_command ? "commands" : "handlers");
	return strncmp(trial->path, lua.data, lua.len) == 0;
}

static void link_into(const char *dir, const char *path, const char *name)
{
	AUTO(buf_done) struct buf to = {0};

	buf_addf(&to, "%s/%s", dir, name);
	if (symlink(path, to.data) < 0 && errno != EEXIST)
		fprintf(stderr, "stampede test: %s: %s\n", to.data, strerror(errno));
}

/* A drop-in directory with the file, and those it needs. */
static int make_scratch(struct trial *trial, struct error *err)
{
	AUTO(buf_done) struct buf dir = {0};

	strcpy(trial->scratch, "/tmp/stampede-test-XXXXXX");
	if (!mkdtemp(trial->scratch)) {
		trial->scratch[0] = 0;
		return error_errno(err, "/tmp");
	}
	buf_addf(&dir, "%s%s", trial->scratch, trial->is_command ? "/commands" : "");
	if (trial->is_command && mkdir(dir.data, 0700) < 0)
		return error_errno(err, "%s", dir.data);
	link_into(dir.data, trial->path, trial->name);
	return 0;
}

static void link_others(struct trial *trial, char **names)
{
	char dir[PATH_MAX];

	if (!realpath(trial->lua, dir))
		return;
	for (int i = 0; names[i]; i++) {
		AUTO(buf_done) struct buf path = {0};

		buf_addf(&path, "%s/%s", dir, names[i]);
		if (strcmp(path.data, trial->path) != 0)
			link_into(trial->scratch, path.data, names[i]);
	}
}

static void remove_scratch(struct trial *trial)
{
	AUTO(buf_done) struct buf commands = {0};

	if (!trial->scratch[0])
		return;
	buf_addf(&commands, "%s/commands", trial->scratch);
	for (int i = 0; i < 2; i++) {
		const char *dir = i ? trial->scratch : commands.data;
		char **names = script_list(dir);

		for (int n = 0; names[n]; n++) {
			AUTO(buf_done) struct buf path = {0};

			buf_addf(&path, "%s/%s", dir, names[n]);
			unlink(path.data);
		}
		script_free_list(names);
		rmdir(dir);
	}
}

/* The text, with the names of our scratch directory made what the author knows. */
static void print_text(const struct trial *trial, FILE *out, const char *text)
{
	size_t len = strlen(trial->scratch);

	while (*text) {
		const char *hit = len ? strstr(text, trial->scratch) : NULL;

		if (!hit)
			break;
		fwrite(text, 1, (size_t)(hit - text), out);
		text = hit + len;
		if (strncmp(text, "/commands", 9) == 0)
			text += 9;
		text += *text == '/';
	}
	fputs(text, out);
}

/* --- One trial ---------------------------------------------------------------------------- */

static void on_report(void *arg, int rc, struct span report, const struct error *err)
{
	struct trial *trial = arg;

	trial->done = 1;
	trial->rc = rc;
	if (rc == 0)
		buf_add(&trial->report, report.at, report.len);
	else
		trial->err = *err;
}

static void add_text(struct span object, const char *key, struct buf *ret)
{
	buf_clear(ret);
	buf_adds(ret, "");
	json_string(json_get(object, key), ret);
}

static void print_effects(struct trial *trial, struct span report)
{
	AUTO(buf_done) struct buf effect = {0}, detail = {0}, file = {0}, line = {0};
	struct json_iter iter;
	struct span one;
	int64_t number = 0;

	json_iter_start(&iter, json_get(report, "effects"));
	while (json_iter_next(&iter, NULL, &one)) {
		add_text(one, "effect", &effect);
		add_text(one, "detail", &detail);
		add_text(one, "file", &file);
		json_int(json_get(one, "line"), &number);
		buf_clear(&line);
		buf_addf(&line, "    %-20s %-36s %s:%lld\n", effect.data, detail.data, file.data,
			 (long long)number);
		print_text(trial, stdout, line.data);
	}
}

static void print_verdict(struct trial *trial, struct span report)
{
	AUTO(buf_done) struct buf text = {0};
	struct span violation = json_get(report, "violation"), error = json_get(report, "error");
	int64_t runs = 0;

	json_int(json_get(report, "runs"), &runs);
	if (json_is_true(json_get(report, "ok"))) {
		printf("  good: run %lld times from the top, nothing was done twice\n",
		       (long long)runs);
		return;
	}
	add_text(error, "message", &text);
	printf("  %s: ", json_is_null(violation) ? "it failed" : "NOT IDEMPOTENT");
	print_text(trial, stdout, text.data);
	printf("\n");
}

static void print_report(struct trial *trial, const char *title)
{
	struct span report = {trial->report.data, trial->report.len};

	if (trial->json) {
		printf("%s", trial->tried > 1 ? "," : "[");
		print_text(trial, stdout, trial->report.data);
		printf("\n");
		return;
	}
	printf("%s\n", title);
	print_effects(trial, report);
	print_verdict(trial, report);
}

static int is_ok(const struct trial *trial)
{
	return json_is_true(json_get((struct span){trial->report.data, trial->report.len}, "ok"));
}

/* Waits for the trial that was begun. */
static int take_report(struct trial *trial, const char *title, struct error *err)
{
	while (!trial->done)
		loop_once(trial->loop, 100);
	trial->done = 0;
	trial->tried++;
	if (trial->rc < 0) {
		*err = trial->err;
		return -1;
	}
	trial->bad += !is_ok(trial);
	print_report(trial, title);
	buf_clear(&trial->report);
	return 0;
}

static struct span given(const char *json)
{
	return json ? span_of(json) : (struct span){0};
}

static struct prove_options options_of(const struct trial *trial)
{
	return (struct prove_options){.resource = given(trial->resource),
				      .data = given(trial->data),
				      .answers = given(trial->answers)};
}

/* --- Handlers ----------------------------------------------------------------------------- */

static int is_ours(const struct trial *trial, const char *file)
{
	const char *name = strrchr(file, '/');

	if (strcmp(name ? name + 1 : file, trial->name) != 0)
		return 0;
	return trial->scratch[0] ? strncmp(file, trial->scratch, strlen(trial->scratch)) == 0
				 : strncmp(file, "lua/handlers/", 13) == 0;
}

static int try_handlers(struct trial *trial, struct script *script, struct error *err)
{
	static const char *const phases[PHASE_MAX] = {"pre", "handle", "post"};
	AUTO(lifecycles_unref) struct lifecycles *set = script_lifecycles(script);
	int count;
	const struct process *const *all = lifecycles_all(set, &count);

	for (int i = 0; i < count; i++) {
		if (trial->on && strcmp(all[i]->name, trial->on) != 0)
			continue;
		for (int at = 0; at < PHASE_MAX; at++) {
			for (int h = 0; all[i]->handlers[at][h]; h++) {
				const struct handler *handler = all[i]->handlers[at][h];
				AUTO(buf_done) struct buf title = {0};
				struct prove_options options = options_of(trial);

				if (!is_ours(trial, handler->file))
					continue;
				buf_addf(&title, "%s on %s (%s)", handler->name, all[i]->name,
					 phases[at]);
				options.process = all[i];
				options.handler = handler;
				script_prove(script, &options, on_report, trial);
				if (take_report(trial, title.data, err) < 0)
					return -1;
			}
		}
	}
	return 0;
}

static int try_file(struct trial *trial, const char *root, struct error *err)
{
	struct script_options options = {.root = root,
					 .drop_in = trial->scratch[0] ? trial->scratch : NULL};
	AUTO(script_free) struct script *script = script_new(trial->loop, &options, err);

	if (!script)
		return -1;
	if (!trial->is_command)
		bind_agent_tables(script_state(script));
	if (script_load(script, trial->is_command, err) < 0)
		return -1;
	if (!trial->is_command)
		return try_handlers(trial, script, err);

	AUTO(buf_done) struct buf name = {0};
	struct prove_options how = options_of(trial);

	buf_add(&name, trial->name, strlen(trial->name) - 4);
	script_prove_command(script, name.data, &how, on_report, trial);
	return take_report(trial, name.data, err);
}

static int try_all(struct trial *trial, struct error *err)
{
	AUTO(buf_done) struct buf root = {0};

	if (find_file(trial, err) < 0 || role_find_root(&root, err) < 0)
		return -1;
	if (!is_built_in(trial, root.data)) {
		if (make_scratch(trial, err) < 0)
			return -1;
		if (trial->lua) {
			char **names = script_list(trial->lua);

			link_others(trial, names);
			script_free_list(names);
		}
	}
	trial->loop = loop_new(err);
	if (!trial->loop)
		return -1;
	return try_file(trial, root.data, err);
}

int test_main(int argc, char **argv)
{
	struct trial trial = {0};
	struct error err = {0};
	int code = read_options(&trial, argc, argv), rc;

	if (code >= 0)
		return code;
	rc = try_all(&trial, &err);
	if (trial.json)
		printf("%s]\n", trial.tried ? "" : "[");
	if (rc < 0) {
		fprintf(stderr, "stampede test: ");
		print_text(&trial, stderr, err.text);
		fprintf(stderr, "\n");
	} else if (!trial.tried && trial.on) {
		fprintf(stderr, "stampede test: nothing in %s runs on %s\n", trial.file, trial.on);
		rc = -1;
	} else if (!trial.tried && !trial.json) {
		printf("%s is good, and holds no handler to try\n", trial.file);
	}
	remove_scratch(&trial);
	buf_done(&trial.report);
	if (trial.loop) {
		role_drain(trial.loop);
		loop_free(trial.loop);
	}
	return rc < 0 || trial.bad ? EXIT_FAILED : EXIT_OK;
}

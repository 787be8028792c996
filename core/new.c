/*
 * The role `new`: writes a first version of a handler, with what its author must know.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/buf.h"
#include "role.h"

static const char HELP[] =
	"Usage: stampede new handler NAME [--on PROCESS] [--phase PHASE] [--dir DIR]\n\n"
	"Writes DIR/NAME.lua: a handler that does nothing yet, and says how to go on.\n\n"
	"Options:\n"
	"  --on PROCESS   the process it works in, or a pattern such as \"*.create\"\n"
	"                 (default instance.start)\n"
	"  --phase PHASE  pre, handle or post (default post)\n"
	"  --dir DIR      where the file goes (default the directory one stands in)\n\n"
	"Examples:\n"
	"  stampede new handler greet\n"
	"  stampede new handler quota --on volume.create --phase pre --dir /etc/stampede/lua\n\n"
	"Then: stampede test NAME.lua\n";

/* %N, %O and %P stand for name, process and phase. */
static const char TEMPLATE[] =
	"--- %N: say here, in one line, what it is for.\n"
	"--\n"
	"-- A handler may be run again at any time, from the top: after a crash, after a lost "
	"message,\n"
	"-- after a failure of somebody else. So it looks first and then acts. `stampede test "
	"%N.lua`\n"
	"-- tries it on a resource that only pretends, says what it did, and whether it may be let "
	"in.\n"
	"\n"
	"local handler = require(\"stampede.handler\")\n"
	"\n"
	"return handler.define(\"%N\", {\n"
	"  on = \"%O\", -- a process, a list of them, or a pattern\n"
	"  phase = \"%P\", -- pre, handle or post\n"
	"  timeout = 60, -- seconds for one run\n"
	"  -- after = \"another_handler\", -- or before: its place among those of its phase\n"
	"\n"
	"  -- `row` is the resource as it is now: its fields by their names in the API.\n"
	"  -- `task` knows process, data, attempt and actor; task:log, task:progress, task:patch.\n"
	"  run = function(row, task)\n"
	"    task:log(\"info\", \"%N was here\", { id = row.id, name = row.name })\n"
	"\n"
	"    -- What it makes, it finds first:\n"
	"    --   local resource = require(\"stampede.resource\")\n"
	"    --   local volume = resource.ensure(\"volume\", { name = \"of \" .. row.uuid }, { "
	"accountId = "
	"row.accountId })\n"
	"    -- What it asks of a host may be asked twice:\n"
	"    --   local reply, err = require(\"stampede.agent\").request(agent_id, \"my.event\", { "
	"data = {} })\n"
	"    -- What is missing for now is tried again later:\n"
	"    --   return nil, require(\"stampede.error\").new(\"unavailable\", \"the licence "
	"server is away\")\n"
	"\n"
	"    -- The fields it changes. Nothing, or nil, changes nothing.\n"
	"    return {}\n"
	"  end,\n"
	"})\n";

struct wishes {
	const char *name, *on, *phase, *dir;
};

static int __attribute__((format(printf, 1, 2))) usage(const char *text, ...)
{
	va_list args;

	fprintf(stderr, "stampede new: ");
	va_start(args, text);
	vfprintf(stderr, text, args);
	va_end(args);
	fprintf(stderr, "; see stampede new --help\n");
	return EXIT_USAGE;
}

/* The value of --NAME VALUE or --NAME=VALUE, or NULL. Moves *i on. */
static const char *flag(int argc, char **argv, int *i, const char *name)
{
	const char *arg = argv[*i];
	size_t len = strlen(name);

	if (strncmp(arg, "--", 2) != 0 || strncmp(arg + 2, name, len) != 0)
		return NULL;
	if (arg[2 + len] == '=')
		return arg + 3 + len;
	return !arg[2 + len] && *i + 1 < argc ? argv[++*i] : NULL;
}

static int read_wishes(struct wishes *ret, int argc, char **argv)
{
	int words = 0;

	*ret = (struct wishes){NULL, "instance.start", "post", "."};
	for (int i = 1; i < argc; i++) {
		const char *value;

		if ((value = flag(argc, argv, &i, "on")))
			ret->on = value;
		else if ((value = flag(argc, argv, &i, "phase")))
			ret->phase = value;
		else if ((value = flag(argc, argv, &i, "dir")))
			ret->dir = value;
		else if (argv[i][0] == '-')
			return usage("\"%s\" is no option, or lacks its value", argv[i]);
		else if (words == 0 && strcmp(argv[i], "handler") != 0)
			return usage("\"%s\" cannot be made, a handler can", argv[i]);
		else if (words++ == 1)
			ret->name = argv[i];
		else if (words > 2)
			return usage("\"%s\" is one word too many", argv[i]);
	}
	if (!ret->name)
		return usage("%s", "a handler needs a name: stampede new handler NAME");
	if (strspn(ret->name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") !=
	    strlen(ret->name))
		return usage("\"%s\" is no name: letters, digits and _ make one", ret->name);
	if (strcmp(ret->phase, "pre") != 0 && strcmp(ret->phase, "handle") != 0 &&
	    strcmp(ret->phase, "post") != 0)
		return usage("--phase is pre, handle or post, not \"%s\"", ret->phase);
	if (strspn(ret->on, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.*") !=
		    strlen(ret->on) ||
	    !strchr(ret->on, '.'))
		return usage("--on is a process such as instance.start, not \"%s\"", ret->on);
	return -1;
}

static void fill_in(const struct wishes *wishes, struct buf *ret)
{
	for (const char *at = TEMPLATE; *at; at++) {
		if (*at != '%')
			buf_addc(ret, *at);
		else
			buf_adds(ret, *++at == 'N' ? wishes->name
				      : *at == 'O' ? wishes->on
						   : wishes->phase);
	}
}

int new_main(int argc, char **argv)
{
	AUTO(buf_done) struct buf text = {0}, path = {0};
	struct wishes wishes;
	int code, fd;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
			printf("%s", HELP);
			return EXIT_OK;
		}
	}
	code = read_wishes(&wishes, argc, argv);
	if (code >= 0)
		return code;
	fill_in(&wishes, &text);
	buf_addf(&path, "%s/%s.lua", wishes.dir, wishes.name);
	/* What somebody wrote there already is never lost. */
	fd = open(path.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	if (fd < 0 || write(fd, text.data, text.len) != (ssize_t)text.len) {
		fprintf(stderr, "stampede new: %s: %s\n", path.data, strerror(errno));
		if (fd >= 0)
			close(fd);
		return EXIT_FAILED;
	}
	close(fd);
	printf("%s\n\nNow edit it; then: stampede test %s\n", path.data, path.data);
	return EXIT_OK;
}

/*
 * The command-line client: `stampede list-containers` and all that is generated from the server's
 * schemas. What it does is Lua (lua/client), in a state of its own; here are its start and end.
 */
#include "cli.h"

#include <errno.h>
#include <lauxlib.h>
#include <lualib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/buf.h"
#include "role.h"

/* Nobody reads what we print: as if SIGPIPE had ended us. */
enum { EXIT_CLOSED = 128 + SIGPIPE };

enum { GC_PAUSE = 400, GC_STEP = 400 };

/* The value of an option that may be a secret. */
static int is_secret(const char *option, size_t len)
{
	static const char *const words[] = {"secret", "password"};

	if (len == 5 && strncmp(option, "--key", 5) == 0)
		return 1;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t size = strlen(words[i]);

		for (size_t at = 0; at + size <= len; at++)
			if (strncasecmp(option + at, words[i], size) == 0)
				return 1;
	}
	return 0;
}

/* Other users see our arguments for as long as we run. */
static void blot_out(int argc, char **argv)
{
	for (int i = 0; i < argc; i++) {
		char *equals = strchr(argv[i], '=');
		size_t len = equals ? (size_t)(equals - argv[i]) : strlen(argv[i]);

		if (strncmp(argv[i], "--", 2) != 0 || !is_secret(argv[i], len))
			continue;
		if (equals)
			memset(equals + 1, 'x', strlen(equals + 1));
		else if (i + 1 < argc && strncmp(argv[i + 1], "--", 2) != 0)
			memset(argv[i + 1], 'x', strlen(argv[i + 1]));
	}
}

static void set_path(lua_State *L, const char *root)
{
	lua_getglobal(L, "package");
	lua_pushfstring(L, "%s/lua/?.lua", root);
	lua_setfield(L, -2, "path");
	lua_pushliteral(L, "");
	lua_setfield(L, -2, "cpath");
	lua_pop(L, 1);
}

/* require("client.raw") */
static void set_raw(lua_State *L, struct cli *cli)
{
	luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
	lua_createtable(L, 0, 5);
	cli_push_http(L, cli);
	lua_setfield(L, -2, "http");
	cli_push_json(L);
	lua_setfield(L, -2, "json");
	cli_push_terminal(L, cli);
	lua_setfield(L, -2, "terminal");
	cli_push_file(L);
	lua_setfield(L, -2, "file");
	lua_pushliteral(L, STAMPEDE_VERSION);
	lua_setfield(L, -2, "version");
	lua_setfield(L, -2, "client.raw");
	lua_pop(L, 1);
}

struct start {
	struct cli *cli;
	const char *root, *program;
	const char *const *roles; /* name, help, name, help, NULL */
	int argc;
	char **argv;
};

static int run(lua_State *L)
{
	const struct start *start = lua_touserdata(L, 1);

	luaL_openlibs(L);
	set_path(L, start->root);
	set_raw(L, start->cli);
	lua_getglobal(L, "require");
	lua_pushliteral(L, "client.main");
	lua_call(L, 1, 1);
	lua_getfield(L, -1, "main");
	lua_pushstring(L, start->program);
	lua_createtable(L, start->argc, 0);
	for (int i = 0; i < start->argc; i++) {
		lua_pushstring(L, start->argv[i]);
		lua_rawseti(L, -2, i + 1);
	}
	blot_out(start->argc, start->argv);
	lua_newtable(L);
	for (const char *const *role = start->roles; *role; role += 2) {
		lua_pushstring(L, role[1]);
		lua_setfield(L, -2, role[0]);
	}
	lua_call(L, 3, 1);
	return 1;
}

static int on_error(lua_State *L)
{
	luaL_traceback(L, L, luaL_tolstring(L, 1, NULL), 1);
	return 1;
}

static int run_lua(lua_State *L, struct start *start)
{
	lua_gc(L, LUA_GCINC, GC_PAUSE, GC_STEP, 0);
	lua_pushcfunction(L, on_error);
	lua_pushcfunction(L, run);
	lua_pushlightuserdata(L, start);
	if (lua_pcall(L, 1, 1, 1) != LUA_OK) {
		fprintf(stderr, "%s: a mistake of the program itself: %s\n", start->program,
			lua_tostring(L, -1));
		return EXIT_FAILED;
	}
	return (int)lua_tointeger(L, -1);
}

/* The exit code, once all that was printed is out. */
static int end_output(const char *program, int code)
{
	int failed = ferror(stdout);

	errno = 0;
	if ((fflush(stdout) == 0 && !failed) || code != EXIT_OK)
		return code;
	if (errno == EPIPE || failed)
		return EXIT_CLOSED;
	perror(program);
	return EXIT_FAILED;
}

int cli_main(const char *program, const char *const *roles, int argc, char **argv)
{
	struct cli cli = {0};
	struct start start = {
		.cli = &cli, .program = program, .roles = roles, .argc = argc, .argv = argv};
	AUTO(buf_done) struct buf root = {0};
	struct error err = {0};
	lua_State *L;
	int code;

	if (role_find_root(&root, &err) < 0)
		return role_fail(argc ? argv[0] : "", &err);
	start.root = root.data;
	cli.loop = loop_new(&err);
	L = cli.loop ? luaL_newstate() : NULL;
	if (!L)
		return role_fail(argc ? argv[0] : "", &err);
	/* What goes into a pipe that was closed ends us at the next write, not in a library. */
	signal(SIGPIPE, SIG_IGN);
	code = end_output(program, run_lua(L, &start));
	lua_close(L);
	if (cli.catches)
		uv_close((uv_handle_t *)&cli.on_int, NULL);
	http_client_free(cli.http);
	loop_free(cli.loop);
	return code;
}

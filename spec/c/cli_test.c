/* What the client's Lua stands on: JSON as text, widths of texts, private files. */
#include <lauxlib.h>
#include <lualib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "cli.h"

static lua_State *L;
static struct cli cli;

/* Runs a chunk that returns a text; "nil" when it returns none. Valid until the next call. */
static const char *lua(const char *code)
{
	lua_settop(L, 0);
	if (luaL_loadstring(L, code) != LUA_OK || lua_pcall(L, 0, 1, 0) != LUA_OK)
		return lua_tostring(L, -1);
	return lua_isnil(L, -1) ? "nil" : luaL_tolstring(L, -1, NULL);
}

static void json_keeps_order_and_nulls(void)
{
	CHECK_STR(
		lua("return json.pretty('{\"b\":[],\"a\":null,\"c\":[1,{\"x\":{}}]}')"),
		"{\n  \"b\": [],\n  \"a\": null,\n  \"c\": [\n    1,\n    {\n      \"x\": {}\n    "
		"}\n  ]\n}");
	CHECK_STR(
		lua("local m = json.members('{\"z\":1,\"\\\\u0061\":null,\"y\":{\"k\":2}}') return "
		    "m[1][1] .. m[2][1] .. m[2][2] .. m[3][2] .. #m"),
		"zanull{\"k\":2}3");
	CHECK_STR(lua("local i = json.items('[1, \"a\" ,[2]]') return #i .. i[2] .. i[3]"),
		  "3\"a\"[2]");
	CHECK_STR(lua("return tostring(json.decode('{\"a\":null}').a)"), "nil");
	CHECK_STR(lua("return json.encode({ a = json.null, b = json.decode('[]') }):len()"), "17");
}

static void json_refuses_what_is_none(void)
{
	static const char *const bad[] = {"", "{", "{}x", "[1,]", "{\"a\"}", "nul", "\\xff"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		lua_pushstring(L, bad[i]);
		lua_setglobal(L, "bad");
		CHECK_STR(lua("local out = '' for _, f in ipairs { json.decode, json.members, "
			      "json.items, json.pretty, json.yaml } do local v, e = f(bad) out = "
			      "out .. "
			      "tostring(v) .. e.code end return out"),
			  "nilinvalidnilinvalidnilinvalidnilinvalidnilinvalid");
	}
}

static void yaml_reads_back(void)
{
	CHECK_STR(lua("return json.yaml('{\"a\":{\"b\":[1,{\"c\":null,\"d\":[]}]},\"e\":{}}')"),
		  "a:\n  b:\n    - 1\n    - c: null\n      d: []\ne: {}");
	/* What YAML would take for something else than a string stands in quotes. */
	CHECK_STR(lua("return json.yaml('[\"yes\",\"1\",\"a: "
		      "b\",\"a\",\"-x\",\"#\",\"\",\"null\",\"a "
		      "\",\"/v1\",\"a:b\"]')"),
		  "- \"yes\"\n- \"1\"\n- \"a: b\"\n- a\n- \"-x\"\n- \"#\"\n- \"\"\n- \"null\"\n- "
		  "\"a \"\n"
		  "- /v1\n- a:b");
	CHECK_STR(lua("return json.yaml('5')"), "5");
}

static void texts_have_widths(void)
{
	CHECK_STR(lua("local t, w = term.fit('\xc3\xbcx\xe6\x97\xa5') return t .. w"),
		  "\xc3\xbcx\xe6\x97\xa5"
		  "4");
	CHECK_STR(lua("local t, w = term.fit('\xe6\x97\xa5\xe6\x97\xa5', 3) return t .. w"),
		  "\xe6\x97\xa5"
		  "2");
	/* What would move the cursor or turn the line around never reaches the terminal. */
	CHECK_STR(lua("local t, w = term.fit('a\\27[2J\\n\\t\\xe2\\x80\\xaeb\\xff') return w .. "
		      "tostring(t:find('[%c\\xff]'))"),
		  "10nil");
	CHECK_STR(lua("return (term.fit(('x'):rep(100000), 5))"), "xxxxx");
}

static void private_files_are_private(void)
{
	char path[] = "/tmp/cli-test-XXXXXX", file[64];
	struct stat st;

	CHECK(mkdtemp(path) != NULL);
	snprintf(file, sizeof(file), "%s/a/config", path);
	lua_pushstring(L, file);
	lua_setglobal(L, "path");
	CHECK_STR(lua("return (select(2, file.read_private(path))).code"), "not_found");
	CHECK_STR(lua("return file.write_private(path, 'x = y')"), "true");
	CHECK(stat(file, &st) == 0 && (st.st_mode & 0777) == 0600);
	CHECK_STR(lua("return file.read_private(path)"), "x = y");
	for (mode_t mode = 0640; mode; mode = mode == 0640 ? 0604 : mode == 0604 ? 0620 : 0) {
		CHECK(chmod(file, mode) == 0);
		CHECK_STR(lua("local t, e = file.read_private(path) return tostring(t) .. e.code"),
			  "nildenied");
	}
	CHECK_STR(lua("return file.age(path) < 60 and file.age(path .. 'x') == nil"), "true");
	CHECK_STR(lua("return file.remove(path)"), "true");
	*strrchr(file, '/') = '\0';
	CHECK(rmdir(file) == 0 && rmdir(path) == 0);
}

static void no_server_is_an_error(void)
{
	CHECK_STR(lua("return (select(2, http.request { url = 'http://127.0.0.1:1/' })).code"),
		  "unavailable");
	CHECK_STR(lua("return (select(2, http.request { url = 'gopher://x/' })).code"), "invalid");
	CHECK_STR(
		lua("local s = http.open { url = 'http://127.0.0.1:1/' } local t, e = s:read(5000) "
		    "s:close() s:close() return e.code"),
		"unavailable");
	/* One that is not read to its end is let go of. */
	CHECK_STR(lua("http.open { url = 'http://127.0.0.1:1/' } collectgarbage() return 'ok'"),
		  "ok");
}

int main(void)
{
	L = luaL_newstate();
	luaL_openlibs(L);
	cli.loop = loop_new(NULL);
	cli_push_json(L);
	lua_setglobal(L, "json");
	cli_push_terminal(L, &cli);
	lua_setglobal(L, "term");
	cli_push_file(L);
	lua_setglobal(L, "file");
	cli_push_http(L, &cli);
	lua_setglobal(L, "http");
	json_keeps_order_and_nulls();
	json_refuses_what_is_none();
	yaml_reads_back();
	texts_have_widths();
	private_files_are_private();
	no_server_is_an_error();
	lua_close(L);
	http_client_free(cli.http);
	loop_free(cli.loop);
	return check_end();
}

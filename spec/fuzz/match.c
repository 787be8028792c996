/*
 * Patterns: find, match, gmatch and gsub of ours against those of Lua itself, which they replace.
 * Same results, or an error from both. Input: which function, the pattern's length, the pattern,
 * the subject.
 */
#include <lauxlib.h>
#include <lualib.h>

#include "fuzz.h"
#include "script/text.h"

static lua_State *L;
static int looks;

static const char compare[] =
	"local which, pattern, subject, init, repl = ...\n"
	"local function collect(f)\n"
	"  local ret, n = {}, 0\n"
	"  for a, b, c in f(subject, pattern) do\n"
	"    n = n + 1; ret[#ret + 1] = tostring(a) .. '\\1' .. tostring(b) .. '\\1' .. "
	"tostring(c)\n"
	"    if n > 50 then break end\n"
	"  end\n"
	"  return table.concat(ret, '\\2')\n"
	"end\n"
	"local function run(f)\n"
	"  if which == 'gmatch' then return table.pack(pcall(collect, f)) end\n"
	"  if which == 'gsub' then return table.pack(pcall(f, subject, pattern, repl, init)) end\n"
	"  if which == 'find' and init % 2 == 1 then return table.pack(pcall(f, subject, pattern, "
	"init // 2, true)) end\n"
	"  return table.pack(pcall(f, subject, pattern, init))\n"
	"end\n"
	"local ours = run(string[which])\n"
	"if not ours[1] and tostring(ours[2]):find('too long', 1, true) then return true end\n"
	"local theirs = run(original[which])\n"
	"if ours[1] ~= theirs[1] then return false, tostring(ours[2]), tostring(theirs[2]) end\n"
	"if not ours[1] then return true end\n"
	"if ours.n ~= theirs.n then return false, ours.n, theirs.n end\n"
	"for i = 2, ours.n do\n"
	"  if ours[i] ~= theirs[i] then return false, tostring(ours[i]), tostring(theirs[i]) end\n"
	"end\n"
	"return true\n";

/* Backtracking can take hours; ours is told so, and then theirs is not asked. */
static void check(lua_State *state)
{
	if (++looks > 40)
		luaL_error(state, "too long");
}

static void open_lua(void)
{
	L = luaL_newstate();
	luaL_openlibs(L);
	MUST(luaL_dostring(L, "original = { find = string.find, match = string.match, gmatch = "
			      "string.gmatch, "
			      "gsub = string.gsub }") == LUA_OK);
	text_set_clock(check);
	text_open(L);
	MUST(luaL_loadbuffer(L, compare, sizeof(compare) - 1, "compare") == LUA_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"find", "match", "gmatch", "gsub"};
	unsigned how = take(&data, &size), len = take(&data, &size), repl;

	if (!L)
		open_lua();
	/* Longer patterns than lines of code have only cost time. */
	if (len > size || len > 100 || size > 1000)
		return 0;
	repl = len / 2;
	looks = 0;
	lua_pushvalue(L, 1);
	lua_pushstring(L, names[how % 4]);
	lua_pushlstring(L, (const char *)data, len);
	lua_pushlstring(L, (const char *)data + len, size - len);
	lua_pushinteger(L, (int)(how / 4) - 20);
	/* A replacement out of the same bytes. */
	lua_pushlstring(L, (const char *)data + len, size - len < repl ? size - len : repl);
	if (lua_pcall(L, 5, 3, 0) != LUA_OK) {
		fprintf(stderr, "compare: %s\n", lua_tostring(L, -1));
		abort();
	}
	if (!lua_toboolean(L, -3)) {
		fprintf(stderr, "%s: ours \"%s\", Lua's \"%s\"\n", names[how % 4],
			lua_tostring(L, -2), lua_tostring(L, -1));
		abort();
	}
	lua_settop(L, 1);
	return 0;
}

/*
 * The small primitives: log, json, time, id, secret, error, where.
 */
#include "script/bind_tables.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "base/log.h"
#include "base/seal.h"
#include "script/proof.h"
#include "script/value.h"

/* --- log --------------------------------------------------------------------------------- */

static int compare_keys(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Whether it can stand without quotes. */
static int is_word(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!text[i] || strchr(" \t\r\n\"=", text[i]))
			return 0;
	return len > 0;
}

static void add_pair(struct buf *ret, const char *key, const char *text, size_t len)
{
	if (ret->len)
		buf_addc(ret, ' ');
	buf_adds(ret, key);
	buf_addc(ret, '=');
	if (is_word(text, len))
		buf_add(ret, text, len);
	else
		buf_json_bytes(ret, text, len);
}

#define PAIRS_MAX 32
#define TEXT_SHOWN ((size_t)2048) /* a line has no more */

int bind_log_line(lua_State *L, const struct task *task)
{
	static const char *const words[] = {"error", "warn", "info", "debug", NULL};
	int level = luaL_checkoption(L, 1, NULL, words), count = 0;
	const char *sentence = luaL_checkstring(L, 2), *keys[PAIRS_MAX];
	struct buf pairs = {0};

	if (!lua_isnoneornil(L, 3))
		luaL_checktype(L, 3, LUA_TTABLE);
	lua_settop(L, 3);
	if (level == LOG_DEBUG && !log_enabled("lua"))
		return 0;
	if (lua_istable(L, 3)) {
		lua_pushnil(L);
		while (lua_next(L, 3)) {
			lua_pop(L, 1);
			if (lua_type(L, -1) != LUA_TSTRING)
				return luaL_error(L, "a log pair needs a name");
			if (count == PAIRS_MAX)
				return luaL_error(L, "a log line has too many pairs");
			keys[count++] = lua_tostring(L, -1);
		}
		qsort(keys, (size_t)count, sizeof(*keys), compare_keys);
	}
	/* All that may raise comes first: the texts, left on the stack. */
	luaL_checkstack(L, count + 4, NULL);
	for (int i = 0; i < count; i++) {
		lua_getfield(L, 3, keys[i]);
		luaL_tolstring(L, -1, NULL);
		lua_remove(L, -2);
	}
	if (task) {
		char label[TASK_LABEL_MAX];

		buf_adds(&pairs, task_label(task, label));
	}
	for (int i = 0; i < count; i++) {
		size_t len;
		const char *text = lua_tolstring(L, 4 + i, &len);

		add_pair(&pairs, keys[i], text, len < TEXT_SHOWN ? len : TEXT_SHOWN);
	}
	log_line((enum log_level)level, "lua", sentence, "%s", pairs.data ? pairs.data : "");
	buf_done(&pairs);
	return 0;
}

/* raw.log.write(level, sentence[, pairs]) */
static int l_log_write(lua_State *L)
{
	struct task *task = task_of(L);

	return bind_log_line(L, task->id ? task : NULL);
}

/* --- json -------------------------------------------------------------------------------- */

/* raw.json.encode(value) -> text | nil, err */
static int l_json_encode(lua_State *L)
{
	struct buf text = {0};
	struct error err;

	luaL_checkany(L, 1);
	vm_check(L);
	if (bind_to_json(L, 1, &text, &err) < 0) {
		buf_done(&text);
		return bind_fail(L, &err);
	}
	/* Only running out of memory can raise here, and then the text is lost with the task. */
	lua_pushlstring(L, text.data, text.len);
	buf_done(&text);
	return 1;
}

/* raw.json.decode(text) -> value | nil, err */
static int l_json_decode(lua_State *L)
{
	size_t len;
	const char *text = luaL_checklstring(L, 1, &len);
	struct error err;

	vm_check(L);
	if (json_check(text, len, JSON_MAX_DEPTH, &err) < 0)
		return bind_fail(L, &err);
	while (len && strchr(" \t\r\n", text[0])) {
		text++;
		len--;
	}
	while (len && strchr(" \t\r\n", text[len - 1]))
		len--;
	if (len == 4 && memcmp(text, "null", 4) == 0)
		value_push_null(L);
	else
		bind_push_json(L, (struct span){text, len});
	return 1;
}

/* --- time -------------------------------------------------------------------------------- */

struct sleep {
	struct await *await;
	struct timer *timer;
};

static void sleep_over(void *arg)
{
	struct sleep *sleep = arg;

	sleep->timer = NULL;
	bind_resume(sleep->await);
}

static void sleep_abandon(void *data)
{
	struct sleep *sleep = data;

	timer_cancel(sleep->timer);
	sleep->timer = NULL;
}

static int sleep_push(lua_State *L, void *data)
{
	(void)L;
	(void)data;
	return 0;
}

/* raw.time.sleep(seconds) */
static int l_sleep(lua_State *L)
{
	lua_Number seconds = luaL_checknumber(L, 1);
	struct await *await;
	struct sleep *sleep;

	luaL_argcheck(L, seconds >= 0 && seconds <= 86400, 1, "0 to 86400 seconds");
	await = bind_await_new(L, sizeof(*sleep), sleep_abandon);
	sleep = bind_await_data(await);
	sleep->await = await;
	bind_waiting(L, "timer", "sleep");
	sleep->timer = loop_after(vm_script(L)->loop, (int64_t)(seconds * 1000), sleep_over, sleep);
	return bind_await(L, await, sleep_push);
}

/* raw.time.now() -> UTC ms */
static int l_now(lua_State *L)
{
	struct task *task = task_of(L);
	int64_t now = clock_now() + proof_skew(task);

	proof_drew_time(task, now);
	lua_pushinteger(L, now);
	return 1;
}

/* raw.time.iso(ms) -> text */
static int l_iso(lua_State *L)
{
	char text[21];

	clock_iso(luaL_checkinteger(L, 1), text);
	lua_pushstring(L, text);
	return 1;
}

/* raw.time.parse(text) -> ms | nil, err */
static int l_parse(lua_State *L)
{
	int64_t ms;
	struct error err;
	const char *text = luaL_checkstring(L, 1);

	if (clock_parse_iso(text, &ms) < 0) {
		error_set(&err, ERROR_INVALID, "'%.40s' is no time like 2014-08-22T21:56:35Z",
			  text);
		return bind_fail(L, &err);
	}
	lua_pushinteger(L, ms);
	return 1;
}

/* --- id ---------------------------------------------------------------------------------- */

static int l_uuid(lua_State *L)
{
	char text[UUID_LEN + 1];

	id_uuid(text);
	proof_drew_text(task_of(L), "id.uuid()", text);
	lua_pushstring(L, text);
	return 1;
}

static int l_access_key(lua_State *L)
{
	char text[21];

	id_access_key(text);
	proof_drew_text(task_of(L), "id.access_key()", text);
	lua_pushstring(L, text);
	return 1;
}

static int l_secret(lua_State *L)
{
	char text[41];

	id_secret(text);
	proof_drew_text(task_of(L), "id.secret()", text);
	lua_pushstring(L, text);
	return 1;
}

/* --- secret ------------------------------------------------------------------------------ */

static int sealing(lua_State *L, int open)
{
	size_t len;
	const char *text = luaL_checklstring(L, 1, &len);
	struct seal *seal = bind_service(L, "seal");
	struct buf ret = {0};
	struct error err;
	int rc;

	luaL_argcheck(L, strlen(text) == len, 1, "a secret cannot hold NUL bytes");
	if (!seal) {
		error_set(&err, ERROR_UNSUPPORTED, "there is no key for secrets here");
		return bind_fail(L, &err);
	}
	rc = open ? seal_open(seal, text, len, &ret, &err) : seal_close(seal, text, &ret, &err);
	if (rc < 0) {
		buf_done(&ret);
		return bind_fail(L, &err);
	}
	/* The same text is sealed another way each time. */
	if (!open && ret.data) {
		buf_adds(&ret, "");
		proof_drew_text(task_of(L), "secret.seal()", ret.data);
	}
	lua_pushlstring(L, ret.data ? ret.data : "", ret.len);
	if (ret.data)
		explicit_bzero(ret.data, ret.len);
	buf_done(&ret);
	return 1;
}

static int l_seal(lua_State *L)
{
	return sealing(L, 0);
}

static int l_open(lua_State *L)
{
	return sealing(L, 1);
}

/* --- error, where ------------------------------------------------------------------------ */

/* raw.error.new(code, message, field, tag) -> error table */
static int l_error_new(lua_State *L)
{
	const char *code = luaL_checkstring(L, 1), *message = luaL_checkstring(L, 2);
	const char *field = luaL_optstring(L, 3, NULL), *tag = luaL_optstring(L, 4, NULL);
	struct error err;
	enum error_code value = error_from_name(code);

	luaL_argcheck(L, strcmp(error_name(value), code) == 0 && value != ERROR_NONE, 1,
		      "no such error code");
	error_field(&err, value, tag, field, "%s", message);
	bind_push_error(L, &err);
	return 1;
}

/*
 * raw.where(level) -> file, line of who called, counted as in error(); raw.where(function) ->
 * where it was defined. `return x.define(...)` is a tail call, whose caller has left the
 * stack: then it is the file that is being loaded, and its line that was run last.
 */
static int l_where(lua_State *L)
{
	lua_Debug debug;
	int line;

	if (lua_isfunction(L, 1)) {
		lua_settop(L, 1);
		lua_getinfo(L, ">S", &debug);
		line = debug.linedefined;
	} else {
		if (!lua_getstack(L, (int)luaL_checkinteger(L, 1), &debug) ||
		    !lua_getinfo(L, "Sl", &debug) || debug.source[0] != '@') {
			lua_pushstring(L, vm_loading(vm_script(L)));
			lua_pushinteger(L, vm_loading_line(vm_script(L)));
			return 2;
		}
		line = debug.currentline;
	}
	lua_pushstring(L, debug.source[0] == '@' ? debug.source + 1 : debug.short_src);
	lua_pushinteger(L, line);
	return 2;
}

void bind_misc_tables(lua_State *L)
{
	static const luaL_Reg log[] = {{"write", l_log_write}, {NULL, NULL}};
	static const luaL_Reg json[] = {
		{"encode", l_json_encode}, {"decode", l_json_decode}, {NULL, NULL}};
	static const luaL_Reg time[] = {{"now", l_now},
					{"sleep", l_sleep},
					{"iso", l_iso},
					{"parse", l_parse},
					{NULL, NULL}};
	static const luaL_Reg id[] = {
		{"uuid", l_uuid}, {"access_key", l_access_key}, {"secret", l_secret}, {NULL, NULL}};
	static const luaL_Reg secret[] = {{"seal", l_seal}, {"open", l_open}, {NULL, NULL}};
	static const luaL_Reg error[] = {{"new", l_error_new}, {NULL, NULL}};

	bind_table(L, "log", log);
	bind_table(L, "json", json);
	bind_table(L, "time", time);
	bind_table(L, "id", id);
	bind_table(L, "secret", secret);
	bind_table(L, "error", error);
	lua_rawgetp(L, LUA_REGISTRYINDEX, &VM_KEY_RAW);
	lua_pushcfunction(L, l_where);
	lua_setfield(L, -2, "where");
	lua_getfield(L, -1, "json");
	value_push_null(L);
	lua_setfield(L, -2, "null");
	value_push_array_metatable(L);
	lua_setfield(L, -2, "array");
	lua_pop(L, 2);
}

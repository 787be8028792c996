/*
 * Requests of the client: one at a time, and streams that are read piece by piece. The loop turns
 * only inside of these calls.
 */
#include "cli.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "http/tls.h"
#include "script/bind.h"

#define EXCHANGE "client exchange"
enum { HEADERS_MAX = 16, TURN_MS = 1000 };

/* A request and what came of it. Lua owns it. */
struct exchange {
	struct cli *cli;
	struct http_call *call; /* NULL: over */
	int rc, status;
	struct buf body, head;
	struct buf data; /* of a stream: came and was not read yet */
	int streams;
	struct error err;
};

/* Something came: the turn of the loop that we are in does not wait for more. */
static void wake(struct exchange *exchange)
{
	uv_stop(loop_uv(exchange->cli->loop));
}

static void on_done(void *arg, int rc, const struct http_answer *answer, const struct error *err)
{
	struct exchange *exchange = arg;

	wake(exchange);
	exchange->call = NULL;
	exchange->rc = rc;
	if (rc < 0) {
		exchange->err = *err;
		return;
	}
	exchange->status = answer->status;
	buf_add(&exchange->body, answer->body.at, answer->body.len);
	buf_add(&exchange->head, answer->head.at, answer->head.len);
}

static int on_data(void *arg, const char *data, size_t len)
{
	struct exchange *exchange = arg;

	wake(exchange);
	buf_add(&exchange->data, data, len);
	return 0;
}

static int exchange_gc(lua_State *L)
{
	struct exchange *exchange = luaL_checkudata(L, 1, EXCHANGE);

	http_call_cancel(exchange->call);
	exchange->call = NULL;
	buf_done(&exchange->body);
	buf_done(&exchange->head);
	buf_done(&exchange->data);
	return 0;
}

/* The text of an option, borrowed from the table; or NULL. */
static const char *option(lua_State *L, const char *name)
{
	const char *text;

	lua_getfield(L, 1, name);
	text = lua_isnil(L, -1) ? NULL : luaL_checkstring(L, -1);
	lua_pop(L, 1);
	return text;
}

static int read_headers(lua_State *L, const char **ret)
{
	int count = 0;

	lua_getfield(L, 1, "headers");
	while (lua_istable(L, -1) && count < HEADERS_MAX - 1) {
		lua_rawgeti(L, -1, count + 1);
		if (lua_isnil(L, -1)) {
			lua_pop(L, 1);
			break;
		}
		ret[count++] = luaL_checkstring(L, -1);
		lua_pop(L, 1);
	}
	ret[count] = NULL;
	lua_pop(L, 1);
	return count;
}

/* Leaves a new exchange on the stack; NULL, and nil and an error, when it cannot be made. */
static struct exchange *begin(lua_State *L, int streams)
{
	static const char *const keys[] = {"method", "url",      "headers", "body", "timeout",
					   "user",   "password", "ca",      "pin",  NULL};
	struct cli *cli = lua_touserdata(L, lua_upvalueindex(1));
	const char *headers[HEADERS_MAX];
	struct http_call_options options = {.headers = headers, .keep_head = 1};
	struct exchange *exchange;
	struct error err = {0};
	const char *pin;

	luaL_checktype(L, 1, LUA_TTABLE);
	bind_check_options(L, 1, keys);
	options.method = option(L, "method");
	options.url = option(L, "url");
	options.user = option(L, "user");
	options.password = option(L, "password");
	options.ca_file = option(L, "ca");
	pin = option(L, "pin");
	luaL_argcheck(L, options.url, 1, "an url is wanted");
	/* A program of the client talks to one server. */
	if (pin && !options.ca_file && !cli->pinned) {
		if (tls_trust(options.url, NULL, pin, &err) < 0) {
			bind_fail(L, &err);
			return NULL;
		}
		cli->pinned = 1;
	}
	read_headers(L, headers);
	lua_getfield(L, 1, "timeout");
	options.timeout = luaL_optinteger(L, -1, 0);
	lua_getfield(L, 1, "body");
	if (!lua_isnil(L, -1))
		options.body.at = luaL_checklstring(L, -1, &options.body.len);
	exchange = lua_newuserdatauv(L, sizeof(*exchange), 0);
	*exchange = (struct exchange){.cli = cli, .streams = streams};
	luaL_setmetatable(L, EXCHANGE);
	if (!cli->http)
		cli->http = http_client_new(cli->loop, &err);
	if (!cli->http) {
		bind_fail(L, &err);
		return NULL;
	}
	if (streams) {
		options.on_data = on_data;
		options.on_data_arg = exchange;
		options.max_body = SIZE_MAX;
	}
	exchange->call = http_call(cli->http, &options, on_done, exchange);
	return exchange;
}

static int push_answer(lua_State *L, const struct exchange *exchange)
{
	if (exchange->rc < 0)
		return bind_fail(L, &exchange->err);
	lua_createtable(L, 0, 3);
	lua_pushinteger(L, exchange->status);
	lua_setfield(L, -2, "status");
	lua_pushlstring(L, exchange->body.data ? exchange->body.data : "", exchange->body.len);
	lua_setfield(L, -2, "body");
	lua_pushlstring(L, exchange->head.data ? exchange->head.data : "", exchange->head.len);
	lua_setfield(L, -2, "head");
	return 1;
}

static int push_interrupted(lua_State *L)
{
	struct error err;

	error_set(&err, ERROR_CANCELLED, "interrupted");
	return bind_fail(L, &err);
}

/*
 * request { method, url, headers = { "Name: value" }, body, timeout = ms, user, password, ca, pin }
 *   -> { status, body, head } | nil, err
 */
static int l_request(lua_State *L)
{
	struct exchange *exchange = begin(L, 0);

	if (!exchange)
		return 2;
	while (exchange->call && !exchange->cli->interrupted)
		loop_once(exchange->cli->loop, TURN_MS);
	if (exchange->call)
		return push_interrupted(L);
	return push_answer(L, exchange);
}

/* open { as request } -> stream | nil, err. Nothing was sent yet: read tells. */
static int l_open(lua_State *L)
{
	return begin(L, 1) ? 1 : 2;
}

/* stream:read(ms) -> bytes; "" after `ms` without any; an answer's table at its end | nil, err */
static int l_read(lua_State *L)
{
	struct exchange *exchange = luaL_checkudata(L, 1, EXCHANGE);
	int64_t end = clock_mono() + luaL_checkinteger(L, 2), left = 0;

	luaL_argcheck(L, exchange->streams, 1, "not a stream");
	while (!exchange->data.len && exchange->call && !exchange->cli->interrupted &&
	       (left = end - clock_mono()) > 0)
		loop_once(exchange->cli->loop, (int)(left < TURN_MS ? left : TURN_MS));
	if (exchange->cli->interrupted)
		return push_interrupted(L);
	if (!exchange->data.len && !exchange->call)
		return push_answer(L, exchange);
	lua_pushlstring(L, exchange->data.data ? exchange->data.data : "", exchange->data.len);
	buf_clear(&exchange->data);
	return 1;
}

void cli_push_http(lua_State *L, struct cli *cli)
{
	static const luaL_Reg functions[] = {
		{"request", l_request}, {"open", l_open}, {NULL, NULL}};

	luaL_newmetatable(L, EXCHANGE);
	lua_pushcfunction(L, exchange_gc);
	lua_setfield(L, -2, "__gc");
	lua_newtable(L);
	lua_pushcfunction(L, l_read);
	lua_setfield(L, -2, "read");
	lua_pushcfunction(L, exchange_gc);
	lua_setfield(L, -2, "close");
	lua_setfield(L, -2, "__index");
	lua_pop(L, 1);
	luaL_newlibtable(L, functions);
	lua_pushlightuserdata(L, cli);
	luaL_setfuncs(L, functions, 1);
}

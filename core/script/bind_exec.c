/* raw.exec: child processes. */
#include <string.h>

#include "host/exec.h"
#include "script/bind_hosts.h"

#define MAX_ARGS 256

static void cancel(void *job)
{
	exec_cancel(job);
}

/* The outcome as JSON would double the output's escapes, so code and outputs travel apart. */
static void on_exit_status(void *arg, int rc, const struct exec_result *result,
			   const struct error *err)
{
	struct host_wait *wait = arg;

	wait->status = result->code;
	buf_add(&wait->body, result->output.at, result->output.len);
	wait->is_json = (int)result->output.len; /* where the error output begins */
	buf_add(&wait->body, result->errors.at, result->errors.len);
	host_wait_done(wait, rc, err);
}

static int push_result(lua_State *L, void *data)
{
	struct host_wait *wait = host_wait_of(data);
	size_t split = (size_t)wait->is_json;

	if (wait->rc < 0)
		return bind_fail(L, &wait->err);
	lua_createtable(L, 0, 3);
	lua_pushinteger(L, wait->status);
	lua_setfield(L, -2, "code");
	lua_pushlstring(L, wait->body.data ? wait->body.data : "", split);
	lua_setfield(L, -2, "stdout");
	lua_pushlstring(L, wait->body.data ? wait->body.data + split : "", wait->body.len - split);
	lua_setfield(L, -2, "stderr");
	buf_done(&wait->body);
	return 1;
}

/* The strings of a list into `ret`, borrowed from the table; each stays anchored there. */
static int check_list(lua_State *L, int index, const char **ret)
{
	lua_Integer count = luaL_len(L, index);

	luaL_argcheck(L, count < MAX_ARGS, index, "too many strings");
	for (lua_Integer i = 1; i <= count; i++) {
		size_t len;

		if (lua_rawgeti(L, index, i) != LUA_TSTRING)
			return luaL_error(L, "a list of strings is wanted, item %d is a %s", (int)i,
					  luaL_typename(L, -1));
		ret[i - 1] = lua_tolstring(L, -1, &len);
		if (strlen(ret[i - 1]) != len)
			return luaL_error(L, "item %d holds a zero byte", (int)i);
		lua_pop(L, 1);
	}
	ret[count] = NULL;
	return (int)count;
}

/* raw.exec.run(argv, stdin, env, timeout, look) -> {code, stdout, stderr} | nil, err */
static int l_run(lua_State *L)
{
	const char *argv[MAX_ARGS], *env[MAX_ARGS];
	struct loop *loop = host_service(L, "loop", "loop");
	struct exec_options options;
	struct host_wait *wait;
	struct error err;

	/* Only an agent has it: what a handler says does not run on the server's machine. */
	if (!loop || !host_service(L, "exec_pool", "host to run programs on"))
		return 2;
	memset(&options, 0, sizeof(options));
	luaL_checktype(L, 1, LUA_TTABLE);
	luaL_argcheck(L, check_list(L, 1, argv) > 0, 1, "no program is named");
	options.argv = argv;
	if (!lua_isnoneornil(L, 2))
		options.input.at = luaL_checklstring(L, 2, &options.input.len);
	if (!lua_isnoneornil(L, 3)) {
		luaL_checktype(L, 3, LUA_TTABLE);
		check_list(L, 3, env);
		options.env = env;
	}
	options.timeout = (int64_t)(luaL_optnumber(L, 4, 60) * 1000);
	if (!lua_toboolean(L, 5))
		bind_effect_of(
			L,
			&(struct effect){.name = "exec.run", .detail = argv[0], .keys = {1, 2, 3}});
	wait = host_wait_new(L);
	wait->cancel = cancel;
	wait->job = exec_start(loop, &options, on_exit_status, wait, &err);
	if (!wait->job)
		host_wait_done(wait, -1, &err);
	return host_wait(L, wait, push_result);
}

void bind_exec_table(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{"run", l_run},
		{NULL, NULL},
	};

	bind_table(L, "exec", functions);
}

/*
 * raw.docker: calls and pulls. What the calls mean (create, start, find...) is Lua, in
 * lua/lib/docker.lua. A socket of nil is the agent's own engine; others are opened when first
 * named and live as long as the Lua state.
 */
#include <string.h>

#include "host/docker.h"
#include "script/bind_hosts.h"

#define ENGINE "stampede.docker"

static const char ENGINES; /* its address is the registry key of the table socket -> engine */

static int engine_gc(lua_State *L)
{
	struct docker **engine = luaL_checkudata(L, 1, ENGINE);

	docker_free(*engine);
	*engine = NULL;
	return 0;
}

/* Pushes nothing and returns the engine, or pushes nil and an error and returns NULL. */
static struct docker *check_engine(lua_State *L, int index)
{
	struct docker *own = bind_service(L, "docker"), **engine;
	const char *socket = luaL_optstring(L, index, NULL);
	struct http_client *http;
	struct loop *loop;
	struct error err;

	if (!socket)
		return host_service(L, "docker", "Docker engine");
	if (own && strcmp(docker_socket(own), socket) == 0)
		return own;
	if (lua_rawgetp(L, LUA_REGISTRYINDEX, &ENGINES) != LUA_TTABLE) {
		lua_pop(L, 1);
		lua_newtable(L);
		lua_pushvalue(L, -1);
		lua_rawsetp(L, LUA_REGISTRYINDEX, &ENGINES);
	}
	if (lua_getfield(L, -1, socket) == LUA_TUSERDATA) {
		engine = lua_touserdata(L, -1);
		lua_pop(L, 2);
		return *engine;
	}
	lua_pop(L, 1);
	loop = host_service(L, "loop", "loop");
	http = loop ? host_service(L, "http", "HTTP client") : NULL;
	if (!http)
		return NULL;
	engine = lua_newuserdatauv(L, sizeof(*engine), 0);
	*engine = NULL;
	luaL_setmetatable(L, ENGINE);
	*engine = docker_new(loop, http, socket, &err);
	if (!*engine) {
		bind_fail(L, &err);
		return NULL;
	}
	lua_setfield(L, -2, socket);
	lua_pop(L, 1);
	return *engine;
}

static void cancel(void *job)
{
	docker_cancel(job);
}

static void on_answer(void *arg, int rc, const struct docker_answer *answer,
		      const struct error *err)
{
	struct host_wait *wait = arg;

	if (rc == 0) {
		wait->status = answer->status;
		wait->is_json = answer->is_json;
		buf_add(&wait->body, answer->body.at, answer->body.len);
	}
	host_wait_done(wait, rc, err);
}

static int push_answer(lua_State *L, void *data)
{
	struct host_wait *wait = host_wait_of(data);
	struct span body = {wait->body.data, wait->body.len};
	int raw = lua_toboolean(L, 5);

	if (wait->rc < 0)
		return bind_fail(L, &wait->err);
	lua_pushinteger(L, wait->status);
	if (raw || !wait->is_json)
		lua_pushlstring(L, body.len ? body.at : "", body.len);
	else
		bind_push_json(L, body);
	buf_done(&wait->body);
	return 2;
}

/* Whether Docker does it once more when it is told once more. */
static int is_anew(const struct docker_request *request)
{
	static const char *const anew[] = {"/create", "/restart", "/kill",
					   "/exec",   "/commit",  NULL};

	if (strcmp(request->method, "POST") != 0)
		return 0;
	for (int i = 0; anew[i]; i++) {
		const char *at = strstr(request->path, anew[i]);

		if (at && (!at[strlen(anew[i])] || at[strlen(anew[i])] == '?'))
			return 1;
	}
	return 0;
}

/* raw.docker.call(socket, method, path, body, raw, timeout, auth) -> status, body | nil, err */
static int l_call(lua_State *L)
{
	struct docker_request request;
	struct docker *docker;
	struct host_wait *wait;
	struct buf body = {0};
	struct error err;
	int is_look;

	memset(&request, 0, sizeof(request));
	request.method = luaL_checkstring(L, 2);
	request.path = luaL_checkstring(L, 3);
	request.timeout = (int64_t)(luaL_optnumber(L, 6, 0) * 1000);
	request.auth = luaL_optstring(L, 7, NULL);
	is_look = strcmp(request.method, "GET") == 0 || strcmp(request.method, "HEAD") == 0;
	luaL_argcheck(L,
		      is_look || strcmp(request.method, "POST") == 0 ||
			      strcmp(request.method, "PUT") == 0 ||
			      strcmp(request.method, "DELETE") == 0,
		      2, "no method of Docker's API");
	docker = check_engine(L, 1);
	if (!docker)
		return 2;
	lua_settop(L, 7);
	if (!is_look) {
		lua_pushfstring(L, "%s %s", request.method, request.path);
		bind_effect_of(L, &(struct effect){.name = "docker.call",
						   .detail = lua_tostring(L, -1),
						   .once = is_anew(&request),
						   .keys = {1, 4}});
	}
	wait = host_wait_new(L);
	wait->cancel = cancel;
	if (!lua_isnil(L, 4) && bind_to_json(L, 4, &body, &err) < 0) {
		buf_done(&body);
		host_wait_done(wait, -1, &err);
		return host_wait(L, wait, NULL);
	}
	request.body.at = body.data;
	request.body.len = body.len;
	wait->job = docker_call(docker, &request, on_answer, wait);
	buf_done(&body);
	return host_wait(L, wait, push_answer);
}

static void on_pulled(void *arg, int rc, const struct docker_answer *answer,
		      const struct error *err)
{
	(void)answer;
	if (rc == 0)
		buf_adds(feed_result(arg), "true");
	feed_done(arg, rc, err);
}

/* raw.docker.pull(socket, reference, auth) -> feed | nil, err */
static int l_pull(lua_State *L)
{
	const char *reference = luaL_checkstring(L, 2);
	struct docker *docker = check_engine(L, 1);
	struct buf auth = {0};
	struct feed *feed;
	struct error err;

	if (!docker)
		return 2;
	lua_settop(L, 3);
	bind_effect(L, "docker.pull", reference);
	feed = feed_push(L, cancel);
	if (!lua_isnil(L, 3) && bind_to_json(L, 3, &auth, &err) < 0) {
		buf_done(&auth);
		return bind_fail(L, &err);
	}
	feed_set_job(feed, docker_pull(docker, reference, (struct span){auth.data, auth.len},
				       feed_progress, on_pulled, feed));
	/* Credentials do not stay behind in freed memory. */
	if (auth.data)
		explicit_bzero(auth.data, auth.len);
	buf_done(&auth);
	return 1;
}

/* raw.docker.socket() -> the agent's own, or nil */
static int l_socket(lua_State *L)
{
	struct docker *own = bind_service(L, "docker");

	lua_pushstring(L, own ? docker_socket(own) : NULL);
	return 1;
}

void bind_docker_table(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{"call", l_call},
		{"pull", l_pull},
		{"socket", l_socket},
		{NULL, NULL},
	};

	if (luaL_newmetatable(L, ENGINE)) {
		lua_pushcfunction(L, engine_gc);
		lua_setfield(L, -2, "__gc");
	}
	lua_pop(L, 1);
	bind_table(L, "docker", functions);
}

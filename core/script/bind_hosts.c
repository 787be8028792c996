/* What the host bindings share, and their list. */
#include "script/bind_hosts.h"

#include <string.h>

#define WAIT "stampede.host_wait"

static int wait_gc(lua_State *L)
{
	struct host_wait *wait = luaL_checkudata(L, 1, WAIT);

	if (wait->job)
		wait->cancel(wait->job);
	wait->job = NULL;
	buf_done(&wait->body);
	return 0;
}

static void wait_abandon(void *data)
{
	struct host_wait *wait = host_wait_of(data);

	if (wait->job)
		wait->cancel(wait->job);
	wait->job = NULL;
}

struct host_wait *host_wait_of(void *data)
{
	return *(struct host_wait **)data;
}

struct host_wait *host_wait_new(lua_State *L)
{
	struct host_wait *wait = lua_newuserdatauv(L, sizeof(*wait), 0);

	memset(wait, 0, sizeof(*wait));
	if (luaL_newmetatable(L, WAIT)) {
		lua_pushcfunction(L, wait_gc);
		lua_setfield(L, -2, "__gc");
	}
	lua_setmetatable(L, -2);
	wait->await = bind_await_new(L, sizeof(wait), wait_abandon);
	*(struct host_wait **)bind_await_data(wait->await) = wait;
	return wait;
}

static int push_body(lua_State *L, void *data)
{
	struct host_wait *wait = host_wait_of(data);
	struct span body = {wait->body.data, wait->body.len};

	if (wait->rc < 0)
		return bind_fail(L, &wait->err);
	bind_push_json(L, body);
	buf_done(&wait->body);
	return 1;
}

int host_wait(lua_State *L, struct host_wait *wait, int (*push)(lua_State *L, void *data))
{
	return bind_await(L, wait->await, push ? push : push_body);
}

void host_wait_done(struct host_wait *wait, int rc, const struct error *err)
{
	wait->job = NULL;
	wait->rc = rc;
	if (rc < 0)
		wait->err = *err;
	bind_resume(wait->await);
}

void *host_service(lua_State *L, const char *name, const char *what)
{
	void *service = bind_service(L, name);
	struct error err;

	if (!service) {
		error_field(&err, ERROR_UNSUPPORTED, NULL, name, "there is no %s here", what);
		bind_fail(L, &err);
	}
	return service;
}

void bind_host_tables(lua_State *L)
{
	bind_feed_table(L);
	bind_docker_table(L); /* bind_docker.c */
	bind_libvirt_table(L); /* bind_libvirt.c */
	bind_image_table(L); /* bind_image.c */
	bind_exec_table(L); /* bind_exec.c */
	bind_file_table(L); /* bind_file.c */
	bind_host_table(L); /* bind_host.c */
}

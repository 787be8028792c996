/*
 * raw.keys: pairs of keys, which take a good part of a second to make: on a thread of their own.
 */
#include "script/bind_tables.h"

#include <stdlib.h>
#include <string.h>

#include "base/rsa_key.h"
#include "loop/pool.h"
#include "script/task.h"

#define BITS 2048

/* Belongs to who comes last: the worker's end, or the task. */
struct making {
	struct await *await; /* NULL when its task gave up */
	int done, rc;
	char comment[80];
	struct buf public, pem;
	struct error err;
};

static void making_free(struct making *making)
{
	if (making->pem.data)
		explicit_bzero(making->pem.data, making->pem.len);
	buf_done(&making->pem);
	buf_done(&making->public);
	free(making);
}

/* Worker. */
static void make(void *arg)
{
	struct making *making = arg;

	making->rc =
		rsa_key_make(BITS, making->comment, &making->public, &making->pem, &making->err);
}

static void made(void *arg)
{
	struct making *making = arg;

	making->done = 1;
	if (making->await)
		bind_resume(making->await);
	else
		making_free(making);
}

static void make_abandon(void *data)
{
	struct making *making = *(struct making **)data;

	if (!making)
		return;
	if (making->done)
		making_free(making);
	else
		making->await = NULL;
}

static int make_push(lua_State *L, void *data)
{
	struct making *making = *(struct making **)data;

	if (making->rc < 0) {
		struct error err = making->err;

		*(struct making **)data = NULL;
		making_free(making);
		return bind_fail(L, &err);
	}
	/* Should memory run out here, the two are lost with the task. */
	lua_pushlstring(L, making->public.data, making->public.len);
	lua_pushlstring(L, making->pem.data, making->pem.len);
	*(struct making **)data = NULL;
	making_free(making);
	return 2;
}

/* raw.keys.rsa(comment) -> a line of authorized_keys, the private key as PEM | nil, err */
static int l_rsa(lua_State *L)
{
	struct script *script = vm_script(L);
	const char *comment = luaL_checkstring(L, 1);
	struct making *making;
	struct await *await;

	luaL_argcheck(L, strlen(comment) < sizeof(making->comment), 1, "too long for a comment");
	await = bind_await_new(L, sizeof(making), make_abandon);
	if (!script->keys)
		script->keys = pool_new(script->loop, "keys", 1);
	making = calloc(1, sizeof(*making));
	if (!making)
		abort();
	strcpy(making->comment, comment);
	*(struct making **)bind_await_data(await) = making;
	making->await = await;
	bind_waiting(L, "keys", "rsa");
	pool_run(script->keys, NULL, make, made, making);
	return bind_await(L, await, make_push);
}

void bind_keys_table(lua_State *L)
{
	static const luaL_Reg functions[] = {{"rsa", l_rsa}, {NULL, NULL}};

	bind_table(L, "keys", functions);
}

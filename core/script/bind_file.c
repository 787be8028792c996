/*
 * raw.file: files on the worker pool. Work that has begun cannot be taken back, so it belongs to
 * itself and only forgets who wanted its answer.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/file.h"
#include "loop/pool.h"
#include "script/bind_hosts.h"

#define MAX_READ (8 * 1024 * 1024) /* a text of Lua has no more */

enum verb { FILE_EXISTS, FILE_READ, FILE_WRITE, FILE_REMOVE, FILE_MKDIR, FILE_LIST, FILE_FREE };

struct work {
	struct host_wait *wait; /* NULL once nobody wants the answer */
	enum verb verb;
	char *path;
	struct buf text; /* to write */
	size_t max;
	mode_t mode;
	int rc;
	struct buf answer; /* JSON, or the bytes read */
	struct error err;
};

static void run(void *arg)
{
	struct work *work = arg;
	int64_t total, available;
	struct stat st;

	switch (work->verb) {
	case FILE_EXISTS:
		buf_adds(&work->answer, stat(work->path, &st) == 0 ? "true" : "false");
		return;
	case FILE_READ:
		work->rc = file_read(work->path, work->max, &work->answer, &work->err);
		return;
	case FILE_WRITE:
		work->rc = file_write(work->path, work->text.data ? work->text.data : "",
				      work->text.len, work->mode, &work->err);
		break;
	case FILE_REMOVE:
		work->rc = file_remove(work->path, &work->err);
		break;
	case FILE_MKDIR:
		work->rc = file_mkdir(work->path, work->mode, &work->err);
		break;
	case FILE_LIST:
		work->rc = file_list(work->path, &work->answer, &work->err);
		return;
	case FILE_FREE:
		work->rc = file_free(work->path, &total, &available, &work->err);
		if (work->rc == 0)
			buf_addf(&work->answer, "{\"total\":%lld,\"free\":%lld}", (long long)total,
				 (long long)available);
		return;
	}
	buf_adds(&work->answer, "true");
}

static void on_done(void *arg)
{
	struct work *work = arg;
	struct host_wait *wait = work->wait;
	struct error err = work->err;
	int rc = work->rc;

	if (wait) {
		buf_done(&wait->body);
		wait->body = work->answer;
		memset(&work->answer, 0, sizeof(work->answer));
	}
	buf_done(&work->answer);
	buf_done(&work->text);
	free(work->path);
	free(work);
	if (wait)
		host_wait_done(wait, rc, &err);
}

static void forget(void *job)
{
	((struct work *)job)->wait = NULL;
}

/* Acts two of all of them. */
static struct host_wait *start(lua_State *L, struct pool *pool, enum verb verb, const char *path,
			       struct span text, size_t max, mode_t mode)
{
	struct host_wait *wait = host_wait_new(L);
	struct work *work = calloc(1, sizeof(*work));

	if (!work || !(work->path = strdup(path)))
		abort();
	work->wait = wait;
	work->verb = verb;
	work->max = max;
	work->mode = mode;
	if (text.len)
		buf_add(&work->text, text.at, text.len);
	wait->job = work;
	wait->cancel = forget;
	/* One path, one order: a write and the read behind it do not meet. */
	pool_run(pool, path, run, on_done, work);
	return wait;
}

static const char *check_path(lua_State *L, int index)
{
	size_t len;
	const char *path = luaL_checklstring(L, index, &len);

	luaL_argcheck(L, len > 0 && path[0] == '/' && strlen(path) == len, index,
		      "an absolute path is wanted");
	return path;
}

static mode_t check_mode(lua_State *L, int index, mode_t otherwise)
{
	lua_Integer mode = luaL_optinteger(L, index, (lua_Integer)otherwise);

	luaL_argcheck(L, mode >= 0 && mode <= 07777, index, "no file mode");
	return (mode_t)mode;
}

static int simple(lua_State *L, enum verb verb, const char *effect, mode_t mode)
{
	const char *path = check_path(L, 1);
	struct pool *pool = host_service(L, "exec_pool", "worker pool");

	if (!pool)
		return 2;
	if (effect)
		bind_effect(L, effect, path);
	return host_wait(L, start(L, pool, verb, path, (struct span){0}, 0, mode), NULL);
}

static int l_exists(lua_State *L)
{
	return simple(L, FILE_EXISTS, NULL, 0);
}

static int l_list(lua_State *L)
{
	return simple(L, FILE_LIST, NULL, 0);
}

static int l_free(lua_State *L)
{
	return simple(L, FILE_FREE, NULL, 0);
}

/* What is so already is no effect. */
static int l_remove(lua_State *L)
{
	struct stat st;

	return simple(L, FILE_REMOVE, lstat(check_path(L, 1), &st) == 0 ? "file.remove" : NULL, 0);
}

/* raw.file.mkdir(path, mode) */
static int l_mkdir(lua_State *L)
{
	mode_t mode = check_mode(L, 2, 0755);
	struct stat st;

	return simple(L, FILE_MKDIR, stat(check_path(L, 1), &st) < 0 ? "file.mkdir" : NULL, mode);
}

static int push_bytes(lua_State *L, void *data)
{
	struct host_wait *wait = host_wait_of(data);

	if (wait->rc < 0)
		return bind_fail(L, &wait->err);
	lua_pushlstring(L, wait->body.len ? wait->body.data : "", wait->body.len);
	buf_done(&wait->body);
	return 1;
}

/* raw.file.read(path, max) -> text | nil, err */
static int l_read(lua_State *L)
{
	const char *path = check_path(L, 1);
	lua_Integer max = luaL_optinteger(L, 2, MAX_READ);
	struct pool *pool = host_service(L, "exec_pool", "worker pool");

	luaL_argcheck(L, max >= 0 && max <= MAX_READ, 2, "at most 8 MiB are read");
	if (!pool)
		return 2;
	return host_wait(L, start(L, pool, FILE_READ, path, (struct span){0}, (size_t)max, 0),
			 push_bytes);
}

/* raw.file.write(path, text, mode) -> true | nil, err */
static int l_write(lua_State *L)
{
	const char *path = check_path(L, 1);
	mode_t mode = check_mode(L, 3, 0600);
	struct pool *pool;
	struct span text;

	text.at = luaL_checklstring(L, 2, &text.len);
	pool = host_service(L, "exec_pool", "worker pool");
	if (!pool)
		return 2;
	bind_effect_of(L, &(struct effect){.name = "file.write", .detail = path, .keys = {2, 3}});
	return host_wait(L, start(L, pool, FILE_WRITE, path, text, 0, mode), NULL);
}

void bind_file_table(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{"exists", l_exists}, {"list", l_list}, {"free", l_free},   {"remove", l_remove},
		{"mkdir", l_mkdir},   {"read", l_read}, {"write", l_write}, {NULL, NULL},
	};

	bind_table(L, "file", functions);
}

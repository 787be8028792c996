/* Files of the client: keys that nobody else may read, and what it keeps between two starts. */
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/buf.h"
#include "host/file.h"
#include "script/bind.h"

enum { FILE_MAX = 16 << 20 };

/* Whether nobody but the owner, who is us or whom we could be anyway, can read or change it. */
static int check_private(int fd, const char *path, struct error *err)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return error_errno(err, "%s cannot be opened", path);
	if (st.st_uid != geteuid() && geteuid() != 0)
		return error_set(err, ERROR_DENIED, "%s belongs to another user", path);
	if (st.st_mode & 077)
		return error_set(err, ERROR_DENIED,
				 "%s can be read or written by other users; type: chmod 600 %s",
				 path, path);
	return 0;
}

/* The file that is read is the one that was looked at. */
static int read_private(const char *path, struct buf *ret, struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	char name[32];
	int rc;

	if (fd < 0)
		return error_errno(err, "%s cannot be opened", path);
	snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
	rc = check_private(fd, path, err);
	if (rc == 0)
		rc = file_read(name, FILE_MAX, ret, err);
	close(fd);
	return rc;
}

static int l_read_any(lua_State *L, int is_private)
{
	const char *path = luaL_checkstring(L, 1);
	struct error err = {0};
	struct buf text = {0};
	int rc = is_private ? read_private(path, &text, &err)
			    : file_read(path, FILE_MAX, &text, &err);

	if (rc < 0) {
		buf_done(&text);
		return bind_fail(L, &err);
	}
	/* Out of memory here is the end of the program. */
	lua_pushlstring(L, text.data ? text.data : "", text.len);
	if (is_private)
		explicit_bzero(text.data, text.len);
	buf_done(&text);
	return 1;
}

/* read(path) -> text | nil, err */
static int l_read(lua_State *L)
{
	return l_read_any(L, 0);
}

/* read_private(path) -> text | nil, err ("denied" when others could read or change it) */
static int l_read_private(lua_State *L)
{
	return l_read_any(L, 1);
}

/* write_private(path, text) -> true | nil, err: mode 0600, in a directory of mode 0700 */
static int l_write_private(lua_State *L)
{
	size_t len;
	const char *path = luaL_checkstring(L, 1), *text = luaL_checklstring(L, 2, &len);
	const char *slash = strrchr(path, '/');
	struct error err = {0};
	int rc = 0;

	if (slash && slash != path) {
		char *parent = strndup(path, (size_t)(slash - path));

		if (!parent)
			abort();
		rc = file_mkdir(parent, 0700, &err);
		free(parent);
	}
	if (rc == 0)
		rc = file_write(path, text, len, 0600, &err);
	if (rc < 0)
		return bind_fail(L, &err);
	lua_pushboolean(L, 1);
	return 1;
}

/* age(path) -> seconds since it was written or touched; nil: it is not there */
static int l_age(lua_State *L)
{
	struct stat st;

	if (stat(luaL_checkstring(L, 1), &st) < 0)
		return 0;
	lua_pushinteger(L, (lua_Integer)(time(NULL) - st.st_mtime));
	return 1;
}

/* touch(path): as if it were written now */
static int l_touch(lua_State *L)
{
	lua_pushboolean(L, utimensat(AT_FDCWD, luaL_checkstring(L, 1), NULL, 0) == 0);
	return 1;
}

/* remove(path) -> true | nil, err; one that is not there is fine */
static int l_remove(lua_State *L)
{
	struct error err = {0};

	if (file_remove(luaL_checkstring(L, 1), &err) < 0)
		return bind_fail(L, &err);
	lua_pushboolean(L, 1);
	return 1;
}

/* uid() -> who we act as */
static int l_uid(lua_State *L)
{
	lua_pushinteger(L, (lua_Integer)geteuid());
	return 1;
}

void cli_push_file(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{"read", l_read},
		{"read_private", l_read_private},
		{"write_private", l_write_private},
		{"age", l_age},
		{"touch", l_touch},
		{"remove", l_remove},
		{"uid", l_uid},
		{NULL, NULL},
	};

	luaL_newlib(L, functions);
}

/* raw.host: facts of this machine, and the agent's own directories. */
#include <grp.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/facts.h"
#include "host/file.h"
#include "loop/pool.h"
#include "script/bind_hosts.h"

struct work {
	struct host_wait *wait; /* NULL once nobody wants the answer */
	char *directory;
	int rc;
	struct facts facts;
	struct error err;
};

static void run(void *arg)
{
	struct work *work = arg;

	work->rc = facts_read(work->directory, &work->facts, &work->err);
}

static void add_text(struct buf *ret, const char *key, const char *text)
{
	buf_json_key(ret, key);
	buf_json_string(ret, text);
}

static void add_number(struct buf *ret, const char *key, int64_t value)
{
	buf_json_key(ret, key);
	buf_add_int(ret, value);
}

static void add_facts(struct buf *ret, const struct facts *facts)
{
	buf_addc(ret, '{');
	add_text(ret, "hostname", facts->hostname);
	add_text(ret, "uuid", facts->uuid);
	add_text(ret, "kernel", facts->kernel);
	add_text(ret, "os", facts->os);
	add_text(ret, "cpu_model", facts->cpu_model);
	add_text(ret, "boot_id", facts->boot_id);
	add_number(ret, "cpus", facts->cpus);
	add_number(ret, "memory_mb", facts->memory_mb);
	add_number(ret, "memory_free_mb", facts->memory_free_mb);
	add_number(ret, "disk_mb", facts->disk_mb);
	add_number(ret, "disk_free_mb", facts->disk_free_mb);
	buf_addf(ret, ",\"load\":%.2f}", facts->load);
}

static void on_done(void *arg)
{
	struct work *work = arg;
	struct host_wait *wait = work->wait;
	struct error err = work->err;
	int rc = work->rc;

	if (wait && rc == 0)
		add_facts(&wait->body, &work->facts);
	free(work->directory);
	free(work);
	if (wait)
		host_wait_done(wait, rc, &err);
}

static void forget(void *job)
{
	((struct work *)job)->wait = NULL;
}

/* raw.host.facts() -> table | nil, err */
static int l_facts(lua_State *L)
{
	const char *directory = host_service(L, "host_dir", "data directory");
	struct pool *pool = directory ? host_service(L, "exec_pool", "worker pool") : NULL;
	struct host_wait *wait;
	struct work *work;

	if (!pool)
		return 2;
	wait = host_wait_new(L);
	work = calloc(1, sizeof(*work));
	if (!work || !(work->directory = strdup(directory)))
		abort();
	work->wait = wait;
	wait->job = work;
	wait->cancel = forget;
	pool_run(pool, NULL, run, on_done, work);
	return host_wait(L, wait, NULL);
}

/*
 * Lets the hypervisor, which runs as a user of its own, pass through a directory of ours
 * (MAY_PASS), or make sockets there besides (MAY_MAKE). Nobody else: what we make is ours alone
 * (umask). Where it has no such group it runs as root and needs no leave.
 */
enum { MAY_PASS = 0710, MAY_MAKE = 0731 };

static int open_to_hypervisor(const char *path, mode_t mode, struct error *err)
{
	struct group *group = getgrnam("libvirt-qemu"); /* Debian */
	struct stat st;

	if (!group)
		group = getgrnam("qemu"); /* Fedora, SUSE */
	if (!group || geteuid() != 0 || stat(path, &st) < 0)
		return 0;
	if (mode == MAY_PASS && (st.st_mode & 0001))
		return 0; /* for all */
	if (st.st_gid == group->gr_gid && (st.st_mode & mode) == mode)
		return 0;
	if (chown(path, (uid_t)-1, group->gr_gid) < 0 || chmod(path, mode) < 0)
		return error_errno(err, "open '%s' to the hypervisor", path);
	return 0;
}

/*
 * raw.host.dir(name, sockets) -> path | nil, err; made when missing. A hypervisor passes through
 * it to what it was given; with `sockets` it may make some there.
 */
static int l_dir(lua_State *L)
{
	const char *name = luaL_checkstring(L, 1);
	const char *directory = host_service(L, "host_dir", "data directory");
	char path[PATH_MAX];
	struct error err;

	if (!directory)
		return 2;
	luaL_argcheck(
		L, *name && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") == strlen(name),
		1, "a plain name is wanted");
	if (snprintf(path, sizeof(path), "%s/%s", directory, name) >= (int)sizeof(path))
		return luaL_error(L, "the data directory's path is too long");
	if (file_mkdir(path, 0700, &err) < 0 || open_to_hypervisor(directory, MAY_PASS, &err) < 0 ||
	    open_to_hypervisor(path, lua_toboolean(L, 2) ? MAY_MAKE : MAY_PASS, &err) < 0)
		return bind_fail(L, &err);
	lua_pushstring(L, path);
	return 1;
}

void bind_host_table(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{"facts", l_facts},
		{"dir", l_dir},
		{NULL, NULL},
	};

	bind_table(L, "host", functions);
}

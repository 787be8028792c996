/*
 * The bindings of what an agent does to its host (docker, libvirt, image, exec, file, host),
 * and what they share: a wait that owns what the C side needs while a coroutine sleeps, and a
 * feed for work that tells its progress. Loop thread only.
 *
 * Services: "loop", "http", "docker", "virt", "exec_pool", and "host_dir" (a path). One that
 * is missing makes its primitives fail with `unsupported`, so a server has none of them.
 */
#ifndef SCRIPT_BIND_HOSTS_H
#define SCRIPT_BIND_HOSTS_H

#include "script/bind.h"

/* Registers all of them. */
void bind_host_tables(lua_State *L);

void bind_docker_table(lua_State *L);
void bind_libvirt_table(lua_State *L);
void bind_image_table(lua_State *L);
void bind_exec_table(lua_State *L);
void bind_file_table(lua_State *L);
void bind_host_table(lua_State *L);
void bind_feed_table(lua_State *L);

/*
 * One wait: a userdata that stays on the coroutine's stack, so that nothing is lost when Lua
 * raises. `body` is what the work answered.
 */
struct host_wait {
	struct await *await;
	void *job; /* under way; NULL once answered */
	void (*cancel)(void *job);
	int rc;
	struct error err;
	struct buf body;
	int status, is_json; /* of the bindings that need them */
};

/* Pushes it and its await. What follows must end in `return host_wait(...)`. May raise. */
struct host_wait *host_wait_new(lua_State *L);

/* Ends act two. `push` gets the wait; NULL pushes the body as JSON, or nil and the error. */
int host_wait(lua_State *L, struct host_wait *wait, int (*push)(lua_State *L, void *data));

/* The work is over; the last thing its callback does. `err` may be NULL when rc is 0. */
void host_wait_done(struct host_wait *wait, int rc, const struct error *err);

/* The wait behind the `data` that `push` gets. */
struct host_wait *host_wait_of(void *data);

/* The service "server": where an agent fetches uploaded images. The key never enters Lua. */
struct host_server {
	const char *url, *access_key, *secret_key;
};

/* A service, or NULL with nil and an error pushed (then return 2). */
void *host_service(lua_State *L, const char *name, const char *what);

/* Work that tells its progress: a userdata whose events Lua fetches one by one. */
struct feed;

struct feed *feed_push(lua_State *L, void (*cancel)(void *job));
void feed_set_job(struct feed *feed, void *job);

/* Called by the work. A progress that nobody fetched yet is replaced by the next. */
void feed_progress(void *feed, int percent, const char *message);

/* Ends it with a JSON result (appended to by the caller before), or an error. */
struct buf *feed_result(struct feed *feed);
void feed_done(struct feed *feed, int rc, const struct error *err);

#endif

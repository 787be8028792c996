/* raw.image: host/image.h. A fetch is a feed, because it takes long and tells how far it is. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "host/image.h"
#include "script/bind_hosts.h"

static int check_host(lua_State *L, struct image_host *ret)
{
	ret->loop = host_service(L, "loop", "loop");
	ret->http = ret->loop ? host_service(L, "http", "HTTP client") : NULL;
	ret->pool = ret->http ? host_service(L, "exec_pool", "worker pool") : NULL;
	return ret->pool ? 0 : -1;
}

static void cancel(void *job)
{
	image_cancel(job);
}

static void add_info(struct buf *ret, const struct image_info *info)
{
	buf_addf(ret, "{\"format\":\"%s\",\"size\":%lld,\"virtual_size\":%lld,\"actual_size\":%lld",
		 image_format_name(info->format), (long long)info->size,
		 (long long)info->virtual_size, (long long)info->actual_size);
	if (info->checksum[0])
		buf_addf(ret, ",\"checksum\":\"%s\"", info->checksum);
	buf_addc(ret, '}');
}

static void on_fetched(void *arg, int rc, const struct image_info *info, const struct error *err)
{
	if (rc == 0)
		add_info(feed_result(arg), info);
	feed_done(arg, rc, err);
}

/* "upload:ID" stands for the bytes that the server keeps; -1 when there is no such server or id. */
static int resolve_upload(lua_State *L, struct image_fetch *fetch, struct buf *url)
{
	const char *id = fetch->url + strlen("upload:");
	const struct host_server *server = bind_service(L, "server");

	if (!server || !*id || id[strspn(id, "0123456789")])
		return -1;
	buf_addf(url, "%s/v1/images/%s/content", server->url, id);
	fetch->url = url->data;
	fetch->user = server->access_key;
	fetch->password = server->secret_key;
	return 0;
}

/* raw.image.fetch(url, path, checksum) -> feed | nil, err */
static int l_fetch(lua_State *L)
{
	struct image_fetch fetch = {0};
	struct image_host host;
	struct buf url = {0};
	struct error err;
	struct feed *feed;

	fetch.url = luaL_checkstring(L, 1);
	fetch.path = luaL_checkstring(L, 2);
	fetch.checksum = luaL_optstring(L, 3, NULL);
	fetch.progress = feed_progress;
	if (check_host(L, &host) < 0)
		return 2;
	/* One that is there stays; looking at it changes nothing. */
	if (access(fetch.path, F_OK) < 0)
		bind_effect(L, "image.fetch", fetch.path);
	feed = feed_push(L, cancel);
	/* From here on nothing raises: `url` is this function's own. */
	if (strncmp(fetch.url, "upload:", 7) == 0 && resolve_upload(L, &fetch, &url) < 0) {
		buf_done(&url);
		error_field(&err, ERROR_INVALID, NULL, "url",
			    "only the server's own agents can fetch an uploaded image");
		return bind_fail(L, &err);
	}
	feed_set_job(feed, image_fetch(&host, &fetch, on_fetched, feed));
	buf_done(&url);
	return 1;
}

static void on_info(void *arg, int rc, const struct image_info *info, const struct error *err)
{
	struct host_wait *wait = arg;

	if (rc == 0)
		add_info(&wait->body, info);
	host_wait_done(wait, rc, err);
}

static enum image_format check_format(lua_State *L, int index)
{
	static const char *const names[] = {"unknown", "raw", "qcow2", NULL};

	return (enum image_format)luaL_checkoption(L, index, "unknown", names);
}

/* raw.image.overlay(base, base_format, path, size_mb) -> info | nil, err */
static int l_overlay(lua_State *L)
{
	const char *base = luaL_checkstring(L, 1);
	enum image_format format = check_format(L, 2);
	const char *path = luaL_checkstring(L, 3);
	lua_Integer size_mb = luaL_optinteger(L, 4, 0);
	struct image_host host;
	struct host_wait *wait;

	luaL_argcheck(L, size_mb >= 0 && size_mb <= (INT64_MAX >> 20), 4, "no size in MiB");
	if (check_host(L, &host) < 0)
		return 2;
	if (access(path, F_OK) < 0)
		bind_effect(L, "image.overlay", path);
	wait = host_wait_new(L);
	wait->cancel = cancel;
	wait->job = image_overlay(&host, base, format, path, (int64_t)size_mb << 20, on_info, wait);
	return host_wait(L, wait, NULL);
}

/* raw.image.info(path) -> info | nil, err */
static int l_info(lua_State *L)
{
	const char *path = luaL_checkstring(L, 1);
	struct image_host host;
	struct host_wait *wait;

	if (check_host(L, &host) < 0)
		return 2;
	wait = host_wait_new(L);
	wait->cancel = cancel;
	wait->job = image_inspect(&host, path, on_info, wait);
	return host_wait(L, wait, NULL);
}

void bind_image_table(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{"fetch", l_fetch},
		{"overlay", l_overlay},
		{"info", l_info},
		{NULL, NULL},
	};

	bind_table(L, "image", functions);
}

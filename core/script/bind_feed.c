/*
 * A feed lets a handler hear about progress inside its own coroutine: it asks for the next
 * event in a loop, so that what it does with it may wait, fail and be cancelled like
 * anything else it does.
 */
#include <stdio.h>
#include <string.h>

#include "script/bind_hosts.h"

#define FEED "stampede.feed"

struct feed {
	void *job;
	void (*cancel)(void *job);
	struct host_wait *waiter; /* of the coroutine that asked for the next event */
	int has_progress, finished;
	int percent;
	char message[160];
	int rc;
	struct error err;
	struct buf result;
};

static void close_feed(struct feed *feed)
{
	if (feed->job)
		feed->cancel(feed->job);
	feed->job = NULL;
	buf_done(&feed->result);
}

static int l_gc(lua_State *L)
{
	close_feed(luaL_checkudata(L, 1, FEED));
	return 0;
}

struct feed *feed_push(lua_State *L, void (*cancel)(void *job))
{
	struct feed *feed = lua_newuserdatauv(L, sizeof(*feed), 0);

	memset(feed, 0, sizeof(*feed));
	feed->cancel = cancel;
	luaL_setmetatable(L, FEED);
	return feed;
}

void feed_set_job(struct feed *feed, void *job)
{
	feed->job = job;
}

struct buf *feed_result(struct feed *feed)
{
	return &feed->result;
}

static void wake(struct feed *feed)
{
	struct host_wait *waiter = feed->waiter;

	feed->waiter = NULL;
	if (waiter)
		host_wait_done(waiter, 0, NULL);
}

void feed_progress(void *arg, int percent, const char *message)
{
	struct feed *feed = arg;

	feed->has_progress = 1;
	feed->percent = percent;
	snprintf(feed->message, sizeof(feed->message), "%s", message);
	wake(feed);
}

void feed_done(struct feed *feed, int rc, const struct error *err)
{
	feed->job = NULL;
	feed->finished = 1;
	feed->rc = rc;
	if (rc < 0)
		feed->err = *err;
	wake(feed);
}

static int push_event(lua_State *L, struct feed *feed)
{
	struct span result = {feed->result.data, feed->result.len};

	if (feed->has_progress && !feed->finished) {
		feed->has_progress = 0;
		lua_pushliteral(L, "progress");
		if (feed->percent < 0)
			lua_pushnil(L);
		else
			lua_pushinteger(L, feed->percent);
		lua_pushstring(L, feed->message);
		return 3;
	}
	if (feed->rc < 0)
		return bind_fail(L, &feed->err);
	lua_pushliteral(L, "done");
	bind_push_json(L, result);
	return 2;
}

static int push_awaited(lua_State *L, void *data)
{
	(void)data;
	return push_event(L, luaL_checkudata(L, 1, FEED));
}

static void forget(void *job)
{
	((struct feed *)job)->waiter = NULL;
}

/* raw.feed.next(feed) -> "progress", percent | nil, message; "done", result; or nil, err */
static int l_next(lua_State *L)
{
	struct feed *feed = luaL_checkudata(L, 1, FEED);
	struct host_wait *wait;

	luaL_argcheck(L, !feed->waiter, 1, "somebody else waits on it");
	luaL_argcheck(L, feed->job || feed->finished, 1, "it is closed");
	wait = host_wait_new(L);
	wait->cancel = forget;
	if (feed->finished || feed->has_progress) {
		host_wait_done(wait, 0, NULL);
	} else {
		wait->job = feed;
		feed->waiter = wait;
	}
	return host_wait(L, wait, push_awaited);
}

/* raw.feed.close(feed): takes the work back when it is not done. */
static int l_close(lua_State *L)
{
	close_feed(luaL_checkudata(L, 1, FEED));
	return 0;
}

void bind_feed_table(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{"next", l_next},
		{"close", l_close},
		{NULL, NULL},
	};

	if (luaL_newmetatable(L, FEED)) {
		lua_pushcfunction(L, l_gc);
		lua_setfield(L, -2, "__gc");
	}
	lua_pop(L, 1);
	bind_table(L, "feed", functions);
}

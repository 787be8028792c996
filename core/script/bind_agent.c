/* Requests to agents, as a primitive that waits. */
#include "script/bind_agent.h"

#include <inttypes.h>
#include <stdio.h>

#include "link/link.h"
#include "script/ask.h"
#include "script/bind.h"

static void cancel(void *request)
{
	link_request_cancel(request);
}

static void hand_over(struct wait *wait, struct kept *kept)
{
	struct ask *ask = (struct ask *)((char *)wait - offsetof(struct ask, wait));

	park_request(kept, ask->request, ask->forward);
	ask->request = NULL; /* the ask itself is Lua's */
}

static int l_request(lua_State *L)
{
	struct link_server *link = bind_service(L, "link");
	lua_Integer agent_id = luaL_checkinteger(L, 1);
	const char *name = luaL_checkstring(L, 2);
	struct link_request_options options = {
		.name = name,
		.resource_type = luaL_optstring(L, 3, NULL),
		.resource_id = luaL_optinteger(L, 4, 0),
		.on_progress = ask_progress,
	};
	struct error err = {0};
	struct ask *ask;
	char text[24];
	uint64_t key;
	int count;

	ask_check(L, 6, 5, 8);
	options.timeout = (int64_t)(luaL_optnumber(L, 6, 0) * 1000);
	options.attempts = (int)luaL_optinteger(L, 7, 0);
	if (!link) {
		error_set(&err, ERROR_UNAVAILABLE, "there is no link to agents here");
		return bind_fail(L, &err);
	}
	snprintf(text, sizeof(text), "%" PRId64, (int64_t)agent_id);
	bind_effect_of(L, &(struct effect){.name = "agent.request",
					   .detail = name,
					   .keys = {1, 3, 4},
					   .carries = 5});
	if ((count = ask_known(L, 5, &key)) || (count = ask_new(L, key, 5, 8, &ask)))
		return count;
	ask->cancel = cancel;
	ask->wait.hand_over = hand_over;
	bind_waiting(L, "agent", text);
	ask_begin(L, ask);
	options.data = (struct span){ask->data.data, ask->data.len};
	ask->request = link_request(link, agent_id, &options, ask_done, ask);
	return ask_wait(L, ask);
}

static int l_is_up(lua_State *L)
{
	struct link_server *link = bind_service(L, "link");

	lua_pushboolean(L, link && link_server_is_up(link, luaL_checkinteger(L, 1)));
	return 1;
}

void bind_agent_tables(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{"request", l_request},
		{"is_up", l_is_up},
		{NULL, NULL},
	};

	bind_table(L, "agent", functions);
}

/* Events over the bus, as primitives; the one that asks waits. */
#include "script/bind_event.h"

#include <stdio.h>

#include "link/bus.h"
#include "script/ask.h"
#include "script/bind.h"
#include "script/task.h"

static void cancel(void *request)
{
	bus_request_cancel(request);
}

void event_show_wait(struct run *run, const char *name, int is_absent)
{
	char text[EVENT_NAME_MAX + 64];

	snprintf(text, sizeof(text), "%s%s", name, is_absent ? ": nobody subscribes" : "");
	run_waiting(run, "event", text);
	/* And on the resource: an operator who looks there sees it, too. */
	snprintf(text, sizeof(text), is_absent ? "waits: nobody subscribes to %s" : "asks %s",
		 name);
	run_progress(run, -1, text);
}

static void on_absent(void *arg, int is_absent)
{
	const struct ask *ask = arg;
	const struct task *task = ask->await ? ask->await->task : NULL;

	if (task && task->run)
		event_show_wait(task->run, bus_request_name(ask->request), is_absent);
}

static void hand_over(struct wait *wait, struct kept *kept)
{
	struct ask *ask = (struct ask *)((char *)wait - offsetof(struct ask, wait));

	park_program(kept, ask->request, ask->forward);
	ask->request = NULL; /* the ask itself is Lua's */
}

static int l_request(lua_State *L)
{
	struct bus *bus = bind_service(L, "bus");
	size_t len;
	const char *name = luaL_checklstring(L, 1, &len);
	struct bus_request_options options = {
		.name = name,
		.resource_type = luaL_optstring(L, 2, NULL),
		.resource_id = luaL_optinteger(L, 3, 0),
		.key = luaL_optinteger(L, 7, 0),
		.waits = lua_toboolean(L, 8),
		.on_absent = on_absent,
		.on_progress = ask_progress,
	};
	struct error err = {0};
	struct ask *ask;
	uint64_t key;
	int count;

	luaL_argcheck(L, len <= EVENT_NAME_MAX, 1, "too long for the name of an event");
	ask_check(L, 5, 4, 9);
	options.timeout = (int64_t)(luaL_optnumber(L, 5, 0) * 1000);
	options.attempts = (int)luaL_optinteger(L, 6, 0);
	if (!bus) {
		error_set(&err, ERROR_UNAVAILABLE, "nobody can subscribe to events here");
		return bind_fail(L, &err);
	}
	bind_effect_of(L, &(struct effect){.name = "event.request",
					   .detail = name,
					   .keys = {1, 2, 3},
					   .carries = 4});
	if ((count = ask_known(L, 4, &key)) || (count = ask_new(L, key, 4, 9, &ask)))
		return count;
	ask->cancel = cancel;
	ask->wait.hand_over = hand_over;
	bind_waiting(L, "event", name);
	ask_begin(L, ask);
	options.data = (struct span){ask->data.data, ask->data.len};
	ask->request = bus_request(bus, &options, ask_done, ask);
	if (bus_request_is_absent(ask->request))
		on_absent(ask, 1);
	return ask_wait(L, ask);
}

static int l_hearers(lua_State *L)
{
	struct bus *bus = bind_service(L, "bus");
	const char *name = luaL_checkstring(L, 1);

	lua_pushinteger(L, bus ? bus_hearers(bus, name) : 0);
	return 1;
}

void bind_event_tables(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{"request", l_request},
		{"hearers", l_hearers},
		{NULL, NULL},
	};

	bind_table(L, "event", functions);
}

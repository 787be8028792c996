/*
 * raw.libvirt: one function, a verb of host/virt.h by name. A URI of nil is the agent's own
 * connection; others are opened when first named and live as long as the Lua state (closing
 * one waits for its calls, which cannot be done from inside the loop).
 */
#include <string.h>

#include "host/virt.h"
#include "script/bind_hosts.h"

#define CONNECTION "stampede.libvirt"

static const char CONNECTIONS; /* its address is the registry key of the table uri -> connection */

static const struct verb {
	const char *name;
	enum virt_verb verb;
	const char *effect; /* NULL: it only looks */
	int wants_domain;
} verbs[] = {
	{"find", VIRT_FIND, NULL, 1},
	{"list", VIRT_LIST, NULL, 0},
	{"xml", VIRT_XML, NULL, 1},
	{"info", VIRT_INFO, NULL, 0},
	{"interfaces", VIRT_INTERFACES, NULL, 1},
	{"wait_off", VIRT_WAIT_OFF, NULL, 1},
	{"define", VIRT_DEFINE, "libvirt.define", 0},
	{"start", VIRT_START, "libvirt.start", 1},
	{"shutdown", VIRT_SHUTDOWN, "libvirt.shutdown", 1},
	{"reboot", VIRT_REBOOT, "libvirt.reboot", 1},
	{"destroy", VIRT_DESTROY, "libvirt.destroy", 1},
	{"undefine", VIRT_UNDEFINE, "libvirt.undefine", 1},
};

static int connection_gc(lua_State *L)
{
	struct virt **connection = luaL_checkudata(L, 1, CONNECTION);

	virt_free(*connection);
	*connection = NULL;
	return 0;
}

/* The connection, or NULL with nil and an error pushed. */
static struct virt *check_connection(lua_State *L, int index)
{
	struct virt *own = bind_service(L, "virt"), **connection;
	const char *uri = luaL_optstring(L, index, NULL);
	struct loop *loop;
	struct error err;

	if (!uri)
		return host_service(L, "virt", "libvirt");
	if (own && strcmp(virt_uri(own), uri) == 0)
		return own;
	if (lua_rawgetp(L, LUA_REGISTRYINDEX, &CONNECTIONS) != LUA_TTABLE) {
		lua_pop(L, 1);
		lua_newtable(L);
		lua_pushvalue(L, -1);
		lua_rawsetp(L, LUA_REGISTRYINDEX, &CONNECTIONS);
	}
	if (lua_getfield(L, -1, uri) == LUA_TUSERDATA) {
		connection = lua_touserdata(L, -1);
		lua_pop(L, 2);
		return *connection;
	}
	lua_pop(L, 1);
	loop = host_service(L, "loop", "loop");
	if (!loop)
		return NULL;
	connection = lua_newuserdatauv(L, sizeof(*connection), 0);
	*connection = NULL;
	luaL_setmetatable(L, CONNECTION);
	*connection = virt_new(loop, uri, bind_service(L, "host_dir"), &err);
	if (!*connection) {
		bind_fail(L, &err);
		return NULL;
	}
	lua_setfield(L, -2, uri);
	lua_pop(L, 1);
	return *connection;
}

static void cancel(void *job)
{
	virt_cancel(job);
}

static void on_answer(void *arg, int rc, struct span json, const struct error *err)
{
	struct host_wait *wait = arg;

	if (rc == 0)
		buf_add(&wait->body, json.at, json.len);
	host_wait_done(wait, rc, err);
}

static const struct verb *check_verb(lua_State *L, int index)
{
	const char *name = luaL_checkstring(L, index);

	for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++) {
		if (strcmp(verbs[i].name, name) == 0)
			return &verbs[i];
	}
	luaL_error(L, "'%s' is no verb of libvirt's here", name);
	return NULL;
}

/* raw.libvirt.call(uri, verb, name or xml, seconds) -> value | nil, err */
static int l_call(lua_State *L)
{
	const struct verb *verb = check_verb(L, 2);
	struct virt_request request;
	struct host_wait *wait;
	struct virt *virt;

	memset(&request, 0, sizeof(request));
	request.verb = verb->verb;
	if (verb->verb == VIRT_DEFINE)
		request.xml = luaL_checkstring(L, 3);
	if (verb->wants_domain) {
		request.name = luaL_checkstring(L, 3);
		luaL_argcheck(L, *request.name, 3, "the name of a domain is empty");
	}
	request.seconds = luaL_optnumber(L, 4, 0);
	luaL_argcheck(L, request.seconds >= 0 && request.seconds <= 86400, 4,
		      "no number of seconds");
	virt = check_connection(L, 1);
	if (!virt)
		return 2;
	if (verb->effect)
		bind_effect_of(L, &(struct effect){.name = verb->effect,
						   .detail = request.name,
						   .once = verb->verb == VIRT_REBOOT,
						   .keys = {1, 3}});
	wait = host_wait_new(L);
	wait->cancel = cancel;
	wait->job = virt_call(virt, &request, on_answer, wait);
	return host_wait(L, wait, NULL);
}

/* raw.libvirt.uri() -> the agent's own, or nil */
static int l_uri(lua_State *L)
{
	struct virt *own = bind_service(L, "virt");

	lua_pushstring(L, own ? virt_uri(own) : NULL);
	return 1;
}

/* raw.libvirt.metadata() -> the namespace of our element in a domain's XML */
static int l_metadata(lua_State *L)
{
	lua_pushliteral(L, VIRT_METADATA);
	return 1;
}

void bind_libvirt_table(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{"call", l_call},
		{"uri", l_uri},
		{"metadata", l_metadata},
		{NULL, NULL},
	};

	if (luaL_newmetatable(L, CONNECTION)) {
		lua_pushcfunction(L, connection_gc);
		lua_setfield(L, -2, "__gc");
	}
	lua_pop(L, 1);
	bind_table(L, "libvirt", functions);
}

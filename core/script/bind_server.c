/* raw.server: what Lua may ask of the server's own parts, through functions that the role gives. */
#include "script/bind_server.h"

#include "script/bind_tables.h"

/* raw.server.purge(): what was removed is looked through soon */
static int l_purge(lua_State *L)
{
	const struct server_door *door = bind_service(L, "server_door");

	if (!door)
		return luaL_error(L, "there is no server here");
	door->purge(door->arg);
	return 0;
}

void bind_server_table(lua_State *L)
{
	static const luaL_Reg functions[] = {{"purge", l_purge}, {NULL, NULL}};

	bind_table(L, "server", functions);
}

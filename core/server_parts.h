/*
 * A server from the inside: for server.c, which opens and closes it, and server_first.c. Loop
 * thread.
 */
#ifndef SERVER_PARTS_H
#define SERVER_PARTS_H

#include "config.h"
#include "engine/engine.h"

struct server {
	struct config config;
	int exit_code;
	struct loop *loop;
	struct role_signals *signals;
	struct seal *seal;
	struct store *store;
	struct engine *engine;
	struct script *script;
	struct agents *agents;
	struct purge *purge;
	struct retention *retention;
	struct ticks *ticks;
	struct monitor *monitor;
	struct bus *bus;
	struct live *live; /* the external handlers */
	struct adopt *adopt;
	struct api *api;
	struct http_server *http;
	struct scripts *scripts;
	int serves; /* the API has definitions */
	struct runner runner; /* the script's own, behind ours */
};

/*
 * Begins with what comes first in Lua; at its end the API answers. What fails there ends the loop,
 * with exit_code set. `server` must stay until the script is freed.
 */
void server_first(struct server *server);

#endif

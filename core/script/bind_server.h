/* What the server role lends to Lua. Loop thread. */
#ifndef SCRIPT_BIND_SERVER_H
#define SCRIPT_BIND_SERVER_H

/* Set as the service "server_door"; borrowed. Functions return at once. */
struct server_door {
	void (*purge)(void *arg); /* looks for what is due to be purged, soon */
	void *arg;
};

#endif

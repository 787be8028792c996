/*
 * How the server does: the figures behind GET /metrics that are not the API's own, and whether all
 * parts work, for GET /healthcheck. It notices by itself how late the loop is; all else it looks
 * at when asked. Loop thread, with one worker for what takes long.
 */
#ifndef MONITOR_H
#define MONITOR_H

#include "agents.h"
#include "api/api.h"

struct monitor;

struct monitor_options {
	struct loop *loop;
	struct store *store;
	struct engine *engine;
	struct script *script;
	struct agents *agents;
	struct api *api;
	const char *data; /* the data directory */
};

/* All borrowed; the strings too. Tells the API of itself. The caller frees it with monitor_free. */
struct monitor *monitor_new(const struct monitor_options *options);

/* Waits for its worker. After http_server_free, before everything it was given. */
void monitor_free(struct monitor *monitor);

#endif

/*
 * Consoles over a WebSocket: GET /v1/console, for admins who see everything. Messages are those
 * of script/console.h. What a line asks of the API is asked as that admin.
 */
#ifndef API_CONSOLE_H
#define API_CONSOLE_H

#include "api/call.h"

/* HTTP thread: 404 for a plain GET, 403 for anybody else. */
void console_route(struct call *call);

/*
 * Loop thread: closes those of an account that lost its access, or, with account 0, those of a
 * browser's session that was left.
 */
void consoles_drop(struct api *api, int64_t account_id, uint64_t session);

/* Loop thread: closes all; after script_free, or before. */
void consoles_free(struct api *api);

#endif

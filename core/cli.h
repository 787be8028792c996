/*
 * What the command-line client's Lua (lua/client) stands on, one table of C functions a part:
 * HTTP to the server, JSON as text, the terminal, private files. Main thread only.
 *
 * Each cli_push_* pushes its table. Failure has the one shape: nil and an error table with code
 * and message (script/bind.h). A `cli` outlives the Lua state.
 */
#ifndef CLI_H
#define CLI_H

#include <lua.h>

#include "base/error.h"
#include "http/client.h"
#include "loop/loop.h"

struct cli {
	struct loop *loop;
	struct http_client *http; /* made with the first request */
	int interrupted; /* ctrl-C, since cli_catch_interrupt */
	int catches;
	int pinned; /* whom to believe was said */
	uv_signal_t on_int;
};

/* From now on ctrl-C ends what waits, with the error "cancelled", instead of the program. */
void cli_catch_interrupt(struct cli *cli);

void cli_push_http(lua_State *L, struct cli *cli);
void cli_push_json(lua_State *L);
void cli_push_terminal(lua_State *L, struct cli *cli);
void cli_push_file(lua_State *L);

#endif

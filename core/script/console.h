/*
 * Consoles: Lua, line by line, in the server's own state, for an admin. What a line changes, it
 * changes through the API, as the admin would from outside; so a console holds no right of its
 * own, and every change is a recorded process under the admin's name. Loop thread only.
 *
 * A line that computes for long is cut into slices, so that nothing else waits for it, and may be
 * interrupted at any of them.
 */
#ifndef SCRIPT_CONSOLE_H
#define SCRIPT_CONSOLE_H

#include "base/error.h"
#include "base/json.h"
#include "script/script.h"

struct console;

/* Filled in by who serves the API. */
struct console_host {
	/*
	 * One request as the console's admin: a handle for `cancel`. done is called once, never
	 * from inside; rc -1 with err when there was no answer.
	 */
	void *(*request)(void *self, const char *method, const char *target, struct span body,
			 void (*done)(void *arg, int rc, int status, struct span body,
				      const struct error *err),
			 void *arg);
	void (*cancel)(void *self, void *request); /* done is not called any more */

	/* One message to the admin, a JSON object; borrowed. */
	void (*say)(void *self, struct span message);
	void *self;
};

/* The caller frees it with console_close. -1... NULL with err when lua/lib/console.lua fails. */
struct console *console_open(struct script *script, const struct console_host *host,
			     struct error *err);

/*
 * What the admin sent, any bytes: {"id":1,"line":"..."}, {"id":2,"complete":"..."} or
 * {"interrupt":true}. Answers are {"id":1,"output":"..."} while it runs, then one
 * {"id":1,"values":[texts],"json":[values],"error":{...}|null,"incomplete":bool}; or
 * {"id":2,"from":offset,"words":[...]}. A line that comes while another runs waits for it.
 */
void console_hear(struct console *console, const char *bytes, size_t len);

/* Ends what runs; `say` is not called any more. NULL-safe; also after script_free. */
void console_close(struct console *console);

/* Registers raw.console; ends what belongs to consoles when the script goes. */
void console_table(struct lua_State *L);
void console_end_all(struct script *script);

#endif

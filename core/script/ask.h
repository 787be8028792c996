/*
 * A question to somebody outside - an agent (bind_agent.c), programs that subscribe (bind_event.c)
 * - as Lua waits for it. A userdata of its own, below the await on the coroutine's stack, so that
 * nothing is lost when a push raises or the coroutine is closed. Loop thread.
 */
#ifndef SCRIPT_ASK_H
#define SCRIPT_ASK_H

#include "script/bind.h"
#include "script/park.h"
#include "script/vm.h"

struct ask {
	struct script *script;
	struct await *await; /* until it is resumed or abandoned */
	void *request; /* until it is answered or taken back; owned */
	void (*cancel)(void *request); /* takes it back; NULL is harmless */
	struct wait wait;
	int forward; /* progress is that of the run */
	int progress; /* registry reference of a function, or LUA_NOREF */
	struct buf data; /* the answer, or the request while it is being sent */
	struct error *err; /* of the answer, or NULL; owned: few fail */
};

/* Arguments, checked: seconds at `at`, attempts behind it; a table or nothing; a function, a
 * boolean or nothing. */
void ask_check(lua_State *L, int at, int data, int progress);

/*
 * The answer that a handler, which is run again, had to this before: it is pushed, and how many
 * values is returned. 0: it has to be asked. `*ret_key` names what is asked, by the first
 * `arguments` of them.
 */
int ask_known(lua_State *L, int arguments, uint64_t *ret_key);

/*
 * Pushes a new one. `data` and `progress` are the places of its arguments. 0, or the number of
 * values that were pushed as an error. Its data holds the request as JSON then.
 */
int ask_new(lua_State *L, uint64_t key, int data, int progress, struct ask **ret);

/* For the request: `arg` is the ask. */
void ask_progress(void *arg, int percent, const char *message);
void ask_done(void *arg, int rc, struct span data, const struct error *err);

/* Makes its await, before the request is sent; and waits, when it was. */
void ask_begin(lua_State *L, struct ask *ask);
int ask_wait(lua_State *L, struct ask *ask);

#endif

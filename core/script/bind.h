/*
 * How a C function becomes a Lua primitive. Loop thread only.
 *
 * Three acts, in this order: check (may raise, owns nothing), call (C only, no Lua), push
 * (may raise, owns nothing). What must survive a raise lives in a userdata. A primitive
 * that waits ends act two with `return bind_await(...)` and is resumed by bind_resume.
 *
 * Failure has one shape: nil, err - a table with code, message, field, tag and a __tostring.
 * Misuse (wrong type, unknown option, closed handle) raises.
 */
#ifndef SCRIPT_BIND_H
#define SCRIPT_BIND_H

#include <lauxlib.h>
#include <lua.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/json.h"
#include "loop/loop.h"

/* Pushes an error table. */
void bind_push_error(lua_State *L, const struct error *err);

/* Pushes nil and an error table; returns 2. */
int bind_fail(lua_State *L, const struct error *err);

/* Reads an error table, a string or anything else at `index` into *ret; 0 when it has no text. */
int bind_to_error(lua_State *L, int index, struct error *ret);

/* JSON text to Lua values and back. null becomes stampede.json.null only inside arrays, else nil.
 */
void bind_push_json(lua_State *L, struct span json);

/* Appends the value at `index` as JSON. -1 (nothing raised) for functions, cycles, depth, NaN. An
 * empty table is {}. */
int bind_to_json(lua_State *L, int index, struct buf *ret, struct error *err);

/*
 * Raises unless the table at `index` has only these keys (NULL-terminated), naming the
 * unknown one.
 */
void bind_check_options(lua_State *L, int index, const char *const *keys);

/*
 * Waiting. A primitive makes an await (a userdata left on the stack, so that a raise cannot
 * leak it), starts its work, and returns bind_await(L, await, push, context). Whoever finishes
 * the work calls bind_resume(await), once; `push` then runs inside the coroutine, may raise,
 * and returns how many values it pushed. When the coroutine was cancelled meanwhile, `abandon`
 * is called instead of `push` and the C side must forget the await.
 *
 * `effect` is the primitive's name when it changes the world (counted by idempotence checks),
 * NULL for a look. `detail` says on what, for people.
 */
struct await;
struct await *bind_await_new(lua_State *L, size_t size, void (*abandon)(void *data));
void *bind_await_data(struct await *await);
int bind_await(lua_State *L, struct await *await, int (*push)(lua_State *L, void *data));
void bind_resume(struct await *await);

/*
 * Act one of a primitive that changes the world: raises when the task was cancelled, counts
 * the effect, and lets a proof (proof.h) stop the task before it.
 *
 * `detail` says on what, for people, and with the values at the stack indexes `keys` (0 ends
 * them) tells this effect from others. `carries`: a value that is not compared, but must not
 * hold what was drawn at random (0: none). `once`: doing it again makes something anew.
 */
#define EFFECT_KEYS 4
struct effect {
	const char *name, *detail;
	int once, carries;
	int derived; /* writes what follows from other rows: right, also when those moved meanwhile
		      */
	int keys[EFFECT_KEYS];
};
void bind_effect_of(lua_State *L, const struct effect *effect);
void bind_effect(lua_State *L, const char *effect, const char *detail);

/* What the running coroutine waits on, for people ("agent", "3"). */
void bind_waiting(lua_State *L, const char *kind, const char *id);

/* The struct that was registered under a name with bind_set_service ("store", "docker", ...). */
void *bind_service(lua_State *L, const char *name);
void bind_set_service(lua_State *L, const char *name, void *service);

/* Registers `stampede.raw.NAME` for lua/lib to wrap. */
void bind_table(lua_State *L, const char *name, const luaL_Reg *functions);

#endif

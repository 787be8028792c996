/*
 * raw.pool: items of which nobody else may have the same.
 *
 * The store chooses, inside the transaction that writes the row, so that two never get one
 * item, whoever asks. What the owner has already is looked up by lua/lib/pool.lua.
 */
#include "script/bind_tables.h"

#include <stdlib.h>

#include "base/auto.h"
#include "base/clock.h"
#include "engine/engine.h"
#include "script/task.h"
#include "script/value.h"
#include "script/vm.h"
#include "store/doc.h"

#define NUMBER_MAX ((int64_t)1 << 48)

/* Belongs to who comes last: the store, or the task. */
struct taking {
	struct await *await; /* NULL when its task gave up */
	int handle, done, rc;
	struct error err;
	int64_t id;
};

static void take_done(void *arg, struct txn *txn)
{
	struct taking *taking = arg;

	taking->rc = txn_result(txn, &taking->err);
	taking->id = taking->rc < 0 ? 0 : txn_id(txn, taking->handle);
	taking->done = 1;
	if (taking->await)
		bind_resume(taking->await);
	else
		free(taking);
}

static void take_abandon(void *data)
{
	struct taking *taking = *(struct taking **)data;

	if (!taking)
		return;
	if (taking->done)
		free(taking);
	else
		taking->await = NULL;
}

static int take_push(lua_State *L, void *data)
{
	struct taking *taking = *(struct taking **)data;
	struct error err = taking->err;
	int64_t id = taking->id;
	int rc = taking->rc;

	*(struct taking **)data = NULL;
	free(taking);
	if (rc < 0)
		return bind_fail(L, &err);
	lua_pushinteger(L, id);
	return 1;
}

static int64_t check_number(lua_State *L, int index)
{
	int64_t number = luaL_checkinteger(L, index);

	luaL_argcheck(L, number >= 0 && number < NUMBER_MAX, index, "a number below 2^48");
	return number;
}

/* Hands the claim to the store; -1 when the fields make no row. Raises nothing. */
static int take_submit(lua_State *L, const struct type *type, const struct claim *claim,
		       struct taking *taking)
{
	AUTO(buf_done) struct buf fields = {0};
	AUTO(buf_done) struct buf doc = {0};
	struct row row = {.progress = -1, .kind = "resourcePool", .created = clock_now()};
	struct txn *txn;

	if (value_to_patch(L, 1, type, 1, &fields, &taking->err) < 0)
		return -1;
	doc_merge_typed(type, (struct span){0}, (struct span){fields.data, fields.len}, &doc);
	row.doc = (struct span){doc.data, doc.len};
	txn = txn_new();
	taking->handle = txn_claim(txn, type, &row, claim);
	store_submit(vm_script(L)->store, txn, take_done, taking);
	return 0;
}

/*
 * raw.pool.take(fields, pool, first, last, start, text, head) -> id of the row | nil, err.
 * `fields` are of a resourcePool; `text` says how a number is written.
 */
static int l_take(lua_State *L)
{
	static const char *const texts[] = {"decimal", "dotted", "colons2", "colons3", NULL};
	struct engine *engine = bind_service(L, "engine");
	struct model *model = engine ? engine_model(engine) : NULL;
	const struct type *type = model ? model_type(model, "resourcePool") : NULL;
	struct claim claim = {
		.pool = luaL_checkstring(L, 2),
		.first = check_number(L, 3),
		.last = check_number(L, 4),
		.start = check_number(L, 5),
		.text = (enum claim_text)luaL_checkoption(L, 6, NULL, texts),
		.head = luaL_optstring(L, 7, NULL),
	};
	struct await *await;
	struct taking *taking;

	luaL_checktype(L, 1, LUA_TTABLE);
	if (!type)
		return luaL_error(L, "there are no pools here");
	bind_effect_of(
		L, &(struct effect){
			   .name = "pool.take", .detail = claim.pool, .once = 1, .keys = {1, 5}});
	await = bind_await_new(L, sizeof(taking), take_abandon);
	taking = calloc(1, sizeof(*taking));
	if (!taking)
		abort();
	*(struct taking **)bind_await_data(await) = taking;
	taking->await = await;
	bind_waiting(L, "store", "resourcePool");
	if (take_submit(L, type, &claim, taking) < 0) {
		taking->rc = -1;
		taking->done = 1;
		bind_resume(await);
	}
	return bind_await(L, await, take_push);
}

void bind_pool_table(lua_State *L)
{
	static const luaL_Reg functions[] = {{"take", l_take}, {NULL, NULL}};

	bind_table(L, "pool", functions);
}

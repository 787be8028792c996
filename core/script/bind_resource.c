/*
 * raw.resource: rows of the store, read at once (bind_resource_read.c), changed through the engine.
 *
 * Reads see what was committed; every change resumes its task after the commit, so a task
 * sees its own changes. In a handler, changes belong to its run; in any other task (seed,
 * inventory) they stand alone.
 */
#include "script/bind_resource.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "engine/engine.h"
#include "script/digest.h"
#include "script/park.h"
#include "script/proof.h"
#include "script/runner.h"
#include "script/task.h"
#include "script/value.h"
#include "store/doc.h"

#define WAIT_MS 600000

/* --- Changes ------------------------------------------------------------------------------ */

/* A change under way. Belongs to itself: freed by who comes last, the engine or the task. */
struct change {
	struct await *await; /* NULL when its task gave up */
	struct wait wait;
	struct kept *kept; /* its handler is parked: who is told instead; or NULL */
	struct engine *engine;
	struct model *model; /* reference: `type` is of it */
	const struct type *type;
	int64_t id;
	struct outcome outcome;
	unsigned done : 1, reload : 1, insert : 1;
	unsigned settle : 1,
		strict : 1; /* a process outside of any run: waited for, must succeed */
	char verb[64];
	struct buf text, doc; /* JSON as written by the author, and the document */
	char *strings[4]; /* owned column texts of an insert */
	int string_count;
	char actor[128];
	struct row row;
};

static void change_free(struct change *change)
{
	park_unwait(&change->wait);
	buf_done(&change->text);
	buf_done(&change->doc);
	for (int i = 0; i < change->string_count; i++)
		free(change->strings[i]);
	model_unref(change->model);
	free(change);
}

static void change_done(void *arg, const struct outcome *outcome)
{
	struct change *change = arg;

	if (change->settle && outcome->rc == 0 && outcome->process_id) {
		change->settle = 0;
		if (change->await) {
			engine_wait(change->engine, change->type, change->id, NULL, WAIT_MS,
				    change_done, change);
			return;
		}
	}
	change->outcome = *outcome;
	change->done = 1;
	park_unwait(&change->wait);
	if (change->kept)
		park_outcome(change->kept, outcome->rc, &outcome->err);
	if (change->await)
		bind_resume(change->await);
	else
		change_free(change);
}

static void change_abandon(void *data)
{
	struct change *change = *(struct change **)data;

	if (!change)
		return;
	park_unwait(&change->wait);
	if (change->done)
		change_free(change);
	else
		change->await = NULL;
}

static int change_push(lua_State *L, void *data)
{
	struct change *change = *(struct change **)data;
	struct outcome outcome = change->outcome;
	int64_t id = change->insert ? outcome.id : change->id;
	int reload = change->reload, strict = change->strict;
	const struct type *type;
	char name[64];

	snprintf(name, sizeof(name), "%s", change->type->name);
	change_free(change);
	if (outcome.rc < 0)
		return bind_fail(L, &outcome.err);
	if (!reload) {
		lua_pushboolean(L, 1);
		return 1;
	}
	/* By name: definitions may have been replaced meanwhile. */
	type = model_type(resource_check_model(L), name);
	if (!type) {
		error_set(&outcome.err, ERROR_NOT_FOUND, "type '%s' is gone", name);
		return bind_fail(L, &outcome.err);
	}
	return resource_push(L, type, id, strict);
}

/* The end of act one of every change: makes the await and the change. Raises. */
static struct change *change_new(lua_State *L, const struct type *type, int64_t id)
{
	struct task *task = task_of(L);
	struct await *await;
	struct change *change;

	await = bind_await_new(L, sizeof(change), change_abandon);
	change = calloc(1, sizeof(*change));
	if (!change)
		abort();
	*(struct change **)bind_await_data(await) = change;
	change->await = await;
	change->engine = bind_service(L, "engine");
	change->model = model_ref(resource_check_model(L));
	change->type = type;
	change->id = id;
	snprintf(change->actor, sizeof(change->actor), "%s",
		 task->run ? run_actor(task->run) : "system");
	return change;
}

/* "volume 3", "volume 3 activate". */
static void name_effect(const struct type *type, int64_t id, const char *verb, char *ret,
			size_t size)
{
	snprintf(ret, size, "%s %" PRId64 "%s%s", type->name, id, verb ? " " : "",
		 verb ? verb : "");
}

/* The end of act two when the input turned out to be wrong: nothing was begun. */
static int change_refuse(lua_State *L, struct change *change, const struct error *err)
{
	change->outcome.rc = -1;
	change->outcome.err = *err;
	change->done = 1;
	bind_resume(change->await);
	return bind_await(L, change->await, change_push);
}

static const char *keep(struct change *change, const char *text)
{
	char *copy = strdup(text);

	if (!copy)
		abort();
	change->strings[change->string_count++] = copy;
	return copy;
}

/* A string member of the table at index 2, kept by the change; or NULL. */
static const char *keep_member(lua_State *L, struct change *change, const char *key)
{
	const char *kept = NULL;

	lua_pushstring(L, key);
	if (lua_rawget(L, 2) == LUA_TSTRING)
		kept = keep(change, lua_tostring(L, -1));
	lua_pop(L, 1);
	return kept;
}

static int fill_row(lua_State *L, struct change *change, struct error *err)
{
	struct row *row = &change->row;
	const struct type *type = change->type;

	if (value_to_patch(L, 2, type, 1, &change->text, err) < 0)
		return -1;
	doc_merge_typed(type, (struct span){0}, (struct span){change->text.data, change->text.len},
			&change->doc);
	row->doc = (struct span){change->doc.data, change->doc.len};
	row->progress = -1;
	row->kind = keep_member(L, change, "kind");
	if (!row->kind)
		row->kind = type->name;
	row->uuid = keep_member(L, change, "uuid");
	row->name = keep_member(L, change, "name");
	row->state = keep_member(L, change, "state");
	lua_pushliteral(L, "accountId");
	lua_rawget(L, 2);
	row->account_id = lua_tointeger(L, -1);
	lua_pop(L, 1);
	return 0;
}

static void insert_done(void *arg, struct txn *txn)
{
	struct change *change = arg;
	struct outcome outcome = {0};

	outcome.rc = txn_result(txn, &outcome.err);
	outcome.id = outcome.rc < 0 ? 0 : txn_id(txn, (int)change->id);
	change_done(change, &outcome);
}

/* Outside of a run: the same insert, straight through the store. */
static void insert_alone(lua_State *L, struct change *change)
{
	struct script *script = vm_script(L);
	struct lifecycles *set = engine_lifecycles(change->engine);
	const char *base = change->type->base->name;
	struct txn *txn = txn_new();
	char uuid[UUID_LEN + 1];

	if (!change->row.uuid) {
		id_uuid(uuid);
		change->row.uuid = uuid;
	}
	change->row.created = clock_now();
	if (!set)
		set = script->lifecycles;
	if (!change->row.state)
		change->row.state = lifecycles_initial(set, base, 0);
	change->row.allocation = lifecycles_initial(set, base, 1);
	change->id = txn_insert(txn, change->type, &change->row);
	store_submit(script->store, txn, insert_done, change);
}

/* raw.resource.create(type, fields[, verb]) -> table | nil, err */
static int l_create(lua_State *L)
{
	const struct type *type = resource_check_type(L, 1);
	const char *verb = luaL_optstring(L, 3, NULL);
	struct task *task = task_of(L);
	struct change *change;
	struct error err;

	luaL_checktype(L, 2, LUA_TTABLE);
	luaL_argcheck(L, !verb || strlen(verb) < sizeof(change->verb), 3, "too long for a verb");
	bind_effect_of(L, &(struct effect){.name = "resource.create",
					   .detail = type->name,
					   .once = 1,
					   .keys = {2}});
	change = change_new(L, type, 0);
	change->insert = change->reload = 1;
	snprintf(change->verb, sizeof(change->verb), "%s", verb ? verb : "");
	if (fill_row(L, change, &err) < 0)
		return change_refuse(L, change, &err);
	if (task->run) {
		bind_waiting(L, "store", type->name);
		engine_insert(task->run, type, &change->row, *change->verb ? change->verb : NULL,
			      change_done, change);
	} else {
		insert_alone(L, change);
	}
	return bind_await(L, change->await, change_push);
}

/* Whether an update would leave the row as it is: then it is no effect. Raises nothing. */
static int changes_nothing(lua_State *L, const struct type *type, int64_t id)
{
	struct buf patch = {0}, after = {0};
	struct reader *reader = script_reader(vm_script(L), NULL);
	struct row row;
	int nothing = 0;

	lua_pushnil(L);
	while (lua_next(L, 2)) {
		size_t len;
		const char *key =
			lua_type(L, -2) == LUA_TSTRING ? lua_tolstring(L, -2, &len) : NULL;
		const struct field *field = key ? type_field(type, key, len) : NULL;

		lua_pop(L, 1);
		if (!key || (field && field->place < PLACE_DATA)) {
			lua_pop(L, 1);
			return 0;
		}
	}
	if (reader && value_to_patch(L, 2, type, 0, &patch, NULL) == 0 &&
	    reader_get(reader, type, id, &row, NULL) == 0) {
		doc_merge_typed(type, row.doc, (struct span){patch.data, patch.len}, &after);
		nothing = digest_json(row.doc) == digest_json((struct span){after.data, after.len});
	}
	buf_done(&patch);
	buf_done(&after);
	return nothing;
}

/* raw.resource.update(resource, fields[, derived]) -> table | nil, err */
static int l_update(lua_State *L)
{
	int64_t id;
	int derived = lua_toboolean(L, 3);
	const struct type *type = resource_check(L, 1, &id);
	struct change *change;
	struct error err;
	char detail[160];

	luaL_checktype(L, 2, LUA_TTABLE);
	lua_settop(L, 2);
	name_effect(type, id, NULL, detail, sizeof(detail));
	if (!task_of(L)->proof || !changes_nothing(L, type, id))
		bind_effect_of(L, &(struct effect){.name = "resource.update",
						   .detail = detail,
						   .derived = derived,
						   .keys = {2}});
	change = change_new(L, type, id);
	change->reload = 1;
	if (value_to_patch(L, 2, type, 0, &change->text, &err) < 0)
		return change_refuse(L, change, &err);
	bind_waiting(L, "store", type->name);
	engine_update(change->engine, type, id, (struct span){change->text.data, change->text.len},
		      -1, 0, change->actor, change_done, change);
	return bind_await(L, change->await, change_push);
}

/* Whether a process has nothing to do on a resource: it is where that would lead. */
static int is_done(lua_State *L, const struct type *type, int64_t id, const char *verb)
{
	struct script *script = vm_script(L);
	struct lifecycles *set = engine_lifecycles(script->engine);
	const struct process *process =
		lifecycles_find(set ? set : script->lifecycles, type->base->name, verb);
	struct reader *reader = script_reader(script, NULL);
	const char *state;
	struct row row;

	if (!process || !reader || reader_get(reader, type, id, &row, NULL) < 0)
		return 0;
	state = process->column ? row.allocation : row.state;
	return state && (process_is_done(process, state) ||
			 (process->fallback && process_is_done(process->fallback, state)));
}

/* The request of run and schedule: (resource, verb[, data]). */
static struct change *new_request(lua_State *L, const char *effect, struct request *ret,
				  int *ret_rc, struct error *err)
{
	int64_t id;
	const struct type *type = resource_check(L, 1, &id);
	const char *verb = luaL_checkstring(L, 2);
	struct change *change;
	char detail[160];

	luaL_argcheck(L, strlen(verb) < sizeof(change->verb), 2, "too long for a verb");
	if (!lua_isnoneornil(L, 3))
		luaL_checktype(L, 3, LUA_TTABLE);
	lua_settop(L, 3); /* the await comes on top: an argument that was left out stays nil */
	name_effect(type, id, verb, detail, sizeof(detail));
	if (task_of(L)->proof && !is_done(L, type, id, verb))
		proof_spare(L, task_of(L));
	bind_effect_of(L, &(struct effect){.name = effect, .detail = detail, .carries = 3});
	change = change_new(L, type, id);
	snprintf(change->verb, sizeof(change->verb), "%s", verb);
	*ret_rc = value_to_object(L, 3, &change->text, err);
	*ret = (struct request){.verb = change->verb,
				.type = type,
				.id = id,
				.data = {change->text.data, change->text.len},
				.actor = change->actor};
	return change;
}

static void hand_over(struct wait *wait, struct kept *kept)
{
	struct change *change = (struct change *)((char *)wait - offsetof(struct change, wait));

	park_hold(kept, &change->kept);
}

/* What running a process asks, as one number that is never 0; 0 outside of handlers. */
static uint64_t key_of_run(lua_State *L, const struct type *type, int64_t id, const char *verb)
{
	const struct task *task = task_of(L);
	char detail[160];
	uint64_t key;

	if (!task->run || task->proof)
		return 0;
	name_effect(type, id, verb, detail, sizeof(detail));
	key = digest_text(11, detail, strlen(detail)) * 31 + digest_value(L, 3, NULL);
	return key ? key : 1;
}

/* raw.resource.run(resource, verb[, data]) -> table | nil, err */
static int l_run(lua_State *L)
{
	struct task *task = task_of(L);
	struct request request;
	struct error err;
	char waits[96];
	int rc;
	int64_t id;
	const struct type *type = resource_check(L, 1, &id);
	uint64_t key;
	const struct answer *known;
	struct change *change;

	lua_settop(L, 3);
	key = key_of_run(L, type, id, luaL_checkstring(L, 2));
	known = key ? park_answer(task, key, 0) : NULL;
	if (known)
		return known->err ? bind_fail(L, known->err) : resource_push(L, type, id, 0);
	change = new_request(L, "resource.run", &request, &rc, &err);
	if (rc < 0)
		return change_refuse(L, change, &err);
	change->reload = 1;
	change->wait.key = key;
	change->wait.hand_over = hand_over;
	if (task->run) {
		snprintf(waits, sizeof(waits), "%s %" PRId64 " %s", request.type->name, request.id,
			 request.verb);
		bind_waiting(L, "process", waits);
		engine_nested(task->run, &request, change_done, change);
		park_wait(&change->wait, task);
	} else {
		change->settle = change->strict = 1;
		request.to_end = 1;
		engine_schedule(change->engine, &request, change_done, change);
	}
	return bind_await(L, change->await, change_push);
}

/* raw.resource.schedule(resource, verb[, data]) -> true | nil, err */
static int l_schedule(lua_State *L)
{
	struct request request;
	struct error err;
	int rc;
	struct change *change = new_request(L, "resource.schedule", &request, &rc, &err);

	if (rc < 0)
		return change_refuse(L, change, &err);
	bind_waiting(L, "store", request.type->name);
	engine_schedule(change->engine, &request, change_done, change);
	return bind_await(L, change->await, change_push);
}

/* raw.resource.delete(resource) -> true | nil, err. Only of types without processes. */
static int l_delete(lua_State *L)
{
	int64_t id;
	const struct type *type = resource_check(L, 1, &id);
	char detail[160];
	struct change *change;

	if (type->base->has_process)
		return luaL_error(L, "%s has processes: it is removed by one", type->name);
	name_effect(type, id, NULL, detail, sizeof(detail));
	bind_effect(L, "resource.delete", detail);
	change = change_new(L, type, id);
	bind_waiting(L, "store", type->name);
	engine_remove(change->engine, type, id, span_of("{}"), 0, change->actor, change_done,
		      change);
	return bind_await(L, change->await, change_push);
}

/* raw.resource.here() -> whether there are resources (a server, not an agent) */
static int l_here(lua_State *L)
{
	lua_pushboolean(L, bind_service(L, "engine") != NULL);
	return 1;
}

/* raw.resource.has_type(name) -> whether there is such a type of resources */
static int l_has_type(lua_State *L)
{
	const struct type *type = model_type(resource_check_model(L), luaL_checkstring(L, 1));

	lua_pushboolean(L, type && type->has_table);
	return 1;
}

void bind_resource_table(lua_State *L)
{
	static const luaL_Reg functions[] = {{"get", bind_resource_get},
					     {"list", bind_resource_list},
					     {"sum", bind_resource_sum},
					     {"create", l_create},
					     {"update", l_update},
					     {"run", l_run},
					     {"schedule", l_schedule},
					     {"here", l_here},
					     {"has_type", l_has_type},
					     {"delete", l_delete},
					     {NULL, NULL}};

	bind_table(L, "resource", functions);
}

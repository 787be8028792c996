/*
 * raw.resource: rows of the store, read at once, changed through the engine.
 *
 * Reads see what was committed; every change resumes its task after the commit, so a task
 * sees its own changes. In a handler, changes belong to its run; in any other task (seed,
 * inventory) they stand alone.
 */
#include "script/bind_tables.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "engine/engine.h"
#include "script/digest.h"
#include "script/proof.h"
#include "script/runner.h"
#include "script/task.h"
#include "script/value.h"
#include "store/doc.h"

#define FILTERS_MAX 16
#define WAIT_MS 600000

/* --- What every primitive checks first ---------------------------------------------------- */

static struct engine *check_engine(lua_State *L)
{
	struct engine *engine = bind_service(L, "engine");

	if (!engine)
		luaL_error(L, "there are no resources here (this is no server)");
	return engine;
}

/* The newest definitions: the engine's, or while it has none, what was just loaded. */
static struct model *check_model(lua_State *L)
{
	struct model *model = engine_model(check_engine(L));

	if (!model)
		model = vm_script(L)->model;
	if (!model)
		luaL_error(L, "there are no types yet");
	return model;
}

static const struct type *check_type(lua_State *L, int index)
{
	const char *name = luaL_checkstring(L, index);
	const struct type *type = model_type(check_model(L), name);

	if (!type || !type->has_table)
		luaL_error(L, "there is no type '%s' of resources", name);
	return type;
}

/* Type and id out of a resource's table. */
static const struct type *check_resource(lua_State *L, int index, int64_t *ret_id)
{
	const struct type *type;

	luaL_checktype(L, index, LUA_TTABLE);
	lua_getfield(L, index, "type");
	lua_getfield(L, index, "id");
	luaL_argcheck(L, lua_type(L, -2) == LUA_TSTRING && lua_isinteger(L, -1), index,
		      "a resource with type and id is wanted");
	*ret_id = lua_tointeger(L, -1);
	type = check_type(L, lua_absindex(L, -2));
	lua_pop(L, 2);
	return type;
}

static int fits_kind(const struct model *model, const struct type *type, const char *kind)
{
	return type->base == type || model_type_of_kind(model, type->base, kind) == type;
}

/* As value_push_row, for a task that is being proven: with what its result would change. */
static void push_row(lua_State *L, const struct model *model, const struct type *type,
		     struct row *row)
{
	struct buf doc = {0};

	if (proof_overlay(task_of(L), type, row->id, row->doc, &doc))
		row->doc = (struct span){doc.data, doc.len};
	value_push_row(L, model, type, row);
	buf_done(&doc);
}

/*
 * Pushes a resource as committed now, or nil and an error. `strict`: one whose last process
 * failed is an error, too.
 */
static int push_resource(lua_State *L, const struct type *type, int64_t id, int strict)
{
	const struct model *model = check_model(L);
	struct error err;
	struct reader *reader = script_reader(vm_script(L), &err);
	struct row row;

	if (!reader || reader_get(reader, type, id, &row, &err) < 0)
		return bind_fail(L, &err);
	if (!fits_kind(model, type, row.kind)) {
		error_set(&err, ERROR_NOT_FOUND, "there is no %s %" PRId64, type->name, id);
		return bind_fail(L, &err);
	}
	if (strict && row.error) {
		error_set(&err, ERROR_CONFLICT, "%s",
			  row.message ? row.message : "its process failed");
		return bind_fail(L, &err);
	}
	push_row(L, model, type, &row);
	return 1;
}

/* --- Reads -------------------------------------------------------------------------------- */

/* raw.resource.get(type, id) -> table | nil, err */
int bind_resource_get(lua_State *L)
{
	const struct type *type = check_type(L, 1);

	return push_resource(L, type, luaL_checkinteger(L, 2), 0);
}

struct filters {
	struct filter list[FILTERS_MAX + 1];
	int count;
};

/* Reads the filter table at `index`; values that are no strings become ones on the stack. */
static void check_filters(lua_State *L, int index, const struct type *type, struct filters *ret)
{
	ret->count = 0;
	if (lua_isnoneornil(L, index))
		return;
	luaL_checktype(L, index, LUA_TTABLE);
	luaL_checkstack(L, 2 * FILTERS_MAX + 8, NULL);
	lua_pushnil(L);
	while (lua_next(L, index)) {
		const char *name = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?";
		const struct field *field = type_field(type, name, strlen(name));
		struct filter *filter = &ret->list[ret->count];

		if (!field)
			luaL_error(L, "%s has no field '%s' to filter by", type->name, name);
		if (ret->count++ == FILTERS_MAX)
			luaL_error(L, "too many filters");
		filter->field = field;
		filter->op = STORE_EQ;
		filter->value = NULL;
		switch (lua_type(L, -1)) {
		case LUA_TBOOLEAN:
			filter->value = lua_toboolean(L, -1) ? "true" : "false";
			break;
		case LUA_TSTRING:
			filter->value = lua_tostring(L, -1);
			break;
		case LUA_TNUMBER:
			if (!lua_isinteger(L, -1))
				luaL_error(L, "filter '%s' must be an integer", name);
			lua_tolstring(L, -1, NULL);
			filter->value = lua_tostring(L, -1);
			lua_insert(L, -2); /* key stays on top, the text below it stays alive */
			continue;
		default:
			if (!value_is_null(L, -1))
				luaL_error(L, "filter '%s' cannot be a %s", name,
					   luaL_typename(L, -1));
			filter->op = STORE_NULL;
		}
		lua_pop(L, 1);
	}
}

struct listing {
	lua_State *L;
	const struct model *model;
	const struct type *type;
	lua_Integer count;
};

static int list_row(void *arg, const struct row *row)
{
	struct listing *listing = arg;

	struct row copy = *row;

	push_row(listing->L, listing->model, listing->type, &copy);
	lua_rawseti(listing->L, -2, ++listing->count);
	return 0;
}

/* raw.resource.list(type, filter, with_removed, limit) -> array | nil, err */
int bind_resource_list(lua_State *L)
{
	const struct type *type = check_type(L, 1);
	int with_removed = lua_isnoneornil(L, 3) || lua_toboolean(L, 3), limited, rc;
	lua_Integer limit = luaL_optinteger(L, 4, INT32_MAX);
	struct script *script = vm_script(L);
	struct listing listing = {.L = L, .model = check_model(L), .type = type};
	struct filters filters;
	struct query query = {.type = type};
	struct reader *reader;
	struct error err;

	luaL_argcheck(L, limit > 0 && limit <= INT32_MAX, 4, "a positive number");
	lua_settop(L, 4);
	check_filters(L, 2, type, &filters);
	if (!with_removed && type_field(type, "removed", 7))
		filters.list[filters.count++] =
			(struct filter){type_field(type, "removed", 7), STORE_NULL, NULL};
	query.filters = filters.list;
	query.filter_count = filters.count;
	query.limit = (int)limit;
	reader = script_reader(vm_script(L), &err);
	if (!reader)
		return bind_fail(L, &err);
	lua_newtable(L);
	value_push_array_metatable(L);
	lua_setmetatable(L, -2);
	/* The store owns a statement while it calls back, so nothing may raise there. */
	luaL_checkstack(L, 64, NULL);
	limited = script->limited;
	script->limited = 0;
	rc = reader_list(reader, &query, list_row, &listing, &err);
	script->limited = limited;
	return rc < 0 ? bind_fail(L, &err) : 1;
}

/* --- Changes ------------------------------------------------------------------------------ */

/* A change under way. Belongs to itself: freed by who comes last, the engine or the task. */
struct change {
	struct await *await; /* NULL when its task gave up */
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
	type = model_type(check_model(L), name);
	if (!type) {
		error_set(&outcome.err, ERROR_NOT_FOUND, "type '%s' is gone", name);
		return bind_fail(L, &outcome.err);
	}
	return push_resource(L, type, id, strict);
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
	change->model = model_ref(check_model(L));
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
	const struct type *type = check_type(L, 1);
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

/* raw.resource.update(resource, fields) -> table | nil, err */
static int l_update(lua_State *L)
{
	int64_t id;
	const struct type *type = check_resource(L, 1, &id);
	struct change *change;
	struct error err;
	char detail[160];

	luaL_checktype(L, 2, LUA_TTABLE);
	name_effect(type, id, NULL, detail, sizeof(detail));
	if (!task_of(L)->proof || !changes_nothing(L, type, id))
		bind_effect_of(
			L,
			&(struct effect){.name = "resource.update", .detail = detail, .keys = {2}});
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
	const struct type *type = check_resource(L, 1, &id);
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

/* raw.resource.run(resource, verb[, data]) -> table | nil, err */
static int l_run(lua_State *L)
{
	struct task *task = task_of(L);
	struct request request;
	struct error err;
	char waits[96];
	int rc;
	struct change *change = new_request(L, "resource.run", &request, &rc, &err);

	if (rc < 0)
		return change_refuse(L, change, &err);
	change->reload = 1;
	if (task->run) {
		snprintf(waits, sizeof(waits), "%s %" PRId64 " %s", request.type->name, request.id,
			 request.verb);
		bind_waiting(L, "process", waits);
		engine_nested(task->run, &request, change_done, change);
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
	const struct type *type = check_resource(L, 1, &id);
	char detail[160];
	struct change *change;

	if (type->base->has_process)
		return luaL_error(L, "%s has processes: it is removed by one", type->name);
	name_effect(type, id, NULL, detail, sizeof(detail));
	bind_effect(L, "resource.delete", detail);
	change = change_new(L, type, id);
	bind_waiting(L, "store", type->name);
	engine_remove(change->engine, type, id, span_of("{}"), change->actor, change_done, change);
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
	const struct type *type = model_type(check_model(L), luaL_checkstring(L, 1));

	lua_pushboolean(L, type && type->has_table);
	return 1;
}

void bind_resource_table(lua_State *L)
{
	static const luaL_Reg functions[] = {{"get", bind_resource_get},
					     {"list", bind_resource_list},
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

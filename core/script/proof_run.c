/*
 * The course of a proof (contract: proof.h): whether a run is followed by another, and what
 * the runs came to, compared.
 */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "engine/engine.h"
#include "script/digest.h"
#include "script/proof.h"
#include "script/runner.h"
#include "script/value.h"
#include "store/doc.h"

#define SAMPLE_MS 5000 /* what took longer is not sampled: it would be held up */
#define OTHER_RESULT "its result is another when it is run again"

/* --- Results ------------------------------------------------------------------------------ */

static const char *const FLAGS[] = {"_stop", "_delegate", "_chain", NULL};

/* The digest of what the engine is asked to do besides. */
static uint64_t flags_digest(lua_State *L, int index)
{
	uint64_t sum = 0;

	for (int i = 0; FLAGS[i]; i++) {
		if (index && lua_istable(L, index)) {
			lua_pushstring(L, FLAGS[i]);
			lua_rawget(L, index);
		} else {
			lua_pushnil(L);
		}
		sum = sum * 31 + digest_value(L, -1, NULL);
		lua_pop(L, 1);
	}
	return sum;
}

/* Whether the columns in the table at `index` are those of the first result. */
static int same_columns(struct task *task, int index)
{
	lua_State *L = task->co;
	const struct type *type = run_type(task->run);
	int top = lua_gettop(L), same = 1, first;

	lua_rawgeti(L, LUA_REGISTRYINDEX, task->proof->result_reference);
	lua_rawgeti(L, -1, 1);
	first = lua_istable(L, -1) ? lua_gettop(L) : 0;
	for (int i = 0; i < type->field_count && same; i++) {
		uint64_t digest;

		if (type->fields[i].place > PLACE_REMOVE_TIME)
			continue;
		lua_pushstring(L, type->fields[i].name);
		if (lua_rawget(L, index) != LUA_TNIL) {
			digest = digest_value(L, -1, NULL);
			lua_pushstring(L, type->fields[i].name);
			same = first && lua_rawget(L, first) != LUA_TNIL &&
			       digest_value(L, -1, NULL) == digest;
		}
		lua_settop(L, top + 2);
	}
	lua_settop(L, top);
	return same;
}

static uint64_t json_digest(lua_State *L, struct span json)
{
	uint64_t digest;

	lua_checkstack(L, 40);
	bind_push_json(L, json);
	digest = digest_value(L, -1, NULL);
	lua_pop(L, 1);
	return digest;
}

static uint64_t data_digest(struct task *task)
{
	return task->run ? json_digest(task->co, run_data(task->run)) : 0;
}

int proof_overlay(const struct task *task, const struct type *type, int64_t id, struct span before,
		  struct buf *doc)
{
	const struct proof *proof = task->proof;

	if (!proof || !proof->again || !proof->patch.len || !task->run ||
	    run_type(task->run)->base != type->base || run_resource_id(task->run) != id)
		return 0;
	doc_merge_typed(run_type(task->run), before,
			(struct span){proof->patch.data, proof->patch.len}, doc);
	return 1;
}

static int is_plain_result(struct task *task, int results, int *ret_index)
{
	struct error err;

	return task_result(task, results, ret_index, &err) == 0;
}

/* The first time to the end: all of it is kept. 0: it cannot be compared, or is an error. */
static int keep(struct task *task, int results)
{
	struct proof *proof = task->proof;
	lua_State *L = task->co;
	int first = lua_gettop(L) - results + 1, index;
	struct error err;

	if (!is_plain_result(task, results, &index))
		return 0;
	if (task->run && index && lua_istable(L, index)) {
		if (value_to_patch(L, index, run_type(task->run), 0, &proof->patch, &err) < 0) {
			buf_clear(&proof->patch);
			return 0;
		}
		if (proof->patch.len <= 2)
			buf_clear(&proof->patch);
	}
	if (task->run)
		proof->result_digest = flags_digest(L, index);
	else if (index)
		proof->result_digest = digest_value(L, index, NULL);
	lua_checkstack(L, 4);
	lua_createtable(L, results, 0);
	for (int i = 0; i < results; i++) {
		lua_pushvalue(L, first + i);
		lua_rawseti(L, -2, i + 1);
	}
	proof->results = results;
	proof->result_reference = luaL_ref(L, LUA_REGISTRYINDEX);
	if (task->run) {
		struct span data = run_data(task->run);

		buf_add(&proof->data, data.at, data.len);
	}
	return 1;
}

/* Ends with the first result, on a coroutine of its own. */
static int give_back(struct task *task, int *ret_rc, int *ret_results)
{
	struct proof *proof = task->proof;

	task_fresh(task);
	lua_rawgeti(task->co, LUA_REGISTRYINDEX, proof->result_reference);
	lua_checkstack(task->co, proof->results + 2);
	for (int i = 0; i < proof->results; i++)
		lua_rawgeti(task->co, 1, i + 1);
	lua_remove(task->co, 1);
	*ret_rc = 0;
	*ret_results = proof->results;
	return 0;
}

/* Whether the patch changes what the first result made of the document. */
static int changes_more(struct task *task, struct span patch)
{
	struct proof *proof = task->proof;
	struct buf once = {0}, twice = {0};
	struct error err;
	struct reader *reader = script_reader(task->script, &err);
	struct span before = {0};
	struct row row;
	int same;

	if (reader &&
	    reader_get(reader, run_type(task->run), run_resource_id(task->run), &row, &err) == 0)
		before = row.doc;
	doc_merge_typed(run_type(task->run), before,
			proof->patch.len ? (struct span){proof->patch.data, proof->patch.len}
					 : span_of("{}"),
			&once);
	doc_merge_typed(run_type(task->run), (struct span){once.data, once.len}, patch, &twice);
	same = json_digest(task->co, (struct span){once.data, once.len}) ==
	       json_digest(task->co, (struct span){twice.data, twice.len});
	buf_done(&once);
	buf_done(&twice);
	return !same;
}

/* What another result, put over the first, would change; NULL: nothing. */
static const char *compare(struct task *task, int results)
{
	struct proof *proof = task->proof;
	lua_State *L = task->co;
	struct buf patch = {0};
	struct error err;
	const char *why = NULL;
	int index;

	if (!is_plain_result(task, results, &index))
		return NULL;
	if (!task->run)
		return (index ? digest_value(L, index, NULL) : 0) == proof->result_digest ||
				       (task->world == LUA_NOREF &&
					!(index && proof_drawn_in(task, index)))
			       ? NULL
			       : OTHER_RESULT;
	if (json_digest(L, (struct span){proof->data.data, proof->data.len}) != data_digest(task))
		return "it changes the process data (task:patch) again when it is run again";
	if (flags_digest(L, index) != proof->result_digest)
		return "it asks for another end (_stop, _delegate, _chain) when it is run again";
	if (!index || !lua_istable(L, index))
		return NULL;
	if (value_to_patch(L, index, run_type(task->run), 0, &patch, &err) < 0 ||
	    !same_columns(task, index) || changes_more(task, (struct span){patch.data, patch.len}))
		why = OTHER_RESULT;
	buf_done(&patch);
	return why;
}

/* --- From run to run ---------------------------------------------------------------------- */

static int next_run(struct task *task)
{
	struct proof *proof = task->proof;

	proof->run++;
	proof->fresh = 0;
	proof->last = -1;
	proof->draw_count = 0;
	if (task->run)
		run_clock_again(task->run);
	return 1;
}

/* A violation ends an enforced task; a sampled one ends as it did the first time. */
static int conclude(struct task *task, int *ret_rc, int *ret_results, struct error *err)
{
	if (proof_tell(task, err)) {
		*ret_rc = -1;
		*ret_results = 0;
		return 0;
	}
	return give_back(task, ret_rc, ret_results);
}

int proof_stopped(struct task *task, int *ret_rc, int *ret_results, struct error *err)
{
	task->stopped = 0;
	if (task->proof->unproven)
		return give_back(task, ret_rc, ret_results);
	if (task->proof->violation.found)
		return conclude(task, ret_rc, ret_results, err);
	return next_run(task);
}

static const struct proof_effect *last_performed(const struct proof *proof)
{
	const struct proof_effect *last = NULL;

	for (int i = 0; i < proof->count; i++) {
		if (proof->effects[i].performed && (!last || i > last - proof->effects))
			last = &proof->effects[i];
	}
	return last;
}

static int failed(struct task *task, int *ret_rc, int *ret_results, struct error *err)
{
	struct proof *proof = task->proof;
	char why[256];

	if (err->code == ERROR_CANCELLED || (!proof->again && error_is_transient(err->code)))
		return 0;
	if (proof->again && error_is_transient(err->code)) {
		proof->unproven = 1;
		return give_back(task, ret_rc, ret_results);
	}
	/* What went well before it was stopped must go well now. */
	if (!proof->again &&
	    (proof->mode != IDEMPOTENCY_ENFORCE || proof->fresh || !last_performed(proof)))
		return 0;
	snprintf(why, sizeof(why), "run again after this, it fails: %.220s", err->text);
	proof_violate(proof, last_performed(proof), why);
	return conclude(task, ret_rc, ret_results, err);
}

/* Says also what made it another. */
static void violate_result(struct task *task, int results, const char *why)
{
	const char *kind =
		results > 0 ? proof_drawn_in(task, lua_gettop(task->co) - results + 1) : NULL;
	char text[256];

	snprintf(text, sizeof(text), "%s%s%s%s", why, kind ? ": it holds another " : "",
		 kind ? kind : "", kind ? ", which was not kept first" : "");
	proof_violate(task->proof, NULL, text);
}

int proof_ended(struct task *task, int *ret_rc, int *ret_results, struct error *err)
{
	struct proof *proof = task->proof;
	const char *why;
	int index;

	if (proof->look)
		return 0;
	if (*ret_rc == 0 && task_result(task, *ret_results, &index, err) < 0)
		return failed(task, ret_rc, ret_results, err);
	if (*ret_rc < 0)
		return failed(task, ret_rc, ret_results, err);
	if (!proof->again) {
		if (!keep(task, *ret_results) ||
		    (proof->mode == IDEMPOTENCY_SAMPLE && clock_mono() - proof->began > SAMPLE_MS))
			return 0;
		proof->again = 1;
		return next_run(task);
	}
	why = compare(task, *ret_results);
	if (why && proof->moved) {
		proof->unproven = 1;
		return give_back(task, ret_rc, ret_results);
	}
	if (why) {
		violate_result(task, *ret_results, why);
		return conclude(task, ret_rc, ret_results, err);
	}
	if (proof->again == 2) {
		log_debug("script", "shown to be idempotent", "task=%s runs=%d effects=%d",
			  task->name, proof->run, proof->count);
		return give_back(task, ret_rc, ret_results);
	}
	buf_clear(&proof->data);
	if (task->run) {
		struct span data = run_data(task->run);

		buf_add(&proof->data, data.at, data.len);
	}
	proof->again = 2;
	return next_run(task);
}

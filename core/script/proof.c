/*
 * The course of a proof (contract: proof.h): which effect may begin, whether a run is
 * followed by another, what was violated.
 */
#include "script/proof.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "engine/engine.h"
#include "script/bind.h"
#include "script/digest.h"
#include "script/runner.h"
#include "script/value.h"
#include "store/doc.h"

#define SKEW_MS 1009
#define SAMPLE_MS 5000 /* what took longer is not sampled: it would be held up */
#define DRAWS_MAX 4096
#define DREW_ID 1
#define DREW_TIME 2
#define OTHER_RESULT "its result is another when it is run again"

/* --- Beginning and ending ----------------------------------------------------------------- */

/* xorshift: which ones are sampled needs no better luck. */
static int is_sampled(struct script *script)
{
	uint64_t x = script->luck;

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	script->luck = x;
	return (double)(x >> 11) / (double)(1ull << 53) < script->sample_rate;
}

void proof_begin(struct task *task, int sure)
{
	struct script *script = task->script;
	enum script_idempotency mode = sure ? IDEMPOTENCY_ENFORCE : script->idempotency;
	struct proof *proof;

	if (mode == IDEMPOTENCY_OFF || (mode == IDEMPOTENCY_SAMPLE && !is_sampled(script)))
		return;
	proof = calloc(1, sizeof(*proof));
	if (!proof)
		abort();
	proof->mode = mode;
	proof->run = 1;
	proof->last = -1;
	proof->began = clock_mono();
	proof->result_reference = LUA_NOREF;
	task->proof = proof;
	script->proofs++;
}

void proof_free(struct task *task)
{
	struct proof *proof = task->proof;

	if (!proof)
		return;
	task->proof = NULL;
	luaL_unref(task->script->L, LUA_REGISTRYINDEX, proof->result_reference);
	buf_done(&proof->patch);
	buf_done(&proof->data);
	free(proof->effects);
	free(proof->draws);
	free(proof);
}

/* --- What was drawn ----------------------------------------------------------------------- */

static struct proof_draw *draw_new(struct proof *proof, const char *kind)
{
	struct proof_draw *draw;

	if (proof->draw_count == DRAWS_MAX)
		return NULL;
	if (proof->draw_count == proof->draw_cap) {
		proof->draw_cap = proof->draw_cap ? proof->draw_cap * 2 : 8;
		proof->draws =
			realloc(proof->draws, (size_t)proof->draw_cap * sizeof(*proof->draws));
		if (!proof->draws)
			abort();
	}
	draw = &proof->draws[proof->draw_count++];
	*draw = (struct proof_draw){.kind = kind};
	return draw;
}

void proof_drew_text(struct task *task, const char *kind, const char *text)
{
	struct proof_draw *draw = task->proof ? draw_new(task->proof, kind) : NULL;

	if (!draw)
		return;
	task->proof->drew_id = 1;
	snprintf(draw->text, sizeof(draw->text), "%s", text);
}

void proof_drew_time(struct task *task, int64_t ms)
{
	struct proof_draw *draw = task->proof ? draw_new(task->proof, "time.now()") : NULL;

	if (!draw)
		return;
	task->proof->drew_time = 1;
	draw->time = ms;
}

int64_t proof_skew(const struct task *task)
{
	const struct proof *proof = task->proof;

	if (!proof)
		return 0;
	return SKEW_MS * (task->world != LUA_NOREF ? proof->run - 1 : proof->again);
}

struct seen {
	struct proof *proof;
	int drew;
	const char *kind; /* of the one found last */
};

static uint64_t find_draw(void *arg, const char *text, size_t size, lua_Integer number, size_t *at,
			  size_t *len)
{
	struct seen *seen = arg;

	for (int i = 0; i < seen->proof->draw_count; i++) {
		const struct proof_draw *draw = &seen->proof->draws[i];
		const char *hit;

		if (!text && draw->time && draw->time == number) {
			seen->drew |= DREW_TIME;
			seen->kind = draw->kind;
			return digest_text(1, draw->kind, strlen(draw->kind));
		}
		if (!text || draw->time || size < strlen(draw->text))
			continue;
		hit = memmem(text, size, draw->text, strlen(draw->text));
		if (hit) {
			*at = (size_t)(hit - text);
			*len = strlen(draw->text);
			seen->drew |= DREW_ID;
			seen->kind = draw->kind;
			return digest_text(2, draw->kind, strlen(draw->kind));
		}
	}
	return 0;
}

/* --- Effects ------------------------------------------------------------------------------ */

/* The author's line behind a call: the nearest that is not lua/lib's own. */
static void find_place(lua_State *L, struct proof_effect *ret)
{
	lua_Debug debug;

	for (int level = 0; lua_getstack(L, level, &debug); level++) {
		int is_library;

		if (!lua_getinfo(L, "Sl", &debug) || debug.source[0] != '@' ||
		    debug.currentline < 0)
			continue;
		is_library = strncmp(debug.source, "@lua/lib/", 9) == 0;
		if (is_library && ret->line)
			continue;
		snprintf(ret->file, sizeof(ret->file), "%s", debug.source + 1);
		ret->line = debug.currentline;
		if (!is_library)
			return;
	}
}

static struct proof_effect *find_effect(struct proof *proof, uint64_t key)
{
	for (int i = 0; i < proof->count; i++) {
		if (proof->effects[i].key == key)
			return &proof->effects[i];
	}
	return NULL;
}

static void describe(lua_State *L, struct task *task, const struct effect *effect,
		     struct proof_effect *ret)
{
	*ret = (struct proof_effect){.once = effect->once};
	snprintf(ret->name, sizeof(ret->name), "%s", effect->name);
	snprintf(ret->detail, sizeof(ret->detail), "%s", effect->detail ? effect->detail : "");
	snprintf(ret->handler, sizeof(ret->handler), "%s",
		 task->handler[0] ? task->handler : task->name);
	find_place(L, ret);
}

static void violate(struct proof *proof, const struct proof_effect *at, const char *why)
{
	struct proof_violation *violation = &proof->violation;

	if (violation->found)
		return;
	violation->found = 1;
	if (at)
		violation->at = *at;
	snprintf(violation->why, sizeof(violation->why), "%s", why);
}

static void stop(lua_State *L, struct task *task)
{
	task->stopped = 1;
	if (lua_isyieldable(L))
		lua_yield(L, 0); /* does not come back */
	luaL_error(L, "stopped before an effect");
}

static struct proof_effect *add_effect(struct proof *proof, const struct proof_effect *one)
{
	if (proof->count == proof->cap) {
		proof->cap = proof->cap ? proof->cap * 2 : 8;
		proof->effects =
			realloc(proof->effects, (size_t)proof->cap * sizeof(*proof->effects));
		if (!proof->effects)
			abort();
	}
	proof->effects[proof->count] = *one;
	return &proof->effects[proof->count++];
}

/* *ret_kind: what was drawn in this run and makes it another each time, or NULL. */
static uint64_t effect_key(lua_State *L, struct proof *proof, const struct effect *effect,
			   const char **ret_kind)
{
	struct seen seen = {.proof = proof}, loose = {.proof = proof};
	struct digest_mask mask = {find_draw, &seen}, loose_mask = {find_draw, &loose};
	uint64_t key = digest_text(7, effect->name, strlen(effect->name)), found = 0;
	size_t at = 0, len = 0;

	if (effect->detail) {
		size_t size = strlen(effect->detail);

		found = find_draw(&seen, effect->detail, size, 0, &at, &len);
		key ^= found ? digest_text(found, effect->detail, at)
			     : digest_text(3, effect->detail, size);
	}
	for (int i = 0; i < EFFECT_KEYS && effect->keys[i]; i++)
		key = key * 31 + digest_value(L, effect->keys[i], &mask);
	if (effect->carries)
		digest_value(L, effect->carries, &loose_mask);
	/* That a message says when it was sent is no matter. */
	*ret_kind = seen.kind ? seen.kind : loose.drew & DREW_ID ? loose.kind : NULL;
	return key;
}

static void violate_drawn(struct proof *proof, const struct proof_effect *at, const char *kind)
{
	char why[160];

	snprintf(why, sizeof(why),
		 "run again, it does this with another %s: keep the value first, then use it",
		 kind);
	violate(proof, at, why);
}

void proof_effect(lua_State *L, struct task *task, const struct effect *effect)
{
	struct proof *proof = task->proof;
	struct proof_effect one, *known;
	const char *kind;
	uint64_t key = effect_key(L, proof, effect, &kind);

	known = find_effect(proof, key);
	if (!known) {
		describe(L, task, effect, &one);
		one.key = key;
		if (proof->again && kind)
			violate_drawn(proof, &one, kind);
		else if (proof->again)
			violate(proof, &one,
				"run again after it had ended, it does this, "
				"which it had not done before");
		else if (proof->count == PROOF_EFFECTS_MAX)
			violate(proof, &one, "every run does something new; it comes to no end");
		else
			known = add_effect(proof, &one);
		if (!known || proof->mode == IDEMPOTENCY_ENFORCE)
			stop(L, task);
	}
	if (known->performed && known->performed < proof->run && (kind || known->once)) {
		describe(L, task, effect, &one);
		if (kind)
			violate_drawn(proof, &one, kind);
		else
			violate(proof, &one,
				"run again, it makes this a second time: look for it first");
		stop(L, task);
	}
	if (!known->performed)
		proof->fresh = 1;
	known->performed = proof->run;
	proof->last = (int)(known - proof->effects);
}

void proof_effect_failed(struct task *task)
{
	struct proof *proof = task->proof;

	if (proof && proof->last >= 0 && proof->effects[proof->last].performed == proof->run)
		proof->effects[proof->last].performed = 0;
}

/* --- Violations --------------------------------------------------------------------------- */

void proof_text(const struct proof_violation *violation, struct error *err)
{
	const struct proof_effect *at = &violation->at;

	error_field(err, ERROR_INTERNAL, "NotIdempotent", at->handler,
		    "%s:%d: '%s' is not idempotent: %s%s%s%s%s", at->file[0] ? at->file : "?",
		    at->line, at->handler, at->name, at->detail[0] ? " " : "", at->detail,
		    at->name[0] ? ": " : "", violation->why);
}

void proof_json(const struct proof_violation *violation, struct buf *ret)
{
	const struct proof_effect *at = &violation->at;

	buf_adds(ret, "{\"handler\":");
	buf_json_string(ret, at->handler);
	buf_adds(ret, ",\"file\":");
	buf_json_string(ret, at->file);
	buf_addf(ret, ",\"line\":%d,\"effect\":", at->line);
	buf_json_string(ret, at->name[0] ? at->name : NULL);
	buf_adds(ret, ",\"detail\":");
	buf_json_string(ret, at->detail);
	buf_adds(ret, ",\"why\":");
	buf_json_string(ret, violation->why);
	buf_addc(ret, '}');
}

/* Says it everywhere; 1 when the task is to fail for it. */
static int tell(struct task *task, struct error *err)
{
	struct proof *proof = task->proof;
	struct script *script = task->script;
	struct buf json = {0};

	if (!proof->violation.at.handler[0])
		snprintf(proof->violation.at.handler, sizeof(proof->violation.at.handler), "%s",
			 task->handler[0] ? task->handler : task->name);
	if (!proof->violation.at.file[0]) {
		snprintf(proof->violation.at.file, sizeof(proof->violation.at.file), "%s",
			 task->file ? task->file : "?");
		proof->violation.at.line = task->line;
	}
	proof_text(&proof->violation, err);
	if (task->world == LUA_NOREF) {
		script->violations++;
		log_warn("script", "a handler is not idempotent",
			 "handler=%s file=%s:%d effect=\"%s\" detail=\"%s\" why=\"%s\"",
			 proof->violation.at.handler, proof->violation.at.file,
			 proof->violation.at.line, proof->violation.at.name,
			 proof->violation.at.detail, proof->violation.why);
		proof_json(&proof->violation, &json);
		if (task->run)
			run_violation(task->run, (struct span){json.data, json.len});
		buf_done(&json);
	}
	return proof->mode == IDEMPOTENCY_ENFORCE;
}

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
		return (index ? digest_value(L, index, NULL) : 0) == proof->result_digest
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
	if (tell(task, err)) {
		*ret_rc = -1;
		*ret_results = 0;
		return 0;
	}
	return give_back(task, ret_rc, ret_results);
}

int proof_stopped(struct task *task, int *ret_rc, int *ret_results, struct error *err)
{
	task->stopped = 0;
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
	violate(proof, last_performed(proof), why);
	return conclude(task, ret_rc, ret_results, err);
}

/* Says also what made it another. */
static void violate_result(struct task *task, int results, const char *why)
{
	struct seen seen = {.proof = task->proof};
	struct digest_mask mask = {find_draw, &seen};
	char text[256];

	if (results > 0)
		digest_value(task->co, lua_gettop(task->co) - results + 1, &mask);
	snprintf(text, sizeof(text), "%s%s%s%s", why, seen.kind ? ": it holds another " : "",
		 seen.kind ? seen.kind : "", seen.kind ? ", which was not kept first" : "");
	violate(task->proof, NULL, text);
}

int proof_ended(struct task *task, int *ret_rc, int *ret_results, struct error *err)
{
	struct proof *proof = task->proof;
	const char *why;
	int index;

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
	if (why) {
		violate_result(task, *ret_results, why);
		return conclude(task, ret_rc, ret_results, err);
	}
	if (proof->again == 2)
		return give_back(task, ret_rc, ret_results);
	buf_clear(&proof->data);
	if (task->run) {
		struct span data = run_data(task->run);

		buf_add(&proof->data, data.at, data.len);
	}
	proof->again = 2;
	return next_run(task);
}

/*
 * Proofs (contract: proof.h): which effect may begin, what was drawn at random, how a
 * violation is told.
 */
#include "script/proof.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "engine/engine.h"
#include "script/digest.h"
#include "script/runner.h"

#define SKEW_MS 1009
#define SETTINGS_MS 2000
#define DRAWS_MAX 4096
#define DREW_ID 1
#define DREW_TIME 2

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

static int take_setting(void *arg, const struct row *row)
{
	struct buf *value = arg;

	json_string(json_get(row->doc, "value"), value);
	return 1;
}

/* The value of a setting, "" when it has none. */
static void read_setting(struct script *script, const struct type *type, const char *name,
			 struct buf *ret)
{
	struct filter filter = {type_field(type, "name", 4), STORE_EQ, name};
	struct query query = {.type = type, .filters = &filter, .filter_count = 1, .limit = 1};
	struct error err;
	struct reader *reader = script_reader(script, &err);

	buf_clear(ret);
	if (reader && filter.field)
		reader_list(reader, &query, take_setting, ret, &err);
	buf_adds(ret, "");
}

static void look_at_settings(struct script *script)
{
	struct model *model = script->engine ? engine_model(script->engine) : NULL;
	const struct type *type = model ? model_type(model, "setting") : NULL;
	int64_t now = clock_mono();
	struct buf text = {0};
	char *end;
	double rate;
	int mode;

	if (!type || now < script->settings_at)
		return;
	script->settings_at = now + SETTINGS_MS;
	read_setting(script, type, "idempotency.mode", &text);
	mode = script_idempotency_of(text.data);
	script->idempotency = mode < 0 ? IDEMPOTENCY_SAMPLE : (enum script_idempotency)mode;
	read_setting(script, type, "idempotency.sample.rate", &text);
	rate = strtod(text.data, &end);
	script->sample_rate =
		end == text.data || !(rate >= 0 && rate <= 1) ? SCRIPT_SAMPLE_RATE : rate;
	buf_done(&text);
}

void proof_begin(struct task *task, int sure)
{
	struct script *script = task->script;
	enum script_idempotency mode;
	struct proof *proof;

	if (script->follows)
		look_at_settings(script);
	mode = sure ? IDEMPOTENCY_ENFORCE : script->idempotency;
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

const char *proof_drawn_in(struct task *task, int index)
{
	struct seen seen = {.proof = task->proof};
	struct digest_mask mask = {find_draw, &seen};

	digest_value(task->co, index, &mask);
	return seen.kind;
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

void proof_violate(struct proof *proof, const struct proof_effect *at, const char *why)
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
	proof_violate(proof, at, why);
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
		if (proof->again && (proof->moved || effect->derived) && !kind && !effect->once)
			proof->unproven = 1;
		else if (proof->again && kind)
			violate_drawn(proof, &one, kind);
		else if (proof->again)
			proof_violate(proof, &one,
				      "run again after it had ended, it does this, "
				      "which it had not done before");
		else if (proof->count == PROOF_EFFECTS_MAX)
			proof_violate(proof, &one,
				      "every run does something new; it comes to no end");
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
			proof_violate(proof, &one,
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

void proof_spare(lua_State *L, struct task *task)
{
	struct proof *proof = task->proof;

	if (!proof || !proof->again || proof->mode != IDEMPOTENCY_SAMPLE)
		return;
	proof->unproven = 1;
	stop(L, task);
}

void proof_answered(lua_State *L, struct task *task, int results)
{
	struct proof *proof = task->proof;
	struct proof_effect *last = proof->last >= 0 ? &proof->effects[proof->last] : NULL;
	uint64_t digest = 1;

	if (!last || strcmp(last->name, "agent.request") != 0)
		return;
	for (int i = 0; i < results; i++)
		digest = digest * 31 + digest_value(L, i - results, NULL);
	if (last->answer && last->answer != digest)
		proof->moved = 1;
	last->answer = digest;
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

int proof_tell(struct task *task, struct error *err)
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

/* What a trial tells about itself (the form of a report: prove.h). */
#include "script/prove_parts.h"

#include <string.h>

#include "script/proof.h"

static void add_effect(struct buf *ret, const struct proof_effect *effect)
{
	buf_json_comma(ret);
	buf_adds(ret, "{\"effect\":");
	buf_json_string(ret, effect->name);
	buf_adds(ret, ",\"detail\":");
	buf_json_string(ret, effect->detail);
	buf_adds(ret, ",\"handler\":");
	buf_json_string(ret, effect->handler);
	buf_adds(ret, ",\"file\":");
	buf_json_string(ret, effect->file);
	buf_addf(ret, ",\"line\":%d}", effect->line);
}

static void add_names(struct buf *ret, const struct buf *lines)
{
	const char *at = lines->len ? lines->data + 1 : "";

	while (*at) {
		size_t len = strcspn(at, "\n");

		buf_json_comma(ret);
		buf_json_bytes(ret, at, len);
		at += len + 1;
	}
}

static void add_error(struct buf *ret, const struct error *err)
{
	buf_adds(ret, "{\"code\":");
	buf_json_string(ret, error_name(err->code));
	buf_adds(ret, ",\"message\":");
	buf_json_string(ret, err->text);
	buf_adds(ret, ",\"field\":");
	buf_json_string(ret, err->field[0] ? err->field : NULL);
	buf_addc(ret, '}');
}

/* A list of the world's. */
static void add_list(struct task *task, const char *name, struct buf *ret)
{
	lua_State *L = task->script->L;
	int top = lua_gettop(L);
	size_t before = ret->len;

	lua_rawgeti(L, LUA_REGISTRYINDEX, task->world);
	lua_pushstring(L, name);
	if (!lua_istable(L, -2) || lua_rawget(L, -2) != LUA_TTABLE || lua_rawlen(L, -1) == 0 ||
	    bind_to_json(L, -1, ret, NULL) < 0) {
		ret->len = before;
		buf_adds(ret, "[]");
	}
	lua_settop(L, top);
}

static void add_result(struct task *task, int rc, int results, struct buf *ret)
{
	int index = 0;
	size_t before = ret->len;
	struct error err;

	if (rc == 0 && task_result(task, results, &index, &err) == 0 && index &&
	    bind_to_json(task->co, index, ret, &err) == 0)
		return;
	ret->len = before;
	buf_adds(ret, "null");
}

void prove_report(struct task *task, int rc, int results, const struct error *err, struct buf *ret)
{
	const struct trial *trial = task->owner;
	const struct proof *proof = task->proof;

	buf_addf(ret,
		 "{\"ok\":%s,\"process\":", rc == 0 && !proof->violation.found ? "true" : "false");
	buf_json_string(ret, trial->process ? trial->process->name : NULL);
	buf_adds(ret, ",\"handler\":");
	buf_json_string(ret, trial->command[0] ? trial->command
			     : trial->handler  ? trial->handler->name
					       : NULL);
	buf_adds(ret, ",\"handlers\":[");
	add_names(ret, &trial->ran);
	buf_addc(ret, ']');
	buf_adds(ret, ",\"resource\":");
	if (trial->id) {
		buf_adds(ret, "{\"type\":");
		buf_json_string(ret, trial->type);
		buf_addf(ret, ",\"id\":%lld}", (long long)trial->id);
	} else {
		buf_adds(ret, "null");
	}
	buf_addf(ret, ",\"runs\":%d,\"effects\":[", proof->run);
	for (int i = 0; i < proof->count; i++)
		add_effect(ret, &proof->effects[i]);
	buf_adds(ret, "],\"violation\":");
	if (proof->violation.found)
		proof_json(&proof->violation, ret);
	else
		buf_adds(ret, "null");
	buf_adds(ret, ",\"error\":");
	if (rc < 0)
		add_error(ret, err);
	else
		buf_adds(ret, "null");
	buf_adds(ret, ",\"requests\":");
	add_list(task, "asked", ret);
	buf_adds(ret, ",\"log\":");
	add_list(task, "said", ret);
	buf_adds(ret, ",\"result\":");
	add_result(task, rc, results, ret);
	buf_addc(ret, '}');
}

/*
 * Processes, as compile.lua describes them, into struct lifecycles.
 */
#include <stdio.h>
#include <string.h>

#include "script/load.h"

/* A list of { from =, to = } as pairs ended by to == NULL. */
static const struct state_pair *read_pairs(lua_State *L, const char *key, struct temp *temp)
{
	struct state_pair *pairs;
	size_t count;

	if (!load_table(L, -1, key))
		return temp_alloc(temp, sizeof(*pairs));
	count = lua_rawlen(L, -1);
	pairs = temp_alloc(temp, (count + 1) * sizeof(*pairs));
	for (size_t i = 0; i < count; i++) {
		lua_rawgeti(L, -1, (lua_Integer)i + 1);
		pairs[i].from = load_text(L, -1, "from");
		pairs[i].to = load_text(L, -1, "to");
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
	return pairs;
}

/* Fills the handler of this name from its definition. compile.lua saw that it is there. */
static void read_handler(lua_State *L, int handlers, const char *name, struct handler *ret)
{
	lua_Integer count = (lua_Integer)lua_rawlen(L, handlers);

	for (lua_Integer i = 1; i <= count; i++) {
		const char *other;

		lua_rawgeti(L, handlers, i);
		other = load_text(L, -1, "name");
		if (other && strcmp(other, name) == 0) {
			*ret = (struct handler){
				.name = other,
				.file = load_text(L, -1, "file"),
				.line = (int)load_integer(L, -1, "line", 0),
				.timeout = (int)load_integer(L, -1, "timeout", 60),
				.reference = (int)load_integer(L, -1, "reference", LUA_NOREF),
			};
		}
		lua_pop(L, 1);
	}
}

static void read_phase(lua_State *L, int handlers, const char *key, enum phase phase,
		       struct process_spec *ret, struct temp *temp)
{
	const char *const *names = load_list(L, -1, key, temp);
	struct handler *list;
	int count = 0;

	while (names && names[count])
		count++;
	list = temp_alloc(temp, (size_t)count * sizeof(*list));
	for (int i = 0; i < count; i++)
		read_handler(L, handlers, names[i], &list[i]);
	ret->handlers[phase] = list;
	ret->handler_count[phase] = count;
}

/* The process that the table on top describes. */
static int add_process(lua_State *L, int handlers, struct lifecycles *set, struct error *err)
{
	struct temp temp = {0};
	struct error fault;
	struct process_spec spec = {
		.process =
			{
				.name = load_text(L, -1, "name"),
				.type = load_text(L, -1, "type"),
				.verb = load_text(L, -1, "verb"),
				.column = (int)load_integer(L, -1, "column", 0),
				.delegate = load_flag(L, -1, "delegate"),
				.on_failure = load_text(L, -1, "on_failure"),
				.retries = (int)load_integer(L, -1, "retries", 0),
				.deadline = load_integer(L, -1, "deadline", 0),
				.priority = (int)load_integer(L, -1, "priority", 0),
			},
		.fallback = load_text(L, -1, "fallback"),
		.initial = load_text(L, -1, "initial"),
		.file = load_text(L, -1, "file"),
		.line = (int)load_integer(L, -1, "line", 0),
	};
	int rc;

	spec.process.start = load_list(L, -1, "from", &temp);
	spec.process.via = read_pairs(L, "via", &temp);
	spec.process.done = read_pairs(L, "done", &temp);
	read_phase(L, handlers, "pre", PHASE_PRE, &spec, &temp);
	read_phase(L, handlers, "handle", PHASE_HANDLE, &spec, &temp);
	read_phase(L, handlers, "post", PHASE_POST, &spec, &temp);
	rc = lifecycles_add(set, &spec, &fault);
	if (rc < 0) {
		char where[300];

		/* The builder may have named the place already. */
		snprintf(where, sizeof(where), "%s:%d", spec.file ? spec.file : "?", spec.line);
		if (strstr(fault.text, where))
			error_set(err, ERROR_INVALID, "%s", fault.text);
		else
			error_set(err, ERROR_INVALID, "%s: %s", where, fault.text);
	}
	temp_done(&temp);
	return rc;
}

struct lifecycles *load_lifecycles(lua_State *L, int index, int handlers, struct error *err)
{
	struct lifecycles *set = lifecycles_new();
	int rc = 0, top = lua_gettop(L);

	if (load_table(L, index, "processes")) {
		lua_Integer count = (lua_Integer)lua_rawlen(L, -1);

		for (lua_Integer i = 1; i <= count && rc == 0; i++) {
			lua_rawgeti(L, -1, i);
			rc = add_process(L, handlers, set, err);
			lua_pop(L, 1);
		}
	}
	lua_settop(L, top);
	if (rc == 0)
		rc = lifecycles_finish(set, err);
	if (rc < 0) {
		lifecycles_unref(set);
		return NULL;
	}
	return set;
}

/*
 * Commands that are dropped in at an agent: what dropin_look found is run and put beside the
 * built-in ones. A command that is being carried out ends on the version it began with, since
 * its coroutine holds the function.
 */
#include <string.h>

#include "base/log.h"
#include "script/dropin.h"
#include "script/load.h"

/* The registry's { name of file = definition } of what is in force. */
static void push_kept(lua_State *L)
{
	if (lua_rawgetp(L, LUA_REGISTRYINDEX, &VM_KEY_DROPPED) == LUA_TTABLE)
		return;
	lua_pop(L, 1);
	lua_newtable(L);
	lua_pushvalue(L, -1);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &VM_KEY_DROPPED);
}

static void refuse(struct dropin_file *file, const struct error *err)
{
	file->error = *err;
	log_warn("commands", "a file is refused", "file=%s attached=%s error=\"%s\"", file->path,
		 file->used ? "the version before" : "nothing", err->text);
}

/* Runs the version that was seen; the table of what is kept is on top. */
static void take(struct script *script, struct dropin_file *file)
{
	lua_State *L = script->L;
	struct error err = {0};
	int top = lua_gettop(L), results;
	const char *is;

	if (vm_run_text(script, (struct span){file->seen->text, file->seen->len}, file->path,
			&results, &err) < 0) {
		lua_settop(L, top);
		refuse(file, &err);
		return;
	}
	is = results == 1 && lua_istable(L, -1) ? load_text(L, -1, "is") : NULL;
	if (!is || strcmp(is, "command") != 0 || !load_text(L, -1, "event")) {
		error_set(&err, ERROR_INVALID,
			  "%s:1: must return a command made by its define function", file->path);
		lua_settop(L, top);
		refuse(file, &err);
		return;
	}
	lua_setfield(L, top, file->name);
	file->error = (struct error){0};
	source_unref(file->used);
	file->used = source_ref(file->seen);
	log_info("commands", "a file took effect", "file=%s sha256=%.12s", file->path,
		 file->used->sha256);
}

static void drop(lua_State *L, struct dropin_file *file)
{
	if (!file->used)
		return;
	lua_pushnil(L);
	lua_setfield(L, -2, file->name);
	source_unref(file->used);
	file->used = NULL;
	log_info("commands", "a file was taken out", "file=%s", file->path);
}

void dropin_commands(struct dropin *dropin, struct script *script)
{
	lua_State *L = script->L;
	int top = lua_gettop(L);

	push_kept(L);
	for (struct dropin_file *file = dropin->files; file; file = file->next) {
		if (!file->present) {
			drop(L, file);
		} else if (!file->seen) {
			if (strcmp(file->error.text, file->fault.text) != 0)
				refuse(file, &file->fault);
		} else if (file->good != file->seen) {
			/* `good` stands for what was looked at last, whatever came of it. */
			source_unref(file->good);
			file->good = source_ref(file->seen);
			take(script, file);
		}
	}
	/* In the order of their names, behind the built-in ones. */
	lua_newtable(L);
	for (struct dropin_file *file = dropin->files; file; file = file->next) {
		if (!file->used)
			continue;
		lua_getfield(L, top + 1, file->name);
		lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
	}
	load_commands(script, top + 2);
	lua_settop(L, top);
}

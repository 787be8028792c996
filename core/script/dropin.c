/*
 * Drop-ins in memory: their files and versions, running a version, and bringing the functions of
 * what was built into the state that runs (contract: dropin.h).
 */
#include "script/dropin.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "script/dropin_parts.h"
#include "script/hooks.h"
#include "script/load.h"

struct dropin *dropin_new(const char *root, const char *dir)
{
	struct dropin *dropin = calloc(1, sizeof(*dropin));

	if (!dropin)
		abort();
	if (root && !(dropin->root = strdup(root)))
		abort();
	if (dir && !(dropin->dir = strdup(dir)))
		abort();
	dropin->installed = root ? dropin_mark(root) : 0;
	return dropin;
}

static void drop_known(struct dropin *dropin)
{
	for (int i = 0; i < dropin->known_count; i++)
		free(dropin->known[i].name);
	free(dropin->known);
	dropin->known = NULL;
	dropin->known_count = 0;
}

void dropin_drop_wishes(struct dropin *dropin)
{
	for (int i = 0; i < dropin->wish_count; i++)
		free(dropin->wishes[i].name);
	free(dropin->wishes);
	dropin->wishes = NULL;
	dropin->wish_count = dropin->wish_done = 0;
}

static void drop_built(struct dropin *dropin)
{
	model_unref(dropin->model);
	lifecycles_unref(dropin->lifecycles);
	dropin->model = NULL;
	dropin->lifecycles = NULL;
	dropin_drop_wishes(dropin);
}

void dropin_free(struct dropin *dropin)
{
	if (!dropin)
		return;
	while (dropin->files) {
		struct dropin_file *file = dropin->files;

		dropin->files = file->next;
		source_unref(file->seen);
		source_unref(file->good);
		source_unref(file->banned);
		source_unref(file->used);
		free(file->name);
		free(file->path);
		free(file);
	}
	drop_built(dropin);
	drop_known(dropin);
	for (int i = 0; dropin->disabled && dropin->disabled[i]; i++)
		free(dropin->disabled[i]);
	free(dropin->disabled);
	free(dropin->root);
	free(dropin->dir);
	free(dropin);
}

void dropin_prepare(struct dropin *dropin, struct script *script)
{
	struct hook *hook;

	drop_built(dropin);
	drop_known(dropin);
	dropin->next_reference = hooks_next(script);
	for (int reference = hooks_first(); (reference > dropin->next_reference); reference--) {
		if (!(hook = hooks_get(script, reference)))
			continue;
		if (dropin->known_count % 64 == 0) {
			dropin->known = realloc(dropin->known, ((size_t)dropin->known_count + 64) *
								       sizeof(*dropin->known));
			if (!dropin->known)
				abort();
		}
		dropin->known[dropin->known_count++] =
			(struct known){reference, strdup(hook->name), hook->source};
	}
}

void dropin_set_source(struct source **at, struct source *source)
{
	struct source *old = *at;

	*at = source ? source_ref(source) : NULL;
	source_unref(old);
}

void dropin_ban(struct dropin_file *file, struct source *source, const struct error *err)
{
	dropin_set_source(&file->banned, source);
	file->ban = *err;
}

/* --- Running a version ------------------------------------------------------------------ */

/* One definition, on top; it goes into the list below it. */
static int take_definition(lua_State *L, const struct dropin_file *file, struct error *err)
{
	const char *is = lua_istable(L, -1) ? load_text(L, -1, "is") : NULL;

	if (is && strcmp(is, "command") == 0)
		return error_set(
			err, ERROR_INVALID,
			"%s:1: is a command, which agents take from the directory commands/",
			file->path);
	if (!load_list_of(is))
		return error_set(err, ERROR_INVALID,
				 "%s:1: must return schemas, lifecycles or handlers made by their "
				 "define functions",
				 file->path);
	/* Whatever it says of itself: blame goes to this file. */
	lua_pushstring(L, file->path);
	lua_setfield(L, -2, "file");
	if (!load_integer(L, -1, "line", 0)) {
		lua_pushinteger(L, 1);
		lua_setfield(L, -2, "line");
	}
	lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
	return 0;
}

/* What a file returned, one value: a definition, or a list of them. */
static int take_value(lua_State *L, const struct dropin_file *file, int list, struct error *err)
{
	lua_Integer count;
	int value = lua_gettop(L);

	lua_pushvalue(L, list);
	if (!lua_istable(L, value) || load_text(L, value, "is") || !lua_rawlen(L, value)) {
		lua_pushvalue(L, value);
		return take_definition(L, file, err);
	}
	count = (lua_Integer)lua_rawlen(L, value);
	for (lua_Integer i = 1; i <= count; i++) {
		lua_rawgeti(L, value, i);
		if (take_definition(L, file, err) < 0)
			return -1;
	}
	return 0;
}

/* Runs a version; leaves the list of its definitions, or nothing. */
int dropin_run_version(struct script *script, const struct dropin_file *file,
		       const struct source *source, struct error *err)
{
	lua_State *L = script->L;
	int top = lua_gettop(L), results, rc;

	rc = vm_run_text(script, (struct span){source->text, source->len}, file->path, &results,
			 err);
	if (rc < 0) {
		lua_settop(L, top);
		if (strncmp(err->text, file->path, strlen(file->path)) != 0)
			error_wrap(err, "%s:1", file->path);
		return -1;
	}
	lua_newtable(L);
	lua_insert(L, top + 1);
	if (results == 0)
		rc = error_set(err, ERROR_INVALID, "%s:1: returns nothing", file->path);
	for (int i = 0; i < results && rc == 0; i++) {
		lua_pushvalue(L, top + 2 + i);
		rc = take_value(L, file, top + 1, err);
		lua_settop(L, top + 1 + results);
	}
	lua_settop(L, rc < 0 ? top : top + 1);
	return rc;
}

/* --- Into the running state ------------------------------------------------------------- */

/* The function of a handler in the list of definitions on top; left on the stack. */
static int push_function(lua_State *L, const char *name)
{
	lua_Integer count = (lua_Integer)lua_rawlen(L, -1);

	for (lua_Integer i = 1; i <= count; i++) {
		const char *is, *other;

		lua_rawgeti(L, -1, i);
		is = load_text(L, -1, "is");
		other = load_text(L, -1, "name");
		if (is && other && strcmp(is, "handler") == 0 && strcmp(other, name) == 0) {
			lua_pushliteral(L, "run");
			lua_rawget(L, -2);
			lua_remove(L, -2);
			return lua_isfunction(L, -1) ? 0 : -1;
		}
		lua_pop(L, 1);
	}
	lua_pushnil(L);
	return -1;
}

/* All wishes of one version. */
static int attach_file(struct dropin *dropin, struct script *script)
{
	struct wish *wish = &dropin->wishes[dropin->wish_done];
	struct dropin_file *file = wish->file;
	struct source *source = wish->source;
	struct error err = {0};
	int top = lua_gettop(script->L), rc = dropin_run_version(script, file, source, &err);

	while (rc == 0 && dropin->wish_done < dropin->wish_count) {
		wish = &dropin->wishes[dropin->wish_done];
		if (wish->source != source || wish->file != file)
			break;
		rc = push_function(script->L, wish->name);
		if (rc < 0)
			error_set(&err, ERROR_INVALID,
				  "%s:1: does not always return the handler '%s'", file->path,
				  wish->name);
		else
			hooks_add(script, wish->reference, wish->name, file->path, source);
		lua_settop(script->L, top + 1);
		dropin->wish_done += rc == 0;
	}
	lua_settop(script->L, top);
	if (rc < 0)
		dropin_ban(file, source, &err);
	return rc;
}

int dropin_attach(struct dropin *dropin, struct script *script, int64_t ms)
{
	int64_t until = clock_mono() + ms;

	while (dropin->wish_done < dropin->wish_count) {
		if (attach_file(dropin, script) < 0) {
			dropin_give_up(dropin, script);
			return -1;
		}
		if (clock_mono() >= until)
			break;
	}
	return dropin->wish_done < dropin->wish_count;
}

void dropin_commit(struct dropin *dropin, struct script *script)
{
	hooks_commit(script, dropin->model, dropin->lifecycles);
	dropin->model = NULL;
	dropin->lifecycles = NULL;
	for (struct dropin_file *file = dropin->files; file; file = file->next)
		if (file->used || !file->present)
			dropin_set_source(&file->good, file->used);
	drop_built(dropin);
	drop_known(dropin);
}

void dropin_give_up(struct dropin *dropin, struct script *script)
{
	drop_built(dropin);
	drop_known(dropin);
	hooks_unstage(script);
}

int dropin_load_now(struct script *script, const char *dir, struct error *err)
{
	struct dropin *dropin = dropin_new(script->root, dir);
	struct dropin_file *file;
	int rc = dropin_look(dropin, err), more = 0;

	if (rc == 0) {
		dropin_prepare(dropin, script);
		rc = dropin_build(dropin, err);
	}
	while (rc == 0 && (more = dropin_attach(dropin, script, 1000)) > 0)
		;
	for (file = dropin->files; rc == 0 && file; file = file->next) {
		if (more < 0 && file->banned) {
			*err = file->ban;
			rc = -1;
		} else if (file->error.code) {
			*err = file->error;
			rc = -1;
		}
	}
	if (rc == 0)
		dropin_commit(dropin, script);
	else
		dropin_give_up(dropin, script);
	dropin_free(dropin);
	return rc;
}

/*
 * Building definitions out of what is installed and what was dropped in: of each file the newest
 * version that fits together with all others (contract: dropin.h).
 */
#include "script/dropin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "script/bind_agent.h"
#include "script/bind_event.h"
#include "script/dropin_parts.h"
#include "script/load.h"

enum { FILE_MS = 1000 }; /* for the top level of one file, on the worker */
#define SCRATCH_MEMORY ((size_t)96 << 20)

/* The versions of a file that may be used, best first. */
enum { NEW, GOOD, NONE };

struct choice {
	struct dropin_file *file;
	struct source *source[NONE];
	int list[NONE]; /* reference to what it returned, LUA_NOREF: not run yet */
	int at; /* the version in hand */
	int is_new; /* `seen` is another version than the one that is attached */
};

struct build {
	struct dropin *dropin;
	struct script *script; /* of its own */
	lua_State *L;
	int builtin; /* stack index of the definitions that are installed */
	struct choice *choices; /* settled ones first, each half by name */
	int count;
};

static int same_version(const struct source *a, const struct source *b)
{
	return a == b || (a && b && strcmp(a->sha256, b->sha256) == 0);
}

/* --- Choosing --------------------------------------------------------------------------- */

static void blame(struct choice *choice, const struct error *err)
{
	struct dropin_file *file = choice->file;

	if (!file->error.code) {
		file->error = *err;
		file->error.code = ERROR_INVALID;
	}
	choice->at++;
	while (choice->at < NONE && !choice->source[choice->at])
		choice->at++;
}

static void choose_first(struct choice *choice, struct dropin_file *file)
{
	*choice = (struct choice){.file = file, .list = {LUA_NOREF, LUA_NOREF}};
	file->error = (struct error){0};
	if (!file->present || file->disabled) {
		choice->at = NONE;
		return;
	}
	choice->source[GOOD] = file->good;
	choice->at = GOOD;
	if (!file->seen)
		file->error = file->fault;
	else if (same_version(file->seen, file->banned))
		file->error = file->ban;
	else if (!same_version(file->seen, file->good)) {
		choice->source[NEW] = file->seen;
		choice->at = NEW;
	}
	choice->is_new = choice->at == NEW;
	if (!choice->source[choice->at])
		choice->at = NONE;
}

/* Runs versions until one of them runs. */
static void run_choice(struct build *build, struct choice *choice)
{
	while (choice->at < NONE && choice->list[choice->at] == LUA_NOREF) {
		struct error err = {0};

		if (dropin_run_version(build->script, choice->file, choice->source[choice->at],
				       &err) == 0)
			choice->list[choice->at] = luaL_ref(build->L, LUA_REGISTRYINDEX);
		else
			blame(choice, &err);
	}
}

static void make_choices(struct build *build)
{
	struct dropin *dropin = build->dropin;
	int count = 0;

	for (struct dropin_file *file = dropin->files; file; file = file->next)
		count++;
	build->choices = calloc((size_t)count + 1, sizeof(*build->choices));
	if (!build->choices)
		abort();
	/* What is attached comes first: of two of one name the later one is refused. */
	for (int fresh = 0; fresh < 2; fresh++)
		for (struct dropin_file *file = dropin->files; file; file = file->next) {
			struct choice *choice = &build->choices[build->count];

			choose_first(choice, file);
			if (choice->is_new == fresh)
				build->count++;
		}
	for (int i = 0; i < build->count; i++)
		run_choice(build, &build->choices[i]);
}

/* The file whose version in hand an error names, as in "path:12: ...". */
static struct choice *named(struct build *build, const struct error *err)
{
	for (int i = build->count - 1; i >= 0; i--) {
		struct choice *choice = &build->choices[i];
		size_t len = strlen(choice->file->path);

		if (choice->at < NONE && strncmp(err->text, choice->file->path, len) == 0 &&
		    err->text[len] == ':')
			return choice;
	}
	return NULL;
}

static struct choice *last_of(struct build *build, int at)
{
	for (int i = build->count - 1; i >= 0; i--)
		if (build->choices[i].at == at)
			return &build->choices[i];
	return NULL;
}

/* The whole does not fit together: one version less. 0 when there is none left to give up. */
static int give_one_up(struct build *build, const struct error *err)
{
	struct choice *choice = named(build, err);
	struct error told = *err;

	if (!choice || choice->at != NEW) {
		struct choice *changed = last_of(build, NEW);

		if (changed && choice)
			error_wrap(&told, "%s:1: does not go with what is there",
				   changed->file->path);
		else if (changed)
			error_wrap(&told, "%s:1", changed->file->path);
		choice = changed ? changed : choice ? choice : last_of(build, GOOD);
	}
	if (!choice)
		return 0;
	blame(choice, &told);
	run_choice(build, choice);
	return 1;
}

/* --- Putting together ------------------------------------------------------------------- */

static int reference_of(struct build *build, struct choice *choice, const char *name)
{
	struct dropin *dropin = build->dropin;
	const struct source *source = choice ? choice->source[choice->at] : NULL;

	for (int i = dropin->known_count - 1; i >= 0; i--)
		if (dropin->known[i].source == source && strcmp(dropin->known[i].name, name) == 0)
			return dropin->known[i].reference;
	if (!choice)
		return LUA_NOREF;
	if (dropin->wish_count % 64 == 0) {
		dropin->wishes = realloc(dropin->wishes, ((size_t)dropin->wish_count + 64) *
								 sizeof(*dropin->wishes));
		if (!dropin->wishes)
			abort();
	}
	dropin->wishes[dropin->wish_count] =
		(struct wish){dropin->next_reference - dropin->wish_count, strdup(name),
			      choice->file, choice->source[choice->at]};
	return dropin->wishes[dropin->wish_count++].reference;
}

/* The definition on top is one of `choice` (NULL: built in): what the compiler needs of it. */
static void mark_definition(struct build *build, struct choice *choice)
{
	lua_State *L = build->L;
	const char *name = load_text(L, -1, "name"), *is = load_text(L, -1, "is");

	lua_pushboolean(L, !choice || choice->at == GOOD);
	lua_setfield(L, -2, "settled");
	if (!is || !name || strcmp(is, "handler") != 0)
		return;
	lua_pushinteger(L, reference_of(build, choice, name));
	lua_setfield(L, -2, "reference");
}

/* Adds the definitions of the list on top to those at `all`. */
static void add_definitions(struct build *build, struct choice *choice, int all)
{
	lua_State *L = build->L;
	lua_Integer count = (lua_Integer)lua_rawlen(L, -1);

	for (lua_Integer i = 1; i <= count; i++) {
		lua_rawgeti(L, -1, i);
		mark_definition(build, choice);
		lua_getfield(L, all, load_list_of(load_text(L, -1, "is")));
		lua_insert(L, -2);
		lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
		lua_pop(L, 1);
	}
}

/* Pushes all definitions as they are chosen now. */
static void push_chosen(struct build *build)
{
	static const char *const kinds[] = {"schema", "lifecycle", "handler"};
	lua_State *L = build->L;
	int all;

	dropin_drop_wishes(build->dropin);
	lua_newtable(L);
	all = lua_gettop(L);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const char *list = load_list_of(kinds[i]);

		lua_newtable(L);
		lua_setfield(L, all, list);
		lua_getfield(L, build->builtin, list);
		add_definitions(build, NULL, all);
		lua_pop(L, 1);
	}
	for (int i = 0; i < build->count; i++) {
		struct choice *choice = &build->choices[i];

		if (choice->at == NONE)
			continue;
		lua_rawgeti(L, LUA_REGISTRYINDEX, choice->list[choice->at]);
		add_definitions(build, choice, all);
		lua_pop(L, 1);
	}
	lua_newtable(L);
	for (int i = 0; build->dropin->disabled && build->dropin->disabled[i]; i++) {
		lua_pushboolean(L, 1);
		lua_setfield(L, -2, build->dropin->disabled[i]);
	}
	lua_setfield(L, all, "disabled");
}

static int build_all(struct build *build, struct error *err)
{
	struct dropin *dropin = build->dropin;
	int top = lua_gettop(build->L), rc;

	push_chosen(build);
	rc = load_build(build->script, top + 1, &dropin->model, &dropin->lifecycles, err);
	lua_settop(build->L, top);
	return rc;
}

/* The kinds of definitions in the version that is used: "schema handler". */
static void note_kinds(struct build *build, struct choice *choice)
{
	struct dropin_file *file = choice->file;
	lua_Integer count;

	file->kinds[0] = 0;
	if (choice->at == NONE)
		return;
	lua_rawgeti(build->L, LUA_REGISTRYINDEX, choice->list[choice->at]);
	count = (lua_Integer)lua_rawlen(build->L, -1);
	for (lua_Integer i = 1; i <= count; i++) {
		const char *is;
		size_t len = strlen(file->kinds);

		lua_rawgeti(build->L, -1, i);
		is = load_text(build->L, -1, "is");
		if (!strstr(file->kinds, is))
			snprintf(file->kinds + len, sizeof(file->kinds) - len, "%s%s",
				 len ? " " : "", is);
		lua_pop(build->L, 1);
	}
	lua_pop(build->L, 1);
}

static void note_outcome(struct build *build)
{
	for (int i = 0; i < build->count; i++) {
		struct choice *choice = &build->choices[i];
		struct dropin_file *file = choice->file;

		dropin_set_source(&file->used,
				  choice->at == NONE ? NULL : choice->source[choice->at]);
		file->state = file->disabled     ? SCRIPT_DISABLED
			      : file->error.code ? SCRIPT_REFUSED
						 : SCRIPT_ACTIVE;
		note_kinds(build, choice);
	}
}

static int load_installed(struct build *build, struct error *err)
{
	bind_agent_tables(build->L);
	bind_event_tables(build->L);
	build->script->loading = 1;
	build->builtin = lua_gettop(build->L) + 1;
	if (load_builtin(build->script, err) < 0)
		return -1;
	build->script->loading = 0;
	build->script->budget_ms = FILE_MS;
	build->script->memory_limit = SCRATCH_MEMORY;
	return 0;
}

int dropin_build(struct dropin *dropin, struct error *err)
{
	struct script_options options = {.root = dropin->root};
	struct build build = {.dropin = dropin};
	int rc;

	if (dropin_mark(dropin->root) != dropin->installed)
		return error_set(err, ERROR_CONFLICT,
				 "the installed Lua files in %s changed; restart the server",
				 dropin->root);
	build.script = script_new(NULL, &options, err);
	if (!build.script)
		return -1;
	build.L = build.script->L;
	rc = load_installed(&build, err);
	if (rc == 0) {
		make_choices(&build);
		while ((rc = build_all(&build, err)) < 0 && give_one_up(&build, err))
			;
	}
	if (rc == 0)
		note_outcome(&build);
	free(build.choices);
	script_free(build.script);
	return rc;
}

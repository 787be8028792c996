/*
 * Putting a script together and taking it apart (contract: script.h).
 */
#include "script/script.h"

#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/memory.h"
#include "loop/pool.h"
#include "script/bind.h"
#include "script/bind_hosts.h"
#include "script/bind_tables.h"
#include "script/console.h"
#include "script/dropin.h"
#include "script/hooks.h"
#include "script/load.h"
#include "script/prove.h"
#include "script/runner.h"
#include "script/task.h"
#include "script/vm.h"

/* STAMPEDE_FAULT=effect:N ends the process right after the Nth effect, for crash tests. */
static int64_t fault_from_environment(void)
{
	const char *text = getenv("STAMPEDE_FAULT");

	if (!text || strncmp(text, "effect:", 7) != 0)
		return 0;
	return strtoll(text + 7, NULL, 10);
}

static char *copy_text(const char *text)
{
	char *copy = text ? strdup(text) : NULL;

	if (text && !copy)
		abort();
	return copy;
}

static int open_tables(lua_State *L)
{
	bind_task_table(L);
	bind_resource_table(L);
	bind_misc_tables(L);
	bind_lock_table(L);
	bind_pool_table(L);
	bind_keys_table(L);
	bind_server_table(L);
	bind_host_tables(L);
	prove_table(L);
	console_table(L);
	return 0;
}

struct script *script_new(struct loop *loop, const struct script_options *options,
			  struct error *err)
{
	struct script *script = calloc(1, sizeof(*script));

	if (!script)
		abort();
	script->loop = loop;
	script->root = copy_text(options->root);
	script->drop_in = copy_text(options->drop_in);
	script->engine = options->engine;
	script->store = options->store;
	script->fault_at = fault_from_environment();
	id_random(&script->luck, sizeof(script->luck));
	script->luck |= 1;
	task_open(script);
	if (vm_open(script, err) < 0) {
		script_free(script);
		return NULL;
	}
	lua_pushcfunction(script->L, open_tables);
	if (vm_call(script, 0, 0, err) < 0) {
		script_free(script);
		return NULL;
	}
	bind_set_service(script->L, "loop", loop);
	if (options->engine)
		bind_set_service(script->L, "engine", options->engine);
	if (options->store)
		bind_set_service(script->L, "store", options->store);
	return script;
}

void script_free(struct script *script)
{
	if (!script)
		return;
	script->closing = 1;
	timer_cancel(script->tidy);
	if (script->L) {
		console_end_all(script);
		task_close_all(script);
		lua_close(script->L);
	}
	pool_free(script->keys);
	if (script->reader)
		reader_close(script->reader);
	hooks_done(script);
	free(script->slots);
	free(script->threads);
	free(script->main_task);
	free(script->root);
	free(script->drop_in);
	free(script->longs);
	free(script);
}

struct lua_State *script_state(struct script *script)
{
	return script->L;
}

int script_load(struct script *script, int commands, struct error *err)
{
	int rc;

	script->loading = 1;
	/* Nearly nothing of it is garbage before the end; then most of the declarations are. */
	lua_gc(script->L, LUA_GCSTOP);
	rc = commands ? load_agent(script, err) : load_server(script, err);
	if (rc == 0 && !commands && script->drop_in)
		rc = dropin_load_now(script, script->drop_in, err);
	lua_gc(script->L, LUA_GCRESTART);
	lua_gc(script->L, LUA_GCCOLLECT);
	memory_trim(1);
	script->loading = 0;
	if (rc < 0) {
		/* Nothing of a broken load is kept: the next one begins with no modules. */
		lua_newtable(script->L);
		lua_rawsetp(script->L, LUA_REGISTRYINDEX, &VM_KEY_MODULES);
	}
	return rc;
}

int script_idempotency_of(const char *word)
{
	static const char *const words[] = {"off", "sample", "enforce"};

	for (int i = 0; i < 3; i++) {
		if (word && strcmp(word, words[i]) == 0)
			return i;
	}
	return -1;
}

void script_follow_settings(struct script *script)
{
	script_set_idempotency(script, IDEMPOTENCY_SAMPLE, SCRIPT_SAMPLE_RATE);
	script->follows = 1;
}

void script_set_idempotency(struct script *script, enum script_idempotency mode, double rate)
{
	script->follows = 0;
	script->idempotency = mode;
	script->sample_rate = rate;
}

void script_idempotency_counts(const struct script *script, int64_t *ret_proofs,
			       int64_t *ret_violations)
{
	*ret_proofs = script->proofs;
	*ret_violations = script->violations;
}

char **script_list(const char *dir)
{
	return vm_list(dir);
}

void script_free_list(char **names)
{
	vm_free_names(names);
}

struct model *script_model(struct script *script)
{
	return script->model ? model_ref(script->model) : NULL;
}

struct lifecycles *script_lifecycles(struct script *script)
{
	return script->lifecycles ? lifecycles_ref(script->lifecycles) : NULL;
}

struct reader *script_reader(struct script *script, struct error *err)
{
	struct reader *reader = bind_service(script->L, "reader");

	if (reader)
		return reader;
	if (!script->reader) {
		if (!script->store) {
			error_set(err, ERROR_UNSUPPORTED, "there is no store here");
			return NULL;
		}
		script->reader = reader_open(script->store, err);
	}
	return script->reader;
}

void script_longest(struct script *script, double *ret_slice, double *ret_tidy)
{
	*ret_slice = (double)script->longest_slice / 1e9;
	*ret_tidy = (double)script->longest_tidy / 1e9;
	script->longest_slice = script->longest_tidy = 0;
}

void script_coroutines(const struct script *script, int *ret_used, uint64_t *ret_parked)
{
	*ret_used = script->awake;
	*ret_parked = script->parkings;
}

size_t script_memory(const struct script *script)
{
	return script->memory;
}

/* Rows of type script: what they say, and the two switches. See scripts.h. */
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/log.h"
#include "script/hooks.h"
#include "scripts_internal.h"

#define BUILTIN_DIR "lua/handlers/"

static const char *const STATES[] = {"active", "refused", "disabled"};

static char *copy_text(const char *text)
{
	char *copy = text ? strdup(text) : NULL;

	if (text && !copy)
		abort();
	return copy;
}

struct script_row *rows_find(struct scripts *scripts, const char *path)
{
	struct script_row **at = &scripts->rows, *row;

	while (*at && strcmp((*at)->path, path) < 0)
		at = &(*at)->next;
	if (*at && strcmp((*at)->path, path) == 0)
		return *at;
	row = calloc(1, sizeof(*row));
	if (!row)
		abort();
	row->path = copy_text(path);
	row->builtin = strncmp(path, BUILTIN_DIR, strlen(BUILTIN_DIR)) == 0;
	row->next = *at;
	*at = row;
	return row;
}

static const struct type *type_of(struct scripts *scripts)
{
	struct model *model = script_model(scripts->options.script);
	const struct type *type = model_type(model, "script");

	/* Kept alive by the script until the next round, which is not now. */
	model_unref(model);
	return type;
}

static int read_row(void *arg, const struct row *stored)
{
	struct scripts *scripts = arg;
	AUTO(buf_done) struct buf path = {0}, proof = {0};
	struct script_row *row;

	if (json_string(json_get(stored->doc, "path"), &path) < 0 || !path.len)
		return 0;
	row = rows_find(scripts, path.data);
	row->id = stored->id;
	row->disabled = json_is_true(json_get(stored->doc, "disabled"));
	row->removed = stored->removed != 0;
	json_int(json_get(stored->doc, "loadedAt"), &row->loaded_at);
	if (json_string(json_get(stored->doc, "proof"), &proof) == 0 && proof.len)
		snprintf(row->proof, sizeof(row->proof), "%s", proof.data);
	free(row->state);
	row->state = copy_text(stored->state);
	return 0;
}

int rows_read(struct scripts *scripts, struct error *err)
{
	struct query query = {.type = type_of(scripts), .limit = 1000000};

	scripts->reader = reader_open(scripts->options.store, err);
	if (!scripts->reader)
		return -1;
	if (!query.type)
		return error_set(err, ERROR_INTERNAL, "there is no type 'script'");
	return reader_list(scripts->reader, &query, read_row, scripts, err);
}

/* "instance_start" of "lua/handlers/instance_start.lua". */
static void add_name(struct buf *ret, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	size_t len = strlen(name);

	buf_clear(ret);
	buf_add(ret, name, len > 4 ? len - 4 : len);
	buf_addc(ret, 0);
}

void rows_switches(struct scripts *scripts)
{
	struct dropin *dropin = scripts->dropin;
	int count = 0;

	for (int i = 0; dropin->disabled && dropin->disabled[i]; i++)
		free(dropin->disabled[i]);
	free(dropin->disabled);
	for (struct script_row *row = scripts->rows; row; row = row->next)
		count++;
	dropin->disabled = calloc((size_t)count + 1, sizeof(*dropin->disabled));
	if (!dropin->disabled)
		abort();
	count = 0;
	for (struct script_row *row = scripts->rows; row; row = row->next) {
		AUTO(buf_done) struct buf name = {0};

		if (!row->builtin || !row->disabled)
			continue;
		add_name(&name, row->path);
		dropin->disabled[count++] = copy_text(name.data);
	}
	for (struct dropin_file *file = dropin->files; file; file = file->next)
		file->disabled = rows_find(scripts, file->path)->disabled;
}

/* --- What a row says -------------------------------------------------------------------- */

/* Where the handlers of each file stand: a JSON array by file. */
struct places {
	struct place {
		const char *file;
		struct buf json;
	} * list;
	int count;
};

static struct buf *place_of(struct places *places, const char *file)
{
	for (int i = 0; i < places->count; i++)
		if (strcmp(places->list[i].file, file) == 0)
			return &places->list[i].json;
	places->list = realloc(places->list, ((size_t)places->count + 1) * sizeof(*places->list));
	if (!places->list)
		abort();
	places->list[places->count] = (struct place){.file = file};
	return &places->list[places->count++].json;
}

static void find_places(struct scripts *scripts, struct places *ret)
{
	static const char *const phases[] = {"pre", "handle", "post"};
	struct script *script = scripts->options.script;
	struct lifecycles *set = script_lifecycles(script);
	int count = 0;
	const struct process *const *all = lifecycles_all(set, &count);

	for (int i = 0; i < count; i++)
		for (int phase = 0; phase < PHASE_MAX; phase++)
			for (int k = 0; all[i]->handlers[phase][k]; k++) {
				const struct handler *handler = all[i]->handlers[phase][k];
				const struct hook *hook = hooks_get(script, handler->reference);
				struct buf *json;

				if (!hook)
					continue;
				json = place_of(ret, hook->counts->file);
				buf_adds(json, json->len ? ",{\"process\":" : "{\"process\":");
				buf_json_string(json, all[i]->name);
				buf_addf(json, ",\"phase\":\"%s\",\"order\":%d,\"handler\":",
					 phases[phase], k + 1);
				buf_json_string(json, handler->name);
				buf_addc(json, '}');
			}
	lifecycles_unref(set);
}

static void places_done(struct places *places)
{
	for (int i = 0; i < places->count; i++)
		buf_done(&places->list[i].json);
	free(places->list);
}

static void add_words(struct buf *ret, const char *words)
{
	buf_addc(ret, '[');
	while (*words) {
		size_t len = strcspn(words, " ");

		buf_json_comma(ret);
		buf_json_bytes(ret, words, len);
		words += len + (words[len] == ' ');
	}
	buf_addc(ret, ']');
}

static void add_text_or_null(struct buf *ret, const char *key, const char *text)
{
	buf_json_key(ret, key);
	buf_json_string(ret, text && *text ? text : NULL);
}

/* Why the handlers of a file never run, or NULL. */
static const char *idle_of(const struct script_row *row, const struct dropin_file *file,
			   const struct buf *places)
{
	if (row->disabled || (places && places->len) ||
	    (file && (file->error.code || !strstr(file->kinds, "handler"))))
		return NULL;
	return "nothing attaches its handlers: they have no `on`, and no lifecycle names them";
}

/* `file` NULL: built in. */
static void add_doc(const struct script_row *row, const struct dropin_file *file,
		    const struct buf *places, struct buf *ret)
{
	buf_adds(ret, "{\"path\":");
	buf_json_string(ret, row->path);
	buf_addf(ret, ",\"builtin\":%s,\"disabled\":%s,\"error\":", row->builtin ? "true" : "false",
		 row->disabled ? "true" : "false");
	buf_json_string(ret, file && file->error.code ? file->error.text : NULL);
	buf_adds(ret, ",\"kinds\":");
	add_words(ret, file ? file->kinds : "handler");
	buf_adds(ret, ",\"idle\":");
	buf_json_string(ret, idle_of(row, file, places));
	buf_adds(ret, ",\"attachedTo\":[");
	if (places && places->len)
		buf_add(ret, places->data, places->len);
	buf_addc(ret, ']');
	add_text_or_null(ret, "sha256", file && file->seen ? file->seen->sha256 : NULL);
	add_text_or_null(ret, "runningSha256", file && file->used ? file->used->sha256 : NULL);
	add_text_or_null(ret, "proof", row->proof);
	buf_adds(ret, ",\"loadedAt\":");
	if (row->loaded_at)
		buf_add_int(ret, row->loaded_at);
	else
		buf_adds(ret, "null");
	buf_addc(ret, '}');
}

/* --- Writing ---------------------------------------------------------------------------- */

struct sync {
	struct scripts *scripts; /* NULL: the server ends */
	struct txn *txn;
	const struct type *type;
	struct model *model;
	struct change {
		struct script_row *row;
		int handle; /* of an insert; -1: was there */
		char *state, *doc;
		int removed;
	} * list;
	int count;
};

static void add_history(struct txn *txn, const struct type *type, int64_t id, const char *process,
			const char *from, const char *to, const char *actor)
{
	AUTO(buf_done) struct buf detail = {0};

	buf_adds(&detail, "{\"process\":");
	buf_json_string(&detail, process);
	add_text_or_null(&detail, "from", from);
	buf_adds(&detail, ",\"to\":");
	buf_json_string(&detail, to);
	buf_adds(&detail, ",\"actor\":");
	buf_json_string(&detail, actor);
	buf_addc(&detail, '}');
	txn_history(txn, type, id, 0, "state", (struct span){detail.data, detail.len});
}

static int insert_row(struct sync *sync, const struct script_row *row, const char *state,
		      const char *doc)
{
	AUTO(buf_done) struct buf name = {0};
	char uuid[UUID_LEN + 1];
	struct row fresh = {
		.kind = "script",
		.uuid = uuid,
		.created = clock_now(),
		.state = state,
		.progress = -1,
		.doc = span_of(doc),
	};

	id_uuid(uuid);
	add_name(&name, row->path);
	fresh.name = name.data;
	return txn_insert(sync->txn, sync->type, &fresh);
}

/* What is to be written of one row, if anything is. */
static void sync_row(struct sync *sync, struct script_row *row, const char *state, int removed,
		     const char *doc)
{
	struct change *change;

	if (row->id && row->state && strcmp(row->state, state) == 0 && row->removed == removed &&
	    row->doc && strcmp(row->doc, doc) == 0)
		return;
	if (!row->id && removed)
		return;
	sync->list = realloc(sync->list, ((size_t)sync->count + 1) * sizeof(*sync->list));
	if (!sync->list)
		abort();
	change = &sync->list[sync->count++];
	*change = (struct change){row, -1, copy_text(state), copy_text(doc), removed};
	if (!row->id) {
		change->handle = insert_row(sync, row, state, doc);
		return;
	}
	txn_patch(sync->txn, sync->type, row->id, span_of(doc), -1);
	if (row->removed != removed)
		txn_removed(sync->txn, sync->type, row->id, removed ? clock_now() : 0, 0);
	if (row->state && strcmp(row->state, state) == 0)
		return;
	txn_state(sync->txn, sync->type, row->id, 0, NULL, state, 0);
	add_history(sync->txn, sync->type, row->id,
		    strcmp(state, "active") == 0 ? "script.activate" : "script.refuse", row->state,
		    state, "system");
}

static void synced(void *arg, struct txn *txn)
{
	struct sync *sync = arg;
	struct scripts *scripts = sync->scripts;
	struct error err;
	int rc = txn_result(txn, &err);

	if (scripts)
		scripts->sync = NULL;
	if (scripts && rc < 0) {
		log_warn("scripts", "what the scripts are cannot be written, it is tried again",
			 "error=\"%s\"", err.text);
		scripts->sync_again = 1;
	}
	for (int i = 0; i < sync->count; i++) {
		struct change *change = &sync->list[i];
		struct script_row *row = change->row;

		if (scripts && rc == 0) {
			if (change->handle >= 0)
				row->id = txn_id(txn, change->handle);
			row->removed = change->removed;
			free(row->state);
			free(row->doc);
			row->state = STEAL(change->state);
			row->doc = STEAL(change->doc);
			api_changed(scripts->options.api, sync->type, row->id, 0, row->state);
		}
		free(change->state);
		free(change->doc);
	}
	free(sync->list);
	model_unref(sync->model);
	free(sync);
	if (scripts && rc == 0 && scripts->sync_again)
		rows_sync(scripts);
	if (scripts && !scripts->sync)
		scripts_fire(scripts, scripts->fire);
}

void rows_sync(struct scripts *scripts)
{
	struct script *script = scripts->options.script;
	struct places places = {0};
	struct sync *sync;

	if (scripts->sync) {
		scripts->sync_again = 1;
		return;
	}
	scripts->sync_again = 0;
	sync = calloc(1, sizeof(*sync));
	if (!sync)
		abort();
	sync->scripts = scripts;
	sync->txn = txn_new();
	sync->model = script_model(script);
	sync->type = model_type(sync->model, "script");
	find_places(scripts, &places);
	for (int reference = hooks_first(); reference > hooks_next(script); reference--) {
		const struct hook *hook = hooks_get(script, reference);
		AUTO(buf_done) struct buf doc = {0};
		struct script_row *row;

		if (!hook || hook->source)
			continue;
		row = rows_find(scripts, hook->counts->file);
		add_doc(row, NULL, place_of(&places, row->path), &doc);
		sync_row(sync, row, STATES[row->disabled ? SCRIPT_DISABLED : SCRIPT_ACTIVE], 0,
			 doc.data);
	}
	for (struct dropin_file *file = scripts->dropin->files; file; file = file->next) {
		struct script_row *row = rows_find(scripts, file->path);
		AUTO(buf_done) struct buf doc = {0};

		add_doc(row, file, place_of(&places, row->path), &doc);
		sync_row(sync, row, STATES[row->disabled ? SCRIPT_DISABLED : file->state],
			 !file->present, doc.data);
	}
	places_done(&places);
	if (!sync->count) {
		txn_free(sync->txn);
		model_unref(sync->model);
		free(sync);
		return;
	}
	scripts->sync = sync;
	store_submit(scripts->options.store, sync->txn, synced, sync);
}

/* --- Switches --------------------------------------------------------------------------- */

struct flip {
	struct flip *next;
	struct scripts *scripts; /* NULL: the server ends */
	struct script_row *row;
	struct model *model;
	const struct type *type;
	int disable;
	outcome_fn fn;
	void *arg;
};

static void flip_fail(outcome_fn fn, void *arg, int64_t id, const struct error *err)
{
	struct outcome outcome = {.rc = -1, .err = *err, .id = id};

	fn(arg, &outcome);
}

static void flipped(void *arg, struct txn *txn)
{
	struct flip *flip = arg, **at;
	struct scripts *scripts = flip->scripts;
	struct script_row *row = flip->row;
	struct waiter *waiter;
	struct error err;

	if (!scripts) {
		model_unref(flip->model);
		free(flip);
		return;
	}
	for (at = &scripts->flips; *at != flip; at = &(*at)->next)
		;
	*at = flip->next;
	if (txn_result(txn, &err) < 0) {
		flip_fail(flip->fn, flip->arg, row->id, &err);
	} else {
		row->disabled = flip->disable;
		free(row->state);
		row->state = copy_text(STATES[flip->disable ? SCRIPT_DISABLED : SCRIPT_ACTIVE]);
		waiter = calloc(1, sizeof(*waiter));
		if (!waiter)
			abort();
		/* It is answered when it works, not when it is written. */
		*waiter = (struct waiter){scripts->waiters,
					  flip->fn,
					  flip->arg,
					  {.id = row->id},
					  scripts->rounds + 1};
		scripts->waiters = waiter;
		api_changed(scripts->options.api, flip->type, row->id, 0, row->state);
		scripts_round(scripts, 1);
	}
	model_unref(flip->model);
	free(flip);
}

/* What is on its way to the store comes back to nobody. */
static void rows_abandon(struct scripts *scripts)
{
	if (scripts->sync)
		scripts->sync->scripts = NULL;
	for (struct flip *flip = scripts->flips; flip; flip = flip->next)
		flip->scripts = NULL;
}

void rows_free(struct scripts *scripts)
{
	rows_abandon(scripts);
	while (scripts->rows) {
		struct script_row *row = scripts->rows;

		scripts->rows = row->next;
		free(row->path);
		free(row->state);
		free(row->doc);
		free(row->told);
		free(row);
	}
}

static struct script_row *row_of(struct scripts *scripts, int64_t id)
{
	struct script_row *row = scripts->rows;

	while (row && row->id != id)
		row = row->next;
	return row;
}

static int may_flip(const struct script_row *row, int disable, struct span data, struct error *err)
{
	if (!row || row->removed)
		return error_set(err, ERROR_NOT_FOUND, "there is no such script");
	if (disable && row->builtin && !json_is_true(json_get(data, "force")))
		return error_field(
			err, ERROR_CONFLICT, "BuiltinScript", "force",
			"%s is built in, and processes may rely on it; to disable it all "
			"the same, send force=true",
			row->path);
	return 0;
}

void scripts_verb(void *arg, int64_t id, const char *verb, struct span data, const char *actor,
		  outcome_fn fn, void *fn_arg)
{
	struct scripts *scripts = arg;
	struct script_row *row = row_of(scripts, id);
	int disable = strcmp(verb, "disable") == 0;
	struct outcome outcome = {.id = id};
	struct error err = {0};
	struct flip *flip;
	struct txn *txn;

	if (may_flip(row, disable, data, &err) < 0) {
		flip_fail(fn, fn_arg, id, &err);
		return;
	}
	if (row->disabled == disable) {
		fn(fn_arg, &outcome);
		return;
	}
	flip = calloc(1, sizeof(*flip));
	if (!flip)
		abort();
	*flip = (struct flip){.next = scripts->flips,
			      .scripts = scripts,
			      .row = row,
			      .model = script_model(scripts->options.script),
			      .disable = disable,
			      .fn = fn,
			      .arg = fn_arg};
	scripts->flips = flip;
	flip->type = model_type(flip->model, "script");
	txn = txn_new();
	txn_patch(txn, flip->type, id,
		  span_of(disable ? "{\"disabled\":true}" : "{\"disabled\":false}"), -1);
	txn_state(txn, flip->type, id, 0, NULL, STATES[disable ? SCRIPT_DISABLED : SCRIPT_ACTIVE],
		  0);
	add_history(txn, flip->type, id, disable ? "script.disable" : "script.enable", row->state,
		    STATES[disable ? SCRIPT_DISABLED : SCRIPT_ACTIVE], actor);
	store_submit(scripts->options.store, txn, flipped, flip);
}

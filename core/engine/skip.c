/*
 * Handlers by name: where a run is, down to the innermost handler of its nested runs; where
 * it failed; and which it passes over because an operator said so. What is passed over stands
 * in the process data (`_skip`), so that later attempts and a crash do not forget it; a process
 * that follows begins without it.
 */
#include "engine/engine_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "store/doc.h"

#define EFFECTS_MAX 32

struct run *run_leaf(struct run *run)
{
	for (;;) {
		struct run *kid;

		if (list_empty(&run->kids))
			return run;
		kid = container_of(run->kids.prev, struct run, sibling);
		if (!kid->in_handler && !kid->handled)
			return run;
		run = kid;
	}
}

void run_key(const struct run *run, const struct process *process, const char *handler,
	     struct buf *ret)
{
	buf_addf(ret, "%s:%lld %s %s", run->slot->type, (long long)run->slot->id, process->name,
		 handler);
}

static void add_step(const struct run *run, struct buf *ret)
{
	const char *handler = run->handler ? run->handler->name : run->row_handler;

	buf_addf(ret, handler ? "%s(%s)" : "%s", run->process->name, handler);
}

void run_path(const struct run *run, struct buf *ret)
{
	add_step(run, ret);
	while (!list_empty(&run->kids)) {
		run = container_of(run->kids.prev, struct run, sibling);
		buf_adds(ret, "->");
		add_step(run, ret);
	}
}

/* --- Where it failed -------------------------------------------------------------------- */

void run_unblame(struct run *run)
{
	text_set(&run->failed_key, NULL);
	text_set(&run->failed_path, NULL);
	text_set(&run->failed_text, NULL);
}

/* An error climbs through nested runs, each of which may put words in front of it. */
void run_blame(struct run *run, const struct error *err)
{
	AUTO(buf_done) struct buf key = {0}, path = {0};
	struct run *top = run->top;

	if (!run->handler || (top->failed_text && strstr(err->text, top->failed_text)))
		return;
	run_key(run, run->process, run->handler->name, &key);
	run_path(top, &path);
	text_set(&top->failed_key, key.data);
	text_set(&top->failed_path, path.data);
	text_set(&top->failed_text, err->text);
}

/* --- What is passed over ---------------------------------------------------------------- */

static struct span skips_of(const struct run *top)
{
	return json_get((struct span){top->data.data, top->data.len}, "_skip");
}

int run_skips(const struct run *run, const struct handler *handler)
{
	AUTO(buf_done) struct buf key = {0}, text = {0};
	struct json_iter iter;
	struct span item;

	run_key(run, run->process, handler->name, &key);
	json_iter_start(&iter, skips_of(run->top));
	while (json_iter_next(&iter, NULL, &item)) {
		buf_clear(&text);
		if (json_string(item, &text) == 0 &&
		    strcmp(text.data ? text.data : "", key.data) == 0)
			return 1;
	}
	return 0;
}

void run_add_skip(struct run *run, const char *key)
{
	AUTO(buf_done) struct buf patch = {0}, text = {0};
	struct json_iter iter;
	struct span item;

	buf_adds(&patch, "{\"_skip\":[");
	if (run->skips) {
		json_iter_start(&iter, skips_of(run));
		while (json_iter_next(&iter, NULL, &item)) {
			buf_clear(&text);
			if (json_string(item, &text) == 0 && text.len &&
			    strcmp(text.data, key) != 0) {
				buf_json_comma(&patch);
				buf_add(&patch, item.at, item.len);
			}
		}
	}
	buf_json_comma(&patch);
	buf_json_string(&patch, key);
	buf_adds(&patch, "]}");
	run_patch_data(run, (struct span){patch.data, patch.len});
	run->skips = 1;
}

struct span data_clean(struct span data, struct buf *room)
{
	if (!json_is_object(data) || data.len <= 2 || !memmem(data.at, data.len, "\"_skip\"", 7))
		return data;
	doc_merge(data, span_of("{\"_skip\":null}"), room);
	return (struct span){room->data, room->len};
}

/* --- What it did ------------------------------------------------------------------------ */

void run_effect(struct run *run, const char *name)
{
	AUTO(buf_done) struct buf text = {0};
	struct buf *effects = &run->effects;

	buf_json_string(&text, name);
	if (run->effect_count == EFFECTS_MAX ||
	    (effects->len && memmem(effects->data, effects->len, text.data, text.len)))
		return;
	if (run->effect_count++)
		buf_addc(effects, ',');
	buf_add(effects, text.data, text.len);
}

/*
 * A resource as it was: today's row, taken back along its history change by change. Only what
 * is younger than the asked-for time is read, so it costs what happened since, and does not
 * need what was forgotten before.
 */
#include <string.h>

#include "api/history_view.h"
#include "base/auto.h"
#include "base/clock.h"
#include "store/doc.h"

struct back {
	const struct snapshot *snapshot;
	int64_t at;
	struct buf doc, state[2], name, text;
	unsigned open[2]; /* where it was before is not known yet */
	int changed[2], named, has_name;
	int64_t account_id;
};

static int column_of(const struct back *back, struct span detail, struct buf *text)
{
	const struct process *process = NULL;

	buf_clear(text);
	if (json_string(json_get(detail, "process"), text) == 0 && text->len &&
	    back->snapshot->lifecycles)
		process = lifecycles_find_name(back->snapshot->lifecycles, text->data);
	return process ? process->column : 0;
}

static void take_state(struct back *back, int column, struct span value)
{
	buf_clear(&back->state[column]);
	json_string(value, &back->state[column]);
	back->changed[column] = 1;
	back->open[column] = 0;
}

static void undo_update(struct back *back, struct span detail)
{
	struct span old = json_get(detail, "old"), columns = json_get(detail, "columns"), name;
	struct buf before = {0};

	if (json_is_object(old) && old.len > 2) {
		doc_merge((struct span){back->doc.data, back->doc.len}, old, &before);
		buf_done(&back->doc);
		back->doc = before;
	}
	if (!json_is_object(columns))
		return;
	json_int(json_get(columns, "accountId"), &back->account_id);
	name = json_get(columns, "name");
	if (!name.at)
		return;
	back->named = 1;
	back->has_name = !json_is_null(name);
	buf_clear(&back->name);
	json_string(name, &back->name);
}

static int step(void *arg, const struct history_row *row)
{
	struct back *back = arg;
	int is_state = strcmp(row->kind, "state") == 0, column;
	struct span from;

	if (row->at <= back->at) {
		if (is_state) {
			column = column_of(back, row->detail, &back->text);
			if (back->open[column])
				take_state(back, column, json_get(row->detail, "to"));
		}
		return !back->open[0] && !back->open[1];
	}
	if (strcmp(row->kind, "update") == 0)
		undo_update(back, row->detail);
	if (!is_state)
		return 0;
	column = column_of(back, row->detail, &back->text);
	from = json_get(row->detail, "from");
	if (json_is_string(from))
		take_state(back, column, from);
	else
		back->open[column] = 1;
	return 0;
}

int as_of_row(struct call *call, const struct type *type, int64_t at, struct row *row,
	      struct as_of *ret, struct error *err)
{
	struct back back = {.snapshot = call->snapshot, .at = at, .account_id = row->account_id};
	int rc;

	memset(ret, 0, sizeof(*ret));
	if (row->created > at)
		return error_set(err, ERROR_NOT_FOUND, "there was no such %s then", type->name);
	buf_add(&back.doc, row->doc.at, row->doc.len);
	rc = reader_history(call->thread->inner, type->base, row->id, 0, step, &back, err);
	ret->doc = back.doc;
	ret->state = back.state[0];
	ret->allocation = back.state[1];
	ret->name = back.name;
	buf_done(&back.text);
	if (rc < 0)
		return -1;
	row->doc = (struct span){ret->doc.data, ret->doc.len};
	if (back.changed[0])
		row->state = ret->state.data;
	if (back.changed[1])
		row->allocation = ret->allocation.data;
	if (back.named)
		row->name = back.has_name ? (ret->name.data ? ret->name.data : "") : NULL;
	row->account_id = back.account_id;
	if (row->removed > at)
		row->removed = row->remove_time = 0;
	row->error = 0;
	row->message = NULL;
	row->progress = -1;
	return 0;
}

void as_of_done(struct as_of *as_of)
{
	buf_done(&as_of->doc);
	buf_done(&as_of->state);
	buf_done(&as_of->allocation);
	buf_done(&as_of->name);
}

int as_of_time(const char *text, int64_t *ret, struct error *err)
{
	struct span span = span_of(text);

	if (clock_parse_iso(text, ret) == 0 || (span.len && json_int(span, ret) == 0))
		return 0;
	return error_field(err, ERROR_INVALID, "InvalidFormat", "asOf",
			   "asOf must be a time like 2014-08-22T21:56:35Z, or milliseconds");
}

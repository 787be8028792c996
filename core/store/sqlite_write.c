/*
 * One transaction, in two passes.
 *
 * The first walks the operations over the narrow rows in memory: it loads each once, checks
 * guards in order (a later one sees what an earlier operation made), and writes nothing. So
 * a guard that does not hold costs a look-up, not a rollback. The second writes: new rows,
 * documents, processes, history; and last each narrow row, once, whatever happened to it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "store/sqlite.h"

/* --- Narrow rows in memory -------------------------------------------------------------- */

static uint32_t hash(const struct table *table, int64_t id)
{
	uint64_t mixed = ((uint64_t)id ^ (uintptr_t)table >> 4) * 0x9e3779b97f4a7c15u;

	return (uint32_t)(mixed >> 32);
}

static void hots_index(struct hots *hots)
{
	uint32_t size = 32;

	while (size < (uint32_t)hots->cap * 2)
		size *= 2;
	if (size != hots->mask + 1 || !hots->slots) {
		free(hots->slots);
		hots->slots = malloc(size * sizeof(*hots->slots));
		if (!hots->slots)
			abort();
		hots->mask = size - 1;
	}
	memset(hots->slots, 0, size * sizeof(*hots->slots));
	for (int i = 0; i < hots->count; i++) {
		uint32_t at = hash(hots->rows[i].table, hots->rows[i].id) & hots->mask;

		while (hots->slots[at])
			at = (at + 1) & hots->mask;
		hots->slots[at] = (uint32_t)i + 1;
	}
}

/* Empties; a table that one big transaction made grow is not cleared for ever after. */
static void hots_clear(struct hots *hots)
{
	hots->count = 0;
	if (hots->cap > 64) {
		free(hots->rows);
		hots->rows = NULL;
		hots->cap = 0;
	}
	hots_index(hots);
}

static struct hot *hots_find(struct hots *hots, const struct table *table, int64_t id)
{
	for (uint32_t at = hash(table, id) & hots->mask; hots->slots[at];
	     at = (at + 1) & hots->mask) {
		struct hot *hot = &hots->rows[hots->slots[at] - 1];

		if (hot->table == table && hot->id == id)
			return hot;
	}
	return NULL;
}

/* Borrowed until the next one is added. */
static struct hot *hots_add(struct hots *hots, const struct hot *hot)
{
	uint32_t at;

	if (hots->count == hots->cap) {
		hots->cap = hots->cap ? hots->cap * 2 : 16;
		hots->rows = realloc(hots->rows, (size_t)hots->cap * sizeof(*hots->rows));
		if (!hots->rows)
			abort();
		hots_index(hots);
	}
	hots->rows[hots->count++] = *hot;
	for (at = hash(hot->table, hot->id) & hots->mask; hots->slots[at];
	     at = (at + 1) & hots->mask)
		;
	hots->slots[at] = (uint32_t)hots->count;
	return &hots->rows[hots->count - 1];
}

/* In memory an inserted row goes by its TXN_REF, unless it brought its own id. */
static int64_t key_of(const struct txn *txn, int64_t id)
{
	int64_t real = txn_real_id(txn, id);

	return real ? real : id;
}

/* The row, loaded at its first use; one that is not there has exists 0. NULL on failure. */
static struct hot *hot_of(struct sqlite *sqlite, struct txn *txn, const struct op *op, int64_t id)
{
	struct table *table = tables_get(&sqlite->tables, op->type);
	struct hot *found = hots_find(&sqlite->hots, table, id);
	struct hot hot = {.table = table, .type = op->type, .id = id};
	sqlite3_stmt *get;
	int code;

	if (found)
		return found;
	get = table_statement(&sqlite->tables, table, HOT_GET, &txn->err);
	if (!get)
		return NULL;
	sqlite3_bind_int64(get, 1, id);
	code = sqlite3_step(get);
	if (code == SQLITE_ROW) {
		hot.exists = 1;
		hot.state = arena_text(&txn->arena, column_text(get, 0));
		hot.allocation = arena_text(&txn->arena, column_text(get, 1));
		hot.removed = sqlite3_column_int64(get, 2);
		hot.remove_time = sqlite3_column_int64(get, 3);
		hot.error = sqlite3_column_int(get, 4);
		hot.message = arena_text(&txn->arena, column_text(get, 5));
		hot.progress = sqlite3_column_type(get, 6) == SQLITE_NULL
				       ? -1
				       : sqlite3_column_int(get, 6);
		hot.rev = sqlite3_column_int64(get, 7);
		hot.last_history = sqlite3_column_int64(get, 8);
	} else if (code != SQLITE_DONE) {
		sqlite_fail(sqlite->db, "read a row", &txn->err);
		sqlite3_reset(get);
		return NULL;
	}
	sqlite3_reset(get);
	return hots_add(&sqlite->hots, &hot);
}

/* --- First pass ------------------------------------------------------------------------- */

static enum outcome_of refuse(struct txn *txn, enum error_code code, const struct op *op,
			      const char *why)
{
	txn->rc = -1;
	error_set(&txn->err, code, "'%s' %lld %s", op->type->name,
		  (long long)txn_real_id(txn, op->id), why);
	return REFUSED;
}

static enum outcome_of refuse_revision(struct txn *txn, const struct op *op)
{
	txn->rc = -1;
	error_field(&txn->err, ERROR_CONFLICT, "Precondition Failed", "If-Match",
		    "'%s' %lld was changed by someone else meanwhile", op->type->name,
		    (long long)txn_real_id(txn, op->id));
	return REFUSED;
}

static enum outcome_of check_state(struct txn *txn, const struct op *op, struct hot *hot)
{
	const char **column = op->state.column ? &hot->allocation : &hot->state;
	const char *seen = *column ? *column : "";
	const char *const *from = op->state.from;

	while (from && *from && strcmp(*from, seen) != 0)
		from++;
	if (from && !*from) {
		txn->seen = seen;
		txn->rc = -1;
		error_set(&txn->err, ERROR_CONFLICT, "'%s' %lld is '%s'", op->type->name,
			  (long long)op->id, seen);
		return REFUSED;
	}
	*column = op->state.to;
	if (op->state.fresh) {
		hot->error = 0;
		hot->message = NULL;
		hot->progress = -1;
	}
	hot->changed = 1;
	return WRITTEN;
}

/*
 * The first number from `from` to `to` that no row of the pool has: taken ones come in order, so
 * the first that is not the next one shows the gap. -1 none, -2 on failure.
 */
static int64_t free_number(struct sqlite *sqlite, struct txn *txn, const struct op *op,
			   int64_t from, int64_t to)
{
	struct table *table = tables_get(&sqlite->tables, op->type);
	sqlite3_stmt *uuids = table_statement(&sqlite->tables, table, ROW_UUIDS, &txn->err);
	size_t stem = strlen(op->claim->pool);
	AUTO(buf_done) struct buf low = {0}, high = {0};
	int code = SQLITE_DONE;

	if (!uuids)
		return -2;
	buf_addf(&low, "%s%012llx", op->claim->pool, (unsigned long long)from);
	buf_addf(&high, "%s%012llx", op->claim->pool, (unsigned long long)to);
	bind_text(uuids, 1, low.data);
	bind_text(uuids, 2, high.data);
	while (from <= to && (code = sqlite3_step(uuids)) == SQLITE_ROW) {
		if ((int64_t)strtoull(column_text(uuids, 0) + stem, NULL, 16) != from)
			break;
		from++;
	}
	if (code != SQLITE_DONE && code != SQLITE_ROW)
		from = sqlite_fail(sqlite->db, "read a pool", &txn->err) - 1;
	else if (from > to)
		from = -1;
	sqlite3_reset(uuids);
	return from;
}

static enum outcome_of check_claim(struct sqlite *sqlite, struct txn *txn, struct op *op)
{
	const struct claim *claim = op->claim;
	int64_t number = -1;

	if (claim->start >= claim->first && claim->start <= claim->last)
		number = free_number(sqlite, txn, op, claim->start, claim->last);
	if (number == -1)
		number = free_number(sqlite, txn, op, claim->first, claim->last);
	if (number < 0) {
		txn->rc = -1;
		if (number == -1)
			error_set(&txn->err, ERROR_CONFLICT, "pool '%s': all items are taken",
				  claim->pool);
		return number == -1 ? REFUSED : FAILED;
	}
	txn_claim_fill(txn, op, number);
	return WRITTEN;
}

static enum outcome_of check_insert(struct sqlite *sqlite, struct txn *txn, struct op *op)
{
	const struct row *row = &op->row;
	struct hot hot = {
		.table = tables_get(&sqlite->tables, op->type),
		.type = op->type,
		.id = op->id > 0 ? op->id : TXN_REF(op->handle),
		.state = row->state,
		.allocation = row->allocation,
		.message = row->message,
		.removed = row->removed,
		.remove_time = row->remove_time,
		.rev = 1,
		.error = row->error,
		.progress = row->message || row->progress ? row->progress : -1,
		.exists = 1,
		.inserted = 1,
	};

	if (op->id > 0) {
		if (hots_find(&sqlite->hots, hot.table, op->id))
			return refuse(txn, ERROR_CONFLICT, op, "is there already");
		txn->ids[op->handle] = op->id;
	}
	hots_add(&sqlite->hots, &hot);
	return op->claim ? check_claim(sqlite, txn, op) : WRITTEN;
}

static enum outcome_of check_op(struct sqlite *sqlite, struct txn *txn, struct op *op)
{
	struct hot *hot;

	if (op->kind == OP_PROCESS || op->kind == OP_PROCESS_UPDATE || op->kind >= OP_FORGET)
		return WRITTEN;
	if (op->kind == OP_INSERT)
		return check_insert(sqlite, txn, op);
	hot = hot_of(sqlite, txn, op, key_of(txn, op->id));
	if (!hot) {
		txn->rc = -1;
		return FAILED;
	}
	if (!hot->exists && !(op->kind == OP_HISTORY && hot->deleted))
		return refuse(txn, ERROR_NOT_FOUND, op, "does not exist");

	switch (op->kind) {
	case OP_STATE:
		return check_state(txn, op, hot);
	case OP_GUARD:
	case OP_PATCH:
		if (op->patch.rev >= 0 && op->patch.rev != hot->rev)
			return refuse_revision(txn, op);
		break;
	case OP_STATUS:
		hot->error = op->status.error;
		hot->message = op->status.message;
		hot->progress = op->status.progress;
		hot->changed = 1;
		break;
	case OP_REMOVED:
		hot->removed = op->removed.removed;
		hot->remove_time = op->removed.remove_time;
		hot->changed = 1;
		break;
	case OP_DELETE:
		hot->exists = 0;
		hot->deleted = 1;
		break;
	default:
		break;
	}
	return WRITTEN;
}

/* --- Second pass ------------------------------------------------------------------------ */

static int insert_row(struct sqlite *sqlite, struct txn *txn, const struct op *op)
{
	struct hot *hot = hot_of(sqlite, txn, op, op->id > 0 ? op->id : TXN_REF(op->handle));
	sqlite3_stmt *insert = table_statement(&sqlite->tables, hot->table, ROW_INSERT, &txn->err);
	const struct row *row = &op->row;

	if (!insert)
		return -1;
	bind_id(insert, 1, op->id > 0 ? op->id : 0);
	bind_id(insert, 2, txn_real_id(txn, row->account_id));
	bind_text(insert, 3, row->kind);
	bind_text(insert, 4, row->uuid);
	bind_text(insert, 5, row->name);
	sqlite3_bind_int64(insert, 6, row->created ? row->created : clock_now());
	bind_span(insert, 7, row->doc);
	if (sqlite_step(sqlite->db, insert, "insert", &txn->err) < 0)
		return -1;
	txn->ids[op->handle] = sqlite3_last_insert_rowid(sqlite->db);
	return 0;
}

static int write_process(struct sqlite *sqlite, struct txn *txn, const struct op *op)
{
	sqlite3_stmt *insert = sqlite->statements[PROCESS_INSERT];
	const struct process_row *row = &op->process;
	int64_t name = sqlite_intern(sqlite, row->name ? row->name : "", &txn->err);
	int64_t type = name < 0 ? -1 : sqlite_intern(sqlite, row->type ? row->type : "", &txn->err);

	if (type < 0)
		return -1;
	bind_id(insert, 1, row->id);
	sqlite3_bind_int64(insert, 2, name);
	sqlite3_bind_int64(insert, 3, type);
	sqlite3_bind_int64(insert, 4, txn_real_id(txn, row->resource_id));
	sqlite3_bind_int(insert, 5, row->priority);
	bind_text(insert, 6, row->actor);
	sqlite3_bind_int64(insert, 7, row->start ? row->start : clock_now());
	bind_id(insert, 8, row->end);
	bind_text(insert, 9, row->result);
	bind_text(insert, 10, row->exit_reason);
	bind_text(insert, 11, row->phase);
	bind_text(insert, 12, row->handler);
	sqlite3_bind_int(insert, 13, row->attempt);
	bind_id(insert, 14, row->next_at);
	bind_text(insert, 15, row->last_error);
	bind_span(insert, 16, row->data.at ? row->data : span_of("{}"));
	if (sqlite_step(sqlite->db, insert, "insert a process", &txn->err) < 0)
		return -1;
	txn->ids[op->handle] = sqlite3_last_insert_rowid(sqlite->db);
	return 0;
}

static int update_process(struct sqlite *sqlite, struct txn *txn, const struct op *op)
{
	sqlite3_stmt *update = sqlite->statements[PROCESS_UPDATE];
	const struct process_row *row = &op->process;

	sqlite3_bind_int64(update, 1, txn_real_id(txn, row->id));
	bind_id(update, 2, row->end);
	bind_text(update, 3, row->result);
	bind_text(update, 4, row->exit_reason);
	bind_text(update, 5, row->phase);
	bind_text(update, 6, row->handler);
	sqlite3_bind_int(update, 7, row->attempt);
	bind_id(update, 8, row->next_at);
	bind_text(update, 9, row->last_error);
	bind_span(update, 10, row->data);
	if (sqlite_step(sqlite->db, update, "update a process", &txn->err) < 0)
		return -1;
	if (sqlite3_changes(sqlite->db) == 0)
		return error_set(&txn->err, ERROR_NOT_FOUND, "process %lld does not exist",
				 (long long)row->id);
	return 0;
}

static int insert_history(struct sqlite *sqlite, struct txn *txn, const struct op *op,
			  struct hot *hot, int64_t process_id, const char *kind_text,
			  struct span detail)
{
	sqlite3_stmt *insert = sqlite->statements[HISTORY_INSERT];
	int64_t type = sqlite_intern(sqlite, op->type->name, &txn->err), kind;

	if (type < 0)
		return -1;
	kind = sqlite_intern(sqlite, kind_text ? kind_text : "", &txn->err);
	if (kind < 0)
		return -1;
	bind_id(insert, 1, hot->last_history);
	sqlite3_bind_int64(insert, 2, clock_now());
	sqlite3_bind_int64(insert, 3, type);
	sqlite3_bind_int64(insert, 4, txn_real_id(txn, op->id));
	bind_id(insert, 5, txn_real_id(txn, process_id));
	sqlite3_bind_int64(insert, 6, kind);
	bind_span(insert, 7, detail.at ? detail : span_of("{}"));
	if (sqlite_step(sqlite->db, insert, "insert history", &txn->err) < 0)
		return -1;
	hot->last_history = sqlite3_last_insert_rowid(sqlite->db);
	hot->touched = 1;
	return 0;
}

/* What it was before goes into the history, when the patch is somebody's. */
static int patch_row(struct sqlite *sqlite, struct txn *txn, const struct op *op, struct hot *hot)
{
	struct buf *undo = &sqlite->undo;

	buf_clear(undo);
	if (write_patch(sqlite, hot, op, txn_real_id(txn, op->id), op->patch.logged ? undo : NULL,
			&txn->err) < 0)
		return -1;
	if (!undo->len)
		return 0;
	if (op->patch.actor) {
		buf_json_key(undo, "actor");
		buf_json_string(undo, op->patch.actor);
	}
	buf_addc(undo, '}');
	return insert_history(sqlite, txn, op, hot, op->patch.process_id, "update",
			      (struct span){undo->data, undo->len});
}

static int delete_row(struct sqlite *sqlite, struct txn *txn, const struct op *op,
		      const struct hot *hot)
{
	static const enum table_statement both[] = {ROW_DELETE, HOT_DELETE};

	for (int i = 0; i < 2; i++) {
		sqlite3_stmt *statement =
			table_statement(&sqlite->tables, hot->table, both[i], &txn->err);

		if (!statement)
			return -1;
		sqlite3_bind_int64(statement, 1, txn_real_id(txn, op->id));
		if (sqlite_step(sqlite->db, statement, "delete", &txn->err) < 0)
			return -1;
	}
	return 0;
}

static int write_op(struct sqlite *sqlite, struct txn *txn, const struct op *op)
{
	struct hot *hot = NULL;

	if (op->kind == OP_INSERT)
		return insert_row(sqlite, txn, op);
	if (op->kind == OP_PROCESS)
		return write_process(sqlite, txn, op);
	if (op->kind == OP_PROCESS_UPDATE)
		return update_process(sqlite, txn, op);
	if (op->kind == OP_FORGET)
		return forget(sqlite, txn, op);
	if (op->kind == OP_META)
		return schema_meta_set(&sqlite->backend, op->meta.key, op->meta.value, &txn->err);
	if (op->kind == OP_ONCE || op->kind == OP_ONCE_ANSWER)
		return write_once(sqlite, txn, op);
	if (op->kind == OP_ONCE_FORGET)
		return forget_once(sqlite, txn, op);
	if (op->kind == OP_STATE || op->kind == OP_STATUS || op->kind == OP_REMOVED ||
	    op->kind == OP_GUARD)
		return 0;
	/* An inserted row goes by its TXN_REF in memory to the end, whatever id it got. */
	hot = hots_find(&sqlite->hots, tables_get(&sqlite->tables, op->type), op->id);
	if (!hot)
		hot = hot_of(sqlite, txn, op, txn_real_id(txn, op->id));
	if (op->kind == OP_PATCH)
		return patch_row(sqlite, txn, op, hot);
	if (op->kind == OP_HISTORY)
		return insert_history(sqlite, txn, op, hot, op->history.process_id,
				      op->history.kind, op->history.detail);
	return delete_row(sqlite, txn, op, hot);
}

static int flush_hot(struct sqlite *sqlite, struct txn *txn, struct hot *hot)
{
	sqlite3_stmt *set;

	if (hot->deleted || !(hot->inserted || hot->changed || hot->touched))
		return 0;
	set = table_statement(&sqlite->tables, hot->table, hot->inserted ? HOT_INSERT : HOT_SET,
			      &txn->err);
	if (!set)
		return -1;
	bind_text(set, 1, hot->state);
	bind_text(set, 2, hot->allocation);
	bind_id(set, 3, hot->removed);
	bind_id(set, 4, hot->remove_time);
	sqlite3_bind_int(set, 5, hot->error);
	bind_text(set, 6, hot->message);
	if (hot->progress >= 0)
		sqlite3_bind_int(set, 7, hot->progress);
	else
		sqlite3_bind_null(set, 7);
	hot->rev += hot->changed && !hot->inserted;
	sqlite3_bind_int64(set, 8, hot->rev);
	sqlite3_bind_int64(set, 9, hot->last_history);
	sqlite3_bind_int64(set, 10, txn_real_id(txn, hot->id));
	return sqlite_step(sqlite->db, set, "write a row", &txn->err);
}

enum outcome_of write_txn(struct sqlite *sqlite, struct txn *txn)
{
	hots_clear(&sqlite->hots);
	for (struct op *op = txn->first; op; op = op->next) {
		enum outcome_of outcome = check_op(sqlite, txn, op);

		if (outcome != WRITTEN)
			return outcome;
	}
	for (const struct op *op = txn->first; op; op = op->next) {
		if (write_op(sqlite, txn, op) == 0)
			continue;
		txn->rc = -1;
		return FAILED;
	}
	for (int i = 0; i < sqlite->hots.count; i++) {
		if (flush_hot(sqlite, txn, &sqlite->hots.rows[i]) == 0)
			continue;
		txn->rc = -1;
		return FAILED;
	}
	for (int i = 0; i < sqlite->hots.count; i++) {
		struct hot *hot = &sqlite->hots.rows[i];

		if (hot->changed || hot->touched || hot->inserted || hot->deleted || hot->rewritten)
			sqlite_moves(sqlite, hot, txn_real_id(txn, hot->id));
	}
	return WRITTEN;
}

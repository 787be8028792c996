/*
 * One patch of one row: members that name a column change the column, the others go into the
 * document. A document or column that comes out as it was is not written, since each write
 * of the document rewrites the entries of every index over it.
 */
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "store/doc.h"
#include "store/sqlite.h"

/* The columns of a row, as they are and then as they shall be. */
struct columns {
	int64_t account_id;
	struct buf kind, uuid, name;
	int has_name;
	int changed;
};

static void columns_done(struct columns *columns)
{
	buf_done(&columns->kind);
	buf_done(&columns->uuid);
	buf_done(&columns->name);
}

static void auto_columns_done(struct columns *columns)
{
	columns_done(columns);
}

static int same_text(const struct buf *a, const struct buf *b)
{
	return a->len == b->len && (!a->len || memcmp(a->data, b->data, a->len) == 0);
}

static int bad(const struct field *field, const char *wanted, struct error *err)
{
	return error_field(err, ERROR_INVALID, "InvalidFormat", field->name, "'%s' must be %s",
			   field->name, wanted);
}

static int set_text(struct columns *columns, struct buf *to, const struct field *field,
		    struct span value, struct error *err)
{
	AUTO(buf_done) struct buf text = {0};

	buf_room(&text, 1)[0] = 0;
	if (json_string(value, &text) < 0)
		return bad(field, "text", err);
	if (text.len == to->len && memcmp(text.data, to->data ? to->data : "", text.len) == 0)
		return 0;
	buf_clear(to);
	buf_add(to, text.data, text.len);
	columns->changed = 1;
	return 0;
}

static int set_name(struct columns *columns, const struct field *field, struct span value,
		    struct error *err)
{
	int had = columns->has_name;

	columns->has_name = !json_is_null(value);
	columns->changed |= had != columns->has_name;
	return columns->has_name ? set_text(columns, &columns->name, field, value, err) : 0;
}

static int set_account(struct columns *columns, const struct field *field, struct span value,
		       struct error *err)
{
	int64_t account = 0;

	if (!json_is_null(value) && json_int(value, &account) < 0)
		return bad(field, "an id", err);
	columns->changed |= account != columns->account_id;
	columns->account_id = account;
	return 0;
}

/* A time in milliseconds or as ISO text; null is 0. */
static int set_time(struct hot *hot, int64_t *to, const struct field *field, struct span value,
		    struct error *err)
{
	AUTO(buf_done) struct buf text = {0};
	int64_t time = 0;

	if (!json_is_null(value) && json_int(value, &time) < 0 &&
	    (json_string(value, &text) < 0 || !text.len || clock_parse_iso(text.data, &time) < 0))
		return bad(field, "a time", err);
	hot->changed |= time != *to;
	*to = time;
	return 0;
}

static int set_column(struct columns *columns, struct hot *hot, const struct field *field,
		      struct span value, struct error *err)
{
	switch (field->place) {
	case PLACE_NAME:
		return set_name(columns, field, value, err);
	case PLACE_ACCOUNT:
		return set_account(columns, field, value, err);
	case PLACE_KIND:
		return json_is_null(value) ? 0
					   : set_text(columns, &columns->kind, field, value, err);
	case PLACE_UUID:
		return json_is_null(value) ? 0
					   : set_text(columns, &columns->uuid, field, value, err);
	case PLACE_REMOVED:
		return set_time(hot, &hot->removed, field, value, err);
	case PLACE_REMOVE_TIME:
		return set_time(hot, &hot->remove_time, field, value, err);
	default:
		return 0;
	}
}

static void read_text(struct buf *to, sqlite3_stmt *from, int at)
{
	const char *text = column_text(from, at);

	buf_adds(to, text ? text : "");
}

static int write_columns(struct sqlite *sqlite, struct hot *hot, const struct columns *columns,
			 int64_t id, struct error *err)
{
	sqlite3_stmt *set = table_statement(&sqlite->tables, hot->table, ROW_SET, err);

	if (!set)
		return -1;
	bind_id(set, 1, columns->account_id);
	bind_text(set, 2, columns->kind.data);
	bind_text(set, 3, columns->uuid.data);
	bind_text(set, 4, columns->has_name ? columns->name.data : NULL);
	sqlite3_bind_int64(set, 5, id);
	hot->changed = hot->rewritten = 1;
	return sqlite_step(sqlite->db, set, "write a row", err);
}

static int write_document(struct sqlite *sqlite, struct hot *hot, int64_t id, struct error *err)
{
	sqlite3_stmt *set = table_statement(&sqlite->tables, hot->table, DOC_SET, err);

	if (!set)
		return -1;
	bind_span(set, 1, (struct span){sqlite->scratch.data, sqlite->scratch.len});
	sqlite3_bind_int64(set, 2, id);
	hot->changed = hot->rewritten = 1;
	return sqlite_step(sqlite->db, set, "write a document", err);
}

/* The field a member names, its `+` aside. */
static const struct field *named(const struct type *type, struct span key)
{
	int plus = key.len > 1 && key.at[0] == '+';

	return type_field(type, key.at + plus, key.len - (size_t)plus);
}

/* `{"old":{...},"columns":{...}` of what a patch changes, still open; nothing when that is nothing.
 */
static void add_undo(const struct type *type, const struct columns *before, struct span doc,
		     struct span merged, const struct columns *after, struct buf *ret)
{
	if (merged.len == doc.len && memcmp(merged.at, doc.at, doc.len) == 0 && !after->changed)
		return;
	buf_adds(ret, "{\"old\":");
	doc_undo(type, doc, merged, ret);
	if (!after->changed)
		return;
	buf_adds(ret, ",\"columns\":{");
	if (before->account_id != after->account_id) {
		buf_json_key(ret, "accountId");
		buf_add_int(ret, before->account_id);
	}
	if (before->has_name != after->has_name || !same_text(&before->name, &after->name)) {
		buf_json_key(ret, "name");
		buf_json_string(ret, before->has_name ? before->name.data : NULL);
	}
	if (!same_text(&before->kind, &after->kind)) {
		buf_json_key(ret, "kind");
		buf_json_string(ret, before->kind.data);
	}
	if (!same_text(&before->uuid, &after->uuid)) {
		buf_json_key(ret, "uuid");
		buf_json_string(ret, before->uuid.data);
	}
	buf_addc(ret, '}');
}

int write_patch(struct sqlite *sqlite, struct hot *hot, const struct op *op, int64_t id,
		struct buf *undo, struct error *err)
{
	__attribute__((cleanup(auto_columns_done))) struct columns before = {0};
	__attribute__((cleanup(auto_columns_done))) struct columns columns = {0};
	sqlite3_stmt *get = table_statement(&sqlite->tables, hot->table, ROW_GET, err);
	const struct type *type = op->patch.type;
	AUTO(buf_done) struct buf old = {0};
	struct json_iter iter;
	struct span key, value, doc;
	int code, same;

	if (!get)
		return -1;
	sqlite3_bind_int64(get, 1, id);
	code = sqlite3_step(get);
	if (code != SQLITE_ROW) {
		if (code == SQLITE_DONE)
			error_set(err, ERROR_NOT_FOUND, "'%s' %lld does not exist", type->name,
				  (long long)id);
		else
			sqlite_fail(sqlite->db, "read a document", err);
		sqlite3_reset(get);
		return -1;
	}
	columns.account_id = sqlite3_column_int64(get, 0);
	read_text(&columns.kind, get, 1);
	read_text(&columns.uuid, get, 2);
	columns.has_name = sqlite3_column_type(get, 3) != SQLITE_NULL;
	read_text(&columns.name, get, 3);
	doc = column_span(get, 4);
	/* A child may have fields of its own even when it is patched as its base. */
	if (type->model && columns.kind.len)
		type = model_type_of_kind(type->model, type, columns.kind.data);
	buf_clear(&sqlite->scratch);
	doc_merge_typed(type, doc, op->patch.text, &sqlite->scratch);
	if (sqlite->scratch.len > DOC_MAX && sqlite->scratch.len > doc.len) {
		sqlite3_reset(get);
		return error_field(err, ERROR_INVALID, "MaxLengthExceeded", "data",
				   "'%s' %lld would hold more than %d MiB", type->name,
				   (long long)id, DOC_MAX >> 20);
	}
	same = sqlite->scratch.len == doc.len && memcmp(sqlite->scratch.data, doc.at, doc.len) == 0;
	if (undo) {
		before.account_id = columns.account_id;
		before.has_name = columns.has_name;
		buf_adds(&before.kind, columns.kind.data ? columns.kind.data : "");
		buf_adds(&before.uuid, columns.uuid.data ? columns.uuid.data : "");
		buf_adds(&before.name, columns.name.data ? columns.name.data : "");
		buf_add(&old, doc.at, doc.len);
	}
	sqlite3_reset(get);

	json_iter_start(&iter, op->patch.text);
	while (json_iter_next(&iter, &key, &value)) {
		const struct field *field = named(type, key);

		if (field && set_column(&columns, hot, field, value, err) < 0)
			return -1;
	}
	if (undo)
		add_undo(type, &before, (struct span){old.data, old.len},
			 (struct span){sqlite->scratch.data, sqlite->scratch.len}, &columns, undo);
	if (columns.changed && write_columns(sqlite, hot, &columns, id, err) < 0)
		return -1;
	return same ? 0 : write_document(sqlite, hot, id, err);
}

/*
 * Reading history: along a resource's chain, each row of which names the one before; and
 * along the table, whose ids are in the order of time. Neither needs an index.
 */
#include "store/sqlite_reader.h"

#include <stdio.h>
#include <string.h>

static void take(sqlite3_stmt *from, struct history_row *ret)
{
	*ret = (struct history_row){
		.id = sqlite3_column_int64(from, 0),
		.previous = sqlite3_column_int64(from, 1),
		.at = sqlite3_column_int64(from, 2),
		.resource_id = sqlite3_column_int64(from, 3),
		.process_id = sqlite3_column_int64(from, 4),
		.kind = column_text(from, 5),
		.detail = column_span(from, 6),
		.type = column_text(from, 7),
	};
}

int read_history(struct reader *base, const struct type *type, int64_t id, int64_t before,
		 int limit, int (*each)(void *arg, const struct history_row *row), void *arg,
		 struct error *err)
{
	struct sqlite_reader *reader = (struct sqlite_reader *)base;
	sqlite3_stmt *statement = reader_statement(reader, HISTORY_GET, err);
	int skip_first = before > 0;
	struct row resource;
	int64_t at;

	if (!statement || read_row(base, type, id, &resource, err) < 0)
		return -1;
	at = before > 0 ? before : resource.last_history;
	for (int i = 0; at && (limit <= 0 || i < limit + skip_first); i++) {
		struct history_row row = {0};
		int code, stopped = 0;

		sqlite3_bind_int64(statement, 1, at);
		code = sqlite3_step(statement);
		at = 0;
		if (code == SQLITE_ROW) {
			take(statement, &row);
			at = row.previous;
			/* One that was handed in may be another resource's. */
			if (row.resource_id != id || strcmp(row.type, type->base->name) != 0)
				at = 0;
			else if (i > 0 || !skip_first)
				stopped = each(arg, &row);
		} else if (code != SQLITE_DONE) {
			sqlite_fail(reader->db, "read history", err);
			sqlite3_reset(statement);
			return -1;
		}
		sqlite3_reset(statement);
		/* A chain leads back in time; one that does not would never end. */
		if (stopped || at >= row.id)
			break;
	}
	return 0;
}

int read_histories(struct reader *base, int64_t after, int64_t before, int limit,
		   int (*each)(void *arg, const struct history_row *row), void *arg,
		   struct error *err)
{
	struct sqlite_reader *reader = (struct sqlite_reader *)base;
	sqlite3_stmt *statement =
		reader_statement(reader, before > 0 ? HISTORY_DOWN : HISTORY_UP, err);
	int code, rc = 0;

	if (!statement)
		return -1;
	connection_see(reader->connection);
	reader->connection->lists++;
	sqlite3_bind_int64(statement, 1, before > 0 ? before : after);
	sqlite3_bind_int(statement, 2, limit > 0 ? limit : -1);
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		struct history_row row;

		take(statement, &row);
		if (each(arg, &row) != 0)
			break;
	}
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		rc = sqlite_fail(reader->db, "list history", err);
	sqlite3_reset(statement);
	reader->connection->lists--;
	return rc;
}

int read_history_at(struct reader *base, int64_t at, int64_t *ret, struct error *err)
{
	struct sqlite_reader *reader = (struct sqlite_reader *)base;
	sqlite3_stmt *ends = reader_statement(reader, HISTORY_ENDS, err), *from;
	int64_t low = 1, high = 0;

	from = ends ? reader_statement(reader, HISTORY_FROM, err) : NULL;
	if (!from)
		return -1;
	connection_see(reader->connection);
	if (sqlite3_step(ends) == SQLITE_ROW) {
		low = sqlite3_column_int64(ends, 0);
		high = sqlite3_column_int64(ends, 1) + 1;
	}
	sqlite3_reset(ends);
	if (high <= low) {
		*ret = low;
		return 0;
	}
	while (low < high) {
		int64_t middle = low + (high - low) / 2, id = high, when = at;

		sqlite3_bind_int64(from, 1, middle);
		if (sqlite3_step(from) == SQLITE_ROW) {
			id = sqlite3_column_int64(from, 0);
			when = sqlite3_column_int64(from, 1);
		}
		sqlite3_reset(from);
		if (when < at)
			low = id + 1;
		else
			high = middle;
	}
	*ret = low;
	return 0;
}

int read_states(struct reader *base, const struct type *type,
		void (*each)(void *arg, const char *state, int64_t count), void *arg,
		struct error *err)
{
	struct sqlite_reader *reader = (struct sqlite_reader *)base;
	sqlite3_stmt *statement;
	char sql[160];
	int code;

	snprintf(sql, sizeof(sql), "SELECT state,count(*) FROM \"h_%s\" GROUP BY state",
		 type->name);
	statement = sqlite_prepare(reader->db, sql, err);
	if (!statement)
		return -1;
	connection_see(reader->connection);
	reader->connection->lists++;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW)
		each(arg, column_text(statement, 0), sqlite3_column_int64(statement, 1));
	reader->connection->lists--;
	if (code != SQLITE_DONE)
		sqlite_fail(reader->db, "count states", err);
	sqlite3_finalize(statement);
	return code == SQLITE_DONE ? 0 : -1;
}

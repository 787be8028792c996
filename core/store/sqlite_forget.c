/*
 * What is old enough is forgotten, a small piece at a time and oldest first, so that it never
 * shows beside the work. The newest row of each table always stays: ids are not given twice,
 * and a resource's chain of history must not lead into another's.
 */
#include "store/sqlite.h"

static const char history_sql[] =
	"DELETE FROM history WHERE id IN (SELECT id FROM history ORDER BY id LIMIT ?1) AND"
	" (at<?2 OR (?3>0 AND id<=(SELECT max(id) FROM history)-?3)) AND"
	" id<(SELECT max(id) FROM history)";

static const char processes_sql[] =
	"DELETE FROM process WHERE id IN (SELECT id FROM process WHERE id>?3 ORDER BY id LIMIT ?1)"
	" AND \"end\" IS NOT NULL AND \"end\"<?2 AND id<(SELECT max(id) FROM process)";

/* The last of the piece, unless it is younger than what goes or there is no other behind it. */
static const char next_sql[] = "SELECT max(id), max(start) FROM (SELECT id, start FROM process"
			       " WHERE id>?3 ORDER BY id LIMIT ?1)";

static sqlite3_stmt *prepare(struct sqlite *sqlite, const char *sql, const struct op *op,
			     int64_t third, struct error *err)
{
	sqlite3_stmt *statement = sqlite_prepare(sqlite->db, sql, err);

	if (!statement)
		return NULL;
	sqlite3_bind_int(statement, 1, op->forget.batch);
	sqlite3_bind_int64(statement, 2, op->forget.before);
	sqlite3_bind_int64(statement, 3, third);
	return statement;
}

static int run(struct sqlite *sqlite, const char *sql, const struct op *op, int64_t third,
	       int64_t *ret, struct error *err)
{
	sqlite3_stmt *statement = prepare(sqlite, sql, op, third, err);
	int rc;

	if (!statement)
		return -1;
	rc = sqlite_step(sqlite->db, statement, "forget history", err);
	*ret = sqlite3_changes(sqlite->db);
	sqlite3_finalize(statement);
	return rc;
}

int forget(struct sqlite *sqlite, struct txn *txn, const struct op *op)
{
	sqlite3_stmt *next = prepare(sqlite, next_sql, op, op->forget.after, &txn->err);
	int64_t went;

	if (!next)
		return -1;
	if (sqlite3_step(next) == SQLITE_ROW && sqlite3_column_int64(next, 1) < op->forget.before)
		txn->ids[op->handle + 1] = sqlite3_column_int64(next, 0);
	sqlite3_finalize(next);
	if (run(sqlite, history_sql, op, op->forget.keep, &txn->ids[op->handle], &txn->err) < 0)
		return -1;
	return run(sqlite, processes_sql, op, op->forget.after, &went, &txn->err);
}

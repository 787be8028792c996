/*
 * Connections, statements and errors of SQLite.
 *
 * Every connection belongs to one thread at a time, so all are opened without mutexes.
 * Statements are prepared once and kept.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

#include "base/auto.h"
#include "store/sqlite.h"

/* Where the write-ahead index cannot grow, SQLite only says that something failed. */
static int disk_is_full(const char *path)
{
	struct statvfs disk;

	return path && statvfs(path, &disk) == 0 && disk.f_bavail < 16;
}

static const char *reason(int code, const char *path)
{
	if ((code & 0xff) == SQLITE_IOERR && disk_is_full(path))
		return "the disk is full";
	switch (code & 0xff) {
	case SQLITE_FULL:
		return "the disk is full";
	case SQLITE_IOERR:
		return "reading or writing failed";
	case SQLITE_READONLY:
		return "it cannot be written";
	case SQLITE_CANTOPEN:
		return "it cannot be opened";
	case SQLITE_NOMEM:
		return "no memory";
	default:
		return "it is busy";
	}
}

/*
 * The field in "UNIQUE constraint failed: r_agent.uuid" or "... failed: index 'u.agent.uri'":
 * what stands behind the last dot.
 */
static void constrained_field(const char *message, char ret[64])
{
	const char *dot = strrchr(message, '.');
	size_t len = dot ? strcspn(dot + 1, "'") : 0;

	if (len > 63)
		len = 63;
	memcpy(ret, dot ? dot + 1 : "", len);
	ret[len] = 0;
	if (strcmp(ret, "account_id") == 0)
		strcpy(ret, "accountId");
}

int sqlite_fail(sqlite3 *db, const char *what, struct error *err)
{
	int code = sqlite3_extended_errcode(db);
	const char *message = sqlite3_errmsg(db), *path = sqlite3_db_filename(db, "main");
	char field[64];

	switch (code & 0xff) {
	case SQLITE_CONSTRAINT:
		constrained_field(message, field);
		if (code == SQLITE_CONSTRAINT_NOTNULL)
			return error_field(err, ERROR_INVALID, "NotNullable", field,
					   "'%s' must have a value", field);
		return error_field(err, ERROR_CONFLICT, "NotUnique", field,
				   "another one has this '%s' already", field);
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_NOMEM:
		return error_field(err, ERROR_UNAVAILABLE, NULL, "database",
				   "database '%s': %s (%s: %s)", path ? path : "",
				   reason(code, path), what, message);
	case SQLITE_TOOBIG:
		return error_set(err, ERROR_INVALID, "%s: too big", what);
	default:
		return error_field(err, ERROR_INTERNAL, NULL, "database", "database '%s': %s: %s",
				   path ? path : "", what, message);
	}
}

int sqlite_run(sqlite3 *db, const char *sql, struct error *err)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK)
		return 0;
	return sqlite_fail(db, sql, err);
}

sqlite3_stmt *sqlite_prepare(sqlite3 *db, const char *sql, struct error *err)
{
	sqlite3_stmt *statement = NULL;

	if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
	    SQLITE_OK) {
		sqlite_fail(db, "prepare", err);
		return NULL;
	}
	return statement;
}

int sqlite_step(sqlite3 *db, sqlite3_stmt *statement, const char *what, struct error *err)
{
	int code = sqlite3_step(statement), rc = 0;

	/* The error must be read before the reset, which repeats or clears it. */
	if (code != SQLITE_DONE && code != SQLITE_ROW)
		rc = sqlite_fail(db, what, err);
	sqlite3_reset(statement);
	return rc;
}

sqlite3 *sqlite_connect(const char *path, struct error *err)
{
	sqlite3 *db = NULL;
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX |
		    SQLITE_OPEN_PRIVATECACHE,
	    on = 1;

	if (sqlite3_open_v2(path, &db, flags, NULL) != SQLITE_OK) {
		error_field(err, ERROR_UNAVAILABLE, NULL, "database", "database '%s': %s", path,
			    db ? sqlite3_errmsg(db) : "no memory");
		sqlite3_close(db);
		return NULL;
	}
	sqlite3_extended_result_codes(db, 1);
	sqlite3_busy_timeout(db, 5000);
	/* The log stays when the last connection closes, so that the next start need not extend it.
	 */
	sqlite3_file_control(db, "main", SQLITE_FCNTL_PERSIST_WAL, &on);
	/* Patterns come from clients; a long one full of `%` takes for ever. */
	sqlite3_limit(db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 512);
	return db;
}

void bind_text(sqlite3_stmt *statement, int at, const char *text)
{
	if (text)
		sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
	else
		sqlite3_bind_null(statement, at);
}

void bind_span(sqlite3_stmt *statement, int at, struct span text)
{
	if (text.at)
		sqlite3_bind_text64(statement, at, text.at, text.len, SQLITE_STATIC, SQLITE_UTF8);
	else
		sqlite3_bind_null(statement, at);
}

void bind_id(sqlite3_stmt *statement, int at, int64_t value)
{
	if (value)
		sqlite3_bind_int64(statement, at, value);
	else
		sqlite3_bind_null(statement, at);
}

/* --- Statements of a type --------------------------------------------------------------- */

static const char *const table_sql[TABLE_STATEMENTS] = {
	[ROW_INSERT] = "INSERT INTO \"r_%s\"(id,account_id,kind,uuid,name,created,doc) "
		       "VALUES(?1,?2,?3,?4,?5,?6,?7)",
	[HOT_INSERT] = "INSERT INTO \"h_%s\"(state,allocation,removed,remove_time,error,message,"
		       "progress,rev,last_history,id) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)",
	[HOT_GET] = "SELECT state,allocation,removed,remove_time,error,message,progress,rev,"
		    "last_history FROM \"h_%s\" WHERE id=?1",
	[HOT_SET] = "UPDATE \"h_%s\" SET state=?1,allocation=?2,removed=?3,remove_time=?4,error=?5,"
		    "message=?6,progress=?7,rev=?8,last_history=?9 WHERE id=?10",
	[ROW_GET] = "SELECT account_id,kind,uuid,name,doc FROM \"r_%s\" WHERE id=?1",
	[ROW_SET] = "UPDATE \"r_%s\" SET account_id=?1,kind=?2,uuid=?3,name=?4 WHERE id=?5",
	[DOC_SET] = "UPDATE \"r_%s\" SET doc=?1 WHERE id=?2",
	[ROW_DELETE] = "DELETE FROM \"r_%s\" WHERE id=?1",
	[HOT_DELETE] = "DELETE FROM \"h_%s\" WHERE id=?1",
	[ROW_UUIDS] = "SELECT uuid FROM \"r_%s\" WHERE uuid>=?1 AND uuid<=?2 ORDER BY uuid",
	[BOTH_GET] = "SELECT " ROW_COLUMNS " FROM \"r_%s\" r CROSS JOIN \"h_%s\" h ON h.id=r.id "
		     "WHERE r.id=?1",
};

struct table *tables_get(struct tables *tables, const struct type *type)
{
	const struct type *base = type->base ? type->base : type;
	int index = base->index;
	struct table *table;

	if (index < tables->hint_count) {
		table = tables->hints[index];
		if (table && strcmp(table->name, base->name) == 0)
			return table;
	} else {
		int count = index + 64;

		tables->hints = realloc(tables->hints, (size_t)count * sizeof(*tables->hints));
		if (!tables->hints)
			abort();
		memset(tables->hints + tables->hint_count, 0,
		       (size_t)(count - tables->hint_count) * sizeof(*tables->hints));
		tables->hint_count = count;
	}
	for (table = tables->all; table && strcmp(table->name, base->name) != 0;
	     table = table->next)
		;
	if (!table) {
		table = calloc(1, sizeof(*table));
		if (!table || !(table->name = strdup(base->name)))
			abort();
		table->next = tables->all;
		tables->all = table;
	}
	tables->hints[index] = table;
	return table;
}

sqlite3_stmt *table_statement(struct tables *tables, struct table *table,
			      enum table_statement which, struct error *err)
{
	if (!table->statements[which]) {
		char sql[600];

		sqlite3_snprintf(sizeof(sql), sql, table_sql[which], table->name, table->name);
		table->statements[which] = sqlite_prepare(tables->db, sql, err);
	}
	return table->statements[which];
}

void tables_done(struct tables *tables)
{
	while (tables->all) {
		struct table *table = tables->all;

		tables->all = table->next;
		for (int i = 0; i < TABLE_STATEMENTS; i++)
			sqlite3_finalize(table->statements[i]);
		free(table->name);
		free(table);
	}
	free(tables->hints);
	tables->hints = NULL;
	tables->hint_count = 0;
}

/*
 * What the files of the SQLite backend share. Nobody else includes this.
 *
 *     sqlite.c             opening, closing, the commit of a group, faults
 *     sqlite_base.c        connections, statements, errors: used by all the others
 *     sqlite_checkpoint.c  moving the log into the database, beside the writer
 *     sqlite_schema.c      tables and indexes from a model; the side table
 *     sqlite_write.c       one transaction: guards in memory, then writes
 *     sqlite_patch.c       one patch of one row
 *     sqlite_forget.c      history and processes that are old enough to go
 *     sqlite_once.c        requests that are carried out once only
 *     sqlite_read.c        readers
 *     sqlite_kept.c        rows kept in memory, for all threads
 *     sqlite_query.c       a struct query as SQL
 */
#ifndef STORE_SQLITE_H
#define STORE_SQLITE_H

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>

#include "store/backend.h"

enum { SCHEMA_VERSION = 1 };

/*
 * The log is moved into the database when it is this long (in pages), and made longer than
 * that beforehand: a commit that overwrites syncs faster than one that extends the file.
 */
enum { LOG_PAGES = 4000, LOG_PAGES_AHEAD = 5000 };

/* --- sqlite_base.c ---------------------------------------------------------------------- */

enum table_statement {
	/* writer */
	ROW_INSERT,
	HOT_INSERT,
	HOT_GET,
	HOT_SET,
	ROW_GET,
	ROW_SET,
	DOC_SET,
	ROW_DELETE,
	HOT_DELETE,
	ROW_UUIDS,
	/* reader */
	BOTH_GET,
	TABLE_STATEMENTS
};

/* The prepared statements of one base type on one connection. */
struct table {
	struct table *next;
	char *name;
	sqlite3_stmt *statements[TABLE_STATEMENTS];
};

/* All tables of a connection, with a hint by type->index that is checked by name. */
struct tables {
	sqlite3 *db;
	struct table *all;
	struct table **hints;
	int hint_count;
};

struct table *tables_get(struct tables *tables, const struct type *type);
void tables_done(struct tables *tables);

/* The statement, prepared at its first use. NULL on failure. */
sqlite3_stmt *table_statement(struct tables *tables, struct table *table,
			      enum table_statement which, struct error *err);

/* Opens a connection with the settings that all of them have. */
sqlite3 *sqlite_connect(const char *path, struct error *err);

/* Fills err from a failed call; always -1. */
int sqlite_fail(sqlite3 *db, const char *what, struct error *err);

int sqlite_run(sqlite3 *db, const char *sql, struct error *err);
sqlite3_stmt *sqlite_prepare(sqlite3 *db, const char *sql, struct error *err);

/* Steps a statement that gives no row, and resets it. */
int sqlite_step(sqlite3 *db, sqlite3_stmt *statement, const char *what, struct error *err);

/* Binding; a NULL text, a zero id and an absent span become null. Borrowed until the reset. */
void bind_text(sqlite3_stmt *statement, int at, const char *text);
void bind_span(sqlite3_stmt *statement, int at, struct span text);
void bind_id(sqlite3_stmt *statement, int at, int64_t value);

static inline __attribute__((unused)) const char *column_text(sqlite3_stmt *statement, int at)
{
	return (const char *)sqlite3_column_text(statement, at);
}

static inline __attribute__((unused)) struct span column_span(sqlite3_stmt *statement, int at)
{
	const char *text = column_text(statement, at);

	return (struct span){text, text ? (size_t)sqlite3_column_bytes(statement, at) : 0};
}

/* --- sqlite_checkpoint.c ---------------------------------------------------------------- */

struct checkpointer;

/* The caller frees it with checkpointer_free, which waits for a checkpoint under way. */
struct checkpointer *checkpointer_new(const char *path, struct error *err);
void checkpointer_free(struct checkpointer *checkpointer);

/* The writer enters before a group and leaves after it; leave says how long the log is. */
void checkpointer_enter(struct checkpointer *checkpointer);
void checkpointer_leave(struct checkpointer *checkpointer, int log_pages);

/* Whether checkpointer_enter would not wait now. */
int checkpointer_is_open(struct checkpointer *checkpointer);

/* Makes the log file longer by one piece. 1 when there is more to do. Writer thread, outside
 * of a transaction. */
int log_extend(sqlite3 *db);

/* Moves everything into the database and empties the log, keeping its file. Before closing. */
void log_retire(sqlite3 *db);

/* --- sqlite.c --------------------------------------------------------------------------- */

/* Short names kept as small numbers: types, processes, kinds of history. */
struct interned {
	char **texts; /* by order of insertion */
	int64_t *ids;
	int count, cap;
	uint32_t *slots, mask;
};

/* A resource's narrow row in memory while a transaction works on it. */
struct hot {
	struct table *table;
	const struct type *type;
	int64_t id; /* negative: TXN_REF, not yet inserted */
	const char *state, *allocation, *message;
	int64_t removed, remove_time, rev, last_history;
	int error, progress;
	unsigned exists : 1, inserted : 1, deleted : 1, changed : 1, touched : 1;
	unsigned rewritten : 1; /* its document or what stands beside it */
};

struct hots {
	struct hot *rows;
	int count, cap;
	uint32_t *slots, mask; /* 1 + index */
};

enum writer_statement {
	BEGIN,
	COMMIT,
	ROLLBACK,
	SAVEPOINT,
	RELEASE,
	ROLLBACK_TO,
	PROCESS_INSERT,
	PROCESS_UPDATE,
	HISTORY_INSERT,
	NAME_INSERT,
	WRITER_STATEMENTS
};

enum { ASKED = 2048 };

/* A row that the group under way has moved. */
struct move {
	struct hot hot; /* its texts live as long as its transaction */
	int64_t id;
};

/*
 * A connection for reading, shared by the readers of one thread: every connection knows all
 * tables by itself, which costs more than anything that is read through it.
 */
struct connection {
	struct connection *next;
	struct sqlite *sqlite;
	sqlite3 *db;
	sqlite3_stmt *begin, *end;
	pthread_t thread;
	int refs;
	int holds; /* reader_hold was called: transactions stay open until reader_rest */
	int open; /* one is */
	int lists; /* under way */
	uint64_t seen; /* the open one sees at least this many commits */
	uint16_t asked[ASKED]; /* rows that were read once (sqlite_kept.c) */
};

enum { STAMPS = 4096 };

struct sqlite {
	struct backend backend;
	pthread_mutex_t readers_lock; /* guards readers */
	struct connection *readers;
	atomic_uint_fast64_t written; /* grows when what readers see has changed */
	/*
	 * By the low bits of an id: grows when a row of such an id may have changed. After
	 * `written`, so who sees the stamp of a change reads what changed.
	 */
	_Atomic uint32_t stamps[STAMPS];
	struct kept_rows *rows;
	struct move *moved; /* by the group under way */
	int moved_count, moved_cap;
	char *path;
	int lock; /* held while the database is open: one server only */
	sqlite3 *db;
	sqlite3_stmt *statements[WRITER_STATEMENTS];
	struct tables tables;
	struct interned names;
	struct hots hots;
	struct checkpointer *checkpointer;
	struct buf scratch; /* merged documents */
	struct buf undo; /* details of their history */
	int log_pages;
	int64_t fault_before, fault_after, commits; /* STAMPEDE_FAULT; 0: none */
};

/* --- sqlite_schema.c -------------------------------------------------------------------- */

/* Makes the tables that every database has and checks its version. */
int schema_open(sqlite3 *db, const char *path, struct error *err);

int schema_define(struct backend *backend, const struct model *model, struct error *err);
int schema_meta_get(struct backend *backend, const char *key, struct buf *ret);
int schema_meta_set(struct backend *backend, const char *key, const char *value, struct error *err);

/*
 * Most rows rest in these states for most of their life. The index over states leaves them out:
 * it stays small, and a transition from there and back again dirties no page of it but the one
 * of the few that are on their way.
 */
#define USUAL_STATES "active", "running"
#define USUAL_STATES_NOT(column) column " NOT IN ('active','running')"

/* The SQL of a field's value, columns prefixed with `row` and `hot` ("r." and "h.", or ""). */
void schema_expression(struct buf *sql, const struct field *field, const char *row,
		       const char *hot);

/* --- sqlite_write.c, sqlite_patch.c ----------------------------------------------------- */

enum outcome_of { WRITTEN, REFUSED /* by a guard, nothing was written */, FAILED };

/* Runs one transaction inside the one that is open; writes txn->rc and err. */
enum outcome_of write_txn(struct sqlite *sqlite, struct txn *txn);

/* The row of this id looks otherwise, namely so, once the group is committed. */
void sqlite_moves(struct sqlite *sqlite, const struct hot *hot, int64_t id);

/* The number of a short name, made when it is new. -1 on failure. */
int64_t sqlite_intern(struct sqlite *sqlite, const char *text, struct error *err);

/* `undo`, unless NULL: the history's detail so far, open; empty when nothing changed. */
int write_patch(struct sqlite *sqlite, struct hot *hot, const struct op *op, int64_t id,
		struct buf *undo, struct error *err);

/* (sqlite_once.c) once_open makes what it needs; also in a database that is there. */
int once_open(sqlite3 *db, struct error *err);
int write_once(struct sqlite *sqlite, struct txn *txn, const struct op *op);
int forget_once(struct sqlite *sqlite, struct txn *txn, const struct op *op);

/* (sqlite_forget.c) */
int forget(struct sqlite *sqlite, struct txn *txn, const struct op *op);

/* --- sqlite_read.c, sqlite_query.c ------------------------------------------------------ */

/* sqlite_connection.c: this thread's connection (NULL on failure), and letting go of it. */
struct connection *connection_get(struct sqlite *sqlite, struct error *err);
void connection_put(struct connection *connection);

/* Sequentially consistent, as the writer's: what is read afterwards is not older than the stamp. */
static inline __attribute__((unused)) uint32_t connection_stamp(const struct connection *connection,
								int64_t id)
{
	return atomic_load(&connection->sqlite->stamps[id & (STAMPS - 1)]);
}

/* Before each read: what is read is as new as the last commit. */
void connection_see(struct connection *connection);
void connection_rest(struct connection *connection);

/*
 * sqlite_kept.c: rows in memory. A hit is as new as a read would be; texts are copied into `kept`.
 * Not while a list is under way, whose view is older.
 */
struct kept_rows *kept_rows_new(void);
void kept_rows_free(struct kept_rows *rows);
int kept_rows_get(struct connection *connection, const struct type *type, int64_t id,
		  struct buf *kept, struct row *ret);
/* `stamp` as it was before the read; the texts of `row` lie in `kept`. */
void kept_rows_put(struct connection *connection, const struct type *type, uint32_t stamp,
		   const struct row *row, const struct buf *kept);
/* Writer, after the commit and after the row's stamp was moved. */
void kept_rows_move(struct kept_rows *rows, const struct hot *hot, int64_t id);

struct reader *sqlite_reader_open(struct backend *backend, struct error *err);

/* Columns of a row, in the order in which sqlite_read.c takes them. */
#define ROW_COLUMNS \
	"r.id,r.account_id,r.kind,r.uuid,r.name,r.created,r.doc,h.state,h.allocation,h.removed," \
	"h.remove_time,h.error,h.message,h.progress,h.rev,h.last_history"

enum { QUERY_VALUES = 128 };

struct query_value {
	enum { VALUE_INT, VALUE_FLOAT, VALUE_TEXT } kind;
	int64_t number;
	double real;
	const char *text; /* borrowed from the query, or from sql->texts */
	size_t len;
};

struct query_sql {
	struct buf sql;
	struct arena texts;
	struct query_value values[QUERY_VALUES];
	int count;
	int in_order; /* set before: the rows are walked by id, no index over names is taken */
};

/* Writes the SQL of a query; `columns` is what it selects. */
int query_build(struct query_sql *sql, const struct query *query, int counting, struct error *err);

/*
 * Names that begin alike lie together in their index, but not by id: many would have to be sorted
 * for the first page. Writes the SQL that counts how many of them there are among the first rows of
 * the type, and returns how many make a walk by id (`in_order`) the better way; 0: no such query.
 */
int query_probe(struct query_sql *sql, const struct query *query);

#endif

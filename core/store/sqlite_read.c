/*
 * Readers. Those of one thread share a connection; each reads whole commits only and holds no
 * transaction between calls, so it never keeps the log from starting over.
 *
 * A single row is copied into the reader before its statement is reset. Rows of a list are
 * borrowed straight from the statement. Statements of lists are kept by their text.
 */
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "store/sqlite_reader.h"

#define LOOK_EVERY 1000 /* steps of SQLite's machine; a row takes four or more */

#define PROCESS_COLUMNS \
	"SELECT p.id,n.text,t.text,p.resource_id,p.priority,p.data,p.actor,p.start,p.\"end\"," \
	"p.result,p.exit_reason,p.phase,p.handler,p.attempt,p.next_at,p.last_error FROM process " \
	"p %s" \
	" CROSS JOIN name n ON n.id=p.name_id CROSS JOIN name t ON t.id=p.type_id WHERE "

#define HISTORY_COLUMNS \
	"SELECT h.id,h.previous,h.at,h.resource_id,h.process_id,k.text,h.detail,t.text FROM " \
	"history h CROSS JOIN name k ON k.id=h.kind_id CROSS JOIN name t ON t.id=h.type_id WHERE "

static const char *const reader_sql[READER_STATEMENTS][2] = {
	[PROCESS_GET] = {PROCESS_COLUMNS "p.id=?1", ""},
	[PENDING] = {PROCESS_COLUMNS "p.\"end\" IS NULL AND p.id>?1 ORDER BY p.id LIMIT ?2",
		     "INDEXED BY process_pending"},
	[PENDING_OF] = {PROCESS_COLUMNS
			"p.\"end\" IS NULL AND p.type_id=(SELECT id FROM name WHERE text=?3) AND "
			"p.resource_id=?4 AND p.id>?1 ORDER BY p.id LIMIT ?2",
			"INDEXED BY process_pending"},
	[PROCESSES_UP] = {PROCESS_COLUMNS "p.id>?1 ORDER BY p.id LIMIT ?2", ""},
	[PROCESSES_DOWN] = {PROCESS_COLUMNS "p.id<?1 ORDER BY p.id DESC LIMIT ?2", ""},
	[HISTORY_GET] = {HISTORY_COLUMNS "h.id=?1", ""},
	[HISTORY_UP] = {HISTORY_COLUMNS "h.id>?1 ORDER BY h.id LIMIT ?2", ""},
	[HISTORY_DOWN] = {HISTORY_COLUMNS "h.id<?1 ORDER BY h.id DESC LIMIT ?2", ""},
	[HISTORY_ENDS] = {"SELECT (SELECT min(id) FROM history),(SELECT max(id) FROM history)", ""},
	[HISTORY_FROM] = {"SELECT id,at FROM history WHERE id>=?1 ORDER BY id LIMIT 1", ""},
	[ONCE_GET] = {"SELECT digest,at,type,resource_id,status,answer FROM once WHERE "
		      "account_id=?1 AND key=?2",
		      ""},
};

sqlite3_stmt *reader_statement(struct sqlite_reader *reader, enum reader_statement which,
			       struct error *err)
{
	char sql[800];

	if (!reader->statements[which]) {
		sqlite3_snprintf(sizeof(sql), sql, reader_sql[which][0], reader_sql[which][1]);
		reader->statements[which] = sqlite_prepare(reader->db, sql, err);
	}
	return reader->statements[which];
}

/* --- Rows ------------------------------------------------------------------------------- */

/* Borrows from the statement. */
static void take_row(sqlite3_stmt *from, struct row *ret)
{
	ret->id = sqlite3_column_int64(from, 0);
	ret->account_id = sqlite3_column_int64(from, 1);
	ret->kind = column_text(from, 2);
	ret->uuid = column_text(from, 3);
	ret->name = column_text(from, 4);
	ret->created = sqlite3_column_int64(from, 5);
	ret->doc = column_span(from, 6);
	ret->state = column_text(from, 7);
	ret->allocation = column_text(from, 8);
	ret->removed = sqlite3_column_int64(from, 9);
	ret->remove_time = sqlite3_column_int64(from, 10);
	ret->error = sqlite3_column_int(from, 11);
	ret->message = column_text(from, 12);
	ret->progress =
		sqlite3_column_type(from, 13) == SQLITE_NULL ? -1 : sqlite3_column_int(from, 13);
	ret->rev = sqlite3_column_int64(from, 14);
	ret->last_history = sqlite3_column_int64(from, 15);
}

/* Copies texts into the reader, in room that was made for all of them before. */
static const char *keep(struct buf *kept, const char *text, size_t len)
{
	char *copy;

	if (!text)
		return NULL;
	copy = buf_room(kept, len + 1);
	memcpy(copy, text, len);
	copy[len] = 0;
	kept->len += len + 1;
	return copy;
}

static size_t size_of(const char *text)
{
	return text ? strlen(text) + 1 : 0;
}

static void keep_texts(struct buf *kept, const char **texts[], int count, struct span *doc)
{
	size_t size = doc->len + 1;

	for (int i = 0; i < count; i++)
		size += size_of(*texts[i]);
	buf_clear(kept);
	buf_room(kept, size + 1);
	for (int i = 0; i < count; i++)
		*texts[i] = keep(kept, *texts[i], *texts[i] ? strlen(*texts[i]) : 0);
	doc->at = keep(kept, doc->at, doc->len);
}

int read_row(struct reader *base, const struct type *type, int64_t id, struct row *ret,
	     struct error *err)
{
	struct sqlite_reader *reader = (struct sqlite_reader *)base;
	struct connection *connection = reader->connection;
	uint32_t stamp = connection_stamp(connection, id);
	sqlite3_stmt *statement;
	struct table *table;
	int code;

	if (kept_rows_get(connection, type, id, &reader->kept, ret))
		return 0;
	table = tables_get(&reader->tables, type);
	statement = table_statement(&reader->tables, table, BOTH_GET, err);
	if (!statement)
		return -1;
	connection_see(reader->connection);
	sqlite3_bind_int64(statement, 1, id);
	code = sqlite3_step(statement);
	if (code == SQLITE_ROW) {
		const char **texts[] = {&ret->kind,  &ret->uuid,       &ret->name,
					&ret->state, &ret->allocation, &ret->message};

		take_row(statement, ret);
		keep_texts(&reader->kept, texts, 6, &ret->doc);
		kept_rows_put(connection, type, stamp, ret, &reader->kept);
	} else if (code == SQLITE_DONE) {
		error_set(err, ERROR_NOT_FOUND, "'%s' %lld does not exist", type->name,
			  (long long)id);
	} else {
		sqlite_fail(reader->db, "read a row", err);
	}
	sqlite3_reset(statement);
	return code == SQLITE_ROW ? 0 : -1;
}

/* --- Lists ------------------------------------------------------------------------------ */

static uint32_t hash(const char *text)
{
	uint32_t hash = 2166136261u;

	while (*text)
		hash = (hash ^ (uint8_t)*text++) * 16777619u;
	return hash;
}

/* The kept statement of this text, made when there is none. NULL on failure. */
static struct shape *shape_of(struct sqlite_reader *reader, const char *sql, struct error *err)
{
	uint32_t wanted = hash(sql);
	struct shape *oldest = NULL;

	for (int i = 0; i < SHAPES; i++) {
		struct shape *shape = &reader->shapes[i];

		if (shape->busy)
			continue;
		if (shape->sql && shape->hash == wanted && strcmp(shape->sql, sql) == 0) {
			shape->used = ++reader->clock;
			return shape;
		}
		if (!oldest || shape->used < oldest->used)
			oldest = shape;
	}
	if (!oldest) {
		error_set(err, ERROR_INTERNAL, "lists are nested too deep");
		return NULL;
	}
	sqlite3_finalize(oldest->statement);
	free(oldest->sql);
	*oldest = (struct shape){.hash = wanted, .used = ++reader->clock};
	oldest->statement = sqlite_prepare(reader->db, sql, err);
	if (!oldest->statement)
		return NULL;
	oldest->sql = strdup(sql);
	if (!oldest->sql)
		abort();
	return oldest;
}

static void bind_values(sqlite3_stmt *statement, const struct query_sql *sql)
{
	for (int i = 0; i < sql->count; i++) {
		const struct query_value *value = &sql->values[i];

		if (value->kind == VALUE_INT)
			sqlite3_bind_int64(statement, i + 1, value->number);
		else if (value->kind == VALUE_FLOAT)
			sqlite3_bind_double(statement, i + 1, value->real);
		else
			sqlite3_bind_text64(statement, i + 1, value->text, value->len,
					    SQLITE_STATIC, SQLITE_UTF8);
	}
}

static void query_sql_done(struct query_sql *sql)
{
	buf_done(&sql->sql);
	arena_done(&sql->texts);
}

static void auto_query_sql_done(struct query_sql *sql)
{
	query_sql_done(sql);
}

/* Whether many of the first rows are hits, so that they need not be found by an index and sorted.
 */
static int is_dense(struct sqlite_reader *reader, const struct query *query)
{
	__attribute__((cleanup(auto_query_sql_done))) struct query_sql sql = {.count = 0};
	int wanted = query_probe(&sql, query), dense = 0;
	struct shape *shape = wanted ? shape_of(reader, sql.sql.data, NULL) : NULL;

	if (!shape)
		return 0;
	connection_see(reader->connection);
	bind_values(shape->statement, &sql);
	if (sqlite3_step(shape->statement) == SQLITE_ROW)
		dense = sqlite3_column_int(shape->statement, 0) >= wanted;
	sqlite3_reset(shape->statement);
	sqlite3_clear_bindings(shape->statement);
	return dense;
}

static struct shape *start(struct sqlite_reader *reader, struct query_sql *sql,
			   const struct query *query, int counting, struct error *err)
{
	struct shape *shape;

	sql->count = 0;
	memset(&sql->sql, 0, sizeof(sql->sql));
	memset(&sql->texts, 0, sizeof(sql->texts));
	sql->in_order = !counting && is_dense(reader, query);
	if (query_build(sql, query, counting, err) < 0)
		return NULL;
	shape = shape_of(reader, sql->sql.data, err);
	if (!shape)
		return NULL;
	connection_see(reader->connection);
	reader->connection->lists++;
	shape->busy = 1;
	bind_values(shape->statement, sql);
	return shape;
}

static void stop(struct sqlite_reader *reader, struct shape *shape)
{
	reader->connection->lists--;
	sqlite3_reset(shape->statement);
	sqlite3_clear_bindings(shape->statement);
	shape->busy = 0;
}

static int list(struct reader *base, const struct query *query,
		int (*each)(void *arg, const struct row *row), void *arg, struct error *err)
{
	struct sqlite_reader *reader = (struct sqlite_reader *)base;
	__attribute__((cleanup(auto_query_sql_done))) struct query_sql sql;
	struct shape *shape;
	int code, rc = 0;

	if (query->over)
		sqlite3_progress_handler(reader->db, LOOK_EVERY, query->over, query->over_arg);
	shape = start(reader, &sql, query, 0, err);
	if (!shape) {
		sqlite3_progress_handler(reader->db, 0, NULL, NULL);
		return -1;
	}
	while ((code = sqlite3_step(shape->statement)) == SQLITE_ROW) {
		struct row row;

		take_row(shape->statement, &row);
		if (each(arg, &row) != 0)
			break;
	}
	sqlite3_progress_handler(reader->db, 0, NULL, NULL);
	if (code == SQLITE_INTERRUPT)
		rc = error_set(err, ERROR_TIMEOUT, "there are too many rows to look through");
	else if (code != SQLITE_ROW && code != SQLITE_DONE)
		rc = sqlite_fail(reader->db, "list rows", err);
	stop(reader, shape);
	return rc;
}

static int count(struct reader *base, const struct query *query, int64_t *ret, struct error *err)
{
	struct sqlite_reader *reader = (struct sqlite_reader *)base;
	__attribute__((cleanup(auto_query_sql_done))) struct query_sql sql;
	struct shape *shape = start(reader, &sql, query, 1, err);
	int rc = 0;

	if (!shape)
		return -1;
	if (sqlite3_step(shape->statement) == SQLITE_ROW)
		*ret = sqlite3_column_int64(shape->statement, 0);
	else
		rc = sqlite_fail(reader->db, "count rows", err);
	stop(reader, shape);
	return rc;
}

/* --- Processes -------------------------------------------------------------------------- */

static void take_process(sqlite3_stmt *from, struct process_row *ret)
{
	ret->id = sqlite3_column_int64(from, 0);
	ret->name = column_text(from, 1);
	ret->type = column_text(from, 2);
	ret->resource_id = sqlite3_column_int64(from, 3);
	ret->priority = sqlite3_column_int(from, 4);
	ret->data = column_span(from, 5);
	ret->actor = column_text(from, 6);
	ret->start = sqlite3_column_int64(from, 7);
	ret->end = sqlite3_column_int64(from, 8);
	ret->result = column_text(from, 9);
	ret->exit_reason = column_text(from, 10);
	ret->phase = column_text(from, 11);
	ret->handler = column_text(from, 12);
	ret->attempt = sqlite3_column_int(from, 13);
	ret->next_at = sqlite3_column_int64(from, 14);
	ret->last_error = column_text(from, 15);
}

static int process(struct reader *base, int64_t id, struct process_row *ret, struct error *err)
{
	struct sqlite_reader *reader = (struct sqlite_reader *)base;
	sqlite3_stmt *statement = reader_statement(reader, PROCESS_GET, err);
	int code;

	if (!statement)
		return -1;
	connection_see(reader->connection);
	sqlite3_bind_int64(statement, 1, id);
	code = sqlite3_step(statement);
	if (code == SQLITE_ROW) {
		const char **texts[] = {&ret->name,    &ret->type,        &ret->actor,
					&ret->result,  &ret->exit_reason, &ret->phase,
					&ret->handler, &ret->last_error};

		take_process(statement, ret);
		keep_texts(&reader->kept, texts, 8, &ret->data);
	} else if (code == SQLITE_DONE) {
		error_set(err, ERROR_NOT_FOUND, "process %lld does not exist", (long long)id);
	} else {
		sqlite_fail(reader->db, "read a process", err);
	}
	sqlite3_reset(statement);
	return code == SQLITE_ROW ? 0 : -1;
}

/*
 * Runs a bound list of processes. The caller may read with the same reader meanwhile, but
 * not start the same list again.
 */
static int each_process(struct sqlite_reader *reader, sqlite3_stmt *statement,
			int (*each)(void *arg, const struct process_row *row), void *arg,
			struct error *err)
{
	int code, rc = 0;

	connection_see(reader->connection);
	reader->connection->lists++;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		struct process_row row;

		take_process(statement, &row);
		if (each(arg, &row) != 0)
			break;
	}
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		rc = sqlite_fail(reader->db, "list processes", err);
	sqlite3_reset(statement);
	reader->connection->lists--;
	return rc;
}

static int pending(struct reader *base, const char *type, int64_t resource_id, int64_t after,
		   int limit, int (*each)(void *arg, const struct process_row *row), void *arg,
		   struct error *err)
{
	struct sqlite_reader *reader = (struct sqlite_reader *)base;
	sqlite3_stmt *statement = reader_statement(reader, type ? PENDING_OF : PENDING, err);

	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, after);
	sqlite3_bind_int(statement, 2, limit > 0 ? limit : -1);
	if (type) {
		bind_text(statement, 3, type);
		sqlite3_bind_int64(statement, 4, resource_id);
	}
	return each_process(reader, statement, each, arg, err);
}

static int processes(struct reader *base, int64_t after, int64_t before, int limit,
		     int (*each)(void *arg, const struct process_row *row), void *arg,
		     struct error *err)
{
	struct sqlite_reader *reader = (struct sqlite_reader *)base;
	sqlite3_stmt *statement =
		reader_statement(reader, before > 0 ? PROCESSES_DOWN : PROCESSES_UP, err);

	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, before > 0 ? before : after);
	sqlite3_bind_int(statement, 2, limit > 0 ? limit : -1);
	return each_process(reader, statement, each, arg, err);
}

/* --- Opening and closing ---------------------------------------------------------------- */

static void hold(struct reader *base)
{
	((struct sqlite_reader *)base)->connection->holds = 1;
}

static void rest(struct reader *base)
{
	connection_rest(((struct sqlite_reader *)base)->connection);
}

static uint32_t stamp(struct reader *base, int64_t id)
{
	return connection_stamp(((struct sqlite_reader *)base)->connection, id);
}

static void close_reader(struct reader *base)
{
	struct sqlite_reader *reader = (struct sqlite_reader *)base;

	tables_done(&reader->tables);
	for (int i = 0; i < READER_STATEMENTS; i++)
		sqlite3_finalize(reader->statements[i]);
	for (int i = 0; i < SHAPES; i++) {
		sqlite3_finalize(reader->shapes[i].statement);
		free(reader->shapes[i].sql);
	}
	connection_put(reader->connection);
	buf_done(&reader->kept);
	free(reader);
}

struct reader *sqlite_reader_open(struct backend *backend, struct error *err)
{
	static const struct reader_ops ops = {
		.close = close_reader,
		.get = read_row,
		.list = list,
		.count = count,
		.process = process,
		.pending = pending,
		.processes = processes,
		.history = read_history,
		.histories = read_histories,
		.history_at = read_history_at,
		.stamp = stamp,
		.states = read_states,
		.once = read_once,
		.hold = hold,
		.rest = rest,
	};
	struct sqlite_reader *reader = calloc(1, sizeof(*reader));

	if (!reader)
		abort();
	reader->reader.ops = &ops;
	reader->connection = connection_get((struct sqlite *)backend, err);
	if (!reader->connection) {
		close_reader(&reader->reader);
		return NULL;
	}
	reader->db = reader->connection->db;
	reader->tables.db = reader->db;
	return &reader->reader;
}

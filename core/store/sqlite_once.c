/*
 * Records of requests that are carried out once only. One table, in the order of its keys; an
 * index over the time, for what is to be forgotten. Written seldom: nothing is kept prepared.
 */
#include <string.h>

#include "base/clock.h"
#include "store/sqlite_reader.h"

static const char insert_sql[] =
	"INSERT INTO once(account_id,key,digest,at,type,resource_id,status) "
	"VALUES(?1,?2,?3,?4,?5,?6,?7)";

static const char answer_sql[] =
	"INSERT INTO once(account_id,key,digest,at,type,resource_id,status,answer) "
	"VALUES(?1,?2,?3,?4,?5,?6,?7,?8) "
	"ON CONFLICT(account_id,key) DO UPDATE SET status=?7, answer=?8 WHERE digest=?3";

static const char forget_sql[] =
	"DELETE FROM once WHERE (account_id,key) IN "
	"(SELECT account_id,key FROM once WHERE at<?1 ORDER BY at LIMIT ?2)";

int once_open(sqlite3 *db, struct error *err)
{
	if (sqlite_run(db,
		       "CREATE TABLE IF NOT EXISTS once(account_id INTEGER NOT NULL,"
		       " key TEXT NOT NULL, digest BLOB NOT NULL, at INTEGER NOT NULL, type TEXT,"
		       " resource_id INTEGER, status INTEGER NOT NULL, answer TEXT,"
		       " PRIMARY KEY(account_id, key)) WITHOUT ROWID",
		       err) < 0)
		return -1;
	return sqlite_run(db, "CREATE INDEX IF NOT EXISTS once_at ON once(at)", err);
}

static int step(struct sqlite *sqlite, sqlite3_stmt *statement, struct error *err)
{
	int rc = sqlite_step(sqlite->db, statement, "keep a request", err);

	sqlite3_finalize(statement);
	return rc;
}

int write_once(struct sqlite *sqlite, struct txn *txn, const struct op *op)
{
	int answered = op->kind == OP_ONCE_ANSWER;
	sqlite3_stmt *statement =
		sqlite_prepare(sqlite->db, answered ? answer_sql : insert_sql, &txn->err);

	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, op->once.account_id);
	bind_text(statement, 2, op->once.key);
	sqlite3_bind_blob(statement, 3, op->once.digest, ONCE_DIGEST, SQLITE_STATIC);
	sqlite3_bind_int64(statement, 4, clock_now());
	bind_text(statement, 5, op->type ? op->type->name : NULL);
	bind_id(statement, 6, txn_real_id(txn, op->id));
	sqlite3_bind_int(statement, 7, op->once.status);
	if (answered)
		bind_span(statement, 8, op->once.answer);
	return step(sqlite, statement, &txn->err);
}

int forget_once(struct sqlite *sqlite, struct txn *txn, const struct op *op)
{
	sqlite3_stmt *statement = sqlite_prepare(sqlite->db, forget_sql, &txn->err);

	if (!statement)
		return -1;
	sqlite3_bind_int64(statement, 1, op->forget.before);
	sqlite3_bind_int(statement, 2, op->forget.batch);
	if (step(sqlite, statement, &txn->err) < 0)
		return -1;
	txn->ids[op->handle] = sqlite3_changes(sqlite->db);
	return 0;
}

int read_once(struct reader *base, int64_t account_id, const char *key, struct once_row *ret,
	      struct error *err)
{
	struct sqlite_reader *reader = (struct sqlite_reader *)base;
	sqlite3_stmt *get = reader_statement(reader, ONCE_GET, err);
	int code;

	if (!get)
		return -1;
	connection_see(reader->connection);
	sqlite3_bind_int64(get, 1, account_id);
	bind_text(get, 2, key);
	memset(ret, 0, sizeof(*ret));
	code = sqlite3_step(get);
	if (code == SQLITE_ROW && sqlite3_column_bytes(get, 0) == ONCE_DIGEST) {
		const char *type = column_text(get, 2);
		struct span answer = column_span(get, 5);
		size_t type_len = type ? strlen(type) + 1 : 0;

		memcpy(ret->digest, sqlite3_column_blob(get, 0), ONCE_DIGEST);
		ret->at = sqlite3_column_int64(get, 1);
		ret->resource_id = sqlite3_column_int64(get, 3);
		ret->status = sqlite3_column_int(get, 4);
		buf_clear(&reader->kept);
		buf_room(&reader->kept, type_len + answer.len + 1);
		buf_add(&reader->kept, type, type_len);
		buf_add(&reader->kept, answer.at, answer.len);
		ret->type = type ? reader->kept.data : NULL;
		if (answer.at)
			ret->answer = (struct span){reader->kept.data + type_len, answer.len};
	} else if (code != SQLITE_DONE) {
		sqlite_fail(reader->db, "read a request", err);
		sqlite3_reset(get);
		return -1;
	}
	sqlite3_reset(get);
	return code == SQLITE_ROW;
}

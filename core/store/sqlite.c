/*
 * The SQLite backend: opening, closing, and the commit of a group.
 *
 * A group is tried as one transaction without savepoints, since nearly always all of it
 * holds: guards are checked before anything is written. When a write fails all the same (a
 * value that must be unique), everything is taken back and the group runs again with a
 * savepoint around each transaction, so that only the culprit fails.
 *
 * When the disk is full or failing the group fails as a whole with ERROR_UNAVAILABLE and has
 * no effect; the next one is tried as if nothing had been.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/auto.h"
#include "store/sqlite.h"

enum { MOVES_KEPT = 1024 };

static const char *const writer_sql[WRITER_STATEMENTS] = {
	[BEGIN] = "BEGIN IMMEDIATE",
	[COMMIT] = "COMMIT",
	[ROLLBACK] = "ROLLBACK",
	[SAVEPOINT] = "SAVEPOINT one",
	[RELEASE] = "RELEASE one",
	[ROLLBACK_TO] = "ROLLBACK TO one",
	[PROCESS_INSERT] =
		"INSERT INTO "
		"process(id,name_id,type_id,resource_id,priority,actor,start,\"end\",result,"
		"exit_reason,phase,handler,attempt,next_at,last_error,data) "
		"VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16)",
	[PROCESS_UPDATE] = "UPDATE process SET "
			   "\"end\"=?2,result=?3,exit_reason=?4,phase=?5,handler=?6,attempt=?7,"
			   "next_at=?8,last_error=?9,data=coalesce(?10,data) WHERE id=?1",
	[HISTORY_INSERT] =
		"INSERT INTO history(previous,at,type_id,resource_id,process_id,kind_id,detail) "
		"VALUES(?1,?2,?3,?4,?5,?6,?7)",
	[NAME_INSERT] = "INSERT INTO name(text) VALUES(?1)",
};

/* Counts how many pages the log holds after a commit. */
static int count_log(void *arg, sqlite3 *db, const char *name, int pages)
{
	struct sqlite *sqlite = arg;

	(void)db;
	(void)name;
	sqlite->log_pages = pages;
	return SQLITE_OK;
}

static void take_back(struct sqlite *sqlite)
{
	/* A full disk may have ended the transaction already. */
	if (!sqlite3_get_autocommit(sqlite->db))
		sqlite_step(sqlite->db, sqlite->statements[ROLLBACK], "roll back", NULL);
}

/* Those a guard refused keep their own reason. */
static void fail_all(struct txn *first, const struct error *err)
{
	for (struct txn *txn = first; txn; txn = txn->next) {
		if (txn->rc < 0)
			continue;
		txn->rc = -1;
		txn->err = *err;
	}
}

static void names_cut(struct interned *names, int count);

void sqlite_moves(struct sqlite *sqlite, const struct hot *hot, int64_t id)
{
	if (sqlite->moved_count == sqlite->moved_cap) {
		sqlite->moved_cap = sqlite->moved_cap ? sqlite->moved_cap * 2 : 64;
		sqlite->moved =
			realloc(sqlite->moved, (size_t)sqlite->moved_cap * sizeof(*sqlite->moved));
		if (!sqlite->moved)
			abort();
	}
	sqlite->moved[sqlite->moved_count++] = (struct move){*hot, id};
}

/* Readers are told of what was committed. When it failed, what was is what is; told all the same.
 */
static void tell(struct sqlite *sqlite, int failed)
{
	atomic_fetch_add(&sqlite->written, 1);
	for (int i = 0; i < sqlite->moved_count; i++)
		atomic_fetch_add(&sqlite->stamps[sqlite->moved[i].id & (STAMPS - 1)], 1);
	for (int i = 0; i < sqlite->moved_count; i++) {
		struct move *move = &sqlite->moved[i];

		move->hot.rewritten |= failed;
		kept_rows_move(sqlite->rows, &move->hot, move->id);
	}
	sqlite->moved_count = 0;
	if (sqlite->moved_cap > MOVES_KEPT) {
		free(sqlite->moved);
		sqlite->moved = NULL;
		sqlite->moved_cap = 0;
	}
}

static int begin(struct sqlite *sqlite, struct error *err)
{
	sqlite->moved_count = 0;
	return sqlite_step(sqlite->db, sqlite->statements[BEGIN], "begin", err);
}

static int commit(struct sqlite *sqlite, struct error *err)
{
	int rc;

	sqlite->commits++;
	if (sqlite->commits == sqlite->fault_before)
		_exit(137);
	rc = sqlite_step(sqlite->db, sqlite->statements[COMMIT], "commit", err);
	tell(sqlite, rc < 0);
	if (sqlite->commits == sqlite->fault_after)
		_exit(137);
	return rc;
}

/* Runs the group as one. 0 when it ended (well or not), 1 when it must run one by one. */
static int run_together(struct sqlite *sqlite, struct txn *first, struct error *err)
{
	if (begin(sqlite, err) < 0)
		return -1;
	for (struct txn *txn = first; txn; txn = txn->next) {
		txn_begin(txn);
		if (write_txn(sqlite, txn) != FAILED)
			continue;
		*err = txn->err;
		if (error_is_transient(err->code) || !first->next) {
			txn->rc = 0;
			return -1;
		}
		return 1;
	}
	return commit(sqlite, err);
}

static int run_apart(struct sqlite *sqlite, struct txn *first, struct error *err)
{
	sqlite3_stmt **statements = sqlite->statements;

	if (begin(sqlite, err) < 0)
		return -1;
	for (struct txn *txn = first; txn; txn = txn->next) {
		int names = sqlite->names.count;

		txn_begin(txn);
		if (sqlite_step(sqlite->db, statements[SAVEPOINT], "savepoint", err) < 0)
			return -1;
		if (write_txn(sqlite, txn) == FAILED) {
			*err = txn->err;
			if (error_is_transient(err->code)) {
				txn->rc = 0;
				return -1;
			}
			if (sqlite_step(sqlite->db, statements[ROLLBACK_TO], "roll back", err) < 0)
				return -1;
			names_cut(&sqlite->names, names);
		}
		if (sqlite_step(sqlite->db, statements[RELEASE], "release", err) < 0)
			return -1;
	}
	return commit(sqlite, err);
}

static void run(struct backend *backend, struct txn *first)
{
	struct sqlite *sqlite = (struct sqlite *)backend;
	int names = sqlite->names.count, rc;
	struct error err = {.code = ERROR_INTERNAL};

	checkpointer_enter(sqlite->checkpointer);
	rc = run_together(sqlite, first, &err);
	if (rc == 1) {
		take_back(sqlite);
		names_cut(&sqlite->names, names);
		rc = run_apart(sqlite, first, &err);
	}
	if (rc < 0) {
		take_back(sqlite);
		names_cut(&sqlite->names, names);
		for (struct txn *txn = first; txn; txn = txn->next)
			if (!txn->seen)
				txn_begin(txn);
		fail_all(first, &err);
	}
	checkpointer_leave(sqlite->checkpointer, sqlite->log_pages);
}

static int is_free(struct backend *backend)
{
	return checkpointer_is_open(((struct sqlite *)backend)->checkpointer);
}

static int idle(struct backend *backend)
{
	return log_extend(((struct sqlite *)backend)->db);
}

/* --- Short names ------------------------------------------------------------------------ */

static uint32_t hash(const char *text)
{
	uint32_t hash = 2166136261u;

	while (*text)
		hash = (hash ^ (uint8_t)*text++) * 16777619u;
	return hash ^ hash >> 15;
}

static void names_index(struct interned *names)
{
	uint32_t size = 64;

	while (size < (uint32_t)names->cap * 2)
		size *= 2;
	free(names->slots);
	names->slots = calloc(size, sizeof(*names->slots));
	if (!names->slots)
		abort();
	names->mask = size - 1;
	for (int i = 0; i < names->count; i++) {
		uint32_t at = hash(names->texts[i]) & names->mask;

		while (names->slots[at])
			at = (at + 1) & names->mask;
		names->slots[at] = (uint32_t)i + 1;
	}
}

static void names_add(struct interned *names, const char *text, int64_t id)
{
	uint32_t at;

	if (names->count == names->cap) {
		names->cap = names->cap ? names->cap * 2 : 64;
		names->texts = realloc(names->texts, (size_t)names->cap * sizeof(*names->texts));
		names->ids = realloc(names->ids, (size_t)names->cap * sizeof(*names->ids));
		if (!names->texts || !names->ids)
			abort();
		names_index(names);
	}
	names->texts[names->count] = strdup(text);
	if (!names->texts[names->count])
		abort();
	names->ids[names->count++] = id;
	for (at = hash(text) & names->mask; names->slots[at]; at = (at + 1) & names->mask)
		;
	names->slots[at] = (uint32_t)names->count;
}

/* Forgets those that a rollback took out of the database again. */
static void names_cut(struct interned *names, int count)
{
	if (names->count == count)
		return;
	while (names->count > count)
		free(names->texts[--names->count]);
	names_index(names);
}

int64_t sqlite_intern(struct sqlite *sqlite, const char *text, struct error *err)
{
	struct interned *names = &sqlite->names;
	sqlite3_stmt *statement = sqlite->statements[NAME_INSERT];

	for (uint32_t at = hash(text) & names->mask; names->slots[at]; at = (at + 1) & names->mask)
		if (strcmp(names->texts[names->slots[at] - 1], text) == 0)
			return names->ids[names->slots[at] - 1];
	bind_text(statement, 1, text);
	if (sqlite_step(sqlite->db, statement, "keep a name", err) < 0)
		return -1;
	names_add(names, text, sqlite3_last_insert_rowid(sqlite->db));
	return names->ids[names->count - 1];
}

static int names_load(struct sqlite *sqlite, struct error *err)
{
	sqlite3_stmt *statement =
		sqlite_prepare(sqlite->db, "SELECT text, id FROM name ORDER BY id", err);
	int code;

	if (!statement)
		return -1;
	names_index(&sqlite->names);
	while ((code = sqlite3_step(statement)) == SQLITE_ROW)
		names_add(&sqlite->names, column_text(statement, 0),
			  sqlite3_column_int64(statement, 1));
	if (code != SQLITE_DONE)
		sqlite_fail(sqlite->db, "read the names", err);
	sqlite3_finalize(statement);
	return code == SQLITE_DONE ? 0 : -1;
}

/* --- Opening and closing ---------------------------------------------------------------- */

static void close_all(struct backend *backend)
{
	struct sqlite *sqlite = (struct sqlite *)backend;

	if (!sqlite)
		return;
	checkpointer_free(sqlite->checkpointer);
	tables_done(&sqlite->tables);
	for (int i = 0; i < WRITER_STATEMENTS; i++)
		sqlite3_finalize(sqlite->statements[i]);
	if (sqlite->db) {
		/* With a limit the log file would be cut to nothing now, and grown again next time.
		 */
		sqlite_run(sqlite->db, "PRAGMA journal_size_limit=-1", NULL);
		log_retire(sqlite->db);
		sqlite3_close(sqlite->db);
	}
	while (sqlite->names.count)
		free(sqlite->names.texts[--sqlite->names.count]);
	free(sqlite->names.texts);
	free(sqlite->names.ids);
	free(sqlite->names.slots);
	free(sqlite->hots.rows);
	free(sqlite->hots.slots);
	free(sqlite->moved);
	kept_rows_free(sqlite->rows);
	buf_done(&sqlite->scratch);
	buf_done(&sqlite->undo);
	free(sqlite->path);
	pthread_mutex_destroy(&sqlite->readers_lock);
	if (sqlite->lock >= 0)
		close(sqlite->lock);
	free(sqlite);
}

/* "store-commit-before:N" or "store-commit-after:N" dies at the Nth commit, for crash tests. */
static void read_fault(struct sqlite *sqlite)
{
	const char *text = getenv("STAMPEDE_FAULT");
	const char *before = text ? strstr(text, "store-commit-before:") : NULL;
	const char *after = text ? strstr(text, "store-commit-after:") : NULL;

	if (before)
		sqlite->fault_before = atoll(strchr(before, ':') + 1);
	if (after)
		sqlite->fault_after = atoll(strchr(after, ':') + 1);
}

static int lock_directory(struct sqlite *sqlite, const char *dir, struct error *err)
{
	AUTO(buf_done) struct buf path = {0};

	buf_addf(&path, "%s/lock", dir);
	sqlite->lock = open(path.data, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (sqlite->lock < 0)
		return error_errno(err, "store: open '%s'", path.data);
	if (flock(sqlite->lock, LOCK_EX | LOCK_NB) == 0)
		return 0;
	if (errno == EWOULDBLOCK)
		return error_field(err, ERROR_UNAVAILABLE, NULL, "database",
				   "directory '%s' is in use by another server", dir);
	return error_errno(err, "store: lock '%s'", path.data);
}

/* The database and all beside it are for the owner's eyes: SQLite copies the mode of the first. */
static int make_file(const char *path, struct error *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0)
		return error_errno(err, "store: open '%s'", path);
	close(fd);
	return 0;
}

static int open_all(struct sqlite *sqlite, const char *dir, struct error *err)
{
	/* secure_delete would write every freed page once more; temporary sorts stay in memory. */
	static const char settings[] =
		"PRAGMA page_size=4096;PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
		"PRAGMA wal_autocheckpoint=0;PRAGMA cache_size=-16384;PRAGMA secure_delete=OFF;"
		"PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=67108864";
	AUTO(buf_done) struct buf path = {0};

	buf_addf(&path, "%s/stampede.db", dir);
	sqlite->path = buf_steal(&path);
	if (lock_directory(sqlite, dir, err) < 0 || make_file(sqlite->path, err) < 0)
		return -1;
	sqlite->db = sqlite_connect(sqlite->path, err);
	if (!sqlite->db || sqlite_run(sqlite->db, settings, err) < 0)
		return -1;
	if (schema_open(sqlite->db, sqlite->path, err) < 0 || once_open(sqlite->db, err) < 0)
		return -1;
	sqlite3_wal_hook(sqlite->db, count_log, sqlite);
	sqlite->tables.db = sqlite->db;
	for (int i = 0; i < WRITER_STATEMENTS; i++)
		if (!(sqlite->statements[i] = sqlite_prepare(sqlite->db, writer_sql[i], err)))
			return -1;
	if (names_load(sqlite, err) < 0)
		return -1;
	sqlite->checkpointer = checkpointer_new(sqlite->path, err);
	return sqlite->checkpointer ? 0 : -1;
}

struct backend *sqlite_open(const char *dir, struct error *err)
{
	static const struct backend_ops ops = {
		.run = run,
		.is_free = is_free,
		.define = schema_define,
		.meta_get = schema_meta_get,
		.meta_set = schema_meta_set,
		.idle = idle,
		.close = close_all,
		.reader_open = sqlite_reader_open,
	};
	struct sqlite *sqlite = calloc(1, sizeof(*sqlite));

	if (!sqlite)
		abort();
	/* Counting every allocation under one lock costs more than it tells. Too late is no harm.
	 */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	sqlite->backend.ops = &ops;
	pthread_mutex_init(&sqlite->readers_lock, NULL);
	sqlite->lock = -1;
	sqlite->rows = kept_rows_new();
	read_fault(sqlite);
	if (open_all(sqlite, dir, err) < 0) {
		close_all(&sqlite->backend);
		return NULL;
	}
	return &sqlite->backend;
}

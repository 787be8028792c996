/*
 * Checkpoints beside the writer. The log is moved into the database by passive rounds that
 * need no lock, so commits go on meanwhile; what they add is moved by a last short round at
 * which the writer waits at the gate. Then the next commit starts the log over by itself.
 * A reader in the middle of a long list only makes the log longer for a while.
 */
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "store/sqlite.h"

enum { PASSIVE_ROUNDS = 2, SMALL_REST = 500 };

/* SQLite's file object takes less than 128 KiB at a time. */
enum { EXTEND_BYTES = 64 * 1024, EXTEND_PIECES = 8 };

struct checkpointer {
	char *path;
	pthread_t thread;
	int runs;
	pthread_mutex_t lock; /* guards what follows */
	pthread_cond_t asked, gate;
	int wanted, stopping;
	int gate_taken, writing;
	int last_pages, next_pages;
};

/* Moves what it can; gives what was left. -1 on failure: the next one will do it. */
static int passive(sqlite3 *db)
{
	int in_log = 0, moved = 0;

	if (sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_PASSIVE, &in_log, &moved) !=
	    SQLITE_OK)
		return -1;
	/* -1: this connection has not noticed yet that the database has a log. */
	return in_log < 0 ? -1 : in_log - moved;
}

static void checkpoint(struct checkpointer *checkpointer, sqlite3 *db)
{
	for (int i = 0; i < PASSIVE_ROUNDS; i++) {
		int rest = passive(db);

		if (rest < 0)
			return;
		if (rest < SMALL_REST)
			break;
	}
	pthread_mutex_lock(&checkpointer->lock);
	checkpointer->gate_taken = 1;
	while (checkpointer->writing)
		pthread_cond_wait(&checkpointer->gate, &checkpointer->lock);
	pthread_mutex_unlock(&checkpointer->lock);
	passive(db);
	pthread_mutex_lock(&checkpointer->lock);
	checkpointer->gate_taken = 0;
	pthread_cond_broadcast(&checkpointer->gate);
	pthread_mutex_unlock(&checkpointer->lock);
}

/* A connection learns at its first read that the database has a log; before, it moves nothing. */
static sqlite3 *connect_reading(const char *path)
{
	sqlite3 *db = sqlite_connect(path, NULL);

	if (db && sqlite_run(db, "SELECT count(*) FROM meta", NULL) < 0) {
		sqlite3_close(db);
		return NULL;
	}
	return db;
}

static void *checkpoint_main(void *arg)
{
	struct checkpointer *checkpointer = arg;
	sqlite3 *db = NULL;

	pthread_setname_np(pthread_self(), "checkpoint");
	pthread_mutex_lock(&checkpointer->lock);
	while (!checkpointer->stopping) {
		if (!checkpointer->wanted) {
			pthread_cond_wait(&checkpointer->asked, &checkpointer->lock);
			continue;
		}
		checkpointer->wanted = 0;
		pthread_mutex_unlock(&checkpointer->lock);
		if (!db)
			db = connect_reading(checkpointer->path);
		if (db)
			checkpoint(checkpointer, db);
		pthread_mutex_lock(&checkpointer->lock);
	}
	pthread_mutex_unlock(&checkpointer->lock);
	sqlite3_close(db);
	return NULL;
}

struct checkpointer *checkpointer_new(const char *path, struct error *err)
{
	struct checkpointer *checkpointer = calloc(1, sizeof(*checkpointer));

	if (!checkpointer || !(checkpointer->path = strdup(path)))
		abort();
	checkpointer->next_pages = LOG_PAGES;
	pthread_mutex_init(&checkpointer->lock, NULL);
	pthread_cond_init(&checkpointer->asked, NULL);
	pthread_cond_init(&checkpointer->gate, NULL);
	if (pthread_create(&checkpointer->thread, NULL, checkpoint_main, checkpointer) != 0) {
		error_set(err, ERROR_UNAVAILABLE, "store: no thread to be had");
		checkpointer_free(checkpointer);
		return NULL;
	}
	checkpointer->runs = 1;
	return checkpointer;
}

void checkpointer_free(struct checkpointer *checkpointer)
{
	if (!checkpointer)
		return;
	pthread_mutex_lock(&checkpointer->lock);
	checkpointer->stopping = 1;
	pthread_cond_signal(&checkpointer->asked);
	pthread_mutex_unlock(&checkpointer->lock);
	if (checkpointer->runs)
		pthread_join(checkpointer->thread, NULL);
	pthread_cond_destroy(&checkpointer->gate);
	pthread_cond_destroy(&checkpointer->asked);
	pthread_mutex_destroy(&checkpointer->lock);
	free(checkpointer->path);
	free(checkpointer);
}

void checkpointer_enter(struct checkpointer *checkpointer)
{
	pthread_mutex_lock(&checkpointer->lock);
	while (checkpointer->gate_taken)
		pthread_cond_wait(&checkpointer->gate, &checkpointer->lock);
	checkpointer->writing = 1;
	pthread_mutex_unlock(&checkpointer->lock);
}

void checkpointer_leave(struct checkpointer *checkpointer, int log_pages)
{
	pthread_mutex_lock(&checkpointer->lock);
	checkpointer->writing = 0;
	if (checkpointer->gate_taken)
		pthread_cond_broadcast(&checkpointer->gate);
	/* A shorter log was started over. A longer one that cannot be moved is not tried at once.
	 */
	if (log_pages < checkpointer->last_pages)
		checkpointer->next_pages = LOG_PAGES;
	checkpointer->last_pages = log_pages;
	if (log_pages >= checkpointer->next_pages) {
		checkpointer->next_pages = log_pages + LOG_PAGES / 2;
		checkpointer->wanted = 1;
		pthread_cond_signal(&checkpointer->asked);
	}
	pthread_mutex_unlock(&checkpointer->lock);
}

int checkpointer_is_open(struct checkpointer *checkpointer)
{
	int ret;

	pthread_mutex_lock(&checkpointer->lock);
	ret = !checkpointer->gate_taken;
	pthread_mutex_unlock(&checkpointer->lock);
	return ret;
}

/* The log's own file object, or NULL. */
static sqlite3_file *log_file(sqlite3 *db)
{
	sqlite3_file *file = NULL;

	if (sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) != SQLITE_OK ||
	    !file || !file->pMethods)
		return NULL;
	return file;
}

/*
 * Zeros behind the end of the log are never taken for frames: a frame counts only with the
 * header's salt and a checksum over all before it. The write goes through SQLite's own file
 * object, on the one thread that ever appends, so it cannot meet an append.
 */
int log_extend(sqlite3 *db)
{
	AUTO(free) char *zeros = NULL;
	sqlite3_file *file = log_file(db);
	sqlite3_int64 size = 0;

	if (!file || file->pMethods->xFileSize(file, &size) != SQLITE_OK)
		return 0;
	if (size >= (sqlite3_int64)LOG_PAGES_AHEAD * (4096 + 24))
		return 0;
	zeros = calloc(1, EXTEND_BYTES);
	for (int i = 0; zeros && i < EXTEND_PIECES; i++, size += EXTEND_BYTES)
		if (file->pMethods->xWrite(file, zeros, EXTEND_BYTES, size) != SQLITE_OK)
			return 0;
	return file->pMethods->xSync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY) == SQLITE_OK;
}

/*
 * Once everything is in the database the frames are waste, but the next start would read all
 * of them to find out. Without a header they are not looked at, and the long file stays.
 */
void log_retire(sqlite3 *db)
{
	static const char zeros[32];
	sqlite3_file *file = log_file(db);
	sqlite3_int64 size = 0;

	if (!file ||
	    sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_RESTART, NULL, NULL) != SQLITE_OK)
		return;
	if (file->pMethods->xFileSize(file, &size) == SQLITE_OK && size > 0)
		file->pMethods->xWrite(file, zeros, sizeof(zeros), 0);
	/* What a burst made longer than usual is not kept. */
	if (size > 2 * (sqlite3_int64)LOG_PAGES_AHEAD * (4096 + 24))
		file->pMethods->xTruncate(file, (sqlite3_int64)LOG_PAGES_AHEAD * (4096 + 24));
}

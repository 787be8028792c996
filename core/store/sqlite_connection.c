/*
 * Connections for reading, one a thread. A transaction of one's own for every row costs several
 * system calls, more than the row; so a thread that serves a crowd (reader_hold) keeps one open
 * until it rests, and begins another as soon as anything was committed.
 *
 * The database is not mapped: SQLite takes a mapping down and up again at each look at a changed
 * database, which stops all threads for a moment, and what was read of it counts as our memory.
 */
#include <stdlib.h>

#include "store/sqlite.h"

static void connection_free(struct connection *connection)
{
	sqlite3_finalize(connection->begin);
	sqlite3_finalize(connection->end);
	sqlite3_close(connection->db);
	free(connection);
}

static struct connection *connection_new(struct sqlite *sqlite, struct error *err)
{
	struct connection *connection = calloc(1, sizeof(*connection));

	if (!connection)
		abort();
	connection->sqlite = sqlite;
	connection->thread = pthread_self();
	connection->db = sqlite_connect(sqlite->path, err);
	if (connection->db &&
	    sqlite_run(connection->db,
		       "PRAGMA query_only=ON;PRAGMA cache_size=-4096;"
		       "PRAGMA temp_store=MEMORY;PRAGMA wal_autocheckpoint=0",
		       err) == 0 &&
	    (connection->begin = sqlite_prepare(connection->db, "BEGIN", err)) &&
	    (connection->end = sqlite_prepare(connection->db, "COMMIT", err)))
		return connection;
	connection_free(connection);
	return NULL;
}

struct connection *connection_get(struct sqlite *sqlite, struct error *err)
{
	struct connection *at;

	pthread_mutex_lock(&sqlite->readers_lock);
	for (at = sqlite->readers; at && !pthread_equal(at->thread, pthread_self()); at = at->next)
		;
	if (!at && (at = connection_new(sqlite, err))) {
		at->next = sqlite->readers;
		sqlite->readers = at;
	}
	if (at)
		at->refs++;
	pthread_mutex_unlock(&sqlite->readers_lock);
	return at;
}

void connection_put(struct connection *connection)
{
	struct connection **at;
	struct sqlite *sqlite;

	if (!connection)
		return;
	sqlite = connection->sqlite;
	pthread_mutex_lock(&sqlite->readers_lock);
	if (--connection->refs == 0) {
		for (at = &sqlite->readers; *at != connection; at = &(*at)->next)
			;
		*at = connection->next;
		connection_free(connection);
	}
	pthread_mutex_unlock(&sqlite->readers_lock);
}

void connection_rest(struct connection *connection)
{
	if (!connection->open || connection->lists)
		return;
	connection->open = 0;
	sqlite_step(connection->db, connection->end, "end a read", NULL);
}

void connection_see(struct connection *connection)
{
	uint64_t written;

	/* A list under way keeps its view, and what is read inside of it sees the same. */
	if (!connection->holds || connection->lists)
		return;
	written = atomic_load(&connection->sqlite->written);
	if (connection->open && connection->seen == written)
		return;
	connection_rest(connection);
	/* The view is taken by the first read that follows, so it is not older than the number. */
	connection->seen = written;
	connection->open =
		sqlite_step(connection->db, connection->begin, "begin a read", NULL) == 0;
}

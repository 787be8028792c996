/* A reader from the inside: for sqlite_read.c and sqlite_history.c. */
#ifndef STORE_SQLITE_READER_H
#define STORE_SQLITE_READER_H

#include "store/sqlite.h"

enum { SHAPES = 48 };

/* A kept statement of a list. */
struct shape {
	char *sql;
	uint32_t hash;
	sqlite3_stmt *statement;
	uint64_t used;
	int busy;
};

enum reader_statement {
	PROCESS_GET,
	PENDING,
	PENDING_OF,
	PROCESSES_UP,
	PROCESSES_DOWN,
	HISTORY_GET,
	HISTORY_UP,
	HISTORY_DOWN,
	HISTORY_ENDS,
	HISTORY_FROM,
	ONCE_GET,
	READER_STATEMENTS
};

struct sqlite_reader {
	struct reader reader;
	struct connection *connection;
	sqlite3 *db; /* the connection's */
	struct tables tables;
	sqlite3_stmt *statements[READER_STATEMENTS];
	struct shape shapes[SHAPES];
	uint64_t clock;
	struct buf kept; /* texts of the row that reader_get gave */
};

/* The statement, prepared at its first use. NULL on failure. */
sqlite3_stmt *reader_statement(struct sqlite_reader *reader, enum reader_statement which,
			       struct error *err);

int read_row(struct reader *base, const struct type *type, int64_t id, struct row *ret,
	     struct error *err);

/* (sqlite_history.c) */
int read_history(struct reader *base, const struct type *type, int64_t id, int64_t before,
		 int limit, int (*each)(void *arg, const struct history_row *row), void *arg,
		 struct error *err);
int read_histories(struct reader *base, int64_t after, int64_t before, int limit,
		   int (*each)(void *arg, const struct history_row *row), void *arg,
		   struct error *err);
int read_states(struct reader *base, const struct type *type,
		void (*each)(void *arg, const char *state, int64_t count), void *arg,
		struct error *err);
int read_once(struct reader *base, int64_t account_id, const char *key, struct once_row *ret,
	      struct error *err);
int read_history_at(struct reader *base, int64_t at, int64_t *ret, struct error *err);

#endif

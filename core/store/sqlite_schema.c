/*
 * Tables and indexes. Every base type has two tables: r_TYPE with the document and what
 * hardly ever changes, and the narrow h_TYPE with what changes at every transition and has
 * no secondary index (but a partial one over removed rows). Process rows are in one table
 * whose indexes hold only what is pending. History has no index: the hot row names the
 * newest, each names the one before.
 *
 * A type or field that appears later gets its tables and indexes then; an index whose
 * expression is not what the model says any more is made anew. Data is never dropped.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "store/sqlite.h"

static const char *const base_sql[] = {
	"CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
	"CREATE TABLE name(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
	"CREATE TABLE process(id INTEGER PRIMARY KEY, name_id INTEGER NOT NULL,"
	" type_id INTEGER NOT NULL, resource_id INTEGER NOT NULL, priority INTEGER NOT NULL,"
	" actor TEXT, start INTEGER NOT NULL, \"end\" INTEGER, result TEXT, exit_reason TEXT,"
	" phase TEXT, handler TEXT, attempt INTEGER NOT NULL, next_at INTEGER, last_error TEXT,"
	" data TEXT NOT NULL)",
	"CREATE INDEX process_pending ON process(type_id, resource_id) WHERE \"end\" IS NULL",
	"CREATE TABLE history(id INTEGER PRIMARY KEY, previous INTEGER, at INTEGER NOT NULL,"
	" type_id INTEGER NOT NULL, resource_id INTEGER NOT NULL, process_id INTEGER,"
	" kind_id INTEGER NOT NULL, detail TEXT NOT NULL)",
};

static int meta_get(sqlite3 *db, const char *key, struct buf *ret)
{
	sqlite3_stmt *statement = sqlite_prepare(db, "SELECT value FROM meta WHERE key=?1", NULL);
	int rc = -1;

	if (!statement)
		return -1;
	bind_text(statement, 1, key);
	if (sqlite3_step(statement) == SQLITE_ROW) {
		buf_adds(ret, column_text(statement, 0));
		rc = 0;
	}
	sqlite3_finalize(statement);
	return rc;
}

static int meta_set(sqlite3 *db, const char *key, const char *value, struct error *err)
{
	sqlite3_stmt *statement = sqlite_prepare(
		db, "INSERT INTO meta VALUES(?1,?2) ON CONFLICT(key) DO UPDATE SET value=?2", err);
	int rc;

	if (!statement)
		return -1;
	bind_text(statement, 1, key);
	bind_text(statement, 2, value);
	rc = sqlite_step(db, statement, "meta", err);
	sqlite3_finalize(statement);
	return rc;
}

int schema_meta_get(struct backend *backend, const char *key, struct buf *ret)
{
	return meta_get(((struct sqlite *)backend)->db, key, ret);
}

int schema_meta_set(struct backend *backend, const char *key, const char *value, struct error *err)
{
	return meta_set(((struct sqlite *)backend)->db, key, value, err);
}

/* 1 when the statement gives a row, 0 when none, -1 on failure. */
static int exists(sqlite3 *db, const char *sql, struct error *err)
{
	sqlite3_stmt *statement = sqlite_prepare(db, sql, err);
	int code, rc;

	if (!statement)
		return -1;
	code = sqlite3_step(statement);
	rc = code == SQLITE_ROW ? 1 : code == SQLITE_DONE ? 0 : sqlite_fail(db, "read", err);
	sqlite3_finalize(statement);
	return rc;
}

static int make_base(sqlite3 *db, struct error *err)
{
	char version[16];

	for (size_t i = 0; i < sizeof(base_sql) / sizeof(base_sql[0]); i++)
		if (sqlite_run(db, base_sql[i], err) < 0)
			return -1;
	snprintf(version, sizeof(version), "%d", SCHEMA_VERSION);
	return meta_set(db, "schema_version", version, err);
}

/* Ends what is open: commits when rc is 0, else takes everything back. */
static int finish(sqlite3 *db, int rc, struct error *err)
{
	if (rc == 0 && sqlite_run(db, "COMMIT", err) == 0)
		return 0;
	if (!sqlite3_get_autocommit(db))
		sqlite_run(db, "ROLLBACK", NULL);
	return -1;
}

int schema_open(sqlite3 *db, const char *path, struct error *err)
{
	AUTO(buf_done) struct buf version = {0};
	int known = exists(db, "SELECT 1 FROM sqlite_schema WHERE name='meta'", err);

	if (known < 0)
		return -1;
	if (!known) {
		int stranger = exists(db, "SELECT 1 FROM sqlite_schema", err);

		if (stranger < 0)
			return -1;
		if (stranger)
			return error_field(err, ERROR_INVALID, NULL, "database",
					   "database '%s' was not made by this program", path);
		if (sqlite_run(db, "BEGIN IMMEDIATE", err) < 0)
			return -1;
		return finish(db, make_base(db, err), err);
	}
	if (meta_get(db, "schema_version", &version) < 0)
		return error_field(err, ERROR_INVALID, NULL, "database",
				   "database '%s' has no schema version", path);
	if (atoi(version.data) > SCHEMA_VERSION)
		return error_field(
			err, ERROR_UNSUPPORTED, NULL, "database",
			"database '%s' has schema version %s, this program knows up to %d: "
			"it was used by a newer one",
			path, version.data, SCHEMA_VERSION);
	return 0;
}

/* --- A model's tables ------------------------------------------------------------------- */

void schema_expression(struct buf *sql, const struct field *field, const char *row, const char *hot)
{
	static const char *const columns[] = {
		[PLACE_ID] = "id",           [PLACE_ACCOUNT] = "account_id",
		[PLACE_KIND] = "kind",       [PLACE_UUID] = "uuid",
		[PLACE_NAME] = "name",       [PLACE_CREATED] = "created",
		[PLACE_STATE] = "state",     [PLACE_ALLOCATION] = "allocation",
		[PLACE_REMOVED] = "removed", [PLACE_REMOVE_TIME] = "remove_time",
		[PLACE_MESSAGE] = "message", [PLACE_PROGRESS] = "progress",
	};

	switch (field->place) {
	case PLACE_DATA:
		buf_addf(sql, "json_extract(%sdoc,'$.data')", row);
		break;
	case PLACE_DOC:
		buf_addf(sql, "json_extract(%sdoc,'$.%s')", row, field->name);
		break;
	case PLACE_FIELDS:
		buf_addf(sql, "json_extract(%sdoc,'$.data.fields.%s')", row, field->name);
		break;
	default:
		buf_adds(sql, field->place <= PLACE_CREATED ? row : hot);
		buf_adds(sql, columns[field->place]);
	}
}

struct known {
	char *name, *sql;
};

/* What the database has: names and the SQL that made them, sorted by name. */
struct inventory {
	struct known *all;
	size_t count, cap;
	uint64_t mark; /* when not 0: nothing is made, what would be is mixed into it */
};

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct known *)a)->name, ((const struct known *)b)->name);
}

static void inventory_done(struct inventory *inventory)
{
	for (size_t i = 0; i < inventory->count; i++) {
		free(inventory->all[i].name);
		free(inventory->all[i].sql);
	}
	free(inventory->all);
}

static void auto_inventory_done(struct inventory *inventory)
{
	inventory_done(inventory);
}

static int take_inventory(sqlite3 *db, struct inventory *inventory, struct error *err)
{
	sqlite3_stmt *statement =
		sqlite_prepare(db, "SELECT name, sql FROM sqlite_schema ORDER BY name", err);
	int code;

	if (!statement)
		return -1;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *sql = column_text(statement, 1);

		if (inventory->count == inventory->cap) {
			inventory->cap = inventory->cap ? inventory->cap * 2 : 256;
			inventory->all =
				realloc(inventory->all, inventory->cap * sizeof(*inventory->all));
			if (!inventory->all)
				abort();
		}
		inventory->all[inventory->count++] = (struct known){
			.name = strdup(column_text(statement, 0)),
			.sql = strdup(sql ? sql : ""),
		};
	}
	if (code != SQLITE_DONE)
		sqlite_fail(db, "read the schema", err);
	sqlite3_finalize(statement);
	return code == SQLITE_DONE ? 0 : -1;
}

static const struct known *known(const struct inventory *inventory, const char *name)
{
	struct known key = {.name = (char *)name};

	if (!inventory->count)
		return NULL;
	return bsearch(&key, inventory->all, inventory->count, sizeof(key), by_name);
}

/* FNV-1a. 1 while only the mark is taken. */
static int mix(struct inventory *inventory, const char *text)
{
	if (!inventory->mark)
		return 0;
	while (*text)
		inventory->mark = (inventory->mark ^ (uint8_t)*text++) * 1099511628211u;
	return 1;
}

static int make_table(sqlite3 *db, struct inventory *inventory, const char *name,
		      const char *columns, struct error *err)
{
	char sql[700];

	if (mix(inventory, name) && mix(inventory, columns))
		return 0;
	if (known(inventory, name))
		return 0;
	snprintf(sql, sizeof(sql), "CREATE TABLE \"%s\"(%s)", name, columns);
	return sqlite_run(db, sql, err);
}

static int make_index(sqlite3 *db, struct inventory *inventory, const char *name, const char *sql,
		      struct error *err)
{
	const struct known *old = known(inventory, name);
	char drop[200];

	if (mix(inventory, sql))
		return 0;
	if (old && strcmp(old->sql, sql) == 0)
		return 0;
	if (old) {
		snprintf(drop, sizeof(drop), "DROP INDEX \"%s\"", name);
		if (sqlite_run(db, drop, err) < 0)
			return -1;
	}
	if (sqlite_run(db, sql, err) == 0)
		return 0;
	return error_wrap(err, "index '%s'", name);
}

static int make_field_index(sqlite3 *db, struct inventory *inventory, const struct type *base,
			    const struct field *field, struct error *err)
{
	AUTO(buf_done) struct buf sql = {0};
	int unique = field->unique && field->place != PLACE_ID && field->place != PLACE_UUID;
	int wanted = field->indexed || field->type == FIELD_REFERENCE;
	char name[160];

	if (field->place >= PLACE_STATE && field->place < PLACE_DATA)
		return 0;
	if (!unique && (field->place <= PLACE_CREATED || !wanted))
		return 0;
	snprintf(name, sizeof(name), "%c.%s.%s", unique ? 'u' : 'i', base->name, field->name);
	buf_addf(&sql, "CREATE %sINDEX \"%s\" ON \"r_%s\"(", unique ? "UNIQUE " : "", name,
		 base->name);
	schema_expression(&sql, field, "", "");
	buf_adds(&sql, ") WHERE ");
	schema_expression(&sql, field, "", "");
	buf_adds(&sql, " IS NOT NULL");
	return make_index(db, inventory, name, sql.data, err);
}

static int make_tables(sqlite3 *db, struct inventory *inventory, const struct type *type,
		       struct error *err)
{
	char name[100], sql[400];

	/* Ids of rows that can be deleted for good must not be given twice. */
	snprintf(name, sizeof(name), "r_%s", type->name);
	snprintf(sql, sizeof(sql),
		 "id INTEGER PRIMARY KEY%s, account_id INTEGER, kind TEXT NOT NULL,"
		 " uuid TEXT NOT NULL UNIQUE, name TEXT, created INTEGER NOT NULL, doc TEXT NOT "
		 "NULL",
		 type->has_process ? "" : " AUTOINCREMENT");
	if (make_table(db, inventory, name, sql, err) < 0)
		return -1;
	snprintf(name, sizeof(name), "h_%s", type->name);
	if (make_table(
		    db, inventory, name,
		    "id INTEGER PRIMARY KEY, state TEXT, allocation TEXT, removed INTEGER,"
		    " remove_time INTEGER, error INTEGER NOT NULL, message TEXT, progress INTEGER,"
		    " rev INTEGER NOT NULL, last_history INTEGER NOT NULL",
		    err) < 0)
		return -1;

	snprintf(name, sizeof(name), "i.%s.account_id", type->name);
	snprintf(sql, sizeof(sql), "CREATE INDEX \"%s\" ON \"r_%s\"(account_id)", name, type->name);
	if (make_index(db, inventory, name, sql, err) < 0)
		return -1;
	snprintf(name, sizeof(name), "i.%s.name", type->name);
	snprintf(sql, sizeof(sql), "CREATE INDEX \"%s\" ON \"r_%s\"(name)", name, type->name);
	if (make_index(db, inventory, name, sql, err) < 0)
		return -1;
	snprintf(name, sizeof(name), "i.%s.created", type->name);
	snprintf(sql, sizeof(sql), "CREATE INDEX \"%s\" ON \"r_%s\"(created)", name, type->name);
	if (make_index(db, inventory, name, sql, err) < 0)
		return -1;
	snprintf(name, sizeof(name), "i.%s.remove_time", type->name);
	snprintf(sql, sizeof(sql),
		 "CREATE INDEX \"%s\" ON \"h_%s\"(remove_time) WHERE remove_time IS NOT NULL", name,
		 type->name);
	if (make_index(db, inventory, name, sql, err) < 0)
		return -1;
	if (!type->has_process)
		return 0;
	snprintf(name, sizeof(name), "i.%s.state", type->name);
	snprintf(sql, sizeof(sql),
		 "CREATE INDEX \"%s\" ON \"h_%s\"(state) WHERE " USUAL_STATES_NOT("state"), name,
		 type->name);
	return make_index(db, inventory, name, sql, err);
}

static int define(sqlite3 *db, struct inventory *inventory, const struct model *model,
		  struct error *err)
{
	int count;
	const struct type *const *types = model_types(model, &count);

	for (int i = 0; i < count; i++) {
		const struct type *type = types[i];

		if (!type->base->has_table)
			continue;
		if (type->base == type && make_tables(db, inventory, type, err) < 0)
			return -1;
		for (int f = 0; f < type->field_count; f++) {
			const struct field *field = &type->fields[f];

			/* A parent's index serves its children. */
			if (type->parent &&
			    type_field(type->parent, field->name, strlen(field->name)))
				continue;
			if (make_field_index(db, inventory, type->base, field, err) < 0)
				return -1;
		}
	}
	return 0;
}

/*
 * What tells whether all is as this model wants it: a mark over what would be made, and
 * SQLite's own count of changes to the schema. Looking at every table costs a start more.
 */
static void take_mark(sqlite3 *db, const struct model *model, char ret[64])
{
	struct inventory dry = {.mark = 14695981039346656037u};
	sqlite3_stmt *statement = sqlite_prepare(db, "PRAGMA schema_version", NULL);
	long long version = -1;

	define(db, &dry, model, NULL);
	if (statement && sqlite3_step(statement) == SQLITE_ROW)
		version = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	snprintf(ret, 64, "%016llx at %lld", (unsigned long long)dry.mark, version);
}

int schema_define(struct backend *backend, const struct model *model, struct error *err)
{
	__attribute__((cleanup(auto_inventory_done))) struct inventory inventory = {0};
	AUTO(buf_done) struct buf before = {0};
	sqlite3 *db = ((struct sqlite *)backend)->db;
	char mark[64];
	int rc;

	take_mark(db, model, mark);
	if (meta_get(db, "defined", &before) == 0 && strcmp(before.data, mark) == 0)
		return 0;
	if (take_inventory(db, &inventory, err) < 0)
		return error_wrap(err, "define types");
	if (sqlite_run(db, "BEGIN IMMEDIATE", err) < 0)
		return error_wrap(err, "define types");
	rc = define(db, &inventory, model, err);
	take_mark(db, model, mark);
	if (rc == 0)
		rc = meta_set(db, "defined", mark, err);
	if (finish(db, rc, err) < 0)
		return error_wrap(err, "define types");
	atomic_fetch_add(&((struct sqlite *)backend)->written, 1);
	/* Hundreds of fresh pages that nobody will read soon. */
	sqlite3_db_release_memory(db);
	return 0;
}

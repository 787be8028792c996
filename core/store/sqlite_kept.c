/*
 * Rows kept in memory, for all threads. The same few rows are read again and again - a handler's
 * instance and host, what an answer shows of a resource that has just moved - and each commit, of
 * whatever it is, makes SQLite throw away all pages that a reader had.
 *
 * The writer keeps them true: when a transaction moved a row, it writes the new state over the old
 * one here, after the commit and before anybody is told of it; when the document or a name changed,
 * the row is dropped. A reader may not put what it read before such a move: it tells the row's
 * stamp of before its read, and the writer moves the stamp before it looks here.
 *
 * A table without chains: a row takes the place of whatever hashes to the same.
 */
#include <stdlib.h>
#include <string.h>

#include "store/sqlite.h"

enum {
	PLACES = 4096,
	LOCKS = 64,
	BYTES_MAX = 12 * 1024, /* larger ones are not kept */
};

struct place {
	char *type; /* name of the base type; NULL: empty. Models come and go, names stay. */
	struct row row; /* its kind, uuid, name and document lie in `texts`, the rest in what
			   follows */
	struct buf texts;
	char state[40], allocation[24], message[64];
};

struct kept_rows {
	pthread_mutex_t locks[LOCKS];
	struct place places[PLACES];
};

struct kept_rows *kept_rows_new(void)
{
	struct kept_rows *rows = calloc(1, sizeof(*rows));

	if (!rows)
		abort();
	for (int i = 0; i < LOCKS; i++)
		pthread_mutex_init(&rows->locks[i], NULL);
	return rows;
}

void kept_rows_free(struct kept_rows *rows)
{
	if (!rows)
		return;
	for (int i = 0; i < PLACES; i++) {
		free(rows->places[i].type);
		buf_done(&rows->places[i].texts);
	}
	for (int i = 0; i < LOCKS; i++)
		pthread_mutex_destroy(&rows->locks[i]);
	free(rows);
}

static uint64_t hash(const char *type, int64_t id)
{
	uint64_t hash = (uint64_t)id * 31;

	while (*type)
		hash = (hash ^ (uint8_t)*type++) * 1099511628211u;
	return hash >> 20;
}

/* The one place that this row may have, locked until `leave`. */
static struct place *enter(struct kept_rows *rows, uint64_t hash)
{
	pthread_mutex_lock(&rows->locks[hash % LOCKS]);
	return &rows->places[hash % PLACES];
}

static void leave(struct kept_rows *rows, uint64_t hash)
{
	pthread_mutex_unlock(&rows->locks[hash % LOCKS]);
}

static int holds(const struct place *place, const char *type, int64_t id)
{
	return place->type && place->row.id == id && strcmp(place->type, type) == 0;
}

static void empty(struct place *place)
{
	free(place->type);
	place->type = NULL;
}

/* Copies a text into an array. -1: it is too long. */
static int set(char *array, size_t size, const char **ret, const char *text)
{
	size_t len = text ? strlen(text) : 0;

	if (len >= size)
		return -1;
	if (text)
		memcpy(array, text, len + 1);
	*ret = text ? array : NULL;
	return 0;
}

static int set_moving(struct place *place, const char *state, const char *allocation,
		      const char *message)
{
	return set(place->state, sizeof(place->state), &place->row.state, state) |
	       set(place->allocation, sizeof(place->allocation), &place->row.allocation,
		   allocation) |
	       set(place->message, sizeof(place->message), &place->row.message, message);
}

static const char *moved(const char *text, const char *from, const char *to)
{
	return text ? to + (text - from) : NULL;
}

/* A row whose texts were copied from one place to another. */
static void move_texts(struct row *row, const char *from, const char *to)
{
	row->kind = moved(row->kind, from, to);
	row->uuid = moved(row->uuid, from, to);
	row->name = moved(row->name, from, to);
	row->doc.at = moved(row->doc.at, from, to);
}

static const char *add(struct buf *kept, const char *text)
{
	const char *ret = kept->data + kept->len;

	if (!text)
		return NULL;
	buf_add(kept, text, strlen(text) + 1);
	return ret;
}

int kept_rows_get(struct connection *connection, const struct type *type, int64_t id,
		  struct buf *kept, struct row *ret)
{
	struct kept_rows *rows = connection->sqlite->rows;
	const char *name = type->base->name;
	uint64_t at = hash(name, id);
	const struct place *place;
	int found;

	if (connection->lists)
		return 0;
	place = enter(rows, at);
	found = holds(place, name, id);
	if (found) {
		buf_clear(kept);
		buf_room(kept, place->texts.len + sizeof(place->state) + sizeof(place->allocation) +
				       sizeof(place->message));
		buf_add(kept, place->texts.data, place->texts.len);
		*ret = place->row;
		move_texts(ret, place->texts.data, kept->data);
		ret->state = add(kept, place->row.state);
		ret->allocation = add(kept, place->row.allocation);
		ret->message = add(kept, place->row.message);
	}
	leave(rows, at);
	return found;
}

/*
 * Whether a row is worth a place. A thread that serves a crowd meets many strangers, of whom each
 * is asked for once: there a row is kept when it is read for the second time.
 */
static int is_known(struct connection *connection, uint64_t hash)
{
	uint16_t *asked, name = (uint16_t)(hash >> 12) | 1;

	if (!connection->holds)
		return 1;
	asked = &connection->asked[hash % ASKED];
	if (*asked == name)
		return 1;
	*asked = name;
	return 0;
}

void kept_rows_put(struct connection *connection, const struct type *type, uint32_t stamp,
		   const struct row *row, const struct buf *kept)
{
	struct kept_rows *rows = connection->sqlite->rows;
	const char *name = type->base->name;
	uint64_t at = hash(name, row->id);
	struct place *place;

	if (kept->len > BYTES_MAX || connection->lists || !is_known(connection, at))
		return;
	place = enter(rows, at);
	if (connection_stamp(connection, row->id) == stamp) {
		if (!place->type || strcmp(place->type, name) != 0) {
			free(place->type);
			place->type = strdup(name);
			if (!place->type)
				abort();
		}
		place->row = *row;
		buf_clear(&place->texts);
		buf_add(&place->texts, kept->data, kept->len);
		move_texts(&place->row, kept->data, place->texts.data);
		if (set_moving(place, row->state, row->allocation, row->message) < 0)
			empty(place);
	}
	leave(rows, at);
}

void kept_rows_move(struct kept_rows *rows, const struct hot *hot, int64_t id)
{
	const char *name = hot->table->name;
	uint64_t at = hash(name, id);
	struct place *place = enter(rows, at);
	struct row *row = &place->row;

	if (holds(place, name, id)) {
		row->removed = hot->removed;
		row->remove_time = hot->remove_time;
		row->error = hot->error;
		row->progress = hot->progress;
		row->rev = hot->rev;
		row->last_history = hot->last_history;
		if (hot->inserted || hot->deleted || hot->rewritten ||
		    set_moving(place, hot->state, hot->allocation, hot->message) < 0)
			empty(place);
	}
	leave(rows, at);
}

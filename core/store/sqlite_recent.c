/*
 * Rows that a connection read lately. A handler reads the same few rows again and again - the
 * instance, its host, its network - and each commit between, of whatever it is, makes SQLite throw
 * away all pages that it had; but the rows are the same until their own stamps move.
 *
 * A table without chains: a row takes the place of whatever hashes to the same.
 */
#include <stdlib.h>
#include <string.h>

#include "store/sqlite.h"

#define PLACES 64
#define BYTES_MAX (12 * 1024) /* larger ones are not kept */

struct place {
	char *type; /* name of the base type; NULL: empty. Models come and go, names stay. */
	uint32_t stamp;
	struct row row; /* its texts lie in `texts` */
	struct buf texts;
};

struct recent {
	struct place places[PLACES];
};

static struct place *place_of(struct recent *recent, const char *type, int64_t id)
{
	uint64_t hash = (uint64_t)id * 31;

	while (*type)
		hash = (hash ^ (uint8_t)*type++) * 1099511628211u;
	return &recent->places[(hash >> 24) % PLACES];
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
	row->state = moved(row->state, from, to);
	row->allocation = moved(row->allocation, from, to);
	row->message = moved(row->message, from, to);
	row->doc.at = moved(row->doc.at, from, to);
}

int recent_get(struct connection *connection, const struct type *type, int64_t id, struct buf *kept,
	       struct row *ret)
{
	const char *name = type->base->name;
	const struct place *place;

	if (!connection->recent || connection->lists)
		return 0;
	place = place_of(connection->recent, name, id);
	if (!place->type || place->row.id != id || strcmp(place->type, name) != 0 ||
	    place->stamp != connection_stamp(connection, id))
		return 0;
	buf_clear(kept);
	buf_add(kept, place->texts.data, place->texts.len);
	*ret = place->row;
	move_texts(ret, place->texts.data, kept->data);
	return 1;
}

void recent_put(struct connection *connection, const struct type *type, uint32_t stamp,
		const struct row *row, const struct buf *kept)
{
	const char *name = type->base->name;
	struct place *place;

	if (kept->len > BYTES_MAX || connection->lists)
		return;
	if (!connection->recent && !(connection->recent = calloc(1, sizeof(*connection->recent))))
		abort();
	place = place_of(connection->recent, name, row->id);
	if (!place->type || strcmp(place->type, name) != 0) {
		free(place->type);
		place->type = strdup(name);
		if (!place->type)
			abort();
	}
	place->stamp = stamp;
	place->row = *row;
	buf_clear(&place->texts);
	buf_add(&place->texts, kept->data, kept->len);
	move_texts(&place->row, kept->data, place->texts.data);
}

void recent_free(struct recent *recent)
{
	if (!recent)
		return;
	for (int i = 0; i < PLACES; i++) {
		free(recent->places[i].type);
		buf_done(&recent->places[i].texts);
	}
	free(recent);
}

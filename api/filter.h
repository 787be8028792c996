/*
 * Filters of a collection's query: `name=x`, `name_prefix=x`, `removed_null`. What names no
 * field, or a modifier that the field does not have, is ignored, as clients expect.
 */
#ifndef API_FILTER_H
#define API_FILTER_H

#include "api/call.h"
#include "store/store.h"

#define FILTERS_MAX 32

struct filters {
	struct filter list[FILTERS_MAX + 1]; /* room for one that the server adds */
	const char *shown[FILTERS_MAX]; /* the value as typed */
	int count;
	int nothing; /* one of them can match no row at all */
	struct buf text; /* owns the values, each ended by NUL */
};

void filters_parse(const struct call *call, const struct type *type, struct filters *ret);
void filters_done(struct filters *filters);

/* Appends `,"filters":{...}`. */
void filters_render(const struct filters *filters, const struct type *type, enum role role,
		    struct buf *ret);

/* Whether a value that is no column passes; text may be NULL. */
int filter_text(const struct filter *filter, const char *text);
/* Whether an op holds for how a value stands to the one asked for: below, at or above 0. */
int filter_order(int op, double order);

static inline __attribute__((unused)) void auto_filters_done(struct filters *filters)
{
	filters_done(filters);
}

#endif

/*
 * Collections: filters, sorting, paging and the URLs that go with them; rows are rendered
 * straight from the reader. HTTP threads.
 */
#ifndef API_LIST_H
#define API_LIST_H

#include "api/call.h"
#include "api/render.h"

/* Answers GET of a collection. */
void list_collection(struct call *call, const struct type *type);

/* Answers GET of a child or map link of one row. */
void list_link(struct call *call, const struct view_link *link, const struct type *parent,
	       int64_t id);

/* What of the query applies to every list. */
struct list_page {
	int limit; /* 0 .. 1000 */
	int64_t offset; /* the number in `marker=m…` */
	int descending;
	char sort[64]; /* "" none */
};
void list_page(const struct call *call, struct list_page *ret);

/* The modifiers that a field may be filtered with, as a bit for each STORE_ op; 0: none. */
unsigned list_modifiers(const struct field *field);

/* The same as a schema shows them to a role: some that it cannot use, as the contract has it. */
unsigned list_shown_modifiers(const struct type *type, const struct field *field, enum role role);
const char *list_modifier_name(int op);

/*
 * The shell of a collection around its data: list_begin up to and with `"data":[`; list_end the
 * rest. `next` is the marker's number of the next page, -1 when there is none; a negative
 * limit means that the list is not paged.
 */
void list_begin(const struct call *call, const char *resource_type, struct buf *ret);
void list_end(const struct call *call, int limit, int64_t next, struct buf *ret);

/* Appends `"key":"url?query"` where the query lacks `drop` parameters and has `add` at its end. */
void list_url(const struct call *call, const char *const *drop, const char *add, struct buf *ret);

#endif

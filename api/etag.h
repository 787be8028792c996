/*
 * Entity tags: who has something is not sent it again (304), and who changes something may say
 * what he saw (412).
 *
 * A resource's tag is "REV-HASH": the row's revision, and all else that its JSON hangs on -
 * definitions, role, ids, base of URLs. It is known before anything is rendered. What is no single
 * row (a list, schemas, a row with others included) is tagged with a hash of its bytes. Hashes
 * are keyed anew at each start, so no tag outlives what made it; If-Match looks at the revision
 * only and does. Pure but for what a call holds; HTTP threads.
 */
#ifndef API_ETAG_H
#define API_ETAG_H

#include <stdint.h>

#include "api/call.h"
#include "store/store.h"

/*
 * Writes the tag of a row as this call would see it; only its beginning where the row shows what
 * no revision tells, and "" of what it was at another time.
 */
void etag_row(const struct call *call, const struct type *type, const struct row *row,
	      char ret[ETAG_SIZE]);

/* Only the beginning: of a row that shows with others. */
void etag_begin(const struct row *row, char ret[ETAG_SIZE]);

/* Whether a tag is more than a beginning. */
int etag_is_whole(const char *tag);

/* Writes the tag of a whole body, behind its beginning if there is one. */
void etag_body(const struct call *call, const struct buf *body, char ret[ETAG_SIZE]);

/* Makes the tag that of the same content in gzip. */
void etag_packed(char tag[ETAG_SIZE]);

/* Whether a list of tags (If-None-Match) has this one, in gzip or not, weak or not; or is "*". */
int etag_listed(const char *list, const char *tag);

/*
 * The revision that a list of tags (If-Match) asks for: `rev` when it is among them, 0 when any
 * will do ("*"), -1 when it is another. Weak tags are never right.
 */
int64_t etag_revision(const char *list, int64_t rev);

/* 64 bits that tell bytes apart; not to be foreseen by who does not know the key. */
uint64_t etag_hash(uint64_t key, const void *bytes, size_t len);

#endif

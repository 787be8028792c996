/*
 * Requests that are carried out once only, however often they are sent: a key, whose it is, and
 * what it was for. The record is written by the very transaction that does the work, so that
 * after a crash there are both or neither; the answer is kept with it when there is one.
 */
#ifndef STORE_ONCE_H
#define STORE_ONCE_H

#include "store/store.h"

#define ONCE_DIGEST 32
#define ONCE_KEY_MAX 255 /* bytes that a caller may choose */

struct once {
	int64_t account_id;
	const char *key;
	const uint8_t *digest; /* ONCE_DIGEST bytes: what was asked under it */
	int status; /* of the answer when all goes well */
};

/* What is known of a key. Strings are borrowed from the reader until its next once. */
struct once_row {
	uint8_t digest[ONCE_DIGEST];
	int64_t at; /* UTC ms */
	const char *type; /* base type, or NULL */
	int64_t resource_id; /* 0: it made or moved none */
	int status;
	struct span answer; /* as it was kept; {NULL, 0}: none was */
};

/* Records a request with what it makes or moves. CONFLICT when the key is there. id may be TXN_REF.
 */
void txn_once(struct txn *txn, const struct once *once, const struct type *type, int64_t id);

/* Keeps an answer (copied); makes the record when the request needed no transaction. */
void txn_once_answer(struct txn *txn, const struct once *once, const struct type *type, int64_t id,
		     struct span answer);

/* Forgets at most `batch` records from before a time (UTC ms); txn_id of the handle: how many. */
int txn_once_forget(struct txn *txn, int64_t before, int batch);

/* 1 and *ret, 0 when there is none, -1 on error. */
int reader_once(struct reader *reader, int64_t account_id, const char *key, struct once_row *ret,
		struct error *err);

#endif

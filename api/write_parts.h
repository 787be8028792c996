/* A write from the inside: for write.c, bulk.c and once.c. */
#ifndef API_WRITE_PARTS_H
#define API_WRITE_PARTS_H

#include "api/create.h"
#include "api/defer.h"
#include "store/once.h"

/* The key of a request that is to be carried out once only (once.c). */
struct write_key {
	char text[ONCE_KEY_MAX + 1]; /* "": none was given */
	uint8_t digest[ONCE_DIGEST];
	struct once once; /* of the two, and whose; what the store is told */
	int leads; /* it is the one that is carried out; loop */
};

struct write {
	struct deferred deferred;
	const struct type *type;
	int64_t id, rev; /* rev: that it must have still; 0: any */
	struct buf patch; /* create, update: the patch; actions: process data */
	char verb[64]; /* actions */
	char actor[128];
	char wait[64]; /* state to wait for, "" none */
	int64_t wait_ms;
	int schedule; /* updates: run the update process too */
	int in_lua; /* actions: no process, but a function of lua/lib/actions.lua */
	int missed; /* the awaited state was not reached */
	int status; /* of a success */
	int is_many; /* what was made is not one row: there is no Location */
	int replayed; /* the answer is that of an earlier request */
	struct buf before; /* an answer that is no row: the last content of a deleted one, a body */
	struct outcome outcome;
	struct creation creation;
	struct write_key key;
	void (*work)(struct deferred *deferred); /* loop: what is to be done, once */
	/* Appends the whole answer to `before`, as `call` would see it; -1: outcome.err. */
	int (*render)(struct write *write, struct call *call);
	struct write *next; /* of those that lead, or wait for the same; loop */
	struct write *waiting;
};

/* HTTP thread. `size`: of the struct that begins with it. */
struct write *write_new(struct call *call, const struct type *type, int64_t id, int status,
			size_t size);

/*
 * HTTP thread: takes the key of a POST. 1 and the request is answered (as an earlier one was, or
 * refused) or on its way to that answer, and `write` is not the caller's any more; 0: go on.
 */
int once_take(struct write *write);

/* HTTP thread: hands it to the loop, which calls work. */
void write_start(struct write *write, void (*work)(struct deferred *deferred));

/* HTTP thread: refuses it, unless an earlier one with its key was carried out meanwhile. */
void write_refuse(struct write *write, const struct error *err);

/* Loop: the outcome is there: waits for the state if one is waited for, then ends. */
void write_reached(struct write *write);

/* Loop: all is done. Keeps the answer under its key, and resumes the request. */
void write_finish(struct write *write);

#endif

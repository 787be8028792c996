/*
 * What the files of the store share: store.c (queue, writer thread, the way back), store_call.c
 * (questions to the writer), reader.c (reads). Nobody else includes this.
 */
#ifndef STORE_STORE_PARTS_H
#define STORE_STORE_PARTS_H

#include <pthread.h>

#include "store/backend.h"
#include "store/store.h"

/* A question to the writer thread that its asker waits for. */
struct call {
	struct call *next;
	void (*fn)(struct backend *backend, void *arg);
	void *arg;
	int done;
	void (*answer)(void *arg); /* posted to the loop instead of waking an asker, or NULL */
};

/* A definition that nobody waits for. */
struct later {
	struct call call;
	struct store *store; /* NULL once it is closed */
	struct model *model;
	int rc;
	struct error err;
	void (*done)(void *arg, int rc, const struct error *err);
	void *arg;
};

struct store {
	struct loop *loop;
	struct backend *backend;
	struct outbox *outbox;
	struct model *model;
	struct later *later; /* definitions under way */
	pthread_t writer;
	int writer_runs;
	struct store_inline how; /* delay NULL: it has a writer thread */
	struct timer *due; /* inline: of the next group */
	int is_dead; /* inline: the power failed */
	struct txn *unheard; /* what nobody was told about then */
	struct timer *lone; /* the loop will look whether what is queued is alone */

	pthread_mutex_t lock; /* guards what follows */
	pthread_cond_t work, answered;
	struct txn *first, **last;
	struct store_counts counts;
	struct call *calls;
	int stopping;
	int rests; /* the writer has nothing to do */
	int is_held; /* the loop does the writer's work */
	int last_size; /* of the last group */
	int64_t usual_ns; /* that a small group takes, lately */
};

/* On the writer thread, with the lock held, which it lets go in between: answers all calls. */
void store_answer_calls(struct store *store);

#endif

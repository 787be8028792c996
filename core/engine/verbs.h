/* What verbs.c and verbs_move.c share. */
#ifndef ENGINE_VERBS_H
#define ENGINE_VERBS_H

#include "engine/commit.h"

struct verb_op {
	struct node node; /* engine->verbs */
	struct later later; /* slot->deferred */
	struct engine *engine;
	struct slot *slot; /* pinned while a transaction is in flight */
	enum verb verb;
	int64_t process_id, resource_id;
	char *actor, *target; /* target: of a skip, the handler's key */
	struct run *next; /* the process that follows; owned until accepted */
	struct lifecycles *set; /* keeps `to` */
	const char *to; /* where the state goes; NULL: nowhere */
	char *message; /* on the resource; NULL: none */
	int handle, tries;
	outcome_fn fn;
	void *arg;
};

/* Answers whoever asked and frees the op. */
void verb_answer(struct verb_op *op, int64_t process_id, const struct error *err);

/* Looks for the process anew, and tries. */
void verb_again(void *op);

/*
 * What the run is in, read when memory does not know: 1; 0 when its state is no longer its
 * own (*ret_there: its resource exists); -1 when that cannot be said, the op is answered.
 */
int verb_look(struct verb_op *op, struct run *run, int *ret_there);

void verb_history(struct verb_op *op, struct txn *txn, const struct run *run, const char *handler);
void verb_move(struct verb_op *op, struct run *run);

#endif

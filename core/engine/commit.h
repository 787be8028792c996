/* What commit.c and commit_end.c share. */
#ifndef ENGINE_COMMIT_H
#define ENGINE_COMMIT_H

#include "engine/engine_internal.h"

/*
 * 1: the run may commit now. 0: it is cancelled (and taken care of), or another's state
 * change is in flight and `again` will be called behind it.
 */
int commit_may(struct run *run, void (*again)(struct run *run));

/* Adds what the handlers left behind: their patch, their history. */
void commit_with(struct run *run, struct txn *txn);

/* Submits; `after` is called when it is durable, refusals are dealt with. */
void commit_submit(struct run *run, struct txn *txn, int moves,
		   void (*after)(struct run *run, struct txn *txn));

/* Ends that verbs_move.c shares. */
const struct process *commit_compensation(const struct run *run);
const char *commit_onward_state(const struct run *run, const struct process *next);
int commit_wants_remove(const struct run *run);
void commit_stamp(struct txn *txn, const struct run *run,
		  int64_t id); /* removed times, as its end wants */

/* Adds the row of run->next; its data is left in run->merged, its handle in next_handle. */
void commit_insert_next(struct run *run, struct txn *txn, struct span extra);

void row_end(struct process_row *row, const char *result, const char *reason);
struct span run_data_span(const struct run *run);

#endif

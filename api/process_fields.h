/* One process instance on the wire; shared by process_view.c and what lists processes. */
#ifndef API_PROCESS_FIELDS_H
#define API_PROCESS_FIELDS_H

#include "api/render.h"
#include "engine/engine.h"

/* What the engine knows of a process that is in memory, copied off the loop. */
struct live {
	int known, attempt;
	int64_t since, next_at, host_id;
	char phase[16], step[16], handler[64], kind[24], id[288], path[400], error[256];
	char waiting[24 + 288]; /* kind and id */
};

/* Loop thread. `known` is 0 of a process that is not in memory. */
void process_look(struct engine *engine, int64_t id, struct live *ret);

/* Any thread with a reader: on which host it is, and the id of whom it waits for, as on the wire.
 */
void process_place(struct reader *reader, const struct model *model, int plain,
		   const struct process_row *row, struct live *live);

enum process_kind {
	KIND_NONE,
	KIND_TEXT,
	KIND_NUMBER,
	KIND_DATE,
	KIND_HOST,
	KIND_JSON,
	KIND_VIOLATIONS
};

/* A field's value by its name: numbers, ids and dates in *number, texts in *text. live: or NULL. */
enum process_kind process_value(const struct process_row *row, const struct live *live,
				const char *name, const char **text, int64_t *number,
				char scratch[24]);

/*
 * Appends the violations of idempotence that the history of its time holds for a process, as a JSON
 * array; nothing when there are none. Looks at VIOLATION_SCAN rows at most. `row` must not be of
 * `reader`.
 */
enum { VIOLATION_SCAN = 10000 };
void process_violations(struct reader *reader, const struct process_row *row, struct buf *ret);

/* violations: a JSON array, or empty: null. live: or NULL. */
void process_render(const struct render *render, const struct type *type,
		    const struct process_row *row, const struct live *live, struct span violations,
		    struct buf *ret);

#endif

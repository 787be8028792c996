/*
 * What the files of the model share: the struct, its look-up tables, and the deriving of
 * links. Nobody else includes this.
 */
#ifndef STORE_MODEL_PRIVATE_H
#define STORE_MODEL_PRIVATE_H

#include <stdatomic.h>

#include "store/arena.h"
#include "store/model.h"

/* Open addressing over names: a slot holds 1 + the index of the named thing, 0 is free. */
struct name_table {
	uint32_t mask;
	uint16_t *slots;
};

struct model {
	atomic_int refs;
	struct arena arena; /* everything a type points at, and the types */
	struct type **types;
	int count, cap;
	int finished;
	struct name_table by_name, by_url; /* by_url: lower-case singulars and plurals */
	struct name_table *fields; /* per type->index */
};

uint32_t name_hash(const char *name, size_t len); /* exact */
uint32_t name_hash_lower(const char *name, size_t len); /* ASCII letters folded */

/* Gives every type its links; called once by model_finish. */
void model_derive_links(struct model *model);

#endif

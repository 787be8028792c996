/*
 * Documents: the JSON text of everything about a resource that is not a column, and the
 * one rule by which it changes. Pure functions; any thread.
 *
 * A patch is a JSON object. A plain key overwrites; a key beginning with `+` whose value
 * is an object merges into the object of that name, by the same rule (and sets it when
 * there is none); null removes. (reference: the 2014 system's handler results.)
 */
#ifndef STORE_DOC_H
#define STORE_DOC_H

#include "base/buf.h"
#include "base/error.h"
#include "base/json.h"
#include "store/model.h"

/* No patch makes a row's document larger; what is, may shrink. */
#define DOC_MAX (4 << 20)

/* Appends document with patch applied. Both must be checked objects; an empty span is {}. */
void doc_merge(struct span document, struct span patch, struct buf *ret);

/*
 * The same for a resource: a key that is a field kept under data.fields goes there, keys
 * of columns (name, kind, accountId, ...) are left out of the text: the caller writes them.
 * Unknown keys that begin with `_` are dropped; other unknown ones go to data.fields.
 */
void doc_merge_typed(const struct type *type, struct span document, struct span patch,
		     struct buf *ret);

/*
 * Appends the patch that makes `before` out of `after` by doc_merge, "{}" when they are the same. A
 * field that is a password stands in it as null: that it changed, never what it was.
 */
void doc_undo(const struct type *type, struct span before, struct span after, struct buf *ret);

#endif

/*
 * Building transactions. Every string is copied into the txn's arena, so a caller's buffers
 * are free as soon as a call returns; types stay alive through references to their models.
 */
#include "store/txn.h"

#include <assert.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "store/doc.h"

struct txn *txn_new(void)
{
	struct txn *txn = calloc(1, sizeof(*txn));

	if (!txn)
		abort();
	txn->last = &txn->first;
	return txn;
}

void txn_free(struct txn *txn)
{
	if (!txn)
		return;
	for (int i = 0; i < txn->model_count; i++)
		model_unref(txn->models[i]);
	arena_done(&txn->arena);
	free(txn);
}

static void keep(struct txn *txn, struct model *model)
{
	int limit = (int)(sizeof(txn->models) / sizeof(txn->models[0]));

	if (!model)
		return;
	for (int i = 0; i < txn->model_count; i++)
		if (txn->models[i] == model)
			return;
	/* One txn is built from the one model its builder holds, at most two around a reload. */
	assert(txn->model_count < limit);
	(void)limit;
	txn->models[txn->model_count++] = model_ref(model);
}

static struct op *add(struct txn *txn, enum op_kind kind, const struct type *type, int64_t id)
{
	struct op *op = arena_zero(&txn->arena, sizeof(*op));

	op->kind = kind;
	op->id = id;
	if (type) {
		keep(txn, type->model);
		op->type = type->base ? type->base : type;
	}
	*txn->last = op;
	txn->last = &op->next;
	return op;
}

static struct span copy(struct txn *txn, struct span span)
{
	if (!span.at)
		return span;
	return (struct span){arena_bytes(&txn->arena, span.at, span.len), span.len};
}

int txn_insert(struct txn *txn, const struct type *type, const struct row *row)
{
	struct op *op = add(txn, OP_INSERT, type, row->id);

	op->handle = txn->handles++;
	op->row = *row;
	op->row.kind = arena_text(&txn->arena, row->kind ? row->kind : type->name);
	op->row.uuid = arena_text(&txn->arena, row->uuid);
	op->row.name = arena_text(&txn->arena, row->name);
	op->row.state = arena_text(&txn->arena, row->state);
	op->row.allocation = arena_text(&txn->arena, row->allocation);
	op->row.message = arena_text(&txn->arena, row->message);
	op->row.doc = copy(txn, row->doc);
	if (!op->row.doc.at)
		op->row.doc = span_of("{}");
	return op->handle;
}

int txn_claim(struct txn *txn, const struct type *type, const struct row *row,
	      const struct claim *claim)
{
	int handle = txn_insert(txn, type, row);
	struct op *op = (struct op *)((char *)txn->last - offsetof(struct op, next));
	struct claim *kept = arena_zero(&txn->arena, sizeof(*kept));

	*kept = *claim;
	kept->pool = arena_text(&txn->arena, claim->pool);
	kept->head = arena_text(&txn->arena, claim->head ? claim->head : "");
	op->claim = kept;
	return handle;
}

static void item_text(const struct claim *claim, int64_t number, char *ret, size_t size)
{
	unsigned n = (unsigned)number;

	switch (claim->text) {
	case CLAIM_DOTTED:
		snprintf(ret, size, "%u.%u.%u.%u", n >> 24 & 255, n >> 16 & 255, n >> 8 & 255,
			 n & 255);
		break;
	case CLAIM_COLONS2:
		snprintf(ret, size, "%02x:%02x", n >> 8 & 255, n & 255);
		break;
	case CLAIM_COLONS3:
		snprintf(ret, size, "%02x:%02x:%02x", n >> 16 & 255, n >> 8 & 255, n & 255);
		break;
	default:
		snprintf(ret, size, "%lld", (long long)number);
	}
}

void txn_claim_fill(struct txn *txn, struct op *op, int64_t number)
{
	AUTO(buf_done) struct buf uuid = {0}, head = {0}, patch = {0}, doc = {0};
	char text[24];

	item_text(op->claim, number, text, sizeof(text));
	buf_addf(&uuid, "%s%012llx", op->claim->pool, (unsigned long long)number);
	op->row.uuid = arena_text(&txn->arena, uuid.data);
	buf_addf(&head, "%s%s", op->claim->head, text);
	buf_adds(&patch, "{\"item\":");
	buf_json_string(&patch, head.data);
	buf_addc(&patch, '}');
	doc_merge_typed(op->type, op->row.doc, (struct span){patch.data, patch.len}, &doc);
	op->row.doc = (struct span){arena_bytes(&txn->arena, doc.data, doc.len), doc.len};
}

void txn_state(struct txn *txn, const struct type *type, int64_t id, int column,
	       const char *const *from, const char *to, int fresh)
{
	struct op *op = add(txn, OP_STATE, type, id);

	op->state.column = column;
	op->state.fresh = fresh;
	op->state.to = arena_text(&txn->arena, to);
	if (from) {
		const char **list;
		size_t count = 0;

		while (from[count])
			count++;
		list = arena_zero(&txn->arena, (count + 1) * sizeof(*list));
		for (size_t i = 0; i < count; i++)
			list[i] = arena_text(&txn->arena, from[i]);
		op->state.from = list;
	}
}

static struct op *add_patch(struct txn *txn, const struct type *type, int64_t id, struct span patch,
			    int64_t rev)
{
	struct op *op = add(txn, OP_PATCH, type, id);

	op->patch.text = copy(txn, patch);
	op->patch.rev = rev;
	op->patch.type = type;
	return op;
}

void txn_patch(struct txn *txn, const struct type *type, int64_t id, struct span patch, int64_t rev)
{
	add_patch(txn, type, id, patch, rev);
}

void txn_guard(struct txn *txn, const struct type *type, int64_t id, int64_t rev)
{
	add(txn, OP_GUARD, type, id)->patch.rev = rev;
}

void txn_patch_by(struct txn *txn, const struct type *type, int64_t id, struct span patch,
		  int64_t rev, int64_t process_id, const char *actor)
{
	struct op *op = add_patch(txn, type, id, patch, rev);

	op->patch.logged = 1;
	op->patch.process_id = process_id;
	op->patch.actor = arena_text(&txn->arena, actor);
}

void txn_meta(struct txn *txn, const char *key, const char *value)
{
	struct op *op = add(txn, OP_META, NULL, 0);

	op->meta.key = arena_text(&txn->arena, key);
	op->meta.value = arena_text(&txn->arena, value);
}

static struct op *add_once(struct txn *txn, enum op_kind kind, const struct once *once,
			   const struct type *type, int64_t id)
{
	struct op *op = add(txn, kind, type, id);

	op->once.account_id = once->account_id;
	op->once.key = arena_text(&txn->arena, once->key);
	memcpy(op->once.digest, once->digest, ONCE_DIGEST);
	op->once.status = once->status;
	return op;
}

void txn_once(struct txn *txn, const struct once *once, const struct type *type, int64_t id)
{
	add_once(txn, OP_ONCE, once, type, id);
}

void txn_once_answer(struct txn *txn, const struct once *once, const struct type *type, int64_t id,
		     struct span answer)
{
	struct op *op = add_once(txn, OP_ONCE_ANSWER, once, type, id);

	op->once.answer = copy(txn, answer);
}

int txn_once_forget(struct txn *txn, int64_t before, int batch)
{
	struct op *op = add(txn, OP_ONCE_FORGET, NULL, 0);

	op->handle = txn->handles++;
	op->forget.before = before;
	op->forget.batch = batch;
	return op->handle;
}

int txn_forget(struct txn *txn, int64_t before, int64_t keep, int64_t after, int batch)
{
	struct op *op = add(txn, OP_FORGET, NULL, 0);

	op->handle = txn->handles;
	txn->handles += 2;
	op->forget.before = before;
	op->forget.keep = keep;
	op->forget.after = after;
	op->forget.batch = batch;
	return op->handle;
}

void txn_status(struct txn *txn, const struct type *type, int64_t id, int error,
		const char *message, int progress)
{
	struct op *op = add(txn, OP_STATUS, type, id);

	op->status.error = error;
	op->status.message = arena_text(&txn->arena, message);
	op->status.progress = progress;
}

void txn_removed(struct txn *txn, const struct type *type, int64_t id, int64_t removed,
		 int64_t remove_time)
{
	struct op *op = add(txn, OP_REMOVED, type, id);

	op->removed.removed = removed;
	op->removed.remove_time = remove_time;
}

void txn_delete(struct txn *txn, const struct type *type, int64_t id)
{
	add(txn, OP_DELETE, type, id);
}

static void copy_process(struct txn *txn, struct op *op, const struct process_row *row)
{
	struct process_row *to = &op->process;

	*to = *row;
	to->name = arena_text(&txn->arena, row->name);
	to->type = arena_text(&txn->arena, row->type);
	to->data = copy(txn, row->data);
	to->actor = arena_text(&txn->arena, row->actor);
	to->result = arena_text(&txn->arena, row->result);
	to->exit_reason = arena_text(&txn->arena, row->exit_reason);
	to->phase = arena_text(&txn->arena, row->phase);
	to->handler = arena_text(&txn->arena, row->handler);
	to->last_error = arena_text(&txn->arena, row->last_error);
}

int txn_process(struct txn *txn, const struct process_row *row)
{
	struct op *op = add(txn, OP_PROCESS, NULL, row->id);

	op->handle = txn->handles++;
	copy_process(txn, op, row);
	return op->handle;
}

void txn_process_update(struct txn *txn, const struct process_row *row)
{
	copy_process(txn, add(txn, OP_PROCESS_UPDATE, NULL, row->id), row);
}

void txn_history(struct txn *txn, const struct type *type, int64_t id, int64_t process_id,
		 const char *kind, struct span detail)
{
	struct op *op = add(txn, OP_HISTORY, type, id);

	op->history.process_id = process_id;
	op->history.kind = arena_text(&txn->arena, kind);
	op->history.detail = copy(txn, detail);
}

void txn_begin(struct txn *txn)
{
	size_t size = (size_t)txn->handles * sizeof(*txn->ids);

	if (!txn->ids && txn->handles)
		txn->ids = arena_get(&txn->arena, size);
	if (txn->handles)
		memset(txn->ids, 0, size);
	txn->rc = 0;
	txn->seen = "";
	memset(&txn->err, 0, sizeof(txn->err));
}

int txn_result(const struct txn *txn, struct error *err)
{
	if (txn->rc < 0 && err)
		*err = txn->err;
	return txn->rc;
}

int64_t txn_id(const struct txn *txn, int handle)
{
	return txn->ids && handle >= 0 && handle < txn->handles ? txn->ids[handle] : 0;
}

const char *txn_seen(const struct txn *txn)
{
	return txn->seen ? txn->seen : "";
}

/* Readers: each call goes to the backend's own (contract: store.h). */
#include "store/store_parts.h"

struct reader *reader_open(struct store *store, struct error *err)
{
	return store->backend->ops->reader_open(store->backend, err);
}

void reader_close(struct reader *reader)
{
	if (reader)
		reader->ops->close(reader);
}

void reader_hold(struct reader *reader)
{
	reader->ops->hold(reader);
}

void reader_rest(struct reader *reader)
{
	reader->ops->rest(reader);
}

int reader_get(struct reader *reader, const struct type *type, int64_t id, struct row *ret,
	       struct error *err)
{
	return reader->ops->get(reader, type, id, ret, err);
}

uint32_t reader_stamp(struct reader *reader, int64_t id)
{
	return reader->ops->stamp(reader, id);
}

int reader_list(struct reader *reader, const struct query *query,
		int (*each)(void *arg, const struct row *row), void *arg, struct error *err)
{
	return reader->ops->list(reader, query, each, arg, err);
}

int reader_count(struct reader *reader, const struct query *query, int64_t *ret, struct error *err)
{
	return reader->ops->count(reader, query, ret, err);
}

int reader_process(struct reader *reader, int64_t id, struct process_row *ret, struct error *err)
{
	return reader->ops->process(reader, id, ret, err);
}

int reader_pending(struct reader *reader, const char *type, int64_t resource_id, int64_t after,
		   int limit, int (*each)(void *arg, const struct process_row *row), void *arg,
		   struct error *err)
{
	return reader->ops->pending(reader, type, resource_id, after, limit, each, arg, err);
}

int reader_processes(struct reader *reader, int64_t after, int64_t before, int limit,
		     int (*each)(void *arg, const struct process_row *row), void *arg,
		     struct error *err)
{
	return reader->ops->processes(reader, after, before, limit, each, arg, err);
}

int reader_history(struct reader *reader, const struct type *type, int64_t id, int limit,
		   int (*each)(void *arg, const struct history_row *row), void *arg,
		   struct error *err)
{
	return reader->ops->history(reader, type, id, 0, limit, each, arg, err);
}

int reader_history_before(struct reader *reader, const struct type *type, int64_t id,
			  int64_t row_id, int limit,
			  int (*each)(void *arg, const struct history_row *row), void *arg,
			  struct error *err)
{
	return reader->ops->history(reader, type, id, row_id, limit, each, arg, err);
}

int reader_histories(struct reader *reader, int64_t after, int64_t before, int limit,
		     int (*each)(void *arg, const struct history_row *row), void *arg,
		     struct error *err)
{
	return reader->ops->histories(reader, after, before, limit, each, arg, err);
}

int reader_states(struct reader *reader, const struct type *type,
		  void (*each)(void *arg, const char *state, int64_t count), void *arg,
		  struct error *err)
{
	return reader->ops->states(reader, type->base, each, arg, err);
}

int reader_once(struct reader *reader, int64_t account_id, const char *key, struct once_row *ret,
		struct error *err)
{
	return reader->ops->once(reader, account_id, key, ret, err);
}

int reader_history_at(struct reader *reader, int64_t at, int64_t *ret, struct error *err)
{
	return reader->ops->history_at(reader, at, ret, err);
}

/* See bulk.h. */
#include "api/bulk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/access.h"
#include "api/errors.h"
#include "api/list.h"
#include "api/write_parts.h"
#include "base/auto.h"
#include "base/id.h"

struct bulk;

/* One of them. */
struct item {
	struct bulk *bulk;
	struct buf patch;
	struct outcome outcome; /* rc -1: it was refused */
	int missed; /* the awaited state was not reached */
	char key[ONCE_KEY_MAX + 16]; /* the request's, and its place */
	struct once once;
	struct creation creation;
};

struct bulk {
	struct write write; /* first */
	struct item *items;
	int count;
	int open; /* that are under way; loop thread */
};

/* The list that was sent; {NULL, 0} when it is none. */
static struct span list_of(const struct call *call, const struct input *input)
{
	struct span body = call->request->body, data;

	while (body.len && strchr(" \t\r\n", body.at[0]))
		body.at++, body.len--;
	while (body.len && strchr(" \t\r\n", body.at[body.len - 1]))
		body.len--;
	/* A form begins with no bracket that counts: it was taken for parameters. */
	if (json_is_array(body) && json_check(body.at, body.len, JSON_MAX_DEPTH, NULL) == 0)
		return body;
	data = input->body.at ? json_get(input->body, "data") : (struct span){NULL, 0};
	return json_is_array(data) ? data : (struct span){NULL, 0};
}

int bulk_is(const struct call *call, const struct input *input)
{
	return list_of(call, input).at != NULL;
}

static void bulk_done(struct deferred *deferred)
{
	struct bulk *bulk = (struct bulk *)deferred;

	for (int i = 0; i < bulk->count; i++)
		buf_done(&bulk->items[i].patch);
	free(bulk->items);
	buf_done(&bulk->write.patch);
	buf_done(&bulk->write.before);
}

/* --- The answer ------------------------------------------------------------------------- */

static void add_item(const struct item *item, struct call *call, const struct render *render,
		     int *failed, struct buf *ret)
{
	const struct type *type = item->bulk->write.type;
	struct error err = item->outcome.err;
	char id[UUID_LEN + 1];
	struct row row;

	if (item->outcome.rc == 0 &&
	    reader_get(call->thread->reader, type, item->outcome.id, &row, &err) == 0) {
		render_resource(render, type, &row, ret);
		return;
	}
	++*failed;
	id_uuid(id);
	errors_render(&err, id, ret);
}

static int bulk_render(struct write *write, struct call *call)
{
	struct bulk *bulk = (struct bulk *)write;
	AUTO(buf_done) struct buf includes = {0};
	struct buf *ret = &write->before;
	struct render render;
	int failed = 0;

	access_render(call, &includes, &render);
	list_begin(call, write->type->name, ret);
	buf_adds(ret, ",\"createTypes\":{},\"actions\":{},\"data\":[");
	for (int i = 0; i < bulk->count; i++) {
		if (i)
			buf_addc(ret, ',');
		add_item(&bulk->items[i], call, &render, &failed, ret);
		write->missed |= bulk->items[i].missed;
	}
	buf_adds(ret, "],\"sortLinks\":{},\"pagination\":null,\"sort\":null,\"filters\":{},"
		      "\"createDefaults\":{}}");
	write->status = failed ? 207 : write->missed ? 202 : 201;
	write->missed = 0;
	return 0;
}

static void bulk_answer(struct deferred *deferred)
{
	struct write *write = (struct write *)deferred;
	struct call *call = &deferred->call;
	struct error *err = &write->outcome.err;

	if (write->outcome.rc < 0 ||
	    api_thread_ready(call->api, call->thread, call->snapshot, err) < 0) {
		errors_reply(call, err);
		return;
	}
	if (write->replayed)
		http_add_header(call->request, "Idempotency-Replayed", "true");
	if (!write->before.len)
		bulk_render(write, call);
	call_reply(call, write->status, &write->before);
}

/* --- Loop thread ------------------------------------------------------------------------ */

static void item_over(struct item *item)
{
	struct bulk *bulk = item->bulk;

	if (--bulk->open == 0)
		write_finish(&bulk->write);
}

static void waited(void *arg, const struct outcome *outcome)
{
	struct item *item = arg;

	item->missed = outcome->rc < 0;
	item_over(item);
}

static void written(void *arg, const struct outcome *outcome)
{
	struct item *item = arg;
	const struct write *write = &item->bulk->write;

	item->outcome = *outcome;
	item->outcome.rests = NULL;
	if (outcome->rc < 0 || !write->wait[0])
		item_over(item);
	else
		engine_wait(write->deferred.call.api->engine, write->type, outcome->id, write->wait,
			    write->wait_ms, waited, item);
}

static void item_run(struct item *item)
{
	struct write *write = &item->bulk->write;

	item->creation = (struct creation){
		.call = &write->deferred.call,
		.type = write->type,
		.patch = &item->patch,
		.actor = write->actor,
		.once = item->key[0] ? &item->once : NULL,
		.fn = written,
		.arg = item,
	};
	create_start(&item->creation);
}

/*
 * What a request that was cut off by a crash had made under this key. -1: of another request. Only
 * he looks who is the one that works under the key: before, another may be at it.
 */
static int find_made(struct item *item, struct reader *reader, int place, struct error *err)
{
	const struct write_key *key = &item->bulk->write.key;
	struct once_row row;
	int found;

	/* No key that a caller may choose has this character. */
	snprintf(item->key, sizeof(item->key), "%s\n%d", key->text, place);
	item->once = (struct once){key->once.account_id, item->key, key->digest, 201};
	found = reader_once(reader, key->once.account_id, item->key, &row, err);
	if (found <= 0)
		return found;
	if (memcmp(row.digest, key->digest, ONCE_DIGEST) != 0)
		return error_field(
			err, ERROR_INVALID, "IdempotencyKeyReused", "Idempotency-Key",
			"this key was sent with another request: take a new one for each");
	/* Made is made, whatever is thought of it now. */
	item->outcome = (struct outcome){.id = row.resource_id};
	return 0;
}

static int find_all_made(struct bulk *bulk, struct error *err)
{
	struct call *call = &bulk->write.deferred.call;
	struct api_thread *page = &call->api->threads[API_MAX_THREADS];

	if (!bulk->write.key.text[0])
		return 0;
	if (api_thread_ready(call->api, page, call->snapshot, err) < 0)
		return -1;
	for (int i = 0; i < bulk->count; i++)
		if (find_made(&bulk->items[i], page->reader, i + 1, err) < 0)
			return -1;
	return 0;
}

/* All in one turn: what the store is given together is durable together. */
static void bulk_run(struct deferred *deferred)
{
	struct bulk *bulk = (struct bulk *)deferred;

	if (find_all_made(bulk, &bulk->write.outcome.err) < 0) {
		bulk->write.outcome.rc = -1;
		write_finish(&bulk->write);
		return;
	}
	bulk->open = 1; /* ours, so that none of them ends it under our hands */
	for (int i = 0; i < bulk->count; i++) {
		struct item *item = &bulk->items[i];

		if (item->outcome.rc < 0)
			continue;
		bulk->open++;
		if (item->outcome.id)
			written(item, &item->outcome);
		else
			item_run(item);
	}
	if (--bulk->open == 0)
		write_finish(&bulk->write);
}

/* --- HTTP thread ------------------------------------------------------------------------ */

static void check_item(struct item *item, const struct input_world *world,
		       const struct input *input, struct span given)
{
	struct input one = {.params = input->params, .body = given};
	const struct type *type = item->bulk->write.type;
	struct error *err = &item->outcome.err;

	if (!json_is_object(given))
		item->outcome.rc = error_field(err, ERROR_INVALID, "InvalidFormat", "data",
					       "each is an object");
	else
		item->outcome.rc =
			input_check(world, type, INPUT_CREATE, 0, &one, &item->patch, err);
}

static void fill(struct bulk *bulk, struct call *call, const struct input *input, struct span list)
{
	struct input_world world;
	struct json_iter iter;
	struct span given;

	input_world(call, &world);
	json_iter_start(&iter, list);
	while (json_iter_next(&iter, NULL, &given)) {
		struct item *item = &bulk->items[bulk->count];

		item->bulk = bulk;
		bulk->count++;
		check_item(item, &world, input, given);
	}
}

static int count_of(struct span list)
{
	struct json_iter iter;
	struct span item;
	int count = 0;

	json_iter_start(&iter, list);
	while (json_iter_next(&iter, NULL, &item))
		count++;
	return count;
}

void bulk_create(struct call *call, const struct type *type, const struct input *input)
{
	struct span list = list_of(call, input);
	int count = count_of(list);
	struct bulk *bulk;
	struct error err;

	if (count == 0 || count > BULK_MAX) {
		error_field(&err, ERROR_INVALID, count ? "MaxLimitExceeded" : "MissingRequired",
			    "data", "1 to %d can be made at once", BULK_MAX);
		errors_reply(call, &err);
		return;
	}
	bulk = (struct bulk *)write_new(call, type, 0, 201, sizeof(*bulk));
	bulk->write.is_many = 1;
	bulk->write.render = bulk_render;
	bulk->write.deferred.answer = bulk_answer;
	bulk->write.deferred.done = bulk_done;
	if (once_take(&bulk->write))
		return;
	bulk->items = calloc((size_t)count, sizeof(*bulk->items));
	if (!bulk->items)
		abort();
	fill(bulk, call, input, list);
	write_start(&bulk->write, bulk_run);
}

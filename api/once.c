/* See once.h. */
#include "api/once.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>

#include "api/access.h"
#include "api/errors.h"
#include "api/write_parts.h"
#include "base/auto.h"
#include "base/log.h"

int once_key_is_good(const char *text)
{
	size_t len = strlen(text);

	for (size_t i = 0; i < len; i++)
		if (text[i] < 0x20 || text[i] > 0x7e)
			return 0;
	return len > 0 && len <= ONCE_KEY_MAX;
}

/* Who he is to the API, what was asked and with what: all that makes it the same request. */
static void digest_of(const struct call *call, uint8_t ret[ONCE_DIGEST])
{
	const struct http_request *request = call->request;
	const char *type = http_header(call->request, "Content-Type");
	const char *texts[] = {request->url, request->query, type ? type : ""};
	uint8_t role = (uint8_t)call->who.role;
	struct sha256_ctx sha;

	sha256_init(&sha);
	sha256_update(&sha, 1, &role);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		sha256_update(&sha, strlen(texts[i]) + 1, (const uint8_t *)texts[i]);
	if (request->body.len)
		sha256_update(&sha, request->body.len, (const uint8_t *)request->body.at);
	sha256_digest(&sha, ONCE_DIGEST, ret);
}

static int refuse_reused(struct error *err)
{
	return error_field(err, ERROR_INVALID, "IdempotencyKeyReused", "Idempotency-Key",
			   "this key was sent with another request: take a new one for each");
}

static int read_answer(const struct api *api, struct span kept, struct buf *ret)
{
	if (api->seal)
		return seal_open(api->seal, kept.at, kept.len, ret, NULL);
	buf_add(ret, kept.at, kept.len);
	return 0;
}

/*
 * What the store knows of the key: 1 when it was carried out (with its answer in `before`, if one
 * was kept), 0 when it knows nothing, -1 when it was another request or cannot be read.
 */
static int look(struct write *write, struct reader *reader, struct error *err)
{
	const struct call *call = &write->deferred.call;
	const struct type *type;
	struct once_row row;
	int found = reader_once(reader, call->who.account_id, write->key.text, &row, err);

	if (found <= 0)
		return found;
	if (memcmp(row.digest, write->key.digest, ONCE_DIGEST) != 0)
		return refuse_reused(err);
	type = row.type ? model_type(call->snapshot->model, row.type) : NULL;
	if (type)
		write->type = type;
	write->outcome = (struct outcome){.id = row.resource_id};
	write->status = row.status;
	write->replayed = 1;
	buf_clear(&write->before);
	if (row.answer.at && read_answer(call->api, row.answer, &write->before) < 0)
		return error_set(err, ERROR_INTERNAL, "the answer that was kept cannot be read");
	return 1;
}

/* --- HTTP thread ------------------------------------------------------------------------ */

static void once_run(struct deferred *deferred);

/* Looks, and answers if it can. 0: the store knows nothing of it. */
static int answer_known(struct write *write)
{
	struct error err;
	int found = look(write, write->deferred.call.thread->reader, &err);

	if (found == 0)
		return 0;
	if (found < 0) {
		errors_reply(&write->deferred.call, &err);
	} else if (write->before.len) {
		write->deferred.answer(&write->deferred);
	} else {
		/* Its answer is about to be kept, or never was. */
		write->deferred.run = once_run;
		defer_start(&write->deferred);
		return 1;
	}
	defer_free(&write->deferred);
	return 1;
}

int once_take(struct write *write)
{
	struct call *call = &write->deferred.call;
	const char *text =
		call->method == METHOD_POST ? http_header(call->request, "Idempotency-Key") : NULL;
	struct write_key *key = &write->key;
	struct error err;

	if (!text)
		return 0;
	if (!once_key_is_good(text)) {
		error_field(&err, ERROR_INVALID, "InvalidFormat", "Idempotency-Key",
			    "a key is 1 to %d printable characters", ONCE_KEY_MAX);
		errors_reply(call, &err);
		defer_free(&write->deferred);
		return 1;
	}
	snprintf(key->text, sizeof(key->text), "%s", text);
	digest_of(call, key->digest);
	key->once = (struct once){call->who.account_id, key->text, key->digest, write->status};
	return answer_known(write);
}

void write_start(struct write *write, void (*work)(struct deferred *deferred))
{
	write->work = work;
	write->key.once.status = write->status;
	write->deferred.run = write->key.text[0] ? once_run : work;
	defer_start(&write->deferred);
}

void write_refuse(struct write *write, const struct error *err)
{
	/* What it is refused for may be what the first of its kind has just done. */
	if (write->key.text[0] && answer_known(write))
		return;
	errors_reply(&write->deferred.call, err);
	defer_free(&write->deferred);
}

/* --- Loop thread ------------------------------------------------------------------------ */

static struct write *leader_of(const struct write *write)
{
	const struct call *call = &write->deferred.call;
	struct write *other = call->api->once;

	while (other && (other->deferred.call.who.account_id != call->who.account_id ||
			 strcmp(other->key.text, write->key.text) != 0))
		other = other->next;
	return other;
}

static void refuse(struct write *write, const struct error *err)
{
	write->outcome.rc = -1;
	write->outcome.err = *err;
	defer_finish(&write->deferred);
}

static void once_run(struct deferred *deferred)
{
	struct write *write = (struct write *)deferred, *leader = leader_of(write);
	struct api *api = deferred->call.api;
	struct api_thread *page = &api->threads[API_MAX_THREADS];
	struct error err;
	int found;

	if (leader && memcmp(leader->key.digest, write->key.digest, ONCE_DIGEST) != 0) {
		refuse_reused(&err);
		refuse(write, &err);
		return;
	}
	if (leader) {
		write->next = leader->waiting;
		leader->waiting = write;
		return;
	}
	if (api_thread_ready(api, page, deferred->call.snapshot, &err) < 0 ||
	    (found = look(write, page->reader, &err)) < 0) {
		refuse(write, &err);
		return;
	}
	if (found && write->before.len) {
		defer_finish(deferred);
		return;
	}
	if (!found && !write->work) {
		/* Refused for what another had done; and that is forgotten by now. */
		error_set(&err, ERROR_CONFLICT, "the request with this key is over");
		refuse(write, &err);
		return;
	}
	write->key.leads = 1;
	write->next = api->once;
	api->once = write;
	/* Carried out before a crash, and never answered. */
	if (found)
		write_reached(write);
	else
		write->work(deferred);
}

static void again(void *arg)
{
	struct write *write = arg;

	if (!write->deferred.call.api->closed)
		once_run(&write->deferred);
	defer_free(&write->deferred);
}

/* It leads no more. Those that waited look for themselves what became of it. */
static void step_back(struct write *write)
{
	struct api *api = write->deferred.call.api;
	struct write **at = &api->once, *next;

	while (*at && *at != write)
		at = &(*at)->next;
	if (*at)
		*at = write->next;
	write->key.leads = 0;
	for (struct write *other = write->waiting; other; other = next) {
		next = other->next;
		defer_hold(&other->deferred);
		loop_post(api->loop, again, other);
	}
	write->waiting = NULL;
}

static void kept(void *arg, struct txn *txn)
{
	struct write *write = arg;
	struct error err;

	if (txn_result(txn, &err) < 0)
		log_warn("api", "the answer to a request could not be kept", "error='%s'",
			 err.text);
	if (!write->deferred.call.api->closed) {
		step_back(write);
		defer_finish(&write->deferred);
	}
	defer_free(&write->deferred);
}

/* Renders as of now, as the request would have been answered. */
static int render(struct write *write)
{
	struct api *api = write->deferred.call.api;
	struct call call = write->deferred.call;

	call.thread = &api->threads[API_MAX_THREADS];
	if (api_thread_ready(api, call.thread, call.snapshot, &write->outcome.err) < 0)
		return -1;
	if (!write->before.len && write->render(write, &call) < 0)
		return -1;
	if (write->missed)
		write->status = 202;
	write->missed = 0;
	return 0;
}

void write_finish(struct write *write)
{
	struct api *api = write->deferred.call.api;
	AUTO(buf_done) struct buf sealed = {0};
	struct span answer;
	struct txn *txn;

	if (!write->key.leads) {
		defer_finish(&write->deferred);
		return;
	}
	if (write->outcome.rc < 0 || render(write) < 0 ||
	    (api->seal &&
	     seal_close(api->seal, write->before.data, &sealed, &write->outcome.err) < 0)) {
		write->outcome.rc = -1;
		step_back(write);
		defer_finish(&write->deferred);
		return;
	}
	answer = api->seal ? (struct span){sealed.data, sealed.len}
			   : (struct span){write->before.data, write->before.len};
	write->key.once.status = write->status;
	txn = txn_new();
	txn_once_answer(txn, &write->key.once, write->type, write->outcome.id, answer);
	defer_hold(&write->deferred);
	store_submit(api->store, txn, kept, write);
}

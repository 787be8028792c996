/* The store's records of requests that are carried out once only, and guards on revisions. */
#include "store/once.h"
#include "base/clock.h"
#include "store_help.h"

static const uint8_t one[ONCE_DIGEST] = {1, 0, 3}, other[ONCE_DIGEST] = {2};
static struct once key = {7, "a key", one, 201};

static void records(struct fixture *fixture)
{
	struct txn *txn = txn_new();
	struct error err = {0};
	struct once_row row;
	int64_t made, rev;
	struct row stored;

	CHECK_INT(open_store(fixture), 0);
	CHECK_INT(reader_once(fixture->reader, 7, "a key", &row, &err), 0);

	/* With what it makes, whatever id that gets. */
	insert(txn, fixture->instance, "i1", "web", 7, "{}");
	txn_once(txn, &key, fixture->instance, TXN_REF(0));
	CHECK_INT(run(fixture, txn), 0);
	made = fixture->ids[0];
	CHECK_INT(reader_once(fixture->reader, 7, "a key", &row, &err), 1);
	CHECK(memcmp(row.digest, one, ONCE_DIGEST) == 0);
	CHECK_STR(row.type, "instance");
	CHECK_INT(row.resource_id, made);
	CHECK_INT(row.status, 201);
	CHECK(row.answer.at == NULL);
	CHECK(row.at > clock_now() - 60000 && row.at <= clock_now());
	CHECK_INT(reader_once(fixture->reader, 8, "a key", &row, &err), 0);

	/* Twice: nothing of the second is left, not what it would have made either. */
	txn = txn_new();
	insert(txn, fixture->instance, "i2", "web", 7, "{}");
	txn_once(txn, &key, fixture->instance, TXN_REF(0));
	CHECK_INT(run(fixture, txn), -1);
	CHECK_INT(fixture->err.code, ERROR_CONFLICT);
	CHECK_INT(reader_get(fixture->reader, fixture->instance, made + 1, &stored, &err), -1);

	/* Its answer; that of another request under the same key changes nothing. */
	txn = txn_new();
	txn_once_answer(txn, &key, fixture->instance, made, span_of("{\"id\":1}"));
	CHECK_INT(run(fixture, txn), 0);
	key.digest = other;
	txn = txn_new();
	txn_once_answer(txn, &key, NULL, 0, span_of("{}"));
	CHECK_INT(run(fixture, txn), 0);
	key.digest = one;

	/* All that also after a start anew. */
	close_store(fixture);
	CHECK_INT(open_store(fixture), 0);
	CHECK_INT(reader_once(fixture->reader, 7, "a key", &row, &err), 1);
	CHECK(row.answer.len == 8 && memcmp(row.answer.at, "{\"id\":1}", 8) == 0);
	CHECK_INT(row.resource_id, made);

	/* An answer without a record makes one. Old ones are forgotten, a batch at a time. */
	for (int i = 0; i < 3; i++) {
		char text[8];
		struct once more = {7, text, one, 200};

		snprintf(text, sizeof(text), "k%d", i);
		txn = txn_new();
		txn_once_answer(txn, &more, NULL, 0, span_of("{}"));
		CHECK_INT(run(fixture, txn), 0);
		CHECK_INT(reader_once(fixture->reader, 7, text, &row, &err), 1);
		CHECK(row.type == NULL);
	}
	txn = txn_new();
	txn_once_forget(txn, clock_now() - 60000, 100);
	CHECK_INT(run(fixture, txn), 0);
	CHECK_INT(reader_once(fixture->reader, 7, "a key", &row, &err), 1);
	txn = txn_new();
	CHECK_INT(txn_once_forget(txn, clock_now() + 1, 3), 0);
	CHECK_INT(run(fixture, txn), 0);
	CHECK_INT(fixture->ids[0], 3);
	CHECK_INT(reader_once(fixture->reader, 7, "a key", &row, &err) +
			  reader_once(fixture->reader, 7, "k0", &row, &err) +
			  reader_once(fixture->reader, 7, "k1", &row, &err) +
			  reader_once(fixture->reader, 7, "k2", &row, &err),
		  1);

	/* A guard is all or nothing. */
	CHECK_INT(reader_get(fixture->reader, fixture->instance, made, &stored, &err), 0);
	rev = stored.rev;
	for (int i = 0; i < 2; i++) {
		txn = txn_new();
		txn_guard(txn, fixture->instance, made, rev);
		txn_patch(txn, fixture->instance, made,
			  span_of(i ? "{\"hostname\":\"two\"}" : "{\"hostname\":\"one\"}"), -1);
		CHECK_INT(run(fixture, txn), -i);
	}
	CHECK_INT(fixture->err.code, ERROR_CONFLICT);
	CHECK_STR(fixture->err.tag, "Precondition Failed");
	CHECK_INT(reader_get(fixture->reader, fixture->instance, made, &stored, &err), 0);
	CHECK(strstr(stored.doc.at, "one") != NULL);
	CHECK_INT(stored.rev, rev + 1);
	close_store(fixture);
}

int main(void)
{
	with_directory(records);
	return check_end();
}

/*
 * Rows that are kept in memory, while they change: two threads read what a third changes, and
 * nobody is shown less than what was acknowledged before the read, or less than what he saw; and
 * what a kept row shows is what the database holds.
 */
#include <pthread.h>
#include <stdatomic.h>

#include "spec/c/store_help.h"

enum { ROWS = 40, ROUNDS = 400, READERS = 2 };

static struct fixture *shared;
static int64_t ids[ROWS];
static atomic_int acked_state[ROWS], acked_doc[ROWS], is_over;
static int states[ROWS], docs[ROWS]; /* last submitted */

struct change {
	int row, state, doc;
};

static void changed(void *arg, struct txn *txn)
{
	struct change *change = arg;

	shared->done++;
	shared->failed += txn_result(txn, &shared->err) < 0;
	if (change->state)
		atomic_store(&acked_state[change->row], change->state);
	if (change->doc)
		atomic_store(&acked_doc[change->row], change->doc);
	free(change);
}

/* State, document, both, a message, history only, or nothing that lasts: in turn and by chance. */
static void change(int row, unsigned chance)
{
	struct change *change = calloc(1, sizeof(*change));
	struct txn *txn = txn_new();
	char text[64], message[128] = "";

	change->row = row;
	if (chance % 5 != 1) {
		change->state = ++states[row];
		snprintf(text, sizeof(text), "state%d", change->state);
		txn_state(txn, shared->instance, ids[row], 0, NULL, text, 1);
		/* Some messages are longer than what has room. */
		memset(message, 'm', chance % 3 ? 20 : 100);
		if (chance % 7 == 0)
			txn_status(txn, shared->instance, ids[row], 1, message, 5);
		if (chance % 11 == 0)
			txn_state(txn, shared->instance, ids[row], 1, NULL, text, 0);
	}
	if (chance % 5 < 2) {
		change->doc = ++docs[row];
		snprintf(text, sizeof(text), "{\"memoryMb\":%d,\"name\":\"n%d\"}", change->doc,
			 change->doc);
		txn_patch(txn, shared->instance, ids[row], span_of(text), -1);
	}
	if (chance % 5 == 4)
		txn_history(txn, shared->instance, ids[row], 0, "note", span_of("{}"));
	store_submit(shared->store, txn, changed, change);
}

struct looker {
	pthread_t thread;
	int holds, reads, wrong;
};

static int look(struct looker *looker, struct reader *reader, int row, int *state, int *doc)
{
	int least_state = atomic_load(&acked_state[row]), least_doc = atomic_load(&acked_doc[row]);
	struct row got;
	struct error err;
	int64_t memory = 0;
	int seen;

	if (reader_get(reader, shared->instance, ids[row], &got, &err) < 0)
		return -1;
	seen = strncmp(got.state, "state", 5) == 0 ? atoi(got.state + 5) : 0;
	json_int(json_get(got.doc, "memoryMb"), &memory);
	if (seen < least_state || seen < *state || memory < least_doc || memory < *doc ||
	    atoi(got.name + 1) != memory)
		looker->wrong++;
	*state = seen;
	*doc = (int)memory;
	return 0;
}

static void *looks(void *arg)
{
	struct looker *looker = arg;
	struct error err;
	struct reader *reader = reader_open(shared->store, &err);
	int state[ROWS] = {0}, doc[ROWS] = {0};

	if (looker->holds)
		reader_hold(reader);
	for (unsigned i = 0; !atomic_load(&is_over); i++) {
		int row = (int)(i * 2654435761u >> 16) % ROWS;

		if (look(looker, reader, row, &state[row], &doc[row]) < 0)
			looker->wrong++;
		looker->reads++;
		if (i % 16 == 15)
			reader_rest(reader);
	}
	reader_close(reader);
	return NULL;
}

static int same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Rows as the database has them, copied out of a list. */
struct listed {
	struct row rows[ROWS];
	struct buf texts[ROWS][6];
	int count;
};

static const char *copy(struct buf *ret, const char *text)
{
	if (text)
		buf_adds(ret, text);
	return text ? ret->data : NULL;
}

static int take(void *arg, const struct row *row)
{
	struct listed *listed = arg;
	struct row *ret = &listed->rows[listed->count];
	struct buf *texts = listed->texts[listed->count++];

	*ret = *row;
	ret->uuid = copy(&texts[0], row->uuid);
	ret->name = copy(&texts[1], row->name);
	ret->state = copy(&texts[2], row->state);
	ret->allocation = copy(&texts[3], row->allocation);
	ret->message = copy(&texts[4], row->message);
	buf_add(&texts[5], row->doc.at, row->doc.len);
	ret->doc.at = texts[5].data;
	return listed->count == ROWS;
}

static void test_same(struct fixture *fixture)
{
	struct query query = {.type = fixture->instance};
	struct listed listed = {.count = 0};
	struct row kept;

	CHECK_INT(reader_list(fixture->reader, &query, take, &listed, NULL), 0);
	CHECK_INT(listed.count, ROWS);
	for (int i = 0; i < listed.count; i++) {
		const struct row *row = &listed.rows[i];

		CHECK_INT(reader_get(fixture->reader, fixture->instance, row->id, &kept, NULL), 0);
		CHECK(same_text(kept.uuid, row->uuid) && same_text(kept.name, row->name) &&
		      same_text(kept.state, row->state) &&
		      same_text(kept.allocation, row->allocation) &&
		      same_text(kept.message, row->message));
		CHECK(kept.doc.len == row->doc.len &&
		      memcmp(kept.doc.at, row->doc.at, row->doc.len) == 0);
		CHECK(kept.rev == row->rev && kept.last_history == row->last_history &&
		      kept.error == row->error && kept.progress == row->progress &&
		      kept.removed == row->removed && kept.remove_time == row->remove_time);
		for (int j = 0; j < 6; j++)
			buf_done(&listed.texts[i][j]);
	}
}

static void make_rows(struct fixture *fixture)
{
	for (int i = 0; i < ROWS; i++) {
		struct txn *txn = txn_new();
		char uuid[32];

		snprintf(uuid, sizeof(uuid), "row-%d", i);
		insert(txn, fixture->instance, uuid, "n0", 1, "{}");
		CHECK_INT(run(fixture, txn), 0);
		ids[i] = fixture->ids[0];
	}
}

static void kept(struct fixture *fixture)
{
	struct looker lookers[READERS] = {{.holds = 1}, {.holds = 0}};
	unsigned chance = 7;
	int made = 0;

	shared = fixture;
	CHECK_INT(open_store(fixture), 0);
	make_rows(fixture);
	fixture->done = fixture->failed = 0;
	for (int i = 0; i < READERS; i++)
		pthread_create(&lookers[i].thread, NULL, looks, &lookers[i]);
	for (int i = 0; i < ROUNDS; i++) {
		for (int j = 0; j < 1 + i % 8; j++, made++) {
			chance = chance * 1103515245 + 12345;
			change((int)(chance >> 8) % ROWS, chance >> 16);
		}
		if (i % 3)
			wait_for(fixture, made);
		if (i % 20 == 0 && i % 3)
			test_same(fixture);
	}
	wait_for(fixture, made);
	atomic_store(&is_over, 1);
	for (int i = 0; i < READERS; i++) {
		pthread_join(lookers[i].thread, NULL);
		CHECK_INT(lookers[i].wrong, 0);
		CHECK(lookers[i].reads > ROUNDS);
	}
	CHECK_INT(fixture->failed, 0);
	test_same(fixture);
	close_store(fixture);
}

int main(void)
{
	with_directory(kept);
	return check_end();
}

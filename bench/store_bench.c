/*
 * The raw speed of the store: transitions of two commits each, with 1, 10 and 100 under way
 * at once, on databases of several sizes, next to bare fdatasync of the same rounds.
 *
 *     commit A  process inserted, resource to its transitioning state, history
 *     commit B  resource to its done state, process ended, history
 *
 * and reads of one row, one thread, no transaction around them.
 *
 *     store_bench [--dir DIR] [--rounds N] [--seconds S] [ROWS...]     (3, 2, 1000 1000000)
 *
 * Each round runs every configuration once; printed are medians over the rounds, and the
 * median of the ratios inside a round. A transition needs two flushes one after the other, so
 * the limit at one under way is half the rate of fdatasync.
 */
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/id.h"
#include "store/store.h"

enum { ROUNDS_MAX = 32, SAMPLES_MAX = 1 << 20, BATCH = 500 };

static const int crowds[] = {1, 10, 100};
enum { CROWDS = sizeof(crowds) / sizeof(crowds[0]) };

struct bench {
	struct loop *loop;
	struct store *store;
	const struct type *type;
	int64_t rows, until;
	int outstanding, crowd;
	int64_t *samples;
	int count;
	uint64_t random;
};

/* One transition on its way: slot i works on rows i, i + crowd, ... only, so none meets another. */
struct slot {
	struct bench *bench;
	int64_t id, process, begin;
	int index;
};

static void fail(const char *what, const struct error *err)
{
	fprintf(stderr, "store_bench: %s: %s\n", what, err->text);
	exit(1);
}

static uint64_t next_random(struct bench *bench)
{
	bench->random ^= bench->random << 13;
	bench->random ^= bench->random >> 7;
	bench->random ^= bench->random << 17;
	return bench->random;
}

static int compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static int compare_real(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *values, int count)
{
	qsort(values, (size_t)count, sizeof(*values), compare_real);
	return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static struct model *build(void)
{
	static const struct field fields[] = {
		{.name = "id", .type = FIELD_INT, .place = PLACE_ID},
		{.name = "accountId", .type = FIELD_INT, .place = PLACE_ACCOUNT},
		{.name = "uuid", .type = FIELD_STRING, .place = PLACE_UUID},
		{.name = "name", .type = FIELD_STRING, .place = PLACE_NAME},
		{.name = "imageId",
		 .type = FIELD_REFERENCE,
		 .reference = "image",
		 .place = PLACE_DOC},
	};
	struct type type = {.name = "instance",
			    .has_table = 1,
			    .has_process = 1,
			    .fields = fields,
			    .field_count = 5};
	struct model *model = model_new();
	struct error err;

	if (model_add(model, &type, NULL, &err) < 0 || model_finish(model, &err) < 0)
		fail("model", &err);
	return model;
}

/* --- Filling ---------------------------------------------------------------------------- */

static void filled(void *arg, struct txn *txn)
{
	struct error err;

	if (txn_result(txn, &err) < 0)
		fail("fill", &err);
	(*(int *)arg)--;
}

static void fill(struct bench *bench)
{
	int pending = 0;

	for (int64_t i = 0; i < bench->rows;) {
		struct txn *txn = txn_new();

		for (int j = 0; j < BATCH && i < bench->rows; j++, i++) {
			char uuid[UUID_LEN + 1], name[32], doc[700];

			id_uuid(uuid);
			snprintf(name, sizeof(name), "instance-%lld", (long long)i);
			snprintf(doc, sizeof(doc),
				 "{\"imageId\":%lld,\"hostname\":\"%s\",\"data\":{\"fields\":"
				 "{\"command\":\"%0480d\"}}}",
				 (long long)(i % 100), name, 7);
			txn_insert(txn, bench->type,
				   &(struct row){.uuid = uuid,
						 .name = name,
						 .account_id = 1 + i % 10,
						 .state = "running",
						 .created = 1,
						 .progress = -1,
						 .doc = span_of(doc)});
		}
		pending++;
		store_submit(bench->store, txn, filled, &pending);
		while (pending > 4)
			loop_once(bench->loop, 100);
	}
	while (pending)
		loop_once(bench->loop, 100);
}

/* --- Transitions ------------------------------------------------------------------------ */

static void begin(struct slot *slot);

static void second_done(void *arg, struct txn *txn)
{
	struct slot *slot = arg;
	struct bench *bench = slot->bench;
	struct error err;

	if (txn_result(txn, &err) < 0)
		fail("commit B", &err);
	if (bench->count < SAMPLES_MAX)
		bench->samples[bench->count++] = clock_mono_ns() - slot->begin;
	bench->outstanding--;
	if (clock_mono_ns() < bench->until)
		begin(slot);
	else if (!bench->outstanding)
		loop_stop(bench->loop);
}

static void first_done(void *arg, struct txn *txn)
{
	static const char *const starting[] = {"restarting", NULL};
	struct slot *slot = arg;
	struct process_row row = {.end = 2,
				  .result = "success",
				  .exit_reason = "done",
				  .phase = "done",
				  .attempt = 1};
	struct txn *second = txn_new();
	struct error err;

	if (txn_result(txn, &err) < 0)
		fail("commit A", &err);
	row.id = slot->process = txn_id(txn, 0);
	txn_state(second, slot->bench->type, slot->id, 0, starting, "running", 1);
	txn_process_update(second, &row);
	txn_history(second, slot->bench->type, slot->id, row.id, "state",
		    span_of("{\"from\":\"restarting\",\"to\":\"running\",\"ms\":3}"));
	store_submit(slot->bench->store, second, second_done, slot);
}

static void begin(struct slot *slot)
{
	static const char *const running[] = {"running", NULL};
	struct bench *bench = slot->bench;
	int64_t stripes = bench->rows / bench->crowd;
	struct process_row row = {.name = "instance.restart",
				  .type = "instance",
				  .start = 1,
				  .actor = "1a1 from 127.0.0.1",
				  .phase = "requested",
				  .data = span_of("{}")};
	struct txn *txn = txn_new();

	slot->begin = clock_mono_ns();
	slot->id =
		1 + slot->index + bench->crowd * (int64_t)(next_random(bench) % (uint64_t)stripes);
	row.resource_id = slot->id;
	txn_state(txn, bench->type, slot->id, 0, running, "restarting", 1);
	txn_process(txn, &row);
	txn_history(txn, bench->type, slot->id, TXN_REF(0), "state",
		    span_of("{\"from\":\"running\",\"to\":\"restarting\",\"by\":\"1a1\"}"));
	bench->outstanding++;
	store_submit(bench->store, txn, first_done, slot);
}

struct figure {
	double rate, p50, p99; /* a second; microseconds */
};

static struct figure figure_of(struct bench *bench, double seconds)
{
	qsort(bench->samples, (size_t)bench->count, sizeof(*bench->samples), compare);
	return (struct figure){
		.rate = bench->count / seconds,
		.p50 = (double)bench->samples[bench->count / 2] / 1000,
		.p99 = (double)bench->samples[(size_t)(bench->count * 0.99)] / 1000,
	};
}

static struct figure transitions(struct bench *bench, int crowd, double seconds)
{
	struct slot slots[100];
	int64_t from = clock_mono_ns();

	bench->count = 0;
	bench->crowd = crowd;
	bench->until = from + (int64_t)(seconds * 1e9);
	for (int i = 0; i < crowd; i++) {
		slots[i] = (struct slot){.bench = bench, .index = i};
		begin(&slots[i]);
	}
	loop_run(bench->loop);
	return figure_of(bench, (double)(clock_mono_ns() - from) / 1e9);
}

/* --- The others ------------------------------------------------------------------------- */

static struct figure syncs(struct bench *bench, const char *dir, double seconds)
{
	static const char page[4096];
	AUTO(close) int fd = -1;
	char path[4096];
	int64_t from;

	snprintf(path, sizeof(path), "%s/fdatasync", dir);
	fd = open(path, O_RDWR | O_CREAT, 0600);
	for (int i = 0; i < 1024; i++)
		if (pwrite(fd, page, sizeof(page), i * (off_t)sizeof(page)) < 0)
			exit(1);
	fsync(fd);
	bench->count = 0;
	from = clock_mono_ns();
	while (clock_mono_ns() - from < (int64_t)(seconds * 1e9)) {
		int64_t at = clock_mono_ns();

		if (pwrite(fd, page, sizeof(page), bench->count % 1024 * (off_t)sizeof(page)) < 0 ||
		    fdatasync(fd) < 0)
			exit(1);
		if (bench->count < SAMPLES_MAX - 1)
			bench->samples[bench->count++] = clock_mono_ns() - at;
	}
	return figure_of(bench, (double)(clock_mono_ns() - from) / 1e9);
}

static double reads(struct bench *bench, double seconds)
{
	struct error err;
	struct reader *reader = reader_open(bench->store, &err);
	int64_t from = clock_mono_ns(), count = 0;

	if (!reader)
		fail("reader", &err);
	while (clock_mono_ns() - from < (int64_t)(seconds * 1e9)) {
		for (int i = 0; i < 100; i++) {
			struct row row;
			int64_t id = 1 + (int64_t)(next_random(bench) % (uint64_t)bench->rows);

			if (reader_get(reader, bench->type, id, &row, &err) < 0)
				fail("get", &err);
		}
		count += 100;
	}
	reader_close(reader);
	return (double)count * 1e9 / (double)(clock_mono_ns() - from);
}

static void run_size(struct bench *bench, const char *dir, int64_t rows, int rounds, double seconds)
{
	double rates[CROWDS][ROUNDS_MAX], p50s[CROWDS][ROUNDS_MAX], p99s[CROWDS][ROUNDS_MAX];
	double ratios[CROWDS][ROUNDS_MAX], sync[ROUNDS_MAX], gets[ROUNDS_MAX];
	struct model *model = build();
	struct error err;
	char path[4096];
	int64_t at;

	snprintf(path, sizeof(path), "%s/rows-%lld", dir, (long long)rows);
	bench->rows = rows;
	bench->type = model_type(model, "instance");
	bench->store = store_open(bench->loop, path, &err);
	if (!bench->store || store_define(bench->store, model, &err) < 0)
		fail("open", &err);
	fill(bench);
	store_close(bench->store);
	loop_once(bench->loop, 0);
	at = clock_mono_ns();
	bench->store = store_open(bench->loop, path, &err);
	if (!bench->store || store_define(bench->store, model, &err) < 0)
		fail("open", &err);
	printf("%lld rows: opened in %.1f ms\n", (long long)rows,
	       (double)(clock_mono_ns() - at) / 1e6);

	for (int round = 0; round < rounds; round++) {
		sync[round] = syncs(bench, dir, seconds).rate;
		for (int c = 0; c < CROWDS; c++) {
			struct figure figure = transitions(bench, crowds[c], seconds);

			rates[c][round] = figure.rate;
			p50s[c][round] = figure.p50;
			p99s[c][round] = figure.p99;
			ratios[c][round] = figure.rate / (sync[round] / 2);
		}
		gets[round] = reads(bench, seconds / 2);
	}
	printf("  fdatasync %.0f/s\n", median(sync, rounds));
	for (int c = 0; c < CROWDS; c++)
		printf("  %3d at once: %7.0f transitions/s, p50 %.0f us, p99 %.0f us, %.2f x "
		       "(fdatasync / 2)\n",
		       crowds[c], median(rates[c], rounds), median(p50s[c], rounds),
		       median(p99s[c], rounds), median(ratios[c], rounds));
	printf("  reads of one row: %.0f/s\n", median(gets, rounds));
	store_close(bench->store);
	loop_once(bench->loop, 0);
	model_unref(model);
}

static int remove_one(const char *path, const struct stat *info, int flag, struct FTW *walk)
{
	(void)info;
	(void)flag;
	(void)walk;
	return remove(path);
}

int main(int argc, char **argv)
{
	struct bench bench = {.random = 88172645463325252u};
	const char *under = "/var/tmp";
	int rounds = 3, sizes = 0;
	int64_t rows[8];
	double seconds = 2;
	char dir[4000];
	struct error err;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--dir") == 0 && i + 1 < argc)
			under = argv[++i];
		else if (strcmp(argv[i], "--rounds") == 0 && i + 1 < argc)
			rounds = atoi(argv[++i]);
		else if (strcmp(argv[i], "--seconds") == 0 && i + 1 < argc)
			seconds = atof(argv[++i]);
		else if (sizes < 8 && atoll(argv[i]) >= 100)
			rows[sizes++] = atoll(argv[i]);
		else
			return fprintf(stderr, "store_bench [--dir DIR] [--rounds N] [--seconds S] "
					       "[ROWS...]\n"),
			       2;
	}
	if (rounds < 1 || rounds > ROUNDS_MAX)
		rounds = 3;
	if (!sizes) {
		rows[sizes++] = 1000;
		rows[sizes++] = 1000000;
	}
	snprintf(dir, sizeof(dir), "%s/store-bench.XXXXXX", under);
	bench.loop = loop_new(&err);
	bench.samples = malloc(SAMPLES_MAX * sizeof(*bench.samples));
	if (!bench.loop || !bench.samples || !mkdtemp(dir))
		return 1;
	for (int i = 0; i < sizes; i++)
		run_size(&bench, dir, rows[i], rounds, seconds);
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	loop_free(bench.loop);
	free(bench.samples);
	return 0;
}

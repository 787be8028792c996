/* loop: posts from threads, timers, pools with keys; nothing left open at the end. */
#include <pthread.h>
#include <stdatomic.h>

#include "base/clock.h"
#include "check.h"
#include "loop/loop.h"
#include "loop/pool.h"

#define POSTS 20000

static struct loop *loop;
static int seen[2], out_of_order, ticks, late;
static struct timer *ticker;

struct item {
	int who, number;
};

static void on_post(void *arg)
{
	struct item *item = arg;

	if (item->number != seen[item->who])
		out_of_order++;
	seen[item->who] = item->number + 1;
	free(item);
	if (seen[0] == POSTS && seen[1] == POSTS)
		loop_stop(loop);
}

static void *post_many(void *arg)
{
	int who = *(int *)arg;

	for (int i = 0; i < POSTS; i++) {
		struct item *item = malloc(sizeof(*item));

		item->who = who;
		item->number = i;
		loop_post(loop, on_post, item);
	}
	return NULL;
}

static void test_posts(void)
{
	pthread_t threads[2];
	int who[2] = {0, 1};

	for (int i = 0; i < 2; i++)
		pthread_create(&threads[i], NULL, post_many, &who[i]);
	loop_run(loop);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	CHECK_INT(seen[0] + seen[1], 2 * POSTS);
	CHECK_INT(out_of_order, 0);
}

static void on_late(void *arg)
{
	late++;
	(void)arg;
}

static void on_tick(void *arg)
{
	(void)arg;
	if (++ticks == 3) {
		timer_cancel(ticker);
		loop_stop(loop);
	}
}

static void test_timers(void)
{
	int64_t begin = clock_mono();

	timer_cancel(loop_after(loop, 1, on_late, NULL));
	ticker = loop_every(loop, 10, on_tick, NULL);
	loop_run(loop);
	CHECK_INT(ticks, 3);
	CHECK_INT(late, 0);
	CHECK(clock_mono() - begin >= 29);
}

static atomic_int running, most_running, most_of_key, of_key;
static int finished;

static void work_free(void *arg)
{
	int now = ++running;

	(void)arg;
	if (now > most_running)
		most_running = now;
	usleep(20000);
	running--;
}

static void work_key(void *arg)
{
	int now = ++of_key;

	(void)arg;
	if (now > most_of_key)
		most_of_key = now;
	usleep(2000);
	of_key--;
}

static void on_finished(void *arg)
{
	(void)arg;
	CHECK(loop_is_here(loop));
	if (++finished == 14)
		loop_stop(loop);
}

static void test_pool(void)
{
	struct pool *pool = pool_new(loop, "test", 4);

	for (int i = 0; i < 4; i++)
		pool_run(pool, NULL, work_free, on_finished, NULL);
	for (int i = 0; i < 10; i++)
		pool_run(pool, "one", work_key, on_finished, NULL);
	loop_run(loop);
	CHECK_INT(finished, 14);
	CHECK(most_running >= 2);
	CHECK_INT(most_of_key, 1);
	CHECK_INT(pool_pending(pool), 0);
	for (int i = 0; i < 3; i++)
		pool_run(pool, "one", work_key, on_finished, NULL);
	pool_free(pool); /* queued work runs, its done is called */
	CHECK_INT(finished, 17);
}

/* A loop with nothing to do waits, also right after one that did. */
static void test_once(void)
{
	int64_t began = clock_mono();

	for (int i = 0; i < 5; i++)
		loop_once(loop, 20);
	CHECK(clock_mono() - began >= 90);
	began = clock_mono();
	loop_once(loop, 0);
	CHECK(clock_mono() - began < 1000);
}

static int chain, posted_at, fired;

static void on_posted(void *arg)
{
	(void)arg;
	posted_at = chain;
}

static void on_link(void *arg)
{
	(void)arg;
	if (++chain == 1)
		loop_post(loop, on_posted, NULL);
	if (chain < 100)
		loop_after(loop, 0, on_link, NULL);
}

static void on_fired(void *arg)
{
	fired = fired * 10 + (int)(intptr_t)arg;
}

/* A chain of timers of 0 ms lets everything else have its turn; their order is kept. */
static void test_soon(void)
{
	struct timer *taken_back;

	loop_after(loop, 0, on_link, NULL);
	for (int i = 0; i < 400 && chain < 100; i++)
		loop_once(loop, 0);
	CHECK(chain == 100);
	CHECK(posted_at > 0 && posted_at <= 3);

	loop_after(loop, 0, on_fired, (void *)1);
	taken_back = loop_after(loop, 0, on_fired, (void *)2);
	loop_after(loop, 0, on_fired, (void *)3);
	timer_cancel(taken_back);
	for (int i = 0; i < 5; i++)
		loop_once(loop, 0);
	CHECK(fired == 13);
}

static void on_guest(uv_timer_t *timer)
{
	uv_close((uv_handle_t *)timer, NULL);
}

static void test_guests(void)
{
	struct timer *own = loop_after(loop, 1000, on_fired, NULL);
	uv_timer_t guest;

	CHECK(loop_guests(loop) == 0);
	uv_timer_init(loop_uv(loop), &guest);
	uv_timer_start(&guest, on_guest, 1, 0);
	CHECK(loop_guests(loop) == 1);
	for (int i = 0; i < 100 && loop_guests(loop); i++)
		loop_once(loop, 5);
	CHECK(loop_guests(loop) == 0);
	timer_cancel(own);
	loop_once(loop, 0); /* closes the guest */
}

int main(void)
{
	struct error err;

	setenv("STAMPEDE_STRICT", "1", 1);
	loop = loop_new(&err);
	CHECK(loop != NULL);
	test_posts();
	test_timers();
	test_pool();
	test_once();
	test_soon();
	test_guests();
	loop_free(loop);
	return check_end();
}

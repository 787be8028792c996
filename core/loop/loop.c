/*
 * The loop. Posted work goes through one list under one mutex and one wake-up; the whole list is
 * taken at once, so a busy poster costs the loop one lock per turn.
 *
 * The wake-up is an eventfd of our own: libuv's async handle spins until the thread that sent it
 * has come back from its system call, which is time that every hand-over would pay.
 */
#include "loop/loop.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"

#define TIMERS_MS 2 /* of timers in one turn: what else is ready has its turn, too */

struct post {
	struct post *next;
	void (*fn)(void *arg);
	void *arg;
};

struct loop {
	uv_loop_t uv;
	uv_poll_t wake;
	int wake_fd;
	uv_idle_t idle; /* turns the loop while `soon` is not empty */
	struct timer *soon, *soon_last; /* timers of 0 ms, in their order */
	uv_timer_t once; /* loop_once's own: a fresh one would leave a closing handle behind */
	pthread_mutex_t mutex;
	struct post *first, **last; /* under mutex */
	struct post *spare; /* under mutex: freed posts, kept for reuse */
	int stopping; /* under mutex */
	pthread_t thread;
	int has_thread;
	int is_virtual;
	struct timer **heap; /* what is due first is first */
	size_t heap_count, heap_room;
	uv_timer_t alarm; /* wakes it for the first of them, at the latest */
	int64_t alarm_at; /* monotonic ms; 0: not set */
	uint64_t sequence;
};

/* Small, and in a heap of our own: with a million that wait there are two millions of them. */
struct timer {
	struct loop *loop;
	void (*fn)(void *arg);
	void *arg;
	int64_t due; /* monotonic ms; SOON: in `soon`, not in the heap */
	int64_t every; /* ms; 0: once */
	uint64_t sequence; /* of those that are due together, the older comes first */
	union {
		size_t at; /* in the heap */
		struct timer *before; /* in `soon` */
	};
	struct timer *behind; /* in `soon` */
};

#define SOON (-1)

static void run_posts(struct loop *loop)
{
	struct post *list, *post, **tail;

	pthread_mutex_lock(&loop->mutex);
	list = loop->first;
	loop->first = NULL;
	loop->last = &loop->first;
	pthread_mutex_unlock(&loop->mutex);
	if (!list)
		return;
	for (post = list; post; post = post->next) {
		post->fn(post->arg);
		tail = &post->next;
	}
	pthread_mutex_lock(&loop->mutex);
	*tail = loop->spare;
	loop->spare = list;
	pthread_mutex_unlock(&loop->mutex);
}

/* --- The heap of timers ----------------------------------------------------------------- */

static int is_before(const struct timer *a, const struct timer *b)
{
	return a->due != b->due ? a->due < b->due : a->sequence < b->sequence;
}

static void heap_put(struct loop *loop, struct timer *timer, size_t at)
{
	loop->heap[at] = timer;
	timer->at = at;
}

/* Moves a timer from a place that is free to where it belongs. */
static void heap_settle(struct loop *loop, struct timer *timer, size_t at)
{
	while (at && is_before(timer, loop->heap[(at - 1) / 2])) {
		heap_put(loop, loop->heap[(at - 1) / 2], at);
		at = (at - 1) / 2;
	}
	for (size_t child; (child = 2 * at + 1) < loop->heap_count; at = child) {
		if (child + 1 < loop->heap_count &&
		    is_before(loop->heap[child + 1], loop->heap[child]))
			child++;
		if (!is_before(loop->heap[child], timer))
			break;
		heap_put(loop, loop->heap[child], at);
	}
	heap_put(loop, timer, at);
}

static void heap_add(struct loop *loop, struct timer *timer)
{
	if (loop->heap_count == loop->heap_room) {
		loop->heap_room = loop->heap_room ? 2 * loop->heap_room : 64;
		loop->heap = realloc(loop->heap, loop->heap_room * sizeof(struct timer *));
		if (!loop->heap)
			abort();
	}
	timer->sequence = ++loop->sequence;
	heap_settle(loop, timer, loop->heap_count++);
}

static void heap_remove(struct loop *loop, struct timer *timer)
{
	struct timer *last = loop->heap[--loop->heap_count];

	if (last != timer)
		heap_settle(loop, last, timer->at);
}

static void fire(struct loop *loop, struct timer *timer)
{
	void (*fn)(void *arg) = timer->fn;
	void *arg = timer->arg;
	int64_t now = clock_mono();

	heap_remove(loop, timer);
	if (timer->every) {
		timer->due += timer->every;
		/* What was missed is not made up for. */
		if (timer->due < now)
			timer->due = now;
		heap_add(loop, timer);
	} else {
		free(timer);
	}
	fn(arg);
}

/* --- Virtual time ----------------------------------------------------------------------- */

/* One turn up to a moment: what is posted, else the next timer. 0 when there is neither. */
static int virtual_turn(struct loop *loop, int64_t until)
{
	if (loop->first) {
		run_posts(loop);
		return 1;
	}
	if (!loop->heap_count || loop->heap[0]->due > until)
		return 0;
	if (loop->heap[0]->due > clock_mono())
		clock_hold(loop->heap[0]->due);
	fire(loop, loop->heap[0]);
	return 1;
}

static void virtual_run(struct loop *loop)
{
	while (!loop->stopping && virtual_turn(loop, INT64_MAX))
		;
	loop->stopping = 0;
}

static void virtual_once(struct loop *loop, int ms)
{
	int64_t until = clock_mono() + ms;

	while (!loop->stopping && virtual_turn(loop, until))
		;
	loop->stopping = 0;
	if (clock_mono() < until)
		clock_hold(until);
}

struct loop *loop_new_virtual(struct error *err)
{
	struct loop *loop = loop_new(err);

	if (loop)
		loop->is_virtual = 1;
	return loop;
}

int loop_is_virtual(const struct loop *loop)
{
	return loop->is_virtual;
}

/* --- The loop --------------------------------------------------------------------------- */

static void wake(const struct loop *loop)
{
	uint64_t one = 1;

	/* Fails only when the counter is full: then it is awake anyway. */
	(void)!write(loop->wake_fd, &one, sizeof(one));
}

static void on_wake(uv_poll_t *poll, int status, int events)
{
	struct loop *loop = poll->data;
	uint64_t ignored;
	int stopping;

	(void)status, (void)events;
	(void)!read(loop->wake_fd, &ignored, sizeof(ignored));
	run_posts(loop);
	pthread_mutex_lock(&loop->mutex);
	stopping = loop->stopping;
	loop->stopping = 0;
	pthread_mutex_unlock(&loop->mutex);
	if (stopping)
		uv_stop(&loop->uv);
}

struct loop *loop_new(struct error *err)
{
	struct loop *loop = calloc(1, sizeof(*loop));

	if (!loop)
		abort();
	loop->wake_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (loop->wake_fd < 0 || uv_loop_init(&loop->uv) < 0 ||
	    uv_poll_init(&loop->uv, &loop->wake, loop->wake_fd) < 0) {
		error_set(err, ERROR_UNAVAILABLE, "no event loop: out of file descriptors?");
		if (loop->wake_fd >= 0)
			close(loop->wake_fd);
		free(loop);
		return NULL;
	}
	uv_poll_start(&loop->wake, UV_READABLE, on_wake);
	uv_timer_init(&loop->uv, &loop->once);
	uv_timer_init(&loop->uv, &loop->alarm);
	loop->alarm.data = loop;
	uv_idle_init(&loop->uv, &loop->idle);
	loop->idle.data = loop;
	loop->uv.data = loop;
	loop->wake.data = loop;
	loop->last = &loop->first;
	pthread_mutex_init(&loop->mutex, NULL);
	return loop;
}

struct guests {
	const struct loop *loop;
	int count;
};

static void count_guest(uv_handle_t *handle, void *arg)
{
	struct guests *guests = arg;
	const struct loop *loop = guests->loop;

	if (uv_is_closing(handle) || handle == (const uv_handle_t *)&loop->wake ||
	    handle == (const uv_handle_t *)&loop->once ||
	    handle == (const uv_handle_t *)&loop->alarm ||
	    handle == (const uv_handle_t *)&loop->idle)
		return;
	guests->count++;
}

int loop_guests(struct loop *loop)
{
	struct guests guests = {loop, 0};

	uv_walk(&loop->uv, count_guest, &guests);
	return guests.count;
}

static void name_handle(uv_handle_t *handle, void *arg)
{
	int *count = arg;

	if (uv_is_closing(handle))
		return;
	(*count)++;
	log_warn("loop", "handle still open at the end", "type=%s active=%d",
		 uv_handle_type_name(handle->type), uv_is_active(handle));
}

void loop_free(struct loop *loop)
{
	struct post *post;
	int open_handles = 0;

	if (!loop)
		return;
	loop->thread = pthread_self();
	loop->has_thread = 1;
	run_posts(loop);
	uv_close((uv_handle_t *)&loop->wake, NULL);
	uv_close((uv_handle_t *)&loop->once, NULL);
	uv_close((uv_handle_t *)&loop->alarm, NULL);
	uv_close((uv_handle_t *)&loop->idle, NULL);
	/* What was closed needs turns of the loop to be gone. */
	for (int i = 0; i < 100 && uv_run(&loop->uv, UV_RUN_NOWAIT); i++)
		;
	if (loop->heap_count && !loop->is_virtual)
		log_warn("loop", "timers still set at the end", "count=%zu", loop->heap_count);
	if ((loop->soon || (loop->heap_count && !loop->is_virtual)) && getenv("STAMPEDE_STRICT"))
		abort(); /* as below */
	if (uv_loop_close(&loop->uv) == UV_EBUSY) {
		uv_walk(&loop->uv, name_handle, &open_handles);
		/* A leak is our own bug: tests must see it, a server at its end must not hang on
		 * it. */
		if (getenv("STAMPEDE_STRICT"))
			abort();
	}
	while (loop->heap_count)
		free(loop->heap[--loop->heap_count]);
	free(loop->heap);
	while (loop->first) {
		post = loop->first;
		loop->first = post->next;
		free(post);
	}
	while (loop->spare) {
		post = loop->spare;
		loop->spare = post->next;
		free(post);
	}
	pthread_mutex_destroy(&loop->mutex);
	close(loop->wake_fd);
	if (!open_handles)
		free(loop);
}

void loop_run(struct loop *loop)
{
	loop->thread = pthread_self();
	loop->has_thread = 1;
	if (loop->is_virtual) {
		virtual_run(loop);
		return;
	}
	uv_run(&loop->uv, UV_RUN_DEFAULT);
	run_posts(loop);
}

/* Only wakes the loop. */
static void on_once(uv_timer_t *timer)
{
	(void)timer;
}

void loop_once(struct loop *loop, int ms)
{
	loop->thread = pthread_self();
	loop->has_thread = 1;
	if (loop->is_virtual) {
		virtual_once(loop, ms);
		return;
	}
	uv_update_time(&loop->uv);
	/* Repeats: one that was due before the wait began would not end it. */
	if (ms > 0)
		uv_timer_start(&loop->once, on_once, (uint64_t)ms, (uint64_t)ms);
	uv_run(&loop->uv, ms > 0 ? UV_RUN_ONCE : UV_RUN_NOWAIT);
	uv_timer_stop(&loop->once);
	run_posts(loop);
}

void loop_stop(struct loop *loop)
{
	pthread_mutex_lock(&loop->mutex);
	loop->stopping = 1;
	pthread_mutex_unlock(&loop->mutex);
	if (!loop->is_virtual)
		wake(loop);
}

void loop_post(struct loop *loop, void (*fn)(void *arg), void *arg)
{
	struct post *post;
	int was_empty;

	pthread_mutex_lock(&loop->mutex);
	post = loop->spare;
	if (post)
		loop->spare = post->next;
	else
		post = malloc(sizeof(*post));
	if (!post)
		abort();
	post->next = NULL;
	post->fn = fn;
	post->arg = arg;
	was_empty = !loop->first;
	*loop->last = post;
	loop->last = &post->next;
	pthread_mutex_unlock(&loop->mutex);
	if (was_empty && !loop->is_virtual)
		wake(loop);
}

uv_loop_t *loop_uv(struct loop *loop)
{
	return &loop->uv;
}

int loop_is_here(const struct loop *loop)
{
	return loop->has_thread && pthread_equal(loop->thread, pthread_self());
}

/* --- Timers ----------------------------------------------------------------------------- */

/*
 * Timers of 0 ms are no libuv timers: one that is started by another would run in the same pass
 * over the timers, and a chain of them would let nothing else run at all. Each turn runs those
 * that were there at its beginning.
 */
static void soon_remove(struct timer *timer)
{
	struct loop *loop = timer->loop;

	*(timer->before ? &timer->before->behind : &loop->soon) = timer->behind;
	*(timer->behind ? &timer->behind->before : &loop->soon_last) = timer->before;
	if (!loop->soon)
		uv_idle_stop(&loop->idle);
}

static void on_idle(uv_idle_t *idle)
{
	struct loop *loop = idle->data;
	uint64_t newest = loop->sequence;

	while (loop->soon && loop->soon->sequence <= newest) {
		struct timer *timer = loop->soon;
		void (*fn)(void *arg) = timer->fn;
		void *arg = timer->arg;

		soon_remove(timer);
		free(timer);
		fn(arg);
	}
}

static void soon_add(struct loop *loop, struct timer *timer)
{
	timer->due = SOON;
	timer->sequence = ++loop->sequence;
	timer->before = loop->soon_last;
	*(loop->soon_last ? &loop->soon_last->behind : &loop->soon) = timer;
	loop->soon_last = timer;
	uv_idle_start(&loop->idle, on_idle);
}

static void on_alarm(uv_timer_t *alarm);

/* One that rings too early (its timer was cancelled) does no harm, so it is seldom set anew. */
static void set_alarm(struct loop *loop)
{
	int64_t due, now;

	if (!loop->heap_count)
		return;
	due = loop->heap[0]->due;
	if (loop->alarm_at && loop->alarm_at <= due)
		return;
	/* libuv's idea of now may be a whole callback old. */
	uv_update_time(&loop->uv);
	now = clock_mono();
	loop->alarm_at = due > 0 ? due : 1;
	uv_timer_start(&loop->alarm, on_alarm, due > now ? (uint64_t)(due - now) : 0, 0);
}

/* What is due, and was set before this turn; all else in the loop has its turn in between. */
static void on_alarm(uv_timer_t *alarm)
{
	struct loop *loop = alarm->data;
	uint64_t newest = loop->sequence;
	int64_t now = clock_mono(), until = now + TIMERS_MS;

	loop->alarm_at = 0;
	while (loop->heap_count && loop->heap[0]->due <= now && loop->heap[0]->sequence <= newest &&
	       clock_mono() < until)
		fire(loop, loop->heap[0]);
	set_alarm(loop);
}

static struct timer *timer_new(struct loop *loop, int64_t ms, int repeats, void (*fn)(void *arg),
			       void *arg)
{
	struct timer *timer = calloc(1, sizeof(*timer));

	if (!timer)
		abort();
	if (ms < 0)
		ms = 0;
	timer->loop = loop;
	timer->fn = fn;
	timer->arg = arg;
	if (ms == 0 && !repeats && !loop->is_virtual) {
		soon_add(loop, timer);
		return timer;
	}
	timer->due = clock_mono() + ms;
	timer->every = repeats ? (ms ? ms : 1) : 0;
	heap_add(loop, timer);
	if (!loop->is_virtual)
		set_alarm(loop);
	return timer;
}

struct timer *loop_after(struct loop *loop, int64_t ms, void (*fn)(void *arg), void *arg)
{
	return timer_new(loop, ms, 0, fn, arg);
}

struct timer *loop_every(struct loop *loop, int64_t ms, void (*fn)(void *arg), void *arg)
{
	return timer_new(loop, ms, 1, fn, arg);
}

void timer_cancel(struct timer *timer)
{
	if (!timer)
		return;
	if (timer->due == SOON)
		soon_remove(timer);
	else
		heap_remove(timer->loop, timer);
	free(timer);
}

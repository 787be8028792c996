/* See tally.h. */
#include "http/tally.h"

#include <string.h>

#include "http/conn.h"

const char *const tally_methods[TALLY_METHODS] = {"GET", "HEAD", "POST", "PUT", "DELETE", "other"};
const double tally_bounds[TALLY_BOUNDS] = {0.0001, 0.00025, 0.001, 0.0025, 0.01, 0.025,
					   0.1,    0.25,    1,     2.5,    10};

/* The same in nanoseconds. */
static const int64_t bounds[TALLY_BOUNDS] = {100000,     250000,     1000000,    2500000,
					     10000000,   25000000,   100000000,  250000000,
					     1000000000, 2500000000, 10000000000};

/* Only one thread writes: no locked addition is needed. */
static inline void grow(atomic_uint_fast64_t *counter, uint64_t by)
{
	atomic_store_explicit(counter, atomic_load_explicit(counter, memory_order_relaxed) + by,
			      memory_order_relaxed);
}

void tally_add(struct http_tally *tally, const char *method, int status, int64_t ns)
{
	int which = 0, class = status >= 100 && status < 600 ? status / 100 : 0, at = 0;

	while (which < TALLY_METHODS - 1 && strcmp(method, tally_methods[which]) != 0)
		which++;
	while (at < TALLY_BOUNDS && ns > bounds[at])
		at++;
	grow(&tally->requests[which][class][at], 1);
	grow(&tally->ns[which][class], (uint64_t)ns);
}

static void add_up(struct http_tally *one, struct http_tally *ret)
{
	for (int m = 0; m < TALLY_METHODS; m++)
		for (int c = 0; c < TALLY_CLASSES; c++) {
			for (int b = 0; b <= TALLY_BOUNDS; b++)
				grow(&ret->requests[m][c][b],
				     atomic_load_explicit(&one->requests[m][c][b],
							  memory_order_relaxed));
			grow(&ret->ns[m][c],
			     atomic_load_explicit(&one->ns[m][c], memory_order_relaxed));
		}
	ret->connections += atomic_load_explicit(&one->connections, memory_order_relaxed);
}

void http_server_tally(struct http_server *server, struct http_tally *ret)
{
	memset(ret, 0, sizeof(*ret));
	for (int i = 0; i < server->thread_count; i++)
		add_up(&server->threads[i].tally, ret);
}

/*
 * A bucket is one number: when it will be full again. Now or before: it is full. What is taken
 * moves that moment; a bucket whose moment is further away than all of it takes is empty.
 */
#include "api/limit.h"

#include <arpa/inet.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/id.h"

#define SLOTS 8192
#define NEIGHBOURS 8

struct bucket {
	_Atomic uint64_t key; /* 0 never used */
	_Atomic int64_t full; /* monotonic ns */
};

struct limits {
	uint64_t seed; /* nobody can choose a neighbour */
	struct bucket list[SLOTS + NEIGHBOURS];
};

struct limits *limits_new(void)
{
	struct limits *limits = calloc(1, sizeof(*limits));

	if (!limits)
		abort();
	id_random(&limits->seed, sizeof(limits->seed));
	return limits;
}

void limits_free(struct limits *limits)
{
	free(limits);
}

uint64_t limits_key(const struct limits *limits, char salt, const void *bytes, size_t len)
{
	const unsigned char *at = bytes;
	uint64_t hash = limits->seed ^ (unsigned char)salt;

	for (size_t i = 0; i < len; i++) {
		hash = (hash ^ at[i]) * 0x9e3779b97f4a7c15ull;
		hash ^= hash >> 29;
	}
	hash = (hash ^ (hash >> 32)) * 0xbf58476d1ce4e5b9ull;
	hash ^= hash >> 31;
	return hash ? hash : 1;
}

uint64_t limits_address(const struct limits *limits, char salt, const char *peer)
{
	struct in6_addr six;

	if (strchr(peer, ':') && inet_pton(AF_INET6, peer, &six) == 1)
		return limits_key(limits, salt, &six, 8);
	return limits_key(limits, salt, peer, strlen(peer));
}

/* The bucket of a key, or a full one that it may have. */
static struct bucket *find(struct limits *limits, uint64_t key, int64_t now)
{
	struct bucket *at = &limits->list[key % SLOTS], *free_one = NULL;

	for (int i = 0; i < NEIGHBOURS; i++, at++) {
		if (atomic_load_explicit(&at->key, memory_order_relaxed) == key)
			return at;
		if (!free_one && atomic_load_explicit(&at->full, memory_order_relaxed) <= now)
			free_one = at;
	}
	if (!free_one)
		return at - 1;
	atomic_store_explicit(&free_one->key, key, memory_order_relaxed);
	return free_one;
}

/* How long until a token is there, the bucket being full again at `full`. */
static int64_t missing(int64_t full, int64_t now, int64_t every, int64_t burst)
{
	int64_t over = full + every - now - every * burst;

	return over > 0 ? over : 0;
}

int64_t limits_take(struct limits *limits, uint64_t key, int64_t every, int64_t burst)
{
	int64_t now = clock_mono_ns(), full, wait;
	struct bucket *bucket = find(limits, key, now);

	full = atomic_load_explicit(&bucket->full, memory_order_relaxed);
	do {
		int64_t from = full > now ? full : now;

		wait = missing(from, now, every, burst);
		if (wait)
			return wait;
		if (atomic_compare_exchange_weak_explicit(&bucket->full, &full, from + every,
							  memory_order_relaxed,
							  memory_order_relaxed))
			return 0;
	} while (1);
}

int64_t limits_wait(struct limits *limits, uint64_t key, int64_t every, int64_t burst)
{
	int64_t now = clock_mono_ns(), full;

	full = atomic_load_explicit(&find(limits, key, now)->full, memory_order_relaxed);
	return missing(full > now ? full : now, now, every, burst);
}

int limits_is_local(const char *peer)
{
	return strncmp(peer, "127.", 4) == 0 || strcmp(peer, "::1") == 0 || !*peer;
}

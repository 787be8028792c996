/*
 * How often somebody may do something: token buckets in a fixed table, by key. A bucket that is
 * full says nothing, so it gives its place to whoever needs one; where eight neighbours are all
 * in use, the last is shared. No locks, any thread; a few nanoseconds a time.
 */
#ifndef API_LIMIT_H
#define API_LIMIT_H

#include <stddef.h>
#include <stdint.h>

struct limits;

struct limits *limits_new(void);
void limits_free(struct limits *limits);

/* The key of a bucket: `salt` keeps buckets of different kinds apart. Never 0. */
uint64_t limits_key(const struct limits *limits, char salt, const void *bytes, size_t len);

/* The same for an address as text; of IPv6 the first 64 bits, which is what one caller has. */
uint64_t limits_address(const struct limits *limits, char salt, const char *peer);

/*
 * Takes one token of a bucket that holds `burst` and gets a new one every `every_ns`. 0, or the
 * nanoseconds until there is one again; then nothing was taken.
 */
int64_t limits_take(struct limits *limits, uint64_t key, int64_t every_ns, int64_t burst);

/* The same without taking. */
int64_t limits_wait(struct limits *limits, uint64_t key, int64_t every_ns, int64_t burst);

/* Whether an address is this machine's own. */
int limits_is_local(const char *peer);

#endif

/*
 * The checksums of bytes that come in pieces: SHA-256 always, and the kind that was asked for,
 * told by its length: md5, sha1 or sha512. Belongs to one thread at a time.
 */
#ifndef API_DIGEST_H
#define API_DIGEST_H

#include <nettle/nettle-meta.h>
#include <nettle/sha2.h>

#include "base/error.h"

#define DIGEST_HEX_SIZE (SHA512_DIGEST_SIZE * 2 + 1)

struct digest {
	struct sha256_ctx sha256;
	const struct nettle_hash *other; /* NULL: SHA-256 is all that is wanted */
	void *context; /* other's */
	char wanted[DIGEST_HEX_SIZE]; /* hex; "" when any sum will do */
};

/* `wanted`: hex, or "sha256:HEX", or ""; what is none of the known kinds is refused. */
int digest_begin(struct digest *digest, const char *wanted, struct error *err);

void digest_add(struct digest *digest, const char *data, size_t len);

/* The SHA-256 to `ret`; -1 when the bytes are not those that were wanted. */
int digest_end(struct digest *digest, char ret[DIGEST_HEX_SIZE], struct error *err);

/* Also of one that is all zero. */
void digest_done(struct digest *digest);

#endif

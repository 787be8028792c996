/*
 * Secrets at rest: AES-256-GCM under a key that lives in a file of its own (mode 0600)
 * beside the database, so that a stolen database file alone gives nothing away.
 * Sealed text is "seal:1:" and base64 of nonce, tag and bytes. Immutable after
 * seal_open; any thread.
 */
#ifndef BASE_SEAL_H
#define BASE_SEAL_H

#include "base/buf.h"
#include "base/error.h"

struct seal;

/* Reads the key file, making it when it is missing. The caller frees it with seal_free. */
struct seal *seal_new(const char *path, struct error *err);
void seal_free(struct seal *seal);

/* Appends the sealed form of a text. */
int seal_close(const struct seal *seal, const char *text, struct buf *ret, struct error *err);

/* Appends the clear form; text that was never sealed passes through as it is. */
int seal_open(const struct seal *seal, const char *sealed, size_t len, struct buf *ret,
	      struct error *err);

#endif

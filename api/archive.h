/* A gzipped tar archive in memory, its entries owned by root. Any thread. */
#ifndef API_ARCHIVE_H
#define API_ARCHIVE_H

#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"

/* Appends one file. `path` has at most 99 bytes; -1 when it is longer. `mode` as in chmod. */
int archive_add(struct buf *tar, const char *path, unsigned mode, const void *data, size_t len,
		struct error *err);

/* Ends `tar` and appends it, gzipped, to `ret`. */
int archive_finish(struct buf *tar, struct buf *ret, struct error *err);

#endif

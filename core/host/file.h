/*
 * Files as handlers need them: whole, small, and replaced by rename. Everything here blocks
 * and is meant for a pool thread; no state, any thread.
 */
#ifndef HOST_FILE_H
#define HOST_FILE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/error.h"

/* Appends the whole file; larger than max is ERROR_INVALID. */
int file_read(const char *path, size_t max, struct buf *ret, struct error *err);

/* Writes beside, syncs, renames over. Who opens the path sees the old or the new, never a half. */
int file_write(const char *path, const void *bytes, size_t len, mode_t mode, struct error *err);

/* A file or an empty directory; one that is not there is fine. */
int file_remove(const char *path, struct error *err);

/* With its parents; one that is there is fine. */
int file_mkdir(const char *path, mode_t mode, struct error *err);

/* Appends a sorted JSON array of the names in a directory. */
int file_list(const char *path, struct buf *ret, struct error *err);

/* Bytes of the file system that holds path. */
int file_free(const char *path, int64_t *total, int64_t *available, struct error *err);

#endif

/*
 * Disk images: fetched, checked, unpacked and put in place by one rename, so that a path
 * that exists is a whole and verified image. A transfer that was cut off, a wrong checksum or
 * something that is no disk image leaves nothing behind. Only raw and qcow2 are kept;
 * a qcow2 that names another file (backing or data file) is refused, because it would make the
 * host read it. Loop thread only; hashing and writing happen on the pool.
 */
#ifndef HOST_IMAGE_H
#define HOST_IMAGE_H

#include "base/error.h"
#include "base/json.h"
#include "http/client.h"
#include "loop/loop.h"
#include "loop/pool.h"

struct image_job;

struct image_host {
	struct loop *loop;
	struct http_client *http;
	struct pool *pool;
};

enum image_format { IMAGE_UNKNOWN, IMAGE_RAW, IMAGE_QCOW2 };

struct image_info {
	enum image_format format;
	int64_t size; /* bytes of the file, or fetched (image_fetch) */
	int64_t virtual_size; /* bytes the guest sees */
	int64_t actual_size; /* bytes used on disk */
	char checksum[140]; /* "sha256:HEX" of the bytes as fetched; "" when not fetched */
};

const char *image_format_name(enum image_format format);

struct image_fetch {
	const char *url; /* http, https or file */
	const char *user, *password; /* basic auth for http, or NULL */
	const char *path; /* where it goes; its directory must exist */
	const char *checksum; /* hex of md5, sha1, sha256 or sha512 (told by length), or NULL;
				 "sha256:HEX" too */
	/* percent is -1 while the whole is not known. May be NULL. */
	void (*progress)(void *arg, int percent, const char *message);
};

/* A path that exists is left alone and described. done is called once, never from inside. */
struct image_job *image_fetch(const struct image_host *host, const struct image_fetch *fetch,
			      void (*done)(void *arg, int rc, const struct image_info *info,
					   const struct error *err),
			      void *arg);

/* A new qcow2 over `base`; `size` bytes, at least the base's (0: the base's). One that exists is
 * kept. */
struct image_job *image_overlay(const struct image_host *host, const char *base,
				enum image_format base_format, const char *path, int64_t size,
				void (*done)(void *arg, int rc, const struct image_info *info,
					     const struct error *err),
				void *arg);

struct image_job *image_inspect(const struct image_host *host, const char *path,
				void (*done)(void *arg, int rc, const struct image_info *info,
					     const struct error *err),
				void *arg);

/* done is not called; temporary files are removed. */
void image_cancel(struct image_job *job);

#endif

/*
 * What the files of the images share: image.c (jobs, overlays), image_fetch.c, image_format.c,
 * image_qcow2.c.
 * Nobody else includes this.
 */
#ifndef HOST_IMAGE_PARTS_H
#define HOST_IMAGE_PARTS_H

#include <limits.h>
#include <nettle/nettle-meta.h>
#include <sys/types.h>

#include "base/buf.h"
#include "host/exec.h"
#include "host/image.h"

struct image_temp {
	int fd; /* -1: none */
	char path[PATH_MAX];
};

struct image_job {
	struct image_host host;
	char *url, *path, *base;
	char *user, *password; /* or NULL */
	enum image_format base_format;
	int64_t want_size;
	char wanted[129]; /* lower-case hex; "" for none */
	const struct nettle_hash *digest;
	void *hash; /* the digest's context; pool only, until verified */
	struct image_temp down, unpacked;
	struct http_call *http;
	struct exec *exec;
	struct timer *later;
	struct buf piece;
	int64_t got, told;
	const char *unpacker;
	int is_lost; /* the transfer failed; `lost` says why. Loop writes, before the last step */
	struct error lost;
	int exists; /* prepare found the target */
	int busy; /* pieces of work on the pool */
	int cancelled; /* atomic: a long copy looks at it */
	int failed; /* on the pool; err is set then */
	size_t queued; /* bytes on their way through the pool */
	int pausing; /* the transfer takes a break until they are fewer */
	struct image_info info;
	struct error err;
	void (*next)(struct image_job *job);
	void (*progress)(void *arg, int percent, const char *message);
	void (*done)(void *arg, int rc, const struct image_info *info, const struct error *err);
	void *arg;
};

/*
 * Describes an open image file by its own header. `fetched`: it came from outside, so it must
 * look like a disk and may name no other file. Any thread; blocks.
 */
int image_look(int fd, int fetched, struct image_info *ret, struct error *err);

/*
 * Makes an empty file a qcow2 of `size` bytes over `base`, whose path and format stand in it from
 * then on. Any thread; blocks; not synced.
 */
int image_write_overlay(int fd, const char *base, enum image_format format, int64_t size,
			struct error *err);

/* The program that unpacks what begins like this, or NULL when it is not packed. */
const char *image_unpacker(int fd);

struct image_job *image_job_new(const struct image_host *host, const char *path,
				void (*done)(void *arg, int rc, const struct image_info *info,
					     const struct error *err),
				void *arg);
void image_job_free(struct image_job *job);

/* Runs a step on the pool, after everything queued for this job; then next, or the end. */
void image_step(struct image_job *job, void (*work)(void *arg),
		void (*next)(struct image_job *job));

/* Frees the job and calls done. */
void image_end(struct image_job *job, int rc);
void image_succeed(struct image_job *job);

/* The rest is for steps, on the pool; each writes job->err and returns -1. */

/* An absolute path's directory and name. */
int image_split(const char *path, char directory[PATH_MAX], const char **name, struct error *err);

/* A locked file beside the target. */
int image_temp_open(struct image_job *job, struct image_temp *temp);

/* Looks at the target: sets job->exists, and job->info when it is there. */
int image_look_existing(struct image_job *job);

/* The file gets the target's name, at once and to stay. */
int image_put(struct image_job *job, struct image_temp *temp, mode_t mode);

#endif

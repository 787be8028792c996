/*
 * Jobs: steps on the pool, keyed by the target so that they run in order, and child processes
 * between them. Temporary files are ".NAME.XXXXXX.part" beside the target and locked while
 * they are used, so that a later job can tell and remove what a crash left.
 */
#include "host/image.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/buf.h"
#include "base/clock.h"
#include "host/exec.h"
#include "host/image_parts.h"

static void temp_drop(struct image_temp *temp)
{
	if (temp->fd < 0)
		return;
	if (temp->path[0])
		unlink(temp->path);
	close(temp->fd);
	temp->fd = -1;
}

void image_job_free(struct image_job *job)
{
	temp_drop(&job->down);
	temp_drop(&job->unpacked);
	free(job->hash);
	buf_done(&job->piece);
	free(job->url);
	free(job->user);
	if (job->password)
		explicit_bzero(job->password, strlen(job->password));
	free(job->password);
	free(job->path);
	free(job->base);
	free(job);
}

void image_end(struct image_job *job, int rc)
{
	void (*done)(void *, int, const struct image_info *, const struct error *) = job->done;
	struct image_info info = job->info;
	struct error err = job->err;
	void *arg = job->arg;

	image_job_free(job);
	done(arg, rc, rc < 0 ? NULL : &info, &err);
}

static void step_done(void *arg)
{
	struct image_job *job = arg;

	job->busy--;
	if (job->cancelled) {
		if (!job->busy)
			image_job_free(job);
		return;
	}
	if (job->failed)
		image_end(job, -1);
	else
		job->next(job);
}

void image_step(struct image_job *job, void (*work)(void *arg), void (*next)(struct image_job *))
{
	job->busy++;
	job->next = next;
	pool_run(job->host.pool, job->path, work, step_done, job);
}

void image_succeed(struct image_job *job)
{
	image_end(job, 0);
}

/* --- opening and placing --- */

int image_split(const char *path, char directory[PATH_MAX], const char **name, struct error *err)
{
	const char *slash = strrchr(path, '/');

	if (!slash || !slash[1] || strlen(path) > PATH_MAX - 32)
		return error_field(err, ERROR_INVALID, NULL, "path", "'%.100s' is no absolute path",
				   path);
	snprintf(directory, PATH_MAX, "%.*s", (int)(slash == path ? 1 : slash - path), path);
	*name = slash + 1;
	return 0;
}

int image_temp_open(struct image_job *job, struct image_temp *temp)
{
	char directory[PATH_MAX];
	const char *name;

	if (image_split(job->path, directory, &name, &job->err) < 0)
		return -1;
	if (snprintf(temp->path, sizeof(temp->path), "%s/.%s.XXXXXX.part", directory, name) >=
	    (int)sizeof(temp->path))
		return error_set(&job->err, ERROR_INVALID, "the image's path is too long");
	temp->fd = mkostemps(temp->path, 5, O_CLOEXEC);
	if (temp->fd < 0)
		return error_errno(&job->err, "make a file in '%s'", directory);
	flock(temp->fd, LOCK_EX | LOCK_NB);
	return 0;
}

/* The target, when it is there already. */
int image_look_existing(struct image_job *job)
{
	AUTO(close) int fd = open(job->path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 && errno == ENOENT)
		return 0;
	if (fd < 0)
		return error_errno(&job->err, "open '%s'", job->path);
	job->exists = 1;
	return image_look(fd, 0, &job->info, &job->err);
}

/* The whole thing becomes visible at once, and stays after a power cut. */
int image_put(struct image_job *job, struct image_temp *temp, mode_t mode)
{
	char directory[PATH_MAX];
	const char *name;
	int fd;

	if (image_split(job->path, directory, &name, &job->err) < 0)
		return -1;
	if (fchmod(temp->fd, mode) < 0 || fsync(temp->fd) < 0 || rename(temp->path, job->path) < 0)
		return error_errno(&job->err, "place '%s'", job->path);
	temp->path[0] = '\0';
	fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	return 0;
}

/* --- overlay --- */

static int overlay_write(struct image_job *job)
{
	if (image_write_overlay(job->down.fd, job->base, job->base_format, job->want_size,
				&job->err) < 0 ||
	    image_look(job->down.fd, 0, &job->info, &job->err) < 0)
		return -1;
	return image_put(job, &job->down, 0600);
}

static void overlay_work(void *arg)
{
	struct image_job *job = arg;
	struct image_info base;
	char *real;
	int fd;

	if (image_look_existing(job) < 0 || job->exists) {
		job->failed = !job->exists || job->err.code != ERROR_NONE;
		return;
	}
	job->failed = 1;
	real = realpath(job->base, NULL);
	fd = real ? open(real, O_RDONLY | O_CLOEXEC) : -1;
	if (fd < 0) {
		error_errno(&job->err, "open the base image '%s'", job->base);
		free(real);
		return;
	}
	free(job->base);
	job->base = real;
	if (image_look(fd, 0, &base, &job->err) == 0) {
		/* A guest that writes a raw base could forge a header: who knows the format says
		 * it. */
		if (job->base_format == IMAGE_UNKNOWN)
			job->base_format = base.format;
		if (job->base_format == IMAGE_RAW)
			base.virtual_size = base.size;
		if (job->want_size < base.virtual_size)
			job->want_size = base.virtual_size;
		job->failed = image_temp_open(job, &job->down) < 0 || overlay_write(job) < 0;
	}
	close(fd);
}

/* --- inspect --- */

static void inspect_work(void *arg)
{
	struct image_job *job = arg;

	if (image_look_existing(job) < 0) {
		job->failed = 1;
	} else if (!job->exists) {
		error_set(&job->err, ERROR_NOT_FOUND, "there is no image '%s'", job->path);
		job->failed = 1;
	}
}

/* --- starting and taking back --- */

struct image_job *image_job_new(const struct image_host *host, const char *path,
				void (*done)(void *arg, int rc, const struct image_info *info,
					     const struct error *err),
				void *arg)
{
	struct image_job *job = calloc(1, sizeof(*job));

	if (!job || !(job->path = strdup(path)))
		abort();
	job->host = *host;
	job->down.fd = job->unpacked.fd = -1;
	job->done = done;
	job->arg = arg;
	return job;
}

struct image_job *image_overlay(const struct image_host *host, const char *base,
				enum image_format base_format, const char *path, int64_t size,
				void (*done)(void *arg, int rc, const struct image_info *info,
					     const struct error *err),
				void *arg)
{
	struct image_job *job = image_job_new(host, path, done, arg);

	job->base = strdup(base);
	if (!job->base)
		abort();
	job->base_format = base_format;
	job->want_size = size;
	image_step(job, overlay_work, image_succeed);
	return job;
}

struct image_job *image_inspect(const struct image_host *host, const char *path,
				void (*done)(void *arg, int rc, const struct image_info *info,
					     const struct error *err),
				void *arg)
{
	struct image_job *job = image_job_new(host, path, done, arg);

	image_step(job, inspect_work, image_succeed);
	return job;
}

void image_cancel(struct image_job *job)
{
	if (!job)
		return;
	timer_cancel(job->later);
	if (job->http)
		http_call_cancel(job->http);
	exec_cancel(job->exec);
	job->http = NULL;
	job->exec = NULL;
	__atomic_store_n(&job->cancelled, 1, __ATOMIC_RELAXED);
	if (!job->busy)
		image_job_free(job);
}

/*
 * A fetch goes prepare, transfer, verify, unpack, place. The transfer is on the loop and hands
 * pieces to the pool, which hashes and writes them in the order in which they came. A network
 * faster than the disk takes a break once 16 MiB are queued.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/clock.h"
#include "host/image_parts.h"

#define PIECE (1024 * 1024)
#define MAX_QUEUED ((size_t)16 * 1024 * 1024)
#define TRANSFER_IDLE 60000
#define UNPACK_TIMEOUT 3600000

struct piece {
	struct image_job *job;
	size_t len;
	char bytes[];
};

/* What a crash left for this target: parts that nobody holds locked. */
static void sweep(const char *directory, const char *name)
{
	DIR *dir = opendir(directory);
	size_t len = strlen(name);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		const char *at = entry->d_name;
		size_t all = strlen(at);
		int fd;

		if (all != len + 13 || at[0] != '.' || strncmp(at + 1, name, len) != 0 ||
		    at[len + 1] != '.' || strcmp(at + all - 5, ".part") != 0)
			continue;
		fd = openat(dirfd(dir), at, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
		if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
			unlinkat(dirfd(dir), at, 0);
		if (fd >= 0)
			close(fd);
	}
	if (dir)
		closedir(dir);
}

static void prepare_work(void *arg)
{
	struct image_job *job = arg;
	char directory[PATH_MAX];
	const char *name;

	if (image_look_existing(job) < 0 || job->exists) {
		job->failed = !job->exists || job->err.code != ERROR_NONE;
		return;
	}
	if (image_split(job->path, directory, &name, &job->err) < 0) {
		job->failed = 1;
		return;
	}
	sweep(directory, name);
	job->failed = image_temp_open(job, &job->down) < 0;
}

/* Writes and hashes. On the pool, in order. */
static void take_bytes(struct image_job *job, const char *bytes, size_t len)
{
	size_t left = len;

	while (left && !job->failed) {
		ssize_t n = write(job->down.fd, bytes + (len - left), left);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			error_errno(&job->err, "write the image to '%s'", job->path);
			__atomic_store_n(&job->failed, 1, __ATOMIC_RELEASE);
			return;
		}
		left -= (size_t)n;
	}
	job->digest->update(job->hash, len, (const uint8_t *)bytes);
}

static void piece_work(void *arg)
{
	struct piece *piece = arg;
	struct image_job *job = piece->job;

	if (!__atomic_load_n(&job->cancelled, __ATOMIC_RELAXED))
		take_bytes(job, piece->bytes, piece->len);
}

static void piece_done(void *arg)
{
	struct piece *piece = arg;
	struct image_job *job = piece->job;

	job->queued -= piece->len;
	free(piece);
	job->busy--;
	if (job->cancelled && !job->busy) {
		image_job_free(job);
	} else if (!job->cancelled && job->pausing && job->queued < MAX_QUEUED / 2) {
		job->pausing = 0;
		http_call_continue(job->http);
	}
}

static void queue_piece(struct image_job *job)
{
	size_t len = job->piece.len;
	struct piece *piece;

	if (!len)
		return;
	piece = malloc(sizeof(*piece) + len);
	if (!piece)
		abort();
	piece->job = job;
	piece->len = len;
	memcpy(piece->bytes, job->piece.data, len);
	buf_clear(&job->piece);
	job->queued += len;
	job->busy++;
	pool_run(job->host.pool, job->path, piece_work, piece_done, piece);
}

static void tell(struct image_job *job)
{
	int64_t all = job->http ? http_call_expected(job->http) : -1;
	char message[64];

	if (all > 0 && job->got <= all) {
		snprintf(message, sizeof(message), "Downloading %.1f of %.1f MB",
			 (double)job->got / 1e6, (double)all / 1e6);
		job->progress(job->arg, (int)((double)job->got * 100 / (double)all), message);
	} else {
		snprintf(message, sizeof(message), "Downloading %.1f MB", (double)job->got / 1e6);
		job->progress(job->arg, -1, message);
	}
}

static int on_data(void *arg, const char *data, size_t len)
{
	struct image_job *job = arg;
	int64_t now = clock_mono();

	if (__atomic_load_n(&job->failed, __ATOMIC_ACQUIRE))
		return -1;
	buf_add(&job->piece, data, len);
	job->got += (int64_t)len;
	if (job->piece.len >= PIECE)
		queue_piece(job);
	if (job->progress && now - job->told >= 200) {
		job->told = now;
		tell(job);
	}
	job->pausing = job->queued > MAX_QUEUED;
	return job->pausing;
}

static void verify_work(void *arg);
static void unpack(struct image_job *job);

static void on_fetched(void *arg, int rc, const struct http_answer *answer, const struct error *err)
{
	struct image_job *job = arg;

	job->http = NULL;
	job->pausing = 0;
	/* The pool's own failure, a full disk say, is told before the transfer that it ended. */
	if (rc < 0 && !__atomic_load_n(&job->failed, __ATOMIC_ACQUIRE)) {
		job->lost = *err;
		error_wrap(&job->lost, "fetch of the image");
		job->is_lost = 1;
	} else if (rc == 0 && answer->status / 100 != 2) {
		error_field(&job->lost,
			    answer->status == 404 || answer->status == 410   ? ERROR_NOT_FOUND
			    : answer->status == 401 || answer->status == 403 ? ERROR_DENIED
			    : answer->status == 429 || answer->status >= 500 ? ERROR_UNAVAILABLE
									     : ERROR_INVALID,
			    NULL, "url", "fetch of the image: the server answered %d",
			    answer->status);
		job->is_lost = 1;
	}
	queue_piece(job);
	image_step(job, verify_work, unpack);
}

/* file:// and nothing else; the path as it is, with %XX decoded. */
static void copy_work(void *arg)
{
	struct image_job *job = arg;
	AUTO(free) char *path = strdup(job->url + strlen("file://"));
	AUTO(free) char *bytes = malloc(PIECE);
	AUTO(close) int fd = -1;
	struct stat st;
	char *to = path;
	ssize_t n = 0;

	if (!path || !bytes)
		abort();
	for (const char *at = path; *at; to++) {
		char hex[3] = {at[0] == '%' ? at[1] : 0, at[0] == '%' && at[1] ? at[2] : 0, 0};

		if (isxdigit((unsigned char)hex[0]) && isxdigit((unsigned char)hex[1])) {
			*to = (char)strtol(hex, NULL, 16);
			at += 3;
		} else {
			*to = *at++;
		}
	}
	*to = '\0';
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 || fstat(fd, &st) < 0) {
		error_errno(&job->err, "open '%.200s'", path);
		job->failed = 1;
		return;
	}
	if (!S_ISREG(st.st_mode)) {
		error_field(&job->err, ERROR_INVALID, NULL, "url", "'%.200s' is no file", path);
		job->failed = 1;
		return;
	}
	while (!job->failed && !__atomic_load_n(&job->cancelled, __ATOMIC_RELAXED) &&
	       (n = read(fd, bytes, PIECE)) > 0)
		take_bytes(job, bytes, (size_t)n);
	if (n < 0) {
		error_errno(&job->err, "read '%.200s'", path);
		job->failed = 1;
	}
}

static void verify(struct image_job *job)
{
	image_step(job, verify_work, unpack);
}

static void transfer(struct image_job *job)
{
	struct http_call_options options;

	if (job->exists) {
		image_end(job, 0);
		return;
	}
	if (strncmp(job->url, "file://", 7) == 0) {
		image_step(job, copy_work, verify);
		return;
	}
	memset(&options, 0, sizeof(options));
	options.method = "GET";
	options.url = job->url;
	options.user = job->user;
	options.password = job->password;
	options.idle_timeout = TRANSFER_IDLE;
	options.max_body = SIZE_MAX / 2;
	options.on_data = on_data;
	options.on_data_arg = job;
	job->http = http_call(job->host.http, &options, on_fetched, job);
}

static void verify_work(void *arg)
{
	struct image_job *job = arg;
	unsigned char sum[SHA512_DIGEST_SIZE];
	char hex[SHA512_DIGEST_SIZE * 2 + 1];

	if (job->failed)
		return;
	if (job->is_lost) {
		job->err = job->lost;
		job->failed = 1;
		return;
	}
	job->digest->digest(job->hash, job->digest->digest_size, sum);
	for (unsigned i = 0; i < job->digest->digest_size; i++)
		snprintf(hex + 2 * i, 3, "%02x", sum[i]);
	if (job->wanted[0] && strcmp(hex, job->wanted) != 0) {
		error_field(&job->err, ERROR_INVALID, NULL, "checksum",
			    "the image's checksum is wrong: its %s is %.64s, wanted %.64s",
			    job->digest->name, hex, job->wanted);
		job->failed = 1;
		return;
	}
	snprintf(job->info.checksum, sizeof(job->info.checksum), "%s:%s", job->digest->name, hex);
	job->got = lseek(job->down.fd, 0, SEEK_END);
	job->unpacker = image_unpacker(job->down.fd);
	if (job->unpacker && image_temp_open(job, &job->unpacked) < 0)
		job->failed = 1;
}

static void place_work(void *arg)
{
	struct image_job *job = arg;
	struct image_temp *temp = job->unpacker ? &job->unpacked : &job->down;
	struct image_info info;

	if (image_look(temp->fd, 1, &info, &job->err) < 0 || image_put(job, temp, 0644) < 0) {
		job->failed = 1;
		return;
	}
	info.size = job->got;
	memcpy(info.checksum, job->info.checksum, sizeof(info.checksum));
	job->info = info;
}

static void on_unpacked(void *arg, int rc, const struct exec_result *result,
			const struct error *err)
{
	struct image_job *job = arg;

	job->exec = NULL;
	if (rc < 0)
		job->err = *err;
	else if (result->code != 0)
		error_field(&job->err, ERROR_INVALID, NULL, "image",
			    "%s cannot unpack the image: %.*s", job->unpacker,
			    (int)strcspn(result->errors.at, "\n"), result->errors.at);
	if (rc < 0 || result->code != 0)
		image_end(job, -1);
	else
		image_step(job, place_work, image_succeed);
}

static void unpack(struct image_job *job)
{
	const char *argv[] = {job->unpacker, "-dc", NULL};
	struct exec_options options;

	if (!job->unpacker) {
		image_step(job, place_work, image_succeed);
		return;
	}
	if (job->progress)
		job->progress(job->arg, -1, "Unpacking");
	memset(&options, 0, sizeof(options));
	options.argv = argv;
	options.stdin_fd = job->down.fd;
	options.stdout_fd = job->unpacked.fd;
	options.timeout = UNPACK_TIMEOUT;
	lseek(job->down.fd, 0, SEEK_SET);
	job->exec = exec_start(job->host.loop, &options, on_unpacked, job, &job->err);
	if (!job->exec)
		image_end(job, -1);
}

static void on_refused(void *arg)
{
	image_end(arg, -1);
}

static int choose_digest(struct image_job *job, const char *checksum)
{
	const char *hex = checksum ? strrchr(checksum, ':') : NULL;
	size_t len;

	hex = hex ? hex + 1 : checksum ? checksum : "";
	len = strlen(hex);
	job->digest = len == 32    ? &nettle_md5
		      : len == 40  ? &nettle_sha1
		      : len == 64  ? &nettle_sha256
		      : len == 128 ? &nettle_sha512
		      : len == 0   ? &nettle_sha256
				   : NULL;
	if (!job->digest || strspn(hex, "0123456789abcdefABCDEF") != len)
		return error_field(&job->err, ERROR_INVALID, NULL, "checksum",
				   "the checksum is no md5, sha1, sha256 or sha512 in hex");
	for (size_t i = 0; i <= len; i++)
		job->wanted[i] = (char)tolower((unsigned char)hex[i]);
	job->hash = malloc(job->digest->context_size);
	if (!job->hash)
		abort();
	job->digest->init(job->hash);
	return 0;
}

struct image_job *image_fetch(const struct image_host *host, const struct image_fetch *fetch,
			      void (*done)(void *arg, int rc, const struct image_info *info,
					   const struct error *err),
			      void *arg)
{
	struct image_job *job = image_job_new(host, fetch->path, done, arg);
	int rc = choose_digest(job, fetch->checksum);

	job->progress = fetch->progress;
	job->url = strdup(fetch->url);
	job->user = fetch->user ? strdup(fetch->user) : NULL;
	job->password = fetch->password ? strdup(fetch->password) : NULL;
	if (!job->url)
		abort();
	if (rc == 0 && strncmp(job->url, "http://", 7) != 0 &&
	    strncmp(job->url, "https://", 8) != 0 && strncmp(job->url, "file:///", 8) != 0)
		rc = error_field(&job->err, ERROR_INVALID, NULL, "url",
				 "'%.100s' is no http, https or file address", job->url);
	if (rc < 0)
		job->later = loop_after(host->loop, 0, on_refused, job);
	else
		image_step(job, prepare_work, transfer);
	return job;
}

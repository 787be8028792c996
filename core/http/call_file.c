/*
 * file:// for the HTTP client: regular files only, read piece by piece on libuv's file threads,
 * so that neither a large image nor a slow disk holds up the loop.
 */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "http/call.h"

#define PIECE (256 * 1024)

/* Outlives its call while a read is under way. */
struct call_file {
	struct http_call *call; /* NULL once the call is gone */
	uv_loop_t *uv;
	uv_fs_t read;
	uv_buf_t piece;
	int64_t offset;
	int fd;
	int is_reading;
	char bytes[PIECE];
};

static void destroy(struct call_file *file)
{
	close(file->fd);
	free(file);
}

static void read_on(struct call_file *file);

static void on_read(uv_fs_t *request)
{
	struct call_file *file = request->data;
	struct http_call *call = file->call;
	struct http_client *client;
	ssize_t got = request->result;

	uv_fs_req_cleanup(request);
	file->is_reading = 0;
	if (!call) {
		destroy(file);
		return;
	}
	client = call->client;
	client_enter(client);
	if (got < 0) {
		call_fail(call, ERROR_UNAVAILABLE, "%s", uv_strerror((int)got));
	} else if (got == 0) {
		call->is_complete = 1;
		client_touch(client);
	} else {
		file->offset += got;
		call->last_byte = (int64_t)uv_now(file->uv);
		if (call_take(call, file->bytes, (size_t)got, 1) == 0 && !call->is_paused)
			read_on(file);
	}
	/* May free the call, and the file with it. */
	client_leave(client);
}

static void read_on(struct call_file *file)
{
	int rc;

	if (file->is_reading)
		return;
	file->piece = uv_buf_init(file->bytes, PIECE);
	rc = uv_fs_read(file->uv, &file->read, file->fd, &file->piece, 1, file->offset, on_read);
	if (rc < 0)
		call_fail(file->call, ERROR_INTERNAL, "%s", uv_strerror(rc));
	else
		file->is_reading = 1;
}

/* The path of file:///a%20b or file://localhost/a, decoded; NULL when it is none. */
static char *path_of(const char *url)
{
	CURLU *parts = curl_url();
	char *path = NULL, *ret = NULL;

	if (parts && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
	    curl_url_get(parts, CURLUPART_PATH, &path, CURLU_URLDECODE) == CURLUE_OK)
		ret = strdup(path);
	curl_free(path);
	curl_url_cleanup(parts);
	return ret;
}

int call_file_start(struct http_call *call, struct loop *loop)
{
	char *path = path_of(call->url);
	struct call_file *file;
	struct stat st;
	int fd, why;

	if (!path)
		return call_fail(call, ERROR_INVALID, "not a file:// address");
	/* Non-blocking: opening a pipe must not wait for its other end. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	why = errno;
	free(path);
	if (fd < 0)
		return call_fail(call,
				 why == ENOENT || why == ENOTDIR ? ERROR_NOT_FOUND : ERROR_DENIED,
				 "%s", strerror(why));
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return call_fail(call, ERROR_INVALID, "not a regular file");
	}
	file = malloc(sizeof(*file));
	if (!file)
		abort();
	memset(file, 0, offsetof(struct call_file, bytes));
	file->call = call;
	file->uv = loop_uv(loop);
	file->fd = fd;
	file->read.data = file;
	call->file = file;
	read_on(file);
	return 0;
}

void call_file_continue(struct http_call *call)
{
	read_on(call->file);
}

void call_file_free(struct call_file *file)
{
	if (!file)
		return;
	file->call = NULL;
	if (file->is_reading)
		uv_cancel((uv_req_t *)&file->read);
	else
		destroy(file);
}

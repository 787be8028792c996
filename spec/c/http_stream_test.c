/* Bodies taken in pieces, refused before or while they come, cut off; answers that are files. */
#include "http/server.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "http_help.h"

#define MAX_BODY 1024
#define LARGE 300000 /* beyond MAX_BODY, and more than one piece */

struct taken {
	size_t bytes, pieces;
};

static atomic_int begun, ended, handled, stream_count;
static struct http_stream *_Atomic streams[2];
static int closed;

static void on_closed(void *arg)
{
	(void)arg;
	closed++;
}

static int wants_body(void *self, struct http_request *request)
{
	struct buf none = {0};

	(void)self;
	if (strcmp(request->path, "/refused") == 0) {
		http_reply(request, 409, "text/plain", &none);
		return 0;
	}
	if (strncmp(request->path, "/take", 5) != 0)
		return 0;
	CHECK(request->body.len == 0);
	request->stream = calloc(1, sizeof(struct taken));
	begun++;
	return 1;
}

static int body(void *self, struct http_request *request, const char *data, size_t len)
{
	struct taken *taken = request->stream;

	(void)self;
	for (size_t i = 0; i < len; i++)
		CHECK(data[i] == (char)('a' + (taken->bytes + i) % 26));
	taken->bytes += len;
	taken->pieces++;
	return strcmp(request->path, "/take/full") == 0 && taken->bytes > 1000 ? 503 : 0;
}

static void handle(void *self, struct http_request *request)
{
	struct taken *taken = request->stream;
	struct buf text = {0};
	int fd;

	(void)self;
	handled++;
	if (strcmp(request->path, "/endless") == 0) {
		streams[stream_count++ % 2] =
			http_reply_stream(request, 201, "text/plain", on_closed, NULL);
		return;
	}
	if (strcmp(request->path, "/file") == 0) {
		char name[] = "/tmp/http-stream-XXXXXX";

		fd = mkostemp(name, O_CLOEXEC);
		unlink(name);
		CHECK(write(fd, "whole file", 10) == 10);
		http_reply_file(request, 200, "application/octet-stream", fd, 10);
		return;
	}
	buf_addf(&text, "took %zu, body %zu", taken ? taken->bytes : 0, request->body.len);
	http_reply(request, 200, "text/plain", &text);
}

static void end(void *self, struct http_request *request)
{
	(void)self;
	if (request->stream)
		ended++;
	free(request->stream);
}

/* `path` with a body of `len` letters, in chunks when `chunked`. */
static void put(int fd, const char *path, size_t len, int chunked)
{
	struct buf bytes = {0};

	buf_addf(&bytes, "PUT %s HTTP/1.1\r\nHost: t\r\n", path);
	if (chunked)
		buf_addf(&bytes, "Transfer-Encoding: chunked\r\n\r\n%zx\r\n", len);
	else
		buf_addf(&bytes, "Content-Length: %zu\r\n\r\n", len);
	for (size_t i = 0; i < len; i++)
		buf_addc(&bytes, (char)('a' + i % 26));
	if (chunked)
		buf_adds(&bytes, "\r\n0\r\n\r\n");
	raw_send(fd, bytes.data, bytes.len);
	buf_done(&bytes);
}

static void expect(struct loop *loop, int fd, const char *want)
{
	struct buf got = {0};

	if (!raw_read(loop, fd, &got, want, 1))
		printf("no \"%s\" in: %s\n", want, got.data ? got.data : "");
	CHECK(got.data && strstr(got.data, want));
	buf_done(&got);
}

static void test_taken(struct loop *loop, int port)
{
	int fd = raw_connect(port);
	struct buf text = {0};

	buf_addf(&text, "took %d, body 0", LARGE);
	put(fd, "/take", LARGE, 0);
	expect(loop, fd, text.data);
	/* The connection goes on: by chunks, then one that is not streamed. */
	put(fd, "/take", LARGE, 1);
	expect(loop, fd, text.data);
	put(fd, "/plain", 100, 0);
	expect(loop, fd, "took 0, body 100");
	raw_text(fd, "GET /file HTTP/1.1\r\nHost: t\r\n\r\n");
	expect(loop, fd, "\r\n\r\nwhole file");
	close(fd);
	fd = raw_connect(port);
	put(fd, "/plain", LARGE, 0);
	expect(loop, fd, " 413 ");
	close(fd);
	buf_done(&text);
}

static void test_refused(struct loop *loop, int port)
{
	int before = handled, fd = raw_connect(port);

	raw_text(fd, "PUT /refused HTTP/1.1\r\nHost: t\r\nContent-Length: 100000\r\n"
		     "Expect: 100-continue\r\n\r\n");
	expect(loop, fd, " 409 ");
	close(fd);
	fd = raw_connect(port);
	put(fd, "/take/full", 5000, 0);
	expect(loop, fd, " 503 ");
	close(fd);
	CHECK_INT(handled, before);
}

/* The caller hangs up in the middle: `end` comes, `handle` never. */
static void test_cut(struct loop *loop, int port)
{
	int before = handled, begun_before = begun, fd = raw_connect(port);

	raw_text(fd, "PUT /take HTTP/1.1\r\nHost: t\r\nContent-Length: 100000\r\n\r\nabcdef");
	for (int i = 0; i < 5000 && begun == begun_before; i++) {
		loop_once(loop, 0);
		usleep(1000);
	}
	close(fd);
	for (int i = 0; i < 5000 && ended != begun; i++) {
		loop_once(loop, 0);
		usleep(1000);
	}
	CHECK_INT(begun, begun_before + 1);
	CHECK_INT(ended, begun);
	CHECK_INT(handled, before);
}

static void wait_for_streams(struct loop *loop, int count)
{
	for (int i = 0; i < 5000 && stream_count < count; i++) {
		loop_once(loop, 0);
		usleep(1000);
	}
	CHECK_INT(stream_count, count);
}

/* A body that does not end: sent as it is written, ended from either side. */
static void test_endless(struct loop *loop, int port)
{
	struct buf got = {0};
	int one = raw_connect(port), two = raw_connect(port);

	raw_text(one, "GET /endless HTTP/1.1\r\nHost: t\r\n\r\n");
	wait_for_streams(loop, 1);
	raw_text(two, "GET /endless HTTP/1.0\r\nHost: t\r\n\r\n");
	wait_for_streams(loop, 2);
	for (int i = 0; i < 3; i++) {
		char text[16];

		snprintf(text, sizeof(text), "part %d\n\n", i);
		http_stream_write(streams[0], text, strlen(text));
		http_stream_write(streams[1], text, strlen(text));
		CHECK(raw_read(loop, one, &got, text, 1));
		CHECK(raw_read(loop, two, &got, text, 1));
	}
	CHECK_INT(http_stream_queued(streams[0]), 0);
	/* More than one block at once. */
	for (int i = 0; i < 10000; i++)
		http_stream_write(streams[0], "0123456789", 10);
	http_stream_write(streams[0], "the end", 7);
	CHECK(raw_read(loop, one, &got, "the end", 1));
	/* We end one; the caller the other. Only that one is told. */
	http_stream_close(streams[0]);
	CHECK(raw_read(loop, one, &got, NULL, 1));
	CHECK_INT(closed, 0);
	close(one);
	close(two);
	for (int i = 0; i < 3000 && !closed; i++) {
		http_stream_write(streams[1], "x", 1);
		loop_once(loop, 0);
		usleep(1000);
	}
	CHECK_INT(closed, 1);
	/* One is open when the server ends. */
	one = raw_connect(port);
	raw_text(one, "GET /endless HTTP/1.1\r\nHost: t\r\n\r\n");
	wait_for_streams(loop, 3);
	buf_done(&got);
}

int main(void)
{
	struct http_options options = {.listen = "127.0.0.1:0", .threads = 1, .max_body = MAX_BODY};
	struct http_handler handler = {
		.handle = handle, .end = end, .wants_body = wants_body, .body = body};
	struct http_server *server;
	struct loop *loop;
	struct error err;
	int port;

	loop = loop_new(&err);
	server = http_server_new(loop, &options, &handler, &err);
	if (!server) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	port = http_server_port(server);
	test_taken(loop, port);
	test_refused(loop, port);
	test_cut(loop, port);
	test_endless(loop, port);
	http_server_free(server);
	for (int i = 0; i < 20; i++)
		loop_once(loop, 1);
	loop_free(loop);
	CHECK_INT(ended, begun);
	CHECK_INT(closed, 2);
	return check_end();
}

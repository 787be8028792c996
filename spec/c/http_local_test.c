/* Requests of the program to its own server. */
#include <string.h>

#include "base/clock.h"
#include "http/local.h"
#include "check.h"

struct got {
	int calls, rc, status;
	struct buf body;
	struct error err;
};

static int seen_local;

static void handle(void *self, struct http_request *request)
{
	struct buf body = {0};

	(void)self;
	seen_local = request->is_local;
	if (strcmp(request->path, "/big") == 0) {
		for (int i = 0; i < 300000; i++)
			buf_adds(&body, "0123456789");
	} else {
		const char *who = http_header(request, "X-Who");

		buf_addf(&body, "%s %s?%s %s ", request->method, request->path, request->query,
			 who ? who : "-");
		buf_add(&body, request->body.at, request->body.len);
	}
	http_reply(request, strcmp(request->path, "/missing") == 0 ? 404 : 200, "text/plain",
		   &body);
}

static void on_answer(void *arg, int rc, int status, struct span body, const struct error *err)
{
	struct got *got = arg;

	got->calls++;
	got->rc = rc;
	got->status = status;
	buf_clear(&got->body);
	buf_add(&got->body, body.at, body.len);
	if (err)
		got->err = *err;
}

static void wait_for(struct loop *loop, struct got *got)
{
	int64_t until = clock_mono() + 30000;

	while (!got->calls && clock_mono() < until)
		loop_once(loop, 10);
}

static void test_requests(struct loop *loop, struct http_server *server)
{
	static const char *const headers[] = {"X-Who: me", NULL};
	static const char *const bad[] = {"X-Who: me\r\nX-More: smuggled", NULL};
	struct got got = {0};

	http_local_start(server, "POST", "/a/b?c=d", headers, span_of("{\"x\":1}"), on_answer,
			 &got);
	CHECK(got.calls == 0);
	wait_for(loop, &got);
	CHECK(got.calls == 1 && got.rc == 0 && got.status == 200 && seen_local);
	CHECK(got.body.data && strcmp(got.body.data, "POST /a/b?c=d me {\"x\":1}") == 0);

	got.calls = 0;
	http_local_start(server, "GET", "/missing", NULL, (struct span){0}, on_answer, &got);
	wait_for(loop, &got);
	CHECK(got.calls == 1 && got.rc == 0 && got.status == 404);

	got.calls = 0;
	http_local_start(server, "GET", "/big", NULL, (struct span){0}, on_answer, &got);
	wait_for(loop, &got);
	CHECK(got.calls == 1 && got.status == 200 && got.body.len == 3000000);

	got.calls = 0;
	http_local_start(server, "GET", "/a", bad, (struct span){0}, on_answer, &got);
	CHECK(got.calls == 0);
	wait_for(loop, &got);
	CHECK(got.calls == 1 && got.rc < 0 && got.err.code == ERROR_INVALID);

	got.calls = 0;
	http_local_start(server, "GET", "no path", NULL, (struct span){0}, on_answer, &got);
	wait_for(loop, &got);
	CHECK(got.calls == 1 && got.rc < 0 && got.err.code == ERROR_INVALID);

	got.calls = 0;
	http_local_cancel(
		http_local_start(server, "GET", "/a", NULL, (struct span){0}, on_answer, &got));
	for (int i = 0; i < 20; i++)
		loop_once(loop, 5);
	CHECK(got.calls == 0);
	buf_done(&got.body);
}

int main(void)
{
	struct error err = {0};
	struct loop *loop = loop_new(&err);
	struct http_handler handler = {.handle = handle};
	struct http_options options = {.listen = "127.0.0.1:0", .threads = 2, .max_body = 65536};
	struct http_server *server = http_server_new(loop, &options, &handler, &err);

	CHECK(server != NULL);
	test_requests(loop, server);
	http_server_free(server);
	for (int i = 0; i < 5; i++)
		loop_once(loop, 5);
	loop_free(loop);
	return check_end();
}

/* The HTTP client against our own server, against raw sockets that misbehave, and files. */
#include "http/client.h"

#include <sys/stat.h>
#include <sys/un.h>

#include "check.h"
#include "http/server.h"
#include "http_help.h"

struct site {
	struct loop *loop;
	struct http_client *client;
	struct http_server *server;
	int port;
	struct http_request *_Atomic held;
};

/* What a call came to. */
struct outcome {
	int times, rc, status;
	struct buf body, type, data;
	struct error err;
	int stop_after; /* on_data: -1 once so many bytes came */
	int pause; /* on_data: take a break each time */
	struct http_call *call;
	struct site *site;
	int frees; /* what on_data or done does besides */
	int recurses;
};

static void on_done(void *arg, int rc, const struct http_answer *answer, const struct error *err)
{
	struct outcome *got = arg;

	got->times++;
	got->rc = rc;
	got->call = NULL;
	if (rc == 0) {
		got->status = answer->status;
		buf_add(&got->body, answer->body.at, answer->body.len);
		buf_adds(&got->type, answer->content_type ? answer->content_type : "");
	} else {
		got->err = *err;
	}
	if (got->frees) {
		http_client_free(got->site->client);
		got->site->client = NULL;
	}
}

static void clear(struct outcome *got)
{
	buf_done(&got->body);
	buf_done(&got->type);
	buf_done(&got->data);
	memset(got, 0, sizeof(*got));
}

static void wait_for(struct site *site, struct outcome *got)
{
	int64_t deadline = clock_mono() + 30000;

	while (!got->times && clock_mono() < deadline)
		loop_once(site->loop, 10);
	CHECK_INT(got->times, 1);
}

/* Runs the loop for so many ms. */
static void spin(struct site *site, int64_t ms)
{
	for (int64_t start = clock_mono(); clock_mono() - start < ms;)
		loop_once(site->loop, 1);
}

static void call(struct site *site, struct http_call_options *options, struct outcome *got)
{
	clear(got);
	got->site = site;
	http_call(site->client, options, on_done, got);
	CHECK_INT(got->times, 0);
	wait_for(site, got);
}

static void handle(void *self, struct http_request *request)
{
	struct site *site = self;
	const char *header = http_header(request, "X-Test");
	const char *type = http_header(request, "Content-Type");
	const char *auth = http_header(request, "Authorization");
	struct buf text = {0};
	char url[64];

	if (strcmp(request->path, "/big") == 0) {
		for (int i = 0; i < 300000; i++)
			buf_addc(&text, (char)('a' + i % 26));
		http_reply(request, 200, "text/plain", &text);
	} else if (strncmp(request->path, "/hop", 4) == 0) {
		int left = atoi(request->path + 4);

		snprintf(url, sizeof(url), left ? "/hop%d" : "/end", left - 1);
		http_add_header(request, "Location", url);
		http_reply(request, 302, "text/plain", &text);
	} else if (strcmp(request->path, "/tofile") == 0) {
		http_add_header(request, "Location", "file:///etc/hostname");
		http_reply(request, 302, "text/plain", &text);
	} else if (strcmp(request->path, "/slow") == 0) {
		site->held = request;
		http_defer(request);
	} else {
		buf_addf(&text, "%s %s %s %s %s %.*s", request->method, request->path,
			 header ? header : "-", type ? type : "-", auth ? auth : "-",
			 (int)request->body.len, request->body.len ? request->body.at : "");
		http_reply(request, strcmp(request->path, "/404") == 0 ? 404 : 200, "text/plain",
			   &text);
	}
}

static void resumed(void *self, struct http_request *request)
{
	(void)self;
	http_reply_static(request, 200, NULL, "late", 4);
}

static const char *url_of(const struct site *site, const char *path)
{
	static char urls[4][128];
	static int next;

	next = (next + 1) % 4;
	snprintf(urls[next], sizeof(urls[next]), "http://127.0.0.1:%d%s", site->port, path);
	return urls[next];
}

static void test_calls(struct site *site)
{
	static const char *const headers[] = {"X-Test: yes", NULL};
	static const char *const bad[] = {"X-Test: a\r\nX-More: b", NULL};
	struct http_call_options options = {
		.method = "GET", .url = url_of(site, "/a%20b"), .headers = headers};
	struct outcome got = {0};

	call(site, &options, &got);
	CHECK_INT(got.rc, 0);
	CHECK_STR(got.body.data, "GET /a b yes - - ");
	CHECK_STR(got.type.data, "text/plain");
	options.method = "POST";
	options.body = (struct span){"{}", 2};
	options.user = "u";
	options.password = "p";
	call(site, &options, &got);
	CHECK_STR(got.body.data, "POST /a b yes application/json Basic dTpw {}");
	options = (struct http_call_options){.method = "POST", .url = url_of(site, "/x")};
	call(site, &options, &got);
	CHECK_STR(got.body.data, "POST /x - - - ");
	options.method = "DELETE";
	options.url = url_of(site, "/404");
	call(site, &options, &got);
	CHECK_INT(got.rc, 0);
	CHECK_INT(got.status, 404);
	CHECK_STR(got.body.data, "DELETE /404 - - - ");
	options.method = "HEAD";
	call(site, &options, &got);
	CHECK_INT(got.status, 404);
	options.method = "GET x";
	call(site, &options, &got);
	CHECK_INT(got.err.code, ERROR_INVALID);
	options.method = "GET";
	options.headers = bad;
	call(site, &options, &got);
	CHECK_INT(got.err.code, ERROR_INVALID);
	options.headers = NULL;
	options.url = "ftp://127.0.0.1/x";
	call(site, &options, &got);
	CHECK_INT(got.err.code, ERROR_INVALID);
	options.url = "http://user:secret@127.0.0.1:1/private?key=secret";
	call(site, &options, &got);
	CHECK_INT(got.err.code, ERROR_UNAVAILABLE);
	CHECK(strstr(got.err.text, "127.0.0.1:1") && !strstr(got.err.text, "secret"));
	clear(&got);
}

static void test_redirects(struct site *site)
{
	struct http_call_options options = {.method = "GET", .url = url_of(site, "/hop4")};
	struct outcome got = {0};

	call(site, &options, &got);
	CHECK_STR(got.body.data, "GET /end - - - ");
	options.url = url_of(site, "/hop5");
	call(site, &options, &got);
	CHECK_INT(got.err.code, ERROR_INVALID);
	options.url = url_of(site, "/tofile");
	call(site, &options, &got);
	CHECK_INT(got.rc, -1);
	CHECK_INT(got.err.code, ERROR_INVALID);
	options.method = "POST";
	options.url = url_of(site, "/hop0");
	call(site, &options, &got);
	CHECK_INT(got.status, 302);
	clear(&got);
}

static int on_data(void *arg, const char *data, size_t len)
{
	struct outcome *got = arg;

	buf_add(&got->data, data, len);
	if (got->recurses) {
		/* A call from inside libcurl, and one taken back at once. */
		struct http_call_options options = {.method = "GET",
						    .url = url_of(got->site, "/in")};

		got->recurses = 0;
		http_call_cancel(http_call(got->site->client, &options, on_done, NULL));
	}
	if (got->frees) {
		http_client_free(got->site->client);
		got->site->client = NULL;
	}
	if (got->stop_after && got->data.len >= (size_t)got->stop_after)
		return -1;
	return got->pause;
}

static void stream(struct site *site, struct outcome *got, const char *url, size_t max)
{
	struct http_call_options options = {.method = "GET",
					    .url = url,
					    .on_data = on_data,
					    .on_data_arg = got,
					    .max_body = max,
					    .idle_timeout = 3000};

	got->site = site;
	got->call = http_call(site->client, &options, on_done, got);
}

static void test_streams(struct site *site, const char *url, const char *none)
{
	struct outcome got = {.recurses = 1};

	stream(site, &got, url, 0);
	wait_for(site, &got);
	CHECK_INT(got.rc, 0);
	CHECK_INT(got.status, 200);
	CHECK_INT(got.data.len, 300000);
	CHECK_INT(got.body.len, 0);
	CHECK(got.data.len == 300000 && got.data.data[299999] == 'a' + 299999 % 26);
	clear(&got);
	got.stop_after = 1000;
	stream(site, &got, url, 0);
	wait_for(site, &got);
	CHECK_INT(got.err.code, ERROR_CANCELLED);
	clear(&got);
	stream(site, &got, url, 1000);
	wait_for(site, &got);
	CHECK_INT(got.err.code, ERROR_INVALID);
	clear(&got);
	got.pause = 1;
	stream(site, &got, url, 0);
	for (int64_t start = clock_mono(); !got.times && clock_mono() - start < 5000;) {
		size_t before = got.data.len;

		spin(site, 5);
		if (got.data.len > 0 && got.data.len == before && got.call)
			http_call_continue(got.call);
	}
	CHECK_INT(got.rc, 0);
	CHECK_INT(got.data.len, 300000);
	clear(&got);
	/* Not a 2xx: the body is the answer's, not the stream's. */
	stream(site, &got, none, 0);
	wait_for(site, &got);
	CHECK_INT(got.data.len, 0);
	CHECK(got.rc ? got.err.code == ERROR_NOT_FOUND : got.status == 404 && got.body.len > 0);
	clear(&got);
	/* In the middle: it takes a break at its first piece and is never told to go on. */
	got.pause = 1;
	stream(site, &got, url, 0);
	for (int64_t start = clock_mono(); !got.data.len && clock_mono() - start < 5000;)
		loop_once(site->loop, 5);
	CHECK(got.data.len > 0 && got.data.len < 300000);
	http_call_cancel(got.call);
	spin(site, 50);
	CHECK_INT(got.times, 0);
	clear(&got);
}

static void test_times(struct site *site)
{
	struct http_call_options options = {
		.method = "GET", .url = url_of(site, "/slow"), .timeout = 100};
	struct outcome got = {0};
	int64_t start = clock_mono();

	call(site, &options, &got);
	CHECK_INT(got.err.code, ERROR_TIMEOUT);
	http_resume(site->held);
	options.timeout = 0;
	options.idle_timeout = 100;
	call(site, &options, &got);
	CHECK_INT(got.err.code, ERROR_TIMEOUT);
	http_resume(site->held);
	CHECK(clock_mono() - start < 2000);
	clear(&got);
}

/* One raw answer over a unix socket, then the hang-up. */
static void answer_raw(struct site *site, const char *path, const char *text, struct outcome *got)
{
	struct http_call_options options = {.method = "GET",
					    .url = "http://docker/v1.41/info",
					    .unix_socket = path,
					    .timeout = 3000};
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0), fd = -1;
	char request[512] = "";

	snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
	unlink(path);
	CHECK(bind(listener, (struct sockaddr *)&address, sizeof(address)) == 0);
	listen(listener, 4);
	clear(got);
	http_call(site->client, &options, on_done, got);
	for (int64_t start = clock_mono(); !got->times && clock_mono() - start < 5000;) {
		loop_once(site->loop, 5);
		if (fd < 0)
			fd = accept(listener, NULL, NULL);
		if (fd >= 0 && !request[0] && recv(fd, request, 511, MSG_DONTWAIT) > 0) {
			raw_text(fd, text);
			shutdown(fd, SHUT_RDWR);
		}
	}
	CHECK(strstr(request, "GET /v1.41/info HTTP/1.1\r\nHost: docker\r\n"));
	CHECK_INT(got->times, 1);
	close(fd);
	close(listener);
	unlink(path);
}

static void test_unix(struct site *site, const char *dir)
{
	struct http_call_options options = {.method = "GET", .url = "http://docker/x"};
	struct outcome got = {0};
	char path[80];

	snprintf(path, sizeof(path), "%s/s", dir);
	answer_raw(site, path, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", &got);
	CHECK_STR(got.body.data, "hi");
	answer_raw(site, path, "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n", &got);
	CHECK_INT(got.status, 302);
	answer_raw(site, path, "", &got);
	CHECK_INT(got.err.code, ERROR_UNAVAILABLE);
	CHECK(strstr(got.err.text, path));
	answer_raw(site, path, "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhi", &got);
	CHECK_INT(got.err.code, ERROR_UNAVAILABLE);
	answer_raw(site, path, "SSH-2.0-nonsense\r\n", &got);
	CHECK_INT(got.rc, -1);
	options.unix_socket = path;
	call(site, &options, &got);
	CHECK_INT(got.err.code, ERROR_UNAVAILABLE);
	CHECK(strstr(got.err.text, path));
	clear(&got);
}

static void test_file(struct site *site, const char *dir)
{
	struct outcome got = {0};
	char path[80], url[100], none[110];
	FILE *file;

	snprintf(path, sizeof(path), "%s/a b", dir);
	snprintf(url, sizeof(url), "file://%s/a%%20b", dir);
	snprintf(none, sizeof(none), "%s.none", url);
	file = fopen(path, "w");
	for (int i = 0; i < 300000; i++)
		fputc('a' + i % 26, file);
	fclose(file);
	test_streams(site, url, none);
	snprintf(none, sizeof(none), "file://%s", dir);
	stream(site, &got, none, 0);
	wait_for(site, &got);
	CHECK_INT(got.err.code, ERROR_INVALID);
	clear(&got);
	unlink(path);
}

/* The client goes away in all the wrong moments. */
static void test_free(struct site *site)
{
	struct http_call_options options = {.method = "GET", .url = url_of(site, "/big")};
	struct outcome got = {.frees = 1, .site = site};

	http_call(site->client, &options, on_done, &got);
	wait_for(site, &got);
	CHECK(site->client == NULL);
	clear(&got);
	site->client = http_client_new(site->loop, NULL);
	got.frees = 1;
	stream(site, &got, options.url, 0);
	spin(site, 300);
	CHECK(site->client == NULL);
	CHECK_INT(got.times, 0);
	clear(&got);
	site->client = http_client_new(site->loop, NULL);
	stream(site, &got, options.url, 0);
	stream(site, &got, "http://localhost:1/", 0);
	loop_once(site->loop, 1);
	http_client_free(site->client);
	site->client = NULL;
	clear(&got);
}

int main(void)
{
	static const struct http_handler plain = {.handle = handle, .resumed = resumed};
	struct http_options options = {.listen = "127.0.0.1:0", .threads = 1, .max_body = 1024};
	struct http_handler handler = plain;
	char dir[] = "/tmp/http-client-XXXXXX";
	struct site site = {0};
	struct error err;

	CHECK(mkdtemp(dir) != NULL);
	site.loop = loop_new(&err);
	handler.self = &site;
	site.server = http_server_new(site.loop, &options, &handler, &err);
	site.client = http_client_new(site.loop, &err);
	if (!site.server || !site.client) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	site.port = http_server_port(site.server);
	test_calls(&site);
	test_redirects(&site);
	test_streams(&site, url_of(&site, "/big"), url_of(&site, "/404"));
	test_times(&site);
	test_unix(&site, dir);
	test_file(&site, dir);
	test_free(&site);
	http_client_free(site.client);
	http_server_free(site.server);
	loop_free(site.loop);
	rmdir(dir);
	return check_end();
}

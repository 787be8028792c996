/* The HTTP server: requests good and bad, bodies, deferral from any thread, its end, upgrades. */
#include "http/server.h"

#include <curl/curl.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/resource.h>

#include "base/auto.h"
#include "check.h"
#include "http/handshake.h"
#include "http_help.h"

static atomic_int begun, ended, threads_seen;

struct site {
	struct loop *loop;
	struct http_server *server;
	struct http_request *_Atomic held; /* deferred and resumed by the test itself */
	int upgraded_fd;
	char early[64];
	int upgrades;
};

static void resume_now(void *arg)
{
	http_resume(arg);
}

static void *resume_in_thread(void *arg)
{
	http_resume(arg);
	return NULL;
}

static void on_socket(void *arg, int fd, const void *early, size_t len)
{
	struct site *site = arg;

	site->upgrades++;
	site->upgraded_fd = fd;
	snprintf(site->early, sizeof(site->early), "%.*s", (int)len, (const char *)early);
}

static void say(struct http_request *request, const char *text)
{
	struct buf body = {0};

	buf_adds(&body, text);
	http_reply(request, 200, "text/plain", &body);
	CHECK(body.len == 0);
}

static void handle(void *self, struct http_request *request)
{
	struct site *site = self;
	struct buf text = {0};
	struct error err;
	const char *header;

	begun++;
	threads_seen |= 1 << request->thread;
	request->user = malloc(1);
	if (strcmp(request->path, "/show me") == 0) {
		header = http_header(request, "x-test");
		buf_addf(&text, "%s|%s|%s|%s|%s|%s|%.*s", request->method, request->path,
			 request->query, request->url, request->peer, header ? header : "-",
			 (int)request->body.len, request->body.len ? request->body.at : "");
		http_add_header(request, "X-One", "1");
		http_add_header(request, "X-Bad", "a\r\nSet-Cookie: b");
		http_reply(request, 201, "text/plain", &text);
	} else if (strncmp(request->path, "/later", 6) == 0) {
		http_defer(request);
		loop_post(site->loop, resume_now, request);
	} else if (strcmp(request->path, "/sooner") == 0) {
		pthread_t thread;

		/* Resumed before it is deferred. */
		pthread_create(&thread, NULL, resume_in_thread, request);
		pthread_join(thread, NULL);
		http_defer(request);
	} else if (strcmp(request->path, "/hold") == 0) {
		http_defer(request);
		site->held = request;
	} else if (strcmp(request->path, "/upgrade") == 0) {
		if (http_upgrade(request, on_socket, site, &err) < 0)
			say(request, err.text);
	} else if (strcmp(request->path, "/%00") == 0 || strcmp(request->path, "/%zz") == 0) {
		say(request, "as sent");
	} else if (strcmp(request->path, "/nothing") != 0) {
		http_reply_static(request, 200, "text/plain", "static", 6);
	}
}

static void resumed(void *self, struct http_request *request)
{
	(void)self;
	say(request, request->query[0] ? request->query : "resumed");
}

static void end(void *self, struct http_request *request)
{
	(void)self;
	ended++;
	free(request->user);
}

static const struct http_handler *handler_of(struct site *site)
{
	static struct http_handler handler = {.handle = handle, .resumed = resumed, .end = end};

	handler.self = site;
	return &handler;
}

static void ask(struct site *site, const char *request, struct buf *ret)
{
	raw_ask(site->loop, http_server_port(site->server), request, strlen(request), ret);
}

#define TAIL "Host: t\r\nConnection: close\r\n\r\n"

static void test_requests(struct site *site)
{
	struct buf got = {0};

	ask(site, "GET /show%20me?a=1&b=%20 HTTP/1.1\r\nX-Test: yes\r\n" TAIL, &got);
	CHECK(strncmp(got.data, "HTTP/1.1 201 ", 13) == 0);
	CHECK(strstr(got.data, "\r\n\r\nGET|/show me|a=1&b=%20|/show%20me|127.0.0.1|yes|"));
	CHECK(strstr(got.data, "X-One: 1\r\n") && strstr(got.data, "\r\nDate: "));
	CHECK(!strstr(got.data, "Set-Cookie"));
	ask(site, "GET http://h:1/show%20me HTTP/1.1\r\n" TAIL, &got);
	CHECK(strstr(got.data, "GET|/show me||/show%20me|"));
	ask(site, "POST /show%20me HTTP/1.1\r\nContent-Length: 5\r\n" TAIL "hello", &got);
	CHECK(strstr(got.data, "|hello"));
	ask(site,
	    "PUT /show%20me HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" TAIL
	    "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n",
	    &got);
	CHECK(strstr(got.data, "|abcdefg"));
	ask(site,
	    "POST /show%20me HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n" TAIL "ok",
	    &got);
	CHECK(strstr(got.data, "100 Continue") && strstr(got.data, "|ok"));
	ask(site, "HEAD / HTTP/1.1\r\n" TAIL, &got);
	CHECK(strstr(got.data, "200 OK") && strstr(got.data, "Content-Length: 6\r\n"));
	CHECK(strcmp(got.data + got.len - 4, "\r\n\r\n") == 0);
	ask(site, "GET / HTTP/1.0\r\n\r\n", &got);
	CHECK(strstr(got.data, "\r\n\r\nstatic"));
	ask(site, "GET /nothing HTTP/1.1\r\n" TAIL, &got);
	CHECK(strstr(got.data, " 500 ") && strstr(got.data, "\"type\":\"error\""));
	ask(site, "GET /later?x=y HTTP/1.1\r\n" TAIL, &got);
	CHECK(strstr(got.data, "\r\n\r\nx=y"));
	ask(site, "GET /sooner HTTP/1.1\r\n" TAIL, &got);
	CHECK(strstr(got.data, "\r\n\r\nresumed"));
	buf_done(&got);
}

static void test_pipeline(struct site *site)
{
	struct buf all = {0}, got = {0};
	int fd = raw_connect(http_server_port(site->server));

	for (int i = 0; i < 50; i++)
		buf_addf(&all, "GET /%s HTTP/1.1\r\nHost: t\r\n\r\n", i % 2 ? "later" : "x");
	raw_send(fd, all.data, all.len);
	CHECK(raw_read(site->loop, fd, &got, "HTTP/1.1 200 OK", 50));
	/* And once more on the same connection. */
	buf_clear(&got);
	raw_text(fd, "GET /x HTTP/1.1\r\nHost: t\r\n\r\n");
	CHECK(raw_read(site->loop, fd, &got, "static", 1));
	close(fd);
	buf_done(&all);
	buf_done(&got);
}

static void test_refused(struct site *site)
{
	struct buf got = {0}, big = {0};
	int before = begun;

	ask(site,
	    "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 1025\r\nExpect: 100-continue\r\n\r\n",
	    &got);
	CHECK(strstr(got.data, " 413 ") && strstr(got.data, "Connection: close"));
	CHECK(strstr(got.data, "\"status\":413,\"code\":\"Request Entity Too Long\""));
	/* Who sends it anyway gets its answer at the end, not a broken connection. */
	buf_addf(&big, "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: %d\r\n\r\n", 2 << 20);
	memset(buf_room(&big, 2 << 20), 'x', 2 << 20);
	big.len += 2 << 20;
	raw_ask(site->loop, http_server_port(site->server), big.data, big.len, &got);
	CHECK(strstr(got.data, " 413 ") && strstr(got.data, "Connection: close"));
	buf_clear(&big);
	ask(site, "DELETE / HTTP/1.1\r\nHost: t\r\nContent-Length: 99999999999999999999\r\n\r\n",
	    &got);
	CHECK(strstr(got.data, " 413 ") || strstr(got.data, " 400 "));
	buf_adds(&big, "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
	for (int i = 0; i < 200; i++)
		buf_adds(&big, "a\r\n0123456789\r\n");
	buf_adds(&big, "0\r\n\r\n");
	raw_ask(site->loop, http_server_port(site->server), big.data, big.len, &got);
	CHECK(strstr(got.data, " 413 "));
	ask(site, "GET nonsense HTTP/1.1\r\n" TAIL, &got);
	CHECK(strstr(got.data, " 400 "));
	ask(site,
	    "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nContent-Length: 3x\r\n\r\nabc",
	    &got);
	CHECK(strstr(got.data, " 400 "));
	ask(site, "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nContent-Length: 2\r\n\r\nabc",
	    &got);
	CHECK(strstr(got.data, " 400 "));
	ask(site,
	    "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
	    "0\r\n\r\n",
	    &got);
	CHECK(strstr(got.data, " 400 "));
	ask(site, "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: -1\r\n\r\n", &got);
	CHECK(!strstr(got.data, " 200 "));
	/* One head and one body, although the library would send two heads. */
	for (int i = 0; i < 3; i++) {
		static const char *const lengths[] = {"x", "", "99999999999999999999"};
		AUTO(buf_done) struct buf text = {0};
		const char *body;

		buf_addf(&text, "GET / HTTP/1.1\r\nHost: t\r\nContent-Length: %s\r\n\r\n",
			 lengths[i]);
		ask(site, text.data, &got);
		body = strstr(got.data, "\r\n\r\n");
		CHECK(strstr(got.data, i < 2 ? " 400 " : " 413 ") == got.data + 8 && body &&
		      body[4] == '{');
		CHECK(body && json_check(body + 4, strlen(body + 4), 8, NULL) == 0);
	}
	ask(site, "GET / HTTP/1.1\r\n\r\n", &got);
	CHECK(strstr(got.data, " 400 ") && strstr(got.data, "\"type\":\"error\""));
	ask(site, "GET / HTTP/7.1\r\n" TAIL, &got);
	CHECK(strstr(got.data, " 505 ") && strstr(got.data, "\"status\":505,"));
	buf_clear(&big);
	buf_adds(&big, "GET / HTTP/1.1\r\nHost: t\r\nX-Big: ");
	for (int i = 0; i < 4000; i++)
		buf_adds(&big, "0123456789");
	buf_adds(&big, "\r\n\r\n");
	raw_ask(site->loop, http_server_port(site->server), big.data, big.len, &got);
	CHECK(strstr(got.data, " 431 ") && strstr(got.data, "\"status\":431,"));
	CHECK(!strstr(got.data, "<html>") && strstr(got.data, "application/json"));
	CHECK_INT(begun, before);
	/* A path that cannot be decoded stands as it was sent. */
	ask(site, "GET /%00 HTTP/1.1\r\n" TAIL, &got);
	CHECK(strstr(got.data, "as sent"));
	ask(site, "GET /%zz HTTP/1.1\r\n" TAIL, &got);
	CHECK(strstr(got.data, "as sent"));
	buf_done(&got);
	buf_done(&big);
}

/* Whatever comes, the server answers the next one. */
static void test_noise(struct site *site)
{
	static const char *const seeds[] = {
		"GET /show%20me?a=1 HTTP/1.1\r\nHost: t\r\nX-Test: 1\r\n\r\n",
		"POST /show%20me HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: "
		"chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
		"GET /upgrade HTTP/1.1\r\nHost: t\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
	};
	unsigned state = 7;
	struct buf got = {0};

	for (int i = 0; i < 300; i++) {
		char text[512];
		size_t len = strlen(seeds[i % 3]);
		int fd = raw_connect(http_server_port(site->server));

		memcpy(text, seeds[i % 3], len);
		for (int n = 0; n < 1 + i % 6; n++) {
			state = state * 1103515245 + 12345;
			text[(state >> 8) % len] = (char)(state >> 20);
		}
		raw_send(fd, text, len);
		shutdown(fd, SHUT_WR);
		if (i % 8 == 0)
			loop_once(site->loop, 1);
		close(fd);
	}
	ask(site, "GET /x HTTP/1.1\r\n" TAIL, &got);
	CHECK(strstr(got.data, "static"));
	buf_done(&got);
}

/* All connections wait at once: the numbers at which MHD's own epoll thread stalls. */
static void test_many(struct site *site, int count)
{
	int *fds = malloc((size_t)count * sizeof(int)), answered = 0;
	int64_t start = clock_mono();

	for (int i = 0; i < count; i++)
		fds[i] = raw_connect(http_server_port(site->server));
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < count; i++)
			raw_text(fds[i], "GET /later HTTP/1.1\r\nHost: t\r\n\r\n");
		for (int i = 0; i < count; i++) {
			struct buf got = {0};

			answered += raw_read(site->loop, fds[i], &got, "resumed", 1);
			buf_done(&got);
		}
	}
	for (int i = 0; i < count; i++)
		close(fds[i]);
	free(fds);
	CHECK_INT(answered, 3 * count);
	CHECK(clock_mono() - start < 15000);
}

static const char handshake[] =
	"GET /upgrade HTTP/1.1\r\nHost: t\r\nUpgrade: WebSocket\r\nConnection: keep-alive, "
	"Upgrade\r\n"
	"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\nearly!";

static void test_upgrade(struct site *site)
{
	int port = http_server_port(site->server), fd = raw_connect(port), before = ended;
	struct buf got = {0};
	char text[16] = "";

	site->upgraded_fd = -1;
	raw_send(fd, handshake, sizeof(handshake) - 1);
	CHECK(raw_read(site->loop, fd, &got, "\r\n\r\n", 1));
	CHECK(strncmp(got.data, "HTTP/1.1 101 ", 13) == 0);
	CHECK(strstr(got.data, "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
	for (int64_t start = clock_mono();
	     clock_mono() - start < 5000 && (site->upgraded_fd < 0 || ended == before);)
		loop_once(site->loop, 10);
	CHECK(site->upgraded_fd >= 0);
	CHECK_STR(site->early, "early!");
	CHECK_INT(ended, before + 1);
	/* MHD let go of it, and the connection still carries bytes both ways. */
	CHECK(send(site->upgraded_fd, "down", 4, 0) == 4);
	CHECK(recv(fd, text, 4, 0) == 4 && strcmp(text, "down") == 0);
	raw_send(fd, "up", 2);
	usleep(20000);
	CHECK(recv(site->upgraded_fd, text, 16, MSG_DONTWAIT) == 2);
	CHECK(recv(site->upgraded_fd, text, 16, MSG_DONTWAIT) == -1 && errno == EAGAIN);
	close(site->upgraded_fd);
	CHECK(recv(fd, text, 16, 0) == 0);
	close(fd);
	ask(site, "GET /upgrade HTTP/1.1\r\n" TAIL, &got);
	CHECK(strstr(got.data, "does not upgrade to a WebSocket"));
	ask(site,
	    "GET /upgrade HTTP/1.1\r\nHost: t\r\nUpgrade: websocket\r\nConnection: Upgrade, "
	    "close\r\n"
	    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short\r\n\r\n",
	    &got);
	CHECK(strstr(got.data, "key must be"));
	buf_done(&got);
}

static void test_query(void)
{
	struct buf key = {0}, value = {0};
	const char *at = "a=1&&b+c=%41%2&d&=e&f=g=h";

	CHECK_INT(http_query_next(&at, &key, &value), 1);
	CHECK_STR(key.data, "a");
	CHECK_STR(value.data, "1");
	CHECK_INT(http_query_next(&at, &key, &value), 1);
	CHECK_STR(key.data, "b c");
	CHECK_STR(value.data, "A%2");
	CHECK_INT(http_query_next(&at, &key, &value), 1);
	CHECK_STR(key.data, "d");
	CHECK_STR(value.data, "");
	CHECK_INT(http_query_next(&at, &key, &value), 1);
	CHECK_STR(key.data, "");
	CHECK_INT(http_query_next(&at, &key, &value), 1);
	CHECK_STR(value.data, "g=h");
	CHECK_INT(http_query_next(&at, &key, &value), 0);
	CHECK_INT(http_query_next(&at, &key, &value), 0);
	buf_done(&key);
	buf_done(&value);
}

static void test_listen(struct site *site)
{
	static const char *const bad[] = {
		"",     "9080",   "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000",
		"[::1", "::1:80", "[::1]x:80"};
	static const char request[] = "GET /show%20me HTTP/1.1\r\n" TAIL;
	struct http_options options = {.threads = 2, .max_body = 10};
	struct http_server *server;
	struct error err = {0};
	struct buf got = {0};
	char text[64];

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		options.listen = bad[i];
		CHECK(!http_server_new(site->loop, &options, handler_of(site), &err));
		CHECK_INT(err.code, ERROR_INVALID);
	}
	snprintf(text, sizeof(text), "127.0.0.1:%d", http_server_port(site->server));
	options.listen = text;
	CHECK(!http_server_new(site->loop, &options, handler_of(site), &err));
	CHECK(strstr(err.text, text));
	options.listen = "[::]:0";
	server = http_server_new(site->loop, &options, handler_of(site), &err);
	CHECK(server != NULL);
	if (server) {
		threads_seen = 0;
		for (int i = 0; i < 2; i++) {
			raw_ask(site->loop, http_server_port(server), request, strlen(request),
				&got);
			CHECK(strstr(got.data, "|127.0.0.1|"));
		}
		CHECK_INT(threads_seen, 3);
		http_server_free(server);
	}
	buf_done(&got);
}

/* Deferred requests when the server ends, resumed late or just in time. */
static void test_end(struct site *site)
{
	struct http_options options = {.listen = "127.0.0.1:0", .threads = 1, .max_body = 10};
	struct error err;
	struct buf got = {0};

	for (int round = 0; round < 2; round++) {
		struct site other = {.loop = site->loop};
		int fd, before = ended;

		other.server = http_server_new(site->loop, &options, handler_of(&other), &err);
		fd = raw_connect(http_server_port(other.server));
		raw_text(fd, "GET /hold HTTP/1.1\r\nHost: t\r\n\r\n");
		for (int i = 0; i < 500 && !other.held; i++)
			usleep(2000);
		usleep(20000);
		if (round == 1)
			http_resume(other.held);
		http_server_free(other.server);
		CHECK_INT(ended, before + 1);
		if (round == 0) {
			CHECK_STR(other.held->path, "/hold");
			http_resume(other.held);
		}
		buf_clear(&got);
		raw_read(NULL, fd, &got, NULL, 0);
		CHECK(strstr(got.data, round ? "resumed" : " 503 "));
		close(fd);
	}
	buf_done(&got);
	handler_of(site);
}

static void write_pem(const char *dir, char *certificate, char *key, size_t size)
{
	EVP_PKEY *pair = EVP_EC_gen("P-256");
	X509 *x = X509_new();
	FILE *file;

	ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
	X509_gmtime_adj(X509_getm_notBefore(x), -3600);
	X509_gmtime_adj(X509_getm_notAfter(x), 3600);
	X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC,
				   (const unsigned char *)"t", -1, -1, 0);
	X509_set_issuer_name(x, X509_get_subject_name(x));
	X509_set_pubkey(x, pair);
	X509_sign(x, pair, EVP_sha256());
	snprintf(certificate, size, "%s/c.pem", dir);
	snprintf(key, size, "%s/k.pem", dir);
	file = fopen(certificate, "w");
	PEM_write_X509(file, x);
	fclose(file);
	file = fopen(key, "w");
	PEM_write_PrivateKey(file, pair, NULL, NULL, 0, NULL, NULL);
	fclose(file);
	X509_free(x);
	EVP_PKEY_free(pair);
}

static size_t keep(char *data, size_t size, size_t count, void *arg)
{
	buf_add(arg, data, size * count);
	return size * count;
}

static void test_tls(struct site *site)
{
	char dir[] = "/tmp/http-test-XXXXXX", certificate[64], key[64], url[64];
	struct http_options options = {.listen = "127.0.0.1:0", .threads = 1, .max_body = 10};
	struct http_server *server;
	struct error err = {0};
	struct buf got = {0};
	CURL *easy = curl_easy_init();

	CHECK(mkdtemp(dir) != NULL);
	write_pem(dir, certificate, key, sizeof(key));
	options.certificate = certificate;
	CHECK(!http_server_new(site->loop, &options, handler_of(site), &err));
	CHECK_STR(err.field, "key");
	options.key = certificate;
	CHECK(!http_server_new(site->loop, &options, handler_of(site), &err));
	options.key = key;
	server = http_server_new(site->loop, &options, handler_of(site), &err);
	CHECK(server != NULL);
	if (server) {
		snprintf(url, sizeof(url), "https://127.0.0.1:%d/x", http_server_port(server));
		curl_easy_setopt(easy, CURLOPT_URL, url);
		curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
		curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
		curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, keep);
		curl_easy_setopt(easy, CURLOPT_WRITEDATA, &got);
		CHECK(curl_easy_perform(easy) == CURLE_OK);
		CHECK_STR(got.data, "static");
		http_server_free(server);
	}
	curl_easy_cleanup(easy);
	unlink(certificate);
	unlink(key);
	rmdir(dir);
	buf_done(&got);
}

int main(void)
{
	struct http_options options = {.listen = "127.0.0.1:0", .threads = 1, .max_body = 1024};
	struct site site = {0};
	struct rlimit files;
	struct error err;

	getrlimit(RLIMIT_NOFILE, &files);
	files.rlim_cur = files.rlim_max < 8192 ? files.rlim_max : 8192;
	setrlimit(RLIMIT_NOFILE, &files);
	site.loop = loop_new(&err);
	site.server = http_server_new(site.loop, &options, handler_of(&site), &err);
	if (!site.server) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	test_query();
	test_requests(&site);
	test_pipeline(&site);
	test_refused(&site);
	test_upgrade(&site);
	test_many(&site, 64);
	test_many(&site, 128);
	test_many(&site, 256);
	test_many(&site, 512);
	test_many(&site, 1024);
	test_noise(&site);
	test_listen(&site);
	test_end(&site);
	test_tls(&site);
	http_server_free(site.server);
	for (int i = 0; i < 20; i++)
		loop_once(site.loop, 1);
	loop_free(site.loop);
	CHECK_INT(ended, begun);
	return check_end();
}

/* WebSockets: both ends of ours against each other, and raw peers that do not behave. */
#include "http/ws.h"

#include "check.h"
#include "http/handshake.h"
#include "http/server.h"
#include "http_help.h"

struct site;

/* One end, and what it heard. */
struct end {
	struct site *site;
	struct ws *ws;
	int opens, messages, closes;
	size_t last_len;
	struct buf last;
	char why[256];
	int echoes; /* send back what comes */
	int close_on; /* close from inside of that message */
};

struct site {
	struct loop *loop;
	struct http_server *server;
	struct end server_end;
	char url[64];
};

static void on_open(void *arg)
{
	((struct end *)arg)->opens++;
}

static void on_message(void *arg, const char *data, size_t len)
{
	struct end *end = arg;

	end->messages++;
	end->last_len = len;
	buf_clear(&end->last);
	buf_add(&end->last, data, len);
	if (end->echoes)
		ws_send(end->ws, data, len);
	if (end->close_on && end->close_on == end->messages)
		ws_close(end->ws, "enough");
}

static void on_close(void *arg, const char *why)
{
	struct end *end = arg;

	end->closes++;
	end->ws = NULL;
	snprintf(end->why, sizeof(end->why), "%s", why);
}

static struct ws_events events_of(struct end *end)
{
	return (struct ws_events){on_open, on_message, on_close, end};
}

static void on_socket(void *arg, int fd, const void *early, size_t len)
{
	struct site *site = arg;
	struct ws_events events = events_of(&site->server_end);
	struct error err;

	site->server_end.ws = ws_accept(site->loop, fd, early, len, &events, &err);
}

static void handle(void *self, struct http_request *request)
{
	struct error err;

	if (strcmp(request->path, "/ws") != 0)
		http_reply_static(request, strcmp(request->path, "/no") == 0 ? 401 : 200, NULL, "",
				  0);
	else if (http_upgrade(request, on_socket, self, &err) < 0)
		http_reply_static(request, 400, NULL, "", 0);
}

static void spin(struct site *site, int64_t ms)
{
	for (int64_t start = clock_mono(); clock_mono() - start < ms;)
		loop_once(site->loop, 1);
}

/* Runs the loop until the number is there, 5 s at most. */
static void until(struct site *site, const int *number, int want)
{
	for (int64_t start = clock_mono(); *number < want && clock_mono() - start < 5000;)
		loop_once(site->loop, 5);
	CHECK_INT(*number, want);
}

/* Runs the loop until the server has its end of the connection. */
static void wait_server(struct site *site)
{
	for (int64_t start = clock_mono(); !site->server_end.ws && clock_mono() - start < 5000;)
		loop_once(site->loop, 5);
	CHECK(site->server_end.ws != NULL);
}

static void reset(struct end *end)
{
	buf_done(&end->last);
	memset(end, 0, sizeof(*end));
}

static struct end *dial(struct site *site, struct end *end, const char *url)
{
	static const char *const headers[] = {"Authorization: Basic eDp5", NULL};
	struct ws_events events;
	struct error err = {0};

	reset(end);
	reset(&site->server_end);
	events = events_of(end);
	end->ws = ws_connect(site->loop, url, headers, &events, &err);
	CHECK(end->ws != NULL);
	CHECK_INT(end->closes, 0);
	return end;
}

static void test_talk(struct site *site)
{
	struct end client = {0};
	char *big = malloc(3000000);

	memset(big, 'b', 3000000);
	dial(site, &client, site->url);
	ws_send(client.ws, "before it is open", 17);
	until(site, &client.opens, 1);
	until(site, &site->server_end.messages, 1);
	CHECK_STR(site->server_end.last.data, "before it is open");
	site->server_end.echoes = 1;
	for (int i = 0; i < 1000; i++)
		ws_send(client.ws, "hello", 5);
	CHECK(ws_queued(client.ws) >= 5000);
	until(site, &client.messages, 1000);
	CHECK_STR(client.last.data, "hello");
	CHECK_INT(ws_queued(client.ws), 0);
	ws_send(client.ws, "", 0);
	until(site, &client.messages, 1001);
	CHECK_INT(client.last_len, 0);
	ws_send(client.ws, big, 3000000);
	until(site, &client.messages, 1002);
	CHECK_INT(client.last_len, 3000000);
	CHECK(memcmp(client.last.data, big, 3000000) == 0);
	ws_close(client.ws, "that was all");
	CHECK_INT(client.closes, 0);
	until(site, &client.closes, 1);
	until(site, &site->server_end.closes, 1);
	CHECK_STR(client.why, "that was all");
	CHECK_STR(site->server_end.why, "closed by the peer (1000): that was all");
	/* From inside of a message; the messages behind it are not heard. */
	dial(site, &client, site->url);
	until(site, &client.opens, 1);
	site->server_end.close_on = 2;
	for (int i = 0; i < 5; i++)
		ws_send(client.ws, "x", 1);
	until(site, &client.closes, 1);
	until(site, &site->server_end.closes, 1);
	CHECK_INT(site->server_end.messages, 2);
	CHECK_STR(client.why, "closed by the peer (1000): enough");
	/* Too long a message ends it. */
	dial(site, &client, site->url);
	until(site, &client.opens, 1);
	big = realloc(big, 17000000);
	memset(big, 'b', 17000000);
	ws_send(client.ws, big, 17000000);
	until(site, &site->server_end.closes, 1);
	CHECK_INT(site->server_end.messages, 0);
	CHECK(strstr(site->server_end.why, "1009"));
	until(site, &client.closes, 1);
	free(big);
	reset(&client);
}

static void test_refused(struct site *site)
{
	static const char *const bad[] = {"wss://",    "ftp://h/",    "ws://",     "ws://h:99999/",
					  "ws://[::1", "ws://u:p@h/", "ws://h/a b"};
	static const char *const split[] = {"A: b\r\nC: d", NULL};
	struct end client = {0};
	struct ws_events events = events_of(&client);
	struct error err;
	char url[100];

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK(ws_connect(site->loop, bad[i], NULL, &events, &err) == NULL);
	CHECK(ws_connect(site->loop, site->url, split, &events, &err) == NULL);
	snprintf(url, sizeof(url), "ws://127.0.0.1:%d/no", http_server_port(site->server));
	dial(site, &client, url);
	until(site, &client.closes, 1);
	CHECK(strstr(client.why, "answered 401"));
	snprintf(url, sizeof(url), "http://localhost:%d/other", http_server_port(site->server));
	dial(site, &client, url);
	until(site, &client.closes, 1);
	CHECK(strstr(client.why, "answered 200") || strstr(client.why, "refused"));
	dial(site, &client, "ws://127.0.0.1:1/ws");
	until(site, &client.closes, 1);
	CHECK_STR(client.why, "127.0.0.1:1: Connection refused");
	dial(site, &client, "ws://no-such-host.invalid/");
	until(site, &client.closes, 1);
	CHECK(strstr(client.why, "no-such-host.invalid:80: "));
	CHECK_INT(client.opens, 0);
	/* Taken back in each phase. */
	for (int phase = 0; phase < 4; phase++) {
		dial(site, &client, phase % 2 ? site->url : "ws://localhost:1/");
		for (int i = 0; i < phase; i++)
			loop_once(site->loop, 1);
		if (client.ws)
			ws_close(client.ws, "changed my mind");
		until(site, &client.closes, 1);
		spin(site, 20);
	}
	CHECK(ws_accept(site->loop, -1, NULL, 0, &events, &err) == NULL);
	reset(&client);
	reset(&site->server_end);
}

/* A raw client; `text` comes right behind the handshake, in the same packet. */
static int raw_ws(struct site *site, const void *text, size_t len)
{
	struct buf all = {0}, got = {0};
	int fd = raw_connect(http_server_port(site->server));

	reset(&site->server_end);
	buf_adds(
		&all,
		"GET /ws HTTP/1.1\r\nHost: t\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
	buf_add(&all, text, len);
	raw_send(fd, all.data, all.len);
	CHECK(raw_read(site->loop, fd, &got, "\r\n\r\n", 1));
	buf_done(&all);
	buf_done(&got);
	return fd;
}

static void test_raw(struct site *site)
{
	static const struct {
		const char *bytes;
		size_t len;
		int messages;
	} noise[] = {
		{"\x81\x82\0\0\0\0hi\x83\x80\0\0\0\0", 14, 1}, /* an opcode that does not exist */
		{"\xf1\x82\0\0\0\0hi", 8, 0}, /* reserved bits */
		{"\x81\x82\0\0\0\0\xff\xfe", 8, 0}, /* text that is no UTF-8 */
		{"\x80\x81\0\0\0\0x", 7, 0}, /* continuation of nothing */
		{"\x09\x80\0\0\0\0", 6, 0}, /* a ping in fragments */
		{"\x88\x81\0\0\0\0x", 7, 0}, /* half a close code */
		{"\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0", 14, 0}, /* 2^64 bytes */
		{"\x88\x82\0\0\0\0\x03\xe8", 8, 0}, /* an orderly goodbye */
	};
	unsigned state = 3;

	for (size_t i = 0; i < sizeof(noise) / sizeof(noise[0]); i++) {
		int fd = raw_ws(site, noise[i].bytes, noise[i].len);

		until(site, &site->server_end.closes, 1);
		CHECK_INT(site->server_end.messages, noise[i].messages);
		CHECK(site->server_end.why[0] != '\0');
		close(fd);
	}
	for (int i = 0; i < 200; i++) {
		char bytes[64];
		int fd;

		memcpy(bytes, "\x81\x82\0\0\0\0hi", 8);
		for (size_t n = 0; n < sizeof(bytes); n++) {
			state = state * 1103515245 + 12345;
			if (n >= 8 || (state >> 28) == 0)
				bytes[n] = (char)(state >> 16);
		}
		fd = raw_ws(site, bytes, sizeof(bytes));
		close(fd);
		until(site, &site->server_end.closes, 1);
	}
}

/* A server that gives a wrong answer, and one that gives none. */
static void test_bad_server(struct site *site)
{
	static const char *const answers[] = {
		"HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
		"Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n",
		"HTTP/1.1 101 x\r\n\r\n", "SSH-2.0-x\r\n", "HTTP/1.1 2", ""};
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	socklen_t len = sizeof(address);
	struct end client = {0};
	char url[64];

	CHECK(bind(listener, (struct sockaddr *)&address, len) == 0 && listen(listener, 8) == 0);
	getsockname(listener, (struct sockaddr *)&address, &len);
	snprintf(url, sizeof(url), "ws://127.0.0.1:%d/", ntohs(address.sin_port));
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		int fd = -1;

		dial(site, &client, url);
		for (int64_t start = clock_mono(); fd < 0 && clock_mono() - start < 5000;) {
			loop_once(site->loop, 1);
			fd = accept(listener, NULL, NULL);
		}
		spin(site, 20);
		raw_text(fd, answers[i]);
		shutdown(fd, SHUT_WR);
		until(site, &client.closes, 1);
		CHECK_INT(client.opens, 0);
		CHECK(client.why[0] != '\0');
		close(fd);
	}
	close(listener);
	reset(&client);
}

static void test_silence(struct site *site)
{
	struct end client = {0};
	int fd;

	/* Both alive: pings keep it up. */
	dial(site, &client, site->url);
	until(site, &client.opens, 1);
	wait_server(site);
	ws_set_patience(client.ws, 20, 150);
	ws_set_patience(site->server_end.ws, 20, 150);
	spin(site, 500);
	CHECK_STR(client.why, "");
	CHECK_STR(site->server_end.why, "");
	ws_close(client.ws, "");
	until(site, &client.closes, 1);
	until(site, &site->server_end.closes, 1);
	/* A raw peer that never says a word. */
	fd = raw_ws(site, "", 0);
	wait_server(site);
	ws_set_patience(site->server_end.ws, 20, 150);
	until(site, &site->server_end.closes, 1);
	CHECK_STR(site->server_end.why, "the peer is silent");
	close(fd);
	/* One that does not read: what is queued can be seen, and closing does not wait. */
	fd = raw_ws(site, "", 0);
	wait_server(site);
	for (int i = 0; i < 300; i++) {
		static char piece[65536];

		memset(piece, 'p', sizeof(piece));
		ws_send(site->server_end.ws, piece, sizeof(piece));
	}
	spin(site, 50);
	CHECK(ws_queued(site->server_end.ws) > 1000000);
	ws_close(site->server_end.ws,
		 "a reason that is much longer than the hundred and twenty-three "
		 "bytes that a close frame has room for, so that it is cut: "
		 "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4");
	until(site, &site->server_end.closes, 1);
	close(fd);
	reset(&client);
}

static void test_quiet(struct site *site)
{
	struct end client = {0};
	struct ws_events none = {0};

	dial(site, &client, site->url);
	until(site, &client.opens, 1);
	wait_server(site);
	ws_set_events(client.ws, &none);
	ws_send(site->server_end.ws, "unheard", 7);
	spin(site, 20);
	ws_close(client.ws, "quietly");
	until(site, &site->server_end.closes, 1);
	CHECK_INT(client.closes, 0);
	CHECK_INT(client.messages, 0);
	/* Left to the end of the loop. */
	dial(site, &client, site->url);
	until(site, &client.opens, 1);
	wait_server(site);
	ws_set_events(client.ws, &none);
	ws_set_events(site->server_end.ws, &none);
	ws_close(client.ws, "end");
	ws_close(site->server_end.ws, "end");
	reset(&client);
	reset(&site->server_end);
}

int main(void)
{
	struct http_options options = {.listen = "127.0.0.1:0", .threads = 1, .max_body = 1024};
	struct http_handler handler = {.handle = handle};
	struct site site = {0};
	struct error err;

	site.loop = loop_new(&err);
	handler.self = &site;
	site.server = http_server_new(site.loop, &options, &handler, &err);
	if (!site.server) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	snprintf(site.url, sizeof(site.url), "ws://127.0.0.1:%d/ws", http_server_port(site.server));
	test_talk(&site);
	test_refused(&site);
	test_raw(&site);
	test_bad_server(&site);
	test_silence(&site);
	test_quiet(&site);
	http_server_free(site.server);
	loop_free(site.loop);
	return check_end();
}

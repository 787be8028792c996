/*
 * TLS: the relay before the HTTP server and behind WebSockets, against curl and openssl, with a
 * throwaway authority (spec/support/mk-ca).
 */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/auto.h"
#include "check.h"
#include "http/server.h"
#include "http/tls.h"
#include "http/ws.h"
#include "http_help.h"

static struct loop *loop;
static struct http_server *server;
static char dir[] = "/tmp/stampede-tls-XXXXXX", pin[TLS_PIN_SIZE];
static struct ws *accepted;
static struct http_kept *given[2]; /* by thread */
static int keyed;
/* Seen by HTTP threads. */
static atomic_int was_tls = -1, is_local, kept_refused;

static void on_keyed(void *arg, const char *text)
{
	(void)arg;
	keyed++;
	snprintf(pin, sizeof(pin), "%s", text);
}

static void echo(void *arg, const char *data, size_t len)
{
	(void)arg;
	ws_send(accepted, data, len);
}

static void forget(void *arg, const char *why)
{
	(void)arg, (void)why;
	accepted = NULL;
}

static void take(void *arg, int fd, const void *early, size_t len)
{
	struct ws_events events = {.on_message = echo, .on_close = forget};

	(void)arg;
	accepted = ws_accept(loop, fd, early, len, &events, NULL);
}

static void handle(void *self, struct http_request *request)
{
	struct buf body = {0};

	(void)self;
	if (strcmp(request->path, "/ws") == 0 && http_upgrade(request, take, NULL, NULL) == 0)
		return;
	if (strcmp(request->path, "/kept") == 0) {
		if (!given[request->thread])
			given[request->thread] = http_reply_keep(request, 200, NULL, &body);
		else
			kept_refused |= http_reply_kept(request, 200, given[request->thread]) != 0;
		return;
	}
	was_tls = request->is_tls;
	is_local = strcmp(request->peer, "127.0.0.1") == 0;
	if (strcmp(request->path, "/big") == 0)
		for (int i = 0; i < 200000; i++)
			buf_addf(&body, "%015d\n", i);
	else
		buf_addf(&body, "%zu bytes\n", request->body.len);
	http_reply(request, 200, "text/plain", &body);
}

/* Runs a command while the loop turns; its output and exit code. */
static int run(struct buf *ret, const char *format, ...)
{
	char command[1024];
	va_list args;
	FILE *pipe;
	size_t got;
	int status;

	va_start(args, format);
	vsnprintf(command, sizeof(command), format, args);
	va_end(args);
	buf_clear(ret);
	pipe = popen(command, "r");
	do {
		got = fread(buf_room(ret, 65536), 1, 65536, pipe);
		ret->len += got;
	} while (got);
	buf_addc(ret, 0);
	status = pclose(pipe);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static const char *in_dir(const char *name)
{
	static char path[4][96];
	static int turn;

	turn = (turn + 1) % 4;
	snprintf(path[turn], sizeof(path[turn]), "%s/%s", dir, name);
	return path[turn];
}

static void requests(void)
{
	AUTO(buf_done) struct buf out = {0};
	int port = http_server_port(server);

	CHECK_INT(run(&out, "curl -si -m 5 --cacert %s https://localhost:%d/x -d 12345",
		      in_dir("ca.pem"), port),
		  0);
	CHECK(strstr(out.data, "5 bytes"));
	CHECK(strstr(out.data, "Strict-Transport-Security: max-age="));
	CHECK_INT(was_tls, 1);
	/* Of one connection, so of one thread: an answer that is given again stays as it was. */
	CHECK_INT(run(&out,
		      "curl -si -m 5 --cacert %s 'https://localhost:%d/kept?[1-5]' | "
		      "grep -c ^Strict-Transport-Security:",
		      in_dir("ca.pem"), port),
		  0);
	CHECK_STR(out.data, "5\n");
	CHECK_INT(kept_refused, 0);
	/* It is the caller's address, not the relay's. */
	CHECK_INT(is_local, 1);
	CHECK_INT(run(&out, "curl -s -m 20 --cacert %s https://127.0.0.1:%d/big | wc -c",
		      in_dir("ca.pem"), port),
		  0);
	CHECK_STR(out.data, "3200000\n");
	CHECK_INT(run(&out, "curl -s -m 20 --cacert %s https://127.0.0.1:%d/big | tail -c 16",
		      in_dir("ca.pem"), port),
		  0);
	CHECK_STR(out.data, "000000000199999\n");
	/* Bodies the other way, larger than a block. */
	CHECK_INT(run(&out,
		      "head -c 900000 /dev/zero | curl -s -m 20 --cacert %s -H Expect: "
		      "https://localhost:%d/x --data-binary @-",
		      in_dir("ca.pem"), port),
		  0);
	CHECK_STR(out.data, "900000 bytes\n");
	CHECK_INT(run(&out, "curl -s -m 5 --cacert %s https://localhost:%d/x", in_dir("other.pem"),
		      port),
		  60);
	/* Plain text to the port gets no answer, and harms nobody. */
	CHECK(run(&out, "curl -s -m 5 http://localhost:%d/x", port) != 0);
	CHECK_INT(run(&out, "curl -s -m 5 --pinnedpubkey %s -k https://localhost:%d/x", pin, port),
		  0);
}

static void versions(void)
{
	static const struct {
		const char *flag;
		int good;
	} list[] = {{"-tls1", 0}, {"-tls1_1", 0}, {"-tls1_2", 1}, {"-tls1_3", 1}};
	AUTO(buf_done) struct buf out = {0};
	int port = http_server_port(server);

	for (int i = 0; i < 4; i++) {
		run(&out,
		    "echo | timeout 5 openssl s_client -cipher ALL:@SECLEVEL=0 -CAfile %s "
		    "-connect 127.0.0.1:%d %s 2>&1",
		    in_dir("ca.pem"), port, list[i].flag);
		CHECK_INT(strstr(out.data, "Verify return code: 0 (ok)") != NULL &&
				  !strstr(out.data, "Cipher is (NONE)"),
			  list[i].good);
		CHECK_INT(strstr(out.data, "alert protocol version") != NULL, !list[i].good);
	}
	/* No cipher that is broken, nor one whose past a stolen key would open. */
	run(&out,
	    "echo | timeout 5 openssl s_client -tls1_2 -cipher "
	    "'AES128-SHA:3DES:RC4:AES128-GCM-SHA256:@SECLEVEL=0' -connect 127.0.0.1:%d 2>&1",
	    port);
	CHECK(strstr(out.data, "Cipher is (NONE)"));
}

/* Who connects and says nothing holds nobody up. */
static void silent(void)
{
	AUTO(buf_done) struct buf out = {0};
	int fds[20], port = http_server_port(server);

	for (int i = 0; i < 20; i++) {
		fds[i] = raw_connect(port);
		if (i % 2)
			raw_text(fds[i], "GET / HTTP/1.1\r\n\r\n");
	}
	CHECK_INT(run(&out, "curl -s -m 5 --cacert %s https://localhost:%d/x", in_dir("ca.pem"),
		      port),
		  0);
	for (int i = 0; i < 20; i++)
		close(fds[i]);
}

static void replaced(void)
{
	AUTO(buf_done) struct buf out = {0};
	char before[TLS_PIN_SIZE];
	struct error err;
	int port = http_server_port(server);

	strcpy(before, pin);
	CHECK_INT(keyed, 1);
	/* A broken one is refused, and the one before stays. */
	CHECK_INT(run(&out, "echo broken > %s", in_dir("cert.pem")), 0);
	CHECK_INT(http_server_reload(server, &err), -1);
	CHECK(strstr(err.text, "cert.pem"));
	CHECK_INT(run(&out, "curl -s -m 5 --cacert %s https://localhost:%d/x", in_dir("ca.pem"),
		      port),
		  0);
	/* A good one is taken by itself, within seconds. */
	CHECK_INT(run(&out, "cp %s %s && cp %s %s", in_dir("next.pem"), in_dir("cert.pem"),
		      in_dir("next.key"), in_dir("key.pem")),
		  0);
	for (int i = 0; i < 800 && keyed < 2; i++)
		loop_once(loop, 10);
	CHECK_INT(keyed, 2);
	CHECK(strcmp(before, pin) != 0);
	CHECK_INT(run(&out, "curl -s -m 5 --pinnedpubkey %s -k https://localhost:%d/x", pin, port),
		  0);
	CHECK_INT(
		run(&out, "curl -s -m 5 --pinnedpubkey %s -k https://localhost:%d/x", before, port),
		90);
}

/* --- WebSockets ------------------------------------------------------------------------- */

static struct ws *caller;
static int opened, closed;
static size_t heard;
static char why[256];

static void on_open(void *arg)
{
	(void)arg;
	opened = 1;
}

static void on_message(void *arg, const char *data, size_t len)
{
	(void)arg, (void)data;
	heard += len;
}

static void on_close(void *arg, const char *text)
{
	(void)arg;
	closed = 1;
	caller = NULL;
	snprintf(why, sizeof(why), "%s", text);
}

static void call(const char *host)
{
	struct ws_events events = {
		.on_open = on_open, .on_message = on_message, .on_close = on_close};
	char url[128];

	opened = closed = 0;
	heard = 0;
	snprintf(url, sizeof(url), "https://%s:%d/ws", host, http_server_port(server));
	caller = ws_connect(loop, url, NULL, &events, NULL);
	CHECK(caller != NULL);
	for (int i = 0; i < 500 && !opened && !closed; i++)
		loop_once(loop, 10);
}

static void sockets(void)
{
	static char bytes[3 << 20];
	struct error err;
	char url[128];

	/* Before it is said whom to believe. */
	call("localhost");
	CHECK_INT(closed, 1);
	CHECK(strstr(why, "is not believed") && strstr(why, "--tls-ca"));
	snprintf(url, sizeof(url), "https://localhost:%d", http_server_port(server));
	CHECK_INT(tls_trust(url, in_dir("nothing.pem"), NULL, &err), -1);
	CHECK_STR(err.field, "tls-ca");
	CHECK_INT(tls_trust(url, NULL, "sha256", &err), -1);
	CHECK_STR(err.field, "tls-pin");
	CHECK_INT(tls_trust(url, in_dir("ca.pem"), NULL, &err), 0);
	CHECK(tls_trusted_ca(url) != NULL);
	CHECK(tls_trusted_ca("https://elsewhere:1/") == NULL);
	call("localhost");
	CHECK_INT(opened, 1);
	memset(bytes, 'x', sizeof(bytes));
	ws_send(caller, bytes, sizeof(bytes));
	for (int i = 0; i < 1000 && heard < sizeof(bytes); i++)
		loop_once(loop, 10);
	CHECK_INT(heard, sizeof(bytes));
	ws_close(caller, "enough");
	for (int i = 0; i < 300 && (accepted || caller); i++)
		loop_once(loop, 10);
	CHECK(!accepted && !caller);
	/* The same server by another name is another server. */
	call("127.0.0.1");
	CHECK_INT(closed, 1);
	/* Taken back while the handshake is under way. */
	call("localhost");
	ws_close(caller, "never mind");
	for (int i = 0; i < 100 && caller; i++)
		loop_once(loop, 10);
	CHECK(!caller);
}

int main(void)
{
	struct http_options options = {
		.listen = "127.0.0.1:0", .threads = 2, .max_body = 1 << 20, .keyed = on_keyed};
	struct http_handler handler = {.handle = handle};
	AUTO(buf_done) struct buf out = {0};
	struct error err;

	CHECK(mkdtemp(dir) != NULL);
	CHECK_INT(run(&out, "spec/support/mk-ca %s", dir), 0);
	loop = loop_new(&err);
	options.certificate = in_dir("cert.pem");
	options.key = in_dir("next.key");
	CHECK(http_server_new(loop, &options, &handler, &err) == NULL);
	CHECK_STR(err.field, "tls-cert");
	options.certificate = in_dir("cert.pem");
	options.key = in_dir("key.pem");
	server = http_server_new(loop, &options, &handler, &err);
	CHECK(server != NULL);
	requests();
	versions();
	silent();
	sockets();
	replaced();
	http_server_free(server);
	for (int i = 0; i < 2; i++)
		http_kept_free(given[i]);
	for (int i = 0; i < 20; i++)
		loop_once(loop, 5);
	loop_free(loop);
	CHECK_INT(run(&out, "rm -rf %s", dir), 0);
	return check_end();
}

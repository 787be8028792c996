/*
 * Whole requests to a whole API: store, engine and HTTP are real. Whatever is asked is answered,
 * never with a 5xx, and an error is one of the contract's.
 *
 * Input: how (bits: method, key, content type, raw), the path up to a line break, the body. Raw:
 * all of it is what is sent.
 */
#include <signal.h>

#include "../c/api_help.h"
#include "base/log.h"
#include "fuzz.h"

static const char *const methods[] = {"GET", "POST", "PUT", "DELETE"};
static const char *const kinds[] = {"", "Content-Type: application/json\r\n",
				    "Content-Type: application/x-www-form-urlencoded\r\n",
				    "Content-Type: multipart/form-data; boundary=XX\r\n"};

static void stop(void)
{
	close_api();
	close_world();
}

static void open_all(void)
{
	signal(SIGPIPE, SIG_IGN);
	open_world();
	open_api(0);
	MUST(check_failed == 0);
	atexit(stop);
}

/* A connection from one of many addresses of this machine: one address runs out of ports. */
static int connect_from_anywhere(void)
{
	static unsigned n;
	struct sockaddr_in from = {.sin_family = AF_INET,
				   .sin_addr.s_addr = htonl(0x7f000002u + n++ % 60000u)};
	struct sockaddr_in to = {.sin_family = AF_INET,
				 .sin_port = htons((uint16_t)http_server_port(w.http)),
				 .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	MUST(bind(fd, (struct sockaddr *)&from, sizeof(from)) == 0);
	MUST(connect(fd, (struct sockaddr *)&to, sizeof(to)) == 0);
	return fd;
}

/* The answer is whole when its length says so, or the connection ends. -1 when there is none. */
static int whole(void)
{
	const char *end = answer.len ? strstr(answer.data, "\r\n\r\n") : NULL, *length;

	if (!end)
		return 0;
	length = strcasestr(answer.data, "\r\nContent-Length:");
	if (!length || length > end)
		return 0;
	return answer.len - (size_t)(end + 4 - answer.data) >= strtoul(length + 17, NULL, 10);
}

static int read_answer(int fd, int is_head, int64_t patience)
{
	int64_t deadline = clock_mono() + patience;

	buf_clear(&answer);
	buf_adds(&answer, "");
	while (clock_mono() < deadline) {
		struct pollfd one = {.fd = fd, .events = POLLIN};

		loop_once(w.loop, 0);
		if (poll(&one, 1, 1) > 0) {
			ssize_t got = recv(fd, buf_room(&answer, 65536), 65536, MSG_DONTWAIT);

			if (got <= 0)
				return 0;
			answer.len += (size_t)got;
			answer.data[answer.len] = 0;
			/* A stream of events goes on. */
			if (strncmp(answer.data, "HTTP/1.1 201", 12) == 0 &&
			    strstr(answer.data, "chunked"))
				return 0;
			if (strncmp(answer.data, "HTTP/1.1 101", 12) == 0)
				return 0;
			if (whole() || (is_head && strstr(answer.data, "\r\n\r\n")))
				return 0;
		}
	}
	return -1;
}

static int in_head(const char *what, const char *end)
{
	const char *at = strcasestr(answer.data, what);

	return at && at < end;
}

static void check_answer(void)
{
	int status;
	const char *end, *length;
	struct span text;

	if (!answer.len)
		return; /* hung up: what was sent was no request */
	MUST(strncmp(answer.data, "HTTP/1.1 ", 9) == 0);
	status = atoi(answer.data + 9);
	/* 505: libmicrohttpd, to HTTP/2.1. */
	MUST(status >= 100 && (status < 500 || status == 505));
	end = strstr(answer.data, "\r\n\r\n");
	MUST(end != NULL);
	text = (struct span){end + 4, answer.len - (size_t)(end + 4 - answer.data)};
	/* Behind it may come the answer to what was taken for another request. */
	length = strcasestr(answer.data, "\r\nContent-Length:");
	if (length && length < end && strtoul(length + 17, NULL, 10) < text.len)
		text.len = strtoul(length + 17, NULL, 10);
	if (status < 400 || !text.len || !in_head("application/json", end) ||
	    in_head("Content-Encoding:", end) || whole() == 0)
		return;
	MUST(json_check(text.at, text.len, JSON_MAX_DEPTH, NULL) == 0);
	MUST(span_is(json_get(text, "type"), "\"error\""));
	MUST(json_is_string(json_get(text, "code")));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned how = take(&data, &size);
	AUTO(free) char *text = text_of(data, size);
	AUTO(buf_done) struct buf request = {0};
	const char *keys[] = {admin_key, user_key, agent_key, ""};
	char *split;
	size_t path;
	int fd;

	if (!w.api)
		open_all();
	split = memchr(text, '\n', size);
	path = split ? (size_t)(split - text) : size;
	if (how & 0x40) {
		buf_add(&request, text, size);
	} else {
		buf_addf(&request, "%s /", methods[how & 3]);
		for (size_t i = 0; i < path; i++)
			buf_addc(&request, text[i] > ' ' && text[i] != 0x7f ? text[i] : '_');
		buf_addf(&request, " HTTP/1.1\r\nHost: h:1\r\nConnection: close\r\n%s%s",
			 keys[how >> 2 & 3], kinds[how >> 4 & 3]);
		size -= split ? path + 1 : path;
		if (size || (how & 3) == 1 || (how & 3) == 2)
			buf_addf(&request, "Content-Length: %zu\r\n", size);
		buf_adds(&request, "\r\n");
		buf_add(&request, split ? split + 1 : "", split ? size : 0);
	}
	fd = connect_from_anywhere();
	raw_send(fd, request.data, request.len);
	/* A raw request may be none yet: that is the end of it. */
	if (how & 0x40)
		shutdown(fd, SHUT_WR);
	/* The rest of half a request could still come: nothing is answered then. */
	if (read_answer(fd, strncmp(request.data, "HEAD", 4) == 0, how & 0x40 ? 10 : 5000) < 0)
		MUST(how & 0x40);
	else
		check_answer();
	close(fd);
	loop_once(w.loop, 0);
	return 0;
}

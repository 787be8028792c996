/*
 * A raw HTTP client for tests: bytes out, bytes back, while the loop under test runs. Loopback
 * only.
 */
#ifndef SPEC_HTTP_HELP_H
#define SPEC_HTTP_HELP_H

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "loop/loop.h"

/* A blocking connection to 127.0.0.1; -1 when it is refused. */
/* Where connections come from, as 127.0.0.N; 0: the usual. */
static __attribute__((unused)) unsigned raw_from;

static inline int raw_connect(int port)
{
	struct sockaddr_in from = {.sin_family = AF_INET,
				   .sin_addr.s_addr = htonl((INADDR_LOOPBACK & ~0xffu) | raw_from)};

	struct sockaddr_in to = {.sin_family = AF_INET,
				 .sin_port = htons((uint16_t)port),
				 .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if ((raw_from && bind(fd, (struct sockaddr *)&from, sizeof(from)) < 0) ||
	    connect(fd, (struct sockaddr *)&to, sizeof(to)) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static inline __attribute__((unused)) void raw_send(int fd, const void *bytes, size_t len)
{
	const char *at = bytes;

	while (len) {
		ssize_t sent = send(fd, at, len, MSG_NOSIGNAL);

		if (sent < 0)
			return;
		at += sent;
		len -= (size_t)sent;
	}
}

static inline __attribute__((unused)) void raw_text(int fd, const char *text)
{
	raw_send(fd, text, strlen(text));
}

/* Reads until `want` was seen `times` times, the peer hung up (want may be NULL), or a minute
 * passed. */
static inline __attribute__((unused)) int raw_read(struct loop *loop, int fd, struct buf *ret,
						   const char *want, int times)
{
	int64_t deadline = clock_mono() + 60000;

	while (clock_mono() < deadline) {
		struct pollfd one = {.fd = fd, .events = POLLIN};
		int seen = 0;
		ssize_t got;

		if (loop)
			loop_once(loop, 0);
		if (poll(&one, 1, 1) > 0) {
			got = recv(fd, buf_room(ret, 65536), 65536, MSG_DONTWAIT);
			if (got == 0 || (got < 0 && errno != EAGAIN))
				return want == NULL;
			if (got > 0)
				ret->len += (size_t)got;
			ret->data[ret->len] = '\0';
		}
		for (const char *at = ret->data; want && at && (at = strstr(at, want)); at++)
			seen++;
		if (want && seen >= times)
			return 1;
	}
	return 0;
}

/* One request on a connection of its own; the whole answer up to the hang-up. */
static inline __attribute__((unused)) void raw_ask(struct loop *loop, int port, const char *request,
						   size_t len, struct buf *ret)
{
	int fd = raw_connect(port);

	buf_clear(ret);
	buf_adds(ret, "");
	if (fd < 0)
		return;
	raw_send(fd, request, len);
	raw_read(loop, fd, ret, NULL, 0);
	close(fd);
}

#endif

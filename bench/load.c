/*
 * A closed-loop HTTP client for benchmarks: N keep-alive connections, each sends its next request
 * when its answer is whole. One thread, epoll, no allocation while it runs. Loopback only.
 *
 *   load HOST PORT CONNECTIONS SECONDS METHOD PATH [IDS] [BODY] [HEADER...]
 *
 * HOST is an IPv4 address, or the path of a Unix socket (PORT is then of no meaning).
 * `%d` in PATH becomes a random number from 1 to IDS; `%n` counts from 1 to IDS (or, IDS
 * being "FROM-TO", from there), and the end of that is the end of the run. Prints one line of JSON:
 * requests a second, latency in microseconds (true closed-loop latencies, not corrected), and
 * answers by class.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"

#define BUFFER (1 << 20)
#define SAMPLES (1 << 22)

struct conn {
	int fd;
	char out[4096];
	int out_len, out_sent;
	char *in;
	int in_len, want; /* want: bytes of the whole answer, 0 while its head is not there */
	int chunked; /* its end is a line that says so; want is then its head alone */
	int64_t begin;
};

static const char *host, *method, *path, *body, *headers[8];
static int port, ids, counted, header_count;
static uint64_t seed = 88172645463325252ull;
static uint32_t *samples;
static size_t sample_count;
static long answers, ok, refused, broken, max_gap_us;

static uint64_t random_next(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

static void make_request(struct conn *conn)
{
	const char *at = strstr(path, "%d"), *next = strstr(path, "%n");
	int len = 0, id;

	id = next ? ++counted : (int)(random_next() % (uint64_t)ids) + 1;
	at = next ? next : at;

	len += snprintf(conn->out, sizeof(conn->out), "%s ", method);
	if (at)
		len += snprintf(conn->out + len, sizeof(conn->out) - (size_t)len, "%.*s%d%s",
				(int)(at - path), path, id, at + 2);
	else
		len += snprintf(conn->out + len, sizeof(conn->out) - (size_t)len, "%s", path);
	len += snprintf(conn->out + len, sizeof(conn->out) - (size_t)len,
			" HTTP/1.1\r\nHost: %s:%d\r\nAccept: application/json\r\n",
			*host == '/' ? "localhost" : host, port);
	for (int i = 0; i < header_count; i++)
		len += snprintf(conn->out + len, sizeof(conn->out) - (size_t)len, "%s\r\n",
				headers[i]);
	if (body)
		len += snprintf(conn->out + len, sizeof(conn->out) - (size_t)len,
				"Content-Length: %zu\r\n", strlen(body));
	len += snprintf(conn->out + len, sizeof(conn->out) - (size_t)len, "\r\n%s",
			body ? body : "");
	conn->out_len = len;
	conn->out_sent = 0;
	conn->in_len = conn->want = conn->chunked = 0;
	conn->begin = clock_mono_ns();
}

static int flush(struct conn *conn)
{
	while (conn->out_sent < conn->out_len) {
		ssize_t n = write(conn->fd, conn->out + conn->out_sent,
				  (size_t)(conn->out_len - conn->out_sent));

		if (n < 0)
			return errno == EAGAIN ? 0 : -1;
		conn->out_sent += (int)n;
	}
	return 0;
}

static int open_local(struct conn *conn)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX};

	snprintf(to.sun_path, sizeof(to.sun_path), "%s", host);
	conn->fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (conn->fd < 0 || connect(conn->fd, (struct sockaddr *)&to, sizeof(to)) < 0)
		return -1;
	fcntl(conn->fd, F_SETFL, O_NONBLOCK);
	return 0;
}

static int open_conn(struct conn *conn)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	int one = 1;

	if (*host == '/')
		return open_local(conn);
	inet_pton(AF_INET, host, &to.sin_addr);
	conn->fd = socket(AF_INET, SOCK_STREAM, 0);
	if (conn->fd < 0 || connect(conn->fd, (struct sockaddr *)&to, sizeof(to)) < 0)
		return -1;
	setsockopt(conn->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	fcntl(conn->fd, F_SETFL, O_NONBLOCK);
	return 0;
}

/* 1 when a whole answer is there, 0 when more must come, -1 when the connection is broken. */
static int read_answer(struct conn *conn)
{
	for (;;) {
		ssize_t n = read(conn->fd, conn->in + conn->in_len,
				 (size_t)(BUFFER - conn->in_len - 1));
		char *end, *length;

		if (n < 0)
			return errno == EAGAIN ? 0 : -1;
		if (n == 0)
			return -1;
		conn->in_len += (int)n;
		conn->in[conn->in_len] = '\0';
		if (!conn->want && (end = strstr(conn->in, "\r\n\r\n"))) {
			length = strcasestr(conn->in, "content-length:");
			conn->chunked =
				!(length && length < end) && strncmp(conn->in + 9, "204", 3) != 0;
			conn->want = (int)(end - conn->in) + 4 +
				     (length && length < end ? atoi(length + 15) : 0);
		}
		if (conn->want && conn->in_len >= conn->want &&
		    (!conn->chunked || (conn->in_len >= conn->want + 5 &&
					memcmp(conn->in + conn->in_len - 5, "0\r\n\r\n", 5) == 0)))
			return 1;
		if (conn->in_len >= BUFFER - 1)
			return -1;
	}
}

static int compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static uint32_t percentile(double p)
{
	return sample_count ? samples[(size_t)(p * (double)(sample_count - 1))] : 0;
}

int main(int argc, char **argv)
{
	int count, busy, epoll = epoll_create1(0);
	int64_t begin, until, now, last;
	double seconds;
	struct conn *conns;

	if (argc < 7) {
		fprintf(stderr, "usage: load HOST PORT CONNECTIONS SECONDS METHOD PATH [IDS] "
				"[BODY] [HEADER...]\n");
		return 2;
	}
	host = argv[1];
	port = atoi(argv[2]);
	count = busy = atoi(argv[3]);
	seconds = atof(argv[4]);
	method = argv[5];
	path = argv[6];
	ids = argc > 7 && *argv[7] ? atoi(argv[7]) : 1;
	if (argc > 7 && strchr(argv[7], '-')) {
		counted = ids - 1;
		ids = atoi(strchr(argv[7], '-') + 1);
	}
	body = argc > 8 && *argv[8] ? argv[8] : NULL;
	for (int i = 9; i < argc && header_count < 8; i++)
		headers[header_count++] = argv[i];
	samples = malloc(SAMPLES * sizeof(*samples));
	conns = calloc((size_t)count, sizeof(*conns));
	for (int i = 0; i < count; i++) {
		struct epoll_event event = {.events = EPOLLIN, .data.ptr = &conns[i]};

		conns[i].in = malloc(BUFFER);
		if (open_conn(&conns[i]) < 0) {
			perror("connect");
			return 1;
		}
		epoll_ctl(epoll, EPOLL_CTL_ADD, conns[i].fd, &event);
	}
	begin = last = clock_mono_ns();
	until = begin + (int64_t)(seconds * 1e9);
	for (int i = 0; i < count; i++) {
		make_request(&conns[i]);
		if (flush(&conns[i]) < 0)
			return 1;
	}
	for (now = begin; now < until;) {
		struct epoll_event events[256];
		int n = epoll_wait(epoll, events, 256, 1000);

		now = clock_mono_ns();
		if (n > 0) {
			if ((now - last) / 1000 > max_gap_us)
				max_gap_us = (now - last) / 1000;
			last = now;
		}
		for (int i = 0; i < n; i++) {
			struct conn *conn = events[i].data.ptr;
			int rc = read_answer(conn);

			if (rc == 0)
				continue;
			if (rc < 0) {
				broken++;
				epoll_ctl(epoll, EPOLL_CTL_DEL, conn->fd, NULL);
				continue;
			}
			answers++;
			if (conn->in[9] == '2')
				ok++;
			else if (refused++ == 0)
				fprintf(stderr, "first refusal: %.900s\n", conn->in);
			if (sample_count < SAMPLES)
				samples[sample_count++] =
					(uint32_t)((clock_mono_ns() - conn->begin) / 1000);
			if (strstr(path, "%n") && counted >= ids) {
				if (--busy == 0)
					until = now;
				continue;
			}
			make_request(conn);
			if (flush(conn) < 0)
				broken++;
		}
	}
	qsort(samples, sample_count, sizeof(*samples), compare);
	printf("{\"rps\":%.1f,\"p50_us\":%u,\"p99_us\":%u,\"max_us\":%u,\"ok\":%ld,\"refused\":%ld,"
	       "\"broken\":%ld,"
	       "\"gap_us\":%ld}\n",
	       (double)answers / ((double)(now - begin) / 1e9), percentile(0.5), percentile(0.99),
	       percentile(1.0), ok, refused, broken, max_gap_us);
	return ok > 0 ? 0 : 1;
}

/*
 * The peer for durable work: beanstalkd -f0. N connections, each puts a job, reserves one and
 * deletes it, in a closed loop. beanstalk PORT CONNECTIONS SECONDS prints JSON: jobs a second,
 * latency in microseconds.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"

#define PAYLOAD 600

struct conn {
	int fd, step; /* 0 put sent, 1 reserve sent, 2 delete sent */
	char in[4096];
	int in_len;
	int64_t begin;
};

static uint32_t samples[1 << 22];
static size_t count;

static int compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static void say(struct conn *conn, const char *text, int len)
{
	conn->in_len = 0;
	if (write(conn->fd, text, (size_t)len) != len)
		exit(1);
}

static void put(struct conn *conn)
{
	char text[PAYLOAD + 64];
	int len = sprintf(text, "put 0 0 60 %d\r\n", PAYLOAD);

	memset(text + len, 'x', PAYLOAD);
	memcpy(text + len + PAYLOAD, "\r\n", 2);
	conn->step = 0;
	conn->begin = clock_mono_ns();
	say(conn, text, len + PAYLOAD + 2);
}

static void answer(struct conn *conn)
{
	char text[64], *line_end;

	conn->in[conn->in_len] = '\0';
	line_end = strstr(conn->in, "\r\n");
	if (!line_end)
		return;
	if (conn->step == 0) {
		conn->step = 1;
		say(conn, "reserve\r\n", 9);
	} else if (conn->step == 1) {
		long id = 0, size = 0;

		if (sscanf(conn->in, "RESERVED %ld %ld", &id, &size) != 2)
			exit(1);
		if (conn->in_len < (int)(line_end - conn->in) + 2 + size + 2)
			return;
		conn->step = 2;
		say(conn, text, sprintf(text, "delete %ld\r\n", id));
	} else {
		if (count < sizeof(samples) / sizeof(*samples))
			samples[count++] = (uint32_t)((clock_mono_ns() - conn->begin) / 1000);
		put(conn);
	}
}

int main(int argc, char **argv)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int n, one = 1, epoll = epoll_create1(0);
	struct conn *conns;
	int64_t until;

	if (argc < 4)
		return 2;
	to.sin_port = htons((uint16_t)atoi(argv[1]));
	n = atoi(argv[2]);
	conns = calloc((size_t)n, sizeof(*conns));
	for (int i = 0; i < n; i++) {
		struct epoll_event event = {.events = EPOLLIN, .data.ptr = &conns[i]};

		conns[i].fd = socket(AF_INET, SOCK_STREAM, 0);
		if (connect(conns[i].fd, (struct sockaddr *)&to, sizeof(to)) < 0)
			return 1;
		setsockopt(conns[i].fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
		epoll_ctl(epoll, EPOLL_CTL_ADD, conns[i].fd, &event);
	}
	until = clock_mono_ns() + (int64_t)(atof(argv[3]) * 1e9);
	for (int i = 0; i < n; i++)
		put(&conns[i]);
	while (clock_mono_ns() < until) {
		struct epoll_event events[256];
		int hits = epoll_wait(epoll, events, 256, 1000);

		for (int i = 0; i < hits; i++) {
			struct conn *conn = events[i].data.ptr;
			ssize_t got = read(conn->fd, conn->in + conn->in_len,
					   sizeof(conn->in) - 1 - (size_t)conn->in_len);

			if (got <= 0)
				return 1;
			conn->in_len += (int)got;
			answer(conn);
		}
	}
	qsort(samples, count, sizeof(*samples), compare);
	printf("{\"rps\":%.1f,\"p50_us\":%u,\"p99_us\":%u}\n", (double)count / atof(argv[3]),
	       count ? samples[count / 2] : 0, count ? samples[(size_t)((double)count * 0.99)] : 0);
	return 0;
}

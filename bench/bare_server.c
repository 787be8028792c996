/*
 * The limit for HTTP: a hand-written epoll server, one thread, that answers every request with the
 * same bytes without looking at it. bare_server BYTES prints its port, runs until its stdin closes.
 */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	int size = argc > 1 ? atoi(argv[1]) : 600, one = 1, len, listener, epoll = epoll_create1(0);
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t at_len = sizeof(at);
	char *answer = malloc((size_t)size + 256), in[8192];
	struct epoll_event event = {.events = EPOLLIN};

	len = sprintf(
		answer,
		"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n",
		size);
	memset(answer + len, 'x', (size_t)size);
	len += size;
	listener = socket(AF_INET, SOCK_STREAM, 0);
	setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (bind(listener, (struct sockaddr *)&at, sizeof(at)) < 0 || listen(listener, 1024) < 0)
		return 1;
	getsockname(listener, (struct sockaddr *)&at, &at_len);
	printf("%d\n", ntohs(at.sin_port));
	fflush(stdout);
	event.data.fd = listener;
	epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
	event.data.fd = STDIN_FILENO;
	epoll_ctl(epoll, EPOLL_CTL_ADD, STDIN_FILENO, &event);
	for (;;) {
		struct epoll_event events[256];
		int n = epoll_wait(epoll, events, 256, -1);

		for (int i = 0; i < n; i++) {
			int fd = events[i].data.fd;
			ssize_t got;

			if (fd == STDIN_FILENO)
				return 0;
			if (fd == listener) {
				fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
				setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
				event.data.fd = fd;
				epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
				continue;
			}
			got = read(fd, in, sizeof(in));
			if (got <= 0 || write(fd, answer, (size_t)len) != len)
				close(fd);
		}
	}
}

/*
 * The limit for libmicrohttpd: it alone, driven as ours is (external epoll, one thread), answering
 * every request with the same bytes. constant_server BYTES prints its port, runs until its stdin
 * closes.
 */
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

static struct MHD_Response *response;

/* NOLINTNEXTLINE: the signature is the library's. */
static enum MHD_Result answer(void *arg, struct MHD_Connection *connection, const char *url,
			      const char *method, const char *version, const char *body,
			      size_t *body_len, void **seen)
{
	(void)arg, (void)url, (void)method, (void)version, (void)body;
	if (!*seen) {
		*seen = response;
		return MHD_YES;
	}
	if (*body_len) {
		*body_len = 0;
		return MHD_YES;
	}
	return MHD_queue_response(connection, MHD_HTTP_OK, response);
}

int main(int argc, char **argv)
{
	size_t size = argc > 1 ? (size_t)atoi(argv[1]) : 600;
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	struct epoll_event event = {.events = EPOLLIN};
	char *text = malloc(size);
	struct MHD_Daemon *daemon;
	int epoll = epoll_create1(0), inner;

	memset(text, 'x', size);
	response = MHD_create_response_from_buffer(size, text, MHD_RESPMEM_MUST_FREE);
	MHD_add_response_header(response, "Content-Type", "application/json");
	daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_USE_TURBO, 0, NULL, NULL, answer, NULL,
				  MHD_OPTION_SOCK_ADDR, &at, MHD_OPTION_CONNECTION_LIMIT, 20000u,
				  MHD_OPTION_END);
	if (!daemon)
		return 1;
	inner = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
	printf("%d\n", MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
	fflush(stdout);
	event.data.fd = inner;
	epoll_ctl(epoll, EPOLL_CTL_ADD, inner, &event);
	event.data.fd = STDIN_FILENO;
	epoll_ctl(epoll, EPOLL_CTL_ADD, STDIN_FILENO, &event);
	for (;;) {
		struct epoll_event events[2];
		MHD_UNSIGNED_LONG_LONG wait;
		int ms = MHD_get_timeout(daemon, &wait) == MHD_YES
				 ? (int)(wait > 1000 ? 1000 : wait)
				 : -1;
		int n = epoll_wait(epoll, events, 2, ms);

		for (int i = 0; i < n; i++)
			if (events[i].data.fd == STDIN_FILENO)
				return 0;
		MHD_run(daemon);
	}
}

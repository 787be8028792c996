/*
 * Listening sockets. One bind, no SO_REUSEPORT: a second server on the same address must be
 * told so, not share the callers.
 */
#include "http/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"

AUTO_DEFINE(struct addrinfo *, freeaddrinfo)

/* Cuts "HOST:PORT" or "[HOST]:PORT". The host may be empty: any address. */
static int split(const char *text, char *host, size_t size, const char **port, struct error *err)
{
	const char *at = text, *end, *colon = strrchr(text, ':');
	char *rest;
	long number;

	if (!colon || !colon[1])
		goto bad;
	number = strtol(colon + 1, &rest, 10);
	if (*rest || colon[1] < '0' || colon[1] > '9' || number > 65535)
		goto bad;
	end = colon;
	if (*at == '[') {
		at++;
		if (end <= at || end[-1] != ']')
			goto bad;
		end--;
	} else if (memchr(at, ':', (size_t)(end - at))) {
		goto bad;
	}
	if ((size_t)(end - at) >= size)
		goto bad;
	memcpy(host, at, (size_t)(end - at));
	host[end - at] = '\0';
	*port = colon + 1;
	return 0;
bad:
	return error_field(err, ERROR_INVALID, NULL, "listen",
			   "'%s' is no address to listen on (HOST:PORT or [HOST]:PORT)", text);
}

static int bind_one(const struct addrinfo *info, const char *text, struct error *err)
{
	AUTO(close) int fd = -1;
	int on = 1, off = 0, kept;

	fd = socket(info->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return error_errno(err, "listen on %s", text);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (info->ai_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off));
	if (bind(fd, info->ai_addr, info->ai_addrlen) < 0 || listen(fd, SOMAXCONN) < 0)
		return error_errno(err, "listen on %s", text);
	/* Accepted sockets inherit it. */
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	kept = fd;
	fd = -1;
	return kept;
}

int listen_open(const char *text, int *port, struct error *err)
{
	struct addrinfo hints = {.ai_flags = AI_PASSIVE | AI_NUMERICSERV,
				 .ai_socktype = SOCK_STREAM};
	AUTO(freeaddrinfo) struct addrinfo *list = NULL;
	struct sockaddr_storage bound;
	socklen_t len = sizeof(bound);
	const char *service = NULL, *name;
	char host[256];
	int fd = -1, rc;

	if (split(text, host, sizeof(host), &service, err) < 0)
		return -1;
	name = host[0] ? host : "::";
	rc = getaddrinfo(name, service, &hints, &list);
	if (rc)
		return error_field(err, ERROR_INVALID, NULL, "listen", "listen on %s: %s", text,
				   gai_strerror(rc));
	for (struct addrinfo *info = list; info && fd < 0; info = info->ai_next)
		fd = bind_one(info, text, err);
	if (fd < 0 && strcmp(name, "::") == 0 && errno == EAFNOSUPPORT) {
		/* A kernel without IPv6: "any address" then means any IPv4 address. */
		freeaddrinfo(STEAL(list));
		rc = getaddrinfo("0.0.0.0", service, &hints, &list);
		if (rc == 0)
			fd = bind_one(list, text, err);
	}
	if (fd < 0)
		return -1;
	if (getsockname(fd, (struct sockaddr *)&bound, &len) < 0) {
		error_errno(err, "listen on %s", text);
		close(fd);
		return -1;
	}
	*port = ntohs(bound.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&bound)->sin6_port
						  : ((struct sockaddr_in *)&bound)->sin_port);
	return fd;
}

void listen_peer(const struct sockaddr *address, char *ret, size_t size)
{
	const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)address;

	ret[0] = '\0';
	if (address->sa_family == AF_INET)
		inet_ntop(AF_INET, &((const struct sockaddr_in *)address)->sin_addr, ret,
			  (socklen_t)size);
	else if (address->sa_family == AF_INET6 && IN6_IS_ADDR_V4MAPPED(&six->sin6_addr))
		inet_ntop(AF_INET, &six->sin6_addr.s6_addr[12], ret, (socklen_t)size);
	else if (address->sa_family == AF_INET6)
		inet_ntop(AF_INET6, &six->sin6_addr, ret, (socklen_t)size);
}

/*
 * Listening sockets from "HOST:PORT" text. Any thread.
 */
#ifndef HTTP_LISTEN_H
#define HTTP_LISTEN_H

#include <sys/socket.h>

#include "base/error.h"

/*
 * Binds and listens: "[::]:9080" (both families), "127.0.0.1:0", "localhost:80". Returns a
 * non-blocking descriptor that the caller closes; *port is the one bound. Errors name the address.
 */
int listen_open(const char *text, int *port, struct error *err);

/* The bare address of a peer, IPv4 also when it came in over IPv6. */
void listen_peer(const struct sockaddr *address, char *ret, size_t size);

#endif

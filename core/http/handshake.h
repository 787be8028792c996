/*
 * The WebSocket opening handshake as text (RFC 6455, section 4): pure functions for both ends.
 * Any thread.
 */
#ifndef HTTP_HANDSHAKE_H
#define HTTP_HANDSHAKE_H

#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"

#define HANDSHAKE_KEY_SIZE 25 /* base64 of 16 bytes, and a NUL */
#define HANDSHAKE_ACCEPT_SIZE 29 /* base64 of a SHA-1, and a NUL */

/* Where a ws:// or wss:// (or http://, https://) URL leads. */
struct handshake_target {
	int is_tls;
	char host[256]; /* without brackets */
	char port[6];
	char path[2048]; /* path and query */
};

/* Cuts ws://HOST[:PORT][/PATH]; anything else is ERROR_INVALID. */
int handshake_parse_url(const char *url, struct handshake_target *ret, struct error *err);

/* A fresh random key. */
void handshake_key(char ret[HANDSHAKE_KEY_SIZE]);

/* Whether a key has the form of one: base64 of 16 bytes. */
int handshake_key_is_good(const char *key);

/* What the server answers to a key. */
void handshake_accept(const char *key, char ret[HANDSHAKE_ACCEPT_SIZE]);

/* Appends the client's request. A header with a line break in it is refused. */
int handshake_request(struct buf *ret, const struct handshake_target *target, const char *key,
		      const char *const *headers, struct error *err);

/*
 * Reads the server's answer: its length once it is complete and right, 0 while more must come,
 * -1 when it is no 101 for our key (ERROR_DENIED for 401 and 403, else ERROR_UNAVAILABLE).
 */
int handshake_response(const char *text, size_t len, const char *key, struct error *err);

/* Whether a comma separated header value holds a token (any case). */
int handshake_has_token(const char *value, size_t len, const char *token);

#endif

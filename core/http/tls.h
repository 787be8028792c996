/*
 * TLS before the HTTP server and behind the WebSocket client: a thread that ciphers, between a TCP
 * socket and one end of a socket pair. Whoever has the other end speaks plain text and knows
 * nothing of it. (libmicrohttpd's own TLS can neither hand the socket of a WebSocket over nor take
 * a new certificate.) GnuTLS; TLS 1.2 and 1.3.
 */
#ifndef HTTP_TLS_H
#define HTTP_TLS_H

#include <sys/socket.h>

#include "base/error.h"

/* --- Certificates (tls_keys.c) ---------------------------------------------------------- */

struct tls_keys;

/* Reads a certificate chain and its key, PEM; NULL: one of them is bad, the error says which file.
 */
struct tls_keys *tls_keys_load(const char *certificate, const char *key, struct error *err);
struct tls_keys *tls_keys_ref(struct tls_keys *keys);
void tls_keys_unref(struct tls_keys *keys);

/* "sha256//BASE64" of the certificate's public key, as curl's --pinnedpubkey takes it. */
#define TLS_PIN_SIZE 64
void tls_keys_pin(const struct tls_keys *keys, char ret[TLS_PIN_SIZE]);

/*
 * Whom a client of this process believes besides the system's authorities: for the server at `url`
 * (its host and port) only the authorities in `ca_file`, or only who has the pinned key. A pin that
 * begins with / is a file that holds it, read for each connection: the server on this machine may
 * get another key. NULL: not given. Once, before any connection is made; strings are copied.
 */
int tls_trust(const char *url, const char *ca_file, const char *pin, struct error *err);

/* What was said for the server that this URL leads to: NULL when nothing was. Any thread. */
const char *tls_trusted_ca(const char *url);
int tls_trusted_pin(const char *url, char ret[TLS_PIN_SIZE]); /* 1: there is one */

/* --- Relays (tls.c) --------------------------------------------------------------------- */

struct tls_relay;

/* Starts the thread. `keys` may be NULL for one that only connects. */
struct tls_relay *tls_relay_new(struct tls_keys *keys, struct error *err);

/* Ends its connections and the thread. Callbacks are called before it returns. */
void tls_relay_free(struct tls_relay *relay);

/* Those who come from now on see this certificate. Any thread. */
void tls_relay_set_keys(struct tls_relay *relay, struct tls_keys *keys);

/*
 * Takes a socket that was accepted. Once its handshake is done, ready is called on the relay's
 * thread with the plain end (which it owns, non-blocking) and the caller's address; who fails the
 * handshake, or takes longer than 10 s, is hung up on.
 */
void tls_relay_accept(struct tls_relay *relay, int fd,
		      void (*ready)(void *arg, int fd, const struct sockaddr_storage *peer,
				    socklen_t len),
		      void *arg);

/*
 * Takes a connected socket and speaks TLS to `host` on it. done is called once, on the thread of
 * the process's own relay, with the plain end or with -1 and why: which certificate was not
 * believed, and what to do.
 */
void tls_connect(int fd, const char *host, const char *port,
		 void (*done)(void *arg, int fd, const struct error *err), void *arg);

#endif

/* What tls.c needs of tls_keys.c. Private to core/http/. */
#ifndef HTTP_TLS_KEYS_H
#define HTTP_TLS_KEYS_H

#include <gnutls/gnutls.h>

#include "http/tls.h"

/* A server's session under these keys; 0 or a GnuTLS error. */
int tls_keys_session(struct tls_keys *keys, gnutls_session_t *ret);

/* A client's session to a host, whose certificate its handshake checks. */
int tls_trust_session(const char *host, const char *port, gnutls_session_t *ret, struct error *err);

/* After a client's handshake that went well: -1 when the pinned key is not the server's. */
int tls_trust_check(gnutls_session_t session, const char *host, const char *port,
		    struct error *err);

/* Why a client's handshake did not. Returns -1. */
int tls_trust_explain(gnutls_session_t session, int rc, const char *host, const char *port,
		      struct error *err);

#endif

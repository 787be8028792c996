/*
 * How new hosts get in: tokens that a registrationToken signs, the shell scripts that carry them,
 * and the keys of the server itself. Scripts are told to whoever asks: the token is the secret.
 */
#ifndef API_REGISTRATION_H
#define API_REGISTRATION_H

#include "api/call.h"

/* The name with which a token is given as a key. */
#define REGISTRATION_USER "registrationToken"

/* Appends "PUBLIC:MS:SIGNATURE" as of `now` (ms); the same for an hour. */
void registration_token(const char *public_value, const char *secret, int64_t now, struct buf *ret);

/* The account whose active key signed a token within the last year, or 0. Reader: call->thread's.
 */
int64_t registration_account(struct call *call, const char *token);

/*
 * GET /v1/scripts/TOKEN and /v1/scripts/bootstrap, before anybody is asked for a key. 1 when the
 * request was answered; 0: it is about the type `script`.
 */
int registration_script(struct call *call, const char *path);

/* GET /v1/authorized_keys: the public SSH keys of the account `system`, one a line. */
void registration_authorized(struct call *call);

/* GET .../pem of an SSH key: 1 when the link is this and the request was answered. */
int registration_pem(struct call *call, const struct type *type, const struct row *row,
		     struct span link);

#endif

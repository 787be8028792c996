/*
 * RSA keys for SSH, made by nettle. Any thread; takes a good part of a second.
 */
#ifndef BASE_RSA_KEY_H
#define BASE_RSA_KEY_H

#include "base/buf.h"
#include "base/error.h"

/*
 * Makes a key of so many bits. Appends the public half as a line of authorized_keys ("ssh-rsa
 * BASE64 COMMENT", no line end) and the private half as PEM (PKCS #1). 0, or -1 with *err.
 */
int rsa_key_make(unsigned bits, const char *comment, struct buf *ret_public, struct buf *ret_pem,
		 struct error *err);

#endif

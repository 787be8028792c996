/*
 * Keys as SSH wants them: nettle makes the numbers, the two encodings are written here. What was
 * private is wiped before it is given back.
 */
#include "base/rsa_key.h"

#include <nettle/base64.h>
#include <nettle/bignum.h>
#include <nettle/rsa.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"

#define EXPONENT 65537
#define LINE 64

static void draw(void *context, size_t length, uint8_t *ret)
{
	(void)context;
	id_random(ret, length);
}

static void wipe(struct buf *buf)
{
	if (buf->data)
		explicit_bzero(buf->data, buf->len);
	buf_done(buf);
}

/* A number with its sign: most significant byte first, never negative. */
static void add_number(struct buf *ret, const mpz_t number)
{
	size_t size = nettle_mpz_sizeinbase_256_s(number);
	uint8_t bytes[520];

	if (size > sizeof(bytes))
		size = sizeof(bytes);
	nettle_mpz_get_str_256(size, bytes, number);
	buf_add(ret, (const char *)bytes, size);
	explicit_bzero(bytes, sizeof(bytes));
}

/* --- SSH ---------------------------------------------------------------------------------- */

static void add_ssh_string(struct buf *ret, const char *data, size_t size)
{
	char length[4] = {(char)(size >> 24), (char)(size >> 16), (char)(size >> 8), (char)size};

	buf_add(ret, length, sizeof(length));
	buf_add(ret, data, size);
}

static void add_ssh_number(struct buf *ret, const mpz_t number)
{
	struct buf bytes = {0};

	add_number(&bytes, number);
	add_ssh_string(ret, bytes.data, bytes.len);
	buf_done(&bytes);
}

static void add_base64(struct buf *ret, const struct buf *bytes)
{
	size_t size = BASE64_ENCODE_RAW_LENGTH(bytes->len);
	char *text = malloc(size + 1);

	if (!text)
		abort();
	base64_encode_raw(text, bytes->len, (const uint8_t *)bytes->data);
	buf_add(ret, text, size);
	explicit_bzero(text, size);
	free(text);
}

static void add_public(struct buf *ret, const struct rsa_public_key *key, const char *comment)
{
	struct buf blob = {0};

	add_ssh_string(&blob, "ssh-rsa", 7);
	add_ssh_number(&blob, key->e);
	add_ssh_number(&blob, key->n);
	buf_adds(ret, "ssh-rsa ");
	add_base64(ret, &blob);
	buf_addf(ret, " %s", comment);
	buf_done(&blob);
}

/* --- PKCS #1 ------------------------------------------------------------------------------ */

static void add_der(struct buf *ret, int tag, const char *data, size_t size)
{
	buf_addc(ret, (char)tag);
	if (size < 128) {
		buf_addc(ret, (char)size);
	} else if (size < 256) {
		buf_addc(ret, (char)0x81);
		buf_addc(ret, (char)size);
	} else {
		buf_addc(ret, (char)0x82);
		buf_addc(ret, (char)(size >> 8));
		buf_addc(ret, (char)size);
	}
	buf_add(ret, data, size);
}

static void add_der_number(struct buf *ret, const mpz_t number)
{
	struct buf bytes = {0};

	add_number(&bytes, number);
	add_der(ret, 0x02, bytes.data, bytes.len);
	wipe(&bytes);
}

static void add_pem(struct buf *ret, const struct rsa_public_key *public,
		    const struct rsa_private_key *key)
{
	struct buf inner = {0}, der = {0}, text = {0};

	add_der(&inner, 0x02, "\0", 1);
	add_der_number(&inner, public->n);
	add_der_number(&inner, public->e);
	add_der_number(&inner, key->d);
	add_der_number(&inner, key->p);
	add_der_number(&inner, key->q);
	add_der_number(&inner, key->a);
	add_der_number(&inner, key->b);
	add_der_number(&inner, key->c);
	add_der(&der, 0x30, inner.data, inner.len);
	add_base64(&text, &der);
	buf_adds(ret, "-----BEGIN RSA PRIVATE KEY-----\n");
	for (size_t at = 0; at < text.len; at += LINE) {
		buf_add(ret, text.data + at, text.len - at < LINE ? text.len - at : LINE);
		buf_addc(ret, '\n');
	}
	buf_adds(ret, "-----END RSA PRIVATE KEY-----\n");
	wipe(&inner);
	wipe(&der);
	wipe(&text);
}

int rsa_key_make(unsigned bits, const char *comment, struct buf *ret_public, struct buf *ret_pem,
		 struct error *err)
{
	struct rsa_public_key public;
	struct rsa_private_key key;
	int ok;

	rsa_public_key_init(&public);
	rsa_private_key_init(&key);
	mpz_set_ui(public.e, EXPONENT);
	ok = rsa_generate_keypair(&public, &key, NULL, draw, NULL, NULL, bits, 0);
	if (ok) {
		add_public(ret_public, &public, comment);
		add_pem(ret_pem, &public, &key);
	}
	rsa_public_key_clear(&public);
	rsa_private_key_clear(&key);
	return ok ? 0
		  : error_set(err, ERROR_INTERNAL, "an RSA key of %u bits cannot be made", bits);
}

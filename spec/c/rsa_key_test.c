/* SSH keys: both halves are of one pair, in the forms that SSH reads. */
#include <nettle/base64.h>
#include <nettle/rsa.h>
#include <nettle/sha2.h>

#include "base/rsa_key.h"
#include "spec/c/check.h"

/* Decodes base64 up to a byte that is none of it; the length, or -1. */
static long decode(const char *text, size_t size, uint8_t *ret)
{
	struct base64_decode_ctx context;
	size_t length = BASE64_DECODE_LENGTH(size);

	base64_decode_init(&context);
	if (!base64_decode_update(&context, &length, ret, size, text) ||
	    !base64_decode_final(&context))
		return -1;
	return (long)length;
}

static void check_pair(const struct buf *line, const struct buf *pem)
{
	static const char head[] = "-----BEGIN RSA PRIVATE KEY-----\n",
			  tail[] = "-----END RSA PRIVATE KEY-----\n";
	struct rsa_public_key public, other;
	struct rsa_private_key private;
	uint8_t der[4000], blob[1000], message[32] = "anything", bytes[300];
	struct sha256_ctx hash;
	mpz_t signature;
	long length;
	size_t size;

	CHECK(strncmp(pem->data, head, sizeof(head) - 1) == 0);
	CHECK(strcmp(pem->data + pem->len - (sizeof(tail) - 1), tail) == 0);
	length = decode(pem->data + sizeof(head) - 1, pem->len - sizeof(head) - sizeof(tail) + 2,
			der);
	CHECK(length > 1100);
	rsa_public_key_init(&public);
	rsa_public_key_init(&other);
	rsa_private_key_init(&private);
	mpz_init(signature);
	CHECK(rsa_keypair_from_der(&public, &private, 2048, (size_t)length, der));
	CHECK_INT(mpz_sizeinbase(public.n, 2), 2048);

	/* The line: "ssh-rsa", e, n, each with its length before it. */
	CHECK(strncmp(line->data, "ssh-rsa AAAAB3NzaC1yc2E", 23) == 0);
	CHECK(strcmp(strrchr(line->data, ' '), " you@here") == 0);
	length = decode(line->data + 8, strlen(line->data) - 8 - 9, blob);
	CHECK_INT(length, 4 + 7 + 4 + 3 + 4 + 257);
	CHECK(memcmp(blob, "\0\0\0\7ssh-rsa\0\0\0\3\1\0\1\0\0\1\1\0", 23) == 0);
	nettle_mpz_set_str_256_s(other.n, 257, blob + 22);
	mpz_set_ui(other.e, 65537);
	CHECK(mpz_cmp(other.n, public.n) == 0);
	size = 257;
	nettle_mpz_get_str_256(size, bytes, other.n);
	CHECK(bytes[0] == 0 && bytes[1] >= 0x80);

	/* What one half signs the other knows. */
	CHECK(rsa_public_key_prepare(&other) && rsa_private_key_prepare(&private));
	sha256_init(&hash);
	sha256_update(&hash, sizeof(message), message);
	CHECK(rsa_sha256_sign(&private, &hash, signature));
	sha256_update(&hash, sizeof(message), message);
	CHECK(rsa_sha256_verify(&other, &hash, signature));
	message[0]++;
	sha256_update(&hash, sizeof(message), message);
	CHECK(!rsa_sha256_verify(&other, &hash, signature));

	mpz_clear(signature);
	rsa_public_key_clear(&public);
	rsa_public_key_clear(&other);
	rsa_private_key_clear(&private);
}

int main(void)
{
	struct buf line = {0}, pem = {0}, again = {0}, other = {0};
	struct error err;

	CHECK_INT(rsa_key_make(2048, "you@here", &line, &pem, &err), 0);
	check_pair(&line, &pem);
	CHECK_INT(rsa_key_make(2048, "you@here", &again, &other, &err), 0);
	CHECK(strcmp(line.data, again.data) != 0);
	CHECK_INT(rsa_key_make(1, "x", &again, &other, &err), -1);
	buf_done(&line);
	buf_done(&pem);
	buf_done(&again);
	buf_done(&other);
	return check_end();
}

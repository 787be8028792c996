/*
 * Secrets at rest, by OpenSSL's AES-256-GCM. The nonce is random: 96 bits are far from a
 * collision at the number of secrets a cluster has.
 */
#include "base/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>
#include <sys/stat.h>

#include "base/auto.h"
#include "base/id.h"

#define KEY_LEN 32
#define NONCE_LEN 12
#define TAG_LEN 16
#define PREFIX "seal:1:"

struct seal {
	unsigned char key[KEY_LEN];
};

AUTO_DEFINE(EVP_CIPHER_CTX *, EVP_CIPHER_CTX_free)

static int make_key(const char *path, struct error *err)
{
	unsigned char key[KEY_LEN];
	AUTO(close) int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0)
		return errno == EEXIST ? 0 : error_errno(err, "make key file '%s'", path);
	id_random(key, sizeof(key));
	if (write(fd, key, sizeof(key)) != (ssize_t)sizeof(key) || fsync(fd) < 0) {
		error_errno(err, "write key file '%s'", path);
		unlink(path);
		return -1;
	}
	OPENSSL_cleanse(key, sizeof(key));
	return 0;
}

struct seal *seal_new(const char *path, struct error *err)
{
	AUTO(close) int fd = -1;
	struct seal *seal;
	struct stat info;

	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		if (make_key(path, err) < 0)
			return NULL;
		fd = open(path, O_RDONLY | O_CLOEXEC);
	}
	if (fd < 0 || fstat(fd, &info) < 0) {
		error_errno(err, "read key file '%s'", path);
		return NULL;
	}
	if (info.st_mode & 077) {
		error_set(err, ERROR_DENIED,
			  "key file '%s' is readable by others; type: chmod 600 %s", path, path);
		return NULL;
	}
	seal = calloc(1, sizeof(*seal));
	if (!seal)
		abort();
	if (read(fd, seal->key, KEY_LEN) != KEY_LEN) {
		error_set(err, ERROR_INVALID,
			  "key file '%s' does not hold %d bytes; put the right one back", path,
			  KEY_LEN);
		seal_free(seal);
		return NULL;
	}
	return seal;
}

void seal_free(struct seal *seal)
{
	if (!seal)
		return;
	OPENSSL_cleanse(seal, sizeof(*seal));
	free(seal);
}

int seal_close(const struct seal *seal, const char *text, struct buf *ret, struct error *err)
{
	AUTO(EVP_CIPHER_CTX_free) EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	AUTO(buf_done) struct buf raw = {0};
	int len = (int)strlen(text), got = 0, tail = 0;
	unsigned char *out = (unsigned char *)buf_room(&raw, NONCE_LEN + TAG_LEN + (size_t)len);
	char *base64;

	id_random(out, NONCE_LEN);
	if (!ctx || EVP_EncryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, seal->key, out) != 1 ||
	    EVP_EncryptUpdate(ctx, out + NONCE_LEN + TAG_LEN, &got, (const unsigned char *)text,
			      len) != 1 ||
	    EVP_EncryptFinal_ex(ctx, out + NONCE_LEN + TAG_LEN + got, &tail) != 1 ||
	    EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_GCM_GET_TAG, TAG_LEN, out + NONCE_LEN) != 1)
		return error_set(err, ERROR_INTERNAL, "a secret could not be sealed");
	raw.len = NONCE_LEN + TAG_LEN + (size_t)(got + tail);
	buf_adds(ret, PREFIX);
	base64 = buf_room(ret, (raw.len + 2) / 3 * 4 + 1);
	ret->len += (size_t)EVP_EncodeBlock((unsigned char *)base64, out, (int)raw.len);
	return 0;
}

int seal_open(const struct seal *seal, const char *sealed, size_t len, struct buf *ret,
	      struct error *err)
{
	AUTO(EVP_CIPHER_CTX_free) EVP_CIPHER_CTX *ctx = NULL;
	AUTO(buf_done) struct buf raw = {0};
	unsigned char *in;
	char *out;
	int size, got = 0, tail = 0;

	if (len < sizeof(PREFIX) - 1 || memcmp(sealed, PREFIX, sizeof(PREFIX) - 1) != 0) {
		buf_add(ret, sealed, len);
		return 0;
	}
	sealed += sizeof(PREFIX) - 1;
	len -= sizeof(PREFIX) - 1;
	in = (unsigned char *)buf_room(&raw, len + 3);
	size = EVP_DecodeBlock(in, (const unsigned char *)sealed, (int)len);
	while (size > 0 && len && sealed[len - 1] == '=') {
		size--; /* OpenSSL counts the padding in */
		len--;
	}
	if (size < NONCE_LEN + TAG_LEN)
		return error_set(err, ERROR_INTERNAL, "a sealed secret is damaged");
	ctx = EVP_CIPHER_CTX_new();
	out = buf_room(ret, (size_t)size);
	size -= NONCE_LEN + TAG_LEN;
	if (!ctx || EVP_DecryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, seal->key, in) != 1 ||
	    EVP_DecryptUpdate(ctx, (unsigned char *)out, &got, in + NONCE_LEN + TAG_LEN, size) !=
		    1 ||
	    EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_GCM_SET_TAG, TAG_LEN, in + NONCE_LEN) != 1 ||
	    EVP_DecryptFinal_ex(ctx, (unsigned char *)out + got, &tail) != 1)
		return error_set(
			err, ERROR_INTERNAL,
			"a secret cannot be opened; is secret.key the one of this database?");
	ret->len += (size_t)(got + tail);
	ret->data[ret->len] = '\0';
	return 0;
}

/*
 * Secrets at rest, by nettle's AES-256-GCM. The nonce is random: 96 bits are far from a
 * collision at the number of secrets a cluster has.
 */
#include "base/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/base64.h>
#include <nettle/gcm.h>
#include <nettle/memops.h>
#include <string.h>
#include <sys/stat.h>

#include "base/auto.h"
#include "base/id.h"

#define KEY_LEN 32
#define NONCE_LEN GCM_IV_SIZE
#define TAG_LEN GCM_DIGEST_SIZE
#define PREFIX "seal:1:"

struct seal {
	unsigned char key[KEY_LEN];
};

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
	explicit_bzero(key, sizeof(key));
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
	explicit_bzero(seal, sizeof(*seal));
	free(seal);
}

/* Sealed bytes are nonce, tag and cipher text, in this order. */
static void start(const struct seal *seal, const uint8_t *nonce, struct gcm_aes256_ctx *ret)
{
	gcm_aes256_set_key(ret, seal->key);
	gcm_aes256_set_iv(ret, NONCE_LEN, nonce);
}

int seal_close(const struct seal *seal, const char *text, struct buf *ret, struct error *err)
{
	AUTO(buf_done) struct buf raw = {0};
	size_t len = strlen(text), size = NONCE_LEN + TAG_LEN + len;
	uint8_t *out = (uint8_t *)buf_room(&raw, size);
	struct gcm_aes256_ctx ctx;

	(void)err;
	id_random(out, NONCE_LEN);
	start(seal, out, &ctx);
	gcm_aes256_encrypt(&ctx, len, out + NONCE_LEN + TAG_LEN, (const uint8_t *)text);
	gcm_aes256_digest(&ctx, TAG_LEN, out + NONCE_LEN);
	explicit_bzero(&ctx, sizeof(ctx));
	buf_adds(ret, PREFIX);
	base64_encode_raw(buf_room(ret, BASE64_ENCODE_RAW_LENGTH(size) + 1), size, out);
	ret->len += BASE64_ENCODE_RAW_LENGTH(size);
	ret->data[ret->len] = '\0';
	return 0;
}

int seal_open(const struct seal *seal, const char *sealed, size_t len, struct buf *ret,
	      struct error *err)
{
	AUTO(buf_done) struct buf raw = {0};
	struct base64_decode_ctx base64;
	struct gcm_aes256_ctx ctx;
	uint8_t *in, tag[TAG_LEN];
	char *out;
	size_t size;

	if (len < sizeof(PREFIX) - 1 || memcmp(sealed, PREFIX, sizeof(PREFIX) - 1) != 0) {
		buf_add(ret, sealed, len);
		return 0;
	}
	sealed += sizeof(PREFIX) - 1;
	len -= sizeof(PREFIX) - 1;
	size = BASE64_DECODE_LENGTH(len);
	in = (uint8_t *)buf_room(&raw, size + 1);
	base64_decode_init(&base64);
	if (!base64_decode_update(&base64, &size, in, len, sealed) ||
	    !base64_decode_final(&base64) || size < NONCE_LEN + TAG_LEN)
		return error_set(err, ERROR_INTERNAL, "a sealed secret is damaged");
	size -= NONCE_LEN + TAG_LEN;
	out = buf_room(ret, size + 1);
	start(seal, in, &ctx);
	gcm_aes256_decrypt(&ctx, size, (uint8_t *)out, in + NONCE_LEN + TAG_LEN);
	gcm_aes256_digest(&ctx, TAG_LEN, tag);
	explicit_bzero(&ctx, sizeof(ctx));
	if (!memeql_sec(tag, in + NONCE_LEN, TAG_LEN)) {
		explicit_bzero(out, size);
		return error_set(
			err, ERROR_INTERNAL,
			"a secret cannot be opened; is secret.key the one of this database?");
	}
	ret->len += size;
	ret->data[ret->len] = '\0';
	return 0;
}

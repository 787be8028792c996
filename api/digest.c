/* Checksums, by nettle. */
#include "api/digest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

int digest_begin(struct digest *digest, const char *wanted, struct error *err)
{
	const struct nettle_hash *const kinds[] = {&nettle_md5, &nettle_sha1, &nettle_sha512};
	const char *colon = strrchr(wanted, ':');
	const char *hex = colon ? colon + 1 : wanted;
	size_t len = strlen(hex);

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (len == kinds[i]->digest_size * 2)
			digest->other = kinds[i];
	if (len && !digest->other && len != SHA256_DIGEST_SIZE * 2)
		return error_field(err, ERROR_INVALID, "InvalidFormat", "checksum",
				   "the checksum is no md5, sha1, sha256 or sha512 in hex");
	snprintf(digest->wanted, sizeof(digest->wanted), "%s", hex);
	sha256_init(&digest->sha256);
	if (!digest->other)
		return 0;
	digest->context = malloc(digest->other->context_size);
	if (!digest->context)
		abort();
	digest->other->init(digest->context);
	return 0;
}

void digest_add(struct digest *digest, const char *data, size_t len)
{
	sha256_update(&digest->sha256, len, (const uint8_t *)data);
	if (digest->other)
		digest->other->update(digest->context, len, (const uint8_t *)data);
}

static void put_hex(const unsigned char *bytes, size_t len, char *ret)
{
	for (size_t i = 0; i < len; i++)
		snprintf(ret + 2 * i, 3, "%02x", bytes[i]);
}

int digest_end(struct digest *digest, char ret[DIGEST_HEX_SIZE], struct error *err)
{
	const struct nettle_hash *other = digest->other;
	unsigned char sum[SHA512_DIGEST_SIZE];
	char got[DIGEST_HEX_SIZE];

	sha256_digest(&digest->sha256, SHA256_DIGEST_SIZE, sum);
	put_hex(sum, SHA256_DIGEST_SIZE, ret);
	snprintf(got, sizeof(got), "%s", ret);
	if (other) {
		other->digest(digest->context, other->digest_size, sum);
		put_hex(sum, other->digest_size, got);
	}
	if (digest->wanted[0] && strcasecmp(digest->wanted, got) != 0)
		return error_field(err, ERROR_INVALID, "InvalidFormat", "checksum",
				   "the upload's %s is %.128s, the image says %.128s",
				   other ? other->name : "sha256", got, digest->wanted);
	return 0;
}

void digest_done(struct digest *digest)
{
	free(digest->context);
	digest->context = NULL;
}

/* Random names. */
#include "base/id.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

/* Of a simulation; written by id_seed and, with it, by id_random on the one thread there is. */
static struct {
	int is_seeded;
	uint64_t state;
} seeded;

void id_seed(uint64_t seed)
{
	seeded.is_seeded = 1;
	seeded.state = seed;
}

/* splitmix64 */
static void seeded_bytes(unsigned char *at, size_t len)
{
	while (len--) {
		uint64_t z = seeded.state += 0x9e3779b97f4a7c15u;

		z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
		z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
		*at++ = (unsigned char)((z ^ (z >> 31)) >> 24);
	}
}

void id_random(void *bytes, size_t len)
{
	char *at = bytes;

	if (seeded.is_seeded) {
		seeded_bytes(bytes, len);
		return;
	}
	while (len) {
		ssize_t got = getrandom(at, len, 0);

		if (got < 0)
			continue; /* only EINTR is possible with valid arguments */
		at += got;
		len -= (size_t)got;
	}
}

void id_uuid(char ret[UUID_LEN + 1])
{
	static const char hex[] = "0123456789abcdef";
	unsigned char bytes[16];
	char *at = ret;

	id_random(bytes, sizeof(bytes));
	bytes[6] = (unsigned char)((bytes[6] & 0x0f) | 0x40);
	bytes[8] = (unsigned char)((bytes[8] & 0x3f) | 0x80);
	for (int i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*at++ = '-';
		*at++ = hex[bytes[i] >> 4];
		*at++ = hex[bytes[i] & 15];
	}
	*at = '\0';
}

void id_access_key(char ret[21])
{
	static const char hex[] = "0123456789ABCDEF";
	unsigned char bytes[10];

	id_random(bytes, sizeof(bytes));
	for (int i = 0; i < 10; i++) {
		ret[2 * i] = hex[bytes[i] >> 4];
		ret[2 * i + 1] = hex[bytes[i] & 15];
	}
	ret[20] = '\0';
}

void id_secret(char ret[41])
{
	static const char alphabet[] = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz123456789";
	const unsigned size = sizeof(alphabet) - 1;
	int done = 0;

	while (done < 40) {
		unsigned char bytes[64];

		id_random(bytes, sizeof(bytes));
		/* Bytes beyond the last whole multiple are left out: every letter is as likely. */
		for (size_t i = 0; i < sizeof(bytes) && done < 40; i++)
			if (bytes[i] < 256 / size * size)
				ret[done++] = alphabet[bytes[i] % size];
	}
	ret[40] = '\0';
}

int id_equal(const char *a, const char *b)
{
	size_t len_a = strlen(a), len_b = strlen(b);
	volatile unsigned char differ = len_a != len_b;

	for (size_t i = 0; i < len_a; i++)
		differ |= (unsigned char)(a[i] ^ (len_b ? b[i % len_b] : 1));
	return !differ;
}

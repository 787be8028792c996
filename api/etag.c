/* Entity tags. */
#include "api/etag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define PACKED "-gz"

static inline uint64_t mix(uint64_t a, uint64_t b)
{
	unsigned __int128 product = (unsigned __int128)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t load(const char *at)
{
	uint64_t ret;

	memcpy(&ret, at, sizeof(ret));
	return ret;
}

/* Sixteen bytes a multiplication; two at a time, so that none waits for the one before. */
uint64_t etag_hash(uint64_t key, const void *bytes, size_t len)
{
	const uint64_t odd = key | 1, other = (key >> 7) ^ 0x9e3779b97f4a7c15u;
	uint64_t a = key, b = ~key;
	const char *at = bytes;
	size_t left = len;
	char tail[32] = {0};

	for (; left >= 32; left -= 32, at += 32) {
		a = mix(a ^ load(at), load(at + 8) ^ odd);
		b = mix(b ^ load(at + 16), load(at + 24) ^ other);
	}
	if (left)
		memcpy(tail, at, left);
	a = mix(a ^ load(tail), load(tail + 8) ^ odd);
	b = mix(b ^ load(tail + 16), load(tail + 24) ^ other);
	return mix(a ^ len, b ^ odd);
}

/* Whether a row always shows as the same text. */
static int repeats(const struct call *call, const struct type *type, const struct row *row)
{
	const struct type *shown =
		snapshot_shown(call->snapshot, type->base, call->who.role, row->kind);
	const struct shape *shape = snapshot_shape(call->snapshot, shown);

	return !shape->live && !shape->extra;
}

/* Sixteen digits, as snprintf would write them in ten times the time. */
static char *add_hex(char *at, uint64_t value)
{
	for (int shift = 60; shift >= 0; shift -= 4)
		*at++ = "0123456789abcdef"[value >> shift & 15];
	return at;
}

static char *add_number(char *at, uint64_t value)
{
	char digits[20];
	int count = 0;

	do
		digits[count++] = (char)('0' + value % 10);
	while (value /= 10);
	while (count)
		*at++ = digits[--count];
	return at;
}

void etag_begin(const struct row *row, char ret[ETAG_SIZE])
{
	char *at = ret;

	if (row->rev) {
		*at++ = '"';
		at = add_number(at, (uint64_t)row->rev);
		*at++ = '-';
	}
	*at = 0;
}

int etag_is_whole(const char *tag)
{
	size_t len = strlen(tag);

	return len > 1 && tag[len - 1] == '"';
}

void etag_row(const struct call *call, const struct type *type, const struct row *row,
	      char ret[ETAG_SIZE])
{
	uint64_t key = call->api->etag_key, hash;
	char *at;

	etag_begin(row, ret);
	if (!*ret || !repeats(call, type, row))
		return;
	key ^= atomic_load_explicit(&call->api->settings, memory_order_relaxed);
	hash = etag_hash(key, call->base, call->base_len);
	if (*call->request->query)
		hash = etag_hash(hash, call->request->query, strlen(call->request->query));
	hash = mix(hash ^ (uint64_t)row->id,
		   key ^ (uint64_t)type->index << 32 ^ (uint64_t)call->snapshot->serial);
	hash = mix(hash ^ (uint64_t)call->who.role << 1 ^ (uint64_t)(call->plain != 0) ^
			   (uint64_t)call->who.sees_all << 8,
		   (key | 1) ^ (uint64_t)row->last_history);
	at = add_hex(ret + strlen(ret), hash);
	*at++ = '"';
	*at = 0;
}

void etag_body(const struct call *call, const struct buf *body, char ret[ETAG_SIZE])
{
	uint64_t hash = etag_hash(call->api->etag_key, body->data ? body->data : "", body->len);
	char *at = ret + strlen(ret);

	if (at == ret)
		*at++ = '"';
	at = add_hex(at, hash);
	*at++ = '"';
	*at = 0;
}

void etag_packed(char tag[ETAG_SIZE])
{
	size_t len = strlen(tag);

	if (etag_is_whole(tag) && len + sizeof(PACKED) <= ETAG_SIZE)
		memcpy(tag + len - 1, PACKED "\"", sizeof(PACKED) + 1);
}

/* The next tag of a list: what is between its quotes; 0 at the end, or where it is none. */
static int next_tag(const char **list, const char **ret, size_t *ret_len, int *ret_weak)
{
	const char *at = *list, *end;

	while (*at == ' ' || *at == '\t' || *at == ',')
		at++;
	*ret_weak = at[0] == 'W' && at[1] == '/';
	at += *ret_weak ? 2 : 0;
	if (*at != '"')
		return 0;
	end = strchr(++at, '"');
	if (!end)
		return 0;
	*ret = at;
	*ret_len = (size_t)(end - at);
	*list = end + 1;
	return 1;
}

static int is_any(const char *list)
{
	while (*list == ' ' || *list == '\t')
		list++;
	return *list == '*';
}

static size_t without_packed(const char *tag, size_t len)
{
	size_t tail = sizeof(PACKED) - 1;

	return len > tail && memcmp(tag + len - tail, PACKED, tail) == 0 ? len - tail : len;
}

int etag_listed(const char *list, const char *tag)
{
	size_t wanted = strlen(tag), len;
	const char *at;
	int weak;

	if (is_any(list))
		return 1;
	if (wanted < 2)
		return 0;
	wanted = without_packed(++tag, wanted - 2);
	while (next_tag(&list, &at, &len, &weak))
		if (without_packed(at, len) == wanted && memcmp(at, tag, wanted) == 0)
			return 1;
	return 0;
}

int64_t etag_revision(const char *list, int64_t rev)
{
	const char *at;
	size_t len;
	int weak;

	if (is_any(list))
		return 0;
	while (next_tag(&list, &at, &len, &weak)) {
		char *end;
		long long given = strtoll(at, &end, 10);

		if (!weak && end > at && *end == '-' && end < at + len && given == rev)
			return rev;
	}
	return -1;
}

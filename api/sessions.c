/* A small table under a mutex: looked at once a minute by each thread that serves a session. */
#include "api/sessions.h"

#include <nettle/memops.h>
#include <nettle/sha2.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/json.h"
#include "base/log.h"
#include "host/file.h"

#define SESSIONS_MAX 1024
#define SESSIONS_OF_KEY 64
#define LINK_MS ((int64_t)24 * 3600 * 1000)
#define FILE_BYTES ((size_t)1 << 20)
/* How late the file may know that a session was used. */
#define KEEP_MS ((int64_t)10 * 60 * 1000)

struct entry {
	unsigned char digest[SHA256_DIGEST_SIZE];
	struct session_owner owner; /* account_id 0: a free place */
	int64_t opened, used, kept; /* UTC ms; kept: `used` as the file has it */
	int is_link;
};

struct sessions {
	pthread_mutex_t lock;
	char *path;
	struct entry list[SESSIONS_MAX];
};

static void digest_of(const char *token, unsigned char ret[SHA256_DIGEST_SIZE])
{
	struct sha256_ctx ctx;

	sha256_init(&ctx);
	sha256_update(&ctx, strlen(token), (const uint8_t *)token);
	sha256_digest(&ctx, SHA256_DIGEST_SIZE, ret);
}

static void add_hex(const unsigned char *bytes, size_t len, char *ret)
{
	for (size_t i = 0; i < len; i++) {
		ret[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
		ret[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
	}
	ret[2 * len] = 0;
}

static int from_hex(const char *text, size_t len, unsigned char *ret)
{
	for (size_t i = 0; i < 2 * len; i++) {
		const char *digits = "0123456789abcdef";
		const char *at = text[i] ? strchr(digits, text[i]) : NULL;

		if (!at)
			return -1;
		ret[i / 2] = (unsigned char)(i % 2 ? ret[i / 2] << 4 | (at - digits) : at - digits);
	}
	return text[2 * len] ? -1 : 0;
}

/* --- The file --------------------------------------------------------------------------- */

static int read_entry(struct span item, struct entry *ret)
{
	AUTO(buf_done) struct buf digest = {0};

	memset(ret, 0, sizeof(*ret));
	if (json_string(json_get(item, "digest"), &digest) < 0 || !digest.data ||
	    from_hex(digest.data, sizeof(ret->digest), ret->digest) < 0 ||
	    json_int(json_get(item, "account"), &ret->owner.account_id) < 0 ||
	    json_int(json_get(item, "key"), &ret->owner.key_id) < 0 ||
	    json_int(json_get(item, "opened"), &ret->opened) < 0 ||
	    json_int(json_get(item, "used"), &ret->used) < 0)
		return -1;
	ret->kept = ret->used;
	ret->is_link = json_is_true(json_get(item, "link"));
	return ret->owner.account_id > 0 ? 0 : -1;
}

static void read_file(struct sessions *sessions)
{
	AUTO(buf_done) struct buf text = {0};
	struct json_iter iter;
	struct error err;
	struct span item, all;
	int count = 0;

	if (file_read(sessions->path, FILE_BYTES, &text, &err) < 0) {
		if (err.code != ERROR_NOT_FOUND)
			log_warn("api", "sessions cannot be read, ignoring", "error=\"%s\"",
				 err.text);
		return;
	}
	all = (struct span){text.data, text.len};
	if (!text.len || json_check(text.data, text.len, 4, NULL) < 0 || !json_is_array(all))
		return;
	json_iter_start(&iter, all);
	while (count < SESSIONS_MAX && json_iter_next(&iter, NULL, &item))
		count += read_entry(item, &sessions->list[count]) == 0;
	if (count < SESSIONS_MAX)
		memset(&sessions->list[count], 0, sizeof(sessions->list[0]));
}

/* Under the lock. */
static void write_file(struct sessions *sessions)
{
	AUTO(buf_done) struct buf text = {0};
	char digest[2 * SHA256_DIGEST_SIZE + 1];
	struct error err;

	if (!sessions->path)
		return;
	buf_addc(&text, '[');
	for (int i = 0; i < SESSIONS_MAX; i++) {
		struct entry *entry = &sessions->list[i];

		if (!entry->owner.account_id)
			continue;
		entry->kept = entry->used;
		add_hex(entry->digest, sizeof(entry->digest), digest);
		buf_addf(&text,
			 "%s{\"digest\":\"%s\",\"account\":%lld,\"key\":%lld,\"opened\":%lld,"
			 "\"used\":%lld,\"link\":%s}",
			 text.len > 1 ? ",\n" : "", digest, (long long)entry->owner.account_id,
			 (long long)entry->owner.key_id, (long long)entry->opened,
			 (long long)entry->used, entry->is_link ? "true" : "false");
	}
	buf_adds(&text, "]\n");
	if (file_write(sessions->path, text.data, text.len, 0600, &err) < 0)
		log_warn("api", "sessions cannot be kept, ignoring", "error=\"%s\"", err.text);
}

/* --- The table -------------------------------------------------------------------------- */

struct sessions *sessions_new(const char *path)
{
	struct sessions *sessions = calloc(1, sizeof(*sessions));

	if (!sessions)
		abort();
	pthread_mutex_init(&sessions->lock, NULL);
	if (path) {
		sessions->path = strdup(path);
		if (!sessions->path)
			abort();
		read_file(sessions);
	}
	return sessions;
}

void sessions_free(struct sessions *sessions)
{
	if (!sessions)
		return;
	pthread_mutex_destroy(&sessions->lock);
	free(sessions->path);
	free(sessions);
}

static struct entry *find(struct sessions *sessions, const char *token, int is_link)
{
	unsigned char digest[SHA256_DIGEST_SIZE];

	if (strlen(token) != SESSION_TOKEN)
		return NULL;
	digest_of(token, digest);
	for (int i = 0; i < SESSIONS_MAX; i++) {
		struct entry *entry = &sessions->list[i];

		if (entry->owner.account_id && entry->is_link == is_link &&
		    memeql_sec(entry->digest, digest, sizeof(digest)))
			return entry;
	}
	return NULL;
}

/*
 * A free place, or that of the one that was idle longest: of the same key, once that has its share.
 * Nobody logs others out by logging in again and again.
 */
static struct entry *room(struct sessions *sessions, const struct session_owner *owner)
{
	struct entry *oldest = NULL, *own = NULL, *spare = NULL;
	int count = 0;

	for (int i = 0; i < SESSIONS_MAX; i++) {
		struct entry *entry = &sessions->list[i];

		if (!entry->owner.account_id) {
			spare = spare ? spare : entry;
			continue;
		}
		if (!oldest || entry->used < oldest->used)
			oldest = entry;
		if (entry->owner.key_id != owner->key_id)
			continue;
		count++;
		if (!own || entry->used < own->used)
			own = entry;
	}
	return count >= SESSIONS_OF_KEY ? own : spare ? spare : oldest;
}

static void add(struct sessions *sessions, const struct session_owner *owner, int is_link,
		char ret[SESSION_TOKEN + 1])
{
	unsigned char bytes[SESSION_TOKEN / 2];
	struct entry *entry;

	id_random(bytes, sizeof(bytes));
	add_hex(bytes, sizeof(bytes), ret);
	explicit_bzero(bytes, sizeof(bytes));
	pthread_mutex_lock(&sessions->lock);
	entry = room(sessions, owner);
	entry->owner = *owner;
	entry->is_link = is_link;
	entry->opened = entry->used = clock_now();
	digest_of(ret, entry->digest);
	write_file(sessions);
	pthread_mutex_unlock(&sessions->lock);
}

void sessions_open(struct sessions *sessions, const struct session_owner *owner,
		   char ret[SESSION_TOKEN + 1])
{
	add(sessions, owner, 0, ret);
}

void sessions_link(struct sessions *sessions, const struct session_owner *owner,
		   char ret[SESSION_TOKEN + 1])
{
	add(sessions, owner, 1, ret);
}

int sessions_find(struct sessions *sessions, const char *token, const struct session_limits *limits,
		  struct session_owner *ret, int64_t *ret_until)
{
	int64_t now = clock_now();
	struct entry *entry;
	int rc = -1;

	pthread_mutex_lock(&sessions->lock);
	entry = find(sessions, token, 0);
	if (entry && (now - entry->used >= limits->idle || now - entry->opened >= limits->total)) {
		memset(entry, 0, sizeof(*entry));
		write_file(sessions);
	} else if (entry) {
		entry->used = now;
		if (now - entry->kept >= KEEP_MS)
			write_file(sessions);
		*ret = entry->owner;
		*ret_until = entry->opened + limits->total < now + limits->idle
				     ? entry->opened + limits->total
				     : now + limits->idle;
		rc = 0;
	}
	pthread_mutex_unlock(&sessions->lock);
	return rc;
}

void sessions_close(struct sessions *sessions, const char *token)
{
	struct entry *entry;

	pthread_mutex_lock(&sessions->lock);
	entry = find(sessions, token, 0);
	if (entry) {
		memset(entry, 0, sizeof(*entry));
		write_file(sessions);
	}
	pthread_mutex_unlock(&sessions->lock);
}

int sessions_take_link(struct sessions *sessions, const char *token, struct session_owner *ret)
{
	struct entry *entry;
	int rc = -1;

	pthread_mutex_lock(&sessions->lock);
	entry = find(sessions, token, 1);
	if (entry) {
		if (clock_now() - entry->opened < LINK_MS) {
			*ret = entry->owner;
			rc = 0;
		}
		memset(entry, 0, sizeof(*entry));
		write_file(sessions);
	}
	pthread_mutex_unlock(&sessions->lock);
	return rc;
}

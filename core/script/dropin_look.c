/*
 * What is on disk: names, texts, and whether somebody is still writing (contract: dropin.h).
 */
#include "script/dropin.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/buf.h"
#include "base/clock.h"
#include "script/vm.h"

enum { SIZE_MAX_BYTES = 1 << 20, NAME_MAX_BYTES = 100, STILL_MS = 60, SHOWN_MAX = 56 };

/* --- Sources ---------------------------------------------------------------------------- */

struct source *source_new(const char *text, size_t len)
{
	struct source *source = malloc(sizeof(*source) + len + 1);
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx sha;

	if (!source)
		abort();
	atomic_init(&source->refs, 1);
	source->len = len;
	memcpy(source->text, text, len);
	source->text[len] = 0;
	sha256_init(&sha);
	sha256_update(&sha, len, (const uint8_t *)text);
	sha256_digest(&sha, sizeof(digest), digest);
	for (size_t i = 0; i < sizeof(digest); i++)
		snprintf(source->sha256 + 2 * i, 3, "%02x", digest[i]);
	return source;
}

struct source *source_ref(struct source *source)
{
	atomic_fetch_add_explicit(&source->refs, 1, memory_order_relaxed);
	return source;
}

void source_unref(struct source *source)
{
	if (source && atomic_fetch_sub_explicit(&source->refs, 1, memory_order_acq_rel) == 1)
		free(source);
}

/* --- One file --------------------------------------------------------------------------- */

/* Lua cuts names of chunks that are longer; then the file's own name says more than the end. */
static char *shown_path(const char *dir, const char *name)
{
	struct buf text = {0};

	if (strlen(dir) + strlen(name) + 1 <= SHOWN_MAX)
		buf_addf(&text, "%s/", dir);
	for (const char *at = name; *at; at++) {
		if (isprint((unsigned char)*at) && *at != '"' && *at != '\\')
			buf_addc(&text, *at);
		else
			buf_addf(&text, "\\x%02x", (unsigned char)*at);
	}
	return buf_steal(&text);
}

struct dropin_file *dropin_file(struct dropin *dropin, const char *name)
{
	struct dropin_file **at = &dropin->files, *file;

	while (*at && strcmp((*at)->name, name) < 0)
		at = &(*at)->next;
	if (*at && strcmp((*at)->name, name) == 0)
		return *at;
	file = calloc(1, sizeof(*file));
	if (!file || !(file->name = strdup(name)))
		abort();
	file->path = shown_path(dropin->dir, name);
	file->next = *at;
	*at = file;
	return file;
}

static int good_name(const char *name)
{
	size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				  "0123456789_.-");

	return !name[len] && len <= NAME_MAX_BYTES;
}

static int same_stamp(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec &&
	       a->st_ctim.tv_sec == b->st_ctim.tv_sec && a->st_ctim.tv_nsec == b->st_ctim.tv_nsec &&
	       a->st_mode == b->st_mode;
}

static int is_young(const struct stat *stamp)
{
	int64_t age = clock_now() -
		      ((int64_t)stamp->st_mtim.tv_sec * 1000 + stamp->st_mtim.tv_nsec / 1000000);

	return age >= 0 && age < STILL_MS;
}

static int check_kind(const struct dropin_file *file, const struct stat *stamp, struct error *err)
{
	if (!good_name(file->name))
		return error_set(err, ERROR_INVALID,
				 "%s:1: the name of a file is made of letters, digits, _ . and -, "
				 "%d at most",
				 file->path, NAME_MAX_BYTES);
	if (!S_ISREG(stamp->st_mode))
		return error_set(err, ERROR_INVALID, "%s:1: is %s, not a file", file->path,
				 S_ISDIR(stamp->st_mode) ? "a directory" : "something else");
	if (stamp->st_size > SIZE_MAX_BYTES)
		return error_set(err, ERROR_INVALID, "%s:1: is larger than 1 MiB (%lld bytes)",
				 file->path, (long long)stamp->st_size);
	return 0;
}

static int read_error(const struct dropin_file *file, struct error *err)
{
	return error_errno(err, "%s:1: cannot be read", file->path);
}

/* 1: it changed meanwhile; 0 with *ret; -1. Never waits for a writer of a pipe. */
static int read_text(const char *path, struct dropin_file *file, struct stat *stamp,
		     struct source **ret, struct error *err)
{
	AUTO(close) int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	AUTO(buf_done) struct buf text = {0};
	struct stat after;
	ssize_t got;

	if (fd < 0 || fstat(fd, stamp) < 0)
		return read_error(file, err);
	if (check_kind(file, stamp, err) < 0)
		return -1;
	while (text.len <= SIZE_MAX_BYTES) {
		got = read(fd, buf_room(&text, 65536), 65536);
		if (got < 0)
			return read_error(file, err);
		if (got == 0)
			break;
		text.len += (size_t)got;
	}
	if (fstat(fd, &after) < 0)
		return read_error(file, err);
	if (!same_stamp(stamp, &after) || text.len != (size_t)stamp->st_size)
		return 1;
	*ret = source_new(text.data ? text.data : "", text.len);
	return 0;
}

static void forget_text(struct dropin_file *file)
{
	source_unref(file->seen);
	file->seen = NULL;
	memset(&file->stamp, 0, sizeof(file->stamp));
}

static void look_at(struct dropin *dropin, struct dropin_file *file)
{
	AUTO(buf_done) struct buf path = {0};
	struct source *fresh = NULL;
	struct error fault = {0};
	struct stat stamp = {0};
	int rc, was_there = file->present;

	buf_addf(&path, "%s/%s", dropin->dir, file->name);
	file->present = 1;
	if (stat(path.data, &stamp) == 0) {
		if (was_there && same_stamp(&stamp, &file->stamp))
			return;
		if (dropin->patient && S_ISREG(stamp.st_mode) && is_young(&stamp)) {
			file->present = was_there;
			dropin->again = 1;
			return;
		}
	}
	rc = read_text(path.data, file, &stamp, &fresh, &fault);
	if (rc > 0 || (rc < 0 && fault.code == ERROR_NOT_FOUND && access(path.data, F_OK) == 0)) {
		file->present = was_there;
		dropin->again = 1;
		return;
	}
	/* Touched, but the same bytes. */
	if (rc == 0 && file->seen && strcmp(file->seen->sha256, fresh->sha256) == 0) {
		source_unref(fresh);
		file->stamp = stamp;
		dropin->changed |= !was_there;
		return;
	}
	if (rc < 0 && was_there && !file->seen && strcmp(file->fault.text, fault.text) == 0)
		return;
	forget_text(file);
	file->seen = fresh;
	file->fault = fault;
	file->stamp = stamp;
	/* At the first look after a start: what was admitted before and is attached already. */
	if (!fresh || !file->used || strcmp(file->used->sha256, fresh->sha256) != 0 ||
	    file->error.code)
		dropin->changed = 1;
}

/* --- The directory ---------------------------------------------------------------------- */

int dropin_look(struct dropin *dropin, struct error *err)
{
	DIR *stream;
	char **names;

	dropin->changed = dropin->again = 0;
	dropin->missing = !dropin->dir;
	if (!dropin->dir)
		return 0;
	/* A directory that cannot be read is no reason to take anything away. */
	stream = opendir(dropin->dir);
	if (!stream && errno != ENOENT && errno != ENOTDIR)
		return error_errno(err, "%s cannot be read", dropin->dir);
	dropin->missing = !stream;
	if (stream)
		closedir(stream);
	names = vm_list(dropin->dir);
	for (struct dropin_file *file = dropin->files; file; file = file->next) {
		int found = 0;

		for (int i = 0; names[i] && !found; i++)
			found = strcmp(names[i], file->name) == 0;
		if (found || !file->present)
			continue;
		file->present = 0;
		forget_text(file);
		dropin->changed = 1;
	}
	for (int i = 0; names[i]; i++)
		look_at(dropin, dropin_file(dropin, names[i]));
	vm_free_names(names);
	return 0;
}

/* FNV-1a over names, sizes and times. */
static uint64_t mix(uint64_t mark, const void *bytes, size_t len)
{
	const uint8_t *at = bytes;

	for (size_t i = 0; i < len; i++)
		mark = (mark ^ at[i]) * 1099511628211u;
	return mark;
}

uint64_t dropin_mark(const char *root)
{
	static const char *const dirs[] = {"lua/lib", "api/schemas", "lua/processes",
					   "lua/handlers"};
	uint64_t mark = 14695981039346656037u;

	for (size_t i = 0; i < sizeof(dirs) / sizeof(dirs[0]); i++) {
		AUTO(buf_done) struct buf path = {0};
		char **names;
		size_t len;

		buf_addf(&path, "%s/%s", root, dirs[i]);
		len = path.len;
		names = vm_list(path.data);
		for (int k = 0; names[k]; k++) {
			struct stat stamp = {0};

			path.len = len;
			buf_addf(&path, "/%s", names[k]);
			if (stat(path.data, &stamp) < 0)
				stamp.st_size = -1;
			mark = mix(mark, names[k], strlen(names[k]));
			mark = mix(mark, &stamp.st_size, sizeof(stamp.st_size));
			mark = mix(mark, &stamp.st_mtim, sizeof(stamp.st_mtim));
		}
		vm_free_names(names);
	}
	return mark ? mark : 1;
}

/*
 * The texts that were admitted, kept under DIR/scripts: what a broken file is replaced by at the
 * next start. See scripts.h.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/log.h"
#include "host/file.h"
#include "scripts_internal.h"

enum { FILE_BYTES_MAX = 1 << 20 };

struct copies {
	char *dir;
	struct copy {
		char *name;
		struct source *source; /* NULL: is to go */
	} * list;
	int count;
};

static void write_copies(void *arg)
{
	struct copies *copies = arg;
	struct error err = {0};

	if (copies->count && file_mkdir(copies->dir, 0700, &err) < 0)
		log_warn("scripts", "admitted files cannot be kept", "error=\"%s\"", err.text);
	for (int i = 0; i < copies->count; i++) {
		struct copy *copy = &copies->list[i];
		AUTO(buf_done) struct buf path = {0};
		int rc;

		buf_addf(&path, "%s/%s", copies->dir, copy->name);
		rc = copy->source ? file_write(path.data, copy->source->text, copy->source->len,
					       0600, &err)
				  : file_remove(path.data, &err);
		if (rc < 0)
			log_warn("scripts", "the admitted version of a file cannot be kept",
				 "file=%s error=\"%s\"", copy->name, err.text);
	}
}

static void copies_done(void *arg)
{
	struct copies *copies = arg;

	for (int i = 0; i < copies->count; i++) {
		source_unref(copies->list[i].source);
		free(copies->list[i].name);
	}
	free(copies->list);
	free(copies->dir);
	free(copies);
}

struct copies *copies_new(const struct scripts *scripts)
{
	struct copies *copies = calloc(1, sizeof(*copies));

	if (!copies)
		abort();
	copies->dir = strdup(scripts->copies);
	return copies;
}

void copies_add(struct copies *copies, const char *name, struct source *source)
{
	copies->list = realloc(copies->list, ((size_t)copies->count + 1) * sizeof(*copies->list));
	if (!copies->list)
		abort();
	copies->list[copies->count++] =
		(struct copy){strdup(name), source ? source_ref(source) : NULL};
}

void copies_write(struct scripts *scripts, struct copies *copies)
{
	pool_run(scripts->pool, "files", write_copies, copies_done, copies);
}

void copies_read(struct scripts *scripts)
{
	DIR *stream = opendir(scripts->copies);
	struct dirent *entry;

	while (stream && (entry = readdir(stream))) {
		AUTO(buf_done) struct buf path = {0}, copy = {0}, text = {0};
		struct dropin_file *file;
		size_t len = strlen(entry->d_name);

		if (len < 5 || entry->d_name[0] == '.' ||
		    strcmp(entry->d_name + len - 4, ".lua") != 0)
			continue;
		buf_addf(&path, "%s/%s", scripts->options.drop_in, entry->d_name);
		buf_addf(&copy, "%s/%s", scripts->copies, entry->d_name);
		if (access(path.data, F_OK) < 0) {
			unlink(copy.data);
			continue;
		}
		if (file_read(copy.data, FILE_BYTES_MAX, &text, NULL) < 0)
			continue;
		file = dropin_file(scripts->dropin, entry->d_name);
		file->good = source_new(text.data ? text.data : "", text.len);
		file->present = 1;
	}
	if (stream)
		closedir(stream);
}

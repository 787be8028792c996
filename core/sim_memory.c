/* A file of lines, `+ AGENT INSTANCE` and `- AGENT INSTANCE`. */
#include "sim_memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/buf.h"
#include "host/file.h"
#include "sim/sim.h"

enum { MEMORY_MAX = 256 << 20 };

struct sim_memory {
	FILE *file; /* NULL: nothing is remembered */
	struct sim *known; /* a set of "AGENT INSTANCE", as of the opening */
};

static void replay(struct sim_memory *memory, char *text)
{
	char *save, *line;

	for (line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		if (strncmp(line, "+ ", 2) == 0)
			sim_remember(memory->known, line + 2);
		else if (strncmp(line, "- ", 2) == 0)
			sim_drop(memory->known, line + 2);
	}
}

static void add_line(void *arg, const char *pair)
{
	buf_addf(arg, "+ %s\n", pair);
}

struct sim_memory *sim_memory_open(const char *path, struct error *err)
{
	struct sim_memory *memory = calloc(1, sizeof(*memory));
	AUTO(buf_done) struct buf text = {0}, lean = {0};
	struct error missing;

	if (!memory)
		abort();
	memory->known = sim_new("memory", &(struct sim_options){0}, NULL);
	if (!path)
		return memory;
	if (file_read(path, MEMORY_MAX, &text, &missing) == 0 && text.len)
		replay(memory, text.data);
	sim_each(memory->known, add_line, &lean);
	if (file_write(path, lean.len ? lean.data : "", lean.len, 0600, err) == 0)
		memory->file = fopen(path, "ae");
	if (!memory->file) {
		error_wrap(err, "--memory");
		sim_memory_close(memory);
		return NULL;
	}
	return memory;
}

void sim_memory_close(struct sim_memory *memory)
{
	if (!memory)
		return;
	if (memory->file)
		fclose(memory->file);
	sim_free(memory->known);
	free(memory);
}

void sim_memory_note(struct sim_memory *memory, const char *agent_uuid, const char *instance_uuid,
		     int runs)
{
	if (!memory->file)
		return;
	fprintf(memory->file, "%c %s %s\n", runs ? '+' : '-', agent_uuid, instance_uuid);
	/* To the kernel at once: we may be killed. */
	fflush(memory->file);
}

struct recall {
	const char *agent_uuid;
	size_t len;
	void (*each)(void *arg, const char *instance_uuid);
	void *arg;
};

static void recall_one(void *arg, const char *pair)
{
	struct recall *recall = arg;

	if (strncmp(pair, recall->agent_uuid, recall->len) == 0 && pair[recall->len] == ' ')
		recall->each(recall->arg, pair + recall->len + 1);
}

void sim_memory_recall(struct sim_memory *memory, const char *agent_uuid,
		       void (*each)(void *arg, const char *instance_uuid), void *arg)
{
	struct recall recall = {agent_uuid, strlen(agent_uuid), each, arg};

	sim_each(memory->known, recall_one, &recall);
}

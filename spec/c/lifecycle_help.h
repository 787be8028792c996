/*
 * Process definitions as one line of text each, for tests:
 * DEFINE("instance", "start", "stopped,creating", "starting", "running"). A list of states that
 * depends on where it comes from is "running=updating-running,stopped=updating-stopped".
 */
#ifndef SPEC_LIFECYCLE_HELP_H
#define SPEC_LIFECYCLE_HELP_H

#include <stdio.h>
#include <string.h>

#include "engine/lifecycle.h"

#define HELP_STATES 10

struct definition_text {
	const char *type, *verb, *start, *via, *done;
	const char *fallback, *on_failure;
	const char *handlers[PHASE_MAX]; /* comma separated */
	int delegate, column, retries, timeout;
	const char *name; /* NULL: type.verb */
};

#define DEFINE(t, v, s, over, to, ...) \
	{ \
		.type = t, .verb = v, .start = s, .via = over, .done = to, __VA_ARGS__ \
	}

static inline int help_split(char *text, char *ret[HELP_STATES])
{
	int count = 0;

	for (char *part = strtok(text, ","); part && count < HELP_STATES - 1;
	     part = strtok(NULL, ","))
		ret[count++] = part;
	ret[count] = NULL;
	return count;
}

static inline void help_pairs(char *text, struct state_pair ret[HELP_STATES])
{
	char *parts[HELP_STATES];
	int count = help_split(text, parts);

	for (int i = 0; i < count; i++) {
		char *equals = strchr(parts[i], '=');

		ret[i] = (struct state_pair){equals ? parts[i] : NULL,
					     equals ? equals + 1 : parts[i]};
		if (equals)
			*equals = 0;
	}
	ret[count] = (struct state_pair){NULL, NULL};
}

static inline int help_add(struct lifecycles *set, const struct definition_text *text, int line,
			   struct error *err)
{
	char name[64], start[256], via[256], done[256], names[PHASE_MAX][128];
	char *starts[HELP_STATES], *parts[HELP_STATES];
	struct state_pair vias[HELP_STATES], dones[HELP_STATES];
	struct handler handlers[PHASE_MAX][HELP_STATES];
	struct process_spec spec = {.fallback = text->fallback,
				    .initial = "requested",
				    .file = "test.lua",
				    .line = line};

	snprintf(name, sizeof(name), "%s.%s", text->type, text->verb);
	snprintf(start, sizeof(start), "%s", text->start);
	snprintf(via, sizeof(via), "%s", text->via);
	snprintf(done, sizeof(done), "%s", text->done);
	help_split(start, starts);
	help_pairs(via, vias);
	help_pairs(done, dones);
	spec.process = (struct process){
		.name = text->name ? text->name : name,
		.type = text->type,
		.verb = text->verb,
		.column = text->column,
		.start = (const char *const *)starts,
		.via = vias,
		.done = dones,
		.delegate = text->delegate,
		.on_failure = text->on_failure,
		.retries = text->retries,
	};
	for (int phase = 0; phase < PHASE_MAX; phase++) {
		snprintf(names[phase], sizeof(names[phase]), "%s",
			 text->handlers[phase] ? text->handlers[phase] : "");
		spec.handler_count[phase] = help_split(names[phase], parts);
		spec.handlers[phase] = handlers[phase];
		for (int i = 0; i < spec.handler_count[phase]; i++)
			handlers[phase][i] = (struct handler){.name = parts[i],
							      .file = "test.lua",
							      .line = 1,
							      .timeout = text->timeout};
	}
	return lifecycles_add(set, &spec, err);
}

#endif

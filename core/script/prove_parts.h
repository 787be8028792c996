/*
 * What the files of trials share: prove.c (a trial, from its world to its end), bind_prove.c
 * (raw.prove), prove_report.c (what it tells). Nobody else includes this.
 */
#ifndef SCRIPT_PROVE_PARTS_H
#define SCRIPT_PROVE_PARTS_H

#include "script/bind.h"
#include "script/prove.h"
#include "script/task.h"

/* Owner of its task. */
struct trial {
	struct lifecycles *lifecycles; /* references */
	struct model *model;
	const struct process *process;
	const struct handler *handler; /* or NULL */
	char *type;
	int64_t id;
	char file[160];
	void (*done)(void *arg, int rc, struct span report, const struct error *err);
	void *arg;
	struct error err; /* there could be no trial */
	unsigned no_trial : 1;
	char command[80]; /* its name; "": a trial of handlers */
	struct buf ran; /* names of handlers, each behind a line break, and one at the end */
	int types; /* registry reference: shapes of types by name */
};

/* Pushes {name, file, line, phase, run}: a handler as the world calls it. */
void prove_push_handler(lua_State *L, const struct handler *handler, int phase);

/* The report of a trial that ended (its form: prove.h). `err` is read when rc < 0. */
void prove_report(struct task *task, int rc, int results, const struct error *err, struct buf *ret);

#endif

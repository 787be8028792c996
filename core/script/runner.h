/*
 * What runs tasks and what they read from, between the files of this folder.
 */
#ifndef SCRIPT_RUNNER_H
#define SCRIPT_RUNNER_H

#include "script/vm.h"

struct task;

/* The reader of the loop thread, opened at the first read. Borrowed; NULL and err when there is
 * none. */
struct reader *script_reader(struct script *script, struct error *err);

/* A handler's task is let go of, without its end. Returns when it began, ns. */
int64_t runner_let_go(struct task *task);

#endif

/*
 * What runs tasks and what they read from, between the files of this folder.
 */
#ifndef SCRIPT_RUNNER_H
#define SCRIPT_RUNNER_H

#include "script/vm.h"

/* The reader of the loop thread, opened at the first read. Borrowed; NULL and err when there is
 * none. */
struct reader *script_reader(struct script *script, struct error *err);

#endif

/*
 * What the files of drop-ins share: dropin.c (the files in memory, running a version, bringing
 * functions into the state that runs), dropin_build.c (which versions, and definitions out of
 * them), dropin_look.c (the disk), dropin_commands.c (an agent's). Nobody else includes this.
 */
#ifndef SCRIPT_DROPIN_PARTS_H
#define SCRIPT_DROPIN_PARTS_H

#include "script/dropin.h"

/* Keeps another text, or NULL, in place of the one at `at`. */
void dropin_set_source(struct source **at, struct source *source);

/* Forgets what the last build wanted to have attached. */
void dropin_drop_wishes(struct dropin *dropin);

/* Runs a version in `script`; leaves the list of its definitions on its stack, or nothing. */
int dropin_run_version(struct script *script, const struct dropin_file *file,
		       const struct source *source, struct error *err);

#endif

/*
 * The drop-in directory: files of Lua that come, change and go while everything runs.
 *
 * One round is: look (what is on disk), build (run and compile all declarations, the built-in
 * ones included, in a Lua state of its own), attach (load the functions of what is new into the
 * state that runs), commit (from now on). Look and build belong on a worker thread, where an
 * endless loop in a file or a slow disk stops nobody; the loop thread only sees what is whole.
 *
 * A version of a file that is refused leaves the version before it attached. Who is to blame
 * when files do not fit together: the one that the error names if it is new, else the one that
 * changed; never one that ran before.
 */
#ifndef SCRIPT_DROPIN_H
#define SCRIPT_DROPIN_H

#include <stdatomic.h>
#include <sys/stat.h>

#include "base/error.h"
#include "script/script.h"

/* One version of a file: its text. Immutable, counted, any thread. */
struct source {
	atomic_int refs;
	size_t len;
	char sha256[65];
	char text[]; /* ended by NUL */
};
struct source *source_new(const char *text, size_t len);
struct source *source_ref(struct source *source);
void source_unref(struct source *source); /* NULL does nothing */

enum script_state { SCRIPT_ACTIVE, SCRIPT_REFUSED, SCRIPT_DISABLED };

struct dropin_file {
	struct dropin_file *next; /* by name */
	char *name; /* "greet.lua", as on disk */
	char *path; /* as errors, tracebacks and the API name it */
	int present; /* was there at the last look */
	struct stat stamp; /* of what was read */
	struct source *seen; /* what is there; NULL: cannot be read, fault says why */
	struct error fault;
	struct source *good; /* the last version that was admitted */
	struct source *banned; /* a version that failed after it was built, and why */
	struct error ban;
	int disabled; /* by an operator */

	/* What the last round came to. */
	enum script_state state;
	struct source *used; /* what is attached; NULL: nothing */
	struct error error; /* why `seen` is not used; code 0: it is */
	char kinds[64]; /* "schema lifecycle handler", of what is used */
};

/* A handler whose function is still to be loaded. */
struct wish {
	int reference;
	char *name;
	struct dropin_file *file;
	struct source *source;
};

/* What a handler's function is known by. */
struct known {
	int reference;
	char *name;
	const struct source *source; /* NULL: built in */
};

struct dropin {
	char *root, *dir; /* dir: may not be there (yet) */
	struct dropin_file *files;
	char **disabled; /* names of built-in handlers, NULL-terminated; owned */
	int patient; /* files that are being written are left for the next look */

	/* Filled by dropin_prepare. */
	struct known *known;
	int known_count, next_reference;

	/* Filled by dropin_look. */
	int changed; /* something is not as it was */
	int again; /* something was being written: look again soon */
	int missing; /* there is no directory */

	/* Filled by dropin_build. */
	struct model *model;
	struct lifecycles *lifecycles;
	struct wish *wishes;
	int wish_count, wish_done;
	uint64_t installed; /* mark over the files of the installation */
};

/* `dir` may be NULL: no drop-ins, only built-in handlers that may be disabled. `root` NULL: only
 * looked at, never built. */
struct dropin *dropin_new(const char *root, const char *dir);
void dropin_free(struct dropin *dropin);

/* The file of this name, made when there is none. */
struct dropin_file *dropin_file(struct dropin *dropin, const char *name);

/* Loop thread: takes down what the running state has, for a build. */
void dropin_prepare(struct dropin *dropin, struct script *script);

/* Any one thread: reads what changed. -1: the directory cannot be read; all stays as it is. */
int dropin_look(struct dropin *dropin, struct error *err);

/*
 * Any one thread, after dropin_prepare: chooses versions that fit together and compiles them.
 * Refusals are left in the files. -1: nothing fits, not even the built-in files alone.
 */
int dropin_build(struct dropin *dropin, struct error *err);

/*
 * Loop thread: loads functions of new versions for at most `ms` (one file at least). 1: there is
 * more to do; 0: all are here; -1: a version failed, it is banned, and a new build is due.
 */
int dropin_attach(struct dropin *dropin, struct script *script, int64_t ms);

/* Loop thread: the script's definitions are the built ones from now on. */
void dropin_commit(struct dropin *dropin, struct script *script);

/* Loop thread: the built ones will not be used. */
void dropin_give_up(struct dropin *dropin, struct script *script);

/* A version that must not be used, whatever the build says of it. */
void dropin_ban(struct dropin_file *file, struct source *source, const struct error *err);

/* All of it now, for a program that only checks: -1 with the first refusal. */
int dropin_load_now(struct script *script, const char *dir, struct error *err);

/* Loop thread, for an agent: the commands of a directory that was looked at are those it serves
 * from now on, beside the built-in ones. A broken file leaves its version before in force. */
void dropin_commands(struct dropin *dropin, struct script *script);

/* dropin_look.c: what tells whether the installed files are those that were loaded. */
uint64_t dropin_mark(const char *root);

#endif

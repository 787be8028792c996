/*
 * Making agents over the API, as a user would: each is looked for by its address, made when it
 * is not there, and its key is read. Loop thread only.
 */
#ifndef SIM_ENROL_H
#define SIM_ENROL_H

#include "base/error.h"
#include "loop/loop.h"

struct enrol;

struct enrol_options {
	const char *url; /* http://HOST:PORT */
	const char *key; /* ACCESS:SECRET, or NULL for a server that asks for none */
	const char *name; /* the addresses are event://sim-NAME-1, ... */
	int count;
	/* Called once for each, in any order. Strings are borrowed. */
	void (*each)(void *arg, const char *uuid, const char *access_key, const char *secret_key);
	/* Refused for good (a wrong key, say); no more follow. */
	void (*failed)(void *arg, const struct error *err);
	void *arg;
};

/* A server that does not answer is asked again and again. The caller frees it with enrol_free. */
struct enrol *enrol_new(struct loop *loop, const struct enrol_options *options, struct error *err);
void enrol_free(struct enrol *enrol);

#endif

/*
 * What the program was told: one table of options, each of which can be a flag (--data DIR),
 * a variable of the environment (STAMPEDE_DATA) or a line of the configuration file
 * (data = DIR). A flag beats the environment, that beats the file, that beats the default.
 *
 * Every error names the option and says what to type. Read once, before any thread starts.
 */
#ifndef CONFIG_H
#define CONFIG_H

#include <stdio.h>

#include "base/error.h"

/* Where a server is looked for when nobody says. */
#define CONFIG_URL "http://localhost:9080"

/* Which subcommand an option belongs to. */
enum { FOR_SERVER = 1, FOR_AGENT = 2, FOR_UP = 4, FOR_CHECK = 8, FOR_SIM = 16, FOR_CONSOLE = 128 };

enum config_source { FROM_DEFAULT, FROM_FILE, FROM_ENVIRONMENT, FROM_FLAG };

/* One value for each row of the table in config.c; strings are owned. */
struct config {
	char *config; /* configuration file that was read; NULL: none */
	char *data; /* directory of everything we keep */
	char *listen; /* "[::]:9080" */
	char *docker; /* "unix:///var/run/docker.sock"; "none": no Docker here */
	char *libvirt; /* "qemu:///system"; "none": no libvirt here */
	char *lua; /* drop-in directory; NULL: none */
	char *no_auth; /* "true": no keys asked */
	char *no_auth_anywhere; /* "true": not even where others can reach it */
	char *tls_cert, *tls_key; /* PEM files of the server; NULL: plain HTTP */
	char *tls_ca; /* PEM file of who vouches for the server; NULL: the system's */
	char *tls_pin; /* the server's key, sha256//BASE64; NULL: as its certificate says */
	char *local_agent; /* "true": the server makes a key for an agent beside it */
	char *url; /* where the agent finds its server */
	char *access_key, *secret_key;
	char *key_file; /* holds access-key, secret-key and perhaps url */
	char *debug; /* log groups */
	char *idempotency; /* "off", "sample", "enforce"; NULL: as the settings say */
	char *graph; /* check: type to draw */
	char *order; /* check: process whose handlers are shown in order */
	char *svg; /* check: "true": drawn as SVG */
	char *sim; /* how many hosts are pretended; NULL: none */
	char *sim_faults; /* faults of those that the server pretends itself */
	char *key; /* sim, console: a user's, ACCESS:SECRET */
	char *execute; /* console: one line instead of a terminal */
	char *json; /* "true": answers as JSON */
	char *agents; /* sim: file of agents with their keys, written by a server with --sim */
	char *hosts, *name, *faults, *memory, *report; /* sim */
	char *seed, *instances, *minutes, *crashes, *log; /* sim, on virtual time */
	char sources[64]; /* enum config_source by row */
	int help; /* --help was given: nothing was checked */
};

/*
 * Reads flags of one role (argv[0] is the subcommand), environment and file. A key on the
 * command line is blotted out there. config_done frees what a zeroed struct was filled with.
 */
int config_read(struct config *config, int role, int argc, char **argv, struct error *err);
void config_done(struct config *config);

/* Whether all that was read makes sense for a role; config_read ends with it. */
int config_check(const struct config *config, int role, struct error *err);

int config_is_true(const char *value);

/* Whether "HOST:PORT" can only be reached from this machine. */
int config_is_loopback(const char *listen);

/* The flags that were given and that another role takes too, as --name=value; NULL-terminated.
 * The caller frees it with config_free_flags. */
char **config_flags(const struct config *config, int role);
void config_free_flags(char **flags);

/* Reads access-key, secret-key and url from a key file into a config that has none of them. */
int config_read_keys(struct config *config, const char *path, struct error *err);

/* One line an option, for help texts. */
void config_print_options(FILE *out, int role);

static inline __attribute__((unused)) void auto_config_done(struct config *config)
{
	config_done(config);
}

#endif

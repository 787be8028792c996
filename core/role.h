/*
 * What the roles that stay have in common: where the program's files are, the data
 * directory and its lock, signals, readiness.
 */
#ifndef ROLE_H
#define ROLE_H

#include "base/buf.h"
#include "base/error.h"
#include "config.h"
#include "loop/loop.h"

/* How a role ends. */
enum { EXIT_OK = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/* The subcommands; each gives the exit code. argv[0] is the subcommand's name. */
int server_main(int argc, char **argv);
int agent_main(int argc, char **argv);
int up_main(int argc, char **argv);
int check_main(int argc, char **argv);
int sim_main(int argc, char **argv);
int console_main(int argc, char **argv);
int new_main(int argc, char **argv);
int test_main(int argc, char **argv);

/*
 * Everything else is a command of the client (lua/client): argv[0] is its name, or an option before
 * it. `program` is how we were called, "stampede" or "cattle"; `roles` are the names above with a
 * line of help each, name after name, NULL-terminated.
 */
int cli_main(const char *program, const char *const *roles, int argc, char **argv);

/*
 * Reads the configuration, and answers --help and mistakes: -1 when the role goes on, else
 * the exit code. `help` is the text above the options.
 */
int role_configure(struct config *config, int role, const char *help, int argc, char **argv);

/* Says why a role cannot go on, on stderr, and gives EXIT_FAILED. */
int role_fail(const char *role, const struct error *err);

/*
 * The directory that holds lua/ and api/schemas/: $STAMPEDE_ROOT, the checkout the executable
 * was built in, PREFIX/share/stampede as seen from the executable, or the one built in.
 */
int role_find_root(struct buf *ret, struct error *err);

/* Makes the data directory (0700) and replaces config->data by its absolute path. */
int role_open_data(struct config *config, struct error *err);

/*
 * Holds a lock in the data directory, so that one agent at a time works on it (the store has
 * a lock of its own): the descriptor, to be closed at the end.
 */
int role_lock_data(const struct config *config, const char *role, struct error *err);

/* --idempotency; without it a server follows its settings, and an agent samples. */
struct script;
int role_set_idempotency(const struct config *config, struct script *script, int is_server,
			 struct error *err);

/* Tells `up`, when that started us, that we are ready. */
#define ROLE_READY_VARIABLE "STAMPEDE_READY_FD"
void role_say_ready(void);

/* TERM and INT: the first calls fn(arg), the second ends the process at once. */
struct role_signals;
struct role_signals *role_signals_new(struct loop *loop, void (*fn)(void *arg), void *arg);
void role_signals_free(struct role_signals *signals);

/* HUP calls fn(arg), instead of ending the process. */
void role_signals_hangup(struct role_signals *signals, struct loop *loop, void (*fn)(void *arg),
			 void *arg);

/* --tls-ca and --tls-pin hold for the server at --url from now on. Before the first connection. */
int role_trust(const struct config *config, struct error *err);

/* Turns the loop until all handles are closed that close by themselves (1 s at most). */
void role_drain(struct loop *loop);

#endif

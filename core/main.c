/* The subcommands, and nothing else. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "role.h"

static int version_main(int argc, char **argv);
static int help_main(int argc, char **argv);

static const struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *help;
} commands[] = {
	{"up", up_main, "server and agent on this machine, in the foreground"},
	{"server", server_main, "the API, the engine and the page"},
	{"agent", agent_main, "the hands on one host: Docker and libvirt"},
	{"sim", sim_main, "hosts that pretend, to try things out and to see them go wrong"},
	{"console", console_main, "Lua in the server, line by line"},
	{"check", check_main, "load and check all Lua; draw a lifecycle"},
	{"new", new_main, "writes a first version of a handler"},
	{"test", test_main, "tries a handler or a command where it does no harm"},
	{"version", version_main, "the version of this program"},
	{"help", help_main, "this text, or that of a command: stampede help up"},
};

enum { COMMAND_COUNT = sizeof(commands) / sizeof(commands[0]) };

static const struct command *find_command(const char *name)
{
	for (int i = 0; i < COMMAND_COUNT; i++) {
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	}
	return NULL;
}

static void print_usage(FILE *out)
{
	int colour = isatty(fileno(out));
	const char *bold = colour ? "\033[1m" : "", *plain = colour ? "\033[0m" : "";

	fprintf(out, "Virtual machines and containers side by side, every lifecycle a state "
		     "machine in Lua.\n\n"
		     "Usage: stampede COMMAND [OPTIONS]\n\n");
	for (int i = 0; i < COMMAND_COUNT; i++)
		fprintf(out, "  %s%-9s%s %s\n", bold, commands[i].name, plain, commands[i].help);
	fprintf(out,
		"\nExamples:\n"
		"  stampede up                                        all of it, on this machine\n"
		"  stampede up --data ./data --listen 127.0.0.1:9080  the same, to try it out\n"
		"  stampede up --sim 3 --data ./data --no-auth --listen 127.0.0.1:9080\n"
		"                                                     three pretended hosts, no "
		"Docker\n"
		"  stampede server --listen [::]:9080                 the control plane alone\n"
		"  stampede agent --url http://server:9080 --key-file agent.key\n"
		"  stampede new handler greet; stampede test greet.lua\n"
		"  stampede check --graph instance | dot -Tsvg > instance.svg\n"
		"\nThe command line of a server, made from its schemas:\n"
		"  stampede list-containers\n"
		"  stampede create-container --imageUuid docker:busybox --name web --wait\n"
		"  stampede container-stop web\n"
		"  stampede login http://server:9080                  keeps an address and a key\n"
		"  stampede events                                    what changes, live\n"
		"  stampede completion bash                           for bash, zsh or fish\n"
		"  stampede commands                                  all of them\n"
		"\nstampede COMMAND --help and stampede help COMMAND tell a command's options.\n");
}

static int version_main(int argc, char **argv)
{
	(void)argc, (void)argv;
	printf("stampede %s\n", STAMPEDE_VERSION);
	return EXIT_OK;
}

/* How we were called: "stampede", or "cattle" as in 2014. */
static const char *program;

static int run_client(int argc, char **argv)
{
	const char *roles[2 * COMMAND_COUNT + 1] = {NULL};

	for (int i = 0; i < COMMAND_COUNT; i++) {
		roles[2 * i] = commands[i].name;
		roles[2 * i + 1] = commands[i].help;
	}
	return cli_main(program, roles, argc, argv);
}

static int help_main(int argc, char **argv)
{
	const struct command *command = argc > 1 ? find_command(argv[1]) : NULL;

	if (argc > 1 && !command)
		return run_client(argc, argv);
	if (command && command->run != help_main && command->run != version_main) {
		char flag[] = "--help";
		char *args[] = {argv[1], flag, NULL};

		return command->run(2, args);
	}
	if (strcmp(program, "cattle") == 0)
		return run_client(1, argv);
	print_usage(stdout);
	return EXIT_OK;
}

/* `console INSTANCE` is the screen of one; `console` with options or nothing is Lua in the server.
 */
static int names_instance(int argc, char **argv)
{
	return strcmp(argv[0], "console") == 0 && argc > 1 && argv[1][0] != '-';
}

int main(int argc, char **argv)
{
	const struct command *command;
	const char *slash = argc ? strrchr(argv[0], '/') : NULL;

	program =
		argc && strcmp(slash ? slash + 1 : argv[0], "cattle") == 0 ? "cattle" : "stampede";
	memory_begin();
	if (argc < 2) {
		print_usage(stderr);
		return EXIT_USAGE;
	}
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)
		return version_main(argc - 1, argv + 1);
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
		return help_main(1, argv + 1);
	command = find_command(argv[1]);
	if (!command || names_instance(argc - 1, argv + 1))
		return run_client(argc - 1, argv + 1);
	return command->run(argc - 1, argv + 1);
}

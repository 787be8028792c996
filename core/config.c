/* One table, four places to look, in the order of their weight. */
#include "config.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/buf.h"

#define DEFAULT_FILE "/etc/stampede/stampede.conf"

enum {
	EVERYWHERE = FOR_SERVER | FOR_AGENT | FOR_UP | FOR_CHECK | FOR_SIM | FOR_CONSOLE,
	LINE_MAX_BYTES = 4096
};

struct option {
	const char *name;
	const char *argument; /* NULL: a switch */
	size_t offset;
	int roles;
	const char *fallback; /* default; NULL: none, or computed */
	const char *help;
};

#define AT(member) offsetof(struct config, member)

static const struct option options[] = {
	{"config", "FILE", AT(config), EVERYWHERE, NULL,
	 "configuration file (default " DEFAULT_FILE ", when it is there)"},
	{"data", "DIR", AT(data), FOR_SERVER | FOR_AGENT | FOR_UP, NULL,
	 "where everything is kept (default /var/lib/stampede for root,\n"
	 "                         else ~/.local/share/stampede)"},
	{"listen", "ADDR:PORT", AT(listen), FOR_SERVER | FOR_UP, "[::]:9080",
	 "address of the API and the page (default [::]:9080)"},
	{"docker", "SOCKET", AT(docker), FOR_AGENT | FOR_UP, "unix:///var/run/docker.sock",
	 "Docker Engine of this host, or none\n"
	 "                         (default unix:///var/run/docker.sock)"},
	{"libvirt", "URI", AT(libvirt), FOR_AGENT | FOR_UP, "qemu:///system",
	 "libvirt of this host, or none (default qemu:///system)"},
	{"lua", "DIR", AT(lua), EVERYWHERE, NULL,
	 "more handlers, lifecycles and types in Lua\n"
	 "                         (default /etc/stampede/lua, there or not)"},
	{"no-auth", NULL, AT(no_auth), FOR_SERVER | FOR_UP, NULL,
	 "ask for no key; needs a loopback --listen"},
	{"no-auth-anywhere", NULL, AT(no_auth_anywhere), FOR_SERVER | FOR_UP, NULL,
	 "with --no-auth: everybody who reaches --listen is the\n"
	 "                         administrator, and may be anywhere"},
	{"tls-cert", "FILE", AT(tls_cert), FOR_SERVER | FOR_UP, NULL,
	 "serve HTTPS with this certificate (PEM, with its chain); read\n"
	 "                         again when it changes, and on HUP"},
	{"tls-key", "FILE", AT(tls_key), FOR_SERVER | FOR_UP, NULL, "the certificate's key (PEM)"},
	{"tls-ca", "FILE", AT(tls_ca), FOR_AGENT | FOR_SIM | FOR_CONSOLE, NULL,
	 "who vouches for the server at --url (PEM; default: whom the\n"
	 "                         system believes)"},
	{"tls-pin", "PIN", AT(tls_pin), FOR_AGENT | FOR_SIM | FOR_CONSOLE, NULL,
	 "the key that the server has, sha256//BASE64, whoever vouches\n"
	 "                         for it"},
	{"local-agent", NULL, AT(local_agent), FOR_SERVER, NULL,
	 "make an agent for this machine; its key goes to DIR/agent.key"},
	{"url", "URL", AT(url), FOR_AGENT | FOR_SIM | FOR_CONSOLE, NULL,
	 "the server, http(s)://HOST:9080 (default http://localhost:9080)"},
	{"access-key", "KEY", AT(access_key), FOR_AGENT, NULL, "the agent's access key"},
	{"secret-key", "KEY", AT(secret_key), FOR_AGENT, NULL,
	 "the agent's secret key; better STAMPEDE_SECRET_KEY or --key-file,\n"
	 "                         which other users of this machine cannot read"},
	{"key-file", "FILE", AT(key_file), FOR_AGENT, NULL,
	 "file with the lines access-key = KEY and secret-key = KEY"},
	{"debug", "GROUPS", AT(debug), EVERYWHERE, NULL,
	 "log groups to show in detail: engine,link,... or all"},
	{"sim", "N", AT(sim), FOR_SERVER | FOR_UP, NULL,
	 "pretend N hosts: no Docker and no libvirt are needed"},
	{"sim-faults", "FAULTS", AT(sim_faults), FOR_SERVER | FOR_UP, NULL,
	 "what goes wrong at hosts that are pretended here:\n"
	 "                         lost=5%,doubled=5%,late=10%:2000,failing=1%,dying=60:10"},
	{"key", "ACCESS:SECRET", AT(key), FOR_SIM | FOR_CONSOLE, NULL,
	 "a key of the administrator;\n"
	 "                         better STAMPEDE_KEY, which other users cannot read"},
	{"execute", "LINE", AT(execute), FOR_CONSOLE, NULL, "run this line and end"},
	{"json", NULL, AT(json), FOR_CONSOLE, NULL, "answers as JSON, one a line"},
	{"agents", "FILE", AT(agents), FOR_SIM, NULL,
	 "agents with their keys, as a server with --sim N writes them"},
	{"hosts", "N", AT(hosts), FOR_SIM, NULL, "how many hosts to pretend (default 1)"},
	{"name", "NAME", AT(name), FOR_SIM, NULL,
	 "the agents are event://sim-NAME-1 and so on (default host)"},
	{"faults", "FAULTS", AT(faults), FOR_SIM, NULL,
	 "what goes wrong, by rate:\n"
	 "                         lost=5%,doubled=5%,late=10%:2000,failing=1%,dying=60:10"},
	{"memory", "FILE", AT(memory), FOR_SIM, NULL,
	 "remember there what runs, from one start to the next"},
	{"seed", "N", AT(seed), FOR_SIM, NULL,
	 "pretend all of it, on virtual time; what happens follows from N"},
	{"instances", "N", AT(instances), FOR_SIM, NULL,
	 "with --seed: how many lives (default 20)"},
	{"minutes", "N", AT(minutes), FOR_SIM, NULL,
	 "with --seed: how long things go wrong (default 10)"},
	{"crashes", "RATE", AT(crashes), FOR_SIM, NULL,
	 "with --seed: how many commits the server crashes at (default 1%)"},
	{"log", "FILE", AT(log), FOR_SIM, NULL, "with --seed: write there all that happens"},
	{"report", "FILE", AT(report), FOR_SIM, NULL,
	 "write there, every two seconds, what was done and what runs"},
	{"idempotency", "MODE", AT(idempotency), FOR_SERVER | FOR_AGENT | FOR_UP, NULL,
	 "show that handlers and commands are idempotent while they run:\n"
	 "                         off, sample or enforce (default: the setting\n"
	 "                         idempotency.mode; agents: sample)"},
	{"order", "PROCESS", AT(order), FOR_CHECK, NULL,
	 "show the handlers of a process in order: instance.start"},
	{"graph", "TYPE", AT(graph), FOR_CHECK, NULL, "draw the lifecycle of a type for Graphviz"},
	{"svg", NULL, AT(svg), FOR_CHECK, NULL, "draw it as SVG; needs graphviz"},
};

enum { OPTION_COUNT = sizeof(options) / sizeof(options[0]) };

static char **value_of(struct config *config, const struct option *option)
{
	return (char **)((char *)config + option->offset);
}

static void set_value(struct config *config, const struct option *option, const char *value,
		      enum config_source source)
{
	char **at = value_of(config, option);

	free(*at);
	*at = strdup(value);
	if (!*at)
		abort();
	config->sources[option - options] = (char)source;
}

/* By name; underscores count as dashes, since a file may be written either way. */
static const struct option *find_option(const char *name, size_t len)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		const char *want = options[i].name;
		size_t at = 0;

		while (at < len && want[at] && (name[at] == '_' ? '-' : name[at]) == want[at])
			at++;
		if (at == len && !want[at])
			return &options[i];
	}
	return NULL;
}

int config_is_true(const char *value)
{
	return value && (strcmp(value, "true") == 0 || strcmp(value, "yes") == 0 ||
			 strcmp(value, "on") == 0 || strcmp(value, "1") == 0);
}

static int is_false(const char *value)
{
	return strcmp(value, "false") == 0 || strcmp(value, "no") == 0 ||
	       strcmp(value, "off") == 0 || strcmp(value, "0") == 0;
}

/* Takes a value from outside; `where` tells people which place it came from. */
static int take(struct config *config, const struct option *option, const char *value,
		enum config_source source, const char *where, struct error *err)
{
	if (!option->argument && !config_is_true(value) && !is_false(value))
		return error_field(err, ERROR_INVALID, NULL, option->name,
				   "%s: %s is true or false, not \"%s\"", where, option->name,
				   value);
	if (!*value)
		return error_field(err, ERROR_INVALID, NULL, option->name,
				   "%s: %s is empty; write %s=%s, or leave it out", where,
				   option->name, option->name, option->argument);
	/* --no-auth in the file and nothing elsewhere is true; a switch is stored as it acts. */
	if (!option->argument)
		value = config_is_true(value) ? "true" : "false";
	set_value(config, option, value, source);
	return 0;
}

/* --- Flags ------------------------------------------------------------------------------ */

static int is_secret(const struct option *option)
{
	return option->offset == AT(secret_key) || option->offset == AT(key);
}

/*
 * What one of server, agent and up takes, the other two take as well, so that one line of options
 * serves all three; what a role has no use for it leaves out of its help. A key is the agent's
 * alone.
 */
static int is_taken(const struct option *option, int role)
{
	int daemons = FOR_SERVER | FOR_AGENT | FOR_UP;
	int shared = (option->roles & FOR_UP) && (role & daemons);

	return shared || (option->roles & role);
}

static int read_flags(struct config *config, int role, int argc, char **argv, struct error *err)
{
	for (int i = 1; i < argc; i++) {
		char *arg = argv[i], *value, on[] = "true";

		if (strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0) {
			config->help = 1;
			return 0;
		}
		if (strncmp(arg, "--", 2) != 0)
			return error_field(err, ERROR_INVALID, NULL, "arguments",
					   "\"%s\" is not understood; see stampede %s --help", arg,
					   argv[0]);
		value = strchr(arg, '=');

		const struct option *option =
			find_option(arg + 2, value ? (size_t)(value - arg - 2) : strlen(arg + 2));

		if (!option || !is_taken(option, role))
			return error_field(err, ERROR_INVALID, NULL, "arguments",
					   "stampede %s has no option %.*s; see stampede %s --help",
					   argv[0], (int)(value ? value - arg : (long)strlen(arg)),
					   arg, argv[0]);
		if (value)
			value++;
		else if (!option->argument)
			value = on;
		else if (i + 1 < argc)
			value = argv[++i];
		else
			return error_field(err, ERROR_INVALID, NULL, option->name,
					   "--%s needs a value: --%s %s", option->name,
					   option->name, option->argument);
		if (take(config, option, value, FROM_FLAG, "command line", err) < 0)
			return -1;
		if (is_secret(option))
			memset(value, 'x', strlen(value));
	}
	return 0;
}

/* --- Environment and file --------------------------------------------------------------- */

static int read_environment(struct config *config, struct error *err)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		char name[64] = "STAMPEDE_";
		size_t at = strlen(name);
		const char *value;

		for (const char *from = options[i].name; *from; from++)
			name[at++] = *from == '-' ? '_' : (char)toupper(*from);
		name[at] = '\0';
		value = getenv(name);
		if (!value || !*value || config->sources[i] > FROM_ENVIRONMENT)
			continue;
		if (take(config, &options[i], value, FROM_ENVIRONMENT, name, err) < 0)
			return -1;
	}
	return 0;
}

static char *trim(char *text)
{
	size_t len;

	while (isspace((unsigned char)*text))
		text++;
	len = strlen(text);
	while (len && isspace((unsigned char)text[len - 1]))
		text[--len] = '\0';
	return text;
}

/* Keys that belong into a key file; everything else there is a mistake. */
static int is_key(const struct option *option)
{
	return option->offset == AT(access_key) || option->offset == AT(secret_key) ||
	       option->offset == AT(url) || option->offset == AT(tls_pin) ||
	       option->offset == AT(tls_ca);
}

static int read_line(struct config *config, char *line, const char *where, int keys,
		     struct error *err)
{
	char *text = trim(line), *equals = strchr(text, '=');
	const struct option *option;
	char *value;

	if (!*text || *text == '#')
		return 0;
	if (!equals)
		return error_field(err, ERROR_INVALID, NULL, "config",
				   "%s: \"%s\" is not of the form name = value", where, text);
	*equals = '\0';
	text = trim(text);
	value = trim(equals + 1);
	option = find_option(text, strlen(text));
	if (!option || option->offset == AT(config) || (keys && !is_key(option)))
		return error_field(err, ERROR_INVALID, NULL, "config",
				   "%s: there is no option \"%s\"%s", where, text,
				   keys ? " in a key file" : "");
	if (config->sources[option - options] > FROM_FILE)
		return 0;
	return take(config, option, value, FROM_FILE, where, err);
}

static int read_file(struct config *config, const char *path, int keys, struct error *err)
{
	char line[LINE_MAX_BYTES], where[512];
	FILE *file = fopen(path, "re");
	int number = 0, rc = 0;

	if (!file)
		return error_errno(err, "%s cannot be read", path);
	while (rc == 0 && fgets(line, sizeof(line), file)) {
		snprintf(where, sizeof(where), "%.480s:%d", path, ++number);
		if (!strchr(line, '\n') && !feof(file))
			rc = error_field(err, ERROR_INVALID, NULL, "config",
					 "%s: the line is longer than %d bytes", where,
					 LINE_MAX_BYTES - 2);
		else
			rc = read_line(config, line, where, keys, err);
	}
	explicit_bzero(line, sizeof(line));
	fclose(file);
	return rc;
}

int config_read_keys(struct config *config, const char *path, struct error *err)
{
	if (read_file(config, path, 1, err) < 0)
		return -1;
	if (!config->access_key || !config->secret_key)
		return error_field(err, ERROR_INVALID, "MissingRequired", "key-file",
				   "%s lacks the line %s = KEY", path,
				   config->access_key ? "secret-key" : "access-key");
	return 0;
}

/* --- All of it -------------------------------------------------------------------------- */

static void set_default(struct config *config, char **at, const char *value)
{
	if (*at)
		return;
	for (int i = 0; i < OPTION_COUNT; i++) {
		if (value_of(config, &options[i]) == at)
			set_value(config, &options[i], value, FROM_DEFAULT);
	}
}

static void set_data_default(struct config *config)
{
	AUTO(buf_done) struct buf path = {0};
	const char *home = getenv("HOME");

	if (geteuid() == 0 || !home || !*home)
		buf_adds(&path, "/var/lib/stampede");
	else
		buf_addf(&path, "%s/.local/share/stampede", home);
	set_default(config, &config->data, path.data);
}

/* The keys of the flags beat a key file that was only named in a weaker place, and the reverse. */
static int read_key_file(struct config *config, struct error *err)
{
	char file_source = 0, key_source = 0;

	if (!config->key_file)
		return 0;
	for (int i = 0; i < OPTION_COUNT; i++) {
		if (options[i].offset == AT(key_file))
			file_source = config->sources[i];
		else if (options[i].offset == AT(access_key) && config->access_key)
			key_source = config->sources[i];
	}
	if (key_source > file_source)
		return 0;
	for (int i = 0; i < OPTION_COUNT; i++) {
		if (options[i].offset == AT(access_key) || options[i].offset == AT(secret_key)) {
			char **at = value_of(config, &options[i]);

			free(*at);
			*at = NULL;
			config->sources[i] = FROM_DEFAULT;
		}
	}
	return config_read_keys(config, config->key_file, err);
}

int config_read(struct config *config, int role, int argc, char **argv, struct error *err)
{
	_Static_assert(OPTION_COUNT <= sizeof(config->sources), "a source for each option");

	if (read_flags(config, role, argc, argv, err) < 0)
		return -1;
	if (config->help)
		return 0;
	if (read_environment(config, err) < 0)
		return -1;
	if (config->config) {
		if (read_file(config, config->config, 0, err) < 0)
			return -1;
	} else if (access(DEFAULT_FILE, F_OK) == 0) {
		if (read_file(config, DEFAULT_FILE, 0, err) < 0)
			return -1;
	}
	if (role == FOR_AGENT && read_key_file(config, err) < 0)
		return -1;
	for (int i = 0; i < OPTION_COUNT; i++) {
		if (options[i].fallback)
			set_default(config, value_of(config, &options[i]), options[i].fallback);
	}
	set_data_default(config);
	if (!config->lua)
		set_default(config, &config->lua, "/etc/stampede/lua");
	if (role & (FOR_AGENT | FOR_SIM | FOR_CONSOLE))
		set_default(config, &config->url, CONFIG_URL);
	return config_check(config, role, err);
}

void config_done(struct config *config)
{
	if (config->secret_key)
		explicit_bzero(config->secret_key, strlen(config->secret_key));
	if (config->key)
		explicit_bzero(config->key, strlen(config->key));
	for (int i = 0; i < OPTION_COUNT; i++)
		free(*value_of(config, &options[i]));
	*config = (struct config){0};
}

char **config_flags(const struct config *config, int role)
{
	char **flags = calloc(OPTION_COUNT + 1, sizeof(*flags));
	int count = 0;

	if (!flags)
		abort();
	for (int i = 0; i < OPTION_COUNT; i++) {
		struct buf flag = {0};

		if (config->sources[i] != FROM_FLAG || !(options[i].roles & role))
			continue;
		buf_addf(&flag, "--%s=%s", options[i].name,
			 *value_of((struct config *)config, &options[i]));
		flags[count++] = buf_steal(&flag);
	}
	return flags;
}

void config_free_flags(char **flags)
{
	for (char **flag = flags; flag && *flag; flag++)
		free(*flag);
	free(flags);
}

void config_print_options(FILE *out, int role)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		char left[40];

		if (!(options[i].roles & role))
			continue;
		snprintf(left, sizeof(left), "--%s%s%s", options[i].name,
			 options[i].argument ? " " : "",
			 options[i].argument ? options[i].argument : "");
		fprintf(out, "  %-22s %s\n", left, options[i].help);
	}
}

/* Options from flags, environment and files: their weight, and what wrong ones are told. */
#include "config.h"

#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

static char dir[] = "/tmp/stampede-config-XXXXXX";

/* Reads a NULL-terminated line of arguments behind the subcommand; copies, as some are blotted out.
 */
static int read_args(struct config *config, int role, struct error *err, const char *const *args)
{
	static char text[16][256];
	char *argv[17] = {text[0]};
	int argc = 1;

	memset(config, 0, sizeof(*config));
	memset(err, 0, sizeof(*err));
	snprintf(text[0], sizeof(text[0]), "server");
	for (; args[argc - 1]; argc++) {
		snprintf(text[argc], sizeof(text[argc]), "%s", args[argc - 1]);
		argv[argc] = text[argc];
	}
	int rc = config_read(config, role, argc, argv, err);

	/* A secret must be gone from the command line, which all of the machine can read. */
	for (int i = 1; i < argc; i++)
		CHECK(!strstr(argv[i], "hush"));
	return rc;
}

#define READ(role, ...) read_args(&config, role, &err, (const char *const[]){__VA_ARGS__, NULL})

static const char *write_file(const char *name, const char *text)
{
	static char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	file = fopen(path, "w");
	fputs(text, file);
	fclose(file);
	return path;
}

static void test_weight(void)
{
	struct config config;
	struct error err;
	char file[128];

	snprintf(file, sizeof(file), "%s",
		 write_file("a.conf",
			    "# a comment\n\n data = /from/file \nlisten=[::1]:1\nno_auth = yes\n"
			    "libvirt = none\n"));

	CHECK_INT(READ(FOR_SERVER, "--listen", "127.0.0.1:0"), 0);
	CHECK_STR(config.listen, "127.0.0.1:0");
	CHECK(config.data != NULL);
	CHECK(!config_is_true(config.no_auth));
	config_done(&config);

	CHECK_INT(READ(FOR_SERVER, "--config", file), 0);
	CHECK_STR(config.data, "/from/file");
	CHECK_STR(config.listen, "[::1]:1");
	CHECK(config_is_true(config.no_auth));
	config_done(&config);

	setenv("STAMPEDE_DATA", "/from/environment", 1);
	setenv("STAMPEDE_NO_AUTH", "0", 1);
	CHECK_INT(READ(FOR_SERVER, "--config", file, "--listen=[::]:9"), 0);
	CHECK_STR(config.data, "/from/environment");
	CHECK_STR(config.listen, "[::]:9");
	CHECK(!config_is_true(config.no_auth));
	config_done(&config);

	CHECK_INT(READ(FOR_UP, "--data=/from/flag", "--no-auth", "--listen", "127.0.0.1:5"), 0);
	CHECK_STR(config.data, "/from/flag");

	char **flags = config_flags(&config, FOR_SERVER);

	CHECK_STR(flags[0], "--data=/from/flag");
	CHECK_STR(flags[1], "--listen=127.0.0.1:5");
	CHECK_STR(flags[2], "--no-auth=true");
	CHECK(!flags[3]);
	config_free_flags(flags);
	flags = config_flags(&config, FOR_AGENT);
	CHECK_STR(flags[0], "--data=/from/flag");
	CHECK(!flags[1]);
	config_free_flags(flags);
	config_done(&config);
	unsetenv("STAMPEDE_DATA");
	unsetenv("STAMPEDE_NO_AUTH");

	CHECK_INT(READ(FOR_SERVER, "--help", "--nonsense"), 0);
	CHECK(config.help);
	config_done(&config);
}

static void test_keys(void)
{
	struct config config;
	struct error err;
	char file[128];

	snprintf(file, sizeof(file), "%s",
		 write_file("agent.key", "url = http://other:1\naccess-key = A\nsecret-key = S\n"));
	CHECK_INT(READ(FOR_AGENT, "--key-file", file), 0);
	CHECK_STR(config.access_key, "A");
	CHECK_STR(config.secret_key, "S");
	CHECK_STR(config.url, "http://other:1");
	config_done(&config);

	CHECK_INT(READ(FOR_CONSOLE, "--key=a:b"), 0);
	CHECK_STR(config.url, "http://localhost:9080");
	config_done(&config);

	setenv("STAMPEDE_ACCESS_KEY", "E", 1);
	setenv("STAMPEDE_SECRET_KEY", "ES", 1);
	CHECK_INT(READ(FOR_AGENT, "--url=http://here:2"), 0);
	CHECK_STR(config.access_key, "E");
	CHECK_STR(config.url, "http://here:2");
	config_done(&config);
	CHECK_INT(READ(FOR_AGENT, "--key-file", file), 0);
	CHECK_STR(config.access_key, "A");
	CHECK_STR(config.secret_key, "S");
	config_done(&config);
	unsetenv("STAMPEDE_ACCESS_KEY");
	unsetenv("STAMPEDE_SECRET_KEY");

	CHECK_INT(READ(FOR_AGENT, "--access-key", "A", "--secret-key", "hush"), 0);
	CHECK_STR(config.secret_key, "hush");
	CHECK_STR(config.url, "http://localhost:9080");
	config_done(&config);
	CHECK_INT(READ(FOR_AGENT, "--access-key", "A", "--secret-key=hush"), 0);
	config_done(&config);
}

/* Each mistake is told with the name of the option and what to type instead. */
static void test_mistakes(void)
{
	struct config config;
	struct error err;
	char bad[128], line[128], half[128];

	snprintf(bad, sizeof(bad), "%s", write_file("bad.conf", "data = x\nno line\n"));
	snprintf(line, sizeof(line), "%s", write_file("line.conf", "datta = x\n"));
	snprintf(half, sizeof(half), "%s", write_file("half.key", "access-key = A\n"));

	const struct {
		int role;
		const char *args[4];
		const char *told;
	} cases[] = {
		{FOR_SERVER, {"--nonsense"}, "no option --nonsense"},
		{FOR_SERVER, {"--key-file", "x"}, "no option --key-file"},
		{FOR_SERVER, {"word"}, "\"word\""},
		{FOR_SERVER, {"--data"}, "--data DIR"},
		{FOR_SERVER, {"--data="}, "data is empty"},
		{FOR_SERVER, {"--listen", "9080"}, "--listen 127.0.0.1:9080"},
		{FOR_SERVER, {"--listen", "::1:9080"}, "--listen [::]:9080"},
		{FOR_SERVER, {"--listen", "1.2.3.4:99999"}, "--listen"},
		{FOR_SERVER, {"--no-auth"}, "--listen 127.0.0.1:9080"},
		{FOR_SERVER, {"--no-auth", "--listen", "[::]:0"}, "--no-auth"},
		{FOR_SERVER, {"--no-auth", "--listen", "0.0.0.0:0"}, "--no-auth-anywhere"},
		{FOR_SERVER, {"--no-auth", "--listen", ":9080"}, "--no-auth"},
		{FOR_SERVER, {"--no-auth", "--listen", "[::ffff:0.0.0.0]:0"}, "--no-auth"},
		{FOR_SERVER, {"--no-auth", "--listen", "10.127.0.1:0"}, "--no-auth"},
		{FOR_SERVER, {"--no-auth", "--listen", "localhost.example:0"}, "--no-auth"},
		{FOR_SERVER, {"--no-auth-anywhere", "--no-auth", "--tls-cert=c"}, "--tls-key"},
		{FOR_SERVER, {"--no-auth=perhaps"}, "true or false"},
		{FOR_SERVER, {"--config", "/nowhere/at.all"}, "/nowhere/at.all"},
		{FOR_SERVER, {"--config", bad}, "bad.conf:2"},
		{FOR_SERVER, {"--config", line}, "\"datta\""},
		{FOR_AGENT, {"--url", "http://h:1"}, "STAMPEDE_ACCESS_KEY"},
		{FOR_AGENT, {"--key-file", half}, "secret-key"},
		{FOR_AGENT, {"--key-file", bad}, "bad.conf:1"},
		{FOR_UP, {"--docker", "docker.sock"}, "unix:///var/run/docker.sock"},
		{FOR_UP, {"--libvirt", "system"}, "qemu:///system"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		CHECK_INT(read_args(&config, cases[i].role, &err, cases[i].args), -1);
		if (!strstr(err.text, cases[i].told))
			fprintf(stderr, "case %zu told: %s\n", i, err.text);
		CHECK(strstr(err.text, cases[i].told));
		config_done(&config);
	}
}

int main(void)
{
	CHECK(mkdtemp(dir));
	test_weight();
	test_keys();
	test_mistakes();

	static const char *const here[] = {"127.0.0.1:1", "127.9.9.9:1", "[::1]:1", "localhost:80"};
	static const char *const anywhere[] = {"0.0.0.0:1", "[::]:1", ":80", "10.0.0.1:1",
					       "128.0.0.1:1"};

	for (size_t i = 0; i < sizeof(here) / sizeof(here[0]); i++)
		CHECK(config_is_loopback(here[i]));
	for (size_t i = 0; i < sizeof(anywhere) / sizeof(anywhere[0]); i++)
		CHECK(!config_is_loopback(anywhere[i]));

	static const char *const files[] = {"a.conf", "agent.key", "bad.conf", "line.conf",
					    "half.key"};

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		char path[128];

		snprintf(path, sizeof(path), "%s/%s", dir, files[i]);
		unlink(path);
	}
	rmdir(dir);
	return check_end();
}

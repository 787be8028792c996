/* Whether a configuration makes sense for a role (contract: config.h). */
#include "config.h"

#include <arpa/inet.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "script/script.h"
#include "sim/faults.h"

int config_is_loopback(const char *listen)
{
	char host[256];
	const char *colon = strrchr(listen, ':');
	size_t len = colon ? (size_t)(colon - listen) : strlen(listen);
	struct in_addr four;
	struct in6_addr six;

	if (len && *listen == '[') {
		listen++;
		len = len >= 2 ? len - 2 : 0;
	}
	if (!len || len >= sizeof(host))
		return 0;
	memcpy(host, listen, len);
	host[len] = '\0';
	if (strcmp(host, "localhost") == 0)
		return 1;
	if (inet_pton(AF_INET, host, &four) == 1)
		return ntohl(four.s_addr) >> 24 == 127;
	return inet_pton(AF_INET6, host, &six) == 1 &&
	       memcmp(&six, &in6addr_loopback, sizeof(six)) == 0;
}

static int check_listen(const char *listen, struct error *err)
{
	const char *colon = strrchr(listen, ':');
	char *end;
	long port;

	if (!colon || colon[1] < '0' || colon[1] > '9')
		goto bad;
	port = strtol(colon + 1, &end, 10);
	if (*end || port > 65535)
		goto bad;
	if (*listen == '[' ? colon[-1] != ']'
			   : memchr(listen, ':', (size_t)(colon - listen)) != NULL)
		goto bad;
	return 0;
bad:
	return error_field(err, ERROR_INVALID, NULL, "listen",
			   "\"%s\" is no address to listen on; type --listen 127.0.0.1:9080 or "
			   "--listen [::]:9080",
			   listen);
}

static int is_http(const char *url)
{
	return strncmp(url, "http://", 7) == 0 || strncmp(url, "https://", 8) == 0;
}

static int bad_url(const struct config *config, struct error *err)
{
	return error_field(err, ERROR_INVALID, NULL, "url",
			   "\"%s\" is no address of a server; type --url http://HOST:9080 or "
			   "https://HOST:9080",
			   config->url);
}

/* A whole number, or not given. */
static int check_number(const char *value, const char *name, long min, long max, struct error *err)
{
	char *end;
	long number;

	if (!value)
		return 0;
	number = strtol(value, &end, 10);
	if (*end || number < min || number > max)
		return error_field(err, ERROR_INVALID, NULL, name,
				   "--%s is a number from %ld to %ld, not \"%s\"", name, min, max,
				   value);
	return 0;
}

/* Words whose meaning others know. */
static int check_words(const struct config *config, struct error *err)
{
	struct faults faults = {0};

	if (config->idempotency && script_idempotency_of(config->idempotency) < 0)
		return error_field(err, ERROR_INVALID, NULL, "idempotency",
				   "--idempotency is off, sample or enforce, not \"%s\"",
				   config->idempotency);
	if (config->sim_faults && faults_parse(config->sim_faults, &faults, err) < 0)
		return -1;
	return config->faults ? faults_parse(config->faults, &faults, err) : 0;
}

int config_check(const struct config *config, int role, struct error *err)
{
	if (check_words(config, err) < 0)
		return -1;
	if (role & (FOR_SERVER | FOR_UP)) {
		if (check_listen(config->listen, err) < 0)
			return -1;
		if (config_is_true(config->no_auth) && !config_is_loopback(config->listen) &&
		    !config_is_true(config->no_auth_anywhere))
			return error_field(
				err, ERROR_INVALID, NULL, "no-auth",
				"--no-auth lets in everybody who reaches %s; type "
				"--no-auth --listen 127.0.0.1:9080, or leave --no-auth out, or "
				"say --no-auth-anywhere besides",
				config->listen);
		if (!config->tls_cert != !config->tls_key)
			return error_field(err, ERROR_INVALID, "MissingRequired",
					   config->tls_cert ? "tls-key" : "tls-cert",
					   "HTTPS needs both; type --tls-cert FILE --tls-key FILE");
	}
	if (role & (FOR_AGENT | FOR_UP)) {
		if (strncmp(config->docker, "unix://", 7) != 0 && config->docker[0] != '/' &&
		    strncmp(config->docker, "tcp://", 6) != 0 &&
		    strcmp(config->docker, "none") != 0)
			return error_field(err, ERROR_INVALID, NULL, "docker",
					   "\"%s\" is no Docker socket; type --docker "
					   "unix:///var/run/docker.sock, or --docker none",
					   config->docker);
		if (!strchr(config->libvirt, ':') && strcmp(config->libvirt, "none") != 0)
			return error_field(
				err, ERROR_INVALID, NULL, "libvirt",
				"\"%s\" is no libvirt URI; type --libvirt qemu:///system, or "
				"--libvirt none",
				config->libvirt);
	}
	if (check_number(config->sim, "sim", 1, 10000, err) < 0 ||
	    check_number(config->hosts, "hosts", 1, 10000, err) < 0 ||
	    check_number(config->seed, "seed", 0, LONG_MAX, err) < 0 ||
	    check_number(config->instances, "instances", 1, 100000, err) < 0 ||
	    check_number(config->minutes, "minutes", 1, 100000, err) < 0)
		return -1;
	if ((role & (FOR_SIM | FOR_CONSOLE)) && config->key && !strchr(config->key, ':'))
		return error_field(err, ERROR_INVALID, NULL, "key",
				   "--key is written ACCESS:SECRET, with a colon between the two");
	if ((role & (FOR_SIM | FOR_CONSOLE)) && !is_http(config->url))
		return bad_url(config, err);
	if (role == FOR_AGENT) {
		if (!config->access_key || !config->secret_key)
			return error_field(err, ERROR_INVALID, "MissingRequired", "access-key",
					   "an agent needs its key; type --key-file FILE, or set "
					   "STAMPEDE_ACCESS_KEY and STAMPEDE_SECRET_KEY");
		if (!is_http(config->url))
			return bad_url(config, err);
	}
	return 0;
}

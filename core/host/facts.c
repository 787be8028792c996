/*
 * Everything but the uuid is optional: a fact that cannot be read stays empty or zero, because
 * a host with an odd /proc is still a host.
 */
#include "host/facts.h"

#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/buf.h"
#include "host/file.h"

/* The small file as text without its last newline; empty when it cannot be read. */
static void read_text(const char *path, struct buf *ret)
{
	buf_clear(ret);
	if (file_read(path, 1024 * 1024, ret, NULL) < 0)
		buf_clear(ret);
	if (!ret->data)
		buf_adds(ret, "");
	while (ret->len && ret->data[ret->len - 1] == '\n')
		ret->data[--ret->len] = '\0';
	if (!ret->len)
		buf_room(ret, 1)[0] = '\0';
}

/* What follows `key` on its line, trimmed of blanks, separators and quotes. */
static void value_of(const char *text, const char *key, char *ret, size_t size)
{
	const char *line = text;
	size_t len;

	ret[0] = '\0';
	while (line && strncmp(line, key, strlen(key)) != 0) {
		line = strchr(line, '\n');
		line = line ? line + 1 : NULL;
	}
	if (!line)
		return;
	line += strlen(key);
	line += strspn(line, " \t:=\"");
	len = strcspn(line, "\"\n");
	snprintf(ret, size, "%.*s", (int)len, line);
}

static int64_t number_of(const char *text, const char *key)
{
	char value[64];

	value_of(text, key, value, sizeof(value));
	return strtoll(value, NULL, 10);
}

/* The limit of the control group this process is in (v2, then v1), or INT64_MAX. */
static int64_t memory_limit(struct buf *text)
{
	static const char *const paths[] = {
		"/sys/fs/cgroup/memory.max",
		"/sys/fs/cgroup/memory/memory.limit_in_bytes",
	};

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		int64_t limit;

		read_text(paths[i], text);
		limit = strtoll(text->data, NULL, 10);
		if (limit > 0)
			return limit;
	}
	return INT64_MAX;
}

static int is_uuid(const char *text)
{
	size_t i;

	for (i = 0; i < UUID_LEN && text[i]; i++) {
		int dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? text[i] != '-' : !strchr("0123456789abcdef", text[i]))
			return 0;
	}
	return i == UUID_LEN && (text[i] == '\0' || text[i] == '\n');
}

/* Made once; two that make it at the same time both end up with the one that was linked first. */
static int host_uuid(const char *data_dir, char ret[UUID_LEN + 1], struct error *err)
{
	AUTO(buf_done) struct buf text = {0};
	char path[PATH_MAX], mine[PATH_MAX + 48], line[UUID_LEN + 2];
	char fresh[UUID_LEN + 1];

	if (snprintf(path, sizeof(path), "%s/host.uuid", data_dir) >= (int)sizeof(path))
		return error_set(err, ERROR_INVALID, "the data directory's path is too long");
	if (access(path, F_OK) < 0) {
		id_uuid(fresh);
		snprintf(mine, sizeof(mine), "%s.%s", path, fresh);
		snprintf(line, sizeof(line), "%s\n", fresh);
		if (file_write(mine, line, strlen(line), 0644, err) < 0)
			return -1;
		if (link(mine, path) < 0 && errno != EEXIST) {
			error_errno(err, "make '%s'", path);
			unlink(mine);
			return -1;
		}
		unlink(mine);
	}
	if (file_read(path, 4096, &text, err) < 0)
		return -1;
	if (!is_uuid(text.data))
		return error_field(err, ERROR_INVALID, NULL, "host.uuid",
				   "'%s' holds no uuid; remove it to make this a new host", path);
	memcpy(ret, text.data, UUID_LEN);
	ret[UUID_LEN] = '\0';
	return 0;
}

int facts_read(const char *data_dir, struct facts *ret, struct error *err)
{
	AUTO(buf_done) struct buf text = {0};
	struct facts facts;
	struct utsname uts;
	int64_t total, available, limit;
	cpu_set_t cpus;

	memset(&facts, 0, sizeof(facts));
	if (host_uuid(data_dir, facts.uuid, err) < 0)
		return error_wrap(err, "host facts");
	if (gethostname(facts.hostname, sizeof(facts.hostname) - 1) < 0)
		snprintf(facts.hostname, sizeof(facts.hostname), "localhost");
	if (uname(&uts) == 0)
		snprintf(facts.kernel, sizeof(facts.kernel), "%s", uts.release);
	read_text("/etc/os-release", &text);
	value_of(text.data, "PRETTY_NAME", facts.os, sizeof(facts.os));
	read_text("/proc/cpuinfo", &text);
	value_of(text.data, "model name", facts.cpu_model, sizeof(facts.cpu_model));
	read_text("/proc/sys/kernel/random/boot_id", &text);
	snprintf(facts.boot_id, sizeof(facts.boot_id), "%s", text.data);
	read_text("/proc/loadavg", &text);
	facts.load = strtod(text.data, NULL);
	CPU_ZERO(&cpus);
	facts.cpus = sched_getaffinity(0, sizeof(cpus), &cpus) == 0
			     ? CPU_COUNT(&cpus)
			     : (int)sysconf(_SC_NPROCESSORS_ONLN);
	limit = memory_limit(&text);
	read_text("/proc/meminfo", &text);
	facts.memory_mb = number_of(text.data, "MemTotal") / 1024;
	facts.memory_free_mb = number_of(text.data, "MemAvailable") / 1024;
	if (limit / 1048576 < facts.memory_mb)
		facts.memory_mb = limit / 1048576;
	if (facts.memory_free_mb > facts.memory_mb)
		facts.memory_free_mb = facts.memory_mb;
	if (file_free(data_dir, &total, &available, NULL) == 0) {
		facts.disk_mb = total / 1048576;
		facts.disk_free_mb = available / 1048576;
	}
	*ret = facts;
	return 0;
}

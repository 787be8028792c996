/*
 * What this machine is. Reads /proc, uname and the data directory; fast enough for any
 * thread, no state.
 */
#ifndef HOST_FACTS_H
#define HOST_FACTS_H

#include <stdint.h>

#include "base/error.h"
#include "base/id.h"

struct facts {
	char hostname[256];
	char uuid[UUID_LEN + 1]; /* stable: kept in a file of the data directory */
	char kernel[128]; /* "6.1.0-18-amd64" */
	char os[128]; /* "Debian GNU/Linux 12 (bookworm)" */
	char cpu_model[128];
	char boot_id[UUID_LEN + 1];
	int cpus; /* that this process may use */
	int64_t memory_mb, memory_free_mb; /* the cgroup's limit counts */
	int64_t disk_mb, disk_free_mb; /* where the data directory is */
	double load; /* one minute */
};

/* `data_dir` must exist; the uuid's file is made in it when missing. */
int facts_read(const char *data_dir, struct facts *ret, struct error *err);

#endif

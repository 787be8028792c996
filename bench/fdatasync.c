/*
 * The limit for durability: pwrite of 4 KiB into a preallocated file and fdatasync, as many times
 * as fit in SECONDS. fdatasync DIR SECONDS prints JSON: syncs a second, latency in microseconds.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

static int compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	static int64_t samples[1 << 20];
	static char page[4096];
	char path[4096];
	int fd, count = 0;
	int64_t begin = clock_mono_ns(), until;

	if (argc < 3)
		return 2;
	snprintf(path, sizeof(path), "%s/fdatasync.bin", argv[1]);
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	for (int i = 0; i < 1024; i++)
		if (pwrite(fd, page, sizeof(page), i * (off_t)sizeof(page)) !=
		    (ssize_t)sizeof(page))
			return 1;
	fsync(fd);
	begin = clock_mono_ns();
	until = begin + (int64_t)(atof(argv[2]) * 1e9);
	while (clock_mono_ns() < until && count < 1 << 20) {
		int64_t at = clock_mono_ns();

		page[0]++;
		if (pwrite(fd, page, sizeof(page), (count % 1024) * (off_t)sizeof(page)) < 0 ||
		    fdatasync(fd) < 0)
			return 1;
		samples[count++] = clock_mono_ns() - at;
	}
	qsort(samples, (size_t)count, sizeof(*samples), compare);
	printf("{\"rps\":%.1f,\"p50_us\":%.1f,\"p99_us\":%.1f}\n", (double)count / atof(argv[2]),
	       (double)samples[count / 2] / 1000, (double)samples[(size_t)(count * 0.99)] / 1000);
	unlink(path);
	return 0;
}

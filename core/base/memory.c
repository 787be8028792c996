/* Of glibc and Linux (contract: memory.h). */
#include "base/memory.h"

#include <malloc.h>
#include <stdio.h>
#include <unistd.h>

#define LARGE ((int64_t)64 << 20)

void memory_begin(void)
{
	mallopt(M_MXFAST, 0);
}

int64_t memory_resident(void)
{
	FILE *file = fopen("/proc/self/statm", "re");
	long long pages = 0;

	if (file && fscanf(file, "%*s %lld", &pages) != 1)
		pages = 0;
	if (file)
		fclose(file);
	return pages * sysconf(_SC_PAGESIZE);
}

void memory_trim(int anyway)
{
	if (anyway || memory_resident() <= LARGE)
		malloc_trim(0);
}

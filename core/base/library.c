/* Opening libraries late, and letting go of what of them is not needed. */
#include "base/library.h"

#include <dlfcn.h>
#include <link.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

static int open_now(struct library *library, struct error *err)
{
	void *handle = dlopen(library->file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);

	if (!handle)
		return error_set(err, ERROR_UNSUPPORTED, "library %s: %s", library->file,
				 dlerror());
	for (const struct symbol *symbol = library->symbols; symbol->name; symbol++) {
		*symbol->at = dlsym(handle, symbol->name);
		if (!*symbol->at)
			return error_set(err, ERROR_UNSUPPORTED, "library %s is too old: no %s",
					 library->file, symbol->name);
	}
	library->is_open = 1;
	return 0;
}

int library_open(struct library *library, struct error *err)
{
	static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	int rc;

	pthread_mutex_lock(&mutex);
	rc = library->is_open ? 0 : open_now(library, err);
	pthread_mutex_unlock(&mutex);
	return rc;
}

/*
 * Code and constants: no page of them was ever written (what the linker relocates belongs to the
 * writable parts, and only looks read-only afterwards), so nothing is lost. A debugger's
 * breakpoints set before are.
 */
static int rest_one(struct dl_phdr_info *info, size_t size, void *arg)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);

	(void)size, (void)arg;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *part = &info->dlpi_phdr[i];
		uintptr_t from = (info->dlpi_addr + part->p_vaddr) & ~(page - 1);
		uintptr_t to = info->dlpi_addr + part->p_vaddr + part->p_memsz;

		if (part->p_type != PT_LOAD || (part->p_flags & PF_W))
			continue;
		(void)madvise((void *)from, to - from, MADV_DONTNEED);
	}
	return 0;
}

void library_rest(void)
{
	dl_iterate_phdr(rest_one, NULL);
}

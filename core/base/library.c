/* Opening libraries late. */
#include "base/library.h"

#include <dlfcn.h>
#include <pthread.h>

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

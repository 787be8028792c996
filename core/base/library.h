/*
 * Shared libraries that are opened only when they are needed, for what not every role uses:
 * loading costs memory and time at each start.
 */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include "base/error.h"

struct symbol {
	const char *name;
	void **at; /* where its address goes */
};

struct library {
	const char *file; /* "libvirt.so.0" */
	const struct symbol *symbols; /* ended by a NULL name */
	int is_open;
};

/*
 * Opens the library and fills in all addresses; it is never closed again. Any thread, any
 * number of times. -1 (ERROR_UNSUPPORTED) when it is missing or lacks a symbol.
 */
int library_open(struct library *library, struct error *err);

/*
 * Lets go of the code and constants of all libraries and of the program itself that has been looked
 * at so far; what is still needed comes back from the page cache by itself. To be called when a
 * start, which runs through much that is never run again, is over. Any thread.
 */
void library_rest(void);

#endif

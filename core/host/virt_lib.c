/* Opening libvirt. */
#define VIRT_LIB_NAMES /* here the names are the functions' own */
#include "host/virt_lib.h"

#include <stddef.h>

#include "base/library.h"

struct virt_lib virt_lib;

#define VIRT_SYMBOL(name) {#name, (void **)&virt_lib.name##_fn},

static struct library library = {
	.file = "libvirt.so.0",
	.symbols =
		(const struct symbol[]){
			VIRT_FUNCTIONS(VIRT_SYMBOL){NULL, NULL},
		},
};

int virt_lib_open(struct error *err)
{
	return library_open(&library, err);
}

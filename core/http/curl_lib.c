/* Opening libcurl. */
#define CURL_LIB_NAMES /* here the names are the functions' own */
#include "http/curl_lib.h"

#include <stddef.h>

#include "base/library.h"

struct curl_lib curl_lib;

#define CURL_SYMBOL(name) {#name, (void **)&curl_lib.name##_fn},

static struct library library = {
	.file = "libcurl.so.4",
	.symbols =
		(const struct symbol[]){
			CURL_FUNCTIONS(CURL_SYMBOL){NULL, NULL},
		},
};

int curl_lib_open(struct error *err)
{
	return library_open(&library, err);
}

/*
 * libcurl, opened when the first HTTP client is made: a server does without it, and it brings a
 * dozen libraries along. Each function that we call stands in the list below and goes by its usual
 * name. Private to core/http/.
 */
#ifndef HTTP_CURL_LIB_H
#define HTTP_CURL_LIB_H

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

#include "base/error.h"

/* Macros that only check types; through a pointer they would check nothing. */
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

#define CURL_FUNCTIONS(DO) \
	DO(curl_easy_cleanup) \
	DO(curl_easy_getinfo) \
	DO(curl_easy_init) \
	DO(curl_easy_pause) \
	DO(curl_easy_setopt) \
	DO(curl_easy_strerror) \
	DO(curl_free) \
	DO(curl_global_cleanup) \
	DO(curl_global_init) \
	DO(curl_multi_add_handle) \
	DO(curl_multi_assign) \
	DO(curl_multi_cleanup) \
	DO(curl_multi_info_read) \
	DO(curl_multi_init) \
	DO(curl_multi_remove_handle) \
	DO(curl_multi_setopt) \
	DO(curl_multi_socket_action) \
	DO(curl_slist_append) \
	DO(curl_slist_free_all) \
	DO(curl_url) \
	DO(curl_url_cleanup) \
	DO(curl_url_get) \
	DO(curl_url_set)

#define CURL_MEMBER(name) __typeof__(&name) name##_fn;
extern struct curl_lib {
	CURL_FUNCTIONS(CURL_MEMBER)
} curl_lib;
#undef CURL_MEMBER

/* Opens the library; nothing below may be called before. Any thread, any number of times. */
int curl_lib_open(struct error *err);

#ifndef CURL_LIB_NAMES
#define curl_easy_cleanup curl_lib.curl_easy_cleanup_fn
#define curl_easy_getinfo curl_lib.curl_easy_getinfo_fn
#define curl_easy_init curl_lib.curl_easy_init_fn
#define curl_easy_pause curl_lib.curl_easy_pause_fn
#define curl_easy_setopt curl_lib.curl_easy_setopt_fn
#define curl_easy_strerror curl_lib.curl_easy_strerror_fn
#define curl_free curl_lib.curl_free_fn
#define curl_global_cleanup curl_lib.curl_global_cleanup_fn
#define curl_global_init curl_lib.curl_global_init_fn
#define curl_multi_add_handle curl_lib.curl_multi_add_handle_fn
#define curl_multi_assign curl_lib.curl_multi_assign_fn
#define curl_multi_cleanup curl_lib.curl_multi_cleanup_fn
#define curl_multi_info_read curl_lib.curl_multi_info_read_fn
#define curl_multi_init curl_lib.curl_multi_init_fn
#define curl_multi_remove_handle curl_lib.curl_multi_remove_handle_fn
#define curl_multi_setopt curl_lib.curl_multi_setopt_fn
#define curl_multi_socket_action curl_lib.curl_multi_socket_action_fn
#define curl_slist_append curl_lib.curl_slist_append_fn
#define curl_slist_free_all curl_lib.curl_slist_free_all_fn
#define curl_url curl_lib.curl_url_fn
#define curl_url_cleanup curl_lib.curl_url_cleanup_fn
#define curl_url_get curl_lib.curl_url_get_fn
#define curl_url_set curl_lib.curl_url_set_fn
#endif

#endif

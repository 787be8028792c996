/* Basic authentication (RFC 7617) as a client sends it. Any thread. */
#ifndef HTTP_BASIC_H
#define HTTP_BASIC_H

/* "Authorization: Basic ...". The caller frees it with free, after wiping it. */
char *http_basic_header(const char *user, const char *password);

#endif

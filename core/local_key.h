/*
 * The administrator's first key, kept in the data directory (admin.key, mode 0600) for who can read
 * that directory: the command line on this machine needs no configuration. Who can read the
 * directory has the key that seals all secrets, so that nobody gains by it. The key is written
 * once; a file that was removed stays removed. Before the API answers; blocks on the disk.
 */
#ifndef LOCAL_KEY_H
#define LOCAL_KEY_H

#include "base/error.h"
#include "base/json.h"
#include "config.h"

/*
 * `key` is {accessKey, secretKey} at the first start, else an object without them: then the file,
 * if there is one, only learns where the server is to be found now.
 */
int local_key_keep(const char *data, const char *url, struct span key, struct error *err);

/*
 * Gives the config of a client that key and address when it has no key of its own, the file can be
 * read, and its url means that server or is the default.
 */
void local_key_find(struct config *config);

#endif

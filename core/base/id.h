/*
 * Random and derived names: uuids, keys, secrets. Random bytes come from getrandom(2), but in
 * a simulation. Any thread.
 */
#ifndef BASE_ID_H
#define BASE_ID_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

#define UUID_LEN 36

void id_random(void *bytes, size_t len);

/*
 * For a simulation: from now on all bytes follow from the seed, so nothing is a secret any more.
 * Before any other thread runs.
 */
void id_seed(uint64_t seed);

/* A random (version 4) uuid in lower case. */
void id_uuid(char ret[UUID_LEN + 1]);

/* An access key: 20 upper-case hex characters. */
void id_access_key(char ret[21]);

/* A secret: 40 characters of base64 without `O 0 l I + / =`. */
void id_secret(char ret[41]);

/* Compares in a time that does not depend on where the texts differ. 1 when equal. */
int id_equal(const char *a, const char *b);

#endif

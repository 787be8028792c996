/*
 * Ids on the wire: "1i5" is row 5 of a type whose prefix is "1i"; settings and process
 * definitions go by name, "1pd!instance.start". Agents, and admins who ask for it with
 * `_plainId`, use plain numbers both ways. Pure functions; any thread.
 *
 * The prefix letters of an incoming id are not compared with the type: clients pass ids of
 * a child type where its base is meant, and the other way round.
 */
#ifndef API_IDS_H
#define API_IDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/json.h"

/* The number in a wire id: 0, or -1 when it is none (and so matches nothing). */
int ids_parse(const char *text, size_t len, int plain, int64_t *ret);

/* The name in a wire id: "1pd!instance.start" and "instance.start" give "instance.start". */
struct span ids_parse_name(const char *text, size_t len);

/* Appends an id, without quotes. A NULL prefix writes the plain number. */
void ids_add(struct buf *buf, const char *prefix, int64_t id);

/* Appends an id as a JSON string. */
void ids_json(struct buf *buf, const char *prefix, int64_t id);

/* Appends `PREFIX!name`, or the bare name when prefix is NULL. No quotes. */
void ids_add_name(struct buf *buf, const char *prefix, const char *name);

/* "1" and the first letter and every capital of a type's name, lower-cased: "1ihm". */
void ids_prefix(const char *type, char ret[16]);

#endif

/*
 * What nothing else writes into the history: logins, refused ones included, and what changes no
 * row. Any thread.
 */
#ifndef API_AUDIT_H
#define API_AUDIT_H

#include "api/call.h"

/*
 * A row of a kind in the history of a resource of a base type: who, from where, and why it was
 * refused (NULL: it was not). No secrets. Written by the loop; refused ones at most ten a second,
 * so that whoever guesses does not fill the disk.
 */
void audit_note(struct api *api, const char *type, int64_t id, const char *kind, const char *actor,
		const char *refused);

/* The same with what was done: an action, or the name of an event. */
void audit_deed(struct api *api, const char *type, int64_t id, const char *kind, const char *actor,
		const char *deed);

/*
 * A request that would have changed something and was refused, as a row of kind "refused" of the
 * caller's account: its method and path, the status, the code and the field. What was sent is not
 * in it. HTTP or loop thread; at most ten a second are written.
 */
void audit_refused(struct call *call, int status, const struct error *err);

#endif

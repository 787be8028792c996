/*
 * What a few types show besides their declared fields and links: a registration token its token
 * and where the script is, an SSH key its private half as a file; and what a `register` hides from
 * all but the host that made it. HTTP threads, and whoever renders.
 */
#ifndef API_EXTRAS_H
#define API_EXTRAS_H

#include "api/render.h"

enum extra {
	EXTRA_NONE,
	EXTRA_TOKEN,
	EXTRA_PEM,
	EXTRA_REGISTER,
	EXTRA_SETTING,
	EXTRA_DATA,
	EXTRA_HANDLER
};

/* Which of them a type has; once a load. */
enum extra extras_of(const struct type *type);

/* Appends `,"pem":"http://..."`; only for a shape that has extras. */
void extras_links(const struct render *render, const struct shape *shape,
		  const struct values *values, const char *self, size_t self_len, struct buf *ret);

/* Appends `,"token":"..."`. */
void extras_fields(const struct render *render, const struct shape *shape, const struct row *row,
		   const struct values *values, struct buf *ret);

/* The raw `data` of a handler whose names were used up: they stay in it as null. 1: appended. */
int extras_data(const struct shape *shape, const struct values *values, struct buf *ret);

/* Whether a field is left out, because who asks does not name the key of this `register`. */
int extras_hide(const struct render *render, const struct shape *shape, const struct field *field,
		const struct values *values);

/* The clear text of a password field of a row. -1: there is none, or it cannot be opened. */
int extras_password(const struct seal *seal, struct span value, struct buf *ret);

#endif

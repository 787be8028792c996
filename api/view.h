/*
 * The model prepared for the hot path: for every type a table from field name to place, and
 * for every type and role the fields, links and actions it may see, with their JSON keys
 * already written. Immutable, counted, replaced whole when definitions are reloaded; any
 * thread.
 */
#ifndef API_VIEW_H
#define API_VIEW_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "engine/lifecycle.h"
#include "store/model.h"

/* More fields than this in one type are refused at load. */
#define VIEW_MAX_FIELDS 250

struct view_field {
	const struct field *field;
	int index; /* in type->fields */
	const char *key; /* `,"name":` */
	uint16_t key_len;
	const char *stamp_key; /* `,"nameTS":` of a date */
	uint16_t stamp_key_len;
};

struct view_link {
	const struct type_link *link;
	const struct type *target;
	const char *key; /* `,"instanceHostMaps":"` */
	const char *tail; /* `/instancehostmaps"` */
	uint16_t key_len, tail_len;
	int field; /* REFERENCE: index of our field, else -1 */
};

/* One type as one role sees it. */
struct view {
	struct view_field *fields;
	struct view_link *links;
	int field_count, link_count;
	int visible;
};

struct shape {
	const struct type *type;
	uint8_t *table; /* field index + 1 by hash of the name; 0 empty */
	unsigned mask;
	const char **prefix; /* by field index: id prefix of what it refers to */
	int account, public; /* index of accountId and isPublic, -1 none */
	uint8_t extra; /* enum extra (extras.h) */
	int live; /* what is shown of a row hangs on more than it */
	int repeats; /* what is shown of a row hangs on nothing else, and holds no secret */
	const char *
		*allocation_via; /* transitioning states of the second column, NULL-terminated */
	struct view views[ROLE_MAX];
};

/* All texts the views point to, by their hash: most stand in many views. */
struct strings {
	char **slots;
	unsigned mask, count;
};

struct snapshot {
	atomic_int refs;
	unsigned serial; /* differs between any two snapshots of one api */
	struct model *model;
	struct lifecycles *lifecycles;
	struct shape *shapes; /* by type->index */
	int count;
	pthread_mutex_t lock; /* guards the lazily written schema texts */
	struct buf schemas[2]
			  [ROLE_MAX + 1]; /* without and with extensions; last: read-only admin */
	struct buf openapi[ROLE_MAX + 1]; /* the same */
	struct buf root[ROLE_MAX];
	struct strings strings;
};

struct snapshot *snapshot_new(struct model *model, struct lifecycles *lifecycles, unsigned serial,
			      struct error *err);
struct snapshot *snapshot_ref(struct snapshot *snapshot);
void snapshot_unref(struct snapshot *snapshot);

static inline const struct shape *snapshot_shape(const struct snapshot *snapshot,
						 const struct type *type)
{
	return &snapshot->shapes[type->index];
}

/* The type as a role sees it; NULL when it may not. */
const struct view *snapshot_view(const struct snapshot *snapshot, const struct type *type,
				 enum role role);

/* Index of a field by name, or -1. */
int shape_field(const struct shape *shape, const char *name, size_t len);

/* The type that a row of `base` shows as to a role. */
const struct type *snapshot_shown(const struct snapshot *snapshot, const struct type *base,
				  enum role role, const char *kind);

/* Whether a value of the second state column is a transitioning one. */
int shape_allocating(const struct shape *shape, const char *allocation);

#endif

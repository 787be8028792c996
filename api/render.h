/*
 * A stored row to its JSON on the wire, straight into a buffer: no trees. One pass over the
 * document finds the values, one pass over the type's fields writes them. Hot path; any
 * thread that owns what struct render points to.
 */
#ifndef API_RENDER_H
#define API_RENDER_H

#include "api/view.h"
#include "base/buf.h"
#include "base/seal.h"
#include "script/script.h"
#include "store/store.h"

#define RENDER_MAX_INCLUDES 8

/*
 * A page counts joined rows: each row of an included list, and a resource without any as one. Which
 * of them are on this page, shared by all resources on it.
 */
struct include_window {
	int64_t skip; /* rows that stood on earlier pages */
	int left; /* rows that still fit */
	int more; /* one did not */
};

/* How one caller sees things. All borrowed. */
struct render {
	const struct snapshot *snapshot;
	enum role role;
	int plain; /* plain ids */
	int no_auth; /* the server asks for no keys */
	const char *base; /* "http://host:9080" */
	size_t base_len;
	const struct seal *seal; /* or NULL */
	struct script *script; /* for counts; or NULL */
	int64_t account_id; /* whose rows may be included; 0: all */
	struct reader *inner; /* for included rows; only used with includes */
	const char *include[RENDER_MAX_INCLUDES]; /* link names, any case */
	int include_count;
	struct include_window *window; /* NULL: all that is included is shown */
	struct span key; /* what the request names as `key`: shows a host its own keys */
};

/* The values of a row by field index: spans of its document, {NULL,0} where there is none. */
struct values {
	struct span at[VIEW_MAX_FIELDS];
	struct span data; /* the raw "data" object */
};

/* Finds the document's values of a type's fields. data.fields wins over the top level. */
void render_values(const struct shape *shape, struct span doc, struct values *ret);

/* Appends a whole resource. `base` is the type it was read as; it may show as a child of it. */
void render_resource(const struct render *render, const struct type *base, const struct row *row,
		     struct buf *ret);

/* Appends "http://h/v1/containers/1i5", without quotes. */
void render_self(const struct render *render, const struct type *type, int64_t id, struct buf *ret);

/* The prefix to write before an id of a type; NULL for plain ids. */
const char *render_prefix(const struct render *render, const struct type *type);

/*
 * Appends a value of a field as stored, turned into what the wire shows (references, dates,
 * opened passwords). `prefix` is that of the referred type, or NULL for plain ids.
 */
void render_value(const struct render *render, const struct field *field, const char *prefix,
		  struct span value, struct buf *ret);

/* Whether an action may be called on a row now. */
int render_action_open(const struct type_action *action, const struct row *row,
		       const struct values *values);

/* Appends a time as its text, or null when ms is 0. */
void render_time(struct buf *ret, int64_t ms);

/* How many of a type's actions a role has: agents act on nothing, least of all on themselves. */
static inline int render_action_count(const struct type *type, enum role role)
{
	return role == ROLE_AGENT || role == ROLE_AGENT_REGISTER ? 0 : type->action_count;
}

#endif

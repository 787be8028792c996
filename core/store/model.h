/*
 * The compiled, immutable picture of all declared types: what Lua says in api/schemas/,
 * as C structs. Built once per load by core/script, read by every thread, replaced
 * whole by a reload. Everything in it lives as long as a reference is held.
 *
 * A *base type* (instance, credential) has a table; a *child type* (container, apiKey)
 * shares its base's table and is told apart by `kind`.
 */
#ifndef STORE_MODEL_H
#define STORE_MODEL_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

enum field_type {
	FIELD_STRING,
	FIELD_PASSWORD,
	FIELD_INT,
	FIELD_FLOAT,
	FIELD_DATE,
	FIELD_BOOLEAN,
	FIELD_ENUM,
	FIELD_BLOB,
	FIELD_JSON,
	FIELD_MAP,
	FIELD_ARRAY,
	FIELD_REFERENCE,
};

/* Sets of types and fields; `lua/lib/schema.lua` lists them in this order. */
enum role {
	ROLE_ADMIN,
	ROLE_USER,
	ROLE_AGENT,
	ROLE_AGENT_REGISTER, /* may ask to become an agent */
	ROLE_REGISTER, /* a new host with a registration token */
	ROLE_SUPER, /* all types, all columns */
	ROLE_MAX
};

enum { ACCESS_READ = 1, ACCESS_CREATE = 2, ACCESS_UPDATE = 4 };

/* By what a list can be filtered: what suits the field's type, nothing, or equality alone. */
enum { FILTERS_OF_TYPE, FILTERS_NONE, FILTERS_EQ };

enum { METHOD_GET = 1, METHOD_POST = 2, METHOD_PUT = 4, METHOD_DELETE = 8 };

/* Where a field's value is kept. */
enum field_place {
	/* Columns. */
	PLACE_ID,
	PLACE_ACCOUNT,
	PLACE_KIND,
	PLACE_UUID,
	PLACE_NAME,
	PLACE_CREATED,
	/* Hot columns. */
	PLACE_STATE,
	PLACE_ALLOCATION,
	PLACE_REMOVED,
	PLACE_REMOVE_TIME,
	/* Computed from the state. */
	PLACE_TRANSITIONING,
	PLACE_MESSAGE,
	PLACE_PROGRESS,
	/* The document: its whole "data" object, its top level, and what stands under data.fields
	 * because it was never a column. */
	PLACE_DATA,
	PLACE_DOC,
	PLACE_FIELDS,
	/* Not kept: asked for when it is shown. */
	PLACE_LIVE,
};

struct field {
	const char *name;
	const char *type_text; /* as on the wire: "array[reference[network]]" */
	enum field_type type;
	enum field_type element; /* of an array or map; FIELD_JSON when unknown */
	const char *reference; /* type that a reference (or its elements) names, or NULL */
	enum field_place place;
	uint8_t access[ROLE_MAX]; /* ACCESS_ bits; 0 hides the field from the role */
	uint8_t beyond[ROLE_MAX]; /* bits of it that the contract of 2014 has not */
	uint8_t filters; /* FILTERS_ */
	unsigned nullable : 1, required : 1, unique : 1, input_only : 1, schedule_update : 1,
		indexed : 1; /* equality look-ups are fast (a reference always is) */
	unsigned has_min : 1, has_max : 1;
	int64_t min, max;
	int min_length, max_length; /* -1: no limit */
	const char *const *options; /* NULL-terminated; NULL: anything */
	const char *valid_chars, *invalid_chars; /* or NULL */
	const char *default_json; /* JSON text, or NULL */
	const char *description; /* a sentence; never NULL */
	const char *placeholder; /* an example for forms; or NULL */
};

struct type_action {
	const char *name; /* "stop" */
	const char *input, *output; /* type names; input may be NULL */
	const char *const *states; /* states in which it is offered; NULL: always */
	const char *description; /* a sentence; never NULL */
	unsigned extension : 1; /* not in the 2014 contract */
};

/* How the rows of another type hang on this one. */
enum link_kind { LINK_CHILD, LINK_REFERENCE, LINK_MAP };

struct type_link {
	const char *name; /* "nics", "image", "hosts" */
	enum link_kind kind;
	const char *target; /* type of what it leads to */
	const char *via; /* CHILD: their field; REFERENCE: our field; MAP: map's field to us */
	const char *map_type, *map_target; /* MAP: the map table and its field to the target */
};

struct model;

struct type {
	const char *name, *plural, *url; /* "container", "containers", "containers" */
	const char *id_prefix; /* "1i" */
	const char *description;
	const struct type *parent; /* of a child type, else NULL */
	const struct type *base; /* itself, unless a child */
	const struct field *fields; /* in the order of the wire; parents' fields included */
	int field_count;
	uint8_t collection_methods[ROLE_MAX], resource_methods[ROLE_MAX]; /* METHOD_ bits */
	uint8_t visible[ROLE_MAX];
	const struct type_action *actions;
	int action_count;
	const struct type_link *links;
	int link_count;
	const char *const *states; /* all states, sorted; NULL: type without processes */
	const char *const *transitioning; /* those in which a process is under way */
	unsigned has_process : 1, has_table : 1;
	unsigned extension : 1; /* not in the 2014 contract */
	int index; /* place in model->types */
	struct model *model; /* what it belongs to: model_ref() keeps it alive */
};

/* A builder's view and the readers' look-ups. */
const struct type *model_type(const struct model *model, const char *name); /* exact; or NULL */

/* By singular or plural in any letter case, as in a URL; NULL when none. */
const struct type *model_type_by_url(const struct model *model, const char *name, size_t len);
const struct type *const *model_types(const struct model *model, int *ret_count);

/* The type a row of `base` with this kind shows as: a child of that name, else the base. */
const struct type *model_type_of_kind(const struct model *model, const struct type *base,
				      const char *kind);

const struct field *type_field(const struct type *type, const char *name, size_t len);
const struct type_action *type_action(const struct type *type, const char *name);
const struct type_link *type_link(const struct type *type, const char *name,
				  size_t len); /* any case */
int type_is_transitioning(const struct type *type, const char *state);

/*
 * Building. Strings and arrays handed in are copied. Types are added parents first;
 * model_finish resolves parents, gives every type its links (from reference fields and
 * map types) and indexes, and returns -1 with the fault named. Then the model is frozen.
 */
struct model *model_new(void);
int model_add(struct model *model, const struct type *type, const char *parent, struct error *err);
int model_finish(struct model *model, struct error *err);

/* Counted, from any thread. model_unref(NULL) does nothing. */
struct model *model_ref(struct model *model);
void model_unref(struct model *model);

#endif

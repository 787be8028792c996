/*
 * What a caller sends, made safe: query, form and JSON body gathered into values by field,
 * converted to what is stored (ids to numbers, dates to milliseconds, passwords sealed), and
 * checked against the type's rules. What comes out is one JSON object to apply as a patch.
 *
 * Unknown and read-only keys are dropped silently: clients send whole objects back. HTTP
 * threads.
 */
#ifndef API_INPUT_H
#define API_INPUT_H

#include "api/call.h"
#include "base/buf.h"
#include "base/json.h"
#include "store/store.h"

/* Gathered, not yet checked against any type. */
struct input {
	struct buf params; /* query (and form) as a JSON object of strings and arrays */
	struct span body; /* the JSON body when it is an object, else empty; borrowed */
};

/* -1: a body that is no JSON (400 InvalidBodyContent), or no form. */
int input_gather(const struct call *call, struct input *ret, struct error *err);
void input_done(struct input *input);

/* The last value given under a name, {NULL,0} when none. Body wins over parameters. */
struct span input_get(const struct input *input, const char *name);

/* What conversion asks of the world around; a test fills in its own. */
struct input_world {
	/* Whether the caller may refer to a row. */
	int (*exists)(void *arg, const struct type *type, int64_t id);
	/* Whether another row than `id` holds this value (as JSON) in a unique field. */
	int (*taken)(void *arg, const struct type *type, const struct field *field,
		     struct span value, int64_t id);
	/* Whether the row that is changed holds nothing in this field. NULL: none does. */
	int (*is_unset)(void *arg, const struct type *type, const struct field *field, int64_t id);
	void *arg;
	const struct seal *seal; /* NULL: passwords stay as they come */
	const struct model *model;
	enum role role;
	int plain; /* plain ids */
};

/* The world of a call: its readers, its reach. Valid as long as the call. */
void input_world(struct call *call, struct input_world *ret);

enum input_mode { INPUT_CREATE, INPUT_UPDATE, INPUT_ACTION };

/*
 * Appends the checked patch, an object. `id` is the row that is changed, 0 on create. An
 * action's input is checked like a create of its input type.
 */
int input_check(const struct input_world *world, const struct type *type, enum input_mode mode,
		int64_t id, const struct input *input, struct buf *ret, struct error *err);

/* Appends both sources as one object: what an action without an input type is given. */
void input_merge(const struct input *input, struct buf *ret);

/* One value to what is stored; -1 with the contract's code. (convert.c) */
int input_convert(const struct input_world *world, const struct field *field, struct span value,
		  struct buf *ret, struct error *err);

/* The rules on a converted value: lengths, limits, options, characters. (rules.c) */
int input_rules(const struct field *field, struct span value, struct error *err);

/* More parameters than this are refused: adding one looks through all that are there. */
#define FORM_MAX 256

/* multipart/form-data to JSON members of `ret`. -1 when it is malformed. (form.c) */
int form_multipart(const char *content_type, struct span body, struct buf *ret);

/* Adds one parameter to an object of strings; a repeated name becomes an array. (form.c) */
void form_add(struct buf *object, const char *key, const char *value, size_t len);

static inline __attribute__((unused)) void auto_input_done(struct input *input)
{
	input_done(input);
}

#endif

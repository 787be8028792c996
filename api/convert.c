/* One value from the wire to what is stored. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "api/errors.h"
#include "api/ids.h"
#include "api/input.h"
#include "base/auto.h"
#include "base/clock.h"

static int to_boolean(struct span value)
{
	static const char *const yes[] = {"true", "yes", "y", "on", "1"};

	if (json_is_string(value)) {
		value.at++;
		value.len -= 2;
	}
	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		if (strlen(yes[i]) == value.len && strncasecmp(yes[i], value.at, value.len) == 0)
			return 1;
	return 0;
}

/* Any scalar, and an array's first element, by its text. */
static int add_text(const struct input_world *world, const struct field *field, struct span value,
		    struct buf *ret, struct error *err)
{
	AUTO(buf_done) struct buf text = {0};
	struct json_iter iter;
	struct span first;

	if (json_is_array(value)) {
		json_iter_start(&iter, value);
		if (json_iter_next(&iter, NULL, &first) && !json_is_array(first) &&
		    !json_is_null(first))
			return add_text(world, field, first, ret, err);
	}
	if (field->type == FIELD_PASSWORD && world->seal) {
		AUTO(buf_done) struct buf sealed = {0};
		struct field clear = *field;

		/* Its rules are about the clear text. */
		clear.type = FIELD_STRING;
		if (json_string(value, &text) < 0)
			buf_add(&text, value.at, value.len);
		else if (input_rules(&clear, value, err) < 0)
			return -1;
		if (seal_close(world->seal, text.data ? text.data : "", &sealed, err) < 0)
			return -1;
		buf_json_bytes(ret, sealed.data, sealed.len);
	} else if (json_is_string(value)) {
		buf_add(ret, value.at, value.len);
	} else {
		buf_json_bytes(ret, value.at, value.len);
	}
	return 0;
}

static int add_float(const struct field *field, struct span value, struct buf *ret,
		     struct error *err)
{
	char text[64], *end;
	double number;

	if (json_is_string(value)) {
		value.at++;
		value.len -= 2;
	}
	if (value.len == 0 || value.len >= sizeof(text))
		return errors_set(err, "InvalidFormat", field->name);
	memcpy(text, value.at, value.len);
	text[value.len] = 0;
	/* Hexadecimal, infinity and the like are strtod's, not JSON's. */
	if (strspn(text, "0123456789+-.eE") != value.len)
		return errors_set(err, "InvalidFormat", field->name);
	number = strtod(text, &end);
	if (*end || end == text || !isfinite(number))
		return errors_set(err, "InvalidFormat", field->name);
	buf_addf(ret, "%.17g", number);
	return 0;
}

static int add_reference(const struct input_world *world, const struct field *field,
			 struct span value, struct buf *ret, struct error *err)
{
	const struct type *target = model_type(world->model, field->reference);
	struct span text = value;
	int64_t id;

	if (json_is_string(text)) {
		text.at++;
		text.len -= 2;
	} else if (!world->plain) {
		return errors_set(err, "InvalidReference", field->name);
	}
	if (!target || ids_parse(text.at, text.len, world->plain, &id) < 0 || id == 0 ||
	    !world->exists(world->arg, target, id))
		return errors_set(err, "InvalidReference", field->name);
	buf_add_int(ret, id);
	return 0;
}

static int add_date(const struct field *field, struct span value, struct buf *ret,
		    struct error *err)
{
	AUTO(buf_done) struct buf text = {0};
	int64_t ms;

	if (json_string(value, &text) < 0 || !text.data || clock_parse_iso(text.data, &ms) < 0)
		return errors_set(err, "InvalidDateFormat", field->name);
	buf_add_int(ret, ms);
	return 0;
}

static int add_scalar(const struct input_world *world, const struct field *field,
		      enum field_type type, struct span value, struct buf *ret, struct error *err)
{
	int64_t number;

	switch (type) {
	case FIELD_INT:
		if (json_int(value, &number) < 0)
			return errors_set(err, "InvalidFormat", field->name);
		buf_add_int(ret, number);
		return 0;
	case FIELD_FLOAT:
		return add_float(field, value, ret, err);
	case FIELD_BOOLEAN:
		buf_adds(ret, to_boolean(value) ? "true" : "false");
		return 0;
	case FIELD_DATE:
		return add_date(field, value, ret, err);
	case FIELD_REFERENCE:
		return add_reference(world, field, value, ret, err);
	case FIELD_STRING:
	case FIELD_ENUM:
	case FIELD_PASSWORD:
		return add_text(world, field, value, ret, err);
	default:
		buf_add(ret, value.at, value.len);
		return 0;
	}
}

static int add_array(const struct input_world *world, const struct field *field, struct span value,
		     struct buf *ret, struct error *err)
{
	struct json_iter iter;
	struct span item = value;

	buf_addc(ret, '[');
	if (!json_is_array(value)) {
		if (add_scalar(world, field, field->element, item, ret, err) < 0)
			return -1;
	} else {
		json_iter_start(&iter, value);
		while (json_iter_next(&iter, NULL, &item)) {
			if (json_is_null(item))
				return errors_set(err, "NotNullable", field->name);
			buf_json_comma(ret);
			if (add_scalar(world, field, field->element, item, ret, err) < 0)
				return -1;
		}
	}
	buf_addc(ret, ']');
	return 0;
}

static int add_map(const struct input_world *world, const struct field *field, struct span value,
		   struct buf *ret, struct error *err)
{
	struct json_iter iter;
	struct span key, item;

	if (!json_is_object(value))
		return errors_set(err, "InvalidFormat", field->name);
	buf_addc(ret, '{');
	json_iter_start(&iter, value);
	while (json_iter_next(&iter, &key, &item)) {
		buf_json_comma(ret);
		buf_addc(ret, '"');
		buf_add(ret, key.at, key.len);
		buf_add(ret, "\":", 2);
		if (json_is_null(item))
			buf_adds(ret, "null");
		else if (add_scalar(world, field, field->element, item, ret, err) < 0)
			return -1;
	}
	buf_addc(ret, '}');
	return 0;
}

int input_convert(const struct input_world *world, const struct field *field, struct span value,
		  struct buf *ret, struct error *err)
{
	if (json_is_null(value)) {
		buf_adds(ret, "null");
		return 0;
	}
	switch (field->type) {
	case FIELD_ARRAY:
		return add_array(world, field, value, ret, err);
	case FIELD_MAP:
		return add_map(world, field, value, ret, err);
	case FIELD_BLOB:
		if (!json_is_string(value))
			return errors_set(err, "InvalidFormat", field->name);
		buf_add(ret, value.at, value.len);
		return 0;
	case FIELD_INT:
	case FIELD_FLOAT:
	case FIELD_BOOLEAN:
	case FIELD_DATE:
	case FIELD_REFERENCE:
		/* A list where one value is meant: parameters that were given twice. */
		if (json_is_array(value)) {
			struct json_iter iter;
			struct span first;

			json_iter_start(&iter, value);
			if (!json_iter_next(&iter, NULL, &first) || json_is_null(first))
				return errors_set(err, "InvalidFormat", field->name);
			value = first;
		}
		return add_scalar(world, field, field->type, value, ret, err);
	default:
		return add_scalar(world, field, field->type, value, ret, err);
	}
}

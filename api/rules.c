/* The rules that a converted value must keep, in the contract's order. */
#include <stdlib.h>
#include <string.h>

#include "api/errors.h"
#include "api/input.h"
#include "base/auto.h"

/* The bytes that the body of a character class ("a-zA-Z0-9._-") stands for. */
static void parse_class(const char *body, unsigned char set[256])
{
	const unsigned char *at = (const unsigned char *)body;

	memset(set, 0, 256);
	while (*at) {
		unsigned from = *at++, to;

		if (from == '\\' && *at) {
			from = *at++;
			if (from == 'd' || from == 'w') {
				for (unsigned c = '0'; c <= '9'; c++)
					set[c] = 1;
				for (unsigned c = 'a'; from == 'w' && c <= 'z'; c++)
					set[c] = set[c - 32] = 1;
				set['_'] |= from == 'w';
				continue;
			}
			if (from == 's') {
				for (const char *c = " \t\n\r\f\v"; *c; c++)
					set[(unsigned char)*c] = 1;
				continue;
			}
			from = from == 'n' ? '\n' : from == 't' ? '\t' : from == 'r' ? '\r' : from;
		}
		to = from;
		if (at[0] == '-' && at[1]) {
			at++;
			if (*at == '\\' && at[1])
				at++;
			to = *at++;
		}
		for (unsigned c = from; c <= to; c++)
			set[c] = 1;
	}
}

/* Characters, not bytes. */
static int text_length(const char *text, size_t len)
{
	int count = 0;

	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)text[i] & 0xc0) != 0x80;
	return count;
}

static int check_characters(const struct field *field, const char *text, size_t len,
			    struct error *err)
{
	unsigned char set[256];

	if (field->valid_chars) {
		parse_class(field->valid_chars, set);
		for (size_t i = 0; i < len; i++)
			if (!set[(unsigned char)text[i]])
				return errors_set(err, "InvalidCharacters", field->name);
	}
	if (field->invalid_chars) {
		parse_class(field->invalid_chars, set);
		for (size_t i = 0; i < len; i++)
			if (set[(unsigned char)text[i]])
				return errors_set(err, "InvalidCharacters", field->name);
	}
	return 0;
}

static int check_text(const struct field *field, const char *text, size_t len, struct error *err)
{
	int count = text_length(text, len), found = 0;

	if (field->min_length >= 0 && count < field->min_length)
		return errors_set(err, "MinLengthExceeded", field->name);
	if (field->max_length >= 0 && count > field->max_length)
		return errors_set(err, "MaxLengthExceeded", field->name);
	if (field->options && field->options[0]) {
		for (int i = 0; field->options[i] && !found; i++)
			found = strlen(field->options[i]) == len &&
				memcmp(field->options[i], text, len) == 0;
		if (!found)
			return errors_set(err, "InvalidOption", field->name);
	}
	return check_characters(field, text, len, err);
}

static int check_limits(const struct field *field, struct span value, struct error *err)
{
	AUTO(buf_done) struct buf text = {0};
	double number;

	if (!field->has_min && !field->has_max)
		return 0;
	buf_add(&text, value.at, value.len);
	number = strtod(text.data, NULL);
	if (field->has_min && number < (double)field->min)
		return errors_set(err, "MinLimitExceeded", field->name);
	if (field->has_max && number > (double)field->max)
		return errors_set(err, "MaxLimitExceeded", field->name);
	return 0;
}

int input_rules(const struct field *field, struct span value, struct error *err)
{
	AUTO(buf_done) struct buf text = {0};
	struct json_iter iter;
	struct span item;

	if (json_is_null(value)) {
		if (!field->nullable)
			return errors_set(err, "NotNullable", field->name);
		if (field->options && field->options[0])
			return errors_set(err, "InvalidOption", field->name);
		return 0;
	}
	switch (field->type) {
	case FIELD_INT:
	case FIELD_FLOAT:
		return check_limits(field, value, err);
	case FIELD_STRING:
	case FIELD_ENUM:
		if (json_string(value, &text) < 0)
			return errors_set(err, "InvalidFormat", field->name);
		return check_text(field, text.data ? text.data : "", text.len, err);
	case FIELD_ARRAY:
		if (field->element != FIELD_STRING && field->element != FIELD_ENUM)
			return 0;
		json_iter_start(&iter, value);
		while (json_iter_next(&iter, NULL, &item)) {
			buf_clear(&text);
			if (json_string(item, &text) < 0 ||
			    (field->options && field->options[0] &&
			     check_text(field, text.data ? text.data : "", text.len, err) < 0))
				return errors_set(err, "InvalidOption", field->name);
		}
		return 0;
	default:
		return 0;
	}
}

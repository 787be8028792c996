/* Parsing and showing filters. */
#include "api/filter.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "api/ids.h"
#include "api/list.h"
#include "base/auto.h"
#include "base/clock.h"

#define BIT(op) (1u << (op))

static const char *const op_names[] = {
	[STORE_EQ] = "eq",         [STORE_NE] = "ne",           [STORE_LT] = "lt",
	[STORE_LTE] = "lte",       [STORE_GT] = "gt",           [STORE_GTE] = "gte",
	[STORE_PREFIX] = "prefix", [STORE_LIKE] = "like",       [STORE_NOTLIKE] = "notlike",
	[STORE_NULL] = "null",     [STORE_NOTNULL] = "notnull",
};

const char *list_modifier_name(int op)
{
	return op_names[op];
}

unsigned list_modifiers(const struct field *field)
{
	unsigned same = BIT(STORE_EQ) | BIT(STORE_NE) | BIT(STORE_NULL) | BIT(STORE_NOTNULL);

	switch (field->place) {
	case PLACE_TRANSITIONING:
	case PLACE_MESSAGE:
	case PLACE_PROGRESS:
	case PLACE_DATA:
	case PLACE_FIELDS:
	case PLACE_LIVE:
		return 0;
	default:
		break;
	}
	if (field->filters)
		return field->filters == FILTERS_EQ ? BIT(STORE_EQ) : 0;
	if (field->input_only)
		return 0;
	switch (field->type) {
	case FIELD_ENUM:
		if (field->place == PLACE_STATE)
			return same;
		return same | BIT(STORE_PREFIX) | BIT(STORE_LIKE) | BIT(STORE_NOTLIKE);
	case FIELD_STRING:
		return same | BIT(STORE_PREFIX) | BIT(STORE_LIKE) | BIT(STORE_NOTLIKE);
	case FIELD_INT:
	case FIELD_FLOAT:
	case FIELD_DATE:
		return same | BIT(STORE_LT) | BIT(STORE_LTE) | BIT(STORE_GT) | BIT(STORE_GTE);
	case FIELD_BOOLEAN:
	case FIELD_REFERENCE:
		return same;
	default:
		return 0;
	}
}

unsigned list_shown_modifiers(const struct type *type, const struct field *field, enum role role)
{
	int agent = role == ROLE_AGENT || role == ROLE_AGENT_REGISTER;

	if (agent && type->has_table)
		return 0;
	/* Columns that are hidden are listed, but no references to types that the admin alone sees.
	 */
	if (!field->access[role] && field->type == FIELD_REFERENCE && role == ROLE_USER &&
	    field->access[ROLE_ADMIN])
		return 0;
	return list_modifiers(field);
}

/* The field and op that a parameter's name stands for; NULL when it is no filter. */
static const struct field *find_filter(const struct type *type, enum role role, const char *name,
				       int *ret_op)
{
	const struct field *field = type_field(type, name, strlen(name));
	const char *split = strrchr(name, '_');

	*ret_op = STORE_EQ;
	if (!field && split) {
		field = type_field(type, name, (size_t)(split - name));
		*ret_op = -1;
		for (int op = STORE_EQ; op <= STORE_NOTNULL; op++)
			if (strcmp(op_names[op], split + 1) == 0)
				*ret_op = op;
	}
	if (!field || *ret_op < 0 || !(list_modifiers(field) & BIT(*ret_op)) ||
	    !(field->access[role] & ACCESS_READ))
		return NULL;
	return field;
}

/* The value as the store compares it. -1: no row can match. */
static int convert(const struct call *call, const struct field *field, const char *value,
		   struct buf *ret)
{
	int64_t number;
	char *end;

	if (field->place == PLACE_ID || field->type == FIELD_REFERENCE) {
		if (ids_parse(value, strlen(value), call->plain, &number) < 0 &&
		    (field->place != PLACE_ID || ids_parse(value, strlen(value), 1, &number) < 0))
			return -1;
		buf_add_int(ret, number);
	} else if (field->type == FIELD_DATE && clock_parse_iso(value, &number) == 0) {
		buf_add_int(ret, number);
	} else if (field->type == FIELD_BOOLEAN) {
		buf_adds(ret, strcasecmp(value, "true") == 0 || strcmp(value, "1") == 0 ? "true"
											: "false");
	} else {
		if (field->type == FIELD_INT || field->type == FIELD_FLOAT ||
		    field->type == FIELD_DATE) {
			strtod(value, &end);
			if (end == value || *end)
				return -1;
		}
		buf_adds(ret, value);
	}
	return 0;
}

void filters_parse(const struct call *call, const struct type *type, struct filters *ret)
{
	const char *cursor = call->request->query;
	AUTO(buf_done) struct buf key = {0};
	AUTO(buf_done) struct buf value = {0};
	size_t value_at[FILTERS_MAX], shown_at[FILTERS_MAX];

	while (*cursor && http_query_next(&cursor, &key, &value)) {
		const char *text = value.data ? value.data : "";
		struct filter *filter = &ret->list[ret->count];
		int op;

		if (ret->count == FILTERS_MAX || !key.len)
			continue;
		filter->field = find_filter(type, call->who.role, key.data, &op);
		if (!filter->field)
			continue;
		filter->op = op;
		shown_at[ret->count] = ret->text.len;
		buf_add(&ret->text, text, strlen(text) + 1);
		value_at[ret->count] = ret->text.len;
		if (op != STORE_NULL && op != STORE_NOTNULL &&
		    convert(call, filter->field, text, &ret->text) < 0)
			ret->nothing = op != STORE_NE ? 1 : ret->nothing;
		buf_addc(&ret->text, 0);
		ret->count++;
	}
	/* Only now: the text does not move any more. */
	for (int i = 0; i < ret->count; i++) {
		int op = ret->list[i].op;

		ret->shown[i] = ret->text.data + shown_at[i];
		ret->list[i].value = op == STORE_NULL || op == STORE_NOTNULL
					     ? NULL
					     : ret->text.data + value_at[i];
	}
}

void filters_done(struct filters *filters)
{
	buf_done(&filters->text);
}

void filters_render(const struct filters *filters, const struct type *type, enum role role,
		    struct buf *ret)
{
	buf_adds(ret, ",\"filters\":{");
	for (int f = 0; f < type->field_count; f++) {
		int count = 0;

		if (!list_shown_modifiers(type, &type->fields[f], role))
			continue;
		buf_json_key(ret, type->fields[f].name);
		for (int i = 0; i < filters->count; i++) {
			if (filters->list[i].field != &type->fields[f])
				continue;
			buf_adds(ret, count++ ? ",{\"value\":" : "[{\"value\":");
			buf_json_string(ret, filters->shown[i]);
			buf_addf(ret, ",\"modifier\":\"%s\"}", op_names[filters->list[i].op]);
		}
		buf_adds(ret, count ? "]" : "null");
	}
	buf_addc(ret, '}');
}

/* --- Values that are no columns --------------------------------------------------------- */

int filter_order(int op, double order)
{
	switch (op) {
	case STORE_EQ:
		return order == 0;
	case STORE_NE:
		return order != 0;
	case STORE_LT:
		return order < 0;
	case STORE_LTE:
		return order <= 0;
	case STORE_GT:
		return order > 0;
	case STORE_GTE:
		return order >= 0;
	default:
		return 0;
	}
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Behind one character, however many bytes it has. */
static const char *next_letter(const char *text)
{
	text++;
	while ((*text & 0xc0) == 0x80)
		text++;
	return text;
}

/* LIKE as SQLite has it: % and _, letters of ASCII in any case. */
static int is_like(const char *text, const char *pattern)
{
	const char *star = NULL, *from = text;

	while (*text) {
		if (*pattern == '%') {
			star = ++pattern;
			from = text;
		} else if (*pattern == '_') {
			pattern++;
			text = next_letter(text);
		} else if (*pattern && lower(*pattern) == lower(*text)) {
			pattern++;
			text++;
		} else if (star) {
			pattern = star;
			text = from = next_letter(from);
		} else {
			return 0;
		}
	}
	return pattern[strspn(pattern, "%")] == 0;
}

int filter_text(const struct filter *filter, const char *text)
{
	const char *value = filter->value ? filter->value : "";

	if (filter->op == STORE_NULL || filter->op == STORE_NOTNULL)
		return (text == NULL) == (filter->op == STORE_NULL);
	if (!text)
		return filter->op == STORE_NE;
	switch (filter->op) {
	case STORE_PREFIX:
		return strncmp(text, value, strlen(value)) == 0;
	case STORE_LIKE:
		return is_like(text, value);
	case STORE_NOTLIKE:
		return !is_like(text, value);
	default:
		return filter_order(filter->op, strcmp(text, value));
	}
}

/*
 * A struct query as SQL. Only names that model_add let through (letters, digits, `_`) and
 * our own words become SQL text; every value is bound.
 *
 * Values arrive as text and are bound as what their field holds, since a number in a JSON
 * document never equals a text. One that cannot be such a value equals nothing.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "store/sqlite.h"

static void add_value(struct query_sql *sql, struct query_value value)
{
	sql->values[sql->count++] = value;
	buf_addf(&sql->sql, "?%d", sql->count);
}

static void add_int(struct query_sql *sql, int64_t number)
{
	add_value(sql, (struct query_value){.kind = VALUE_INT, .number = number});
}

static void add_text(struct query_sql *sql, const char *text, size_t len)
{
	add_value(sql, (struct query_value){.kind = VALUE_TEXT, .text = text, .len = len});
}

/* 'yes', 'no' or 'error', as the API shows it. */
static void add_transitioning(struct query_sql *sql, const struct type *type)
{
	buf_addf(&sql->sql, "CASE WHEN h.error=%d THEN 'error' WHEN h.state IN (", ROW_STRANDED);
	for (int i = 0; type->transitioning && type->transitioning[i]; i++) {
		char *quoted = sqlite3_mprintf("%s%Q", i ? "," : "", type->transitioning[i]);

		if (!quoted)
			abort();
		buf_adds(&sql->sql, quoted);
		sqlite3_free(quoted);
	}
	buf_adds(&sql->sql, ") THEN 'yes' WHEN h.error THEN 'error' ELSE 'no' END");
}

static void add_expression(struct query_sql *sql, const struct type *type,
			   const struct field *field)
{
	if (field->place == PLACE_TRANSITIONING)
		add_transitioning(sql, type);
	else
		schema_expression(&sql->sql, field, "r.", "h.");
}

static int is_number(const struct field *field)
{
	switch (field->place) {
	case PLACE_ID:
	case PLACE_ACCOUNT:
	case PLACE_CREATED:
	case PLACE_REMOVED:
	case PLACE_REMOVE_TIME:
	case PLACE_PROGRESS:
		return 1;
	case PLACE_DOC:
	case PLACE_FIELDS:
		return field->type == FIELD_INT || field->type == FIELD_FLOAT ||
		       field->type == FIELD_DATE || field->type == FIELD_BOOLEAN ||
		       field->type == FIELD_REFERENCE;
	default:
		return 0;
	}
}

/* -1 when the text is no value of the field. */
static int number_of(const struct field *field, const char *text, struct query_value *ret)
{
	char *end;

	ret->kind = VALUE_INT;
	if (field->type == FIELD_BOOLEAN && strcmp(text, "true") == 0)
		return ret->number = 1, 0;
	if (field->type == FIELD_BOOLEAN && strcmp(text, "false") == 0)
		return ret->number = 0, 0;
	errno = 0;
	ret->number = strtoll(text, &end, 10);
	if (end != text && !*end && errno == 0)
		return 0;
	if (clock_parse_iso(text, &ret->number) == 0)
		return 0;
	ret->kind = VALUE_FLOAT;
	ret->real = strtod(text, &end);
	return end != text && !*end ? 0 : -1;
}

/*
 * The first text that does not begin with the prefix any more: its last byte one higher. The
 * bytes 0xfe and 0xff never occur in UTF-8, so there always is one.
 */
static void add_prefix(struct query_sql *sql, const struct type *type, const struct filter *filter)
{
	const char *value = filter->value;
	size_t len = strlen(value);
	char *above;
	int cast = is_number(filter->field);

	for (int i = 0; i < 2; i++) {
		buf_adds(&sql->sql, i ? " AND " : "(");
		buf_adds(&sql->sql, sql->in_order ? "+" : "");
		buf_adds(&sql->sql, cast ? "CAST(" : "");
		add_expression(sql, type, filter->field);
		buf_adds(&sql->sql, cast ? " AS TEXT)" : "");
		if (i == 0) {
			buf_adds(&sql->sql, ">=");
			add_text(sql, value, len);
			if (len == 0)
				break;
			continue;
		}
		above = arena_bytes(&sql->texts, value, len);
		if ((unsigned char)above[len - 1] < 0xff)
			above[len - 1]++;
		buf_addc(&sql->sql, '<');
		add_text(sql, above, len);
	}
	buf_addc(&sql->sql, ')');
}

static void add_comparison(struct query_sql *sql, const struct type *type,
			   const struct filter *filter)
{
	static const char *const operators[] = {
		[STORE_EQ] = "=",        [STORE_NE] = "<>",
		[STORE_LT] = "<",        [STORE_LTE] = "<=",
		[STORE_GT] = ">",        [STORE_GTE] = ">=",
		[STORE_LIKE] = " LIKE ", [STORE_NOTLIKE] = " NOT LIKE ",
	};
	int pattern = filter->op == STORE_LIKE || filter->op == STORE_NOTLIKE;
	struct query_value value = {.kind = VALUE_TEXT};

	if (is_number(filter->field) && !pattern) {
		if (number_of(filter->field, filter->value, &value) < 0) {
			/* Everything that has a value differs from what is none. */
			if (filter->op == STORE_NE) {
				add_expression(sql, type, filter->field);
				buf_adds(&sql->sql, " IS NOT NULL");
			} else {
				buf_addc(&sql->sql, '0');
			}
			return;
		}
	} else {
		value.text = filter->value;
		value.len = strlen(filter->value);
	}
	add_expression(sql, type, filter->field);
	buf_adds(&sql->sql, operators[filter->op]);
	add_value(sql, value);
}

static int add_filter(struct query_sql *sql, const struct query *query, const struct filter *filter,
		      struct error *err)
{
	if (sql->count + 12 > QUERY_VALUES)
		return error_set(err, ERROR_INVALID, "too many filters");
	if (filter->op < STORE_EQ || filter->op > STORE_NOTNULL)
		return error_set(err, ERROR_INTERNAL, "filter on '%s': no such operator",
				 filter->field->name);
	buf_adds(&sql->sql, " AND ");
	if (filter->op == STORE_NULL || filter->op == STORE_NOTNULL) {
		add_expression(sql, query->type, filter->field);
		buf_adds(&sql->sql, filter->op == STORE_NULL ? " IS NULL" : " IS NOT NULL");
		return 0;
	}
	if (!filter->value)
		return error_field(err, ERROR_INVALID, NULL, filter->field->name,
				   "filter on '%s': no value", filter->field->name);
	if (filter->op == STORE_PREFIX)
		add_prefix(sql, query->type, filter);
	else
		add_comparison(sql, query->type, filter);
	return 0;
}

/* A row of the account; or a public one, where the type has such rows. */
static void add_account(struct query_sql *sql, const struct query *query)
{
	static const char name[] = "isPublic";
	const struct field *field = type_field(query->type, name, sizeof(name) - 1);

	buf_adds(&sql->sql, " AND (r.account_id=");
	add_int(sql, query->account_id);
	if (field && field->place == PLACE_DOC)
		buf_adds(&sql->sql, " OR json_extract(r.doc,'$.isPublic')=1");
	buf_addc(&sql->sql, ')');
}

static int add_map(struct query_sql *sql, const struct query *query, struct error *err)
{
	const struct type *map = query->map_type;
	const struct field *target = type_field(map, query->map_target,
						query->map_target ? strlen(query->map_target) : 0);
	const struct field *via =
		type_field(map, query->map_via, query->map_via ? strlen(query->map_via) : 0);

	if (!target || !via)
		return error_set(err, ERROR_INTERNAL, "map '%s' has no such fields", map->name);
	buf_adds(&sql->sql, " AND r.id IN (SELECT ");
	schema_expression(&sql->sql, target, "m.", "n.");
	buf_addf(&sql->sql, " FROM \"r_%s\" m CROSS JOIN \"h_%s\" n ON n.id=m.id WHERE ",
		 map->base->name, map->base->name);
	schema_expression(&sql->sql, via, "m.", "n.");
	buf_addc(&sql->sql, '=');
	add_int(sql, query->map_id);
	buf_adds(&sql->sql, " AND n.removed IS NULL)");
	return 0;
}

static int is_usual_state(const char *state)
{
	static const char *const usual[] = {USUAL_STATES};

	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		if (state && strcmp(usual[i], state) == 0)
			return 1;
	return 0;
}

/*
 * Which of the two tables is walked first, told to SQLite, since it knows no numbers and may
 * otherwise sort a whole table to give the first page. The narrow one when its indexes are the
 * best there is (or a walk over it is, being a twentieth of the other); then *ret_state says
 * whether that over states serves. A list by name or by time walks that index, unless the state
 * leaves few to be sorted.
 */
static int hot_leads(const struct query *query, int *ret_state)
{
	int leads = 0;

	*ret_state = 0;
	if (query->account_id || query->map_type)
		return 0;
	for (int i = 0; i < query->filter_count; i++) {
		const struct filter *filter = &query->filters[i];

		if (filter->op == STORE_EQ && filter->field->place == PLACE_STATE) {
			leads = 1;
			*ret_state |= query->type->base->has_process && filter->value &&
				      !is_usual_state(filter->value);
		} else if (filter->field->place == PLACE_REMOVE_TIME) {
			leads = 1;
		} else if (filter->op == STORE_EQ || filter->op == STORE_PREFIX) {
			return 0;
		}
	}
	if (!*ret_state && query->sort &&
	    (query->sort->place == PLACE_NAME || query->sort->place == PLACE_CREATED))
		return 0;
	return leads;
}

static int add_where(struct query_sql *sql, const struct query *query, const char *id,
		     struct error *err)
{
	buf_adds(&sql->sql, " WHERE 1");
	if (query->type->base != query->type) {
		buf_adds(&sql->sql, " AND r.kind=");
		add_text(sql, query->type->name, strlen(query->type->name));
	}
	for (int i = 0; i < query->filter_count; i++)
		if (add_filter(sql, query, &query->filters[i], err) < 0)
			return -1;
	if (query->account_id)
		add_account(sql, query);
	if (query->hide_removed_before) {
		buf_adds(&sql->sql, " AND (h.removed IS NULL OR h.removed>=");
		add_int(sql, query->hide_removed_before);
		buf_adds(&sql->sql, ") AND (h.remove_time IS NULL OR h.remove_time>");
		add_int(sql, clock_now());
		buf_addc(&sql->sql, ')');
	}
	if (query->map_type && add_map(sql, query, err) < 0)
		return -1;
	if (query->after_id && !query->sort) {
		buf_addf(&sql->sql, " AND %s%c", id, query->descending ? '<' : '>');
		add_int(sql, query->after_id);
	}
	return 0;
}

#define PROBE_ROWS 3000 /* about a millisecond */
#define PROBE_PAGE 1100 /* rows up to the end of the page that is asked for */

int query_probe(struct query_sql *sql, const struct query *query)
{
	int64_t wanted = (int64_t)query->limit + (query->offset > 0 ? query->offset : 0);
	const struct filter *prefix = NULL;

	if (query->sort || query->descending || query->after_id || query->account_id ||
	    query->map_type || query->limit <= 0 || wanted > PROBE_PAGE)
		return 0;
	for (int i = 0; i < query->filter_count; i++) {
		const struct filter *filter = &query->filters[i];

		if (filter->op == STORE_PREFIX && filter->field->place == PLACE_NAME &&
		    filter->value && *filter->value)
			prefix = filter;
		else if (filter->op == STORE_EQ || filter->field->place == PLACE_REMOVE_TIME)
			return 0;
	}
	if (!prefix)
		return 0;
	sql->in_order = 1;
	buf_addf(&sql->sql,
		 "SELECT count(*) FROM (SELECT 1 FROM \"r_%s\" r WHERE r.id<"
		 "(SELECT min(id) FROM \"r_%s\")+",
		 query->type->base->name, query->type->base->name);
	add_int(sql, PROBE_ROWS);
	buf_adds(&sql->sql, " AND ");
	add_prefix(sql, query->type, prefix);
	buf_adds(&sql->sql, " LIMIT ");
	add_int(sql, wanted);
	buf_addc(&sql->sql, ')');
	return (int)wanted;
}

int query_build(struct query_sql *sql, const struct query *query, int counting, struct error *err)
{
	const char *base = query->type->base->name;
	int by_state, hot_first = hot_leads(query, &by_state);
	const char *id = hot_first ? "h.id" : "r.id"; /* of the first, or it would be sorted */

	if (!query->type->base->has_table)
		return error_set(err, ERROR_UNSUPPORTED, "type '%s' keeps no rows",
				 query->type->name);
	buf_adds(&sql->sql, counting ? "SELECT count(*)" : "SELECT " ROW_COLUMNS);
	buf_addf(&sql->sql,
		 hot_first ? " FROM \"h_%s\" h CROSS JOIN \"r_%s\" r ON r.id=h.id"
			   : " FROM \"r_%s\" r CROSS JOIN \"h_%s\" h ON h.id=r.id",
		 base, base);
	if (add_where(sql, query, id, err) < 0)
		return -1;
	/* The index's own words: without them it is not taken. */
	if (hot_first && by_state)
		buf_adds(&sql->sql, " AND " USUAL_STATES_NOT("h.state"));
	if (counting)
		return 0;
	buf_adds(&sql->sql, " ORDER BY ");
	if (query->sort && query->sort->place != PLACE_ID) {
		add_expression(sql, query->type, query->sort);
		buf_adds(&sql->sql, query->descending ? " DESC," : ",");
	}
	buf_adds(&sql->sql, id);
	buf_adds(&sql->sql, query->descending ? " DESC" : "");
	if (query->limit > 0 || query->offset > 0) {
		buf_adds(&sql->sql, " LIMIT ");
		add_int(sql, query->limit > 0 ? query->limit : -1);
		buf_adds(&sql->sql, " OFFSET ");
		add_int(sql, query->offset > 0 ? query->offset : 0);
	}
	return 0;
}

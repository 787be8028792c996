/* Gathering input, and the whole check of one request. */
#include "api/input.h"

#include <string.h>
#include <strings.h>

#include "api/access.h"
#include "api/errors.h"
#include "base/auto.h"
#include "base/clock.h"

static int is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* `without`: a name that is passed over, or NULL. */
static int gather_pairs(const char *text, const char *without, struct buf *ret)
{
	AUTO(buf_done) struct buf key = {0};
	AUTO(buf_done) struct buf value = {0};
	int count = 0;

	while (*text && http_query_next(&text, &key, &value)) {
		if (!key.len || strlen(key.data) != key.len)
			continue;
		if (without && strcmp(key.data, without) == 0)
			continue;
		if (count++ == FORM_MAX || (value.len && strlen(value.data) != value.len))
			return -1;
		form_add(ret, key.data, value.data ? value.data : "", value.len);
	}
	return 0;
}

static int gather_body(const struct call *call, struct input *ret, struct error *err)
{
	const char *type = http_header(call->request, "Content-Type");
	struct span body = call->request->body;
	AUTO(buf_done) struct buf form = {0};

	while (body.len && is_space(body.at[0]))
		body.at++, body.len--;
	while (body.len && is_space(body.at[body.len - 1]))
		body.len--;
	if (!body.len)
		return 0;
	if (type && strncasecmp(type, "multipart/form-data", 19) == 0) {
		if (form_multipart(type, call->request->body, &ret->params) < 0)
			goto bad;
		return 0;
	}
	/* curl -d sends JSON under this name too. */
	if (type && strncasecmp(type, "application/x-www-form-urlencoded", 33) == 0 &&
	    body.at[0] != '{' && body.at[0] != '[') {
		buf_add(&form, body.at, body.len);
		if (strlen(form.data) != form.len ||
		    gather_pairs(form.data, NULL, &ret->params) < 0)
			goto bad;
		return 0;
	}
	if (json_check(body.at, body.len, JSON_MAX_DEPTH, err) < 0) {
		struct error why = err ? *err : (struct error){0};

		return error_field(err, ERROR_INVALID, "InvalidBodyContent", NULL, "%s", why.text);
	}
	if (json_is_object(body))
		ret->body = body;
	return 0;
bad:
	return error_field(err, ERROR_INVALID, "InvalidBodyContent", NULL, "%s",
			   "the form is malformed");
}

int input_gather(const struct call *call, struct input *ret, struct error *err)
{
	AUTO(buf_done) struct buf wait = {0};
	int waits = call_query(call, "wait", &wait) && wait.len;

	memset(ret, 0, sizeof(*ret));
	/* Of a request that waits, `timeout` says how long, and nothing about the resource. */
	if (gather_pairs(call->request->query, waits ? "timeout" : NULL, &ret->params) < 0) {
		input_done(ret);
		return error_field(err, ERROR_INVALID, "InvalidBodyContent", NULL, "%s",
				   "too many parameters, or one with a NUL in it");
	}
	if (gather_body(call, ret, err) < 0) {
		input_done(ret);
		return -1;
	}
	return 0;
}

void input_done(struct input *input)
{
	buf_done(&input->params);
}

static struct span params_of(const struct input *input)
{
	return (struct span){input->params.data, input->params.len};
}

struct span input_get(const struct input *input, const char *name)
{
	struct span value = {NULL, 0};

	if (input->body.at)
		value = json_get(input->body, name);
	if (!value.at && input->params.len)
		value = json_get(params_of(input), name);
	return value;
}

static int world_exists(void *arg, const struct type *type, int64_t id)
{
	struct call *call = arg;
	struct row row;

	return access_get(call, call->thread->inner, type, id, &row, NULL) == 0;
}

struct unique_search {
	int64_t id, now;
	int found;
};

static int match_unique(void *arg, const struct row *row)
{
	struct unique_search *search = arg;

	/* A removed row gives its value back when it has left the lists. */
	if (row->id != search->id && !(row->removed && row->remove_time < search->now))
		search->found = 1;
	return search->found;
}

static int world_taken(void *arg, const struct type *type, const struct field *field,
		       struct span value, int64_t id)
{
	struct call *call = arg;
	struct unique_search search = {.id = id, .now = clock_now()};
	AUTO(buf_done) struct buf text = {0};
	struct filter filter = {.field = field, .op = STORE_EQ};
	struct query query = {
		.type = type->base, .filters = &filter, .filter_count = 1, .limit = 100};

	if (json_string(value, &text) < 0)
		buf_add(&text, value.at, value.len);
	filter.value = text.data ? text.data : "";
	reader_list(call->thread->inner, &query, match_unique, &search, NULL);
	return search.found;
}

static int world_is_unset(void *arg, const struct type *type, const struct field *field, int64_t id)
{
	struct call *call = arg;
	struct values values;
	struct row row;

	if ((field->place != PLACE_FIELDS && field->place != PLACE_DOC) ||
	    access_get(call, call->thread->inner, type, id, &row, NULL) < 0)
		return 0;
	render_values(snapshot_shape(call->snapshot, type), row.doc, &values);
	return json_is_null(values.at[field - type->fields]);
}

void input_world(struct call *call, struct input_world *ret)
{
	*ret = (struct input_world){
		.exists = world_exists,
		.taken = world_taken,
		.is_unset = world_is_unset,
		.arg = call,
		.seal = call->api->seal,
		.model = call->snapshot->model,
		.role = call->who.role,
		.plain = call->plain,
	};
}

static void gather_fields(const struct type *type, struct span object, struct span *given)
{
	struct json_iter iter;
	struct span key, value;

	if (!object.at)
		return;
	json_iter_start(&iter, object);
	while (json_iter_next(&iter, &key, &value)) {
		const struct field *field = type_field(type, key.at, key.len);

		if (field)
			given[field - type->fields] = value;
	}
}

/* Columns that only the engine writes, whatever the schema says; but until when something can be
 * restored may be moved later. What has no rows has no columns. */
static int is_writable(const struct type *type, const struct field *field, enum input_mode mode)
{
	if (!type->base->has_table)
		return 1;
	switch (field->place) {
	case PLACE_REMOVE_TIME:
		return mode == INPUT_UPDATE;
	case PLACE_ID:
	case PLACE_CREATED:
	case PLACE_STATE:
	case PLACE_ALLOCATION:
	case PLACE_REMOVED:
	case PLACE_TRANSITIONING:
	case PLACE_LIVE:
	case PLACE_MESSAGE:
	case PLACE_PROGRESS:
		return 0;
	default:
		return 1;
	}
}

static int is_blank_date(const struct field *field, struct span value)
{
	if (field->type != FIELD_DATE || !json_is_string(value))
		return 0;
	for (size_t i = 1; i + 1 < value.len; i++)
		if (!is_space(value.at[i]))
			return 0;
	return 1;
}

static int is_empty(struct span value)
{
	return json_is_null(value) || (value.len == 2 && value.at[0] == '[');
}

/* A default stands in for what is missing, and for a null that no option allows. */
static int has_default(const struct type *type, const struct field *field, enum input_mode mode)
{
	return field->default_json && strcmp(field->default_json, "null") != 0 &&
	       is_writable(type, field, mode);
}

/* Converts and checks one given value, and appends it as a member. */
static int add_given(const struct input_world *world, const struct type *type,
		     const struct field *field, struct span value, int64_t id, struct buf *ret,
		     struct error *err)
{
	size_t at;
	struct span stored;

	buf_json_key(ret, field->name);
	at = ret->len;
	if (input_convert(world, field, value, ret, err) < 0)
		return -1;
	stored = (struct span){ret->data + at, ret->len - at};
	/* A whole object sent back may hold a null that was never set: nothing changes then. */
	if (json_is_null(stored) && !field->nullable && id && world->is_unset &&
	    world->is_unset(world->arg, type, field, id))
		return 0;
	if (json_is_null(stored) && !field->nullable)
		return errors_set(err, "NotNullable", field->name);
	if (field->unique && !json_is_null(stored) &&
	    world->taken(world->arg, type, field, stored, id))
		return errors_set(err, "NotUnique", field->name);
	return input_rules(field, stored, err);
}

int input_check(const struct input_world *world, const struct type *type, enum input_mode mode,
		int64_t id, const struct input *input, struct buf *ret, struct error *err)
{
	unsigned need = mode == INPUT_UPDATE ? ACCESS_UPDATE : ACCESS_CREATE;
	struct span given[VIEW_MAX_FIELDS];

	memset(given, 0, (size_t)type->field_count * sizeof(given[0]));
	gather_fields(type, params_of(input), given);
	gather_fields(type, input->body, given);
	buf_addc(ret, '{');
	for (int i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];

		if (!given[i].at || !(field->access[world->role] & need) ||
		    !is_writable(type, field, mode) || is_blank_date(field, given[i]) ||
		    (mode != INPUT_UPDATE && json_is_null(given[i]) &&
		     has_default(type, field, mode) && field->options))
			given[i] = (struct span){NULL, 0};
		else if (add_given(world, type, field, given[i], id, ret, err) < 0)
			return -1;
	}
	for (int i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];

		if (!given[i].at && mode != INPUT_UPDATE && has_default(type, field, mode)) {
			buf_json_key(ret, field->name);
			buf_adds(ret, field->default_json);
		} else if (field->required && (field->access[world->role] & need) &&
			   is_writable(type, field, mode) && (!given[i].at || is_empty(given[i]))) {
			return errors_set(err, "MissingRequired", field->name);
		}
	}
	buf_addc(ret, '}');
	return 0;
}

void input_merge(const struct input *input, struct buf *ret)
{
	struct span sources[2] = {params_of(input), input->body};
	struct json_iter iter;
	struct span key, value;

	buf_addc(ret, '{');
	for (int i = 0; i < 2; i++) {
		if (!sources[i].at)
			continue;
		json_iter_start(&iter, sources[i]);
		while (json_iter_next(&iter, &key, &value)) {
			/* The name of the action and how to wait are for us. */
			if (span_is(key, "action") || span_is(key, "wait") ||
			    span_is(key, "waitTimeout") || span_is(key, "_method"))
				continue;
			buf_json_comma(ret);
			buf_addc(ret, '"');
			buf_add(ret, key.at, key.len);
			buf_add(ret, "\":", 2);
			buf_add(ret, value.at, value.len);
		}
	}
	buf_addc(ret, '}');
}

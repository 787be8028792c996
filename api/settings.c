/* Known settings, their defaults and what they may be. */
#include "api/settings.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "api/access.h"
#include "api/errors.h"
#include "api/etag.h"
#include "api/filter.h"
#include "api/ids.h"
#include "api/input.h"
#include "api/list.h"
#include "api/write.h"
#include "base/auto.h"

#define ROWS_MAX 2000
#define NO_ROW "\"0-" /* how the tag of a setting begins that has only its default */

/* A value may be anything, a whole number, a share, or one of words. */
#define ANY NULL
#define WHOLE "#"
#define SHARE "%"
#define FLAG "true|false"

struct known {
	const char *name, *value, *rule;
};

/* Sorted by name. Those that nothing here goes by are what clients of 2014 ask for. */
static const struct known all[] = {
	{"agent.config.items", "pyagent,configscripts", ANY},
	{"agent.instance.image.uuid", NULL, ANY},
	{"agent.instance.register.url", NULL, ANY},
	{"api.allow.client.override", "false", FLAG},
	{"api.auth.header.enabled", "false", FLAG},
	{"api.auth.realm", "Enter API access key and secret key as username and password", ANY},
	{"api.cors.credentials", "false", FLAG},
	{"api.cors.max.age.seconds", NULL, WHOLE},
	{"api.cors.origins", NULL, ANY},
	{"api.event.change.exclude.types", "publish", ANY},
	{"api.idempotency.retention.seconds", "86400", WHOLE},
	{"api.ignore.paths", "/static,/ping,/healthcheck", ANY},
	{"api.instance.require.image", "true", FLAG},
	{"api.limit.address.per.second", "2000", WHOLE},
	{"api.limit.key.per.second", "5000", WHOLE},
	{"api.limit.logins.per.minute", "30", WHOLE},
	{"api.metrics.loopback", "false", FLAG},
	{"api.pub.default.publish.pattern", "^reply\\..*$", ANY},
	{"api.pub.sub.servlet.timeout.ms", "0", WHOLE},
	{"api.redirect.to.ui", "true", FLAG},
	{"api.redirect.ui.path", "/static/", ANY},
	{"api.request.options", "_plainId", ANY},
	{"api.security.enabled", "true", FLAG},
	{"api.session.idle.seconds", "43200", WHOLE},
	{"api.session.seconds", "604800", WHOLE},
	{"api.show.removed.for.seconds", "300", WHOLE},
	{"api.show.transitioning.internal.message", "true", FLAG},
	{"api.sub.max.pings", "8640", WHOLE},
	{"api.sub.ping.interval.millis", "5000", WHOLE},
	{"api.ui.index", "/static/index.html", ANY},
	{"history.retention.days", "30", WHOLE},
	{"history.retention.rows", "0", WHOLE},
	{"idempotency.mode", "sample", "off|sample|enforce"},
	{"idempotency.sample.rate", "0.001", SHARE},
	{"instance.compute.default", "1", WHOLE},
	{"object.remove.time.delay.seconds", "60", WHOLE},
	{"scripts.admission", "enforce", "enforce|validate"},
};

#define KNOWN (int)(sizeof(all) / sizeof(all[0]))

/* Names that are made of others: `process.instance.start.retries`. */
static const struct {
	const char *head, *tail;
} numbers[] = {
	{"process.", ".retries"},
	{"process.", ".deadline.seconds"},
	{"process.", ".timeout.seconds"},
	{"task.", ".schedule"},
	{"object.", ".remove.time.delay.seconds"},
};

static const struct known *find_known(const char *name)
{
	for (int i = 0; i < KNOWN; i++)
		if (strcmp(all[i].name, name) == 0)
			return &all[i];
	return NULL;
}

static const char *rule_of(const char *name)
{
	const struct known *known = find_known(name);
	size_t len = strlen(name);

	if (known)
		return known->rule;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		size_t head = strlen(numbers[i].head), tail = strlen(numbers[i].tail);

		if (len > head + tail && strncmp(name, numbers[i].head, head) == 0 &&
		    strcmp(name + len - tail, numbers[i].tail) == 0)
			return WHOLE;
	}
	return ANY;
}

static int is_one_of(const char *words, const char *value)
{
	size_t len = strlen(value);

	while (*words) {
		size_t word = strcspn(words, "|");

		if (word == len && strncmp(words, value, len) == 0)
			return 1;
		words += word + (words[word] == '|');
	}
	return 0;
}

/* An empty value is no value, whatever the rule. */
static int keeps_rule(const char *name, const char *value)
{
	const char *rule = rule_of(name);
	char *end;
	double share;

	if (!rule || !*value)
		return 1;
	if (strcmp(rule, SHARE) == 0) {
		share = strtod(value, &end);
		return !*end && share >= 0 && share <= 1;
	}
	if (strcmp(rule, WHOLE) == 0)
		return strspn(value, "0123456789") == strlen(value) && strlen(value) < 16;
	return is_one_of(rule, value);
}

int settings_is(const struct type *type)
{
	return strcmp(type->name, "setting") == 0 || strcmp(type->name, "activeSetting") == 0;
}

/* --- As JSON ---------------------------------------------------------------------------- */

/* `id` 0: there is no row. `value` NULL: it says nothing. */
static void render(const struct render *render, int64_t id, const char *name, const char *value,
		   struct buf *ret)
{
	const struct type *type = model_type(render->snapshot->model, "activeSetting");
	const struct known *known = find_known(name);
	int security = strcmp(name, "api.security.enabled") == 0;
	const char *fallback = security && render->no_auth ? "false" : known ? known->value : NULL;
	const char *prefix = type ? render_prefix(render, type) : NULL;
	AUTO(buf_done) struct buf text = {0};

	if (id)
		ids_add(&text, prefix, id);
	else
		ids_add_name(&text, prefix, name);
	buf_adds(ret, "{\"id\":");
	buf_json_string(ret, text.data);
	buf_adds(ret, ",\"type\":\"activeSetting\",\"links\":{\"self\":\"");
	buf_add(ret, render->base, render->base_len);
	buf_adds(ret, "/v1/activesettings/");
	/* A name is any text; what JSON minds does not belong into a URL either. */
	for (const char *c = text.data; *c; c++)
		if ((unsigned char)*c <= ' ' || strchr("\"\\%?#/", *c) || *c & 0x80)
			buf_addf(ret, "%%%02X", (unsigned char)*c);
		else
			buf_addc(ret, *c);
	buf_adds(ret, "\"},\"actions\":{},\"name\":");
	buf_json_string(ret, name);
	buf_adds(ret, ",\"value\":");
	buf_json_string(ret, id ? value : fallback);
	buf_adds(ret, ",\"activeValue\":");
	/* Whether keys are asked for is said where the server is started. */
	buf_json_string(ret, id && value && !security ? value : fallback);
	buf_adds(ret, ",\"source\":");
	buf_json_string(ret, id ? "Database" : "Defaults");
	buf_addf(ret, ",\"inDb\":%s}", id ? "true" : "false");
}

static const char *value_of(const struct row *row, struct buf *ret)
{
	struct span value = json_get(row->doc, "value");

	if (!value.at)
		value = json_path(row->doc, "data.fields.value");
	if (json_is_null(value))
		return NULL;
	if (json_string(value, ret) < 0)
		buf_add(ret, value.at, value.len);
	return ret->data ? ret->data : "";
}

void settings_render(const struct render *how, const struct row *row, struct buf *ret)
{
	AUTO(buf_done) struct buf value = {0};
	const char *text = value_of(row, &value);

	render(how, row->id, row->name ? row->name : "", text, ret);
}

/* --- The list --------------------------------------------------------------------------- */

struct line {
	int64_t id;
	char *name, *value;
};

struct lines {
	struct line list[ROWS_MAX + KNOWN];
	int count;
};

static char *copy(const char *text)
{
	char *ret = text ? strdup(text) : NULL;

	if (text && !ret)
		abort();
	return ret;
}

static int add_row(void *arg, const struct row *row)
{
	struct lines *lines = arg;
	AUTO(buf_done) struct buf value = {0};
	const char *text = value_of(row, &value);

	if (row->removed)
		return 0;
	lines->list[lines->count++] =
		(struct line){row->id, copy(row->name ? row->name : ""), copy(text)};
	return lines->count == ROWS_MAX;
}

static int by_name(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : (x->id > y->id) - (x->id < y->id);
}

static int has_name(const struct lines *lines, int rows, const char *name)
{
	for (int i = 0; i < rows; i++)
		if (strcmp(lines->list[i].name, name) == 0)
			return 1;
	return 0;
}

static int is_wanted(const struct filters *filters, const struct line *line)
{
	for (int i = 0; i < filters->count; i++) {
		const struct filter *filter = &filters->list[i];
		const char *text = strcmp(filter->field->name, "name") == 0    ? line->name
				   : strcmp(filter->field->name, "value") == 0 ? line->value
									       : NULL;

		if (filter->field->place == PLACE_ID) {
			if (!line->id || filter->op == STORE_NULL ||
			    (filter->op != STORE_NOTNULL &&
			     !filter_order(filter->op,
					   (double)line->id - strtod(filter->value, NULL))))
				return 0;
		} else if (!filter_text(filter, text)) {
			return 0;
		}
	}
	return 1;
}

static int read_lines(struct call *call, const struct type *type, struct lines *ret,
		      struct error *err)
{
	struct query query = {.type = type, .limit = ROWS_MAX};
	int rows;

	if (reader_list(call->thread->reader, &query, add_row, ret, err) < 0)
		return -1;
	rows = ret->count;
	for (int i = 0; i < KNOWN; i++)
		if (!has_name(ret, rows, all[i].name))
			ret->list[ret->count++] =
				(struct line){0, copy(all[i].name), copy(all[i].value)};
	qsort(ret->list, (size_t)ret->count, sizeof(ret->list[0]), by_name);
	return 0;
}

static void lines_free(struct lines *lines)
{
	for (int i = 0; i < lines->count; i++) {
		free(lines->list[i].name);
		free(lines->list[i].value);
	}
	free(lines);
}

static void list(struct call *call, const struct type *type)
{
	struct lines *lines = calloc(1, sizeof(*lines));
	AUTO(filters_done) struct filters filters = {0};
	struct list_page page;
	struct buf body = {0};
	struct render how;
	struct error err;
	int64_t seen = 0, shown = 0;
	int more = 0;

	if (!lines)
		abort();
	if (read_lines(call, type, lines, &err) < 0) {
		lines_free(lines);
		errors_reply(call, &err);
		return;
	}
	list_page(call, &page);
	filters_parse(call, type, &filters);
	access_render(call, NULL, &how);
	list_begin(call, type->name, &body);
	buf_adds(&body, ",\"createTypes\":{},\"actions\":{},\"data\":[");
	for (int i = 0; i < lines->count && !filters.nothing; i++) {
		const struct line *line = &lines->list[i];

		if (!is_wanted(&filters, line) || seen++ < page.offset)
			continue;
		if (shown == page.limit) {
			more = page.limit > 0;
			break;
		}
		shown++;
		buf_json_comma(&body);
		render(&how, line->id, line->name, line->value, &body);
	}
	buf_adds(&body, "],\"sortLinks\":{}");
	list_end(call, page.limit, more ? page.offset + page.limit : -1, &body);
	buf_adds(&body, ",\"sort\":null");
	filters_render(&filters, type, call->who.role, &body);
	buf_adds(&body, ",\"createDefaults\":{}}");
	lines_free(lines);
	call_reply(call, 200, &body);
}

/* --- One -------------------------------------------------------------------------------- */

static int note_id(void *arg, const struct row *row)
{
	if (!row->removed)
		*(int64_t *)arg = row->id;
	return !row->removed;
}

/* The row of a name, or 0. */
static int64_t find_row(struct call *call, const struct type *type, const char *name)
{
	struct filter filter = {.op = STORE_EQ, .value = name};
	struct query query = {.type = type, .filters = &filter, .filter_count = 1, .limit = 16};
	int64_t id = 0;

	filter.field = type_field(type, "name", strlen("name"));
	if (filter.field)
		reader_list(call->thread->inner, &query, note_id, &id, NULL);
	return id;
}

/* Whether what is sent may be the value of this name; -1: the request is answered. `name` NULL: the
 * body says it, and it is appended. */
static int check(struct call *call, const char *name, struct buf *ret_name)
{
	AUTO(input_done) struct input input = {0};
	AUTO(buf_done) struct buf value = {0};
	struct span given;
	struct error err;

	if (input_gather(call, &input, &err) < 0) {
		errors_reply(call, &err);
		return -1;
	}
	if (!name && json_string(input_get(&input, "name"), ret_name) == 0)
		name = ret_name->data;
	given = input_get(&input, "value");
	if (!given.at || json_is_null(given) || !name)
		return 0;
	if (json_string(given, &value) < 0)
		buf_add(&value, given.at, given.len);
	if (keeps_rule(name, value.data ? value.data : ""))
		return 0;
	error_field(&err, ERROR_INVALID, "InvalidOption", "value", "%s may be %s", name,
		    strcmp(rule_of(name), WHOLE) == 0   ? "a whole number"
		    : strcmp(rule_of(name), SHARE) == 0 ? "a number from 0 to 1"
							: rule_of(name));
	errors_reply(call, &err);
	return -1;
}

static int allows(const struct call *call, unsigned methods)
{
	return (methods & call->method) && (!call->who.read_only || call->method == METHOD_GET);
}

void settings_collection(struct call *call, const struct type *type)
{
	const struct type *rows = model_type(call->snapshot->model, "setting");
	AUTO(buf_done) struct buf name = {0};
	int64_t id;

	if (!rows || !allows(call, type->collection_methods[call->who.role])) {
		errors_status(call, 405);
	} else if (call->method == METHOD_GET) {
		list(call, rows);
	} else if (check(call, NULL, &name) == 0) {
		/* A name has one value: what is there already is changed. */
		id = name.len ? find_row(call, rows, name.data) : 0;
		call->success = 201;
		if (id)
			write_update(call, rows, id);
		else
			write_create(call, rows, NULL, NULL);
	}
}

/* If-Match of what has no row: its revision is 0. -1: it is answered. */
static int expect_none(struct call *call)
{
	const char *match = http_header(call->request, "If-Match");
	struct error err;

	if (!match || etag_revision(match, 0) == 0)
		return 0;
	error_field(&err, ERROR_CONFLICT, "Precondition Failed", "If-Match",
		    "it was changed meanwhile: read it again");
	errors_reply(call, &err);
	return -1;
}

static void put(struct call *call, const struct type *rows, int64_t id, const char *name)
{
	if ((!id && expect_none(call) < 0) || check(call, name, NULL) < 0)
		return;
	call->success = 200;
	if (id)
		write_update(call, rows, id);
	else
		write_create(call, rows, "name", name);
}

/* The row's number, or a name: 0, or -1 when it is neither. */
static int resolve(struct call *call, const struct type *rows, struct span text, int64_t *ret_id,
		   struct buf *ret_name)
{
	struct span name;
	struct row row;

	*ret_id = 0;
	if (ids_parse(text.at, text.len, call->plain, ret_id) == 0) {
		if (reader_get(call->thread->reader, rows, *ret_id, &row, NULL) < 0)
			return -1;
		buf_adds(ret_name, row.name ? row.name : "");
		return 0;
	}
	name = call->plain ? text : ids_parse_name(text.at, text.len);
	if (!name.at || memchr(name.at, 0, name.len))
		return -1;
	buf_add(ret_name, name.at, name.len);
	*ret_id = find_row(call, rows, ret_name->data);
	return *ret_id || find_known(ret_name->data) || call->method == METHOD_PUT ? 0 : -1;
}

void settings_resource(struct call *call, const struct type *type, struct span id)
{
	const struct type *rows = model_type(call->snapshot->model, "setting");
	AUTO(buf_done) struct buf name = {0};
	struct buf body = {0};
	struct render how;
	struct row row;
	int64_t row_id;

	if (!rows || resolve(call, rows, id, &row_id, &name) < 0) {
		errors_status(call, 404);
	} else if (!allows(call, type->resource_methods[call->who.role])) {
		errors_status(call, 405);
	} else if (call->method == METHOD_PUT) {
		put(call, rows, row_id, name.data);
	} else if (call->method == METHOD_DELETE && row_id) {
		write_delete(call, rows, row_id);
	} else if (call->method == METHOD_GET && row_id &&
		   reader_get(call->thread->reader, rows, row_id, &row, NULL) == 0) {
		access_reply(call, 200, rows, &row);
	} else {
		/* Without a row: what it is by default, and stays when it is deleted. */
		access_render(call, NULL, &how);
		render(&how, 0, name.data, NULL, &body);
		strcpy(call->etag, NO_ROW);
		call_reply(call, 200, &body);
	}
}

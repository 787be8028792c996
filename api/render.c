/* Rows to JSON. */
#include "api/render.h"

#include <string.h>
#include <strings.h>

#include "api/extras.h"
#include "api/ids.h"
#include "api/links.h"
#include "api/settings.h"
#include "base/auto.h"
#include "base/clock.h"
#include "base/json.h"

const char *render_prefix(const struct render *render, const struct type *type)
{
	return render->plain ? NULL : type->id_prefix;
}

void render_self(const struct render *render, const struct type *type, int64_t id, struct buf *ret)
{
	buf_add(ret, render->base, render->base_len);
	buf_add(ret, "/v1/", 4);
	buf_adds(ret, type->url);
	buf_addc(ret, '/');
	ids_add(ret, render_prefix(render, type), id);
}

static void find_members(const struct shape *shape, struct span object, struct values *ret)
{
	struct json_iter iter;
	struct span key, value;

	json_iter_start(&iter, object);
	while (json_iter_next(&iter, &key, &value)) {
		int field = shape_field(shape, key.at, key.len);

		if (field >= 0)
			ret->at[field] = value;
	}
}

void render_values(const struct shape *shape, struct span doc, struct values *ret)
{
	struct json_iter iter;
	struct span key, value, fields;

	memset(ret->at, 0, (size_t)shape->type->field_count * sizeof(ret->at[0]));
	ret->data = (struct span){NULL, 0};
	if (!doc.at)
		return;
	json_iter_start(&iter, doc);
	while (json_iter_next(&iter, &key, &value)) {
		int field;

		if (key.len == 4 && memcmp(key.at, "data", 4) == 0) {
			ret->data = value;
			continue;
		}
		field = shape_field(shape, key.at, key.len);
		if (field >= 0)
			ret->at[field] = value;
	}
	if (!ret->data.at || ret->data.len <= 2)
		return;
	fields = json_get(ret->data, "fields");
	if (fields.at && fields.len > 2)
		find_members(shape, fields, ret);
}

void render_time(struct buf *ret, int64_t ms)
{
	char text[21];

	if (!ms) {
		buf_add(ret, "null", 4);
		return;
	}
	clock_iso(ms, text);
	buf_addc(ret, '"');
	buf_add(ret, text, 20);
	buf_addc(ret, '"');
}

/* A reference, or an array or map of them, nested as deep as the document goes. */
static void add_references(const char *prefix, struct span value, struct buf *ret)
{
	struct json_iter iter;
	struct span key, item;
	int64_t id;

	if (json_is_array(value)) {
		buf_addc(ret, '[');
		json_iter_start(&iter, value);
		while (json_iter_next(&iter, NULL, &item)) {
			buf_json_comma(ret);
			add_references(prefix, item, ret);
		}
		buf_addc(ret, ']');
	} else if (json_is_object(value)) {
		buf_addc(ret, '{');
		json_iter_start(&iter, value);
		while (json_iter_next(&iter, &key, &item)) {
			buf_json_comma(ret);
			buf_addc(ret, '"');
			buf_add(ret, key.at, key.len);
			buf_add(ret, "\":", 2);
			add_references(prefix, item, ret);
		}
		buf_addc(ret, '}');
	} else if (json_int(value, &id) == 0) {
		ids_json(ret, prefix, id);
	} else {
		buf_add(ret, "null", 4);
	}
}

static void add_password(const struct render *render, struct span value, struct buf *ret)
{
	AUTO(buf_done) struct buf sealed = {0};
	AUTO(buf_done) struct buf clear = {0};

	if (json_string(value, &sealed) < 0 || !sealed.data ||
	    (render->seal && seal_open(render->seal, sealed.data, sealed.len, &clear, NULL) < 0)) {
		buf_add(ret, "null", 4);
		return;
	}
	if (render->seal)
		buf_json_bytes(ret, clear.data ? clear.data : "", clear.len);
	else
		buf_json_bytes(ret, sealed.data, sealed.len);
}

void render_value(const struct render *render, const struct field *field, const char *prefix,
		  struct span value, struct buf *ret)
{
	int64_t ms;

	if (!value.at) {
		buf_add(ret, "null", 4);
	} else if (field->type == FIELD_DATE) {
		/* What was stored before the field became a date stays visible as it is. */
		if (json_is_null(value) || json_int(value, &ms) < 0)
			buf_add(ret, value.at, value.len);
		else
			render_time(ret, ms);
	} else if (field->type == FIELD_PASSWORD && !json_is_null(value)) {
		add_password(render, value, ret);
	} else if (field->reference && field->type != FIELD_JSON) {
		add_references(prefix, value, ret);
	} else {
		buf_add(ret, value.at, value.len);
	}
}

/* "yes", "error" or "no". An error shows even when a state was left on its way by what failed:
 * nothing works on it any more, and clients wait for the end of "yes". */
static const char *transitioning_of(const struct shape *shape, const struct row *row)
{
	if (row->state && row->error != ROW_STRANDED &&
	    type_is_transitioning(shape->type, row->state))
		return "yes";
	if (row->error)
		return "error";
	return shape_allocating(shape, row->allocation) ? "yes" : "no";
}

static void add_transitioning(const struct shape *shape, const struct row *row,
			      enum field_place place, struct buf *ret)
{
	const char *now = transitioning_of(shape, row);

	if (place == PLACE_TRANSITIONING) {
		buf_json_string(ret, now);
	} else if (place == PLACE_MESSAGE) {
		const char *message = row->message;

		if (now[0] == 'y' && !message)
			message = "In Progress";
		buf_json_string(ret, now[0] == 'n' ? NULL : message);
	} else if (now[0] == 'y' && row->progress >= 0) {
		buf_add_int(ret, row->progress);
	} else {
		buf_add(ret, "null", 4);
	}
}

static void add_dated(const struct view_field *item, int64_t ms, struct buf *ret)
{
	buf_add(ret, item->key, item->key_len);
	render_time(ret, ms);
	if (ms) {
		buf_add(ret, item->stamp_key ? item->stamp_key : "", item->stamp_key_len);
		if (item->stamp_key)
			buf_add_int(ret, ms);
	}
}

/* Input-only fields are left out, so that links of the same name stay reachable; the contract
 * shows them when they hold an empty list. */
static int is_empty_list(struct span value)
{
	struct json_iter iter;
	struct span item;

	if (!json_is_array(value))
		return 0;
	json_iter_start(&iter, value);
	return !json_iter_next(&iter, NULL, &item);
}

static void add_document_field(const struct render *render, const struct shape *shape,
			       const struct view_field *item, struct span value, struct buf *ret)
{
	const struct field *field = item->field;
	int64_t ms;

	if (field->input_only && !is_empty_list(value))
		return;
	if (field->type == FIELD_DATE && value.at && !json_is_null(value) &&
	    json_int(value, &ms) == 0) {
		add_dated(item, ms, ret);
		return;
	}
	buf_add(ret, item->key, item->key_len);
	render_value(render, field, render->plain ? NULL : shape->prefix[item->index], value, ret);
}

/* Whether a process has this name, as external handlers give it: in any case, for any phase. */
static int is_defined(const struct render *render, const char *name)
{
	const struct lifecycles *set = render->snapshot->lifecycles;
	const struct process *const *all;
	int count = 0;

	if (!set || !name)
		return 0;
	name += strncmp(name, "pre.", 4) == 0 ? 4 : strncmp(name, "post.", 5) == 0 ? 5 : 0;
	all = lifecycles_all(set, &count);
	for (int i = 0; i < count; i++)
		if (strcasecmp(all[i]->name, name) == 0)
			return 1;
	return 0;
}

/* What is so now: how the handlers of a script do, whether a process of a name is there. */
static void add_live(const struct render *render, const struct shape *shape,
		     const struct field *field, const struct row *row, const struct values *values,
		     struct buf *ret)
{
	AUTO(buf_done) struct buf path = {0};
	struct script_counts counts = {0};
	int at = shape_field(shape, "path", 4);

	if (render->script && at >= 0 && json_string(values->at[at], &path) == 0 && path.len)
		script_counts(render->script, path.data, &counts);
	if (strcmp(field->name, "isDefined") == 0)
		buf_adds(ret, is_defined(render, row->name) ? "true" : "false");
	else if (strcmp(field->name, "runs") == 0)
		buf_add_int(ret, counts.runs);
	else if (strcmp(field->name, "failures") == 0)
		buf_add_int(ret, counts.failures);
	else if (strcmp(field->name, "meanTime") == 0 && counts.runs)
		buf_addf(ret, "%.3f", (double)counts.ns / 1e6 / (double)counts.runs);
	else
		buf_add(ret, "null", 4);
}

static void add_field(const struct render *render, const struct shape *shape,
		      const struct view_field *item, const struct row *row,
		      const struct values *values, struct buf *ret)
{
	switch (item->field->place) {
	case PLACE_CREATED:
		add_dated(item, row->created, ret);
		return;
	case PLACE_REMOVED:
		add_dated(item, row->removed, ret);
		return;
	case PLACE_REMOVE_TIME:
		add_dated(item, row->remove_time, ret);
		return;
	case PLACE_DOC:
	case PLACE_FIELDS:
		add_document_field(render, shape, item, values->at[item->index], ret);
		return;
	default:
		break;
	}
	buf_add(ret, item->key, item->key_len);
	switch (item->field->place) {
	case PLACE_ACCOUNT:
		if (row->account_id)
			ids_json(ret,
				 render->plain                ? NULL
				 : shape->prefix[item->index] ? shape->prefix[item->index]
							      : "1a",
				 row->account_id);
		else
			buf_add(ret, "null", 4);
		break;
	case PLACE_KIND:
		buf_json_string(ret, row->kind);
		break;
	case PLACE_UUID:
		buf_json_string(ret, row->uuid);
		break;
	case PLACE_NAME:
		buf_json_string(ret, row->name);
		break;
	case PLACE_STATE:
		buf_json_string(ret, row->state);
		break;
	case PLACE_ALLOCATION:
		buf_json_string(ret, row->allocation);
		break;
	case PLACE_DATA:
		if (shape->extra && values->data.at && extras_data(shape, values, ret))
			break;
		if (values->data.at)
			buf_add(ret, values->data.at, values->data.len);
		else
			buf_add(ret, "{}", 2);
		break;
	case PLACE_LIVE:
		add_live(render, shape, item->field, row, values, ret);
		break;
	default:
		add_transitioning(shape, row, item->field->place, ret);
		break;
	}
}

/* Actions that hang on what the host can do, besides the state. */
static int needs_capability(const char *action)
{
	return strcmp(action, "console") == 0 || strcmp(action, "associate") == 0 ||
	       strcmp(action, "disassociate") == 0;
}

static int has_capability(const struct values *values, const char *capability)
{
	struct span list = json_path(values->data, "fields.capabilities"), item;
	struct json_iter iter;
	size_t len = strlen(capability);

	json_iter_start(&iter, list);
	while (list.at && json_iter_next(&iter, NULL, &item))
		if (item.len == len + 2 && memcmp(item.at + 1, capability, len) == 0)
			return 1;
	return 0;
}

int render_action_open(const struct type_action *action, const struct row *row,
		       const struct values *values)
{
	int open = !action->states;

	for (int i = 0; !open && action->states[i]; i++)
		open = row->state && action->states[i][0] == row->state[0] &&
		       strcmp(action->states[i], row->state) == 0;
	if (!open || !needs_capability(action->name))
		return open;
	return values->data.at &&
	       has_capability(values,
			      strcmp(action->name, "console") == 0 ? "console" : "associate") &&
	       (strcmp(action->name, "console") != 0 ||
		(row->state && strcmp(row->state, "running") == 0));
}

static void add_actions(const struct type *type, enum role role, const struct row *row,
			const struct values *values, const char *self, size_t self_len,
			struct buf *ret)
{
	buf_adds(ret, "},\"actions\":{");
	for (int i = 0; i < render_action_count(type, role); i++) {
		const struct type_action *action = &type->actions[i];

		if (!render_action_open(action, row, values))
			continue;
		buf_json_comma(ret);
		buf_addc(ret, '"');
		buf_adds(ret, action->name);
		buf_add(ret, "\":\"", 3);
		buf_add(ret, self, self_len);
		buf_adds(ret, "/?action=");
		for (const char *c = action->name; *c; c++)
			buf_addc(ret, *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c);
		buf_addc(ret, '"');
	}
	buf_addc(ret, '}');
}

/* Whoever looks at something that is under way, or went wrong, finds the process behind it. */
static void add_process_link(const struct render *render, const struct shape *shape,
			     const struct row *row, struct buf *ret)
{
	const struct type *base = shape->type->base, *processes;

	if (!base->states || render->account_id || transitioning_of(shape, row)[0] == 'n')
		return;
	processes = model_type(render->snapshot->model, "processInstance");
	if (!processes || !processes->visible[render->role])
		return;
	buf_adds(ret, ",\"history\":\"");
	buf_add(ret, render->base, render->base_len);
	buf_addf(ret, "/v1/history?resourceType=%s&resourceId=", base->name);
	ids_add(ret, render_prefix(render, base), row->id);
	buf_addc(ret, '"');
	buf_adds(ret, ",\"processInstances\":\"");
	buf_add(ret, render->base, render->base_len);
	buf_addf(ret, "/v1/%s?resourceType=%s&resourceId=", processes->url, base->name);
	ids_add(ret, render_prefix(render, base), row->id);
	buf_adds(ret, "&order=desc\"");
}

void render_resource(const struct render *render, const struct type *base, const struct row *row,
		     struct buf *ret)
{
	const struct type *type =
		snapshot_shown(render->snapshot, base->base, render->role, row->kind);
	const struct shape *shape = snapshot_shape(render->snapshot, type);
	const struct view *view = &shape->views[render->role];
	struct values values;
	size_t self_at, self_len;
	char self[512];

	if (shape->extra == EXTRA_SETTING) {
		settings_render(render, row, ret);
		return;
	}
	render_values(shape, row->doc, &values);
	buf_room(ret, 1024 + row->doc.len);
	buf_add(ret, "{\"id\":", 6);
	ids_json(ret, render_prefix(render, type), row->id);
	buf_add(ret, ",\"type\":\"", 9);
	buf_adds(ret, type->name);
	buf_adds(ret, "\",\"links\":{\"self\":\"");
	self_at = ret->len;
	render_self(render, type, row->id, ret);
	self_len = ret->len - self_at;
	/* A copy: the buffer may move while links are appended. base is at most 300 bytes. */
	if (self_len > sizeof(self))
		self_len = sizeof(self);
	memcpy(self, ret->data + self_at, self_len);
	buf_addc(ret, '"');
	links_render(shape, view, row, &values, self, self_len, ret);
	if (shape->extra)
		extras_links(render, shape, &values, self, self_len, ret);
	add_process_link(render, shape, row, ret);
	add_actions(type, render->role, row, &values, self, self_len, ret);
	for (int i = 0; i < view->field_count; i++)
		if (!shape->extra || !extras_hide(render, shape, view->fields[i].field, &values))
			add_field(render, shape, &view->fields[i], row, &values, ret);
	if (shape->extra)
		extras_fields(render, shape, row, &values, ret);
	if (render->include_count)
		links_include(render, shape, view, row, &values, ret);
	buf_addc(ret, '}');
}

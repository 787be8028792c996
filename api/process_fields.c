/* Process instances as JSON: what the row says, and for a pending one, what the engine knows. */
#include "api/process_fields.h"

#include <stdio.h>
#include <string.h>

#include "api/ids.h"

#define CUT "\xe2\x80\xa6" /* an ellipsis: there was more */

/* What does not fit ends so that everybody sees it, and never within a letter. */
static void copy(char *ret, size_t size, const char *text)
{
	size_t len = text ? strlen(text) : 0;

	if (len >= size) {
		len = size - sizeof(CUT);
		while (len && (text[len] & 0xc0) == 0x80)
			len--;
		snprintf(ret + len, size - len, CUT);
	} else {
		ret[len] = 0;
	}
	if (len)
		memcpy(ret, text, len);
}

void process_look(struct engine *engine, int64_t id, struct live *ret)
{
	struct process_status status;

	*ret = (struct live){0};
	if (engine_status(engine, id, &status) < 0)
		return;
	ret->known = 1;
	ret->attempt = status.attempt;
	ret->since = status.since;
	ret->next_at = status.next_at;
	copy(ret->phase, sizeof(ret->phase), status.phase);
	copy(ret->step, sizeof(ret->step), status.step);
	copy(ret->handler, sizeof(ret->handler), status.handler);
	copy(ret->path, sizeof(ret->path), status.path);
	copy(ret->error, sizeof(ret->error), status.last_error);
	copy(ret->kind, sizeof(ret->kind), status.waiting_kind);
	copy(ret->id, sizeof(ret->id), status.waiting_id);
	/* Both fit, and a blank between them. */
	if (status.waiting_kind)
		snprintf(ret->waiting, sizeof(ret->waiting), "%s%s%s", ret->kind,
			 ret->id[0] ? " " : "", ret->id);
	/* What it is about an event ("nobody subscribes") is no part of its name. */
	if (strcmp(ret->kind, "event") == 0)
		ret->id[strcspn(ret->id, ":")] = 0;
}

/* The first row of a type with this value in a field, and what it has in another. */
struct first {
	const char *wanted;
	int64_t id;
};

static int take_first(void *arg, const struct row *row)
{
	struct first *first = arg;

	if (row->removed)
		return 0;
	first->id = row->id;
	if (first->wanted && json_int(json_get(row->doc, first->wanted), &first->id) < 0)
		first->id = 0;
	return first->id != 0;
}

static int64_t find(struct reader *reader, const struct model *model, const char *type_name,
		    const char *field, const char *value, const char *wanted)
{
	const struct type *type = model_type(model, type_name);
	struct first first = {.wanted = wanted};
	struct filter filter = {.op = STORE_EQ, .value = value};
	struct query query = {.type = type, .filters = &filter, .filter_count = 1, .limit = 20};

	if (!type || !(filter.field = type_field(type, field, strlen(field))) ||
	    reader_list(reader, &query, take_first, &first, NULL) < 0)
		return 0;
	return first.id;
}

void process_place(struct reader *reader, const struct model *model, int plain,
		   const struct process_row *row, struct live *live)
{
	const struct type *type = model_type(
		model, strcmp(live->kind, "process") == 0 ? "processInstance" : live->kind);
	char number[24];
	size_t digits = strspn(live->id, "0123456789");

	snprintf(number, sizeof(number), "%lld", (long long)row->resource_id);
	if (strcmp(live->kind, "agent") == 0)
		live->host_id = find(reader, model, "host", "agentId", live->id, NULL);
	else if (strcmp(row->type, "instance") == 0)
		live->host_id =
			find(reader, model, "instanceHostMap", "instanceId", number, "hostId");
	/* Ids of what there is on the wire are those of the wire. */
	if (!plain && type && type->id_prefix && digits && !live->id[digits] &&
	    strlen(type->id_prefix) + digits < sizeof(number)) {
		snprintf(number, sizeof(number), "%s%.*s", type->id_prefix, (int)digits, live->id);
		copy(live->id, sizeof(live->id), number);
	}
}

/* --- Violations ------------------------------------------------------------------------- */

struct violations {
	const struct process_row *row;
	struct buf *ret;
};

static int take_violation(void *arg, const struct history_row *row)
{
	struct violations *violations = arg;
	struct span violation;

	if (violations->row->end && row->at > violations->row->end)
		return 1;
	if (row->process_id != violations->row->id || strcmp(row->kind, "violation") != 0)
		return 0;
	violation = json_get(row->detail, "violation");
	if (!json_is_object(violation))
		return 0;
	buf_addc(violations->ret, violations->ret->len ? ',' : '[');
	buf_add(violations->ret, violation.at, violation.len);
	return 0;
}

void process_violations(struct reader *reader, const struct process_row *row, struct buf *ret)
{
	struct violations violations = {row, ret};
	int64_t first;

	if (reader_history_at(reader, row->start, &first, NULL) < 0)
		return;
	(void)reader_histories(reader, first - 1, 0, VIOLATION_SCAN, take_violation, &violations,
			       NULL);
	if (ret->len)
		buf_addc(ret, ']');
}

/* --- One process instance --------------------------------------------------------------- */

/* A field's value by its name. Numbers and dates in *number; texts in the return value. */
enum process_kind process_value(const struct process_row *row, const struct live *live,
				const char *name, const char **text, int64_t *number,
				char scratch[24])
{
	*text = NULL;
	*number = 0;
	if (strcmp(name, "processName") == 0 || strcmp(name, "name") == 0) {
		*text = row->name;
	} else if (strcmp(name, "resourceType") == 0) {
		*text = row->type;
	} else if (strcmp(name, "resourceId") == 0) {
		snprintf(scratch, 24, "%lld", (long long)row->resource_id);
		*text = scratch;
	} else if (strcmp(name, "result") == 0) {
		*text = row->result;
	} else if (strcmp(name, "exitReason") == 0) {
		*text = row->exit_reason;
	} else if (strcmp(name, "actor") == 0) {
		*text = row->actor;
	} else if (strcmp(name, "phase") == 0) {
		*text = live && live->phase[0] ? live->phase : row->phase;
	} else if (strcmp(name, "step") == 0) {
		*text = live && live->known ? live->step : row->end ? "ended" : "queued";
	} else if (strcmp(name, "path") == 0) {
		*text = live && live->path[0] ? live->path : NULL;
	} else if (strcmp(name, "waitingKind") == 0) {
		*text = live && live->kind[0] ? live->kind : NULL;
	} else if (strcmp(name, "waitingId") == 0) {
		*text = live && live->id[0] ? live->id : NULL;
	} else if (strcmp(name, "handler") == 0) {
		*text = live && live->handler[0] ? live->handler : row->handler;
	} else if (strcmp(name, "lastError") == 0) {
		*text = live && live->error[0] ? live->error : row->last_error;
	} else if (strcmp(name, "waitingOn") == 0) {
		*text = live && live->waiting[0] ? live->waiting : NULL;
	} else if (strcmp(name, "priority") == 0 || strcmp(name, "attempt") == 0 ||
		   strcmp(name, "id") == 0) {
		*number = name[0] == 'p'        ? row->priority
			  : name[0] == 'i'      ? row->id
			  : live && live->known ? live->attempt
						: row->attempt;
		return KIND_NUMBER;
	} else if (strcmp(name, "startTime") == 0 || strcmp(name, "endTime") == 0) {
		*number = name[0] == 's' ? row->start : row->end;
		return KIND_DATE;
	} else if (strcmp(name, "nextAttempt") == 0) {
		*number = live && live->known ? live->next_at : row->end ? 0 : row->next_at;
		return KIND_DATE;
	} else if (strcmp(name, "waitingSince") == 0) {
		*number = live && live->waiting[0] ? live->since : 0;
		return KIND_DATE;
	} else if (strcmp(name, "data") == 0) {
		return KIND_JSON;
	} else if (strcmp(name, "violations") == 0) {
		return KIND_VIOLATIONS;
	} else if (strcmp(name, "hostId") == 0) {
		*number = live ? live->host_id : 0;
		return KIND_HOST;
	} else {
		return KIND_NONE;
	}
	return *text ? KIND_TEXT : KIND_NONE;
}

static void add_resource_link(const struct render *render, const struct process_row *row,
			      struct buf *ret)
{
	const struct type *type = model_type(render->snapshot->model, row->type);

	if (!type || !type->visible[render->role])
		return;
	buf_adds(ret, ",\"resource\":\"");
	render_self(render, type, row->resource_id, ret);
	buf_addc(ret, '"');
}

static void add_actions(const struct render *render, const struct type *type, int64_t id,
			struct buf *ret)
{
	for (int i = 0; i < VERB_MAX; i++) {
		const char *name = verb_name((enum verb)i);

		if (!type_action(type, name))
			continue;
		buf_json_key(ret, name);
		buf_addc(ret, '"');
		render_self(render, type, id, ret);
		buf_addf(ret, "/?action=%s\"", name);
	}
}

void process_render(const struct render *render, const struct type *type,
		    const struct process_row *row, const struct live *live, struct span violations,
		    struct buf *ret)
{
	const struct view *view = &snapshot_shape(render->snapshot, type)->views[render->role];
	char scratch[24];

	buf_adds(ret, "{\"id\":");
	ids_json(ret, render_prefix(render, type), row->id);
	buf_addf(ret, ",\"type\":\"%s\",\"links\":{\"self\":\"", type->name);
	render_self(render, type, row->id, ret);
	buf_adds(ret, "\",\"processExecutions\":\"");
	render_self(render, type, row->id, ret);
	buf_adds(ret, "/processexecutions\"");
	add_resource_link(render, row, ret);
	buf_adds(ret, ",\"explain\":\"");
	render_self(render, type, row->id, ret);
	buf_adds(ret, "?explain\",\"history\":\"");
	buf_add(ret, render->base, render->base_len);
	buf_adds(ret, "/v1/history?processInstanceId=");
	ids_add(ret, render_prefix(render, type), row->id);
	buf_addc(ret, '"');
	buf_adds(ret, "},\"actions\":{");
	if (!row->end)
		add_actions(render, type, row->id, ret);
	buf_addc(ret, '}');
	for (int i = 0; i < view->field_count; i++) {
		const struct view_field *item = &view->fields[i];
		const char *text;
		int64_t number;

		buf_add(ret, item->key, item->key_len);
		switch (process_value(row, live, item->field->name, &text, &number, scratch)) {
		case KIND_TEXT:
			buf_json_string(ret, text);
			break;
		case KIND_NUMBER:
			buf_add_int(ret, number);
			break;
		case KIND_DATE:
			render_time(ret, number);
			if (number && item->stamp_key) {
				buf_add(ret, item->stamp_key, item->stamp_key_len);
				buf_add_int(ret, number);
			}
			break;
		case KIND_HOST:
			if (number)
				ids_json(ret,
					 render_prefix(render,
						       model_type(render->snapshot->model, "host")),
					 number);
			else
				buf_adds(ret, "null");
			break;
		case KIND_VIOLATIONS:
			buf_add(ret, violations.len ? violations.at : "null",
				violations.len ? violations.len : 4);
			break;
		case KIND_JSON:
			buf_add(ret, row->data.at ? row->data.at : "{}",
				row->data.at ? row->data.len : 2);
			break;
		default:
			buf_adds(ret, "null");
			break;
		}
	}
	buf_addc(ret, '}');
}

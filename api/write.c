/* Writes: the HTTP side in the upper half, the loop side in the lower. */
#include "api/write.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "api/access.h"
#include "api/audit.h"
#include "api/bulk.h"
#include "api/errors.h"
#include "api/ids.h"
#include "api/input.h"
#include "api/write_parts.h"
#include "base/auto.h"

#define WAIT_DEFAULT 60
#define WAIT_MAX 600

static void write_done(struct deferred *deferred)
{
	struct write *write = (struct write *)deferred;

	buf_done(&write->patch);
	buf_done(&write->before);
}

static void add_location(struct call *call, const struct type *type, const struct row *row)
{
	AUTO(buf_done) struct buf url = {0};
	struct render render;

	access_render(call, NULL, &render);
	render_self(&render, snapshot_shown(call->snapshot, type->base, call->who.role, row->kind),
		    row->id, &url);
	http_add_header(call->request, "Location", url.data);
}

static int read_row(struct write *write, struct call *call, struct row *ret, struct error *err)
{
	return api_thread_ready(call->api, call->thread, call->snapshot, err) < 0
		       ? -1
		       : reader_get(call->thread->reader, write->type, write->outcome.id, ret, err);
}

/* HTTP thread: the reply, from what is committed now. */
static void write_answer(struct deferred *deferred)
{
	struct write *write = (struct write *)deferred;
	struct call *call = &deferred->call;
	int status = write->missed ? 202 : write->status;
	struct error err;
	struct row row;

	if (write->outcome.rc < 0) {
		errors_reply(call, &write->outcome.err);
		return;
	}
	if (write->replayed)
		http_add_header(call->request, "Idempotency-Replayed", "true");
	if (status == 201 && write->before.len && !write->is_many && write->type &&
	    read_row(write, call, &row, NULL) == 0)
		add_location(call, write->type, &row);
	if (write->before.len) {
		call_reply(call, status, &write->before);
		return;
	}
	if (read_row(write, call, &row, &err) < 0) {
		errors_reply(call, &err);
		return;
	}
	if (write->status == 201)
		add_location(call, write->type, &row);
	access_reply(call, status, write->type, &row);
}

static int write_render(struct write *write, struct call *call)
{
	AUTO(buf_done) struct buf includes = {0};
	struct render render;
	struct row row;

	if (read_row(write, call, &row, &write->outcome.err) < 0)
		return -1;
	access_render(call, &includes, &render);
	render_resource(&render, write->type, &row, &write->before);
	return 0;
}

struct write *write_new(struct call *call, const struct type *type, int64_t id, int status,
			size_t size)
{
	struct write *write = defer_new(call, size);
	AUTO(buf_done) struct buf value = {0};
	int64_t seconds = WAIT_DEFAULT;

	write->deferred.answer = write_answer;
	write->deferred.done = write_done;
	write->render = write_render;
	write->type = type;
	write->id = id;
	write->status = call->success ? call->success : status;
	call_actor(call, write->actor, sizeof(write->actor));
	if (!type->base->states || !call_query(call, "wait", &value) || !value.len ||
	    value.len >= sizeof(write->wait))
		return write;
	snprintf(write->wait, sizeof(write->wait), "%s", value.data);
	if ((call_query(call, "timeout", &value) || call_query(call, "waitTimeout", &value)) &&
	    value.len)
		if (ids_parse(value.data, value.len, 1, &seconds) < 0)
			seconds = WAIT_DEFAULT;
	write->wait_ms = (seconds > WAIT_MAX ? WAIT_MAX : seconds) * 1000;
	return write;
}

static void create_run(struct deferred *deferred);
static void update_run(struct deferred *deferred);
static void remove_run(struct deferred *deferred);
static void action_run(struct deferred *deferred);

/* A host that asks to be an agent is reached by SSH where it asked from, unless it says how. */
static void add_agent_uri(const struct call *call, const struct type *type, struct input *input)
{
	const char *peer = call->request->peer;
	AUTO(buf_done) struct buf uri = {0};
	int is_v6 = strchr(peer, ':') != NULL;

	if (call->who.role != ROLE_AGENT_REGISTER || strcmp(type->name, "agent") != 0 ||
	    input_get(input, "uri").at)
		return;
	buf_addf(&uri, "ssh://root@%s%s%s:22", is_v6 ? "[" : "", peer, is_v6 ? "]" : "");
	form_add(&input->params, "uri", uri.data, uri.len);
}

void write_create(struct call *call, const struct type *type, const char *field, const char *parent)
{
	AUTO(input_done) struct input input = {0};
	struct input_world world;
	struct write *write;
	struct error err;

	if (input_gather(call, &input, &err) < 0) {
		errors_reply(call, &err);
		return;
	}
	if (field)
		form_add(&input.params, field, parent, strlen(parent));
	if (bulk_is(call, &input)) {
		bulk_create(call, type, &input);
		return;
	}
	add_agent_uri(call, type, &input);
	write = write_new(call, type, 0, 201, sizeof(*write));
	if (once_take(write))
		return;
	input_world(call, &world);
	if (input_check(&world, type, INPUT_CREATE, 0, &input, &write->patch, &err) < 0)
		write_refuse(write, &err);
	else
		write_start(write, create_run);
}

void write_nothing(struct call *call, const struct type *type)
{
	AUTO(input_done) struct input input = {0};
	AUTO(buf_done) struct buf checked = {0};
	struct input_world world;
	struct buf body = {0};
	struct error err;

	input_world(call, &world);
	if (input_gather(call, &input, &err) < 0 ||
	    input_check(&world, type, INPUT_CREATE, 0, &input, &checked, &err) < 0) {
		errors_reply(call, &err);
		return;
	}
	buf_addf(&body, "{\"type\":\"%s\",\"links\":{},\"actions\":{}%s", type->name,
		 checked.len > 2 ? "," : "");
	buf_add(&body, checked.data + 1, checked.len - 1);
	call_reply(call, 201, &body);
}

/* What a row holds under a field, as JSON in stored form. */
static struct span stored_value(const struct shape *shape, const struct row *row,
				const struct values *values, int index, struct buf *text)
{
	buf_clear(text);
	switch (shape->type->fields[index].place) {
	case PLACE_NAME:
		buf_json_string(text, row->name);
		break;
	case PLACE_KIND:
		buf_json_string(text, row->kind);
		break;
	case PLACE_UUID:
		buf_json_string(text, row->uuid);
		break;
	case PLACE_DATA:
		return values->data;
	case PLACE_ACCOUNT:
		if (row->account_id)
			buf_add_int(text, row->account_id);
		else
			buf_adds(text, "null");
		break;
	default:
		return values->at[index];
	}
	return (struct span){text->data, text->len};
}

static int is_same(struct span a, struct span b)
{
	if (json_is_null(a) || json_is_null(b))
		return json_is_null(a) && json_is_null(b);
	return a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
}

/* Keeps only what differs from the row. Returns how many fields do. */
static int keep_changes(const struct shape *shape, const struct row *row, struct span patch,
			struct buf *ret, int *ret_schedule)
{
	struct values values;
	struct json_iter iter;
	struct span key, value;
	AUTO(buf_done) struct buf text = {0};
	int count = 0;

	render_values(shape, row->doc, &values);
	buf_addc(ret, '{');
	json_iter_start(&iter, patch);
	while (json_iter_next(&iter, &key, &value)) {
		int index = shape_field(shape, key.at, key.len);

		if (index < 0 || is_same(value, stored_value(shape, row, &values, index, &text)))
			continue;
		buf_json_comma(ret);
		buf_addc(ret, '"');
		buf_add(ret, key.at, key.len);
		buf_add(ret, "\":", 2);
		buf_add(ret, value.at, value.len);
		*ret_schedule |= shape->type->fields[index].schedule_update;
		count++;
	}
	buf_addc(ret, '}');
	return count;
}

void write_update(struct call *call, const struct type *type, int64_t id)
{
	AUTO(input_done) struct input input = {0};
	AUTO(buf_done) struct buf checked = {0};
	struct input_world world;
	struct write *write;
	struct error err;
	struct row row;
	int64_t rev;

	if (access_get(call, call->thread->reader, type, id, &row, &err) < 0 ||
	    access_expect(call, type, &row, &rev, &err) < 0 ||
	    input_gather(call, &input, &err) < 0) {
		errors_reply(call, &err);
		return;
	}
	/* The type it shows as: a PUT through the base type reaches the child's fields too. */
	type = snapshot_shown(call->snapshot, type->base, call->who.role, row.kind);
	input_world(call, &world);
	if (input_check(&world, type, INPUT_UPDATE, id, &input, &checked, &err) < 0) {
		errors_reply(call, &err);
		return;
	}
	write = write_new(call, type, id, 200, sizeof(*write));
	write->rev = rev;
	if (!keep_changes(snapshot_shape(call->snapshot, type), &row,
			  (struct span){checked.data, checked.len}, &write->patch,
			  &write->schedule)) {
		defer_free(&write->deferred);
		access_reply(call, 200, type, &row);
		return;
	}
	write_start(write, update_run);
}

void write_delete(struct call *call, const struct type *type, int64_t id)
{
	struct write *write;
	struct error err;
	struct row row;
	int64_t rev;

	if (access_get(call, call->thread->reader, type, id, &row, &err) < 0 ||
	    access_expect(call, type, &row, &rev, &err) < 0) {
		errors_reply(call, &err);
		return;
	}
	if (row.removed) {
		access_reply(call, 200, type, &row);
		return;
	}
	write = write_new(call, type, id, 200, sizeof(*write));
	write->rev = rev;
	if (!type->base->has_process) {
		struct render render;

		access_render(call, NULL, &render);
		render_resource(&render, type, &row, &write->before);
	}
	write_start(write, remove_run);
}

static const struct type_action *find_action(const struct type *type, enum role role,
					     const char *name)
{
	for (int i = 0; i < render_action_count(type, role); i++)
		if (strcasecmp(type->actions[i].name, name) == 0)
			return &type->actions[i];
	return NULL;
}

/* What the process is given: checked by the action's input type, or all that was sent. */
static int action_data(struct call *call, const struct type_action *action, struct buf *ret,
		       struct error *err)
{
	AUTO(input_done) struct input input = {0};
	const struct type *type =
		action->input ? model_type(call->snapshot->model, action->input) : NULL;
	struct input_world world;

	if (input_gather(call, &input, err) < 0)
		return -1;
	if (!type) {
		input_merge(&input, ret);
		return 0;
	}
	input_world(call, &world);
	return input_check(&world, type, INPUT_ACTION, 0, &input, ret, err);
}

/* Whether somebody else than the engine carries out a type's actions. */
static int has_verbs(const struct api *api, const struct type *type)
{
	return api->verb_type && strcmp(api->verb_type, type->base->name) == 0;
}

/* Whether it may be called now: 0, and the revision that the row must still have; or -1. */
static int check_action(struct call *call, const struct type *type, int64_t id,
			const struct type_action *action, int64_t *ret_rev, struct error *err)
{
	struct values values;
	struct row row;

	if (access_get(call, call->thread->reader, type, id, &row, err) < 0 ||
	    access_expect(call, type, &row, ret_rev, err) < 0)
		return -1;
	render_values(snapshot_shape(call->snapshot, type), row.doc, &values);
	if (!render_action_open(action, &row, &values) || !call->snapshot->lifecycles)
		return error_field(err, ERROR_INVALID, "ActionNotAvailable", "action",
				   "%s is not offered %s %s", action->name,
				   row.state ? "while it is" : "by this",
				   row.state ? row.state : type->name);
	return 0;
}

void write_action(struct call *call, const struct type *type, int64_t id, const char *name)
{
	const struct type_action *action = find_action(type, call->who.role, name);
	struct write *write;
	struct error err;

	if (!action) {
		errors_set(&err, "InvalidAction", "action");
		errors_reply(call, &err);
		return;
	}
	write = write_new(call, type, id, 202, sizeof(*write));
	snprintf(write->verb, sizeof(write->verb), "%s", action->name);
	write->in_lua =
		!call->snapshot->lifecycles ||
		!lifecycles_find(call->snapshot->lifecycles, type->base->name, action->name);
	if (write->wait[0] || write->in_lua)
		write->status = 200;
	if (once_take(write))
		return;
	if (check_action(call, type, id, action, &write->rev, &err) < 0 ||
	    action_data(call, action, &write->patch, &err) < 0)
		write_refuse(write, &err);
	else
		write_start(write, action_run);
}

/* --- Loop thread ------------------------------------------------------------------------ */

static void waited(void *arg, const struct outcome *outcome)
{
	struct write *write = arg;

	write->missed = outcome->rc < 0;
	write_finish(write);
}

void write_reached(struct write *write)
{
	if (!write->wait[0])
		write_finish(write);
	else
		engine_wait(write->deferred.call.api->engine, write->type, write->outcome.id,
			    write->wait, write->wait_ms, waited, write);
}

static void written(void *arg, const struct outcome *outcome)
{
	struct write *write = arg;

	write->outcome = *outcome;
	write->outcome.rests = NULL; /* was borrowed */
	if (outcome->rc < 0 || !write->wait[0] || outcome->rests) {
		/* At its end already, so there is nothing to wait for, whatever end it is. */
		write->missed = outcome->rests && strcmp(outcome->rests, write->wait) != 0;
		write_finish(write);
		return;
	}
	write_reached(write);
}

static void refused(struct write *write, const struct error *err)
{
	write->outcome.rc = -1;
	write->outcome.err = *err;
	write_finish(write);
}

static void create_run(struct deferred *deferred)
{
	struct write *write = (struct write *)deferred;

	write->creation = (struct creation){
		.call = &deferred->call,
		.type = write->type,
		.patch = &write->patch,
		.actor = write->actor,
		.once = write->key.text[0] ? &write->key.once : NULL,
		.fn = written,
		.arg = write,
	};
	create_start(&write->creation);
}

static void update_run(struct deferred *deferred)
{
	struct write *write = (struct write *)deferred;

	engine_update(deferred->call.api->engine, write->type, write->id,
		      (struct span){write->patch.data, write->patch.len},
		      write->rev ? write->rev : -1, write->schedule, write->actor, written, write);
}

static void remove_run(struct deferred *deferred)
{
	struct write *write = (struct write *)deferred;

	engine_remove(deferred->call.api->engine, write->type, write->id, (struct span){"{}", 2},
		      write->rev, write->actor, written, write);
}

/* An action without a process says which resource is its answer, or what the answer is. */
static void acted(void *arg, int rc, struct span data, const struct error *err)
{
	struct write *write = arg;
	AUTO(buf_done) struct buf name = {0};
	const char *text = rc < 0 ? NULL : create_text(data, "type", &name);
	const struct type *type =
		text ? model_type(write->deferred.call.snapshot->model, text) : NULL;
	struct span body = rc < 0 ? (struct span){0} : json_get(data, "body");
	struct error fault;

	if (json_is_object(body)) {
		buf_add(&write->before, body.at, body.len);
		write_finish(write);
		return;
	}
	if (rc == 0 && type && json_int(json_get(data, "id"), &write->outcome.id) == 0) {
		write->type = type;
		write_finish(write);
		return;
	}
	error_set(&fault, ERROR_INTERNAL, "action '%s' gave no resource", write->verb);
	refused(write, rc < 0 ? err : &fault);
}

static void act(struct write *write)
{
	const struct call *call = &write->deferred.call;
	AUTO(buf_done) struct buf data = {0};

	/* Of what has a process, the engine says so. */
	audit_deed(call->api, write->type->base->name, write->id, "action", write->actor,
		   write->verb);
	buf_addf(&data, "{\"type\":\"%s\",\"base\":\"%s\",\"id\":%lld,\"action\":\"%s\",",
		 write->type->name, write->type->base->name, (long long)write->id, write->verb);
	buf_addf(&data, "\"accountId\":%lld,\"data\":", (long long)call->who.account_id);
	buf_add(&data, write->patch.data, write->patch.len);
	buf_addc(&data, '}');
	script_call(call->api->script, "actions", "run", (struct span){data.data, data.len}, acted,
		    write);
}

static void action_run(struct deferred *deferred)
{
	struct write *write = (struct write *)deferred;
	struct request request = {
		.verb = write->verb,
		.type = write->type,
		.id = write->id,
		.data = {write->patch.data, write->patch.len},
		.actor = write->actor,
		.rev = write->rev,
		.once = write->key.text[0] ? &write->key.once : NULL,
		.to_end = write->wait[0] != 0,
	};
	struct api *api = deferred->call.api;

	if (has_verbs(api, write->type))
		api->verb_fn(api->verb_arg, write->id, write->verb, request.data, write->actor,
			     written, write);
	else if (write->in_lua && api->script)
		act(write);
	else
		engine_schedule(api->engine, &request, written, write);
}

/* The HTTP side in the upper half, the loop side in the lower. */
#include "api/publish.h"

#include <string.h>

#include "api/access.h"
#include "api/audit.h"
#include "api/defer.h"
#include "api/errors.h"
#include "api/ids.h"
#include "api/input.h"
#include "base/auto.h"
#include "base/log.h"
#include "link/bus.h"

#define AGENTS_MAX 64 /* of one account */

struct publication {
	struct deferred deferred;
	struct buf text; /* the event, as it goes onto the bus */
	int64_t agents[AGENTS_MAX];
	struct bus_party party;
	int failed;
	struct error err;
};

static void publication_done(struct deferred *deferred)
{
	buf_done(&((struct publication *)deferred)->text);
}

static void publication_answer(struct deferred *deferred)
{
	struct publication *publication = (struct publication *)deferred;
	struct buf none = {0};

	if (publication->failed) {
		errors_reply(&deferred->call, &publication->err);
		return;
	}
	call_headers(&deferred->call);
	http_reply(deferred->call.request, 201, API_JSON, &none);
}

/* The event's text: what was checked, with an id, a time, and the resource's id as a number. */
static void write_event(const struct call *call, struct span checked, struct buf *ret)
{
	struct json_iter iter;
	struct span key, value;
	struct event fresh;
	AUTO(buf_done) struct buf text = {0};
	int64_t id;

	event_start(&fresh, "event");
	buf_addc(ret, '{');
	json_iter_start(&iter, checked);
	while (json_iter_next(&iter, &key, &value)) {
		/* The bus keeps numbers; whatever is no id of ours goes without one. */
		if (span_is(key, "resourceId")) {
			buf_clear(&text);
			if (json_is_null(value) || json_string(value, &text) < 0 || !text.len ||
			    (ids_parse(text.data, text.len, call->plain, &id) < 0 &&
			     ids_parse(text.data, text.len, 1, &id) < 0))
				continue;
			buf_json_key(ret, "resourceId");
			buf_add_int(ret, id);
			continue;
		}
		if (json_is_null(value) ||
		    (span_is(key, "id") && value.len <= 2) /* an empty one */)
			continue;
		buf_json_comma(ret);
		buf_addc(ret, '"');
		buf_add(ret, key.at, key.len);
		buf_adds(ret, "\":");
		buf_add(ret, value.at, value.len);
	}
	if (json_is_null(json_get(checked, "id")) || json_get(checked, "id").len <= 2) {
		buf_json_key(ret, "id");
		buf_json_string(ret, fresh.id);
	}
	if (json_is_null(json_get(checked, "time"))) {
		buf_json_key(ret, "time");
		buf_add_int(ret, fresh.time);
	}
	buf_addc(ret, '}');
}

static int note_agent(void *arg, const struct row *row)
{
	struct publication *publication = arg;

	if (!row->removed && publication->party.agent_count < AGENTS_MAX)
		publication->agents[publication->party.agent_count++] = row->id;
	return 0;
}

/* Whom the caller may speak for. */
static int find_party(struct call *call, struct publication *publication, struct error *err)
{
	const struct type *type = model_type(call->snapshot->model, "agent");
	struct query query = {
		.type = type, .account_id = call->who.account_id, .limit = AGENTS_MAX};

	publication->party.is_raw = call->who.sees_all && !call->who.read_only;
	publication->party.agents = publication->agents;
	if (publication->party.is_raw || call->who.role != ROLE_AGENT || !type)
		return 0;
	return reader_list(call->thread->reader, &query, note_agent, publication, err);
}

/* What is wrong with an event, in the contract's words. */
static void name_fault(struct error *err)
{
	const char *tag = !err->field[0]                             ? "InvalidBodyContent"
			  : strcmp(err->field, "transitioning") == 0 ? "InvalidOption"
			  : strstr(err->text, "characters")          ? "InvalidCharacters"
			  : strstr(err->text, "longer")              ? "MaxLengthExceeded"
								     : "InvalidFormat";

	if (!err->tag[0])
		snprintf(err->tag, sizeof(err->tag), "%s", tag);
}

static int prepare(struct call *call, struct publication *publication, struct error *err)
{
	AUTO(input_done) struct input input = {0};
	AUTO(buf_done) struct buf checked = {0};
	struct input_world world;
	struct event event;

	if (input_gather(call, &input, err) < 0)
		return -1;
	input_world(call, &world);
	if (input_check(&world, model_type(call->snapshot->model, "publish"), INPUT_CREATE, 0,
			&input, &checked, err) < 0)
		return -1;
	write_event(call, (struct span){checked.data, checked.len}, &publication->text);
	if (event_parse(publication->text.data, publication->text.len, &event, err) < 0) {
		name_fault(err);
		return -1;
	}
	if (find_party(call, publication, err) < 0)
		return -1;
	if (!publication->party.is_raw && strncmp(event.name, "reply.", 6) != 0)
		return error_set(err, ERROR_DENIED, "only replies may be published with this key");
	return 0;
}

static void publication_run(struct deferred *deferred);

void publish(struct call *call)
{
	struct publication *publication;
	struct error err;

	if (call->method != METHOD_POST || call->who.read_only) {
		errors_status(call, 405);
		return;
	}
	if (!call->api->bus) {
		errors_status(call, 503);
		return;
	}
	publication = defer_new(call, sizeof(*publication));
	publication->deferred.answer = publication_answer;
	publication->deferred.done = publication_done;
	publication->deferred.run = publication_run;
	if (prepare(call, publication, &err) < 0) {
		defer_free(&publication->deferred);
		errors_reply(call, &err);
		return;
	}
	defer_start(&publication->deferred);
}

/* --- Loop thread ------------------------------------------------------------------------ */

/* An event for a handler that nobody registered, or that is not active, would be lost unseen. */
static int check_handler(struct api *api, const struct event *event, struct error *err)
{
	const char *handler = strstr(event->name, ";handler=");

	if (!handler || bus_hearers(api->bus, event->name))
		return 0;
	return error_set(err, ERROR_NOT_FOUND, "nobody subscribes to %s as handler '%s'",
			 event->name, handler + strlen(";handler="));
}

static void publication_run(struct deferred *deferred)
{
	struct publication *publication = (struct publication *)deferred;
	struct api *api = deferred->call.api;
	struct error *err = &publication->err;
	struct event event;
	char actor[128];

	if (event_parse(publication->text.data, publication->text.len, &event, err) < 0)
		publication->failed = 1;
	else if (strncmp(event.name, "reply.", 6) == 0)
		publication->failed = bus_reply(api->bus, &event, &publication->party, err) < 0;
	else if (check_handler(api, &event, err) < 0)
		publication->failed = 1;
	else {
		bus_publish(api->bus, &event);
		call_actor(&deferred->call, actor, sizeof(actor));
		audit_deed(api, "account", deferred->call.who.account_id, "publish", actor,
			   event.name);
	}
	if (publication->failed)
		log_warn("publish", "refused", "account=%lld name=%s error=\"%s\"",
			 (long long)deferred->call.who.account_id, event.name, err->text);
	defer_finish(deferred);
}

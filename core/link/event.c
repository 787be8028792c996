/* Reading and writing events. Everything an agent or a server sends passes event_parse. */
#include "link/event.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/id.h"

/* The 2014 bus allows `* . _ ; =` and letters and digits; uuids add the dash. */
static int is_name(const char *text)
{
	return text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				 "*._;=-")] == '\0';
}

/* Copies a string member; absent or null gives "". */
static int read_text(struct span object, const char *key, char *ret, size_t size, int cut,
		     struct error *err)
{
	AUTO(buf_done) struct buf text = {0};
	struct span value = json_get(object, key);

	ret[0] = '\0';
	if (json_is_null(value))
		return 0;
	if (json_string(value, &text) < 0)
		return error_field(err, ERROR_INVALID, NULL, key, "event's %s is not a string",
				   key);
	if (text.len >= size && !cut)
		return error_field(err, ERROR_INVALID, NULL, key,
				   "event's %s is longer than %zu bytes", key, size - 1);
	if (text.data)
		snprintf(ret, size, "%s", text.data);
	return 0;
}

static int read_name(struct span object, const char *key, char *ret, size_t size, struct error *err)
{
	if (read_text(object, key, ret, size, 0, err) < 0)
		return -1;
	if (!is_name(ret))
		return error_field(err, ERROR_INVALID, NULL, key,
				   "event's %s has characters that no name has", key);
	return 0;
}

static int read_int(struct span object, const char *key, int64_t *ret, struct error *err)
{
	struct span value = json_get(object, key);

	*ret = 0;
	if (json_is_null(value))
		return 0;
	if (json_int(value, ret) < 0)
		return error_field(err, ERROR_INVALID, NULL, key, "event's %s is not a number",
				   key);
	return 0;
}

static int read_previous(struct span object, struct event *event, struct error *err)
{
	AUTO(buf_done) struct buf text = {0};
	struct span value = json_get(object, "previousIds"), first;
	struct json_iter iter;

	if (json_is_null(value))
		return 0;
	if (!json_is_array(value))
		return error_field(err, ERROR_INVALID, NULL, "previousIds",
				   "event's previousIds is not an array");
	json_iter_start(&iter, value);
	if (!json_iter_next(&iter, NULL, &first))
		return 0;
	if (json_string(first, &text) < 0 || text.len > EVENT_NAME_MAX ||
	    !is_name(text.data ? text.data : ""))
		return error_field(err, ERROR_INVALID, NULL, "previousIds",
				   "event's previousIds does not hold ids");
	snprintf(event->previous_id, sizeof(event->previous_id), "%s", text.data ? text.data : "");
	return 0;
}

/* Both messages, as the system of 2014 shows them: "MESSAGE : INTERNAL". Its agents often say the
 * second only; ours say the same twice. */
static int read_internal(struct span object, struct error *error, struct error *err)
{
	char text[sizeof(error->text)];
	size_t len = strlen(error->text);

	if (read_text(object, "transitioningInternalMessage", text, sizeof(text), 1, err) < 0)
		return -1;
	if (text[0] && strcmp(text, error->text) != 0)
		snprintf(error->text + len, sizeof(error->text) - len, "%s%s", len ? " : " : "",
			 text);
	return 0;
}

/* transitioning, its messages and its progress. */
static int read_outcome(struct span object, struct event *event, struct error *err)
{
	char word[16], code[32];
	int64_t progress;

	if (read_text(object, "transitioning", word, sizeof(word), 0, err) < 0)
		return -1;
	if (!word[0] || strcmp(word, "no") == 0)
		event->transitioning = EVENT_FINAL;
	else if (strcmp(word, "yes") == 0)
		event->transitioning = EVENT_PROGRESS;
	else if (strcmp(word, "error") == 0)
		event->transitioning = EVENT_ERROR;
	else
		return error_field(err, ERROR_INVALID, NULL, "transitioning",
				   "event's transitioning is none of no, yes, error");

	if (read_int(object, "transitioningProgress", &progress, err) < 0)
		return -1;
	event->progress = -1;
	if (!json_is_null(json_get(object, "transitioningProgress")))
		event->progress = progress < 0 ? 0 : progress > 100 ? 100 : (int)progress;

	struct error *error = &event->error;

	if (read_text(object, "transitioningMessage", error->text, sizeof(error->text), 1, err) < 0)
		return -1;
	if (event->transitioning != EVENT_ERROR)
		return 0;
	if (read_internal(object, error, err) < 0)
		return -1;
	if (!error->text[0])
		snprintf(error->text, sizeof(error->text),
			 "the agent reports an error without a reason");
	if (read_name(object, "errorCode", code, sizeof(code), err) < 0 ||
	    read_text(object, "errorTag", error->tag, sizeof(error->tag), 1, err) < 0 ||
	    read_text(object, "errorField", error->field, sizeof(error->field), 1, err) < 0)
		return -1;
	error->code = code[0] ? error_from_name(code) : ERROR_INTERNAL;
	if (error->code == ERROR_NONE)
		error->code = ERROR_INTERNAL;
	return 0;
}

int event_parse(const char *text, size_t len, struct event *ret, struct error *err)
{
	struct span object = {text, len};
	struct event event = {0};

	if (json_check(text, len, JSON_MAX_DEPTH, err) < 0)
		return error_wrap(err, "event");
	while (object.len && strchr(" \t\r\n", object.at[0])) {
		object.at++;
		object.len--;
	}
	if (!json_is_object(object))
		return error_set(err, ERROR_INVALID, "an event is a JSON object");
	if (read_name(object, "id", event.id, sizeof(event.id), err) < 0 ||
	    read_name(object, "name", event.name, sizeof(event.name), err) < 0 ||
	    read_name(object, "replyTo", event.reply_to, sizeof(event.reply_to), err) < 0 ||
	    read_name(object, "resourceType", event.resource_type, sizeof(event.resource_type),
		      err) < 0 ||
	    read_int(object, "resourceId", &event.resource_id, err) < 0 ||
	    read_int(object, "time", &event.time, err) < 0 ||
	    read_int(object, "timeoutMillis", &event.timeout, err) < 0 ||
	    read_previous(object, &event, err) < 0 || read_outcome(object, &event, err) < 0)
		return -1;
	if (!event.name[0])
		return error_field(err, ERROR_INVALID, "MissingRequired", "name",
				   "an event needs a name");
	if (!event.id[0])
		return error_field(err, ERROR_INVALID, "MissingRequired", "id",
				   "an event needs an id");
	event.data = json_get(object, "data");
	if (json_is_null(event.data))
		event.data = (struct span){0};
	else if (!json_is_object(event.data))
		return error_field(err, ERROR_INVALID, NULL, "data",
				   "event's data is not an object");
	*ret = event;
	return 0;
}

static void print_text(struct buf *ret, const char *key, const char *value)
{
	if (!value[0])
		return;
	buf_json_key(ret, key);
	buf_json_string(ret, value);
}

static void print_int(struct buf *ret, const char *key, int64_t value)
{
	buf_json_key(ret, key);
	buf_add_int(ret, value);
}

void event_print(const struct event *event, struct buf *ret)
{
	buf_addc(ret, '{');
	print_text(ret, "id", event->id);
	print_text(ret, "name", event->name);
	print_text(ret, "replyTo", event->reply_to);
	print_text(ret, "resourceType", event->resource_type);
	/* The 2014 bus carries resource ids as text. */
	if (event->resource_id) {
		buf_json_key(ret, "resourceId");
		buf_addf(ret, "\"%" PRId64 "\"", event->resource_id);
	}
	if (event->previous_id[0]) {
		buf_json_key(ret, "previousIds");
		buf_addc(ret, '[');
		buf_json_string(ret, event->previous_id);
		buf_addc(ret, ']');
	}
	if (event->transitioning == EVENT_PROGRESS) {
		print_text(ret, "transitioning", "yes");
		print_text(ret, "transitioningMessage", event->error.text);
		if (event->progress >= 0)
			print_int(ret, "transitioningProgress", event->progress);
	} else if (event->transitioning == EVENT_ERROR) {
		print_text(ret, "transitioning", "error");
		print_text(ret, "transitioningMessage", event->error.text);
		print_text(ret, "transitioningInternalMessage", event->error.text);
		print_text(ret, "errorCode", error_name(event->error.code));
		print_text(ret, "errorTag", event->error.tag);
		print_text(ret, "errorField", event->error.field);
	}
	print_int(ret, "time", event->time);
	if (event->timeout)
		print_int(ret, "timeoutMillis", event->timeout);
	buf_json_key(ret, "data");
	if (event->data.len)
		buf_add(ret, event->data.at, event->data.len);
	else
		buf_adds(ret, "{}");
	buf_addc(ret, '}');
}

void event_start(struct event *event, const char *name)
{
	*event = (struct event){.progress = -1, .time = clock_now()};
	id_uuid(event->id);
	snprintf(event->name, sizeof(event->name), "%s", name);
}

void event_start_reply(struct event *event, const struct event *request)
{
	event_start(event, request->reply_to);
	memcpy(event->previous_id, request->id, sizeof(event->previous_id));
	memcpy(event->resource_type, request->resource_type, sizeof(event->resource_type));
	event->resource_id = request->resource_id;
}

/* Puts the uuid below `object` into ret; 0 when there is none that fits. */
static int key_of_object(struct span object, char *ret, size_t size)
{
	AUTO(buf_done) struct buf text = {0};

	if (json_string(json_get(object, "uuid"), &text) < 0 || !text.len || text.len >= size)
		return 0;
	snprintf(ret, size, "%s", text.data);
	return 1;
}

void event_resource_key(const struct event *event, char *ret, size_t size)
{
	static const char *const below[] = {"instance", "volume", "image"};
	struct json_iter iter;
	struct span value;

	if (key_of_object(event->data, ret, size))
		return;
	json_iter_start(&iter, event->data);
	while (json_iter_next(&iter, NULL, &value)) {
		for (size_t i = 0; i < sizeof(below) / sizeof(below[0]); i++) {
			if (key_of_object(json_get(value, below[i]), ret, size))
				return;
		}
	}
	ret[0] = '\0';
	if (event->resource_type[0] && event->resource_id)
		snprintf(ret, size, "%s/%" PRId64, event->resource_type, event->resource_id);
}

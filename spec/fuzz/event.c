/* Messages of the link and of the bus: one that was read is read the same again. */
#include "fuzz.h"
#include "link/event.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO(free) char *text = text_of(data, size);
	AUTO(buf_done) struct buf shown = {0};
	struct event event, again, answer;
	struct error err = {0};
	char key[EVENT_NAME_MAX + EVENT_TYPE_MAX];

	if (event_parse(text, size, &event, &err) < 0) {
		MUST(err.code != ERROR_NONE && err.text[0]);
		return 0;
	}
	event_resource_key(&event, key, sizeof(key));
	MUST(memchr(key, 0, sizeof(key)));
	event_print(&event, &shown);
	MUST(is_json(&shown));
	MUST(event_parse(shown.data, shown.len, &again, &err) == 0);
	MUST(strcmp(event.id, again.id) == 0 && strcmp(event.name, again.name) == 0);
	MUST(strcmp(event.reply_to, again.reply_to) == 0);
	MUST(strcmp(event.previous_id, again.previous_id) == 0);
	MUST(strcmp(event.resource_type, again.resource_type) == 0);
	MUST(event.resource_id == again.resource_id);
	MUST(event.transitioning == again.transitioning && event.timeout == again.timeout);
	/* Progress is that of something under way. */
	MUST(event.transitioning != EVENT_PROGRESS || event.progress == again.progress);
	event_start_reply(&answer, &event);
	answer.data = event.data;
	buf_clear(&shown);
	event_print(&answer, &shown);
	MUST(is_json(&shown));
	return 0;
}

/* The WebSocket handshake as text, both ends, and the addresses that lead to it. */
#include "fuzz.h"
#include "http/handshake.h"

#define KEY "dGhlIHNhbXBsZSBub25jZQ=="

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned how = take(&data, &size);
	AUTO(free) char *text = text_of(data, size);
	char accept[HANDSHAKE_ACCEPT_SIZE];
	struct handshake_target target;
	AUTO(buf_done) struct buf request = {0};
	struct error err = {0};
	const char *headers[] = {text, NULL};
	int len;

	if (how % 2) {
		/* The right answer to our key in front, so that it can be right. */
		AUTO(buf_done) struct buf whole = {0};

		handshake_accept(KEY, accept);
		buf_addf(&whole, "HTTP/1.1 101 x\r\nSec-WebSocket-Accept: %s\r\n", accept);
		buf_add(&whole, text, size);
		len = handshake_response(whole.data, whole.len, KEY, &err);
		MUST(len <= (int)whole.len && len >= -1);
	} else {
		len = handshake_response(text, size, KEY, &err);
		MUST(len <= (int)size && len >= -1);
	}
	if (len < 0)
		MUST(err.code != ERROR_NONE);
	err = (struct error){0};
	if (handshake_parse_url(text, &target, &err) == 0) {
		MUST(target.host[0] && target.port[0] && target.path[0] == '/');
		err = (struct error){0};
		if (handshake_request(&request, &target, KEY, headers, &err) == 0)
			/* One request: the only empty line is its end. */
			MUST(strstr(request.data, "\r\n\r\n") == request.data + request.len - 4);
	}
	if (handshake_key_is_good(text))
		MUST(strlen(text) == HANDSHAKE_KEY_SIZE - 1);
	handshake_has_token(text, size, "upgrade");
	return 0;
}

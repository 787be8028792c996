/* Frames from a stranger: a WebSocket that is given any bytes, in pieces, ends by itself. */
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "fuzz.h"
#include "http/ws.h"

static int closed;
static size_t heard;

static void on_message(void *arg, const char *data, size_t len)
{
	(void)arg;
	for (size_t i = 0; i < len; i++)
		heard += (unsigned char)data[i];
}

static void on_close(void *arg, const char *why)
{
	(void)arg;
	MUST(why != NULL);
	closed = 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct loop *loop;
	struct ws_events events = {.on_message = on_message, .on_close = on_close};
	unsigned early = take(&data, &size), step = take(&data, &size) + 1;
	struct error err = {0};
	int pair[2];
	struct ws *ws;

	if (!loop)
		loop = loop_new(&err);
	MUST(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair) == 0);
	if (early > size)
		early = (unsigned)size;
	closed = 0;
	ws = ws_accept(loop, pair[0], data, early, &events, &err);
	MUST(ws != NULL);
	ws_send(ws, "hello", 5);
	for (size_t at = early; at < size && !closed; at += step) {
		size_t len = at + step > size ? size - at : step;

		if (send(pair[1], data + at, len, MSG_NOSIGNAL) < 0)
			break;
		if (size / step < 200 || at % 64 == 0)
			loop_once(loop, 0);
	}
	close(pair[1]);
	for (int i = 0; i < 1000 && !closed; i++)
		loop_once(loop, 1);
	MUST(closed);
	return 0;
}

/* See gzip.h. */
#include "api/gzip.h"

#include <stdlib.h>
#include <strings.h>
#include <zlib.h>

/* Shorter ones fit into a packet or two anyway. */
#define WORTH_BYTES 1024

enum {
	LEVEL = 1, /* JSON shrinks to a tenth at any level; this one is three times as fast as 6 */
	WINDOW_GZIP = 15 + 16,
	MEMORY = 8,
};

struct gzip {
	z_stream stream;
};

static int is_separator(char c)
{
	return c == ' ' || c == '\t' || c == ',' || c == ';';
}

/* Whether the weight behind a coding is zero: ";q=0", ";q=0.000". */
static int is_refused(const char *at)
{
	at += strspn(at, " \t");
	if (*at++ != ';')
		return 0;
	at += strspn(at, " \t");
	if (strncasecmp(at, "q=0", 3) != 0)
		return 0;
	at += 3;
	at += *at == '.';
	at += strspn(at, "0");
	return *at == 0 || is_separator(*at);
}

int gzip_wanted(const char *accept)
{
	int any = 0;

	while (accept && *accept) {
		size_t len;

		accept += strspn(accept, " \t,");
		len = strcspn(accept, " \t,;");
		if ((len == 4 && strncasecmp(accept, "gzip", 4) == 0) ||
		    (len == 6 && strncasecmp(accept, "x-gzip", 6) == 0))
			return !is_refused(accept + len);
		if (len == 1 && *accept == '*')
			any = !is_refused(accept + len);
		accept += strcspn(accept, ",");
	}
	return any;
}

static struct gzip *gzip_new(void)
{
	struct gzip *state = calloc(1, sizeof(*state));

	if (!state || deflateInit2(&state->stream, LEVEL, Z_DEFLATED, WINDOW_GZIP, MEMORY,
				   Z_DEFAULT_STRATEGY) != Z_OK)
		abort();
	return state;
}

void gzip_free(struct gzip *state)
{
	if (!state)
		return;
	deflateEnd(&state->stream);
	free(state);
}

static void pack(z_stream *stream, struct buf *body)
{
	struct buf packed = {0};
	uLong bound = deflateBound(stream, (uLong)body->len);

	stream->next_in = (Bytef *)body->data;
	stream->avail_in = (uInt)body->len;
	stream->next_out = (Bytef *)buf_room(&packed, bound);
	stream->avail_out = (uInt)bound;
	/* The bound holds for all that can come: it always ends here. */
	if (deflate(stream, Z_FINISH) != Z_STREAM_END)
		abort();
	packed.len = bound - stream->avail_out;
	deflateReset(stream);
	buf_fit(&packed);
	buf_done(body);
	*body = packed;
}

int gzip_apply(struct gzip **state, struct http_request *request, struct buf *body)
{
	const char *accept;

	if (body->len < WORTH_BYTES || body->len > UINT32_MAX / 2)
		return 0;
	accept = http_header(request, "Accept-Encoding");
	if (!accept)
		return 0;
	http_add_header(request, "Vary", "Accept-Encoding");
	if (!gzip_wanted(accept))
		return 0;
	if (!*state)
		*state = gzip_new();
	pack(&(*state)->stream, body);
	http_add_header(request, "Content-Encoding", "gzip");
	return 1;
}

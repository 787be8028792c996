/* What every answer of the API goes through: its headers, its tag, its packing. */
#include <string.h>

#include "api/admit.h"
#include "api/call.h"
#include "api/cors.h"
#include "api/etag.h"
#include "api/gzip.h"
#include "api/html.h"

void call_headers(struct call *call)
{
	const char *forwarded = http_header(call->request, "X-Forwarded-For");
	char url[340];

	if (call->thread && call->thread->rules.override && (!forwarded || !*forwarded))
		forwarded = http_header(call->request, "X-API-client-ip");

	if (call->base_len) {
		memcpy(url, call->base, call->base_len);
		memcpy(url + call->base_len, "/v1/schemas", sizeof("/v1/schemas"));
		http_add_header(call->request, "X-API-Schemas", url);
	}
	/* Who a proxy says it speaks for is told back, and counts for nothing else. */
	http_add_header(call->request, "X-API-Client-IP",
			forwarded && *forwarded ? forwarded : call->request->peer);
	admit_headers(call);
	cors_headers(call);
}

int call_reply_known(struct call *call)
{
	const char *known;
	struct buf empty = {0};

	if (call->method != METHOD_GET || !etag_is_whole(call->etag))
		return 0;
	known = http_header(call->request, "If-None-Match");
	if (!known || !etag_listed(known, call->etag))
		return 0;
	call_headers(call);
	http_add_header(call->request, "ETag", call->etag);
	http_reply(call->request, 304, NULL, &empty);
	return 1;
}

void call_send(struct call *call, int status, const char *content_type, struct buf *body)
{
	int is_read = call->method == METHOD_GET && status == 200;

	if (!etag_is_whole(call->etag) && (is_read || call->etag[0]))
		etag_body(call, body, call->etag);
	if (is_read && call_reply_known(call)) {
		buf_done(body);
		return;
	}
	call_headers(call);
	if (call->thread && gzip_apply(&call->thread->gzip, call->request, body))
		etag_packed(call->etag);
	if (call->etag[0])
		http_add_header(call->request, "ETag", call->etag);
	http_reply(call->request, status, content_type, body);
}

void call_reply(struct call *call, int status, struct buf *body)
{
	if (html_wanted(call)) {
		html_reply(call, status, body);
		return;
	}
	call_send(call, status, API_JSON, body);
}

/*
 * The server's own errors, as the API's error object: also those that libmicrohttpd makes by
 * itself for requests that never reach a handler (a head too long for it, a chunk or a version
 * that it cannot read). It has no option for their text, so its call of MHD_queue_response is
 * taken here: a dynamic executable's definition of a function goes before a library's, and our
 * own replies go past it (queue_response). Where a libmicrohttpd is built so that it does not
 * look (-Bsymbolic), those errors are its HTML pages again, and nothing else changes.
 */
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/auto.h"
#include "base/id.h"
#include "http/conn.h"

typedef enum MHD_Result (*queue_fn)(struct MHD_Connection *mhd, unsigned status,
				    struct MHD_Response *response);

static pthread_once_t once = PTHREAD_ONCE_INIT;
static queue_fn queue_of_library;

static void find_queue(void)
{
	/* POSIX: a function's address may come as a void pointer. */
	*(void **)&queue_of_library = dlsym(RTLD_NEXT, "MHD_queue_response");
	if (!queue_of_library)
		abort();
}

enum MHD_Result queue_response(struct MHD_Connection *mhd, unsigned status,
			       struct MHD_Response *response)
{
	pthread_once(&once, find_queue);
	return queue_of_library(mhd, status, response);
}

void refuse_body(int status, struct buf *ret)
{
	const char *phrase = status == 413 ? "Request Entity Too Long"
					   : MHD_get_reason_phrase_for((unsigned)status);
	char uuid[UUID_LEN + 1];

	id_uuid(uuid);
	buf_addf(ret,
		 "{\"id\":\"%s\",\"type\":\"error\",\"links\":{},\"actions\":{},\"status\":%d,"
		 "\"code\":\"%s\",\"message\":\"%s\",\"detail\":null}",
		 uuid, status, phrase, phrase);
}

/*
 * A Content-Length that is no number, or too large a one: libmicrohttpd 0.9.75 queues its page,
 * forgets that it did, and sends the head of the answer twice.
 */
static int has_bad_length(struct MHD_Connection *mhd)
{
	const char *text =
		MHD_lookup_connection_value(mhd, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);
	size_t len = text ? strlen(text) : 0;

	/* No number of 19 digits is too much for it. */
	return text && (!len || len > 19 || strspn(text, "0123456789") != len);
}

/* Answers past the library. What the kernel does not take at once is lost: it is one packet. */
static void answer_at_once(struct MHD_Connection *mhd, int status, const struct buf *body)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD);
	AUTO(buf_done) struct buf text = {0};

	buf_addf(&text,
		 "HTTP/1.1 %d %s\r\nConnection: close\r\n"
		 "Content-Type: application/json; charset=utf-8\r\nContent-Length: %zu\r\n\r\n",
		 status, MHD_get_reason_phrase_for((unsigned)status), body->len);
	buf_add(&text, body->data, body->len);
	if (info)
		(void)!send(info->connect_fd, text.data, text.len, MSG_DONTWAIT | MSG_NOSIGNAL);
}

/* Only libmicrohttpd itself calls this one. It keeps, and lets go of, the page it meant to send. */
_MHD_EXTERN enum MHD_Result MHD_queue_response(struct MHD_Connection *mhd, unsigned status,
					       struct MHD_Response *page)
{
	struct MHD_Response *response;
	struct buf body = {0};
	enum MHD_Result ret;
	size_t len;

	if (status < 400)
		return queue_response(mhd, status, page);
	refuse_body((int)status, &body);
	if ((status == 400 || status == 413) && has_bad_length(mhd)) {
		/* Over TLS there is no answer, only an end. */
		if (!MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_PROTOCOL))
			answer_at_once(mhd, (int)status, &body);
		buf_done(&body);
		return MHD_NO; /* it hangs up */
	}
	len = body.len;
	response = MHD_create_response_from_buffer(len, buf_steal(&body), MHD_RESPMEM_MUST_FREE);
	if (!response)
		return queue_response(mhd, status, page);
	(void)MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE,
				      "application/json; charset=utf-8");
	ret = queue_response(mhd, status, response);
	MHD_destroy_response(response);
	return ret;
}

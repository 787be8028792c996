/*
 * Answers whose body never ends: what the loop writes is sent as it comes. Between two writes
 * MHD has the connection suspended; a write puts the stream into its thread's inbox, which
 * resumes it. MHD frees the response when the caller is gone or the end was sent, and the loop
 * then hears of it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "http/conn.h"

#define BLOCK_BYTES (16 * 1024)
#define SENT_MAX (64u * 1024) /* bytes already sent that may lie before what is not */

/* Under its mutex, but for what is of one thread only. */
struct http_stream {
	pthread_mutex_t mutex;
	struct loop *loop;
	struct http_thread *thread; /* NULL once MHD is through with it */
	struct MHD_Connection *mhd;
	struct buf pending;
	size_t sent; /* bytes of `pending` that MHD has taken */
	unsigned asleep : 1; /* suspended until something is written */
	unsigned woken : 1; /* in the inbox */
	unsigned ended : 1;
	struct http_stream *next_woken; /* under the thread's mutex */
	struct http_stream *previous, *next; /* the thread's own list */
	void (*closed)(void *arg); /* loop */
	void *arg;
};

/* HTTP thread, and the stream's mutex is held. */
static ssize_t read_pending(struct http_stream *stream, char *ret, size_t max)
{
	size_t len = stream->pending.len - stream->sent;

	if (len) {
		len = len < max ? len : max;
		memcpy(ret, stream->pending.data + stream->sent, len);
		stream->sent += len;
		if (stream->sent == stream->pending.len) {
			stream->sent = 0;
			buf_clear(&stream->pending);
		} else if (stream->sent > SENT_MAX && stream->sent > stream->pending.len / 2) {
			/* One that is always a little behind costs no more memory for it. */
			stream->pending.len -= stream->sent;
			memmove(stream->pending.data, stream->pending.data + stream->sent,
				stream->pending.len);
			stream->sent = 0;
		}
		return (ssize_t)len;
	}
	if (stream->ended)
		return MHD_CONTENT_READER_END_OF_STREAM;
	stream->asleep = 1;
	MHD_suspend_connection(stream->mhd);
	return 0;
}

static ssize_t on_read(void *cls, uint64_t position, char *ret, size_t max)
{
	struct http_stream *stream = cls;
	ssize_t len;

	(void)position;
	pthread_mutex_lock(&stream->mutex);
	len = read_pending(stream, ret, max);
	pthread_mutex_unlock(&stream->mutex);
	return len;
}

static void on_loop(void *arg)
{
	struct http_stream *stream = arg;

	if (stream->closed)
		stream->closed(stream->arg);
	pthread_mutex_destroy(&stream->mutex);
	buf_done(&stream->pending);
	free(stream);
}

/* HTTP thread: the response is over, one way or the other. */
static void on_free(void *cls)
{
	struct http_stream *stream = cls;
	struct http_thread *thread = stream->thread;
	struct http_stream **at;

	if (stream->next)
		stream->next->previous = stream->previous;
	*(stream->previous ? &stream->previous->next : &thread->streams) = stream->next;
	/* No write may find the thread any more, and the inbox may not find the stream. */
	pthread_mutex_lock(&stream->mutex);
	stream->thread = NULL;
	pthread_mutex_unlock(&stream->mutex);
	pthread_mutex_lock(&thread->mutex);
	for (at = &thread->woken; *at && *at != stream; at = &(*at)->next_woken)
		;
	if (*at)
		*at = stream->next_woken;
	pthread_mutex_unlock(&thread->mutex);
	loop_post(stream->loop, on_loop, stream);
}

struct http_stream *http_reply_stream(struct http_request *request, int status,
				      const char *content_type, void (*closed)(void *arg),
				      void *arg)
{
	struct http_conn *conn = (struct http_conn *)request;
	struct http_stream *stream = calloc(1, sizeof(*stream));
	struct http_thread *thread = conn->thread;
	struct MHD_Response *response;

	if (!stream)
		abort();
	pthread_mutex_init(&stream->mutex, NULL);
	stream->loop = thread->server->loop;
	stream->thread = thread;
	stream->mhd = conn->mhd;
	stream->closed = closed;
	stream->arg = arg;
	stream->ended = thread->is_ending ? 1 : 0;
	stream->next = thread->streams;
	if (stream->next)
		stream->next->previous = stream;
	thread->streams = stream;
	response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK_BYTES, on_read, stream,
						     on_free);
	if (!response)
		abort();
	(void)MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, content_type);
	(void)MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
	conn->close_after = 1;
	reply_queue(conn, status, response);
	return stream;
}

/* The stream's mutex is held. */
static void wake(struct http_stream *stream)
{
	struct http_thread *thread = stream->thread;

	if (!thread || !stream->asleep || stream->woken)
		return;
	stream->woken = 1;
	pthread_mutex_lock(&thread->mutex);
	stream->next_woken = thread->woken;
	thread->woken = stream;
	thread_wake(thread);
	pthread_mutex_unlock(&thread->mutex);
}

void http_stream_write(struct http_stream *stream, const void *bytes, size_t len)
{
	pthread_mutex_lock(&stream->mutex);
	if (!stream->ended) {
		buf_add(&stream->pending, bytes, len);
		wake(stream);
	}
	pthread_mutex_unlock(&stream->mutex);
}

size_t http_stream_queued(struct http_stream *stream)
{
	size_t len;

	pthread_mutex_lock(&stream->mutex);
	len = stream->pending.len - stream->sent;
	pthread_mutex_unlock(&stream->mutex);
	return len;
}

void http_stream_close(struct http_stream *stream)
{
	stream->closed = NULL;
	pthread_mutex_lock(&stream->mutex);
	stream->ended = 1;
	wake(stream);
	pthread_mutex_unlock(&stream->mutex);
}

void streams_resume(struct http_thread *thread)
{
	struct http_stream *stream;

	for (;;) {
		pthread_mutex_lock(&thread->mutex);
		stream = thread->woken;
		if (stream)
			thread->woken = stream->next_woken;
		pthread_mutex_unlock(&thread->mutex);
		if (!stream)
			return;
		pthread_mutex_lock(&stream->mutex);
		stream->asleep = stream->woken = 0;
		pthread_mutex_unlock(&stream->mutex);
		MHD_resume_connection(stream->mhd);
	}
}

void streams_end(struct http_thread *thread)
{
	for (struct http_stream *stream = thread->streams; stream; stream = stream->next) {
		pthread_mutex_lock(&stream->mutex);
		stream->ended = 1;
		wake(stream);
		pthread_mutex_unlock(&stream->mutex);
	}
	streams_resume(thread);
}

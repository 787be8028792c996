/*
 * The bytes of an image that was uploaded: PUT /v1/images/ID/content takes them, once; agents
 * (and who may see the image) GET them from there. Kept as UPLOADS/ID; written beside and
 * renamed over, so that a file with that name is always whole.
 */
#ifndef API_CONTENT_H
#define API_CONTENT_H

#include "api/call.h"

/* Whether a path is /v1/images/ID/content (any case, singular too). */
int content_is_path(const char *path);

/* HTTP thread, headers are there: 1 when the body is wanted; else the request is answered. */
int content_begin(struct call *call);

/* HTTP thread: a piece. 0, or the status that refuses the rest. */
int content_piece(struct http_request *request, const char *data, size_t len);

/* HTTP thread: GET sends the file, PUT finishes what content_begin started. */
void content_route(struct call *call);

/* HTTP thread: the request is over; what was not finished leaves nothing behind. */
void content_end(struct http_request *request);

/* Loop thread: takes the file of a purged image away. */
void content_changed(struct api *api, const char *base, int64_t id, const char *state);

/* Removes what uploads that were cut short by a crash left. */
void content_sweep(struct api *api);

#endif

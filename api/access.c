/* Row policy, and reading one row. */
#include "api/access.h"

#include <string.h>
#include <strings.h>

#include "api/etag.h"
#include "api/extras.h"
#include "base/auto.h"

int64_t access_scope(const struct call *call)
{
	return call->who.sees_all ? 0 : call->who.account_id;
}

int64_t access_account(const struct snapshot *snapshot, const struct type *type, int64_t scope)
{
	return snapshot_shape(snapshot, type->base)->account >= 0 ? scope : 0;
}

/* Data that the server keeps for itself. */
static int is_hidden(const struct snapshot *snapshot, const struct type *type,
		     const struct row *row)
{
	struct span visible;

	if (snapshot_shape(snapshot, type)->extra != EXTRA_DATA)
		return 0;
	visible = json_get(row->doc, "visible");
	return visible.len == 5 && memcmp(visible.at, "false", 5) == 0;
}

int access_row(const struct snapshot *snapshot, const struct type *type, const struct row *row,
	       int64_t scope)
{
	if (is_hidden(snapshot, type, row))
		return 0;
	if (!scope)
		return 1;
	/* Accounts have no owner; each sees itself. */
	if (strcmp(type->base->name, "account") == 0)
		return row->id == scope;
	if (snapshot_shape(snapshot, type->base)->account < 0 || row->account_id == scope)
		return 1;
	return snapshot_shape(snapshot, type->base)->public >= 0 &&
	       json_is_true(json_get(row->doc, "isPublic"));
}

int access_get(struct call *call, struct reader *reader, const struct type *type, int64_t id,
	       struct row *ret, struct error *err)
{
	if (!type->base->has_table)
		return error_set(err, ERROR_NOT_FOUND, "%s has no rows", type->name);
	if (reader_get(reader, type, id, ret, err) < 0) {
		/* In the words of below: nobody may tell what is not there from what is another's.
		 */
		if (err && err->code == ERROR_NOT_FOUND)
			error_set(err, ERROR_NOT_FOUND, "no such %s", type->name);
		return -1;
	}
	if ((type->parent && (!ret->kind || strcmp(ret->kind, type->name) != 0)) ||
	    !access_row(call->snapshot, type, ret, access_scope(call)))
		return error_set(err, ERROR_NOT_FOUND, "no such %s", type->name);
	return 0;
}

/* The value of `key` among parameters, as it was sent: keys are of characters that nobody escapes.
 */
static struct span key_among(const char *params, size_t len)
{
	const char *end = params + len;

	while (params < end) {
		const char *next = memchr(params, '&', (size_t)(end - params));

		if (!next)
			next = end;
		if (next - params > 4 && memcmp(params, "key=", 4) == 0)
			return (struct span){params + 4, (size_t)(next - params) - 4};
		params = next + 1;
	}
	return (struct span){NULL, 0};
}

/* The query may name it, or a form; JSON does not count. */
static struct span key_of(struct http_request *request)
{
	struct span key = key_among(request->query, strlen(request->query));
	const char *type = NULL;

	if (!key.at && request->body.len > 4 &&
	    memmem(request->body.at, request->body.len, "key=", 4))
		type = http_header(request, "Content-Type");
	if (type && strncasecmp(type, "application/x-www-form-urlencoded", 33) == 0)
		key = key_among(request->body.at, request->body.len);
	return key;
}

void access_render(const struct call *call, struct buf *includes, struct render *ret)
{
	const char *cursor = call->request->query;
	AUTO(buf_done) struct buf key = {0};
	AUTO(buf_done) struct buf value = {0};
	size_t starts[RENDER_MAX_INCLUDES];

	memset(ret, 0, sizeof(*ret));
	ret->snapshot = call->snapshot;
	ret->role = call->who.role;
	ret->plain = call->plain;
	ret->no_auth = call->api->no_auth;
	ret->base = call->base;
	ret->base_len = call->base_len;
	ret->seal = call->api->seal;
	ret->script = call->api->script;
	ret->account_id = access_scope(call);
	ret->inner = call->thread->inner;
	if (*cursor || call->request->body.len)
		ret->key = key_of(call->request);
	if (!includes || !strstr(cursor, "include="))
		return;
	while (http_query_next(&cursor, &key, &value)) {
		int seen = 0;

		if (!key.len || strcmp(key.data, "include") != 0 || !value.len ||
		    ret->include_count == RENDER_MAX_INCLUDES)
			continue;
		for (int i = 0; i < ret->include_count; i++)
			seen |= strcasecmp(includes->data + starts[i], value.data) == 0;
		if (seen)
			continue;
		starts[ret->include_count++] = includes->len;
		buf_add(includes, value.data, strlen(value.data) + 1);
	}
	for (int i = 0; i < ret->include_count; i++)
		ret->include[i] = includes->data + starts[i];
}

int access_expect(struct call *call, const struct type *type, const struct row *row,
		  int64_t *ret_rev, struct error *err)
{
	const char *match = http_header(call->request, "If-Match");
	const char *none = http_header(call->request, "If-None-Match");
	char tag[ETAG_SIZE] = "";

	*ret_rev = match ? etag_revision(match, row->rev) : 0;
	if (*ret_rev < 0)
		return error_field(err, ERROR_CONFLICT, "Precondition Failed", "If-Match",
				   "it was changed meanwhile: read it again");
	if (none)
		etag_row(call, type, row, tag);
	if (none && etag_listed(none, tag))
		return error_field(err, ERROR_CONFLICT, "Precondition Failed", "If-None-Match",
				   "it is there");
	return 0;
}

struct http_kept *access_reply_keep(struct call *call, const struct type *type,
				    const struct row *row)
{
	struct buf body = {0};
	struct render render;

	access_render(call, NULL, &render);
	etag_row(call, type, row, call->etag);
	render_resource(&render, type, row, &body);
	call_headers(call);
	if (call->etag[0])
		http_add_header(call->request, "ETag", call->etag);
	return http_reply_keep(call->request, 200, API_JSON, &body);
}

void access_reply(struct call *call, int status, const struct type *type, const struct row *row)
{
	AUTO(buf_done) struct buf includes = {0};
	struct buf body = {0};
	struct render render;

	access_render(call, &includes, &render);
	if (render.include_count)
		etag_begin(row, call->etag);
	else
		etag_row(call, type, row, call->etag);
	/* Known without its being written. */
	if (status == 200 && call_reply_known(call))
		return;
	render_resource(&render, type, row, &body);
	call_reply(call, status, &body);
}

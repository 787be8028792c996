/* See methods.h. */
#include "api/methods.h"

#include <string.h>
#include <strings.h>

#include "api/content.h"
#include "api/errors.h"
#include "api/links.h"
#include "api/route.h"

/* What is beside the types, and what it takes. */
static const struct {
	const char *name;
	unsigned methods;
} others[] = {
	{"schemas", METHOD_GET},      {"schema", METHOD_GET},
	{"openapi.json", METHOD_GET}, {"session", METHOD_GET | METHOD_POST | METHOD_DELETE},
	{"ticket", METHOD_POST},      {"console", METHOD_GET},
	{"link", METHOD_GET},
};

static unsigned of_link(const struct call *call, const struct type *type, struct span name)
{
	const struct view *view = snapshot_view(call->snapshot, type, call->who.role);
	const struct view_link *link = view ? links_find(view, name.at, name.len) : NULL;

	if (!link || link->link->kind != LINK_CHILD || !link->target->base->has_table)
		return METHOD_GET;
	return METHOD_GET | (link->target->collection_methods[call->who.role] & METHOD_POST);
}

static unsigned of_type(const struct call *call, const struct type *type,
			const struct route_path *path)
{
	enum role role = call->who.role;

	if (path->count == 1)
		return type->collection_methods[role];
	if (path->count == 3)
		return of_link(call, type, path->part[2]);
	return type->resource_methods[role] |
	       (type->action_count && role != ROLE_AGENT ? METHOD_POST : 0);
}

/* 0: the path leads nowhere. */
static unsigned allowed(const struct call *call)
{
	const char *text = call->request->path;
	struct route_path path;
	const struct type *type;
	unsigned methods;

	while (text[0] == '/' && text[1] == '/')
		text++;
	if (strncmp(text, "/v1", 3) != 0)
		return METHOD_GET;
	route_split(text + 3, &path);
	if (path.count == 0)
		return METHOD_GET;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (route_part_is(path.part[0], others[i].name))
			return others[i].methods;
	if (path.count == 3 && content_is_path(call->request->path))
		return METHOD_GET | METHOD_PUT;
	type = model_type_by_url(call->snapshot->model, path.part[0].at, path.part[0].len);
	if (!type || !type->visible[call->who.role])
		return 0;
	methods = of_type(call, type, &path);
	return call->who.read_only ? methods & METHOD_GET : methods;
}

static void add_header(struct call *call, unsigned methods)
{
	static const char *const names[] = {"GET, HEAD, ", "POST, ", "PUT, ", "DELETE, "};
	char text[64] = "";

	for (int i = 0; i < 4; i++)
		if (methods & 1u << i)
			strcat(text, names[i]);
	http_add_header(call->request, "Allow", strcat(text, "OPTIONS"));
}

void methods_header(struct call *call)
{
	unsigned methods = call->snapshot ? allowed(call) : 0;

	if (methods)
		add_header(call, methods);
}

void methods_answer(struct call *call)
{
	unsigned methods = allowed(call);
	struct buf empty = {0};

	if (!methods) {
		errors_status(call, 404);
		return;
	}
	add_header(call, methods);
	call_headers(call);
	http_reply(call->request, 204, NULL, &empty);
}

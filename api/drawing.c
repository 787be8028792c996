/* Drawings, and the resource definitions that they hang on. */
#include "api/drawing.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "api/access.h"
#include "api/defer.h"
#include "api/errors.h"
#include "api/ids.h"
#include "api/list.h"
#include "base/auto.h"
#include "engine/draw.h"
#include "host/svg.h"

#define DOT_TYPE "text/vnd.graphviz; charset=utf-8"
#define SVG_TYPE "image/svg+xml"

/* --- SVG: a child process of the loop's ---------------------------------------------------- */

struct drawing {
	struct deferred deferred;
	struct buf text, svg;
	int rc;
	struct error err;
};

static void drawn(void *arg, int rc, struct span svg, const struct error *err)
{
	struct drawing *drawing = arg;

	drawing->rc = rc;
	if (rc < 0)
		drawing->err = *err;
	else
		buf_add(&drawing->svg, svg.at, svg.len);
	defer_finish(&drawing->deferred);
}

static void drawing_run(struct deferred *deferred)
{
	struct drawing *drawing = (struct drawing *)deferred;

	svg_draw(deferred->call.api->loop, (struct span){drawing->text.data, drawing->text.len},
		 drawn, drawing);
}

static void drawing_answer(struct deferred *deferred)
{
	struct drawing *drawing = (struct drawing *)deferred;
	struct call *call = &deferred->call;

	if (drawing->rc < 0) {
		errors_reply(call, &drawing->err);
		return;
	}
	call_headers(call);
	/* Names are in it that callers gave: opened by itself it may run nothing and ask nothing.
	 */
	http_add_header(call->request, "X-Content-Type-Options", "nosniff");
	http_add_header(call->request, "Content-Security-Policy",
			"default-src 'none'; style-src 'unsafe-inline'; sandbox");
	http_reply(call->request, 200, SVG_TYPE, &drawing->svg);
}

static void drawing_done(struct deferred *deferred)
{
	buf_done(&((struct drawing *)deferred)->text);
	buf_done(&((struct drawing *)deferred)->svg);
}

/* Takes the text. */
static void answer(struct call *call, struct buf *text)
{
	AUTO(buf_done) struct buf format = {0};
	struct drawing *drawing;

	if (!call_query(call, "format", &format) || strcasecmp(format.data, "svg") != 0) {
		call_headers(call);
		http_add_header(call->request, "X-Content-Type-Options", "nosniff");
		http_reply(call->request, 200, DOT_TYPE, text);
		return;
	}
	drawing = defer_new(call, sizeof(*drawing));
	drawing->text = *text;
	*text = (struct buf){0};
	drawing->deferred.run = drawing_run;
	drawing->deferred.answer = drawing_answer;
	drawing->deferred.done = drawing_done;
	defer_start(&drawing->deferred);
}

/* --- Links ------------------------------------------------------------------------------ */

static int is(struct span text, const char *name)
{
	return text.len == strlen(name) && strncasecmp(text.at, name, text.len) == 0;
}

int drawing_link(struct call *call, const struct type *type, struct span id, struct span link)
{
	const struct lifecycles *set = call->snapshot->lifecycles;
	int process = strcmp(type->name, "processDefinition") == 0 && is(link, "processDot");
	int resource = strcmp(type->name, "resourceDefinition") == 0 && is(link, "resourceDot");
	struct span name = ids_parse_name(id.at, id.len);
	const struct process *found;
	struct buf text = {0};
	char key[128] = "";

	if ((!process && !resource) || call->method != METHOD_GET)
		return 0;
	if (name.at && name.len < sizeof(key))
		memcpy(key, name.at, name.len);
	if (process && set && (found = lifecycles_find_name(set, key)))
		draw_process(set, found, &text);
	else if (resource && set)
		draw_type(set, key, &text);
	if (text.len)
		answer(call, &text);
	else
		errors_status(call, 404);
	return 1;
}

/* --- Resource definitions ---------------------------------------------------------------- */

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The base types that have processes, sorted; the caller frees the array. */
static const char **types_of(const struct snapshot *snapshot, int *ret_count)
{
	const struct process *const *all = NULL;
	const char **names;
	int count = 0, kept = 0;

	if (snapshot->lifecycles)
		all = lifecycles_all(snapshot->lifecycles, &count);
	names = calloc((size_t)count + 1, sizeof(*names));
	if (!names)
		abort();
	for (int i = 0; i < count; i++)
		names[i] = all[i]->type;
	qsort(names, (size_t)count, sizeof(*names), by_text);
	for (int i = 0; i < count; i++)
		if (!kept || strcmp(names[kept - 1], names[i]) != 0)
			names[kept++] = names[i];
	*ret_count = kept;
	return names;
}

static void render_definition(const struct render *render, const struct type *type,
			      const char *name, struct buf *ret)
{
	const char *prefix = render_prefix(render, type);
	AUTO(buf_done) struct buf self = {0};

	buf_add(&self, render->base, render->base_len);
	buf_addf(&self, "/v1/%s/", type->url);
	ids_add_name(&self, prefix, name);
	buf_adds(ret, "{\"id\":\"");
	ids_add_name(ret, prefix, name);
	buf_addf(ret,
		 "\",\"type\":\"%s\",\"links\":{\"self\":\"%s\",\"processes\":\"%.*s/v1/"
		 "processdefinitions?resourceType=%s\",\"resourceDot\":\"%s/resourcedot\"},"
		 "\"actions\":{},\"name\":\"%s\"}",
		 type->name, self.data, (int)render->base_len, render->base, name, self.data, name);
}

void resource_definition_list(struct call *call, const struct type *type)
{
	struct buf body = {0};
	struct list_page page;
	struct render render;
	int count;
	const char **names = types_of(call->snapshot, &count);
	int64_t next;

	list_page(call, &page);
	access_render(call, NULL, &render);
	list_begin(call, type->name, &body);
	buf_adds(&body, ",\"createTypes\":{},\"actions\":{},\"data\":[");
	for (next = page.offset; next < count && next < page.offset + page.limit; next++) {
		buf_json_comma(&body);
		render_definition(&render, type, names[next], &body);
	}
	free(names);
	buf_adds(&body, "],\"sortLinks\":{}");
	list_end(call, page.limit, page.limit && next < count ? next : -1, &body);
	buf_adds(&body, ",\"sort\":null,\"filters\":{},\"createDefaults\":{}}");
	call_reply(call, 200, &body);
}

void resource_definition_get(struct call *call, const struct type *type, const char *id, size_t len)
{
	struct span name = ids_parse_name(id, len);
	struct buf body = {0};
	struct render render;
	int count;
	const char **names = types_of(call->snapshot, &count);

	access_render(call, NULL, &render);
	for (int i = 0; i < count && name.at; i++)
		if (strlen(names[i]) == name.len && memcmp(names[i], name.at, name.len) == 0)
			render_definition(&render, type, names[i], &body);
	free(names);
	if (body.len)
		call_reply(call, 200, &body);
	else
		errors_status(call, 404);
}

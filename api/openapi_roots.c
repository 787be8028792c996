/* The OpenAPI document: what is about the API itself, and what has an address but no type. */
#include <string.h>

#include "api/openapi.h"
#include "api/render.h"

static const char ANY_OBJECT[] = "{\"type\":\"object\"}";
static const char ROOT[] = "{\"$ref\":\"#/components/schemas/api.resource\"}";
static const char IMAGE[] = "{\"$ref\":\"#/components/schemas/image\"}";
static const char BYTES[] = "{\"type\":\"string\",\"format\":\"binary\"}";
static const char TICKET[] =
	"{\"type\":\"object\",\"properties\":{\"ticket\":{\"type\":\"string\"}}}";
static const char LOGIN[] =
	"{\"type\":\"object\",\"properties\":{\"accessKey\":{\"type\":\"string\"},"
	"\"secretKey\":{\"type\":\"string\"},\"token\":{\"type\":\"string\"}}}";
static const char SESSION[] =
	"{\"type\":\"object\",\"properties\":{\"accountId\":{\"type\":\"string\"},\"accountName\":{"
	"\"type\":[\"string\",\"null\"]},\"kind\":{\"type\":[\"string\",\"null\"]},\"role\":{"
	"\"type\":\"string\"},\"by\":{\"enum\":[\"session\",\"key\",\"nothing\"]},\"expires\":{"
	"\"type\":[\"string\",\"null\"]}}}";

/* `"get":{"operationId":...`: until `answer`, which closes it. */
static void operation(struct buf *ret, const char *method, const char *id, const char *tag,
		      const char *summary)
{
	buf_json_key(ret, method);
	buf_addf(ret, "{\"operationId\":\"%s\",\"tags\":[\"%s\"]", id, tag);
	openapi_text(ret, "summary", summary);
}

static void content(struct buf *ret, const char *schema)
{
	buf_addf(ret, "\"content\":{\"application/%s\":{\"schema\":%s}}",
		 schema == BYTES ? "octet-stream" : "json", schema);
}

static void sent(struct buf *ret, const char *schema)
{
	buf_adds(ret, ",\"requestBody\":{\"required\":true,");
	content(ret, schema);
	buf_addc(ret, '}');
}

static void answer(struct buf *ret, const char *status, const char *what, const char *schema)
{
	buf_addf(ret, ",\"responses\":{\"%s\":{\"description\":\"%s\"", status, what);
	if (schema) {
		buf_addc(ret, ',');
		content(ret, schema);
	}
	buf_adds(ret, "},\"default\":{\"$ref\":\"#/components/responses/api.error\"}}}");
}

static void path(struct buf *ret, const char *text)
{
	buf_json_key(ret, text);
	buf_addc(ret, '{');
}

static void add_sessions(struct buf *ret)
{
	path(ret, "/session");
	operation(ret, "get", "session", "api", "Who asks, and how that is known.");
	answer(ret, "200", "The caller.", SESSION);
	operation(ret, "post", "logIn", "api",
		  "Logs a browser in: with a key, or with the token of a login link. What the "
		  "cookie CSRF holds must stand in X-API-CSRF.");
	buf_adds(ret, ",\"security\":[]");
	sent(ret, LOGIN);
	answer(ret, "201", "The caller; the session is in a cookie.", SESSION);
	operation(ret, "delete", "logOut", "api",
		  "Ends the browser's session, and what it has open.");
	answer(ret, "200", "It is over.", ANY_OBJECT);
	buf_addc(ret, '}');
}

/* The bytes of an image that is uploaded. */
static void add_content(const struct openapi *to)
{
	const struct type *image = openapi_type(to, "image", strlen("image"));
	struct buf *ret = to->ret;

	if (!image || !(openapi_resource(to, image) & METHOD_GET))
		return;
	path(ret, "/images/{id}/content");
	buf_adds(ret, "\"parameters\":[{\"$ref\":\"#/components/parameters/api.id\"}]");
	operation(ret, "get", "imageContent", "image", "The bytes of an image that was uploaded.");
	answer(ret, "200", "The bytes.", BYTES);
	if (openapi_resource(to, image) & METHOD_PUT) {
		operation(ret, "put", "uploadImage", "image", "Uploads them, once.");
		sent(ret, BYTES);
		answer(ret, "200", "The image.", IMAGE);
	}
	buf_addc(ret, '}');
}

void openapi_roots(const struct openapi *to)
{
	struct buf *ret = to->ret;

	path(ret, "/");
	operation(ret, "get", "root", "api", "Links to all collections.");
	answer(ret, "200", "A resource with links.", ROOT);
	buf_addc(ret, '}');
	path(ret, "/openapi.json");
	operation(ret, "get", "openapi", "api", "This document.");
	answer(ret, "200", "OpenAPI 3.1.", ANY_OBJECT);
	buf_addc(ret, '}');
	path(ret, "/ticket");
	operation(ret, "post", "ticket", "api",
		  "A one-time ticket, for 30 seconds: `?ticket=` of a WebSocket at /subscribe or "
		  "/console, where no key can be sent.");
	answer(ret, "201", "The ticket.", TICKET);
	buf_addc(ret, '}');
	add_sessions(ret);
	if (to->role == ROLE_ADMIN && !to->read_only) {
		path(ret, "/console");
		operation(ret, "get", "console", "api",
			  "Lua in the server, by WebSocket: what `stampede console` speaks.");
		answer(ret, "101", "A WebSocket.", NULL);
		buf_addc(ret, '}');
	}
	add_content(to);
}

int openapi_explains(const struct openapi *to, const struct type *type)
{
	return type->base->has_table && render_action_count(type, to->role) > 0;
}

/* The OpenAPI document: what is about the API itself, and what has an address but no type. */
#include <string.h>

#include "api/openapi.h"
#include "api/render.h"

#define ERROR_ANSWER "\"default\":{\"$ref\":\"#/components/responses/api.error\"}"
#define JSON_OF(schema) "\"content\":{\"application/json\":{\"schema\":" schema "}}"
#define BYTES \
	"\"content\":{\"application/" \
	"octet-stream\":{\"schema\":{\"type\":\"string\",\"format\":\"binary\"}}}"

static const char ROOTS[] =
	"\"/\":{\"get\":{\"operationId\":\"root\",\"tags\":[\"api\"],\"summary\":\"Links to all "
	"collections.\",\"responses\":{\"200\":{\"description\":\"A resource with "
	"links.\"," JSON_OF("{\"$ref\":\"#/components/schemas/api.resource\"}") "}," ERROR_ANSWER
										"}}},"
										"\"/"
										"openapi.json\":{"
										"\"get\":{"
										"\"operationId\":"
										"\"openapi\","
										"\"tags\":[\"api\"]"
										",\"summary\":"
										"\"This "
										"document.\","
										"\"responses\":{"
										"\"200\":{"
										"\"description\":"
										"\"OpenAPI "
										"3.1.\"," JSON_OF(
											"{\"type\":"
											"\"object\""
											"}") "}"
											     "," ERROR_ANSWER
											     "}}}";

static const char
	TICKET[] = ",\"/"
		   "ticket\":{\"post\":{\"operationId\":\"ticket\",\"tags\":[\"api\"],\"summary\":"
		   "\"A one-time "
		   "ticket, for 30 seconds: `?ticket=` of a WebSocket at /subscribe or /console, "
		   "where no key can be "
		   "sent.\",\"responses\":{\"201\":{\"description\":\"The ticket.\"," JSON_OF(
			   "{\"type\":\"object\",\"properties\":{\"ticket\":{\"type\":\"string\"}}"
			   "}") "}," ERROR_ANSWER "}}}";

#define SESSION \
	JSON_OF("{\"type\":\"object\",\"properties\":{\"accountId\":{\"type\":\"string\"}," \
		"\"accountName\":{\"type\":[\"string\",\"null\"]},\"kind\":{\"type\":[\"string\"," \
		"\"null\"]}," \
		"\"role\":{\"type\":\"string\"},\"by\":{\"enum\":[\"session\",\"key\"," \
		"\"nothing\"]}," \
		"\"expires\":{\"type\":[\"string\",\"null\"]}}}")

static const char SESSIONS
	[] = ",\"/"
	     "session\":{\"get\":{\"operationId\":\"session\",\"tags\":[\"api\"],\"summary\":\"Who "
	     "asks, "
	     "and how that is known.\",\"responses\":{\"200\":{\"description\":\"The "
	     "caller.\"," SESSION "}," ERROR_ANSWER "}},"
	     "\"post\":{\"operationId\":\"logIn\",\"tags\":[\"api\"],\"security\":[],\"summary\":"
	     "\"Logs a browser "
	     "in: with a key, or with the token of a login link. What a cookie named CSRF holds "
	     "must stand in "
	     "X-API-CSRF.\",\"requestBody\":{\"required\":true," JSON_OF(
		     "{\"type\":\"object\",\"properties\":{\"accessKey\":{\"type\":\"string\"},"
		     "\"secretKey\":"
		     "{\"type\":\"string\"},\"token\":{\"type\":\"string\"}}}") "},"
										"\"responses\":{"
										"\"201\":{"
										"\"description\":"
										"\"The caller; the "
										"session is in a "
										"cookie.\"," SESSION
										"}," ERROR_ANSWER
										"}},"
										"\"delete\":{"
										"\"operationId\":"
										"\"logOut\","
										"\"tags\":[\"api\"]"
										",\"summary\":"
										"\"Ends the "
										"browser's "
										"session, and what "
										"it has "
										"open.\","
										"\"responses\":{"
										"\"200\":{"
										"\"description\":"
										"\"It is "
										"over.\"," JSON_OF(
											"{\"type\":"
											"\"object\""
											"}") "}"
											     "," ERROR_ANSWER
											     "}}}";

static const char CONSOLE[] =
	",\"/console\":{\"get\":{\"operationId\":\"console\",\"tags\":[\"api\"],\"summary\":\"Lua "
	"in the "
	"server, by WebSocket: what `stampede console` "
	"speaks.\",\"responses\":{\"101\":{\"description\":"
	"\"A WebSocket.\"}," ERROR_ANSWER "}}}";

static const char CONTENT[] =
	",\"/images/{id}/content\":{\"parameters\":[{\"$ref\":\"#/components/parameters/api.id\"}],"
	"\"get\":{\"operationId\":\"imageContent\",\"tags\":[\"image\"],\"summary\":\"The bytes of "
	"an image "
	"that was uploaded.\",\"responses\":{\"200\":{\"description\":\"The bytes.\"," BYTES
	"}," ERROR_ANSWER "}}";

static const char UPLOAD[] =
	",\"put\":{\"operationId\":\"uploadImage\",\"tags\":[\"image\"],\"summary\":\"Uploads "
	"them, once.\","
	"\"requestBody\":{\"required\":true," BYTES
	"},\"responses\":{\"200\":{\"description\":\"The image.\"," JSON_OF(
		"{\"$ref\":\"#/components/schemas/image\"}") "}," ERROR_ANSWER "}}";

void openapi_roots(const struct openapi *to)
{
	int is_admin = to->role == ROLE_ADMIN && !to->read_only;
	const struct type *image = openapi_type(to, "image", strlen("image"));

	buf_adds(to->ret, ROOTS);
	buf_adds(to->ret, TICKET);
	buf_adds(to->ret, SESSIONS);
	if (is_admin)
		buf_adds(to->ret, CONSOLE);
	if (!image || !(openapi_resource(to, image) & METHOD_GET))
		return;
	buf_adds(to->ret, CONTENT);
	if (openapi_resource(to, image) & METHOD_PUT)
		buf_adds(to->ret, UPLOAD);
	buf_addc(to->ret, '}');
}

int openapi_explains(const struct openapi *to, const struct type *type)
{
	return type->base->has_table && render_action_count(type, to->role) > 0;
}

/* Error objects, and which status each code has. */
#include "api/errors.h"

#include <string.h>

#include "api/audit.h"
#include "api/methods.h"
#include "base/id.h"
#include "base/log.h"

/* Status text with the capitals that clients of the contract know. */
static const char *status_text(int status)
{
	switch (status) {
	case 400:
		return "Bad Request";
	case 401:
		return "Unauthorized";
	case 403:
		return "Forbidden";
	case 404:
		return "Not Found";
	case 405:
		return "Method not allowed";
	case 409:
		return "Conflict";
	case 412:
		return "Precondition Failed";
	case 413:
		return "Request Entity Too Long";
	case 422:
		return "Unprocessable Entity";
	case 503:
		return "Service Unavailable";
	case 504:
		return "Gateway Timeout";
	default:
		return "Internal Server Error";
	}
}

static int tag_is(const struct error *err, const char *tag)
{
	return strcmp(err->tag, tag) == 0;
}

static int status_of(const struct error *err)
{
	if (tag_is(err, "InvalidBodyContent") || tag_is(err, "Bad Request"))
		return 400;
	if (tag_is(err, "Precondition Failed"))
		return 412;
	if (tag_is(err, "Request Entity Too Long"))
		return 413;
	if (tag_is(err, "Unauthorized"))
		return 401;
	if (tag_is(err, "InvalidCSRFToken"))
		return 403;
	if (tag_is(err, "TooManyRequests"))
		return 429;
	if (tag_is(err, "ExternalServiceUnavailable"))
		return 503;
	/* The database's word for it; on the wire it is a fault of the input like the others. */
	if (tag_is(err, "NotUnique"))
		return 422;
	return error_status(err->code);
}

/* Codes of what was asked for as a whole: they name no field, and are their own message. */
static int is_bare_code(const struct error *err)
{
	return strncmp(err->tag, "Port", 4) == 0 || tag_is(err, "InvalidImageInstanceKind") ||
	       tag_is(err, "NetworkIdsSubnetIdsMutuallyExclusive");
}

/* Codes about one input field; only these carry the key fieldName. */
static int is_validation(const struct error *err, int status)
{
	return err->tag[0] && !is_bare_code(err) && (status == 422 || err->field[0]);
}

int errors_render(const struct error *err, const char *id, struct buf *ret)
{
	int status = status_of(err), internal = status >= 500 && status != 503 && status != 504;
	const char *code = err->tag[0] ? err->tag : status_text(status);

	buf_addf(ret, "{\"id\":\"%s\",\"type\":\"error\",\"links\":{},\"actions\":{},\"status\":%d",
		 id, status);
	buf_json_key(ret, "code");
	buf_json_string(ret, code);
	buf_json_key(ret, "message");
	buf_json_string(ret, is_validation(err, status) && err->field[0] ? NULL : code);
	buf_json_key(ret, "detail");
	buf_json_string(ret, internal || !err->text[0] ? NULL : err->text);
	if (is_validation(err, status)) {
		buf_json_key(ret, "fieldName");
		buf_json_string(ret, err->field[0] ? err->field : NULL);
	}
	buf_addc(ret, '}');
	return status;
}

void errors_reply(struct call *call, const struct error *err)
{
	struct buf body = {0};
	char id[UUID_LEN + 1];
	int status;

	id_uuid(id);
	status = errors_render(err, id, &body);
	if (status == 500)
		log_error("api", "request failed", "id=%s method=%s path=%s error=\"%s\"", id,
			  call->request->method, call->request->path, err->text);
	/* A browser would open its own prompt, and keep what is typed there: it has /v1/session. */
	if (status == 401 && !call->is_browser)
		http_add_header(call->request, "WWW-Authenticate",
				"Basic realm=\"Enter API access key and secret key as username and "
				"password\"");
	if (status == 405)
		methods_header(call);
	audit_refused(call, status, err);
	call_reply(call, status, &body);
}

void errors_status(struct call *call, int status)
{
	struct error err = {0};

	switch (status) {
	case 400:
		error_field(&err, ERROR_INVALID, "Bad Request", NULL, "%s", "");
		break;
	case 401:
		error_field(&err, ERROR_DENIED, "Unauthorized", NULL, "%s", "");
		break;
	case 403:
		err.code = ERROR_DENIED;
		break;
	case 404:
		err.code = ERROR_NOT_FOUND;
		break;
	case 405:
		err.code = ERROR_UNSUPPORTED;
		break;
	case 409:
		err.code = ERROR_CONFLICT;
		break;
	case 413:
		error_field(&err, ERROR_INVALID, "Request Entity Too Long", NULL, "%s", "");
		break;
	case 503:
		err.code = ERROR_UNAVAILABLE;
		break;
	default:
		err.code = ERROR_INTERNAL;
		break;
	}
	errors_reply(call, &err);
}

int errors_set(struct error *err, const char *tag, const char *field)
{
	return error_field(err, ERROR_INVALID, tag, field, "%s", "");
}

/* Errors: one table for words and HTTP statuses. */
#include "base/error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char *name;
	int status;
} codes[ERROR_CODE_MAX] = {
	[ERROR_NONE] = {"none", 200},
	[ERROR_INVALID] = {"invalid", 422},
	[ERROR_NOT_FOUND] = {"not_found", 404},
	[ERROR_CONFLICT] = {"conflict", 409},
	[ERROR_DENIED] = {"denied", 403},
	[ERROR_UNSUPPORTED] = {"unsupported", 405},
	[ERROR_UNAVAILABLE] = {"unavailable", 503},
	[ERROR_TIMEOUT] = {"timeout", 504},
	[ERROR_CANCELLED] = {"cancelled", 409},
	[ERROR_INTERNAL] = {"internal", 500},
};

static void fill(struct error *err, enum error_code code, const char *tag, const char *field,
		 const char *format, va_list args)
{
	char text[sizeof(err->text)];

	/* Formatted aside first: the arguments may point into *err itself. */
	vsnprintf(text, sizeof(text), format, args);
	memcpy(err->text, text, sizeof(text));
	err->code = code;
	snprintf(err->tag, sizeof(err->tag), "%s", tag ? tag : "");
	snprintf(err->field, sizeof(err->field), "%s", field ? field : "");
}

int error_set(struct error *err, enum error_code code, const char *format, ...)
{
	va_list args;

	if (!err)
		return -1;
	va_start(args, format);
	fill(err, code, NULL, NULL, format, args);
	va_end(args);
	return -1;
}

int error_field(struct error *err, enum error_code code, const char *tag, const char *field,
		const char *format, ...)
{
	va_list args;

	if (!err)
		return -1;
	va_start(args, format);
	fill(err, code, tag, field, format, args);
	va_end(args);
	return -1;
}

int error_wrap(struct error *err, const char *format, ...)
{
	char outer[sizeof(err->text)], both[sizeof(err->text)];
	va_list args;
	size_t len;

	if (!err)
		return -1;
	va_start(args, format);
	vsnprintf(outer, sizeof(outer), format, args);
	va_end(args);
	snprintf(both, sizeof(both), "%s: ", outer);
	len = strlen(both);
	snprintf(both + len, sizeof(both) - len, "%s", err->text);
	memcpy(err->text, both, sizeof(both));
	return -1;
}

int error_errno(struct error *err, const char *format, ...)
{
	int number = errno;
	enum error_code code = ERROR_INTERNAL;
	va_list args;
	size_t len;

	if (!err)
		return -1;
	switch (number) {
	case ENOENT:
		code = ERROR_NOT_FOUND;
		break;
	case EACCES:
	case EPERM:
		code = ERROR_DENIED;
		break;
	case EEXIST:
		code = ERROR_CONFLICT;
		break;
	case ETIMEDOUT:
		code = ERROR_TIMEOUT;
		break;
	case ENOSPC:
	case EDQUOT:
	case ECONNREFUSED:
	case ECONNRESET:
	case EPIPE:
	case EAGAIN:
	case EMFILE:
	case ENFILE:
		code = ERROR_UNAVAILABLE;
		break;
	default:
		break;
	}
	va_start(args, format);
	fill(err, code, NULL, NULL, format, args);
	va_end(args);
	len = strlen(err->text);
	snprintf(err->text + len, sizeof(err->text) - len, ": %s", strerror(number));
	return -1;
}

const char *error_name(enum error_code code)
{
	return (unsigned)code < ERROR_CODE_MAX ? codes[code].name : "internal";
}

enum error_code error_from_name(const char *name)
{
	for (int i = 1; name && i < ERROR_CODE_MAX; i++)
		if (strcmp(codes[i].name, name) == 0)
			return i;
	return ERROR_INTERNAL;
}

int error_status(enum error_code code)
{
	return (unsigned)code < ERROR_CODE_MAX ? codes[code].status : 500;
}

int error_is_transient(enum error_code code)
{
	return code == ERROR_UNAVAILABLE || code == ERROR_TIMEOUT;
}

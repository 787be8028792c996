/* Reading JSON in place. The checker is strict, so that the walkers may trust what they see. */
#include "base/json.h"

#include <string.h>

struct check {
	const unsigned char *start, *at, *end;
	int depth;
	struct error *err;
};

static int bad(struct check *check, const char *what)
{
	return error_set(check->err, ERROR_INVALID, "JSON is wrong at byte %zu: %s",
			 (size_t)(check->at - check->start), what);
}

static void skip_space(struct check *check)
{
	while (check->at < check->end && (*check->at == ' ' || *check->at == '\t' ||
					  *check->at == '\n' || *check->at == '\r'))
		check->at++;
}

static int hex4(const unsigned char *at, unsigned *ret)
{
	unsigned value = 0;

	for (int i = 0; i < 4; i++) {
		unsigned char c = at[i];

		value <<= 4;
		if (c >= '0' && c <= '9')
			value |= c - '0';
		else if (c >= 'a' && c <= 'f')
			value |= c - 'a' + 10u;
		else if (c >= 'A' && c <= 'F')
			value |= c - 'A' + 10u;
		else
			return -1;
	}
	*ret = value;
	return 0;
}

/* RFC 3629, one sequence of two bytes or more. */
static int check_utf8(struct check *check)
{
	const unsigned char *at = check->at;
	size_t left = (size_t)(check->end - at), len;
	unsigned char low = 0x80, high = 0xbf;

	if (at[0] >= 0xc2 && at[0] <= 0xdf) {
		len = 2;
	} else if (at[0] >= 0xe0 && at[0] <= 0xef) {
		len = 3;
		low = at[0] == 0xe0 ? 0xa0 : 0x80;
		high = at[0] == 0xed ? 0x9f : 0xbf;
	} else if (at[0] >= 0xf0 && at[0] <= 0xf4) {
		len = 4;
		low = at[0] == 0xf0 ? 0x90 : 0x80;
		high = at[0] == 0xf4 ? 0x8f : 0xbf;
	} else {
		return bad(check, "not UTF-8");
	}
	if (len > left || at[1] < low || at[1] > high)
		return bad(check, "not UTF-8");
	for (size_t i = 2; i < len; i++)
		if ((at[i] & 0xc0) != 0x80)
			return bad(check, "not UTF-8");
	check->at += len;
	return 0;
}

static int check_escape(struct check *check)
{
	unsigned code, low;

	check->at++;
	if (check->at >= check->end)
		return bad(check, "ends inside a string");
	if (*check->at != 'u') {
		if (!*check->at || !strchr("\"\\/bfnrt", *check->at))
			return bad(check, "unknown escape");
		check->at++;
		return 0;
	}
	if (check->end - check->at < 5 || hex4(check->at + 1, &code) < 0)
		return bad(check, "\\u wants four hex digits");
	check->at += 5;
	if (code >= 0xdc00 && code <= 0xdfff)
		return bad(check, "half a surrogate pair");
	if (code >= 0xd800 && code <= 0xdbff) {
		if (check->end - check->at < 6 || check->at[0] != '\\' || check->at[1] != 'u' ||
		    hex4(check->at + 2, &low) < 0 || low < 0xdc00 || low > 0xdfff)
			return bad(check, "half a surrogate pair");
		check->at += 6;
	}
	/* A NUL would cut C strings short further in. */
	return code ? 0 : bad(check, "\\u0000 is not taken");
}

static int check_string(struct check *check)
{
	check->at++;
	for (;;) {
		while (check->at < check->end && *check->at >= 0x20 && *check->at < 0x80 &&
		       *check->at != '"' && *check->at != '\\')
			check->at++;
		if (check->at >= check->end)
			return bad(check, "ends inside a string");
		if (*check->at == '"') {
			check->at++;
			return 0;
		}
		if (*check->at == '\\') {
			if (check_escape(check) < 0)
				return -1;
		} else if (*check->at < 0x20) {
			return bad(check, "control character in a string");
		} else if (check_utf8(check) < 0) {
			return -1;
		}
	}
}

static int digits(struct check *check)
{
	const unsigned char *start = check->at;

	while (check->at < check->end && *check->at >= '0' && *check->at <= '9')
		check->at++;
	return check->at > start;
}

static int check_number(struct check *check)
{
	if (*check->at == '-')
		check->at++;
	if (check->at < check->end && *check->at == '0')
		check->at++;
	else if (!digits(check))
		return bad(check, "not a value");
	if (check->at < check->end && *check->at == '.') {
		check->at++;
		if (!digits(check))
			return bad(check, "a number ends at its point");
	}
	if (check->at < check->end && (*check->at == 'e' || *check->at == 'E')) {
		check->at++;
		if (check->at < check->end && (*check->at == '+' || *check->at == '-'))
			check->at++;
		if (!digits(check))
			return bad(check, "a number ends at its exponent");
	}
	return 0;
}

static int check_word(struct check *check, const char *word)
{
	size_t len = strlen(word);

	if ((size_t)(check->end - check->at) < len || memcmp(check->at, word, len) != 0)
		return bad(check, "not a value");
	check->at += len;
	return 0;
}

static int check_value(struct check *check, int depth);

static int check_members(struct check *check, int depth, char close)
{
	check->at++;
	skip_space(check);
	if (check->at < check->end && *check->at == (unsigned char)close) {
		check->at++;
		return 0;
	}
	for (;;) {
		if (close == '}') {
			skip_space(check);
			if (check->at >= check->end || *check->at != '"')
				return bad(check, "a member wants a name in quotes");
			if (check_string(check) < 0)
				return -1;
			skip_space(check);
			if (check->at >= check->end || *check->at != ':')
				return bad(check, "':' is missing");
			check->at++;
		}
		if (check_value(check, depth) < 0)
			return -1;
		skip_space(check);
		if (check->at >= check->end)
			return bad(check, "cut off");
		if (*check->at == (unsigned char)close) {
			check->at++;
			return 0;
		}
		if (*check->at != ',')
			return bad(check, "',' is missing");
		check->at++;
	}
}

static int check_value(struct check *check, int depth)
{
	skip_space(check);
	if (check->at >= check->end)
		return bad(check, "cut off");
	switch (*check->at) {
	case '{':
	case '[':
		if (depth >= check->depth)
			return bad(check, "too deep");
		return check_members(check, depth + 1, *check->at == '{' ? '}' : ']');
	case '"':
		return check_string(check);
	case 't':
		return check_word(check, "true");
	case 'f':
		return check_word(check, "false");
	case 'n':
		return check_word(check, "null");
	default:
		return check_number(check);
	}
}

int json_check(const char *text, size_t len, int depth, struct error *err)
{
	struct check check = {
		.start = (const unsigned char *)text,
		.at = (const unsigned char *)text,
		.end = (const unsigned char *)text + len,
		.depth = depth,
		.err = err,
	};

	if (check_value(&check, 0) < 0)
		return -1;
	skip_space(&check);
	if (check.at < check.end)
		return bad(&check, "something stands behind the value");
	return 0;
}

/* --- Walking checked text ----------------------------------------------------------------- */

static const char *space(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r'))
		at++;
	return at;
}

/* Behind the closing quote: the first one with an even number of backslashes before it. */
static const char *string_end(const char *at, const char *end)
{
	const char *begin = ++at;

	for (;;) {
		const char *quote = memchr(at, '"', (size_t)(end - at)), *back;

		if (!quote)
			return end;
		for (back = quote; back > begin && back[-1] == '\\'; back--)
			;
		at = quote + 1;
		if ((quote - back) % 2 == 0)
			return at;
	}
}

static const char *value_end(const char *at, const char *end)
{
	int depth = 0;

	if (at < end && *at == '"')
		return string_end(at, end);
	if (at < end && (*at == '{' || *at == '[')) {
		while (at < end) {
			if (*at == '"') {
				at = string_end(at, end);
				continue;
			}
			if (*at == '{' || *at == '[')
				depth++;
			else if ((*at == '}' || *at == ']') && --depth == 0)
				return at + 1;
			at++;
		}
		return end;
	}
	while (at < end && *at != ',' && *at != '}' && *at != ']' && *at != ' ' && *at != '\t' &&
	       *at != '\n' && *at != '\r')
		at++;
	return at;
}

void json_iter_start(struct json_iter *iter, struct span value)
{
	iter->at = iter->end = NULL;
	iter->is_object = 0;
	if (!value.at)
		return;
	iter->end = value.at + value.len;
	iter->at = space(value.at, iter->end);
	if (iter->at < iter->end && (*iter->at == '{' || *iter->at == '[')) {
		iter->is_object = *iter->at == '{';
		iter->at++;
	} else {
		iter->at = iter->end;
	}
}

int json_iter_next(struct json_iter *iter, struct span *key, struct span *value)
{
	const char *at = space(iter->at, iter->end), *stop;

	if (at < iter->end && *at == ',')
		at = space(at + 1, iter->end);
	if (at >= iter->end || *at == '}' || *at == ']')
		return 0;
	if (iter->is_object) {
		stop = string_end(at, iter->end);
		if (key) {
			key->at = at + 1;
			key->len = (size_t)(stop - at) - 2;
		}
		at = space(stop, iter->end);
		at = space(at + 1, iter->end);
	} else if (key) {
		key->at = NULL;
		key->len = 0;
	}
	stop = value_end(at, iter->end);
	if (value) {
		value->at = at;
		value->len = (size_t)(stop - at);
	}
	iter->at = stop;
	return 1;
}

struct span span_of(const char *text)
{
	return (struct span){text, text ? strlen(text) : 0};
}

int span_is(struct span span, const char *text)
{
	return span.at && strlen(text) == span.len && memcmp(span.at, text, span.len) == 0;
}

static struct span get(struct span object, const char *name, size_t len)
{
	struct json_iter iter;
	struct span key, value;

	json_iter_start(&iter, object);
	if (iter.is_object)
		while (json_iter_next(&iter, &key, &value))
			if (key.len == len && memcmp(key.at, name, len) == 0)
				return value;
	return (struct span){NULL, 0};
}

struct span json_get(struct span object, const char *key)
{
	return get(object, key, strlen(key));
}

struct span json_path(struct span object, const char *path)
{
	for (;;) {
		size_t len = strcspn(path, ".");

		object = get(object, path, len);
		if (!object.at || !path[len])
			return object;
		path += len + 1;
	}
}

static int first_is(struct span value, char c)
{
	return value.at && value.len && *value.at == c;
}

int json_is_string(struct span value)
{
	return first_is(value, '"');
}

int json_is_object(struct span value)
{
	return first_is(value, '{');
}

int json_is_array(struct span value)
{
	return first_is(value, '[');
}

int json_is_null(struct span value)
{
	return !value.at || span_is(value, "null");
}

int json_is_true(struct span value)
{
	return span_is(value, "true");
}

static void add_utf8(struct buf *buf, unsigned code)
{
	if (code < 0x80) {
		buf_addc(buf, (char)code);
	} else if (code < 0x800) {
		buf_addc(buf, (char)(0xc0 | code >> 6));
		buf_addc(buf, (char)(0x80 | (code & 0x3f)));
	} else if (code < 0x10000) {
		buf_addc(buf, (char)(0xe0 | code >> 12));
		buf_addc(buf, (char)(0x80 | (code >> 6 & 0x3f)));
		buf_addc(buf, (char)(0x80 | (code & 0x3f)));
	} else {
		buf_addc(buf, (char)(0xf0 | code >> 18));
		buf_addc(buf, (char)(0x80 | (code >> 12 & 0x3f)));
		buf_addc(buf, (char)(0x80 | (code >> 6 & 0x3f)));
		buf_addc(buf, (char)(0x80 | (code & 0x3f)));
	}
}

int json_string(struct span value, struct buf *ret)
{
	const char *at, *end, *plain;

	if (!json_is_string(value) || value.len < 2)
		return -1;
	at = value.at + 1;
	end = value.at + value.len - 1;
	buf_room(ret, value.len)[0] = '\0';
	while (at < end) {
		static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
		const char *which;
		unsigned code, low;

		plain = at;
		while (at < end && *at != '\\')
			at++;
		buf_add(ret, plain, (size_t)(at - plain));
		if (at + 1 >= end)
			break;
		at++;
		which = strchr(from, *at);
		if (which) {
			buf_addc(ret, to[which - from]);
			at++;
			continue;
		}
		if (end - at < 5 || hex4((const unsigned char *)at + 1, &code) < 0)
			return -1;
		at += 5;
		if (code >= 0xd800 && code <= 0xdbff && end - at >= 6 &&
		    hex4((const unsigned char *)at + 2, &low) == 0) {
			code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
			at += 6;
		}
		add_utf8(ret, code);
	}
	return 0;
}

int json_int(struct span value, int64_t *ret)
{
	const char *at = value.at, *end = value.at + value.len;
	uint64_t total = 0, limit = INT64_MAX;
	int negative = 0;

	if (!value.at)
		return -1;
	if (json_is_string(value)) {
		at++;
		end--;
	}
	if (at < end && *at == '-') {
		negative = 1;
		limit++;
		at++;
	}
	if (at >= end)
		return -1;
	for (; at < end; at++) {
		unsigned digit;

		if (*at < '0' || *at > '9')
			return -1;
		digit = (unsigned)(*at - '0');
		if (total > (limit - digit) / 10)
			return -1;
		total = total * 10 + digit;
	}
	*ret = negative ? (int64_t)(0 - total) : (int64_t)total;
	return 0;
}

void json_one_line(struct span value, struct buf *ret)
{
	const char *at = value.at, *end = at + value.len;

	/* In a checked value they stand between tokens only. */
	while (at < end) {
		const char *lf = memchr(at, '\n', (size_t)(end - at));
		const char *stop = lf ? lf : end, *cr = memchr(at, '\r', (size_t)(stop - at));

		stop = cr ? cr : stop;
		buf_add(ret, at, (size_t)(stop - at));
		at = stop + 1;
	}
}

/* Obfuscated ids. Kept free of the model, so that both directions are plain text work. */
#include "api/ids.h"

#include <string.h>

static int is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Digits only, no sign, no leading garbage, fits an int64. */
static int parse_number(const char *text, size_t len, int64_t *ret)
{
	uint64_t value = 0;

	if (len == 0 || len > 18)
		return -1;
	for (size_t i = 0; i < len; i++) {
		if (!is_digit(text[i]))
			return -1;
		value = value * 10 + (uint64_t)(text[i] - '0');
	}
	*ret = (int64_t)value;
	return 0;
}

int ids_parse(const char *text, size_t len, int plain, int64_t *ret)
{
	size_t i = 1;

	if (plain)
		return parse_number(text, len, ret);
	if (len < 3 || text[0] != '1')
		return -1;
	while (i < len && is_lower(text[i]))
		i++;
	if (i == 1)
		return -1;
	return parse_number(text + i, len - i, ret);
}

struct span ids_parse_name(const char *text, size_t len)
{
	struct span none = {NULL, 0};
	size_t i = 1;

	if (len == 0)
		return none;
	if (!is_digit(text[0]))
		return (struct span){text, len};
	if (text[0] != '1')
		return none;
	while (i < len && is_lower(text[i]))
		i++;
	if (i == 1 || i >= len || text[i] != '!' || i + 1 == len)
		return none;
	return (struct span){text + i + 1, len - i - 1};
}

void ids_add(struct buf *buf, const char *prefix, int64_t id)
{
	if (prefix)
		buf_adds(buf, prefix);
	buf_add_int(buf, id);
}

void ids_json(struct buf *buf, const char *prefix, int64_t id)
{
	buf_addc(buf, '"');
	ids_add(buf, prefix, id);
	buf_addc(buf, '"');
}

void ids_add_name(struct buf *buf, const char *prefix, const char *name)
{
	if (prefix) {
		buf_adds(buf, prefix);
		buf_addc(buf, '!');
	}
	buf_adds(buf, name);
}

void ids_prefix(const char *type, char ret[16])
{
	size_t len = 0;

	ret[len++] = '1';
	for (size_t i = 0; type[i] && len < 15; i++) {
		char c = type[i];

		if (c >= 'A' && c <= 'Z')
			ret[len++] = (char)(c - 'A' + 'a');
		else if (i == 0)
			ret[len++] = c;
	}
	ret[len] = 0;
}

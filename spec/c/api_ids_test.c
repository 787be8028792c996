/* Wire ids both ways. */
#include "api/ids.h"

#include "base/auto.h"
#include "check.h"

static int64_t parse(const char *text, int plain)
{
	int64_t id = -1;

	return ids_parse(text, strlen(text), plain, &id) < 0 ? -1 : id;
}

static void check_name(const char *text, const char *want)
{
	struct span name = ids_parse_name(text, strlen(text));

	if (want)
		CHECK(name.at && name.len == strlen(want) && memcmp(name.at, want, name.len) == 0);
	else
		CHECK(!name.at);
}

static void check_prefix(const char *type, const char *want)
{
	char prefix[16];

	ids_prefix(type, prefix);
	CHECK_STR(prefix, want);
}

int main(void)
{
	AUTO(buf_done) struct buf buf = {0};

	CHECK_INT(parse("1i5", 0), 5);
	CHECK_INT(parse("1x5", 0), 5);
	CHECK_INT(parse("1ihm123456789012", 0), 123456789012);
	/* Digits alone, no digits, upper case, signs, spaces, overflow: nothing. */
	CHECK_INT(parse("5", 0), -1);
	CHECK_INT(parse("11", 0), -1);
	CHECK_INT(parse("1", 0), -1);
	CHECK_INT(parse("", 0), -1);
	CHECK_INT(parse("1i", 0), -1);
	CHECK_INT(parse("1I5", 0), -1);
	CHECK_INT(parse("i5", 0), -1);
	CHECK_INT(parse("1i-5", 0), -1);
	CHECK_INT(parse("1i5 ", 0), -1);
	CHECK_INT(parse("1i99999999999999999999", 0), -1);
	CHECK_INT(parse("5", 1), 5);
	CHECK_INT(parse("1i5", 1), -1);
	CHECK_INT(parse("", 1), -1);

	check_name("1pd!instance.start", "instance.start");
	check_name("instance.start", "instance.start");
	check_name("1pd!", NULL);
	check_name("1pd", NULL);
	check_name("11", NULL);
	check_name("", NULL);

	ids_json(&buf, "1i", 5);
	CHECK_STR(buf.data, "\"1i5\"");
	buf_clear(&buf);
	ids_json(&buf, NULL, 5);
	CHECK_STR(buf.data, "\"5\"");
	buf_clear(&buf);
	ids_add_name(&buf, "1pd", "instance.start");
	CHECK_STR(buf.data, "1pd!instance.start");

	check_prefix("instance", "1i");
	check_prefix("instanceHostMap", "1ihm");
	check_prefix("externalHandlerExternalHandlerProcessMap", "1ehehpm");
	return check_end();
}

/* base: errors, buffers, JSON in place, ids, time, sealed secrets. */
#include <sys/stat.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/json.h"
#include "base/library.h"
#include "base/memory.h"
#include "base/seal.h"
#include "check.h"

static void test_error(void)
{
	struct error err = {0};

	CHECK_INT(
		error_field(&err, ERROR_INVALID, "MissingRequired", "imageUuid", "%s", "no image"),
		-1);
	CHECK_INT(error_wrap(&err, "create '%s'", "web"), -1);
	CHECK_STR(err.text, "create 'web': no image");
	CHECK_STR(err.field, "imageUuid");
	CHECK_INT(error_status(err.code), 422);
	for (int i = 1; i < ERROR_CODE_MAX; i++)
		CHECK_INT(error_from_name(error_name(i)), i);
	CHECK(error_is_transient(ERROR_TIMEOUT) && !error_is_transient(ERROR_CONFLICT));
}

static void test_buf(void)
{
	AUTO(buf_done) struct buf buf = {0};

	buf_addc(&buf, '{');
	buf_json_key(&buf, "a");
	buf_add_int(&buf, INT64_MIN);
	buf_json_key(&buf, "b");
	buf_json_string(&buf, "x\"\\\n\x01\xc3\xa4\xff");
	buf_json_key(&buf, "c");
	buf_json_string(&buf, NULL);
	buf_addc(&buf, '}');
	CHECK_STR(buf.data,
		  "{\"a\":-9223372036854775808,\"b\":\"x\\\"\\\\\\n\\u0001\xc3\xa4\xef\xbf\xbd\","
		  "\"c\":null}");
	CHECK_INT(json_check(buf.data, buf.len, 4, NULL), 0);

	/* What is kept costs what it holds, and can still be added to. */
	buf_fit(&buf);
	CHECK_INT((int)buf.cap, (int)buf.len + 1);
	buf_addc(&buf, '!');
	CHECK_INT(buf.data[buf.len - 1] == '!' && buf.data[buf.len] == '\0', 1);
	CHECK_INT(buf.cap > buf.len, 1);
}

static void test_json_check(void)
{
	static const char *const good[] = {"0",   "-1.5e+3",          "\"\\ud83d\\ude00\"",
					   "[]",  " {\"a\":[1,{}]} ", "\"\xf0\x9f\x98\x80\"",
					   "null"};
	static const char *const wrong[] = {"",
					    "01",
					    "1.",
					    "1e",
					    "+1",
					    "nul",
					    "[1,]",
					    "{\"a\"}",
					    "{a:1}",
					    "\"\\x\"",
					    "\"\\ud83d\"",
					    "\"\\u0000\"",
					    "\"a\nb\"",
					    "[1] 2",
					    "\"\xc0\x80\"",
					    "\"\xed\xa0\x80\"",
					    "\"\xf4\x90\x80\x80\"",
					    "{",
					    "\"abc",
					    "[[[[[1]]]]]",
					    "\"\\",
					    "-"};
	struct error err;

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		CHECK_INT(json_check(good[i], strlen(good[i]), 4, &err), 0);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		CHECK_INT(json_check(wrong[i], strlen(wrong[i]), 4, &err), -1);
	/* Every cut of a valid text is refused, and none reads past its end. */
	for (size_t cut = 0; cut < strlen(good[4]) - 1; cut++) {
		char *exact = malloc(cut ? cut : 1);

		memcpy(exact, good[4], cut);
		CHECK_INT(json_check(exact, cut, 4, &err), -1);
		free(exact);
	}
}

static void test_json_walk(void)
{
	struct span doc = span_of(
		"{ \"name\" : \"a\\\"}b\", \"n\":-12, \"data\":{\"fields\":{\"x\":[1,\"2\",{}]}}, "
		"\"t\":true,\"z\":null}");
	AUTO(buf_done) struct buf text = {0};
	struct json_iter iter;
	struct span key, value;
	int64_t number;
	int count = 0;

	json_iter_start(&iter, doc);
	while (json_iter_next(&iter, &key, &value))
		count++;
	CHECK_INT(count, 5);
	CHECK_INT(json_string(json_get(doc, "name"), &text), 0);
	CHECK_STR(text.data, "a\"}b");
	CHECK_INT(json_int(json_get(doc, "n"), &number), 0);
	CHECK_INT(number, -12);
	CHECK(span_is(json_path(doc, "data.fields.x"), "[1,\"2\",{}]"));
	CHECK(json_path(doc, "data.nothing.x").at == NULL);
	CHECK(json_is_true(json_get(doc, "t")) && json_is_null(json_get(doc, "z")) &&
	      json_is_null(json_get(doc, "no")));
	CHECK_INT(json_int(span_of("9223372036854775807"), &number), 0);
	CHECK_INT(json_int(span_of("9223372036854775808"), &number), -1);
	CHECK_INT(json_int(span_of("\"42\""), &number), 0);
	CHECK_INT(json_int(span_of("1.5"), &number), -1);
	buf_clear(&text);
	CHECK_INT(json_string(span_of("\"\\u00e4\\ud83d\\ude00\\/\""), &text), 0);
	CHECK_STR(text.data, "\xc3\xa4\xf0\x9f\x98\x80/");
	buf_clear(&text);
	json_one_line(span_of("{\r\n \"a\":\n[1,\r2]\n}\n"), &text);
	CHECK_STR(text.data, "{ \"a\":[1,2]}");
}

static void test_id(void)
{
	char a[UUID_LEN + 1], b[UUID_LEN + 1], key[21], secret[41];

	id_uuid(a);
	id_uuid(b);
	CHECK_INT(strlen(a), UUID_LEN);
	CHECK(strcmp(a, b) != 0 && a[14] == '4');
	id_access_key(key);
	CHECK_INT(strspn(key, "0123456789ABCDEF"), 20);
	id_secret(secret);
	CHECK_INT(strlen(secret), 40);
	CHECK(!strpbrk(secret, "O0lI+/="));
	CHECK(id_equal("same", "same") && !id_equal("same", "samE") && !id_equal("a", "") &&
	      !id_equal("", "a") && !id_equal("ab", "abab") && id_equal("", ""));
}

static void test_clock(void)
{
	char text[21];
	int64_t ms;

	clock_iso(1408744595999, text);
	CHECK_STR(text, "2014-08-22T21:56:35Z");
	CHECK_INT(clock_parse_iso(text, &ms), 0);
	CHECK_INT(ms, 1408744595000);
	CHECK_INT(clock_parse_iso("2014-02-30T00:00:00Z", &ms), -1);
	CHECK_INT(clock_parse_iso("2014-2-03T00:00:00Z", &ms), -1);
	CHECK_INT(clock_parse_iso("2016-02-29T23:59:59Z", &ms), 0);
	clock_iso(0, text);
	CHECK_STR(text, "1970-01-01T00:00:00Z");
	clock_iso(-1, text);
	CHECK_STR(text, "1969-12-31T23:59:59Z");
}

static void test_seal(const char *dir)
{
	AUTO(buf_done) struct buf path = {0}, sealed = {0}, again = {0}, clear = {0};
	struct error err = {0};
	struct seal *seal, *other;
	struct stat info;

	buf_addf(&path, "%s/secret.key", dir);
	seal = seal_new(path.data, &err);
	CHECK(seal != NULL);
	CHECK(stat(path.data, &info) == 0 && (info.st_mode & 0777) == 0600);
	for (int len = 0; len < 70; len++) {
		char text[71];

		memset(text, 'a' + len % 26, sizeof(text));
		text[len] = '\0';
		buf_clear(&sealed);
		buf_clear(&clear);
		CHECK_INT(seal_close(seal, text, &sealed, &err), 0);
		CHECK(len < 4 || !strstr(sealed.data, text));
		CHECK_INT(seal_open(seal, sealed.data, sealed.len, &clear, &err), 0);
		CHECK_STR(clear.data, text);
	}
	seal_free(seal);
	other = seal_new(path.data, &err); /* the same file opens what was sealed before */
	buf_clear(&clear);
	CHECK_INT(seal_open(other, sealed.data, sealed.len, &clear, &err), 0);
	sealed.data[sealed.len - 8] ^= 1;
	CHECK_INT(seal_open(other, sealed.data, sealed.len, &again, &err), -1);
	buf_clear(&clear);
	CHECK_INT(seal_open(other, "plain", 5, &clear, &err), 0);
	CHECK_STR(clear.data, "plain");
	seal_free(other);
	chmod(path.data, 0644);
	CHECK(seal_new(path.data, &err) == NULL);
	CHECK_INT(err.code, ERROR_DENIED);
	unlink(path.data);
}

/* Kilobytes of files that are in our memory. */
static long file_memory(void)
{
	char line[200];
	long kb = 0;
	FILE *file = fopen("/proc/self/status", "re");

	while (file && fgets(line, sizeof(line), file))
		sscanf(line, "RssFile: %ld", &kb);
	if (file)
		fclose(file);
	return kb;
}

static void test_rest(char *dir)
{
	long before = file_memory(), after;

	library_rest();
	after = file_memory();
	CHECK(before > 0 && after < before - before / 4);
	test_buf(); /* all that was let go of comes back by itself */
	test_seal(dir);
}

/* What is free is given back; not of a large heap, unless nobody waits. */
static void test_trim(void)
{
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
	enum { PIECES = 100000, SIZE = 1000 };
	char **pieces = calloc(PIECES, sizeof(*pieces));

	for (int i = 0; i < PIECES; i++)
		pieces[i] = memset(malloc(SIZE), 'x', SIZE);
	for (int i = 0; i < PIECES - 1; i++) /* the last one keeps the heap as high as it is */
		free(pieces[i]);
	CHECK(memory_resident() > 80 << 20);
	memory_trim(0);
	CHECK(memory_resident() > 80 << 20);
	memory_trim(1);
	CHECK(memory_resident() < 40 << 20);
	free(pieces[PIECES - 1]);
	free(pieces);
#endif
}

int main(void)
{
	char dir[] = "/tmp/base_test.XXXXXX";

	if (!mkdtemp(dir))
		return 1;
	test_error();
	test_buf();
	test_json_check();
	test_json_walk();
	test_id();
	test_clock();
	test_seal(dir);
	test_rest(dir);
	test_trim();
	rmdir(dir);
	return check_end();
}

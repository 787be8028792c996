/*
 * Drives a target without libFuzzer, the same way every time: RUNS DIRECTORY... - each file of the
 * directories as it is, then RUNS inputs made from them, from a fixed seed. Ends with "N passed, 0
 * failed"; a broken promise aborts, and the input that broke it lies in ./crash-NAME.
 */
#include <dirent.h>
#include <signal.h>
#include <unistd.h>

#include "fuzz.h"

#define INPUT_MAX 4096

struct input {
	uint8_t *data;
	size_t size;
};

static struct input *inputs;
static size_t count;
static uint64_t state = 20261126;
static uint8_t now[INPUT_MAX * 2];
static size_t now_size;

static unsigned dice(unsigned n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return n ? (unsigned)(state >> 33) % n : 0;
}

static void read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *data = malloc(1 << 20);

	MUST(file != NULL);
	inputs = realloc(inputs, (count + 1) * sizeof(*inputs));
	inputs[count].size = fread(data, 1, 1 << 20, file);
	inputs[count++].data = data;
	fclose(file);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void read_directory(const char *path)
{
	DIR *directory = opendir(path);
	char *names[4096], full[4096];
	int n = 0;

	if (!directory)
		return;
	for (struct dirent *one; (one = readdir(directory)) && n < 4096;)
		if (one->d_name[0] != '.')
			names[n++] = strdup(one->d_name);
	closedir(directory);
	qsort(names, (size_t)n, sizeof(*names), by_name);
	for (int i = 0; i < n; i++) {
		snprintf(full, sizeof(full), "%s/%s", path, names[i]);
		read_file(full);
		free(names[i]);
	}
}

static void mutate(void)
{
	static const char *const pieces[] = {"\"",
					     "{",
					     "}",
					     "[",
					     "]",
					     "\\u0000",
					     "%00",
					     "%",
					     "&",
					     "=",
					     "null",
					     "1e999",
					     "-9223372036854775809",
					     "\r\n",
					     "\r\n\r\n",
					     "--",
					     "\xff",
					     "\xf0\x9f\x98\x80",
					     "1i1",
					     "_null",
					     "%f()",
					     "%b()",
					     "(.-)",
					     "^",
					     "$"};
	unsigned times = 1 + dice(4);

	while (times--) {
		size_t at = dice((unsigned)now_size + 1);
		const char *piece = pieces[dice(sizeof(pieces) / sizeof(pieces[0]))];
		size_t len = strlen(piece);
		const struct input *other = &inputs[dice((unsigned)count)];

		switch (dice(6)) {
		case 0: /* another byte */
			if (at < now_size)
				now[at] = (uint8_t)dice(256);
			break;
		case 1: /* a bit */
			if (at < now_size)
				now[at] ^= (uint8_t)(1u << dice(8));
			break;
		case 2: /* less */
			len = dice((unsigned)(now_size - at) + 1);
			memmove(now + at, now + at + len, now_size - at - len);
			now_size -= len;
			break;
		case 3: /* a piece */
			if (now_size + len > INPUT_MAX)
				break;
			memmove(now + at + len, now + at, now_size - at);
			memcpy(now + at, piece, len);
			now_size += len;
			break;
		case 4: /* the end of another */
			len = dice((unsigned)other->size + 1);
			if (at + len <= INPUT_MAX) {
				memcpy(now + at, other->data + other->size - len, len);
				now_size = at + len;
			}
			break;
		default: /* twice */
			len = now_size - at < INPUT_MAX - now_size ? now_size - at
								   : INPUT_MAX - now_size;
			memmove(now + at + len, now + at, now_size - at);
			now_size += len;
		}
	}
}

static const char *target;

/* Only what a signal handler may do. */
static void keep(int number)
{
	static const char note[] = "the input is kept in the file of this name: ";
	FILE *file = fopen(target, "wb");

	if (file) {
		fwrite(now, 1, now_size, file);
		fclose(file);
	}
	(void)!write(2, note, sizeof(note) - 1);
	(void)!write(2, target, strlen(target));
	(void)!write(2, "\n", 1);
	signal(number, SIG_DFL);
	raise(number);
}

int main(int argc, char **argv)
{
	static char name[300];
	long runs = argc > 1 ? atol(argv[1]) : 0;
	const char *base = strrchr(argv[0], '/');

	snprintf(name, sizeof(name), "crash-%s", base ? base + 1 : argv[0]);
	target = name;
	signal(SIGABRT, keep);
	for (int i = 2; i < argc; i++)
		read_directory(argv[i]);
	MUST(count > 0);
	for (size_t i = 0; i < count; i++) {
		now_size = inputs[i].size < sizeof(now) ? inputs[i].size : sizeof(now);
		memcpy(now, inputs[i].data, now_size);
		LLVMFuzzerTestOneInput(inputs[i].data, inputs[i].size);
	}
	for (long i = 0; i < runs; i++) {
		const struct input *from = &inputs[dice((unsigned)count)];
		uint8_t *exact;

		now_size = from->size < INPUT_MAX ? from->size : INPUT_MAX;
		memcpy(now, from->data, now_size);
		mutate();
		exact = malloc(now_size + 1);
		memcpy(exact, now, now_size);
		LLVMFuzzerTestOneInput(exact, now_size);
		free(exact);
	}
	for (size_t i = 0; i < count; i++)
		free(inputs[i].data);
	free(inputs);
	printf("%zu passed, 0 failed\n", count + (size_t)runs);
	return 0;
}

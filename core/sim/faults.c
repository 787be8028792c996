/* Rates, and throws against them. */
#include "sim/faults.h"

#include <stdlib.h>
#include <string.h>

static const char EXAMPLE[] = "lost=5%,doubled=5%,late=10%:2000,failing=1%,dying=60:10";

/* "5%" or "0.05"; what follows is left at *text. */
static int read_rate(const char **text, double *ret)
{
	char *end;
	double value = strtod(*text, &end);

	if (end == *text)
		return -1;
	if (*end == '%') {
		value /= 100;
		end++;
	}
	if (!(value >= 0 && value <= 1))
		return -1;
	*ret = value;
	*text = end;
	return 0;
}

/* Seconds or ms, a whole number of at most a day. */
static int read_number(const char **text, int64_t max, int64_t *ret)
{
	char *end;
	long long value = strtoll(*text, &end, 10);

	if (end == *text || value <= 0 || value > max)
		return -1;
	*ret = value;
	*text = end;
	return 0;
}

static int read_word(const char *word, size_t name, struct faults *ret)
{
	const char *at = word + name + 1;
	int64_t every, lasts = 10;

	if (name == 4 && strncmp(word, "lost", 4) == 0)
		return read_rate(&at, &ret->lost) < 0 || *at ? -1 : 0;
	if (name == 7 && strncmp(word, "doubled", 7) == 0)
		return read_rate(&at, &ret->doubled) < 0 || *at ? -1 : 0;
	if (name == 7 && strncmp(word, "failing", 7) == 0)
		return read_rate(&at, &ret->failing) < 0 || *at ? -1 : 0;
	if (name == 4 && strncmp(word, "late", 4) == 0) {
		ret->late_ms = 1000;
		if (read_rate(&at, &ret->late) < 0 ||
		    (*at == ':' && (at++, read_number(&at, 86400000, &ret->late_ms)) < 0))
			return -1;
		return *at ? -1 : 0;
	}
	if (name == 5 && strncmp(word, "dying", 5) == 0) {
		if (read_number(&at, 86400, &every) < 0 ||
		    (*at == ':' && (at++, read_number(&at, 86400, &lasts)) < 0) || *at)
			return -1;
		ret->dies_every = every * 1000;
		ret->dies_for = lasts * 1000;
		return 0;
	}
	return -1;
}

int faults_parse(const char *text, struct faults *ret, struct error *err)
{
	struct faults faults = {.dice = ret->dice};

	while (text && *text) {
		char word[64];
		size_t len = strcspn(text, ",");
		const char *equals;

		if (len >= sizeof(word))
			return error_field(err, ERROR_INVALID, NULL, "faults",
					   "faults are written like %s", EXAMPLE);
		memcpy(word, text, len);
		word[len] = '\0';
		equals = strchr(word, '=');
		if (!equals || read_word(word, (size_t)(equals - word), &faults) < 0)
			return error_field(err, ERROR_INVALID, NULL, "faults",
					   "\"%s\" is no fault; write some of %s", word, EXAMPLE);
		text += len + (text[len] == ',');
	}
	faults.lost_count = ret->lost_count;
	faults.doubled_count = ret->doubled_count;
	faults.late_count = ret->late_count;
	faults.failed_count = ret->failed_count;
	*ret = faults;
	return 0;
}

int faults_rate(const char *text, double *ret, const char *name, struct error *err)
{
	const char *at = text;

	if (read_rate(&at, ret) < 0 || *at)
		return error_field(err, ERROR_INVALID, NULL, name,
				   "--%s is a rate like 1%% or 0.01, not \"%s\"", name, text);
	return 0;
}

int faults_any(const struct faults *faults)
{
	return faults->lost > 0 || faults->doubled > 0 || faults->late > 0 || faults->failing > 0 ||
	       faults->dies_every > 0;
}

int faults_pass(struct faults *faults, int64_t delay[2])
{
	int times = 1;

	if (dice_hits(&faults->dice, faults->lost)) {
		faults->lost_count++;
		return 0;
	}
	if (dice_hits(&faults->dice, faults->doubled)) {
		faults->doubled_count++;
		times = 2;
	}
	for (int i = 0; i < times; i++)
		if (dice_hits(&faults->dice, faults->late)) {
			faults->late_count++;
			delay[i] = 1 + dice_below(&faults->dice, faults->late_ms);
		}
	return times;
}

int faults_fail(struct faults *faults)
{
	int fails = dice_hits(&faults->dice, faults->failing);

	faults->failed_count += fails;
	return fails;
}

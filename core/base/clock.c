/* Time. */
#include "base/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* 0: time runs. Written by clock_hold only, in a program that simulates. */
static int64_t held_ns;

void clock_hold(int64_t ms)
{
	held_ns = ms * 1000000;
}

static int64_t read_ns(clockid_t which)
{
	struct timespec now;

	if (held_ns)
		return held_ns;
	clock_gettime(which, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t clock_now(void)
{
	return read_ns(CLOCK_REALTIME) / 1000000;
}

int64_t clock_mono(void)
{
	return read_ns(CLOCK_MONOTONIC) / 1000000;
}

int64_t clock_mono_ns(void)
{
	return read_ns(CLOCK_MONOTONIC);
}

int64_t clock_thread_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Civil date of a day number, without the C library's locks (proleptic Gregorian calendar). */
static void civil(int64_t days, int *year, int *month, int *day)
{
	int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;

	*day = (int)(doy - (153 * mp + 2) / 5 + 1);
	*month = (int)(mp < 10 ? mp + 3 : mp - 9);
	*year = (int)(yoe + era * 400 + (*month <= 2));
}

static int64_t day_number(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year, era = (y >= 0 ? y : y - 399) / 400;
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static void two(char *at, int value)
{
	at[0] = (char)('0' + value / 10 % 10);
	at[1] = (char)('0' + value % 10);
}

void clock_iso(int64_t ms, char ret[21])
{
	int64_t seconds = ms / 1000 - (ms % 1000 < 0), days = seconds / 86400;
	int rest, year, month, day;

	if (seconds % 86400 < 0)
		days--;
	rest = (int)(seconds - days * 86400);
	civil(days, &year, &month, &day);
	if (year < 0 || year > 9999)
		year = 9999;
	memcpy(ret, "0000-00-00T00:00:00Z", 21);
	two(ret, year / 100);
	two(ret + 2, year % 100);
	two(ret + 5, month);
	two(ret + 8, day);
	two(ret + 11, rest / 3600);
	two(ret + 14, rest / 60 % 60);
	two(ret + 17, rest % 60);
}

int clock_parse_iso(const char *text, int64_t *ret)
{
	static const char pattern[] = "dddd-dd-ddTdd:dd:ddZ";
	int part[6], y, m, d;
	int64_t days;

	if (strlen(text) != sizeof(pattern) - 1)
		return -1;
	for (size_t i = 0; pattern[i]; i++)
		if (pattern[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != pattern[i])
			return -1;
	if (sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2dZ", &part[0], &part[1], &part[2], &part[3],
		   &part[4], &part[5]) != 6)
		return -1;
	if (part[1] < 1 || part[1] > 12 || part[2] < 1 || part[3] > 23 || part[4] > 59 ||
	    part[5] > 59)
		return -1;
	days = day_number(part[0], part[1], part[2]);
	civil(days, &y, &m, &d);
	if (y != part[0] || m != part[1] || d != part[2])
		return -1; /* as 30 February */
	*ret = (days * 86400 + part[3] * 3600 + part[4] * 60 + part[5]) * 1000;
	return 0;
}

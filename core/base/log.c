/* The log line. The only mutable globals of the program besides main.c's. */
#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"

static atomic_int max_level = LOG_INFO;
static atomic_int debug_any;
static char debug_groups[256];

void log_set_level(enum log_level level)
{
	atomic_store(&max_level, level);
}

void log_set_debug(const char *groups)
{
	/* Written only when a person switches groups; a torn read shows a line too many. */
	snprintf(debug_groups, sizeof(debug_groups), ",%s,", groups ? groups : "");
	atomic_store(&debug_any, groups && *groups);
}

int log_enabled(const char *group)
{
	char word[64];

	if (!atomic_load_explicit(&debug_any, memory_order_relaxed))
		return 0;
	snprintf(word, sizeof(word), ",%s,", group);
	return strstr(debug_groups, word) || strstr(debug_groups, ",all,");
}

void log_line(enum log_level level, const char *group, const char *sentence, const char *pairs, ...)
{
	static const char *const names[] = {"error", "warn", "info", "debug"};
	char line[2048], stamp[32];
	int64_t now = clock_now();
	time_t seconds = (time_t)(now / 1000);
	struct tm utc;
	va_list args;
	size_t len;

	if (level != LOG_DEBUG &&
	    (int)level > atomic_load_explicit(&max_level, memory_order_relaxed))
		return;
	gmtime_r(&seconds, &utc);
	strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%S", &utc);
	len = (size_t)snprintf(line, sizeof(line), "%s.%03dZ %s %s: %.*s", stamp, (int)(now % 1000),
			       names[level], group, (int)sizeof(line), sentence);
	if (pairs && *pairs && len < sizeof(line) - 3) {
		line[len++] = ' ';
		line[len++] = ' ';
		va_start(args, pairs);
		vsnprintf(line + len, sizeof(line) - len, pairs, args);
		va_end(args);
		len = strlen(line);
	}
	if (len > sizeof(line) - 2)
		len = sizeof(line) - 2;
	/* One event stays one line, whatever a value holds. */
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)line[i] < ' ')
			line[i] = ' ';
	line[len++] = '\n';
	if (write(STDERR_FILENO, line, len) < 0)
		return; /* nowhere left to complain */
}

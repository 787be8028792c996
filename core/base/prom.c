/* See prom.h. */
#include "base/prom.h"

#include <stdio.h>

void prom_head(struct buf *ret, const char *name, const char *type, const char *help)
{
	buf_addf(ret, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void add_label(struct buf *ret, const char *name, const char *value, int first)
{
	buf_addc(ret, first ? '{' : ',');
	buf_adds(ret, name);
	buf_adds(ret, "=\"");
	for (; *value; value++) {
		if (*value == '\\' || *value == '"')
			buf_addc(ret, '\\');
		if (*value == '\n')
			buf_adds(ret, "\\n");
		else
			buf_addc(ret, *value);
	}
	buf_addc(ret, '"');
}

/* `bound`: one more label, "le", or NULL. */
static void add_line(struct buf *ret, const char *name, const char *tail, double value,
		     const char *const *labels, const char *bound)
{
	int count = 0;

	buf_adds(ret, name);
	buf_adds(ret, tail);
	for (; labels && labels[0] && labels[1]; labels += 2)
		add_label(ret, labels[0], labels[1], count++ == 0);
	if (bound)
		add_label(ret, "le", bound, count++ == 0);
	/* Whole numbers as such, up to where a double holds them. */
	if (value >= -9e15 && value <= 9e15 && value == (double)(int64_t)value)
		buf_addf(ret, "%s %lld\n", count ? "}" : "", (long long)value);
	else
		buf_addf(ret, "%s %.9g\n", count ? "}" : "", value);
}

void prom_value(struct buf *ret, const char *name, double value, const char *const *labels)
{
	add_line(ret, name, "", value, labels, NULL);
}

void prom_int(struct buf *ret, const char *name, int64_t value)
{
	add_line(ret, name, "", (double)value, NULL, NULL);
}

void prom_histogram(struct buf *ret, const char *name, const double *bounds, int count,
		    const uint64_t *counts, double sum, const char *const *labels)
{
	uint64_t all = 0;
	char bound[32];

	for (int i = 0; i < count; i++) {
		all += counts[i];
		snprintf(bound, sizeof(bound), "%g", bounds[i]);
		add_line(ret, name, "_bucket", (double)all, labels, bound);
	}
	all += counts[count];
	add_line(ret, name, "_bucket", (double)all, labels, "+Inf");
	add_line(ret, name, "_sum", sum, labels, NULL);
	add_line(ret, name, "_count", (double)all, labels, NULL);
}

/*
 * Figures as Prometheus reads them (text format 0.0.4), straight into a buffer. Pure.
 */
#ifndef BASE_PROM_H
#define BASE_PROM_H

#include <stdint.h>

#include "base/buf.h"

/* Begins a family: what it is, and of what type ("counter", "gauge", "histogram"). */
void prom_head(struct buf *ret, const char *name, const char *type, const char *help);

/* One figure. `labels`: name and value in turn, at most three pairs, NULL at the end. */
void prom_value(struct buf *ret, const char *name, double value, const char *const *labels);
#define PROM(ret, name, value, ...) \
	prom_value(ret, name, value, (const char *const[]){__VA_ARGS__, NULL})
void prom_int(struct buf *ret, const char *name, int64_t value);

/*
 * A histogram: `counts` of those above each bound before, one more than bounds; `sum` of all. The
 * labels as in prom_value.
 */
void prom_histogram(struct buf *ret, const char *name, const double *bounds, int count,
		    const uint64_t *counts, double sum, const char *const *labels);

#endif

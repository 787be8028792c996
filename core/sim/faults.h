/*
 * What goes wrong at a simulated host, by rate: "lost=5%,doubled=5%,late=10%:2000,failing=1%,
 * dying=60:10". Messages are lost, doubled or late (by up to so many ms); commands fail; hosts
 * die about every 60 s, for 10 s. Rates are percent ("5%") or fractions ("0.05"). One thread.
 */
#ifndef SIM_FAULTS_H
#define SIM_FAULTS_H

#include <stdint.h>

#include "base/error.h"
#include "sim/dice.h"

struct faults {
	double lost, doubled, late, failing; /* 0 to 1 */
	int64_t late_ms; /* at most */
	int64_t dies_every, dies_for; /* ms; 0: never */
	struct dice dice;
	int64_t lost_count, doubled_count, late_count, failed_count;
};

/* Reads rates into *ret (keeping its dice and counts). NULL or "": none. Errors name the word. */
int faults_parse(const char *text, struct faults *ret, struct error *err);

/* Reads one rate, "5%" or "0.05"; `name` is the option that it is for. */
int faults_rate(const char *text, double *ret, const char *name, struct error *err);

/* Whether there are any. */
int faults_any(const struct faults *faults);

/* How often a message passes (0, 1 or 2 times), and how late each time. */
int faults_pass(struct faults *faults, int64_t delay[2]);

/* Whether this command fails. */
int faults_fail(struct faults *faults);

#endif

/* The whole C test harness: CHECK, and a closing line that spec/run adds up. */
#ifndef SPEC_CHECK_H
#define SPEC_CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int check_passed, check_failed;

#define CHECK(condition) \
	do { \
		if (condition) { \
			check_passed++; \
		} else { \
			check_failed++; \
			fprintf(stderr, "%s:%d: failed: %s\n", __FILE__, __LINE__, #condition); \
		} \
	} while (0)

#define CHECK_STR(got, want) \
	do { \
		const char *got_ = (got), *want_ = (want); \
		if (got_ && want_ && strcmp(got_, want_) == 0) { \
			check_passed++; \
		} else { \
			check_failed++; \
			fprintf(stderr, "%s:%d: %s is \"%s\", wanted \"%s\"\n", __FILE__, \
				__LINE__, #got, got_ ? got_ : "(null)", want_ ? want_ : "(null)"); \
		} \
	} while (0)

#define CHECK_INT(got, want) \
	do { \
		long long got_ = (long long)(got), want_ = (long long)(want); \
		if (got_ == want_) { \
			check_passed++; \
		} else { \
			check_failed++; \
			fprintf(stderr, "%s:%d: %s is %lld, wanted %lld\n", __FILE__, __LINE__, \
				#got, got_, want_); \
		} \
	} while (0)

/* Prints "N passed, N failed" and gives the exit code. */
static inline int check_end(void)
{
	printf("%d passed, %d failed\n", check_passed, check_failed);
	return check_failed ? 1 : 0;
}

#endif

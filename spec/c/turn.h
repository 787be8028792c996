/* Turning a loop in tests: until something is so, or for a while. By the clock, not by turns. */
#ifndef SPEC_TURN_H
#define SPEC_TURN_H

#include "base/clock.h"
#include "loop/loop.h"

#define TURN_UNTIL(loop, condition, ms) \
	for (int64_t end_ = clock_mono() + (ms); !(condition) && clock_mono() < end_;) \
	loop_once((loop), 10)

#define TURN_FOR(loop, ms) TURN_UNTIL(loop, 0, ms)

#endif

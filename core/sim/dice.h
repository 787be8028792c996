/*
 * One generator of chance for a simulation: the same seed gives the same throws. Not for keys.
 * One thread.
 */
#ifndef SIM_DICE_H
#define SIM_DICE_H

#include <stdint.h>

struct dice {
	uint64_t state;
};

/* The next throw (splitmix64). */
static inline uint64_t dice_next(struct dice *dice)
{
	uint64_t z = dice->state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/* Below `limit` (> 0). */
static inline int64_t dice_below(struct dice *dice, int64_t limit)
{
	return (int64_t)(dice_next(dice) % (uint64_t)limit);
}

/* 1 as often as `rate` (0 to 1) says. */
static inline int dice_hits(struct dice *dice, double rate)
{
	return rate > 0 && (double)(dice_next(dice) >> 11) / 9007199254740992.0 < rate;
}

#endif

/* How much memory the process has, and giving back what it does not use. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stdint.h>

/*
 * To be called first. Small pieces that are freed are joined with their neighbours at once: else
 * all of them are at the next request for a large one, which takes 20 ms when there are many.
 */
void memory_begin(void);

/* Resident bytes; 0 when that cannot be told. */
int64_t memory_resident(void);

/*
 * Gives what is free in the heap back to the machine. All of the heap is looked at for that, and
 * nobody gets memory meanwhile: with 1 GB it takes 0.2 s. So a large one is let be, but where
 * nobody waits (`anyway`). Any thread.
 */
void memory_trim(int anyway);

#endif

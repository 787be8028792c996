/*
 * What the server does again and again in Lua (lua/lib/tasks.lua), and what it lends to it. Loop
 * thread only.
 */
#ifndef TICKS_H
#define TICKS_H

#include "loop/loop.h"
#include "purge.h"
#include "script/script.h"

struct ticks;

/* Begins; all borrowed. The caller frees it with ticks_free. */
struct ticks *ticks_new(struct loop *loop, struct script *script, struct purge *purge);

/* After script_free, which ends what runs. ticks_free(NULL) does nothing. */
void ticks_free(struct ticks *ticks);

#endif

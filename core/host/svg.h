/*
 * Graphviz text as SVG, by Debian's `dot` where that is installed: a child process with a time
 * limit. Loop thread only.
 */
#ifndef HOST_SVG_H
#define HOST_SVG_H

#include "base/error.h"
#include "base/json.h"
#include "loop/loop.h"

/*
 * Ends in one done, from the loop: rc 0 and the SVG (borrowed), or -1: UNSUPPORTED when there is no
 * graphviz here (text says how to get it), TIMEOUT, INVALID when it does not like the text.
 */
void svg_draw(struct loop *loop, struct span dot,
	      void (*done)(void *arg, int rc, struct span svg, const struct error *err), void *arg);

#endif

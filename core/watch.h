/*
 * Watches what lives on this host behind the server's back: containers and domains of ours
 * that die or vanish. Says so at once, and a moment later says what runs now, because an
 * event may come before the server knows that the thing runs at all. Loop thread only.
 */
#ifndef WATCH_H
#define WATCH_H

#include "host/docker.h"
#include "host/virt.h"
#include "link/link.h"
#include "loop/loop.h"
#include "script/script.h"

struct watch;

/* docker and virt may be NULL. All borrowed. The caller frees it with watch_free. */
struct watch *watch_new(struct loop *loop, struct script *script, struct link_agent **link,
			struct docker *docker, struct virt *virt);

/* After script_free and before docker_free and virt_free. */
void watch_free(struct watch *watch);

/* Says agent.hello with everything that is here: after (re)connection. */
void watch_hello(struct watch *watch);

#endif

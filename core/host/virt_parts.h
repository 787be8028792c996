/*
 * What the files of the libvirt client share: virt.c (connection and calls, loop side),
 * virt_work.c (libvirt's calls, pool side), virt_events.c (libvirt's event loop). Nobody else
 * includes this.
 */
#ifndef HOST_VIRT_PARTS_H
#define HOST_VIRT_PARTS_H

#include "base/auto.h"
#include "base/buf.h"
#include "host/virt.h"
#include "host/virt_lib.h"

/* Fills *err from libvirt's last error of this thread; a dead connection is ERROR_UNAVAILABLE.
 * Returns -1. */
int virt_error(virConnectPtr conn, struct error *err, const char *what);

/* One verb on a pool thread; appends the JSON result. VIRT_WAIT_OFF answers as VIRT_FIND. */
int virt_work(virConnectPtr conn, const struct virt_request *request, int kvm, struct buf *ret,
	      struct error *err);

/* Starts the process's event thread with the first user, ends it with the last. Any thread. */
int virt_events_start(struct error *err);
void virt_events_stop(void);

/* libvirt's numbers as words; never NULL. */
const char *virt_event_name(int event);
const char *virt_event_reason(int event, int detail);
const char *virt_state_name(int state);

#endif

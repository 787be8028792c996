/*
 * What the files of the libvirt client share: virt.c (calls and events, loop side),
 * virt_conn.c (the connection, what libvirt calls back), virt_work.c (libvirt's calls, pool side),
 * virt_events.c (libvirt's event loop). Nobody else includes this.
 */
#ifndef HOST_VIRT_PARTS_H
#define HOST_VIRT_PARTS_H

#include <pthread.h>

#include "base/auto.h"
#include "base/buf.h"
#include "host/virt.h"
#include "host/virt_lib.h"

struct relay {
	pthread_mutex_t mutex;
	struct loop *loop;
	struct virt *virt; /* loop thread; NULL once freed */
	int closed; /* under mutex: nothing is posted any more */
	int refs; /* atomic */
};

struct virt {
	struct loop *loop;
	struct pool *pool;
	char *uri, *cache_dir;
	pthread_mutex_t mutex;
	virConnectPtr conn; /* under mutex; owned; may be broken */
	int event_id; /* under mutex; -1: none registered */
	int trial_freed; /* under mutex: see tells_close, virt_conn.c */
	struct relay *relay;
	struct virt_call *calls;
	struct virt_listener listener;
	int listening, is_up, connecting, told_down;
	struct timer *retry;
	int64_t wait;
	int kvm; /* -1: not probed */
	struct kvm_probe *probe;
};

/* What libvirt called back, on its way to the loop. */
struct note {
	struct relay *relay;
	int closed; /* the connection broke */
	int event, detail;
	char uuid[VIR_UUID_STRING_BUFLEN];
	char name[256];
};

/* --- virt_conn.c -------------------------------------------------------------------------- */

void virt_conn_unref(virConnectPtr conn); /* of a reference; NULL is fine */
AUTO_DEFINE(virConnectPtr, virt_conn_unref)

/* Pool threads: a reference to the working connection, made when there is none; or NULL. */
virConnectPtr virt_conn_take(struct virt *virt, struct error *err);

void virt_conn_drop(struct virt *virt); /* lets the connection go; under mutex */
void virt_relay_unref(void *relay);

/* --- virt.c ------------------------------------------------------------------------------- */

void virt_on_note(void *note); /* loop thread: takes it over */

/* --- virt_work.c, virt_events.c ----------------------------------------------------------- */

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

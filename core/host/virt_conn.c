/*
 * The connection to libvirt, and what libvirt calls back. It is shared by the pool threads under
 * a mutex; a worker takes a reference for the length of its call, so a broken one can be replaced
 * while others still hold it.
 *
 * Callbacks of libvirt come on its event thread. They see a relay, which is counted, knows
 * under its mutex whether the owner is still there, and posts notes to the loop.
 */
#include "host/virt_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEEPALIVE_SECONDS 5
#define KEEPALIVE_COUNT 3

void virt_conn_unref(virConnectPtr conn)
{
	if (conn)
		virConnectClose(conn);
}

/* --- the relay, any thread --- */

void virt_relay_unref(void *arg)
{
	struct relay *relay = arg;

	if (__atomic_sub_fetch(&relay->refs, 1, __ATOMIC_ACQ_REL) > 0)
		return;
	pthread_mutex_destroy(&relay->mutex);
	free(relay);
}

static struct relay *relay_ref(struct relay *relay)
{
	/* Ordered, because libvirt hands it from the thread that registers to the one that hears.
	 */
	__atomic_add_fetch(&relay->refs, 1, __ATOMIC_ACQ_REL);
	return relay;
}

static void post(struct relay *relay, const struct note *note)
{
	struct note *copy = malloc(sizeof(*copy));

	if (!copy)
		abort();
	*copy = *note;
	copy->relay = relay_ref(relay);
	pthread_mutex_lock(&relay->mutex);
	if (!relay->closed) {
		loop_post(relay->loop, virt_on_note, copy);
		copy = NULL;
	}
	pthread_mutex_unlock(&relay->mutex);
	if (copy) {
		virt_relay_unref(copy->relay);
		free(copy);
	}
}

static int on_lifecycle(virConnectPtr conn, virDomainPtr domain, int event, int detail, void *arg)
{
	struct note note;

	(void)conn;
	memset(&note, 0, sizeof(note));
	note.event = event;
	note.detail = detail;
	if (virDomainGetUUIDString(domain, note.uuid) == 0) {
		snprintf(note.name, sizeof(note.name), "%s", virDomainGetName(domain));
		post(arg, &note);
	}
	return 0;
}

static void on_closed(virConnectPtr conn, int reason, void *arg)
{
	struct note note;

	(void)conn;
	memset(&note, 0, sizeof(note));
	note.closed = 1;
	note.detail = reason;
	if (reason != VIR_CONNECT_CLOSE_REASON_CLIENT)
		post(arg, &note);
}

/* --- the connection, pool threads --- */

void virt_conn_drop(struct virt *virt)
{
	if (!virt->conn)
		return;
	if (virt->event_id >= 0)
		virConnectDomainEventDeregisterAny(virt->conn, virt->event_id);
	virConnectUnregisterCloseCallback(virt->conn, on_closed);
	virConnectClose(virt->conn);
	virt->conn = NULL;
	virt->event_id = -1;
}

static void note_freed(void *arg)
{
	*(int *)arg = 1;
}

static void ignore_close(virConnectPtr conn, int reason, void *arg)
{
	(void)conn;
	(void)reason;
	(void)arg;
}

/*
 * Drivers without close callbacks accept one, and then neither call nor free it. So try
 * whether a callback that is given and taken back is freed. Under mutex.
 */
static int tells_close(struct virt *virt)
{
	virt->trial_freed = 0;
	if (virConnectRegisterCloseCallback(virt->conn, ignore_close, &virt->trial_freed,
					    note_freed) == 0)
		virConnectUnregisterCloseCallback(virt->conn, ignore_close);
	return virt->trial_freed;
}

virConnectPtr virt_conn_take(struct virt *virt, struct error *err)
{
	virConnectPtr conn = NULL;

	pthread_mutex_lock(&virt->mutex);
	if (virt->conn && virConnectIsAlive(virt->conn) != 1)
		virt_conn_drop(virt);
	if (!virt->conn) {
		virt->conn = virConnectOpen(virt->uri);
		if (!virt->conn) {
			virt_error(NULL, err, "connection");
			/* Whatever it says, a libvirt that cannot be opened is away. */
			if (err && err->code == ERROR_INTERNAL)
				err->code = ERROR_UNAVAILABLE;
			error_wrap(err, "libvirt at %.80s", virt->uri);
		} else {
			/* Drivers within the process have no keepalive, no close callback. */
			virConnectSetKeepAlive(virt->conn, KEEPALIVE_SECONDS, KEEPALIVE_COUNT);
			if (tells_close(virt) &&
			    virConnectRegisterCloseCallback(virt->conn, on_closed,
							    relay_ref(virt->relay),
							    virt_relay_unref) < 0)
				virt_relay_unref(virt->relay);
			virt->event_id = virConnectDomainEventRegisterAny(
				virt->conn, NULL, VIR_DOMAIN_EVENT_ID_LIFECYCLE,
				VIR_DOMAIN_EVENT_CALLBACK(on_lifecycle), relay_ref(virt->relay),
				virt_relay_unref);
			if (virt->event_id < 0)
				virt_relay_unref(virt->relay);
		}
	}
	if (virt->conn && virConnectRef(virt->conn) == 0)
		conn = virt->conn;
	pthread_mutex_unlock(&virt->mutex);
	return conn;
}

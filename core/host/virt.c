/*
 * The loop side: calls, waiting for a domain to be off, listening, connecting again when the
 * connection broke.
 */
#include "host/virt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "host/kvm.h"
#include "host/virt_parts.h"
#include "loop/pool.h"

#define THREADS 4
#define RETRY_MIN 500
#define RETRY_MAX 10000
#define OFF_POLL 1000

enum stage { STAGE_POOL, STAGE_PROBE, STAGE_TIMER };

struct virt_call {
	struct virt *virt;
	struct virt_call *next, **link;
	enum virt_verb verb;
	enum stage stage;
	char *name, *xml;
	int64_t deadline; /* VIRT_WAIT_OFF: clock_mono */
	struct timer *timer;
	int kvm;
	int cancelled, again; /* again: an event came while it looked */
	int rc;
	struct buf json;
	struct error err;
	void (*done)(void *arg, int rc, struct span json, const struct error *err);
	void *arg;
};

static void connect_later(struct virt *virt, int64_t ms);

/* --- calls, pool threads --- */

static void call_work(void *arg)
{
	struct virt_call *call = arg;
	AUTO(virt_conn_unref) virConnectPtr conn = virt_conn_take(call->virt, &call->err);
	struct virt_request request = {call->verb, call->name, call->xml, 0};

	call->rc = conn ? virt_work(conn, &request, call->kvm, &call->json, &call->err) : -1;
}

/* --- calls, loop thread --- */

static void call_free(struct virt_call *call)
{
	if (call->link) {
		*call->link = call->next;
		if (call->next)
			call->next->link = call->link;
	}
	timer_cancel(call->timer);
	buf_done(&call->json);
	free(call->name);
	free(call->xml);
	free(call);
}

static void call_end(struct virt_call *call)
{
	struct span json = {call->json.data, call->json.len};

	if (call->link) {
		*call->link = call->next;
		if (call->next)
			call->next->link = call->link;
		call->link = NULL;
	}
	if (!call->cancelled)
		call->done(call->arg, call->rc, json, &call->err);
	call_free(call);
}

static void call_run(struct virt_call *call);

static void on_poll(void *arg)
{
	struct virt_call *call = arg;

	call->timer = NULL;
	call_run(call);
}

/* After a look for VIRT_WAIT_OFF: whether it is answered. */
static int is_waited(struct virt_call *call)
{
	struct span json = {call->json.data, call->json.len}, state;
	int64_t left = call->deadline - clock_mono();
	int off;

	if (call->rc < 0 && call->err.code != ERROR_NOT_FOUND)
		return 1;
	state = json_get(json, "state");
	off = call->rc < 0 || span_is(state, "\"shutoff\"") || span_is(state, "\"crashed\"");
	if (!off && left > 0) {
		buf_clear(&call->json);
		call->stage = STAGE_TIMER;
		call->timer = loop_after(call->virt->loop,
					 call->again       ? 0
					 : left < OFF_POLL ? left
							   : OFF_POLL,
					 on_poll, call);
		return 0;
	}
	call->rc = 0;
	buf_clear(&call->json);
	buf_adds(&call->json, off ? "true" : "false");
	return 1;
}

static void on_call(void *arg)
{
	struct virt_call *call = arg;

	if (call->cancelled || call->verb != VIRT_WAIT_OFF || is_waited(call))
		call_end(call);
}

static void call_run(struct virt_call *call)
{
	call->stage = STAGE_POOL;
	call->again = 0;
	call->kvm = call->virt->kvm == 1;
	pool_run(call->virt->pool, call->name, call_work, on_call, call);
}

static void on_probed(void *arg, int works, const char *why)
{
	struct virt *virt = arg;
	struct virt_call *call = virt->calls;

	virt->probe = NULL;
	virt->kvm = works;
	log_debug("virt", "KVM probed", "works=%d why=\"%s\"", works, why);
	while (call) {
		struct virt_call *next = call->next;

		if (call->stage == STAGE_PROBE)
			call_run(call);
		call = next;
	}
}

/* Early, because it can take seconds. Only QEMU uses KVM: no other driver needs it. */
static void probe(struct virt *virt)
{
	if (virt->kvm < 0 && !virt->probe && strncmp(virt->uri, "qemu", 4) == 0)
		virt->probe = kvm_probe(virt->loop, virt->cache_dir, on_probed, virt);
}

struct virt_call *
virt_call(struct virt *virt, const struct virt_request *request,
	  void (*done)(void *arg, int rc, struct span json, const struct error *err), void *arg)
{
	struct virt_call *call = calloc(1, sizeof(*call));

	if (!call)
		abort();
	call->virt = virt;
	call->verb = request->verb;
	call->done = done;
	call->arg = arg;
	call->name = request->name ? strdup(request->name) : NULL;
	call->xml = request->xml ? strdup(request->xml) : NULL;
	call->deadline = clock_mono() + (int64_t)(request->seconds * 1000);
	call->next = virt->calls;
	call->link = &virt->calls;
	if (call->next)
		call->next->link = &call->next;
	virt->calls = call;
	if (call->verb == VIRT_INFO)
		probe(virt);
	if (call->verb == VIRT_INFO && virt->probe) {
		call->stage = STAGE_PROBE;
	} else {
		call_run(call);
	}
	return call;
}

void virt_cancel(struct virt_call *call)
{
	if (!call)
		return;
	if (call->stage == STAGE_POOL)
		call->cancelled = 1;
	else
		call_free(call);
}

/* --- events and reconnection, loop thread --- */

struct connect {
	struct virt *virt;
	int rc;
	struct error err;
};

static void connect_work(void *arg)
{
	struct connect *connect = arg;
	AUTO(virt_conn_unref) virConnectPtr conn = virt_conn_take(connect->virt, &connect->err);

	connect->rc = conn ? 0 : -1;
}

static void on_connect(void *arg)
{
	struct connect *connect = arg;
	struct virt *virt = connect->virt;
	struct error err = connect->err;
	int rc = connect->rc;

	free(connect);
	virt->connecting = 0;
	if (!virt->listening || virt->relay->closed)
		return;
	if (rc < 0) {
		connect_later(virt, virt->wait);
		virt->wait = virt->wait * 2 > RETRY_MAX ? RETRY_MAX : virt->wait * 2;
		if (!virt->told_down && virt->listener.down) {
			virt->told_down = 1;
			virt->listener.down(virt->listener.arg, &err);
		}
		return;
	}
	virt->wait = RETRY_MIN;
	virt->told_down = 0;
	if (!virt->is_up) {
		virt->is_up = 1;
		if (virt->listener.up)
			virt->listener.up(virt->listener.arg);
	}
}

static void on_retry(void *arg)
{
	struct virt *virt = arg;
	struct connect *connect;

	virt->retry = NULL;
	if (virt->connecting)
		return;
	connect = calloc(1, sizeof(*connect));
	if (!connect)
		abort();
	connect->virt = virt;
	virt->connecting = 1;
	pool_run(virt->pool, NULL, connect_work, on_connect, connect);
}

static void connect_later(struct virt *virt, int64_t ms)
{
	if (!virt->retry && virt->listening)
		virt->retry = loop_after(virt->loop, ms, on_retry, virt);
}

static void on_broken(struct virt *virt)
{
	struct error err;

	virt->is_up = 0;
	connect_later(virt, virt->wait);
	if (!virt->told_down && virt->listening && virt->listener.down) {
		virt->told_down = 1;
		error_field(&err, ERROR_UNAVAILABLE, NULL, "libvirt", "libvirt at %s went away",
			    virt->uri);
		virt->listener.down(virt->listener.arg, &err);
	}
}

static void wake_waiters(struct virt *virt, const struct note *note)
{
	struct virt_call *call = virt->calls;

	while (call) {
		struct virt_call *next = call->next;

		if (call->verb == VIRT_WAIT_OFF &&
		    (strcmp(call->name, note->name) == 0 || strcmp(call->name, note->uuid) == 0)) {
			call->again = 1;
			if (call->stage == STAGE_TIMER) {
				timer_cancel(STEAL(call->timer));
				call_run(call);
			}
		}
		call = next;
	}
}

void virt_on_note(void *arg)
{
	struct note *note = arg;
	struct virt *virt = note->relay->virt;
	struct virt_event event;

	if (virt && note->closed) {
		on_broken(virt);
	} else if (virt) {
		if (note->event == VIR_DOMAIN_EVENT_STOPPED)
			wake_waiters(virt, note);
		event.uuid = note->uuid;
		event.name = note->name;
		event.event = virt_event_name(note->event);
		event.reason = virt_event_reason(note->event, note->detail);
		if (virt->listening)
			virt->listener.event(virt->listener.arg, &event);
	}
	virt_relay_unref(note->relay);
	free(note);
}

void virt_listen(struct virt *virt, const struct virt_listener *listener)
{
	virt->listening = listener != NULL;
	virt->is_up = virt->told_down = 0;
	if (!listener)
		return;
	virt->listener = *listener;
	probe(virt);
	connect_later(virt, 0);
}

const char *virt_uri(const struct virt *virt)
{
	return virt->uri;
}

static void virt_dispose(struct virt *virt)
{
	virt_relay_unref(virt->relay);
	pthread_mutex_destroy(&virt->mutex);
	free(virt->uri);
	free(virt->cache_dir);
	free(virt);
}

struct virt *virt_new(struct loop *loop, const char *uri, const char *cache_dir, struct error *err)
{
	struct virt *virt;

	if (!*uri || strlen(uri) > 500) {
		error_field(err, ERROR_INVALID, NULL, "libvirt", "the libvirt URI is %s",
			    *uri ? "too long" : "empty");
		return NULL;
	}
	virt = calloc(1, sizeof(*virt));
	if (!virt || !(virt->relay = calloc(1, sizeof(*virt->relay))))
		abort();
	virt->loop = loop;
	virt->uri = strdup(uri);
	virt->cache_dir = strdup(cache_dir ? cache_dir : "");
	if (!virt->uri || !virt->cache_dir)
		abort();
	virt->event_id = -1;
	virt->kvm = -1;
	virt->wait = RETRY_MIN;
	pthread_mutex_init(&virt->mutex, NULL);
	virt->relay->loop = loop;
	virt->relay->virt = virt;
	virt->relay->refs = 1;
	pthread_mutex_init(&virt->relay->mutex, NULL);
	/* Last, so that the thread is made behind all that it will see. */
	if (virt_events_start(err) < 0) {
		virt_dispose(virt);
		return NULL;
	}
	virt->pool = pool_new(loop, "virt", THREADS);
	return virt;
}

void virt_free(struct virt *virt)
{
	struct virt_call *call, *next;

	if (!virt)
		return;
	pthread_mutex_lock(&virt->relay->mutex);
	virt->relay->closed = 1;
	pthread_mutex_unlock(&virt->relay->mutex);
	virt->listening = 0;
	timer_cancel(virt->retry);
	kvm_cancel(virt->probe);
	for (call = virt->calls; call; call = next) {
		next = call->next;
		virt_cancel(call);
	}
	pool_free(virt->pool);
	virt->relay->virt = NULL;
	pthread_mutex_lock(&virt->mutex);
	virt_conn_drop(virt);
	pthread_mutex_unlock(&virt->mutex);
	virt_events_stop();
	virt_dispose(virt);
}

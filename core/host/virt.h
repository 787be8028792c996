/*
 * One libvirt connection. Every call of libvirt's runs on the named pool `virt`, in order for
 * one domain, side by side for several; answers come back on the loop. The connection is made
 * when first needed and made again by itself when it broke. Domain events are heard by one
 * thread of the process (libvirt has one event loop) and handed to the loop.
 * Loop thread only.
 */
#ifndef HOST_VIRT_H
#define HOST_VIRT_H

#include "base/error.h"
#include "base/json.h"
#include "loop/loop.h"

struct virt;
struct virt_call;

/* The namespace of our element in a domain's <metadata>: what marks a domain as ours. */
#define VIRT_METADATA "urn:stampede:domain"

/*
 * `cache_dir` holds what the KVM probe found ("" or NULL: nothing is remembered). The caller
 * frees it with virt_free. Connects only with the first call or virt_listen.
 */
struct virt *virt_new(struct loop *loop, const char *uri, const char *cache_dir, struct error *err);

/* Waits for calls that run on the pool (and turns the loop meanwhile, so not from inside it); no
 * `done` is called. */
void virt_free(struct virt *virt);
const char *virt_uri(const struct virt *virt);

enum virt_verb {
	VIRT_FIND, /* {"name","uuid","state","id"}; state: running shutoff paused crashed */
	VIRT_LIST, /* an array of those, and "metadata": the text of ours, when it is there */
	VIRT_XML, /* the XML as a JSON string */
	VIRT_DEFINE, /* as VIRT_FIND; an equal definition may be given again */
	VIRT_START, /* true; one that runs is left alone */
	VIRT_SHUTDOWN, /* true: the power button was pressed */
	VIRT_REBOOT, /* true */
	VIRT_DESTROY, /* true; one that is off is left alone */
	VIRT_UNDEFINE, /* true; with its NVRAM, saved image, snapshots' metadata; none there is fine
			*/
	VIRT_INFO, /* {"kvm","memory_mb","cpus","hypervisor","version","uri"} */
	VIRT_INTERFACES, /* [{"mac","name","network","addresses":[..]}] from leases, agent or ARP */
	VIRT_WAIT_OFF, /* true or false: whether it was off within `seconds` */
	VIRT_VERB_MAX
};

struct virt_request {
	enum virt_verb verb;
	const char *name; /* name or uuid of the domain; copied */
	const char *xml; /* VIRT_DEFINE; copied */
	double seconds; /* VIRT_WAIT_OFF */
};

/*
 * done is called once, never from inside; `json` is borrowed until it returns. A domain that is
 * not there is ERROR_NOT_FOUND, a libvirt that is away ERROR_UNAVAILABLE.
 */
struct virt_call *
virt_call(struct virt *virt, const struct virt_request *request,
	  void (*done)(void *arg, int rc, struct span json, const struct error *err), void *arg);

/* done is not called; what runs on the pool runs to its end. */
void virt_cancel(struct virt_call *call);

struct virt_event {
	const char *uuid, *name;
	const char
		*event; /* defined undefined started suspended resumed stopped shutdown crashed */
	const char *reason; /* "destroyed", "shutdown", "crashed", "failed", ...; "" when none */
};

struct virt_listener {
	/* Connected (again): what happened before may have been missed, so look. May be NULL. */
	void (*up)(void *arg);
	void (*down)(void *arg, const struct error *err); /* may be NULL; tried again by itself */
	void (*event)(void *arg, const struct virt_event *event);
	void *arg;
};

/* Connects and follows domain lifecycle events, through reconnections. Replaces the last listener.
 */
void virt_listen(struct virt *virt, const struct virt_listener *listener);

#endif

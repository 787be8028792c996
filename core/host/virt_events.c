/*
 * libvirt has one event loop for the whole process, registered once and for ever; that is why
 * there is a static here. One thread runs it while somebody uses it. It never sees anything of
 * ours but the relays that virt_conn.c registers.
 */
#include <pthread.h>
#include <signal.h>
#include <string.h>

#include "host/virt_parts.h"

static struct {
	pthread_mutex_t mutex;
	pthread_t thread;
	int users, registered, timer;
	int stop; /* read by the thread, written with the mutex held; atomic access */
} events = {.mutex = PTHREAD_MUTEX_INITIALIZER};

static void on_timer(int timer, void *arg)
{
	(void)timer;
	(void)arg;
}

static void be_quiet(void *arg, virErrorPtr error)
{
	/* libvirt prints to stderr otherwise; errors are returned, not logged. */
	(void)arg;
	(void)error;
}

static void *run(void *arg)
{
	sigset_t all;

	(void)arg;
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, NULL);
	while (!__atomic_load_n(&events.stop, __ATOMIC_ACQUIRE))
		virEventRunDefaultImpl();
	/* What was removed from the loop is only let go by another turn. */
	for (int i = 0; i < 3; i++)
		virEventRunDefaultImpl();
	return NULL;
}

int virt_events_start(struct error *err)
{
	int rc = 0;

	pthread_mutex_lock(&events.mutex);
	if (!events.registered)
		rc = virt_lib_open(err);
	if (rc == 0 && !events.registered) {
		virSetErrorFunc(NULL, be_quiet);
		if (virInitialize() < 0 || virEventRegisterDefaultImpl() < 0)
			rc = virt_error(NULL, err, "libvirt cannot be used");
		else
			events.registered = 1;
		/* Off (-1) until stop sets it to 0, which also interrupts the poll. */
		if (rc == 0)
			events.timer = virEventAddTimeout(-1, on_timer, NULL, NULL);
	}
	if (rc == 0 && events.users == 0) {
		__atomic_store_n(&events.stop, 0, __ATOMIC_RELEASE);
		virEventUpdateTimeout(events.timer, -1);
		if (pthread_create(&events.thread, NULL, run, NULL) != 0)
			rc = error_set(err, ERROR_UNAVAILABLE, "no thread for libvirt's events");
		else
			pthread_setname_np(events.thread, "virt-events");
	}
	if (rc == 0)
		events.users++;
	pthread_mutex_unlock(&events.mutex);
	return rc;
}

void virt_events_stop(void)
{
	pthread_mutex_lock(&events.mutex);
	if (--events.users == 0) {
		__atomic_store_n(&events.stop, 1, __ATOMIC_RELEASE);
		virEventUpdateTimeout(events.timer, 0);
		pthread_join(events.thread, NULL);
	}
	pthread_mutex_unlock(&events.mutex);
}

const char *virt_event_name(int event)
{
	switch (event) {
	case VIR_DOMAIN_EVENT_DEFINED:
		return "defined";
	case VIR_DOMAIN_EVENT_UNDEFINED:
		return "undefined";
	case VIR_DOMAIN_EVENT_STARTED:
		return "started";
	case VIR_DOMAIN_EVENT_SUSPENDED:
		return "suspended";
	case VIR_DOMAIN_EVENT_RESUMED:
		return "resumed";
	case VIR_DOMAIN_EVENT_STOPPED:
		return "stopped";
	case VIR_DOMAIN_EVENT_SHUTDOWN:
		return "shutdown";
	case VIR_DOMAIN_EVENT_PMSUSPENDED:
		return "suspended";
	case VIR_DOMAIN_EVENT_CRASHED:
		return "crashed";
	}
	return "unknown";
}

const char *virt_event_reason(int event, int detail)
{
	static const char *const stopped[] = {"shutdown", "destroyed", "crashed",      "migrated",
					      "saved",    "failed",    "from-snapshot"};

	if (event == VIR_DOMAIN_EVENT_STOPPED && detail >= 0 &&
	    (size_t)detail < sizeof(stopped) / sizeof(*stopped))
		return stopped[detail];
	if (event == VIR_DOMAIN_EVENT_SHUTDOWN && detail == VIR_DOMAIN_EVENT_SHUTDOWN_GUEST)
		return "guest";
	if (event == VIR_DOMAIN_EVENT_SHUTDOWN && detail == VIR_DOMAIN_EVENT_SHUTDOWN_HOST)
		return "host";
	return "";
}

const char *virt_state_name(int state)
{
	switch (state) {
	case VIR_DOMAIN_RUNNING:
	case VIR_DOMAIN_BLOCKED:
	case VIR_DOMAIN_SHUTDOWN: /* being shut down: it still runs */
		return "running";
	case VIR_DOMAIN_PAUSED:
	case VIR_DOMAIN_PMSUSPENDED:
		return "paused";
	case VIR_DOMAIN_CRASHED:
		return "crashed";
	}
	return "shutoff";
}

/* Docker's and libvirt's events, and inventories by the command "ping". See watch.h. */
#include "watch.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"

enum { LOOK_MS = 1000 };

#define LABEL "io.stampede.uuid"

struct watch {
	struct loop *loop;
	struct script *script;
	struct link_agent **link;
	struct timer *look; /* a coming inventory */
	int looking; /* one is being taken */
	int again; /* and then another one */
	int hello; /* the next one is a hello, with all resources */
	int saying_hello;
	int64_t began; /* monotonic ms: age of the inventory under way */
};

static void look(void *arg);

/* One inventory at a time, `ms` from now; more wishes meanwhile are one wish. */
static void look_later(struct watch *watch, int64_t ms)
{
	if (watch->looking)
		watch->again = 1;
	else if (!watch->look)
		watch->look = loop_after(watch->loop, ms, look, watch);
}

static void on_looked(void *arg, int rc, struct span data, const struct error *err)
{
	struct watch *watch = arg;
	AUTO(buf_done) struct buf text = {0};

	watch->looking = 0;
	if (rc < 0) {
		log_warn("watch", "inventory failed, the server's ping tries again", "error=\"%s\"",
			 err->text);
	} else if (json_is_object(data) && *watch->link) {
		/* The server needs to know how old it is: clocks of hosts differ. */
		buf_add(&text, data.at, data.len - 1);
		buf_json_key(&text, "ageMs");
		buf_add_int(&text, clock_mono() - watch->began);
		buf_addc(&text, '}');
		link_agent_say(*watch->link,
			       watch->saying_hello ? "agent.hello" : "agent.inventory",
			       (struct span){text.data, text.len});
	}
	if (watch->again || watch->hello) {
		watch->again = 0;
		look_later(watch, watch->hello ? 0 : LOOK_MS);
	}
}

static void look(void *arg)
{
	struct watch *watch = arg;

	watch->look = NULL;
	watch->looking = 1;
	watch->saying_hello = watch->hello;
	watch->hello = 0;
	watch->began = clock_mono();
	script_command(watch->script, "ping",
		       span_of(watch->saying_hello
				       ? "{\"options\":{\"resources\":true,\"instances\":true}}"
				       : "{\"options\":{\"instances\":true}}"),
		       NULL, on_looked, watch);
}

void watch_hello(struct watch *watch)
{
	watch->hello = 1;
	timer_cancel(STEAL(watch->look));
	look_later(watch, 0);
}

/* --- Docker ----------------------------------------------------------------------------- */

static void say_state(struct watch *watch, const char *uuid, const char *kind, const char *state,
		      const char *reason)
{
	AUTO(buf_done) struct buf text = {0};

	buf_addc(&text, '{');
	buf_json_key(&text, "uuid");
	buf_json_string(&text, uuid);
	buf_json_key(&text, "kind");
	buf_json_string(&text, kind);
	buf_json_key(&text, "state");
	buf_json_string(&text, state);
	buf_json_key(&text, "reason");
	buf_json_string(&text, reason);
	buf_addc(&text, '}');
	log_debug("watch", "instance changed", "uuid=%s kind=%s state=%s", uuid, kind, state);
	if (*watch->link)
		link_agent_say(*watch->link, "instance.state", (struct span){text.data, text.len});
	look_later(watch, LOOK_MS);
}

static void on_docker_event(void *arg, const struct docker_event *event)
{
	struct watch *watch = arg;
	AUTO(buf_done) struct buf uuid = {0}, code = {0};

	int starts = strcmp(event->action, "start") == 0;

	if (!starts && strcmp(event->action, "die") != 0 && strcmp(event->action, "destroy") != 0)
		return;
	if (json_string(json_get(event->attributes, LABEL), &uuid) < 0 || !uuid.len)
		return;
	if (starts) {
		/* Perhaps Docker's own doing, by its restart policy: at other ports, then. */
		look_later(watch, LOOK_MS);
		return;
	}
	if (json_string(json_get(event->attributes, "exitCode"), &code) < 0)
		buf_clear(&code);
	say_state(watch, uuid.data, "container", event->action[1] == 'i' ? "stopped" : "removed",
		  code.len ? code.data : "");
}

static void on_docker_up(void *arg)
{
	log_info("watch", "docker is there", "%s", "");
	look_later(arg, 0);
}

static void on_docker_down(void *arg, const struct error *err)
{
	(void)arg;
	log_warn("watch", "docker is away", "error=\"%s\"", err->text);
}

/* --- libvirt ---------------------------------------------------------------------------- */

static void on_virt_event(void *arg, const struct virt_event *event)
{
	int undefined = strcmp(event->event, "undefined") == 0;

	/* Domains are defined under the instance's uuid; the server knows which are ours. */
	if (undefined || strcmp(event->event, "stopped") == 0 ||
	    strcmp(event->event, "crashed") == 0)
		say_state(arg, event->uuid, "virtualMachine", undefined ? "removed" : "stopped",
			  event->reason);
}

static void on_virt_up(void *arg)
{
	log_info("watch", "libvirt is there", "%s", "");
	look_later(arg, 0);
}

static void on_virt_down(void *arg, const struct error *err)
{
	(void)arg;
	log_warn("watch", "libvirt is away", "error=\"%s\"", err->text);
}

struct watch *watch_new(struct loop *loop, struct script *script, struct link_agent **link,
			struct docker *docker, struct virt *virt)
{
	struct watch *watch = calloc(1, sizeof(*watch));

	if (!watch)
		abort();
	watch->loop = loop;
	watch->script = script;
	watch->link = link;
	if (docker)
		docker_listen(docker, &(struct docker_listener){.up = on_docker_up,
								.down = on_docker_down,
								.event = on_docker_event,
								.arg = watch});
	if (virt)
		virt_listen(virt, &(struct virt_listener){.up = on_virt_up,
							  .down = on_virt_down,
							  .event = on_virt_event,
							  .arg = watch});
	return watch;
}

void watch_free(struct watch *watch)
{
	if (!watch)
		return;
	timer_cancel(watch->look);
	free(watch);
}

/*
 * The raw table `event`: events to whoever subscribed over HTTP, and their answers. Service
 * "bus" is a struct bus; without it (an agent, a check) every call fails as unavailable.
 */
#ifndef SCRIPT_BIND_EVENT_H
#define SCRIPT_BIND_EVENT_H

#include <lua.h>

/*
 * stampede.raw.event.request(name, resource_type, resource_id, data, timeout_s, attempts, key,
 *                            waits, progress) -> data | nil, err
 * stampede.raw.event.hearers(name) -> integer
 *
 * All but the name may be nil. `waits`: while nobody subscribes to it, it waits for one who
 * does (and says so); else it fails as unavailable, tagged Absent. bus_sweep by `key` ends it as
 * cancelled, tagged Dropped. `progress` is called with a percentage (or nil) and a message, or
 * true: shown as the task's own.
 */
void bind_event_tables(lua_State *L);

/* Shows what a process waits for, on itself and on its resource: the event, and whether anybody
 * hears it. */
struct run;
void event_show_wait(struct run *run, const char *name, int is_absent);

#endif

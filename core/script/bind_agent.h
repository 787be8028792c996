/*
 * The raw table `agent`: requests to agents over the link. Service "link" is a struct
 * link_server; without it (an agent, a check) every call fails as unavailable.
 */
#ifndef SCRIPT_BIND_AGENT_H
#define SCRIPT_BIND_AGENT_H

#include <lua.h>

/*
 * stampede.raw.agent.request(agent_id, event, resource_type, resource_id, data, timeout_s,
 *                            attempts, progress) -> data | nil, err
 * stampede.raw.agent.is_up(agent_id) -> boolean
 *
 * resource_type, resource_id, data, timeout_s, attempts and progress may be nil; progress is
 * called with a percentage (or nil) and a message, or true: shown as the task's own.
 */
void bind_agent_tables(lua_State *L);

#endif

/*
 * Who asks: HTTP Basic with an access key and its secret, or a one-time ticket for what
 * cannot send headers. HTTP threads; each has its own cache of keys that were verified, and
 * forgets all of them the moment an account or a key changes.
 *
 * Secrets are compared in constant time and never logged.
 */
#ifndef API_AUTH_H
#define API_AUTH_H

#include "api/call.h"

/*
 * Fills call->who. -1: 401 (ERROR_DENIED tagged Unauthorized), or the store is away. In no-auth
 * mode whoever has no valid key acts as the first admin account.
 */
int auth_check(struct call *call, struct error *err);

/*
 * The agent that an account of role agent owns: 0 and *ret, or -1: ERROR_DENIED when the account
 * owns none, MissingRequired of agentId when it owns several.
 */
int auth_agent(struct call *call, int64_t *ret, struct error *err);

/*
 * Whether a request that changes something, or opens a socket, may come from where a browser
 * says it comes from. Only asked when no key was needed: any page that the user looks at
 * could otherwise use a server that listens on loopback without keys.
 */
int auth_origin_ok(struct call *call);

struct auth_cache *auth_cache_new(void);
void auth_cache_free(struct auth_cache *cache);

/* One-time tickets: 30 seconds, one use, at most 1024 at a time. Any thread. */
struct tickets *tickets_new(void);
void tickets_free(struct tickets *tickets);
void tickets_issue(struct tickets *tickets, const struct identity *who, char ret[41]);
int tickets_take(struct tickets *tickets, const char *ticket, struct identity *ret);

#endif

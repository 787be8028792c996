/*
 * Who asks: HTTP Basic with an access key and its secret, the cookie of a browser that logged in
 * (login.h), or a one-time ticket for what cannot send headers. HTTP threads; each has its own
 * cache of keys that were verified, and forgets all of them the moment an account or a key changes.
 *
 * Secrets are compared in constant time and never logged.
 */
#ifndef API_AUTH_H
#define API_AUTH_H

#include "api/call.h"
#include "api/sessions.h"

#define AUTH_COOKIE "stampede_session"

/*
 * Fills call->who. -1: 401 (ERROR_DENIED tagged Unauthorized), or the store is away. In no-auth
 * mode whoever has no valid key acts as the first admin account.
 */
int auth_check(struct call *call, struct error *err);

/*
 * Where the setting api.auth.header.enabled says so, a key that sees all may speak for the account
 * that the header X-Account-Uuid names. -1: 401, there is no such active account.
 */
int auth_act_as(struct call *call, struct error *err);

/*
 * Looks an access key and its secret up, and fills call->who. -1: 401, or 429 with Retry-After
 * after too many wrong ones, whose number is limited by address and by key; or the store is away.
 */
int auth_sign_in(struct call *call, const char *user, const char *password, struct error *err);

/* What tells one session of a browser from the others; never 0. */
uint64_t auth_session_id(const struct api *api, const char *token);

/* Fills call->who for a key that somebody proved to have; -1: it is not good any more. */
int auth_of_key(struct call *call, const struct session_owner *owner);

/*
 * The agent that an account of role agent owns: 0 and *ret, or -1: ERROR_DENIED when the account
 * owns none, MissingRequired of agentId when it owns several.
 */
int auth_agent(struct call *call, int64_t *ret, struct error *err);

/*
 * Whether a request that changes something, or opens a socket, may come from where a browser
 * says it comes from. Only asked when no key was sent: any page that the user looks at
 * could otherwise use a server that listens on loopback without keys, or the user's session.
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

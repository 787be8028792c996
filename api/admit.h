/*
 * The door: how often somebody may ask, who it is, and whether the browser that asks does so on
 * behalf of a page of ours. HTTP threads.
 */
#ifndef API_ADMIT_H
#define API_ADMIT_H

#include "api/call.h"

/*
 * Who asks, and whether it may: 0 with call->base, who, method and plain filled, or -1 and the
 * request is answered.
 */
int admit(struct call *call, const char *path);

/* The same for whoever has yet to say who it is: all but who and plain. */
int admit_stranger(struct call *call, struct error *err);

/*
 * Whether a request that changes something was meant by who sends it (the contract's CSRF rule, and
 * more for sessions): 0, or -1 with 403 InvalidCSRFToken.
 */
int admit_csrf(struct call *call, struct error *err);

/* Gives a browser the cookie that it has to repeat as X-API-CSRF. */
void admit_headers(struct call *call);

#endif

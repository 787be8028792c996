/*
 * Logging in and out with a browser: /v1/session.
 *
 *     POST {"accessKey":...,"secretKey":...} or {"token":...} of a login link: 201, and the cookie
 *     GET: who is logged in, or whose key was sent; DELETE: logs out
 *
 * The cookie is HttpOnly and SameSite=Strict, and Secure where the request came over TLS. HTTP
 * threads.
 */
#ifndef API_LOGIN_H
#define API_LOGIN_H

#include "api/call.h"

/* 1: it was a POST to /v1/session, and is answered: nobody needs to be anybody for it. */
int login_route(struct call *call, const char *path);

/* The other methods, for whoever was admitted. */
void login_session(struct call *call);

#endif

/*
 * Who is logged in with a browser, and the login links that were not used yet. A session is a
 * random token, which only the browser knows; kept is its SHA-256, in memory and in a file that
 * is replaced at every login and logout, so that a restart logs nobody out and a stolen file
 * lets nobody in. Any thread.
 */
#ifndef API_SESSIONS_H
#define API_SESSIONS_H

#include <stdint.h>

#define SESSION_TOKEN 64 /* characters of a token */

struct sessions;

/* Whose it is. */
struct session_owner {
	int64_t account_id;
	int64_t key_id; /* the credential that opened it: it ends with that one */
};

/* How long sessions last, ms. */
struct session_limits {
	int64_t idle; /* without a request */
	int64_t total; /* since the login */
};

/* `path`: where they are kept; NULL: in memory only. A file that cannot be read holds none. */
struct sessions *sessions_new(const char *path);
void sessions_free(struct sessions *sessions);

/* A new session. When there are too many of its key (or of all), the one that was idle longest
 * ends. */
void sessions_open(struct sessions *sessions, const struct session_owner *owner,
		   char ret[SESSION_TOKEN + 1]);

/* 0: the token is good, and used now; -1: unknown, or over. *ret_until: UTC ms. */
int sessions_find(struct sessions *sessions, const char *token, const struct session_limits *limits,
		  struct session_owner *ret, int64_t *ret_until);

/* Ends one; unknown ones are ended already. */
void sessions_close(struct sessions *sessions, const char *token);

/* A link that opens one session, once, within a day. */
void sessions_link(struct sessions *sessions, const struct session_owner *owner,
		   char ret[SESSION_TOKEN + 1]);
int sessions_take_link(struct sessions *sessions, const char *token, struct session_owner *ret);

#endif

/*
 * What the files of the API share: the api itself, and one request on its way through it.
 * A call lives on the HTTP thread's stack; what is deferred copies it (write.h).
 */
#ifndef API_CALL_H
#define API_CALL_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

#include "api/api.h"
#include "api/view.h"
#include "base/buf.h"

#define API_MAX_THREADS 16
#define API_JSON "application/json; charset=utf-8"

#define ETAG_SIZE 64

struct auth_cache;
struct content;
struct session;
struct deferred;
struct gzip;
struct limits;
struct kept_answers;
struct sessions;
struct subscribers;
struct tickets;
struct write;

/* Who asks. */
struct identity {
	int64_t account_id;
	enum role role;
	unsigned sees_all : 1; /* rows of every account */
	unsigned read_only : 1;
	unsigned plain : 1; /* plain ids, always */
	unsigned assumed : 1; /* no key was given or none needed: acts as the first admin */
	uint64_t session; /* which one, by the cookie of a browser that logged in; 0: none */
	int64_t key_id; /* the credential; 0: none, or a registration token */
	int64_t until; /* session: when it ends by itself, UTC ms */
};

/* How often and how long, as of `seen`. (admit.c) */
struct admit_rules {
	int64_t address, key; /* requests a second; 0: any number */
	int64_t logins; /* failed ones a minute; 0: any number */
	int64_t session_idle, session_total; /* ms */
	int override; /* whether callers may say what they called, and who they are */
	unsigned seen;
};

/* Which pages of elsewhere may ask (cors.h), as of `seen`. */
struct cors {
	struct buf origins;
	int64_t max_age; /* seconds */
	int credentials;
	unsigned seen;
};

/* What one thread owns; opened on its first request with a model. */
struct api_thread {
	struct reader *reader; /* for the row that is being answered */
	struct reader *inner; /* for look-ups while `reader` stands on a row */
	struct snapshot *snapshot; /* the readers know its types */
	struct auth_cache *cache;
	struct gzip *gzip; /* NULL until somebody asked for it */
	struct cors cors;
	struct kept_answers *kept;
	unsigned gets; /* of what could be kept, while nothing is */
	struct admit_rules rules;
	int64_t show_removed_ms; /* as of settings_seen */
	unsigned settings_seen;
};

struct api {
	atomic_int refs; /* what is on its way to the loop holds one */
	int closed; /* loop thread: api_free was called */
	struct loop *loop;
	struct store *store;
	struct engine *engine;
	struct script *script;
	const struct seal *seal;
	char *ui_dir, *base_url, *upload_dir, *scripts_dir;
	int no_auth;
	int64_t show_removed_ms; /* where no setting says it */
	atomic_uint settings; /* counts their changes, from 1 */

	struct bus *bus;
	pthread_mutex_t lock; /* guards snapshot and externals */
	struct externals *externals;
	struct snapshot *snapshot; /* NULL until the first model */
	unsigned serial;
	uint64_t etag_key; /* another one at each start */
	atomic_uint auth_generation; /* grows when an account or a key changes */
	struct api_thread threads[API_MAX_THREADS + 1]; /* the last one: the loop thread */
	struct content *uploads; /* under way; under lock */
	struct tickets *tickets;
	struct sessions *sessions;
	struct limits *limits;
	struct limits *trusted; /* from where each key was used rightly (auth.c) */
	struct subscribers *subscribers; /* loop thread */
	struct session *consoles; /* loop thread */
	struct api_monitor monitor; /* arg NULL: there is none; loop thread */
	atomic_int is_watched; /* there is one */
	atomic_int_fast64_t beat; /* monotonic ms of its last sign of life */
	struct http_server *http; /* what the API is served by; NULL: not known yet */
	struct deferred *deferred; /* what the loop works for; loop thread */
	struct write *once; /* those of them that have a key and are carried out; loop thread */
	void (*agent_fn)(void *arg, int64_t agent_id, struct ws *ws);
	void *agent_arg;
	const char *verb_type; /* whose actions are no processes; NULL: of none */
	api_verb_fn verb_fn;
	void *verb_arg;
};

struct call {
	struct api *api;
	struct http_request *request;
	struct snapshot *snapshot; /* a reference */
	struct api_thread *thread;
	struct identity who;
	unsigned method; /* one METHOD_ bit; 0: none we know */
	int is_browser; /* by its User-Agent, as the contract does */
	int is_secure; /* came over TLS, if only as far as a proxy on this machine */
	int plain; /* ids of this request, both ways */
	int success; /* status of a write that succeeds, when it is not the usual one; else 0 */
	char etag[ETAG_SIZE]; /* of the coming answer, "" while not known */
	char base[300]; /* "http://host:9080", lower case, safe in JSON */
	size_t base_len;
};

/* The page of one thread, its readers open for the call's snapshot. -1: the store is away. */
int api_thread_ready(struct api *api, struct api_thread *thread, struct snapshot *snapshot,
		     struct error *err);

struct api *api_ref(struct api *api);
void api_unref(struct api *api);

/* A reference to what is current; NULL before the first model. Any thread. */
struct snapshot *api_snapshot(struct api *api);

/* A reference to the external handlers of now; may be NULL. Any thread. */
struct externals *api_externals(struct api *api);

/* Adds the headers of every API reply. */
void call_headers(struct call *call);

/*
 * Takes the finished body and answers with JSON and the headers of every API reply: 304 instead
 * when the caller has it already, packed when he takes that.
 */
void call_reply(struct call *call, int status, struct buf *body);

/* The same with another content type, which is kept until the answer is sent. */
void call_send(struct call *call, int status, const char *content_type, struct buf *body);

/* Answers 304 when call->etag is what a GET says it has. 0: nothing was answered. */
int call_reply_known(struct call *call);

/* "1a1 from 127.0.0.1", for the history. */
void call_actor(const struct call *call, char *ret, size_t size);

/* Fills base from options or the Host header; -1 when Host holds what no host name has. */
int call_base(struct call *call, struct error *err);

/* Takes it from X-API-request-url, where the setting api.allow.client.override lets callers say
 * what they called; up to its version. -1: it is no URL. */
int call_base_override(struct call *call, struct error *err);

/* The value of a query parameter: 1 and text in `ret` (cleared first), 0 when absent. */
int call_query(const struct call *call, const char *name, struct buf *ret);

#endif

/*
 * The REST API: answers HTTP requests from the model's types, the store's committed rows
 * and, for writes, the engine. Everything on the wire is derived from struct model.
 *
 * Reads are answered on the HTTP thread they came in on, in C, and wait for nobody. Writes
 * are checked there, handed to the loop thread, and answered on the HTTP thread again once
 * they are durable.
 */
#ifndef API_API_H
#define API_API_H

#include <stdint.h>

#include "base/error.h"
#include "base/seal.h"
#include "engine/engine.h"
#include "engine/lifecycle.h"
#include "http/server.h"
#include "http/ws.h"
#include "link/bus.h"
#include "loop/loop.h"
#include "script/script.h"
#include "store/model.h"
#include "store/store.h"

struct api;

/* Everything is borrowed and must outlive the api; strings are copied. */
struct api_options {
	struct store *store;
	struct engine *engine;
	struct bus *bus; /* for subscribers and what they publish; NULL: there are none */
	struct script *script; /* for checks written in Lua; NULL: none are run */
	const struct seal *seal; /* opens and seals passwords; NULL: kept as they come */
	const char *ui_dir; /* files of the page; NULL: none is served */
	const char *base_url; /* instead of the request's Host: "https://cloud.example"; NULL */
	const char
		*scripts_dir; /* shell scripts for new hosts, items of configuration; NULL: none */
	const char *upload_dir; /* where uploaded images are kept; NULL: none are taken */
	const char *session_file; /* where browsers' sessions are kept; NULL: in memory only */
	int no_auth; /* a request without a valid key acts as the first admin */
	int64_t show_removed_ms; /* how long lists show removed rows; 0: 300 s */
};

/* Loop thread. The caller frees it with api_free. Answers 503 until a model is set. */
struct api *api_new(struct loop *loop, const struct api_options *options, struct error *err);

/*
 * Loop thread; after http_server_free, script_free and engine_free (which call back no more), and
 * before store_close. Closes all subscribers.
 */
void api_free(struct api *api);

/*
 * The token of a link that logs a browser in once, within a day, with a key of an account:
 * "BASE/#login=TOKEN". Any thread.
 */
void api_login_link(struct api *api, int64_t account_id, int64_t key_id, char ret[65]);

/* What http_server_new wants; valid while the api lives. */
void api_handler(struct api *api, struct http_handler *ret);

/*
 * Swaps the definitions (references are taken). Requests under way end on those they began
 * with. -1 when a type cannot be served (too many fields); then nothing changes. Loop thread.
 */
int api_set_model(struct api *api, struct model *model, struct lifecycles *lifecycles,
		  struct error *err);

/*
 * A resource changed durably: tells subscribers, and forgets keys that were verified when
 * it is an account, a credential or an agent. To be called by the runner's `changed`.
 * Loop thread.
 */
void api_changed(struct api *api, const struct type *type, int64_t id, int64_t account_id,
		 const char *state);

/* The server that this API is behind, for requests of its own consoles. Loop thread. */
void api_set_http(struct api *api, struct http_server *http);

/* What the rest of the server tells of itself. Loop thread. */
struct api_monitor {
	/* Appends its part of GET /metrics (base/prom.h). */
	void (*metrics)(void *arg, struct buf *ret);
	/*
	 * Looks whether all parts work, then calls done, once, at once or later. `report`: a JSON
	 * object, borrowed; by part whether it is "healthy", and a "message" why not.
	 */
	void (*health)(void *arg, void (*done)(void *done_arg, int healthy, struct span report),
		       void *done_arg);
	void *arg;
};
void api_set_monitor(struct api *api, const struct api_monitor *monitor);

/* The loop turns: to be said every second or so, once there is a monitor. Loop thread. */
void api_beat(struct api *api);

/* The external handlers, for people who look at a process (takes a reference). Loop thread. */
void api_set_externals(struct api *api, struct externals *externals);

/*
 * Who carries out the actions of a type that has no processes. The callback runs on the loop
 * thread and ends in one fn(fn_arg, outcome), at once or later. `type` is kept, not copied.
 */
typedef void (*api_verb_fn)(void *arg, int64_t id, const char *verb, struct span data,
			    const char *actor, outcome_fn fn, void *fn_arg);
void api_on_verb(struct api *api, const char *type, api_verb_fn verb, void *arg);

/*
 * Who takes over the WebSocket of an agent (GET /v1/link with the agent's own key). The
 * callback runs on the loop thread and owns the ws from then on. Without one they are closed.
 */
void api_on_agent(struct api *api, void (*fn)(void *arg, int64_t agent_id, struct ws *ws),
		  void *arg);

#endif

/* Basic authentication and sessions, against credential and account rows. */
#include "api/auth.h"

#include <ctype.h>
#include <nettle/base64.h>
#include <nettle/memops.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "api/audit.h"
#include "api/cors.h"
#include "api/errors.h"
#include "api/etag.h"
#include "api/limit.h"
#include "api/registration.h"
#include "api/sessions.h"
#include "base/auto.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/log.h"

#define HEADER_MAX 512 /* a longer header is no key of ours */
#define CACHE_SLOTS 256 /* direct-mapped: a collision only costs a look-up */
#define CACHE_MS 60000 /* even without a change, ask again */

struct auth_slot {
	unsigned generation;
	int64_t until; /* monotonic ms */
	size_t len;
	char header[HEADER_MAX];
	struct identity who;
};

struct auth_cache {
	uint64_t seed;
	struct auth_slot *slots[CACHE_SLOTS];
};

struct auth_cache *auth_cache_new(void)
{
	struct auth_cache *cache = calloc(1, sizeof(*cache));

	if (!cache)
		abort();
	id_random(&cache->seed, sizeof(cache->seed));
	return cache;
}

void auth_cache_free(struct auth_cache *cache)
{
	if (!cache)
		return;
	for (int i = 0; i < CACHE_SLOTS; i++) {
		if (cache->slots[i])
			explicit_bzero(cache->slots[i], sizeof(*cache->slots[i]));
		free(cache->slots[i]);
	}
	free(cache);
}

static unsigned slot_of(const struct auth_cache *cache, const char *header, size_t len)
{
	uint64_t hash = cache->seed;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)header[i]) * 1099511628211ull;
	return (unsigned)((hash >> 32) % CACHE_SLOTS);
}

static int cache_find(struct call *call, const char *header, size_t len, unsigned generation)
{
	struct auth_cache *cache = call->thread->cache;
	const struct auth_slot *slot = cache->slots[slot_of(cache, header, len)];

	if (!slot || slot->generation != generation || slot->len != len ||
	    !memeql_sec(slot->header, header, len) || slot->until < clock_mono())
		return 0;
	call->who = slot->who;
	return 1;
}

static void cache_keep(struct call *call, const char *header, size_t len, unsigned generation)
{
	struct auth_cache *cache = call->thread->cache;
	struct auth_slot **slot = &cache->slots[slot_of(cache, header, len)];

	if (!*slot && !(*slot = calloc(1, sizeof(**slot))))
		abort();
	(*slot)->generation = generation;
	(*slot)->until = clock_mono() + CACHE_MS;
	/* Asked again before it may have ended: that it is used must be known by then. */
	if (call->who.session && (call->who.until - clock_now()) / 2 < CACHE_MS)
		(*slot)->until = clock_mono() + (call->who.until - clock_now()) / 2;
	(*slot)->len = len;
	memcpy((*slot)->header, header, len);
	(*slot)->who = call->who;
}

/* "Basic base64" to user and password, NUL-terminated in `text`. -1 when it is not of that form. */
static int decode_basic(const char *header, size_t len, char text[HEADER_MAX], char **ret_password)
{
	struct base64_decode_ctx base64;
	size_t size = HEADER_MAX;
	char *colon;

	if (len < 7 || strncasecmp(header, "Basic ", 6) != 0)
		return -1;
	header += 6;
	len -= 6;
	while (len && *header == ' ')
		header++, len--;
	if (len == 0 || len % 4 || BASE64_DECODE_LENGTH(len) >= HEADER_MAX)
		return -1;
	base64_decode_init(&base64);
	if (!base64_decode_update(&base64, &size, (uint8_t *)text, len, header) ||
	    !base64_decode_final(&base64))
		return -1;
	text[size] = 0;
	if (strlen(text) != size)
		return -1;
	colon = strchr(text, ':');
	if (!colon)
		return -1;
	*colon = 0;
	*ret_password = colon + 1;
	return 0;
}

/*
 * Role and reach of an account by its kind. -1: a kind that may not use the API. Where no keys are
 * asked for, one that has no set of types of its own has all of them, for its own rows.
 */
static int identity_of_kind(struct identity *who, const char *kind, int no_auth)
{
	who->sees_all = who->read_only = who->plain = 0;
	if (strcmp(kind, "admin") == 0) {
		who->role = ROLE_ADMIN;
		who->sees_all = 1;
	} else if (strcmp(kind, "superadmin") == 0) {
		who->role = ROLE_SUPER;
		who->sees_all = 1;
	} else if (strcmp(kind, "readAdmin") == 0) {
		who->role = ROLE_ADMIN;
		who->read_only = 1;
	} else if (strcmp(kind, "user") == 0) {
		who->role = ROLE_USER;
	} else if (strcmp(kind, "agent") == 0) {
		who->role = ROLE_AGENT;
		who->plain = 1;
	} else if (strcmp(kind, "agentRegister") == 0) {
		who->role = ROLE_AGENT_REGISTER;
	} else if (no_auth) {
		who->role = ROLE_SUPER;
	} else {
		return -1;
	}
	return 0;
}

/* 0 when the account may act. */
static int load_account(struct call *call, int64_t account_id, struct error *err)
{
	const struct type *type = model_type(call->snapshot->model, "account");
	struct row row;

	if (!type || reader_get(call->thread->inner, type, account_id, &row, err) < 0)
		return -1;
	if (!row.kind || !row.state || strcmp(row.state, "active") != 0)
		return -1;
	call->who.account_id = account_id;
	return identity_of_kind(&call->who, row.kind, call->api->no_auth);
}

struct key_search {
	struct call *call;
	const char *secret;
	int64_t account_id, key_id;
	int64_t seen; /* the last one with this access key, whatever its secret */
};

static int kind_signs_in(const char *kind)
{
	return kind && (strcmp(kind, "apiKey") == 0 || strcmp(kind, "agentApiKey") == 0 ||
			strcmp(kind, "usernamePassword") == 0);
}

static int match_key(void *arg, const struct row *row)
{
	struct key_search *search = arg;
	AUTO(buf_done) struct buf sealed = {0};
	AUTO(buf_done) struct buf secret = {0};

	search->seen = row->id;
	if (!kind_signs_in(row->kind) || !row->state || strcmp(row->state, "active") != 0 ||
	    row->account_id == 0)
		return 0;
	if (json_string(json_get(row->doc, "secretValue"), &sealed) < 0 || sealed.len == 0)
		return 0;
	if (search->call->api->seal) {
		if (seal_open(search->call->api->seal, sealed.data, sealed.len, &secret, NULL) < 0)
			return 0;
	} else {
		buf_add(&secret, sealed.data, sealed.len);
	}
	if (secret.len && id_equal(secret.data, search->secret))
		search->account_id = row->account_id, search->key_id = row->id;
	explicit_bzero(secret.data, secret.len);
	return search->account_id != 0;
}

/* 0: the key is good. -1 with err.code ERROR_NONE: it is not; else the store is away. */
static int check_key(struct call *call, const char *user, const char *password, int64_t *ret_seen,
		     struct error *err)
{
	const struct type *type = model_type(call->snapshot->model, "credential");
	struct key_search search = {.call = call, .secret = password};
	struct filter filter = {.op = STORE_EQ, .value = user};
	struct query query = {.type = type, .filters = &filter, .filter_count = 1, .limit = 16};
	struct error ignored;

	if (!type || !*user || !*password)
		return -1;
	if (strcmp(user, REGISTRATION_USER) == 0) {
		search.account_id = registration_account(call, password);
		if (!search.account_id || load_account(call, search.account_id, &ignored) < 0)
			return -1;
		call->who.role = ROLE_REGISTER;
		call->who.sees_all = call->who.read_only = call->who.plain = 0;
		return 0;
	}
	filter.field = type_field(type, "publicValue", strlen("publicValue"));
	if (!filter.field)
		return -1;
	if (reader_list(call->thread->reader, &query, match_key, &search, err) < 0)
		return -1;
	*ret_seen = search.seen;
	if (!search.account_id)
		return -1;
	call->who.key_id = search.key_id;
	return load_account(call, search.account_id, &ignored);
}

/* --- Too many wrong keys ---------------------------------------------------------------- */

#define MINUTE_NS 60000000000LL
#define DAY_NS (24 * 60 * MINUTE_NS)
#define ALL_ADDRESSES 10 /* times what one address may send, of one key from everywhere */

/*
 * Wrong secrets are counted by address, and by access key. Who knows an access key could hold up
 * its owner by the second: so it is wider, and does not count for addresses from which the right
 * secret came within a day. Guessing from there is held up by the first.
 */
struct doors {
	uint64_t address, key, trusted;
	int64_t every, most; /* most 0: no limit */
	int64_t key_every, key_most;
};

static void doors_of(const struct call *call, const char *user, struct doors *ret)
{
	const struct api *api = call->api;
	const char *peer = call->request->peer;
	uint64_t pair[2];

	ret->most = api->no_auth ? 0 : call->thread->rules.logins;
	ret->every = ret->most ? MINUTE_NS / ret->most : 0;
	/* All new hosts have this name: who guesses under it must not hold up the others. */
	ret->key_most = strcmp(user, REGISTRATION_USER) == 0 ? 0 : ret->most * ALL_ADDRESSES;
	ret->key_every = ret->key_most ? MINUTE_NS / ret->key_most : 0;
	ret->address = limits_address(api->limits, 'f', peer);
	ret->key = limits_key(api->limits, 'k', user, strlen(user));
	pair[0] = limits_address(api->trusted, 't', peer);
	pair[1] = limits_key(api->trusted, 't', user, strlen(user));
	ret->trusted = limits_key(api->trusted, 't', pair, sizeof(pair));
}

/* How long until this address may try this key; ns. */
static int64_t doors_wait(const struct call *call, const struct doors *doors)
{
	int64_t wait;

	if (!doors->most)
		return 0;
	wait = limits_wait(call->api->limits, doors->address, doors->every, doors->most);
	if (wait || !doors->key_most || limits_wait(call->api->trusted, doors->trusted, DAY_NS, 1))
		return wait;
	return limits_wait(call->api->limits, doors->key, doors->key_every, doors->key_most);
}

static void doors_note(const struct call *call, const struct doors *doors, int is_right)
{
	if (doors->most && !is_right) {
		limits_take(call->api->limits, doors->address, doors->every, doors->most);
		if (doors->key_most)
			limits_take(call->api->limits, doors->key, doors->key_every,
				    doors->key_most);
	} else if (doors->key_most) {
		/* Anew when half of it is over. */
		limits_take(call->api->trusted, doors->trusted, DAY_NS / 2, 2);
	}
}

static int too_often(struct call *call, int64_t wait, struct error *err)
{
	int seconds = (int)(wait / 1000000000 + 1);
	char text[16];

	snprintf(text, sizeof(text), "%d", seconds);
	http_add_header(call->request, "Retry-After", text);
	return error_field(err, ERROR_DENIED, "TooManyRequests", NULL,
			   "too many failed logins from this address or with this key; try again "
			   "in %d s",
			   seconds);
}

/* A login was refused: counted, logged, and in the history of the key if it is one of ours. */
static void note_refused(struct call *call, const char *user, int64_t seen)
{
	char actor[128];

	snprintf(actor, sizeof(actor), "nobody from %s", call->request->peer);
	/* What is no access key may be a secret that somebody typed into the wrong field. */
	log_warn("api", "login refused", "from=%s key=%s", call->request->peer,
		 seen ? user : "unknown");
	audit_note(call->api, seen ? "credential" : "account", seen ? seen : 1, "login", actor,
		   seen ? "the secret is wrong, or the key or its account is not active"
			: "there is no such access key");
}

int auth_sign_in(struct call *call, const char *user, const char *password, struct error *err)
{
	struct error why = {0};
	struct doors doors;
	int64_t wait, seen = 0;

	doors_of(call, user, &doors);
	/* Before the secret is looked at: or guessing would go on, and only be told less. */
	wait = doors_wait(call, &doors);
	if (wait)
		return too_often(call, wait, err);
	if (check_key(call, user, password, &seen, &why) == 0) {
		doors_note(call, &doors, 1);
		return 0;
	}
	if (why.code != ERROR_NONE) {
		if (err)
			*err = why;
		return -1;
	}
	if (!call->api->no_auth) {
		doors_note(call, &doors, 0);
		note_refused(call, user, seen);
	}
	return error_field(err, ERROR_DENIED, "Unauthorized", NULL, "%s",
			   "a valid access key and secret key are needed");
}

int auth_of_key(struct call *call, const struct session_owner *owner)
{
	const struct type *type = model_type(call->snapshot->model, "credential");
	struct row row;

	if (!type || reader_get(call->thread->inner, type, owner->key_id, &row, NULL) < 0 ||
	    !kind_signs_in(row.kind) || !row.state || strcmp(row.state, "active") != 0 ||
	    row.account_id != owner->account_id)
		return -1;
	call->who.key_id = owner->key_id;
	return load_account(call, owner->account_id, NULL);
}

uint64_t auth_session_id(const struct api *api, const char *token)
{
	return etag_hash(api->etag_key, token, strlen(token)) | 1;
}

/* By the cookie of a browser. */
static int resume_session(struct call *call, const char *token)
{
	const struct admit_rules *rules = &call->thread->rules;
	struct session_limits limits = {rules->session_idle, rules->session_total};
	struct session_owner owner;
	int64_t until;

	if (sessions_find(call->api->sessions, token, &limits, &owner, &until) < 0 ||
	    auth_of_key(call, &owner) < 0)
		return -1;
	call->who.session = auth_session_id(call->api, token);
	call->who.until = until;
	return 0;
}

static int first_active(void *arg, const struct row *row)
{
	int64_t *ret = arg;

	if (!row->state || strcmp(row->state, "active") != 0)
		return 0;
	*ret = row->id;
	return 1;
}

/* The first active admin account. */
static int assume_admin(struct call *call, struct error *err)
{
	const struct type *type = model_type(call->snapshot->model, "account");
	struct filter filter = {.op = STORE_EQ, .value = "admin"};
	struct query query = {.type = type, .filters = &filter, .filter_count = 1, .limit = 16};
	int64_t id = 0;

	if (type)
		filter.field = type_field(type, "kind", strlen("kind"));
	if (type && filter.field &&
	    reader_list(call->thread->reader, &query, first_active, &id, err) < 0)
		return -1;
	if (!id)
		return error_set(err, ERROR_UNAVAILABLE, "there is no active admin account yet");
	call->who = (struct identity){
		.account_id = id, .role = ROLE_ADMIN, .sees_all = 1, .assumed = 1};
	return 0;
}

int auth_check(struct call *call, struct error *err)
{
	const char *header = http_header(call->request, "Authorization");
	const char *token = header ? NULL : http_cookie(call->request, AUTH_COOKIE);
	size_t len = header ? strlen(header) : token ? strlen(token) : 0;
	unsigned generation =
		atomic_load_explicit(&call->api->auth_generation, memory_order_acquire);
	char text[HEADER_MAX], *password = NULL;
	struct error why = {0};
	int rc = -1;

	/* The slot of length 0 stands for "nobody in particular", in no-auth mode. */
	if (len >= HEADER_MAX)
		len = 0;
	/* No Authorization that is one begins as a token does. */
	if (!len)
		header = token = "";
	else if (token)
		header = token;
	if ((len || call->api->no_auth) && cache_find(call, header, len, generation))
		return 0;
	if (len && token)
		rc = resume_session(call, token);
	else if (len && decode_basic(header, len, text, &password) == 0)
		rc = auth_sign_in(call, text, password, &why);
	if (password)
		explicit_bzero(text, sizeof(text));
	/* Where no key is needed, a wrong one is none; a store that is away is away. */
	if (rc < 0 && why.code != ERROR_NONE && !(call->api->no_auth && why.code == ERROR_DENIED)) {
		if (err)
			*err = why;
		return -1;
	}
	if (rc < 0 && call->api->no_auth) {
		rc = assume_admin(call, err);
		if (rc < 0)
			return -1;
	}
	if (rc < 0)
		return error_field(err, ERROR_DENIED, "Unauthorized", NULL, "%s",
				   "a valid access key and secret key are needed");
	cache_keep(call, header, len, generation);
	return 0;
}

int auth_act_as(struct call *call, struct error *err)
{
	const char *uuid = call->who.sees_all ? http_header(call->request, "X-Account-Uuid") : NULL;
	const struct type *type = model_type(call->snapshot->model, "account");
	struct filter filter = {.op = STORE_EQ, .value = uuid};
	struct query query = {.type = type, .filters = &filter, .filter_count = 1, .limit = 1};
	AUTO(buf_done) struct buf allowed = {0};
	int64_t id = 0;

	if (!uuid || call->who.assumed || call->who.read_only ||
	    reader_setting(call->thread->reader, call->snapshot->model, "api.auth.header.enabled",
			   &allowed) <= 0 ||
	    strcmp(allowed.data ? allowed.data : "", "true") != 0)
		return 0;
	filter.field = type_field(type, "uuid", strlen("uuid"));
	if (reader_list(call->thread->reader, &query, first_active, &id, NULL) < 0 || !id ||
	    load_account(call, id, NULL) < 0)
		return error_field(err, ERROR_DENIED, "Unauthorized", NULL, "%s",
				   "X-Account-Uuid names no active account");
	return 0;
}

struct agent_search {
	int64_t account_id, id;
	int count;
};

static int match_agent(void *arg, const struct row *row)
{
	struct agent_search *search = arg;

	if (row->account_id == search->account_id && !row->removed) {
		search->id = row->id;
		search->count++;
	}
	return 0;
}

int auth_agent(struct call *call, int64_t *ret, struct error *err)
{
	const struct type *type = model_type(call->snapshot->model, "agent");
	struct agent_search search = {.account_id = call->who.account_id};
	struct query query = {.type = type, .account_id = call->who.account_id, .limit = 100};

	if (!type || call->who.role != ROLE_AGENT)
		return error_set(err, ERROR_DENIED, "this key is not an agent's");
	if (reader_list(call->thread->reader, &query, match_agent, &search, err) < 0)
		return -1;
	if (search.count > 1)
		return errors_set(err, "MissingRequired", "agentId");
	if (!search.count)
		return error_set(err, ERROR_DENIED, "the account of this key owns no agent");
	*ret = search.id;
	return 0;
}

int auth_origin_ok(struct call *call)
{
	const char *origin = http_header(call->request, "Origin"), *host;

	/* A browser may keep a key, too, and sends it whoever's page it is that asks. */
	if ((!call->who.assumed && !call->who.session && !call->is_browser) || !origin)
		return 1;
	host = strstr(origin, "://");
	return (host && strcasecmp(host + 3, strstr(call->base, "://") + 3) == 0) ||
	       cors_names(call, origin);
}

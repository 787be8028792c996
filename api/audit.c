/* See audit.h. A note travels to the loop, since only the loop writes. */
#include "api/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/limit.h"
#include "base/auto.h"
#include "base/log.h"

#define REFUSED_EVERY_NS 100000000 /* ten a second */
#define REFUSED_BURST 100

struct note {
	struct api *api;
	char type[64], kind[16], actor[128], refused[160], deed[80];
	int64_t id;
};

static void written(void *arg, struct txn *txn)
{
	struct error err = {0};

	(void)arg;
	/* Of a row that is not there: somebody purged it meanwhile. */
	if (txn_result(txn, &err) < 0)
		log_warn("api", "not in the history, ignoring", "error=\"%s\"", err.text);
}

static void write_note(void *arg)
{
	struct note *note = arg;
	struct api *api = note->api;
	const struct type *type =
		api->snapshot && !api->closed ? model_type(api->snapshot->model, note->type) : NULL;
	AUTO(buf_done) struct buf detail = {0};
	struct txn *txn;

	if (type) {
		buf_adds(&detail, "{\"actor\":");
		buf_json_string(&detail, note->actor);
		if (note->deed[0]) {
			buf_adds(&detail, ",\"verb\":");
			buf_json_string(&detail, note->deed);
		}
		if (note->refused[0]) {
			buf_adds(&detail, ",\"error\":");
			buf_json_string(&detail, note->refused);
		}
		buf_addc(&detail, '}');
		txn = txn_new();
		txn_history(txn, type->base, note->id, 0, note->kind,
			    (struct span){detail.data, detail.len});
		store_submit(api->store, txn, written, NULL);
	}
	api_unref(api);
	free(note);
}

static void post(struct api *api, const char *type, int64_t id, const char *kind, const char *actor,
		 const char *refused, const char *deed)
{
	struct note *note = calloc(1, sizeof(*note));

	if (!note)
		abort();
	note->api = api_ref(api);
	note->id = id;
	snprintf(note->type, sizeof(note->type), "%s", type);
	snprintf(note->kind, sizeof(note->kind), "%s", kind);
	snprintf(note->actor, sizeof(note->actor), "%s", actor);
	snprintf(note->refused, sizeof(note->refused), "%s", refused ? refused : "");
	snprintf(note->deed, sizeof(note->deed), "%s", deed ? deed : "");
	loop_post(api->loop, write_note, note);
}

/* Whether it would be one too many. */
static int too_many(struct api *api, char of)
{
	return limits_take(api->limits, limits_key(api->limits, of, "", 0), REFUSED_EVERY_NS,
			   REFUSED_BURST) != 0;
}

void audit_note(struct api *api, const char *type, int64_t id, const char *kind, const char *actor,
		const char *refused)
{
	if (refused && too_many(api, 'h'))
		return;
	post(api, type, id, kind, actor, refused, NULL);
}

void audit_deed(struct api *api, const char *type, int64_t id, const char *kind, const char *actor,
		const char *deed)
{
	post(api, type, id, kind, actor, NULL, deed);
}

void audit_refused(struct call *call, int status, const struct error *err)
{
	const struct http_request *request = call->request;
	char actor[128], deed[80], why[160];

	if (strcmp(request->method, "GET") == 0 || strcmp(request->method, "HEAD") == 0 ||
	    strcmp(request->method, "OPTIONS") == 0 || call->who.account_id <= 0)
		return;
	/* Who is not let in, or asks too often, is noted where that is found. */
	if (status < 400 || status >= 500 || status == 401 || status == 429 ||
	    too_many(call->api, 'r'))
		return;
	call_actor(call, actor, sizeof(actor));
	snprintf(deed, sizeof(deed), "%s %s", request->method, request->path);
	snprintf(why, sizeof(why), "%d %s%s%s", status,
		 err->tag[0] ? err->tag : error_name(err->code), err->field[0] ? " " : "",
		 err->field);
	post(call->api, "account", call->who.account_id, "refused", actor, why, deed);
}

/* See create.h. */
#include "api/create.h"

#include <string.h>

#include "base/auto.h"
#include "store/doc.h"

const char *create_text(struct span object, const char *key, struct buf *ret)
{
	if (json_string(json_get(object, key), ret) < 0)
		return NULL;
	return ret->data ? ret->data : "";
}

/* The owner of a new row: who asks, unless one who sees all names another. */
static int64_t owner_of(const struct creation *creation)
{
	const struct call *call = creation->call;
	const struct type *base = creation->type->base;
	struct span patch = {creation->patch->data, creation->patch->len};
	struct span given = json_get(patch, "accountId");
	int64_t id;

	if (snapshot_shape(call->snapshot, base)->account < 0)
		return 0;
	if (call->who.sees_all && given.at)
		return json_int(given, &id) == 0 ? id : 0;
	/* An agent gets an account of its own when it is activated. */
	return strcmp(base->name, "agent") == 0 ? 0 : call->who.account_id;
}

static void create_row(struct creation *creation)
{
	struct span patch = {creation->patch->data, creation->patch->len};
	AUTO(buf_done) struct buf kind = {0};
	AUTO(buf_done) struct buf uuid = {0};
	AUTO(buf_done) struct buf name = {0};
	AUTO(buf_done) struct buf doc = {0};
	struct row row = {.progress = -1};

	row.account_id = owner_of(creation);
	row.kind = creation->type->parent ? NULL : create_text(patch, "kind", &kind);
	if (!row.kind || !row.kind[0])
		row.kind = creation->type->name;
	row.uuid = create_text(patch, "uuid", &uuid);
	if (row.uuid && !row.uuid[0])
		row.uuid = NULL;
	row.name = create_text(patch, "name", &name);
	doc_merge_typed(creation->type, (struct span){"{}", 2}, patch, &doc);
	row.doc = (struct span){doc.data, doc.len};
	engine_create(creation->call->api->engine, creation->type, &row, (struct span){"{}", 2},
		      creation->once, creation->actor, creation->fn, creation->arg);
}

static void checked(void *arg, int rc, struct span data, const struct error *err)
{
	struct creation *creation = arg;
	struct outcome outcome = {.rc = -1};
	struct span input;

	if (rc < 0) {
		outcome.err = *err;
		creation->fn(creation->arg, &outcome);
		return;
	}
	input = json_get(data, "input");
	if (json_is_object(input)) {
		buf_clear(creation->patch);
		buf_add(creation->patch, input.at, input.len);
	}
	create_row(creation);
}

/* Rules that need to look around (does the image exist?) are written in Lua, per base type. */
static int has_checks(const struct type *type)
{
	static const char *const names[] = {"instance", "image", "subnet", "ipPool"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(type->base->name, names[i]) == 0)
			return 1;
	return 0;
}

void create_start(struct creation *creation)
{
	struct script *script = creation->call->api->script;
	AUTO(buf_done) struct buf data = {0};

	if (!script || !has_checks(creation->type)) {
		create_row(creation);
		return;
	}
	buf_addf(&data, "{\"type\":\"%s\",\"accountId\":%lld,\"input\":", creation->type->name,
		 (long long)owner_of(creation));
	buf_add(&data, creation->patch->data, creation->patch->len);
	buf_addc(&data, '}');
	script_call(script, "checks", "create", (struct span){data.data, data.len}, checked,
		    creation);
}

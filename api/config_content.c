/* Versions are REVISION-SOURCE: how often the item was asked for anew, and a hash of its files. */
#include "api/config_content.h"

#include <dirent.h>
#include <fcntl.h>
#include <nettle/sha1.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "api/access.h"
#include "api/archive.h"
#include "api/auth.h"
#include "api/defer.h"
#include "api/errors.h"
#include "api/ids.h"
#include "base/auto.h"

#define NAME_MAX_LEN 40
#define FILES_MAX 64
#define BYTES_MAX (16 << 20)
#define HEX_SIZE (2 * SHA1_DIGEST_SIZE + 1)

/* --- Files ------------------------------------------------------------------------------ */

struct part {
	char name[64];
	unsigned mode;
	struct buf data;
};

struct item {
	char name[NAME_MAX_LEN + 1];
	char source[HEX_SIZE];
	struct part parts[FILES_MAX];
	int count;
	int64_t revision;
};

static void auto_item_free(struct item **item)
{
	for (int i = 0; *item && i < (*item)->count; i++)
		buf_done(&(*item)->parts[i].data);
	free(*item);
}

static void hex_of(struct sha1_ctx *sha1, char ret[HEX_SIZE])
{
	uint8_t digest[SHA1_DIGEST_SIZE];

	sha1_digest(sha1, sizeof(digest), digest);
	for (size_t i = 0; i < sizeof(digest); i++) {
		ret[2 * i] = "0123456789abcdef"[digest[i] >> 4];
		ret[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
	}
	ret[HEX_SIZE - 1] = 0;
}

static void sum_of(const struct buf *data, char ret[HEX_SIZE])
{
	struct sha1_ctx sha1;

	sha1_init(&sha1);
	sha1_update(&sha1, data->len, (const uint8_t *)(data->data ? data->data : ""));
	hex_of(&sha1, ret);
}

static int read_part(int dir, const char *name, struct part *ret, struct error *err)
{
	struct stat stat;
	ssize_t got = 0;
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0 || fstat(fd, &stat) < 0 || !S_ISREG(stat.st_mode) || stat.st_size > BYTES_MAX) {
		if (fd >= 0)
			close(fd);
		return error_set(err, ERROR_INTERNAL, "%s is no file that can be sent", name);
	}
	/* Installing takes the mode away; a script is one by its name. */
	ret->mode = strstr(name, ".sh") || stat.st_mode & 0111 ? 0755 : 0644;
	while (ret->data.len < (size_t)stat.st_size) {
		size_t left = (size_t)stat.st_size - ret->data.len;

		got = read(fd, buf_room(&ret->data, left), left);
		if (got <= 0)
			break;
		ret->data.len += (size_t)got;
	}
	close(fd);
	return got < 0 ? error_set(err, ERROR_INTERNAL, "%s cannot be read", name) : 0;
}

/* The files of an item, by name; none when there is no such directory. */
static int read_item(const struct api *api, struct item *item, struct error *err)
{
	AUTO(buf_done) struct buf path = {0};
	struct dirent **names = NULL;
	struct sha1_ctx sha1;
	int count, dir, rc = 0;

	sha1_init(&sha1);
	buf_addf(&path, "%s/%s", api->scripts_dir ? api->scripts_dir : "/nonexistent", item->name);
	dir = open(path.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	count = dir < 0 ? 0 : scandirat(dir, ".", &names, NULL, alphasort);
	for (int i = 0; i < count; i++) {
		struct part *part = &item->parts[item->count];
		const char *name = names[i]->d_name;

		if (rc == 0 && name[0] != '.' && item->count < FILES_MAX &&
		    strlen(name) < sizeof(part->name)) {
			strcpy(part->name, name);
			rc = read_part(dir, name, part, err);
			item->count++;
			sha1_update(&sha1, strlen(name) + 1, (const uint8_t *)name);
			sha1_update(&sha1, part->data.len, (const uint8_t *)part->data.data);
		}
		free(names[i]);
	}
	free(names);
	if (dir >= 0)
		close(dir);
	hex_of(&sha1, item->source);
	return rc;
}

/* --- The archive ------------------------------------------------------------------------ */

struct packing {
	const char *top;
	struct buf tar, sums;
	struct error *err;
	int rc;
};

static void pack(struct packing *packing, const char *name, unsigned mode, const struct buf *data)
{
	AUTO(buf_done) struct buf path = {0};
	char sum[HEX_SIZE];

	buf_addf(&path, "%s/%s", packing->top, name);
	sum_of(data, sum);
	buf_addf(&packing->sums, "%s *%s\n", sum, path.data);
	if (packing->rc == 0)
		packing->rc = archive_add(&packing->tar, path.data, mode, data->data, data->len,
					  packing->err);
}

/* ITEM-VERSION/: the files and `version`, or `uptodate` alone; then the sums, and the sums' sum. */
static int build(const struct item *item, int is_current, struct buf *ret, struct error *err)
{
	AUTO(buf_done) struct buf top = {0};
	AUTO(buf_done) struct buf version = {0};
	AUTO(buf_done) struct buf sums = {0};
	struct packing packing = {.err = err};

	buf_addf(&version, "%lld-%s", (long long)item->revision, item->source);
	buf_addf(&top, "%s-%s", item->name, version.data);
	buf_addc(&version, '\n');
	packing.top = top.data;
	for (int i = 0; i < item->count && !is_current; i++)
		pack(&packing, item->parts[i].name, item->parts[i].mode, &item->parts[i].data);
	pack(&packing, is_current ? "uptodate" : "version", 0644, &version);
	buf_add(&sums, packing.sums.data, packing.sums.len);
	buf_clear(&packing.sums);
	pack(&packing, "SHA1SUMS", 0644, &sums);
	buf_clear(&sums);
	buf_add(&sums, packing.sums.data, packing.sums.len);
	pack(&packing, "SHA1SUMSSUM", 0644, &sums);
	if (packing.rc == 0)
		packing.rc = archive_finish(&packing.tar, ret, err);
	buf_done(&packing.tar);
	buf_done(&packing.sums);
	return packing.rc;
}

/* --- Versions --------------------------------------------------------------------------- */

/* The last two pieces between dashes, so that the name of a directory will do. -1: no version. */
static int parse_version(const char *text, int64_t *ret_revision, const char **ret_source)
{
	const char *last = strrchr(text, '-'), *first;
	size_t len;

	if (!last || !last[1])
		return -1;
	for (first = last; first > text && first[-1] != '-'; first--)
		;
	len = (size_t)(last - first);
	*ret_source = last + 1;
	return ids_parse(first, len, 1, ret_revision);
}

/* --- Whose it is ------------------------------------------------------------------------ */

struct only {
	int64_t id;
	int count;
};

static int count_agent(void *arg, const struct row *row)
{
	struct only *only = arg;

	if (!row->removed) {
		only->id = row->id;
		only->count++;
	}
	return only->count > 1;
}

/* The agent that asks, or that is asked for; of all agents the only one. */
static int find_agent(struct call *call, int64_t *ret, struct error *err)
{
	const struct type *type = model_type(call->snapshot->model, "agent");
	struct query query = {.type = type, .limit = 100};
	AUTO(buf_done) struct buf given = {0};
	struct only only = {0, 0};
	struct row row;

	if (call_query(call, "agentId", &given) && given.len) {
		if (ids_parse(given.data, given.len, call->plain, ret) < 0 ||
		    access_get(call, call->thread->inner, type, *ret, &row, NULL) < 0)
			return errors_set(err, "InvalidReference", "agentId");
		return 0;
	}
	if (call->who.role == ROLE_AGENT)
		return auth_agent(call, ret, err);
	query.account_id = access_account(call->snapshot, type, access_scope(call));
	if (reader_list(call->thread->reader, &query, count_agent, &only, err) < 0)
		return -1;
	*ret = only.id;
	return only.count == 1 ? 0 : errors_set(err, "MissingRequired", "agentId");
}

struct status {
	int64_t agent_id, revision;
	int found;
};

static int match_status(void *arg, const struct row *row)
{
	struct status *status = arg;
	int64_t agent;

	if (json_int(json_get(row->doc, "agentId"), &agent) < 0 || agent != status->agent_id)
		return 0;
	if (json_int(json_get(row->doc, "requestedVersion"), &status->revision) < 0)
		status->revision = 0;
	return status->found = 1;
}

/* Whether an item is assigned to the agent, and the revision that it shall have. */
static int find_status(struct call *call, int64_t agent_id, struct item *item)
{
	const struct type *type = model_type(call->snapshot->model, "configItemStatus");
	struct status status = {.agent_id = agent_id};
	char text[24];
	struct filter filters[2] = {{.op = STORE_EQ, .value = item->name},
				    {.op = STORE_EQ, .value = text}};
	struct query query = {.type = type, .filters = filters, .filter_count = 2, .limit = 10};

	snprintf(text, sizeof(text), "%lld", (long long)agent_id);
	filters[0].field = type_field(type, "name", strlen("name"));
	filters[1].field = type_field(type, "agentId", strlen("agentId"));
	if (!filters[0].field || !filters[1].field ||
	    reader_list(call->thread->reader, &query, match_status, &status, NULL) < 0)
		return 0;
	item->revision = status.revision;
	return status.found;
}

/* --- Answers ---------------------------------------------------------------------------- */

struct applied {
	struct deferred deferred;
	struct buf data;
	int rc;
	struct error err;
};

static void noted(void *arg, int rc, struct span data, const struct error *err)
{
	struct applied *applied = arg;

	(void)data;
	applied->rc = rc;
	if (rc < 0)
		applied->err = *err;
	defer_finish(&applied->deferred);
}

static void applied_run(struct deferred *deferred)
{
	struct applied *applied = (struct applied *)deferred;

	script_call(deferred->call.api->script, "config", "applied",
		    (struct span){applied->data.data, applied->data.len}, noted, applied);
}

static void applied_answer(struct deferred *deferred)
{
	struct applied *applied = (struct applied *)deferred;
	struct buf none = {0};

	if (applied->rc < 0)
		errors_reply(&deferred->call, &applied->err);
	else
		call_reply(&deferred->call, 200, &none);
}

static void applied_done(struct deferred *deferred)
{
	buf_done(&((struct applied *)deferred)->data);
}

/* 1: a usable version was given, and the request is answered. */
static int acknowledge(struct call *call, const struct item *item, int64_t agent_id)
{
	AUTO(buf_done) struct buf text = {0};
	struct applied *applied;
	struct buf none = {0};
	int64_t revision = item->revision;
	const char *source = item->source;

	if (!call_query(call, "version", &text) || !text.len ||
	    (strcmp(text.data, "latest") != 0 && parse_version(text.data, &revision, &source) < 0))
		return 0;
	/* Files that are not these any more: it will be told again. */
	if (strcmp(source, item->source) != 0 || !call->api->script) {
		call_reply(call, 200, &none);
		return 1;
	}
	applied = defer_new(call, sizeof(*applied));
	buf_addf(&applied->data, "{\"agentId\":%lld,\"name\":\"%s\",\"version\":%lld}",
		 (long long)agent_id, item->name, (long long)revision);
	applied->deferred.run = applied_run;
	applied->deferred.answer = applied_answer;
	applied->deferred.done = applied_done;
	defer_start(&applied->deferred);
	return 1;
}

static void download(struct call *call, const struct item *item)
{
	AUTO(buf_done) struct buf text = {0};
	const char *source = NULL;
	int64_t revision = -1;
	struct buf body = {0};
	struct error err;
	int is_current = call_query(call, "current", &text) && text.len &&
			 parse_version(text.data, &revision, &source) == 0 &&
			 revision == item->revision && strcmp(source, item->source) == 0;

	if (build(item, is_current, &body, &err) < 0) {
		buf_done(&body);
		errors_reply(call, &err);
		return;
	}
	call_headers(call);
	http_reply(call->request, 200, "application/octet-stream", &body);
}

static int is_name(struct span text)
{
	if (!text.len || text.len > NAME_MAX_LEN || text.at[0] == '.')
		return 0;
	for (size_t i = 0; i < text.len; i++)
		if (!memchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-",
			    text.at[i], 65))
			return 0;
	return 1;
}

void config_content(struct call *call, const struct type *type, struct span name)
{
	AUTO(item_free) struct item *item = calloc(1, sizeof(*item));
	unsigned methods = type->resource_methods[call->who.role];
	struct error err;
	int64_t agent_id;

	if (!item)
		abort();
	if (!(methods & call->method) || (call->who.read_only && call->method != METHOD_GET) ||
	    call->method == METHOD_DELETE) {
		errors_status(call, 405);
		return;
	}
	if (find_agent(call, &agent_id, &err) < 0) {
		errors_reply(call, &err);
		return;
	}
	if (is_name(name))
		memcpy(item->name, name.at, name.len);
	if (!item->name[0] || !find_status(call, agent_id, item)) {
		errors_status(call, 404);
		return;
	}
	if (read_item(call->api, item, &err) < 0) {
		errors_reply(call, &err);
		return;
	}
	if (call->method != METHOD_PUT || !acknowledge(call, item, agent_id))
		download(call, item);
}

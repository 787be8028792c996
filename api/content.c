/* Uploaded images. The file is synced before its image says that it is there. */
#include "api/content.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "api/access.h"
#include "api/defer.h"
#include "api/digest.h"
#include "api/errors.h"
#include "api/ids.h"
#include "base/auto.h"
#include "base/id.h"

#define PART ".part"
#define MIB (1 << 20)

/* One upload; request->stream while it comes. */
struct content {
	struct api *api;
	struct content *next; /* of api->uploads, under its lock: one upload an image */
	int fd, dir;
	int64_t image_id;
	char part[64]; /* name in dir; "" once it was renamed or removed */
	int64_t size;
	struct digest digest; /* wants the checksum that the image was made with */
};

/* The image then says where its bytes are. */
struct place {
	struct deferred deferred; /* first */
	const struct type *type;
	int64_t id;
	struct buf patch;
	char actor[96];
	char file[32];
	struct outcome outcome;
};

/* --- Paths ------------------------------------------------------------------------------ */

/* The ID part of the path, or {NULL,0}. */
static struct span id_part(const char *path)
{
	static const char *const words[] = {"v1", "images"};
	const char *last;
	size_t len;

	for (int i = 0; i < 2; i++) {
		path += strspn(path, "/");
		len = strcspn(path, "/");
		if (strncasecmp(path, words[i], len) != 0 ||
		    (len != strlen(words[i]) && !(i == 1 && len == strlen("image"))))
			return (struct span){NULL, 0};
		path += len;
	}
	path += strspn(path, "/");
	len = strcspn(path, "/");
	last = path + len + strspn(path + len, "/");
	if (!len || strncasecmp(last, "content", strlen("content")) != 0)
		return (struct span){NULL, 0};
	last += strlen("content");
	return last[strspn(last, "/")] ? (struct span){NULL, 0} : (struct span){path, len};
}

int content_is_path(const char *path)
{
	return id_part(path).at != NULL;
}

static void file_name(int64_t id, char ret[32])
{
	snprintf(ret, 32, "%lld", (long long)id);
}

/* --- Taking ----------------------------------------------------------------------------- */

static void content_free(struct content *content)
{
	struct content **at;

	if (!content)
		return;
	pthread_mutex_lock(&content->api->lock);
	for (at = &content->api->uploads; *at && *at != content; at = &(*at)->next)
		;
	if (*at)
		*at = content->next;
	pthread_mutex_unlock(&content->api->lock);
	if (content->part[0] && content->dir >= 0)
		unlinkat(content->dir, content->part, 0);
	if (content->fd >= 0)
		close(content->fd);
	if (content->dir >= 0)
		close(content->dir);
	digest_done(&content->digest);
	free(content);
}

/* Held until the image says where its bytes are, so that two never mix. */
static int take_turn(struct content *content, struct error *err)
{
	struct api *api = content->api;
	struct content *other;

	pthread_mutex_lock(&api->lock);
	for (other = api->uploads; other && other->image_id != content->image_id;
	     other = other->next)
		;
	if (!other) {
		content->next = api->uploads;
		api->uploads = content;
	}
	pthread_mutex_unlock(&api->lock);
	return other ? error_set(err, ERROR_CONFLICT, "another upload of this image is under way")
		     : 0;
}

static int open_part(struct api *api, struct content *content, struct error *err)
{
	char uuid[UUID_LEN + 1];

	if (!api->upload_dir)
		return error_set(err, ERROR_UNSUPPORTED, "this server takes no uploads");
	if (mkdir(api->upload_dir, 0700) < 0 && errno != EEXIST)
		return error_errno(err, "make the directory of uploads");
	content->dir = open(api->upload_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (content->dir < 0)
		return error_errno(err, "open the directory of uploads");
	id_uuid(uuid);
	snprintf(content->part, sizeof(content->part), "%.36s" PART, uuid);
	content->fd =
		openat(content->dir, content->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (content->fd < 0) {
		content->part[0] = 0;
		return error_errno(err, "make a file for the upload");
	}
	return 0;
}

/*
 * Room for all of it at once: a full disk is told before the first byte, not after the last. How
 * long a chunked body gets nobody knows.
 */
static int reserve(struct call *call, struct content *content, struct error *err)
{
	const char *text = http_header(call->request, "Content-Length");
	long long length = text ? strtoll(text, NULL, 10) : 0;

	if (length <= 0 || fallocate(content->fd, FALLOC_FL_KEEP_SIZE, 0, length) == 0)
		return 0;
	if (errno != ENOSPC && errno != EDQUOT && errno != EFBIG)
		return 0; /* a file system that cannot reserve; writing will tell */
	return error_set(err, ERROR_UNAVAILABLE, "there is no room for %lld MiB of an image",
			 length / MIB);
}

/* Docker's images come from a registry; a row of one has no url either. */
static int is_for_docker(struct span doc)
{
	return span_is(json_get(doc, "instanceKind"), "\"container\"") ||
	       span_is(json_get(doc, "format"), "\"docker\"");
}

/* The image must be there, the caller's to change, and without bytes of its own. */
static int check_image(struct call *call, struct content *content, struct error *err)
{
	const struct type *type = model_type(call->snapshot->model, "image");
	AUTO(buf_done) struct buf sum = {0};
	struct span id = id_part(call->request->path);
	struct row row;

	if (!type || !type->visible[call->who.role] || call->method != METHOD_PUT ||
	    ids_parse(id.at, id.len, call->plain, &content->image_id) < 0 ||
	    access_get(call, call->thread->reader, type, content->image_id, &row, err) < 0)
		return error_set(err, ERROR_NOT_FOUND, "there is no such image");
	if (!(type->resource_methods[call->who.role] & METHOD_PUT) || call->who.read_only)
		return error_set(err, ERROR_UNSUPPORTED, "the image is not yours to change");
	if (!json_is_null(json_get(row.doc, "url")))
		return error_field(err, ERROR_CONFLICT, NULL, "url",
				   "the image has a url; an upload is for one made without");
	if (row.removed)
		return error_set(err, ERROR_CONFLICT, "the image is removed");
	if (is_for_docker(row.doc))
		return error_field(err, ERROR_INVALID, "InvalidImageInstanceKind", "instanceKind",
				   "only an image for virtual machines takes an upload");
	json_string(json_get(row.doc, "checksum"), &sum);
	return digest_begin(&content->digest, sum.data ? sum.data : "", err);
}

int content_begin(struct call *call)
{
	struct content *content = calloc(1, sizeof(*content));
	struct error err;

	if (!content)
		abort();
	content->api = call->api;
	content->fd = content->dir = -1;
	if (check_image(call, content, &err) < 0 || take_turn(content, &err) < 0 ||
	    open_part(call->api, content, &err) < 0 || reserve(call, content, &err) < 0) {
		content_free(content);
		errors_reply(call, &err);
		return 0;
	}
	call->request->stream = content;
	return 1;
}

int content_piece(struct http_request *request, const char *data, size_t len)
{
	struct content *content = request->stream;

	digest_add(&content->digest, data, len);
	content->size += (int64_t)len;
	while (len) {
		ssize_t n = write(content->fd, data, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno == ENOSPC || errno == EDQUOT ? 503 : 500;
		data += n;
		len -= (size_t)n;
	}
	return 0;
}

/* Synced, checked, and under its name. */
static int keep(struct content *content, char sum[DIGEST_HEX_SIZE], struct error *err)
{
	char name[32];

	if (digest_end(&content->digest, sum, err) < 0)
		return -1;
	file_name(content->image_id, name);
	if (fsync(content->fd) < 0)
		return error_errno(err, "write the upload");
	/* Over what a crash may have left: an image without a url has no bytes that count. */
	if (renameat(content->dir, content->part, content->dir, name) < 0)
		return error_errno(err, "keep the upload");
	content->part[0] = 0;
	fsync(content->dir);
	return 0;
}

static void place_updated(void *arg, const struct outcome *outcome)
{
	struct place *place = arg;

	place->outcome = *outcome;
	defer_finish(&place->deferred);
}

static void place_run(struct deferred *deferred)
{
	struct place *place = (struct place *)deferred;

	engine_update(deferred->call.api->engine, place->type, place->id,
		      (struct span){place->patch.data, place->patch.len}, -1, 0, place->actor,
		      place_updated, place);
}

static void forget_file(struct api *api, int64_t id)
{
	AUTO(buf_done) struct buf path = {0};

	if (!api->upload_dir)
		return;
	buf_addf(&path, "%s/%lld", api->upload_dir, (long long)id);
	unlink(path.data);
}

static void place_answer(struct deferred *deferred)
{
	struct place *place = (struct place *)deferred;
	struct call *call = &deferred->call;
	struct error err;
	struct row row;

	if (place->outcome.rc < 0) {
		forget_file(call->api, place->id);
		errors_reply(call, &place->outcome.err);
	} else if (api_thread_ready(call->api, call->thread, call->snapshot, &err) < 0 ||
		   reader_get(call->thread->reader, place->type, place->id, &row, &err) < 0) {
		errors_reply(call, &err);
	} else if (strcmp(row.state, "purged") == 0) {
		/* Purged while the last bytes came: nobody else would take the file away. */
		forget_file(call->api, place->id);
		error_set(&err, ERROR_CONFLICT, "the image was removed meanwhile");
		errors_reply(call, &err);
	} else {
		access_reply(call, 200, place->type, &row);
	}
}

static void place_done(struct deferred *deferred)
{
	buf_done(&((struct place *)deferred)->patch);
}

static void put(struct call *call)
{
	struct content *content = call->request->stream;
	char sum[DIGEST_HEX_SIZE];
	struct place *place;
	struct error err;

	/* A PUT without a body never was asked for one; a chunked one may be empty. */
	if (!content || !content->size) {
		error_field(&err, ERROR_INVALID, "MissingRequired", "content",
			    "send the image as the body: curl -T FILE");
		errors_reply(call, &err);
		return;
	}
	if (keep(content, sum, &err) < 0) {
		errors_reply(call, &err);
		return;
	}
	place = defer_new(call, sizeof(*place));
	place->deferred.run = place_run;
	place->deferred.answer = place_answer;
	place->deferred.done = place_done;
	place->type = model_type(place->deferred.call.snapshot->model, "image");
	place->id = content->image_id;
	call_actor(call, place->actor, sizeof(place->actor));
	buf_addf(&place->patch, "{\"url\":\"upload:%lld\"", (long long)content->image_id);
	buf_addf(&place->patch, ",\"checksum\":\"%s\",\"physicalSizeMb\":%lld}", sum,
		 (long long)((content->size + MIB - 1) / MIB));
	defer_start(&place->deferred);
}

/* --- Giving ----------------------------------------------------------------------------- */

static void get(struct call *call)
{
	const struct type *type = model_type(call->snapshot->model, "image");
	struct span part = id_part(call->request->path);
	AUTO(buf_done) struct buf path = {0};
	struct error err;
	struct stat info;
	struct row row;
	int64_t id;
	int fd = -1;

	if (!type || ids_parse(part.at, part.len, call->plain, &id) < 0 ||
	    (call->who.role != ROLE_AGENT &&
	     access_get(call, call->thread->reader, type, id, &row, &err) < 0)) {
		errors_status(call, 404);
		return;
	}
	if (call->api->upload_dir) {
		buf_addf(&path, "%s/%lld", call->api->upload_dir, (long long)id);
		fd = open(path.data, O_RDONLY | O_CLOEXEC);
	}
	if (fd < 0 || fstat(fd, &info) < 0) {
		if (fd >= 0)
			close(fd);
		errors_status(call, 404);
		return;
	}
	http_reply_file(call->request, 200, "application/octet-stream", fd, (uint64_t)info.st_size);
}

void content_route(struct call *call)
{
	if (call->method == METHOD_GET)
		get(call);
	else if (call->method == METHOD_PUT)
		put(call);
	else
		errors_status(call, 405);
}

void content_end(struct http_request *request)
{
	content_free(request->stream);
	request->stream = NULL;
}

void content_changed(struct api *api, const char *base, int64_t id, const char *state)
{
	if (state && strcmp(state, "purged") == 0 && strcmp(base, "image") == 0)
		forget_file(api, id);
}

void content_sweep(struct api *api)
{
	DIR *dir = api->upload_dir ? opendir(api->upload_dir) : NULL;
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		size_t len = strlen(entry->d_name);

		if (len > strlen(PART) && strcmp(entry->d_name + len - strlen(PART), PART) == 0)
			unlinkat(dirfd(dir), entry->d_name, 0);
	}
	if (dir)
		closedir(dir);
}

/* Static files: small, read at each request, so that an edit shows at once. */
#include "api/files.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "api/etag.h"
#include "api/gzip.h"
#include "base/auto.h"

#define FILE_MAX (16u << 20)

static const char *content_type(const char *path)
{
	static const char *const types[][2] = {
		{".html", "text/html; charset=utf-8"},
		{".js", "text/javascript; charset=utf-8"},
		{".mjs", "text/javascript; charset=utf-8"},
		{".css", "text/css; charset=utf-8"},
		{".json", "application/json; charset=utf-8"},
		{".svg", "image/svg+xml"},
		{".png", "image/png"},
		{".ico", "image/x-icon"},
		{".woff2", "font/woff2"},
		{".txt", "text/plain; charset=utf-8"},
	};
	const char *dot = strrchr(path, '.');

	for (size_t i = 0; dot && i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(types[i][0], dot) == 0)
			return types[i][1];
	return "application/octet-stream";
}

/* Plain names separated by single slashes; nothing hidden, nothing upward. */
static int is_safe(const char *path)
{
	if (!*path || strlen(path) > 255)
		return 0;
	for (const char *at = path; *at; at++) {
		int first = at == path || at[-1] == '/';

		if (first && (*at == '.' || *at == '/'))
			return 0;
		if ((unsigned char)*at < 0x20 || *at == '\\')
			return 0;
	}
	return path[strlen(path) - 1] != '/';
}

static void add_headers(struct http_request *request, const char *tag)
{
	http_add_header(request, "ETag", tag);
	http_add_header(request, "Cache-Control", "no-cache");
	http_add_header(request, "X-Content-Type-Options", "nosniff");
	http_add_header(request, "X-Frame-Options", "DENY");
	http_add_header(request, "Referrer-Policy", "no-referrer");
	http_add_header(request, "Content-Security-Policy",
			"default-src 'self'; img-src 'self' data:; object-src 'none'; "
			"base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
}

static int read_all(int fd, size_t size, struct buf *ret)
{
	while (size) {
		ssize_t got = read(fd, buf_room(ret, size), size);

		if (got <= 0)
			return -1;
		ret->len += (size_t)got;
		size -= (size_t)got;
	}
	return 0;
}

/* Whether gzip makes it smaller: texts do, pictures and fonts are packed already. */
static int is_text(const char *type)
{
	return strncmp(type, "text/", 5) == 0 || strncmp(type, "application/json", 16) == 0 ||
	       strcmp(type, "image/svg+xml") == 0;
}

static int serve(struct call *call, const char *ui_dir, const char *path)
{
	struct http_request *request = call->request;
	AUTO(close) int dir = open(ui_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	AUTO(close) int fd = dir < 0 ? -1 : openat(dir, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	const char *known = http_header(request, "If-None-Match");
	struct buf body = {0};
	struct stat stat;
	char tag[ETAG_SIZE];

	if (fd < 0 || fstat(fd, &stat) < 0 || !S_ISREG(stat.st_mode) || stat.st_size > FILE_MAX)
		return 0;
	snprintf(tag, sizeof(tag), "\"%llx-%llx-%lx\"", (unsigned long long)stat.st_size,
		 (unsigned long long)stat.st_mtim.tv_sec, stat.st_mtim.tv_nsec);
	if (known && etag_listed(known, tag)) {
		add_headers(request, tag);
		http_reply(request, 304, content_type(path), &body);
		return 1;
	}
	if (read_all(fd, (size_t)stat.st_size, &body) < 0) {
		buf_done(&body);
		return 0;
	}
	if (is_text(content_type(path)) && gzip_apply(&call->thread->gzip, request, &body))
		etag_packed(tag);
	add_headers(request, tag);
	http_reply(request, 200, content_type(path), &body);
	return 1;
}

int files_serve(struct call *call, const char *ui_dir, const char *path, int pages)
{
	const char *last;

	if (!ui_dir || (strcmp(call->request->method, "GET") != 0 &&
			strcmp(call->request->method, "HEAD") != 0))
		return 0;
	while (*path == '/')
		path++;
	last = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	if (pages && !strchr(last, '.'))
		return serve(call, ui_dir, "index.html");
	return is_safe(path) && serve(call, ui_dir, path);
}

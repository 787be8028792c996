/* Plain system calls; every failure names the path. */
#include "host/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/auto.h"

int file_read(const char *path, size_t max, struct buf *ret, struct error *err)
{
	AUTO(close) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	size_t before = ret->len;
	struct stat st;
	ssize_t n;

	if (fd < 0 || fstat(fd, &st) < 0)
		return error_errno(err, "read '%s'", path);
	if (!S_ISREG(st.st_mode))
		return error_set(err, ERROR_INVALID, "'%s' is no regular file", path);
	/* /proc and /sys say size 0, so what was read counts, not what was promised. */
	do {
		char *at = buf_room(ret, 65536);

		n = read(fd, at, 65536);
		if (n < 0 && errno == EINTR) {
			n = 1;
			continue;
		}
		if (n < 0) {
			ret->len = before;
			return error_errno(err, "read '%s'", path);
		}
		ret->len += (size_t)n;
		if (ret->len - before > max) {
			ret->len = before;
			return error_set(err, ERROR_INVALID, "'%s' is larger than %zu bytes", path,
					 max);
		}
	} while (n > 0);
	buf_room(ret, 1)[0] = '\0';
	return 0;
}

static int write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		bytes += n;
		len -= (size_t)n;
	}
	return 0;
}

/* So that the rename itself survives a power cut. A file system that cannot is not our failure. */
static void sync_parent(const char *path)
{
	char directory[PATH_MAX];
	char *slash;
	int fd;

	snprintf(directory, sizeof(directory), "%s", path);
	slash = strrchr(directory, '/');
	if (slash)
		slash[slash == directory] = '\0';
	fd = open(slash ? directory : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

int file_write(const char *path, const void *bytes, size_t len, mode_t mode, struct error *err)
{
	AUTO(close) int fd = -1;
	char beside[PATH_MAX];

	if (snprintf(beside, sizeof(beside), "%s.XXXXXX", path) >= (int)sizeof(beside))
		return error_set(err, ERROR_INVALID, "the path is too long");
	fd = mkostemp(beside, O_CLOEXEC);
	if (fd < 0)
		return error_errno(err, "write '%s'", path);
	if (write_all(fd, bytes, len) < 0 || fchmod(fd, mode) < 0 || fsync(fd) < 0 ||
	    rename(beside, path) < 0) {
		error_errno(err, "write '%s'", path);
		unlink(beside);
		return -1;
	}
	sync_parent(path);
	return 0;
}

int file_remove(const char *path, struct error *err)
{
	if (unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR)
		return 0;
	if ((errno == EISDIR || errno == EPERM) && rmdir(path) == 0)
		return 0;
	if (errno == ENOENT)
		return 0;
	return error_errno(err, "remove '%s'", path);
}

int file_mkdir(const char *path, mode_t mode, struct error *err)
{
	char each[PATH_MAX];
	struct stat st;

	if (!*path || snprintf(each, sizeof(each), "%s", path) >= (int)sizeof(each))
		return error_set(err, ERROR_INVALID, "the path is empty or too long");
	for (char *at = each + 1;; at++) {
		char c = *at;

		if (c != '/' && c != '\0')
			continue;
		*at = '\0';
		if (mkdir(each, mode) < 0 && errno != EEXIST)
			return error_errno(err, "make directory '%s'", each);
		*at = c;
		if (c == '\0')
			break;
	}
	if (stat(path, &st) < 0)
		return error_errno(err, "make directory '%s'", path);
	if (!S_ISDIR(st.st_mode))
		return error_set(err, ERROR_CONFLICT, "'%s' is there and no directory", path);
	return 0;
}

int file_list(const char *path, struct buf *ret, struct error *err)
{
	struct dirent **names = NULL;
	int count = scandir(path, &names, NULL, alphasort);

	if (count < 0)
		return error_errno(err, "list '%s'", path);
	buf_addc(ret, '[');
	for (int i = 0; i < count; i++) {
		if (strcmp(names[i]->d_name, ".") != 0 && strcmp(names[i]->d_name, "..") != 0) {
			buf_json_comma(ret);
			buf_json_string(ret, names[i]->d_name);
		}
		free(names[i]);
	}
	free(names);
	buf_addc(ret, ']');
	return 0;
}

int file_free(const char *path, int64_t *total, int64_t *available, struct error *err)
{
	struct statvfs vfs;

	if (statvfs(path, &vfs) < 0)
		return error_errno(err, "free space of '%s'", path);
	*total = (int64_t)vfs.f_blocks * (int64_t)vfs.f_frsize;
	*available = (int64_t)vfs.f_bavail * (int64_t)vfs.f_frsize;
	return 0;
}

/* The ustar format of POSIX: a header of 512 bytes, the bytes, zeros up to the next 512. */
#include "api/archive.h"

#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "base/clock.h"

#define BLOCK 512

struct header {
	char name[100], mode[8], uid[8], gid[8], size[12], mtime[12], sum[8], kind, link[100];
	char magic[6], version[2], user[32], group[32], major[8], minor[8], prefix[155], pad[12];
};

static void add_padding(struct buf *tar, size_t len)
{
	static const char zeros[BLOCK];

	if (len % BLOCK)
		buf_add(tar, zeros, BLOCK - len % BLOCK);
}

int archive_add(struct buf *tar, const char *path, unsigned mode, const void *data, size_t len,
		struct error *err)
{
	struct header header;
	unsigned sum = 0;

	if (strlen(path) >= sizeof(header.name) || len >= 1u << 30)
		return error_set(err, ERROR_INVALID, "%s: the name is too long, or the file", path);
	memset(&header, 0, sizeof(header));
	memcpy(header.name, path, strlen(path));
	snprintf(header.mode, sizeof(header.mode), "%07o", mode & 0777);
	memcpy(header.uid, "0000000", 8);
	memcpy(header.gid, "0000000", 8);
	snprintf(header.size, sizeof(header.size), "%011o", (unsigned)len);
	snprintf(header.mtime, sizeof(header.mtime), "%011llo",
		 (unsigned long long)(clock_now() / 1000) & 077777777777ull);
	memset(header.sum, ' ', sizeof(header.sum));
	header.kind = '0';
	memcpy(header.magic, "ustar", 6);
	memcpy(header.version, "00", 2);
	memcpy(header.user, "root", 4);
	memcpy(header.group, "root", 4);
	for (size_t i = 0; i < sizeof(header); i++)
		sum += ((const unsigned char *)&header)[i];
	snprintf(header.sum, sizeof(header.sum), "%06o", sum);
	buf_add(tar, &header, sizeof(header));
	buf_add(tar, data, len);
	add_padding(tar, len);
	return 0;
}

int archive_finish(struct buf *tar, struct buf *ret, struct error *err)
{
	static const char end[2 * BLOCK];
	z_stream zip = {0};
	uLong bound;
	int rc;

	buf_add(tar, end, sizeof(end));
	/* 16: with the head and the tail of gzip. */
	if (deflateInit2(&zip, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) !=
	    Z_OK)
		return error_set(err, ERROR_UNAVAILABLE, "no memory for an archive");
	bound = deflateBound(&zip, (uLong)tar->len);
	zip.next_in = (Bytef *)tar->data;
	zip.avail_in = (uInt)tar->len;
	zip.next_out = (Bytef *)buf_room(ret, bound);
	zip.avail_out = (uInt)bound;
	rc = deflate(&zip, Z_FINISH);
	ret->len += zip.total_out;
	deflateEnd(&zip);
	return rc == Z_STREAM_END ? 0 : error_set(err, ERROR_INTERNAL, "an archive was cut short");
}

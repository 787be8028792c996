/*
 * An empty qcow2 over a backing file, written straight: three clusters of bookkeeping and the
 * first-level table, which is all holes. A program for it would cost more than all the rest of
 * making a disk. The format is docs/interop/qcow2 in QEMU's sources; qemu-img checks what we write
 * in the tests.
 *
 *   cluster 0    header, the backing file's format and name
 *   cluster 1    refcount table: one entry, cluster 2
 *   cluster 2    refcounts: 1 for each cluster there is
 *   cluster 3... first-level table
 */
#include <endian.h>
#include <string.h>
#include <unistd.h>

#include "host/image_parts.h"

enum {
	CLUSTER_BITS = 16,
	CLUSTER = 1 << CLUSTER_BITS,
	COVERED = CLUSTER / 8 * CLUSTER, /* bytes that one first-level entry stands for */
	HEADER = 104,
	NAME_MAX_LEN = 1023,
};

#define BACKING_FORMAT 0xe2792acau /* the header extension that says the base's format */
#define L1_MAX (4LL << 20) /* entries; QEMU takes no more */

static void put32(unsigned char *at, uint32_t value)
{
	value = htobe32(value);
	memcpy(at, &value, sizeof(value));
}

static void put64(unsigned char *at, uint64_t value)
{
	value = htobe64(value);
	memcpy(at, &value, sizeof(value));
}

static int write_at(int fd, const void *data, size_t len, off_t offset)
{
	return pwrite(fd, data, len, offset) == (ssize_t)len ? 0 : -1;
}

/* The whole of cluster 0 that is not zero; its length. */
static size_t header(unsigned char *head, const char *base, const char *format, int64_t size,
		     int64_t l1_entries)
{
	size_t at = HEADER, name = strlen(base);

	memcpy(head, "QFI\xfb", 4);
	put32(head + 4, 3); /* version */
	put32(head + 20, CLUSTER_BITS);
	put64(head + 24, (uint64_t)size);
	put32(head + 36, (uint32_t)l1_entries);
	put64(head + 40, 3 * CLUSTER); /* first-level table */
	put64(head + 48, 1 * CLUSTER); /* refcount table */
	put32(head + 56, 1); /* clusters of it */
	put32(head + 96, 4); /* refcounts of 16 bits */
	put32(head + 100, HEADER);
	put32(head + at, BACKING_FORMAT);
	put32(head + at + 4, (uint32_t)strlen(format));
	memcpy(head + at + 8, format, strlen(format));
	at += 8 + 8 + 8; /* the name is padded to 8; the end's extension is all zero */
	put64(head + 8, at);
	put32(head + 16, (uint32_t)name);
	memcpy(head + at, base, name);
	return at + name;
}

int image_write_overlay(int fd, const char *base, enum image_format format, int64_t size,
			struct error *err)
{
	unsigned char head[HEADER + 24 + NAME_MAX_LEN] = {0}, table[8], counts[2 * 1024];
	int64_t l1_entries, clusters;
	size_t len;

	size = (size + 511) / 512 * 512;
	l1_entries = (size + COVERED - 1) / COVERED;
	if (strlen(base) > NAME_MAX_LEN)
		return error_field(err, ERROR_INVALID, NULL, "path",
				   "the base image's path is longer than %d bytes", NAME_MAX_LEN);
	if (l1_entries > L1_MAX)
		return error_field(err, ERROR_INVALID, NULL, "size",
				   "a disk of %lld bytes is larger than qcow2 can be",
				   (long long)size);
	clusters = 3 + (l1_entries * 8 + CLUSTER - 1) / CLUSTER;
	len = header(head, base, image_format_name(format), size, l1_entries);
	put64(table, 2 * CLUSTER);
	for (int64_t i = 0; i < clusters; i++)
		memcpy(counts + 2 * i, "\0\1", 2);
	if (ftruncate(fd, clusters * CLUSTER) < 0 || write_at(fd, head, len, 0) < 0 ||
	    write_at(fd, table, sizeof(table), CLUSTER) < 0 ||
	    write_at(fd, counts, (size_t)clusters * 2, 2 * CLUSTER) < 0)
		return error_errno(err, "write the overlay");
	return 0;
}

/*
 * What a file is, told by its bytes. No outside program probes files here: a raw image can be
 * made to look like anything by the guest that writes it, so the format is decided once, when
 * the image comes in, and named ever after.
 */
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/image_parts.h"

#define SECTOR 512

struct mark {
	off_t offset;
	const char *bytes;
	size_t len;
};

static int has(int fd, const struct mark *mark)
{
	char bytes[16];

	return pread(fd, bytes, mark->len, mark->offset) == (ssize_t)mark->len &&
	       memcmp(bytes, mark->bytes, mark->len) == 0;
}

const char *image_unpacker(int fd)
{
	static const struct {
		struct mark mark;
		const char *program;
	} known[] = {
		{{0, "\x1f\x8b\x08", 3}, "gzip"},
		{{0, "BZh", 3}, "bzip2"},
		{{0,
		  "\xfd"
		  "7zXZ\0",
		  6},
		 "xz"},
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (has(fd, &known[i].mark))
			return known[i].program;
	}
	return NULL;
}

const char *image_format_name(enum image_format format)
{
	return format == IMAGE_QCOW2 ? "qcow2" : format == IMAGE_RAW ? "raw" : "unknown";
}

static uint32_t be32_at(const unsigned char *at)
{
	uint32_t value;

	memcpy(&value, at, sizeof(value));
	return be32toh(value);
}

static uint64_t be64_at(const unsigned char *at)
{
	uint64_t value;

	memcpy(&value, at, sizeof(value));
	return be64toh(value);
}

/* The header of docs/interop/qcow2 in QEMU's sources: version 2 is 72 bytes, 3 is 104. */
static int look_qcow2(int fd, int fetched, struct image_info *ret, struct error *err)
{
	unsigned char head[104] = {0};
	uint32_t version, cluster_bits;
	uint64_t size, l1, refcounts;
	ssize_t n = pread(fd, head, sizeof(head), 0);

	version = be32_at(head + 4);
	cluster_bits = be32_at(head + 20);
	size = be64_at(head + 24);
	l1 = be64_at(head + 40);
	refcounts = be64_at(head + 48);
	if (n < 72 || (version != 2 && version != 3) || (version == 3 && n < 104) ||
	    cluster_bits < 9 || cluster_bits > 21 || size > INT64_MAX)
		return error_field(err, ERROR_INVALID, NULL, "image",
				   "the qcow2 header is damaged");
	if (l1 >= (uint64_t)ret->size || refcounts >= (uint64_t)ret->size)
		return error_field(err, ERROR_INVALID, NULL, "image", "the qcow2 image is cut off");
	if (fetched && (be64_at(head + 8) != 0 || (version == 3 && be64_at(head + 72) & 4)))
		return error_field(err, ERROR_DENIED, NULL, "image",
				   "the qcow2 image refers to another file; flatten it first "
				   "(qemu-img convert -O qcow2)");
	ret->format = IMAGE_QCOW2;
	ret->virtual_size = (int64_t)size;
	return 0;
}

/* Disk formats we know by name but do not take. */
static const char *foreign(int fd)
{
	static const struct {
		struct mark mark;
		const char *name;
	} known[] = {
		{{0, "KDMV", 4}, "vmdk"},
		{{0, "# Disk DescriptorFile", 16}, "vmdk"},
		{{0, "vhdxfile", 8}, "vhdx"},
		{{0, "conectix", 8}, "vhd"},
		{{0x40, "\x7f\x10\xda\xbe", 4}, "vdi"},
		{{0, "QED", 4}, "qed"},
		{{0, "PK\x03\x04", 4}, "zip"},
		{{0, "\x28\xb5\x2f\xfd", 4}, "zstd"},
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (has(fd, &known[i].mark))
			return known[i].name;
	}
	return NULL;
}

/*
 * A raw disk has no header. It is believed when it carries a boot sector, a file system or a
 * volume at the usual places, or at least holds whole sectors and is no text (an error page).
 */
static int is_plausible_raw(int fd, int64_t size)
{
	static const struct mark marks[] = {
		{510, "\x55\xaa", 2}, {512, "EFI PART", 8}, {0x438, "\x53\xef", 2},
		{0x8001, "CD001", 5}, {0, "XFSB", 4},       {0x10040, "_BHRfS_M", 8},
		{0, "hsqs", 4},       {512, "LABELONE", 8},
	};
	char first[SECTOR];

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		if (has(fd, &marks[i]))
			return 1;
	}
	return size % SECTOR == 0 && pread(fd, first, sizeof(first), 0) == SECTOR &&
	       memchr(first, '\0', sizeof(first)) != NULL;
}

int image_look(int fd, int fetched, struct image_info *ret, struct error *err)
{
	static const struct mark qcow2 = {0, "QFI\xfb", 4};
	struct image_info info;
	const char *name;
	struct stat st;

	memset(&info, 0, sizeof(info));
	if (fstat(fd, &st) < 0)
		return error_errno(err, "image");
	info.size = st.st_size;
	info.actual_size = (int64_t)st.st_blocks * 512;
	if (has(fd, &qcow2)) {
		if (look_qcow2(fd, fetched, &info, err) < 0)
			return -1;
	} else {
		name = foreign(fd);
		if (fetched && name)
			return error_field(err, ERROR_UNSUPPORTED, NULL, "image",
					   "the image is %s; only raw and qcow2 (gz, bz2 or xz "
					   "packed) are taken",
					   name);
		if (fetched && (st.st_size < SECTOR || !is_plausible_raw(fd, st.st_size)))
			return error_field(err, ERROR_INVALID, NULL, "image",
					   "what was fetched is no disk image");
		info.format = IMAGE_RAW;
		info.virtual_size = st.st_size;
	}
	*ret = info;
	return 0;
}

/* Disk images from outside: their headers say what they are, and name no other file. */
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "host/image_parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct image_info info = {0};
	struct error err = {0};
	int fd = memfd_create("image", MFD_CLOEXEC);

	MUST(fd >= 0 && write(fd, data, size) == (ssize_t)size);
	if (image_look(fd, 1, &info, &err) < 0)
		MUST(err.code != ERROR_NONE && err.text[0]);
	else
		MUST(info.virtual_size >= 0);
	image_look(fd, 0, &info, &err);
	image_unpacker(fd);
	close(fd);
	return 0;
}

#include "http/basic.h"

#include <nettle/base64.h>

#include "base/auto.h"
#include "base/buf.h"

char *http_basic_header(const char *user, const char *password)
{
	AUTO(buf_done) struct buf pair = {0};
	struct buf header = {0};

	buf_addf(&pair, "%s:%s", user, password);
	buf_adds(&header, "Authorization: Basic ");
	base64_encode_raw(buf_room(&header, BASE64_ENCODE_RAW_LENGTH(pair.len) + 1), pair.len,
			  (const uint8_t *)pair.data);
	header.len += BASE64_ENCODE_RAW_LENGTH(pair.len);
	header.data[header.len] = '\0';
	explicit_bzero(pair.data, pair.len);
	return buf_steal(&header);
}

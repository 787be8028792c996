/*
 * The opening handshake. Everything read here came from a stranger: lengths are checked before
 * bytes are looked at, and an answer longer than 16 KiB is none.
 */
#include "http/handshake.h"

#include <nettle/base64.h>
#include <nettle/sha1.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/id.h"

#define ANSWER_MAX (16 * 1024)

int handshake_parse_url(const char *url, struct handshake_target *ret, struct error *err)
{
	const char *at, *host_end, *end, *port;
	size_t len;

	ret->is_tls = strncasecmp(url, "wss://", 6) == 0 || strncasecmp(url, "https://", 8) == 0;
	if (ret->is_tls)
		at = strstr(url, "://") + 3;
	else if (strncasecmp(url, "ws://", 5) == 0)
		at = url + 5;
	else if (strncasecmp(url, "http://", 7) == 0)
		at = url + 7;
	else
		goto bad;
	end = at + strcspn(at, "/?#");
	if (memchr(at, '@', (size_t)(end - at)))
		goto bad;
	if (*at == '[') {
		at++;
		host_end = memchr(at, ']', (size_t)(end - at));
		if (!host_end || (host_end + 1 != end && host_end[1] != ':'))
			goto bad;
		port = host_end + 1;
	} else {
		host_end = memchr(at, ':', (size_t)(end - at));
		if (!host_end)
			host_end = end;
		port = host_end;
	}
	len = (size_t)(host_end - at);
	if (len == 0 || len >= sizeof(ret->host))
		goto bad;
	memcpy(ret->host, at, len);
	ret->host[len] = '\0';
	strcpy(ret->port, ret->is_tls ? "443" : "80");
	if (port < end && end - port > 1) {
		len = (size_t)(end - port - 1);
		if (len >= sizeof(ret->port) || strspn(port + 1, "0123456789") < len ||
		    atoi(port + 1) > 65535)
			goto bad;
		memcpy(ret->port, port + 1, len);
		ret->port[len] = '\0';
	}
	len = strcspn(end, "#");
	if (len + 2 > sizeof(ret->path))
		goto bad;
	snprintf(ret->path, sizeof(ret->path), "%s%.*s", *end == '/' ? "" : "/", (int)len, end);
	for (const char *c = ret->path; *c; c++)
		if ((unsigned char)*c <= ' ' || *c == 127)
			goto bad;
	for (const char *c = ret->host; *c; c++)
		if ((unsigned char)*c <= ' ' || *c == 127)
			goto bad;
	return 0;
bad:
	return error_field(err, ERROR_INVALID, NULL, "url", "not a ws:// or wss:// address");
}

void handshake_key(char ret[HANDSHAKE_KEY_SIZE])
{
	unsigned char bytes[16];

	id_random(bytes, sizeof(bytes));
	base64_encode_raw(ret, sizeof(bytes), bytes);
	ret[BASE64_ENCODE_RAW_LENGTH(sizeof(bytes))] = '\0';
}

int handshake_key_is_good(const char *key)
{
	static const char alphabet[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	return strlen(key) == 24 && strspn(key, alphabet) == 22 && strcmp(key + 22, "==") == 0;
}

void handshake_accept(const char *key, char ret[HANDSHAKE_ACCEPT_SIZE])
{
	unsigned char digest[SHA1_DIGEST_SIZE];
	struct sha1_ctx ctx;
	char text[128];

	/* Our own key, or one that handshake_key_is_good let through: 24 characters. */
	snprintf(text, sizeof(text), "%s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key);
	sha1_init(&ctx);
	sha1_update(&ctx, strlen(text), (const uint8_t *)text);
	sha1_digest(&ctx, sizeof(digest), digest);
	base64_encode_raw(ret, sizeof(digest), digest);
	ret[BASE64_ENCODE_RAW_LENGTH(sizeof(digest))] = '\0';
}

int handshake_request(struct buf *ret, const struct handshake_target *target, const char *key,
		      const char *const *headers, struct error *err)
{
	int is_v6 = strchr(target->host, ':') != NULL;

	buf_addf(ret, "GET %s HTTP/1.1\r\nHost: %s%s%s", target->path, is_v6 ? "[" : "",
		 target->host, is_v6 ? "]" : "");
	if (strcmp(target->port, target->is_tls ? "443" : "80") != 0)
		buf_addf(ret, ":%s", target->port);
	buf_addf(ret,
		 "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: %s\r\n"
		 "Sec-WebSocket-Version: 13\r\n",
		 key);
	for (; headers && *headers; headers++) {
		if (strpbrk(*headers, "\r\n") || !strchr(*headers, ':'))
			return error_field(err, ERROR_INVALID, NULL, "headers",
					   "a header must be one line of 'Name: value'");
		buf_adds(ret, *headers);
		buf_adds(ret, "\r\n");
	}
	buf_adds(ret, "\r\n");
	return 0;
}

int handshake_has_token(const char *value, size_t len, const char *token)
{
	size_t want = strlen(token);
	const char *end = value + len;

	while (value < end) {
		const char *stop = memchr(value, ',', (size_t)(end - value));
		const char *last = stop ? stop : end;
		const char *next = stop ? stop + 1 : end;

		while (value < last && (*value == ' ' || *value == '\t'))
			value++;
		while (last > value && (last[-1] == ' ' || last[-1] == '\t'))
			last--;
		if ((size_t)(last - value) == want && strncasecmp(value, token, want) == 0)
			return 1;
		value = next;
	}
	return 0;
}

/* The value of a header in text[0..len), trimmed; 0 when it is not there. */
static size_t find_header(const char *text, size_t len, const char *name, const char **value)
{
	const char *end = text + len, *line = text, *stop;
	size_t name_len = strlen(name);

	for (; line < end; line = stop + 2) {
		stop = memmem(line, (size_t)(end - line), "\r\n", 2);
		if (!stop)
			return 0;
		if ((size_t)(stop - line) > name_len && line[name_len] == ':' &&
		    strncasecmp(line, name, name_len) == 0) {
			const char *from = line + name_len + 1, *to = stop;

			while (from < to && (*from == ' ' || *from == '\t'))
				from++;
			while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
				to--;
			*value = from;
			return (size_t)(to - from);
		}
	}
	return 0;
}

int handshake_response(const char *text, size_t len, const char *key, struct error *err)
{
	const char *end = len ? memmem(text, len, "\r\n\r\n", 4) : NULL, *value = NULL;
	char want[HANDSHAKE_ACCEPT_SIZE];
	size_t head, size;
	int status = 0;

	if (!end) {
		if (len > ANSWER_MAX)
			return error_set(err, ERROR_UNAVAILABLE, "the answer has no end");
		if (len >= 7 && memcmp(text, "HTTP/1.", 7) != 0)
			return error_set(err, ERROR_UNAVAILABLE, "the answer is not HTTP");
		return 0;
	}
	head = (size_t)(end - text) + 2;
	if (head < 14 || memcmp(text, "HTTP/1.", 7) != 0)
		return error_set(err, ERROR_UNAVAILABLE, "the answer is not HTTP");
	for (int i = 9; i < 12; i++)
		status = status * 10 + (text[i] >= '0' && text[i] <= '9' ? text[i] - '0' : 1000);
	if (status < 100 || status > 999)
		return error_set(err, ERROR_UNAVAILABLE, "the answer is not HTTP");
	if (status != 101)
		return error_set(err,
				 status == 401 || status == 403 ? ERROR_DENIED : ERROR_UNAVAILABLE,
				 "the server answered %d instead of 101", status);
	size = find_header(text, head, "Upgrade", &value);
	if (!size || !handshake_has_token(value, size, "websocket"))
		return error_set(err, ERROR_UNAVAILABLE, "the server upgrades to no WebSocket");
	size = find_header(text, head, "Connection", &value);
	if (!size || !handshake_has_token(value, size, "upgrade"))
		return error_set(err, ERROR_UNAVAILABLE, "the server does not upgrade");
	handshake_accept(key, want);
	size = find_header(text, head, "Sec-WebSocket-Accept", &value);
	if (size != strlen(want) || memcmp(value, want, size) != 0)
		return error_set(err, ERROR_UNAVAILABLE,
				 "Sec-WebSocket-Accept does not fit our key");
	if (find_header(text, head, "Sec-WebSocket-Extensions", &value))
		return error_set(err, ERROR_UNAVAILABLE,
				 "the server wants extensions nobody offered");
	return (int)head + 2;
}

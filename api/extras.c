/* Fields and links beyond the declared ones. */
#include "api/extras.h"

#include <nettle/memops.h>
#include <string.h>

#include "api/registration.h"
#include "base/auto.h"
#include "base/clock.h"

enum extra extras_of(const struct type *type)
{
	if (strcmp(type->name, "registrationToken") == 0)
		return EXTRA_TOKEN;
	if (strcmp(type->name, "sshKey") == 0)
		return EXTRA_PEM;
	if (strcmp(type->name, "register") == 0)
		return EXTRA_REGISTER;
	if (strcmp(type->name, "setting") == 0)
		return EXTRA_SETTING;
	if (strcmp(type->name, "externalHandler") == 0)
		return EXTRA_HANDLER;
	return strcmp(type->name, "data") == 0 ? EXTRA_DATA : EXTRA_NONE;
}

static struct span value_of(const struct shape *shape, const struct values *values,
			    const char *name)
{
	int at = shape_field(shape, name, strlen(name));

	return at < 0 ? (struct span){NULL, 0} : values->at[at];
}

int extras_password(const struct seal *seal, struct span value, struct buf *ret)
{
	AUTO(buf_done) struct buf sealed = {0};

	if (json_string(value, &sealed) < 0 || !sealed.len)
		return -1;
	if (seal)
		return seal_open(seal, sealed.data, sealed.len, ret, NULL);
	buf_add(ret, sealed.data, sealed.len);
	return 0;
}

/* The token of now. -1 while the key has no halves. */
static int token_of(const struct render *render, const struct shape *shape,
		    const struct values *values, struct buf *ret)
{
	AUTO(buf_done) struct buf public = {0};
	AUTO(buf_done) struct buf secret = {0};

	if (json_string(value_of(shape, values, "publicValue"), &public) < 0 || !public.len ||
	    extras_password(render->seal, value_of(shape, values, "secretValue"), &secret) < 0)
		return -1;
	registration_token(public.data, secret.data, clock_now(), ret);
	explicit_bzero(secret.data, secret.len);
	return 0;
}

void extras_links(const struct render *render, const struct shape *shape,
		  const struct values *values, const char *self, size_t self_len, struct buf *ret)
{
	AUTO(buf_done) struct buf token = {0};

	if (shape->extra == EXTRA_PEM && !json_is_null(value_of(shape, values, "secretValue"))) {
		buf_adds(ret, ",\"pem\":\"");
		buf_add(ret, self, self_len);
		buf_adds(ret, "/pem\"");
	}
	if (shape->extra == EXTRA_TOKEN && token_of(render, shape, values, &token) == 0)
		buf_addf(ret, ",\"registrationUrl\":\"%.*s/v1/scripts/%s\"", (int)render->base_len,
			 render->base, token.data);
}

void extras_fields(const struct render *render, const struct shape *shape, const struct row *row,
		   const struct values *values, struct buf *ret)
{
	AUTO(buf_done) struct buf token = {0};

	if (shape->extra != EXTRA_TOKEN || row->removed ||
	    token_of(render, shape, values, &token) < 0)
		return;
	buf_addf(ret, ",\"token\":\"%s\",\"registrationUrl\":\"%.*s/v1/scripts/%s\"", token.data,
		 (int)render->base_len, render->base, token.data);
}

int extras_data(const struct shape *shape, const struct values *values, struct buf *ret)
{
	struct span fields = json_get(values->data, "fields");
	size_t before;

	if (shape->extra != EXTRA_HANDLER || !json_is_object(fields) ||
	    json_get(fields, "processNames").at)
		return 0;
	before = (size_t)(fields.at - values->data.at) + 1;
	buf_add(ret, values->data.at, before);
	buf_adds(ret, fields.len > 2 ? "\"processNames\":null," : "\"processNames\":null");
	buf_add(ret, values->data.at + before, values->data.len - before);
	return 1;
}

int extras_hide(const struct render *render, const struct shape *shape, const struct field *field,
		const struct values *values)
{
	static const char *const guarded[] = {"key", "accessKey", "secretKey", "authToken"};
	AUTO(buf_done) struct buf key = {0};
	int is_guarded = 0;

	for (size_t i = 0; i < sizeof(guarded) / sizeof(guarded[0]); i++)
		is_guarded |= strcmp(field->name, guarded[i]) == 0;
	if (shape->extra != EXTRA_REGISTER || !is_guarded)
		return 0;
	return json_string(value_of(shape, values, "key"), &key) < 0 || !key.len ||
	       key.len != render->key.len || !memeql_sec(key.data, render->key.at, key.len);
}

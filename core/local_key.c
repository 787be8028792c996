/* The key of this machine's command line (contract: local_key.h). */
#include "local_key.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/buf.h"
#include "host/file.h"

int local_key_keep(const char *data, const char *url, struct span key, struct error *err)
{
	AUTO(buf_done) struct buf path = {0}, text = {0}, user = {0}, secret = {0};
	AUTO(config_done) struct config kept = {0};
	int rc;

	buf_addf(&path, "%s/admin.key", data);
	if (json_string(json_get(key, "accessKey"), &user) < 0 ||
	    json_string(json_get(key, "secretKey"), &secret) < 0) {
		if (access(path.data, F_OK) < 0)
			return 0;
		if (config_read_keys(&kept, path.data, err) < 0)
			return error_wrap(err, "the key that is kept for this machine");
		if (kept.url && !kept.tls_pin && strcmp(kept.url, url) == 0)
			return 0;
		buf_adds(&user, kept.access_key);
		buf_adds(&secret, kept.secret_key);
	}
	buf_addf(
		&text,
		"# The administrator's first key, for the command line on this machine. Remove the "
		"file if nobody shall\n# have it; it is not written again.\n"
		"url = %s\naccess-key = %s\nsecret-key = %s\n",
		url, user.data, secret.data);
	rc = file_write(path.data, text.data, text.len, 0600, err);
	explicit_bzero(text.data, text.len);
	explicit_bzero(secret.data, secret.len);
	return rc;
}

void local_key_find(struct config *config)
{
	AUTO(buf_done) struct buf path = {0}, key = {0};
	AUTO(config_done) struct config kept = {0};

	buf_addf(&path, "%s/admin.key", config->data);
	if (config->key || access(path.data, R_OK) < 0 ||
	    config_read_keys(&kept, path.data, NULL) < 0 || !kept.url)
		return;
	if (strcmp(config->url, kept.url) != 0 && strcmp(config->url, CONFIG_URL) != 0)
		return;
	buf_addf(&key, "%s:%s", kept.access_key, kept.secret_key);
	config->key = buf_steal(&key);
	free(config->url);
	config->url = STEAL(kept.url);
	if (!config->tls_pin && !config->tls_ca)
		config->tls_pin = STEAL(kept.tls_pin);
}

/* Certificates of ours, and whose we believe. */
#include "http/tls_keys.h"

#include <arpa/inet.h>
#include <gnutls/x509.h>
#include <nettle/base64.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/auto.h"
#include "http/handshake.h"

/* Nothing that was broken or that nobody needs: RFC 9325. */
#define PRIORITY \
	"SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-RSA:-AES-128-CBC:-AES-256-CBC:" \
	"%SERVER_PRECEDENCE"

struct tls_keys {
	atomic_int refs;
	gnutls_certificate_credentials_t credentials;
	gnutls_datum_t ticket_key; /* of resumed sessions */
	char pin[TLS_PIN_SIZE];
};

/* Of one server: written once, before any thread reads it. */
static struct {
	struct handshake_target server;
	char *ca_file, *pin;
	gnutls_certificate_credentials_t credentials;
	int is_set;
} trust;

static gnutls_certificate_credentials_t system_credentials;
static pthread_once_t system_once = PTHREAD_ONCE_INIT;

/* --- A server's own --------------------------------------------------------------------- */

static int pin_of(gnutls_x509_crt_t certificate, char ret[TLS_PIN_SIZE])
{
	unsigned char digest[32];
	size_t size = sizeof(digest);

	if (gnutls_x509_crt_get_key_id(certificate, GNUTLS_KEYID_USE_SHA256, digest, &size) < 0)
		return -1;
	strcpy(ret, "sha256//");
	base64_encode_raw(ret + 8, size, digest);
	ret[8 + BASE64_ENCODE_RAW_LENGTH(sizeof(digest))] = 0;
	return 0;
}

static int find_pin(struct tls_keys *keys)
{
	gnutls_x509_crt_t *chain = NULL;
	unsigned count = 0;
	int rc = gnutls_certificate_get_x509_crt(keys->credentials, 0, &chain, &count);

	if (rc == 0)
		rc = count ? pin_of(chain[0], keys->pin) : -1;
	for (unsigned i = 0; i < count; i++)
		gnutls_x509_crt_deinit(chain[i]);
	gnutls_free(chain);
	return rc;
}

struct tls_keys *tls_keys_load(const char *certificate, const char *key, struct error *err)
{
	struct tls_keys *keys;
	int rc;

	if (access(certificate, R_OK) < 0) {
		error_errno(err, "the certificate %s cannot be read", certificate);
		return NULL;
	}
	if (access(key, R_OK) < 0) {
		error_errno(err, "the key %s cannot be read", key);
		return NULL;
	}
	keys = calloc(1, sizeof(*keys));
	if (!keys || gnutls_certificate_allocate_credentials(&keys->credentials) < 0)
		abort();
	atomic_init(&keys->refs, 1);
	rc = gnutls_certificate_set_x509_key_file(keys->credentials, certificate, key,
						  GNUTLS_X509_FMT_PEM);
	if (rc >= 0)
		rc = find_pin(keys);
	if (rc >= 0)
		rc = gnutls_session_ticket_key_generate(&keys->ticket_key);
	if (rc < 0) {
		error_field(err, ERROR_INVALID, NULL, "tls-cert",
			    "%s and %s are no certificate and its key: %s", certificate, key,
			    gnutls_strerror(rc));
		tls_keys_unref(keys);
		return NULL;
	}
	return keys;
}

struct tls_keys *tls_keys_ref(struct tls_keys *keys)
{
	atomic_fetch_add(&keys->refs, 1);
	return keys;
}

void tls_keys_unref(struct tls_keys *keys)
{
	if (!keys || atomic_fetch_sub(&keys->refs, 1) != 1)
		return;
	gnutls_certificate_free_credentials(keys->credentials);
	if (keys->ticket_key.data)
		gnutls_memset(keys->ticket_key.data, 0, keys->ticket_key.size);
	gnutls_free(keys->ticket_key.data);
	free(keys);
}

void tls_keys_pin(const struct tls_keys *keys, char ret[TLS_PIN_SIZE])
{
	memcpy(ret, keys->pin, TLS_PIN_SIZE);
}

/* What both ends have in common. */
static int prepare(gnutls_session_t session, gnutls_certificate_credentials_t credentials)
{
	static const unsigned char name[] = "http/1.1";
	gnutls_datum_t protocol = {(unsigned char *)(uintptr_t)name, sizeof(name) - 1};
	int rc = gnutls_priority_set_direct(session, PRIORITY, NULL);

	if (rc >= 0)
		rc = gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials);
	if (rc >= 0)
		rc = gnutls_alpn_set_protocols(session, &protocol, 1, 0);
	return rc;
}

int tls_keys_session(struct tls_keys *keys, gnutls_session_t *ret)
{
	int rc = gnutls_init(ret, GNUTLS_SERVER | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL);

	if (rc < 0)
		return rc;
	rc = prepare(*ret, keys->credentials);
	if (rc >= 0)
		rc = gnutls_session_ticket_enable_server(*ret, &keys->ticket_key);
	if (rc < 0)
		gnutls_deinit(*ret);
	return rc;
}

/* --- Whom a client believes ------------------------------------------------------------- */

int tls_trust(const char *url, const char *ca_file, const char *pin, struct error *err)
{
	int rc;

	if (!ca_file && !pin)
		return 0;
	if (handshake_parse_url(url, &trust.server, err) < 0)
		return -1;
	if (pin && *pin != '/' && (strncmp(pin, "sha256//", 8) != 0 || strlen(pin) != 8 + 44))
		return error_field(err, ERROR_INVALID, NULL, "tls-pin",
				   "\"%s\" is no pinned key; it is written sha256//BASE64, as "
				   "the server's greeting shows it",
				   pin);
	if (gnutls_certificate_allocate_credentials(&trust.credentials) < 0)
		abort();
	if (ca_file) {
		rc = gnutls_certificate_set_x509_trust_file(trust.credentials, ca_file,
							    GNUTLS_X509_FMT_PEM);
		if (rc <= 0) {
			gnutls_certificate_free_credentials(STEAL(trust.credentials));
			return error_field(err, ERROR_INVALID, NULL, "tls-ca",
					   "%s holds no certificate of an authority: %s", ca_file,
					   rc < 0 ? gnutls_strerror(rc) : "it is empty");
		}
	}
	trust.ca_file = ca_file ? strdup(ca_file) : NULL;
	trust.pin = pin ? strdup(pin) : NULL;
	trust.is_set = 1;
	return 0;
}

static int is_trusted_server(const char *host, const char *port)
{
	return trust.is_set && strcasecmp(trust.server.host, host) == 0 &&
	       strcmp(trust.server.port, port) == 0;
}

static int leads_there(const char *url)
{
	struct handshake_target target;

	return trust.is_set && handshake_parse_url(url, &target, NULL) == 0 &&
	       is_trusted_server(target.host, target.port);
}

const char *tls_trusted_ca(const char *url)
{
	return leads_there(url) ? trust.ca_file : NULL;
}

/* The pinned key as of now. A file that is not there pins what no key is. */
static void read_pin(char ret[TLS_PIN_SIZE])
{
	FILE *file;

	snprintf(ret, TLS_PIN_SIZE, "%s", *trust.pin == '/' ? "sha256//none" : trust.pin);
	if (*trust.pin != '/' || !(file = fopen(trust.pin, "re")))
		return;
	if (!fgets(ret, TLS_PIN_SIZE, file))
		snprintf(ret, TLS_PIN_SIZE, "sha256//none");
	ret[strcspn(ret, "\n")] = 0;
	fclose(file);
}

int tls_trusted_pin(const char *url, char ret[TLS_PIN_SIZE])
{
	if (!leads_there(url) || !trust.pin)
		return 0;
	read_pin(ret);
	return 1;
}

static void load_system(void)
{
	if (gnutls_certificate_allocate_credentials(&system_credentials) < 0)
		abort();
	gnutls_certificate_set_x509_system_trust(system_credentials);
}

static int is_address(const char *host)
{
	unsigned char bytes[16];

	return inet_pton(AF_INET, host, bytes) == 1 || inet_pton(AF_INET6, host, bytes) == 1;
}

int tls_trust_session(const char *host, const char *port, gnutls_session_t *ret, struct error *err)
{
	int is_known = is_trusted_server(host, port);
	int rc = gnutls_init(ret, GNUTLS_CLIENT | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL);

	pthread_once(&system_once, load_system);
	if (rc < 0)
		return error_set(err, ERROR_UNAVAILABLE, "TLS: %s", gnutls_strerror(rc));
	rc = prepare(*ret, is_known ? trust.credentials : system_credentials);
	if (rc >= 0 && !is_address(host))
		rc = gnutls_server_name_set(*ret, GNUTLS_NAME_DNS, host, strlen(host));
	/* A pinned key is who it is, whatever its certificate says. */
	if (!is_known || !trust.pin)
		gnutls_session_set_verify_cert(*ret, host, 0);
	if (rc < 0) {
		gnutls_deinit(*ret);
		return error_set(err, ERROR_UNAVAILABLE, "TLS: %s", gnutls_strerror(rc));
	}
	return 0;
}

int tls_trust_check(gnutls_session_t session, const char *host, const char *port, struct error *err)
{
	unsigned count = 0;
	const gnutls_datum_t *chain;
	gnutls_x509_crt_t certificate;
	char pin[TLS_PIN_SIZE] = "", wanted[TLS_PIN_SIZE];

	if (!is_trusted_server(host, port) || !trust.pin)
		return 0;
	chain = gnutls_certificate_get_peers(session, &count);
	if (chain && count && gnutls_x509_crt_init(&certificate) == 0) {
		if (gnutls_x509_crt_import(certificate, &chain[0], GNUTLS_X509_FMT_DER) < 0 ||
		    pin_of(certificate, pin) < 0)
			pin[0] = 0;
		gnutls_x509_crt_deinit(certificate);
	}
	read_pin(wanted);
	if (strcmp(pin, wanted) == 0)
		return 0;
	return error_field(err, ERROR_DENIED, NULL, "tls-pin",
			   "%s:%s has the key %s, and not the pinned one; if its key was replaced, "
			   "give --tls-pin that",
			   host, port, pin[0] ? pin : "none");
}

int tls_trust_explain(gnutls_session_t session, int rc, const char *host, const char *port,
		      struct error *err)
{
	gnutls_datum_t text = {0};
	unsigned status;

	if (rc != GNUTLS_E_CERTIFICATE_VERIFICATION_ERROR)
		return error_field(err, ERROR_UNAVAILABLE, NULL, host, "%s:%s: TLS: %s", host, port,
				   gnutls_strerror(rc));
	status = gnutls_session_get_verify_cert_status(session);
	if (gnutls_certificate_verification_status_print(status, GNUTLS_CRT_X509, &text, 0) < 0)
		text.data = NULL;
	error_field(err, ERROR_DENIED, NULL, host,
		    "the certificate of %s:%s is not believed: %s Give its authority with --tls-ca "
		    "FILE, or its key with --tls-pin",
		    host, port, text.data ? (char *)text.data : "");
	gnutls_free(text.data);
	return -1;
}

/*
 * The verbs, on pool threads. Look before acting: drivers disagree on the code for "it is so
 * already", so a domain's state decides, not the complaint.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "host/virt_parts.h"

static void domain_free(virDomainPtr domain)
{
	if (domain)
		virDomainFree(domain);
}

AUTO_DEFINE(virDomainPtr, domain_free)

static enum error_code code_of(const virErrorPtr last)
{
	switch (last->code) {
	case VIR_ERR_NO_DOMAIN:
	case VIR_ERR_NO_NETWORK:
	case VIR_ERR_NO_STORAGE_POOL:
	case VIR_ERR_NO_STORAGE_VOL:
		return ERROR_NOT_FOUND;
	case VIR_ERR_NO_CONNECT:
	case VIR_ERR_RPC:
	case VIR_ERR_INVALID_CONN:
		return ERROR_UNAVAILABLE;
	case VIR_ERR_XML_ERROR:
	case VIR_ERR_XML_DETAIL:
	case VIR_ERR_XML_INVALID_SCHEMA:
	case VIR_ERR_INVALID_ARG:
	case VIR_ERR_CONFIG_UNSUPPORTED:
		return ERROR_INVALID;
	case VIR_ERR_DOM_EXIST:
	case VIR_ERR_OPERATION_INVALID:
		return ERROR_CONFLICT;
	case VIR_ERR_AUTH_FAILED:
	case VIR_ERR_AUTH_CANCELLED:
	case VIR_ERR_AUTH_UNAVAILABLE:
	case VIR_ERR_ACCESS_DENIED:
	case VIR_ERR_OPERATION_DENIED:
		return ERROR_DENIED;
	case VIR_ERR_OPERATION_TIMEOUT:
	case VIR_ERR_AGENT_UNRESPONSIVE:
		return ERROR_TIMEOUT;
	case VIR_ERR_NO_SUPPORT:
		return ERROR_UNSUPPORTED;
	case VIR_ERR_SYSTEM_ERROR:
		/* A socket that is not there or was closed; the driver's own system errors are not
		 * this. */
		return last->domain == VIR_FROM_RPC || last->domain == VIR_FROM_REMOTE
			       ? ERROR_UNAVAILABLE
			       : ERROR_INTERNAL;
	}
	return ERROR_INTERNAL;
}

int virt_error(virConnectPtr conn, struct error *err, const char *what)
{
	virErrorPtr last = virGetLastError();
	char text[300];
	enum error_code code;

	if (!last)
		return error_field(err, ERROR_INTERNAL, NULL, "libvirt", "%s", what);
	/* The next call overwrites it. */
	code = code_of(last);
	snprintf(text, sizeof(text), "%s", last->message ? last->message : "no reason given");
	text[strcspn(text, "\n")] = '\0';
	if (conn && code == ERROR_INTERNAL && virConnectIsAlive(conn) != 1)
		code = ERROR_UNAVAILABLE;
	return error_field(err, code, NULL, "libvirt", "%s: %s", what, text);
}

static virDomainPtr look_up(virConnectPtr conn, const char *name, struct error *err)
{
	virDomainPtr domain = virDomainLookupByName(conn, name);

	if (!domain && strlen(name) == 36)
		domain = virDomainLookupByUUIDString(conn, name);
	if (domain)
		return domain;
	if (virGetLastErrorCode() == VIR_ERR_NO_DOMAIN)
		error_field(err, ERROR_NOT_FOUND, NULL, "domain", "there is no domain '%.100s'",
			    name);
	else
		virt_error(conn, err, "look-up");
	return NULL;
}

static int state_of(virConnectPtr conn, virDomainPtr domain, int *ret, struct error *err)
{
	if (virDomainGetState(domain, ret, NULL, 0) < 0)
		return virt_error(conn, err, "state");
	return 0;
}

static int is_off(int state)
{
	const char *name = virt_state_name(state);

	return strcmp(name, "shutoff") == 0 || strcmp(name, "crashed") == 0;
}

/* Adds {"name","uuid","state","id"} without the closing brace. */
static int add_domain(virConnectPtr conn, virDomainPtr domain, struct buf *ret, struct error *err)
{
	char uuid[VIR_UUID_STRING_BUFLEN];
	unsigned id = virDomainGetID(domain);
	int state;

	if (state_of(conn, domain, &state, err) < 0)
		return -1;
	if (virDomainGetUUIDString(domain, uuid) < 0)
		return virt_error(conn, err, "uuid");
	buf_adds(ret, "{\"name\":");
	buf_json_string(ret, virDomainGetName(domain));
	buf_addf(ret, ",\"uuid\":\"%s\",\"state\":\"%s\"", uuid, virt_state_name(state));
	if (id != (unsigned)-1)
		buf_addf(ret, ",\"id\":%u", id);
	return 0;
}

static int list(virConnectPtr conn, struct buf *ret, struct error *err)
{
	virDomainPtr *domains = NULL;
	int count = virConnectListAllDomains(conn, &domains, 0), rc = 0;
	struct error gone;

	if (count < 0)
		return virt_error(conn, err, "list");
	buf_addc(ret, '[');
	for (int i = 0; i < count; i++) {
		size_t before = ret->len;
		char *text;

		buf_json_comma(ret);
		if (rc == 0 && add_domain(conn, domains[i], ret, &gone) < 0) {
			/* One that vanished meanwhile is not part of the list. */
			ret->len = before;
			if (gone.code != ERROR_NOT_FOUND) {
				rc = -1;
				if (err)
					*err = gone;
			}
		} else if (rc == 0) {
			text = virDomainGetMetadata(domains[i], VIR_DOMAIN_METADATA_ELEMENT,
						    VIRT_METADATA, 0);
			if (text) {
				buf_adds(ret, ",\"metadata\":");
				buf_json_string(ret, text);
				free(text);
			}
			buf_addc(ret, '}');
		}
		virDomainFree(domains[i]);
	}
	free(domains);
	buf_addc(ret, ']');
	return rc;
}

static int start(virConnectPtr conn, virDomainPtr domain, struct error *err)
{
	int state;

	if (state_of(conn, domain, &state, err) < 0)
		return -1;
	if (!is_off(state) || virDomainCreate(domain) == 0)
		return 0;
	virt_error(conn, err, "start");
	/* Somebody else may have been quicker. */
	return virDomainIsActive(domain) == 1 ? 0 : -1;
}

static int destroy(virConnectPtr conn, virDomainPtr domain, struct error *err)
{
	int state;

	if (state_of(conn, domain, &state, err) < 0)
		return -1;
	if (is_off(state) || virDomainDestroy(domain) == 0)
		return 0;
	virt_error(conn, err, "destroy");
	return virDomainIsActive(domain) == 0 ? 0 : -1;
}

static int press(virConnectPtr conn, virDomainPtr domain, int reboot, struct error *err)
{
	int state;

	if (state_of(conn, domain, &state, err) < 0)
		return -1;
	if (is_off(state))
		return reboot ? error_set(err, ERROR_CONFLICT, "reboot: the domain is off") : 0;
	if ((reboot ? virDomainReboot(domain, 0) : virDomainShutdown(domain)) == 0)
		return 0;
	return virt_error(conn, err, reboot ? "reboot" : "shutdown");
}

static int undefine(virConnectPtr conn, virDomainPtr domain, struct error *err)
{
	unsigned flags = VIR_DOMAIN_UNDEFINE_MANAGED_SAVE | VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA |
			 VIR_DOMAIN_UNDEFINE_NVRAM | VIR_DOMAIN_UNDEFINE_CHECKPOINTS_METADATA;
	int code;

	if (virDomainUndefineFlags(domain, flags) == 0)
		return 0;
	code = virGetLastErrorCode();
	if (code == VIR_ERR_NO_DOMAIN)
		return 0;
	/* Drivers without these notions refuse the flags. */
	if ((code == VIR_ERR_INVALID_ARG || code == VIR_ERR_NO_SUPPORT) &&
	    virDomainUndefine(domain) == 0)
		return 0;
	return virt_error(conn, err, "undefine");
}

static int define(virConnectPtr conn, const char *xml, struct buf *ret, struct error *err)
{
	AUTO(domain_free) virDomainPtr domain = virDomainDefineXML(conn, xml);

	if (!domain)
		return virt_error(conn, err, "define");
	if (add_domain(conn, domain, ret, err) < 0)
		return -1;
	buf_addc(ret, '}');
	return 0;
}

static int add_xml(virConnectPtr conn, virDomainPtr domain, struct buf *ret, struct error *err)
{
	char *xml = virDomainGetXMLDesc(domain, 0);

	if (!xml)
		return virt_error(conn, err, "xml");
	buf_json_string(ret, xml);
	free(xml);
	return 0;
}

static int info(virConnectPtr conn, int kvm, struct buf *ret, struct error *err)
{
	const char *type = virConnectGetType(conn);
	unsigned long version = 0;
	virNodeInfo node;
	char *uri = virConnectGetURI(conn);

	if (!type || virNodeGetInfo(conn, &node) < 0) {
		free(uri);
		return virt_error(conn, err, "info");
	}
	/* A driver without a version is no failure. */
	virConnectGetVersion(conn, &version);
	buf_addf(ret, "{\"kvm\":%s,\"memory_mb\":%lu,\"cpus\":%u,\"hypervisor\":\"",
		 kvm ? "true" : "false", node.memory / 1024, node.cpus);
	for (; *type; type++)
		buf_addc(ret,
			 isalnum((unsigned char)*type) ? (char)tolower((unsigned char)*type) : '-');
	buf_addf(ret, "\",\"version\":\"%lu.%lu.%lu\",\"uri\":", version / 1000000,
		 version / 1000 % 1000, version % 1000);
	buf_json_string(ret, uri);
	buf_addc(ret, '}');
	free(uri);
	return 0;
}

/* The value of an attribute in one element of libvirt's own XML, which always quotes with '. */
static void attribute(const char *xml, const char *end, const char *element, const char *name,
		      char *ret, size_t size)
{
	char head[64], key[64];
	const char *at, *close, *value;

	ret[0] = '\0';
	snprintf(head, sizeof(head), "<%s ", element);
	snprintf(key, sizeof(key), " %s='", name);
	at = strstr(xml, head);
	if (!at || at >= end)
		return;
	close = strchr(at, '>');
	value = strstr(at, key);
	if (!close || !value || value > close)
		return;
	value += strlen(key);
	snprintf(ret, size, "%.*s", (int)strcspn(value, "'"), value);
}

/* Appends the addresses of a MAC, each once, from whoever knows some: DHCP, guest agent, ARP. */
static void add_addresses(virDomainPtr domain, const char *mac, struct buf *ret)
{
	static const unsigned sources[] = {VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LEASE,
					   VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT,
					   VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_ARP};
	size_t start = ret->len;

	for (size_t s = 0; s < sizeof(sources) / sizeof(*sources) && ret->len == start; s++) {
		virDomainInterfacePtr *found = NULL;
		int count = virDomainInterfaceAddresses(domain, &found, sources[s], 0);

		for (int i = 0; i < count; i++) {
			for (unsigned a = 0;
			     found[i]->hwaddr && strcasecmp(found[i]->hwaddr, mac) == 0 &&
			     a < found[i]->naddrs;
			     a++) {
				if (strncmp(found[i]->addrs[a].addr, "fe80:", 5) == 0)
					continue;
				buf_json_comma(ret);
				buf_json_string(ret, found[i]->addrs[a].addr);
			}
			virDomainInterfaceFree(found[i]);
		}
		free(found);
	}
}

static int interfaces(virConnectPtr conn, virDomainPtr domain, struct buf *ret, struct error *err)
{
	char *xml = virDomainGetXMLDesc(domain, 0);
	const char *at;

	if (!xml)
		return virt_error(conn, err, "interfaces");
	buf_addc(ret, '[');
	/* Indented by two: devices of the domain, not text in somebody's metadata. */
	at = strstr(xml, "\n  <devices>");
	while (at && (at = strstr(at, "\n    <interface "))) {
		const char *end = strstr(at, "\n    </interface>");
		char mac[32], name[64], network[128];

		if (!end)
			break;
		attribute(at, end, "mac", "address", mac, sizeof(mac));
		attribute(at, end, "target", "dev", name, sizeof(name));
		attribute(at, end, "source", "network", network, sizeof(network));
		buf_json_comma(ret);
		buf_adds(ret, "{\"mac\":");
		buf_json_string(ret, mac);
		buf_adds(ret, ",\"name\":");
		buf_json_string(ret, *name ? name : NULL);
		buf_adds(ret, ",\"network\":");
		buf_json_string(ret, *network ? network : NULL);
		buf_adds(ret, ",\"addresses\":[");
		add_addresses(domain, mac, ret);
		buf_adds(ret, "]}");
		at = end;
	}
	buf_addc(ret, ']');
	free(xml);
	return 0;
}

static int on_domain(virConnectPtr conn, virDomainPtr domain, enum virt_verb verb, struct buf *ret,
		     struct error *err)
{
	switch (verb) {
	case VIRT_FIND:
	case VIRT_WAIT_OFF:
		if (add_domain(conn, domain, ret, err) < 0)
			return -1;
		buf_addc(ret, '}');
		return 0;
	case VIRT_XML:
		return add_xml(conn, domain, ret, err);
	case VIRT_START:
		return start(conn, domain, err);
	case VIRT_SHUTDOWN:
		return press(conn, domain, 0, err);
	case VIRT_REBOOT:
		return press(conn, domain, 1, err);
	case VIRT_DESTROY:
		return destroy(conn, domain, err);
	case VIRT_UNDEFINE:
		return undefine(conn, domain, err);
	case VIRT_INTERFACES:
		return interfaces(conn, domain, ret, err);
	default:
		return error_set(err, ERROR_INTERNAL, "no such verb");
	}
}

int virt_work(virConnectPtr conn, const struct virt_request *request, int kvm, struct buf *ret,
	      struct error *err)
{
	AUTO(domain_free) virDomainPtr domain = NULL;
	struct error own;

	if (request->verb == VIRT_LIST)
		return list(conn, ret, err);
	if (request->verb == VIRT_INFO)
		return info(conn, kvm, ret, err);
	if (request->verb == VIRT_DEFINE)
		return define(conn, request->xml, ret, err);
	domain = look_up(conn, request->name, &own);
	if (!domain && request->verb == VIRT_UNDEFINE && own.code == ERROR_NOT_FOUND) {
		buf_adds(ret, "true");
		return 0;
	}
	if (!domain || on_domain(conn, domain, request->verb, ret, &own) < 0) {
		if (err)
			*err = own;
		return error_wrap(err, "domain '%.100s'", request->name);
	}
	if (!ret->len)
		buf_adds(ret, "true");
	return 0;
}

"""Statements of the 2014 contract that no other part shows, section by section."""

import json
import time
import urllib.parse

from checks import ACCESS, HOST, PORT, SECRET, V1, account, admin, check, equal, refused, section
from client import ApiError, Client, bare
from contract_hosts import ADMIN, fetch

BASE = V1[:-3]


def data_of(text):
    return json.loads(text)


def network(name, **more):
    return admin.wait(admin.create("network", name=name, **more))


IMAGE = []


def image():
    if not IMAGE:
        IMAGE.append(admin.wait(admin.create("image", name="vm", instanceKind="virtualMachine", url="file:///none.img")))
    return IMAGE[0]


VM = []


def vm_of():
    if not VM:
        VM.append(admin.wait(admin.create("virtualMachine", imageId=image().id, startOnCreate=False, name="vm")))
    return VM[0]


# --- 1, 2: the pipeline and URLs --------------------------------------------------------------

@section
def headers():
    for path, status in (("/v1", 200), ("/v1/containers", 200), ("/v1/nonsense", 404), ("/", 200)):
        got, head, body = fetch(BASE + path, ADMIN, headers={"Accept": "application/json"})
        equal("status of " + path, got, status)
        equal("X-API-Schemas of " + path, head["X-API-Schemas"], V1 + "/schemas")
        equal("X-API-Client-IP of " + path, head["X-API-Client-IP"], "127.0.0.1")
        equal("type of " + path, head["Content-Type"], "application/json; charset=utf-8")
        equal("length of " + path, (head["Content-Length"], head["Transfer-Encoding"]), (str(len(body)), None))
    head = fetch(V1, ADMIN, headers={"X-Forwarded-For": "10.0.0.1, 10.0.0.2"})[1]
    equal("who a proxy speaks for", head["X-API-Client-IP"], "10.0.0.1, 10.0.0.2")
    one = network("asked often").links.self
    for _ in range(40):
        fetch(one, ADMIN)
    head = fetch(one, ADMIN, headers={"X-Forwarded-For": "10.0.0.3"})[1]
    equal("also of what was asked before", head["X-API-Client-IP"], "10.0.0.3")
    status, head, body = fetch(V1 + "/containers")
    equal("without a key", (status, data_of(body)["code"]), (401, "Unauthorized"))
    equal("the challenge", head["WWW-Authenticate"],
          'Basic realm="Enter API access key and secret key as username and password"')
    equal("and where schemas are", head["X-API-Schemas"], V1 + "/schemas")


@section
def client_override():
    asked = {"X-API-request-url": "https://Proxy.example/cloud/v1/networks?x=1", "X-API-client-ip": "10.9.8.7"}

    def seen():
        got = fetch(V1 + "/networks", ADMIN, headers=asked)
        return data_of(got[2])["links"]["self"], got[1]["X-API-Client-IP"], got[1]["X-API-Schemas"]

    before = seen()
    equal("nobody says what he called", before, (V1 + "/networks", "127.0.0.1", V1 + "/schemas"))
    made = admin.request("POST", V1 + "/settings", {"name": "api.allow.client.override", "value": "true"})
    try:
        equal("but where a setting lets him", seen(), ("https://proxy.example/cloud/v1/networks", "10.9.8.7",
                                                      "https://proxy.example/cloud/v1/schemas"))
        one = network("overridden")
        for _ in range(40):
            fetch(one.links.self, ADMIN)
        got = fetch(one.links.self, ADMIN, headers=asked)
        equal("also of what was asked before", (data_of(got[2])["links"]["self"], got[1]["X-API-Client-IP"]),
              ("https://proxy.example/cloud/v1/networks/" + one.id, "10.9.8.7"))
        for bad in ("ftp://a/v1", "http:///v1", "http://a b/v1", "https://a/<script>/v1", "http://" + "a" * 300):
            equal("no URL: " + bad[:20], fetch(V1, ADMIN, headers={"X-API-request-url": bad})[0], 400)
    finally:
        admin.request("DELETE", made.links.self)
    equal("until it is gone", seen(), before)


@section
def pings():
    made = [admin.request("POST", V1 + "/settings", {"name": name, "value": value})
            for name, value in (("api.sub.ping.interval.millis", "100"), ("api.sub.max.pings", "3"))]
    try:
        status, _, text = fetch(V1 + "/subscribe", ADMIN, "POST", data=b'{"eventNames":["nothing"]}')
    finally:
        for one in made:
            admin.request("DELETE", one.links.self)
    names = [json.loads(line)["name"] for line in text.decode().split("\n\n") if line.strip()]
    equal("as many pings as the setting says, then the end", (status, names), (201, ["ping"] * 3 + ["subscribe.end"]))


@section
def ignored_keys():
    made = admin.request("POST", V1 + "/networks?_cache=1&_trim=2", {"_format": "table", "_cache": True, "id": "x",
                                                                   "name": "ignored", "links": {}, "nonsense": [1]})
    equal("unknown keys are dropped", (made.name, made.type), ("ignored", "network"))
    rows = admin.list("network", _cache="True", _format="table", _trim="True", name="ignored")
    equal("and parameters", len(rows), 1)


@section
def generated_urls():
    made = network("Urls")
    for path in ("/v1/NETWORKS/" + made.id, "//v1//networks//" + made.id + "/"):
        got = data_of(fetch(BASE + path, ADMIN)[2])
        equal("self of " + path, got["links"]["self"], V1 + "/networks/" + made.id)
        for name, url in got["links"].items():
            equal("link %s is in lower case" % name, url.split("?")[0], url.split("?")[0].lower())
    check("keys are not", "networkServices" in got["links"], sorted(got["links"]))
    schema = admin.get(V1 + "/schemas/ipaddresses")
    equal("schema in any spelling", (schema.id, schema.links.self), ("ipAddress", V1 + "/schemas/ipaddress"))
    page = data_of(fetch(V1 + "/NetWorks?Name=Urls&limit=1", ADMIN)[2])
    equal("a collection keeps the spelling", page["links"]["self"], V1 + "/NetWorks")
    check("so do its next pages", page["pagination"]["next"].startswith(V1 + "/NetWorks?Name=Urls&limit=1"), page["pagination"])
    check("and sort links", page["sortLinks"]["name"].startswith(V1 + "/NetWorks?"), page["sortLinks"]["name"])
    got = data_of(bare(HOST, PORT, b"GET /v1 HTTP/1.1\r\nHost: EXAMPLE.Org:99\r\nAuthorization: Basic " +
                       __import__("base64").b64encode(ADMIN.encode()) + b"\r\nConnection: close\r\n\r\n")[2])
    equal("the host of the request, in lower case", got["links"]["self"], "http://example.org:99/v1")
    equal("an action's URL", made._raw["actions"]["deactivate"], V1 + "/networks/" + made.id + "/?action=deactivate")


@section
def outside_the_api():
    equal("/ping", fetch(BASE + "/ping")[::2], (200, b"pong"))
    check("/healthcheck", isinstance(data_of(fetch(BASE + "/healthcheck")[2]), dict))
    status, head, body = fetch(BASE + "/static/some/page")
    equal("a page of the UI", (status, head["Content-Type"], b"<html" in body.lower()), (200, "text/html; charset=utf-8", True))
    equal("no file of the UI", fetch(BASE + "/static/none.js")[0], 404)


# --- 3, 4: ids and roots -------------------------------------------------------------------------

@section
def id_prefixes():
    for type_, prefix in (("account", "1a"), ("agent", "1a"), ("network", "1n"), ("credential", "1c"), ("apiKey", "1c"),
                          ("subnet", "1s"), ("ipPool", "1ip"), ("subnetIpPool", "1ip"), ("genericObject", "1go"),
                          ("dnsService", "1ns"), ("agentInstanceProvider", "1nsp"), ("vnet", "1v"), ("image", "1i"),
                          ("physicalHost", "1ph"), ("data", "1d"), ("hostOnlyNetwork", "1n"), ("storagePool", "1sp")):
        extra = {}
        if type_ == "subnet":
            extra = {"networkId": network("for subnet").id, "networkAddress": "10.9.0.0"}
        elif type_ == "vnet":
            extra = {"networkId": network("for vnet").id, "uri": "x://y"}
        elif type_ in ("dnsService", "agentInstanceProvider"):
            extra = {"networkId": network("for service").id}
        elif type_ == "subnetIpPool":
            extra = {"networkAddress": "192.168.55.0"}
        elif type_ == "image":
            extra = {"instanceKind": "virtualMachine", "url": "file:///none.img"}
        elif type_ == "storagePool":
            extra = {"kind": "sim"}
        made = admin.create(type_, name="prefix", **extra)
        check("id of a " + type_, made.id.startswith(prefix) and made.id[len(prefix):].isdigit(), made.id)
    equal("id of a process", admin.get(V1 + "/processdefinitions/1pd!instance.start").id, "1pd!instance.start")
    equal("by its bare name", admin.get(V1 + "/processdefinitions/instance.start").id, "1pd!instance.start")
    equal("id of a resource definition", admin.get(V1 + "/resourcedefinitions/1rd!instance").id, "1rd!instance")


@section
def plain_ids():
    net = network("plain")
    number = net.id[2:]
    one = admin.get(V1 + "/networks/" + number, {"_plainId": "true"})
    equal("plain in and out", (one.id, one.links.self), (number, V1 + "/networks/" + number))
    equal("references too", one.accountId, net.accountId[2:])
    rows = admin.list("network", uuid=net.uuid, _plainId="true")
    equal("in lists", [r.id for r in rows], [number])
    made = admin.request("POST", V1 + "/vnets?_plainId=true", {"networkId": number, "uri": "x://plain"})
    equal("in bodies", made.networkId, number)
    _, user = account("user", "plain user")
    refused("not for users", 404, "Not Found", None, user.get, V1 + "/networks/" + number, {"_plainId": "true"})


@section
def roots():
    got = data_of(fetch(BASE + "/", ADMIN)[2])
    equal("GET /", got, {
        "type": "collection", "resourceType": "apiVersion", "links": {"self": BASE + "/", "latest": V1}, "createTypes": {},
        "actions": {}, "data": [{"id": "v1", "type": "apiVersion", "links": {"self": V1}, "actions": {}}], "sortLinks": {},
        "pagination": None, "sort": None, "filters": {}, "createDefaults": {}})
    got = data_of(fetch(V1, ADMIN)[2])
    equal("GET /v1", (got["id"], got["type"], got["actions"], got["links"]["self"]), ("v1", "apiVersion", {}, V1))
    names = [n for n in got["links"] if n != "self"]
    equal("its links are in order", names, sorted(names))
    listed = {s["pluralName"]: s["links"]["collection"] for s in admin.schemas.values() if "GET" in s["collectionMethods"]}
    equal("every listable type is linked", {n: got["links"].get(n) for n in listed}, listed)
    schemas = data_of(fetch(V1 + "/schemas", ADMIN)[2])
    equal("schemas", (schemas["resourceType"], schemas["pagination"], schemas["filters"]), ("schema", None, {}))


@section
def schema_shape():
    schema = admin.schemas["container"]
    equal("order of its keys", list(schema), ["id", "type", "links", "actions", "pluralName", "resourceFields", "collectionFilters",
                                              "includeableLinks", "resourceActions", "collectionActions", "collectionFields",
                                              "resourceMethods", "collectionMethods"])
    equal("keys of a field", list(schema["resourceFields"]["name"]), [
        "type", "validChars", "invalidChars", "create", "update", "nullable", "unique", "required", "min", "max", "minLength",
        "maxLength", "options", "default"])
    check("links without capitals", all(n == n.lower() for n in schema["includeableLinks"]), schema["includeableLinks"])
    equal("stop takes instanceStop", schema["resourceActions"]["stop"], {"input": "instanceStop", "output": "instance"})
    equal("start takes nothing", schema["resourceActions"]["start"], {"input": None, "output": "instance"})
    equal("self alone", list(admin.schemas["instanceStop"]["links"]), ["self"])
    check("startOnCreate is on", schema["resourceFields"]["startOnCreate"]["default"] is True)
    for name, plural in (("ipAddress", "ipAddresses"), ("configItemStatus", "configItemStatuses"), ("data", "datas"),
                         ("networkServiceProviderInstanceMap", "networkServiceProviderInstanceMaps"), ("subscribe", "subscribe"),
                         ("publish", "publish"), ("register", "register"), ("configContent", "configContent"),
                         ("authorized", "authorized_keys"), ("activeSetting", "activeSettings")):
        equal("plural of " + name, admin.schemas[name]["pluralName"], plural)
    check("extensions are listed when asked for", "restartPolicy" in admin.get(V1 + "/schemas/container", {"extensions": "true"})
          ._raw["resourceFields"] and "restartPolicy" not in schema["resourceFields"])


# --- 6, 7: values and resources --------------------------------------------------------------

@section
def conversions():
    def made(**kw):
        return admin.create("network", **kw)
    for given, want in ((True, True), ("true", True), ("YES", True), ("y", True), ("on", True), ("1", True), (1, True),
                        (False, False), ("false", False), ("no", False), ("0", False), ("anything", False)):
        equal("boolean %r" % (given,), made(isPublic=given).isPublic, want)
    for given, want in ((5, "5"), (True, "true"), (["a", "b"], "a"), ("x", "x")):
        equal("string %r" % (given,), made(name=given).name, want)
    for given, want in (("24", 24), (24, 24)):
        equal("int %r" % (given,), admin.create("virtualMachine", imageId=image().id, startOnCreate="false", memoryMb=given).memoryMb, want)
    for given in ("x", "1.5", "9" * 30, {}, [[]]):
        refused("int %r" % (given,), 422, "InvalidFormat", "memoryMb", admin.create, "virtualMachine", imageId=image().id,
                memoryMb=given)
    vm = admin.create("virtualMachine", imageId=image().id, startOnCreate=False, ports=[80, "8081:81"])
    equal("ints in an array of strings", vm._raw["data"]["fields"]["ports"], ["80", "8081:81"])
    vm = admin.create("virtualMachine", imageId=image().id, startOnCreate=False, ports="90")
    equal("one value is an array of one", vm._raw["data"]["fields"]["ports"], ["90"])
    agent = admin.create("agent", uri="event://dates")
    for given in ("2014-13-45T00:00:00Z", "yesterday", "2014-08-22"):
        refused("date %r" % given, 422, "InvalidDateFormat", "requestedUpdated", admin.create, "configItemStatus",
                agentId=agent.id, name="dated", requestedUpdated=given)
    made_ = admin.create("configItemStatus", agentId=agent.id, name="dated", requestedUpdated="2014-08-22T21:56:35Z", appliedUpdated="")
    equal("a date", (made_.requestedUpdated, made_.requestedUpdatedTS, made_.appliedUpdated),
          ("2014-08-22T21:56:35Z", 1408744595000, None))
    net = admin.wait(made(name="referenced"))
    for given in ("1n999999", "5", "x", net.id.upper(), {}, 5):
        refused("reference %r" % (given,), 422, "InvalidReference", "networkId", admin.create, "vnet", networkId=given, uri="a://b")
    refused("array element", 422, "InvalidReference", "networkIds", admin.create, "container", imageUuid="docker:a",
            networkIds=["1n999999"])
    refused("map value", 422, "InvalidReference", "instanceLinks", admin.create, "container", imageUuid="docker:a",
            instanceLinks={"x": "1i999999"})
    refused("too small", 422, "MinLimitExceeded", "timeoutMillis", admin.create, "externalHandler", name="low",
            processNames=["instance.start"], timeoutMillis=5)
    refused("too short", 422, "MinLengthExceeded", "command", admin.create, "container", imageUuid="docker:a", command="")
    refused("bad characters", 422, "InvalidCharacters", "eventNames", admin.request, "POST", V1 + "/subscribe", {"eventNames": ["a b"]})
    refused("an empty list is missing", 422, "MissingRequired", "processNames", admin.create, "externalHandler", name="e",
            processNames=[])
    refused("null option", 422, "InvalidOption", "instanceTriggeredStop", admin.update, vm, instanceTriggeredStop=None)


@section
def resource_shape():
    net = network("shape")
    raw = net._raw
    equal("first keys", list(raw)[:4], ["id", "type", "links", "actions"])
    check("no base type", "baseType" not in raw)
    missing = [f for f in admin.schemas["network"]["resourceFields"] if f not in raw]
    equal("every visible field is there", missing, [])
    equal("a date twice", (raw["created"][-1], isinstance(raw["createdTS"], int)), ("Z", True))
    equal("null once", (raw["removed"], "removedTS" in raw), (None, False))
    equal("a reference", raw["accountId"], "1a1")
    vm = admin.create("virtualMachine", imageId=image().id, startOnCreate=False, networkIds=[net.id], name="shape")
    vm = admin.wait(vm)
    for name in ("networkIds", "subnetIds", "vnetIds", "ports", "credentialIds"):
        check("input-only %s is absent" % name, name not in vm._raw)
    equal("it lives on in data, by plain ids", vm._raw["data"]["fields"]["networkIds"], [int(net.id[2:])])
    empty = admin.create("virtualMachine", imageId=image().id, startOnCreate=False, ports=[])
    equal("an empty list shows", empty._raw.get("ports"), [])
    check("a reference link only with its value", "image" in vm._raw["links"] and "agent" not in vm._raw["links"], vm._raw["links"])
    equal("by the base type", (admin.get(V1 + "/instances/" + vm.id).type, admin.get(V1 + "/instances/" + vm.id).links.self),
          ("virtualMachine", V1 + "/virtualmachines/" + vm.id))
    refused("by another child's", 404, "Not Found", None, admin.get, V1 + "/containers/" + vm.id)
    data = admin.create("data", name="d", value="v")
    check("without processes nothing transitions", not {"transitioning", "transitioningMessage", "state"} & set(data._raw), data._raw)
    check("nor has it actions", data._raw["actions"] == {}, data._raw["actions"])
    key = admin.create("credential", kind="agentApiKey")
    equal("a kind that is no type shows as the base", (key.type, key.kind), ("credential", "agentApiKey"))
    _, super_ = account("superadmin", "hider")
    made = super_.request("POST", V1 + "/datas", {"name": "hidden", "value": "v"})
    equal("data is visible", len(admin.list("data", name="hidden")), 1)
    super_.request("PUT", V1 + "/datas/" + made.id, {"visible": False})
    equal("what is not visible is not returned", len(super_.list("data", name="hidden")), 0)
    refused("nor by id", 404, "Not Found", None, super_.get, V1 + "/datas/" + made.id)
    many = super_.get(V1 + "/datas?name=hidden" + "&name_ne=other" * 31)
    equal("nor to who asks with as many filters as there may be", len(many.data), 0)


# --- 8, 9: collections -------------------------------------------------------------------------

@section
def include_pages():
    owners = [admin.wait(admin.create("account", name="joined-%d" % i, kind="user")) for i in range(3)]
    for i, owner in enumerate(owners):
        for _ in range(i):
            admin.create("credential", accountId=owner.id, kind="agentApiKey")
    want = {o.id: sorted(c.id for c in o.credentials()) for o in owners}
    for limit in (1, 2, 3, 4, 50):
        page, got = admin.list("account", name_prefix="joined-", include="CREDENTIALS", limit=limit), {}
        while page:
            rows = 0
            for owner in page:
                got.setdefault(owner.id, []).extend(c.id for c in owner.credentials)
                rows += max(1, len(owner.credentials))
            check("a page of %d joined rows" % limit, rows == limit if page.pagination.partial else rows <= limit, rows)
            page = page.next_page()
        equal("all of them, %d at a time" % limit, {k: sorted(v) for k, v in got.items()}, want)
    one = admin.by_id("account", owners[2].id, include="credentials")
    equal("by id all at once", sorted(c.id for c in one.credentials), want[one.id])
    check("whole resources", all({"links", "actions", "type", "transitioning"} <= set(c._raw) for c in one.credentials))
    check("next to its links", "credentials" in one._raw["links"])
    net = network("with owner")
    got = admin.by_id("network", net.id, include=["account", "nonsense"])
    equal("a reference is one object", (got._raw["account"]["id"], "nonsense" in got._raw), (net.accountId, False))
    got = [r for r in admin.list("network", include="ACCOUNT", name="with owner")]
    equal("under its own name", got[0]._raw["account"]["id"], net.accountId)


@section
def collection_urls():
    for i in range(3):
        network("urls-%d" % i)
    page = admin.list("network", name_prefix="urls-", limit=1, sort="name", order="desc")
    query = dict(urllib.parse.parse_qsl(page.pagination.next.split("?")[1]))
    equal("next", query, {"name_prefix": "urls-", "limit": "1", "sort": "name", "order": "desc", "marker": "m1"})
    equal("unset ones", (page.pagination.first, page.pagination.previous, page.pagination.total), (None, None, None))
    reverse = dict(urllib.parse.parse_qsl(page.sort.reverse.split("?")[1]))
    equal("reverse", (reverse["order"], "marker" in reverse), ("asc", False))
    check("self has no query", "?" not in page.links.self, page.links.self)
    equal("filters say what was asked", page._raw["filters"]["name"], [{"value": "urls-", "modifier": "prefix"}])
    equal("and null for the others", page._raw["filters"]["uuid"], None)
    equal("both modifiers hold", [n.name for n in admin.list("network", name_prefix="urls-", name_ne="urls-1")], ["urls-0", "urls-2"])
    equal("a name is case-sensitive", len(admin.list("network", NAME="urls-0", name_prefix="urls-")), 3)
    equal("limit 0", (len(admin.list("network", limit=0)), admin.list("network", limit=0).pagination.limit), (0, 0))


# --- 10, 11, 12, 13: links and writes ----------------------------------------------------------

@section
def links():
    net = network("links")
    subnet = admin.request("POST", net._raw["links"]["subnets"], {"networkAddress": "10.7.0.0"})
    equal("a child is made through its link", (subnet.type, subnet.networkId), ("subnet", net.id))
    children = admin.get(V1 + "/networks/" + net.id + "/SUBNETS")
    equal("children", ([c.id for c in children], children._raw["pagination"], children._raw["createDefaults"]),
          ([subnet.id], None, {"networkId": net.id}))
    equal("not filtered", len(admin.get(net._raw["links"]["subnets"], {"name": "none", "limit": 0})), 1)
    equal("a reference", admin.get(subnet._raw["links"]["network"]).id, net.id)
    refused("a reference that is null", 404, "Not Found", None, admin.get, V1 + "/subnets/" + subnet.id + "/ippool")
    names = set(admin.schemas["ipAddress"]["includeableLinks"])
    check("links with a role", {"publicports", "privateports", "childipassociations"} <= names, names)
    check("links to a target", "targetinstancelinks" in admin.schemas["instance"]["includeableLinks"])
    refused("POST to a reference", 405, "Method not allowed", None, admin.request, "POST", V1 + "/subnets/" + subnet.id + "/network", {})


@section
def ways_to_send():
    def post(data, type_, query=""):
        status, _, text = fetch(V1 + "/networks" + query, ADMIN, "POST", {"Content-Type": type_} if type_ else {}, data)
        return status, data_of(text)
    for name, data, type_ in (("form", b"name=sent&isPublic=true", "application/x-www-form-urlencoded"),
                              ("JSON", b'{"name":"sent","isPublic":"true"}', "application/json"),
                              ("JSON as something else", b'{"name":"sent","isPublic":true}', "text/plain"),
                              ("JSON as a form", b'{"name":"sent","isPublic":true}', "application/x-www-form-urlencoded"),
                              ("multipart", b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nsent\r\n--b\r\n'
                               b'Content-Disposition: form-data; name="isPublic"\r\n\r\ntrue\r\n--b--\r\n',
                               "multipart/form-data; boundary=b")):
        status, made = post(data, type_)
        equal(name, (status, made.get("name"), made.get("isPublic")), (201, "sent", True))
    equal("a query too", post(b"", None, "?name=queried")[1]["name"], "queried")
    equal("the body wins", post(b'{"name":"body"}', None, "?name=query")[1]["name"], "body")
    equal("nothing at all", post(b"", None)[0], 201)
    made = data_of(fetch(V1 + "/externalhandlers", ADMIN, "POST", {"Content-Type": "application/x-www-form-urlencoded"},
                         b"name=forms&processNames=instance.start&processNames=instance.stop")[2])
    equal("repeated names are a list", made["data"]["fields"]["processNames"], ["instance.start", "instance.stop"])


@section
def create():
    made = admin.create("account", name="made", kind="user", uuid="uuid-of-made")
    equal("it begins", (made.state, made.transitioning, made.kind, made.uuid), ("registering", "yes", "user", "uuid-of-made"))
    equal("no kind is the type", admin.create("network").kind, "network")
    check("a uuid is made", len(admin.create("network").uuid) == 36)
    other = admin.wait(made)
    owned = admin.create("network", accountId=other.id)
    equal("for somebody else", owned.accountId, other.id)
    equal("for whoever asks", admin.create("network").accountId, "1a1")
    equal("an agent is nobody's", admin.create("agent").accountId, None)
    try:
        admin.create("account", kind="user", uuid="uuid-of-made")
        check("a uuid is taken", False)
    except ApiError as e:
        equal("a uuid is taken", (e.status, e.code, e.field), (422, "NotUnique", "uuid"))
    refused("POST to one", 405, "Method not allowed", None, admin.request, "POST", V1 + "/accounts/" + made.id, {})
    status, _, text = fetch(V1 + "/instancestops", ADMIN, "POST", data=b'{"remove":"true"}')
    equal("input types are checked and shown", (status, data_of(text)["remove"]), (201, True))


@section
def update():
    net = network("before")
    equal("PUT", admin.update(net, name="after", id="1n1", uuid="other", state="removed").name, "after")
    again = admin.reload(net)
    equal("what may not be changed is not", (again.uuid, again.state, again.id), (net.uuid, "active", net.id))
    equal("POST for PUT", admin.request("POST", net.links.self + "?_method=PUT", {"name": "third"}).name, "third")
    vnet = admin.wait(admin.create("vnet", networkId=net.id, uri="a://b"))
    refused("what is required is in every PUT", 422, "MissingRequired", "networkId", admin.update, vnet, name="x")
    equal("with it", admin.update(vnet, name="x", networkId=net.id).name, "x")
    refused("nobody", 404, "Not Found", None, admin.request, "PUT", V1 + "/networks/1n99999", {})
    refused("nothing to PUT", 405, "Method not allowed", None, admin.request, "PUT", V1 + "/instances/" + vm_of().id, {})


@section
def delete():
    net = network("deleted")
    gone = admin.delete(net)
    check("an active one is deactivated first", gone.state in ("deactivating", "removing", "removed"), gone.state)
    gone = admin.wait(gone)
    equal("it is gone, for a while", (gone.state, gone.removeTimeTS > gone.removedTS), ("removed", True))
    equal("a minute by default", gone.removeTimeTS - gone.removedTS, 60000)
    equal("once more", admin.delete(gone).state, "removed")
    later = admin.update(gone, removeTime="2099-01-01T00:00:00Z")
    equal("kept for longer", (later.removeTime, later.state), ("2099-01-01T00:00:00Z", "removed"))
    net = network("alive")
    equal("what is there is not made to go by it", admin.update(net, removed="2020-01-01T00:00:00Z").removed, None)
    equal("not among those that are", len(admin.list("network", uuid=gone.uuid, removed_null="true")), 0)
    data = admin.create("data", name="row", value="last")
    equal("a row shows once more", admin.delete(data).value, "last")
    refused("and is no more", 404, "Not Found", None, admin.get, data.links.self)


# --- 14, 15: actions and errors ---------------------------------------------------------------

@section
def actions():
    net = network("acted")
    status, _, text = fetch(net._raw["actions"]["deactivate"], ADMIN, "POST")
    equal("no body, no type", (status, data_of(text)["id"]), (202, net.id))
    net = admin.wait(net)
    equal("any case", admin.request("POST", net.links.self + "/?action=ACTIVATE", {}).id, net.id)
    net = admin.wait(net)
    refused("no such action", 422, "InvalidAction", "action", admin.request, "POST", net.links.self + "?action=fly", {})
    refused("not now", 422, "ActionNotAvailable", "action", admin.request, "POST", net.links.self + "?action=purge", {})
    refused("nobody", 404, "Not Found", None, admin.request, "POST", V1 + "/networks/1n99999?action=update", {})
    refused("action before id", 422, "InvalidAction", "action", admin.request, "POST", V1 + "/networks/1n99999?action=fly", {})
    task = [t for t in admin.list("task") if t.name == "purge.resources"]
    equal("one row a task", len(task), 1)
    equal("tasks are always offered", list(task[0]._raw["actions"]), ["execute"])
    status, _, text = fetch(task[0]._raw["actions"]["execute"], ADMIN, "POST")
    equal("executed", (status, data_of(text)["type"], data_of(text)["name"]), (200, "task", "purge.resources"))
    runs = [r for r in admin.list("taskInstance") if r.taskId == task[0].id]
    check("and noted", runs and runs[-1].endTime and not runs[-1].exception, [r._raw for r in runs])
    pool = admin.wait(admin.create("subnetIpPool", networkAddress="192.168.77.0"))
    status, _, text = fetch(pool._raw["actions"]["acquire"], ADMIN, "POST")
    equal("an address", (status, data_of(text)["type"], data_of(text)["kind"]), (200, "ipAddress", "pooledIpAddress"))
    group = admin.create("agentGroup", name="group")
    equal("a group has none", group._raw["actions"], {})
    vm = vm_of()
    equal("a stopped machine", sorted(vm._raw["actions"]), ["remove", "start", "update"])
    refused("no console", 422, "ActionNotAvailable", "action", admin.request, "POST", vm.links.self + "?action=console", {})


@section
def errors():
    status, _, text = fetch(V1 + "/containers", ADMIN, "POST", data=b"{}")
    error = data_of(text)
    equal("a validation error", ({k: error[k] for k in error if k != "id"}, len(error["id"])),
          ({"type": "error", "links": {}, "actions": {}, "status": 422, "code": "MissingRequired", "message": None,
            "detail": error["detail"], "fieldName": "imageUuid"}, 36))
    error = data_of(fetch(V1 + "/nonsense", ADMIN)[2])
    equal("a bare status", {k: error[k] for k in error if k != "id"},
          {"type": "error", "links": {}, "actions": {}, "status": 404, "code": "Not Found", "message": "Not Found", "detail": None})
    error = data_of(fetch(V1 + "/containers", ADMIN, "PATCH")[2])
    equal("405", (error["code"], error["message"]), ("Method not allowed", "Method not allowed"))
    refused("version first", 422, "UnsupportedVersion", None, admin.get, BASE + "/v9/nonsense/x")
    status, _, text = fetch(V1 + "/containers", ADMIN, "POST", data=b"{")
    equal("no JSON", (status, data_of(text)["code"], data_of(text)["message"]), (400, "InvalidBodyContent", "InvalidBodyContent"))


# --- 17: roles ----------------------------------------------------------------------------------

@section
def other_kinds():
    _, key = account("superadmin", "super")
    check("superadmin sees zones", {"zone", "offering", "container"} <= set(key.schemas), sorted(key.schemas)[:5])
    check("and may write columns", key.schemas["instance"]["collectionMethods"] == ["GET", "POST"])
    made = admin.wait(admin.create("account", kind="nonsense", name="nonsense"))
    secret = admin.wait(admin.create("apiKey", accountId=made.id))
    equal("a kind that is none", fetch(V1, secret.publicValue + ":" + secret.secretValue)[0], 401)
    for kind in ("apiKey",):
        admin.wait(admin.action(admin.reload(secret), "deactivate"))
        equal("a key that is off", fetch(V1, secret.publicValue + ":" + secret.secretValue)[0], 401)


@section
def another_account():
    owner, user = account("user", "spoken for")
    own = admin.create("apiKey", accountId=owner.id, name="own")
    speak = {"X-Account-Uuid": owner.uuid}
    equal("nobody is spoken for", "accounts" in data_of(fetch(V1, ADMIN, headers=speak)[2])["links"], True)
    setting = admin.create("setting", name="api.auth.header.enabled", value="true")
    equal("unless a setting says so", "accounts" in data_of(fetch(V1, ADMIN, headers=speak)[2])["links"], False)
    equal("and sees what that one sees", fetch(V1 + "/apikeys/" + own.id, ADMIN, headers=speak)[0], 200)
    equal("nobody of that name", fetch(V1, ADMIN, headers={"X-Account-Uuid": "none"})[0], 401)
    other, key = account("user", "speaks for nobody")
    token = admin.list("credential", accountId=other.id, kind="apiKey")[0]
    auth = token["publicValue"] + ":" + admin.get(V1 + "/apikeys/" + token["id"]).secretValue
    equal("a user speaks for itself alone", fetch(V1 + "/apikeys/" + own.id, auth, headers=speak)[0], 404)
    admin.delete(setting)
    equal("and no longer", "accounts" in data_of(fetch(V1, ADMIN, headers=speak)[2])["links"], True)


@section
def user_and_hosts():
    owner, user = account("user", "host user")
    host = admin.wait(admin.create("host", name="seen", kind="sim", accountId=owner.id))
    refused("a user does not change a host", 405, "Method not allowed", None, user.request, "PUT", V1 + "/hosts/" + host.id, {})
    seen = user.by_id("host", host.id)
    check("but acts on it", "deactivate" in seen._raw["actions"], seen._raw["actions"])
    equal("and it does", user.action(seen, "deactivate").id, host.id)


# --- 22, 23: special types and instances ---------------------------------------------------------

@section
def instances():
    refused("image", 422, "MissingRequired", "imageUuid", admin.create, "container")
    refused("unknown image", 422, "InvalidReference", "imageId", admin.create, "container", imageId="1i99999")
    refused("an image of machines", 422, "InvalidImageInstanceKind", None, admin.create, "container", imageId=image().id)
    for port, code in (("a", "PortWrongFormat"), ("1:2:3", "PortWrongFormat"), ("80/tcp/x", "PortWrongFormat"),
                       ("0", "PortInvalidPrivatePort"), ("70000", "PortInvalidPrivatePort"), ("70000:80", "PortInvalidPublicPort"),
                       ("80/icmp", "PortInvalidProtocol")):
        refused("port " + port, 422, code, None, admin.create, "virtualMachine", imageId=image().id, ports=[port])
    net = network("both")
    subnet = admin.wait(admin.create("subnet", networkId=net.id, networkAddress="10.8.0.0"))
    refused("both", 422, "NetworkIdsSubnetIdsMutuallyExclusive", None, admin.create, "virtualMachine", imageId=image().id,
            networkIds=[net.id], subnetIds=[subnet.id])
    vm = admin.create("virtualMachine", imageId=image().id, startOnCreate="false", name="fields", hostname="x", description="d",
                      userdata="u", vcpu="2", instanceTriggeredStop="restart")
    equal("a machine's fields", (vm.kind, vm.name, vm.description, vm.userdata, vm.vcpu, vm.instanceTriggeredStop, vm.memoryMb),
          ("virtualMachine", "fields", "d", "u", 2, "restart", 256))
    check("what it may not set", vm.hostname is None, vm.hostname)
    refused("no POST of an instance", 405, "Method not allowed", None, admin.request, "POST", V1 + "/instances", {})
    ids = [i.id for i in admin.list("instance", name="fields")]
    equal("both kinds in one list", ids, [vm.id])
    equal("the states", sorted(admin.schemas["instance"]["resourceFields"]["state"]["options"]), sorted(
        "creating migrating purged purging removed removing requested restarting restoring running starting stopped stopping "
        "updating-running updating-stopped".split()))


@section
def initial_data():
    for id_, kind, state in (("1a1", "admin", "active"), ("1a2", "system", "inactive"), ("1a3", "superadmin", "inactive")):
        one = admin.by_id("account", id_)
        equal("account " + kind, (one.kind, one.uuid, one.state), (kind, kind, state))
    nets = {n.uuid: n for n in admin.list("network")}
    equal("the unmanaged network", (nets["unmanaged"].name, nets["unmanaged"].isPublic), ("Unmanaged Network", True))
    managed = nets["managed-docker0"]
    equal("the managed network", (managed.type, managed.name, managed.hostVnetUri, managed.dynamicCreateVnet),
          ("hostOnlyNetwork", "Managed Network on docker0", "bridge://docker0", True))
    equal("its subnet", [(s.uuid, s.networkAddress, s.cidrSize) for s in managed.subnets()], [("docker0-subnet", "10.42.0.0", 16)])
    equal("its provider", [p.uuid for p in managed.networkServiceProviders()], ["docker0-agent-instance-provider"])
    equal("its services", sorted(s.uuid for s in managed.networkServices()), sorted(
        "docker0-%s-service" % n for n in ("dns", "dhcp", "link", "ipsec-tunnel", "port", "host-nat-gateway", "metadata")))
    equal("the other's", [(s.uuid, s.configDrive) for s in nets["unmanaged"].networkServices()],
          [("unmanaged-docker0-metadata-service", True)])


@section
def definitions():
    one = admin.get(V1 + "/processdefinitions/1pd!instance.start")
    check("a process", one.resourceType == "instance" and one._raw["stateTransitions"], one._raw)
    status, head, text = fetch(one._raw["links"]["processDot"], ADMIN)
    equal("its drawing", (status, head["Content-Type"].split(";")[0], b"digraph" in text), (200, "text/vnd.graphviz", True))
    one = admin.get(V1 + "/resourcedefinitions/1rd!instance")
    check("a resource", b"digraph" in fetch(one._raw["links"]["resourceDot"], ADMIN)[2])
    check("its processes", "instance.start" in [p.name for p in admin.get(one._raw["links"]["processes"])])
    handler = admin.wait(admin.create("externalHandler", name="points", processNames=["pre.instance.start", "instance.stop,instance.start"]))
    check("the key of its names stays", "processNames" in handler._raw["data"]["fields"], handler._raw["data"])
    equal("its names are used up", (handler._raw["data"]["fields"]["processNames"], "processNames" in handler._raw), (None, False))
    for point, want in (("process.instance.start.pre.listeners", "pre.instance.start;handler=points"),
                        ("process.instance.start.handlers", "instance.start;handler=points"),
                        ("process.instance.stop.handlers", "instance.stop;handler=points")):
        found = admin.get(V1 + "/extensionpoints/1ep!" + point)
        mine = [i for i in found._raw["implementations"] if i["name"] == "points"]
        equal("it stands at " + point, [i["properties"] for i in mine],
              [{"name": "points", "eventName": want, "priority": "1000"}])
    refused("no such point", 404, "Not Found", None, admin.get, V1 + "/extensionpoints/1ep!process.instance.start.other")
    admin.wait(admin.action(admin.reload(handler), "deactivate"))
    found = admin.get(V1 + "/extensionpoints/1ep!process.instance.start.handlers")
    check("and is gone with its handler", "points" not in [i["name"] for i in found._raw["implementations"]])
    page = admin.list("processExecution", limit=1)
    one = page[0]
    equal("an execution", (one["processInstanceId"][3:], one["log"]["result"]), (one["id"][3:], "SUCCESS"))
    check("leads to its instance", admin.get(one["links"]["processInstance"]).id == one["processInstanceId"])
    rows = admin.list("processInstance", resourceType="network", resourceId=network("looked for").id[2:])
    equal("instances by base type and plain id", [r.processName for r in rows][:1], ["network.create"])
    for name in ("docs", "typedocumentations/container"):
        if name != "docs":
            equal("documentation", admin.get(V1 + "/" + name).id, "container")

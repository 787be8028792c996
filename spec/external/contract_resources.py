"""The 2014 contract of resources: schemas, lists, roles, actions, filters, ids, methods, bodies."""

import base64
import json
import time

from checks import ACCESS, HOST, PORT, SECRET, V1, account, admin, check, equal, refused, section
from client import ApiError, Client, bare


# --- Schemas -------------------------------------------------------------------------------

@section
def discovery():
    for url in (V1, V1 + "/", V1 + "/schemas", "http://%s:%d/" % (HOST, PORT), V1 + "/accounts"):
        equal("schemas found from " + url, set(Client(url, ACCESS, SECRET).schemas), set(admin.schemas))
    for name, schema in admin.schemas.items():
        for key in ("id", "type", "links", "actions", "pluralName", "resourceFields", "collectionFilters",
                    "includeableLinks", "resourceActions", "collectionActions", "collectionFields",
                    "resourceMethods", "collectionMethods"):
            check("schema %s has %s" % (name, key), key in schema, sorted(schema))
        equal("schema %s links its collection" % name, "collection" in schema["links"],
              "GET" in schema["collectionMethods"])
        for field, f in schema["resourceFields"].items():
            equal("%s.%s has 14 keys" % (name, field), len(f), 14)
            check("%s.%s is not an option clash" % (name, field),
                  not (field in ("id", "help", "h") and (f["create"] or f["update"])) or name in ("publish",), f)
            check("%s.%s has a type" % (name, field), isinstance(f["type"], str), f)
        for action, spec in schema["resourceActions"].items():
            check("%s.%s output" % (name, action), set(spec) == {"input", "output"}, spec)


@section
def every_list():
    for name, schema in admin.schemas.items():
        if "GET" not in schema["collectionMethods"] or name in ("subscribe", "authorized"):
            continue
        try:
            page = admin.list(name)
        except ApiError as e:
            check("list " + name, False, e)
            continue
        equal("list %s is a collection" % name, page.type, "collection")
        for key in ("resourceType", "links", "createTypes", "actions", "data", "sortLinks", "pagination", "sort",
                    "filters", "createDefaults"):
            check("list %s has %s" % (name, key), key in page._raw, sorted(page._raw))
        for row in list(page)[:3]:
            again = admin.get(row._raw["links"]["self"])
            equal("%s %s by self" % (name, row.id), again.id, row.id)
            check("%s %s has links and actions" % (name, row.id), "links" in row._raw and "actions" in row._raw)
            for link, url in row._raw["links"].items():
                if link in ("self", "processDot", "resourceDot", "view", "pem", "registrationUrl"):
                    continue
                try:
                    admin.get(url)
                except ApiError as e:
                    check("%s %s link %s" % (name, row.id, link), False, "%s %s" % (url, e))


@section
def create_types():
    types = admin.list("credential")._raw["createTypes"]
    equal("createTypes of credentials", set(types) >= {"apiKey", "credential"}, True)
    equal("createTypes of instances", set(admin.list("instance")._raw["createTypes"]), {"container", "virtualMachine"})
    key = admin.request("POST", types["apiKey"], {"name": "by-create-types"})
    equal("created through createTypes", (key.type, key.kind), ("apiKey", "apiKey"))
    admin.wait(key)


# --- Roles ---------------------------------------------------------------------------------

@section
def roles():
    _, user = account("user", "role-user")
    for name in ("account", "agent", "processInstance", "setting", "publish", "externalHandler"):
        check("user does not see " + name, name not in user.schemas)
    for name in ("container", "virtualMachine", "apiKey", "instance", "host", "image", "subscribe", "schema"):
        check("user sees " + name, name in user.schemas, sorted(user.schemas))
    for name in ("accountId", "data"):
        check("user does not see container." + name, name not in user.schemas["container"]["resourceFields"])
    refused("user lists accounts", 404, "Not Found", None, user.get, V1 + "/accounts")
    refused("user creates host", 405, "Method not allowed", None, user.request, "POST", V1 + "/hosts", {})
    _, reader = account("readAdmin", "role-reader")
    for name, schema in reader.schemas.items():
        check("readAdmin only reads " + name, set(schema["collectionMethods"] + schema["resourceMethods"]) <= {"GET"},
              (schema["collectionMethods"], schema["resourceMethods"]))
    refused("readAdmin creates", 405, "Method not allowed", None, reader.request, "POST", V1 + "/accounts", {})
    _, agent = account("agent", "role-agent")
    check("agent's types", {"schema", "subscribe", "publish", "agent"} <= set(agent.schemas)
          and not {"container", "account", "credential"} & set(agent.schemas), sorted(agent.schemas))
    check("an agent acts on nothing", not any(s["resourceActions"] for s in agent.schemas.values()))
    equal("agent may publish", agent.schemas["publish"]["collectionMethods"], ["POST"])


# --- States and actions ---------------------------------------------------------------------

STD = {"requested": {"create", "remove"}, "registering": {"create", "activate", "remove"},
       "inactive": {"activate", "remove", "update"}, "activating": {"activate", "deactivate", "remove"},
       "active": {"deactivate", "update"}, "deactivating": {"deactivate", "remove"}, "removing": {"remove"},
       "removed": {"purge", "restore"}, "purging": {"purge"}, "restoring": {"restore"}, "purged": set()}


def offers(name, obj):
    offered = set(obj._raw["actions"])
    check("actions of a %s %s" % (obj.state, name), offered == STD.get(obj.state, offered), (obj.state, offered))


@section
def life():
    for type_ in ("account", "network", "host", "storagePool", "image", "physicalHost"):
        extra = {"kind": "sim"} if type_ in ("host", "storagePool") else {}
        if type_ == "image":
            extra = {"instanceKind": "virtualMachine", "url": "file:///nowhere.img"}
        obj = admin.create(type_, name="life-" + type_, **extra)
        offers(type_, obj)
        check("%s begins" % type_, obj.transitioning == "yes" or obj.state == "active", obj._raw)
        obj = admin.wait(obj)
        offers(type_, obj)
        equal(type_ + " is active", obj.state, "active")
        refused("remove an active " + type_, 422, "ActionNotAvailable", "action", admin.request, "POST",
                obj.links["self"] + "/?action=remove", {})
        refused("no such action on " + type_, 422, "InvalidAction", "action", admin.request, "POST",
                obj.links["self"] + "/?action=dance", {})
        obj = admin.wait(admin.action(obj, "update"))
        obj = admin.action(obj, "deactivate")
        offers(type_, obj)
        obj = admin.wait(obj)
        offers(type_, obj)
        equal(type_ + " is inactive", obj.state, "inactive")
        obj = admin.wait(admin.action(obj, "remove"))
        offers(type_, obj)
        equal(type_ + " is removed", obj.state, "removed")
        check(type_ + " has removed times", obj._raw.get("removed") and obj.removeTimeTS > obj.removedTS, obj._raw)
        check("%s is still listed" % type_, obj.id in [o.id for o in admin.list(type_, uuid=obj.uuid)])
        if "DELETE" in admin.schemas[type_]["resourceMethods"]:
            equal("delete a removed " + type_, admin.delete(obj).state, "removed")
        obj = admin.wait(admin.action(obj, "restore"))
        equal(type_ + " is restored", (obj.state, obj.removed, obj.removeTime), ("inactive", None, None))
        obj = admin.wait(admin.action(obj, "remove"))
        obj = admin.wait(admin.action(obj, "purge"))
        equal(type_ + " is purged", obj.state, "purged")
        offers(type_, obj)
        equal("purged %s by id" % type_, admin.by_id(type_, obj.id).id, obj.id)
        check("purged %s stays listed for a while" % type_, len(admin.list(type_, uuid=obj.uuid)) == 1)


# --- Filters, sort, paging ---------------------------------------------------------------------

@section
def filters():
    names = ["f-%d" % i for i in range(5)]
    made = [admin.wait(admin.create("network", name=n, kind="network", description=None if n == "f-0" else "d")) for n in names]
    base = {"name_prefix": "f-", "removed_null": "true"}

    def found(**kw):
        return sorted(o.name for o in admin.list("network", **dict(base, **kw)))
    equal("prefix", found(), names)
    for case, want in ((dict(name="f-1"), ["f-1"]), (dict(name_ne="f-1"), ["f-0", "f-2", "f-3", "f-4"]),
                       (dict(name_like="%-2"), ["f-2"]), (dict(name_notlike="%-2"), ["f-0", "f-1", "f-3", "f-4"]),
                       (dict(name_like="f__"), names), (dict(name_null=""), []), (dict(name_notnull=""), names),
                       (dict(state="active"), names), (dict(state_ne="active"), []), (dict(state="nonsense"), []),
                       (dict(kind="network"), names), (dict(kind_ne="network"), []), (dict(kind_prefix="net"), names),
                       (dict(kind_like="%work"), names), (dict(kind_null=""), []),
                       (dict(uuid=made[3].uuid), ["f-3"]), (dict(uuid_ne=made[3].uuid), ["f-0", "f-1", "f-2", "f-4"]),
                       (dict(uuid_prefix=made[3].uuid[:20]), ["f-3"]), (dict(uuid_like="%" + made[3].uuid[5:]), ["f-3"]),
                       (dict(uuid_notnull=""), names), (dict(state_null=""), []), (dict(state_notnull=""), names),
                       (dict(description_null=""), ["f-0"]), (dict(description_notnull=""), names[1:]),
                       (dict(id=made[2].id), ["f-2"]), (dict(id_gt=made[2].id), ["f-3", "f-4"]),
                       (dict(created_gte=made[0].created), names), (dict(created_lt=made[0].created), []),
                       (dict(removed_notnull=""), []), (dict(nonsense="x"), names), (dict(name_zz="x"), names),
                       (dict(name=["f-1", "f-2"]), []), (dict(accountId=made[0].accountId), names),
                       (dict(accountId="5"), []), (dict(isPublic="true"), []), (dict(_cache="true", _trim="x"), names)):
        try:
            equal("filter %s" % case, found(**case), want)
        except ApiError as e:
            check("filter %s" % case, False, e)
    equal("sort", [o.name for o in admin.list("network", sort="name", order="DESC", **base)], names[::-1])
    equal("sort by id is the default", [o.name for o in admin.list("network", **base)], names)
    page = admin.list("network", limit=2, sort="name", **base)
    equal("sort said", (page.sort.name, page.sort.order), ("name", "asc"))
    equal("reversed", [o.name for o in admin.get(page._raw["sort"]["reverse"])], ["f-4", "f-3"])
    seen, pages = [], 0
    while page:
        seen += [o.name for o in page]
        pages += 1
        check("page %d partial" % pages, page.pagination.partial == (pages < 3), page._raw["pagination"])
        page = page.next_page()
    equal("pages", (seen, pages), (names, 3))
    equal("sort link", [o.name for o in admin.get(admin.list("network", **base)._raw["sortLinks"]["name"])], names)
    for limit, want in (("105", 105), ("1005", 1000), ("x", 100), (None, 100), ("0", 0), ("-1", 100)):
        equal("limit %s" % limit, admin.list("network", limit=limit, **base).pagination.limit, want)
    equal("limit 0 is empty", len(admin.list("network", limit=0, **base)), 0)
    equal("odd marker", [o.name for o in admin.list("network", marker="mx", **base)], names)
    equal("marker behind the end", len(admin.list("network", marker="m100", **base)), 0)
    page = admin.list("network", name="f-1", **base)
    check("filters echoed", sorted(f["modifier"] for f in page._raw["filters"]["name"]) == ["eq", "prefix"],
          page._raw["filters"]["name"])


# --- Ids, methods, bodies ----------------------------------------------------------------------

@section
def ids():
    net = admin.wait(admin.create("network", name="ids", kind="network"))
    n = net.id[2:]
    for path in ("accounts/" + net.id.replace("n", "a") + "999", "hosts/1h" + n + "77", "networks/5", "networks/11",
                 "networks/1N" + n, "networks/x", "networks/1n", "networks/1n%00", "networks/1n-1", "networks/1n1e3",
                 "networks/1n99999999999999999999", "networks/%2e%2e", "nonsense/1n1", "containers/" + net.id,
                 "networks/%s/nonsense" % net.id, "networks/%s/%%ff" % net.id):
        refused("GET " + path, 404, "Not Found", None, admin.get, V1 + "/" + path)
    equal("the prefix is not compared", admin.get(V1 + "/networks/1zz" + n).id, net.id)
    equal("any case, plural, slashes", admin.get(V1 + "//NETWORK/" + net.id + "/").id, net.id)
    equal("plain", admin.get(V1 + "/networks/" + n + "?_plainId=true").id, n)
    check("more segments answer as /v1", "networks" in admin.get(V1 + "/a/b/c/d").links._raw)
    refused("other version", 422, "UnsupportedVersion", None, admin.get, V1[:-2] + "v2/networks")
    refused("no version", 422, "UnsupportedVersion", None, admin.get, V1[:-2] + "networks")
    for method, path in (("PUT", "networks"), ("DELETE", "networks"), ("PATCH", "networks"),
                         ("POST", "networks/" + net.id), ("PATCH", "networks/" + net.id), ("POST", "instances"),
                         ("DELETE", "images/1i999"), ("PUT", ""), ("DELETE", "schemas"), ("BREW", "networks")):
        want = 404 if "999" in path else 405
        refused("%s %s" % (method, path), want, "Not Found" if want == 404 else "Method not allowed", None,
                admin.request, method, V1 + "/" + path, {})
    equal("_method", admin.request("POST", net.links.self + "?_method=PUT", {"name": "ids2"}).name, "ids2")
    refused("_method unknown", 405, "Method not allowed", None, admin.request, "POST", net.links.self + "?_method=X", {})


@section
def fields():
    refused("required", 422, "MissingRequired", "imageUuid", admin.create, "container")
    refused("too long", 422, "MaxLengthExceeded", "name", admin.create, "network", name="x" * 256)
    refused("bad option", 422, "InvalidOption", "instanceTriggeredStop", admin.create, "container", imageUuid="docker:a",
            instanceTriggeredStop="x")
    refused("bad int", 422, "InvalidFormat", "memoryMb", admin.create, "virtualMachine", memoryMb="many", imageId="1i1")
    refused("bad reference", 422, "InvalidReference", "accountId", admin.create, "network", accountId="1a99999")
    refused("bad reference text", 422, "InvalidReference", "accountId", admin.create, "network", accountId="5")
    refused("null in a list", 422, "NotNullable", "networkIds", admin.create, "container", imageUuid="docker:a",
            networkIds=[None])
    refused("map wanted", 422, "InvalidFormat", "environment", admin.create, "container", imageUuid="docker:a",
            environment=["a"])
    uri = "event://contract-%d" % time.time()
    admin.create("agent", uri=uri)
    refused("not unique", 422, "NotUnique", "uri", admin.create, "agent", uri=uri)
    both = dict(imageUuid="docker:a", networkIds=[], subnetIds=[])
    if "subnet" in admin.schemas:
        net = admin.list("network", limit=1)[0]["id"]
        sub = admin.list("subnet", limit=1)
        if len(sub):
            both.update(networkIds=[net], subnetIds=[sub[0]["id"]])
            refused("both", 422, "NetworkIdsSubnetIdsMutuallyExclusive", None, admin.create, "container", **both)
    net = admin.wait(admin.create("network", name="whole", kind="network", nonsense={"a": 1}))
    put = admin.update(net, name="whole2")
    equal("update", put.name, "whole2")
    equal("whole object back", admin.request("PUT", net.links.self, dict(put._raw, name="whole3")).name, "whole3")
    equal("an array makes several", [n.name for n in admin.request("POST", V1 + "/networks", [{"name": "one"}, {"name": "two"}])], ["one", "two"])


@section
def bodies():
    def post(data):
        return admin.raw("POST", V1 + "/networks", data, {"Content-Type": "application/json"})
    for name, data in (("cut off", b'{"name":'), ("not UTF-8", b'{"name":"\xff"}'), ("trailing", b'{} x'),
                       ("too deep", b'{"a":' * 600 + b"1" + b"}" * 600), ("a word", b"hello"), ("control", b'{"a":"\x01"}'),
                       ("lone surrogate", b'{"name":"\\ud800"}'), ("two", b"{}{}")):
        refused("body " + name, 400, "InvalidBodyContent", None, post, data)
    big = b'{"name":"' + b"x" * (2 << 20) + b'"}'
    refused("body too large", 413, "Request Entity Too Long", None, post, big)
    auth = b"Authorization: Basic " + base64.b64encode(("%s:%s" % (ACCESS, SECRET)).encode()) + b"\r\n"
    for name, text, status in (
            ("huge header", b"GET /v1 HTTP/1.1\r\nHost: a\r\nX-Big: " + b"x" * 40000 + b"\r\n\r\n", 431),
            ("many headers", b"GET /v1 HTTP/1.1\r\nHost: a\r\n" + b"".join(b"X-%d: y\r\n" % i for i in range(5000)) + b"\r\n", 431),
            ("huge line", b"GET /v1/" + b"x" * 40000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
            ("no host", b"GET /v1 HTTP/1.1\r\n\r\n", 400),
            ("bad host", b"GET /v1 HTTP/1.1\r\nHost: a\"b\r\n" + auth + b"\r\n", 400),
            ("two framings", b"POST /v1/networks HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
            ("bad chunk", b"POST /v1/networks HTTP/1.1\r\nHost: a\r\n" + auth + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
            ("other version of HTTP", b"GET /v1 HTTP/7.1\r\nHost: a\r\n\r\n", 505),
            ("path with NUL", b"GET /v1/networks/%00 HTTP/1.1\r\nHost: a\r\n" + auth + b"\r\n", 404),
            ("path with bad percent", b"GET /v1/%zz HTTP/1.1\r\nHost: a\r\n" + auth + b"\r\n", 404)):
        try:
            got, headers, data = bare(HOST, PORT, text)
            parsed = json.loads(data)
            equal(name + " status", (got, parsed["status"], parsed["type"]), (status, status, "error"))
            check(name + " headers", headers["Content-Type"].startswith("application/json")
                  and (name in ("huge header", "huge line", "many headers", "no host", "bad host", "bad chunk", "bad length",
                                "two framings", "other version of HTTP") or headers.get("X-API-Schemas")), dict(headers))
        except Exception as e:
            check(name, False, repr(e))
    equal("HEAD", bare(HOST, PORT, b"HEAD /v1/networks HTTP/1.1\r\nHost: a\r\n" + auth + b"\r\n", "HEAD")[0], 200)
    equal("unauthorized", bare(HOST, PORT, b"GET /v1/networks HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")[0], 401)

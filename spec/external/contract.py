"""Drives a server with the 2014 client and says, check by check, what holds. Usage: contract.py URL ACCESS SECRET"""

import json
import socket
import sys
import threading
import time
import urllib.parse

from client import ApiError, Client, bare

URL, ACCESS, SECRET = sys.argv[1:4]
HOST, PORT = URL.split("//")[1].split("/")[0].rsplit(":", 1)
PORT = int(PORT)
bad = []
count = 0


def check(name, ok, detail=""):
    global count
    count += 1
    if not ok:
        bad.append(name)
        print("not ok %s: %s" % (name, detail), flush=True)


def equal(name, got, want):
    check(name, got == want, "got %r, want %r" % (got, want))


def refused(name, status, code, field, fn, /, *args, **kw):
    try:
        got = fn(*args, **kw)
    except ApiError as e:
        equal(name, (e.status, e.code, e.field), (status, code, field))
        check(name + " is an error object", e.body.get("type") == "error" and e.body.get("status") == e.status
              and {"id", "links", "actions", "message", "detail"} <= set(e.body), e.body)
        check(name + " has X-API-Schemas", bool(e.headers.get("X-API-Schemas")), dict(e.headers))
        check(name + " has X-API-Client-IP", bool(e.headers.get("X-API-Client-IP")), dict(e.headers))
    else:
        check(name, False, "was accepted: %r" % (getattr(got, "_raw", got),))


admin = Client(URL, ACCESS, SECRET)
V1 = "http://%s:%d/v1" % (HOST, PORT)


def section(fn):
    try:
        fn()
    except Exception as e:  # a check that could not even be made is a failed one
        import traceback
        check(fn.__name__, False, traceback.format_exc().replace("\n", " | "))
    return fn


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
        if "GET" not in schema["collectionMethods"] or name == "subscribe":
            continue
        try:
            page = admin.list(name)
        except ApiError as e:
            check("list " + name, name in ("configContent", "authorized"), e)
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

def account(kind, name):
    made = admin.wait(admin.create("account", kind=kind, name=name))
    key = admin.wait(admin.create("apiKey", accountId=made.id))
    return made, Client(URL, key.publicValue, key.secretValue)


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
    for method, path in (("PUT", "networks"), ("DELETE", "networks"), ("PATCH", "networks"), ("OPTIONS", "networks"),
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
    equal("array is empty input", admin.request("POST", V1 + "/networks", []).state in ("registering", "active"), True)


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
    import base64
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
    equal("HEAD", bare(HOST, PORT, b"HEAD /v1/networks HTTP/1.1\r\nHost: a\r\n" + auth + b"\r\n", "HEAD")[0], 405)
    equal("unauthorized", bare(HOST, PORT, b"GET /v1/networks HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")[0], 401)


# --- Subscriptions ---------------------------------------------------------------------------------

class Ear(threading.Thread):
    """Hears a subscription until it is closed: an endless answer, or a WebSocket."""

    def __init__(self, client, names, websocket=False, **more):
        super().__init__(daemon=True)
        self.client, self.events, self.live = client, [], threading.Event()
        self.socket = socket.create_connection((HOST, PORT), timeout=30)
        if websocket:
            query = urllib.parse.urlencode([("eventNames", n) for n in names] + list(more.items()))
            head = ("GET /v1/subscribe?%s HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" % (query, HOST, PORT))
            data = b""
        else:
            data = json.dumps(dict(more, eventNames=names)).encode()
            head = "POST /v1/subscribe HTTP/1.1\r\nHost: %s:%d\r\nContent-Length: %d\r\n" % (HOST, PORT, len(data))
        self.socket.sendall((head + "Authorization: " + client.auth + "\r\n\r\n").encode() + data)
        self.file = self.socket.makefile("rb")
        status = self.file.readline().split()[1]
        equal("subscribed", status, b"101" if websocket else b"201")
        while self.file.readline().strip():
            pass
        self.read = self.frame if websocket else self.line
        self.start()
        check("the first event is a ping", self.live.wait(10) and self.events[0]["name"] == "ping")

    def line(self):
        size = int(self.file.readline() or b"0", 16)  # a chunk of the answer; the last one is empty
        if not size:
            raise OSError("over")
        text = self.file.read(size)
        self.file.readline()
        return text

    def frame(self):
        head = self.file.read(2)
        size = head[1] & 127
        if size > 125:
            size = int.from_bytes(self.file.read(2 if size == 126 else 8), "big")
        text = self.file.read(size)
        return text if head[0] & 15 == 1 else b""

    def run(self):
        rest = b""
        try:
            while True:
                rest += self.read()
                if self.read == self.frame:
                    rest += b"\n\n" if rest else b""
                while b"\n\n" in rest:
                    one, rest = rest.split(b"\n\n", 1)
                    self.events.append(json.loads(one))
                    self.live.set()
        except (OSError, ValueError, IndexError):
            pass

    def heard(self, fn, seconds=5):
        deadline = time.time() + seconds
        while time.time() < deadline:
            for event in list(self.events):
                if fn(event):
                    return event
            time.sleep(0.05)
        return None

    def close(self):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()


def change_of(id_):
    return lambda e: e["name"] == "resource.change" and e["resourceId"] == id_


def isolation(websocket):
    what = "by WebSocket" if websocket else "by stream"
    one_account, one = account("user", "ear-one")
    two_account, two = account("user", "ear-two")
    _, reader = account("readAdmin", "ear-reader")
    all_ = Ear(admin, ["resource.change"], websocket)
    mine = Ear(one, ["resource.change"], websocket)
    pry = Ear(one, ["resource.change;account=" + two_account.id[2:], "resource.change;account=1", "*",
                    "network.update;handler=pry", "ping;agent=1", "x"], websocket)
    read = Ear(reader, ["resource.change"], True)
    other = two.create("apiKey", name="secret-of-two")
    own = one.create("apiKey", name="secret-of-one")
    event = all_.heard(change_of(other.id))
    check("admin hears it " + what, event)
    for key in ("id", "name", "replyTo", "resourceId", "resourceType", "publisher", "transitioning", "transitioningMessage",
                "transitioningInternalMessage", "previousIds", "previousNames", "data", "time", "timeoutMillis",
                "transitioningProgress", "context"):
        check("an event has %s %s" % (key, what), event and key in event, event)
    if event:
        equal("its type " + what, event["resourceType"], "credential")
        equal("admin's view " + what, "accountId" in event["data"]["resource"], True)
    event = mine.heard(change_of(own.id))
    check("a user hears of its own " + what, event)
    if event:
        view = event["data"]["resource"]
        again = one.get(view["links"]["self"])._raw
        equal("the view is that of a GET " + what, sorted(view), sorted(again))
        check("without accountId " + what, "accountId" not in view, view)
    # Whatever is published under a name it asked for is not for it.
    for name in ("x", "network.update", "ping;agent=1", "x;account=" + two_account.id[2:]):
        admin.raw("POST", V1 + "/publish", json.dumps({"name": name, "data": {"a": 1}}).encode())
    admin.raw("POST", V1 + "/publish", json.dumps({"name": "x;account=" + one_account.id[2:], "data": {"a": 2}}).encode())
    event = pry.heard(lambda e: e["name"] == "x")
    check("a user hears what is for it, without the suffix " + what, event and event["data"] == {"a": 2}, pry.events)
    time.sleep(0.3)
    for name, ear in (("mine", mine), ("pry", pry), ("reader", read)):
        strange = [e for e in ear.events if e["name"] not in ("ping", "x")
                   and not (e["name"] == "resource.change" and e["resourceId"] in (own.id, one_account.id))
                   or (e["data"] or {}).get("a") == 1]
        if name == "reader":
            strange = [e for e in ear.events if e["resourceId"] in (own.id, other.id)]
        check("%s hears nothing of others %s" % (name, what), not strange, strange)
    for ear in (all_, mine, pry, read):
        ear.close()


@section
def streams():
    isolation(False)


@section
def websockets():
    isolation(True)


@section
def publishing():
    user_account, user = account("user", "pub-user")
    agent_account, agent = account("agent", "pub-agent")
    _, reader = account("readAdmin", "pub-reader")

    def publish(client, **event):
        return client.raw("POST", V1 + "/publish", json.dumps(event).encode())
    refused("user publishes", 404, "Not Found", None, publish, user, name="reply.x")
    refused("reader publishes", 405, "Method not allowed", None, publish, reader, name="x")
    refused("agent publishes more than replies", 403, "Forbidden", None, publish, agent, name="resource.change")
    refused("a reply nobody waits for", 404, "Not Found", None, publish, agent, name="reply.x", previousIds=["y"])
    refused("no name", 422, "MissingRequired", "name", publish, admin, data={})
    refused("bad name", 422, "InvalidCharacters", "name", publish, admin, name="a b")
    refused("bad transitioning", 422, "InvalidOption", "transitioning", publish, admin, name="x", transitioning="perhaps")
    refused("bad data", 422, "InvalidFormat", "data", publish, admin, name="x", data=[1])
    refused("a handler that does not exist", 404, "Not Found", None, publish, admin, name="instance.start;handler=nobody")
    equal("published", publish(admin, name="x", data={"a": 1})[0], 201)
    refused("subscribe by GET", 404, "Not Found", None, admin.get, V1 + "/subscribe")
    refused("subscribe to odd characters", 422, "InvalidCharacters", "eventNames", admin.request, "POST", V1 + "/subscribe",
            {"eventNames": ["a b"]})
    refused("subscribe for no agent", 422, "InvalidReference", "agentId", admin.request, "POST", V1 + "/subscribe",
            {"eventNames": ["a"], "agentId": "1a99999"})
    refused("agent without an agent subscribes", 403, "Forbidden", None, agent.request, "POST", V1 + "/subscribe",
            {"eventNames": ["a"]})
    # A key that loses its account is hung up on.
    ear = Ear(user, ["resource.change"])
    admin.wait(admin.action(admin.reload(user_account), "deactivate"))
    ear.join(5)
    check("a subscription ends with its account", not ear.is_alive())


@section
def handlers():
    net = admin.wait(admin.create("network", name="handled", kind="network"))
    tag = "c%d" % time.time()

    def handler(**more):
        return admin.wait(admin.create("externalHandler", dict({"processNames": ["network.update"], "timeoutMillis": 1000,
                                                                "retries": 1}, **more)))

    def update(state="active", transitioning="no"):
        obj = admin.action(admin.reload(net), "update")
        deadline = time.time() + 20
        while obj.transitioning == "yes" and time.time() < deadline:
            time.sleep(0.05)
            obj = admin.reload(obj)
        equal("updated", (obj.state, obj.transitioning), (state, transitioning))
        return obj

    def off(obj):
        admin.wait(admin.action(admin.reload(obj), "deactivate"))

    refused("a handler without processes", 422, "MissingRequired", "processNames", admin.create, "externalHandler", name="x")
    refused("a handler with a bad name", 422, "InvalidCharacters", "name", admin.create, "externalHandler", name="a;b",
            processNames=["a.b"])
    refused("a handler with a bad policy", 422, "InvalidOption", "onAbsent", admin.create, "externalHandler", name="a",
            processNames=["a.b"], onAbsent="cry")
    refused("a short timeout", 422, "MinLimitExceeded", "timeoutMillis", admin.create, "externalHandler", name="a",
            processNames=["a.b"], timeoutMillis=5)
    # Absent: skip, fail, wait.
    skip = handler(name=tag + "skip", onAbsent="skip")
    update()
    off(skip)
    fail = handler(name=tag + "fail", onAbsent="fail")
    obj = admin.action(admin.reload(net), "update")
    why = "nobody subscribes to network.update;handler=%sfail" % tag
    deadline = time.time() + 10
    while why not in (admin.reload(obj).transitioningMessage or "") and time.time() < deadline:
        time.sleep(0.05)
    check("an absent handler fails it", why in (admin.reload(obj).transitioningMessage or ""), admin.reload(obj)._raw)
    off(fail)
    update()
    wait = handler(name=tag + "wait")
    event_name = "network.update;handler=" + wait.name
    since, seen = time.time(), set()
    obj = admin.action(admin.reload(net), "update")
    time.sleep(1.5)  # longer than all of its attempts
    obj = admin.reload(obj)
    equal("it waits", (obj.state, obj.transitioningMessage), ("updating-active", "waits: nobody subscribes to " + event_name))
    rows = [p for p in admin.list("processInstance", sort="id", order="desc", limit=5) if p.processName == "network.update"]
    row = admin.by_id("processInstance", rows[0].id)
    check("the process says on what, and since when", event_name + ": nobody subscribes" in (row.waitingOn or "")
          and row._raw.get("waitingSinceTS", 0) / 1000 > since - 1 and row.attempt == 1, row._raw)
    # Wakes when somebody comes; every wrong answer is refused and changes nothing; the right one counts once.
    _, agent = account("agent", "handler-agent")
    ear = Ear(admin, [event_name, "network.update.reply;handler=" + wait.name])
    event = ear.heard(lambda e: e["name"] == event_name)
    check("it wakes when somebody subscribes", event)
    seen.add(event["id"])
    check("the event", event["resourceType"] == "network" and event["resourceId"] == net.id
          and event["timeoutMillis"] == 1000, event)
    reply = {"name": event["replyTo"], "previousIds": [event["id"]], "data": {"+data": {"answered": True}, "_odd": 1}}

    def publish(client, **more):
        return client.raw("POST", V1 + "/publish", json.dumps(dict(reply, **more)).encode())
    refused("from another account", 403, "Forbidden", None, publish, agent)
    refused("to nothing", 422, "MissingRequired", "previousIds", publish, admin, previousIds=[])
    refused("to another event", 422, "InvalidReference", "previousIds", publish, admin, previousIds=["x"])
    equal("still waits", admin.reload(obj).state, "updating-active")
    for _ in range(3):
        equal("progress", publish(admin, transitioning="yes", transitioningProgress=40, transitioningMessage="half", data={})[0], 201)
        time.sleep(0.6)  # with it: longer than all attempts
    equal("progress shows", admin.reload(obj).transitioningProgress, 40)
    equal("answered", publish(admin)[0], 201)
    obj = admin.wait(obj)
    equal("the answer is applied", obj.data._raw.get("answered"), True)
    refused("answered twice", 409, "Conflict", None, publish, admin)
    check("who looks on sees the answer", ear.heard(lambda e: e["name"].startswith("network.update.reply")))
    # An error; and silence, which is tried again and then answered late.
    obj = admin.action(admin.reload(net), "update")
    event = ear.heard(lambda e: e["name"] == event_name and e["replyTo"] != reply["name"])
    reply.update(name=event["replyTo"], previousIds=[event["id"]])
    seen.add(event["id"])
    equal("an error", publish(admin, transitioning="error", transitioningMessage="no", transitioningInternalMessage="really")[0], 201)
    deadline = time.time() + 5
    while admin.reload(obj).transitioningMessage != "no" and time.time() < deadline:
        time.sleep(0.05)
    equal("the error shows", admin.reload(obj).transitioningMessage, "no")
    first = reply["name"]
    obj = admin.action(admin.reload(net), "update")
    event = ear.heard(lambda e: e["name"] == event_name and e["previousIds"] is None
                      and e["replyTo"] not in (first, None) and e["id"] not in seen)
    reply.update(name=event["replyTo"], previousIds=[event["id"]])
    seen.add(event["id"])
    again = ear.heard(lambda e: e["name"] == event_name and e["replyTo"] not in (first, reply["name"]) and e["id"] not in seen, 10)
    check("silence is tried again", again, admin.reload(obj)._raw)
    refused("answered late", 404, "Not Found", None, publish, admin)
    # Deactivating any of the three lets the process go at once, however long it might be waited for.
    off(wait)
    admin.wait(admin.reload(net))
    admin.update(admin.reload(wait), timeoutMillis=60000)
    admin.wait(admin.action(admin.reload(wait), "activate"))
    obj = admin.action(admin.reload(net), "update")
    time.sleep(0.3)
    for what in ("externalHandler", "externalHandlerProcess", "externalHandlerExternalHandlerProcessMap"):
        if what == "externalHandler":
            one = admin.reload(wait)
        elif what == "externalHandlerProcess":
            one = [x for x in admin.list(what, name="network.update", state="active")][0]
        else:
            one = [x for x in admin.list(what, externalHandlerId=wait.id, state="active")][0]
        off(one)
        obj = admin.wait(admin.reload(net), 5)
        equal("goes on without its " + what, obj.state, "active")
        update()
        admin.wait(admin.action(admin.reload(one), "activate"))
        obj = admin.action(admin.reload(net), "update")
        time.sleep(0.3)
        equal("is asked again with its " + what, admin.reload(obj).transitioning, "yes")
    # On the definition, while it is live.
    def points():
        found = admin.by_id("processDefinition", "1pd!network.update").processHandlers.implementations
        return [i.properties._raw for i in found if i.name == wait.name]
    equal("the definition shows it", points(), [{"name": wait.name, "eventName": event_name, "priority": "1000", "retry": "1",
                                                 "timeoutMillis": "60000"}])
    off(wait)
    equal("and not when it is inactive", points(), [])
    check("the names are emptied", "processNames" not in admin.reload(wait) and
          admin.reload(wait).data._raw["fields"].get("processNames") is None, admin.reload(wait)._raw)
    admin.wait(admin.reload(net))
    ear.close()


# --- Agents over REST --------------------------------------------------------------------------------

def rest_agent(name):
    """An agent, and a client with its own key."""
    made = admin.create("agent", uri="event://%s-%d" % (name, time.time()), managedConfig=False)
    deadline = time.time() + 10
    while time.time() < deadline:
        row = admin.reload(made)
        keys = [k for k in (row.account().credentials() if row.accountId else []) if k.state == "active"]
        if keys:
            break
        time.sleep(0.05)
    key = admin.by_id("credential", keys[0].id)
    return made, Client(URL, key.publicValue, key.secretValue)


@section
def agents():
    made, client = rest_agent("rest")
    _, other = rest_agent("other")
    number = made.id[2:]
    refused("an agent deactivates itself", 422, "InvalidAction", "action", client.request, "POST",
            V1 + "/agents/%s/?action=deactivate" % number, {})
    equal("an agent's ids are plain", [a.id for a in client.list("agent")], [number])
    refused("an agent subscribes for another", 422, "InvalidReference", "agentId", other.request, "POST", V1 + "/subscribe",
            {"eventNames": ["ping"], "agentId": number})
    ear = Ear(client, ["ping;whatever=1", "compute.instance.activate"])
    asked = ear.heard(lambda e: e["name"] == "ping" and e["replyTo"])
    check("it is pinged, without its suffix, by a plain id", asked and asked["resourceType"] == "agent" and asked["resourceId"] == number,
          ear.events)

    def publish(who, event, **more):
        return who.raw("POST", V1 + "/publish", json.dumps(dict(
            {"name": event["replyTo"], "previousIds": [event["id"]]}, **more)).encode())
    refused("another agent answers", 403, "Forbidden", None, publish, other, asked)
    equal("it waits for its agent", admin.reload(made).transitioning, "yes")
    equal("it answers", publish(client, asked, data={"options": {"instances": True}, "resources": [
        {"type": "host", "uuid": "h-" + made.uuid, "kind": "contracted", "name": "contracted"},
        {"type": "storagePool", "uuid": "p-" + made.uuid, "kind": "contracted", "hostUuid": "h-" + made.uuid},
        {"type": "nonsense"}, 5]})[0], 201)
    refused("it answers twice", 404, "Not Found", None, publish, client, asked)
    equal("it is active", admin.wait(made).state, "active")
    deadline = time.time() + 10
    while not len(admin.list("storagePool", uuid="p-" + made.uuid, state="active")) and time.time() < deadline:
        time.sleep(0.05)
    host = admin.list("host", uuid="h-" + made.uuid)[0]
    equal("its host is there", (host["kind"], host["state"], host["agentId"]), ("contracted", "active", made.id))
    pool = admin.list("storagePool", uuid="p-" + made.uuid)[0]
    equal("its pool is there", (pool["kind"], pool["state"]), ("contracted", "active"))
    # It does not subscribe to what a volume needs: said at once instead of waited for.
    image = admin.create("image", name="contracted", instanceKind="virtualMachine", url="file:///nothing")
    vm = admin.create("virtualMachine", name="contracted", imageId=image.id, memoryMb=64, requestedHostId=host["id"])
    deadline = time.time() + 15
    while admin.reload(vm).transitioning != "error" and time.time() < deadline:
        time.sleep(0.1)
    check("an event that its agent does not hear fails the start", "does not subscribe to storage." in
          (admin.reload(vm).transitioningMessage or ""), admin.reload(vm)._raw)
    ear.close()


print("%d checks, %d failed" % (count, len(bad)))
sys.exit(1 if bad else 0)

"""Requests made out of the schemas, right and wrong, from a seed, for every type and role:

    python3 spec/external/generator.py URL ACCESS SECRET [--seed N] [--seconds N] [--pid PID]

Nothing is ever answered with a 5xx; an error says what it is, and which field where it is one of validation; what is right is done
and comes to rest; what is wrong leaves no row behind. With --pid, that process has as many files open at the end as at the beginning.
Ends with "N requests, N right, N wrong, N failed".
"""

import argparse
import collections
import json
import os
import random
import re
import socket
import sys
import time
import urllib.parse

from generator_caller import Caller, Failed

# Types whose rows come and go by themselves, or are not rows.
RESTLESS = {"processInstance", "processExecution", "history", "taskInstance", "subscribe", "publish", "authorized", "schema",
            "setting", "activeSetting", "register"}
# What no schema says: values that mean something, by field or type.field.
KNOWN = {
    "imageUuid": lambda r: "sim:" + r.choice("abc"),
    "agent.uri": lambda r: "event://generated-%d" % r.getrandbits(40),
    "externalHandler.name": lambda r: "generated%d" % r.getrandbits(30),
    "externalHandler.processNames": lambda r: ["nothing.generated"],
    "ports": lambda r: [r.choice(["80", "81:82/udp", "90/tcp"])],
    "networkAddress": lambda r: "10.%d.%d.0" % (r.randrange(256), r.randrange(256)),
    "cidrSize": lambda r: r.choice([16, 24, 28]),
    "name": lambda r: "generated %d \u00e9\U0001f600" % r.getrandbits(20),
    "uuid": lambda r: "generated-%d" % r.getrandbits(60),
    "instanceKind": lambda r: r.choice(["container", "virtualMachine"]),
    "account.kind": lambda r: "user",
    "data.name": lambda r: "generated-%d" % r.getrandbits(60),
    "setting.name": lambda r: "generated.%d" % r.getrandbits(60),
}
# Fields that a right request leaves out: what they mean hangs on others, or on hosts.
LEAVE = {"kind", "accountId", "agentId", "startAddress", "endAddress", "gateway", "address", "networkIds", "subnetIds", "vnetIds", "url",
         "imageId", "imageUuid", "requestedHostId", "validHostIds", "instanceLinks", "credentialIds", "checksum", "format", "publicValue",
         "secretValue", "uri", "removeTime", "ports", "dockerVolumes", "memoryMb", "vcpu", "compute", "publicIpAddressPoolId",
         "defaultCredentialIds", "defaultNetworkIds", "hostname", "userdata", "physicalHostId", "zoneId", "command", "commandArgs",
         "priority", "priorityName", "retries", "timeoutMillis", "onAbsent", "environment", "managedConfig", "macPrefix"}
# Whose create asks for more than schemas say: without a host, a disk, a peer.
NEEDS = {"container": {"imageUuid": "sim:a"}, "image": {}, "virtualMachine": {"imageUuid": "sim:a"}, "agent": None}
TEXTS = ["", " ", "\u0000", "\ud7ff\ue000", "a" * 300, "'; DROP TABLE instance; --", "../../etc/passwd", "%s%n%x", "\U0010ffff" * 20, "<script>",
         "null", "true", "1i1", "\r\nX: y", "{}", "[]", "\u202e", "-0", "1e999", "NaN"]


class Run:
    def __init__(self, url, access, secret, seed):
        parts = urllib.parse.urlsplit(url)
        self.host, self.port = parts.hostname, parts.port
        self.random = random.Random(seed)
        self.requests = self.right = self.wrong = 0
        self.codes, self.failures = collections.Counter(), []
        self.made, self.refused = collections.Counter(), {}
        self.admin = Caller(self, "admin", access, secret)
        self.admin.load()
        self.rows = {}  # ids by type, to refer to

    # --- Callers ---

    def settle(self, caller, value, seconds=20):
        deadline = time.time() + seconds
        link = urllib.parse.urlsplit(value["links"]["self"])
        link = link.path + ("?" + link.query if link.query else "")
        # An agent that nobody is waits for somebody: that is where it rests.
        while value.get("transitioning") == "yes" and "is not connected" not in (value.get("transitioningMessage") or ""):
            if time.time() > deadline:
                raise Failed("%s %s is still %s: %s" % (value["type"], value["id"], value.get("state"), value.get("transitioningMessage")))
            time.sleep(0.02)
            value = caller.get(link)
        if "traceback" in (value.get("transitioningMessage") or ""):
            raise Failed("%s %s: %s" % (value["type"], value["id"], value["transitioningMessage"]))
        return value

    def callers(self):
        ret = [self.admin]
        for kind in ("user", "readAdmin", "agent", "agentRegister"):
            status, account = self.admin.send("POST", "/v1/accounts", {"kind": kind, "name": "generator-" + kind})
            if status != 201:
                raise Failed("no account of kind %s: %r" % (kind, account))
            self.settle(self.admin, account)
            status, key = self.admin.send("POST", "/v1/apikeys", {"accountId": account["id"]})
            key = self.settle(self.admin, key)
            caller = Caller(self, kind, key["publicValue"], key["secretValue"])
            caller.load()
            ret.append(caller)
        # What a new host has before it has a key.
        status, token = self.admin.send("POST", "/v1/registrationtokens", {})
        if status != 201:
            raise Failed("no registration token: %r" % token)
        token = self.settle(self.admin, token)
        caller = Caller(self, "token", "registrationToken", token["token"])
        caller.load()
        return ret + [caller]

    # --- Right values ---

    def value(self, caller, type_, name, field):
        """A value that fits, or None where there is none."""
        r = self.random
        for key in (type_ + "." + name, name):
            if key in KNOWN:
                return KNOWN[key](r)
        return self.typed(caller, field["type"], field)

    def typed(self, caller, text, field):
        r = self.random
        inner = re.fullmatch(r"(array|map|reference)\[(.*)\]", text)
        if inner:
            kind, of = inner.groups()
            if kind == "reference":
                return r.choice(self.ids(of)) if self.ids(of) else None
            some = [self.typed(caller, of, {}) for _ in range(r.randrange(3))]
            some = [one for one in some if one is not None]
            return some if kind == "array" else {"k%d" % i: one for i, one in enumerate(some)}
        if field.get("options"):
            return r.choice(field["options"])
        if text in ("int", "float"):
            low, high = field.get("min"), field.get("max")
            low = 0 if low is None else low
            number = r.randint(int(low), int(high if high is not None else low + 100))
            return r.choice([number, str(number)])
        if text == "boolean":
            return r.choice([True, False, "true", "no", 1])
        if text == "date":
            return "20%02d-0%d-1%dT00:00:00Z" % (r.randrange(10, 40), r.randrange(1, 10), r.randrange(10))
        if text == "json":
            return r.choice([{}, {"a": [1, {"b": None}]}, "text", 5, []])
        if text in ("string", "password", "enum"):
            most = field.get("maxLength") or 20
            if field.get("validChars"):
                return "a" * min(most, 5)
            return "".join(r.choice("abc \u00e9\u4e2d\U0001f600-_./") for _ in range(r.randint(field.get("minLength") or 1, min(most, 20))))
        return None

    def ids(self, type_):
        if type_ not in self.rows:
            schema = self.admin.schemas.get(type_)
            self.rows[type_] = []
            if schema and "GET" in schema["collectionMethods"] and schema["links"].get("collection"):
                data = self.admin.get(self.admin.path(type_) + "?limit=5&removed_null=true") or {}
                self.rows[type_] = [one["id"] for one in data.get("data", []) if one.get("state") in ("active", "inactive", "stopped", "running", None)]
        return self.rows[type_]

    def least(self, caller, type_):
        """The smallest body that should do; None where none can."""
        body = {}
        needs = NEEDS.get(type_, {})
        if needs is None:
            return None
        for name, field in caller.schemas[type_]["resourceFields"].items():
            if field["create"] and (name in needs or (field["required"] and field.get("default") is None)):
                body[name] = self.value(caller, type_, name, field)
                if body[name] is None:
                    return None
        return body

    def more(self, caller, type_, body, which):
        """Some of the fields that may be given besides."""
        for name, field in caller.schemas[type_]["resourceFields"].items():
            if field[which] and name not in body and name not in LEAVE and self.random.random() < 0.4:
                value = self.value(caller, type_, name, field)
                if value is not None:
                    body[name] = value
        return body

    # --- Right requests ---

    def life(self, caller, type_):
        """Made, changed, acted on, and deleted; at rest after each."""
        body = self.least(caller, type_)
        if body is None:
            return
        if type_ in ("container", "virtualMachine"):
            body["startOnCreate"] = self.random.random() < 0.5
        whole = self.random.random() < 0.5
        body = self.more(caller, type_, body, "create") if whole else body
        status, value = caller.send("POST", caller.path(type_), body)
        self.right += 1
        if status != 201:
            # Its fields hang together in ways that the schema does not tell; the least of it must do.
            self.refused.setdefault("%s %s" % (caller.role, type_), []).append((whole, body, value))
            return
        self.made["%s %s" % (caller.role, type_)] += 1
        if not value or not value.get("id") or "self" not in value.get("links", {}):
            return
        value = self.settle(caller, value)
        self.rows.setdefault(type_, []).append(value["id"])
        path = urllib.parse.urlsplit(value["links"]["self"]).path
        schema = caller.schemas[type_]
        if "PUT" in schema["resourceMethods"]:
            status, again = caller.send("PUT", path, self.more(caller, type_, {
                name: value[name] for name, f in schema["resourceFields"].items() if f["update"] and f["required"] and name in value}, "update"))
            self.right += 1
            if status != 200 and (again or {}).get("status") not in (409, 422):
                raise Failed("PUT %s: %s %r" % (path, status, again))
            value = self.settle(caller, caller.get(path))
        for _ in range(self.random.randrange(4)):
            actions = [a for a in sorted(value.get("actions") or {}) if a not in ("purge", "migrate", "console", "reconnect")]
            if not actions:
                break
            action = self.random.choice(actions)
            status, answer = caller.send("POST", path + "/?action=" + action, self.random.choice([{}, None, {"remove": False}]))
            self.right += 1
            if status not in (200, 202, 409, 422):
                raise Failed("%s %s: %s %r" % (action, path, status, answer))
            value = self.settle(caller, caller.get(path))
        if "DELETE" in schema["resourceMethods"] and self.random.random() < 0.7:
            status, answer = caller.send("DELETE", path)
            self.right += 1
            if status not in (200, 202, 409):
                raise Failed("DELETE %s: %s %r" % (path, status, answer))
            status, value = caller.send("GET", path)
            if status == 200:
                self.settle(caller, value)
            if value.get("id") in self.rows.get(type_, []) and status == 200 and value.get("removed"):
                self.rows[type_].remove(value["id"])

    def many(self, caller, type_):
        """Several at once, one of them wrong: each is done or refused by itself."""
        bodies = [self.least(caller, type_), self.least(caller, type_)]
        fields = caller.schemas[type_]["resourceFields"] if None not in bodies else {}
        names = [name for name in fields if fields[name]["create"] and name != "data" and any(True for _ in self.broken(fields[name]))]
        if not names or type_ in ("externalHandler", "data", "setting", "configContent"):
            return
        name = self.random.choice(names)
        wrong, codes = self.random.choice(list(self.broken(fields[name])))
        for body in bodies:
            if type_ in ("container", "virtualMachine"):
                body["startOnCreate"] = False
        status, value = caller.send("POST", caller.path(type_), [bodies[0], dict(bodies[0], **{name: wrong}), bodies[1]])
        self.right += 1
        found = (value or {}).get("data") or []
        if status != 207 or len(found) != 3:
            if self.made["%s %s" % (caller.role, type_)]:
                raise Failed("many %s: %s %r" % (type_, status, value))
            return
        if found[1].get("type") != "error" or found[1].get("code") not in codes or found[1].get("fieldName") != name:
            raise Failed("many %s: %s=%r gave %r, not one of %r" % (type_, name, wrong, found[1], sorted(codes)))
        for one in (found[0], found[2]):
            if "self" not in one.get("links", {}):
                continue
            one = self.settle(caller, one)
            if "DELETE" in caller.schemas[type_]["resourceMethods"]:
                path = urllib.parse.urlsplit(one["links"]["self"]).path
                caller.send("DELETE", path)
                status, gone = caller.send("GET", path)
                if status == 200:
                    self.settle(caller, gone)

    def bare(self, type_):
        """The least of a type, which refers to nothing that it need not, led through all of its life."""
        body = self.least(self.admin, type_)
        if body is None:
            return
        status, value = self.admin.send("POST", self.admin.path(type_), body)
        if status != 201 or not value or "self" not in value.get("links", {}):
            return
        path = urllib.parse.urlsplit(value["links"]["self"]).path
        value = self.settle(self.admin, value)
        for action in ("activate", "deactivate", "remove", "purge"):
            if action in value.get("actions", {}):
                status, _ = self.admin.send("POST", path + "/?action=" + action, {})
                self.right += 1
                if status != 202:
                    raise Failed("%s %s: %d" % (action, path, status))
                value = self.settle(self.admin, self.admin.get(path))

    # --- Wrong requests ---

    def broken(self, field, text=None):
        """Values that do not fit a field, each with the codes that may come of it."""
        text, r = text or field["type"], self.random
        if not field.get("nullable", True):
            yield None, {"NotNullable", "InvalidFormat", "MissingRequired", "InvalidOption"}
        if text in ("int", "float"):
            for value in ("x", "1x", [], {}, 1 << 70, "9" * 40, "0x10", "NaN"):
                # 2^70 is a number for a float.
                if text == "int" or value in ("x", "1x", "0x10", "NaN"):
                    yield value, {"InvalidFormat", "MaxLimitExceeded"}
        if text == "int":
            yield 1.5, {"InvalidFormat"}
            if field.get("min") is not None:
                yield int(field["min"]) - 1, {"MinLimitExceeded"}
            if field.get("max") is not None:
                yield int(field["max"]) + 1, {"MaxLimitExceeded"}
        if text == "date":
            for value in ("yesterday", "2026-02-30T00:00:00Z", "2026-01-01", "2026-01-01T00:00:00+01:00"):
                yield value, {"InvalidDateFormat"}
        if text.startswith("reference["):
            for value in ("1x999999999", "zz", "5", "1i-1", "", "1" * 400, "1x\u0661"):
                yield value, {"InvalidReference", "MaxLengthExceeded", "MissingRequired", "NotNullable"}
        if field.get("options"):
            yield r.choice(["nonsense", "A" * 50, "'"]), {"InvalidOption"}
        if text in ("string", "password", "enum") and not field.get("options") and field.get("maxLength"):
            yield "x" * (field["maxLength"] + 1), {"MaxLengthExceeded", "InvalidCharacters", "InvalidFormat"}
        if text.startswith("map["):
            for value in ([], "x", 5, [{}]):
                yield value, {"InvalidFormat"}
        if text.startswith("array["):
            yield [None], {"NotNullable", "InvalidFormat"}

    def one_wrong_field(self, caller, type_):
        base = self.least(caller, type_)
        if base is None:
            return
        fields = caller.schemas[type_]["resourceFields"]
        names = [name for name in fields if fields[name]["create"]]
        if not names:
            return
        name = self.random.choice(names)
        if name in base and self.random.random() < 0.3:
            del base[name]
            self.expect(caller, "POST", caller.path(type_), base, 422, {"MissingRequired"}, name if fields[name]["required"] else None)
            return
        # A list under `data` is a bulk create.
        choices = [one for one in self.broken(fields[name]) if name != "data" or not isinstance(one[0], list)]
        if not choices:
            return
        value, codes = self.random.choice(choices)
        self.expect(caller, "POST", caller.path(type_), dict(base, **{name: value}), 422, codes, name)

    def expect(self, caller, method, path, body, want, codes, field=None, kind="application/json"):
        status, value = caller.send(method, path, body, kind)
        self.wrong += 1
        statuses = want if isinstance(want, tuple) else (want,)
        shown = body[:200] if isinstance(body, bytes) else json.dumps(body)[:300]
        if status not in statuses or (codes and value.get("code") not in codes) or (field and value.get("fieldName") != field):
            raise Failed("%s: %s %s %s: wanted %s %s in %s, and got %s %r" % (
                caller.role, method, path, shown, want, sorted(codes or ()), field, status, value))

    def bad_body(self, caller, type_):
        path, r = caller.path(type_), self.random
        good = json.dumps(self.least(caller, type_) or {"name": "x"}).encode()
        body, kind = r.choice([
            (good[:-1], "application/json"), (good + b"}", "application/json"), (b'{"name":"\xff"}', "application/json"),
            (b'{"name":"\\u0000"}', "application/json"), (b'{"a":' * 200 + b"1" + b"}" * 200, "application/json"), (b"{'a':1}", None),
            (b"{\"name\":01}", None), (b"\x00\x01\x02", "text/plain"), (b"[" * 5000, "application/xml"), (b"\xef\xbb\xbf{}", "application/json"),
            (b"--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n", "multipart/form-data; boundary=XX"),
            (b"--XX", "multipart/form-data"), (b"name=%00", "application/x-www-form-urlencoded"),
            (b"&".join(b"a%d=1" % i for i in range(400)), "application/x-www-form-urlencoded")])
        self.expect(caller, "POST", path, body, 400, {"InvalidBodyContent", "Bad Request"}, None, kind)

    def bad_path(self, caller, type_):
        if type_ in ("setting", "activeSetting"):
            return  # any name is one
        r, path = self.random, caller.path(type_)
        id_ = r.choice(["1x999999999", "5", "1i-1", "1" + "9" * 300, "%00", "1i%2f..", "%ff%fe", "..%2f..", "1x1%20", "'", "%F0%9F%98%80", "1x" + "9" * 19])
        method = r.choice(["GET", "PUT", "DELETE", "POST"])
        query = "?action=" + r.choice(["remove", "nonsense", "", "%00", "a" * 300]) if method == "POST" else ""
        self.expect(caller, method, "%s/%s%s" % (path, id_, query), None if method in ("GET", "DELETE") else {}, (400, 403, 404, 405, 422), None)

    def bad_action(self, caller, type_):
        ids = type_ not in RESTLESS and self.ids(type_)
        if not ids:
            return
        path = "%s/%s" % (caller.path(type_), self.random.choice(ids))
        name = self.random.choice(["nonsense", "stop%20", "__proto__", "create;x", "\u00e9".encode().hex()])
        self.expect(caller, "POST", path + "/?action=" + name, {}, (404, 405, 422), {"InvalidAction", "Not Found", "Method not allowed"})

    def bad_query(self, caller, type_):
        """Whatever stands in a query is ignored or refused."""
        r, schema = self.random, caller.schemas[type_]
        if "GET" not in schema["collectionMethods"] or type_ in ("subscribe", "authorized"):
            return
        pairs = []
        for _ in range(r.randrange(1, 6)):
            name = r.choice(list(schema["collectionFilters"]) + ["limit", "marker", "sort", "order", "include", "asOf", "_format", "x"])
            name += r.choice(["", "", "_ne", "_like", "_lt", "_null", "_nonsense", "_prefix"])
            pairs.append((name, r.choice(TEXTS + ["m5", "-1", "99999999999999999999", "%", "_", "name", "desc", "2026-01-01T00:00:00Z"])))
        status, _ = caller.send("GET", caller.path(type_) + "?" + urllib.parse.urlencode(pairs, errors="surrogatepass"))
        self.wrong += 1
        if status not in (200, 400, 422):
            raise Failed("%s: GET %s %r: %d" % (caller.role, type_, pairs, status))

    def wrong_method(self, caller, type_):
        schema, r = caller.schemas[type_], self.random
        have = set(schema["collectionMethods"])
        missing = [m for m in ("POST", "PUT", "DELETE", "PATCH", "BREW") if m not in have]
        if missing and schema["links"].get("collection"):
            method = r.choice(missing)
            self.expect(caller, method, caller.path(type_), None if method == "DELETE" else {}, (403, 404, 405), {
                "Method not allowed", "Not Found", "Forbidden"})

    def raw(self, caller, type_):
        """Bytes that are no request, or not a whole one."""
        r, path = self.random, caller.path(type_)
        auth = "Authorization: %s\r\n" % caller.headers.get("Authorization", "x")
        head = "POST %s HTTP/1.1\r\nHost: x\r\n%s" % (path, auth)
        text = r.choice([
            head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", head + "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
            head + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n{}", head + "Transfer-Encoding: chunked\r\n\r\n5\r\n{}",
            head + "Content-Length: x\r\n\r\n{}", head + "Content-Length: -5\r\n\r\n{}", head + "Content-Length: 99999999999999999999\r\n\r\n{}",
            head + "Content-Length: 50\r\n\r\n{\"name\":", "GET %s HTTP/9.9\r\nHost: x\r\n\r\n" % path, "GET %s\r\n\r\n" % path, "\r\n\r\n\r\n", "\0" * 100,
            head + "X: " + "y" * 70000 + "\r\n\r\n", "GET /%s HTTP/1.1\r\nHost: x\r\n\r\n" % ("a/" * 20000), head + "Content-Length: 2\r\nX\r\n y: z\r\n\r\n{}",
            head.replace("Host: x\r\n", "") + "Content-Length: 2\r\n\r\n{}"])
        self.requests += 1
        self.wrong += 1
        with socket.create_connection((self.host, self.port), timeout=0.3) as s:
            answer = b""
            try:
                s.sendall(text.encode())
                while True:
                    part = s.recv(65536)
                    if not part:
                        break
                    answer += part
            except OSError:
                pass
        if answer and not re.match(rb"HTTP/1\.[01] (2..|4..|505) ", answer):
            raise Failed("raw %r: %r" % (text[:200], answer[:300]))
        if b"HTTP/1.1 2" in answer[:12] and "chunked" in text:
            raise Failed("raw %r was taken: %r" % (text[:200], answer[:300]))

    # --- Rows ---

    def census(self):
        """(newest, count) of every type whose rows stay where they are."""
        ret = {}
        for type_, schema in self.admin.schemas.items():
            if "GET" in schema["collectionMethods"] and schema["links"].get("collection") and type_ not in RESTLESS:
                data = self.admin.get(self.admin.path(type_) + "?limit=1000&sort=id&order=desc")
                rows = (data or {}).get("data", [])
                ret[type_] = (rows[0]["id"] if rows else None, len([one for one in rows if not one.get("removed")]))
        return ret

    def attempt(self, what, *args):
        began = time.time()
        try:
            what(*args)
            if time.time() - began > 1.5 and os.environ.get("V"):
                print("slow: %.1f s: %s %s" % (time.time() - began, what.__name__, args[-1]))
        except Failed as e:
            self.failures.append("%s: %s" % (what.__name__, e))
            print("FAILED %s: %s" % (what.__name__, e), flush=True)

    def round(self, callers, deadline):
        wrongs = [self.one_wrong_field] * 6 + [self.bad_body, self.bad_path, self.bad_action, self.bad_query, self.wrong_method, self.raw]
        for caller in callers:
            types = [t for t in sorted(caller.schemas) if caller.can(t, "POST") and caller.schemas[t]["links"].get("collection")
                     and t not in ("subscribe", "publish", "register")]
            for type_ in self.random.sample(types, min(len(types), 12)):
                self.attempt(self.life, caller, type_)
                if self.random.random() < 0.3:
                    self.attempt(self.many, caller, type_)
                if time.time() > deadline:
                    return
        before = self.census()
        for caller in callers:
            all_types = sorted(t for t in caller.schemas if caller.schemas[t]["links"].get("collection"))
            for _ in range(60):
                what, type_ = self.random.choice(wrongs), self.random.choice(all_types)
                if what in (self.one_wrong_field, self.bad_body) and (not caller.can(type_, "POST") or type_ in ("publish", "subscribe", "register")):
                    continue
                self.attempt(what, caller, type_)
        after = self.census()
        for type_ in before:
            if before[type_] != after[type_]:
                self.attempt(self.left_behind, type_, before[type_], after[type_])

    def left_behind(self, type_, before, after):
        # Rows that were removed earlier vanish from lists.
        if number(after[0]) > number(before[0]) or after[1] > before[1]:
            raise Failed("%s: newest and count were %r and are %r after requests that were all refused" % (type_, before, after))


def number(id_):
    """The number in an id such as 1ihm7."""
    return int(re.sub(r"^1[a-z]+", "", id_)) if id_ else 0


def process(pid):
    with open("/proc/%d/status" % pid) as stream:
        rss = int(re.search(r"VmRSS:\s+(\d+)", stream.read()).group(1)) // 1024
    return rss, len(os.listdir("/proc/%d/fd" % pid))


def main():
    parser = argparse.ArgumentParser()
    for name in ("url", "access", "secret"):
        parser.add_argument(name)
    parser.add_argument("--seed", type=int, default=20261126)
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--pid", type=int)
    given = parser.parse_args()
    run = Run(given.url, given.access, given.secret, given.seed)
    callers = run.callers()
    for type_ in sorted(run.admin.schemas):
        if run.admin.can(type_, "POST") and run.admin.schemas[type_]["links"].get("collection") and type_ not in RESTLESS:
            run.attempt(run.bare, type_)
    deadline, rounds, begin = time.time() + given.seconds, 0, None
    while time.time() < deadline and len(run.failures) < 50:
        run.round(callers, deadline)
        rounds += 1
        if given.pid and begin is None:
            begin = process(given.pid)
    if given.pid:
        for caller in callers:
            if caller.connection:
                caller.connection.close()
        end, patience = process(given.pid), time.time() + 5
        while end[1] > begin[1] + 8 and time.time() < patience:
            time.sleep(0.2)
            end = process(given.pid)
        print("memory %d MiB after the first round, %d at the end; files %d, %d" % (begin[0], end[0], begin[1], end[1]))
        if end[1] > begin[1] + 8:
            run.failures.append("files are left open: %d, %d" % (begin[1], end[1]))
    for who, cases in sorted(run.refused.items()):
        least = [case for case in cases if not case[0]]
        if not run.made[who] and least:
            run.failures.append("%s: the least that should do was refused: %r %r" % (who, least[0][1], least[0][2]))
            print("FAILED " + run.failures[-1])
    print("%d rounds, %d kinds of rows made %d times" % (rounds, len(run.made), sum(run.made.values())))
    print("codes: " + ", ".join("%s %d" % pair for pair in run.codes.most_common()))
    print("%d requests, %d right, %d wrong, %d failed" % (run.requests, run.right, run.wrong, len(run.failures)))
    return 1 if run.failures else 0


if __name__ == "__main__":
    sys.exit(main())

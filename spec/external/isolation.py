#!/usr/bin/env python3
"""Two accounts with the same names everywhere: requests of one never show, change or count anything of the other.

    isolation.py URL ACCESS SECRET [SEED] [REQUESTS]

Makes, with the administrator's key, a victim and intruders of every role, and for each of them the same rows; every
text of the victim's holds a canary that no request ever contains. Then REQUESTS requests follow from SEED: ids, links,
includes, filters, sorts, pages, actions, writes, subscriptions. Every answer is searched for the canary and for ids of
the victim's rows. What is asked about a row of the victim is asked about one that does not exist as well, and must be
answered alike. At the end the victim's rows are what they were, byte for byte, and what an intruder sees, entity tags
included, does not depend on what the victim does. Python 3, standard library only.
"""

import base64
import http.client
import json
import random
import re
import sys
import threading
import time
import urllib.parse

PARENTS = {"container": "instance", "virtualMachine": "instance", "apiKey": "credential", "sshKey": "credential",
           "registrationToken": "credential", "hostOnlyNetwork": "network", "subnetIpPool": "ipPool",
           "register": "genericObject", "agentInstanceProvider": "networkServiceProvider"}
UNKNOWN = 90000000
CANARY = "canary-" + "%016x" % random.SystemRandom().getrandbits(64)
# Echoes of the request, and addresses made of ids that are looked at elsewhere.
ECHOES = {"links", "filters", "sortLinks", "pagination", "sort", "createDefaults", "createTypes", "actions"}
MODIFIERS = ["", "_ne", "_lt", "_lte", "_gt", "_gte", "_prefix", "_like", "_notlike", "_null", "_notnull"]


def base_of(name):
    return PARENTS.get(name) or ("networkService" if name.endswith("Service") else name)


def number(id_):
    found = re.search(r"(\d+)$", str(id_))
    return int(found.group(1)) if found else 0


class Caller:
    """One key: requests over one kept connection."""

    def __init__(self, url, access, secret, name):
        self.url, self.name, self.plain = urllib.parse.urlsplit(url), name, False
        self.auth = "Basic " + base64.b64encode(("%s:%s" % (access, secret)).encode()).decode()
        self.connection, self.schemas, self.rows = None, {}, {}

    def ask(self, method, target, value=None, headers=None):
        """Status, headers and text of one request; a connection that was closed is opened again."""
        data = None if value is None else json.dumps(value)
        head = {"Authorization": self.auth, "Accept": "application/json", "Content-Type": "application/json"}
        head.update(headers or {})
        for attempt in (1, 2):
            try:
                if not self.connection:
                    self.connection = http.client.HTTPConnection(self.url.hostname, self.url.port, timeout=30)
                self.connection.request(method, target, data, head)
                answer = self.connection.getresponse()
                text = answer.read().decode("utf-8", "replace")
                return answer.status, answer.headers, text
            except (http.client.HTTPException, OSError):
                self.connection = None
                if attempt == 2:
                    raise

    def json(self, method, target, value=None):
        status, _, text = self.ask(method, target, value)
        if status >= 300:
            raise RuntimeError("%s %s %s: %d %s" % (self.name, method, target, status, text))
        return json.loads(text) if text else {}

    def learn(self):
        for schema in self.json("GET", "/v1/schemas")["data"]:
            self.schemas[schema["id"]] = schema
        return self

    def path(self, type_):
        return urllib.parse.urlsplit(self.schemas[type_]["links"]["collection"]).path


class Isolation:
    def __init__(self, url, access, secret, seed, count):
        self.url, self.random, self.count, self.seed = url, random.Random(seed), count, seed
        self.admin = Caller(url, access, secret, "admin").learn()
        self.victims, self.faults, self.asked, self.twins = set(), [], 0, 0
        self.streams, self.names = [], {}

    # --- The two worlds --------------------------------------------------------------------------------------------

    def wait(self, what, look):
        end = time.time() + 30
        while time.time() < end:
            found = look()
            if found:
                return found
            time.sleep(0.1)
        raise RuntimeError("not within 30 s: " + what)

    def settle(self, link, seconds=30):
        end = time.time() + seconds
        while time.time() < end:
            row = self.admin.json("GET", link)
            if row.get("transitioning") != "yes" and row.get("state") != "requested":
                return row
            time.sleep(0.05)
        print("not at rest after %d s: %s %s" % (seconds, row["type"], row.get("transitioningMessage")))
        return row

    def account(self, kind, name):
        account = self.admin.json("POST", "/v1/accounts", {"kind": kind, "name": name})
        self.settle("/v1/accounts/" + account["id"])
        key = self.admin.json("POST", "/v1/apikeys", {"accountId": account["id"], "name": "same"})
        key = self.settle("/v1/apikeys/" + key["id"])
        caller = Caller(self.url, key["publicValue"], key["secretValue"], name)
        caller.account, caller.role = account["id"], kind
        return caller

    def value(self, caller, name, field, mark, strange):
        kind = field["type"]
        if kind.startswith("reference["):
            of = base_of(kind[10:-1])
            rows = self.victim.rows if strange else caller.rows
            return caller.account if of == "account" else (rows.get(of) or caller.rows.get(of) or [None])[-1]
        if kind == "string":
            return "same" if name in ("name", "hostname") else None if name.endswith("Id") else mark
        if kind == "map[string]":
            return {"KEY": mark}
        if kind == "map[json]" or kind == "json":
            return {"mark": mark}
        if kind == "array[string]":
            return [mark] if name in ("commandArgs", "processNames") else None
        if kind == "enum":
            return field.get("default") or field["options"][0]
        if kind == "int" and field.get("required"):
            return max(field.get("min") or 0, 1)
        return None

    def fill(self, caller, mark):
        """Rows of every type that the administrator can make in somebody's name. In the second round an intruder's refer
        to the victim's: it may not follow them."""
        for strange in (False, caller is not self.victim):
            for name, schema in sorted(self.admin.schemas.items()):
                fields = schema["resourceFields"]
                if "POST" not in schema.get("collectionMethods", []) or not fields.get("accountId", {}).get("create"):
                    continue
                if base_of(name) in ("agent", "externalHandler", "account", "host", "physicalHost", "task", "setting"):
                    continue
                body = {}
                for key, field in fields.items():
                    value = self.value(caller, key, field, mark, strange) if field.get("create") else None
                    if value is not None and key not in ("uuid", "kind", "imageUuid", "requestedHostId", "url", "subnetIds",
                                                         "ports", "removeTime", "isPublic", "publicValue", "secretValue"):
                        body[key] = value
                body["accountId"] = caller.account
                if name in ("container", "virtualMachine"):
                    body = {"accountId": caller.account, "name": "same", "description": mark, "startOnCreate": name == "container",
                            "userdata": mark, "data": {"mark": mark}}
                    if name == "container":
                        body.update(imageUuid="sim:web", environment={"KEY": mark}, command=mark, hostname="same")
                    else:
                        body["imageId"] = (caller.rows.get("image") or [None])[-1]
                if name == "image":
                    body.update(instanceKind="virtualMachine", format="qcow2")
                status, _, text = self.admin.ask("POST", self.admin.path(name), body)
                if status == 201:
                    row = json.loads(text)
                    caller.rows.setdefault(base_of(name), []).append(row["id"])
                    caller.made = getattr(caller, "made", []) + [(name, row["id"])]
        for name, id_ in caller.made:
            self.settle("%s/%s" % (self.admin.path(name), id_))

    def build(self):
        self.wait("an active host", lambda: self.admin.json("GET", "/v1/hosts?state=active")["data"])
        self.victim = self.account("user", "same")
        self.intruders = [self.account("user", "same"), self.account("readAdmin", "same"),
                          self.account("agentRegister", "same")]
        agent = self.admin.json("POST", "/v1/agents", {"uri": "event://isolation-%d" % self.random.getrandbits(40)})
        # Nobody connects as this agent: it stays on its way, but its key is good.
        found = self.wait("a key of the agent", lambda: [row for row in self.admin.json(
            "GET", "/v1/credentials?kind=agentApiKey&state=active&accountId=%s" % self.admin.json(
                "GET", "/v1/agents/" + agent["id"])["accountId"])["data"] if row["accountId"]])
        agent = self.admin.json("GET", "/v1/agents/" + agent["id"])
        caller = Caller(self.url, found[0]["publicValue"], found[0]["secretValue"], "agent")
        caller.account, caller.role, caller.plain, caller.rows = agent["accountId"], "agent", True, {}
        self.intruders.append(caller)
        for one in [self.victim] + self.intruders:
            self.fill(one, CANARY if one is self.victim else "mine")
        # The victim's own rows: of whatever type the administrator finds under its account.
        for name, schema in sorted(self.admin.schemas.items()):
            if "accountId" in schema["resourceFields"] and "GET" in schema.get("collectionMethods", []):
                for row in self.everything(name):
                    self.victims.add((base_of(row["type"]), number(row["id"])))
                    self.names.setdefault(base_of(row["type"]), []).append((row["id"], row.get("uuid")))
        self.victims.add(("account", number(self.victim.account)))
        self.names.setdefault("account", []).append((self.victim.account, None))
        token = self.admin.json("GET", "/v1/registrationtokens?accountId=" + self.intruders[0].account)["data"]
        if token and token[0].get("token"):
            caller = Caller(self.url, "registrationToken", token[0]["token"], "register")
            caller.account, caller.role, caller.rows, caller.made = self.intruders[0].account, "register", {}, []
            self.intruders.append(caller)
        for one in self.intruders + [self.victim]:
            one.learn()

    def everything(self, name):
        target, rows = "%s?limit=1000&accountId=%s" % (self.admin.path(name), self.victim.account), []
        while target:
            page = self.admin.json("GET", target)
            rows += page["data"]
            follow = (page.get("pagination") or {}).get("next")
            target = follow and follow[follow.index("/v1"):]
        return rows

    def picture(self):
        """All of the victim's rows, as the administrator sees them."""
        return {name: json.dumps(self.everything(name), sort_keys=True) for name, schema in sorted(
            self.admin.schemas.items()) if "accountId" in schema["resourceFields"] and "GET" in schema.get(
                "collectionMethods", [])}

    # --- Looking for traces ----------------------------------------------------------------------------------------

    def fault(self, caller, what, text):
        self.faults.append("%s (%s): %s: %s" % (caller.name, caller.role, what, text[:400]))

    def owned(self, value):
        """(type, id) of every object in an answer, but for what only echoes the request."""
        if isinstance(value, dict):
            if value.get("id") and isinstance(value.get("type"), str):
                yield base_of(value["type"]), number(value["id"])
            for key, member in value.items():
                if key not in ECHOES:
                    yield from self.owned(member)
        elif isinstance(value, list):
            for member in value:
                yield from self.owned(member)

    def look(self, caller, what, text):
        if CANARY in text:
            self.fault(caller, what, "shows the canary: ..." + text[max(0, text.index(CANARY) - 200):][:400])
        try:
            value = json.loads(text) if text else None
        except ValueError:
            return
        for found in self.owned(value):
            if found in self.victims:
                self.fault(caller, what, "shows %s %d of the victim: %s" % (found[0], found[1], text))
                return

    def ask(self, caller, method, target, value=None, headers=None):
        self.asked += 1
        status, answer, text = caller.ask(method, target, value, headers)
        what = "%s %s %s -> %d" % (method, target, json.dumps(value) if value is not None else "", status)
        if status >= 500 and status != 503:
            self.fault(caller, what, text)
        self.look(caller, what, text)
        return status, answer, text, what

    # --- Requests --------------------------------------------------------------------------------------------------

    def prey(self, type_):
        ids = self.names.get(base_of(type_))
        return self.random.choice(ids) if ids else (None, None)

    def wire(self, caller, id_):
        return str(number(id_)) if caller.plain else id_

    def absent(self, caller, id_, at):
        return self.wire(caller, re.sub(r"\d+$", str(at), str(id_)))

    def query(self, caller, type_):
        r, schema, parts = self.random, caller.schemas[type_], []
        filters = sorted(schema.get("collectionFilters") or {})
        for _ in range(r.randrange(3)):
            name = r.choice(filters) if filters else "id"
            id_, uuid = self.prey(type_)
            value = r.choice(["same", "can%", "%canary%", "canary", "active", "inactive", "", "null", "1", self.wire(caller, id_),
                              self.wire(caller, self.victim.account), uuid, "%"])
            parts.append((name + r.choice(MODIFIERS), value))
        for _ in range(r.randrange(3)):
            links = sorted(schema.get("includeableLinks") or [])
            parts.append(("include", r.choice(links + ["account", "accounts", "credentials", "instances", "nosuch"])))
        if r.random() < 0.3:
            parts.append(("sort", r.choice(filters or ["id"])))
            parts.append(("order", r.choice(["asc", "desc"])))
        if r.random() < 0.3:
            parts += [("limit", r.choice(["0", "1", "1000", "-1"])), ("marker", "m%d" % r.randrange(50))]
        if r.random() < 0.2:
            parts.append((r.choice(["accountId", "_plainId", "_accountId", "removed_null", "all"]),
                          r.choice([self.wire(caller, self.victim.account), "true"])))
        if r.random() < 0.1:
            parts.append(r.choice([("explain", "stop"), ("explain", ""), ("asOf", "2030-01-01T00:00:00Z"), ("_format", "html")]))
        return "?" + urllib.parse.urlencode(parts) if parts else ""

    def body(self, caller, type_, at=None):
        """A body whose references are the victim's rows, or rows that are not there."""
        r, ret = self.random, {}
        for name, field in sorted(caller.schemas[type_]["resourceFields"].items()):
            if r.random() < 0.4:
                continue
            found = re.findall(r"reference\[(\w+)\]", field["type"])
            id_ = self.prey(found[0])[0] if found else None
            if id_:
                one = self.wire(caller, id_) if at is None else self.absent(caller, id_, at)
                ret[name] = {"a": one} if field["type"].startswith("map") else \
                    [one] if field["type"].startswith("array") else one
            elif field["type"] == "string" and name not in ("kind", "uuid"):
                ret[name] = "x"
        ret["accountId"] = self.wire(caller, self.victim.account)
        if type_ == "container" and "imageId" not in ret:
            ret.update(imageUuid="sim:web", startOnCreate=False)
        return ret

    def alike(self, caller, ask_one, at):
        """Asks about the victim's row and about one that is not there: the answers may differ in nothing."""
        state = self.random.getstate()
        one = self.ask(caller, *ask_one(None))
        self.random.setstate(state)
        two = self.ask(caller, *ask_one(at))
        self.twins += 1

        def shape(answer):
            # Every error has an id of its own, and every page a nonce.
            text = re.sub(r'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|nonce="[0-9a-f]+"', "", answer[2])
            return answer[0], re.sub(r"\d+", "N", text) if answer[0] >= 400 else ""

        if one[0] >= 400 and shape(one) != shape(two) or one[0] < 400 <= two[0]:
            self.fault(caller, one[3], "differs from one that is not there: %s / %s" % (one[2][:180], two[2][:180]))

    def about_a_row(self, caller):
        r = self.random
        type_ = r.choice(sorted(self.admin.schemas) if r.random() < 0.3 else sorted(caller.schemas))
        schema = self.admin.schemas.get(type_)
        id_ = self.prey(type_)[0]
        if not schema or not id_ or not schema["links"].get("collection"):
            return
        path, roll = self.admin.path(type_), r.random()
        own_schema = caller.schemas.get(type_)
        links = sorted(set((schema.get("includeableLinks") or []) + ["account", "nics", "ports", "content", "pem", "history"]))
        actions = sorted(schema.get("resourceActions") or {"activate": 1}) + ["stop", "remove", "console", "acquire"]
        link, action, method = r.choice(links), r.choice(actions), r.choice(["PUT", "DELETE", "POST"])
        query = self.query(caller, type_) if own_schema else ""

        def one(at):
            which = "%s/%s" % (path, self.wire(caller, id_) if at is None else self.absent(caller, id_, at))
            if roll < 0.25:
                return "GET", which + query
            if roll < 0.45:
                return "GET", "%s/%s%s" % (which, link, query)
            if roll < 0.65:
                return "POST", "%s/?action=%s" % (which, action), {"name": "x"}
            if roll < 0.75:
                return "POST", "%s/%s" % (which, link), {"name": "x"}
            return method, which, {"name": "x", "description": "x"}

        self.alike(caller, one, UNKNOWN + r.randrange(1000))

    def about_a_list(self, caller):
        names = [name for name, schema in sorted(caller.schemas.items()) if schema["links"].get("collection")]
        type_ = self.random.choice(names)
        if type_ not in ("subscribe", "publish"):
            self.ask(caller, "GET", caller.path(type_) + self.query(caller, type_))

    def about_own_rows(self, caller):
        if not getattr(caller, "made", None):
            return
        type_, id_ = self.random.choice(caller.made)
        if type_ not in caller.schemas or not caller.schemas[type_]["links"].get("collection"):
            return
        links = sorted(caller.schemas[type_].get("includeableLinks") or []) or ["account"]
        tail = self.random.choice(["", "/" + self.random.choice(links)])
        self.ask(caller, "GET", "%s/%s%s%s" % (caller.path(type_), self.wire(caller, id_), tail, self.query(caller, type_)))

    def create(self, caller):
        names = [n for n, s in sorted(caller.schemas.items()) if "POST" in s.get("collectionMethods", [])
                 and s["links"].get("collection") and n not in ("subscribe", "publish", "register")]
        if not names:
            return
        type_ = self.random.choice(names)
        # An agent's address is made of the caller's, and may be there once: the second differs for the first's sake.
        if self.random.random() < 0.2 or type_ == "agent":
            self.ask(caller, "POST", caller.path(type_), self.body(caller, type_), {"Idempotency-Key": "same"})
            return
        self.alike(caller, lambda at: ("POST", caller.path(type_), self.body(caller, type_, at)),
                   UNKNOWN + self.random.randrange(1000))

    def update(self, caller):
        mine = [(t, i) for t, i in getattr(caller, "made", []) if "PUT" in caller.schemas.get(t, {}).get("resourceMethods", [])]
        if not mine:
            return
        type_, id_ = self.random.choice(mine)
        target = "%s/%s" % (caller.path(type_), self.wire(caller, id_))
        self.alike(caller, lambda at: ("PUT", target, self.body(caller, type_, at)), UNKNOWN + self.random.randrange(1000))

    def elsewhere(self, caller):
        id_ = self.prey("instance")[0]
        self.ask(caller, "GET", self.random.choice([
            "/v1/history?limit=1000", "/v1/history?resourceType=instance&resourceId=" + str(id_), "/v1/history?actor_like=%",
            "/v1/history/%d" % self.random.randrange(1, 400), "/v1/processinstances?limit=1000", "/v1/openapi.json",
            "/v1/processinstances/1pi%d" % self.random.randrange(1, 200), "/v1/settings", "/v1", "/", "/metrics",
            "/v1/configcontent/x?agentId=1", "/v1/session", "/v1/scripts", "/v1/register?key=x", "/v1/authorized_keys"]))
        if self.random.random() < 0.2:
            self.ask(caller, "POST", "/v1/publish", {"name": self.random.choice(["reply.1", "resource.change", "instance.start"]),
                                                     "resourceType": "instance", "resourceId": self.wire(caller, id_)})

    # --- Subscriptions ---------------------------------------------------------------------------------------------

    def listen(self, caller):
        names = ["resource.change", "resource.change;account=%d" % number(self.victim.account), "*", "resource.*", "ping",
                 "*;account=%d" % number(self.victim.account), "instance.start", "resource.change;account=*"]
        connection = http.client.HTTPConnection(caller.url.hostname, caller.url.port, timeout=600)
        connection.request("POST", "/v1/subscribe?include=instances&include=account&include=nics", json.dumps({"eventNames": names}),
                           {"Authorization": caller.auth, "Content-Type": "application/json"})
        answer = connection.getresponse()
        if answer.status != 201:
            return
        heard = []

        def read():
            try:
                for line in answer:
                    heard.append(line.decode("utf-8", "replace"))
            except (OSError, ValueError, AttributeError, http.client.HTTPException):
                pass

        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        self.streams.append((caller, connection, heard))

    def stir(self, name):
        """The victim changes, adds and removes; an intruder changes something of its own."""
        rows = [i for t, i in self.victim.made if t == "container"]
        for id_ in rows:
            self.admin.json("PUT", "/v1/containers/" + id_, {"description": CANARY + name})
        fresh = self.victim.json("POST", "/v1/containers", {"imageUuid": "sim:web", "name": "same", "description": CANARY,
                                                            "startOnCreate": True})
        self.settle("/v1/containers/" + fresh["id"])
        self.victims.add(("instance", number(fresh["id"])))
        for row in self.everything("instance") + self.everything("nic") + self.everything("volume"):
            self.victims.add((base_of(row["type"]), number(row["id"])))
        self.victim.json("DELETE", "/v1/containers/" + fresh["id"])
        self.settle("/v1/containers/" + fresh["id"])

    def check_streams(self):
        own = [i for t, i in self.intruders[0].made if t == "container"][0]
        self.intruders[0].json("PUT", "/v1/containers/" + own, {"description": "changed for the stream"})
        time.sleep(2.5)
        for caller, _, heard in self.streams:
            for line in heard:
                self.look(caller, "event", line)
        texts = ["".join(heard) for caller, _, heard in self.streams if caller is self.intruders[0]]
        if not texts or "changed for the stream" not in texts[0]:
            self.fault(self.intruders[0], "subscribe", "does not hear of its own row")

    def views(self):
        """What intruders see in lists, with the entity tags. Its own rows are at rest."""
        ret = {}
        for caller in self.intruders:
            for name, schema in sorted(caller.schemas.items()):
                # The contract leaves rows that belong to nobody open to readAdmin: maps and the like.
                if not schema["links"].get("collection") or "GET" not in schema.get("collectionMethods", []) or \
                        (caller.role == "readAdmin" and "accountId" not in self.admin.schemas[name]["resourceFields"]):
                    continue
                if name in ("subscribe", "publish", "register", "configContent", "schema"):
                    continue
                status, headers, text = caller.ask("GET", caller.path(name) + "?limit=1000")
                ret[(caller.role, name)] = (status, headers.get("ETag"), text)
        return ret

    def run(self):
        self.build()
        if len(self.victims) < 20:
            raise RuntimeError("only %d rows of the victim were made" % len(self.victims))
        for caller in self.intruders:
            self.listen(caller)
        # The victim uses the key that the intruders use later.
        self.victim.ask("POST", "/v1/containers", {"imageUuid": "sim:web", "name": "same", "description": CANARY,
                                                   "startOnCreate": False}, {"Idempotency-Key": "same"})
        for row in self.everything("instance"):
            self.victims.add((base_of(row["type"]), number(row["id"])))
            self.settle("/v1/instances/" + row["id"])
        before = self.picture()
        if CANARY not in "".join(before.values()):
            raise RuntimeError("no row of the victim holds the canary")
        kinds = [self.about_a_row] * 4 + [self.about_a_list] * 4 + [self.about_own_rows] * 2 + [
            self.create, self.update, self.elsewhere]
        while self.asked < self.count and len(self.faults) < 20:
            # Mostly as a user: the others are refused most.
            caller = self.intruders[0] if self.random.random() < 0.5 else self.random.choice(self.intruders)
            self.random.choice(kinds)(caller)
        after = self.picture()
        for name in before:
            if before[name] != after[name]:
                self.fault(self.victim, "rows of type " + name, "are not what they were:\n%s\n%s" % (before[name], after[name]))
        time.sleep(2)
        one = self.views()
        self.stir("stirred")
        two = self.views()
        for key in one:
            if one[key] != two[key]:
                self.fault(self.intruders[0], "%s of %s" % (key[1], key[0]), "changed with the victim:\n%s\n%s" % (
                    one[key], two[key]))
        self.check_streams()
        for text in self.faults:
            print(text)
        print("seed %d: %d requests, %d pairs, %d rows of the victim, %d roles, %d streams, %d faults" % (
            self.seed, self.asked, self.twins, len(self.victims), len(self.intruders), len(self.streams), len(self.faults)))
        return 1 if self.faults else 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(Isolation(arguments[0], arguments[1], arguments[2], int(arguments[3]) if len(arguments) > 3 else 1,
                       int(arguments[4]) if len(arguments) > 4 else 10000).run())

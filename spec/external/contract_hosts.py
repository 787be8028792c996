"""The 2014 contract of what hosts and operators need: registration, scripts, configuration, keys, settings."""

import base64
import gzip
import hashlib
import hmac
import io
import os
import re
import subprocess
import tarfile
import tempfile
import urllib.parse
import urllib.request

from checks import ACCESS, HOST, PORT, SECRET, V1, account, admin, check, equal, refused, section
from client import ApiError, Client


def fetch(url, auth=None, method="GET", headers=None, data=None):
    """Status, headers and bytes; no key unless one is given."""
    request = urllib.request.Request(url, data=data, method=method, headers=dict(headers or {}))
    if auth:
        request.add_header("Authorization", "Basic " + base64.b64encode(auth.encode()).decode())
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as e:
        return e.code, e.headers, e.read()


ADMIN = "%s:%s" % (ACCESS, SECRET)


# --- Registration ---------------------------------------------------------------------------

@section
def registration_tokens():
    token = admin.wait(admin.create("registrationToken", name="token"))
    equal("a token's kind", (token.type, token.kind, token.state), ("registrationToken", "registrationToken", "active"))
    check("its halves are hidden", not {"publicValue", "secretValue"} & set(token._raw), token._raw)
    check("its secrets are not declared", not {"token", "registrationUrl", "secretValue"} &
          set(admin.schemas["registrationToken"]["resourceFields"]))
    public, ms, signature = token.token.split(":")
    check("its time is a whole hour", int(ms) % 3600000 == 0, ms)
    check("its signature has no sign that a URL minds", re.fullmatch("[A-Za-z0-9]+", signature), signature)
    equal("its URL", token._raw["registrationUrl"], V1 + "/scripts/" + token.token)
    equal("its link", token._raw["links"]["registrationUrl"], V1 + "/scripts/" + token.token)
    equal("the same within the hour", admin.reload(token).token, token.token)
    new = Client(V1 + "/schemas", "registrationToken", token.token)
    equal("what a new host sees", sorted(new.schemas), ["register", "schema"])
    methods = new.schemas["register"]
    equal("what it may do", (methods["collectionMethods"], methods["resourceMethods"]), (["GET", "POST"], ["GET", "DELETE"]))
    for bad in (public + ":" + ms + ":x" + signature[1:], public + ":1000000000000:" + signature, "x:y:z", "", public):
        status = fetch(V1 + "/schemas", "registrationToken:" + bad)[0]
        equal("a bad token %s" % bad, status, 401)
    # A token that is too old is refused though it was signed.
    account_, _ = account("user", "token owner")
    owned = [c for c in admin.list("credential", accountId=account_.id) if c.kind == "registrationToken"]
    equal("an account has a token", len(owned), 1)
    return token


@section
def registration():
    token = admin.wait(admin.create("registrationToken"))
    host = Client(V1 + "/schemas", "registrationToken", token.token)
    key = os.urandom(20).hex()
    equal("nobody has this key", len(host.list("register", key=key)), 0)
    made = host.create("register", key=key)
    equal("it begins", (made.type, made.state, made.transitioning), ("register", "registering", "yes"))
    check("a body does not show the keys", not {"key", "accessKey", "secretKey"} & set(made._raw), made._raw)
    made = host.wait(made)
    check("nor does its id", not {"key", "accessKey", "secretKey"} & set(made._raw), made._raw)
    found = host.list("register", key=key)
    equal("found by its key", (len(found), found[0]["id"], found[0]["key"]), (1, made.id, key))
    for other in (key[:-1] + "g", key[:10], ""):
        rows = host.list("register", **({"key": other} if other else {}))
        check("another key shows nothing", not any("secretKey" in row._raw for row in rows), other)
    one = host.by_id("register", made.id, key=key)
    equal("by id with the key", one.accessKey, found[0]["accessKey"])
    agent = Client(V1 + "/schemas", found[0]["accessKey"], found[0]["secretKey"])
    equal("the agent sees its types", sorted(agent.schemas), sorted(
        ["schema", "error", "subscribe", "publish", "configContent", "agent", "authorized"]))
    mine = agent.list("agent")
    equal("it sees itself, by a plain id", (len(mine), mine[0]["id"].isdigit()), (1, True))
    full = admin.by_id("agent", "1a" + mine[0]["id"])
    equal("its uri is the request's", full.uri, "event://" + made.uuid)
    equal("its kind", full.kind, "registeredAgent")
    data = admin.by_id("register", made.id)._raw["data"]
    equal("the request knows the agent", str(data.get("agentId") or data["fields"].get("agentId")), mine[0]["id"])
    equal("the agent knows the request", full._raw["data"]["registrationKey"], key)
    check("and whose it is", full._raw["data"]["agentResourcesAccountId"], full._raw["data"])
    check("the admin does not see the keys either", "secretKey" not in admin.by_id("register", made.id)._raw)
    refused("no key", 422, "MissingRequired", "key", host.create, "register")
    refused("a new host looks for others", 404, "Not Found", None, host.get, V1 + "/accounts")


@section
def registration_script():
    token = admin.wait(admin.create("registrationToken"))
    status, headers, text = fetch(token._raw["registrationUrl"])
    text = text.decode()
    equal("the script", (status, headers["Content-Type"]), (200, "text/plain; charset=utf-8"))
    for line in ('CATTLE_URL="%s"' % V1, 'CATTLE_REGISTRATION_ACCESS_KEY="registrationToken"',
                 'CATTLE_REGISTRATION_SECRET_KEY="%s"' % token.token, 'CATTLE_AGENT_IP="127.0.0.1"', "docker run"):
        check("it has " + line, line in text, text[:400])
    equal("a bad token has none", fetch(V1 + "/scripts/" + token.token[:-2] + "xx")[0], 404)
    equal("nor has another name", fetch(V1 + "/scripts/nonsense", ADMIN)[0], 404)
    local = token._raw["registrationUrl"].replace("127.0.0.1", "localhost")
    equal("who is asked as localhost cannot be reached", fetch(local)[0], 404)
    set_ = admin.create("setting", name="agent.instance.register.url", value="http://stampede.example/v1")
    text = fetch(local)[2].decode()
    check("unless a setting says where", 'CATTLE_URL="http://stampede.example/v1"' in text, text[:300])
    admin.delete(set_)
    status, _, text = fetch(V1 + "/scripts/bootstrap")
    check("the bootstrap", status == 200 and b"configcontent/configscripts" in text, text[:200])
    equal("scripts of Lua live beside it", fetch(V1 + "/scripts", ADMIN)[0], 200)
    # The script does what it says: a host without an agent of ours registers itself.
    with tempfile.TemporaryDirectory() as home:
        os.mkdir(home + "/bin")
        with open(home + "/bin/stampede", "w", encoding="utf-8") as f:
            f.write("#!/bin/sh\necho \"$@\" >%s/called\n" % home)
        os.chmod(home + "/bin/stampede", 0o755)
        with open(home + "/register.sh", "wb") as f:
            f.write(fetch(token._raw["registrationUrl"])[2])
        done = subprocess.run(["sh", home + "/register.sh"], timeout=90, capture_output=True, text=True,
                              env={"PATH": home + "/bin:" + os.environ["PATH"], "STAMPEDE_DATA": home + "/data"})
        equal("the script runs", (done.returncode, done.stderr), (0, ""))
        called = open(home + "/called", encoding="utf-8").read().split()
        equal("and begins an agent", called, ["agent", "--url", V1[:-3], "--key-file", home + "/data/agent.key"])
        keys = dict(line.split(" = ") for line in open(home + "/data/agent.key", encoding="utf-8").read().split("\n") if line)
        equal("with keys that work", fetch(V1 + "/schemas", "%(access-key)s:%(secret-key)s" % keys)[0], 200)


@section
def agent_register():
    _, client = account("agentRegister", "agent register")
    equal("its types", sorted(client.schemas), ["agent", "authorized", "error", "schema"])
    made = client.create("agent")
    full = admin.by_id("agent", made.id)
    equal("an agent without a uri is reached by SSH", full.uri, "ssh://root@127.0.0.1:22")
    refused("a second one of the same host", 422, "NotUnique", "uri", client.create, "agent")


# --- Configuration --------------------------------------------------------------------------

def archive(data):
    """Files of an archive by name without the top directory, which is the second value."""
    files, tops, last = {}, set(), []
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(data))) as tar:
        for member in tar:
            top, _, name = member.name.partition("/")
            tops.add(top)
            last.append(name)
            files[name] = tar.extractfile(member).read()
            check("%s is root's" % name, member.uid == member.gid == 0 and member.isreg())
    equal("one directory", len(tops), 1)
    equal("sums come last", last[-2:], ["SHA1SUMS", "SHA1SUMSSUM"])
    top = tops.pop()
    sums = "".join("%s *%s/%s\n" % (hashlib.sha1(files[n]).hexdigest(), top, n) for n in last[:-2])
    equal("SHA1SUMS", files["SHA1SUMS"].decode(), sums)
    equal("SHA1SUMSSUM", files["SHA1SUMSSUM"].decode(),
          "%s *%s/SHA1SUMS\n" % (hashlib.sha1(files["SHA1SUMS"]).hexdigest(), top))
    return files, top


def registered():
    token = admin.wait(admin.create("registrationToken"))
    host = Client(V1 + "/schemas", "registrationToken", token.token)
    key = os.urandom(20).hex()
    host.wait(host.create("register", key=key))
    row = host.list("register", key=key)[0]
    return row["accessKey"], row["secretKey"]


def applied(agent_id, name):
    return admin.list("configItemStatus", agentId="1a" + agent_id, name=name)[0]["appliedVersion"]


@section
def config_content():
    access, secret = registered()
    auth = access + ":" + secret
    agent_id = Client(V1 + "/schemas", access, secret).list("agent")[0]["id"]
    for name in ("configscripts", "pyagent"):
        admin.create("configItemStatus", agentId="1a" + agent_id, name=name, requestedVersion=3, appliedVersion=-1,
                     requestedUpdated="2026-01-01T00:00:00Z")
    url = V1.replace("/v1", "/v1//configcontent//configscripts")
    status, headers, data = fetch(url + "?current=", auth)
    equal("the archive", (status, headers["Content-Type"]), (200, "application/octet-stream"))
    files, top = archive(data)
    check("it has config.sh", b"configcontent" in files["config.sh"], sorted(files))
    version = files["version"].decode().strip()
    equal("the directory is item and version", top, "configscripts-" + version)
    equal("the version is revision and source", (version.split("-")[0], len(version.split("-"))), ("3", 2))
    for current in (version, top):
        files, _ = archive(fetch(url + "?current=" + current, auth)[2])
        equal("up to date with " + current, (sorted(files), files["uptodate"].decode().strip()),
              (["SHA1SUMS", "SHA1SUMSSUM", "uptodate"], version))
    for current in ("configscripts-2-" + version.split("-")[1], "nonsense", "3-", "-", "3-0000"):
        files, _ = archive(fetch(url + "?current=" + current, auth)[2])
        check("not up to date with " + current, "version" in files, sorted(files))
    equal("an item that is not assigned", fetch(V1 + "/configcontent/monit", auth)[0], 404)
    equal("no item", fetch(V1 + "/configcontent/a%20b", auth)[0], 404)
    equal("an agent has to be said", fetch(V1 + "/configcontent/configscripts", ADMIN)[0], 422)
    equal("and can be", fetch(V1 + "/configcontent/configscripts?agentId=1a" + agent_id, ADMIN)[0], 200)
    status, _, data = fetch(url + "?version=3-0000", auth, "PUT")
    equal("other files are not these", (status, data, applied(agent_id, "configscripts")), (200, b"", -1))
    status, _, data = fetch(url + "?version=" + top, auth, "PUT")
    equal("applied", (status, data, applied(agent_id, "configscripts")), (200, b"", 3))
    files, _ = archive(fetch(url + "?version=nonsense", auth, "PUT")[2])
    check("without a version it is a download", "version" in files, sorted(files))
    equal("the newest", fetch(V1 + "/configcontent/pyagent?version=latest", auth, "PUT")[0], 200)
    equal("was applied", applied(agent_id, "pyagent"), 3)
    equal("DELETE", fetch(V1 + "/configcontent/pyagent", auth, "DELETE")[0], 405)


@section
def config_bootstrap():
    access, secret = registered()
    agent_id = Client(V1 + "/schemas", access, secret).list("agent")[0]["id"]
    for name in ("configscripts", "pyagent"):
        admin.create("configItemStatus", agentId="1a" + agent_id, name=name, requestedVersion=1, appliedVersion=-1,
                     requestedUpdated="2026-01-01T00:00:00Z")
    with tempfile.TemporaryDirectory() as home:
        env = {"PATH": os.environ["PATH"], "CATTLE_URL": V1 + "/schemas", "CATTLE_ACCESS_KEY": access,
               "CATTLE_SECRET_KEY": secret, "CATTLE_HOME": home}
        for name, wanted in (("first", 1), ("again", 1)):
            done = subprocess.run(["sh"], input=fetch(V1 + "/scripts/bootstrap")[2], env=env, timeout=60, capture_output=True)
            equal("bootstrap, " + name, (done.returncode, done.stderr.decode()), (0, ""))
            for item in ("configscripts", "pyagent"):
                equal("%s applied, %s" % (item, name), applied(agent_id, item), wanted)
        current = open(home + "/etc/cattle/configscripts/current", encoding="utf-8").read().strip()
        check("the files are there", os.path.exists("%s/download/configscripts/%s/config.sh" % (home, current)), current)


# --- Keys -----------------------------------------------------------------------------------

@section
def ssh_keys():
    key = admin.create("sshKey", name="made")
    equal("it begins", (key.state, key.transitioning), ("registering", "yes"))
    key = admin.wait(key)
    check("the public half", re.fullmatch("ssh-rsa [A-Za-z0-9+/=]+ cattle@cattle", key.publicValue), key.publicValue)
    check("the secret half", key.secretValue.startswith("-----BEGIN RSA PRIVATE KEY-----"))
    status, headers, pem = fetch(key._raw["links"]["pem"], ADMIN)
    equal("pem", (status, pem.decode(), headers["Content-Disposition"].split(";")[0]), (200, key.secretValue, "attachment"))
    given = admin.wait(admin.create("sshKey", publicValue="ssh-rsa AAAA x@y"))
    equal("a given half is kept", (given.publicValue, given.secretValue, "pem" in given._raw["links"]),
          ("ssh-rsa AAAA x@y", None, False))
    equal("and has no file", fetch(given._raw["links"]["self"] + "/pem", ADMIN)[0], 404)
    _, user = account("user", "ssh user")
    refused("a user does not see it", 404, "Not Found", None, user.get, key._raw["links"]["pem"])
    system = admin.list("account", uuid="system")[0]["id"]
    admin.wait(admin.create("sshKey", accountId=system, publicValue="ssh-rsa BBBB server"))
    status, headers, text = fetch(V1 + "/authorized_keys", ADMIN)
    equal("the server's keys", (status, headers["Content-Type"], text), (200, "text/plain; charset=utf-8", b"ssh-rsa BBBB server\n"))


@section
def api_keys():
    for kind in ("apiKey", "credential"):
        key = admin.wait(admin.create(kind, **({"kind": "apiKey"} if kind == "credential" else {})))
        check("20 digits", re.fullmatch("[0-9A-F]{20}", key.publicValue), key.publicValue)
        check("40 letters", re.fullmatch("[A-Za-z1-9]{40}", key.secretValue) and not set("O0lI") & set(key.secretValue),
              key.secretValue)
    owner = admin.wait(admin.create("account", kind="user", name="chosen"))
    admin.wait(admin.create("apiKey", accountId=owner.id, publicValue="chosen", secretValue="also"))
    equal("a chosen key works", Client(V1 + "/schemas", "chosen", "also").schemas.keys() >= {"container"}, True)
    both = [c.kind for c in admin.list("credential", accountId=owner.id)]
    check("an account begins with two keys", sorted(both)[:1] == ["apiKey"] and "registrationToken" in both, both)


# --- Settings -------------------------------------------------------------------------------

@section
def settings():
    rows = list(admin.list("setting", limit=1000))
    names = [r.name for r in rows]
    equal("sorted by name", names, sorted(names))
    equal("each is an activeSetting", {r.type for r in rows}, {"activeSetting"})
    one = admin.get(V1 + "/settings/1as!api.sub.max.pings")
    equal("without a row", (one.id, one.value, one.activeValue, one.inDb, one.links.self),
          ("1as!api.sub.max.pings", "8640", "8640", False, V1 + "/activesettings/1as!api.sub.max.pings"))
    for path in ("settings/api.sub.max.pings", "activesettings/1as!api.sub.max.pings", "activeSetting/api.sub.max.pings"):
        equal("by " + path, admin.get(V1 + "/" + path).id, one.id)
    put = admin.update(one, value="8000")
    equal("PUT makes the row", (put.value, put.activeValue, put.inDb, put.source), ("8000", "8000", True, "Database"))
    check("which has a number", re.fullmatch("1as[0-9]+", put.id), put.id)
    again = admin.create("setting", name="api.sub.max.pings", value="8001")
    equal("a name has one row", (again.id, again.value), (put.id, "8001"))
    equal("found by its number", admin.get(V1 + "/settings/" + put.id).value, "8001")
    equal("a filter narrows the list", [r.value for r in admin.list("setting", name="api.sub.max.pings")], ["8001"])
    equal("LIKE too", [r.name for r in admin.list("setting", name_like="api.sub.max.p%")], ["api.sub.max.pings"])
    equal("whole objects come back", admin.request("PUT", put.links.self, dict(again._raw, value="8002")).value, "8002")
    equal("DELETE shows it once more", admin.delete(put).value, "8002")
    equal("and leaves the default", admin.get(V1 + "/settings/api.sub.max.pings").value, "8640")
    for name, value in (("scripts.admission", "maybe"), ("api.sub.max.pings", "many"), ("idempotency.sample.rate", "2"),
                        ("process.instance.start.retries", "-1"), ("api.instance.require.image", "perhaps")):
        refused("%s=%s" % (name, value), 422, "InvalidOption", "value", admin.create, "setting", name=name, value=value)
    mine = admin.create("setting", name="my.own", value="anything at all")
    equal("any other name", (mine.name, mine.value), ("my.own", "anything at all"))
    refused("unknown", 404, "Not Found", None, admin.get, V1 + "/settings/nonsense")
    refused("no list of active ones", 405, "Method not allowed", None, admin.get, V1 + "/activesettings")
    page = admin.list("setting", limit=3)
    check("paged", page.pagination.partial and len(page) == 3 and page.next_page()[0]["name"] > page[2]["name"])

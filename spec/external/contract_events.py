"""The 2014 contract of events: subscriptions, who hears what, publishing, external handlers, agents over REST."""

import json
import time

from checks import URL, V1, Ear, account, admin, check, equal, refused, section
from client import Client


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
    while admin.reload(obj).transitioningMessage != "no : really" and time.time() < deadline:
        time.sleep(0.05)
    equal("the error shows", admin.reload(obj).transitioningMessage, "no : really")
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

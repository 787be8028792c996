"""What every part of contract.py uses: checks and their count, sections, the first client, accounts, subscriptions."""

import json
import socket
import sys
import threading
import time
import urllib.parse

from client import ApiError, Client

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
    except Exception:  # a check that could not even be made is a failed one
        import traceback
        check(fn.__name__, False, traceback.format_exc().replace("\n", " | "))
    return fn


def account(kind, name):
    made = admin.wait(admin.create("account", kind=kind, name=name))
    key = admin.wait(admin.create("apiKey", accountId=made.id))
    return made, Client(URL, key.publicValue, key.secretValue)


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

"""What python_unit.py and python_events.py share: a server that misbehaves.

A reply is a list of byte strings, and what is to be done between them: a number (seconds to wait) or CUT.
"""

import json
import os
import socket
import sys
import threading
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "api", "python"))

import stampede  # noqa: E402

CUT = object()


class Fake:
    """Listens; hands each request to `answer(method, path, headers, body)`, which gives what to send."""

    def __init__(self, answer, tls=None):
        self.answer, self.tls, self.seen = answer, tls, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.url = "%s://127.0.0.1:%d/v1" % ("https" if tls else "http", self.port)
        self.open = []
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            self.open.append(connection)
            stream = connection.makefile("rb")
            while True:
                line = stream.readline().decode()
                if not line:
                    return
                method, path, _ = line.split(" ", 2)
                headers = {}
                for line in iter(stream.readline, b"\r\n"):
                    name, _, value = line.decode().partition(":")
                    headers[name.strip().lower()] = value.strip()
                body = stream.read(int(headers.get("content-length", 0)))
                self.seen.append((method, path, headers, body))
                for part in self.answer(method, path, headers, body, connection) or [CUT]:
                    if part is CUT:
                        connection.shutdown(socket.SHUT_RDWR)
                        return
                    if isinstance(part, bytes):
                        connection.sendall(part)
                    else:
                        time.sleep(part)
        except OSError:
            pass
        finally:
            connection.close()

    def close(self):
        self.listener.close()
        for one in self.open:
            one.close()


def reply(value, status="200 OK", headers=(), kind="application/json"):
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    lines = ["HTTP/1.1 " + status, "Content-Type: " + kind, "Content-Length: %d" % len(body), *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def schemas(url):
    thing = {"id": "thing", "type": "schema", "pluralName": "things", "links": {"collection": url + "/things"},
             "collectionMethods": ["GET", "POST"], "resourceMethods": ["GET", "PUT", "DELETE"],
             "resourceFields": {"name": {"type": "string", "create": True}},
             "collectionFilters": {"name": {"modifiers": ["eq", "like"]}}}
    address = dict(thing, id="ipAddress", links={"collection": url + "/ipaddresses"}, collectionMethods=["GET"])
    history = dict(thing, id="history", links={"collection": url + "/history"}, collectionMethods=["GET"])
    subscribe = dict(thing, id="subscribe", links={"collection": url + "/subscribe"})
    broken = {"id": "broken", "type": "schema"}
    return {"type": "collection", "data": [thing, address, history, subscribe, broken, {"type": "other"}, 7]}


def thing(url, **more):
    return dict({"id": "1t1", "type": "thing", "links": {"self": url + "/things/1t1"}, "actions": {},
                 "transitioning": "no", "state": "active"}, **more)


class Case(unittest.TestCase):
    def fake(self, script, tls=None):
        """`script`: replies in turn to what is not the schemas, the last for all that follow; or a function."""
        turn = iter(range(1 << 30))
        self.calls = []

        def answer(method, path, headers, body, connection):
            if path == "/v1":
                return [reply(schemas(server.url), headers=["X-API-Schemas: " + server.url])]
            self.calls.append((method, path, headers, body))
            if callable(script):
                return script(method, path, headers, body, connection)
            return script[min(next(turn), len(script) - 1)]
        server = Fake(answer, tls)
        self.addCleanup(server.close)
        return server

    def client(self, script, **kw):
        server = self.fake(script)
        kw = dict({"timeout": 5, "retries": 2}, **kw)
        client = stampede.Client(server.url, "key", "secret", **kw)
        self.addCleanup(client.close)
        client.server = server
        return client


def message(name, seconds=1000, **more):
    return json.dumps(dict({"id": "x", "name": name, "time": int(seconds * 1000)}, **more)).encode() + b"\n\n"


def change(url, **more):
    return message("resource.change", resourceType="thing", resourceId="1t1", data={"resource": thing(url, **more)})

"""The subscriptions of the Python bindings against a server that misbehaves; python_unit.py runs them."""

import json
import select
import struct
import time

from python_fake import CUT, reply, thing, Case, message, change
from stampede import errors, websocket


class Events(Case):
    HEAD = b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"

    @staticmethod
    def chunk(data):
        return b"%x\r\n%s\r\n" % (len(data), data)

    def stream(self, *connections, history=()):
        turn = iter(range(1 << 30))

        def answer(method, path, headers, body, connection):
            url = client.server.url
            if path.startswith("/v1/subscribe"):
                n = next(turn)
                parts = connections[min(n, len(connections) - 1)]
                return [self.HEAD, *(part if not isinstance(part, bytes) else self.chunk(part) for part in parts), CUT]
            if path.startswith("/v1/history"):
                rows = [{"id": "1h%d" % i, "type": "history", "resourceType": "thing", "links": {"resource": url + link}}
                        for i, link in enumerate(history)]
                return [reply({"type": "collection", "data": rows})]
            if path.endswith(("gone", "history")):
                return [reply({"type": "error", "status": 404, "code": "Not Found"}, "404 x")]
            return [reply(thing(url, id=path[-3:], name="missed"))]
        client = self.client(answer)
        return client

    def test_a_stream(self):
        client = self.stream([message("ping"), b'\n\n' + change("", name="a")[:20], change("", name="a")[20:]])
        events = client.subscribe(include=["x", "y"])
        one = next(events)
        self.assertEqual(("resource.change", "a", "1t1"), (one.name, one.resource.name, one.resourceId))
        self.assertEqual({"eventNames": ["resource.change"]}, json.loads(self.calls[0][3]))
        self.assertEqual("/v1/subscribe?include=x&include=y", self.calls[0][1])
        events.close()

    def test_connects_again_and_reads_what_was_missed(self):
        client = self.stream([message("ping", 5000), change("", name="a")], [message("ping", 6000), change("", name="b")],
                             history=["/things/1t5", "/things/1t6", "/things/1t5", "/things/gone"])
        events = client.subscribe()
        got = [next(events) for _ in range(4)]
        self.assertEqual(["a", "missed", "missed", "b"], [one.resource.name for one in got])
        self.assertEqual(["1t5", "1t6"], [one.resource.id for one in got[1:3]])
        asked = [path for _, path, _, _ in self.calls if "history" in path]
        # From three seconds before the last that was heard, by the server's clock.
        self.assertEqual(["/v1/history?created_gte=1970-01-01T00%3A16%3A37Z&limit=1000"], asked)
        events.close()

    def test_tells_of_a_gap_that_it_cannot_fill(self):
        client = self.stream([message("ping", 5000)], [message("ping", 6000), change("", name="b")])
        del client.schema.types["history"]
        events = client.subscribe()
        self.assertEqual(["gap", "resource.change"], [next(events).name, next(events).name])
        events.close()
        client = self.stream([message("ping", 5000)], [message("ping", 6000), change("", name="b")])
        self.assertEqual("resource.change", next(client.subscribe(resume=False)).name)

    def test_pings_when_asked_for(self):
        client = self.stream([message("ping"), message("other")])
        self.assertEqual("other", next(client.subscribe("other")).name)
        self.assertEqual("ping", next(client.subscribe("other", pings=True)).name)

    def test_no_events(self):
        for bad in (b"{\n\n", b"7\n\n", b'{"a":1}\n\n'):
            client = self.stream([bad])
            with self.assertRaises(errors.BadReply):
                next(client.subscribe())

    def test_refused_at_once(self):
        client = self.client([[reply({"type": "error", "status": 403, "code": "Forbidden"}, "403 x")]])
        for websocket_ in (False, True):
            with self.assertRaises(errors.Forbidden):
                client.subscribe(websocket=websocket_)

    def sockets(self, *connections):
        turn = iter(range(1 << 30))
        self.heard = []

        def answer(method, path, headers, body, connection):
            import base64
            import hashlib
            key = base64.b64encode(hashlib.sha1(headers["sec-websocket-key"].encode() + websocket.MAGIC).digest())
            parts = connections[min(next(turn), len(connections) - 1)]
            yield (b"HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + key + b"\r\n\r\n")
            yield from parts
            if select.select([connection], [], [], 0.2)[0]:
                self.heard.append(connection.recv(4096))
            yield CUT
        return self.client(answer)

    @staticmethod
    def frame(data, first=0x81):
        size = bytes([len(data)]) if len(data) < 126 else b"\x7e" + struct.pack(">H", len(data))
        return bytes([first]) + size + data

    def test_a_websocket(self):
        ping, one, two = message("ping"), change("", name="a"), change("", name="b" * 70000)
        long_frame = b"\x81\x7f" + struct.pack(">Q", len(two)) + two
        client = self.sockets([self.frame(ping), self.frame(b"hi", 0x89), self.frame(one[:9], 0x01),
                               self.frame(b"", 0x8a), self.frame(one[9:], 0x80), long_frame])
        events = client.subscribe(websocket=True)
        self.assertEqual("a", next(events).resource.name)
        self.assertEqual("b" * 70000, next(events).resource.name)
        self.assertEqual("/v1/subscribe?eventNames=resource.change", self.calls[0][1])
        time.sleep(0.4)
        # Our pong: masked, with what the ping had.
        pong = self.heard[0]
        self.assertEqual((0x8a, 0x82), (pong[0], pong[1]))
        self.assertEqual(b"hi", bytes(byte ^ pong[2 + i] for i, byte in enumerate(pong[6:8])))
        events.close()

    def test_frames_that_a_server_must_not_send(self):
        for bad in (b"\x81\x80\0\0\0\0", b"\xc1\x00", b"\x80\x01x", b"\x09\x00", b"\x89\x7e\x00\x80" + b"x" * 128,
                    b"\x81\x7f" + struct.pack(">Q", 1 << 62), self.frame(b"x", 0x01) + self.frame(b"x", 0x81)):
            client = self.sockets([bad])
            with self.assertRaises(errors.BadReply):
                next(client.subscribe(websocket=True))

    def test_a_handshake_that_is_not_ours(self):
        for bad in (b"HTTP/1.1 101 x\r\nSec-WebSocket-Accept: abc\r\n\r\n", b"hello\r\n\r\n",
                    b"HTTP/1.1 101 x\r\n" + b"a: b\r\n" * 20000):
            client = self.client([[bad]])
            with self.assertRaises(errors.BadReply):
                client.subscribe(websocket=True)

    def test_a_websocket_connects_again(self):
        client = self.sockets([self.frame(message("ping")), self.frame(message("n", data=1))],
                              [self.frame(message("ping")), self.frame(message("n", data=2))])
        events = client.subscribe("n", websocket=True)
        self.assertEqual([1, 2], [next(events).data, next(events).data])
        events.close()

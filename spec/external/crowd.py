"""Very many connections and subscribers at once, while resources change.

    crowd.py URL PID [ACCESS SECRET] [--connections N] [--subscribers N] [--slow N] [--resources N] [--rounds N]

Opens N keep-alive connections that stay, then subscribers (every other one by WebSocket), some of whom never read,
changes resources in rounds, and sees that every live subscriber hears of the last change of each, that who does not
read is let go, and that reads are answered all the while. Prints one line of JSON; exit 1 when something was lost.
"""

import argparse
import base64
import json
import os
import re
import resource
import selectors
import socket
import statistics
import struct
import sys
import time
import urllib.parse

ENDED = b"subscribe.end"


def rss_kb(pid):
    with open(f"/proc/{pid}/status") as file:
        return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1))


class Server:
    def __init__(self, options):
        url = urllib.parse.urlparse(options.url)
        self.address = (url.hostname, url.port)
        self.pid = options.pid
        self.head = f"Host: {url.hostname}:{url.port}\r\nAccept: application/json\r\n"
        if options.access:
            key = base64.b64encode(f"{options.access}:{options.secret}".encode()).decode()
            self.head += f"Authorization: Basic {key}\r\n"
        self.own = self.connect()

    def connect(self):
        made = socket.create_connection(self.address, 30)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made

    def text(self, method, path, body=None):
        body = json.dumps(body) if body is not None else ""
        return (f"{method} {path} HTTP/1.1\r\n{self.head}Content-Type: application/json\r\n"
                f"Content-Length: {len(body)}\r\n\r\n{body}").encode()

    def call(self, method, path, body=None, connection=None):
        connection = connection or self.own
        connection.sendall(self.text(method, path, body))
        got = b""
        while b"\r\n\r\n" not in got:
            got += self.more(connection)
        head, _, rest = got.partition(b"\r\n\r\n")
        length = int(re.search(rb"(?i)content-length: (\d+)", head).group(1))
        while len(rest) < length:
            rest += self.more(connection)
        if not 200 <= int(head[9:12]) < 300:
            raise RuntimeError(f"{method} {path}: {head[:40]} {rest[:500]}")
        return rest

    @staticmethod
    def more(connection):
        piece = connection.recv(1 << 16)
        if not piece:
            raise RuntimeError("the server hung up")
        return piece


class Subscriber:
    """Keeps, of what it hears, the latest text of each resource."""

    def __init__(self, server, number, reads):
        self.is_ws = number % 2 == 1
        self.reads = reads
        self.rest = b""
        self.latest = {}
        self.heard = 0
        self.ended = None
        self.socket = server.connect()
        if not reads:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
        if self.is_ws:
            key = base64.b64encode(os.urandom(16)).decode()
            self.socket.sendall((f"GET /v1/subscribe?eventNames=resource.change HTTP/1.1\r\n{server.head}"
                                 "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                 f"Sec-WebSocket-Key: {key}\r\n\r\n").encode())
        else:
            self.socket.sendall(server.text("POST", "/v1/subscribe", {"eventNames": ["resource.change"]}))
        head = b""
        while b"\r\n\r\n" not in head:
            head += server.more(self.socket)
        status = int(head[9:12])
        if status != (101 if self.is_ws else 201):
            raise RuntimeError(f"subscribe answered {head[:200]}")
        self.socket.setblocking(False)
        self.feed(head.partition(b"\r\n\r\n")[2])

    def read(self):
        """False when the connection is over."""
        while not self.ended:
            try:
                piece = self.socket.recv(1 << 18)
            except BlockingIOError:
                return True
            except OSError:
                return False
            if not piece:
                return False
            self.feed(piece)
        return False

    def feed(self, piece):
        data = self.rest + piece if self.rest else piece
        at = 0
        while True:
            if self.is_ws:
                end, message = self.frame(data, at)
            else:
                end = data.find(b"\n", at) + 1
                message = data[at:end]
            if not end:
                break
            at = end
            self.message(message)
        self.rest = data[at:]

    def frame(self, data, at):
        """One unmasked frame: where it ends (0: not whole yet), and its text. A ping is not answered: no frame of ours is due
        sooner than the server's patience."""
        if len(data) < at + 2:
            return 0, b""
        size, begin = data[at + 1] & 127, at + 2
        if size == 126:
            if len(data) < at + 4:
                return 0, b""
            size, begin = struct.unpack_from(">H", data, at + 2)[0], at + 4
        elif size == 127:
            if len(data) < at + 10:
                return 0, b""
            size, begin = struct.unpack_from(">Q", data, at + 2)[0], at + 10
        if len(data) < begin + size:
            return 0, b""
        if data[at] & 15 == 9:
            self.socket.sendall(bytes([0x8a, 0x80 | size]) + b"\0\0\0\0" + data[begin:begin + size])
        if data[at] & 15 == 8:
            self.ended = data[begin:begin + size]
        return begin + size, data[begin:begin + size] if data[at] & 15 == 1 else b""

    def message(self, text):
        if ENDED in text:
            self.ended = text
        found = re.search(rb'"data":\{"resource":\{"id":"(\w+)".*?"description":"(v\d+)"', text)
        if found:
            self.heard += 1
            self.latest[found.group(1)] = found.group(2)


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("pid", type=int)
    parser.add_argument("access", nargs="?")
    parser.add_argument("secret", nargs="?")
    parser.add_argument("--connections", type=int, default=10000)
    parser.add_argument("--subscribers", type=int, default=1000)
    parser.add_argument("--slow", type=int, default=4)
    parser.add_argument("--resources", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=20)
    return parser.parse_args()


def reads(server, path, count):
    """Milliseconds of single reads, one behind the other, as a person's would be."""
    taken = []
    for _ in range(count):
        began = time.perf_counter()
        server.call("GET", path)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def p(values, share):
    return round(sorted(values)[int(share * (len(values) - 1))], 2)


def main():
    options = parse()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most != resource.RLIM_INFINITY and most < options.connections + options.subscribers + 100:
        sys.exit(f"at most {most} descriptors here (ulimit -Hn): ask for fewer --connections")
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    server = Server(options)
    made = [json.loads(server.call("POST", "/v1/genericobjects?wait=active", {"name": f"crowd-{i}"}))
            for i in range(options.resources)]
    paths = [f"/v1/genericobjects/{one['id']}" for one in made]
    calm = reads(server, paths[0], 500)
    result = {"rss_kb_alone": rss_kb(options.pid)}

    idle = [server.connect() for _ in range(options.connections)]
    for one in idle:
        server.call("GET", paths[0], connection=one)
    result["rss_kb_connections"] = rss_kb(options.pid)
    result["bytes_per_connection"] = (result["rss_kb_connections"] - result["rss_kb_alone"]) * 1024 // max(1, len(idle))
    with_connections = reads(server, paths[0], 500)

    people = [Subscriber(server, i, True) for i in range(options.subscribers)]
    slow = [Subscriber(server, i, False) for i in range(options.slow)]
    result["rss_kb_subscribers"] = rss_kb(options.pid)
    result["bytes_per_subscriber"] = ((result["rss_kb_subscribers"] - result["rss_kb_connections"]) * 1024 //
                                      max(1, len(people) + len(slow)))
    waiting = selectors.DefaultSelector()
    for one in people:
        waiting.register(one.socket, selectors.EVENT_READ, one)
    broken = []
    busy = []

    def listen(until):
        while time.perf_counter() < until:
            for key, _ in waiting.select(max(0, until - time.perf_counter())):
                if not key.data.read():
                    waiting.unregister(key.fileobj)
                    broken.append(key.data)

    began = time.perf_counter()
    for number in range(1, options.rounds + 1):
        for path in paths:
            busy.append(time.perf_counter())
            server.call("PUT", path, {"description": f"v{number}"})
            busy[-1] = (time.perf_counter() - busy[-1]) * 1000
        listen(time.perf_counter() + 0.12)
    last = f"v{options.rounds}".encode()

    def complete(one):
        return sum(1 for version in one.latest.values() if version == last) == len(paths)

    deadline = time.perf_counter() + 30
    while time.perf_counter() < deadline and not all(complete(one) for one in people):
        listen(time.perf_counter() + 0.2)
    result["seconds"] = round(time.perf_counter() - began, 1)
    crowded = reads(server, paths[0], 500)
    result["rss_kb_peak"] = rss_kb(options.pid)
    result["events"] = sum(one.heard for one in people)
    result["incomplete"] = sum(1 for one in people if not complete(one))
    result["hung_up"] = len(broken)
    for name, taken in (("alone", calm), ("connections", with_connections), ("subscribers", crowded), ("changes", busy)):
        result[f"ms_{name}"] = [p(taken, 0.5), p(taken, 0.99), p(taken, 1)]
    # Idle connections are answered as before.
    for one in idle[::max(1, len(idle) // 100)]:
        server.call("GET", paths[0], connection=one)
    for one in people:
        one.socket.close()
    result["slow"] = slow_ones(server, slow) if slow else None
    result["mean_read_ratio"] = round(statistics.median(crowded) / statistics.median(calm), 2)
    print(json.dumps(result))
    return 1 if result["incomplete"] or result["hung_up"] or result["slow"] not in (None, "let go with notice") else 0


def slow_ones(server, slow):
    """More is sent than the server keeps for one who does not read; then they read on, to the notice."""
    made = [json.loads(server.call("POST", "/v1/genericobjects?wait=active", {"name": f"much-{i}"})) for i in range(100)]
    text = "y" * 1000
    for number in range(80):
        for one in made:
            server.call("PUT", f"/v1/genericobjects/{one['id']}", {"description": f"{text}{number}"})
        time.sleep(0.11)
    for one in slow:
        one.socket.setblocking(True)
        one.socket.settimeout(20)
        try:
            while not one.ended and one.read():
                pass
        except OSError:
            pass
    told = sum(1 for one in slow if one.ended)
    return "let go with notice" if told == len(slow) else f"{len(slow) - told} of {len(slow)} were not told"


if __name__ == "__main__":
    sys.exit(main())

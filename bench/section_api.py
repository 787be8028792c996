"""bench/run api: the API beside what serves such requests elsewhere, in one run: libmicrohttpd alone and nginx with the
same bytes, the Docker Engine API, etcd. etcd comes from Debian's package into the scratch directory; nothing is installed."""

import base64
import os
import subprocess
import tempfile
import time
import urllib.request

from section_hosts import IDLE, Docker, hosts
from section_peers import Missing, unpack

CONNECTIONS = (1, 64, 512)


class Etcd:
    """Debian's etcd, one member, every write flushed (its default). Over HTTP: v2 for one key, v3's gateway for ranges."""

    def __init__(self, bench, body):
        root = unpack(bench, ["etcd-server"])
        self.port, peer = bench.free_port(), bench.free_port()
        self.directory = tempfile.mkdtemp(dir=bench.scratch)
        url = f"http://127.0.0.1:{self.port}"
        log = open(os.path.join(bench.scratch, "etcd.log"), "w")
        self.process = bench.start([os.path.join(root, "usr/bin/etcd"), "--data-dir", self.directory, "--enable-v2",
                                    "--listen-client-urls", url, "--advertise-client-urls", url, "--listen-peer-urls",
                                    f"http://127.0.0.1:{peer}", "--initial-advertise-peer-urls", f"http://127.0.0.1:{peer}",
                                    "--initial-cluster", f"default=http://127.0.0.1:{peer}", "--quota-backend-bytes",
                                    str(4 << 30)], stdout=log, stderr=log)
        for _ in range(100):
            try:
                urllib.request.urlopen(url + "/health", timeout=1).read()
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise Missing("etcd does not start: " + open(log.name).read()[-500:])
        text = body.decode()
        for i in range(1, 1001):
            self.send("PUT", f"/v2/keys/bench/{i}", "value=" + text[:600].replace("&", " "))
            self.send("POST", "/v3/kv/put", '{"key":"%s","value":"%s"}' % (self.b64(f"bench/{i:04}"), self.b64(text)))
        self.range = '{"key":"%s","range_end":"%s","limit":100}' % (self.b64("bench/"), self.b64("bench0"))
        self.one = '{"key":"%s"}' % self.b64("bench/0500")
        self.put = '{"key":"%s","value":"%s"}' % (self.b64("bench/0500"), self.b64("x" * 600))

    @staticmethod
    def b64(text):
        return base64.b64encode(text.encode()).decode()

    def send(self, method, path, body):
        kind = "application/json" if path.startswith("/v3") else "application/x-www-form-urlencoded"
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", method=method, data=body.encode(),
                                         headers={"Content-Type": kind})
        urllib.request.urlopen(request, timeout=10).read()


def api(bench):
    lua = ["--lua", os.path.join(bench.ROOT, "bench", "lua")]
    big = f"{bench.BIG // 1000}k"
    servers = {}
    for label, count in (("1k", 1000), (big, bench.BIG)):
        data, prefix = bench.big_database(count)
        servers[label] = (bench.Server(data=data, extra=lua), count, prefix)
    server, _, prefix = servers["1k"]

    def body_of(path):
        return urllib.request.urlopen(f"http://127.0.0.1:{server.port}{path}").read()

    body, page = body_of(f"/v1/benchobjects/{prefix}1"), body_of("/v1/benchobjects?limit=100")
    stops, loads = [], {}
    for what, size in (("one", len(body)), ("100", len(page))):
        limit = bench.start([os.path.join(bench.BUILD, "bench", "constant_server"), str(size)], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE)
        loads[f"libmicrohttpd alone, bytes of {what}"] = ("127.0.0.1", int(limit.stdout.readline()), "GET", "/")
        stops.append(limit)
    for what, text in (("one", body), ("100", page)):
        process, port = bench.nginx(text)
        stops.append(process)
        loads[f"nginx, bytes of {what}"] = ("127.0.0.1", port, "GET", "/one.json")
    missing = []
    try:
        etcd = Etcd(bench, body)
        stops.append(etcd.process)
        json = "Content-Type: application/json"
        loads["etcd, one (v2)"] = ("127.0.0.1", etcd.port, "GET", "/v2/keys/bench/500")
        loads["etcd, one (v3)"] = ("127.0.0.1", etcd.port, "POST", "/v3/kv/range", "", etcd.one, json)
        loads["etcd, 100 (v3)"] = ("127.0.0.1", etcd.port, "POST", "/v3/kv/range", "", etcd.range, json)
        loads["etcd, write one (v3)"] = ("127.0.0.1", etcd.port, "POST", "/v3/kv/put", "", etcd.put, json)
    except Missing as problem:
        missing.append(str(problem))
    made = []
    try:
        path = hosts(bench)[0].replace("unix://", "")
        docker = Docker(path)
        made = [docker.call("POST", "/containers/create", {"Image": "busybox:latest", "Cmd": IDLE})["Id"]
                for _ in range(50)]
        loads["Docker, inspect one"] = (path, 0, "GET", f"/containers/{made[0]}/json")
        loads["Docker, list of 50"] = (path, 0, "GET", "/containers/json?all=1")
    except RuntimeError as problem:
        missing.append(f"Docker: {problem}")
    for label, (one, count, prefix) in servers.items():
        to = ("127.0.0.1", one.port)
        loads[f"GET one of {label}"] = (*to, "GET", f"/v1/benchobjects/{prefix}%d", count)
        loads[f"GET one with include of {label}"] = (*to, "GET", f"/v1/benchobjects/{prefix}%d?include=account", count)
        loads[f"GET 100 of {label}"] = (*to, "GET", "/v1/benchobjects?limit=100")
        loads[f"GET 100 with include of {label}"] = (*to, "GET", "/v1/benchobjects?limit=100&include=account")
        loads[f"GET 100 of {label} by state, sorted"] = (*to, "GET", "/v1/benchobjects?state=active&sort=name&limit=100")
        loads[f"GET 100 of {label} by name_prefix"] = (*to, "GET", "/v1/benchobjects?name_prefix=bench-5&limit=100")
        loads[f"POST create, {label} there"] = (*to, "POST", "/v1/benchobjects", "", '{"name":"made","payload":"%s"}' % ("x" * 400))
    results, refused = {}, {}
    for _ in range(bench.ROUNDS):
        for name, (host, port, *rest) in loads.items():
            for connections in CONNECTIONS:
                if name.startswith("Docker") and connections > 64:
                    continue
                got = bench.tool("load", host, port, connections, bench.SECONDS / 2, *rest)
                results.setdefault((name, connections), []).append(got)
                refused[name] = refused.get(name, 0) + got["refused"] + got["broken"]

    def cell(name, connections):
        got = results.get((name, connections))
        if not got:
            return f"{'-':>26}"
        rate, p50, p99 = (bench.median([g[k] for g in got]) for k in ("rps", "p50_us", "p99_us"))
        return f"{rate:>10.0f}/s {p50 / 1000:>6.2f} {p99 / 1000:>6.2f}"

    def ratio(ours, peer):
        cells = []
        for connections in CONNECTIONS:
            pairs = zip(results.get((ours, connections), ()), results.get((peer, connections), ()))
            values = [a["rps"] / b["rps"] for a, b in pairs]
            cells.append(f"{bench.median(values):>26.2f}" if values else f"{'-':>26}")
        return "".join(cells)

    head = "".join(f"{str(c) + ' connections':>26}" for c in CONNECTIONS)
    bench.show(f"API: requests/s, p50 and p99 ms; one is {len(body)} bytes, a page of 100 {len(page)}",
               [("", head)] + [(n, "".join(cell(n, c) for c in CONNECTIONS) +
                                (f"  {refused[n]} refused or broken" if refused[n] else "")) for n in loads])
    pairs = [("GET one of 1k", "libmicrohttpd alone, bytes of one"), ("GET one of 1k", "nginx, bytes of one"),
             ("GET one of 1k", "Docker, inspect one"), ("GET one of 1k", "etcd, one (v2)"), ("GET one of 1k", "etcd, one (v3)"),
             ("GET 100 of 1k", "libmicrohttpd alone, bytes of 100"), ("GET 100 of 1k", "nginx, bytes of 100"),
             ("GET 100 of 1k", "Docker, list of 50"), ("GET 100 of 1k", "etcd, 100 (v3)"),
             ("POST create, 1k there", "etcd, write one (v3)"), (f"POST create, {big} there", "etcd, write one (v3)")]
    pairs += [(n.replace("1k", big), n) for n in loads if "1k" in n]
    bench.show("Ratios inside a round", [(f"{ours} / {peer}", ratio(ours, peer)) for ours, peer in pairs])
    for label, (one, _, _) in servers.items():
        print(f"  resident memory after it, {label}: {one.rss_mb():.1f} MB")
        one.close()
    for sentence in missing:
        print("  not measured:", sentence)
    for container in made:
        docker.call("DELETE", f"/containers/{container}?force=1")
    for process in stops:
        if process.stdin:
            process.stdin.close()
        else:
            bench.stop(process)

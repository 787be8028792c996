"""bench/run peers: durable job engines beside stampede, in one run. What is not on this machine is put into the
scratch directory (npm, apt-get download), runs privately on loopback with every commit flushed, and ends by pid."""

import glob
import json
import os
import shutil
import subprocess
import tempfile
import time

from section_engine import backlog, drain

PAYLOAD = "x" * 586  # {"note":"..."}: 600 bytes
JOBS = int(os.environ.get("JOBS", "30000"))


class Missing(Exception):
    """A peer that cannot be had here, in a sentence."""


def run(argv, seconds=120, **options):
    out = subprocess.run(argv, capture_output=True, text=True, timeout=seconds, **options)
    if out.returncode != 0:
        raise RuntimeError(f"{argv[0]}: {(out.stderr or out.stdout)[-1500:]}")
    return out.stdout


def unpack(bench, packages):
    """Debian packages below the scratch directory, nothing installed. Returns that directory."""
    root = os.path.join(bench.scratch, "debian")
    os.makedirs(root + "/archives", exist_ok=True)
    try:
        run(["apt-get", "-q", "download", *packages], cwd=root + "/archives")
        for name in glob.glob(root + "/archives/*.deb"):
            run(["dpkg", "-x", name, root])
            os.remove(name)
    except (RuntimeError, OSError, subprocess.TimeoutExpired) as problem:
        raise Missing(f"{packages[0]} cannot be had from Debian: {problem}") from problem
    return root


def with_libraries(root):
    paths = ":".join(glob.glob(root + "/usr/lib/*-linux-gnu"))
    return {**os.environ, "LD_LIBRARY_PATH": paths}


class Redis:
    def __init__(self, bench):
        binary, env = shutil.which("redis-server"), None
        if not binary:
            root = unpack(bench, ["redis-tools", "libjemalloc2", "liblua5.1-0", "liblzf1", "lua-bitop", "lua-cjson"])
            binary, env = root + "/usr/bin/redis-check-rdb", with_libraries(root)
            server = os.path.join(root, "usr/bin/redis-server")
            shutil.copy(binary, server)  # one program, it goes by its name
            binary = server
        self.port = bench.free_port()
        directory = tempfile.mkdtemp(dir=bench.scratch)
        self.process = bench.start([binary, "--bind", "127.0.0.1", "--port", str(self.port), "--dir", directory,
                                    "--appendonly", "yes", "--appendfsync", "always", "--save", "",
                                    "--maxmemory-policy", "noeviction"], env=env)
        time.sleep(1)
        if self.process.poll() is not None:
            raise Missing("redis-server does not start")


class Postgres:
    """PostgreSQL 15 or whatever Debian has; fsync and synchronous_commit are on."""

    def __init__(self, bench):
        self.bin, env = self.find("/usr/lib/postgresql"), None
        if not self.bin:
            root = unpack(bench, ["postgresql-15", "postgresql-client-15", "libpq5", "libllvm14", "libxslt1.1"])
            self.bin, env = self.find(root + "/usr/lib/postgresql"), with_libraries(root)
        if not self.bin:
            raise Missing("PostgreSQL is not there")
        self.env = env
        self.port = bench.free_port()
        # It does not run as root.
        self.user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.getuid() == 0 else []
        os.chmod(bench.scratch, 0o755)
        data = tempfile.mkdtemp(dir=bench.scratch)
        os.chmod(data, 0o700)
        if self.user:
            os.chown(data, 65534, 65534)
        run([*self.user, self.bin + "/initdb", "-D", data, "-U", "bench", "-A", "trust", "--no-sync", "-E", "UTF8",
             "--locale=C"], env=env, cwd="/")
        self.process = bench.start([*self.user, self.bin + "/postgres", "-D", data, "-p", str(self.port), "-k", data,
                                    "-c", "listen_addresses=127.0.0.1", "-c", "fsync=on", "-c",
                                    "synchronous_commit=on", "-c", "shared_buffers=512MB", "-c",
                                    "max_connections=200", "-c", "max_wal_size=4GB"], env=env, cwd="/")
        for _ in range(100):
            if subprocess.run([self.bin + "/pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)],
                              env=env, check=False).returncode == 0:
                break
            time.sleep(0.1)
        self.psql("-d", "postgres", "-c", "CREATE DATABASE hand", "-c", "CREATE DATABASE graphile")
        self.psql("-d", "hand", "-f", os.path.join(bench.ROOT, "bench", "peers", "schema.sql"))
        self.script = os.path.join(bench.ROOT, "bench", "peers", "transition.sql")
        self.scratch = bench.scratch

    @staticmethod
    def find(below):
        found = sorted(glob.glob(below + "/*/bin/postgres"))
        return os.path.dirname(found[-1]) if found else None

    def psql(self, *args):
        run([self.bin + "/psql", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(self.port), "-U",
             "bench", *args], env=self.env)

    def url(self, database):
        return f"postgres://bench@127.0.0.1:{self.port}/{database}"

    def transitions(self, callers, seconds):
        """pgbench -M prepared: two transactions, six statements."""
        prefix = os.path.join(tempfile.mkdtemp(dir=self.scratch), "log")
        run([self.bin + "/pgbench", "-n", "-M", "prepared", "-h", "127.0.0.1", "-p", str(self.port), "-U", "bench",
             "-c", str(callers), "-j", "1", "-T", str(max(1, round(seconds))), "-l", "--log-prefix", prefix, "-D",
             "payload=" + "x" * 600, "-f", self.script, "hand"], env=self.env)
        micros = sorted(int(line.split()[2]) for name in glob.glob(prefix + "*") for line in open(name))
        if not micros:
            raise RuntimeError("pgbench did nothing")
        return {"rps": len(micros) / max(1, round(seconds)), "p50_us": micros[len(micros) // 2],
                "p99_us": micros[int(len(micros) * 0.99)]}


class Node:
    """The two that are npm packages, in their exact versions."""

    def __init__(self, bench):
        node, npm = shutil.which("node"), shutil.which("npm")
        if not node or not npm:
            raise Missing("there is no node and npm on this machine (Debian: nodejs, npm)")
        self.directory = os.path.join(bench.scratch, "peers")
        shutil.copytree(os.path.join(bench.ROOT, "bench", "peers"), self.directory)
        try:
            run([npm, "install", "--no-fund", "--no-audit", "--no-package-lock", "--ignore-scripts"], 180,
                cwd=self.directory)
        except (RuntimeError, subprocess.TimeoutExpired) as problem:
            raise Missing(f"npm could not install them: {problem}") from problem

    def __call__(self, program, *args):
        return json.loads(run(["node", program, *map(str, args)], 120, cwd=self.directory,
                              env={**os.environ, "NODE_ENV": "production"}))


def peers(bench):
    node = redis = postgres = None
    said = []

    def have(what, make):
        try:
            return make(bench)
        except Missing as problem:
            said.append((what, f"not measured: {problem}"))
            return None

    node = have("BullMQ, graphile-worker", Node)
    redis = have("BullMQ", Redis) if node else None
    postgres = have("graphile-worker, PostgreSQL by hand", Postgres)
    stalk, stalk_port = bench.beanstalkd()
    data, prefix = bench.big_database(1000)
    server = bench.Server(data=data, extra=["--lua", os.path.join(bench.ROOT, "bench", "lua")])

    def ours(verb):
        return lambda c: bench.tool("load", "127.0.0.1", server.port, c, bench.SECONDS, "POST",
                                    f"/v1/benchobjects/{prefix}%d/?action={verb}&wait=active", 1000,
                                    json.dumps({"note": PAYLOAD}))

    loops = {"stampede, one handler (turn)": ours("turn"), "stampede, no handler (flip)": ours("flip"),
             "beanstalkd -f0": lambda c: bench.tool("beanstalk", stalk_port, c, bench.SECONDS)}
    drains = {}
    aims = {"beanstalkd -f0": 8}
    if redis:
        loops["BullMQ, appendfsync always"] = lambda c: node("bullmq.mjs", redis.port, "loop", c, bench.SECONDS)
        drains["BullMQ, appendfsync always"] = lambda: node("bullmq.mjs", redis.port, "drain", 100, JOBS // 3)
        aims["BullMQ, appendfsync always"] = 15
    if postgres and node:
        for how in ("default", "tuned"):
            loops[f"graphile-worker, {how}"] = lambda c, how=how: node(
                "graphile.mjs", postgres.url("graphile"), how, "loop", c, bench.SECONDS)
            drains[f"graphile-worker, {how}"] = lambda how=how: node(
                "graphile.mjs", postgres.url("graphile"), how, "drain", 100, JOBS if how == "tuned" else JOBS // 10)
            aims[f"graphile-worker, {how}"] = 30
    if postgres:
        loops["PostgreSQL by hand, 2 transactions"] = lambda c: postgres.transitions(c, bench.SECONDS)
        aims["PostgreSQL by hand, 2 transactions"] = 10

    results, ratios = {}, {}
    for _ in range(bench.ROUNDS):
        rates = {}
        for c in (1, 100):
            for name, loop in loops.items():
                got = loop(c)
                time.sleep(0.2)  # what the last client left under way ends
                rates[name] = got["rps"]
                results.setdefault((name, c), []).append(got)
            for name in aims:
                for mine in list(loops)[:2]:
                    ratios.setdefault((mine, name, c), []).append(rates[mine] / rates[name])
    lines = list(said)
    for (name, c), got in sorted(results.items(), key=lambda item: (item[0][1], list(loops).index(item[0][0]))):
        lines.append((f"{name}, {c} outstanding: jobs/s; p50, p99 ms",
                      f"{bench.median([g['rps'] for g in got]):.0f}; {bench.median([g['p50_us'] for g in got]) / 1e3:.2f}, "
                      f"{bench.median([g['p99_us'] for g in got]) / 1e3:.2f}"))
    for (mine, name, c), values in sorted(ratios.items(), key=lambda item: (item[0][2], list(loops).index(item[0][0]))):
        aim = f"  (aim {aims[name]} x)" if c == 100 and "turn" in mine else ""
        lines.append((f"{mine} / {name}, {c} outstanding",
                      f"{bench.median(values):.2f}  ({min(values):.2f} - {max(values):.2f}){aim}"))
    bench.show("Durable job engines, closed loop: submit, wait until its end is recorded", lines)
    server.close()
    bench.stop(stalk)

    results, ratios = {}, {}
    left, lua = backlog(bench, JOBS, PAYLOAD)
    for _ in range(min(bench.ROUNDS, 3)):
        copy = tempfile.mkdtemp(dir=bench.scratch)
        shutil.copytree(left, copy, dirs_exist_ok=True)
        _, seconds, _ = drain(bench, copy, lua, JOBS)
        shutil.rmtree(copy)
        mine = JOBS / seconds
        results.setdefault(f"stampede, {JOBS} turns that a kill -9 left, exec to last end", []).append(mine)
        for name, peer in drains.items():
            got = peer()["rps"]
            results.setdefault(name, []).append(got)
            ratios.setdefault(f"stampede / {name}", []).append(mine / got)
    bench.show("Backlog drain, jobs/s", [(k, f"{bench.median(v):.0f}") for k, v in results.items()] +
               [(k, f"{bench.median(v):.2f}  ({min(v):.2f} - {max(v):.2f})") for k, v in ratios.items()])
    for process in (redis and redis.process, postgres and postgres.process):
        if process:
            bench.stop(process)

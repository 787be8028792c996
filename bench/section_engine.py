"""bench/run engine: the real instance lifecycle on simulated hosts, and what a crash leaves."""

import json
import os
import shutil
import sqlite3
import tempfile
import time

# The handler of bench/lua, but held while a setting says so. What is accepted meanwhile is the backlog of a crash.
HELD = """local handler = require("stampede.handler")
local setting = require("stampede.setting")
local time = require("stampede.time")
local held -- looked up once
return handler.define("bench_object_look", {
  timeout = 3600,
  run = function()
    held = held or setting.get("bench.held")
    if held == "true" then
      time.sleep(3600)
    end
  end,
})
"""
SIM = "io.cattle.platform.agent.connection.simulator.AgentConnectionSimulator"


def held_lua(bench):
    """bench/lua with that handler."""
    lua = tempfile.mkdtemp(dir=bench.scratch)
    shutil.copytree(os.path.join(bench.ROOT, "bench", "lua"), lua, dirs_exist_ok=True)
    with open(os.path.join(lua, "bench_object_look.lua"), "w") as f:
        f.write(HELD)
    return lua


def backlog(bench, count, payload):
    """Lets `count` turns be accepted while their handler is held, and kills -9: the data directory is left."""
    data, prefix = bench.big_database(count)
    lua = held_lua(bench)
    server = bench.Server(data=data, extra=["--lua", lua])
    held = server.call("POST", "/v1/settings", {"name": "bench.held", "value": "true"})
    time.sleep(2)  # until it is in force
    got = bench.tool("load", "127.0.0.1", server.port, 100, 600, "POST",
                     f"/v1/benchobjects/{prefix}%n/?action=turn", count, json.dumps({"note": payload}))
    if got["ok"] != count:
        raise RuntimeError(f"{got['ok']} of {count} were accepted")
    # Those that sleep do not look again.
    server.call("PUT", f"/v1/settings/{held['id']}", {"value": "false"})
    server.process.kill()
    server.process.wait()
    db = sqlite3.connect(os.path.join(data, "stampede.db"))
    pending = db.execute('SELECT count(*) FROM process WHERE "end" IS NULL').fetchone()[0]
    db.close()
    if pending != count:
        raise RuntimeError(f"{pending} of {count} are pending after kill -9")
    return data, lua


def drain(bench, data, lua, count):
    """Starts on such a directory; seconds from exec to the first answer, to the last end."""
    began = time.perf_counter()
    server = bench.Server(data=data, extra=["--lua", lua])
    answered = time.perf_counter() - began
    while server.call("GET", "/v1/benchobjects?state=turning&limit=1")["data"]:
        if time.perf_counter() - began > 300:
            raise RuntimeError("the backlog is not done after 300 s")
        time.sleep(0.01)
    over = time.perf_counter() - began
    rss = server.rss_mb()
    server.close()
    db = sqlite3.connect(os.path.join(data, "stampede.db"))
    done = db.execute("SELECT count(*) FROM process WHERE result='SUCCESS' AND name_id=(SELECT id FROM name "
                      "WHERE text='benchobject.turn')").fetchone()[0]
    db.close()
    if done != count:
        raise RuntimeError(f"{done} of {count} ended well")
    return answered, over, rss


def simulated(bench, hosts):
    server = bench.Server()
    server.call("POST", "/v1/agents", {"uri": "sim://bench", "data": {SIM: {"hosts": hosts}}})
    began = time.perf_counter()
    while len(server.call("GET", f"/v1/hosts?state=active&limit={hosts}")["data"]) < hosts:
        if time.perf_counter() - began > 60:
            raise RuntimeError("the simulated hosts are not there")
        time.sleep(0.05)
    # The image, the network, and everything that is only made once.
    server.call("POST", "/v1/containers?wait=running", {"name": "first", "imageUuid": "sim:bench"})
    return server


def rows(server, sql):
    db = sqlite3.connect(f"file:{server.data}/stampede.db?mode=ro", uri=True)
    count = db.execute(sql).fetchone()[0]
    db.close()
    return count


STATES = "SELECT count(*) FROM history WHERE kind_id=(SELECT id FROM name WHERE text='state')"
RUNS = "SELECT count(*) FROM h_instance WHERE state='running'"


def ten_thousand(bench, count):
    """All accepted first, no caller waits for an end: how long until all of them run."""
    server = simulated(bench, 20)
    before = rows(server, STATES)
    began = time.perf_counter()
    body = json.dumps({"name": "c", "imageUuid": "sim:bench"})
    accepted = bench.tool("load", "127.0.0.1", server.port, 100, 300, "POST", "/v1/containers?n=%n", count, body)
    in_time = time.perf_counter() - began
    left = 1
    while left:
        left = count + 1 - rows(server, RUNS)
        if time.perf_counter() - began > 280:
            break
        time.sleep(0.2)
    seconds = time.perf_counter() - began
    moved = rows(server, STATES) - before
    result = {"accepted": accepted["ok"], "accept_s": in_time, "seconds": seconds, "left": left,
              "started": (count - left) / seconds, "states": moved / seconds, "rss": server.rss_mb()}
    server.close()
    return result


def engine(bench):
    results = {}
    count = int(os.environ.get("FLIGHT", "10000"))
    server = simulated(bench, 20)
    body = json.dumps({"name": "c", "imageUuid": "sim:bench"})
    for _ in range(bench.ROUNDS):
        sync = bench.tool("fdatasync", bench.scratch, 0.5)["p50_us"]
        results.setdefault("bare fdatasync p50 us", []).append(sync)
        for c in (1, 100):
            before = rows(server, STATES)
            began = time.perf_counter()
            got = bench.tool("load", "127.0.0.1", server.port, c, bench.SECONDS, "POST",
                             "/v1/containers?wait=running", "", body)
            seconds = time.perf_counter() - began
            moved = (rows(server, STATES) - before) / seconds
            results.setdefault(f"{c} in flight: instances from POST to running, /s", []).append(got["rps"])
            results.setdefault(f"{c} in flight: durable changes of state in them, /s", []).append(moved)
            results.setdefault(f"{c} in flight: p50 ms", []).append(got["p50_us"] / 1000)
            results.setdefault(f"{c} in flight: p99 ms", []).append(got["p99_us"] / 1000)
            results.setdefault(f"{c} in flight: refused", []).append(got["refused"])
    server.close()
    many = ten_thousand(bench, count)
    label = f"{count} in flight"
    results[f"{label}: accepted after s"] = [many["accept_s"]]
    results[f"{label}: all running after s"] = [many["seconds"]]
    results[f"{label}: not running when it was over"] = [many["left"]]
    results[f"{label}: instances from POST to running, /s"] = [many["started"]]
    results[f"{label}: durable changes of state in them, /s"] = [many["states"]]
    results[f"{label}: resident memory, MB"] = [many["rss"]]
    unfinished = int(os.environ.get("UNFINISHED", "100000"))
    data, lua = backlog(bench, unfinished, "x" * 586)
    answered, over, rss = drain(bench, data, lua, unfinished)
    label = f"{unfinished} unfinished after kill -9"
    results[f"{label}: exec to first resource read, ms"] = [answered * 1000]
    results[f"{label}: exec to all of them done, s"] = [over]
    results[f"{label}: done/s"] = [unfinished / over]
    results[f"{label}: resident memory then, MB"] = [rss]
    bench.show("Engine (instances on simulated hosts; a backlog with one handler each)",
               [(k, f"{bench.median(v):.2f}") for k, v in results.items()])

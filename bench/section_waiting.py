"""bench/run waiting: so many process instances (WAITING, 1,000,000) whose handlers wait for an agent's reply, and what
that costs: memory, stillness, reads meanwhile. Not among the sections that run unasked: it takes minutes."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

from section_engine import SIM

ASK = """local agent = require("stampede.agent")
local handler = require("stampede.handler")
return handler.define("bench_object_look", {
  timeout = 7200,
  run = function(object, task)
    if task.data.agentId then
      local reply, err = agent.request(task.data.agentId, "bench.look",
        { resourceType = "benchObject", resourceId = object.id }, { timeout = 7200, attempts = 1 })
      return not reply and error(err) or nil
    end
  end,
})
"""

# How long Lua stands still at most in one step of a collection, with so many coroutines as the server lets be.
PAUSE = """
collectgarbage("incremental", 150, 200)
local kept, longest = {}, 0
for i = 1, %d do
  kept[i] = coroutine.create(function(...) local t = { ... }; coroutine.yield(t); return t end)
  coroutine.resume(kept[i], i, {}, "x")
end
for _ = 1, 20000 do
  local began = os.clock()
  local junk = {}
  for i = 1, 20 do junk[i] = { i } end
  collectgarbage("step", 0)
  longest = math.max(longest, os.clock() - began)
end
print(longest * 1000)
"""


def coroutines(root):
    """PARK_MOST of core/script/park.h."""
    with open(os.path.join(root, "core", "script", "park.h")) as f:
        return int(re.search(r"#define PARK_MOST (\d+)", f.read()).group(1))


def memory(server):
    """Resident MB (10^6 bytes) by the kernel's own sum."""
    with open(f"/proc/{server.process.pid}/smaps_rollup") as f:
        return int(re.search(r"^Rss: +(\d+)", f.read(), re.M).group(1)) * 1024 / 1e6


def stillness(server):
    """The most processor time that Lua took at once since this was asked last, ms: a slice of a handler with what of a
    collection fell into it, a step of a collection at rest."""
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/metrics", timeout=60) as answer:
        found = re.findall(r'stampede_lua_longest_seconds{what="\w+"} (\S+)', answer.read().decode())
    return ", ".join(f"{float(value) * 1000:.1f}" for value in found)


class Rows(list):
    """Shown as they come, too: with a million the last one comes minutes after the first."""

    def append(self, row):
        super().append(row)
        print("...", *row, file=sys.stderr, flush=True)


def waiting(bench):
    count = int(os.environ.get("WAITING", "1000000"))
    lua = tempfile.mkdtemp(dir=bench.scratch)
    shutil.copytree(os.path.join(bench.ROOT, "bench", "lua"), lua, dirs_exist_ok=True)
    with open(os.path.join(lua, "bench_object_look.lua"), "w") as f:
        f.write(ASK)
    data, prefix = bench.big_database(count)
    server = bench.Server(data=data, extra=["--lua", lua])
    rows = Rows()
    limit = time.perf_counter() + float(os.environ.get("WAITING_SECONDS", "540"))
    # An agent that is known and away: it answers when it is told to come.
    agent = server.call("POST", "/v1/agents?wait=active", {"uri": "sim://held", "data": {SIM: {"hosts": 1}}})
    server.call("POST", f"/v1/agents/{agent['id']}/?action=deactivate&wait=inactive", {})
    number = int(re.search(r"\d+$", agent["id"]).group(0))
    most = coroutines(bench.ROOT)
    pause = subprocess.run(["lua5.4", "-e", PAUSE % most], capture_output=True, text=True, timeout=120, check=True)
    rows.append((f"plain Lua with {most} coroutines: longest step of a collection, ms (of processor time)",
                 f"{float(pause.stdout):.1f}"))
    rows.append(("resident memory before, MB", f"{memory(server):.0f}"))
    stillness(server)  # that of the start does not count
    began = time.perf_counter()
    done = 0
    for mark in [m for m in (20000, 200000, 1000000) if m < count] + [count]:
        got = bench.tool("load", "127.0.0.1", server.port, 100, 400, "POST",
                         f"/v1/benchobjects/{prefix}%n/?action=turn", f"{done + 1}-{mark}", json.dumps({"agentId": number}))
        done = mark
        server.call("GET", "/v1/accounts/1a1")
        rows.append((f"{mark} accepted after s; refused; resident memory, MB",
                     f"{time.perf_counter() - began:.1f}; {got['refused']}; {memory(server):.0f}"))
    rows.append(("Lua meanwhile: longest slice, longest step of a collection at rest, ms", stillness(server)))
    one = server.call("GET", f"/v1/processinstances?resourceType=benchObject&resourceId={prefix}2&limit=1")["data"]
    rows.append(("the first one waits for", one[0]["waitingOn"] if one else "?"))
    quiet = bench.tool("load", "127.0.0.1", server.port, 1, 5, "GET", f"/v1/benchobjects/{prefix}%d", count)
    rows.append(("GET meanwhile, one caller: p50, p99, longest ms",
                 f"{quiet['p50_us'] / 1e3:.2f}, {quiet['p99_us'] / 1e3:.2f}, {quiet['max_us'] / 1e3:.2f}"))
    fresh = server.call("POST", "/v1/benchobjects?wait=active", {"name": "fresh"})["id"]
    loop = bench.tool("load", "127.0.0.1", server.port, 1, 5, "POST",
                      f"/v1/benchobjects/{fresh}/?action=flip&wait=active", "", "{}")
    rows.append(("flip meanwhile, one caller: p50, p99, longest ms (longest: the loop stood still for less)",
                 f"{loop['p50_us'] / 1e3:.2f}, {loop['p99_us'] / 1e3:.2f}, {loop['max_us'] / 1e3:.2f}"))
    began = time.perf_counter()
    try:
        server.call("POST", f"/v1/benchobjects/{fresh}/?action=turn&wait=active", {}, timeout=10)
        rows.append(("another process with a handler meanwhile, ms", f"{(time.perf_counter() - began) * 1000:.1f}"))
    except OSError as problem:
        rows.append(("another process with a handler meanwhile", f"not within 10 s: {problem}"))
    rows.append(("Lua since: same, ms", stillness(server)))
    began = time.perf_counter()
    server.call("POST", f"/v1/agents/{agent['id']}/?action=activate", {})
    during = []
    reader = threading.Thread(target=lambda: during.append(bench.tool(
        "load", "127.0.0.1", server.port, 1, 5, "GET", f"/v1/benchobjects/{prefix}%d", count)))
    reader.start()
    while server.call("GET", "/v1/benchobjects?state=turning&limit=1")["data"]:
        if time.perf_counter() > limit:
            rows.append(("not all were done after s", f"{time.perf_counter() - began:.0f}"))
            break
        time.sleep(0.2)
    rows.append(("replies asked for to all done, s", f"{time.perf_counter() - began:.1f}"))
    reader.join()
    rows.append(("GET in the first 5 s of the replies: p50, p99, longest ms",
                 f"{during[0]['p50_us'] / 1e3:.2f}, {during[0]['p99_us'] / 1e3:.2f}, {during[0]['max_us'] / 1e3:.2f}"))
    rows.append(("Lua during the replies: same, ms", stillness(server)))
    rows.append(("resident memory then, MB", f"{memory(server):.0f}"))
    time.sleep(5)
    rows.append(("and 5 s later", f"{memory(server):.0f}"))
    bench.show(f"{count} process instances that wait for an agent's reply", rows)
    server.close()

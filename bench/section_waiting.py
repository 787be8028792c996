"""bench/run waiting: so many process instances (WAITING, 1,000,000) whose handlers wait for an agent's reply, and what
that costs: memory, stillness, reads meanwhile. Not among the sections that run unasked: it takes minutes."""

import json
import os
import re
import shutil
import tempfile
import threading
import time

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


def waiting(bench):
    count = int(os.environ.get("WAITING", "1000000"))
    lua = tempfile.mkdtemp(dir=bench.scratch)
    shutil.copytree(os.path.join(bench.ROOT, "bench", "lua"), lua, dirs_exist_ok=True)
    with open(os.path.join(lua, "bench_object_look.lua"), "w") as f:
        f.write(ASK)
    data, prefix = bench.big_database(count)
    server = bench.Server(data=data, extra=["--lua", lua])
    rows = []
    # An agent that is known and away: it answers when it is told to come.
    agent = server.call("POST", "/v1/agents?wait=active", {"uri": "sim://held", "data": {SIM: {"hosts": 1}}})
    server.call("POST", f"/v1/agents/{agent['id']}/?action=deactivate&wait=inactive", {})
    number = int(re.search(r"\d+$", agent["id"]).group(0))
    rows.append(("resident memory before, MB", f"{server.rss_mb():.0f}"))
    began = time.perf_counter()
    done = 0
    for mark in [m for m in (20000, 200000, 1000000) if m < count] + [count]:
        got = bench.tool("load", "127.0.0.1", server.port, 100, 400, "POST",
                         f"/v1/benchobjects/{prefix}%n/?action=turn", f"{done + 1}-{mark}", json.dumps({"agentId": number}))
        done = mark
        server.call("GET", "/v1/accounts/1a1")
        rows.append((f"{mark} accepted after s; refused; resident memory, MB",
                     f"{time.perf_counter() - began:.1f}; {got['refused']}; {server.rss_mb():.0f}"))
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
    began = time.perf_counter()
    server.call("POST", f"/v1/agents/{agent['id']}/?action=activate", {})
    during = []
    reader = threading.Thread(target=lambda: during.append(bench.tool(
        "load", "127.0.0.1", server.port, 1, 5, "GET", f"/v1/benchobjects/{prefix}%d", count)))
    reader.start()
    while server.call("GET", "/v1/benchobjects?state=turning&limit=1")["data"]:
        if time.perf_counter() - began > 240:
            rows.append(("not all were done after s", "240"))
            break
        time.sleep(0.2)
    rows.append(("replies asked for to all done, s", f"{time.perf_counter() - began:.1f}"))
    reader.join()
    rows.append(("GET in the first 5 s of the replies: p50, p99, longest ms",
                 f"{during[0]['p50_us'] / 1e3:.2f}, {during[0]['p99_us'] / 1e3:.2f}, {during[0]['max_us'] / 1e3:.2f}"))
    rows.append(("resident memory then, MB", f"{server.rss_mb():.0f}"))
    bench.show(f"{count} process instances that wait for an agent's reply", rows)
    server.close()

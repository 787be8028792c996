#!/usr/bin/env python3
"""Many simulated instances through their whole lives while messages, hosts and the server fail.

    chaos.py --binary build/stampede --dir DIR --instances 10000 --hosts 50 --kills 10

Each is created, started, stopped, started, stopped, removed and purged. The server is killed for real
(kill -9) so many times, spread over the work. Prints a JSON line of figures; exits 1 and says why when
something that was acknowledged is lost, made twice, stuck, or does not add up.
"""
import argparse, http.client, json, os, queue, re, signal, subprocess, sys, threading, time

GOALS = ["running", "stopped", "running", "stopped", "removed", "purged"]
ACTIONS = {"running": "start", "stopped": "stop", "removed": "DELETE", "purged": "purge"}
RESTING = {"running", "stopped", "removed", "purged"}


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", default="build/stampede")
    parser.add_argument("--dir", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--instances", type=int, default=300)
    parser.add_argument("--hosts", type=int, default=10)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--faults", default="lost=5%,doubled=5%,failing=1%,dying=60:10")
    parser.add_argument("--workers", type=int, default=24)
    parser.add_argument("--stuck", type=float, default=300, help="seconds without a step of one")
    return parser.parse_args()


class Server:
    """The server, which is killed and started again, and the hosts, which outlive it."""

    def __init__(self, options):
        self.options, self.process, self.sim = options, None, None
        self.log = open(os.path.join(options.dir, "log"), "ab")
        self.data = os.path.join(options.dir, "data")
        self.report = os.path.join(options.dir, "report")
        self.key = None
        self.downtime = 0.0

    def start(self):
        began = time.time()
        self.process = subprocess.Popen(
            [self.options.binary, "server", "--data", self.data, "--listen", f"127.0.0.1:{self.options.port}",
             "--sim", str(self.options.hosts)], stdout=self.log, stderr=self.log, start_new_session=True)
        while True:
            if self.process.poll() is not None:
                raise SystemExit("the server ended by itself: see " + self.log.name)
            if not self.key:
                with open(self.log.name, "rb") as log:
                    found = re.search(rb"access key\s+(\w+)\s+secret key\s+(\w+)", log.read())
                if found:
                    import base64
                    self.key = base64.b64encode(found.group(1) + b":" + found.group(2)).decode()
            try:
                if self.key and call(self, "GET", "/v1/hosts?limit=1")[0] == 200:
                    break
            except OSError:
                pass
            if time.time() - began > 60:
                raise SystemExit("the server does not answer to the key of its greeting: see " + self.log.name)
            time.sleep(0.02)
        self.downtime += time.time() - began

    def start_hosts(self):
        self.sim = subprocess.Popen(
            [self.options.binary, "sim", "--agents", os.path.join(self.data, "sim.keys"), "--report", self.report,
             "--faults", self.options.faults], stdout=self.log, stderr=self.log, start_new_session=True)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.start()

    def stop(self):
        for process in (self.sim, self.process):
            if process:
                process.terminate()
                process.wait(timeout=30)


LOCAL = threading.local()


def call(server, method, path, body=None):
    """One request on this thread's connection: status and decoded body. OSError when it is lost."""
    if path.startswith("http"):
        path = "/" + path.split("/", 3)[3]
    connection = getattr(LOCAL, "connection", None)
    if connection is None:
        connection = LOCAL.connection = http.client.HTTPConnection("127.0.0.1", server.options.port, timeout=60)
    headers = {"Authorization": "Basic " + server.key, "Content-Type": "application/json"}
    try:
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text[:1] in (b"{", b"[") else {}
    except (OSError, http.client.HTTPException, ValueError) as fault:
        connection.close()
        LOCAL.connection = None
        raise OSError(str(fault))


class Instance:
    __slots__ = ("name", "id", "uuid", "goal", "busy", "answered", "moved", "tries", "self", "message")

    def __init__(self, name):
        self.name, self.id, self.goal, self.busy = name, None, 0, False
        self.answered, self.moved, self.tries, self.message, self.uuid = 0.0, 0.0, 0, None, None


class Chaos:
    def __init__(self, options):
        self.options, self.server = options, Server(options)
        self.instances = [Instance(f"chaos-{i:05d}") for i in range(options.instances)]
        self.by_name = {i.name: i for i in self.instances}
        self.work = queue.Queue()
        self.lock = threading.Lock()
        self.faults, self.errors = [], {}
        self.kills, self.progress, self.requests, self.refused, self.unanswered = 0, 0, 0, 0, 0
        self.flights = 0

    def fail(self, text):
        with self.lock:
            if len(self.faults) < 50:
                self.faults.append(text)

    def worker(self):
        while True:
            task = self.work.get()
            if task is None:
                return
            instance, method, path, body = task
            try:
                status, answer = call(self.server, method, path, body)
                self.requests += 1
                if status == 201:
                    instance.id, instance.uuid = answer["id"], answer["uuid"]
                elif status >= 500 and status != 503:
                    self.fail(f"{method} {path}: {status} {answer}")
                elif status >= 400:
                    self.refused += 1
            except OSError:
                self.unanswered += 1
            instance.answered = time.time()
            instance.busy = False

    def send(self, instance, method, path, body=None):
        instance.busy = True
        instance.tries += 1
        self.work.put((instance, method, path, body))

    def create(self, instance):
        self.send(instance, "POST", "/v1/containers", {
            "name": instance.name, "imageUuid": "sim:chaos", "instanceTriggeredStop": "restart"})

    def act(self, instance, row):
        """Asks for what comes next, if the row offers it; else the next look does."""
        wanted = GOALS[instance.goal]
        action = ACTIONS[wanted]
        if wanted == "stopped" and row["state"] == "stopped":
            return
        if action == "DELETE":
            self.send(instance, "DELETE", row["links"]["self"])
        elif action in row.get("actions", {}):
            self.send(instance, "POST", row["actions"][action], {})

    def look(self, instance, row, seen_at):
        if instance.busy or instance.answered >= seen_at or instance.goal >= len(GOALS):
            return
        state, wanted = row["state"], GOALS[instance.goal]
        if row["transitioning"] == "yes":
            return
        if row["transitioning"] == "error":
            message = row.get("transitioningMessage")
            if not message:
                self.fail(f"{instance.id} ended in an error that says nothing")
            elif message != instance.message:
                key = re.sub(r"\d+", "N", message)
                self.errors[key] = self.errors.get(key, 0) + 1
            instance.message = message
        elif state not in RESTING:
            return
        if instance.goal == 0 and state == "removed":
            if row["transitioning"] != "error":
                self.fail(f"{instance.id} was removed by nobody")
            instance.goal = GOALS.index("purged")
            self.step(instance, instance.goal)
            return
        if state == wanted:
            instance.goal += 1
            self.step(instance, 1)
            if instance.goal == len(GOALS):
                return
        self.act(instance, row)

    def step(self, instance, count):
        instance.moved, instance.tries = time.time(), 0
        self.progress += count

    def rows(self):
        """Everything that lists show, by name; more than one of a name is a fault."""
        found, path = {}, "/v1/containers?limit=1000"
        while path:
            status, page = call(self.server, "GET", path)
            if status != 200:
                raise OSError(f"list: {status}")
            for row in page["data"]:
                other = found.get(row["name"])
                if other and other["id"] != row["id"]:
                    self.fail(f"{row['name']} was made twice: {other['id']} and {row['id']}")
                found[row["name"]] = row
            path = (page.get("pagination") or {}).get("next")
        return found

    def survey(self):
        seen_at = time.time()
        rows = self.rows()
        for instance in self.instances:
            row = rows.get(instance.name)
            if instance.goal >= len(GOALS) or instance.busy:
                continue
            if row is None and instance.id:
                status, row = call(self.server, "GET", f"/v1/containers/{instance.id}")
                if status == 404:
                    self.fail(f"{instance.id} was acknowledged and is lost")
                    instance.goal = len(GOALS)
                if status != 200:
                    continue
            if row is None:
                if instance.answered and instance.answered < seen_at or not instance.answered:
                    self.create(instance)
                continue
            if instance.id is None:
                instance.id, instance.uuid = row["id"], row["uuid"]
            self.look(instance, row, seen_at)
            if time.time() - instance.moved > self.options.stuck:
                self.explain(instance, row)

    def explain(self, instance, row):
        processes = call(self.server, "GET", f"/v1/processinstances?resourceId={instance.id[2:]}&limit=20")[1]
        last = [{k: v for k, v in p.items() if v is not None and k not in ("links", "actions", "data", "type")}
                for p in processes.get("data", []) if not p.get("endTime")]
        last += [(p["processName"], p.get("phase"), p.get("lastError"), p.get("exitReason"))
                for p in processes.get("data", []) if p["processName"].startswith("instance.")]
        self.fail(f"{instance.id} is stuck in {row['state']} ({row['transitioning']}, "
                  f"{row.get('transitioningMessage')}), wanted {GOALS[instance.goal]}: {last}")
        instance.goal = len(GOALS)

    def killer(self, total):
        while self.kills < self.options.kills and not self.done:
            if self.progress >= total * (self.kills + 0.5) / self.options.kills:
                self.kills += 1
                self.server.kill()
            time.sleep(0.02)

    def run(self):
        self.done = False
        self.server.start()
        self.server.start_hosts()
        began = time.time()
        while call(self.server, "GET", "/v1/hosts?state=active&limit=1000")[1]["data"].__len__() < self.options.hosts:
            if time.time() - began > 60:
                raise SystemExit("the hosts do not come")
            time.sleep(0.2)
        began = time.time()
        for instance in self.instances:
            instance.moved = began
        threads = [threading.Thread(target=self.worker, daemon=True) for _ in range(self.options.workers)]
        threads.append(threading.Thread(target=self.killer, args=(len(self.instances) * len(GOALS),), daemon=True))
        for thread in threads:
            thread.start()
        told = 0
        while any(i.goal < len(GOALS) for i in self.instances) and len(self.faults) < 50:
            started = time.time()
            try:
                self.survey()
            except OSError:
                pass
            if time.time() - told > 15:
                told = time.time()
                print(f"{told - began:.0f} s: {self.progress}/{len(self.instances) * len(GOALS)} steps, "
                      f"{self.kills} kills, {sum(self.errors.values())} errors", file=sys.stderr, flush=True)
            time.sleep(max(0.3, min(3, time.time() - started)))
        self.done = True
        self.seconds = time.time() - began
        threads[-1].join(60)
        for _ in range(self.options.workers):
            self.work.put(None)
        self.check()
        self.server.stop()

    # What must hold at the end.

    def check(self):
        names, missing, number = {}, 0, 0
        while missing < 50:  # every row that there ever was, listed or not
            number += 1
            status, row = call(self.server, "GET", f"/v1/containers/1i{number}")
            if status == 404:
                missing += 1
                continue
            missing = 0
            if row["name"] in names:
                self.fail(f"{row['name']} was made twice")
            names[row["name"]] = row
            if row["state"] != "purged":
                self.fail(f"{row['id']} ended as {row['state']}")
        for instance in self.instances:
            if instance.name not in names:
                self.fail(f"{instance.name} is lost")
        self.check_hosts()
        self.check_pools()
        self.check_processes()
        self.check_simulator()

    def listed(self, path):
        rows = []
        while path:
            status, page = call(self.server, "GET", path)
            if status != 200:
                return rows
            rows += page["data"]
            path = (page.get("pagination") or {}).get("next")
        return rows

    def check_hosts(self):
        for host in self.listed("/v1/hosts?limit=1000"):
            if host.get("computeFree") != host.get("computeTotal"):
                self.fail(f"host {host['id']}: {host['computeFree']} of {host['computeTotal']} free, and nothing there")
        for name in ("instancehostmaps", "volumestoragepoolmaps"):
            left = [m["id"] for m in self.listed(f"/v1/{name}?limit=1000&removed_null=true")]
            if left:
                self.fail(f"{len(left)} {name} are left: {left[:5]}")

    def check_pools(self):
        seen = set()
        for item in self.listed("/v1/resourcepools?limit=1000"):
            key = (item.get("poolType"), item.get("poolId"), item.get("qualifier"), item.get("item"))
            if key in seen:
                self.fail(f"given twice: {key}")
            seen.add(key)
        used = {}
        for ip in self.listed("/v1/ipaddresses?limit=1000&removed_null=true"):
            key = (ip.get("subnetId"), ip.get("address"))
            if ip.get("subnetId") and ip.get("address") and used.setdefault(key, ip["id"]) != ip["id"]:
                self.fail(f"address {key} was given twice")

    def check_processes(self):
        deadline = time.time() + 120
        while True:
            open_ones = [p for p in self.listed("/v1/processinstances?limit=1000&endTime_null=true") if not p.get("endTime")]
            if not open_ones or time.time() > deadline:
                break
            time.sleep(1)
        for one in open_ones[:10]:
            if not (one.get("lastError") or one.get("waitingOn") or one.get("waiting")):
                self.fail(f"process {one['id']} {one['processName']} neither ended nor says why: {one}")

    def check_simulator(self):
        time.sleep(2.5)
        with open(self.server.report) as report:
            self.simulator = json.load(report)
        self.simulator.pop("runs")
        if self.simulator["running"]:
            self.fail(f"{self.simulator['running']} instances still run on hosts")
        if self.simulator["twice"]:
            self.fail(f"{self.simulator['twice']} instances ran on two hosts at once")


def main():
    options = arguments()
    os.makedirs(options.dir, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    chaos = Chaos(options)
    try:
        chaos.run()
    finally:
        for process in (chaos.server.sim, chaos.server.process):
            if process and process.poll() is None:
                process.kill()
    print(json.dumps({
        "instances": options.instances, "hosts": options.hosts, "kills": chaos.kills,
        "seconds": round(chaos.seconds, 1), "down": round(chaos.server.downtime, 1),
        "steps": chaos.progress, "requests": chaos.requests, "refused": chaos.refused,
        "unanswered": chaos.unanswered, "errors": chaos.errors, "simulator": chaos.simulator,
        "faults": chaos.faults}))
    return 1 if chaos.faults else 0


if __name__ == "__main__":
    sys.exit(main())

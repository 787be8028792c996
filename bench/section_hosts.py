"""bench/run containers machines: real ones, beside the same by the Engine API and by libvirt's C API."""

import json
import os
import re
import socket
import subprocess
import time


def hosts(bench):
    """A private dockerd and libvirtd with test images, unless spec/run already made them."""
    if "STAMPEDE_TEST_DOCKER" not in os.environ:
        directory = os.path.join(bench.scratch, "hosts")
        script = (f"eval \"$(spec/support/hosts up {directory})\" && export DOCKER_HOST LIBVIRT_URI &&"
                  f"spec/support/mk-busybox-image >&2 && spec/support/mk-tiny {bench.scratch}/tiny >&2 && env")
        out = subprocess.run(["bash", "-ec", script], cwd=bench.ROOT, capture_output=True, text=True)
        if out.returncode != 0:
            raise RuntimeError(out.stderr[-2000:])
        values = dict(line.split("=", 1) for line in out.stdout.splitlines() if "=" in line)
        os.environ["STAMPEDE_TEST_DOCKER"] = values["DOCKER_HOST"]
        os.environ["STAMPEDE_TEST_LIBVIRT"] = values["LIBVIRT_URI"]
        os.environ["STAMPEDE_TEST_TINY"] = f"{bench.scratch}/tiny"
    return os.environ["STAMPEDE_TEST_DOCKER"], os.environ["STAMPEDE_TEST_LIBVIRT"]


# Ends at once on TERM, so that taking it away is not what the run waits for.
IDLE = ["sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait"]


class Docker:
    """One keep-alive connection to the Engine API: the bare calls."""

    def __init__(self, path):
        import http.client
        self.connection = http.client.HTTPConnection("docker")
        self.connection.sock = socket.socket(socket.AF_UNIX)
        self.connection.sock.connect(path)

    def call(self, method, path, body=None):
        self.connection.request(method, path, json.dumps(body) if body is not None else None,
                                {"Content-Type": "application/json"})
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status >= 400:
            raise RuntimeError(text.decode())
        return json.loads(text) if text else None

    def run(self):
        made = self.call("POST", "/containers/create", {"Image": "busybox:latest", "Cmd": IDLE})
        self.call("POST", f"/containers/{made['Id']}/start")
        return made["Id"]

    def remove(self, container):
        self.call("DELETE", f"/containers/{container}?force=1")


def up_and_hosts(bench, kind):
    docker, libvirt = hosts(bench)
    server = bench.Server(role="up", extra=["--docker", docker, "--libvirt", libvirt])
    until = time.time() + 60
    while not any(h["kind"] == kind and h["state"] == "active" for h in server.call("GET", "/v1/hosts")["data"]):
        if time.time() > until:
            raise RuntimeError("no active host of kind " + kind)
        time.sleep(0.2)
    return server, docker, libvirt


def containers(bench):
    from concurrent.futures import ThreadPoolExecutor
    server, docker, _ = up_and_hosts(bench, "docker")
    path = docker.replace("unix://", "")
    bare = Docker(path)
    body = {"imageUuid": "docker:busybox:latest", "command": IDLE[0], "commandArgs": IDLE[1:]}

    def ours():
        return server.call("POST", "/v1/containers?wait=running", body)

    results = {"bare create+start ms": [], "POST to running ms": []}
    ratios = {"one container, POST to running / bare": [], "fifty at once / pool of bare calls": []}
    for i in range(max(20, bench.ROUNDS * 4)):
        pair = {}
        for which in (("bare", "ours") if i % 2 else ("ours", "bare")):
            began = time.perf_counter()
            made = bare.run() if which == "bare" else ours()
            pair[which] = (time.perf_counter() - began) * 1000
            if which == "bare":
                bare.remove(made)
            else:
                server.call("DELETE", made["links"]["self"].replace(f"http://127.0.0.1:{server.port}", "") + "?wait=removed")
        results["bare create+start ms"].append(pair["bare"])
        results["POST to running ms"].append(pair["ours"])
        ratios["one container, POST to running / bare"].append(pair["ours"] / pair["bare"])
    for _ in range(min(3, bench.ROUNDS)):
        def bare_one(_):
            connection = Docker(path)
            return connection.run()
        began = time.perf_counter()
        with ThreadPoolExecutor(4) as pool:
            made = list(pool.map(bare_one, range(50)))
        bare_s = time.perf_counter() - began
        for container in made:
            bare.remove(container)
        began = time.perf_counter()
        with ThreadPoolExecutor(50) as pool:
            made = list(pool.map(lambda _: ours(), range(50)))
        ours_s = time.perf_counter() - began
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda c: server.call("DELETE", f"/v1/containers/{c['id']}?wait=removed"), made))
        results.setdefault("fifty bare, pool of 4, s", []).append(bare_s)
        results.setdefault("fifty POSTs at once to running, s", []).append(ours_s)
        ratios["fifty at once / pool of bare calls"].append(ours_s / bare_s)
    bench.show("Containers", [(k, f"{bench.median(v):.1f}") for k, v in results.items()] +
         [(k, f"{bench.median(v):.3f}  ({min(v):.2f} - {max(v):.2f})") for k, v in ratios.items()])
    server.close()


def machines(bench):
    server, _, libvirt = up_and_hosts(bench, "libvirt")
    tiny = os.path.join(os.environ["STAMPEDE_TEST_TINY"], "tiny.qcow2")
    image = server.call("POST", "/v1/images?wait=active", {"name": "tiny", "url": "file://" + tiny,
                                                           "instanceKind": "virtualMachine"})
    body = {"imageId": image["id"], "memoryMb": 128}
    first = server.call("POST", "/v1/virtualmachines?wait=running", body)
    xml = subprocess.run(["virsh", "-c", libvirt, "dumpxml", "--inactive", first["uuid"]], capture_output=True,
                         text=True).stdout

    def away(guest):
        # The plug, not the power button: a guest that still boots would not hear it.
        path = f"/v1/virtualmachines/{guest['id']}"
        server.call("POST", path + "?action=stop&wait=stopped", {"timeout": 0})
        server.call("DELETE", path + "?wait=removed")

    away(first)
    results = {"libvirt C API define+create ms": [], "POST to running ms": []}
    ratios = {"one machine, POST to running / C API": []}
    for i in range(max(20, bench.ROUNDS * 4)):
        pair = {}
        for which in (("bare", "ours") if i % 2 else ("ours", "bare")):
            if which == "bare":
                overlay = os.path.join(bench.scratch, "bare.qcow2")
                subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-b", tiny, "-F", "qcow2", overlay], check=True)
                own = re.sub(r"<uuid>.*?</uuid>", "", xml)
                own = re.sub(r"<name>.*?</name>", "<name>bench-bare</name>", own)
                own = re.sub(r"<disk type='file' device='disk'>.*?</disk>",
                             f"<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='{overlay}'/>"
                             "<target dev='vda' bus='virtio'/></disk>", own, flags=re.S)
                own = re.sub(r"<mac address='[^']*'/>", "", own)
                own = own.replace(first["uuid"], "bench-bare")
                with open(os.path.join(bench.scratch, "bare.xml"), "w") as f:
                    f.write(own)
                pair[which] = bench.tool("libvirt_start", libvirt, os.path.join(bench.scratch, "bare.xml"))["ms"]
            else:
                began = time.perf_counter()
                made = server.call("POST", "/v1/virtualmachines?wait=running", body)
                pair[which] = (time.perf_counter() - began) * 1000
                away(made)
        results["libvirt C API define+create ms"].append(pair["bare"])
        results["POST to running ms"].append(pair["ours"])
        ratios["one machine, POST to running / C API"].append(pair["ours"] / pair["bare"])
    bench.show("Virtual machines", [(k, f"{bench.median(v):.1f}") for k, v in results.items()] +
         [(k, f"{bench.median(v):.3f}  ({min(v):.2f} - {max(v):.2f})") for k, v in ratios.items()])
    server.close()

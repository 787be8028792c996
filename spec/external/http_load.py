"""What only a raw socket, a crowd or a crash shows of the API. Standard library only.

    http_load.py pipeline PORT          hundreds of requests in one go, and their answers in order
    http_load.py crowd PORT             two hundred of the same POST at once
    http_load.py crash PORT COUNT FILE  POSTs with keys until each is answered, whatever happens to the server

Prints what went wrong, one line each, and ends with 1 then.
"""
import http.client
import json
import socket
import sys
import threading
import time

faults = []


def check(what, condition, more=""):
    if not condition:
        faults.append("%s %s" % (what, more))


def ask(port, method, path, body=None, headers=None, timeout=20):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request(method, path, body, dict(headers or {}, **{"Content-Type": "application/json"}))
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), json.loads(answer.read() or b"null")
    finally:
        connection.close()


def names(port, prefix):
    """Names by id; a page at a time."""
    found, path = {}, "/v1/networks?limit=1000&name_prefix=" + prefix
    while path:
        _, _, page = ask(port, "GET", path)
        found.update((one["id"], one["name"]) for one in page["data"])
        path = page["pagination"]["next"]
    return found


def read_answer(file):
    line = file.readline()
    status, length = int(line.split()[1]), 0
    while True:
        line = file.readline().strip()
        if not line:
            break
        name, value = line.split(b":", 1)
        if name.lower() == b"content-length":
            length = int(value)
    return status, json.loads(file.read(length) or b"null")


def pipeline(port):
    each, out = 200, []
    for i in range(each):
        body = json.dumps({"name": "line%d" % i}).encode()
        out.append(b"POST /v1/networks HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        out.append(b"GET /v1/accounts/1a1?n=%d HTTP/1.1\r\nHost: a\r\n\r\n" % i)
        out.append(b"GET /v1/nonsense%d HTTP/1.1\r\nHost: a\r\n\r\n" % i)
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        threading.Thread(target=line.sendall, args=(b"".join(out),), daemon=True).start()
        file = line.makefile("rb")
        for i in range(each):
            status, body = read_answer(file)
            check("POST in its place", status == 201 and body["name"] == "line%d" % i, "%d: %s %s" % (i, status, body))
            status, body = read_answer(file)
            check("GET in its place", status == 200 and body["type"] == "account", "%d: %s" % (i, status))
            check("404 in its place", read_answer(file)[0] == 404)
    check("each once", sorted(names(port, "line").values()) == sorted("line%d" % i for i in range(each)))


def crowd(port):
    answers, barrier = [], threading.Barrier(200)

    def one():
        barrier.wait()
        answers.append(ask(port, "POST", "/v1/networks", '{"name":"crowd"}', {"Idempotency-Key": "crowd"}))

    threads = [threading.Thread(target=one) for _ in range(200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check("all are answered", len(answers) == 200, len(answers))
    check("all with the same", len({json.dumps(body) for _, _, body in answers}) == 1)
    check("all with 201", {status for status, _, _ in answers} == {201})
    check("one was not replayed", sum("Idempotency-Replayed" not in headers for _, headers, _ in answers) == 1)
    check("one was made", len(names(port, "crowd")) == 1, names(port, "crowd"))


def crash(port, count, progress):
    ids, lock, numbers = {}, threading.Lock(), iter(range(count))

    def until_answered(path, body, key):
        deadline = time.time() + 60
        while time.time() < deadline:
            try:
                status, _, answer = ask(port, "POST", path, json.dumps(body), {"Idempotency-Key": key}, 5)
                if status != 503:
                    return status, answer
            except (OSError, http.client.HTTPException, ValueError):
                pass
            time.sleep(0.05)
        return 0, None

    def work():
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            name = "crash%d." % number
            if number % 10 == 0:
                status, answer = until_answered("/v1/networks", [{"name": name + str(i)} for i in range(20)], "many%d" % number)
                made = answer["data"] if answer else []
            else:
                status, answer = until_answered("/v1/networks", {"name": name}, "one%d" % number)
                made = [answer]
            check("an answer", status == 201, "%s: %s %s" % (name, status, answer))
            with lock:
                ids.update((one["id"], one["name"]) for one in made if one)
                with open(progress, "w") as file:
                    file.write(str(len(ids)))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = names(port, "crash")
    check("what was answered is what is there", found == ids, "%d there, %d answered" % (len(found), len(ids)))
    check("each once", len(set(found.values())) == len(found), "%d names, %d rows" % (len(set(found.values())), len(found)))


if sys.argv[1] == "crash":
    crash(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
else:
    {"pipeline": pipeline, "crowd": crowd}[sys.argv[1]](int(sys.argv[2]))
print("\n".join(faults[:20]))
sys.exit(1 if faults else 0)

"""The Python bindings against a server that misbehaves: python3 spec/external/python_unit.py"""

import gzip
import json
import os
import socket
import subprocess
import tempfile
import threading
import time
import unittest

from python_fake import CUT, Fake, reply, schemas, thing, Case, message
from python_events import Events  # noqa: F401
import stampede
from stampede import errors, transport
from stampede.resource import Resource, plain, wrap


class Connection(Case):
    def test_a_body_cut_off_is_asked_for_again(self):
        whole = reply({"type": "collection", "data": []})
        client = self.client([[whole[:-3], CUT], [whole]])
        self.assertEqual(0, len(client.list_thing()))
        self.assertEqual(2, len(self.calls))

    def test_a_chunked_body_cut_off_is_not_taken_for_whole(self):
        head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        client = self.client([[head + b"2\r\n{}\r\n", CUT]], retries=1)
        with self.assertRaises(errors.ConnectionLost):
            client.list_thing()
        self.assertEqual(2, len(self.calls))

    def test_a_post_is_repeated_with_its_key(self):
        client = self.client(lambda m, p, h, b, c: [CUT] if len(self.calls) < 3 else [reply(thing(""))])
        client.create_thing(name="x")
        self.assertEqual(3, len(self.calls))
        keys = {call[2]["idempotency-key"] for call in self.calls}
        self.assertEqual(1, len(keys))
        self.assertEqual(1, len({call[3] for call in self.calls}))
        client.create_thing(name="x")
        self.assertNotIn(self.calls[-1][2]["idempotency-key"], keys)

    def test_a_post_without_a_key_is_not_repeated(self):
        client = self.client([[CUT]])
        with self.assertRaises(errors.ConnectionLost):
            client.transport.request("POST", client.server.url + "/things", b"{}")
        self.assertEqual(1, len(self.calls))

    def test_nobody_there(self):
        with socket.create_server(("127.0.0.1", 0)) as s:
            port = s.getsockname()[1]
        with self.assertRaises(errors.ConnectionLost) as caught:
            stampede.Client("http://127.0.0.1:%d/v1" % port, retries=1)
        self.assertIn(str(port), str(caught.exception))

    def test_an_idle_connection_that_was_hung_up_is_not_used(self):
        client = self.client([[reply(thing(""))]], retries=0)
        client.create_thing()
        for connection in client.server.open:
            connection.shutdown(socket.SHUT_RDWR)
        time.sleep(0.05)
        client.create_thing()
        self.assertEqual(2, len(self.calls))

    def test_connections_are_kept(self):
        client = self.client([[reply(thing(""))]])
        for _ in range(20):
            client.create_thing()
        self.assertEqual(1, len(client.server.open))

    def test_threads_share_a_client(self):
        client = self.client(lambda m, p, h, b, c: [0.01, reply(json.loads(b))])
        wrong = []

        def work(i):
            for n in range(10):
                got = client.create_thing(name="%d-%d" % (i, n))
                if got["name"] != "%d-%d" % (i, n):
                    wrong.append(got)
        threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
        for t in threads:
            t.start()
        for t in threads:
            t.join(20)
        self.assertEqual([], wrong)
        self.assertEqual(80, len(self.calls))

    def test_no_answer_in_time(self):
        client = self.client([[2.0]], timeout=0.3)
        began = time.monotonic()
        with self.assertRaises(errors.Timeout):
            client.list_thing()
        self.assertLess(time.monotonic() - began, 1.5)
        self.assertEqual(1, len(self.calls))

    def test_a_body_that_drips_ends_at_the_timeout(self):
        head = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"
        client = self.client([[head] + [b"x", 0.1] * 40], timeout=0.5)
        began = time.monotonic()
        with self.assertRaises(errors.Timeout):
            client.list_thing()
        self.assertLess(time.monotonic() - began, 1.5)

    def test_told_to_come_again(self):
        busy = reply({"type": "error", "status": 503, "code": "Busy"}, "503 x", ["Retry-After: 0"])
        client = self.client([[busy], [reply(thing(""))]])
        client.create_thing()
        self.assertEqual(2, len(self.calls))
        client = self.client([[busy.replace(b"Retry-After: 0", b"X: 1")]])
        with self.assertRaises(errors.Unavailable):
            client.create_thing()
        self.assertEqual(3, len(self.calls))
        client = self.client([[busy.replace(b"Retry-After: 0", b"Retry-After: 3600")]])
        with self.assertRaises(errors.Unavailable):
            client.create_thing()
        self.assertEqual(1, len(self.calls))

    def test_gzip(self):
        body = gzip.compress(json.dumps(thing("", name="x" * 5000)).encode())
        client = self.client([[reply(body, headers=["Content-Encoding: gzip"])],
                              [reply(body[:-9], headers=["Content-Encoding: gzip"])],
                              [reply(b"not gzip", headers=["Content-Encoding: gzip"])]])
        self.assertEqual("x" * 5000, client.by_id_thing("1t1").name)
        self.assertEqual("gzip", self.calls[0][2]["accept-encoding"])
        for _ in range(2):
            with self.assertRaises(errors.BadReply):
                client.by_id_thing("1t1")

    def test_credentials_do_not_go_to_another_server(self):
        other = Fake(lambda *_: [reply({})])
        self.addCleanup(other.close)
        client = self.client([[reply({}, "302 Found", ["Location: " + other.url + "/x"])]])
        client.by_id_thing("1t1")
        self.assertIn("authorization", self.calls[0][2])
        self.assertNotIn("authorization", other.seen[0][2])

    def test_redirects_that_do_not_end(self):
        client = self.client([[reply({}, "302 Found", ["Location: /v1/things"])]])
        with self.assertRaises(errors.BadReply):
            client.list_thing()

    def test_an_answer_that_is_too_long(self):
        client = self.client([[reply({})]])
        client.by_id_thing("1")
        before, transport.BODY_MAX = transport.BODY_MAX, 1000
        try:
            client.server.answer = lambda *_: [reply(b"x" * 2000)]
            with self.assertRaises(errors.BadReply):
                client.by_id_thing("1")
            client.server.answer = lambda *_: [reply(gzip.compress(b" " * 100000), headers=["Content-Encoding: gzip"])]
            with self.assertRaises(errors.BadReply):
                client.by_id_thing("1")
        finally:
            transport.BODY_MAX = before

    def test_tls_by_its_own_authority(self):
        with tempfile.TemporaryDirectory() as d:
            subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=x",
                            "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", d + "/key", "-out", d + "/cert"],
                           check=True, capture_output=True)
            import ssl
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain(d + "/cert", d + "/key")
            server = self.fake([[reply(thing(""))]], tls)
            with stampede.Client(server.url, "key", "secret", ca=d + "/cert") as client:
                self.assertEqual("1t1", client.create_thing().id)
            with self.assertRaises(errors.StampedeError) as caught:
                stampede.Client(server.url, "key", "secret")
            self.assertIn("ca=", str(caught.exception))
            with stampede.Client(server.url, "key", "secret", verify=False) as client:
                self.assertTrue(client.valid())

    def test_addresses(self):
        for bad in ("localhost:9080", "ftp://x/v1", "http://", "http://x:99999/v1"):
            with self.assertRaises(errors.StampedeError):
                stampede.Client(bad, retries=0)
        self.assertEqual((("http", "::1", 80), "/v1/a%20b%C3%BC?x=%20"), transport.split("http://[::1]/v1/a bü?x= "))


class Answers(Case):
    def test_no_json(self):
        for bad in (b"{", b"<html>", b"\xff", b"[" * 100000):
            client = self.client([[reply(bad)]])
            with self.assertRaises(errors.BadReply):
                client.list_thing()
            self.assertEqual(1, len(self.calls))

    def test_errors_have_a_class(self):
        for status, code, kind in ((422, "MissingRequired", errors.MissingRequired), (422, "Novel", errors.Invalid),
                                   (404, "Not Found", errors.NotFound), (409, "Conflict", errors.Conflict),
                                   (500, "Internal Server Error", errors.ServerError), (418, None, errors.ApiError),
                                   (500, "MissingRequired", errors.ServerError), (422, {"a": 1}, errors.Invalid)):
            body = {"type": "error", "status": status, "code": code, "message": "m", "detail": "d", "fieldName": "f"}
            client = self.client([[reply(body, "%d x" % status)]])
            with self.assertRaises(kind) as caught:
                client.create_thing()
            e = caught.exception
            self.assertIs(kind, type(e))
            self.assertEqual((status, "f", "m", "d"), (e.status, e.fieldName, e.message, e.detail))
            self.assertEqual(code if isinstance(code, str) else None, e.code)
            self.assertEqual("f", e.error.fieldName)
            self.assertEqual(1, len(self.calls))

    def test_an_error_of_somebody_else(self):
        client = self.client([[reply(b"<h1>Bad gateway</h1>", "502 x")]])
        with self.assertRaises(errors.ServerError) as caught:
            client.list_thing()
        self.assertEqual((502, None), (caught.exception.status, caught.exception.code))
        self.assertIn("Bad gateway", str(caught.exception))

    def test_texts_and_bytes(self):
        client = self.client([[reply(b"digraph", kind="text/plain")], [reply(b"\0\1", kind="application/octet-stream")],
                              [reply(b"", "201 Created")]])
        self.assertEqual("digraph", client.get(client.server.url + "/x"))
        self.assertEqual(b"\0\1", client.get(client.server.url + "/x"))
        self.assertIsNone(client.create_thing())

    def test_pages(self):
        def answer(method, path, headers, body, connection):
            n = int(path.partition("marker=m")[2] or 0)
            url = "%s/things?limit=2&marker=m%d" % (client.server.url, n + 2)
            return [reply({"type": "collection", "data": [thing("", id=str(n)), thing("", id=str(n + 1))],
                           "pagination": {"next": url if n < 4 else None}})]
        client = self.client(answer)
        page = client.list_thing(limit=2)
        self.assertEqual(1, len(self.calls))
        self.assertEqual(2, len(page))
        self.assertEqual(["0", "1", "2", "3", "4", "5"], [one.id for one in page])
        self.assertEqual(3, len(self.calls))
        self.assertEqual("2", page.next()[0].id)
        self.assertEqual([2, 2, 2], [len(one) for one in page.pages()])
        last = page.next().next()
        self.assertFalse(hasattr(last, "next"))
        self.assertFalse(hasattr(page, "prev"))
        # Nothing is asked for before it is needed.
        self.calls.clear()
        page = client.list_thing(limit=2)
        next(iter(page))
        self.assertEqual(1, len(self.calls))
        client.all_pages = False
        self.assertEqual(["0", "1"], [one.id for one in client.list_thing(limit=2)])

    def test_pages_in_a_circle_end(self):
        def answer(method, path, headers, body, connection):
            return [reply({"type": "collection", "data": [thing("")],
                           "pagination": {"next": client.server.url + "/things"}})]
        client = self.client(answer)
        self.assertEqual(2, len(list(client.list_thing())))

    def test_schemas_that_are_none(self):
        for body, kind in (({"data": 5}, errors.BadReply), (7, errors.BadReply), ([], None)):
            server = Fake(lambda *_: [reply(body)])
            self.addCleanup(server.close)
            if kind:
                with self.assertRaises(kind):
                    stampede.Client(server.url)
            else:
                with stampede.Client(server.url) as client:
                    self.assertFalse(client.valid())


class Methods(Case):
    def test_names(self):
        client = self.client([[reply({"type": "collection", "data": []})]])
        for name in ("list_thing", "create_thing", "by_id_thing", "update_by_id_thing", "list_ipAddress", "list_ip_address"):
            self.assertTrue(callable(getattr(client, name)), name)
            self.assertIn(name, dir(client))
        for name in ("create_ipAddress", "list_broken", "list_nothing", "nothing"):
            self.assertFalse(hasattr(client, name), name)
        with self.assertRaises(errors.UnknownType):
            client.create("ipAddress")
        self.assertIn("name", client.create_thing.__doc__)

    def test_parameters(self):
        client = self.client([[reply({"type": "collection", "data": []})]])
        import datetime
        client.list_thing(name=["a b", "c&d"], removed_null=True, x=None, _plainId="true",
                          since=datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc))
        self.assertEqual("/v1/things?name=a+b&name=c%26d&removed_null=true&_plainId=true&since=2026-01-02T03%3A04%3A05Z",
                         self.calls[0][1])
        client.by_id_thing("1t!a/../b?c")
        self.assertEqual("/v1/things/1t!a%2F..%2Fb%3Fc", self.calls[1][1])

    def test_a_type_that_is_not_listed(self):
        def answer(method, path, headers, body, connection):
            if path == "/v1/schemas/hidden":
                return [reply(dict(schemas("http://127.0.0.1:%d/v1" % client.server.port)["data"][0], id="hidden"))]
            return [reply({"type": "error", "status": 404, "code": "Not Found"}, "404 x") if "schemas" in path else
                    reply({"type": "collection", "data": []})]
        client = self.client(answer)
        client._schemas_url = client.server.url + "/schemas"
        for _ in range(2):
            self.assertFalse(client.list("hidden"))
            with self.assertRaises(errors.UnknownType):
                client.list("none")
        self.assertEqual(4, len(self.calls))

    def test_strict(self):
        client = self.client([[reply({"type": "collection", "data": []})]], strict=True)
        client.list_thing(name_like="x", limit=1, _plainId=True)
        with self.assertRaises(errors.StampedeError):
            client.list_thing(name="x", nam_like="x")
        self.assertEqual(1, len(self.calls))

    def test_bodies(self):
        client = self.client(lambda m, p, h, b, c: [reply(thing(client.server.url))])
        one = client.create_thing({"a": 1, "links": {}}, name="x")
        self.assertEqual({"a": 1, "name": "x"}, json.loads(self.calls[-1][3]))
        client.create_thing(otherId=one, otherIds=[one], map={"k": one})
        self.assertEqual({"otherId": "1t1", "otherIds": ["1t1"], "map": {"k": "1t1"}}, json.loads(self.calls[-1][3]))
        one.name = "new"
        client.update(one, one)
        self.assertEqual("PUT", self.calls[-1][0])
        sent = json.loads(self.calls[-1][3])
        self.assertEqual("new", sent["name"])
        self.assertNotIn("actions", sent)
        client.delete(one)
        self.assertEqual(("DELETE", "/v1/things/1t1", b""), self.calls[-1][:2] + (self.calls[-1][3],))
        self.assertEqual(2, len(client.delete(one, one)))
        with self.assertRaises(errors.StampedeError):
            client.delete(wrap(client, {"type": "thing"}))

    def test_environment(self):
        server = self.fake([[reply({})]])
        names = ("URL", "ACCESS_KEY", "SECRET_KEY", "CACHE", "CACHE_TIME", "STRICT", "CA", "TIMEOUT")
        before = dict(os.environ)

        def made(**kw):
            with stampede.from_env(**kw) as client:
                return client
        for prefix in ("STAMPEDE_", "CATTLE_", "MY_"):
            for name in names:
                os.environ.pop(prefix + name, None)
        try:
            os.environ.update(CATTLE_URL=server.url, CATTLE_ACCESS_KEY="old", CATTLE_SECRET_KEY="s", CATTLE_STRICT="true")
            self.assertEqual(("old", True), (made().access_key, made().strict))
            os.environ["STAMPEDE_ACCESS_KEY"] = "new"
            self.assertEqual("new", made().access_key)
            self.assertEqual("arg", made(access_key="arg").access_key)
            os.environ.update(MY_URL=server.url, MY_ACCESS_KEY="mine")
            self.assertEqual("mine", made(prefix="MY_").access_key)
            os.environ["MY_CACHE_TIME"] = "soon"
            with self.assertRaises(errors.StampedeError):
                made(prefix="MY_")
        finally:
            os.environ.clear()
            os.environ.update(before)

    def test_cache(self):
        asked = []

        def answer(method, path, headers, body, connection):
            asked.append((path, headers.get("if-none-match")))
            if path == "/v1":
                return [reply({"id": "v1"}, headers=["X-API-Schemas: %s/schemas" % server.url])]
            if headers.get("if-none-match") == '"one"':
                return [b"HTTP/1.1 304 Not Modified\r\n\r\n"]
            return [reply(schemas(server.url), headers=['ETag: "one"'])]
        server = Fake(answer)
        self.addCleanup(server.close)
        with tempfile.TemporaryDirectory() as d:
            before, os.environ["XDG_CACHE_HOME"] = os.environ.get("XDG_CACHE_HOME"), d
            try:
                def names():
                    with stampede.Client(server.url, "key", "s", cache=True) as client:
                        return sorted(client.schema.types)
                first = names()
                self.assertEqual(2, len(asked))
                (file,) = os.listdir(d + "/stampede")
                file = d + "/stampede/" + file
                self.assertEqual(0o600, os.stat(file).st_mode & 0o777)
                self.assertEqual(first, names())
                self.assertEqual(2, len(asked))
                os.utime(file, (1, 1))
                self.assertEqual(first, names())
                self.assertEqual([("/v1", None), ("/v1/schemas", '"one"')], asked[2:])
                self.assertEqual(first, names())
                self.assertEqual(4, len(asked))
                with open(file, "w") as stream:
                    stream.write('{"schemas":')
                self.assertEqual(first, names())
                self.assertEqual(6, len(asked))
                with stampede.Client(server.url, "other", "s", cache=True):
                    self.assertEqual(8, len(asked))
            finally:
                if before is None:
                    del os.environ["XDG_CACHE_HOME"]
                else:
                    os.environ["XDG_CACHE_HOME"] = before


class Objects(Case):
    def resource(self, **more):
        class Client:
            all_pages = True
            asked = []

            def get(self, url, **params):
                return ("get", url, params)

            def action(self, obj, name, *args, **kw):
                return ("action", name, args, kw)
        values = dict({"id": "1t1", "type": "thing", "name": "x", "ports": None, "environment": {"a-b": {"deep": [1]}},
                       "links": {"self": "/t", "host": "/h", "ports": "/p"},
                       "actions": {"stop": "/s", "update": "/u", "wait": "/w"}}, **more)
        return wrap(Client(), values)

    def test_order_of_names(self):
        one = self.resource()
        self.assertEqual(("get", "/h", {"limit": 1}), one.host(limit=1))
        self.assertEqual(("action", "stop", (), {"remove": True}), one.stop(remove=True))
        self.assertIsNone(one.ports)
        self.assertEqual(("action", "wait", (), {}), one.wait())
        self.assertIn("reload", dir(one))
        self.assertEqual(None, one.update({"z": 1}))
        self.assertEqual(1, one.z)
        self.assertEqual([1], one.environment["a-b"].deep)
        for name in ("stop", "host", "name"):
            self.assertIn(name, one)
            one[name]
        for name in ("start", "update", "to_dict"):
            self.assertNotIn(name, one)
        with self.assertRaises(AttributeError) as caught:
            self.resource(state="stopped").start
        self.assertIn("stop", str(caught.exception))
        with self.assertRaises(AttributeError):
            one.environment.missing
        self.assertEqual({"stop", "update", "wait"}, set(one.actions.keys()))
        self.assertEqual("x", one.get("name"))

    def test_change_and_compare(self):
        one = self.resource()
        one.name = "y"
        one.environment.c = 1
        self.assertEqual({"a-b": {"deep": [1]}, "c": 1}, one.environment)
        self.assertEqual(one, self.resource(name="y", environment={"a-b": {"deep": [1]}, "c": 1}))
        self.assertNotEqual(one, self.resource())
        del one.name
        self.assertNotIn("name", one)
        self.assertEqual("<thing 1t1 'x' active>", repr(self.resource(state="active")))
        import copy
        import pickle
        self.assertEqual("1t1", pickle.loads(pickle.dumps(self.resource())).id)
        self.assertEqual("1t1", copy.copy(one).id)

    def test_lists(self):
        values = wrap(None, {"type": "collection", "resourceType": "thing", "data": [{"id": "1", "type": "thing"}]})
        self.assertEqual("1", values[0].id)
        self.assertEqual(["1"], [one.id for one in values])
        self.assertTrue(values)
        self.assertEqual("<1 of thing>", repr(values))
        self.assertFalse(wrap(None, {"type": "collection", "data": []}))
        self.assertNotIsInstance(wrap(None, {"type": "thing", "data": {"fields": {}}}), stampede.Collection)
        self.assertIsInstance(wrap(None, {"a": [[{"type": "x"}]]}).a[0][0], Resource)
        self.assertEqual({"a": [1]}, plain({"a": (1,), "_b": 2, "c": len}))


class Waiting(Case):
    def states(self, *states):
        turn = iter(range(1 << 30))

        def answer(method, path, headers, body, connection):
            state, transitioning, message = states[min(next(turn), len(states) - 1)]
            return [reply(thing(client.server.url, state=state, transitioning=transitioning, transitioningMessage=message))]
        client = self.client(answer)
        return client, client.by_id_thing("1t1")

    def test_until_there(self):
        client, one = self.states(("starting", "yes", None), ("running", "yes", None), ("running", "no", None))
        self.assertEqual(("running", "no"), (one.wait("running").state, one.wait(["running"]).transitioning))
        self.assertEqual("running", client.wait_success(one).state)

    def test_failed(self):
        client, one = self.states(("starting", "yes", None), ("removed", "error", "no placement"))
        for call in (one.wait_success, lambda: one.wait("running"), one.wait):
            with self.assertRaises(errors.TransitionError) as caught:
                call()
            self.assertIn("no placement", str(caught.exception))
            self.assertEqual("removed", caught.exception.resource.state)
        self.assertEqual("removed", one.wait("removed").state)
        self.assertEqual("error", client.wait_transitioning(one).transitioning)

    def test_ended_elsewhere(self):
        _, one = self.states(("starting", "yes", None), ("stopped", "no", None))
        with self.assertRaises(errors.TransitionError) as caught:
            one.wait("running", timeout=30)
        self.assertIn("not running", str(caught.exception))

    def test_somebody_may_still_begin(self):
        _, one = self.states(("stopped", "no", None), ("stopped", "no", None), ("running", "no", None))
        self.assertEqual("running", one.wait("running").state)

    def test_too_long(self):
        _, one = self.states(("starting", "yes", "pulling"))
        began = time.monotonic()
        with self.assertRaises(errors.WaitTimeout) as caught:
            one.wait("running", timeout=0.3)
        self.assertLess(time.monotonic() - began, 2)
        self.assertIn("pulling", str(caught.exception))


if __name__ == "__main__":
    unittest.main()

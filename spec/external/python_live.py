"""The Python bindings against a real server with simulated hosts, by the environment: python3 python_live.py

STAMPEDE_TEST_SERVER is the pid of the server's process, which is killed and comes again.
"""

import json
import os
import signal
import threading
import time
import unittest

import stampede


class Live(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.client = stampede.from_env(retries=8)

    @classmethod
    def tearDownClass(cls):
        cls.client.close()

    def container(self, **more):
        return self.client.create_container(imageUuid="sim:python", **more)

    def test_every_type_lists_and_answers_by_id(self):
        seen = 0
        self.assertEqual("", self.client.list("authorized"))  # a text: the keys of the server, of which there are none yet
        for name, one in self.client.schema.types.items():
            if one.listable and name not in ("subscribe", "authorized"):
                for row in self.client.list(name, limit=2).data:
                    self.assertEqual(row.id, self.client.by_id(name, row.id).id)
                    seen += 1
        self.assertGreater(seen, 30)

    def test_every_link_of_a_container_is_followed(self):
        one = self.container(name="links", ports=["80/tcp"]).wait("running")
        links = [name for name in one.links.keys() if name != "self"]
        self.assertGreater(len(links), 10)
        for name in links:
            getattr(one, name)()
        self.assertEqual("1a1", one.account().id)
        self.assertEqual("80", str(one.ports()[0].privatePort))
        self.assertNotIn("networkIds", one)
        self.assertEqual({"migrate", "restart", "stop", "update"}, set(one.actions.keys()))

    def test_plain_ids(self):
        one = self.container(startOnCreate=False)
        plain = self.client.list_container(uuid=one.uuid, _plainId="true")[0].id
        self.assertEqual("1i" + plain, one.id)
        self.assertEqual(one.uuid, self.client.by_id_container(plain, _plainId="true").uuid)

    def test_the_whole_object_sent_back(self):
        one = self.container(name="whole", startOnCreate=False).wait("stopped")
        one.description = "changed"
        self.assertEqual("changed", self.client.update(one, one).description)
        one.description = "again"
        self.assertEqual("again", one.save().reload().description)
        self.assertEqual("by id", self.client.update_by_id_container(one.id, description="by id").description)

    def test_pages(self):
        names = ["page-%02d" % i for i in range(7)]
        for name in names:
            self.client.create_data(name=name, value="x")
        self.assertEqual(names, [one.name for one in self.client.list_data(name_prefix="page-", limit=3, sort="name")])

    def test_a_user_has_fewer_methods(self):
        account = self.client.create_account(name="u", kind="user").wait("active")
        key = self.client.create_apiKey(accountId=account).wait("active")
        with stampede.Client(os.environ["STAMPEDE_URL"], key.publicValue, key.secretValue) as user:
            self.assertFalse(hasattr(user, "list_account"))
            self.assertFalse(hasattr(user, "create_host"))
            self.assertTrue(hasattr(user, "create_container"))
            self.assertEqual([], [one for one in user.list_container() if one.name != "own"])

    def test_wrong_keys(self):
        with self.assertRaises(stampede.Unauthorized):
            stampede.Client(os.environ["STAMPEDE_URL"], "nobody", "wrong")

    def test_a_cache_that_spares_a_request(self):
        with stampede.from_env(cache=True), stampede.from_env(cache=True) as client:
            self.assertTrue(client.list_host())

    def events_of(self, websocket):
        events = self.client.subscribe(websocket=websocket)
        one = self.container(name="heard")
        states = []
        for event in events:
            if event.resource and event.resource.id == one.id:
                states.append(event.resource.state)
                if event.resource.state == "running":
                    break
        events.close()
        return states

    def test_events_over_both(self):
        for websocket in (False, True):
            self.assertEqual("running", self.events_of(websocket)[-1])

    def test_an_event_published_in_several_lines_is_one_message(self):
        events = self.client.subscribe("python.pretty")
        body = json.dumps({"name": "python.pretty", "data": {"a": [1, {"b": "c"}]}}, indent=2).encode()
        self.client.transport.request("POST", self.client.type("publish").link or os.environ["STAMPEDE_URL"] + "/publish", body)
        self.assertEqual("c", next(events).data.a[1].b)
        events.close()

    def test_what_changed_while_the_server_was_away_is_heard(self):
        events = self.client.subscribe()
        heard = []
        ready = threading.Event()

        def listen():
            for event in events:
                if event.resource is not None:
                    heard.append((event.resource.id, event.resource.get("name")))
                    ready.set()
                if ("end" in {name for _, name in heard}):
                    events.close()
                    return
        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        first = self.container(name="first", startOnCreate=False)
        self.assertTrue(ready.wait(10))
        os.kill(int(os.environ["STAMPEDE_TEST_SERVER"]), signal.SIGKILL)
        # A POST in the middle of it is repeated until somebody is there, and done once.
        late = self.container(name="late", startOnCreate=False)
        self.client.update(first, name="changed")
        self.assertEqual(1, len(self.client.list_container(name="late")))
        deadline = time.time() + 20
        while time.time() < deadline and not {(first.id, "changed"), (late.id, "late")} <= set(heard):
            time.sleep(0.1)
        self.assertIn((first.id, "changed"), heard)
        self.assertIn((late.id, "late"), heard)
        self.client.update(first, name="end")
        listener.join(15)
        self.assertFalse(listener.is_alive())


if __name__ == "__main__":
    unittest.main()

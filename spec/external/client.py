"""A client as they were written for this API in 2014: knows no URL but the one it was given.

Loads the schemas it is pointed to, follows only links, actions and createTypes that the server sends,
waits on `transitioning`. Python 3, standard library only.
"""

import base64
import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request


class ApiError(Exception):
    def __init__(self, status, body, headers):
        self.status, self.body, self.headers = status, body, headers
        self.code, self.field = body.get("code"), body.get("fieldName")
        super().__init__("%s %s %s %s" % (status, self.code, self.field, body.get("detail")))


class Obj:
    """One JSON object; attributes are its members, links and actions are methods unless a member has that name."""

    def __init__(self, client, raw):
        self.__dict__["_client"], self.__dict__["_raw"] = client, raw

    def __getattr__(self, name):
        raw = self._raw
        if name in raw:
            return self._client.wrap(raw[name])
        links, actions = raw.get("links") or {}, raw.get("actions") or {}
        if name in links:
            return lambda **params: self._client.get(links[name], params)
        if name in actions:
            return lambda *args, **kw: self._client.request("POST", actions[name], body(args, kw))
        raise AttributeError(name)

    def __contains__(self, name):
        raw = self._raw
        return name in raw or name in (raw.get("links") or {}) or name in (raw.get("actions") or {})

    def __getitem__(self, key):
        return self._raw["data"][key] if isinstance(key, int) else self._raw[key]

    def __iter__(self):
        return iter(self._client.wrap(self._raw["data"]))

    def __len__(self):
        return len(self._raw["data"])

    def next_page(self):
        url = (self._raw.get("pagination") or {}).get("next")
        return self._client.get(url) if url else None


def body(args, kw):
    ret = {}
    for arg in args:
        ret.update(arg._raw if isinstance(arg, Obj) else arg)
    ret.update(kw)
    return ret


class Client:
    def __init__(self, url, access=None, secret=None):
        self.auth = "Basic " + base64.b64encode(("%s:%s" % (access, secret)).encode()).decode()
        _, headers, first = self.raw("GET", url)
        discovered = headers.get("X-API-Schemas")
        schemas = self.get(discovered)._raw if discovered and discovered != url else first
        self.schemas = {s["id"]: s for s in schemas["data"] if s.get("type") == "schema"}

    def raw(self, method, url, data=None, headers=None):
        request = urllib.request.Request(url, data=data, method=method, headers=dict(headers or {}))
        request.add_header("Accept", "application/json")
        request.add_header("Authorization", self.auth)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                text = response.read()
                return response.status, response.headers, json.loads(text) if text else None
        except urllib.error.HTTPError as e:
            text = e.read()
            raise ApiError(e.code, json.loads(text) if text else {}, e.headers) from None

    def wrap(self, value):
        if isinstance(value, dict):
            return Obj(self, value)
        if isinstance(value, list):
            return [self.wrap(v) for v in value]
        return value

    def get(self, url, params=None):
        query = [(k, v) for k, v in (params or {}).items() if v is not None]
        if query:
            url += ("&" if "?" in url else "?") + urllib.parse.urlencode(query, doseq=True)
        return self.wrap(self.raw("GET", url)[2])

    def request(self, method, url, value=None):
        # The clients of the time send JSON and no Content-Type; urllib insists on one.
        data = None if method == "DELETE" else json.dumps(value or {}, sort_keys=True).encode()
        return self.wrap(self.raw(method, url, data, {"Content-Type": ""})[2])

    def _collection(self, type_, method):
        schema = self.schemas[type_]
        if method not in schema["collectionMethods"]:
            raise AttributeError("%s %s" % (method, type_))
        return schema["links"]["collection"]

    def list(self, type_, **filters):
        return self.get(self._collection(type_, "GET"), filters)

    def by_id(self, type_, id_, **kw):
        return self.get(self._collection(type_, "GET") + "/" + str(id_), kw)

    def create(self, type_, *args, **kw):
        return self.request("POST", self._collection(type_, "POST"), body(args, kw))

    def update(self, obj, *args, **kw):
        return self.request("PUT", obj._raw["links"]["self"], body(args, kw))

    def delete(self, obj):
        return self.request("DELETE", obj._raw["links"]["self"])

    def reload(self, obj):
        return self.by_id(obj.type, obj.id)

    def action(self, obj, name, *args, **kw):
        return self.request("POST", obj._raw["actions"][name], body(args, kw))

    def wait(self, obj, seconds=45):
        deadline = time.time() + seconds
        while True:
            obj = self.reload(obj)
            if obj.transitioning != "yes":
                break
            if time.time() > deadline:
                raise AssertionError("%s %s still %s: %s" % (obj.type, obj.id, obj.state, obj.transitioningMessage))
            time.sleep(0.05)
        if obj.transitioning != "no":
            raise AssertionError("%s %s: %s" % (obj.type, obj.id, obj.transitioningMessage))
        return obj


def bare(host, port, text, method="GET", seconds=10):
    """Sends bytes as they are on a connection of their own; status, headers, body (bytes)."""
    import socket
    with socket.create_connection((host, port), timeout=seconds) as s:
        try:
            s.sendall(text)
        except (BrokenPipeError, ConnectionResetError):
            pass
        response = http.client.HTTPResponse(s, method=method)
        response.begin()
        return response.status, response.headers, response.read()

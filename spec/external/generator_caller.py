"""Who asks for generator.py: one key, and what must hold of every answer that it gets."""

import base64
import http.client
import json
import urllib.parse

# Codes of validation: these name the field.
WITH_FIELD = {"InvalidDateFormat", "InvalidFormat", "InvalidReference", "NotNullable", "NotUnique", "MinLimitExceeded",
              "MaxLimitExceeded", "MinLengthExceeded", "MaxLengthExceeded", "InvalidOption", "InvalidCharacters",
              "MissingRequired", "InvalidAction", "ActionNotAvailable"}

class Failed(Exception):
    pass


class Caller:
    """One key. Every answer goes through `check`."""

    def __init__(self, run, role, access=None, secret=None):
        self.run, self.role = run, role
        self.headers = {"Accept": "application/json"}
        if access:
            self.headers["Authorization"] = "Basic " + base64.b64encode(("%s:%s" % (access, secret)).encode()).decode()
        self.connection = None
        self.schemas = {}

    def send(self, method, path, body=None, kind="application/json", headers=None):
        """Status and body; the body as sent: bytes, or JSON of anything else."""
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        more = dict(self.headers, **(headers or {}))
        if body is not None and kind:
            more["Content-Type"] = kind
        for attempt in (0, 1):
            try:
                if self.connection is None:
                    self.connection = http.client.HTTPConnection(self.run.host, self.run.port, timeout=30)
                self.connection.request(method, path, body, more)
                response = self.connection.getresponse()
                text = response.read()
                break
            except (OSError, http.client.HTTPException) as e:
                self.connection.close()
                self.connection = None
                if attempt:
                    raise Failed("%s %s: no answer: %r" % (method, path, e)) from None
        self.run.requests += 1
        return self.check(method, path, body, response.status, text, response.headers.get("Content-Type", ""))

    def check(self, method, path, body, status, text, kind):
        what = "%s: %s %s %r: %d %r" % (self.role, method, path[:200], (body or b"")[:300], status, text[:400])
        if status >= 500:
            raise Failed("a %d: %s" % (status, what))
        value = None
        if "json" in kind and text:
            try:
                value = json.loads(text)
            except ValueError:
                raise Failed("no JSON: " + what) from None
        if status >= 400:
            if not isinstance(value, dict) or value.get("type") != "error" or not isinstance(value.get("code"), str):
                if method != "HEAD":
                    raise Failed("an error of another kind: " + what)
                return status, {}
            if value.get("status") != status:
                raise Failed("another status inside: " + what)
            if value["code"] in WITH_FIELD and not value.get("fieldName"):
                raise Failed("no field named: " + what)
            self.run.codes[value["code"]] += 1
        return status, value

    def get(self, path):
        status, value = self.send("GET", path)
        if status != 200:
            raise Failed("GET %s: %s %r" % (path, status, value))
        return value

    def load(self):
        self.schemas = {one["id"]: one for one in self.get("/v1/schemas")["data"]}

    def path(self, type_):
        link = self.schemas[type_]["links"].get("collection")
        return urllib.parse.urlsplit(link).path if link else "/v1/" + type_.lower()

    def can(self, type_, method):
        return method in self.schemas[type_]["collectionMethods"]

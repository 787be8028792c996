"""The client: its methods come from the schemas of the server."""

import datetime
import json
import os
import time
import urllib.parse
import uuid
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple, Union

from stampede import cache as files
from stampede.errors import (
    BadReply, NotFound, NotOffered, StampedeError, TransitionError, UnknownType, WaitTimeout, api_error,
)
from stampede.events import Event, subscribe
from stampede.resource import Collection, Object, Resource, plain, wrap
from stampede.schemas import Method, Schemas, Type, schema_type
from stampede.transport import Reply, Transport

URL = "http://localhost:9080/v1"
WAIT = 45.0  # seconds, as in 2014
PREFIXES = ("STAMPEDE_", "CATTLE_")


class Client:
    """One server, one key. For each type T that the key may see: list_T, by_id_T, create_T, update_by_id_T.

    url         any address of the API: http://HOST:PORT/v1
    cache       keep the schemas on disk for cache_time seconds; then they are asked for again, by their ETag
    strict      refuse filters that the type does not have, instead of sending what the server ignores
    all_pages   a list goes over all its pages when iterated; False: over the one at hand, as in 2014
    timeout     seconds for one answer
    retries     how often a request that may be repeated is, after a lost connection
    ca, verify  a file with the authority of the server's certificate; verify=False trusts everybody
    """

    def __init__(self, url: Optional[str] = None, access_key: Optional[str] = None, secret_key: Optional[str] = None,
                 cache: bool = False, cache_time: float = 86400, strict: bool = False,
                 headers: Optional[Mapping[str, str]] = None, *, all_pages: bool = True, timeout: float = 60.0,
                 retries: int = 5, ca: Optional[str] = None, verify: bool = True, gzip: bool = True) -> None:
        self.url = url or URL
        self.access_key = access_key
        self.strict, self.all_pages = strict, all_pages
        self.transport = Transport(self.url, access_key, secret_key, timeout=timeout, retries=retries, ca=ca,
                                   verify=verify, gzip=gzip, headers=dict(headers or {}))
        self._cache_file = files.path(self.url, access_key) if cache else None
        self._cache_time = cache_time
        self._secrets = (secret_key,)
        try:
            self.schema = self._load(force=False)
        except BaseException:
            self.close()
            raise

    # --- Schemas ---

    def _load(self, force: bool) -> Schemas:
        kept, etag, fresh = files.load(self._cache_file, self._cache_time) if self._cache_file else (None, None, False)
        if kept is not None and fresh and not force:
            self._schemas_url = self.url if self.url.endswith("/schemas") else self.url.rstrip("/") + "/schemas"
            return Schemas(kept)
        headers = {"If-None-Match": etag} if kept is not None and etag else {}
        reply = self._send("GET", self.url)
        self._schemas_url = self.url
        discovered = reply.headers.get("X-API-Schemas")
        if discovered and discovered != self.url:
            self._schemas_url = discovered
            reply = self._send("GET", discovered, headers=headers)
        if reply.status == 304:
            raw, etag = kept, etag
        else:
            raw, etag = self._json(reply), reply.headers.get("ETag")
        schemas = Schemas(raw)
        if self._cache_file:
            files.store(self._cache_file, raw, etag)
        return schemas

    def type(self, name: str) -> Type:
        """A type by its name. One that the server has and does not list (`history`) is asked for."""
        if name in self.schema.types:
            return self.schema.types[name]
        if name not in self.schema.unlisted:
            try:
                reply = self._send("GET", "%s/%s" % (self._schemas_url, urllib.parse.quote(name, safe="")))
                self.schema.unlisted[name] = schema_type(self._json(reply))
            except NotFound:
                self.schema.unlisted[name] = None
        found = self.schema.unlisted[name]
        if found is None:
            raise UnknownType("there is no type %r for this key; see client.schema.types" % name)
        return found

    def reload_schema(self) -> None:
        """Asks for the schemas again, whatever is kept."""
        self.schema = self._load(force=True)

    def valid(self) -> bool:
        """Whether there was any schema."""
        return bool(self.schema.types)

    def __getattr__(self, name: str) -> Any:
        schema = self.__dict__.get("schema")
        if schema is None or name not in schema.methods:
            verb = name.split("_")[0]
            hint = "; the key may %s: %s" % (verb, ", ".join(sorted(
                m for m in (schema.methods if schema else ()) if m.startswith(verb + "_")))[:400]) if (
                    verb in ("list", "create")) else ""
            raise AttributeError("there is no %s for this key%s" % (name, hint))
        return self._bound(name, schema.methods[name])

    def _bound(self, name: str, method: Method) -> Callable[..., Any]:
        call, type_ = getattr(self, method.verb), method.type.id

        def bound(*args: Any, **kw: Any) -> Any:
            return call(type_, *args, **kw)
        bound.__name__ = bound.__qualname__ = name
        bound.__doc__ = _help(method)
        return bound

    def __dir__(self) -> List[str]:
        return sorted(set(super().__dir__()) | set(self.schema.methods))

    # --- Requests ---

    def _send(self, method: str, url: str, value: Any = None, headers: Optional[Dict[str, str]] = None,
              timeout: Optional[float] = None) -> Reply:
        more = dict(headers or {})
        body = None
        if method in ("POST", "PUT"):
            body = json.dumps(value, sort_keys=True, default=_text).encode()
            more["Content-Type"] = "application/json"
            if method == "POST":
                more.setdefault("Idempotency-Key", str(uuid.uuid4()))
        reply = self.transport.request(method, url, body, more, timeout)
        if 200 <= reply.status < 300 or reply.status == 304:
            return reply
        try:
            error = wrap(self, json.loads(reply.body))
        except (ValueError, RecursionError):
            error = None
        if isinstance(error, Object):
            raise api_error(reply.status, error)
        raise api_error(reply.status, Object(self, {}), "%d from %s %s, which is not an error of this API: %s" % (
            reply.status, method, url, reply.body[:200].decode("utf-8", "replace")))

    @staticmethod
    def _json(reply: Reply) -> Any:
        try:
            return json.loads(reply.body)
        except (ValueError, RecursionError) as e:
            raise BadReply("the answer of %s is not JSON: %s" % (reply.url, e)) from None

    def _result(self, reply: Reply) -> Any:
        if not reply.body and reply.headers.get_content_maintype() != "text":
            return None
        if "json" in reply.headers.get("Content-Type", "json"):
            return wrap(self, self._json(reply))
        if reply.headers.get_content_maintype() == "text":
            return reply.body.decode(reply.headers.get_content_charset("utf-8"), "replace")
        return reply.body

    def get(self, url: str, **params: Any) -> Any:
        """What a link leads to: an object, a collection, a text, or bytes."""
        query = _query(params)
        if query:
            url += ("&" if "?" in url else "?") + query
        return self._result(self._send("GET", url))

    def _checked(self, type_: str, allowed: str, what: str) -> Type:
        one = self.type(type_)
        if not getattr(one, allowed):
            raise UnknownType("this key may not %s %s" % (what, type_))
        return one

    def list(self, type_: str, **filters: Any) -> Any:
        """A page of those that the filters let through: name="web", name_prefix="w", limit=10, sort="name", include=..."""
        one = self._checked(type_, "listable", "list")
        if self.strict:
            known = set(one.filter_names()) | {"sort", "order", "limit", "marker", "include"}
            for name in filters:
                if name not in known and not name.startswith("_"):
                    raise StampedeError("%s has no filter %r; it has %s" % (type_, name, ", ".join(sorted(one.filters))))
        return self.get(one.collection(), **filters)

    def by_id(self, type_: str, id: Any, **params: Any) -> Any:
        """One, by its id. NotFound if there is none."""
        one = self._checked(type_, "listable", "read")
        return self.get("%s/%s" % (one.collection(), urllib.parse.quote(str(id), safe="!~")), **params)

    def create(self, type_: str, *values: Mapping[str, Any], **fields: Any) -> Any:
        """A new one; what comes back may still be under way (`wait`)."""
        one = self._checked(type_, "creatable", "create")
        return self._result(self._send("POST", one.collection(), self._body(values, fields)))

    def update_by_id(self, type_: str, id: Any, *values: Mapping[str, Any], **fields: Any) -> Any:
        one = self._checked(type_, "updatable", "update")
        url = "%s/%s" % (one.collection(), urllib.parse.quote(str(id), safe="!~"))
        return self._result(self._send("PUT", url, self._body(values, fields)))

    def update(self, obj: Any, *values: Any, **fields: Any) -> Any:
        """Changes the fields named; without any, sends the object as it is now."""
        if not values and not fields:
            values = (obj,)
        return self._result(self._send("PUT", self._self(obj), self._body(values, fields)))

    def delete(self, *objs: Any) -> Any:
        """Deletes; what comes back may still be under way. A list for several."""
        gone = [self._result(self._send("DELETE", self._self(obj))) for obj in objs]
        return gone[0] if len(gone) == 1 else gone

    def reload(self, obj: Any, **params: Any) -> Any:
        """The object as it is now; the one given stays as it is."""
        return self.get(self._self(obj), **params)

    def action(self, obj: Any, name: str, *values: Mapping[str, Any], **fields: Any) -> Any:
        """Does what the object offers under this name in its state."""
        actions = plain(obj).get("actions") or {}
        if name not in actions:
            raise NotOffered("%r does not offer %s, but %s" % (obj, name, ", ".join(sorted(actions)) or "nothing"))
        return self._result(self._send("POST", actions[name], self._body(values, fields)))

    @staticmethod
    def _self(obj: Any) -> str:
        link = (plain(obj).get("links") or {}).get("self") if isinstance(obj, (Object, dict)) else None
        if not isinstance(link, str):
            raise StampedeError("%r has no link to itself" % (obj,))
        return link

    @staticmethod
    def _body(values: Sequence[Any], fields: Mapping[str, Any]) -> Dict[str, Any]:
        body: Dict[str, Any] = {}
        for value in values:
            body.update(plain(value))
        body.update((key, _reference(value)) for key, value in fields.items())
        for key in ("links", "actions"):
            body.pop(key, None)
        return {key: plain(value) for key, value in body.items()}

    # --- Waiting ---

    def wait_transitioning(self, obj: Any, timeout: float = WAIT, sleep: float = 0.05) -> Any:
        """Until nothing is under way with it, whatever came of it. The object as it is then; WaitTimeout."""
        return self._wait(obj, timeout, sleep, lambda now, moved: True)

    def wait_success(self, obj: Any, timeout: float = WAIT, sleep: float = 0.05) -> Any:
        """The same, and TransitionError with its transitioningMessage if what was under way failed."""
        now = self.wait_transitioning(obj, timeout, sleep)
        if now.get("transitioning", "no") != "no":
            raise TransitionError(_failed(now), now)
        return now

    def wait(self, obj: Any, state: Union[str, Sequence[str], None] = None, timeout: float = WAIT,
             sleep: float = 0.05) -> Any:
        """Until it is at rest in `state` (or one of several). Without one, the same as wait_success.

        TransitionError as soon as what is under way fails or ends elsewhere. Where nothing is, someone may
        still begin it, so that is waited for. WaitTimeout.
        """
        if state is None:
            return self.wait_success(obj, timeout, sleep)
        wanted = (state,) if isinstance(state, str) else tuple(state)

        def enough(now: Any, moved: bool) -> bool:
            if now.get("state") in wanted:
                return True
            if now.get("transitioning") == "error":
                raise TransitionError(_failed(now), now)
            if moved:
                raise TransitionError("%r came to rest, and not %s" % (now, " or ".join(wanted)), now)
            return False
        return self._wait(obj, timeout, sleep, enough)

    def _wait(self, obj: Any, timeout: float, sleep: float, enough: Callable[[Any, bool], bool]) -> Any:
        deadline = time.monotonic() + timeout if timeout >= 0 else float("inf")
        now, moved, pause = obj, False, sleep
        while True:
            if now.get("transitioning") == "yes":
                moved = True
            elif enough(now, moved):
                return now
            left = deadline - time.monotonic()
            if left <= 0:
                raise WaitTimeout("%r: not within %g s%s" % (now, timeout, _because(now)), now)
            time.sleep(min(pause, left))
            pause = min(pause * 1.3, 1.0)
            now = self.reload(now)

    # --- Events ---

    def subscribe(self, *names: str, include: Union[str, Sequence[str], None] = None, websocket: bool = False,
                  pings: bool = False, resume: bool = True, agentId: Optional[str] = None) -> Iterator[Event]:
        """Events as they come, for ever: an iterator that connects again by itself; close() ends it.

        Without names: resource.change. With `resume`, what changed while there was no connection is read
        afterwards and comes as resource.change too; where that is not possible an event named `gap` comes.
        """
        return subscribe(self, names or ("resource.change",), include, websocket, pings, resume, agentId)

    # --- The rest ---

    def close(self) -> None:
        """Closes the connections that are kept. The client can be used again."""
        self.transport.close()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def __repr__(self) -> str:
        return "<stampede.Client %s>" % self.url


def from_env(prefix: Optional[str] = None, **kw: Any) -> Client:
    """A client by STAMPEDE_URL, _ACCESS_KEY, _SECRET_KEY, _CACHE, _CACHE_TIME, _STRICT, _CA, or the same with CATTLE_.

    What is given here beats the environment; `prefix` names another one.
    """
    def env(name: str) -> Optional[str]:
        for one in PREFIXES if prefix is None else (prefix,):
            if os.environ.get(one + name):
                return os.environ[one + name]
        return None

    for key, make in _ENVIRONMENT:
        value = env(key.upper())
        if value is not None:
            try:
                kw.setdefault(key, make(value))
            except ValueError:
                raise StampedeError("%s is not what is expected in the environment: %r" % (key.upper(), value)) from None
    return Client(**kw)


_ENVIRONMENT: Tuple[Tuple[str, Callable[[str], Any]], ...] = (
    ("url", str), ("access_key", str), ("secret_key", str), ("cache", lambda v: v.lower() == "true"),
    ("cache_time", float), ("strict", lambda v: v.lower() == "true"), ("ca", str), ("timeout", float))


def _query(params: Mapping[str, Any]) -> str:
    pairs: List[Tuple[str, Any]] = []
    for key, value in params.items():
        for one in value if isinstance(value, (list, tuple, set)) else (value,):
            if one is not None:
                one = _reference(one)
                pairs.append((key, str(one).lower() if isinstance(one, bool) else _text(one)))
    return urllib.parse.urlencode(pairs)


def _text(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        if value.tzinfo is not None:
            value = value.astimezone(datetime.timezone.utc)
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, (int, float, str, uuid.UUID)):
        return str(value)
    raise TypeError("%r cannot be sent" % (value,))


def _reference(value: Any) -> Any:
    """A resource stands for its id."""
    if isinstance(value, Resource) and not isinstance(value, Collection) and "links" in value:
        return value.id
    if isinstance(value, (list, tuple)):
        return [_reference(one) for one in value]
    if isinstance(value, dict):
        return {key: _reference(one) for key, one in value.items()}
    return value


def _because(now: Any) -> str:
    message = now.get("transitioningMessage")
    return ": %s" % message if message else ""


def _failed(now: Any) -> str:
    return "%r failed%s" % (now, _because(now))


def _help(method: Method) -> str:
    one = method.type
    if method.verb in ("create", "update_by_id"):
        which = "create" if method.verb == "create" else "update"
        return "%s: %s" % (one.id, ", ".join(
            "%s (%s%s)" % (name, field.get("type"), ", required" if field.get("required") else "")
            for name, field in one.fields.items() if isinstance(field, dict) and field.get(which)))
    if method.verb == "list":
        return "%s by %s" % (one.id, ", ".join(one.filters))
    return one.id

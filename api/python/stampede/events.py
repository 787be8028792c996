"""Events of the server: a stream or a WebSocket that is connected again whenever it breaks off."""

import datetime
import http.client
import json
import random
import time
import urllib.parse
from typing import Any, Callable, Dict, Iterator, Optional, Sequence

from stampede.errors import BadReply, Forbidden, NotFound, ServerError, StampedeError, TooManyRequests, UnknownType, api_error
from stampede.resource import Object, wrap
from stampede.transport import split
from stampede.websocket import WebSocket

SILENCE = 20.0  # seconds; the server pings every five
LINE_MAX = 64 << 20
PAUSE_MAX = 30.0
SLACK = 3.0  # seconds: changes are gathered for one before they are sent, and dates have no fractions
MISSED_MAX = 10000  # changes that are read after a gap; beyond, a list is cheaper
CHANGE = "resource.change"


class Event(Object):
    """One event: name, resourceType, resourceId, data, time, ... `resource` is what it is about, or None."""

    __slots__ = ()

    def _fallback(self, name: str) -> Any:
        if name == "resource":
            data = self._values.get("data")
            return data.get("resource") if isinstance(data, Object) else None
        return super()._fallback(name)

    def __repr__(self) -> str:
        return "<event %s %r>" % (self._values.get("name"), self.resource or self._values.get("resourceId"))


def _event(client: Any, text: bytes) -> Event:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as e:
        raise BadReply("an event is not JSON: %s" % e) from None
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        raise BadReply("an event without a name")
    return Event(client, wrap(client, value)._values)


class _Stream:
    """POST: one message a line, in an answer that does not end."""

    def __init__(self, client: Any, url: str, body: Dict[str, Any]) -> None:
        origin, path = split(url)
        self.connection = client.transport.connect(origin, client.transport.timeout)
        try:
            headers = client.transport.headers_for(origin, {"Content-Type": "application/json"})
            headers.pop("Accept-Encoding", None)
            self.connection.sock.settimeout(SILENCE)
            self.connection.request("POST", path, json.dumps(body).encode(), headers)
            self.response = self.connection.getresponse()
            if self.response.status != 201:
                raise _refused(client, self.response.status, self.response.read(65536))
        except BaseException:
            self.connection.close()
            raise

    def __iter__(self) -> Iterator[bytes]:
        while True:
            line = self.response.readline(LINE_MAX + 1)
            if not line.endswith(b"\n"):
                if len(line) > LINE_MAX:
                    raise BadReply("an event is longer than %d bytes" % LINE_MAX)
                return
            if line.strip():
                yield line

    def close(self) -> None:
        self.response.close()
        self.connection.close()


class _Socket:
    """GET as a WebSocket: one message a text frame."""

    def __init__(self, client: Any, url: str, body: Dict[str, Any]) -> None:
        pairs = [(key, one) for key, value in body.items() for one in (value if isinstance(value, list) else [value])]
        origin, path = split(url + ("&" if "?" in url else "?") + urllib.parse.urlencode(pairs))
        connection = client.transport.connect(origin, client.transport.timeout)
        try:
            connection.sock.settimeout(SILENCE)
            self.ws = WebSocket(connection.sock, origin, path, client.transport.headers_for(origin, None), LINE_MAX)
            if self.ws.status != 101:
                raise _refused(client, self.ws.status, self.ws.rest)
        except BaseException:
            connection.close()
            raise
        self.connection = connection

    def __iter__(self) -> Iterator[bytes]:
        return self.ws.messages()

    def close(self) -> None:
        self.ws.close()
        self.connection.close()


def _refused(client: Any, status: int, body: bytes) -> StampedeError:
    try:
        error = wrap(client, json.loads(body))
    except (ValueError, RecursionError):
        error = None
    if status < 400:
        return BadReply("subscribe was answered with %d" % status)
    return api_error(status, error if isinstance(error, Object) else Object(client, {}))


def _missed(client: Any, since: int) -> Optional[Dict[str, str]]:
    """Type by link of all that changed since then (epoch ms), as the history has it; None if that cannot be told."""
    try:
        client.type("history").collection()
    except UnknownType:
        return None
    begin = datetime.datetime.fromtimestamp(since / 1000 - SLACK, datetime.timezone.utc)
    found: Dict[str, str] = {}
    seen = 0
    for page in client.list("history", created_gte=begin, limit=1000).pages():
        for row in page.data:
            link = row.links.get("resource")
            if link:
                found.setdefault(link, row.resourceType)
        seen += len(page)
        if seen > MISSED_MAX:
            return None
    return found


def _catch_up(client: Any, since: int, include: Sequence[str]) -> Iterator[Event]:
    missed = _missed(client, since)
    if missed is None:
        yield Event(client, {"name": "gap", "resourceType": None, "resourceId": None, "data": None})
        return
    for link, type_ in missed.items():
        try:
            now = client.get(link, **({"include": list(include)} if include else {}))
        except (NotFound, Forbidden):
            continue
        yield Event(client, {"name": CHANGE, "resourceType": type_, "resourceId": now.get("id"),
                             "data": Object(client, {"resource": now})})


def subscribe(client: Any, names: Sequence[str], include: Any, websocket: bool, pings: bool, resume: bool,
              agent_id: Optional[str]) -> Iterator[Event]:
    body: Dict[str, Any] = {"eventNames": list(names)}
    includes = [include] if isinstance(include, str) else list(include or ())
    if agent_id is not None:
        body["agentId"] = agent_id
    # What is included is asked for in the address, over both.
    url = client.type("subscribe").collection()
    if includes:
        url += "?" + urllib.parse.urlencode([("include", one) for one in includes])
    make = _Socket if websocket else _Stream

    def connect() -> Any:
        return make(client, url, body)
    # The first connection now: who is refused is told at once, not when the first event is asked for.
    return _events(client, connect, connect(), pings, resume and CHANGE in names, includes)


def _events(client: Any, connect: Callable[[], Any], source: Any, pings: bool, resume: bool,
            includes: Sequence[str]) -> Iterator[Event]:
    tries = 0
    heard: Optional[int] = None  # the time of the last message, by the server's clock
    try:
        while True:
            try:
                source = source or connect()
                live = False
                for text in source:
                    event = _event(client, text)
                    # The first ping says that the subscription is live: what changes from here on is heard.
                    if not live:
                        live, tries = True, 0
                        if resume and heard is not None:
                            yield from _catch_up(client, heard, includes)
                    heard = event.time if isinstance(event.get("time"), int) else heard
                    if event.name != "ping" or pings:
                        yield event
            except (OSError, http.client.HTTPException, TooManyRequests, ServerError):
                pass  # lost, or not there yet; ConnectionLost and Timeout are OSErrors
            if source is not None:
                source.close()
                source = None
            tries += 1
            time.sleep(min(PAUSE_MAX, 0.2 * 2 ** min(tries - 1, 8)) * random.uniform(0.75, 1.25))
    finally:
        if source is not None:
            source.close()

"""HTTP: connections that are kept, retries, timeouts, gzip, TLS. Knows nothing of resources.

One request is repeated after a lost connection only if it may be: it had not been sent, its method does the same
when done twice, or it carries an Idempotency-Key. Credentials go to the server that was named, never elsewhere,
and never over HTTP where HTTPS was asked for.
"""

import base64
import http.client
import random
import select
import socket
import ssl
import threading
import time
import urllib.parse
import zlib
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from stampede.errors import BadReply, ConnectionLost, StampedeError, Timeout

IDLE_CONNECTIONS = 8
BODY_MAX = 256 << 20
PAUSE_MAX = 10.0
REDIRECTS_MAX = 5
REPEATABLE = frozenset(["GET", "HEAD", "PUT", "DELETE"])
Origin = Tuple[str, str, int]


class Reply(NamedTuple):
    status: int
    headers: Any
    body: bytes
    url: str


class NotSent(ConnectionLost):
    """No connection came about: the request was not seen by anybody."""


def split(url: str) -> Tuple[Origin, str]:
    """(scheme, host, port) and the path with the query."""
    try:
        parts = urllib.parse.urlsplit(url)
        port = parts.port
    except ValueError as e:
        raise StampedeError("no address: %r (%s)" % (url, e)) from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise StampedeError("no address of a server: %r; one is http://HOST:PORT/v1" % url)
    path = urllib.parse.quote(parts.path or "/", safe="/%!;=:@&+$,~*'()")
    if parts.query:
        path += "?" + urllib.parse.quote(parts.query, safe="%=&+!;:@$,/?~*'()")
    return (parts.scheme, parts.hostname, port or (443 if parts.scheme == "https" else 80)), path


def backoff(attempt: int) -> float:
    return 0.1 * float(2 ** min(attempt, 6)) * random.uniform(0.75, 1.25)


class Transport:
    """Any number of threads at once; at most IDLE_CONNECTIONS that are not in use are kept for each server."""

    def __init__(self, url: str, access_key: Optional[str], secret_key: Optional[str], *, timeout: float = 60.0,
                 retries: int = 5, ca: Optional[str] = None, verify: bool = True, gzip: bool = True,
                 headers: Optional[Dict[str, str]] = None) -> None:
        self.timeout, self.retries, self.gzip = timeout, retries, gzip
        self.home, _ = split(url)
        self.headers = dict(headers or {})
        self.credentials: Dict[str, str] = {}
        if access_key is not None or secret_key is not None:
            text = "%s:%s" % (access_key, secret_key)
            self.credentials["Authorization"] = "Basic " + base64.b64encode(text.encode()).decode()
        self.ca, self.verify = ca, verify
        self._context: Optional[ssl.SSLContext] = None
        self._idle: Dict[Origin, List[http.client.HTTPConnection]] = {}
        self._lock = threading.Lock()
        self._closed = False

    def context(self) -> ssl.SSLContext:
        if self._context is None:
            self._context = ssl.create_default_context(cafile=self.ca)
            if not self.verify:
                self._context.check_hostname = False
                self._context.verify_mode = ssl.CERT_NONE
        return self._context

    def close(self) -> None:
        with self._lock:
            self._closed = True
            idle = [one for group in self._idle.values() for one in group]
            self._idle.clear()
        for connection in idle:
            connection.close()

    # --- Connections ---

    def connect(self, origin: Origin, timeout: float) -> http.client.HTTPConnection:
        """A new connection, open. NotSent or Timeout if there is none."""
        scheme, host, port = origin
        connection: http.client.HTTPConnection
        if scheme == "https":
            connection = http.client.HTTPSConnection(host, port, timeout=timeout, context=self.context())
        else:
            connection = http.client.HTTPConnection(host, port, timeout=timeout)
        try:
            connection.connect()
            connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except ssl.SSLCertVerificationError as e:
            raise StampedeError("the certificate of %s:%d is not trusted: %s; name its authority with ca=FILE"
                                % (host, port, e.verify_message)) from None
        except OSError as e:
            connection.close()
            raise NotSent("no connection to %s:%d: %s" % (host, port, e)) from None
        return connection

    def _take(self, origin: Origin, timeout: float) -> http.client.HTTPConnection:
        while True:
            with self._lock:
                group = self._idle.get(origin)
                connection = group.pop() if group else None
            if connection is None:
                return self.connect(origin, timeout)
            # One on which something came unasked was hung up by the server meanwhile.
            if connection.sock is not None and not select.select([connection.sock], [], [], 0)[0]:
                return connection
            connection.close()

    def _give(self, origin: Origin, connection: http.client.HTTPConnection) -> None:
        with self._lock:
            group = self._idle.setdefault(origin, [])
            if not self._closed and len(group) < IDLE_CONNECTIONS:
                group.append(connection)
                return
        connection.close()

    # --- Requests ---

    def headers_for(self, origin: Origin, more: Optional[Dict[str, str]]) -> Dict[str, str]:
        headers = {"Accept": "application/json", "User-Agent": "stampede-python"}
        if self.gzip:
            headers["Accept-Encoding"] = "gzip"
        headers.update(self.headers)
        headers.update(more or {})
        if origin == self.home:
            headers.update(self.credentials)
        return headers

    def request(self, method: str, url: str, body: Optional[bytes] = None, headers: Optional[Dict[str, str]] = None,
                timeout: Optional[float] = None) -> Reply:
        """Sends one request until there is an answer. ConnectionLost, Timeout or BadReply if there is none."""
        seconds = self.timeout if timeout is None else timeout
        repeatable = method in REPEATABLE or "Idempotency-Key" in (headers or {})
        attempt = redirects = 0
        while True:
            try:
                reply = self._once(method, url, body, headers, seconds)
            except ConnectionLost as e:
                if attempt >= self.retries or not (repeatable or isinstance(e, NotSent)):
                    raise
                pause = backoff(attempt)
            else:
                target = reply.headers.get("Location")
                if reply.status in (301, 302, 303, 307, 308) and target and method in ("GET", "HEAD"):
                    redirects += 1
                    if redirects > REDIRECTS_MAX:
                        raise BadReply("more than %d redirects, the last to %s" % (REDIRECTS_MAX, target))
                    url = urllib.parse.urljoin(url, target)
                    continue
                # Refused before anything was done: a server that starts, or one that has too much to do.
                if reply.status not in (429, 503) or attempt >= self.retries:
                    return reply
                told = reply.headers.get("Retry-After")
                if told is None and not repeatable:
                    return reply
                try:
                    pause = backoff(attempt) if told is None else float(told)
                except ValueError:
                    return reply
                if not 0 <= pause <= PAUSE_MAX:
                    return reply
            attempt += 1
            time.sleep(pause)

    def _once(self, method: str, url: str, body: Optional[bytes], headers: Optional[Dict[str, str]],
              seconds: float) -> Reply:
        origin, path = split(url)
        deadline = time.monotonic() + seconds
        connection = self._take(origin, seconds)
        kept = False
        try:
            sock = connection.sock
            sock.settimeout(seconds)
            connection.request(method, path, body, self.headers_for(origin, headers))
            response = connection.getresponse()
            data = self._read(sock, response, method, deadline)
            kept = not response.will_close
            response.close()
            return Reply(response.status, response.headers, self._decode(response.headers, data), url)
        except socket.timeout:
            raise Timeout("%s %s: no answer within %g s" % (method, url, seconds)) from None
        except (OSError, http.client.HTTPException) as e:
            raise ConnectionLost("%s %s: the connection was lost: %s" % (
                method, url, str(e) or type(e).__name__)) from None
        finally:
            if kept:
                self._give(origin, connection)
            else:
                connection.close()

    @staticmethod
    def _read(sock: socket.socket, response: http.client.HTTPResponse, method: str, deadline: float) -> bytes:
        """The whole body, however slowly it comes, by the deadline."""
        if method == "HEAD" or response.status in (204, 304):
            return b""
        length = None if response.chunked else response.length
        parts: List[bytes] = []
        got = 0
        while length is None or got < length:
            left = deadline - time.monotonic()
            if left <= 0:
                raise socket.timeout()
            sock.settimeout(left)
            part = response.read1(65536 if length is None else min(65536, length - got))
            if not part:
                break
            parts.append(part)
            got += len(part)
            if got > BODY_MAX:
                raise BadReply("%s: the answer is longer than %d bytes" % (method, BODY_MAX))
        if length is not None and got < length:
            raise http.client.IncompleteRead(b"", length - got)
        return b"".join(parts)

    @staticmethod
    def _decode(headers: Any, data: bytes) -> bytes:
        if headers.get("Content-Encoding", "").lower() != "gzip" or not data:
            return data
        unzip = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            text = unzip.decompress(data, BODY_MAX)
        except zlib.error as e:
            raise BadReply("the answer is not gzip as it says: %s" % e) from None
        if not unzip.eof:
            raise BadReply("the answer ends in the middle, or is longer than %d bytes" % BODY_MAX)
        return text

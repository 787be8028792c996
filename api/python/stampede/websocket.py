"""A WebSocket as a client needs it (RFC 6455): the handshake, whole messages, an answer to pings."""

import base64
import hashlib
import os
import socket
import struct
from typing import Any, Dict, Iterator, Tuple

from stampede.errors import BadReply, ConnectionLost

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
HEAD_MAX = 65536
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


class WebSocket:
    """`status` is that of the handshake; if it is not 101, `rest` has the body that came instead."""

    def __init__(self, sock: socket.socket, origin: Tuple[str, str, int], path: str, headers: Dict[str, str],
                 message_max: int) -> None:
        self.sock, self.message_max = sock, message_max
        key = base64.b64encode(os.urandom(16))
        host = "[%s]" % origin[1] if ":" in origin[1] else origin[1]
        lines = ["GET %s HTTP/1.1" % path, "Host: %s:%d" % (host, origin[2]), "Upgrade: websocket",
                 "Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: " + key.decode()]
        lines += ["%s: %s" % pair for pair in headers.items() if pair[0] != "Accept-Encoding"]
        if any("\r" in line or "\n" in line for line in lines):
            raise BadReply("a header or address with a line break")
        sock.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            if len(self.buffer) > HEAD_MAX:
                raise BadReply("the answer to the handshake does not end")
            self._more()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        status, *fields = head.split(b"\r\n")
        words = status.split(None, 2)
        if len(words) < 2 or not words[0].startswith(b"HTTP/1.") or not words[1].isdigit():
            raise BadReply("the answer to the handshake is not HTTP")
        self.status = int(words[1])
        found = {name.strip().lower(): value.strip() for name, _, value in (one.partition(b":") for one in fields)}
        if self.status != 101:
            self.rest = self._body(found)
            return
        expected = base64.b64encode(hashlib.sha1(key + MAGIC).digest())
        if found.get(b"sec-websocket-accept") != expected:
            raise BadReply("the answer to the handshake is not one to ours")

    def _body(self, headers: Dict[bytes, bytes]) -> bytes:
        length = headers.get(b"content-length", b"0")
        wanted = min(int(length), HEAD_MAX) if length.isdigit() else 0
        return self._take(wanted)

    def _more(self) -> None:
        part = self.sock.recv(65536)
        if not part:
            raise ConnectionLost("the connection was closed")
        self.buffer += part

    def _take(self, count: int) -> bytes:
        if len(self.buffer) < count:
            parts, have = [self.buffer], len(self.buffer)
            while have < count:
                part = self.sock.recv(min(1 << 20, max(65536, count - have)))
                if not part:
                    raise ConnectionLost("the connection was closed")
                parts.append(part)
                have += len(part)
            self.buffer = b"".join(parts)
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def _frame(self) -> Tuple[int, bool, bytes]:
        first, second = self._take(2)
        length = second & 127
        if first & 0x70 or second & 0x80:
            raise BadReply("a frame that a server must not send")
        if length == 126:
            length = struct.unpack(">H", self._take(2))[0]
        elif length == 127:
            length = struct.unpack(">Q", self._take(8))[0]
        code, last = first & 15, bool(first & 0x80)
        if length > self.message_max or (code >= CLOSE and (length > 125 or not last)):
            raise BadReply("a frame of %d bytes" % length)
        return code, last, self._take(length)

    def send(self, code: int, data: bytes) -> None:
        """A short frame: at most 125 bytes."""
        mask = os.urandom(4)
        self.sock.sendall(bytes([0x80 | code, 0x80 | len(data)]) + mask +
                          bytes(byte ^ mask[i & 3] for i, byte in enumerate(data)))

    def messages(self) -> Iterator[bytes]:
        """Until the other end closes."""
        whole: Any = None
        while True:
            code, last, data = self._frame()
            if code == PING:
                self.send(PONG, data)
            elif code == CLOSE:
                return
            elif code == PONG:
                continue
            elif (code in (TEXT, BINARY)) == (whole is None) and code <= BINARY:
                whole = data if whole is None else whole + data
                if len(whole) > self.message_max:
                    raise BadReply("a message longer than %d bytes" % self.message_max)
                if last:
                    yield whole
                    whole = None
            else:
                raise BadReply("a frame of kind %d out of order" % code)

    def close(self) -> None:
        try:
            self.send(CLOSE, struct.pack(">H", 1000))
        except OSError:
            pass

"""Messages between the server and its processes: JSON, bytes, and sometimes an open file.

A message is two lengths, a JSON object and a body, and says whether a file comes with it.
Nothing in it can run: a process that was taken over by a query could not take over the
server with its answer.
"""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from struct import Struct
from typing import Any

__all__ = ["Inbox", "Message", "packed", "receive", "send"]

_LENGTHS = Struct("!IIB")
#: Bytes read at once, and files that may come with them.
_AT_ONCE, _FILES = 1 << 18, 8


@dataclass(frozen=True, slots=True)
class Message:
    """What was said: an object, bytes that belong to it, and perhaps an open file."""

    head: dict[str, Any]
    body: bytes = b""
    file: int | None = None


def packed(head: dict[str, Any], body: bytes = b"", *, files: int = 0) -> bytes:
    """Return a message as it goes over the wire; with it go that many files, one at most."""
    text = json.dumps(head).encode()
    return _LENGTHS.pack(len(text), len(body), files) + text + body


def send(
    sock: socket.socket, head: dict[str, Any], body: bytes = b"", *, file: int | None = None
) -> None:
    """Send a message over a blocking socket; a file goes with its first byte."""
    data = packed(head, body, files=file is not None)
    sent = 0 if file is None else socket.send_fds(sock, [data], [file])
    sock.sendall(data[sent:])


class Inbox:
    """Puts messages together from what a socket gives."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._files: list[int] = []

    def read(self, sock: socket.socket) -> Message | None:
        """Read once; return the message if it is whole now.  Raises `EOFError` at the end."""
        data, files, _, _ = socket.recv_fds(sock, _AT_ONCE, _FILES)
        self._files += files
        if not data:
            raise EOFError("the other side is gone")
        self._held += data
        return self.next()

    def next(self) -> Message | None:
        """Return the next whole message of what was read."""
        held, fixed = self._held, _LENGTHS.size
        if len(held) < fixed:
            return None
        head, body, files = _LENGTHS.unpack_from(held)
        end = fixed + head + body
        if len(held) < end:
            return None
        said = json.loads(bytes(held[fixed : fixed + head]))
        carried = bytes(held[fixed + head : end])
        del held[:end]
        return Message(said, carried, self._files.pop(0) if files else None)


def receive(sock: socket.socket, inbox: Inbox) -> Message:
    """Return the next message of a blocking socket; raise `EOFError` at the end."""
    message = inbox.next()
    while message is None:
        message = inbox.read(sock)
    return message

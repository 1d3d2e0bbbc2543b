"""Answers that are kept: the same request to the same graph is answered from memory.

Promise: a kept answer is the answer that was given before, byte for byte, marked by
`Cache-Status: treatygraph; hit` (RFC 9211).  It belongs to one graph and goes with it.
Kept is what is stable, that is, what carries an ETag; a query with NOW or RAND does not.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Keeping", "Memory"]

#: Bytes of all kept answers of a graph together, and of the largest that is kept.
ROOM, LARGEST = 64 << 20, 1 << 20
#: What an entry takes beside its bytes, roughly.
_ENTRY = 1000

Headers = list[tuple[bytes, bytes]]
_HIT = (b"cache-status", b"treatygraph; hit")
_MISS = (b"cache-status", b"treatygraph; fwd=miss")
_OF_304 = (b"etag", b"vary", b"cache-control", b"content-location", b"content-language", b"link")


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer: its headers and its bytes, and the tag that marks it."""

    headers: Headers
    body: bytes
    tag: bytes


class Memory:
    """The answers of one graph; those that were not asked for longest give way."""

    def __init__(self, room: int = ROOM) -> None:
        self.room, self.taken = room, 0
        self._kept: OrderedDict[Any, tuple[int, Kept]] = OrderedDict()

    def find(self, key: Any) -> Kept | None:
        """Return what is kept under a key."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[1]

    def keep(self, key: Any, answer: Kept) -> None:
        """Keep an answer; others give way where room is short."""
        size = _ENTRY + len(answer.body) + sum(map(len, filter(None, key)))
        if key in self._kept or len(answer.body) > LARGEST:
            return
        self._kept[key] = (size, answer)
        self.taken += size
        while self.taken > self.room:
            _, (freed, _) = self._kept.popitem(last=False)
            self.taken -= freed


class Keeping:
    """Answers a GET from memory where it can, and keeps the answer where it may."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        key, condition = _key(scope)
        memory: Memory = scope["site"].memory
        kept = memory.find(key)
        if kept is None:
            await self.app(scope, receive, _Recorder(send, memory, key))
        elif condition and _has(condition, kept.tag):
            headers = [pair for pair in kept.headers if pair[0] in _OF_304]
            await _give(send, 304, [*headers, _HIT], b"")
        else:
            await _give(send, 200, [*kept.headers, _HIT], kept.body)


async def _give(send: Send, status: int, headers: Headers, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _key(scope: Scope) -> tuple[tuple[bytes | None, ...], bytes | None]:
    """Return what an answer depends on beside the graph, and the tags that the client has."""
    accept = condition = host = None
    packed = b""
    for name, value in scope["headers"]:
        if name == b"accept":
            accept = value if accept is None else accept + b"," + value
        elif name == b"accept-encoding" and b"gzip" in value.lower():
            packed = b"gzip"
        elif name == b"if-none-match":
            condition = value
        elif name == b"host":
            host = value
    path = scope["path"].encode("utf-8", "surrogatepass")
    language = scope.get("language", "").encode()
    framed = b"embed" if scope.get("embed") else None
    return (path, scope["query_string"], accept, packed, host, language, framed), condition


def _has(condition: bytes, tag: bytes) -> bool:
    """Tell whether a client has this tag; weak comparison, as RFC 9110, section 13.1.2, says."""
    tags = {part.strip().removeprefix(b"W/") for part in condition.split(b",")}
    return tag.removeprefix(b"W/") in tags


class _Recorder:
    """Passes an answer on, and keeps it once it is whole."""

    def __init__(self, send: Send, memory: Memory, key: Any) -> None:
        self.send, self.memory, self.key = send, memory, key
        self.headers: Headers | None = None
        self.tag = b""
        self.held = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message = self._begin(message)
        elif message["type"] == "http.response.body" and self.headers is not None:
            self._take(message)
        await self.send(message)

    def _begin(self, message: Message) -> Message:
        headers: Headers = list(message["headers"])
        found = dict(headers)
        self.tag = found.get(b"etag", b"")
        if message["status"] != 200 or not self.tag:
            return message
        if b"no-store" not in found.get(b"cache-control", b""):
            self.headers = headers
        return {**message, "headers": [*headers, _MISS]}

    def _take(self, message: Message) -> None:
        self.held += message.get("body", b"")
        if len(self.held) > LARGEST:
            self.headers = None
            self.held.clear()
        elif not message.get("more_body", False) and self.headers is not None:
            self.memory.keep(self.key, Kept(self.headers, bytes(self.held), self.tag))

"""Connections: what a client may take of time, and how its bytes are sent.

A client that sends its request too slowly, or does not read its answer, is dropped; what
it was sent is forgotten.  Packets go at once (no Nagle): an answer is written in pieces,
and a client that acknowledges late would else wait 40 ms for the second one.
"""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from treatygraph.errors import StoreError

if TYPE_CHECKING:
    from starlette.types import ASGIApp

__all__ = ["Connection", "listen", "server"]

#: Seconds from the first byte of a request (or the connection) until the request is whole.
REQUEST_TIME = 20.0
#: Seconds in which a client must take the next 64 KiB, or what is left of its answer.
WRITE_TIME = 20.0
#: Connections at once; the next one is told 503.
CONNECTIONS = 1000


class Connection(HttpToolsProtocol):
    """One connection that is closed where the client is too slow."""

    _deadline: asyncio.TimerHandle | None = None
    _writing: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection; its first request must come soon."""
        super().connection_made(transport)
        sock = transport.get_extra_info("socket")
        if sock is not None and sock.family in (socket.AF_INET, socket.AF_INET6):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if hasattr(socket, "TCP_USER_TIMEOUT"):
                wait = int(WRITE_TIME * 1000)
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, wait)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection and its limits."""
        self._arrived()
        self._taken()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """Begin a request."""
        self._expect()
        super().on_message_begin()

    def on_message_complete(self) -> None:
        """Take a request as whole."""
        self._arrived()
        super().on_message_complete()

    def pause_writing(self) -> None:
        """Wait for the client to read, and not for ever."""
        super().pause_writing()
        self._taken()
        self._writing = self.loop.call_later(WRITE_TIME, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on: the client has read."""
        self._taken()
        super().resume_writing()

    def _expect(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(REQUEST_TIME, self.transport.abort)

    def _arrived(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _taken(self) -> None:
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None


def server(app: ASGIApp, **settings: Any) -> uvicorn.Server:
    """Return what serves an application on sockets that listen."""
    config = uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        log_level="warning",
        limit_concurrency=CONNECTIONS,
        server_header=False,
        timeout_graceful_shutdown=5,
        **settings,
    )
    return uvicorn.Server(config)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; a port that is taken is said so, with a remedy."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise StoreError(
            f"Cannot listen on {host}:{port}: {error.strerror or error}.",
            expected="an address of this machine and a free port",
            remedy="try another --port, or --port 0 for any free one",
        ) from error
    listener.listen(1024)
    return listener

"""Who may ask: which names this server answers to, which sites may read it, and how often.

A page of any web site can send requests to a server on the reader's own machine, and by
pointing a name of its own there (DNS rebinding) read the answers.  So a server that
listens on this machine answers to this machine's names only.  What is published may be
read by all sites; a graph that holds texts of its user's own is read by those only that
the user names.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from time import monotonic
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from treatygraph.http.problems import problem
from treatygraph.vocab import expand

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["LOOPBACK", "Access", "CrossOrigin", "Guard", "NoSniff", "holds_texts", "is_loopback"]

#: Names of this machine for itself.
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
#: Clients whose requests are counted at once.
_CLIENTS = 10_000


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask.

    `hosts` are the names that the server answers to, all where empty.  `origins` are the
    sites whose pages may read a graph with texts of the user's own.  `rate` is how many
    requests a second one client may send in the long run, any number where 0.
    """

    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    rate: float = 0.0


def is_loopback(host: str) -> bool:
    """Tell whether an address to listen on is reached from this machine only.

    >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0")
    (True, False)
    """
    return host in ("localhost", "::1") or host.startswith("127.")


def holds_texts(site: Site) -> bool:
    """Tell whether the graph holds texts: those that its user took in."""
    from pyoxigraph import NamedNode

    def look() -> bool:
        found = site.store.quads_for_pattern(None, NamedNode(expand("tg:text")), None, None)
        return next(iter(found), None) is not None

    return site.once("holds texts", look)


class Guard:
    """Refuses requests to another name, and clients that ask too often."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in access.hosts)
        self.buckets = _Buckets(access.rate) if access.rate else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "http":
            if self.hosts and not self._is_ours(scope):
                detail = "This server does not answer to that name; serve --allow-host adds one."
                await problem("wrong-host", detail)(scope, receive, send)
                return
            wait = self.buckets.wait(_client(scope)) if self.buckets else 0.0
            if wait:
                refused = problem("too-many-requests", "You ask too often; wait a little.")
                refused.headers["Retry-After"] = str(ceil(wait))
                await refused(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        host = next((value for name, value in scope["headers"] if name == b"host"), b"")
        name = host.decode("latin-1").lower()
        if not name.endswith("]"):
            before, colon, port = name.rpartition(":")
            name = before if colon and port.isdigit() else name
        return name in self.hosts


def _client(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""


class _Buckets:
    """Counts requests of each client: a bucket of two seconds' worth that fills evenly."""

    def __init__(self, rate: float) -> None:
        self.rate, self.size = rate, max(2 * rate, 1.0)
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Take one request; return 0, or the seconds until the next one is allowed."""
        now = monotonic()
        left, since = self._left.pop(client, (self.size, now))
        left = min(self.size, left + (now - since) * self.rate)
        allowed = left >= 1
        self._left[client] = (left - 1 if allowed else left, now)
        if len(self._left) > _CLIENTS:
            self._left.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self.rate


class CrossOrigin:
    """Lets pages of other sites read published data, and a user's own texts where named."""

    def __init__(self, app: ASGIApp, origins: Sequence[str] = ()) -> None:
        self.all = _cors(app, ["*"])
        self.named = _cors(app, list(origins))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, to be answered with or without leave to read."""
        open_to_all = scope["type"] != "http" or not holds_texts(scope["site"])
        await (self.all if open_to_all else self.named)(scope, receive, send)


def _cors(app: ASGIApp, origins: list[str]) -> CORSMiddleware:
    return CORSMiddleware(
        app,
        allow_origins=origins,
        allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["*"],
        expose_headers=["ETag", "Link", "Content-Location", "Cache-Status", "Retry-After"],
    )


class NoSniff:
    """Says of every answer that its media type is meant as it is given."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, with the header."""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Content-Type-Options"] = "nosniff"
            await send(message)

        await self.app(scope, receive, marked)

"""Links out, tested on the web: whether the other end answers.

Polite: one request at a time, HEAD before GET, a pause between requests to the same host,
`Retry-After` kept, and a host that cannot be reached is not tried again.  IRIs that differ
after `#` alone are one document on the web (RFC 9110, section 4.2.5), which is asked once.
What could not be tested is said to be untested, never to be broken.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

from treatygraph import __version__
from treatygraph.queryfile import table_query
from treatygraph.store.base import Store

if TYPE_CHECKING:
    import httpx

__all__ = ["Answer", "Out", "links_of", "try_links"]

#: Answers to HEAD after which GET may still be answered (RFC 9110, 15.5.4, 15.5.6, 15.6.2).
_NO_HEAD = frozenset({403, 405, 501})
_GONE = frozenset({404, 410})
_LATER = frozenset({429, 503})
#: Longest wait that a server may ask for, in seconds.
_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Out:
    """One link: what of ours, how it matches, the IRI and label there."""

    thing: str
    match: str
    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What testing an IRI gave: `answers`, `gone`, `trouble` or `untested`, and why."""

    iri: str
    state: str
    note: str


def links_of(store: Store) -> tuple[Out, ...]:
    """Return the links that a graph holds, in order of their targets."""
    rows = store.select(table_query("things/links").text).rows
    return tuple(Out(*(str(getattr(term, "value", "")) for term in row)) for row in rows)


def try_links(
    iris: Iterable[str],
    *,
    timeout: float = 10.0,
    pause: float = 0.5,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Answer]:
    """Yield the answer for each IRI, each once, in the order given.

    Of an IRI with a fragment the document is tested; whether it holds the fragment is not.
    """
    import httpx

    agent = {"User-Agent": f"treatygraph/{__version__} (test of links)", "Accept": "*/*"}
    known: dict[str, Answer] = {}
    lost: dict[str, str] = {}
    last: dict[str, float] = {}
    with httpx.Client(headers=agent, timeout=timeout, follow_redirects=True) as client:
        for iri in dict.fromkeys(iris):
            document = urldefrag(iri).url
            if document in known:
                yield replace(known[document], iri=iri)
                continue
            host = urlsplit(document).netloc
            if host in lost:
                yield Answer(iri, "untested", lost[host])
                continue
            wait = last.get(host, -pause) + pause - time.monotonic()
            if wait > 0:
                sleep(wait)
            try:
                known[document] = _tested(client, document, sleep)
                yield replace(known[document], iri=iri)
            except httpx.TransportError as error:
                lost[host] = f"{host} cannot be reached: {error or type(error).__name__}"
                yield Answer(iri, "untested", lost[host])
            last[host] = time.monotonic()


def _tested(client: httpx.Client, iri: str, sleep: Callable[[float], None]) -> Answer:
    status, wait = _asked(client, "HEAD", iri)
    if status in _NO_HEAD:
        status, wait = _asked(client, "GET", iri)
    if status in _LATER:
        sleep(min(wait, _PATIENCE))
        status, wait = _asked(client, "GET", iri)
    if status in _GONE:
        return Answer(iri, "gone", f"status {status}")
    return Answer(iri, "answers" if status < 400 else "trouble", f"status {status}")


def _asked(client: httpx.Client, method: str, iri: str) -> tuple[int, float]:
    """Return the status, and the seconds that the server asks to be left alone."""
    with client.stream(method, iri) as response:
        asked = response.headers.get("Retry-After", "")
        return response.status_code, float(asked) if asked.isdecimal() else 2.0

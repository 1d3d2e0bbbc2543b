"""A store in memory that remembers what earlier builds answered.

An answer is remembered with what its query reads of the graph (`treatygraph.store.reads`),
so that it stands as long as these triples are the same and came in the same order; what
else the graph holds does not matter.  A query that may read everything is always asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import (
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

from treatygraph.archive import Archive
from treatygraph.errors import StoreError
from treatygraph.store.base import Bindings, Solutions, bind
from treatygraph.store.oxigraph import OxigraphStore, solutions
from treatygraph.store.reads import TYPE, reads

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

__all__ = ["RememberingStore"]

_TYPE = TYPE.encode()
_RESULTS = QueryResultsFormat.JSON


class RememberingStore(OxigraphStore):
    """A store in memory; whatever is put into it is to be put in through it."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(pyoxigraph.Store())
        self.archive = archive
        self._marks: dict[str, Hash] = {}

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads in one transaction."""
        self.add_nquads(serialize(quads, format=RdfFormat.N_QUADS) or b"")

    def add_nquads(self, nquads: bytes) -> None:
        """Add quads given as N-Quads."""
        self.inner.load(nquads, format=RdfFormat.N_QUADS)
        self._mark(nquads)

    def select(self, query: str, bindings: Bindings | None = None) -> Solutions:
        """Return the solutions of a SELECT query."""

        def ask() -> bytes:
            answer = self._query(query, bindings)
            if not isinstance(answer, QuerySolutions):
                solutions(answer)
                return b""
            return answer.serialize(format=_RESULTS) or b""

        text = self.known(bind(query, bindings), ask)
        return solutions(parse_query_results(text, format=_RESULTS))

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Return the answer to an ASK query."""

        def ask() -> bytes:
            return b"yes" if super(RememberingStore, self).ask(query, bindings) else b"no"

        return self.known(bind(query, bindings), ask) == b"yes"

    def construct(self, query: str, bindings: Bindings | None = None) -> Iterator[Triple]:
        """Yield the triples of a CONSTRUCT query."""

        def ask() -> bytes:
            found = super(RememberingStore, self).construct(query, bindings)
            return serialize(found, format=RdfFormat.N_TRIPLES) or b""

        for quad in parse(self.known(bind(query, bindings), ask), format=RdfFormat.N_TRIPLES):
            yield quad.triple

    def update(self, update: str) -> None:
        """Refuse an update, which would change the graph past what is remembered of it."""
        raise StoreError("A graph in the making is not updated.", expected="quads that are added")

    def known(self, query: str, ask: Callable[[], bytes]) -> bytes:
        """Return the answer that was given when what the query reads was the same."""
        read = reads(query)
        if read is None:
            return ask()
        marks = (f"{name} {self._digest(name)}" for name in sorted(read))
        return self.archive.made("query", [query, *marks], ask)

    def _digest(self, name: str) -> str:
        mark = self._marks.get(name)
        return mark.hexdigest() if mark else ""

    def _mark(self, nquads: bytes) -> None:
        """Put lines of N-Quads to the mark of their property, and of their class."""
        told: dict[bytes, list[bytes]] = {}
        for line in nquads.splitlines():
            _, predicate, value = line.split(b" ", 2)
            told.setdefault(predicate, []).append(line)
            if predicate == _TYPE:
                told.setdefault(b"%b %b" % (_TYPE, value.split(b" ", 1)[0]), []).append(line)
        for name, lines in told.items():
            mark = self._marks.setdefault(name.decode(), sha256())
            mark.update(b"\n".join(lines) + b"\n")

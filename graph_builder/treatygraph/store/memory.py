"""The store for notebooks and for comparison: an rdflib dataset in memory.

It is two orders of magnitude slower than the embedded store (docs/engines.md) and is
here for what only rdflib can do, and as a second opinion on every answer.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from treatygraph.errors import QueryError, StoreError
from treatygraph.store.base import Bindings, Solutions, bind, refuse_outside
from treatygraph.store.rdflib_terms import from_rdflib, to_dataset, to_rdflib
from treatygraph.vocab import PREFIXES

if TYPE_CHECKING:
    import rdflib

__all__ = ["MemoryStore"]


class MemoryStore:
    """A store on rdflib; implements `treatygraph.store.base.Store`."""

    def __init__(self, quads: Iterable[Quad] = (), *, allow_service: Iterable[str] = ()) -> None:
        self.dataset: rdflib.Dataset = to_dataset(quads)
        self.allowed = tuple(allow_service)

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads; those that are there already change nothing."""
        to_dataset(quads, self.dataset)

    def select(self, query: str, bindings: Bindings | None = None) -> Solutions:
        """Return the solutions of a SELECT query."""
        answer = self._query(query, bindings, ("SELECT",))
        names = tuple(str(variable) for variable in answer.vars)
        # rdflib gives one empty row where GROUP BY has nothing to group
        grouped = re.search(r"\bGROUP\s+BY\b", query, re.IGNORECASE)
        rows = tuple(
            tuple(None if row.get(v) is None else from_rdflib(row[v]) for v in answer.vars)
            for row in answer.bindings
            if row or not grouped
        )
        return Solutions(names, rows)

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Return the answer to an ASK query."""
        return bool(self._query(query, bindings, ("ASK",)).askAnswer)

    def construct(self, query: str, bindings: Bindings | None = None) -> Iterator[Triple]:
        """Yield the triples of a CONSTRUCT or DESCRIBE query."""
        for triple in self._query(query, bindings, ("CONSTRUCT", "DESCRIBE")):
            yield Triple(*(from_rdflib(node) for node in triple))  # type: ignore[arg-type]

    def update(self, update: str) -> None:
        """Run a SPARQL update."""
        try:
            self.dataset.update(update, initNs=PREFIXES)
        except Exception as error:  # rdflib raises pyparsing's and plain exceptions alike
            raise StoreError(f"The update failed: {error}.") from error

    def dump(self) -> Iterator[Quad]:
        """Yield every quad."""
        for subject, predicate, value, name in self.dataset.quads():
            graph = DefaultGraph() if name is None else NamedNode(str(name))
            yield Quad(
                from_rdflib(subject),  # type: ignore[arg-type]
                from_rdflib(predicate),  # type: ignore[arg-type]
                from_rdflib(value),
                graph,
            )

    def __len__(self) -> int:
        """Return the number of quads."""
        return sum(1 for _ in self.dataset.quads())

    def _query(self, query: str, bindings: Bindings | None, forms: tuple[str, ...]) -> Any:
        refuse_outside(query, self.allowed)
        given = bindings or {}
        try:
            with warnings.catch_warnings(), _no_loading():
                warnings.simplefilter("ignore", DeprecationWarning)  # rdflib warns of itself
                # rdflib starts from what is bound beforehand, but joins VALUES at the end
                single = {n: t for n, t in given.items() if isinstance(t, NamedNode | Literal)}
                several = {n: t for n, t in given.items() if n not in single}
                answer = self.dataset.query(
                    bind(query, several),
                    initNs=PREFIXES,
                    initBindings={name: to_rdflib(term) for name, term in single.items()},
                )
                if answer.type == "SELECT":
                    len(answer)  # rdflib answers lazily: have all rows now, with their errors
        except Exception as error:  # rdflib raises pyparsing's and plain exceptions alike
            raise QueryError(
                f"The query does not parse or failed: {error}.", expected="SPARQL 1.1"
            ) from error
        if answer.type not in forms:
            raise QueryError(
                "The query has another form than this call is for.",
                expected=f"{' or '.join(forms)} query",
            )
        return answer


@contextmanager
def _no_loading() -> Iterator[None]:
    """Keep rdflib from fetching what FROM names: a graph is one of ours, or empty."""
    from rdflib.plugins import sparql

    before = sparql.SPARQL_LOAD_GRAPHS
    sparql.SPARQL_LOAD_GRAPHS = False
    try:
        yield
    finally:
        sparql.SPARQL_LOAD_GRAPHS = before

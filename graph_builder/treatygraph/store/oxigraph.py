"""The embedded store: Oxigraph in this process, in memory or on disk.

Memory is for the many questions of a server, a notebook or a build; the disk store that
a build leaves beside its N-Quads is for the one question of a command (bench/).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
)

from treatygraph.errors import QueryError, StoreError
from treatygraph.store.base import Bindings, Solutions, bind, names_dataset, refuse_outside
from treatygraph.store.manifest import must_hold, must_match
from treatygraph.store.query_advice import syntax_trouble
from treatygraph.vocab import PREFIXES

__all__ = ["OxigraphStore", "is_stated", "other_form", "run_query", "solutions"]

Answer = QuerySolutions | QueryBoolean | QueryTriples


def run_query(store: pyoxigraph.Store, query: str) -> Answer:
    """Return the engine's answer; here and nowhere else the dataset of a query is decided.

    The default graph is the union of all named graphs, in which each triple stands once
    (the graphs of a build share none), or what the query names with FROM.  The usual
    prefixes are declared.  Raises what the engine raises.
    """
    union = not names_dataset(query)
    return store.query(query, prefixes=PREFIXES, use_default_graph_as_union=union)


class OxigraphStore:
    """A store in this process; implements `treatygraph.store.base.Store`."""

    def __init__(
        self, inner: pyoxigraph.Store | None = None, *, allow_service: Iterable[str] = ()
    ) -> None:
        self.inner = inner if inner is not None else pyoxigraph.Store()
        self.allowed = tuple(allow_service)

    @classmethod
    def load(cls, nquads: Path, *, allow_service: Iterable[str] = ()) -> OxigraphStore:
        """Return a store in memory with the quads of a file; what was published, by its hash."""
        inner = pyoxigraph.Store()
        try:
            must_match(nquads)
            inner.bulk_load(path=str(nquads), format=RdfFormat.N_QUADS)
        except (OSError, SyntaxError) as error:
            raise StoreError(
                f"The graph {str(nquads)!r} cannot be loaded: {error}.",
                expected="N-Quads as `treatygraph build` writes them",
                remedy="run `treatygraph build` again",
            ) from error
        return cls(inner, allow_service=allow_service)

    @classmethod
    def open_folder(cls, folder: Path, *, allow_service: Iterable[str] = ()) -> OxigraphStore:
        """Return the on-disk store of a folder, opened for reading.

        It opens in a tenth of the time that loading takes and answers five times slower:
        the right store for one question, the wrong one for many.
        """
        try:
            inner = pyoxigraph.Store.read_only(str(folder))
            must_hold(folder, len(inner))
        except (OSError, RuntimeError) as error:
            raise StoreError(
                f"The store {str(folder)!r} cannot be opened: {error}.",
                expected="a folder that an Oxigraph store was written to",
                remedy="run `treatygraph build` again",
            ) from error
        return cls(inner, allow_service=allow_service)

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads in one transaction."""
        self.inner.extend(quads)

    def derive(self, query: str, graph: str) -> int:
        """Add to a graph what a CONSTRUCT gives and nothing states; return how many triples."""
        new = {t for t in self.construct(query) if not is_stated(self.inner, t)}
        name = NamedNode(graph)
        self.add(Quad(t.subject, t.predicate, t.object, name) for t in new)
        return len(new)

    def select(self, query: str, bindings: Bindings | None = None) -> Solutions:
        """Return the solutions of a SELECT query."""
        return solutions(self._query(query, bindings))

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Return the answer to an ASK query."""
        answer = self._query(query, bindings)
        if not isinstance(answer, QueryBoolean):
            raise other_form("ASK")
        return bool(answer)

    def construct(self, query: str, bindings: Bindings | None = None) -> Iterator[Triple]:
        """Yield the triples of a CONSTRUCT or DESCRIBE query."""
        answer = self._query(query, bindings)
        if not isinstance(answer, QueryTriples):
            raise other_form("CONSTRUCT or DESCRIBE")
        yield from answer

    def query(self, query: str, bindings: Bindings | None = None) -> Answer:
        """Return the engine's own answer to a query of any form."""
        return self._query(query, bindings)

    def update(self, update: str) -> None:
        """Run a SPARQL update."""
        try:
            self.inner.update(update, prefixes=PREFIXES)
        except (SyntaxError, OSError, RuntimeError) as error:
            raise StoreError(f"The update failed: {error}.") from error

    def dump(self) -> Iterator[Quad]:
        """Yield every quad."""
        yield from self.inner

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self.inner)

    def _query(self, query: str, bindings: Bindings | None) -> Answer:
        refuse_outside(query, self.allowed)
        try:
            return run_query(self.inner, bind(query, bindings))
        except SyntaxError as error:
            met, expected, remedy = syntax_trouble(query, str(error))
            raise QueryError(met, expected=expected, remedy=remedy) from error
        except (OSError, RuntimeError) as error:
            raise QueryError(f"The query failed: {error}.") from error


def solutions(answer: object) -> Solutions:
    """Return the engine's answer to a SELECT as rows; raise `QueryError` for another form."""
    if not isinstance(answer, QuerySolutions):
        raise other_form("SELECT")
    names = tuple(variable.value for variable in answer.variables)
    return Solutions(names, tuple(tuple(row[name] for name in names) for row in answer))


def is_stated(store: pyoxigraph.Store, triple: Triple) -> bool:
    """Tell whether some graph of a store holds a triple."""
    found = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    return next(found, None) is not None


def other_form(expected: str) -> QueryError:
    """Return the error of a query that is of another form than was asked for."""
    return QueryError(
        "The query has another form than this call is for.", expected=f"{expected} query"
    )

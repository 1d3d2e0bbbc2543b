"""The one thing that asks: binds parameters, finds the query, gives rows out.

A query is a text, or the name of a table of `queries/tables`.  Parameters are bound as
terms in one place (`treatygraph.store.base.bind`); a text stands for an IRI, a list for
several.  What binds nothing is asked once, since a graph does not change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from threading import RLock
from typing import Any, Self, TypeVar

from pyoxigraph import Literal, NamedNode

from treatygraph.drafts import Draft, all_drafts, find_draft
from treatygraph.iris import Minter, default_minter
from treatygraph.queryfile import must_take, table_query
from treatygraph.store.base import Bindings, Solutions, Store, Term
from treatygraph.table import Cell, Table

__all__ = ["Asker", "Given", "Source", "cell", "text", "to_table"]

T = TypeVar("T")
#: What a parameter is given as: an IRI as text, a term, or several of either.
Given = str | NamedNode | Literal | Iterable[str] | Iterable[NamedNode | Literal]


class Asker:
    """One store, asked; every answer of the program comes through here."""

    def __init__(self, store: Store, minter: Minter | None = None) -> None:
        self.store = store
        self.minter = minter or default_minter()
        self._made: dict[Any, Any] = {}
        self._lock = RLock()

    @classmethod
    def of(cls, graph: Source) -> Self:
        """Return what asks a store, or asks the same as another; one of this kind is its own."""
        if isinstance(graph, cls):
            return graph
        return cls(graph.store, graph.minter) if isinstance(graph, Asker) else cls(graph)

    def terms(
        self, query: str, terms: Mapping[str, Given] | None = None, /, **given: Given
    ) -> Solutions:
        """Return the answer to a SELECT as terms."""
        return self.store.select(*_bound(query, {**(terms or {}), **given}))

    def rows(
        self, query: str, terms: Mapping[str, Given] | None = None, /, **given: Given
    ) -> list[tuple[Cell, ...]]:
        """Return the rows of an answer as plain typed cells; None where nothing is bound."""
        found = self.terms(query, terms, **given).rows
        return [tuple(map(cell, row)) for row in found]

    def texts(
        self, query: str, terms: Mapping[str, Given] | None = None, /, **given: Given
    ) -> list[tuple[str, ...]]:
        """Return the rows of an answer as texts; an empty one where nothing is bound."""

        def ask() -> list[tuple[str, ...]]:
            return [tuple(map(text, row)) for row in self.terms(query, terms, **given).rows]

        return ask() if terms or given else list(self.once(("texts", query), ask))

    def mapping(self, query: str, /, **given: Given) -> dict[str, str]:
        """Return the first column → the second, of several the last."""
        return {key: value for key, value, *_ in self.texts(query, **given)}

    def records(
        self, query: str, terms: Mapping[str, Given] | None = None, /, **given: Given
    ) -> list[dict[str, str]]:
        """Return rows as column → text, without the columns that are unbound; for reading."""

        def ask() -> list[dict[str, str]]:
            found = self.terms(query, terms, **given)
            names = found.variables
            return [
                {
                    name: text(term)
                    for name, term in zip(names, row, strict=True)
                    if term is not None
                }
                for row in found.rows
            ]

        return ask() if terms or given else self.once(("records", query), ask)

    def holds(self, query: str, /, **given: Given) -> bool:
        """Return the answer to an ASK query."""
        return self.store.ask(*_bound(query, given))

    @property
    def drafts(self) -> list[Draft]:
        """All drafts, those of treaties under negotiation first, oldest first."""
        return all_drafts(self)

    def draft(self, name: str) -> Draft:
        """Return the draft that a key, `treaty/key`, a symbol, a name or an IRI means."""
        return find_draft(self, name)

    def once(self, key: Any, make: Callable[[], T]) -> T:
        """Return what `make` gives, made once for this graph."""
        if key not in self._made:
            with self._lock:
                if key not in self._made:
                    self._made[key] = make()
        found: T = self._made[key]
        return found


def _bound(query: str, given: Mapping[str, Given]) -> tuple[str, Bindings]:
    if " " not in query:
        stored = table_query(query)
        must_take(stored, given)
        query = stored.text
    return query, {name: _terms(value) for name, value in given.items()}


def _terms(value: Given) -> Any:
    if isinstance(value, NamedNode | Literal):
        return value
    return NamedNode(value) if isinstance(value, str) else [_terms(one) for one in value]


def text(term: Term | None) -> str:
    """Return a term as text, an empty one for none.

    >>> text(Literal(3)), text(None)
    ('3', '')
    """
    return str(getattr(term, "value", "")) if term is not None else ""


def cell(term: Term | None) -> Cell:
    """Return a term as a plain value: numbers and booleans typed, the rest as text."""
    if term is None:
        return None
    if isinstance(term, Literal):
        kind = term.datatype.value.rpartition("#")[2]
        if kind == "integer":
            return int(term.value)
        if kind in ("decimal", "double", "float"):
            return float(term.value)
        if kind == "boolean":
            return term.value in ("true", "1")
        return term.value
    return term.value if isinstance(term, NamedNode) else str(term)


def to_table(solutions: Solutions, *, title: str = "", notes: tuple[str, ...] = ()) -> Table:
    """Return solutions as a table of plain values."""
    rows = tuple(tuple(cell(term) for term in row) for row in solutions.rows)
    return Table(solutions.variables, rows, title=title, notes=notes)


#: What can be asked: a store, or what asks one already.
Source = Store | Asker

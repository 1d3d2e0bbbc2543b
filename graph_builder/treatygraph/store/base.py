"""The store protocol: the few things that every engine can do.

Terms are pyoxigraph's on every engine, so that one answer can be compared with another.
Every query sees the union of all named graphs as its default graph, unless it says
otherwise itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from treatygraph.errors import QueryError

__all__ = ["Bindings", "Solutions", "Store", "Term", "bind", "refuse_outside"]

Term = NamedNode | Literal | BlankNode | Triple
#: Parameters of a query: variable name → term.
Bindings = dict[str, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer to a SELECT: variables in order, and rows of terms or None."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


@runtime_checkable
class Store(Protocol):
    """What a store can do; the contract suite runs on every implementation."""

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads; those that are there already change nothing."""

    def select(self, query: str, bindings: Bindings | None = None) -> Solutions:
        """Return the solutions of a SELECT query."""

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Return the answer to an ASK query."""

    def construct(self, query: str, bindings: Bindings | None = None) -> Iterator[Triple]:
        """Yield the triples of a CONSTRUCT or DESCRIBE query."""

    def update(self, update: str) -> None:
        """Run a SPARQL update; engines opened read-only refuse it."""

    def dump(self) -> Iterator[Quad]:
        """Yield every quad."""

    def __len__(self) -> int:
        """Return the number of quads."""


def bind(query: str, bindings: Bindings | None) -> str:
    """Return the query with its parameters bound by a VALUES block in its outermost group.

    Terms are serialised by the RDF library, never pasted.  The block stands first inside
    the group, where all engines join it before they group and count; a trailing block
    (SPARQL 1.1, section 10.2.2) is joined too late by some.

    >>> bind("SELECT ?a WHERE { ?a ?p ?o }", {"o": Literal("x")})
    'SELECT ?a WHERE {\\n  VALUES (?o) { ("x") } ?a ?p ?o }'
    """
    if not bindings:
        return query
    names = " ".join(f"?{name}" for name in bindings)
    terms = " ".join(str(term) for term in bindings.values())
    block = f"VALUES ({names}) {{ ({terms}) }}"
    place = _inside(query)
    if place is None:
        return f"{query.rstrip()}\n{block}"
    return f"{query[:place]}\n  {block}{query[place:]}"


_STRINGS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*'
)
_SERVICE = re.compile(r"\bSERVICE\b", re.IGNORECASE)


def refuse_outside(query: str, allowed: Iterable[str] = ()) -> None:
    """Raise `QueryError` where a query would reach another host that is not allowed.

    Strings, comments and IRIs are set aside first, so that a label which says "service"
    does no harm.
    """
    hosts = tuple(allowed)
    bare = _STRINGS.sub(lambda m: f" {m.group()} " if m.group().startswith("<") else " ", query)
    without = re.sub(r"<[^<>]*>", " <> ", bare)
    if not _SERVICE.search(without):
        return
    targets = re.findall(r"\bSERVICE\s+(?:SILENT\s+)?<([^<>]*)>", bare, re.IGNORECASE)
    count = len(_SERVICE.findall(without))
    if len(targets) == count and all(_host(target) in hosts for target in targets):
        return
    raise QueryError(
        "The query asks another server (SERVICE).",
        expected="a query of this graph alone" + (f", or of {', '.join(hosts)}" if hosts else ""),
        remedy="allow the host with --allow-service HOST, for your own queries",
    )


def _inside(query: str) -> int | None:
    """Return the offset after the brace of the outermost group; None where none takes VALUES."""
    bare = _STRINGS.sub(lambda m: " " * len(m.group()), query)
    form = re.search(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", bare, re.IGNORECASE)
    if form is None:
        return None
    start = form.end()
    if form.group().upper() == "CONSTRUCT":
        where = re.search(r"\}\s*WHERE\b", bare[start:], re.IGNORECASE)
        if where is None:
            return None
        start += where.end()
    depth = 0
    for offset in range(start, len(bare)):
        depth += {"(": 1, ")": -1}.get(bare[offset], 0)
        if bare[offset] == "{" and depth == 0:
            nested = re.match(r"\s*SELECT\b", bare[offset + 1 :], re.IGNORECASE)
            return None if nested else offset + 1
    return None


def _host(iri: str) -> str:
    return iri.partition("://")[2].partition("/")[0]

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


_STRINGS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*'
)
_SERVICE = re.compile(r"\bSERVICE\b", re.IGNORECASE)


def bind(query: str, bindings: Bindings | None) -> str:
    """Return the query with its parameters bound, each by a VALUES block of its own.

    Terms are serialised by the RDF library, never pasted, and joined with the query's
    own pattern as SPARQL 1.1, section 10.2, says.  The blocks stand first in the outermost
    WHERE, so that every engine starts from them; the head of the query stays as it is.
    One block for several parameters makes Virtuoso 7 refuse some queries.

    >>> bind("SELECT ?a WHERE { ?a ?p ?o }", {"o": Literal("x")})
    'SELECT ?a WHERE { VALUES (?o) { ("x") } ?a ?p ?o }'
    """
    if not bindings:
        return query
    blocks = "".join(f" VALUES (?{name}) {{ ({term}) }}" for name, term in bindings.items())
    at = _where(query)
    return f"{query[:at]}{blocks}{query[at:]}"


def _where(query: str) -> int:
    """Return the place just after the brace that opens the outermost WHERE."""
    bare = _STRINGS.sub(lambda match: " " * len(match.group()), query)
    match = re.search(r"\bWHERE\s*\{", bare, re.IGNORECASE) or re.search(r"\{", bare)
    if match is None:
        raise QueryError("The query has no pattern to bind parameters in.", expected="WHERE { … }")
    return match.end()


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


def _host(iri: str) -> str:
    return iri.partition("://")[2].partition("/")[0]

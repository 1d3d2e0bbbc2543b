"""The store protocol: the few things that every engine can do.

Terms are pyoxigraph's on every engine, so that one answer can be compared with another.
Every query sees the union of all named graphs as its default graph, unless it says
otherwise itself.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable
from urllib.parse import urlsplit

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from treatygraph.errors import QueryError

__all__ = [
    "Bindings",
    "Solutions",
    "Store",
    "Term",
    "bind",
    "names_dataset",
    "pattern_start",
    "refuse_outside",
]

Term = NamedNode | Literal | BlankNode | Triple
#: Parameters of a query: variable name → term, or several of which each will do.
Bindings = Mapping[str, NamedNode | Literal | Sequence[NamedNode | Literal]]


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
#: Variables and prefixed names, in which a word is no keyword; no prefix is longer than that.
_NAMES = re.compile(r"[?$]\w+|(?:[^\W\d_][\w.-]{0,99})?:[\w:.%-]*")
_SERVICE = re.compile(
    r"(?<![A-Za-z_])SERVICE(?![A-Za-z0-9_])\s*(?:SILENT\s*)?(?:<(\d+)>)?", re.IGNORECASE
)


def bind(query: str, bindings: Bindings | None) -> str:
    """Return the query with its parameters bound, each by a VALUES block of its own.

    Terms are serialised by the RDF library, never pasted, and joined with the query's
    own pattern as SPARQL 1.1, section 10.2, says.  The blocks stand first in the outermost
    WHERE, so that every engine starts from them; the head of the query stays as it is.
    An inner SELECT is answered before it is joined, for all that is loaded: where it hands
    a parameter on, the block stands first in it too, which changes no row.
    One block for several parameters makes Virtuoso 7 refuse some queries.

    >>> bind("SELECT ?a WHERE { ?a ?p ?o }", {"o": Literal("x")})
    'SELECT ?a WHERE { VALUES (?o) { ("x") } ?a ?p ?o }'
    """
    if not bindings:
        return query
    blocks = {name: f" VALUES (?{name}) {{ {_rows(term)} }}" for name, term in bindings.items()}
    outer = pattern_start(query)
    for at, handed in reversed([(outer, frozenset(blocks)), *_inner(query, outer)]):
        put = "".join(block for name, block in blocks.items() if name in handed)
        query = f"{query[:at]}{put}{query[at:]}"
    return query


_SELECT = re.compile(r"(?<![\w?$:])SELECT(?![\w:])([^{}]*)\{", re.IGNORECASE)
_CUT = re.compile(r"(?<![\w?$:])(?:LIMIT|OFFSET)(?![\w:])", re.IGNORECASE)


def _inner(query: str, outer: int) -> Iterator[tuple[int, frozenset[str]]]:
    """Yield where the pattern of each inner SELECT starts, and what it hands on as it is.

    What takes a part of its rows only (LIMIT) is left alone: there a block would change them.
    """
    bare = _bare(query)
    for match in _SELECT.finditer(bare, outer):
        if not _CUT.search(bare, match.end(), _group_end(bare, match.start())):
            made = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", " ", match[1])
            yield match.end(), frozenset(re.findall(r"[?$](\w+)", made))


def _group_end(bare: str, at: int) -> int:
    """Return where the group that a place stands in is closed."""
    depth = 0
    for match in re.compile(r"[{}]").finditer(bare, at):
        depth += 1 if match.group() == "{" else -1
        if depth < 0:
            return match.start()
    return len(bare)


def _bare(query: str) -> str:
    """Return a query with blanks in the place of texts, IRIs and comments."""
    return _STRINGS.sub(lambda match: " " * len(match.group()), query)


def _rows(given: NamedNode | Literal | Sequence[NamedNode | Literal]) -> str:
    each = [given] if isinstance(given, NamedNode | Literal) else given
    return " ".join(f"({term})" for term in each)


def pattern_start(query: str) -> int:
    """Return the place just after the brace that opens the outermost WHERE.

    Raises `QueryError` where a query has no pattern.
    """
    bare = _bare(query)
    match = re.search(r"\bWHERE\s*\{", bare, re.IGNORECASE) or re.search(r"\{", bare)
    if match is None:
        raise QueryError("The query has no pattern to bind parameters in.", expected="WHERE { … }")
    return match.end()


_FROM = re.compile(r"(?<![A-Za-z_])FROM(?![A-Za-z0-9_])", re.IGNORECASE)


def names_dataset(query: str) -> bool:
    """Tell whether a query names its own dataset with FROM or FROM NAMED.

    SPARQL 1.1, section 13.2: such a query sees the graphs that it names and no other, so
    the union of all graphs must not stand in for its default graph.

    >>> names_dataset('SELECT ?s FROM <http://example.org/g> { ?s ?p "FROM" }')
    True
    >>> names_dataset('SELECT ?from { ?from ?p "FROM" } # FROM')
    False
    """
    return _FROM.search(_NAMES.sub(" _ ", _STRINGS.sub(" ", query))) is not None


def refuse_outside(query: str, allowed: Iterable[str] = ()) -> None:
    """Raise `QueryError` where a query would reach another host that is not allowed.

    A host is allowed as `example.org`, on whatever port, or as `example.org:7878`.
    Strings and comments are set aside first, so that a label which says "service" does no
    harm; escapes are looked at as they stand and as what they stand for, since engines
    differ in when they read them (SPARQL 1.1, section 19.2).
    """
    hosts = tuple(allowed)
    for text in dict.fromkeys((query, _unescaped(query))):
        outside = [place for place in _services(text) if not _is_allowed(place, hosts)]
        if outside:
            raise _service_refused(outside[0], hosts)


def _services(query: str) -> list[str]:
    """Return the address after each SERVICE, empty where it is not written out."""
    addresses: list[str] = []

    def keep(match: re.Match[str]) -> str:
        if not match.group().startswith("<"):
            return " "
        addresses.append(match.group()[1:-1])
        return f" <{len(addresses) - 1}> "

    words = _NAMES.sub(" _ ", _STRINGS.sub(keep, query))
    return [addresses[int(m[1])] if m[1] else "" for m in _SERVICE.finditer(words)]


def _is_allowed(address: str, hosts: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool({parts.netloc, parts.hostname} & {*hosts})
    except ValueError:
        return False


def _service_refused(address: str, hosts: tuple[str, ...]) -> QueryError:
    host = address.partition("://")[2].partition("/")[0]
    return QueryError(
        f"The query asks another server (SERVICE): {host!r}."
        if host
        else "The query asks another server (SERVICE), and its address is not written out.",
        expected=f"a query of this graph, or of {', '.join(hosts)}"
        if hosts
        else "a query of this graph alone",
        remedy=f"for a query of your own, allow it with --allow-service {host}"
        if host
        else "write the address in full after SERVICE, as <https://example.org/sparql>",
    )


def _unescaped(query: str) -> str:
    return re.sub(
        r"\\u([0-9A-Fa-f]{4})|\\U00([01][0-9A-Fa-f]{5})",
        lambda match: _sign(int(match.group(1) or match.group(2), 16)) or match.group(),
        query,
    )


def _sign(number: int) -> str:
    return chr(number) if number <= sys.maxunicode else ""

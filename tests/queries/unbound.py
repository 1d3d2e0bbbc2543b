"""Where a query can go on with a variable that may be unbound, found in its algebra.

SPARQL puts the solution into the pattern of EXISTS; a variable that has no value there matches
anything, so a filter that means "this one" silently means "any one".  A pattern joined over such
a variable alone is a product of everything with everything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Variable

from treatygraph.vocab import PREFIXES

Names = frozenset[str]
HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
#: Functions that give a value although a variable among their arguments has none.
SURE = {"Builtin_COALESCE", "Builtin_IF", "Builtin_BOUND", "Builtin_EXISTS", "Builtin_NOTEXISTS"}


@dataclass(frozen=True)
class Bound:
    """Which variables every solution of a pattern binds, and which some solution may bind."""

    sure: Names = frozenset()
    maybe: Names = frozenset()

    @property
    def open(self) -> Names:
        return self.maybe - self.sure


def faults(query: str) -> list[str]:
    """Return the places of a query at which an unbound variable can match anything."""
    algebra = translateQuery(parseQuery(HEAD + query)).algebra
    found: list[str] = []
    _bound(algebra, found)
    return sorted(set(found))


def _bound(node: CompValue, found: list[str]) -> Bound:
    match node.name:
        case "BGP":
            names = _names(node.triples)
            return Bound(names, names)
        case "values":
            names = frozenset(str(name) for row in node.res for name in row)
            return Bound(names, names)
        case "Join" | "LeftJoin" | "Union" | "Minus":
            return _pair(node, found)
        case "Filter":
            inner = _bound(node.p, found)
            _exists(node.expr, inner, found)
            return inner
        case "Extend":
            return _extend(node, found)
        case "Project":
            inner = _bound(node.p, found)
            names = frozenset(map(str, node.PV))
            return Bound(inner.sure & names, inner.maybe & names)
        case "Graph":
            inner, names = _bound(node.p, found), _names(node.term)
            return Bound(inner.sure | names, inner.maybe | names)
        case "AggregateJoin":
            inner, keys = _bound(node.p, found), _names(node.p.expr)
            made = frozenset(str(one.res) for one in node.A)
            return Bound((inner.sure & keys) | made, inner.maybe | made)
    return _bound(node.p, found)


def _pair(node: CompValue, found: list[str]) -> Bound:
    one, two = _bound(node.p1, found), _bound(node.p2, found)
    if node.name == "Union":
        return Bound(one.sure & two.sure, one.maybe | two.maybe)
    if node.name == "Minus":
        return one
    loose = one.open & two.maybe
    if node.name == "Join":
        loose |= two.open & one.open
    if loose and not one.sure & two.sure:
        found.append(f"{node.name} over {', '.join(sorted(loose))} alone")
    both = one.maybe | two.maybe
    if node.name == "Join":
        return Bound(one.sure | two.sure, both)
    _exists(node.expr, Bound(one.sure | two.sure, both), found)
    return Bound(one.sure, both)


def _extend(node: CompValue, found: list[str]) -> Bound:
    inner, name = _bound(node.p, found), frozenset({str(node.var)})
    _exists(node.expr, inner, found)
    sure = _names(node.expr) <= inner.sure or getattr(node.expr, "name", "") in SURE
    return Bound(inner.sure | name if sure else inner.sure, inner.maybe | name)


def _exists(expression: Any, around: Bound, found: list[str]) -> None:
    for one in _all_exists(expression):
        loose = around.open & _bound(one.graph, found).maybe
        if loose:
            found.append(f"EXISTS over {', '.join(sorted(loose))}")


def _all_exists(part: Any) -> Iterator[CompValue]:
    if isinstance(part, CompValue):
        if part.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            yield part
            return
        part = [value for key, value in part.items() if key != "_vars"]
    if isinstance(part, list | tuple):
        for one in part:
            yield from _all_exists(one)


def _names(part: Any) -> Names:
    if isinstance(part, Variable):
        return frozenset({str(part)})
    if isinstance(part, CompValue):
        part = [value for key, value in part.items() if key != "_vars"]
    if isinstance(part, list | tuple | set):
        return frozenset[str]().union(*map(_names, part))
    return frozenset()

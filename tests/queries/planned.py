"""How the embedded engine goes through a query.

It orders patterns by fixed numbers for each shape of a pattern, not by counts of the graph, so
that its way can be told from the query alone.  This follows the optimizer of pyoxigraph 0.5.13
(sparopt: `reorder_joins` and its estimates): the parts of a group are put into order one after
the other, each group by what is known within it; what stands in an inner SELECT is answered on
its own, and so is an OPTIONAL where that seems to cost less; in EXISTS nothing is put into order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any
from unittest import mock

from rdflib import RDF
from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Variable

from treatygraph.vocab import PREFIXES

HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
MOST = 2**64 - 1
#: Variable → whether a solution may leave it unbound.  One that is not there is never bound.
Types = dict[Variable, bool]


@dataclass(frozen=True)
class Node:
    """A part of a plan; `kind` says which of the fields it has."""

    kind: str
    parts: tuple[Node, ...] = ()
    triple: tuple[Any, Any, Any] = (None, None, None)
    names: tuple[Variable, ...] = ()
    size: int = 0
    test: Any = field(default=None, compare=False)
    exists: tuple[Node, ...] = ()


ONE = Node("values", size=1)


def tree(query: str) -> Node:
    """Return a query as the engine has it before it puts anything into order."""
    with mock.patch("rdflib.plugins.sparql.algebra.reorderTriples", lambda triples: triples):
        return _node(translateQuery(parseQuery(HEAD + query)).algebra, count())


def plan(query: str) -> Node:
    """Return a query as the engine goes through it."""
    return _ordered(tree(query), {})


def _node(value: CompValue, fresh: Iterator[int]) -> Node:
    def inner(part: CompValue) -> Node:
        return _node(part, fresh)

    match value.name:
        case "BGP":
            found = [one for s, p, o in value.triples for one in _links(s, p, o, fresh)]
            return _join(tuple(found))
        case "Join" | "Minus":
            kind = value.name.lower()
            parts = (inner(value.p1), inner(value.p2))
            return _join(parts) if kind == "join" else Node(kind, parts)
        case "LeftJoin":
            parts = (inner(value.p1), inner(value.p2))
            return Node("left", parts, test=value.expr, exists=_exists(value.expr, fresh))
        case "Union":
            return Node("union", _alike("union", (inner(value.p1), inner(value.p2))))
        case "Filter":
            made = inner(value.p)
            return Node("filter", (made,), test=value.expr, exists=_exists(value.expr, fresh))
        case "Extend":
            made, name = inner(value.p), (value.var,)
            return Node(
                "extend", (made,), names=name, test=value.expr, exists=_exists(value.expr, fresh)
            )
        case "values":
            names = tuple(sorted({name for row in value.res for name in row}))
            return Node("values", names=names, size=len(value.res))
        case "Project" | "SelectQuery" if value.name == "Project":
            return Node("closed", (inner(value.p),), names=tuple(value.PV))
        case "AggregateJoin":
            keys = tuple(value.p.expr or ())
            made_here = tuple(one.res for one in value.A)
            return Node("group", (inner(value.p),), names=(*keys, *made_here), test=set(keys))
        case "Group" | "ToMultiSet" | "SelectQuery" | "ConstructQuery" | "AskQuery":
            return inner(value.p)
    return Node("whole", (inner(value.p),))


def _alike(kind: str, parts: tuple[Node, ...]) -> tuple[Node, ...]:
    return tuple(one for part in parts for one in (part.parts if part.kind == kind else (part,)))


def _join(parts: tuple[Node, ...]) -> Node:
    flat = tuple(part for part in _alike("join", parts) if part != ONE)
    return ONE if not flat else flat[0] if len(flat) == 1 else Node("join", flat)


def _links(s: Any, p: Any, o: Any, fresh: Iterator[int]) -> Iterator[Node]:
    """Yield what the parser of the engine makes of a path: sequences become patterns."""
    if isinstance(p, InvPath):
        yield from _links(o, p.arg, s, fresh)
    elif isinstance(p, SequencePath):
        ends = [s, *(Variable(f"between{next(fresh)}") for _ in p.args[1:]), o]
        for start, step, end in zip(ends, p.args, ends[1:], strict=False):
            yield from _links(start, step, end, fresh)
    else:
        yield Node("triple", triple=tuple(_term(one) for one in (s, p, o)))


def _term(term: Any) -> Any:
    return Variable(f"blank_{term}") if type(term).__name__ == "BNode" else term


def _exists(test: Any, fresh: Iterator[int]) -> tuple[Node, ...]:
    if isinstance(test, CompValue):
        if test.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            return (_node(test.graph, fresh),)
        test = [value for key, value in test.items() if key != "_vars"]
    if isinstance(test, list | tuple):
        return tuple(found for one in test for found in _exists(one, fresh))
    return ()


def variables(node: Node) -> set[Variable]:
    """Return the variables that a part names in its patterns."""
    own = {term for term in node.triple if isinstance(term, Variable)} | {*node.names}
    return own.union(*map(variables, (*node.parts, *node.exists)))


def both(one: Types, two: Types) -> Types:
    """Return what a join binds."""
    return {name: one.get(name, True) and two.get(name, True) for name in {**one, **two}}


def types(node: Node, given: Types) -> Types:
    """Return which variables a part may bind, and which of them it may leave unbound."""
    match node.kind:
        case "triple":
            names = {term for term in node.triple if isinstance(term, Variable)}
            return both(given, dict.fromkeys(names, False))
        case "values":
            return both(given, dict.fromkeys(node.names, False))
        case "join" | "hash":
            found = given
            for part in node.parts:
                found = both(found, types(part, given))
            return found
        case "lateral":
            return types(node.parts[1], types(node.parts[0], given))
        case "left" | "hashleft" | "loopleft":
            right = dict.fromkeys(types(node.parts[1], given), True)
            return both(types(node.parts[0], given), right)
        case "union":
            each = [types(part, given) for part in node.parts]
            names = {name for one in each for name in one}
            return {name: any(one.get(name, True) for one in each) for name in names}
        case "extend":
            found = types(node.parts[0], given)
            return both(found, dict.fromkeys(node.names, not _sure_value(node.test, found)))
        case "closed":
            kept = {name: t for name, t in given.items() if name in node.names}
            found = types(node.parts[0], kept)
            return both(given, {name: t for name, t in found.items() if name in node.names})
        case "group":
            inside = types(node.parts[0], given)
            keys = {name: t for name, t in inside.items() if name in node.test}
            return keys | {name: True for name in node.names if name not in node.test}
    return types(node.parts[0], given)


def size(node: Node, given: Types) -> int:
    """Return how many solutions the engine expects of a part."""
    match node.kind:
        case "triple":
            s, p, o = node.triple
            return _path_size(_sure(s, given), p, _sure(o, given))
        case "values":
            return node.size
        case "join":
            found = 1
            for part in node.parts:
                found = min(MOST, found * size(part, given))
            return found
        case "hash":
            left, right = node.parts
            return _hashed(size(left, given), size(right, given), len(node.names))
        case "lateral":
            left, right = node.parts
            return min(MOST, size(left, given) * size(right, types(left, given)))
        case "loopleft" | "left" | "hashleft":
            left, right = node.parts
            first, around = size(left, given), given
            if node.kind == "loopleft":
                around = types(left, given)
            return max(first, _hashed(first, size(right, types(right, around)), len(node.names)))
        case "union":
            return min(MOST, sum(size(part, given) for part in node.parts))
    return size(node.parts[0], given)


def _hashed(left: int, right: int, keys: int) -> int:
    divisor: int = min(MOST, 1000**keys)
    return min(MOST, left * right) // divisor


def _sure(term: Any, given: Types) -> bool:
    return not given.get(term, True) if isinstance(term, Variable) else True


def _sure_value(test: Any, given: Types) -> bool:
    """Tell whether the engine takes an expression to have a value for certain."""
    if isinstance(test, CompValue):
        if test.name == "Builtin_COALESCE":
            return any(_sure_value(one, given) for one in test.arg)
        return test.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS", "Builtin_BOUND")
    return _sure(test, given)


def _path_size(start: bool, path: Any, end: bool) -> int:
    if isinstance(path, InvPath):
        return _path_size(end, path.arg, start)
    if isinstance(path, AlternativePath):
        return sum(_path_size(start, one, end) for one in path.args)
    if isinstance(path, SequencePath):
        first, *rest = path.args
        if not rest:
            return _path_size(start, first, end)
        after = SequencePath(*rest) if len(rest) > 1 else rest[0]
        forward = _path_size(start, first, False) * _path_size(True, after, end)
        return min(MOST, forward, _path_size(start, first, True) * _path_size(False, after, end))
    if isinstance(path, MulPath):
        if start and end:
            return 1
        if path.mod != "+" and not (start or end):
            return 1_000_000_000
        return _path_size(start, path.path, end) * (1 if path.mod == "?" else 1000)
    if isinstance(path, Variable):
        sizes = {(True, True): 2, (True, False): 100, (False, True): 10_000}
        return sizes.get((start, end), 1_000_000_000)
    sizes = {(True, True): 1, (True, False): 10, (False, True): 1_000}
    return sizes.get((start, end), 1_000_000) + int(path == RDF.type)


def _ordered(node: Node, given: Types) -> Node:
    if node.kind == "join":
        return _greedy([_ordered(part, given) for part in node.parts], given)
    if node.kind == "left":
        return _ordered_left(node, given)
    return replace(node, parts=tuple(_ordered(part, given) for part in node.parts))


def _greedy(parts: list[Node], given: Types) -> Node:
    """Return parts joined one after the other, each time the one that seems to cost least."""
    components = []
    while parts:
        out = min(parts, key=lambda part: size(part, given))
        parts = [part for part in parts if part is not out]
        while near := [part for part in parts if _shared(out, part, given)]:
            after = min((_joined(out, part, given) for part in near), key=lambda n: size(n, given))
            parts = [part for part in parts if part is not after.parts[1]]
            out = after
        components.append(out)
    while len(components) > 1:
        one, two, *rest = components
        if size(one, given) > size(two, given):
            one, two = two, one
        keys = _shared(one, two, given)
        components = [Node("hash", (one, two), names=keys), *rest]
    return components[0]


def _joined(out: Node, part: Node, given: Types) -> Node:
    if _fits(part, given, types(out, given)):
        return Node("lateral", (out, part))
    return Node("hash", (out, part), names=_shared(out, part, given))


def _shared(one: Node, two: Node, given: Types) -> tuple[Variable, ...]:
    left, right = types(one, given), types(two, given)
    return tuple(
        name
        for name, loose in left.items()
        if not loose and not right.get(name, True) and given.get(name, True)
    )


def _ordered_left(node: Node, given: Types) -> Node:
    left, raw = _ordered(node.parts[0], given), node.parts[1]
    known = types(left, given)
    keys = _shared(left, raw, given)
    if keys:
        first = size(left, given)
        each = min(MOST, first * size(raw, known))
        at_once = min(MOST, first * size(raw, given)) // min(MOST, 1000 ** len(keys))
        inner = _ordered(raw, known)
        if each <= min(MOST, at_once * 100) and _fits(inner, given, known):
            return replace(node, kind="loopleft", parts=(left, inner))
    right = _ordered(raw, given)
    return replace(node, kind="hashleft", parts=(left, right), names=_shared(left, right, given))


def _fits(node: Node, given: Types, entry: Types) -> bool:
    """Tell whether the engine would ask a part anew for each solution that it has."""
    match node.kind:
        case "triple" | "values":
            return True
        case "lateral" | "union":
            return all(_fits(part, given, entry) for part in node.parts)
        case "loopleft" | "hashleft":
            left, right = node.parts
            if node.kind == "loopleft" and not _fits(right, given, entry):
                return False
            bound = types(left, given)
            loose = {name for name in types(right, given) if bound.get(name, True)}
            inner = both(bound, types(right, given))
            return (
                _fits(left, given, entry)
                and not loose & {*entry}
                and _test_fits(node, inner, given, entry)
            )
        case "filter":
            inner = types(node.parts[0], given)
            return _fits(node.parts[0], given, entry) and _test_fits(node, inner, given, entry)
        case "extend":
            inner = types(node.parts[0], given)
            return (
                _fits(node.parts[0], given, entry)
                and node.names[0] not in entry
                and _test_fits(node, inner, given, entry)
            )
    return False


def _test_fits(node: Node, inner: Types, given: Types, entry: Types) -> bool:
    named = _outside_exists(node.test)
    return all(not inner.get(name, True) or name not in entry for name in named) and all(
        _fits(one, given, entry) for one in node.exists
    )


def _outside_exists(test: Any) -> set[Variable]:
    if isinstance(test, Variable):
        return {test}
    if isinstance(test, CompValue):
        if test.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            return set()
        test = [value for key, value in test.items() if key != "_vars"]
    if isinstance(test, list | tuple):
        return set[Variable]().union(*map(_outside_exists, test))
    return set()

"""A graph parted into batches that can be held to the shapes one by one.

The engine that knows the shapes takes memory for what it is given at once, and a source
that did not change need not be looked at again.  What a shape says of a thing rests on the
triples of that thing alone, on the classes of its values, on what leads to it by a path
against the direction, and on which class is below which; a batch has all that for the
things that it is about.  Shapes that reach further are known by the words of SHACL that
they use, and then the graph stays one batch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from treatygraph.archive import Archive
from treatygraph.findings import Finding, findings_of, plain_findings
from treatygraph.iris import BASE
from treatygraph.quality.shacl import validate
from treatygraph.vocab import expand

__all__ = ["Batch", "Reach", "batches", "reach", "validate_batches"]

_SH = "http://www.w3.org/ns/shacl#"
_TYPE, _BELOW = f"<{expand('rdf:type')}>", f"<{expand('rdfs:subClassOf')}>"
#: What shapes may use and still look no further than a batch reaches (SHACL, section 4).
_WORDS = (
    "NodeShape PropertyShape Violation Warning Info IRI Literal IRIOrLiteral message severity "
    "targetClass property path inversePath class datatype nodeKind hasValue in minCount maxCount "
    "minInclusive maxInclusive minExclusive maxExclusive minLength maxLength pattern flags "
    "uniqueLang languageIn equals disjoint lessThan lessThanOrEquals or and not xone"
)
_NEAR = frozenset(_WORDS.split())
#: Triples that the engine is given at once: more cost memory, fewer its time to start.
_AT_ONCE = 12_000


@dataclass(frozen=True, slots=True)
class Reach:
    """Which properties shapes look at, as N-Triples has them; `near` if no further."""

    near: bool
    properties: frozenset[str]
    against: frozenset[str]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some things of a graph: their IRIs, and the triples that decide what they break."""

    name: str
    things: frozenset[str]
    triples: tuple[str, ...]


def reach(shapes: bytes) -> Reach:
    """Return what the shapes of a text in Turtle look at."""
    from pyoxigraph import NamedNode, RdfFormat, parse

    words: set[str] = set()
    properties, against = {_TYPE, _BELOW}, set()
    paths, turned = set(), set()
    for quad in parse(shapes, format=RdfFormat.TURTLE):
        predicate, value = quad.predicate.value, quad.object
        named = [str(term)[1:-1] for term in (quad.predicate, value) if isinstance(term, NamedNode)]
        words |= {name.removeprefix(_SH) for name in named if name.startswith(_SH)}
        if isinstance(value, NamedNode):
            properties.add(str(value))
            if predicate == f"{_SH}inversePath":
                against.add(str(value))
                turned.add(quad.subject)
        elif predicate == f"{_SH}path":
            paths.add(value)
    near = words <= _NEAR and paths <= turned
    return Reach(near, frozenset(properties), frozenset(against))


def batches(graphs: Mapping[str, Iterable[str]], reach: Reach) -> Iterator[Batch]:
    """Yield the batches of a graph, one for each named graph that is first to name a thing.

    `graphs` are N-Triples without their final dot, by the name of their graph; of two
    graphs that speak of a thing, it goes with the one that comes first.
    """
    own: dict[str, set[str]] = defaultdict(set)
    home: dict[str, str] = {}
    kinds: dict[str, list[str]] = defaultdict(list)
    led: dict[str, list[str]] = defaultdict(list)
    below: set[str] = set()
    for name, lines in graphs.items():
        for line in lines:
            subject, predicate, value = line.split(" ", 2)
            if reach.near and predicate not in reach.properties:
                continue
            own[home.setdefault(subject, name if reach.near else "")].add(line)
            if predicate == _TYPE:
                kinds[subject].append(line)
            elif predicate == _BELOW:
                below.add(line)
            elif predicate in reach.against:
                led[value].append(line)
    for name, triples in own.items():
        yield _batch(name, triples, kinds, led, below)


def _batch(
    name: str,
    triples: set[str],
    kinds: Mapping[str, list[str]],
    led: Mapping[str, list[str]],
    below: set[str],
) -> Batch:
    parts = [line.split(" ", 2) for line in triples]
    things = {subject for subject, _, _ in parts}
    to_things = {line for thing in things & led.keys() for line in led[thing]}
    named = {value for _, predicate, value in parts if predicate != _TYPE}
    named |= {line.partition(" ")[0] for line in to_things}
    types = {line for one in (named - things) & kinds.keys() for line in kinds[one]}
    every = triples | to_things | types | below
    return Batch(name, frozenset(thing[1:-1] for thing in things), tuple(sorted(every)))


def validate_batches(
    graphs: Mapping[str, Iterable[str]],
    shapes: Path,
    *,
    base: str = BASE,
    archive: Archive | None = None,
) -> tuple[Finding, ...]:
    """Return what `validate` finds in a graph, in its order, for less memory.

    `graphs` are N-Triples without their final dot, by the name of their graph.  What a
    batch was found to break before is taken from the archive.
    """
    archive = archive or Archive()
    text = shapes.read_bytes()
    found: list[Finding] = []
    unknown: list[tuple[str, Batch]] = []
    for batch in batches(graphs, reach(text)):
        key = archive.key("shapes", [text, base, *batch.triples])
        known = archive.get(key)
        if known is None:
            unknown.append((key, batch))
        else:
            found += findings_of(known)
    for bundle in _bundled(unknown):
        triples = set().union(*(batch.triples for _, batch in bundle))
        told = validate("".join(f"{line} .\n" for line in triples), shapes, base=base)
        for key, batch in bundle:
            own = [finding for finding in told if finding.place in batch.things]
            archive.keep(key, plain_findings(own))
            found += own
    return tuple(sorted(set(found)))


def _bundled(parts: Iterable[tuple[str, Batch]]) -> Iterator[list[tuple[str, Batch]]]:
    bundle: list[tuple[str, Batch]] = []
    size = 0
    for key, batch in parts:
        if bundle and size + len(batch.triples) > _AT_ONCE:
            yield bundle
            bundle, size = [], 0
        bundle.append((key, batch))
        size += len(batch.triples)
    if bundle:
        yield bundle

"""Statistics of a graph in one pass, as VoID counts them.

https://www.w3.org/TR/void/, section 4.6: triples, entities, distinct subjects and
objects, class partitions and property partitions; section 5: linksets.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from treatygraph.vocab import expand

__all__ = ["LINKING", "Property", "Statistics", "checksum", "namespace", "statistics"]

#: Properties whose statements lead from one dataset to another: the linksets.
LINKING = frozenset(
    expand(name)
    for name in (
        "owl:sameAs",
        "rdfs:seeAlso",
        "skos:exactMatch",
        "skos:closeMatch",
        "skos:broadMatch",
        "skos:narrowMatch",
        "skos:relatedMatch",
    )
)
_TYPE = expand("rdf:type")


@dataclass(slots=True)
class Property:
    """How one property is used."""

    triples: int = 0
    subjects: set[object] = field(default_factory=set)
    objects: set[object] = field(default_factory=set)


@dataclass(slots=True)
class Statistics:
    """What VoID asks to be counted; `links` is keyed by namespace of target and property."""

    triples: int = 0
    entities: int = 0
    subjects: int = 0
    objects: int = 0
    classes: dict[str, int] = field(default_factory=dict)
    properties: dict[str, Property] = field(default_factory=dict)
    links: Counter[tuple[str, str]] = field(default_factory=Counter)


def statistics(triples: Iterable[Triple], ours: tuple[str, ...]) -> Statistics:
    """Return the counts of distinct triples; entities are the subjects below `ours`."""
    found = Statistics()
    classes: dict[str, set[object]] = defaultdict(set)
    for triple in set(triples):
        subject, name, value = triple.subject, triple.predicate.value, triple.object
        found.triples += 1
        used = found.properties.setdefault(name, Property())
        used.triples += 1
        used.subjects.add(subject)
        used.objects.add(value)
        if not isinstance(value, NamedNode):
            continue
        if name == _TYPE:
            classes[value.value].add(subject)
        elif name in LINKING and not value.value.startswith(ours):
            found.links[namespace(value.value), name] += 1
    subjects: set[object] = set().union(*(p.subjects for p in found.properties.values()))
    found.subjects = len(subjects)
    found.objects = len(set().union(*(p.objects for p in found.properties.values())))
    found.entities = sum(isinstance(s, NamedNode) and s.value.startswith(ours) for s in subjects)
    found.classes = {name: len(members) for name, members in sorted(classes.items())}
    found.properties = dict(sorted(found.properties.items()))
    return found


def namespace(iri: str) -> str:
    """Return what an IRI has before its last name.

    >>> namespace("http://eurovoc.europa.eu/1234")
    'http://eurovoc.europa.eu/'
    """
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def checksum(triples: Iterable[Triple]) -> str:
    """Return the SHA-256 of triples as N-Triples, each once, in the order of their text."""
    ordered = sorted(set(triples), key=str)
    return sha256(serialize(ordered, format=RdfFormat.N_TRIPLES) or b"").hexdigest()

"""Statistics of a graph in one pass, as VoID counts them.

https://www.w3.org/TR/void/, section 4.6: triples, entities, distinct subjects and
objects, class partitions and property partitions; section 5: linksets.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from treatygraph.vocab import expand

__all__ = [
    "LINKING",
    "Property",
    "Statistics",
    "checksum",
    "joined",
    "namespace",
    "statistics",
    "triple_lines",
]

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
    subjects: set[bytes] = field(default_factory=set)
    objects: set[bytes] = field(default_factory=set)


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


def statistics(lines: Iterable[bytes], ours: tuple[str, ...]) -> Statistics:
    """Return the counts of distinct triples; entities are the subjects below `ours`.

    `lines` are N-Triples without their final dot, as `triple_lines` gives them: terms are
    compared by their text, which costs a tenth of comparing them as terms.
    """
    found = Statistics()
    begins = tuple(f"<{one}".encode() for one in ours)
    type_ = f"<{_TYPE}>".encode()
    linking = {f"<{name}>".encode() for name in LINKING}
    used: dict[bytes, Property] = {}
    classes: dict[bytes, set[bytes]] = defaultdict(set)
    for line in set(lines):
        subject, name, value = line.split(b" ", 2)
        found.triples += 1
        if name not in used:
            used[name] = Property()
        counted = used[name]
        counted.triples += 1
        counted.subjects.add(subject)
        counted.objects.add(value)
        if name == type_ and value.startswith(b"<"):
            classes[value].add(subject)
        elif name in linking and value.startswith(b"<") and not value.startswith(begins):
            found.links[namespace(_iri(value)), _iri(name)] += 1
    found.classes = dict(sorted((_iri(name), len(members)) for name, members in classes.items()))
    found.properties = {_iri(name): used[name] for name in sorted(used)}
    _count_terms(found, begins)
    return found


def joined(parts: Sequence[Statistics], ours: tuple[str, ...]) -> Statistics:
    """Return the counts of several graphs together, of which no two share a triple."""
    found = Statistics(triples=sum(part.triples for part in parts))
    classes: Counter[str] = Counter()
    for part in parts:
        classes.update(part.classes)
        found.links.update(part.links)
    names = sorted({name for part in parts for name in part.properties})
    for name in names:
        used = [part.properties[name] for part in parts if name in part.properties]
        found.properties[name] = Property(
            sum(one.triples for one in used),
            set().union(*(one.subjects for one in used)),
            set().union(*(one.objects for one in used)),
        )
    found.classes = dict(sorted(classes.items()))
    _count_terms(found, tuple(f"<{one}".encode() for one in ours))
    return found


def _count_terms(found: Statistics, begins: tuple[bytes, ...]) -> None:
    every = found.properties.values()
    subjects = set().union(*(one.subjects for one in every))
    found.subjects = len(subjects)
    found.objects = len(set().union(*(one.objects for one in every)))
    found.entities = sum(subject.startswith(begins) for subject in subjects)


def triple_lines(nquads: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield for each line of N-Quads the name of its graph and its triple without the dot.

    >>> list(triple_lines(b'<a:s> <a:p> "x <y> ." <a:g> .\\n<a:s> <a:p> <a:o> .\\n'))
    [('a:g', b'<a:s> <a:p> "x <y> ."'), ('', b'<a:s> <a:p> <a:o>')]
    """
    names: dict[bytes, str] = {}
    for line in nquads.splitlines():
        triple, _, end = line.rpartition(b" <")
        if end.endswith(b"> .") and b'"' not in end and triple.count(b" ") > 1:
            if end not in names:
                names[end] = end[:-3].decode()
            yield names[end], triple
        else:
            yield "", line[:-2]


def _iri(term: bytes) -> str:
    return term[1:-1].decode()


def namespace(iri: str) -> str:
    """Return what an IRI has before its last name.

    >>> namespace("http://eurovoc.europa.eu/1234")
    'http://eurovoc.europa.eu/'
    """
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def checksum(lines: Iterable[bytes]) -> str:
    """Return the SHA-256 of triples as N-Triples, each once, in the order of their text."""
    digest = sha256()
    for line in sorted(set(lines)):
        digest.update(line + b" .\n")
    return digest.hexdigest()

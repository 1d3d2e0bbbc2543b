"""Statistics of a graph in one pass, as VoID counts them.

https://www.w3.org/TR/void/, section 4.6: triples, entities, distinct subjects and
objects, class partitions and property partitions; section 5: linksets.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from itertools import accumulate, pairwise

from treatygraph.vocab import expand

__all__ = [
    "LINKING",
    "Property",
    "Statistics",
    "checksum",
    "joined",
    "namespace",
    "packed",
    "statistics",
    "triple_lines",
    "unpacked",
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
    """How one property is used: triples, and the marks of subjects and of objects."""

    triples: int = 0
    subjects: set[int] = field(default_factory=set)
    objects: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Statistics:
    """What VoID asks to be counted; `links` is keyed by namespace of target and property.

    Terms and triples are counted by a mark of 64 bits each, which can be kept; that two of
    a million have the same is less likely than one in thirty million.
    """

    marks: set[int] = field(default_factory=set)
    ours: set[int] = field(default_factory=set)
    classes: dict[str, int] = field(default_factory=dict)
    properties: dict[str, Property] = field(default_factory=dict)
    links: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def triples(self) -> int:
        """The number of distinct triples."""
        return len(self.marks)

    @property
    def entities(self) -> int:
        """The number of subjects that are the dataset's own."""
        return len(self.ours)

    @property
    def subjects(self) -> int:
        """The number of distinct subjects."""
        return len(set().union(*(one.subjects for one in self.properties.values())))

    @property
    def objects(self) -> int:
        """The number of distinct objects."""
        return len(set().union(*(one.objects for one in self.properties.values())))


def statistics(lines: Iterable[bytes], ours: tuple[str, ...]) -> Statistics:
    """Return the counts of distinct triples; entities are the subjects below `ours`.

    `lines` are N-Triples without their final dot, as `triple_lines` gives them: terms are
    compared by their text, which costs a tenth of comparing them as terms.
    """
    found = Statistics()
    begins = tuple(f"<{one}".encode() for one in ours)
    type_ = f"<{_TYPE}>".encode()
    linking = {f"<{name}>".encode() for name in LINKING}
    used: dict[bytes, tuple[list[bytes], list[bytes]]] = defaultdict(lambda: ([], []))
    classes: dict[bytes, set[bytes]] = defaultdict(set)
    distinct = set(lines)
    for line in distinct:
        subject, name, value = line.split(b" ", 2)
        subjects, objects = used[name]
        subjects.append(subject)
        objects.append(value)
        if name == type_ and value.startswith(b"<"):
            classes[value].add(subject)
        elif name in linking and value.startswith(b"<") and not value.startswith(begins):
            found.links[namespace(_iri(value)), _iri(name)] += 1
    found.classes = dict(sorted((_iri(name), len(members)) for name, members in classes.items()))
    mark = _Marks()
    found.marks = {_mark(line) for line in distinct}
    for name in sorted(used):
        subjects, objects = used[name]
        different = set(subjects)
        found.ours |= {mark[one] for one in different if one.startswith(begins)}
        found.properties[_iri(name)] = Property(
            len(subjects), {mark[one] for one in different}, {mark[one] for one in set(objects)}
        )
    return found


def _mark(term: bytes) -> int:
    return int.from_bytes(blake2b(term, digest_size=8).digest(), "little")


class _Marks(dict[bytes, int]):
    """The mark of each term, taken once."""

    def __missing__(self, term: bytes) -> int:
        """Return the mark of a term that was not met yet."""
        self[term] = found = _mark(term)
        return found


def joined(parts: Sequence[Statistics]) -> Statistics:
    """Return the counts of several graphs together, of which no two share a triple."""
    found = Statistics(
        marks=set().union(*(part.marks for part in parts)),
        ours=set().union(*(part.ours for part in parts)),
    )
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
    return found


def packed(counts: Statistics) -> bytes:
    """Return counts as bytes, to be kept; `unpacked` makes them again."""
    sets = [counts.marks, counts.ours]
    for used in counts.properties.values():
        sets += [used.subjects, used.objects]
    told = {
        "classes": counts.classes,
        "properties": [(name, used.triples) for name, used in counts.properties.items()],
        "links": [(*key, number) for key, number in sorted(counts.links.items())],
        "sizes": [len(one) for one in sets],
    }
    return json.dumps(told).encode() + b"\n" + b"".join(_bytes(one) for one in sets)


def unpacked(kept: bytes) -> Statistics:
    """Return the counts that `packed` made bytes of."""
    head, _, body = kept.partition(b"\n")
    told, marks = json.loads(head), array("Q")
    marks.frombytes(body)
    if sys.byteorder == "big":
        marks.byteswap()
    ends = list(accumulate(told["sizes"], initial=0))
    sets = [set(marks[start:end]) for start, end in pairwise(ends)]
    found = Statistics(marks=sets[0], ours=sets[1], classes=told["classes"])
    found.links.update({(space, name): number for space, name, number in told["links"]})
    for n, (name, triples) in enumerate(told["properties"]):
        found.properties[name] = Property(triples, sets[2 * n + 2], sets[2 * n + 3])
    return found


def _bytes(marks: set[int]) -> bytes:
    made = array("Q", sorted(marks))
    if sys.byteorder == "big":
        made.byteswap()
    return made.tobytes()


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

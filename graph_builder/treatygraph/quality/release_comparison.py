"""Two builds compared by their IRIs: what was minted, deprecated, replaced, or lost.

An IRI that was published must not vanish (docs/releases.md): it stays in use, or it is
retired and says so.  IRIs made of the content of a statement are counted apart, since a
statement that changes is another statement.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from treatygraph.errors import UsageError
from treatygraph.iris import ONTOLOGY, Minter
from treatygraph.vocab import expand

__all__ = ["Change", "Changes", "changes_as_rdf", "compare_builds", "read_build"]

_TYPE, _LABEL = expand("rdf:type"), expand("rdfs:label")
_DEPRECATED, _REPLACED = expand("owl:deprecated"), expand("dcterms:isReplacedBy")
#: IRIs that end in a hash of their content (architecture.md, "Identity").
_BY_CONTENT = re.compile(r"/[0-9a-f]{12}(?:-\d+)?(?:/|$)")


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """What became of one IRI: minted, deprecated, replaced or lost."""

    what: str
    iri: str
    label: str = ""
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes between two builds; `by_content` and `statements` are only counted."""

    changes: tuple[Change, ...]
    by_content: dict[str, int]
    statements: dict[str, int]

    @property
    def lost(self) -> tuple[Change, ...]:
        """Published IRIs that vanished without a word."""
        return tuple(change for change in self.changes if change.what == "lost")


@dataclass(slots=True)
class _Build:
    described: dict[str, str] = field(default_factory=dict)
    deprecated: set[str] = field(default_factory=set)
    replaced: dict[str, str] = field(default_factory=dict)
    triples: set[tuple[str, str]] = field(default_factory=set)


def read_build(path: Path) -> list[Quad]:
    """Return the quads of a build: its folder, or its `graph.nq`, compressed or not."""
    file = path / "graph.nq" if path.is_dir() else path
    try:
        body = file.read_bytes()
    except OSError as error:
        raise UsageError(
            f"There is no build at {str(path)!r}.",
            expected="a folder with graph.nq, or an N-Quads file, also compressed by gzip",
        ) from error
    return list(parse(gzip.decompress(body) if file.suffix == ".gz" else body, RdfFormat.N_QUADS))


def compare_builds(old: Iterable[Quad], new: Iterable[Quad], minter: Minter) -> Changes:
    """Return what became of the IRIs of an old build in a new one."""
    before, after = _gathered(old, minter), _gathered(new, minter)
    changes: set[Change] = set()
    counts: Counter[str] = Counter()
    for iri in before.described.keys() | after.described.keys() | after.deprecated:
        what = _fate(iri, before, after)
        if not what:
            continue
        if _BY_CONTENT.search(iri):
            counts["minted" if what == "minted" else "gone"] += 1
            continue
        label = after.described.get(iri) or before.described.get(iri, "")
        changes.add(Change(what, iri, label, after.replaced.get(iri, "")))
    statements = {
        "added": len(after.triples - before.triples),
        "removed": len(before.triples - after.triples),
    }
    return Changes(tuple(sorted(changes)), dict(counts), statements)


def _fate(iri: str, before: _Build, after: _Build) -> str:
    """Return what became of an IRI; empty where it only stayed."""
    if iri in after.deprecated and iri not in before.deprecated:
        return "replaced" if iri in after.replaced else "deprecated"
    if iri in after.described and iri not in before.described:
        return "minted"
    gone = iri in before.described and iri not in after.described
    return "lost" if gone and iri not in after.deprecated else ""


def _gathered(quads: Iterable[Quad], minter: Minter) -> _Build:
    found = _Build()
    for quad in quads:
        found.triples.add((str(quad.graph_name), str(quad.triple)))
        iri = str(getattr(quad.subject, "value", ""))
        if not iri.startswith(ONTOLOGY) and minter.parse(iri) is None:
            continue
        name, value = quad.predicate.value, quad.object
        if name == _TYPE:
            found.described.setdefault(iri, "")
        elif name == _LABEL and isinstance(value, Literal):
            found.described[iri] = value.value
        elif name == _DEPRECATED and isinstance(value, Literal) and value.value == "true":
            found.deprecated.add(iri)
        elif name == _REPLACED and isinstance(value, NamedNode):
            found.replaced[iri] = value.value
    for iri in found.deprecated - _typed(quads):
        found.described.pop(iri, None)
    return found


def _typed(quads: Iterable[Quad]) -> set[str]:
    return {str(getattr(q.subject, "value", "")) for q in quads if q.predicate.value == _TYPE}


def changes_as_rdf(changes: Changes, version: str, minter: Minter) -> Iterator[Triple]:
    """Yield the changes as the activity of a release, which generated and invalidated IRIs."""
    activity = NamedNode(minter.thing("activity", f"release-{version}"))

    def say(subject: NamedNode, name: str, value: NamedNode | Literal) -> Triple:
        return Triple(subject, NamedNode(expand(name)), value)

    yield say(activity, "rdf:type", NamedNode(expand("prov:Activity")))
    yield say(activity, "rdfs:label", Literal(f"Release {version}", language="en"))
    for change in changes.changes:
        node = NamedNode(change.iri)
        edge = "prov:generated" if change.what == "minted" else "prov:invalidated"
        yield say(activity, edge, node)
        if change.what in ("deprecated", "replaced"):
            yield say(node, "owl:deprecated", Literal(True))
        if change.replaced_by:
            yield say(node, "dcterms:isReplacedBy", NamedNode(change.replaced_by))

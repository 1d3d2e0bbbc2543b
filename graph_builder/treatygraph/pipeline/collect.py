"""Collecting: the curated files, the user's own readings, the ontology's files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import fields, replace
from functools import partial
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from treatygraph.archive import Archive
from treatygraph.curated.records import Library, load_library
from treatygraph.iris import Minter
from treatygraph.link import cited_instruments, merge_drafts
from treatygraph.mapping import map_draft, map_lineages, map_positions, map_registry
from treatygraph.mapping.link_quads import map_links
from treatygraph.mapping.participation_quads import map_participations
from treatygraph.mapping.release_quads import map_releases
from treatygraph.mapping.review_quads import map_reviews
from treatygraph.model import DraftFacts, Registry, Treaty
from treatygraph.resources import locate
from treatygraph.store.remembering import nquads_of

__all__ = ["collect", "library_nquads", "map_library", "ontology_nquads", "ontology_quads"]

_Source = tuple[str, object, Callable[[], Iterable[Quad]]]


def collect(
    folders: Iterable[Path], own: Iterable[DraftFacts] = (), *, leave_out: Collection[Path] = ()
) -> Library:
    """Return one library of all folders and of the user's own readings of drafts."""
    libraries = [load_library(folder, leave_out=leave_out) for folder in folders]
    files = [draft for library in libraries for draft in library.drafts]
    drafts = merge_drafts([*files, *own])
    registry = _with_lists(_joined([library.registry for library in libraries]), libraries)
    registry = replace(registry, treaties=registry.treaties + _implied(registry, drafts))
    known = {x.key for x in registry.instruments} | {x.key for x in registry.treaties}
    cited = cited_instruments(drafts, known)
    return Library(
        registry=replace(registry, instruments=registry.instruments + cited),
        drafts=drafts,
        lineages=tuple(x for library in libraries for x in library.lineages),
        events=tuple(x for library in libraries for x in library.events),
        positions=tuple(x for library in libraries for x in library.positions),
        reviews=tuple(x for library in libraries for x in library.reviews),
        links=tuple(x for library in libraries for x in library.links),
        releases=tuple(x for library in libraries for x in library.releases),
        retired=tuple(x for library in libraries for x in library.retired),
        participations=tuple(x for library in libraries for x in library.participations),
    )


def _implied(registry: Registry, drafts: Iterable[DraftFacts]) -> tuple[Treaty, ...]:
    """Return a record for each treaty that has a draft and that nobody registered.

    Without one the draft of an ingested document would belong to nothing.
    """
    known = {treaty.key for treaty in registry.treaties}
    found = {
        facts.treaty: Treaty(
            key=facts.treaty, title=facts.title, short_title=facts.title, evidence=facts.evidence
        )
        for facts in reversed(list(drafts))
        if facts.treaty not in known
    }
    return tuple(found[key] for key in sorted(found))


def _joined(registries: list[Registry]) -> Registry:
    return Registry(
        **{
            f.name: tuple(x for r in registries for x in getattr(r, f.name))
            for f in fields(Registry)
        }
    )


def _with_lists(registry: Registry, libraries: Iterable[Library]) -> Registry:
    """Return the registry with the documents and participants that status lists bring along."""
    files = [file for library in libraries for file in library.participations]
    known = {x.key for x in registry.stakeholders}
    brought = {x.key: x for file in files for x in file.stakeholders if x.key not in known}
    return replace(
        registry,
        documents=(*registry.documents, *(file.document for file in files if file.document)),
        stakeholders=(*registry.stakeholders, *brought.values()),
    )


def map_library(library: Library, minter: Minter) -> Iterator[Quad]:
    """Yield the quads of a whole library, each triple in one named graph only.

    Engines make the union of named graphs by putting them one after the other, so a
    triple in two of them would be counted twice (evidence that two sources share, for
    one).  It stays in the graph that comes first: registry, drafts, lineages, positions.
    """
    stated: dict[Triple, object] = {}
    for _, _, make in _sources(library, minter):
        for quad in make():
            if stated.setdefault(quad.triple, quad.graph_name) == quad.graph_name:
                yield quad


def library_nquads(library: Library, minter: Minter, archive: Archive) -> Iterator[bytes]:
    """Yield what `map_library` yields as N-Quads, source by source, each triple once.

    What a source that did not change gave before is taken from the archive.
    """
    stated: set[bytes] = set()
    for maker, record, make in _sources(library, minter):
        text = archive.made(maker, [minter.base, repr(record)], partial(_mapped, make))
        kept: list[bytes] = []
        for line in text.splitlines(keepends=True):
            triple = line.rpartition(b" <")[0]
            if triple not in stated:
                stated.add(triple)
                kept.append(line)
        yield b"".join(kept)


def _mapped(make: Callable[[], Iterable[Quad]]) -> bytes:
    return nquads_of(make())


def ontology_nquads(minter: Minter, archive: Archive) -> bytes:
    """Return what `ontology_quads` yields as N-Quads; an archive is of one ontology."""
    return archive.made("ontology", [minter.base], lambda: nquads_of(ontology_quads(minter)))


def _sources(library: Library, minter: Minter) -> Iterator[_Source]:
    """Yield for each source its maker's name, all that it is made from, and its maker."""
    yield "registry", library.registry, partial(map_registry, library.registry, minter)
    for draft in library.drafts:
        yield "draft", draft, partial(map_draft, draft, minter)
    for treaty in sorted({x.treaty for x in library.lineages}):
        lineages = [x for x in library.lineages if x.treaty == treaty]
        events = [x for x in library.events if x.treaty == treaty]
        record = (treaty, lineages, events)
        yield "lineages", record, partial(map_lineages, treaty, lineages, events, minter)
    told = (library.participations, library.registry)
    yield "participations", told, partial(map_participations, *told, minter)
    for position in library.positions:
        yield "positions", position, partial(map_positions, position, minter)
    yield "reviews", library.reviews, partial(map_reviews, library.reviews, minter)
    yield "links", library.links, partial(map_links, library.links, minter)
    versions = (library.releases, library.retired)
    yield "releases", versions, partial(map_releases, *versions, minter)


def ontology_quads(minter: Minter) -> Iterator[Quad]:
    """Yield ontology and schemes, each in its named graph, blank nodes given IRIs.

    Blank nodes are named after canonicalisation (RDFC-1.0), so that the same ontology
    always gives the same quads (RDF 1.1 Concepts, section 3.5, skolemization).
    """
    root = locate("ontology")
    groups = {
        "ontology": [root / "treaty.ttl", root / "alignments.ttl"],
        "schemes": sorted((root / "schemes").glob("*.ttl")),
    }
    for name, paths in groups.items():
        graph = NamedNode(minter.graph(name))
        for path in paths:
            if path.exists():
                yield from _skolemized(path, graph, minter)


def _skolemized(path: Path, graph: NamedNode, minter: Minter) -> Iterator[Quad]:
    dataset = Dataset(parse(path.read_bytes(), format=RdfFormat.TURTLE))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)

    def named(node: object) -> object:
        if isinstance(node, NamedNode):
            return NamedNode(minter.rebase(node.value))
        if isinstance(node, BlankNode):
            return NamedNode(f"{minter.base}.well-known/genid/{path.stem}/{node.value}")
        return node

    for quad in dataset:
        yield Quad(named(quad.subject), quad.predicate, named(quad.object), graph)  # type: ignore[arg-type]

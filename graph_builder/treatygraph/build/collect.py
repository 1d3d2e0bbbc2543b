"""Collecting: the curated files, the user's own readings, the ontology's files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
)

from treatygraph.iris import Minter
from treatygraph.link import cited_instruments, merge_drafts
from treatygraph.mapping import map_draft, map_lineages, map_positions, map_registry
from treatygraph.mapping.links import map_links
from treatygraph.mapping.releases import map_releases
from treatygraph.mapping.reviews import map_reviews
from treatygraph.model import DraftFacts, Registry, Treaty
from treatygraph.readers.curated import Library, load_library
from treatygraph.resources import locate

__all__ = ["collect", "map_library", "ontology_quads"]


def collect(folders: Iterable[Path], own: Iterable[DraftFacts] = ()) -> Library:
    """Return one library of all folders and of the user's own readings of drafts."""
    libraries = [load_library(folder) for folder in folders]
    files = [draft for library in libraries for draft in library.drafts]
    drafts = merge_drafts([*files, *own])
    registry = _joined([library.registry for library in libraries])
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


def map_library(library: Library, minter: Minter) -> Iterator[Quad]:
    """Yield the quads of a whole library."""
    yield from map_registry(library.registry, minter)
    for draft in library.drafts:
        yield from map_draft(draft, minter)
    for treaty in sorted({x.treaty for x in library.lineages}):
        lineages = [x for x in library.lineages if x.treaty == treaty]
        events = [x for x in library.events if x.treaty == treaty]
        yield from map_lineages(treaty, lineages, events, minter)
    for position in library.positions:
        yield from map_positions(position, minter)
    yield from map_reviews(library.reviews, minter)
    yield from map_links(library.links, minter)
    yield from map_releases(library.releases, library.retired, minter)


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

"""Lineages and their events as quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from treatygraph.iris import Minter
from treatygraph.mapping.triples import Triples, digest
from treatygraph.model import Lineage, LineageEvent

__all__ = ["map_lineages"]

_EVENTS = {
    "renumbering": "tg:Renumbering",
    "move": "tg:Move",
    "split": "tg:Split",
    "join": "tg:Join",
    "insertion": "tg:Insertion",
    "repeal": "tg:Repeal",
}


def map_lineages(
    treaty: str, lineages: Iterable[Lineage], events: Iterable[LineageEvent], minter: Minter
) -> Iterator[Quad]:
    """Yield the quads of one treaty's lineages, in its lineage graph."""
    sheet = Triples(minter, minter.graph(treaty, "lineage"))
    for lineage in lineages:
        _lineage(sheet, lineage)
    for event in events:
        _event(sheet, event)
    yield from sheet


def _lineage(sheet: Triples, lineage: Lineage) -> None:
    minter = sheet.minter
    iri = minter.lineage(lineage.treaty, lineage.key)
    sheet.type(iri, "tg:Lineage")
    sheet.add(iri, "rdfs:label", lineage.label, lang="en")
    sheet.add(iri, "skos:altLabel", *lineage.aliases, lang="en")
    sheet.add(iri, "eli:id_local", lineage.key)
    sheet.add(iri, "tg:ofTreaty", NamedNode(minter.treaty(lineage.treaty)))
    sheet.concept(iri, "eli:is_about", *lineage.about)
    sheet.evidence(iri, lineage.evidence)
    for member in lineage.members:
        provision = minter.provision(lineage.treaty, member.draft, member.provision)
        sheet.add(iri, "eli:has_member", NamedNode(provision))
    for model in lineage.models:
        there = minter.provision(model.treaty, model.draft, model.provision)
        link = f"{iri}/model/{digest(model.treaty, model.draft, model.provision)}"
        sheet.type(link, "tg:ModelLink")
        sheet.add(link, "rdfs:label", f"{lineage.label} ← {model.treaty} {model.provision}")
        sheet.add(link, "tg:modelOf", NamedNode(iri))
        sheet.add(link, "tg:model", NamedNode(there))
        sheet.evidence(link, model.evidence)


def _event(sheet: Triples, event: LineageEvent) -> None:
    minter = sheet.minter
    mark = digest(event.kind, event.before, event.after, *event.lineages)
    iri = minter.thing(event.treaty, "event", mark)
    sheet.type(iri, "tg:LineageEvent", _EVENTS[event.kind])
    names = ", ".join(event.lineages)
    label = f"{event.kind.capitalize()} between {event.before} and {event.after}: {names}"
    sheet.add(iri, "rdfs:label", label)
    sheet.add(iri, "tg:eventBefore", NamedNode(minter.draft(event.treaty, event.before)))
    sheet.add(iri, "tg:eventAfter", NamedNode(minter.draft(event.treaty, event.after)))
    for key in event.lineages:
        sheet.add(iri, "tg:eventLineage", NamedNode(minter.lineage(event.treaty, key)))
    sheet.add(iri, "tg:note", event.note or None)
    sheet.evidence(iri, event.evidence)

"""Assessments as quads: what every check found, in a named graph of its own."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from treatygraph.asker import Source
from treatygraph.assess.results import Result, assessment_iri, results
from treatygraph.mapping import Triples
from treatygraph.travaux import Travaux

__all__ = ["assessments"]


def assessments(graph: Source) -> Iterator[Quad]:
    """Yield the quads of all assessments of a store, in the graph `graph/assessments`.

    Each is derived (`prov:wasDerivedFrom`) from the recommendation, the draft and the
    facts that decide it, and bears the weakest basis among these.
    """
    travaux = Travaux.of(graph)
    sheet = Triples(travaux.minter, travaux.minter.graph("assessments"))
    for result in results(travaux, compute=True):
        _assessment(sheet, travaux, result)
    yield from sheet


def _assessment(sheet: Triples, travaux: Travaux, result: Result) -> None:
    asked, outcome = result.recommendation, result.outcome
    iri = assessment_iri(travaux, asked, result.draft_key)
    sheet.type(iri, "tg:Assessment")
    sheet.add(iri, "rdfs:label", f"{result.verdict}: {asked.label} ({result.draft_key})", lang="en")
    sheet.add(iri, "tg:assesses", NamedNode(asked.iri))
    sheet.add(iri, "tg:assessedDraft", NamedNode(result.draft))
    sheet.concept(iri, "tg:verdict", f"verdict/{result.verdict}")
    sheet.add(iri, "tg:method", result.method)
    sheet.add(iri, "tg:note", f"{outcome.count}: {outcome.why}")
    if outcome.basis:
        sheet.concept(iri, "tg:basis", f"basis/{outcome.basis}")
    if result.reviewed:
        sheet.concept(iri, "tg:reviewedVerdict", f"verdict/{result.reviewed}")
    sheet.add(iri, "tg:coverageNote", outcome.coverage or None)
    for name in ("satisfying", "lacking", "untold"):
        known = (NamedNode(p) for p in getattr(outcome, name) if p in travaux.keys)
        sheet.add(iri, f"tg:{name}", *known)
    sources = dict.fromkeys((asked.iri, result.draft, *outcome.facts))
    sheet.add(iri, "prov:wasDerivedFrom", *(NamedNode(source) for source in sources))

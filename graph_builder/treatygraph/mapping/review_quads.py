"""Reviews as quads, in the named graph `graph/reviews`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from treatygraph.iris import Minter
from treatygraph.mapping.triples import Triples
from treatygraph.model.reviews import Review

__all__ = ["map_reviews"]


def map_reviews(reviews: Iterable[Review], minter: Minter) -> Iterator[Quad]:
    """Yield the quads of reviews; each points to the assessment that it goes over."""
    sheet = Triples(minter, minter.graph("reviews"))
    for r in reviews:
        iri = minter.thing(r.treaty, "review", r.draft, r.recommendation)
        assessment = minter.thing(r.treaty, "assessment", r.draft, r.recommendation)
        sheet.type(iri, "tg:Review")
        sheet.add(iri, "rdfs:label", f"review of {r.recommendation} in {r.draft}", lang="en")
        sheet.add(iri, "tg:reviews", NamedNode(assessment))
        sheet.concept(iri, "tg:verdict", f"verdict/{r.verdict}")
        sheet.add(iri, "tg:reviewer", r.reviewer)
        sheet.add(iri, "tg:reviewedOn", r.date)
        sheet.add(iri, "tg:note", r.reason)
    yield from sheet

"""Links as quads, in the named graph `graph/links`.

Each link is a statement with evidence, and the edge that it makes: a SKOS mapping between
concepts, `owl:sameAs` or `rdfs:seeAlso` between other things.  A SKOS mapping would turn
a State into a concept (SKOS Reference, section 10.3), so that it is not used there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from treatygraph.iris import Minter
from treatygraph.mapping.triples import Triples, digest
from treatygraph.model.links import Link

__all__ = ["MATCHES", "map_links"]

#: Kind of match → property of the edge.
MATCHES = {
    "exact": "skos:exactMatch",
    "close": "skos:closeMatch",
    "broad": "skos:broadMatch",
    "narrow": "skos:narrowMatch",
    "related": "skos:relatedMatch",
    "same": "owl:sameAs",
    "see": "rdfs:seeAlso",
}


def map_links(links: Iterable[Link], minter: Minter) -> Iterator[Quad]:
    """Yield the quads of links."""
    sheet = Triples(minter, minter.graph("links"))
    for link in links:
        thing, target = NamedNode(_iri(link.thing, minter)), NamedNode(link.iri)
        sheet.add(thing.value, MATCHES[link.match], target)
        iri = minter.thing("link", digest(link.thing, link.match, link.iri))
        sheet.type(iri, "tg:Link")
        sheet.add(iri, "rdfs:label", f"{link.thing} → {link.target}: {link.label}", lang="en")
        sheet.add(iri, "tg:linkFrom", thing)
        sheet.add(iri, "tg:linkTo", target)
        sheet.add(iri, "tg:match", link.match)
        sheet.add(iri, "tg:targetDataset", link.target)
        sheet.add(iri, "tg:targetLabel", link.label)
        sheet.add(iri, "tg:note", link.note or None)
        sheet.evidence(iri, link.evidence)
    yield from sheet


def _iri(key: str, minter: Minter) -> str:
    kind, _, rest = key.partition("/")
    if kind == "stakeholder":
        return minter.stakeholder(rest)
    return minter.treaty(rest) if kind == "instrument" else minter.concept(key)

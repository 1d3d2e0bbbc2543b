"""Networks as quads: measures of articles and stakeholders, and who agrees with whom.

Articles are measured only where every article of their draft was read for references:
a centrality of what nobody counted would be a number without a meaning.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.asker import Source
from treatygraph.assess.agreement import (
    Agreement,
    agreement_graph,
    agreement_measures,
    agreements,
)
from treatygraph.assess.reference_network import Measure, measures, reference_graph, references_read
from treatygraph.mapping import Triples
from treatygraph.mapping.triples import digest
from treatygraph.travaux import Travaux

__all__ = ["agreement_network", "networks", "reference_networks"]

_DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")


def networks(graph: Source) -> Iterator[Quad]:
    """Yield the quads of all networks of a store, in the graph `graph/networks`."""
    yield from reference_networks(graph)
    yield from agreement_network(graph)


def reference_networks(graph: Source) -> Iterator[Quad]:
    """Yield the measures of articles in the drafts that were read for references."""
    travaux = Travaux.of(graph)
    sheet = Triples(travaux.minter, travaux.minter.graph("networks"))
    for draft in travaux.by_iri:
        read, total = references_read(travaux, draft)
        if total and read == total:
            for iri, measure in measures(reference_graph(travaux, draft)).items():
                _measure(sheet, iri, measure)
                sheet.add(iri, "tg:dependentCount", measure.depends)
    yield from sheet


def agreement_network(graph: Source) -> Iterator[Quad]:
    """Yield who agrees with whom, and the measures of stakeholders by that."""
    travaux = Travaux.of(graph)
    sheet = Triples(travaux.minter, travaux.minter.graph("networks"))
    for iri, measure in agreement_measures(agreement_graph(travaux)).items():
        _measure(sheet, iri, measure)
    for pair in agreements(travaux):
        _agreement(sheet, pair)
    yield from sheet


def _measure(sheet: Triples, iri: str, measure: Measure) -> None:
    for name in ("centrality", "betweenness"):
        sheet.add(iri, f"tg:{name}", Literal(_short(getattr(measure, name)), datatype=_DECIMAL))
    if measure.community:
        sheet.add(iri, "tg:community", measure.community)


def _short(value: float) -> str:
    """Return a number as stores write it, so that two builds compare byte for byte.

    >>> _short(0.05), _short(0.0)
    ('0.05', '0')
    """
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _agreement(sheet: Triples, pair: Agreement) -> None:
    iri = sheet.minter.thing("agreement", digest(pair.one, pair.other))
    names = " and ".join(one.rpartition("/")[2] for one in (pair.one, pair.other))
    sheet.type(iri, "tg:Agreement")
    sheet.add(iri, "rdfs:label", f"{names}: {', '.join(pair.grounds)}", lang="en")
    sheet.add(iri, "tg:agreementBetween", NamedNode(pair.one), NamedNode(pair.other))
    sheet.add(iri, "tg:agreementWeight", pair.weight)
    sheet.add(iri, "prov:wasDerivedFrom", *(NamedNode(said) for said in pair.statements))

"""Releases as quads, in the named graph `graph/releases`.

A release is a version of the dataset (DCAT 3, section 11); a retired IRI keeps
answering: it is deprecated, and says what stands for it now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.iris import Minter
from treatygraph.mapping.triples import Triples
from treatygraph.model.releases import Release, Retired
from treatygraph.vocab import expand

__all__ = ["map_releases"]


def map_releases(
    releases: Sequence[Release], retired: Sequence[Retired], minter: Minter
) -> Iterator[Quad]:
    """Yield the quads of releases, oldest first, and of retired IRIs."""
    sheet = Triples(minter, minter.graph("releases"))
    dataset = NamedNode(f"{minter.base}void#dataset")
    before: NamedNode | None = None
    for release in releases:
        node = NamedNode(f"{minter.base}release/{release.version}")
        sheet.type(node.value, "dcat:Dataset", "prov:Entity")
        sheet.add(node.value, "rdfs:label", f"treatygraph {release.version}", lang="en")
        sheet.add(node.value, "dcterms:title", f"treatygraph {release.version}", lang="en")
        sheet.add(node.value, "dcterms:description", "A published version of the data.", lang="en")
        sheet.add(node.value, "dcat:version", release.version)
        sheet.add(node.value, "dcat:isVersionOf", dataset)
        day = Literal(release.date, datatype=NamedNode(expand("xsd:date")))
        sheet.add(node.value, "dcterms:issued", day)
        sheet.add(node.value, "dcat:previousVersion", before)
        sheet.add(node.value, "tg:sha256", release.sha256)
        before = node
    sheet.add(dataset.value, "dcat:previousVersion", before)
    for gone in retired:
        iri = f"{minter.base}{gone.key}"
        sheet.add(iri, "owl:deprecated", True)
        sheet.add(iri, "rdfs:label", f"{gone.key} (retired)", lang="en")
        sheet.add(iri, "tg:note", f"Retired since {gone.since}. {gone.reason}")
        if gone.replaced_by:
            target = NamedNode(f"{minter.base}{gone.replaced_by}")
            sheet.add(iri, "dcterms:isReplacedBy", target)
    yield from sheet

"""Exported files as DCAT distributions, with size and checksum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from treatygraph.describe.vocabulary import checksum_of, licence, media_type, root
from treatygraph.iris import Minter
from treatygraph.mapping import Triples
from treatygraph.vocab import expand

__all__ = ["FileFact", "distributions"]

#: Suffix of a file → media type.
_MEDIA = {
    "nq": "application/n-quads",
    "nt": "application/n-triples",
    "ttl": "text/turtle",
    "trig": "application/trig",
    "rdf": "application/rdf+xml",
    "owl": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "jelly": "application/x-jelly-rdf",
    "csv": "text/csv",
    "json": "application/json",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "cyjs": "application/json",
    "xml": "application/akn+xml",
    "hdt": "application/vnd.hdt",
}
#: Types that IANA has registered, and that so have an IRI there.
_REGISTERED = frozenset(_MEDIA.values()) - {
    "application/x-jelly-rdf",
    "application/graphml+xml",
    "application/gexf+xml",
    "application/vnd.hdt",
    "application/octet-stream",
}


@dataclass(frozen=True, slots=True)
class FileFact:
    """One exported file: its path below the export, size and SHA-256."""

    path: str
    bytes: int
    sha256: str


def distributions(minter: Minter, files: Iterable[FileFact], address: str) -> Iterator[Quad]:
    """Yield a distribution of the dataset for each file, to be found below `address`."""
    sheet = Triples(minter, minter.graph("description"))
    dataset = root(minter)
    for file in files:
        iri = f"{minter.base}void#file/{file.path}"
        sheet.add(dataset, "dcat:distribution", NamedNode(iri))
        sheet.type(iri, "dcat:Distribution")
        sheet.add(iri, "dcterms:title", file.path, lang="en")
        url = NamedNode(f"{address}{file.path}")
        sheet.add(iri, "dcat:accessURL", url)
        sheet.add(iri, "dcat:downloadURL", url)
        _format(sheet, iri, file.path)
        size = Literal(str(file.bytes), datatype=NamedNode(expand("xsd:nonNegativeInteger")))
        sheet.add(iri, "dcat:byteSize", size)
        licence(sheet, iri)
        checksum_of(sheet, iri, file.sha256)
    yield from sheet


def _format(sheet: Triples, iri: str, path: str) -> None:
    name = path.removesuffix(".gz")
    media = _MEDIA.get(name.rpartition(".")[2], "application/octet-stream")
    if media in _REGISTERED:
        media_type(sheet, iri, "dcat:mediaType", media)
    else:
        sheet.add(iri, "dcterms:description", f"Media type: {media}", lang="en")
    if name != path:
        media_type(sheet, iri, "dcat:compressFormat", "application/gzip")

"""What descriptions say in the same way everywhere: licence, media type, checksum."""

from __future__ import annotations

from hashlib import sha256

from pyoxigraph import Literal, NamedNode

from treatygraph.iris import Minter
from treatygraph.mapping import Triples
from treatygraph.vocab import expand

__all__ = ["LICENCE", "checksum_of", "licence", "mark", "media_type", "root"]

#: Licence of the facts; the texts of drafts and papers are not given out.
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_IANA = "https://www.iana.org/assignments/media-types/"


def root(minter: Minter) -> str:
    """Return the IRI of the dataset that is described."""
    return f"{minter.base}void#dataset"


def licence(sheet: Triples, iri: str) -> None:
    """Write the licence of the facts."""
    sheet.add(iri, "dcterms:license", NamedNode(LICENCE))


def media_type(sheet: Triples, iri: str, name: str, media: str) -> None:
    """Write a media type by the IRI of its registration."""
    sheet.add(iri, name, NamedNode(f"{_IANA}{media}"))
    sheet.type(f"{_IANA}{media}", "dcterms:MediaType")


def checksum_of(sheet: Triples, iri: str, value: str) -> None:
    """Write the SHA-256 of what `iri` gives, as SPDX has it."""
    node = f"{iri}/checksum"
    sheet.add(iri, "spdx:checksum", NamedNode(node))
    sheet.type(node, "spdx:Checksum")
    sheet.add(node, "spdx:algorithm", NamedNode(expand("spdx:checksumAlgorithm_sha256")))
    binary = Literal(value, datatype=NamedNode(expand("xsd:hexBinary")))
    sheet.add(node, "spdx:checksumValue", binary)


def mark(text: str) -> str:
    """Return eight hexadecimal digits that stand for a text."""
    return sha256(text.encode()).hexdigest()[:8]

"""Prefixes and namespaces: the usual names, spelt as their publishers spell them."""

from __future__ import annotations

from treatygraph.errors import UsageError
from treatygraph.iris import ONTOLOGY, default_minter

__all__ = ["PREFIXES", "TG", "compact", "expand"]

#: Namespace of the ontology's terms.
TG = ONTOLOGY

#: Base of what is minted: a fork's own where `TREATYGRAPH_BASE` is set.
_BASE = default_minter().base

#: Prefixes declared in every query that treatygraph runs (vocabularies' own files).
PREFIXES: dict[str, str] = {
    "tg": TG,
    "id": f"{_BASE}id/",
    "scheme": f"{_BASE}scheme/",
    "graph": f"{_BASE}graph/",
    "safeguard": f"{_BASE}scheme/safeguard/",
    "crime": f"{_BASE}scheme/crime/",
    "role": f"{_BASE}scheme/role/",
    "basis": f"{_BASE}scheme/basis/",
    "verdict": f"{_BASE}scheme/verdict/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "eli-dl": "http://data.europa.eu/eli/eli-draft-legislation-ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "void": "http://rdfs.org/ns/void#",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "oa": "http://www.w3.org/ns/oa#",
    "sh": "http://www.w3.org/ns/shacl#",
    "schema": "https://schema.org/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "earl": "http://www.w3.org/ns/earl#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "spdx": "http://spdx.org/rdf/terms#",
}


def expand(name: str) -> str:
    """Return the IRI of a prefixed name.

    >>> expand("eli:number")
    'http://data.europa.eu/eli/ontology#number'
    """
    prefix, colon, local = name.partition(":")
    if not colon or prefix not in PREFIXES:
        raise UsageError(
            f"The name {name!r} has no known prefix.", expected=f"one of {', '.join(PREFIXES)}"
        )
    return PREFIXES[prefix] + local


def compact(iri: str) -> str:
    """Return the prefixed name of an IRI where one is short and safe, else the IRI.

    >>> compact("http://www.w3.org/2000/01/rdf-schema#label")
    'rdfs:label'
    """
    best = max((p for p in PREFIXES if iri.startswith(PREFIXES[p])), key=_length, default=None)
    if best is None:
        return iri
    return f"{best}:{iri[len(PREFIXES[best]) :]}"


def _length(prefix: str) -> int:
    return len(PREFIXES[prefix])

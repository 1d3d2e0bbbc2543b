"""Which kind of node a class of the ontology becomes."""

from __future__ import annotations

import re

__all__ = ["CONCEPTS", "kind_of", "last_words"]

#: Concept scheme → kind.
CONCEPTS = {"safeguard": "safeguard", "crime": "crime", "power": "crime", "measure": "crime"}

_KINDS = {
    **dict.fromkeys(("Chapter", "Part", "Title", "Section", "Preamble", "Annex"), "chapter"),
    "Article": "article",
    **dict.fromkeys(("PreambularParagraph", "Paragraph", "Subparagraph", "Item"), "point"),
    **dict.fromkeys(("Recommendation", "KeyRecommendation"), "recommendation"),
    "Position": "position",
    **dict.fromkeys(("Argument", "Risk", "Proposal", "Figure"), "reason"),
    **dict.fromkeys(("Instrument", "Treaty"), "instrument"),
    "Lineage": "lineage",
    "Safeguard": "safeguard",
    "Crime": "crime",
}


def last_words(iri: str) -> str:
    """Return the last part of an IRI as words, for things without a label.

    >>> last_words("https://w3id.org/treatygraph/scheme/role/final")
    'final'
    """
    return re.split(r"[/#]", iri)[-1].replace("-", " ") if iri else ""


def kind_of(types: str) -> str:
    """Return the kind of node for the classes of a thing, IRIs separated by spaces.

    >>> kind_of("https://w3id.org/treatygraph/ontology#Paragraph")
    'point'
    """
    names = {re.split(r"[/#]", iri)[-1] for iri in types.split()}
    for name, kind in _KINDS.items():
        if name in names:
            return kind
    if any(name in _AGENTS or name.endswith(("Organization", "Group")) for name in names):
        return "stakeholder"
    return "other"


_AGENTS = frozenset({"Stakeholder", "State", "UnBody", "PresidingOfficer", "Company"})

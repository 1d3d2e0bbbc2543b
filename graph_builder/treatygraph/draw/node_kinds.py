"""Which kind of node a class of the ontology becomes."""

from __future__ import annotations

import re

from treatygraph.languages import message

__all__ = ["BASES", "CONCEPTS", "kind_of", "last_words", "relation_of"]

#: What each basis means, strongest first; the same words on every page.
BASES = {
    "official-text": message("read by the builder from a document with a known hash"),
    "attested": message("stated by a named source, with the place"),
    "curated": message("a person's reading, with document and place"),
    "unverified": message("put down from general knowledge, not yet checked"),
}

#: Concept scheme → kind.
CONCEPTS = {"safeguard": "safeguard", "crime": "crime", "power": "power", "measure": "power"}

_KINDS = {
    **dict.fromkeys(("Chapter", "Part", "Title", "Section", "Preamble", "Annex"), "chapter"),
    "Article": "article",
    **dict.fromkeys(("PreambularParagraph", "Paragraph", "Subparagraph", "Item"), "point"),
    **dict.fromkeys(("Recommendation", "KeyRecommendation"), "recommendation"),
    "Position": "position",
    **dict.fromkeys(("Argument", "Risk", "Proposal", "Figure"), "reason"),
    **dict.fromkeys(("Instrument", "Treaty"), "instrument"),
    "Lineage": "lineage",
    "Draft": "draft",
    **dict.fromkeys(("Document", "Session"), "document"),
    **dict.fromkeys(("Assessment", "Evidence"), "check"),
    "Safeguard": "safeguard",
    "Crime": "crime",
}

#: Property → kind of edge, and whether the edge runs against the property.
_RELATIONS: dict[str, tuple[str, bool]] = {
    "is_part_of": ("part", False),
    "inChapter": ("part", False),
    "inArticle": ("part", False),
    "has_part": ("part", True),
    "ofLineage": ("lineage", False),
    "has_member": ("lineage", True),
    "heldBy": ("held", False),
    "target": ("targets", False),
    "callsFor": ("calls", False),
    "supportedBy": ("supports", True),
    "warnsOf": ("supports", False),
}

#: Properties of other vocabularies that have no label in the graph, in words.
_WORDS = {
    "publisher": "is published by",
    "subject": "has the subject",
    "source": "has the source",
    "broader": "is a kind of",
    "narrower": "has the kind",
    "inScheme": "stands in the scheme",
    "is_about": "is about",
    "wasRevisionOf": "is a revision of",
    "wasDerivedFrom": "is derived from",
}


def relation_of(iri: str, label: str = "") -> tuple[str, bool]:
    """Return the kind of edge for a property, and whether it runs the other way.

    >>> relation_of("http://data.europa.eu/eli/ontology#has_member")
    ('lineage', True)
    >>> relation_of("http://example.org/#lastSeenBy")
    ('last seen by', False)
    """
    name = re.split(r"[/#]", iri)[-1]
    if name in _RELATIONS:
        return _RELATIONS[name]
    words = re.sub(r"([a-z])([A-Z])", r"\1 \2", name).replace("_", " ").lower()
    return _WORDS.get(name) or label or words, False


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

"""Parts of drafts: their place, their points, what they refer to, what is said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from treatygraph.http.site import Row, Site

__all__ = ["Part", "parents", "positions_on", "relations_of", "strip", "tree"]

_PARTS = """
SELECT ?part ?label ?number ?heading ?order ?parent ?text ?role ?level ?basis ?status
  ?lineage ?article WHERE {
  ?part tg:inDraft ?draft ; a tg:Provision ; eli:is_part_of ?parent .
  BIND(EXISTS { ?part a tg:Article } AS ?article)
  OPTIONAL { ?part rdfs:label ?label } OPTIONAL { ?part eli:number ?number }
  OPTIONAL { ?part tg:heading ?heading } OPTIONAL { ?part tg:order ?order }
  OPTIONAL { ?part tg:text ?text } OPTIONAL { ?part tg:basis ?basis }
  OPTIONAL { ?part tg:chapterRole ?role } OPTIONAL { ?part eli:type_subdivision ?level }
  OPTIONAL { ?part tg:status ?status } OPTIONAL { ?part tg:ofLineage ?lineage }
}
ORDER BY ?order ?part
"""
_REFERENCES = """
SELECT DISTINCT ?fact ?from ?to ?instrument ?surface ?kind ?resolution ?basis WHERE {
  ?fact a tg:Reference ; tg:referenceFrom ?from .
  OPTIONAL { ?fact tg:referenceTo ?to } OPTIONAL { ?fact tg:referenceInstrument ?instrument }
  OPTIONAL { ?fact tg:surfaceText ?surface } OPTIONAL { ?fact tg:referenceKind ?kind }
  OPTIONAL { ?fact tg:resolution ?resolution } OPTIONAL { ?fact tg:basis ?basis }
  FILTER(?from = ?it || ?to = ?it || EXISTS { ?from tg:inArticle ?it }
    || EXISTS { ?to tg:inArticle ?it })
}
ORDER BY ?from ?to ?fact
"""
_SAFEGUARDS = """
SELECT DISTINCT ?fact ?how ?concept ?where ?modality ?basis WHERE {
  { ?fact a tg:Mention ; tg:mentionIn ?where ; tg:mentionOf ?concept BIND("names" AS ?how) }
  UNION { ?fact a tg:Absence ; tg:absenceFrom ?where ; tg:absenceOf ?concept
    BIND("lacks" AS ?how) }
  UNION { ?fact a tg:Application ; tg:clause ?concept ; tg:appliesTo ?where
    BIND("governed by" AS ?how) }
  UNION { ?fact a tg:Application ; tg:clause ?where ; tg:appliesTo ?concept
    BIND("applies to" AS ?how) }
  OPTIONAL { ?fact tg:modality ?modality } OPTIONAL { ?fact tg:basis ?basis }
  FILTER(?where = ?it || EXISTS { ?where tg:inArticle ?it }
    || (?how != "names" && EXISTS { ?it eli:is_part_of+ ?where }
      && NOT EXISTS { ?fact tg:except ?it }))
}
ORDER BY ?how ?concept ?where ?fact
"""
_POSITIONS = """
SELECT DISTINCT ?statement ?label ?summary ?holder ?action ?stance ?place ?basis ?how ?key WHERE {
  { ?it tg:ofLineage ?l . ?statement tg:target ?l BIND("this provision" AS ?how) }
  UNION { ?part tg:inArticle ?it . ?statement tg:target ?part BIND("this provision" AS ?how) }
  UNION { ?statement tg:target ?it BIND("this provision" AS ?how) }
  UNION { ?it tg:chapterRole ?r . ?statement tg:target ?r BIND("the whole chapter" AS ?how) }
  ?statement tg:heldBy ?holder .
  OPTIONAL { ?statement rdfs:label ?label } OPTIONAL { ?statement tg:summary ?summary }
  OPTIONAL { ?statement tg:action ?action } OPTIONAL { ?statement tg:stance ?stance }
  OPTIONAL { ?statement tg:place ?place } OPTIONAL { ?statement tg:basis ?basis }
  BIND(EXISTS { ?statement a tg:KeyRecommendation } AS ?key)
}
ORDER BY DESC(?how) DESC(?key) DESC(BOUND(?action)) ?holder ?statement
"""
_STRIP = """
SELECT DISTINCT ?draft ?key ?name ?date ?part ?number ?label ?chapter ?lineage
  WHERE {
  ?it tg:ofLineage ?lineage . ?lineage eli:has_member ?part . ?part tg:inDraft ?draft .
  ?draft rdfs:label ?name .
  OPTIONAL { ?draft eli:id_local ?key }
  OPTIONAL { ?draft tg:datePrinted ?date } OPTIONAL { ?part eli:number ?number }
  OPTIONAL { ?part rdfs:label ?label } OPTIONAL { ?part tg:inChapter ?chapter }
}
ORDER BY ?date ?draft ?part
"""
_PARENTS = """
SELECT ?parent (COUNT(?above) AS ?depth) WHERE {
  ?it eli:is_part_of+ ?parent . ?parent eli:is_part_of* ?above .
}
GROUP BY ?parent
ORDER BY ?depth ?parent
"""


@dataclass
class Part:
    """A part of a draft with the parts inside it."""

    row: Row
    parts: list[Part] = field(default_factory=list)


def tree(site: Site, draft: str) -> list[Part]:
    """Return the outline of a draft: its top parts, each with what is inside."""
    made: dict[str, Part] = {}
    for row in site.rows(_PARTS, draft=draft):
        made.setdefault(row["part"], Part(row))
    top: list[Part] = []
    for part in made.values():
        above = made.get(part.row["parent"])
        (above.parts if above else top).append(part)
    return top


def parents(site: Site, iri: str) -> list[str]:
    """Return what a part stands in, the draft first."""
    return [row["parent"] for row in site.rows(_PARENTS, it=iri)]


def relations_of(site: Site, iri: str) -> tuple[list[Row], list[Row]]:
    """Return the references from and to a part, and the safeguards that it names or lacks."""
    return site.rows(_REFERENCES, it=iri), site.rows(_SAFEGUARDS, it=iri)


def positions_on(site: Site, iri: str) -> list[Row]:
    """Return what stakeholders say of a part, what is said of it alone first."""
    seen: set[str] = set()
    found = []
    for row in site.rows(_POSITIONS, it=iri):
        if row["statement"] not in seen:
            seen.add(row["statement"])
            found.append(row)
    return found


def strip(site: Site, iri: str) -> list[Row]:
    """Return the same negotiated thing in every draft, oldest first."""
    return site.rows(_STRIP, it=iri)

"""What stands beside an article in the reader: the other drafts, safeguards, references."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from treatygraph.http.drafts import known_drafts

if TYPE_CHECKING:
    from treatygraph.http.site import Site

__all__ = ["Beside", "beside"]

_ELSEWHERE = """
SELECT DISTINCT ?article ?other ?draft ?number WHERE {
  ?article a tg:Article ; tg:inDraft ?from ; tg:ofLineage ?lineage .
  ?lineage eli:has_member ?other . ?other tg:inDraft ?draft ; eli:number ?number .
  FILTER(?draft != ?from)
}
ORDER BY ?article ?draft ?other
"""
_SAFEGUARDS = """
SELECT DISTINCT ?article ?how ?fact ?concept WHERE {
  { ?fact a tg:Mention ; tg:inDraft ?from ; tg:mentionIn ?part ; tg:mentionOf ?concept
    BIND("names" AS ?how) }
  UNION { ?fact a tg:Absence ; tg:inDraft ?from ; tg:absenceFrom ?part ; tg:absenceOf ?concept
    BIND("is said to lack" AS ?how) }
  ?part tg:inArticle? ?article . ?article a tg:Article .
}
ORDER BY ?article DESC(?how) ?concept ?fact
"""
_REFERENCES = """
SELECT ?article ?way (COUNT(DISTINCT ?fact) AS ?n) WHERE {
  ?fact a tg:Reference ; tg:inDraft ?from .
  { ?fact tg:referenceFrom/tg:inArticle? ?article . ?article a tg:Article BIND("out" AS ?way) }
  UNION { ?fact tg:referenceTo/tg:inArticle? ?article . ?article a tg:Article BIND("in" AS ?way) }
}
GROUP BY ?article ?way
ORDER BY ?article ?way
"""


@dataclass
class Beside:
    """Links to the same article elsewhere, to safeguards by how they are said, and counts."""

    elsewhere: list[tuple[str, str, str]] = field(default_factory=list)
    safeguards: dict[str, dict[str, str]] = field(default_factory=dict)
    references: dict[str, int] = field(default_factory=dict)


def beside(site: Site, draft: str) -> dict[str, Beside]:
    """Return what stands beside each article of a draft."""
    found: dict[str, Beside] = {}
    names = {entry.iri: (number, entry.short) for number, entry in enumerate(known_drafts(site))}
    for row in site.rows(_ELSEWHERE, **{"from": draft}):
        if row["draft"] in names:
            link = (names[row["draft"]][1], row["number"], row["other"])
            found.setdefault(row["article"], Beside()).elsewhere.append(link)
    order = {short: number for number, short in names.values()}
    for entry in found.values():
        entry.elsewhere.sort(key=lambda link: (order[link[0]], link[1]))
    for row in site.rows(_SAFEGUARDS, **{"from": draft}):
        said = found.setdefault(row["article"], Beside()).safeguards
        said.setdefault(row["how"], {}).setdefault(row["concept"], row["fact"])
    for row in site.rows(_REFERENCES, **{"from": draft}):
        if "article" in row:
            found.setdefault(row["article"], Beside()).references[row["way"]] = int(row["n"])
    return found

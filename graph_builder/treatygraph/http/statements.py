"""What stakeholders say: by holder, with reasons, and what checks found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from treatygraph.http.site import Row, Site

__all__ = ["assessment_of", "assessments_of", "reasons_of", "said_where", "statements_of"]

_BY_HOLDER = """
SELECT DISTINCT ?statement ?summary ?kind ?action ?stance ?section ?place ?basis ?document WHERE {
  ?statement tg:heldBy ?it .
  OPTIONAL { ?statement tg:summary ?summary } OPTIONAL { ?statement tg:action ?action }
  OPTIONAL { ?statement tg:stance ?stance } OPTIONAL { ?statement tg:section ?section }
  OPTIONAL { ?statement tg:place ?place } OPTIONAL { ?statement tg:basis ?basis }
  OPTIONAL { ?statement tg:statedIn ?document }
  BIND(IF(EXISTS { ?statement a tg:KeyRecommendation }, "1 Key recommendation",
       IF(EXISTS { ?statement a tg:Recommendation }, "2 Recommendation",
       IF(EXISTS { ?statement a tg:Position }, "3 Position",
       IF(EXISTS { ?statement a tg:Proposal }, "4 Proposal",
       IF(EXISTS { ?statement a tg:Risk }, "6 Risk", "5 Argument"))))) AS ?kind)
}
ORDER BY ?kind ?document ?place ?statement
"""
_REASONS = """
SELECT DISTINCT ?how ?thing WHERE {
  { ?it tg:supportedBy ?thing BIND("Reasons given" AS ?how) }
  UNION { ?it tg:warnsOf ?thing BIND("Risks it warns of" AS ?how) }
  UNION { ?it tg:partOfRecommendation ?thing BIND("Part of" AS ?how) }
  UNION { ?thing tg:partOfRecommendation ?it BIND("In detail" AS ?how) }
  UNION { ?thing tg:supportedBy ?it BIND("A reason for" AS ?how) }
  UNION { ?thing tg:warnsOf ?it BIND("Feared in" AS ?how) }
}
ORDER BY ?how ?thing
"""
_ASSESSED = """
SELECT ?assessment ?draft ?name ?date ?verdict ?method ?reviewed
       (COUNT(DISTINCT ?yes) AS ?satisfying)
       (COUNT(DISTINCT ?no) AS ?lacking) WHERE {
  ?assessment tg:assesses ?it ; tg:assessedDraft ?draft ; tg:verdict ?verdict .
  ?draft rdfs:label ?name .
  OPTIONAL { ?draft tg:datePrinted ?date } OPTIONAL { ?assessment tg:method ?method }
  OPTIONAL { ?assessment tg:reviewedVerdict ?reviewed }
  OPTIONAL { ?assessment tg:satisfying ?yes } OPTIONAL { ?assessment tg:lacking ?no }
}
GROUP BY ?assessment ?draft ?name ?date ?verdict ?method ?reviewed
ORDER BY ?date ?draft ?assessment
"""


_ASSESSMENT = """
SELECT ?recommendation ?draft ?name ?verdict ?reviewed ?method ?note ?basis WHERE {
  ?it tg:assesses ?recommendation ; tg:assessedDraft ?draft ; tg:verdict ?verdict .
  ?draft rdfs:label ?name .
  OPTIONAL { ?it tg:reviewedVerdict ?reviewed } OPTIONAL { ?it tg:method ?method }
  OPTIONAL { ?it tg:note ?note } OPTIONAL { ?it tg:basis ?basis }
}
ORDER BY ?recommendation ?draft ?verdict
"""
_RELIED = """
SELECT DISTINCT ?how ?thing ?basis WHERE {
  { ?it tg:satisfying ?thing BIND("Provisions that do it" AS ?how) }
  UNION { ?it tg:lacking ?thing BIND("Provisions that do not" AS ?how) }
  UNION { ?it prov:wasDerivedFrom ?thing . ?it tg:assesses ?asked ; tg:assessedDraft ?draft
    FILTER(?thing != ?asked && ?thing != ?draft) BIND("Facts relied on" AS ?how) }
  OPTIONAL { ?thing tg:basis ?basis }
}
ORDER BY DESC(?how) ?thing
"""


def assessment_of(site: Site, iri: str) -> dict[str, Any]:
    """Return one assessment, with the provisions and facts that it stands on, by kind."""
    groups: dict[str, list[Row]] = {}
    for row in site.rows(_RELIED, it=iri):
        groups.setdefault(row["how"], []).append(row)
    return {**next(iter(site.rows(_ASSESSMENT, it=iri)), {}), "groups": groups}


_SAID = """
SELECT ?holder ?document ?place ?draft WHERE {
  ?it tg:heldBy ?holder .
  OPTIONAL { ?it tg:statedIn ?document } OPTIONAL { ?it tg:place ?place }
  OPTIONAL { ?it tg:addressesDraft ?draft }
}
ORDER BY ?holder ?document ?place ?draft
"""


def said_where(site: Site, statement: str) -> Row:
    """Return who holds a statement, in which document and place, on which draft."""
    return next(iter(site.rows(_SAID, it=statement)), {})


def statements_of(site: Site, stakeholder: str) -> dict[str, list[Row]]:
    """Return what a stakeholder says, by kind, key recommendations first."""
    groups: dict[str, list[Row]] = {}
    seen: set[str] = set()
    for row in site.rows(_BY_HOLDER, it=stakeholder):
        if row["statement"] not in seen:
            seen.add(row["statement"])
            groups.setdefault(row["kind"][2:], []).append(row)
    return groups


def reasons_of(site: Site, statement: str) -> dict[str, list[str]]:
    """Return the statements linked with a statement, by how they are linked."""
    groups: dict[str, list[str]] = {}
    for row in site.rows(_REASONS, it=statement):
        groups.setdefault(row["how"], []).append(row["thing"])
    return groups


def assessments_of(site: Site, recommendation: str) -> list[Row]:
    """Return what checks found for a recommendation, draft by draft."""
    return [row for row in site.rows(_ASSESSED, it=recommendation) if "assessment" in row]

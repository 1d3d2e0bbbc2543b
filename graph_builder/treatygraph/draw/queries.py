"""What a picture asks of the graph; each query is plain SPARQL 1.1."""

from __future__ import annotations

__all__ = [
    "AROUND",
    "EDGES",
    "EVIDENCE",
    "LABELS",
    "PROVISIONS",
    "SHORT_NAMES",
    "STATEMENTS",
    "TARGETS",
]

#: Every part of a draft, with what places it.
PROVISIONS = """
SELECT ?thing ?type ?label ?number ?heading ?order ?parent ?chapter ?article ?role ?basis WHERE {
  ?thing tg:inDraft ?draft ; a tg:Provision , ?type ; eli:id_local ?key .
  FILTER(?type != tg:Provision)
  OPTIONAL { ?thing rdfs:label ?label }
  OPTIONAL { ?thing eli:number ?number }
  OPTIONAL { ?thing tg:heading ?heading FILTER(LANGMATCHES(LANG(?heading), "en")) }
  OPTIONAL { ?thing tg:order ?order }
  OPTIONAL { ?thing eli:is_part_of ?parent }
  OPTIONAL { ?thing tg:inChapter ?chapter }
  OPTIONAL { ?thing tg:inArticle ?article }
  OPTIONAL { ?thing tg:chapterRole ?role }
  OPTIONAL { ?thing tg:basis ?basis }
}
ORDER BY ?order ?thing
"""

#: Relations between a draft's parts and other things, by kind of edge.
EDGES: dict[str, str] = {
    "refers": """SELECT ?source ?target ?fact ?basis WHERE {
  ?fact a tg:Reference ; tg:inDraft ?draft ; tg:referenceFrom ?source ; tg:referenceTo ?target .
  OPTIONAL { ?fact tg:basis ?basis } }""",
    "cites": """SELECT ?source ?target ?fact ?basis WHERE {
  ?fact a tg:Reference ; tg:inDraft ?draft ; tg:referenceFrom ?source ;
    tg:referenceInstrument ?target .
  OPTIONAL { ?fact tg:basis ?basis } }""",
    "names": """SELECT ?source ?target ?fact ?basis WHERE {
  ?fact a tg:Mention ; tg:inDraft ?draft ; tg:mentionIn ?source ; tg:mentionOf ?target .
  OPTIONAL { ?fact tg:basis ?basis } }""",
    "lacks": """SELECT ?source ?target ?fact ?basis WHERE {
  ?fact a tg:Absence ; tg:inDraft ?draft ; tg:absenceFrom ?source ; tg:absenceOf ?target .
  OPTIONAL { ?fact tg:basis ?basis } }""",
    "governs": """SELECT ?source ?target ?fact ?basis WHERE {
  ?fact a tg:Application ; tg:inDraft ?draft ; tg:clause ?source ; tg:appliesTo ?target .
  OPTIONAL { ?fact tg:basis ?basis } }""",
    "defines": """SELECT ?source ?target WHERE {
  ?source tg:inDraft ?draft ; tg:ofLineage/eli:is_about ?target .
  FILTER(CONTAINS(STR(?target), "/scheme/crime/")) }""",
    "lineage": "SELECT ?source ?target WHERE { ?source tg:inDraft ?draft ; tg:ofLineage ?target }",
}

#: What stakeholders say, with who says it.
STATEMENTS = """
SELECT ?thing ?type ?label ?summary ?holder ?action ?stance ?place ?basis ?of WHERE {
  ?thing tg:heldBy ?holder ; a ?type .
  FILTER(?type IN (tg:Position, tg:Recommendation, tg:KeyRecommendation, tg:Argument, tg:Risk,
    tg:Proposal))
  OPTIONAL { ?thing rdfs:label ?label }
  OPTIONAL { ?thing tg:summary ?summary }
  OPTIONAL { ?thing tg:action ?action }
  OPTIONAL { ?thing tg:stance ?stance }
  OPTIONAL { ?thing tg:place ?place }
  OPTIONAL { ?thing tg:basis ?basis }
  OPTIONAL { ?thing tg:partOfRecommendation ?of }
}
ORDER BY ?holder ?thing
"""

#: What a statement aims at in one draft: a lineage's member, a chapter of a role, a part.
TARGETS = """
SELECT DISTINCT ?source ?target ?kind WHERE {
  { ?source tg:target ?l . ?l eli:has_member ?target . ?target tg:inDraft ?draft
    BIND("targets" AS ?kind) }
  UNION { ?source tg:target ?target . ?target tg:inDraft ?draft BIND("targets" AS ?kind) }
  UNION { ?source tg:target ?role . ?target tg:chapterRole ?role ; tg:inDraft ?draft ; a tg:Chapter
    BIND("targets" AS ?kind) }
  UNION { ?source tg:target ?target . ?target a skos:Concept .
    FILTER(!CONTAINS(STR(?target), "/scheme/role/")) BIND("targets" AS ?kind) }
  UNION { ?source tg:callsFor ?target BIND("calls" AS ?kind) }
  UNION { ?target tg:supportedBy ?source BIND("supports" AS ?kind) }
  UNION { ?source tg:warnsOf ?target BIND("supports" AS ?kind) }
}
ORDER BY ?source ?target ?kind
"""

#: Names and classes of things; of names in several languages the English one comes first.
LABELS = """
SELECT ?thing (COALESCE(SAMPLE(?english), SAMPLE(?any)) AS ?label)
  (GROUP_CONCAT(DISTINCT STR(?t); separator=" ") AS ?type) WHERE {
  ?thing rdfs:label ?any . OPTIONAL { ?thing a ?t }
  OPTIONAL { ?thing rdfs:label ?english . FILTER(LANGMATCHES(LANG(?english), "en")) }
}
GROUP BY ?thing
"""

#: Shorter names of those who speak.
SHORT_NAMES = """
SELECT ?thing ?short WHERE { ?thing a tg:Stakeholder ; skos:altLabel ?short }
ORDER BY ?thing DESC(STRLEN(?short)) ?short
"""

EVIDENCE = """
SELECT DISTINCT ?thing ?basis ?title ?place ?note WHERE {
  ?thing tg:hasEvidence ?e . ?e tg:basis ?basis .
  OPTIONAL { ?e tg:document ?document . OPTIONAL { ?document rdfs:label ?known }
    BIND(COALESCE(?known, REPLACE(STR(?document), "^.*/", "")) AS ?title) }
  OPTIONAL { ?e tg:place ?place }
  OPTIONAL { ?e tg:note ?note }
}
ORDER BY ?thing ?basis ?title ?place ?note
"""

#: Direct facts of one thing, both ways.
AROUND = """
SELECT DISTINCT ?source ?property ?target WHERE {
  { ?it ?property ?target . FILTER(isIRI(?target)) BIND(?it AS ?source) }
  UNION
  { ?source ?property ?it . BIND(?it AS ?target) }
  FILTER(?property NOT IN (rdf:type, tg:hasEvidence, tg:basis, rdfs:isDefinedBy,
    eli:type_subdivision))
}
ORDER BY ?property ?source ?target
"""

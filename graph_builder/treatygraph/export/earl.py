"""Assessments in EARL, the W3C's schema for the results of checks.

Read from the assessments of a built graph: each becomes an `earl:Assertion` with the
draft as subject, the recommendation as test and one of EARL's outcomes.
https://www.w3.org/TR/EARL10-Schema/
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Triple

from treatygraph.store.base import Store

__all__ = ["EARL", "earl"]

#: Namespace of the Evaluation and Report Language.
EARL = "http://www.w3.org/ns/earl#"

_CONSTRUCT = """
PREFIX earl: <http://www.w3.org/ns/earl#>
CONSTRUCT {
  ?assessment a earl:Assertion ;
    earl:subject ?draft ;
    earl:test ?recommendation ;
    earl:mode earl:automatic ;
    earl:result ?result .
  ?result a earl:TestResult ;
    earl:outcome ?outcome ;
    dcterms:description ?note .
  ?draft a earl:TestSubject ;
    dcterms:title ?title .
  ?recommendation a earl:TestRequirement ;
    dcterms:title ?asked .
}
WHERE {
  ?assessment a tg:Assessment ;
    tg:assessedDraft ?draft ;
    tg:assesses ?recommendation ;
    tg:verdict/skos:notation ?verdict ;
    tg:note ?note .
  ?draft rdfs:label ?title .
  ?recommendation rdfs:label ?asked .
  VALUES (?verdict ?outcome) {
    ("pass" earl:passed)
    ("fail" earl:failed)
    ("inapplicable" earl:inapplicable)
    ("cannot-tell" earl:cantTell)
  }
  BIND(IRI(CONCAT(STR(?assessment), "/result")) AS ?result)
}
"""


def earl(store: Store) -> Iterator[Triple]:
    """Yield the assessments of a graph as EARL, without blank nodes."""
    yield from store.construct(_CONSTRUCT)

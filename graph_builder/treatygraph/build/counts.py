"""Counts of what a graph holds, taken from the graph itself."""

from __future__ import annotations

from pyoxigraph import QuerySolutions, Store

from treatygraph.table import Cell, Table
from treatygraph.vocab import PREFIXES

__all__ = ["basis_rows", "count_things", "coverage_rows"]

_CLASSES = """
SELECT ?class (COUNT(DISTINCT ?thing) AS ?count)
WHERE {
  ?thing a ?class .
  FILTER(STRSTARTS(STR(?class), STR(tg:)))
}
GROUP BY ?class
ORDER BY ?class
"""

_COVERAGE = r"""
SELECT ?treaty ?draft ?articles ?provisions ?references ?mentions ?refsRead ?basis
WHERE {
  ?d a tg:Draft ; eli:id_local ?draft ; tg:datePrinted ?date .
  ?t eli:has_member ?d ; eli:id_local ?treaty .
  { SELECT ?d (COUNT(DISTINCT ?x) AS ?articles)
    WHERE { ?d a tg:Draft . OPTIONAL { ?x tg:inDraft ?d ; a tg:Article } }
    GROUP BY ?d }
  { SELECT ?d (COUNT(DISTINCT ?x) AS ?provisions)
    WHERE { ?d a tg:Draft . OPTIONAL { ?x tg:inDraft ?d ; a tg:Provision } }
    GROUP BY ?d }
  { SELECT ?d (COUNT(DISTINCT ?x) AS ?references)
    WHERE { ?d a tg:Draft . OPTIONAL { ?x tg:inDraft ?d ; a tg:Reference } }
    GROUP BY ?d }
  { SELECT ?d (COUNT(DISTINCT ?x) AS ?mentions)
    WHERE { ?d a tg:Draft . OPTIONAL { ?x tg:inDraft ?d ; a tg:Mention } }
    GROUP BY ?d }
  OPTIONAL { ?c tg:coverageOf ?d ; tg:coverageAspect scheme:coverage\/references ;
                tg:covered ?refsRead }
  OPTIONAL { ?d tg:basis ?b . BIND(REPLACE(STR(?b), "^.*/", "") AS ?basis) }
}
ORDER BY ?treaty ?date ?draft
"""

#: Kinds of things that lie in no draft, in the order of the report.
_KINDS = (
    "Position",
    "Argument",
    "Lineage",
    "Stakeholder",
    "Document",
    "Instrument",
    "Session",
)
_BASES = ("official-text", "attested", "curated", "unverified")

_BY_BASIS = """
SELECT ?of ?basis (COUNT(DISTINCT ?thing) AS ?count)
WHERE {
  ?thing tg:basis ?b .
  BIND(REPLACE(STR(?b), "^.*/", "") AS ?basis)
  { ?thing tg:inDraft ?d .
    ?d eli:id_local ?draft .
    ?t eli:has_member ?d ; eli:id_local ?treaty .
    BIND(CONCAT(?treaty, " ", ?draft) AS ?of) }
  UNION
  { ?thing a ?class .
    FILTER(?class IN (%s))
    BIND(REPLACE(STR(?class), "^.*#", "") AS ?of) }
}
GROUP BY ?of ?basis
"""


def count_things(store: Store) -> dict[str, int]:
    """Return how many things of each class of the ontology the graph holds."""
    answer = store.query(_CLASSES, prefixes=PREFIXES, use_default_graph_as_union=True)
    if not isinstance(answer, QuerySolutions):
        return {}
    return {str(row["class"].value).rpartition("#")[2]: int(row["count"].value) for row in answer}


def coverage_rows(store: Store) -> Table:
    """Return one row per draft: how much of it the graph knows."""
    answer = store.query(_COVERAGE, prefixes=PREFIXES, use_default_graph_as_union=True)
    columns = (
        tuple(str(v.value) for v in answer.variables) if isinstance(answer, QuerySolutions) else ()
    )
    rows = tuple(tuple(_cell(row[c]) for c in columns) for row in answer)  # type: ignore[union-attr]
    return Table(columns, rows, title="Coverage")


def basis_rows(store: Store) -> Table:
    """Return how many facts rest on what: one row per draft, then one per kind of thing.

    A draft without a row of facts has a row of zeros; a fact known in two ways counts
    under both.
    """
    query = _BY_BASIS % ", ".join(f"tg:{kind}" for kind in _KINDS)
    counts: dict[str, dict[str, int]] = {}
    answer = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    for row in answer:  # type: ignore[union-attr]
        counts.setdefault(row["of"].value, {})[row["basis"].value] = int(row["count"].value)
    drafts = [f"{treaty} {draft}" for treaty, draft, *_ in coverage_rows(store).rows]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *(counts.get(name, {}).get(basis, 0) for basis in _BASES))
        for name in (*drafts, *_KINDS)
    )
    return Table(("facts of", *_BASES), rows, title="Facts by basis")


def _cell(term: object) -> Cell:
    value = getattr(term, "value", None)
    kind = getattr(getattr(term, "datatype", None), "value", "")
    return int(value) if value is not None and kind.endswith("integer") else value

"""The facts that a verdict or a cell rests on, with basis, document and place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from treatygraph.assess.results import Result
from treatygraph.table import Cell, Table
from treatygraph.travaux import Travaux

__all__ = ["FACT_COLUMNS", "Fact", "evidence_of", "facts_table"]

#: What is said of a fact, in the order of the columns.
FACT_COLUMNS = ("fact", "basis", "document", "place", "note", "iri")


@dataclass(frozen=True, slots=True)
class Fact:
    """One piece of evidence of one fact; a fact with several gives several."""

    iri: str
    label: str
    basis: str = ""
    document: str = ""
    place: str = ""
    note: str = ""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The values of `FACT_COLUMNS`."""
        return self.label, self.basis, self.document, self.place, self.note, self.iri


def evidence_of(travaux: Travaux, facts: Iterable[str]) -> dict[str, list[Fact]]:
    """Return the evidence of facts, by their IRIs; a fact with none stands without."""
    wanted = list(dict.fromkeys(facts))
    found: dict[str, list[Fact]] = {}
    rows = travaux.texts("facts/evidence", fact=wanted) if wanted else []
    for iri, label, basis, document, *rest in rows:
        same = found.setdefault(iri, [])
        if not same or same[0].label == label:
            key = document.rpartition("/")[2]
            same.append(Fact(iri, label, basis, key, *rest))
    return {iri: found.get(iri) or [Fact(iri, travaux.name(iri))] for iri in wanted}


def facts_table(travaux: Travaux, results: Iterable[Result], title: str = "Evidence") -> Table:
    """Return one row for each piece of evidence that a verdict rests on.

    A verdict that rests on no fact (what cannot be told) has one row with the coverage.
    """
    found = list(results)
    known = evidence_of(travaux, (fact for r in found for fact in r.outcome.facts))
    rows: list[tuple[Cell, ...]] = []
    for r in found:
        head = r.recommendation.key, r.draft_key, r.verdict, r.outcome.count, r.outcome.coverage
        facts = [fact for iri in r.outcome.facts for fact in known[iri]]
        rows.extend((*head, *fact.cells) for fact in facts)
        if not facts:
            rows.append((*head, *([""] * len(FACT_COLUMNS))))
    columns = ("recommendation", "draft", "verdict", "count", "coverage", *FACT_COLUMNS)
    return Table(columns, tuple(rows), title)

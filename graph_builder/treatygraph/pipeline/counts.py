"""Counts of what a graph holds, taken from the graph itself."""

from __future__ import annotations

from treatygraph.asker import Asker, Source, to_table
from treatygraph.bases import BASES
from treatygraph.table import Cell, Table
from treatygraph.vocab import expand

__all__ = ["basis_rows", "count_things", "coverage_rows"]


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


def count_things(store: Source) -> dict[str, int]:
    """Return how many things of each class of the ontology the graph holds."""
    rows = Asker.of(store).texts("things/own-classes")
    return {name.rpartition("#")[2]: int(count) for name, count in rows}


def coverage_rows(store: Source) -> Table:
    """Return one row per draft: how much of it the graph knows."""
    return to_table(Asker.of(store).terms("drafts/report"), title="Coverage")


def basis_rows(store: Source) -> Table:
    """Return how many facts rest on what: one row per draft, then one per kind of thing.

    A draft without a row of facts has a row of zeros; a fact known in two ways counts
    under both.
    """
    asker = Asker.of(store)
    counts: dict[str, dict[str, int]] = {}
    classes = [expand(f"tg:{kind}") for kind in _KINDS]
    for of, basis, count in asker.texts("facts/by-basis", **{"class": classes}):
        counts.setdefault(of, {})[basis] = int(count)
    drafts = [f"{treaty} {draft}" for treaty, draft, *_ in coverage_rows(asker).rows]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *(counts.get(name, {}).get(basis, 0) for basis in BASES))
        for name in (*drafts, *_KINDS)
    )
    return Table(("facts of", *BASES), rows, title="Facts by basis")

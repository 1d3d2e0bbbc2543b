"""Sentences typed into the search field: what they were understood as, and the answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from treatygraph.catalogue import catalogue
from treatygraph.errors import TreatyGraphError
from treatygraph.http.column_names import words_of
from treatygraph.plainwords import Reading, Understanding, answer_reading, listener, phrasebook

if TYPE_CHECKING:
    from treatygraph.http.site import Site
    from treatygraph.table import Table

__all__ = ["Answered", "answered", "understood"]

#: Rows of each reading that the page of a search shows; the question's own page has all.
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Answered:
    """One reading with its answer: a table, or why there is none."""

    reading: Reading
    table: Table | None
    headings: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    error: TreatyGraphError | None
    address: str


def understood(site: Site, sentence: str) -> Understanding:
    """Return what a sentence can mean on this site."""
    ears = site.once("ears", lambda: listener(site.asked, catalogue(), phrasebook()))
    return ears.hear(sentence)


def answered(site: Site, heard: Understanding) -> list[Answered]:
    """Return each reading with its answer, the nearest first."""
    return [_answered(site, reading, heard) for reading in heard.readings]


def _answered(site: Site, reading: Reading, heard: Understanding) -> Answered:
    table, error = None, None
    if not reading.missing:
        try:
            table = answer_reading(site.asked, reading, heard)
        except TreatyGraphError as caught:
            error = caught
    address = f"/questions/{reading.question.name}"
    if reading.values:
        address += f"?{urlencode(reading.values)}"
    return Answered(
        reading,
        table,
        tuple(map(words_of, table.columns)) if table else (),
        table.rows[:_SHOWN] if table else (),
        error,
        address,
    )

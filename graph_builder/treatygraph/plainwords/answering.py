"""Answering sentences: tables that say first what was understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from treatygraph.ask import answer
from treatygraph.asker import Source
from treatygraph.errors import UsageError
from treatygraph.plainwords.filling import Chip
from treatygraph.plainwords.understanding import Listener, Named, Reading, Understanding
from treatygraph.search import search
from treatygraph.table import Cell, Table

__all__ = ["answer_reading", "answer_sentence", "answers", "changed", "searched"]


def answer_sentence(graph: Source, ears: Listener, sentence: str) -> Table:
    """Return the answer to a sentence: of its nearest reading, or of a search.

    The notes begin with what was understood; a second reading that lies near is named.
    """
    heard = ears.hear(sentence)
    if not heard.readings:
        return searched(graph, heard)
    first, *others = heard.readings
    table = answer_reading(graph, first, heard)
    also = tuple(f"It may also mean: {other.sentence} Ask: {other.command}" for other in others)
    return replace(table, notes=(table.notes[0], *also, *table.notes[1:]))


def answers(graph: Source, heard: Understanding) -> list[Table]:
    """Return the answer to each reading of a sentence; of a search where it has none.

    A second reading that cannot be answered is left out.
    """
    if not heard.readings:
        return [searched(graph, heard)]
    tables = [answer_reading(graph, heard.readings[0], heard)]
    for reading in heard.readings[1:]:
        if not reading.missing:
            tables.append(answer_reading(graph, reading, heard))
    return tables


def answer_reading(graph: Source, reading: Reading, heard: Understanding) -> Table:
    """Return the answer to one reading; what was understood stands first in the notes.

    Raises `UsageError` where the question needs something that the sentence does not say.
    """
    if reading.missing:
        usage = " ".join(f"{name}=…" for name in reading.missing)
        raise UsageError(
            f"Understood: {reading.sentence}",
            expected=f"a sentence that also says: {', '.join(reading.missing)}",
            remedy=f"or ask by name: {reading.command} {usage}",
        )
    table = answer(graph, reading.question, reading.values)
    for named in reading.unused:
        table = _narrowed(table, named)
    return replace(table, notes=(f"Understood: {reading.sentence}", *_mended(heard), *table.notes))


def _narrowed(table: Table, named: Named) -> Table:
    """Return the rows that hold what was named, where some do; a note says so."""
    names = {name.casefold() for t in named.things for name in (t.label, t.key)}
    names.add(named.words.casefold())
    rows = tuple(row for row in table.rows if any(_holds(cell, names, named) for cell in row))
    if not rows or len(rows) == len(table.rows):
        note = f"{named.words!r} is no parameter of this question" + (
            "." if rows else ", and no row names it."
        )
        return replace(table, notes=(note, *table.notes))
    note = f"Only the {len(rows)} of {len(table.rows)} rows that name {named.words!r}."
    return replace(table, rows=rows, notes=(note, *table.notes))


def _holds(cell: Cell, names: set[str], named: Named) -> bool:
    if not isinstance(cell, str):
        return False
    if cell.startswith(("http://", "https://")):
        return any(cell.endswith(f"/{thing.key}") for thing in named.things)
    return any(part.strip().casefold() in names for part in cell.split(";"))


def changed(heard: Understanding, values: Mapping[str, str]) -> Understanding:
    """Return what was understood with parameters changed by name.

    A reading whose question has not all of them is left out; where none has, all stay, so
    that the fault is told when the question is asked.
    """
    if not values or not heard.readings:
        return heard
    fitting = [r for r in heard.readings if set(values) <= {p.name for p in r.question.params}]
    readings = tuple(_with(reading, values) for reading in fitting or heard.readings[:1])
    return replace(heard, readings=readings)


def _with(reading: Reading, values: Mapping[str, str]) -> Reading:
    types = {p.name: p.type for p in reading.question.params}
    kept = [chip for chip in reading.chips if chip.name not in values]
    given = [Chip(name, types.get(name, ""), value, value) for name, value in values.items()]
    missing = tuple(name for name in reading.missing if name not in values)
    return replace(reading, chips=(*kept, *given), missing=missing)


def _mended(heard: Understanding) -> tuple[str, ...]:
    """Return what typing faults were taken for, as a note."""
    if not heard.corrected:
        return ()
    return ("Read " + ", ".join(f"{was!r} as {now!r}" for was, now in heard.corrected) + ".",)


def searched(graph: Source, heard: Understanding) -> Table:
    """Return what holds the words of a sentence that is no question, and the nearest questions."""
    table = search(graph, heard.sentence)
    near = "; ".join(f"{q.question} ({q.name})" for q in heard.nearest)
    note = "No question of the catalogue was recognised, so the words were searched for."
    return replace(table, notes=(note, f"The nearest questions: {near}", *table.notes))

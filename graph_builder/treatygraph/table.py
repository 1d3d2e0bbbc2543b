"""Tables: rows with named columns, and the forms they are given out in."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Cell", "Table"]

#: A cell is a plain value; `None` is an unbound variable, IRIs are plain strings.
Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: columns in order, rows in order, and what must be said with it.

    `notes` are sentences a reader needs to judge the rows (coverage, basis, drafts that
    cannot be judged); they are never dropped by a format that can carry them.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    notes: tuple[str, ...] = field(default=())

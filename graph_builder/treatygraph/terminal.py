"""Tables for a terminal: columns fitted to its width, long cells on several lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from unicodedata import combining, east_asian_width

from treatygraph.table import Cell, Table

__all__ = ["as_text", "fold", "grid"]

_GAP = "   "
#: No column is made narrower than this while another is wider.
_NARROWEST = 6
#: From so many rows on, what is the same in all of them is said once.
_MANY = 3


def as_text(value: Cell) -> str:
    """Return a cell as people read it: nothing for None, `true` and `false` for booleans."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def grid(table: Table, width: int) -> str:
    """Return title, head, rule, rows, their number and the notes, within a width.

    A table that is too wide for it says above its head what is the same in all rows.
    """
    cells = [[_short(as_text(value)) for value in row] for row in table.rows]
    lines = [table.title] if table.title else []
    shared = _shared(table.columns, cells, width)
    if shared:
        said = "; ".join(_said(table.columns[at], cells[0][at]) for at in shared)
        lines.extend(fold(f"In all {len(cells)} rows: {said}.", width))
    kept = [at for at in range(len(table.columns)) if at not in shared]
    columns, cells = [table.columns[at] for at in kept], [[row[at] for at in kept] for row in cells]
    widths = _fitted([columns, *cells], width)
    lines.extend(_lines(columns, widths))
    lines.append("─" * (sum(widths) + len(_GAP) * max(len(widths) - 1, 0)))
    for row in cells:
        lines.extend(_lines(row, widths))
    lines.append(f"{len(cells)} row{'' if len(cells) == 1 else 's'}")
    for note in table.notes:
        lines.extend(fold(f"Note: {note}", width))
    return "\n".join(line.rstrip() for line in lines)


def _shared(columns: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the places of the columns with one value in all rows, where room is wanting."""
    needed = [max(map(_columns, column)) for column in zip_longest(columns, *cells, fillvalue="")]
    if len(cells) < _MANY or sum(needed) + len(_GAP) * (len(columns) - 1) <= width:
        return []
    shared = [at for at in range(len(columns)) if len({row[at] for row in cells}) == 1]
    return shared if len(shared) < len(columns) else []


def _said(column: str, value: str) -> str:
    return f"{column} {value}" if value else f"no {column}"


def fold(text: str, width: int) -> list[str]:
    """Return text in lines of at most `width` columns, cut between words where that can be.

    >>> fold("one two three", 7)
    ['one two', 'three']
    """
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in paragraph.split(" "):
            joined = f"{line} {word}" if line else word
            if _columns(joined) <= width:
                line = joined
                continue
            if line:
                lines.append(line)
            *full, line = _pieces(word, width)
            lines.extend(full)
        lines.append(line)
    return lines


def _pieces(word: str, width: int) -> list[str]:
    """Return a word that is wider than a line in pieces that are not."""
    pieces, piece = [], ""
    for sign in word:
        if piece and _columns(piece + sign) > max(width, 2):
            pieces.append(piece)
            piece = ""
        piece += sign
    return [*pieces, piece]


def _columns(text: str) -> int:
    """Return how many columns a text takes (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text
    )


def _fitted(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the widths of the columns: what they need, the widest cut until all fit."""
    widths = [max(map(_columns, column)) for column in zip_longest(*rows, fillvalue="")]
    room = width - len(_GAP) * max(len(widths) - 1, 0)
    while sum(widths) > room and max(widths, default=0) > _NARROWEST:
        widest = max(widths)
        next_widest = max((w for w in widths if w < widest), default=_NARROWEST)
        many = widths.count(widest)
        cut = min(widest - max(next_widest, _NARROWEST), -(-(sum(widths) - room) // many))
        widths = [w - max(cut, 1) if w == widest else w for w in widths]
    return widths


def _lines(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    folded = [fold(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*folded, fillvalue=""):
        padded = (
            part + " " * (width - _columns(part)) for part, width in zip(parts, widths, strict=True)
        )
        yield _GAP.join(padded)


def _short(text: str) -> str:
    from treatygraph.vocab import compact

    return compact(text) if text.startswith("http") else text

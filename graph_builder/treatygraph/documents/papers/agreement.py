"""Two people's readings of one paper: which statements meet, and on what they agree.

Statements meet where their passages overlap, or, without passages, where their places are
the same; of several, those that share most come together, each at most once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from treatygraph.documents.papers.cards import Card

__all__ = ["FIELDS", "NOBODY", "Meeting", "agreement", "meetings"]

#: What two readings are compared on.
FIELDS = ("kind", "action", "stance", "targets", "calls_for")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A statement of one reading and that of the other, or None where the other has none."""

    first: Card | None
    second: Card | None

    def differing(self) -> dict[str, tuple[str, str]]:
        """Return the fields that differ, each with what the two say."""
        if self.first is None or self.second is None:
            return {}
        pairs = ((name, _said(self.first, name), _said(self.second, name)) for name in FIELDS)
        return {name: (a, b) for name, a, b in pairs if a != b}


def _said(card: Card, name: str) -> str:
    value = getattr(card, name)
    return value if isinstance(value, str) else ", ".join(sorted(value))


def meetings(first: Sequence[Card], second: Sequence[Card]) -> list[Meeting]:
    """Return the statements of two readings side by side, those of one alone among them."""
    shared = [
        (weight, i, j)
        for i, a in enumerate(first)
        for j, b in enumerate(second)
        if (weight := _shared(a, b))
    ]
    taken: dict[int, int] = {}
    for _, i, j in sorted(shared, key=lambda row: (-row[0], row[1], row[2])):
        if i not in taken and j not in taken.values():
            taken[i] = j
    rows = [Meeting(a, second[taken[i]] if i in taken else None) for i, a in enumerate(first)]
    rows += [Meeting(None, b) for j, b in enumerate(second) if j not in taken.values()]
    return sorted(rows, key=lambda row: (row.first or row.second or NOBODY).start)


#: The statement of nobody, where neither has one.
NOBODY = Card(key="nobody", start=0, end=1, place="")


def _shared(a: Card, b: Card) -> int:
    """Return how much two statements share: characters of the paper, else a place."""
    overlap = min(a.end, b.end) - max(a.start, b.start)
    if a.end > 1 and b.end > 1:
        return max(overlap, 0)
    same = sum(_said(a, name) == _said(b, name) for name in FIELDS)
    return 1 + same if a.place and a.place == b.place else 0


def agreement(rows: Sequence[Meeting]) -> dict[str, tuple[int, int]]:
    """Return for finding and for each field how often two readings agree, and of how many.

    >>> agreement([Meeting(NOBODY, NOBODY), Meeting(NOBODY, None)])["found"]
    (1, 2)
    """
    both = [row for row in rows if row.first and row.second]
    counts = {"found": (len(both), len(rows))}
    for name in FIELDS:
        counts[name] = (sum(name not in row.differing() for row in both), len(both))
    return counts

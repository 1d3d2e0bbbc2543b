"""Two orders laid beside each other: the pairs that keep the order and are the most alike.

Formulas that come back in every chapter make many articles alike; which of them belong
together only the whole order tells.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["aligned"]


def aligned(likeness: Mapping[tuple[int, int], float], cost: float) -> dict[int, int]:
    """Return the pairs of greatest likeness together of which no two cross.

    Each pair costs something, so that none is made of what is hardly alike.

    >>> aligned({(0, 0): 0.9, (1, 0): 0.8, (1, 2): 0.7, (2, 1): 0.9}, 0.25)
    {0: 0, 2: 1}
    """
    rows: dict[int, list[tuple[int, float]]] = {}
    for (i, j), value in likeness.items():
        if value > cost:
            rows.setdefault(i, []).append((j, value - cost))
    width = max((j for _, j in likeness), default=-1) + 1
    best = [0.0] * (width + 1)
    steps: list[tuple[int, list[float]]] = []
    for i in sorted(rows):
        steps.append((i, best))
        gains = dict(rows[i])
        row = [0.0]
        for j in range(width):
            row.append(max(best[j + 1], row[j], best[j] + gains.get(j, -1.0)))
        best = row
    return _traced(steps, best)


def _traced(steps: list[tuple[int, list[float]]], last: list[float]) -> dict[int, int]:
    """Return the pairs on the way that led to the best end."""
    found: dict[int, int] = {}
    j, row = len(last) - 1, last
    for i, before in reversed(steps):
        while j and row[j] == row[j - 1] and row[j] != before[j]:
            j -= 1
        if j and row[j] != before[j]:
            found[i] = j - 1
            j -= 1
        row = before
    return dict(sorted(found.items()))

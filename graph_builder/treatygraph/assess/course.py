"""Course of a recommendation: already there, adopted, lost again, still open.

A demand counts from the day on which it was made: what a draft said before was not adopted
because of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["STATES", "Course", "course", "drafts_before"]

#: What may become of a recommendation.
STATES = (
    "adopted",
    "already there",
    "lost",
    "open",
    "open when last known",
    "gone",
    "cannot tell",
)


@dataclass(frozen=True, slots=True)
class Course:
    """The state, and the drafts that first did it, no longer did it, and of which it is known."""

    state: str
    first: str = ""
    lost: str = ""
    last: str = ""


def drafts_before(drafts: Sequence[tuple[str, str]], addressed: str, date: str) -> int:
    """Return how many drafts, oldest first with their dates, were there when a paper was written.

    The draft that the paper speaks of is; and so is each that is dated before the paper.

    >>> drafts = [("zero", "2023-05-29"), ("rev-1", "2023-11-06"), ("rev-2", "2024-02")]
    >>> drafts_before(drafts, "zero", "2023-10"), drafts_before(drafts, "", "2023-11-20")
    (1, 2)
    """
    spoken = next((i + 1 for i, (draft, _) in enumerate(drafts) if draft == addressed), 0)
    dated = [i + 1 for i, (_, day) in enumerate(drafts) if _is_before(day, date)]
    return max([spoken, *dated])


def _is_before(day: str, date: str) -> bool:
    """Tell whether one date lies before another, each as exact as it is known."""
    length = min(len(day), len(date))
    return length >= 4 and day[:length] < date[:length]


def course(runs: Sequence[tuple[str, str]], before: int) -> Course:
    """Return what became of a recommendation: drafts with verdicts, `before` it and after.

    >>> course([("zero", "pass"), ("final", "pass")], 1).state
    'already there'
    >>> course([("zero", "fail"), ("final", "cannot-tell")], 1).state
    'open when last known'
    >>> course([("zero", "fail"), ("rev", "pass"), ("final", "fail")], 1)
    Course(state='lost', first='rev', lost='final', last='final')
    """
    early = [run for run in runs[:before] if run[1] != "cannot-tell"]
    late = [run for run in runs[before:] if run[1] != "cannot-tell"]
    if not early and not late:
        return Course("cannot tell")
    last, verdict = (late or early)[-1]
    there = bool(early) and early[-1][1] == "pass"
    first = 0 if there else next((i for i, (_, v) in enumerate(late) if v == "pass"), None)
    if first is None:
        unmet = "open" if runs[-1][1] != "cannot-tell" else "open when last known"
        return Course(unmet if verdict == "fail" else "gone", last=last)
    lost = next((draft for draft, v in late[first:] if v != "pass"), "")
    kept = "already there" if there else "adopted"
    return Course(
        kept if verdict == "pass" else "lost", "" if there else late[first][0], lost, last
    )

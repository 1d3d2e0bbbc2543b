"""Holes: numbers that a run of articles leaves out, and numbers that run backwards.

A reader cannot know why a number is missing; that it is must never pass in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from treatygraph.findings import Finding
from treatygraph.model import Provision

__all__ = ["find_holes"]

_NUMBERED = re.compile(r"^(?P<before>(?:.*/)?(?P<word>art|rule|regulation|clause))-(?P<number>\d+)")
_PLURAL = {"art": "articles", "rule": "rules", "regulation": "regulations", "clause": "clauses"}


def find_holes(provisions: Sequence[Provision]) -> Iterator[Finding]:
    """Yield a finding for each run of articles or rules with holes, or with steps backwards."""
    runs: dict[str, list[int]] = {}
    for provision in provisions:
        match = _NUMBERED.match(provision.key) if provision.level == "article" else None
        if match:
            runs.setdefault(match.group("before"), []).append(int(match.group("number")))
    for before, numbers in runs.items():
        yield from _missing(before, numbers)
        yield from _backwards(before, numbers)


def _missing(before: str, numbers: Sequence[int]) -> Iterator[Finding]:
    holes = sorted(set(range(min(numbers), max(numbers))) - set(numbers))
    if not holes:
        return
    place, _, word = before.rpartition("/")
    yield Finding(
        "warning",
        f"{_PLURAL[word]}-missing",
        place or "document",
        f"The {_PLURAL[word]} run from {min(numbers)} to {max(numbers)}; "
        f"{len(holes)} of them are missing: {_ranges(holes)}.",
        "look for them in the text: they may be run into the one before, or not be in this copy",
    )


def _backwards(before: str, numbers: Sequence[int]) -> Iterator[Finding]:
    steps = [(one, two) for one, two in pairwise(numbers) if two < one]
    if not steps:
        return
    place, _, word = before.rpartition("/")
    shown = ", ".join(f"{two} after {one}" for one, two in steps[:12])
    yield Finding(
        "warning",
        "numbers-run-backwards",
        place or "document",
        f"The {_PLURAL[word]} do not follow one another: {shown}.",
        "look whether pages or columns are out of order, or whether another text is quoted",
    )


def _ranges(numbers: Sequence[int]) -> str:
    """Return numbers in order, those that follow one another as a range.

    >>> _ranges([2, 4, 5, 7, 8, 9])
    '2, 4, 5, 7 to 9'
    """
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][-1] == number - 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    shown = ([f"{p[0]} to {p[-1]}"] if len(p) > 2 else [str(number) for number in p] for p in parts)
    return ", ".join(word for words in shown for word in words)

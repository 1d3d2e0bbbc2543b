"""Texts compared by words, punctuation apart, with rapidfuzz's edit operations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from treatygraph.wordforms import SPACELESS

__all__ = ["changed_words", "marked", "moved_parts"]

_WORD = re.compile(rf"[{SPACELESS}]|[^\W{SPACELESS}]+(?:[-'’][^\W{SPACELESS}]+)*|[^\w\s]")
#: How alike, of 100, two paragraphs are that are taken as one that moved.
_MOVED = 85.0


def changed_words(before: str, after: str, *, context: int = 2) -> str:
    """Return the words taken out `[-…-]` and put in `{+…+}`, with a few words around.

    >>> changed_words("the light of the keeper", "the lamp of the keeper")
    'the [-light-] {+lamp+} of the …'
    >>> changed_words("seas and rivers.", "seas and rivers and lakes.")
    '… and rivers {+and lakes+}.'
    """
    old, new = _words(before), _words(after)
    plain = [word for word, _ in old], [word for word, _ in new]
    if plain[0] == plain[1]:
        return ""
    parts: list[tuple[str, bool]] = []
    steps = list(Levenshtein.opcodes(*plain))
    for n, step in enumerate(steps):
        there, here = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        if step.tag == "equal":
            last = n == len(steps) - 1
            parts += _around(here, context, first=not parts, last=last)
        if step.tag in ("delete", "replace"):
            parts.append((f"[-{_joined(there)}-]", there[0][1]))
        if step.tag in ("insert", "replace"):
            parts.append((f"{{+{_joined(here)}+}}", here[0][1] or step.tag == "replace"))
    return _joined(parts)


def marked(text: str) -> list[tuple[str, str]]:
    """Return changed words as pieces: kept, taken out or put in, and the words.

    >>> marked("the [-light-] {+lamp+} of")
    [('', 'the '), ('del', 'light'), ('', ' '), ('ins', 'lamp'), ('', ' of')]
    """
    pieces = re.split(r"\[-(.*?)-\]|\{\+(.*?)\+\}", text)
    kinds = ("", "del", "ins")
    return [(kinds[n % 3], piece) for n, piece in enumerate(pieces) if piece]


def _words(text: str) -> list[tuple[str, bool]]:
    """Return each word or mark of a text, and whether a space stands before it."""
    found = [*_WORD.finditer(text)]
    ends = [0, *(match.end() for match in found)]
    return [(match.group(), match.start() > end) for match, end in zip(found, ends, strict=False)]


def _joined(parts: Sequence[tuple[str, bool]]) -> str:
    """Return words as one string; the first has no space before it."""
    text = "".join(f" {word}" if space else word for word, space in parts)
    return text.removeprefix(" ")


def _around(
    words: list[tuple[str, bool]], context: int, *, first: bool, last: bool
) -> list[tuple[str, bool]]:
    head = [] if first else words[:context]
    tail = [] if last else words[max(len(words) - context, len(head)) :]
    gap = [("…", True)] if len(head) + len(tail) < len(words) else []
    return [*head, *gap, *tail]


def moved_parts(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Return the paragraphs that stand elsewhere among those that stayed, old and new place.

    >>> moved_parts(["lamps burn", "bells ring", "pilots steer"],
    ...             ["bells ring", "pilots steer", "lamps burn"])
    [(0, 2)]
    """
    scored = sorted(
        (-fuzz.ratio(old, new), i, j) for i, old in enumerate(before) for j, new in enumerate(after)
    )
    same: dict[int, int] = {}
    for score, i, j in scored:
        if -score >= _MOVED and i not in same and j not in same.values():
            same[i] = j
    weights = {j: len(before[i]) + len(after[j]) for i, j in same.items()}
    stayed = _rising([same[i] for i in sorted(same)], weights)
    return [(i, j) for i, j in sorted(same.items()) if j not in stayed]


def _rising(places: Sequence[int], weights: Mapping[int, int]) -> set[int]:
    """Return the heaviest row of places that rises."""
    best: list[tuple[int, list[int]]] = [(0, [])]
    for place in places:
        rows = [row for row in best if not row[1] or row[1][-1] < place]
        weight, row = max(rows, key=lambda found: found[0])
        best.append((weight + weights[place], [*row, place]))
    return set(max(best, key=lambda found: found[0])[1])

"""The words of an article draft by draft, with what changed since the draft before."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from treatygraph.assess.words import changed_words, marked
from treatygraph.dossier.records import Version

__all__ = ["Piece", "Unit", "worded"]

#: Kept (empty), taken out (`del`) or put in (`ins`), and the words.
Piece = tuple[str, str]
#: A paragraph: its number, and its words in pieces.
Unit = tuple[str, tuple[Piece, ...]]

#: How alike, of 100, two paragraphs are that are taken as one that was changed.
_SAME = 50.0
_ALL = 1_000_000


def worded(versions: Sequence[Version]) -> dict[str, tuple[Unit, ...]]:
    """Return draft → its paragraphs, changes against the draft before that has words marked."""
    found: dict[str, tuple[Unit, ...]] = {}
    before: list[tuple[str, str]] | None = None
    for version in versions:
        now = [unit for place in version.places for unit in place.units]
        if not now:
            continue
        plain = tuple((number, (("", text),)) for number, text in now)
        found[version.draft.iri] = plain if before is None else tuple(_changed(before, now))
        before = now
    return found


def _changed(before: list[tuple[str, str]], now: list[tuple[str, str]]) -> list[Unit]:
    """Return the paragraphs of now with what changed, then what is gone."""
    left = dict(enumerate(before))
    units: list[Unit] = []
    for number, text in now:
        partner = _partner(number, text, left)
        if partner is None:
            units.append((number, (("ins", text),)))
            continue
        _, old = left.pop(partner)
        pieces = tuple(marked(changed_words(old, text, context=_ALL))) or (("", text),)
        units.append((number, pieces))
    units += [(number, (("del", text),)) for number, text in left.values()]
    return units


def _partner(number: str, text: str, left: dict[int, tuple[str, str]]) -> int | None:
    """Return which of the paragraphs that are left became this one: the likest."""
    scored = [
        (fuzz.ratio(old, text) + (10 if was == number else 0), -n) for n, (was, old) in left.items()
    ]
    best, place = max(scored, default=(0.0, 0))
    return -place if best >= _SAME else None

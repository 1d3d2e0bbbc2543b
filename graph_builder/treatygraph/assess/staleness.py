"""References whose printed number stayed while what bears the number became another.

Stale is a reference of a later draft that prints an article's number where the earlier
text, at the same place, printed the same number, and the article that bore it goes on as
another one, or as none.  Not stale is what is relative ("paragraph 1"), what names a part
or a successor of the same article, what stands in new words, and what was changed on
purpose: the place in the words around decides, not the number alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rapidfuzz import fuzz

from treatygraph.documents.reading import Reading

__all__ = ["AROUND", "Cited", "Stale", "cited_in", "stale_references"]

#: Letters on either side of a reference that tell its place in the words.
AROUND = 70
#: How alike, of 100, the words around two references have to be to be the same place.
_SAME_PLACE = 62.0
#: Letters between two references of one list (", and ").
_BETWEEN = 8
#: Share of the numbers of two lists, the same and not, below which the list was written anew.
_SAME_LIST = 0.3
_DIGITS = re.compile(r"\d+[a-z]?\b")


@dataclass(frozen=True, slots=True)
class Cited:
    """One article that one place refers to by its printed number.

    `target` is what bears the number in the same draft, empty where nothing does; `at`
    tells apart the places of one article, and several targets of one place share it.
    """

    article: str
    place: str
    at: int
    number: str
    target: str
    surface: str = ""
    around: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Stale:
    """A reference that kept its number: what that meant, and what it means now, if anything."""

    cited: Cited
    meant: str
    now: str


def stale_references(
    before: Iterable[Cited],
    after: Iterable[Cited],
    successors: Mapping[str, frozenset[str]],
    settled: frozenset[str] = frozenset(),
) -> list[Stale]:
    """Return the stale references of the later draft, in its order.

    `successors` says what each article goes on as, in all its parts; `settled` are articles
    of the later draft that go on from none, so that they are known to be another thing.
    """
    origins: dict[str, set[str]] = {}
    for origin, later in successors.items():
        for new in later:
            origins.setdefault(new, set()).add(origin)
    there = _by_article(before)
    found: list[Stale] = []
    for article, places in _by_article(after).items():
        old = [p for source in sorted(origins.get(article, ())) for p in there.get(source, ())]
        for mine, theirs in _same_places(old, places):
            found += _changed(mine, theirs, successors, origins, settled)
    return found


def _changed(
    mine: Sequence[Cited],
    theirs: Sequence[Cited],
    successors: Mapping[str, frozenset[str]],
    origins: Mapping[str, set[str]],
    settled: frozenset[str],
) -> Iterator[Stale]:
    """Yield what is stale in one place, given the targets of the same place before.

    In a list as long as it was, each number is held against the one that stood there.
    """
    meant = {c.number: c.target for c in theirs}
    numbers = {c.number for c in mine}
    both = len(numbers & meant.keys())
    if any(mine[0].around) and both < _SAME_LIST * len(numbers | meant.keys()):
        return
    followed = {new for c in theirs for new in successors.get(c.target, ())}
    if {c.target for c in mine} == followed:
        return
    paired = zip(mine, theirs, strict=True) if len(mine) == len(theirs) else ()
    beside = {id(c): other for c, other in paired if c.number == other.number}
    for cited in mine:
        old = meant.get(cited.number, "")
        own = beside.get(id(cited))
        if not old or cited.target in (successors.get(own.target, ()) if own else followed):
            continue
        known = not cited.target or cited.target in origins or cited.target in settled
        if known or successors.get(old):
            yield Stale(cited, old, cited.target)


def _by_article(cited: Iterable[Cited]) -> dict[str, list[list[Cited]]]:
    """Return the places of each article, each with its targets."""
    found: dict[str, list[list[Cited]]] = {}
    for (article, _), group in groupby(cited, key=lambda c: (c.article, c.at)):
        found.setdefault(article, []).append(list(group))
    return found


def _same_places(
    before: list[list[Cited]], after: list[list[Cited]]
) -> Iterator[tuple[list[Cited], list[Cited]]]:
    """Yield places of the later text with the place that each was before, best first.

    Without words around, all places of an article are taken as one.
    """
    if not any(any(p[0].around) for p in (*before, *after)):
        if before and after:
            yield [c for p in after for c in p], [c for p in before for c in p]
        return
    scored = sorted(
        (
            (-_alike(old[0], new[0]), abs(i - j), i, j)
            for i, old in enumerate(before)
            for j, new in enumerate(after)
        )
    )
    taken: tuple[set[int], set[int]] = set(), set()
    matched = []
    for score, _, i, j in scored:
        if -score >= _SAME_PLACE and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            matched.append((j, i))
    for j, i in sorted(matched):
        yield after[j], before[i]


def _alike(one: Cited, other: Cited) -> float:
    """Return how alike the words around two references are, the nearer side counting more."""
    sides = [
        fuzz.ratio(_plain(a), _plain(b)) for a, b in zip(one.around, other.around, strict=True)
    ]
    return 0.6 * max(sides) + 0.4 * min(sides)


def _plain(text: str) -> str:
    return " ".join(_DIGITS.sub("#", text.casefold()).split())


def cited_in(reading: Reading) -> list[Cited]:
    """Return what the articles of a reading cite by number, in order."""
    numbers = {p.key: p.number or "" for p in reading.provisions if p.level == "article"}
    found = []
    for r in reading.references:
        if r.instrument or r.status not in ("resolved", "dangling") or not r.target:
            continue
        key = r.target.partition("/")[0]
        number = numbers.get(key, key.partition("-")[2])
        if number and is_printed(number, r.surface) and r.start is not None:
            target = key if key in numbers else ""
            article = r.source.partition("/")[0]
            found.append(Cited(article, r.source, r.start, number, target, r.surface))
    return placed(found, reading.text)


def placed(found: Sequence[Cited], text: str) -> list[Cited]:
    """Return citations with the words around, what stands in one list taken as one place."""
    placed_: list[Cited] = []
    for row in _lists(sorted(found, key=lambda c: c.at)):
        start, end = row[0].at, row[-1].at + len(row[-1].surface)
        around = text[max(0, start - AROUND) : start], text[end : end + AROUND]
        placed_ += [replace(c, at=start, around=around) for c in row]
    return placed_


def _lists(found: Sequence[Cited]) -> Iterator[list[Cited]]:
    """Yield citations that follow each other with no more than "and" between."""
    row: list[Cited] = []
    for cited in found:
        end = row[-1].at + len(row[-1].surface) if row else 0
        if row and (cited.article != row[-1].article or cited.at - end > _BETWEEN):
            yield row
            row = []
        row.append(cited)
    if row:
        yield row


def is_printed(number: str, surface: str) -> bool:
    """Tell whether a reference prints an article's number; a relative one does not.

    >>> is_printed("36", "article 36, paragraph 2"), is_printed("36", "paragraph 2")
    (True, False)
    """
    pattern = rf"(?<![\w.]){re.escape(number)}(?!\w)"
    return re.search(pattern, surface, re.IGNORECASE) is not None

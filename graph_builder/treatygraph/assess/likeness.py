"""How alike the articles of two drafts are, pair by pair, by signs that outlive numbers.

The signs: runs of four words and single words in common, rare ones counting most; the
heading; the number; the place in the order, between neighbours that are matched already;
what an article refers to and what refers to it, followed through the matches; and whether
a pair stands out against its rivals on either side.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import sqrt

from rapidfuzz import fuzz

from treatygraph.assess.alignment import aligned
from treatygraph.assess.pieces import Pieces
from treatygraph.assess.wordruns import Sharing, runs, words_of
from treatygraph.model import Provision, Reference

__all__ = ["SIGNS", "Compared", "Likeness", "articles_of", "heaviest", "order"]

#: The signs of a pair, in the order of their weights; `no …` says that a side lacks it.
SIGNS = (
    "runs", "words", "heading", "no heading", "number", "order", "neighbours",
    "references", "no references", "in line", "part", "no part",
    "stems", "less covered", "more covered", "went there", "came from there",
    "against other successors", "against other origins",
)  # fmt: skip
#: What counts towards the first likeness, by which pairs are chosen to be looked at.
_FIRST = {"runs": 1.0, "words": 0.6, "heading": 0.8, "number": 0.1, "part": 0.3, "stems": 0.8}
#: First likeness from which a pair helps to place its neighbours, and what it gains by
#: standing in line with the others.
_ANCHOR = {True: 0.6, False: 0.45}
_IN_LINE = 0.25
#: First likeness that a pair has to have to be counted for the line.
_LINE_COST = 0.2
#: A heading that so many articles of a draft bear, and this share of them, says nothing.
_REPEATED = 3
_REPEATED_SHARE = 0.1
#: Texts are in one language if of this share of articles so much stands in one of the other.
_FEW_SHARE = 0.1
_IN_BOTH = 0.08
_NEIGHBOURS = 2
#: What hangs on the pairs that place their neighbours.
_PLACED = ("anchors", "_followed")
_BRACKETS = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Compared:
    """An article, or a part of one, as it is compared.

    `refers` holds keys of things of the same draft; what is no key there, such as the
    name of an instrument, stands for itself.  `part` is the heading of the chapter around.
    """

    key: str
    number: str = ""
    heading: str = ""
    text: str = ""
    refers: frozenset[str] = frozenset()
    part: str = ""


@dataclass(slots=True)
class _Rivals:
    """The best and the second best of a row, to tell how a pair stands against the others."""

    best: float = 0.0
    second: float = 0.0

    def add(self, value: float) -> None:
        if value > self.best:
            self.best, self.second = value, self.best
        elif value > self.second:
            self.second = value

    def against(self, value: float) -> float:
        """Return the share of a value in itself and its best rival."""
        rival = self.second if value >= self.best else self.best
        return value / (value + rival + 0.001)


@dataclass(frozen=True)
class Likeness:
    """The signs of all pairs of two drafts; things are known by their place.

    `given` are pairs found before; they then place their neighbours.
    """

    before: Sequence[Compared]
    after: Sequence[Compared]
    given: Mapping[int, int] | None = None
    _headings: dict[tuple[str, str], float] = field(default_factory=dict)

    @cached_property
    def has_text(self) -> bool:
        """Whether text stands in most things of both drafts, and in one language."""
        return self._texts and not self.foreign

    @property
    def _texts(self) -> bool:
        return all(2 * sum(bool(x.text) for x in side) > len(side) for side in self._sides)

    @cached_property
    def foreign(self) -> bool:
        """Whether both drafts have text, and hardly any run of words is in both."""
        if not self._texts:
            return False
        best: dict[int, float] = {}
        for (i, _), weight in self.runs.shared.items():
            best[i] = max(best.get(i, 0.0), weight)
        totals = self.runs.totals[0]
        most = sum(value > _IN_BOTH * totals[i] for i, value in best.items())
        return most < _FEW_SHARE * len(self.before)

    @property
    def _sides(self) -> tuple[Sequence[Compared], Sequence[Compared]]:
        return self.before, self.after

    @cached_property
    def places(self) -> tuple[dict[str, int], dict[str, int]]:
        """The place of each key on either side."""
        first, second = ({x.key: n for n, x in enumerate(side)} for side in self._sides)
        return first, second

    @cached_property
    def runs(self) -> Sharing:
        """What the texts share by runs of words."""
        first, second = ([runs(words_of(x.text)) for x in side] for side in self._sides)
        return Sharing(first, second)

    @cached_property
    def words(self) -> Sharing:
        """What the texts share by single words."""
        first, second = ([runs(words_of(x.text), 1) for x in side] for side in self._sides)
        return Sharing(first, second)

    @cached_property
    def pieces(self) -> Pieces:
        """What the texts share by stems, whole and sentence by sentence."""
        first, second = ([x.text for x in side] for side in self._sides)
        return Pieces(first, second)

    @cached_property
    def _heading_words(self) -> Sharing:
        first, second = ([runs(words_of(h), 1) for h in side] for side in self.headings)
        return Sharing(first, second)

    @cached_property
    def headings(self) -> tuple[list[str], list[str]]:
        """The headings of either side, none where most articles bear the same."""
        first, second = (_telling([x.heading for x in side]) for side in self._sides)
        return first, second

    def part(self, i: int, j: int) -> float:
        """Return how alike the headings of the chapters around are, from half alike on."""
        one, other = self.before[i].part, self.after[j].part
        if not one or not other:
            return 0.0
        if (one, other) not in self._headings:
            self._headings[one, other] = _alike(one, other)
        return max(0.0, 2 * self._headings[one, other] - 1)

    def heading(self, i: int, j: int) -> float:
        """Return how alike two headings are: by their words, rare ones first, and letters."""
        one, other = self.headings[0][i], self.headings[1][j]
        if not one or not other:
            return 0.0
        if (one, other) not in self._headings:
            self._headings[one, other] = _alike(one, other)
        return (self._heading_words.likeness(i, j) + self._headings[one, other]) / 2

    @cached_property
    def first(self) -> dict[tuple[int, int], float]:
        """The first likeness of each pair, from text, heading and number alone."""
        found = {}
        for i, old in enumerate(self.before):
            for j, new in enumerate(self.after):
                value = _FIRST["heading"] * self.heading(i, j)
                value += _FIRST["number"] * bool(old.number and old.number == new.number)
                value += _FIRST["runs"] * sqrt(self.runs.likeness(i, j))
                value += _FIRST["words"] * self.words.likeness(i, j)
                value += _FIRST["part"] * self.part(i, j)
                if self.has_text:
                    value += _FIRST["stems"] * self.pieces.whole.get((i, j), 0.0)
                if value:
                    found[i, j] = value
        return found

    @cached_property
    def _rivals(self) -> tuple[list[_Rivals], list[_Rivals]]:
        rows, columns = [_Rivals() for _ in self.before], [_Rivals() for _ in self.after]
        for (i, j), value in self.first.items():
            rows[i].add(value)
            columns[j].add(value)
        return rows, columns

    def candidates(self, most: int = 4) -> list[tuple[int, int]]:
        """Return the pairs to look at: for each thing the `most` like it on the other side."""
        kept: set[tuple[int, int]] = set()
        for side in (0, 1):
            by_thing: dict[int, list[tuple[float, tuple[int, int]]]] = {}
            for pair, value in self.first.items():
                by_thing.setdefault(pair[side], []).append((-value, pair))
            for found in by_thing.values():
                kept.update(pair for _, pair in sorted(found)[:most])
        return sorted(kept | set(self.line.items()))

    @cached_property
    def line(self) -> dict[int, int]:
        """The pairs that keep the order and are the most alike together."""
        return aligned(self.first, _LINE_COST)

    @cached_property
    def anchors(self) -> dict[int, int]:
        """The pairs that place their neighbours: those given, or by the first likeness alone."""
        if self.given is not None:
            return dict(self.given)
        line = self.line
        raised = {p: v + _IN_LINE * (line.get(p[0]) == p[1]) for p, v in self.first.items()}
        least = _ANCHOR[self.has_text]
        strong = {pair: v - least for pair, v in raised.items() if v > least}
        return dict(heaviest(strong, len(self.before)))

    def signs(self, i: int, j: int) -> tuple[float, ...]:
        """Return the signs of a pair, in the order of `SIGNS`."""
        old, new = self.before[i], self.after[j]
        rows, columns = self._rivals
        value = self.first.get((i, j), 0.0)
        mine, theirs = self._followed[i], self._points[1][j]
        known = bool(mine and theirs)
        pieces = self.pieces
        covered = [side.get((i, j), 0.0) for side in pieces.cover]
        return (
            sqrt(self.runs.likeness(i, j)),
            self.words.likeness(i, j),
            self.heading(i, j),
            float(not (self.headings[0][i] and self.headings[1][j])),
            float(bool(old.number) and old.number == new.number),
            order(self.anchors, i, j),
            self._neighbours(i, j),
            len(mine & theirs) / len(mine | theirs) if known else 0.0,
            float(not known),
            float(self.line.get(i) == j),
            self.part(i, j),
            float(not (old.part and new.part)),
            pieces.whole.get((i, j), 0.0),
            min(covered),
            max(covered),
            pieces.went[0].get((i, j), 0.0),
            pieces.went[1].get((i, j), 0.0),
            rows[i].against(value),
            columns[j].against(value),
        )

    def with_pairs(self, pairs: Mapping[int, int]) -> Likeness:
        """Return the same drafts with pairs that place their neighbours; nothing is made twice."""
        other = Likeness(self.before, self.after, pairs, self._headings)
        own = other.__dict__
        own.update({k: v for k, v in self.__dict__.items() if k not in own and k not in _PLACED})
        return other

    def _neighbours(self, i: int, j: int) -> float:
        """Return how many of the two things beside a pair go on as each other."""
        ends = len(self.before), len(self.after)
        found = 0.0
        for step in (-1, 1):
            here, there = i + step, j + step
            outside = not 0 <= here < ends[0], not 0 <= there < ends[1]
            found += all(outside) if any(outside) else self.anchors.get(here) == there
        return found / 2

    @cached_property
    def _points(self) -> tuple[list[set[tuple[str, object]]], list[set[tuple[str, object]]]]:
        """What each thing refers to and is referred to by: places, or names from outside."""
        found = []
        for side in self._sides:
            places = {x.key: n for n, x in enumerate(side)}
            points: list[set[tuple[str, object]]] = [set() for _ in side]
            for n, x in enumerate(side):
                for target in x.refers:
                    place = places.get(target)
                    if place is not None and place != n:
                        points[place].add(("from", n))
                        points[n].add(("to", place))
                    elif place is None:
                        points[n].add(("outside", target))
            found.append(points)
        return found[0], found[1]

    @cached_property
    def _followed(self) -> list[set[tuple[str, object]]]:
        """The points of the earlier draft as places of the later one."""
        return [
            {
                (way, self.anchors.get(place, -1) if isinstance(place, int) else place)
                for way, place in points
            }
            for points in self._points[0]
        ]


def heaviest(weights: Mapping[tuple[int, int], float], offset: int) -> list[tuple[int, int]]:
    """Return the pairs of greatest weight together in which nothing stands twice.

    `offset` is more than any place of the first side.

    >>> heaviest({(0, 0): 3.0, (0, 1): 2.9, (1, 0): 2.0}, 2)
    [(0, 1), (1, 0)]
    """
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    for (i, j), weight in sorted(weights.items()):
        graph.add_edge(i, offset + j, weight=weight)
    edges = (sorted(edge) for edge in nx.max_weight_matching(graph))
    return sorted((i, j - offset) for i, j in edges)


def order(chosen: Mapping[int, int], i: int, j: int) -> float:
    """Return how well a pair stands between the nearest chosen pairs, from 0 to 1.

    >>> order({0: 0, 2: 3}, 1, 2), order({0: 5, 2: 6}, 1, 2)
    (1.0, 0.0)
    """
    places = sorted(k for k in chosen if k != i)
    at = bisect_left(places, i)
    near = places[max(0, at - _NEIGHBOURS) : at], places[at : at + _NEIGHBOURS]
    fits = [0 < j - chosen[k] <= i - k + 2 for k in near[0]]
    fits += [0 < chosen[k] - j <= k - i + 2 for k in near[1]]
    return sum(fits) / len(fits) if fits else 0.5


def _alike(one: str, other: str) -> float:
    """Return how alike two headings are, as printed or without what stands in brackets.

    >>> _alike("Use of terms [agreed]", "Use of terms")
    1.0
    """
    forms = [(one, other), (_BRACKETS.sub(" ", one), _BRACKETS.sub(" ", other))]
    pairs = [(a.casefold(), b.casefold()) for a, b in forms if a.strip() and b.strip()]
    return max(fuzz.token_sort_ratio(a, b) for a, b in pairs) / 100


def _telling(headings: Sequence[str]) -> list[str]:
    """Return headings, empty where so many have the same that it tells nothing."""
    counts = Counter(headings)
    most = max(_REPEATED, _REPEATED_SHARE * len(headings))
    return [h if counts[h] <= most else "" for h in headings]


def articles_of(
    provisions: Iterable[Provision], references: Iterable[Reference]
) -> tuple[Compared, ...]:
    """Return the articles of a reading as they are compared, each with the text of its parts.

    An article of an annex is left out: it is another numbering.
    """
    texts: dict[str, list[str]] = {}
    heads, parts = {}, {}
    for p in provisions:
        if p.level == "article" and "/" not in p.key:
            heads[p.key] = p
        elif p.heading:
            parts[p.key] = p.heading
        if p.text:
            texts.setdefault(p.key.partition("/")[0], []).append(p.text)
    refers: dict[str, set[str]] = {}
    for r in references:
        if r.status in ("resolved", "external") and (r.target or r.instrument):
            target = r.instrument or (r.target or "").partition("/")[0]
            refers.setdefault(r.source.partition("/")[0], set()).add(target)
    return tuple(
        Compared(
            key,
            p.number or "",
            p.heading or "",
            " ".join(texts.get(key, ())),
            frozenset(refers.get(key, ())),
            parts.get(p.parent or "", ""),
        )
        for key, p in heads.items()
    )

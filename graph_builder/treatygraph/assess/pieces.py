"""What two drafts have in common by word stems: whole articles, and sentence by sentence.

A rewritten act keeps hardly a run of words, and yet the rare words of a sentence in some
form.  So words are cut to their first letters, weighed by how few articles have them, and
texts compared by the cosine of these weights.  Each sentence or point of an article then
goes where the one most like it stands: that shows a part which went into another article,
and two articles that became one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt

from treatygraph.assess.wordruns import words_of

__all__ = ["Pieces", "pieces_of", "stems_of"]

#: Letters of a word that its other forms share; shorter words stand for themselves.
_STEM = 6
#: A sentence of fewer stems belongs to the one behind it.
_FEW = 6
#: A stem in more than this share of the sentences is not looked up, unless these are few.
_COMMON = 0.08
_SOME = 40
#: From this cosine on a sentence is taken to have gone to another.
_GOES = 0.12
#: Two that are as near as this to each other are as like.
_ALIKE = 1e-6
_END = re.compile(r"(?<=[.;:。；])\s+")
_Vector = dict[str, float]
_Pair = tuple[int, int]


def stems_of(text: str) -> list[str]:
    """Return the stems of a text, numbers left out.

    >>> stems_of("Les données personnelles, et 12 autres.")
    ['les', 'donnee', 'person', 'et', 'autres']
    """
    plain = unicodedata.normalize("NFD", text)
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return [word[:_STEM] for word in words_of(bare) if word != "#"]


def pieces_of(text: str) -> list[list[str]]:
    """Return the stems of each sentence or point of a text, short ones with the next."""
    found: list[list[str]] = []
    held: list[str] = []
    for sentence in _END.split(text):
        held = held + stems_of(sentence)
        if len(held) >= _FEW:
            found.append(held)
            held = []
    if held and found:
        found[-1] = found[-1] + held
    elif held:
        found.append(held)
    return found


@dataclass(frozen=True)
class Pieces:
    """The texts of two drafts by their stems; texts are known by their place."""

    before: Sequence[str]
    after: Sequence[str]

    @cached_property
    def _cut(self) -> tuple[list[list[list[str]]], list[list[list[str]]]]:
        first, second = ([pieces_of(text) for text in side] for side in (self.before, self.after))
        return first, second

    @cached_property
    def _rarity(self) -> dict[str, float]:
        every = [set().union(*map(set, text)) for side in self._cut for text in side if text]
        counts = Counter(stem for stems in every for stem in stems)
        return {stem: log(1 + len(every) / count) for stem, count in counts.items()}

    @cached_property
    def whole(self) -> dict[_Pair, float]:
        """The cosine of each pair of texts that share anything."""
        sides = [
            [self._vector(stem for piece in text for stem in piece) for text in side]
            for side in self._cut
        ]
        return _cosines(sides[0], sides[1], 1.0)

    @cached_property
    def _near(self) -> tuple[list[list[dict[int, float]]], list[list[dict[int, float]]]]:
        """For each sentence of either side how near each text of the other comes to it."""
        flat = [
            [(n, self._vector(piece)) for n, text in enumerate(side) for piece in text]
            for side in self._cut
        ]
        near: tuple[list[dict[int, float]], list[dict[int, float]]] = (
            [{} for _ in flat[0]],
            [{} for _ in flat[1]],
        )
        vectors = [[v for _, v in side] for side in flat]
        for (p, q), value in _cosines(vectors[0], vectors[1], _COMMON).items():
            for here, (one, other) in enumerate(((p, q), (q, p))):
                owner = flat[1 - here][other][0]
                if value > near[here][one].get(owner, 0.0):
                    near[here][one][owner] = value
        return self._by_text(0, near[0]), self._by_text(1, near[1])

    def _by_text(self, here: int, near: Sequence[dict[int, float]]) -> list[list[dict[int, float]]]:
        """Return what was found for the sentences of a side, text by text."""
        every = iter(near)
        return [[next(every) for _ in text] for text in self._cut[here]]

    @cached_property
    def _sizes(self) -> tuple[list[list[int]], list[list[int]]]:
        first, second = ([[len(p) for p in text] for text in side] for side in self._cut)
        return first, second

    @cached_property
    def cover(self) -> tuple[dict[_Pair, float], dict[_Pair, float]]:
        """How much of either text comes again in the other, sentence by sentence."""
        return self._summed(0, best=False), self._summed(1, best=False)

    @cached_property
    def went(self) -> tuple[dict[_Pair, float], dict[_Pair, float]]:
        """How much of either text has what is most like it in the other, of all texts."""
        return self._summed(0, best=True), self._summed(1, best=True)

    def _summed(self, here: int, *, best: bool) -> dict[_Pair, float]:
        found: dict[_Pair, float] = defaultdict(float)
        for n, pieces in enumerate(self._near[here]):
            sizes = self._sizes[here][n]
            total = sum(sizes) or 1
            for near, size in zip(pieces, sizes, strict=True):
                for other, value in _kept(near, best=best):
                    pair = (n, other) if here == 0 else (other, n)
                    found[pair] += size / total * value
        return dict(found)

    def _vector(self, stems: Iterable[str]) -> _Vector:
        counts = Counter(stems)
        found = {stem: (1 + log(n)) * self._rarity[stem] for stem, n in counts.items()}
        length = sqrt(sum(value * value for value in found.values())) or 1.0
        return {stem: value / length for stem, value in found.items()}


def _kept(near: Mapping[int, float], *, best: bool) -> Iterator[tuple[int, float]]:
    """Yield what comes near a sentence, or what comes nearest alone, as many as do so alike."""
    most = max(near.values(), default=0.0)
    if not best:
        yield from near.items()
    elif most >= _GOES:
        nearest = [other for other, value in near.items() if value > most - _ALIKE]
        yield from ((other, 1 / len(nearest)) for other in nearest)


def _cosines(
    before: Sequence[_Vector], after: Sequence[_Vector], common: float
) -> dict[_Pair, float]:
    """Return the cosine of each pair that has a stem in common which is not too common."""
    places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for i, vector in enumerate(before):
        for stem, value in vector.items():
            places[stem].append((i, value))
    most = max(_SOME, common * len(before))
    found: defaultdict[_Pair, float] = defaultdict(float)
    for j, vector in enumerate(after):
        for stem, value in vector.items():
            at = places.get(stem, ())
            if len(at) <= most:
                for i, other in at:
                    found[i, j] += value * other
    return dict(found)

"""Which words two texts share, rare ones counting most.

Runs of four words are compared, and single words; how rare one is, is counted over the
articles of the two drafts at hand.  Numbers are put aside, since they are what changes
when articles are inserted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from treatygraph.wordforms import tokens

__all__ = ["RUN", "Sharing", "runs", "words_of"]

#: Words in a run.
RUN = 4


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, each number as `#`.

    >>> words_of("Article 12 applies.")
    ['article', '#', 'applies']
    """
    low = text.casefold()
    return ["#" if (word := low[a:b]).isdigit() else word for a, b in tokens(low)]


def runs(words: Sequence[str], length: int = RUN) -> Counter[tuple[str, ...]]:
    """Return the runs of some length, or the whole where it is shorter, with their counts."""
    if len(words) <= length:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[i:] for i in range(length)), strict=False))


@dataclass(frozen=True)
class Sharing:
    """What the texts of two drafts share, pair by pair; texts are known by their place."""

    before: Sequence[Counter[tuple[str, ...]]]
    after: Sequence[Counter[tuple[str, ...]]]

    @cached_property
    def weights(self) -> dict[tuple[str, ...], float]:
        """The weight of each run: one over the number of texts of a draft that have it."""
        counts: dict[tuple[str, ...], int] = {}
        for side in (self.before, self.after):
            for run, count in Counter(run for text in side for run in text).items():
                counts[run] = max(counts.get(run, 0), count)
        return {run: 1 / count for run, count in counts.items()}

    @cached_property
    def totals(self) -> tuple[list[float], list[float]]:
        """The weight of all runs of each text of both drafts."""
        first, second = (
            [sum(self.weights[run] * n for run, n in text.items()) for text in side]
            for side in (self.before, self.after)
        )
        return first, second

    @cached_property
    def shared(self) -> dict[tuple[int, int], float]:
        """The weight that each pair of texts has in common, where there is any."""
        places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for i, text in enumerate(self.before):
            for run in text:
                places[run].append(i)
        found: defaultdict[tuple[int, int], float] = defaultdict(float)
        for j, text in enumerate(self.after):
            for run, count in text.items():
                weight = self.weights[run]
                for i in places.get(run, ()):
                    found[i, j] += weight * min(count, self.before[i][run])
        return dict(found)

    def shares(self, i: int, j: int) -> tuple[float, float]:
        """Return how much of the earlier text is in the later, and of the later in the earlier."""
        common = self.shared.get((i, j), 0.0)
        first, second = self.totals
        return common / (first[i] or 1.0), common / (second[j] or 1.0)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of places that share anything."""
        yield from self.shared

    def likeness(self, i: int, j: int) -> float:
        """Return from 0 to 1 how alike two texts are: the geometric mean of both shares."""
        one, other = self.shares(i, j)
        return sqrt(one * other)

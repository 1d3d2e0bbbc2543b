"""What of an article went elsewhere than its match did: splits and joins.

What an earlier and a later article share is no news where the match of either has it too.
What is left after that, the words which neither match explains, says that a part went from
the one to the other; how much of either article it is, says how sure that is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt

from treatygraph.assess.likeness import Likeness, order
from treatygraph.assess.wordruns import Sharing

__all__ = ["Residue", "part_signs"]

#: Share of either article from which a part is looked at at all.
_LEAST = 0.02
#: Share of the sentences of either that have what is most like them in the other.
_WENT = 0.15
_Pair = tuple[int, int]


@dataclass(frozen=True)
class Residue:
    """What two drafts share, less what the matches of either side explain."""

    sharing: Sharing
    pairs: frozenset[_Pair]

    @cached_property
    def _matches(self) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        found: tuple[dict[int, list[int]], dict[int, list[int]]] = ({}, {})
        for i, j in sorted(self.pairs):
            found[0].setdefault(i, []).append(j)
            found[1].setdefault(j, []).append(i)
        return found

    @cached_property
    def shared(self) -> dict[_Pair, tuple[float, int]]:
        """The weight and the number of runs that an unmatched pair has to itself."""
        before, after = self.sharing.before, self.sharing.after
        places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for i, text in enumerate(before):
            kept = [after[j] for j in self._matches[0].get(i, ())]
            for run in text:
                if not any(run in other for other in kept):
                    places[run].append(i)
        found: defaultdict[_Pair, list[float]] = defaultdict(lambda: [0.0, 0])
        for j, text in enumerate(after):
            own = [before[i] for i in self._matches[1].get(j, ())]
            for run, count in text.items():
                if run in places and not any(run in other for other in own):
                    for i in places[run]:
                        mine = found[i, j]
                        mine[0] += self.sharing.weights[run] * min(count, before[i][run])
                        mine[1] += 1
        return {pair: (value, int(count)) for pair, (value, count) in found.items()}

    def shares(self, i: int, j: int) -> tuple[float, float]:
        """Return the share of the earlier and of the later article that the two have alone."""
        weight = self.shared.get((i, j), (0.0, 0))[0]
        first, second = self.sharing.totals
        return weight / (first[i] or 1.0), weight / (second[j] or 1.0)


def part_signs(like: Likeness, pairs: Iterable[_Pair]) -> dict[_Pair, tuple[float, ...]]:
    """Return for pairs without a match of their own the signs that a part went across.

    Either may have another match.  The signs: the share of either article that went
    across by runs of words, the greater of both, the same by single words, how many runs
    these are, how alike the headings are, whether the pair stands beside the match of
    either, whether either has no match, how many of the sentences of either have what is
    most like them in the other, how alike the stems of both are, and how well the pair
    stands in the order.
    """
    chosen = frozenset(pairs)
    runs, words = Residue(like.runs, chosen), Residue(like.words, chosen)
    after = dict(sorted(chosen))
    before = {j: i for i, j in sorted(chosen)}
    found: dict[_Pair, tuple[float, ...]] = {}
    went = like.pieces.went
    for i, j in sorted(runs.shared.keys() | went[0].keys() | went[1].keys()):
        count = runs.shared.get((i, j), (0.0, 0))[1]
        shares = runs.shares(i, j)
        ways = went[0].get((i, j), 0.0), went[1].get((i, j), 0.0)
        if (i, j) in chosen:
            continue
        if max(shares) < _LEAST and max(ways) < _WENT:
            continue
        single = words.shares(i, j)
        if not any(single):
            continue
        beside = abs(after.get(i, j + 9) - j) <= 1 or abs(before.get(j, i + 9) - i) <= 1
        found[i, j] = (
            sqrt(shares[0]),
            sqrt(shares[1]),
            max(shares),
            sqrt(single[0]),
            sqrt(single[1]),
            log(1 + count) / 5,
            like.heading(i, j),
            float(beside),
            float(i not in after),
            float(j not in before),
            *ways,
            max(ways),
            like.pieces.whole.get((i, j), 0.0),
            max(side.get((i, j), 0.0) for side in like.pieces.cover),
            ways[0] * (i not in after),
            ways[1] * (j not in before),
            ways[0] * ways[1],
            order(after, i, j),
        )
    return found

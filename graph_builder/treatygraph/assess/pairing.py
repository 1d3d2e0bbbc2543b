"""Which article of a later draft goes on from which of an earlier: decided all at once.

Each thing goes to at most one on the other side, so that the pairs together are the most
likely (a matching of greatest weight); what is left over is then looked at for a part of
another: a split, a join, or else new or dropped.  The weights were fitted on negotiations
with gold made by hand (docs/matching.md); a score is how often such a pair was right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import median

from treatygraph.assess.likeness import SIGNS, Compared, Likeness, heaviest
from treatygraph.assess.parting import part_signs

__all__ = [
    "LEAST",
    "SURE",
    "Left",
    "Match",
    "Pairing",
    "Weights",
    "chosen_pairs",
    "decided",
    "left_signs",
    "pair_all",
    "pair_up",
    "placed",
    "usual",
]

#: The score from which a pair is proposed.
LEAST = 0.5
#: The score from which what has no match is called dropped or new.
SURE = 0.5
#: A pair less likely than this is not put up against others.
_WORTH = 0.05
_TOP = 8.0
#: How much surer a part has to be than a pair: it stands beside a match that is right already.
_PART_MORE = 0.3
_PART_TOP = 0.98
#: Its place in the order alone makes no pair: so much of the words that are usual for these
#: drafts stands in both, or so much of the headings.
_BARE = 0.1
_SAME_HEADING = 0.5


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign counts.

    `scale` turns the sum of a chosen pair, and how alike it is against the others, into its
    log odds; `left` are the weights of the
    signs that a left-over thing has no match, the bias last.
    """

    signs: tuple[float, ...]
    bias: float
    scale: tuple[float, float, float]
    parts: tuple[float, ...]
    parts_bias: float
    left: tuple[float, ...] = (1.0, 0.0, 0.0, 0.0, 0.0)


#: Printed by `python -m bench.fit_matching`.
TEXT = Weights(
    (
        1.93,
        -1.47,
        -0.08,
        -0.26,
        0.35,
        0.67,
        0.88,
        0.59,
        -0.37,
        0.26,
        -0.21,
        0.02,
        0.88,
        -1.27,
        1.36,
        2.32,
        2.09,
        5.3,
        4.39,
    ),
    -7.84,
    (0.75, -0.5, 1.15),
    (
        2.85,
        2.94,
        -2.85,
        1.66,
        4.28,
        1.29,
        2.25,
        0.94,
        -0.56,
        0.15,
        2.27,
        1.87,
        -0.17,
        -2.28,
        3.12,
        -0.08,
        -0.26,
        0.93,
        1.34,
    ),
    -6.91,
    (0.72, 0.19, 0.03, 2.65, -0.5, -0.77, 0.26, -1.52),
)
HEADINGS = Weights(
    (0.0, 0.0, 5.71, 2.89, -2.33, 5.8, -0.33, 2.56, 0.02, -0.34, -1.09, -1.7)
    + (0.0,) * 5
    + (7.37, 4.95),
    -13.22,
    (1.41, 0.49, 0.0),
    (0.0,) * 19,
    -30.00,
    (0.3, 0.0, -1.58, 0.0, 0.0, 0.0, 0.0, -1.39),
)


@dataclass(frozen=True, slots=True)
class Match:
    """One thing goes on as another: wholly, or as a part (`split`, `join`).

    `shares` says how much of the earlier stands in the later and the other way round,
    counted in words, rare ones more.
    """

    before: str
    after: str
    score: float
    shape: str
    shares: tuple[float, float]
    signs: dict[str, float]


@dataclass(frozen=True, slots=True)
class Left:
    """A thing without a match, how sure that is, and what came nearest."""

    key: str
    score: float
    near: str = ""


@dataclass(frozen=True, slots=True)
class Pairing:
    """What was found for two drafts; everything is a proposal.

    Unclear is what has no match and may yet have one.
    """

    matches: tuple[Match, ...]
    dropped: tuple[Left, ...]
    new: tuple[Left, ...]
    unclear_before: tuple[Left, ...] = ()
    unclear_after: tuple[Left, ...] = ()


def pair_up(
    before: Sequence[Compared],
    after: Sequence[Compared],
    *,
    least: float = LEAST,
    weights: Weights | None = None,
) -> Pairing:
    """Return which thing goes on as which, what is dropped and what is new.

    `weights` are those for texts, or for headings alone where there is no text.
    """
    return pair_all(Likeness(before, after), least=least, weights=weights)


def pair_all(like: Likeness, *, least: float = LEAST, weights: Weights | None = None) -> Pairing:
    """Return the same of a likeness that is at hand."""
    if not like.has_text:
        return _Decision(like, least, weights or HEADINGS).pairing()
    known = weights or TEXT
    return _Decision(placed(like, known), least, known).pairing()


def placed(like: Likeness, weights: Weights) -> Likeness:
    """Return a likeness in which the pairs chosen once place their neighbours."""
    floor = log(LEAST / (1 - LEAST))
    return like.with_pairs(
        {i: j for (i, j), v in chosen_pairs(like, weights).items() if v >= floor}
    )


@dataclass(slots=True)
class _Decision:
    like: Likeness
    least: float
    weights: Weights

    def pairing(self) -> Pairing:
        """Decide pairs, then parts, then what is left."""
        scored = self.scored()
        pairs = {pair: p for pair, p in scored.items() if p >= self.least}
        parts = self.parts(pairs)
        kept = {pair: p for pair, (p, _) in parts.items() if p >= part_least(self.least)}
        before, after = self.like.before, self.like.after
        matches = [self._match(pair, p, "same") for pair, p in pairs.items()]
        matches += [self._match(pair, p, parts[pair][1]) for pair, p in kept.items()]
        matches.sort(key=lambda m: m[0])
        found = {**pairs, **kept}
        chances = {**scored, **{pair: p for pair, (p, _) in parts.items()}}
        left = [
            [
                self._left(found, chances, here, n)
                for n in range(len(side))
                if n not in {pair[here] for pair in found}
            ]
            for here, side in ((0, before), (1, after))
        ]
        sure, unclear = (
            [tuple(x for x in side if (x.score >= SURE) is known) for side in left]
            for known in (True, False)
        )
        return Pairing(tuple(m for _, m in matches), sure[0], sure[1], unclear[0], unclear[1])

    def _left(
        self,
        found: Mapping[tuple[int, int], float],
        chances: Mapping[tuple[int, int], float],
        here: int,
        n: int,
    ) -> Left:
        """Return a thing without a match, with the chance that it has none."""
        sides = self.like.before, self.like.after
        signs = left_signs(self.like, found, chances, here, n)
        weights = self.weights.left
        value = sum(w * s for w, s in zip(weights, signs, strict=False)) + weights[-1]
        mine = {pair: p for pair, p in chances.items() if pair[here] == n}
        near = max(mine, key=lambda pair: (mine[pair], pair), default=None)
        key = sides[1 - here][near[1 - here]].key if near else ""
        return Left(sides[here][n].key, _chance(value), key)

    def scored(self) -> dict[tuple[int, int], float]:
        """Return the pairs chosen for the whole draft, each with its score."""
        slope, shift, alike = self.weights.scale
        odds = chosen_pairs(self.like, self.weights)
        close = usual(self.like, odds)
        return {
            pair: _chance(slope * min(value, _TOP) + shift + alike * close[pair])
            for pair, value in odds.items()
            if close[pair] >= _BARE or self.like.heading(*pair) >= _SAME_HEADING
        }

    def parts(
        self, pairs: Mapping[tuple[int, int], float]
    ) -> dict[tuple[int, int], tuple[float, str]]:
        """Return the parts that may have gone elsewhere than a match did, with their chances."""
        before, after = {i for i, _ in pairs}, {j for _, j in pairs}
        found: dict[tuple[int, int], tuple[float, str]] = {}
        weights = self.weights
        for pair, signs in part_signs(self.like, pairs).items():
            value = sum(w * s for w, s in zip(weights.parts, signs, strict=True))
            joined = pair[0] not in before or (pair[1] in after and signs[0] < signs[1])
            shape = "join" if joined else "split"
            found[pair] = (_chance(value + weights.parts_bias), shape)
        return found

    def _match(self, pair: tuple[int, int], p: float, shape: str) -> tuple[tuple[int, int], Match]:
        i, j = pair
        like = self.like
        signs = dict(zip(SIGNS, like.signs(i, j), strict=True))
        match = Match(
            like.before[i].key, like.after[j].key, p, shape, like.words.shares(i, j), signs
        )
        return (j, i), match


def decided(
    like: Likeness, weights: Weights, least: float = LEAST
) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], float]]:
    """Return the pairs and parts that are proposed, and the chances of all that were looked at."""
    decision = _Decision(like, least, weights)
    scored = decision.scored()
    pairs = {pair: p for pair, p in scored.items() if p >= least}
    parts = {pair: p for pair, (p, _) in decision.parts(pairs).items()}
    return pairs | {k: p for k, p in parts.items() if p >= part_least(least)}, scored | parts


def part_least(least: float) -> float:
    """Return the score from which a part is proposed, given that of a pair.

    >>> part_least(0.5), part_least(0.9)
    (0.8, 0.98)
    """
    return min(least + _PART_MORE, max(least, _PART_TOP))


def chosen_pairs(like: Likeness, weights: Weights) -> dict[tuple[int, int], float]:
    """Return the pairs that are the most likely together, each with its sum of signs."""
    floor = log(_WORTH / (1 - _WORTH))
    odds = {}
    for pair in like.candidates():
        signs = zip(weights.signs, like.signs(*pair), strict=True)
        value = sum(weight * sign for weight, sign in signs) + weights.bias
        if value > floor:
            odds[pair] = value
    best = heaviest({pair: value - floor for pair, value in odds.items()}, len(like.before))
    return {pair: odds[pair] for pair in best}


def usual(like: Likeness, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], float]:
    """Return how alike the words of chosen pairs are, against what is usual for these drafts.

    One is as alike as the pair in the middle, or more; a draft written anew is alike in
    few words, and a pair with few of them is then no worse than the others.
    """
    likeness = {pair: like.words.likeness(*pair) for pair in pairs}
    middle = median(likeness.values()) if likeness else 0.0
    return {pair: min(1.0, value / middle if middle else 1.0) for pair, value in likeness.items()}


def left_signs(
    like: Likeness,
    pairs: Mapping[tuple[int, int], float],
    chances: Mapping[tuple[int, int], float],
    here: int,
    n: int,
) -> tuple[float, ...]:
    """Return the signs that a thing without a match has none.

    They are the log odds that none of those seen is it, how much of its words stand in
    what has most of them, whether the gap that it stands in has something without a match
    on the other side too, how alike the words of the matched pairs are altogether, how alike
    by stems the nearest is, how much of it comes again there, and whether more is left over
    on this side than on the other.
    """
    sure = 1.0
    for pair, p in chances.items():
        sure *= 1 - p if pair[here] == n else 1
    sure = min(0.999, max(0.001, sure))
    other = len((like.after, like.before)[here])
    ways = [(n, m) if here == 0 else (m, n) for m in range(other)]
    words = max((like.words.shares(*pair)[here] for pair in ways), default=0.0)
    alike = [like.words.likeness(*pair) for pair in pairs]
    gap = _gap(pairs, here, n, other)
    mean = sum(alike) / len(alike) if alike else 0.0
    stems = max((like.pieces.whole.get(pair, 0.0) for pair in ways), default=0.0)
    covered = max((like.pieces.cover[here].get(pair, 0.0) for pair in ways), default=0.0)
    taken = [len({pair[k] for pair in pairs}) for k in (0, 1)]
    lone = len(like.before) - taken[0], len(like.after) - taken[1]
    more = log((1 + lone[here]) / (1 + lone[1 - here]))
    return log(sure / (1 - sure)), words, float(gap), mean, stems, covered, more


def _gap(pairs: Mapping[tuple[int, int], float], here: int, n: int, other: int) -> bool:
    """Whether something without a match stands where a thing's would be expected."""
    partner = {pair[here]: pair[1 - here] for pair in pairs}
    before = max((k for k in partner if k < n), default=-1)
    after = min((k for k in partner if k > n), default=-1)
    low = partner[before] + 1 if before >= 0 else 0
    high = partner[after] if after >= 0 else other
    taken = set(partner.values())
    return any(m not in taken for m in range(low, high))


def _chance(odds: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))

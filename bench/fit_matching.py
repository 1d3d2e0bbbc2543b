"""Fit the weights of `treatygraph.assess.pairing` to pairs of drafts with gold.

    python -m bench.fit_matching FOLDER …

prints them.  Articles are taken out at random on either side, so that there is enough
that is dropped and new; each folder's negotiations are left out in turn to show how well
the weights do on what they have not seen.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt

from bench.gold_pairs import Case, Gold, Pair, cases, number_of
from treatygraph.assess.likeness import Compared, Likeness
from treatygraph.assess.pairing import (
    HEADINGS,
    LEAST,
    TEXT,
    Weights,
    chosen_pairs,
    decided,
    left_signs,
    placed,
    usual,
)
from treatygraph.assess.parting import part_signs

Rows = npt.NDArray[np.float64]
Sides = tuple[tuple[Compared, ...], tuple[Compared, ...]]
#: Signs of what is left over, and of parts.
LEFT, PARTS = 7, 19
SHARES = (0.0, 0.03, 0.1)
#: How strongly weights are pulled to nothing.
PULL = 1.0
#: Share of articles that are cut in two, and of those that are joined.
CUT = 0.06
#: How often a part goes far away, and how often new words stand with it.
FAR, FILLED = 0.3, 0.4
_SENTENCE = re.compile(r"(?<=[.;:])\s+")


def main_fit(
    rows: Rows, right: Rows, weight: Rows, pull: float, centre: tuple[float, ...] = ()
) -> Rows:
    """Return the weights of a logistic regression, the bias last, each pulled to its centre."""
    x = np.hstack([rows, np.ones((len(rows), 1))])
    found = np.zeros(x.shape[1])
    middle = np.array(centre or [0.0] * rows.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ found, -30, 30)))
        slope = x.T @ (weight * (p - right))
        slope[:-1] += pull * (found[:-1] - middle)
        bend = (x * (weight * p * (1 - p))[:, None]).T @ x
        bend[np.diag_indices(len(found))] += np.r_[np.full(len(found) - 1, pull), 1e-6]
        found -= np.linalg.solve(bend, slope)
    return found


def thinned(sides: Sides, share: float, chance: random.Random) -> Sides:
    """Return both sides with some articles taken out."""
    first, second = (tuple(x for x in side if chance.random() >= share) for side in sides)
    return first, second


def bare(sides: Sides) -> Sides:
    """Return both sides without text."""
    first, second = (tuple(replace(x, text="") for x in side) for side in sides)
    return first, second


def divided(sides: Sides, gold: Gold, chance: random.Random) -> tuple[Sides, Gold]:
    """Return sides in which some later articles are cut in two or joined with another.

    What a person finds of splits and joins is too little to fit weights to.  A part stands
    behind the rest or far away, alone or with words that are new.
    """
    later = list(sides[1])
    single = {b: a for a, b in gold.primary}
    cut = {a for a, n in Counter(a for a, _ in gold.primary).items() if n == 1}
    alone = [x for x in later if single.get(number_of(x.key)) in cut]
    alone = [x for x in alone if len([b for _, b in gold.primary if b == number_of(x.key)]) == 1]
    chance.shuffle(alone)
    primary, gone = set(gold.primary), set[str]()
    for x in alone[: max(1, round(CUT * len(alone)))]:
        pieces = _SENTENCE.split(x.text)
        if len(pieces) > 3:
            half = chance.randrange(max(1, len(pieces) // 4), max(2, 3 * len(pieces) // 4))
            other = _filled(" ".join(pieces[half:]), sides, chance)
            part = replace(x, key=f"{x.key}z", number=f"{x.number}z", heading="", text=other)
            at = later.index(x)
            later[at] = replace(x, text=" ".join(pieces[:half]))
            far = chance.random() < FAR
            later.insert(chance.randrange(len(later)) if far else at + 1, part)
            primary.add((single[number_of(x.key)], number_of(part.key)))
            gone.add(x.key)
    rest = [x for x in alone if x.key not in gone]
    joins = max(1, round(CUT * len(alone)))
    for x, y in zip(rest[:joins], rest[joins : 2 * joins], strict=False):
        if chance.random() >= FAR:
            y = _beside(x, later, rest) or y
        if x in later and y in later and x != y:
            whole = replace(x, text=f"{x.text} {y.text}", refers=x.refers | y.refers)
            later[later.index(x)] = whole
            later.remove(y)
            primary.discard((single[number_of(y.key)], number_of(y.key)))
            primary.add((single[number_of(y.key)], number_of(x.key)))
    return (sides[0], tuple(later)), replace(gold, primary=frozenset(primary))


def _filled(text: str, sides: Sides, chance: random.Random) -> str:
    """Return a part alone, or with words that stand in no article in this order."""
    if chance.random() >= FILLED:
        return text
    words = " ".join(x.text for x in sides[0]).split()
    return f"{text} {' '.join(chance.choices(words, k=len(text.split())))}"


def _beside(x: Compared, later: list[Compared], rest: list[Compared]) -> Compared | None:
    """Return the article behind one, where it is free to be joined."""
    at = later.index(x) + 1 if x in later else len(later)
    return later[at] if at < len(later) and later[at] in rest else None


class Sample:
    """Two sides and what is right of them."""

    def __init__(self, gold: Gold, sides: Sides, weight: float) -> None:
        self.like = Likeness(*sides)
        self.gold = gold
        self.weight = weight
        self.candidates = self.like.candidates()
        self.signs = {pair: self.like.signs(*pair) for pair in self.candidates}

    def place(self, weights: Weights) -> None:
        """Let the pairs that weights choose place their neighbours, where there is text."""
        if not self.like.has_text:
            return
        self.like = placed(self.like, weights)
        self.signs = {pair: self.like.signs(*pair) for pair in self.candidates}

    def names(self, pair: tuple[int, int]) -> Pair:
        """Return the numbers of a pair."""
        i, j = pair
        return number_of(self.like.before[i].key), number_of(self.like.after[j].key)

    def rows(self, signs: dict[tuple[int, int], tuple[float, ...]]) -> tuple[Rows, Rows, Rows]:
        """Return signs, rightness and weight of pairs; secondary ones are left out."""
        kept = [p for p in signs if self.names(p) not in self.gold.secondary]
        right = [float(self.names(p) in self.gold.primary) for p in kept]
        width = len(next(iter(signs.values()))) if signs else 0
        rows = np.array([signs[p] for p in kept]).reshape(len(kept), width)
        return rows, np.array(right), np.full(len(kept), self.weight)

    def left_over(self, weights: Weights) -> tuple[Rows, Rows, Rows]:
        """Return the signs of what is left without a match, and whether it has none."""
        pairs, chances = decided(self.like, weights)
        there = (
            {number_of(x.key) for x in self.like.before},
            {number_of(x.key) for x in self.like.after},
        )
        rows, right = [], []
        for n, gone in ((0, self.gold.dropped), (1, self.gold.new)):
            taken = {pair[n] for pair in pairs}
            for k, x in enumerate((self.like.before, self.like.after)[n]):
                number = number_of(x.key)
                partners = {p[1 - n] for p in self.gold.primary if p[n] == number}
                if k in taken or (not partners and number not in gone):
                    continue
                rows.append(left_signs(self.like, pairs, chances, n, k))
                right.append(float(not partners & there[1 - n]))
        return np.array(rows).reshape(-1, LEFT), np.array(right), np.full(len(right), self.weight)


def stacked(parts: list[tuple[Rows, Rows, Rows]]) -> tuple[Rows, Rows, Rows]:
    """Return the rows of several samples as one."""
    full = [part for part in parts if len(part[0])]
    x, y, w = (np.concatenate([part[n] for part in full]) for n in range(3))
    return x, y, w


def _pair_weights(samples: list[Sample]) -> Weights:
    """Return weights of the signs, fitted a second time on what the first choice places."""
    for again in (False, True):
        a = main_fit(*stacked([s.rows(s.signs) for s in samples]), PULL)
        weights = Weights(tuple(map(float, a[:-1])), float(a[-1]), (1.0, 0.0, 0.0), (), 0.0)
        for s in samples if not again else ():
            s.place(weights)
    return weights


def fitted(samples: list[Sample], pairs: Weights | None = None) -> Weights:
    """Return the weights that fit some samples; those of `pairs` stay for what is chosen."""
    pairs = pairs or _pair_weights(samples)
    for s in samples:
        s.place(pairs)
    odds: list[dict[tuple[int, int], tuple[float, ...]]] = []
    for s in samples:
        best = chosen_pairs(s.like, pairs)
        close = usual(s.like, best)
        odds.append({p: (min(v, 8.0), close[p]) for p, v in best.items()})
    chosen = [s.rows(o) for s, o in zip(samples, odds, strict=True)]
    c = main_fit(*stacked(chosen), 1.0, (1.0, 0.0))
    least = np.log(LEAST / (1 - LEAST))
    parts = []
    for sample, found in zip(samples, odds, strict=True):
        sure = {p for p, x in found.items() if c[0] * x[0] + c[1] * x[1] + c[2] >= least}
        parts.append(sample.rows(part_signs(sample.like, sure)))
    parts_fit = np.array([0.0] * PARTS + [-30.0])
    if any(len(part[0]) for part in parts):
        parts_fit = main_fit(*stacked(parts), 0.1)
    scale = (float(c[0]), float(c[2]), float(c[1]))
    last = replace(
        pairs, scale=scale, parts=tuple(map(float, parts_fit[:-1])), parts_bias=float(parts_fit[-1])
    )
    unmatched = [s.left_over(last) for s in samples]
    left = main_fit(*stacked(unmatched), 1.0, (1.0, *[0.0] * (LEFT - 1)))
    return replace(last, left=tuple(map(float, left)))


def samples_of(case: Case, text: bool) -> list[Sample]:
    """Return a case as it is and thinned, with its text or without."""
    chance = random.Random(case.name)
    sides = case.sides() if text else bare(case.sides())
    found = []
    for n, share in enumerate(SHARES):
        mine = thinned(sides, share, chance)
        gold = case.gold
        if n and text:
            mine, gold = divided(mine, gold, chance)
        found.append(Sample(gold, mine, 1 / len(SHARES)))
    return found


def shown(name: str, w: Weights) -> str:
    """Return weights as the source has them."""
    return (
        f"{name} = Weights(\n    {tuple(round(float(x), 2) for x in w.signs)},\n"
        f"    {w.bias:.2f},\n    {tuple(round(float(x), 2) for x in w.scale)},\n"
        f"    {tuple(round(float(x), 2) for x in w.parts)},\n    {w.parts_bias:.2f},\n"
        f"    {tuple(round(float(x), 2) for x in w.left)},\n)"
    )


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--keep-pairs", is_flag=True, help="Fit only what comes after the choice of pairs.")
def main(folders: tuple[Path, ...], keep_pairs: bool) -> None:
    """Print the fitted weights."""
    found = [case for folder in folders for case in cases(folder)]
    for name, text in (("TEXT", True), ("HEADINGS", False)):
        samples = [s for case in found for s in samples_of(case, text)]
        kept = (TEXT if text else HEADINGS) if keep_pairs else None
        click.echo(shown(name, fitted(samples, kept)))


if __name__ == "__main__":
    main()

"""Measure the matching of drafts against gold made by hand.

    python -m bench matching --gold FOLDER [--gold FOLDER] [--leave-out] [--what]

For each pair of drafts: pairs, dropped, new, splits, joins with precision and recall, how
long it took, and over all how often a score was right.  Secondary pairs count neither for
nor against.  `--leave-out` fits the weights anew on the other negotiations, so that each is
judged by weights that never saw it; `--what` names what differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from time import process_time

import click

from bench.fit_matching import Sample, fitted, samples_of
from bench.gold_pairs import Case, Gold, Pair, cases, events, number_of
from treatygraph.assess.pairing import Pairing, Weights, pair_up
from treatygraph.assess.staleness import cited_in, stale_references

BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)


@dataclass
class Tally:
    """What was right of what was found, what was found of what is there, and the rest."""

    right: int = 0
    found: int = 0
    there: int = 0
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, found: Iterable[object], gold: Iterable[object]) -> Tally:
        """Compare two sets."""
        got, there = set(found), set(gold)
        return cls(
            len(got & there),
            len(got),
            len(there),
            sorted(map(_said, got - there)),
            sorted(map(_said, there - got)),
        )

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.found + other.found, self.there + other.there)

    def __str__(self) -> str:
        share = [f"{self.right / n:.3f}" if n else "–" for n in (self.found, self.there)]
        return f"{self.right} of {self.found} / {self.there} ({share[0]} / {share[1]})"


def _said(thing: object) -> str:
    if isinstance(thing, tuple):
        return "→".join(map(_said, thing))
    return "+".join(sorted(map(str, thing))) if isinstance(thing, frozenset) else str(thing)


def judged(found: Pairing, gold: Gold) -> dict[str, Tally]:
    """Return the tallies of one pair of drafts."""
    pairs = frozenset((number_of(m.before), number_of(m.after)) for m in found.matches)
    counted = frozenset(pairs - gold.secondary)
    vague = {a for a, _ in gold.secondary}, {b for _, b in gold.secondary}
    sure = {a for a, _ in gold.primary}, {b for _, b in gold.primary}
    tallies = {"pairs": Tally.of(counted, gold.primary)}
    for name, left, there, n in (
        ("dropped", found.dropped, gold.dropped, 0),
        ("new", found.new, gold.new, 1),
    ):
        neutral = vague[n] - sure[n] - there
        tallies[name] = Tally.of({number_of(x.key) for x in left} - neutral, there)
    for name, mine, there_ in zip(("splits", "joins"), events(counted), gold.events(), strict=True):
        tallies[name] = Tally.of(mine.items(), there_.items())
    return tallies


def stale(case: Case, found: Pairing) -> Iterator[tuple[str, Tally]]:
    """Yield how well stale references are found, with the gold's pairs and with our own."""
    linked = {
        "gold's pairs": {(a, b) for a, b in case.gold.primary | case.gold.secondary},
        "own pairs": {(number_of(m.before), number_of(m.after)) for m in found.matches},
    }
    for kind, there in case.stale.items():
        after = case.planted if kind == "stale-planted" else case.after
        if after is None:
            continue
        for name, pairs in linked.items():
            successors: dict[str, set[str]] = {}
            for a, b in pairs:
                successors.setdefault(f"art-{a}", set()).add(f"art-{b}")
            got = stale_references(
                cited_in(case.before),
                cited_in(after),
                {a: frozenset(b) for a, b in successors.items()},
                frozenset(f"art-{n}" for n in case.gold.new),
            )
            rows = {(number_of(x.cited.article), x.cited.number) for x in got}
            yield f"{kind}, {name}", Tally.of(rows, there)


def scores(found: Pairing, gold: Gold) -> Iterator[tuple[float, bool]]:
    """Yield each score shown and whether it was right."""
    for match in found.matches:
        pair: Pair = number_of(match.before), number_of(match.after)
        if pair not in gold.secondary:
            yield match.score, pair in gold.primary


def left_scores(found: Pairing, gold: Gold) -> Iterator[tuple[float, bool]]:
    """Yield each score of what is called dropped or new, and whether it was right."""
    for n, left, there in ((0, found.dropped, gold.dropped), (1, found.new, gold.new)):
        named = {pair[n] for pair in gold.primary} | there
        for x in left:
            if number_of(x.key) in named:
                yield x.score, number_of(x.key) in there


def reliability(shown: list[tuple[float, bool]]) -> Iterator[str]:
    """Yield the table that says how often a score was right."""
    yield "| score | shown | mean score | right |\n|---|---|---|---|"
    for low, high in pairwise(BINS):
        part = [(p, right) for p, right in shown if low <= p < high]
        if part:
            mean, right = (sum(x) / len(part) for x in zip(*part, strict=True))
            name = f"{low:.2f} to {min(high, 1):.2f}"
            yield f"| {name} | {len(part)} | {mean:.3f} | {right:.3f} |"


_SAMPLES: dict[str, list[Sample]] = {}


def _samples(case: Case) -> list[Sample]:
    if case.name not in _SAMPLES:
        _SAMPLES[case.name] = samples_of(case, text=True)
    return _SAMPLES[case.name]


def weights_without(case: Case, every: list[Case]) -> Weights:
    """Return weights fitted on the negotiations that a case is not of."""
    name = case.name.partition("-")[0]
    others = [c for c in every if c.name.partition("-")[0] != name]
    return fitted([sample for c in others for sample in _samples(c)])


@click.command()
@click.option("--gold", "folders", multiple=True, type=click.Path(exists=True, path_type=Path))
@click.option("--leave-out", is_flag=True, help="Judge each by weights that never saw it.")
@click.option("--what", is_flag=True, help="Name what differs.")
def main(folders: tuple[Path, ...], leave_out: bool, what: bool) -> None:
    """Print how well drafts are matched."""
    every = [case for folder in folders for case in cases(folder)]
    if not every:
        click.echo("matching: left out, no folder of gold is given (--gold FOLDER).")
        return
    total: dict[str, Tally] = {}
    shown: list[tuple[float, bool]] = []
    left: list[tuple[float, bool]] = []
    fit: dict[str, Weights] = {}
    for case in every:
        name = case.name.partition("-")[0]
        if leave_out and name not in fit:
            fit[name] = weights_without(case, every)
        began = process_time()
        found = pair_up(*case.sides(), weights=fit.get(name))
        click.echo(f"\n{case.name}: {process_time() - began:.1f} s of processor time")
        for kind, tally in (*judged(found, case.gold).items(), *stale(case, found)):
            click.echo(f"  {kind}: {tally}")
            total[kind] = total.get(kind, Tally()) + tally
            if what and (tally.wrong or tally.missing):
                click.echo(
                    f"    wrong: {', '.join(tally.wrong)}; missing: {', '.join(tally.missing)}"
                )
        shown += scores(found, case.gold)
        left += left_scores(found, case.gold)
    click.echo("\nall: right of found / there (precision / recall)")
    for kind, tally in total.items():
        click.echo(f"  {kind}: {tally}")
    click.echo("\npairs, splits and joins\n\n" + "\n".join(reliability(shown)))
    click.echo("\ndropped and new\n\n" + "\n".join(reliability(left)))


if __name__ == "__main__":
    main()

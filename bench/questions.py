"""How well sentences are understood: right question and parameters, and how fast.

`python -m bench questions --gold FILE.csv` reads columns id, lang, sentence, question, params
(`name=value name=value`) and also (other right readings, `question name=value | …`).  Values are
compared by what they stand for in the graph.  A sentence is right where the first reading is
right, and says nothing that the sentence does not say (defaults count as not said); of `search`,
where no reading is claimed.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path

from treatygraph.ask import resolve
from treatygraph.catalogue import Question, catalogue
from treatygraph.errors import TreatyGraphError
from treatygraph.graph import Graph, open_graph
from treatygraph.plainwords import Listener, Reading, Understanding, listener, phrasebook
from treatygraph.store import Store


@dataclass
class Tally:
    """What was counted, per language."""

    total: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    faults: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unshown: int = 0
    times: list[float] = field(default_factory=list)


def main() -> None:
    """Print right answers per language, each wrong one, and times."""
    parser = argparse.ArgumentParser(prog="python -m bench questions")
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--quiet", action="store_true", help="only the sums")
    options = parser.parse_args()
    graph = open_graph()
    begun = time.perf_counter()
    ears = listener(graph.store, catalogue(), phrasebook())
    made = time.perf_counter() - begun
    tally = Tally()
    with options.gold.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            count(tally, graph, ears, row)
    report(tally, made, quiet=options.quiet)
    sys.exit(1 if tally.unshown else 0)


def count(tally: Tally, graph: Graph, ears: Listener, row: dict[str, str]) -> None:
    """Ask one sentence and count the outcome."""
    begun = time.perf_counter()
    heard = ears.hear(row["sentence"])
    tally.times.append(time.perf_counter() - begun)
    language = row["lang"]
    fits = [fitting(graph.store, reading, row) for reading in heard.readings]
    fits = fits or [any(name == "search" for name, _ in wanted(row))]
    tally.total[language] += 1
    tally.right[language] += fits[0]
    tally.shown[language] += any(fits)
    if not fits[0]:
        tally.unshown += answered_without_reading(graph, row["sentence"], heard)
        told = " || ".join(r.command for r in heard.readings) or "search"
        tally.faults[language].append(
            f"{row['id']} {row['sentence']!r}: wanted {row['question']} {row['params']}; got {told}"
        )


def report(tally: Tally, made: float, *, quiet: bool) -> None:
    """Print what was counted."""
    for language in sorted(tally.total):
        if not quiet and tally.faults[language]:
            print(*tally.faults[language], sep="\n")
    for language in sorted(tally.total):
        of = tally.total[language]
        print(
            f"{language}: {tally.right[language]}/{of} = {tally.right[language] / of:.3f} right "
            f"first, {tally.shown[language] / of:.3f} among the readings shown"
        )
    print(f"wrong answers without the reading shown: {tally.unshown}")
    print(
        f"made ready in {made * 1000:.0f} ms; per sentence median "
        f"{statistics.median(tally.times) * 1000:.1f} ms, worst {max(tally.times) * 1000:.1f} ms"
    )


def wanted(row: dict[str, str]) -> list[tuple[str, dict[str, str]]]:
    """Return the right readings of a row: question and what must be said of it."""
    first = f"{row['question']} {row['params']}"
    every = [first, *filter(None, (part.strip() for part in row["also"].split("|")))]
    return [(text.split()[0], dict(p.split("=", 1) for p in text.split()[1:])) for text in every]


def fitting(store: Store, reading: Reading, row: dict[str, str]) -> bool:
    """Return whether one reading is one of the right ones."""
    return any(
        name == reading.question.name and same(store, reading, params)
        for name, params in wanted(row)
    )


def same(store: Store, reading: Reading, params: dict[str, str]) -> bool:
    """Return whether a reading says what the gold says, and nothing that it does not."""
    if any(c.said and c.name not in params for c in reading.chips):
        return False
    drafts = {c.name: c.value for c in reading.chips if c.type == "draft"}
    for name, value in params.items():
        if name not in reading.values:
            return False
        ours = term(store, reading.question, {**drafts, name: reading.values[name]}, name)
        theirs = term(store, reading.question, {**drafts, name: value}, name)
        if ours != theirs or (ours is None and reading.values[name] != place(value)):
            return False
    return True


def place(value: str) -> str:
    """Return the key of a provision that the draft said is not known to have."""
    head, *points = value.replace(")", "").split("(")
    levels = ("para", "subpara", "item")
    return "/".join([f"art-{head}", *(f"{a}-{b}" for a, b in zip(levels, points, strict=False))])


def term(store: Store, question: Question, values: dict[str, str], name: str) -> object:
    """Return the term that one parameter stands for, or None where there is none."""
    only = tuple(p for p in question.params if p.name in values)
    try:
        return resolve(store, replace(question, params=only), values).get(name)
    except TreatyGraphError:
        return None


def answered_without_reading(graph: Graph, sentence: str, heard: Understanding) -> bool:
    """Return whether a wrong answer leaves without what was understood."""
    if not heard.readings:
        return False
    told = heard.readings[0].question.question
    try:
        return not any(told in note for note in graph.ask(sentence).notes)
    except TreatyGraphError as error:
        return told not in error.met


if __name__ == "__main__":
    main()

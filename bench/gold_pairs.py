"""Pairs of drafts with gold: which article goes on as which, read from a folder.

`gold-NAME-BEFORE-AFTER.csv` has the columns before, after and kind (primary, secondary,
dropped, new); `NAME-BEFORE.LANGUAGE.txt` and `NAME-AFTER.LANGUAGE.txt` are the texts.
`stale-NAME-BEFORE-AFTER.csv` has from_article, printed and meant; with `-planted` after
`stale`, it belongs to `NAME-AFTER.planted.LANGUAGE.txt`.

A folder may also hold one folder for each pair, `NAME/`: `earlier.txt`, `later.txt`,
`gold.csv` (earlier, later, relation, kind, note; the relation is same, split, join, dropped
or new, the kind primary or secondary) and `stale.csv` (place, printed, …), or
`later.planted.txt` with `stale-planted.csv`.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from treatygraph.assess.likeness import Compared, articles_of
from treatygraph.documents import Reading, read

Pair = tuple[str, str]


@dataclass(frozen=True)
class Gold:
    """What a person put down of two drafts; articles are named by their printed numbers."""

    primary: frozenset[Pair]
    secondary: frozenset[Pair]
    dropped: frozenset[str]
    new: frozenset[str]

    def events(self) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
        """Return the splits (earlier to its later ones) and the joins (later to earlier)."""
        return events(self.primary)


@dataclass(frozen=True)
class Case:
    """Two drafts in one language (or two), with their readings and their gold."""

    name: str
    before: Reading
    after: Reading
    gold: Gold
    stale: dict[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    planted: Reading | None = None

    def sides(self) -> tuple[tuple[Compared, ...], tuple[Compared, ...]]:
        """Return the articles of both drafts."""
        first, second = (articles_of(r.provisions, r.references) for r in (self.before, self.after))
        return first, second


def events(pairs: frozenset[Pair]) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return what stands with several others: by earlier article, and by later one."""
    after: defaultdict[str, set[str]] = defaultdict(set)
    before: defaultdict[str, set[str]] = defaultdict(set)
    for old, new in pairs:
        after[old].add(new)
        before[new].add(old)
    splits = {key: frozenset(v) for key, v in after.items() if len(v) > 1}
    joins = {key: frozenset(v) for key, v in before.items() if len(v) > 1}
    return splits, joins


def gold_of(path: Path) -> Gold:
    """Return the gold of one file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(r["before"].strip(), r["after"].strip(), r["kind"]) for r in csv.DictReader(file)]
    return Gold(
        frozenset((a, b) for a, b, kind in rows if kind == "primary"),
        frozenset((a, b) for a, b, kind in rows if kind == "secondary"),
        frozenset(a for a, _, kind in rows if kind == "dropped"),
        frozenset(b for _, b, kind in rows if kind == "new"),
    )


def cases(folder: Path) -> Iterator[Case]:
    """Yield every pair of a folder, once for each language that both drafts are there in."""
    for path in sorted(folder.glob("gold-*.csv")):
        stem = path.stem.removeprefix("gold-")
        for before, after, language in _texts(folder, stem):
            stale = {
                kind: _stale(folder / f"{kind}-{stem}.csv")
                for kind in ("stale", "stale-planted")
                if (folder / f"{kind}-{stem}.csv").exists()
            }
            planted = after.with_name(after.name.replace(f".{language}.", f".planted.{language}."))
            yield Case(
                f"{stem} ({language})",
                _read(before),
                _read(after),
                gold_of(path),
                stale,
                _read(planted) if planted.exists() else None,
            )
    for path in sorted(folder.glob("*/gold.csv")):
        yield _folder_case(path.parent)


def _folder_case(folder: Path) -> Case:
    """Return the pair of a folder of its own."""
    with (folder / "gold.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (r["earlier"].strip(), r["later"].strip(), r["relation"], r["kind"])
            for r in csv.DictReader(file)
        ]
    pairs = [(a, b, kind) for a, b, _, kind in rows if a and b]
    gold = Gold(
        frozenset((a, b) for a, b, kind in pairs if kind == "primary"),
        frozenset((a, b) for a, b, kind in pairs if kind == "secondary"),
        frozenset(a for a, _, relation, _ in rows if relation == "dropped"),
        frozenset(b for _, b, relation, _ in rows if relation == "new"),
    )
    before, after = (_read(folder / name) for name in ("earlier.txt", "later.txt"))
    stale = {
        kind: _printed(folder / f"{kind}.csv")
        for kind in ("stale", "stale-planted")
        if (folder / f"{kind}.csv").exists()
    }
    planted = folder / "later.planted.txt"
    found = _read(planted) if planted.exists() else None
    return Case(folder.name, before, after, gold, stale, found)


def _printed(path: Path) -> frozenset[tuple[str, str]]:
    """Return the stale references of a file: the article they stand in, the number printed."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(r["place"].strip(), r["printed"]) for r in csv.DictReader(file)]
    return frozenset((place, re.findall(r"\d+[a-z]*", printed)[-1]) for place, printed in rows)


def _texts(folder: Path, stem: str) -> Iterator[tuple[Path, Path, str]]:
    """Yield the texts that a gold file's name speaks of, by language."""
    parts = stem.split("-")
    for i in range(1, len(parts) - 1):
        for j in range(i + 1, len(parts)):
            before = "-".join(parts[:j])
            after = "-".join((*parts[:i], *parts[j:]))
            for first in sorted(folder.glob(f"{before}.*.txt")):
                language = first.name.split(".")[-2]
                second = folder / f"{after}.{language}.txt"
                if second.exists() and first.name == f"{before}.{language}.txt":
                    yield first, second, language


def _stale(path: Path) -> frozenset[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset((r["from_article"], r["printed"]) for r in csv.DictReader(file))


def _read(path: Path) -> Reading:
    return read(path.read_bytes(), name=path.name)


def number_of(key: str) -> str:
    """Return the number of an article as gold has it.

    >>> number_of("art-12"), number_of("rule-3")
    ('12', '3')
    """
    return key.partition("-")[2]

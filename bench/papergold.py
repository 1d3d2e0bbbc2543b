"""Gold of position papers: where a row's first words stand, and gold kept a file a paper.

    FOLDER/NAME.txt    the paper (or .html, .pdf, .docx)
    FOLDER/NAME.csv    quote_start,occurrence,kind,action,stance,target_printed,target,safeguard

`kind` is `demand`, `optional` (counts neither way) or `not`.  Readings that are right too stand
behind `|`.  A target that is not printed in the passage, or only as "this section", is `above`.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Flat", "Row", "flat_of", "paper_names", "rows_beside", "span_of"]

#: A text in one case without white space, and where each of its characters was.
Flat = tuple[str, list[int]]
_PRONOUN = re.compile(r"(?i)(?:this|these|the|those|cet\w*|ces|est[aeo]s?|dich[ao]s?) \w+$")


@dataclass(frozen=True)
class Row:
    """A demand of the gold, with where its first words stand in the text."""

    number: str
    spans: tuple[tuple[int, int], ...]
    actions: frozenset[str]
    stances: frozenset[str]
    targets: tuple[frozenset[str], ...]
    safeguards: tuple[frozenset[str], ...]
    repeats: str
    implicit: bool
    words: str
    above: bool = False


def flat_of(text: str) -> Flat:
    """Return a text in one case without white space and emphasis, and where each character was."""
    kept = [
        (c.lower().replace("’", "'").replace("‘", "'"), i)
        for i, c in enumerate(text)
        if not c.isspace() and c not in "*\u00ad"
    ]
    plain = [(letter, i) for c, i in kept for letter in c]
    return "".join(c for c, _ in plain), [i for _, i in plain]


def span_of(flat: Flat, words: str, occurrence: int) -> tuple[int, int] | None:
    text, places = flat
    wanted, _ = flat_of(words)
    at = -1
    for _ in range(occurrence):
        at = text.find(wanted, at + 1)
        if at < 0:
            return None
    return places[at], places[at + len(wanted) - 1] + 1


def paper_names(folder: Path) -> list[str]:
    """Return the names of the papers that gold is kept for, in its order."""
    if not (folder / "gold.csv").exists():
        return sorted(path.stem for path in folder.glob("*.csv"))
    with (folder / "gold.csv").open(encoding="utf-8", newline="") as file:
        return list(dict.fromkeys(row["paper"] for row in csv.DictReader(file)))


def rows_beside(path: Path, flat: Flat) -> tuple[list[Row | str], list[tuple[int, int]]]:
    """Return the demands of a paper and the places of passages that count neither way.

    The words of a demand that the text does not have stand for it.
    """
    demands: list[Row | str] = []
    optional: list[tuple[int, int]] = []
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 1):
            span = span_of(flat, row["quote_start"], int(row["occurrence"] or 1))
            if row["kind"] == "demand":
                demands.append(_row(str(number), row, span) if span else row["quote_start"])
            elif row["kind"] == "optional" and span:
                optional.append(span)
    return demands, optional


def _row(number: str, row: dict[str, str], span: tuple[int, int]) -> Row:
    targets = tuple(
        frozenset(key.strip() for key in keys.split(";") if key.strip())
        for keys in row["target"].split("|")
    )
    printed = row["target_printed"]
    return Row(
        number=number,
        spans=(span,),
        actions=frozenset(row["action"].split("|")),
        stances=frozenset(row["stance"].split("|")),
        targets=targets,
        safeguards=tuple(frozenset(k for k in [key] if k) for key in row["safeguard"].split("|")),
        repeats="",
        implicit=False,
        words=row["quote_start"],
        above=bool(row["target"]) and (not printed or bool(_PRONOUN.match(printed))),
    )

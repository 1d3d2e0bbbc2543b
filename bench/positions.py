"""Measure how demands of position papers are found, against gold made by hand.

    python -m bench positions --gold FOLDER [--details] [--pdf]

FOLDER holds `gold.csv`, `optional.csv` and `texts/`, or a paper and a CSV of its own beside it
for each (`bench/papergold.py`); none of it is part of the project.
A row of gold is one demand, told by the first words of its passage; a candidate that covers
more than half of these words has found it.

- found: rows that some candidate covers.
- one each: rows that have a candidate of their own; a row that says a former one again shares.
- precise: candidates that cover a row, of all that do not only cover optional passages.
- action, stance: of the rows with a candidate of their own, those told as the row or one of
  its other readings says.
- target: of these rows, where gold has targets, those with the very same ones; `near` counts
  the same articles.  `extra` counts rows without targets for which some are told.  `above`
  counts those of them whose target comes from the words before, where gold says so.
- safeguard: of these rows, where gold has safeguards, those with all of them.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from bench.papergold import Row, flat_of, paper_names, rows_beside, span_of
from treatygraph.documents.formats.container import open_container
from treatygraph.documents.formats.source import SourceText
from treatygraph.documents.papers import Candidate, propose_in

__all__ = ["Paper", "measure_paper"]

_ALSO = re.compile(r"((?:[\w-]+/)*[\w.-]+)(?: alone)? is right too")


@dataclass
class Paper:
    """What was measured on one paper; each counter holds how many were right and how many there."""

    name: str
    language: str
    counts: Counter[str] = field(default_factory=Counter)
    differing: list[str] = field(default_factory=list)


def _set(cell: str) -> frozenset[str]:
    return frozenset(
        key for part in cell.split(";") if part.strip() for key in _range(part.strip())
    )


def _range(key: str) -> Iterator[str]:
    match = re.fullmatch(r"(.*-)(\d+)\.\.(\d+)", key)
    if match is None:
        yield key
        return
    yield from (f"{match.group(1)}{n}" for n in range(int(match.group(2)), int(match.group(3)) + 1))


def _rows(folder: Path, paper: str, flat: tuple[str, list[int]]) -> Iterator[Row | str]:
    """Yield the rows of a paper; the words of one whose passage the text does not have."""
    targets: tuple[frozenset[str], ...] = ()
    with (folder / "gold.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["paper"] != paper:
                continue
            note = row["note"]
            if "as before" not in note:
                also = tuple(_set("" if key == "none" else key) for key in _ALSO.findall(note))
            targets = (_set(row["targets"]), *also)
            safeguards = _set(row["safeguards"])
            enough = "is enough" in note
            asked = range(1, 4) if "in the title and" in note else [int(row["occurrence"] or 1)]
            spans = [span for n in asked if (span := span_of(flat, row["first_words"], n))]
            if not spans:
                yield row["first_words"]
                continue
            yield Row(
                number=row["n"], spans=tuple(spans),
                actions=_set(row["action"]) | _set(row["also_action"]),
                stances=_set(row["stance"]) | _set(row["also_stance"]),
                targets=targets,
                safeguards=_each(safeguards) if enough else (safeguards, *also),
                repeats="".join(re.findall(r"repeats n (\d+)", note)),
                implicit="implicit" in note,
                words=row["first_words"],
            )  # fmt: skip


def _each(keys: frozenset[str]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset([key]) for key in keys)


def _optional(folder: Path, paper: str, flat: tuple[str, list[int]]) -> list[tuple[int, int]]:
    with (folder / "optional.csv").open(encoding="utf-8", newline="") as file:
        words = [row["first_words"] for row in csv.DictReader(file) if row["paper"] == paper]
    return [span for text in words if (span := span_of(flat, text, 1))]


def _finds(candidate: Candidate, row: Row) -> bool:
    return any(_covers(candidate, *span) for span in row.spans)


def _covers(candidate: Candidate, start: int, end: int) -> bool:
    return min(candidate.end, end) - max(candidate.start, start) > (end - start) / 2


def _pairs(rows: Sequence[Row], candidates: Sequence[Candidate]) -> dict[int, int]:
    """Return a candidate of its own for as many rows as there can be."""
    taken: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for c, candidate in enumerate(candidates):
            if c in seen or not _finds(candidate, rows[row]):
                continue
            seen.add(c)
            if c not in taken or place(taken[c], seen):
                taken[c] = row
                return True
        return False

    for row in range(len(rows)):
        place(row, set())
    return {row: c for c, row in taken.items()}


def measure_paper(folder: Path, name: str, source: SourceText, language: str) -> Paper:
    """Return what was found in one paper."""
    flat = flat_of(source.text)
    if (folder / "gold.csv").exists():
        found, optional = list(_rows(folder, name, flat)), _optional(folder, name, flat)
    else:
        found, optional = rows_beside(folder / f"{name}.csv", flat)
    rows = [row for row in found if isinstance(row, Row)]
    paper = Paper(name, language)
    candidates = propose_in(source)
    own = _pairs(rows, candidates)
    paper.counts["rows"] = len(found)
    paper.differing += [f"not in the text: {row}" for row in found if isinstance(row, str)]
    numbers = {rows[i].number for i in own}
    for i, row in enumerate(rows):
        covered = any(_finds(c, row) for c in candidates)
        paper.counts["found"] += covered
        paper.counts["one"] += i in own or (row.repeats in numbers)
        paper.counts["plain"] += not row.implicit
        paper.counts["plain found"] += covered and not row.implicit
        if not covered:
            paper.differing.append(f"missed {row.number}: {row.words}")
        elif i in own:
            _compare(paper, row, candidates[own[i]])
        else:
            paper.differing.append(f"shared {row.number}: {row.words}")
    for c, candidate in enumerate(candidates):
        if c in own.values():
            paper.counts["right"] += 1
            paper.counts["told"] += 1
        elif any(_covers(candidate, *span) for span in optional):
            continue
        else:
            paper.counts["told"] += 1
            words = " ".join(source.text[candidate.start : candidate.end].split())[:110]
            paper.differing.append(f"wrong [{candidate.way}: {candidate.asking}]: {words}")
    return paper


def _compare(paper: Paper, row: Row, candidate: Candidate) -> None:
    counts = paper.counts
    counts["own"] += 1
    counts["action"] += candidate.action in row.actions
    counts["stance"] += candidate.stance in row.stances
    told = frozenset(candidate.provisions)
    wrong = []
    if candidate.action not in row.actions:
        wrong.append(f"action {candidate.action} for {'/'.join(sorted(row.actions))}")
    if candidate.stance not in row.stances:
        wrong.append(f"stance {candidate.stance} for {'/'.join(sorted(row.stances))}")
    if row.above:
        counts["with above"] += 1
        counts["above"] += told in row.targets
        if told not in row.targets:
            wrong.append(f"above: {sorted(told)} for {sorted(row.targets[0])}")
    elif row.targets[0]:
        counts["with targets"] += 1
        counts["target"] += told in row.targets
        near = {key.partition("/")[0] for key in told}
        counts["near"] += any({k.partition("/")[0] for k in t} == near for t in row.targets)
        if told not in row.targets:
            wrong.append(f"targets {sorted(told)} for {sorted(row.targets[0])}")
    elif told:
        counts["extra"] += 1
        wrong.append(f"targets {sorted(told)} for none")
    counts["without targets"] += not row.targets[0]
    safeguards = {c.partition("/")[2] for c in candidate.concepts if c.startswith("safeguard/")}
    if row.safeguards[0]:
        counts["with safeguards"] += 1
        right = any(s and s <= safeguards for s in row.safeguards)
        counts["safeguard"] += right
        if not right:
            wrong.append(f"safeguards {sorted(safeguards)} for {sorted(row.safeguards[0])}")
    if wrong:
        paper.differing.append(f"{row.number} {row.words}: {'; '.join(wrong)}")


_SHARES = (
    ("found", "found", "rows"), ("plain found", "plain found", "plain"),
    ("one each", "one", "rows"),
    ("precise", "right", "told"), ("action", "action", "own"), ("stance", "stance", "own"),
    ("target", "target", "with targets"), ("near", "near", "with targets"),
    ("extra", "extra", "without targets"), ("above", "above", "with above"),
    ("safeguard", "safeguard", "with safeguards"),
)  # fmt: skip


def _line(name: str, counts: Counter[str]) -> str:
    cells = [
        f"{counts[a]}/{counts[b]} {counts[a] / counts[b]:.2f}" if counts[b] else "–"
        for _, a, b in _SHARES
    ]
    return f"| {name} | {' | '.join(cells)} |"


def report(folder: Path, *, pdf: bool, details: bool) -> Iterator[str]:
    """Yield the lines of the report."""
    done = [_measured(folder, name, pdf=pdf) for name in paper_names(folder)]
    yield f"| paper | {' | '.join(name for name, _, _ in _SHARES)} |"
    yield f"|---|{'---|' * len(_SHARES)}"
    yield from (_line(f"{paper.name} ({paper.language})", paper.counts) for paper in done)
    for language in sorted({paper.language for paper in done}):
        yield _line(f"**{language}**", _total(p for p in done if p.language == language))
    yield _line("**all**", _total(done))
    if details:
        yield from (f"- {paper.name}: {row}" for paper in done for row in paper.differing)


def _total(papers: Iterator[Paper] | list[Paper]) -> Counter[str]:
    total: Counter[str] = Counter()
    for paper in papers:
        total.update(paper.counts)
    return total


def _measured(folder: Path, name: str, *, pdf: bool) -> Paper:
    from treatygraph.documents.structure.language import guess_language

    texts = folder / "texts" if (folder / "texts").is_dir() else folder
    files = (p for p in texts.glob(f"{name}.*") if p.stem == name and p.suffix != ".csv")
    path = sorted(files, key=lambda p: (p.suffix != ".pdf") is pdf)[0]
    _, source = open_container(path.read_bytes(), name=path.name)
    return measure_paper(folder, name, source, guess_language(source.text) or "?")


@click.command()
@click.option("--gold", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--pdf", is_flag=True, help="Read the PDF where a paper has one beside its text.")
@click.option("--details", is_flag=True, help="Say row by row what differs.")
def main(gold: Path, pdf: bool, details: bool) -> None:
    """Print how demands are found, paper by paper, language by language, and over all."""
    for line in report(gold, pdf=pdf, details=details):
        click.echo(line)


if __name__ == "__main__":
    main()

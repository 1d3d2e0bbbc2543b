"""Candidates as rows of a table and as a file of data/positions, for a person to finish."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from treatygraph.documents.papers.candidates import Candidate
from treatygraph.errors import DataError

__all__ = ["Frame", "positions_yaml", "rows_in", "rows_of", "table_of"]

#: Columns of the table; a row whose `take` says no is left out when it is read back.
COLUMNS = (
    "take", "key", "kind", "place", "section", "action", "stance", "targets", "addresses",
    "calls_for", "summary", "asked_by", "named",
)  # fmt: skip
_NO = ("no", "n", "0", "false", "non", "нет", "لا", "否")
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """What all statements of a file share; `lineages` and `provisions` are the draft's.

    Without them every place is a provision of the draft.
    """

    treaty: str
    document: str
    holder: str
    draft: str | None = None
    lineages: Mapping[str, str] = field(default_factory=dict)
    provisions: frozenset[str] | None = None


def rows_of(candidates: Sequence[Candidate], frame: Frame) -> list[Row]:
    """Return one row a candidate; lists are parted by semicolons, the summary is to write."""
    return [_row(candidate, frame) for candidate in candidates]


def _row(c: Candidate, frame: Frame) -> Row:
    things = ", ".join((*c.provisions, *c.concepts, *c.instruments)) or "nothing known by name"
    safeguards = [concept for concept in c.concepts if concept.startswith("safeguard/")]
    targets = [*_targets(c, frame), *(x for x in c.concepts if x not in safeguards)]
    return {
        "take": "yes",
        "key": c.key,
        "kind": "recommendation",
        "place": c.place,
        "section": c.section,
        "action": c.action,
        "stance": c.stance,
        "targets": "; ".join(dict.fromkeys(targets)) or "treaty",
        "addresses": frame.draft or "",
        "calls_for": "; ".join(safeguards),
        "summary": f"TO WRITE: what this passage asks ({c.asking!r}; it names {things}).",
        "asked_by": c.asking,
        "named": "; ".join((*c.provisions, *c.instruments)),
    }


def _targets(c: Candidate, frame: Frame) -> Iterator[str]:
    """Yield the lineage of each place, and the place in the draft where it is described."""
    for key in c.provisions if frame.draft else ():
        lineage = frame.lineages.get(key) or frame.lineages.get(key.partition("/")[0])
        if lineage:
            yield f"lineage/{lineage}"
        described = frame.provisions is None or key in frame.provisions
        if described and (not lineage or "/" in key):
            yield f"provision/{frame.draft}/{key}"


def table_of(rows: Sequence[Row]) -> str:
    """Return rows as CSV that spreadsheets open."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def rows_in(text: str, *, name: str = "table.csv") -> list[Row]:
    """Return the rows of a table that are to be taken, whatever a spreadsheet parts cells by."""
    head = text.lstrip("\ufeff").partition("\n")[0]
    parted = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=parted)
    try:
        columns, cells = reader.fieldnames or (), [*reader]
    except csv.Error as error:
        raise DataError(
            f"This is no table: {error}.",
            place=f"{name}:{reader.line_num}",
            expected="one row a line, cells with commas or line breaks in quotes",
            remedy="save it from the spreadsheet as CSV again",
        ) from error
    missing = [column for column in ("key", "place", "summary") if column not in columns]
    if missing:
        raise DataError(
            f"The table has no column {missing[0]!r}.",
            place=f"{name}:1",
            expected=f"the columns {', '.join(COLUMNS)}",
            remedy="write it again: `treatygraph read-positions PAPER --write table.csv`",
        )
    rows = ({k: (v or "").strip() for k, v in row.items() if k in COLUMNS} for row in cells)
    return [row for row in rows if row["key"] and row.get("take", "").lower() not in _NO]


def positions_yaml(rows: Sequence[Row], frame: Frame) -> str:
    """Return rows as a file in the form of data/positions, for a person to finish."""
    head = [
        "# yaml-language-server: $schema=../schema/positions.schema.json",
        "# Proposed by `treatygraph read-positions`; nothing here has been read by a person.",
        "# Write each summary in your own words, correct the rest, delete what asks for nothing.",
        f"key: {frame.document}",
        f"treaty: {frame.treaty}",
        f"document: {frame.document}",
        f"holder: {frame.holder}",
        "statements:",
    ]
    lines = [line for row in rows for line in _statement(row, frame)]
    return "\n".join([*head, *lines] if lines else [*head[:-1], "statements: []"]) + "\n"


def _statement(row: Row, frame: Frame) -> Iterator[str]:
    yield f"  - key: {row['key']}"
    yield f"    kind: {row.get('kind') or 'recommendation'}"
    yield f"    summary: {_quoted(row['summary'])}"
    if row.get("section"):
        yield f"    section: {_quoted(row['section'])}"
    for name in ("stance", "action"):
        if row.get(name):
            yield f"    {name}: {row[name]}"
    targets = _list(row.get("targets")) or "treaty"
    if row.get("stance") and ", " in targets:
        yield f"    stance_on: {targets.partition(', ')[0]}  # the one thing that the stance is on"
    yield f"    targets: [{targets}]"
    if row.get("addresses"):
        yield f"    addresses: {row['addresses']}"
    if row.get("calls_for"):
        yield f"    calls_for: [{_list(row['calls_for'])}]"
    if row.get("named"):
        yield f"    # named in the passage: {row['named']}"
    basis = "unverified" if row["summary"].startswith("TO WRITE") else "curated"
    place = _quoted(row["place"])
    yield f"    evidence: [{{basis: {basis}, document: {frame.document}, place: {place}}}]"


def _list(cell: str | None) -> str:
    return ", ".join(part.strip() for part in (cell or "").split(";") if part.strip())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)

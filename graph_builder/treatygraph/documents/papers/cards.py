"""Cards: candidates with a person's verdict, kept in the very file of data/positions.

A file that is being made says in comments which passage of the paper each statement is
from and which passages ask for nothing, so that the work can be left and taken up again.
What the cards do not show of a statement (reasons, other evidence) is kept as it stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from hashlib import sha256
from typing import Any

import regex

from treatygraph.curated.yamlfile import Located, parse_yaml
from treatygraph.documents.papers.candidates import Candidate
from treatygraph.documents.papers.positionsfile import Frame, rows_of
from treatygraph.errors import DataError

__all__ = ["Card", "card_in", "cards_in", "cards_of", "cards_yaml", "paper_digest", "taken_up"]

_PAPER = regex.compile(r"(?m)^# paper: sha256:(\w{64})$")
_NOT = regex.compile(r"(?m)^# not taken: (\d+)-(\d+)$")
_DIFFERS = regex.compile(r"(?m)^    # differs: (.+)$")
_SPAN = regex.compile(r"(?m)^    # characters (\d+)-(\d+) of the paper$")
_SHOWN = ("key", "kind", "summary", "section", "stance", "action", "stance_on", "targets",
          "addresses", "calls_for", "evidence")  # fmt: skip
_VERDICTS = ("", "yes", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A passage of a paper and what it is taken for; `verdict` is yes, no or not given yet.

    `rest` holds what the file says of the statement beside what a card shows; `differs` says
    on what two readings that were joined do not agree, until somebody settles it.
    """

    key: str
    start: int
    end: int
    place: str
    section: str = ""
    kind: str = "recommendation"
    action: str = ""
    stance: str = ""
    targets: tuple[str, ...] = ()
    calls_for: tuple[str, ...] = ()
    summary: str = ""
    verdict: str = ""
    named: str = ""
    rest: Mapping[str, Any] = field(default_factory=dict)
    differs: tuple[str, ...] = ()


def cards_of(candidates: Sequence[Candidate], frame: Frame) -> list[Card]:
    """Return a card a candidate, none of them judged."""
    return [
        Card(
            key=row["key"],
            start=c.start,
            end=c.end,
            place=row["place"],
            section=row["section"],
            action=row["action"],
            stance=row["stance"],
            targets=_parted(row["targets"]),
            calls_for=_parted(row["calls_for"]),
            named=row["named"],
        )
        for c, row in zip(candidates, rows_of(candidates, frame), strict=True)
    ]


def _parted(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("; ") if part)


def card_in(data: Mapping[str, Any]) -> Card:
    """Return the card that a page sent; raise `DataError` where it is none."""
    known = {f.name for f in fields(Card)}
    numbers = all(type(data.get(name)) is int for name in ("start", "end"))
    words = all(isinstance(data.get(name, ""), str) for name in known - _OTHERS)
    lists = all(_is_words(data.get(name, [])) for name in _LISTS)
    key = str(data.get("key", ""))
    if not (numbers and words and lists and regex.fullmatch(r"[a-z0-9][a-z0-9.~-]*", key)):
        raise _no_card(data, "a card as this program gave it")
    if not 0 <= data["start"] < data["end"] or data.get("verdict", "") not in _VERDICTS:
        raise _no_card(data, "a passage with a beginning before its end, and yes, no or nothing")
    given = {name: value for name, value in data.items() if name in known}
    parted = {name: tuple(given.get(name, ())) for name in _LISTS}
    return Card(**{**given, **parted})


_LISTS = ("targets", "calls_for", "differs")
_OTHERS = {"start", "end", "rest", *_LISTS}


def _is_words(value: object) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value)


def _no_card(data: Mapping[str, Any], expected: str) -> DataError:
    return DataError(f"No card: {str(dict(data))[:120]!r}.", expected=expected)


def cards_yaml(
    cards: Sequence[Card], frame: Frame, text: str = "", *, digest: str | None = None
) -> str:
    """Return the cards that were taken as a file of data/positions, with what was not in notes.

    `digest` stands for the text of the paper where that is not at hand; an empty one is left out.
    """
    made = sha256(text.encode()).hexdigest() if digest is None else digest
    head = [
        "# yaml-language-server: $schema=../schema/positions.schema.json",
        *([f"# paper: sha256:{made}"] if made else []),
        *(f"# not taken: {c.start}-{c.end}" for c in cards if c.verdict == "no"),
        f"key: {frame.document}",
        f"treaty: {frame.treaty}",
        f"document: {frame.document}",
        f"holder: {frame.holder}",
    ]
    taken = [card for card in cards if card.verdict == "yes"]
    body = [line for card in taken for line in _statement(card, frame)]
    return "\n".join([*head, *(["statements:", *body] if body else ["statements: []"])]) + "\n"


def _statement(card: Card, frame: Frame) -> Iterator[str]:
    yield f"  - key: {card.key}"
    if card.end > 1:
        yield f"    # characters {card.start}-{card.end} of the paper"
    yield from (f"    # differs: {' '.join(said.split())}" for said in card.differs)
    yield f"    kind: {card.kind}"
    yield f"    summary: {_written(card.summary or 'TO WRITE: what this passage asks.')}"
    if card.section:
        yield f"    section: {_written(card.section)}"
    for name in ("stance", "action"):
        if getattr(card, name):
            yield f"    {name}: {getattr(card, name)}"
    targets = card.targets or ("treaty",)
    if card.stance and len(targets) > 1 and "stance_on" not in card.rest:
        yield f"    stance_on: {targets[0]}"
    yield f"    targets: [{', '.join(targets)}]"
    if frame.draft:
        yield f"    addresses: {frame.draft}"
    if card.calls_for:
        yield f"    calls_for: [{', '.join(card.calls_for)}]"
    basis = "curated" if card.summary else "unverified"
    own = [{"basis": basis, "document": frame.document, "place": card.place}]
    yield f"    evidence: {_written(card.rest.get('evidence') or own)}"
    for name, value in card.rest.items():
        if name not in ("evidence", "addresses"):
            yield f"    {name}: {_written(value)}"


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def paper_digest(file: str) -> str:
    """Return the hash of the text that a file was made from, empty where it does not say."""
    made = _PAPER.search(file)
    return made.group(1) if made else ""


def taken_up(file: str, name: str, text: str, proposed: Sequence[Card]) -> list[Card]:
    """Return the cards of a file that was left, and what is proposed and not judged in it.

    Raise `DataError` where the file was made from another text.
    """
    made = paper_digest(file)
    if made and made != sha256(text.encode()).hexdigest():
        raise DataError(
            "The file was made from another text of the paper.",
            place=name,
            expected="the paper that it was begun with",
            remedy="give the same paper, or another file with --out",
        )
    taken = cards_in(file, name, proposed)
    refused = [(int(m[1]), int(m[2])) for m in _NOT.finditer(file)]
    kept = [_judged(card, refused) for card in proposed if not _is_in(card, taken)]
    return sorted([*taken, *kept], key=lambda card: (card.start, card.end))


def cards_in(file: str, name: str, proposed: Sequence[Card] = ()) -> list[Card]:
    """Return the statements of a position file as cards; without a passage they are at 0 to 1."""
    blocks = regex.split(r"(?m)^  - ", file)[1:]
    rows = _statements(parse_yaml(file, name=name))
    return [
        replace(_known(row, _SPAN.search(block), proposed), differs=tuple(_DIFFERS.findall(block)))
        for row, block in zip(rows, blocks, strict=False)
    ]


def _statements(located: Located) -> list[dict[str, Any]]:
    """Return the statements of a file; raise `DataError` where one is none."""
    data = located.data
    rows = data.get("statements") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise _no_statement(located, (), "This file has no list of statements.")
    for number, row in enumerate(rows):
        found = row if isinstance(row, dict) else {}
        proof = found.get("evidence")
        lacks = [name for name in ("key", "kind", "summary") if not found.get(name)]
        if not isinstance(proof, list) or not proof or not all(isinstance(p, dict) for p in proof):
            lacks.append("evidence")
        lists = ("targets", "calls_for")
        lacks += [name for name in lists if not isinstance(found.get(name, []), list)]
        if lacks:
            met = f"A statement lacks {lacks[0]!r}, or has something else there."
            raise _no_statement(located, ("statements", number), met)
    return rows


def _no_statement(located: Located, path: tuple[str | int, ...], met: str) -> DataError:
    return DataError(
        met,
        place=located.place(path),
        expected="`statements:` with key, kind, summary and evidence, as docs/positions.md has it",
        remedy="`treatygraph check-positions FILE` tells all that is wrong with it",
    )


def _known(row: Mapping[str, Any], span: Any, proposed: Sequence[Card]) -> Card:
    start, end = (int(span[1]), int(span[2])) if span else (0, 1)
    like = next((card for card in proposed if card.start == start), None)
    summary = str(row["summary"])
    rest = {k: v for k, v in row.items() if k not in _SHOWN}
    if row["evidence"][0].get("note") or len(row["evidence"]) > 1:
        rest["evidence"] = row["evidence"]
    if "stance_on" in row and row["stance_on"] != (row.get("targets") or [""])[0]:
        rest["stance_on"] = row["stance_on"]
    named = [c if isinstance(c, str) else None for c in row.get("calls_for", ())]
    if None in named:
        rest["calls_for"], named = row["calls_for"], []
    return Card(
        key=row["key"],
        start=start,
        end=end,
        place=row["evidence"][0].get("place", ""),
        section=row.get("section", ""),
        kind=row["kind"],
        action=row.get("action", ""),
        stance=row.get("stance", ""),
        targets=tuple(row.get("targets", ())),
        calls_for=tuple(str(c) for c in named),
        summary="" if summary.startswith("TO WRITE") else summary,
        verdict="yes",
        named=like.named if like else "",
        rest=rest,
    )


def _is_in(card: Card, taken: Sequence[Card]) -> bool:
    return any(card.start < other.end and other.start < card.end for other in taken)


def _judged(card: Card, refused: Sequence[tuple[int, int]]) -> Card:
    no = any(card.start < end and start < card.end for start, end in refused)
    return Card(**{**asdict(card), "verdict": "no"}) if no else card

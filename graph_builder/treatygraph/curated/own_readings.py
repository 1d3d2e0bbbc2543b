"""The user's own readings of drafts, with text, kept on the user's machine as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from shlex import quote
from typing import Any

from treatygraph.curated.yamlfile import is_known_date
from treatygraph.documents.lexicon import shipped_lexicon
from treatygraph.documents.reach import Reach, find_reach
from treatygraph.documents.reading import Reading
from treatygraph.errors import DataError, UsageError
from treatygraph.model import (
    Application,
    Coverage,
    DraftFacts,
    Evidence,
    Mention,
    Provision,
    Reference,
)
from treatygraph.model.keys import is_key
from treatygraph.textfile import write_whole

__all__ = ["as_facts", "check_key", "draft_file", "load_drafts", "save_draft"]


def as_facts(
    reading: Reading,
    *,
    treaty: str,
    draft: str,
    document: str | None = None,
    title: str | None = None,
    date: str | None = None,
    place: str = "whole text",
    whole: bool = True,
) -> DraftFacts:
    """Return a reading as the facts of one draft, all on the basis `official-text`.

    The note of the evidence names the file and the SHA-256 of what was read.  Where the
    document is `whole` and its articles run from 1 on without a gap, the coverage says
    that structure, references and text are complete.
    """
    source = reading.document
    language = str(source.get("language") or "en")
    reach = find_reach(reading.provisions, language)
    sought = bool(shipped_lexicon(language).rules)
    note = f"Read from {source.get('name') or 'a document'}, SHA-256 {source.get('sha256')}."
    if any(f.code == "read-by-ocr" for f in reading.findings):
        note += " By OCR: a machine read the picture of the pages."
    evidence = (
        Evidence(basis="official-text", document=document or draft, place=place, note=note),
    )
    return DraftFacts(
        treaty=treaty,
        draft=draft,
        title=title or str(source.get("title") or draft),
        document=document or draft,
        date=date,
        language=language,
        provisions=tuple(
            replace(p, references_read=True, mentions_read=sought, evidence=evidence)
            for p in reading.provisions
        ),
        references=tuple(replace(r, evidence=evidence) for r in reading.references),
        mentions=tuple(replace(m, evidence=evidence) for m in reading.mentions),
        applications=tuple(
            Application(clause=r.clause, over=r.over, evidence=(_proposed(r, document or draft),))
            for r in reach
            if r.sure
        ),
        coverage=(*(_coverage(reading) if whole else ()), *_doubtful(reach)),
        evidence=evidence,
    )


def _proposed(reach: Reach, document: str) -> Evidence:
    """Return the evidence of an application that was read: a program's, not a person's."""
    note = f"Read of a clause that puts under conditions: “… {reach.words}”."
    return Evidence(
        basis="unverified", document=document, place=reach.clause, found_by="read", note=note
    )


def _doubtful(reach: Iterable[Reach]) -> tuple[Coverage, ...]:
    """Return for what clauses may reach that it cannot be told whether they do."""
    notes: dict[str, str] = {}
    for one in reach:
        if not one.sure:
            notes.setdefault(one.over, f"Whether {one.clause} applies to it cannot be told.")
    return tuple(
        Coverage(aspect="reach", of=over, state="not-known", note=note)
        for over, note in sorted(notes.items())
    )


def _coverage(reading: Reading) -> tuple[Coverage, ...]:
    """Return what a reading of a whole document covers, nothing where articles are missing."""
    articles = [p.key for p in reading.provisions if p.level == "article"]
    if articles != [f"art-{n}" for n in range(1, len(articles) + 1)]:
        return ()
    note = f"Read from a document whose articles run from 1 to {len(articles)}."
    aspects = ("structure", "references", "text")
    return tuple(Coverage(aspect=a, of="draft", state="complete", note=note) for a in aspects)


def draft_file(facts: DraftFacts, folder: Path) -> Path:
    """Return the file of a draft below a folder."""
    return folder / f"{facts.treaty}.{facts.draft}.{facts.language}.json"


def save_draft(facts: DraftFacts, folder: Path) -> Path:
    """Write the facts of a draft below a folder, in one step; return the file."""
    for what, key in (("treaty", facts.treaty), ("draft", facts.draft)):
        check_key(what, key)
    return write_whole(
        draft_file(facts, folder), json.dumps(asdict(facts), ensure_ascii=False, indent=1)
    )


def check_key(what: str, key: str) -> str:
    """Return the key of a treaty or draft; raise `UsageError` where it can be none."""
    if not is_key(key):
        raise UsageError(
            f"{key!r} is no key of a {what}.",
            expected="small letters and digits, with hyphens, points and tildes between, such as "
            + ("lamp-treaty" if what == "treaty" else "rev-2"),
        )
    return key


def load_drafts(folder: Path) -> Iterator[DraftFacts]:
    """Yield the drafts that were saved in a folder, in the order of their names."""
    for path in sorted(folder.glob("*.json")):
        try:
            yield _sound(_facts(json.loads(path.read_text("utf-8"))))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise DataError(
                f"This reading cannot be loaded: {error}.",
                place=str(path),
                expected="a file that `treatygraph ingest` wrote",
                remedy=f"ingest the document again, or take the file out: rm {quote(str(path))}",
            ) from error


def _sound(facts: DraftFacts) -> DraftFacts:
    """Return facts whose keys and date can be built on; raise `ValueError` for others."""
    for key in (facts.treaty, facts.draft, *(p.key for p in facts.provisions)):
        if not all(map(is_key, key.split("/"))):
            raise ValueError(f"{key!r} is no key")
    if facts.date and not is_known_date(facts.date):
        raise ValueError(f"there is no day {facts.date!r}")
    return facts


def _facts(data: dict[str, Any]) -> DraftFacts:
    rows = {
        "provisions": tuple(_row(Provision, row) for row in data.pop("provisions")),
        "references": tuple(_row(Reference, row) for row in data.pop("references")),
        "mentions": tuple(_row(Mention, row) for row in data.pop("mentions")),
        "evidence": tuple(Evidence(**row) for row in data.pop("evidence")),
    }
    earlier = data.pop("revises", None) or ()
    rows["revises"] = (earlier,) if isinstance(earlier, str) else tuple(earlier)
    rows["coverage"] = tuple(Coverage(**row) for row in data.pop("coverage", ()))
    rows["applications"] = tuple(_row(Application, row) for row in data.pop("applications", ()))
    data.pop("absences", None)
    return DraftFacts(**data, **rows)  # type: ignore[arg-type]


def _row(record: Any, row: dict[str, Any]) -> Any:
    row["evidence"] = tuple(Evidence(**entry) for entry in row["evidence"])
    if "other_headings" in row:
        row["other_headings"] = tuple((a, b) for a, b in row["other_headings"])
        row["status"] = tuple(row["status"])
    return record(**row)

"""The user's own readings of drafts, with text, kept on the user's machine as JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from treatygraph.errors import DataError
from treatygraph.model import Coverage, DraftFacts, Evidence, Mention, Provision, Reference
from treatygraph.readers.reading import Reading

__all__ = ["as_facts", "load_drafts", "save_draft"]


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
    note = f"Read from {source.get('name') or 'a document'}, SHA-256 {source.get('sha256')}."
    evidence = (
        Evidence(basis="official-text", document=document or draft, place=place, note=note),
    )
    return DraftFacts(
        treaty=treaty,
        draft=draft,
        title=title or str(source.get("title") or draft),
        document=document or draft,
        date=date,
        language=str(source.get("language") or "en"),
        provisions=tuple(
            replace(
                p, references_read=True, mentions_read=bool(reading.mentions), evidence=evidence
            )
            for p in reading.provisions
        ),
        references=tuple(replace(r, evidence=evidence) for r in reading.references),
        mentions=tuple(replace(m, evidence=evidence) for m in reading.mentions),
        coverage=_coverage(reading) if whole else (),
        evidence=evidence,
    )


def _coverage(reading: Reading) -> tuple[Coverage, ...]:
    """Return what a reading of a whole document covers, nothing where articles are missing."""
    articles = [p.key for p in reading.provisions if p.level == "article"]
    if articles != [f"art-{n}" for n in range(1, len(articles) + 1)]:
        return ()
    note = f"Read from a document whose articles run from 1 to {len(articles)}."
    aspects = ("structure", "references", "text")
    return tuple(Coverage(aspect=a, of="draft", state="complete", note=note) for a in aspects)


def save_draft(facts: DraftFacts, folder: Path) -> Path:
    """Write the facts of a draft below a folder, in one step; return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{facts.treaty}.{facts.draft}.{facts.language}.json"
    aside = target.with_suffix(f".{os.getpid()}.part")
    aside.write_text(json.dumps(asdict(facts), ensure_ascii=False, indent=1), "utf-8")
    aside.replace(target)
    return target


def load_drafts(folder: Path) -> Iterator[DraftFacts]:
    """Yield the drafts that were saved in a folder, in the order of their names."""
    for path in sorted(folder.glob("*.json")):
        try:
            yield _facts(json.loads(path.read_text("utf-8")))
        except (ValueError, TypeError, KeyError) as error:
            raise DataError(
                f"This reading cannot be loaded: {error}.",
                place=str(path),
                expected="a file that `treatygraph ingest` wrote",
                remedy="ingest the document again, or remove the file",
            ) from error


def _facts(data: dict[str, Any]) -> DraftFacts:
    rows = {
        "provisions": tuple(_row(Provision, row) for row in data.pop("provisions")),
        "references": tuple(_row(Reference, row) for row in data.pop("references")),
        "mentions": tuple(_row(Mention, row) for row in data.pop("mentions")),
        "evidence": tuple(Evidence(**row) for row in data.pop("evidence")),
    }
    rows["coverage"] = tuple(Coverage(**row) for row in data.pop("coverage", ()))
    for name in ("absences", "applications"):
        data.pop(name, None)
    return DraftFacts(**data, **rows)  # type: ignore[arg-type]


def _row(record: Any, row: dict[str, Any]) -> Any:
    row["evidence"] = tuple(Evidence(**entry) for entry in row["evidence"])
    if "other_headings" in row:
        row["other_headings"] = tuple((a, b) for a, b in row["other_headings"])
        row["status"] = tuple(row["status"])
    return record(**row)

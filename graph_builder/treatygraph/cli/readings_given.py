"""Readings of a paper that a command is given: position files, or Web Annotations of it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from treatygraph.curated.positionkeys import concepts
from treatygraph.curated.yamlfile import parse_yaml
from treatygraph.documents.apart import open_apart
from treatygraph.documents.papers.annotations import cards_in_annotations
from treatygraph.documents.papers.cards import cards_in, paper_digest
from treatygraph.documents.papers.joining import Reading
from treatygraph.documents.papers.positionsfile import Frame
from treatygraph.errors import DataError, UsageError
from treatygraph.textfile import read_bytes, read_text

__all__ = ["paper_text", "reading_in"]

_ANNOTATIONS = (".json", ".jsonld")


def paper_text(paper: Path | None) -> str | None:
    """Return the text of a paper, None where none is given."""
    if paper is None:
        return None
    data = read_bytes(paper, expected="the position paper: PDF, DOCX, HTML, Markdown or text")
    return open_apart(data, name=paper.name)[1].text


def reading_in(path: Path, text: str | None) -> Reading:
    """Return the reading that a file holds; annotations are found in the text of the paper."""
    file = read_text(path)
    if path.suffix.lower() in _ANNOTATIONS:
        return _annotated(path, file, text)
    cards = tuple(cards_in(file, str(path)))
    data = parse_yaml(file, name=str(path)).data
    digest = paper_digest(file)
    return Reading(path.name, _frame(data, path), cards, digest)


def _annotated(path: Path, file: str, text: str | None) -> Reading:
    if text is None:
        raise UsageError(
            f"{path} holds annotations, which stand in a paper.",
            expected="the paper beside it",
            remedy="name it with --paper",
        )
    try:
        data = json.loads(file)
    except ValueError as error:
        raise DataError(
            f"This is no JSON: {error}",
            place=str(path),
            expected="Web Annotations as JSON",
            remedy="save them again from Hypothes.is, INCEpTION or curate",
        ) from error
    cards = cards_in_annotations(data, text, concepts("action"), concepts("stance"))
    return Reading(path.name, Frame("", "", ""), tuple(cards))


def _frame(data: dict[str, Any], path: Path) -> Frame:
    """Return what all statements of a file share; the draft is the one that most speak of."""
    drafts = Counter(row["addresses"] for row in data["statements"] if row.get("addresses"))
    if len(drafts) > 1:
        raise DataError(
            f"Statements of one file speak of {len(drafts)} drafts: {', '.join(drafts)}.",
            place=str(path),
            expected="one draft a file",
            remedy="put the statements on another draft into a file of their own",
        )
    treaty, document, holder = (str(data.get(n, "")) for n in ("treaty", "document", "holder"))
    return Frame(treaty, document, holder, next(iter(drafts), None))

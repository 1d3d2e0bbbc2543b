"""A reading as a draft facts file (data/drafts): structure and references, no text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from treatygraph.documents.reading import Reading
from treatygraph.model import Provision, Reference

__all__ = ["facts_yaml"]


def facts_yaml(
    reading: Reading,
    *,
    treaty: str = "TREATY",
    draft: str = "DRAFT",
    document: str = "DOCUMENT",
    title: str | None = None,
    date: str | None = None,
    place: str = "whole text",
    note: str = "",
) -> str:
    """Return the facts of a reading as YAML, one line a provision and a reference.

    The basis is `official-text`; `document` must be registered in data/sources.yaml with
    the SHA-256 of what was read.
    """
    return "\n".join(_lines(reading, treaty, draft, document, title, date, place, note)) + "\n"


def _lines(
    reading: Reading,
    treaty: str,
    draft: str,
    document: str,
    title: str | None,
    date: str | None,
    place: str,
    note: str,
) -> Iterator[str]:
    evidence = {"basis": "official-text", "document": document, "place": place}
    if note:
        evidence["note"] = note
    yield "# yaml-language-server: $schema=../schema/draft.schema.json"
    yield "# Read from the document that data/sources.yaml names; made by `treatygraph read`."
    yield f"treaty: {_value(treaty)}"
    yield f"draft: {_value(draft)}"
    yield f"title: {_quoted(title or reading.document.get('title') or draft)}"
    yield f"document: {document}"
    if date:
        yield f"date: {_quoted(date)}"
    yield f"language: {reading.document.get('language') or 'en'}"
    yield "evidence:"
    yield f"  - {_flow(evidence)}"
    yield "references_read: true"
    yield "provisions:"
    yield from (f"  - {_flow(_provision(p))}" for p in reading.provisions)
    if reading.references:
        yield "references:"
        yield from (f"  - {_flow(_reference(r))}" for r in reading.references)


def _provision(p: Provision) -> dict[str, Any]:
    row: dict[str, Any] = {"id": p.key, "number": p.number, "heading": p.heading}
    implied = p.key.rpartition("/")[0] or None
    if p.parent != implied:
        row["parent"] = p.parent
    if p.status:
        row["status"] = list(p.status)
    return {name: value for name, value in row.items() if value is not None}


def _reference(r: Reference) -> dict[str, Any]:
    row = {
        "from": r.source,
        "to": r.target,
        "kind": r.kind,
        "surface": _short(r.surface) or None,
        "status": r.status if r.status != "resolved" else None,
        "instrument": r.instrument,
        "reason": r.reason,
    }
    return {name: value for name, value in row.items() if value is not None}


def _short(surface: str) -> str:
    """Return the words that point, at most ten: facts are kept, not sentences."""
    words = surface.split()
    return " ".join(words[:10]) + (" …" if len(words) > 10 else "")


def _flow(row: dict[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {_value(value)}" for key, value in row.items()) + "}"


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    text = str(value)
    plain = text.replace("-", "").replace("/", "").replace(".", "").replace("~", "")
    if plain.isascii() and plain.isalnum() and text[0].isalpha() and text not in ("true", "null"):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)

"""A reading as JSON: the form of `treatygraph read --format json` (docs/reading.md)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from treatygraph.documents.reading import Reading
from treatygraph.documents.structure.proposals import Proposal
from treatygraph.model import Mention, Provision, Reference

__all__ = ["reading_json"]


def reading_json(reading: Reading) -> dict[str, Any]:
    """Return the reading as plain values, valid against data/schema/reading.schema.json.

    Texts have their white space made even; `start` and `end` are code points of the
    text read (`--format text`), end exclusive.
    """
    return {
        "document": reading.document,
        "provisions": [_provision(p) for p in reading.provisions],
        "references": [_reference(r) for r in reading.references],
        "mentions": [_mention(m) for m in reading.mentions],
        "proposals": [_proposal(p) for p in reading.proposals],
        "findings": [asdict(finding) for finding in reading.findings],
    }


def _provision(p: Provision) -> dict[str, Any]:
    return {
        "id": p.key,
        "level": p.level,
        "number": p.number,
        "heading": p.heading,
        "parent": p.parent,
        "order": p.order,
        "text": " ".join(p.text.split()) if p.text else None,
        "status": list(p.status),
        "start": p.start,
        "end": p.end,
    }


def _reference(r: Reference) -> dict[str, Any]:
    return {
        "from": r.source,
        "surface": r.surface,
        "kind": r.kind,
        "status": r.status,
        "target": r.target,
        "instrument": r.instrument,
        "start": r.start,
        "end": r.end,
        "reason": r.reason,
    }


def _proposal(p: Proposal) -> dict[str, Any]:
    return {
        "in": p.provision,
        "sponsors": list(p.sponsors),
        "action": p.action,
        "words": p.words,
        "start": p.start,
        "end": p.end,
    }


def _mention(m: Mention) -> dict[str, Any]:
    return {
        "in": m.provision,
        "concept": m.concept,
        "surface": " ".join(m.surface.split()),
        "modality": m.modality,
        "rule": m.rule,
        "start": m.start,
        "end": m.end,
    }

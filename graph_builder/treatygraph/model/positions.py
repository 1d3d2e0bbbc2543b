"""Positions: what one stakeholder says about something, and what it asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from treatygraph.model.facts import Evidence

__all__ = ["PositionFile", "Statement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement in a position paper, paraphrased, with its exact place.

    `kind` is one of `position`, `recommendation`, `key-recommendation`, `argument`,
    `risk`, `proposal`, `comparator`, `figure`.  Cross-links name other statements by
    key inside the same file.  `targets` name things by prefixed key:
    `lineage/conditions-and-safeguards`, `role/procedural-measures`, `treaty`,
    `provision/zero-draft/art-24/para-2`, `proposal/<key>`, `session/<key>`,
    `safeguard/…`, `crime/…`.
    """

    key: str
    kind: str
    summary: str
    holder: str
    section: str = ""
    stance: str | None = None
    action: str | None = None
    targets: tuple[str, ...] = ()
    addresses: str | None = None
    calls_for: tuple[str, ...] = ()
    part_of: str | None = None
    supports: tuple[str, ...] = ()
    warns_of: tuple[str, ...] = ()
    agrees_with: tuple[str, ...] = ()
    draws_on: tuple[str, ...] = ()
    proposed_by: tuple[str, ...] = ()
    affects: tuple[str, ...] = ()
    session: str | None = None
    check: dict[str, Any] | None = field(default=None, hash=False)
    no_check: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionFile:
    """All statements of one document about one treaty."""

    key: str
    treaty: str
    document: str
    holder: str
    statements: tuple[Statement, ...] = ()

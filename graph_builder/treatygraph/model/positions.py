"""Positions: what one stakeholder says about something, and what it asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from treatygraph.model.facts import Evidence

__all__ = ["Demand", "PositionFile", "Statement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A concept that a statement asks for, and the one thing in which it is to stand."""

    concept: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement in a position paper, paraphrased, with its exact place.

    `kind` is one of `position`, `recommendation`, `key-recommendation`, `argument`,
    `risk`, `proposal`, `comparator`, `figure`.  Cross-links name other statements by
    key inside the same file.  `targets` name things by prefixed key:
    `lineage/conditions-and-safeguards`, `role/procedural-measures`, `treaty`,
    `provision/zero-draft/art-24/para-2`, `issue/<key>`, `proposal/<key>`, `session/<key>`,
    `safeguard/…`, `crime/…`.  The stance is on one thing, `stance_on`; the targets are what
    else is spoken of.
    """

    key: str
    kind: str
    summary: str
    holder: str
    section: str = ""
    stance: str | None = None
    stance_on: str | None = None
    action: str | None = None
    targets: tuple[str, ...] = ()
    addresses: str | None = None
    demands: tuple[Demand, ...] = ()
    part_of: str | None = None
    supports: tuple[str, ...] = ()
    warns_of: tuple[str, ...] = ()
    agrees_with: tuple[str, ...] = ()
    draws_on: tuple[str, ...] = ()
    proposed_by: tuple[str, ...] = ()
    affects: tuple[str, ...] = ()
    session: str | None = None
    number: int | None = None
    unit: str | None = None
    check: dict[str, Any] | None = field(default=None, hash=False)
    no_check: str | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def calls_for(self) -> tuple[str, ...]:
        """The concepts asked for, each once."""
        return tuple(dict.fromkeys(demand.concept for demand in self.demands))


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionFile:
    """All statements of one document about one treaty."""

    key: str
    treaty: str
    document: str
    holder: str
    statements: tuple[Statement, ...] = ()

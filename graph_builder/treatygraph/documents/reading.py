"""A reading: what was made of one document, and the proof that nothing was lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from treatygraph.documents.formats.source import Furniture
from treatygraph.documents.structure.nodes import Span
from treatygraph.documents.structure.proposals import Proposal
from treatygraph.findings import Finding
from treatygraph.model import Mention, Provision, Reference

__all__ = ["Owned", "Reading", "reconstruct"]


@dataclass(frozen=True, slots=True, order=True)
class Owned:
    """A stretch of the source text and what has it: a provision's key or `furniture:<kind>`.

    `part` tells head, heading and text of a provision apart.
    """

    start: int
    end: int
    owner: str
    part: str = "text"


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one document; see docs/reading.md for its JSON form."""

    document: dict[str, Any]
    text: str
    provisions: tuple[Provision, ...]
    owned: tuple[Owned, ...]
    references: tuple[Reference, ...] = ()
    mentions: tuple[Mention, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    findings: tuple[Finding, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    pieces: dict[str, tuple[Span, ...]] = field(default_factory=dict)


def reconstruct(reading: Reading) -> str:
    """Return the source text put together again from what provisions and furniture hold.

    Equal to `reading.text` for every document; white space between two stretches counts
    as furniture of its own.
    """
    parts: list[str] = []
    position = 0
    for owned in sorted(reading.owned):
        if owned.start < position:
            continue
        gap = reading.text[position : owned.start]
        parts.append(gap if not gap.strip() else "")
        parts.append(reading.text[owned.start : owned.end])
        position = owned.end
    parts.append(gap if not (gap := reading.text[position:]).strip() else "")
    return "".join(parts)

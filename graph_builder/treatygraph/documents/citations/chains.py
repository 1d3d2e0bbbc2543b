"""Chains: what one reader would point at as one reference, in segments.

"paragraphs 1 (a) and 2 of article 5" is a chain of two segments, the article and its
paragraphs, from the outermost division inward.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from treatygraph.documents.citations.forms import lies_in
from treatygraph.documents.citations.items import Item

__all__ = ["Chain", "Segment", "inside"]


@dataclass(frozen=True, slots=True)
class Segment:
    """One unit with its numbers; `mode` tells "this article" and "preceding" from numbers."""

    start: int
    end: int
    level: str
    items: tuple[Item, ...] = ()
    mode: str = "numbers"
    plural: bool = False
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """One reference as printed: its place, and its segments from the outermost inward."""

    start: int
    end: int
    segments: tuple[Segment, ...] = field(default=())


def inside(outer: Chain, chain: Chain) -> Chain | None:
    """Return a chain placed in what another names above its level, None where nothing is.

    "Annex III, article 13, and article 17": the second article may be the annex's as well.
    """
    level = chain.segments[0].level
    above = tuple(s for s in outer.segments if lies_in(level, s.level))
    if not above or any(s.mode not in ("numbers", "this") for s in above):
        return None
    return replace(chain, segments=(*above, *chain.segments))

"""Bases: what a fact is known on, the strongest first."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["BASES", "strongest", "weakest"]

#: Bases of facts, strongest first.
BASES = ("official-text", "attested", "curated", "unverified")


def weakest(bases: Iterable[str]) -> str:
    """Return the weakest of some bases, or an empty text for none."""
    return max((b for b in bases if b), key=BASES.index, default="")


def strongest(bases: Iterable[str]) -> str:
    """Return the strongest of some bases, or an empty text for none."""
    return min((b for b in bases if b), key=BASES.index, default="")

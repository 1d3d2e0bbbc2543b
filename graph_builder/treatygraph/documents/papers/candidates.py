"""Candidates: what is proposed of a paper, without its words."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Candidate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A demand found in a paper; `start` and `end` point into the text that was read.

    `way` and `asking` say how it is asked, `named_in` where its provisions are printed.
    """

    key: str
    section: str
    place: str
    page: int | None
    start: int
    end: int
    asking: str
    way: str
    action: str
    stance: str
    provisions: tuple[str, ...]
    named_in: str
    instruments: tuple[str, ...]
    concepts: tuple[str, ...]

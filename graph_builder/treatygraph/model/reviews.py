"""Reviews: what a person found who went over a computed verdict."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Review"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A person's verdict on one recommendation in one draft.

    `recommendation` is the key of its file and its own key (`gi-toc-2023/add-necessity`);
    `reason` says what the verdict rests on.
    """

    treaty: str
    recommendation: str
    draft: str
    verdict: str
    reason: str
    reviewer: str
    date: str

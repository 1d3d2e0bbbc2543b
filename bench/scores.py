"""Scores: how much was right of what was found, and how much was found of what is there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

__all__ = ["Score"]


@dataclass(frozen=True)
class Score:
    """How much was right of what was found, and how much was found of what is there."""

    right: int
    found: int
    there: int

    @classmethod
    def of(cls, gold: Counter[str], got: Counter[str]) -> Score:
        """Compare two bags."""
        return cls((gold & got).total(), got.total(), gold.total())

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.found + other.found, self.there + other.there)

    def cells(self) -> str:
        """Return the columns there, found, right, precision, recall, F1."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.there if self.there else 0.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return (
            f"{self.there} | {self.found} | {self.right} | "
            f"{precision:.3f} | {recall:.3f} | {f1:.3f}"
        )

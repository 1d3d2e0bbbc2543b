"""Provisions of one document, for looking up what lies above, below and beside a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from treatygraph.documents.citations.places import LEVEL, STEP
from treatygraph.model import Provision

__all__ = ["Hierarchy"]

_DECIMAL = re.compile(r"/para-\d{1,3}\.\d{1,2}$")


class Hierarchy:
    """The provisions of one document, for looking up labels from a place."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self.by_key = {p.key: p for p in provisions}
        self.children: dict[str | None, list[Provision]] = {}
        #: Whether paragraphs repeat the number they lie in: 3.1, 3.2.
        self.decimal = any(_DECIMAL.search(p.key) for p in provisions)
        for p in provisions:
            self.children.setdefault(p.parent, []).append(p)

    def owner(self, key: str, level: str) -> str | None:
        """Return the nearest provision of a level at or above a key; "annex" is no appendix."""
        word = f"{STEP.get(level, level)}-"
        above = list(self.upward(key))
        if level in ("annex", *LEVEL):
            named = (k for k in above if k.rpartition("/")[2].startswith(word))
            if (found := next(named, None)) or level in LEVEL:
                return found
        return next((k for k in above if self.by_key[k].level == level), None)

    def upward(self, key: str | None) -> Iterator[str]:
        """Yield a key and what it lies in, the inmost first."""
        while key and key in self.by_key:
            yield key
            key = self.by_key[key].parent

    def annexes(self, key: str) -> list[str]:
        """Return what a place lies in of annexes and their appendices, the inmost first."""
        return [k for k in self.upward(key) if self.by_key[k].level == "annex"]

    def has(self, level: str, step: str) -> bool:
        """Tell whether the document has a provision of a level whose key ends in a step."""
        return step in self.by_key or any(
            p.level == LEVEL.get(level, level) and key.endswith(f"/{step}")
            for key, p in self.by_key.items()
        )

    def knows(self, level: str) -> bool:
        """Tell whether the document has any division of a level."""
        return any(p.level == LEVEL.get(level, level) for p in self.by_key.values())

    def all_below(self, parent: str) -> Iterator[str]:
        """Yield the keys of everything inside a provision."""
        for child in self.children.get(parent, []):
            yield child.key
            yield from self.all_below(child.key)

"""Antecedents: what "that article", "the said annex" and "that Convention" look back to.

Memory lasts for one article.  What was last named counts: "article 5 of the Charter …
that article" is article 5 of the Charter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from treatygraph.readers.citations.chains import Chain, Segment
from treatygraph.readers.citations.names import KIND_WORDS, Name
from treatygraph.readers.citations.resolve import Tree, external_targets

__all__ = ["Antecedents"]

_KIND_WORD = regex.compile(rf"\b(?:{KIND_WORDS})\b")
_ALONE = ("annex", "part", "chapter", "article", "title")


class Antecedents:
    """What an article has named so far."""

    def __init__(self) -> None:
        self.named: dict[str, str] = {}
        self._place = ""
        self._last: dict[str, tuple[tuple[Segment, ...], str | None]] = {}
        self._foreign: dict[str, str] = {}

    def enter(self, place: str) -> None:
        """Forget what another article has named."""
        if place != self._place:
            self._place = place
            self._last, self._foreign, self.named = {}, {}, {}

    def hear(self, text: str, names: Sequence[Name], until: int) -> None:
        """Take in the instruments named before a position, by word: Convention, Protocol."""
        for name in names:
            if name.end <= until:
                word = _KIND_WORD.search(text, name.start, name.end)
                if word:
                    self.named[word.group()] = name.key

    def fill(self, chain: Chain) -> tuple[Chain, str | None]:
        """Return the chain with "that article" replaced, and the instrument it lies in."""
        first = chain.segments[0]
        if first.mode != "that" or first.level not in self._last:
            return chain, None
        segments, instrument = self._last[first.level]
        here = tuple(replace(s, start=first.start, end=first.end) for s in segments)
        return replace(chain, segments=(*here, *chain.segments[1:])), instrument

    def foreign(self, chain: Chain, tree: Tree) -> str | None:
        """Return the instrument of "Annex VII" where only another one is known to have it."""
        first = chain.segments[0]
        if first.level not in _ALONE or first.mode != "numbers":
            return None
        keys = list(external_targets(Chain(chain.start, chain.end, (first,))))
        owners = {self._foreign.get(key) for key in keys}
        if len(owners) == 1 and not any(tree.has(first.level, key) for key in keys):
            return owners.pop()
        return None

    def note(self, chain: Chain, instrument: str | None) -> None:
        """Remember what a chain has named, down to each of its levels."""
        segments: list[Segment] = []
        for segment in chain.segments:
            if segment.mode not in ("numbers", "this"):
                return
            segments.append(replace(segment, items=segment.items[-1:]))
            self._last[segment.level] = (tuple(segments), instrument)
        if instrument is not None and chain.segments[0].mode == "numbers":
            first = Chain(chain.start, chain.end, chain.segments[:1])
            self._foreign.update(dict.fromkeys(external_targets(first), instrument))

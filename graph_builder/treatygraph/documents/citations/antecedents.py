"""Antecedents: what "that article", "the said annex" and "that Convention" look back to.

Memory lasts for one article.  What was last named counts: "article 5 of the Charter …
that article" is article 5 of the Charter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from treatygraph.documents.citations.chains import Chain, Segment
from treatygraph.documents.citations.name_keys import Name
from treatygraph.documents.citations.names import Names
from treatygraph.documents.citations.places import external_targets
from treatygraph.documents.citations.resolve import Tree

__all__ = ["Antecedents", "Carried"]

_ALONE = ("annex", "part", "chapter", "article", "title")


@dataclass(frozen=True, slots=True)
class Carried:
    """The instrument that something said before lies in; no key where it was not named."""

    key: str | None


class Antecedents:
    """What an article has named so far."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.named: dict[str, Name] = {}
        self._place = ""
        self._last: dict[str, tuple[tuple[Segment, ...], Carried | None]] = {}
        self._foreign: dict[str, Carried] = {}

    def enter(self, place: str) -> None:
        """Forget what another article has named."""
        if place != self._place:
            self._place = place
            self._last, self._foreign, self.named = {}, {}, {}

    def hear(self, text: str, names: Sequence[Name], until: int) -> None:
        """Take in the instruments named before a position, by word: convention, protocol.

        Of several acts under one word ("Regulations (EU) 1 and (EU) 2") none is "that one".
        """
        for name in names:
            if name.end > until:
                break
            printed = text[name.start : name.end]
            kind = self._names.kind_of(printed, name.key)
            one = not printed[:1].isdigit() and not printed.startswith("(")
            self.named.pop(kind, None)
            self.named[kind] = name if one else replace(name, key=None)

    def fill(self, chain: Chain) -> tuple[Chain, Carried | None]:
        """Return the chain with "that article" replaced, and the instrument it lies in."""
        first = chain.segments[0]
        if first.mode != "that" or first.level not in self._last:
            return chain, None
        segments, instrument = self._last[first.level]
        here = tuple(replace(s, start=first.start, end=first.end) for s in segments)
        return replace(chain, segments=(*here, *chain.segments[1:])), instrument

    def foreign(self, chain: Chain, tree: Tree, text: str) -> Carried | None:
        """Return the instrument of "Annex VII" where only another one is known to have it.

        A place that the text has defined as a short name ("Part XI") is that of its name.
        """
        first = chain.segments[0]
        printed = " ".join(text[first.start : first.end].split()).casefold()
        if printed in self._names.places:
            return Carried(self._names.places[printed])
        if first.level not in _ALONE or first.mode != "numbers":
            return None
        keys = list(external_targets(Chain(chain.start, chain.end, (first,))))
        owners = {self._foreign.get(key) for key in keys}
        if len(owners) == 1 and not any(tree.has(first.level, key) for key in keys):
            return owners.pop()
        return None

    def note(self, chain: Chain, instrument: str | None, elsewhere: bool) -> None:
        """Remember what a chain has named, down to each of its levels."""
        carried = Carried(instrument) if elsewhere else None
        segments: list[Segment] = []
        for segment in chain.segments:
            if segment.mode not in ("numbers", "this"):
                return
            segments.append(replace(segment, items=segment.items[-1:]))
            self._last[segment.level] = (tuple(segments), carried)
        if carried and chain.segments[0].mode == "numbers":
            first = Chain(chain.start, chain.end, chain.segments[:1])
            self._foreign.update(dict.fromkeys(external_targets(first), carried))

"""Sections and lists of a paper: what stands above a sentence and says what it is about."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from treatygraph.documents.papers.clauses import Clauses
from treatygraph.documents.papers.demands import Demand
from treatygraph.documents.papers.passages import Passage, Unit
from treatygraph.documents.papers.spoken import Spoken

__all__ = ["Lead", "Section"]

#: The label of a provision whose own words are given, and what they begin with.
_CITING = regex.compile(
    r"\W*\p{L}+\.?\s+[\dIVX][\w.]*\s?(?:\(\w+\)\s?)*(?P<colon>\s*[:.])?\s*(?P<next>\S)"
)
#: How many paragraphs below it a provision is still spoken of.
_NEAR = 4


@dataclass(slots=True)
class Lead:
    """What the items of a list have from above: a demand, places, and where both stand."""

    demand: Demand | None
    spoken: Spoken
    open: bool
    row: int | None = None
    items: int = 0
    last: Unit | None = None


@dataclass(slots=True)
class Section:
    """What stands below one heading: its title and places, and the provisions it goes through."""

    title: str = ""
    spoken: Spoken = field(default_factory=lambda: Spoken((), ()))
    asks: bool = False
    below: bool = False
    of_item: bool = False
    skipped: bool = False
    found: int = 0
    passage: Passage | None = None
    cited: dict[tuple[str, ...], int] = field(default_factory=dict)
    mentioned: dict[tuple[str, ...], int] = field(default_factory=dict)
    first: bool = False

    @property
    def last_cited(self) -> Spoken:
        """Return the provision whose words were given last."""
        return Spoken(list(self.cited)[-1] if self.cited else (), ())

    def cites(self, unit: Unit, passage: Passage, clauses: Clauses) -> bool:
        """Tell whether a paragraph only gives the words of a provision, and remember which."""
        if passage.number > 1:
            return passage.unit in self.cited.values()
        label = _CITING.match(unit.text)
        if label is None or clauses.speaks(unit.text):
            return False
        labelled = clauses.places(unit.text[: label.start("next")])
        drafted = clauses.wording["drafted"].search(unit.text)
        quoted = label["next"] in '“«„"'
        named = (
            label["next"].isupper() and drafted and not clauses.wording["spoken"].search(unit.text)
        )
        if not labelled.places or not (quoted or named):
            return False
        self.cited[labelled.places[:1]] = passage.unit
        return True

    def above(self, passage: Passage, unit: Unit) -> tuple[str, ...]:
        """Return the one provision that the paragraphs right above give or speak of."""
        if unit.marked:
            return ()
        for known in (self.cited, self.mentioned):
            near = {at: key for key, at in known.items() if passage.unit - at < _NEAR}
            if near:
                last = max(near)
                return () if last - 1 in near else near[last]
        return ()

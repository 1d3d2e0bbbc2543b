"""Clauses: a sentence of a paper in its demands, each with what it speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

import regex

from treatygraph.documents.citations.names import Names
from treatygraph.documents.document import registered_names
from treatygraph.documents.lexicon import Lexicon, load_lexicon
from treatygraph.documents.papers.demands import Demand, demand_of
from treatygraph.documents.papers.spoken import Spoken, places
from treatygraph.documents.papers.wording import Wording
from treatygraph.resources import locate

__all__ = ["Clauses", "Piece"]

#: A body with a name at the beginning of a sentence.
_SUBJECT = regex.compile(
    r"[^\p{Lu}\p{Ll}]*(?:The|El|La|Le|Les|Los|Las|L['’])\s*(?P<name>\p{Lu}[\p{L}-]+(?:\s+[\p{L}'’-]+){0,8})\s+"
)
#: Words of a join that go on with what is asked, or else with what something is for.
_PURPOSE = regex.compile(r"\b(?:to|à|de|a)\s+$|d['’]$", regex.IGNORECASE)


@dataclass(slots=True)
class Piece:
    """A demand with its stretch of the text and what it speaks of."""

    start: int
    end: int
    demand: Demand
    spoken: Spoken


class Clauses:
    """Reads sentences in one wording; the beginning of `paper` says what it is about."""

    def __init__(self, wording: Wording, paper: str) -> None:
        beginning = paper[:500]
        self.wording = replace(wording, holders=_holders(paper, wording))
        self.concepts = _concepts(wording.language)
        self.aliases = registered_names()
        self.own = _own_names(beginning, self.aliases)
        self._spoken: dict[str, Spoken] = {}

    def pieces(
        self, text: str, offset: int, led: Demand | None, *, listed: bool = False
    ) -> Iterator[Piece]:
        """Yield the demands of a sentence, each from where the one before ended."""
        cuts = sorted({m.end() for m in self.wording["joins"].finditer(text)})
        begin, before = 0, led
        held: list[Piece] = []
        for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
            part = text[start:end]
            spoken = self.places(part)
            named = bool(spoken.places) or bool(self.safeguards(part))
            if before and before.kind == "modal" and _PURPOSE.search(text, 0, start):
                before = None
            demand = demand_of(
                part,
                self.wording,
                named=named,
                begins=start == 0 or before is not None,
                listed=listed and start == 0,
                led=before if start or led else None,
            )
            if demand is None:
                continue
            if held:
                held[-1].end = offset + start
            held.append(Piece(offset + (start if held else begin), offset + end, demand, spoken))
            before = demand if demand.kind in ("request", "command", "modal") else None
        if held:
            held[-1].end = offset + len(text)
            if len(held) == 1:
                held[0].spoken = self.places(text)
        yield from held

    def acts(self, text: str) -> bool:
        """Tell whether a text names a change."""
        return any(act.words.search(text) for act in self.wording.acts)

    def places(self, text: str) -> Spoken:
        """Return the places and instruments that a text speaks of."""
        known = self._spoken.get(text)
        if known is None:
            known = self._spoken[text] = places(text, self.wording, self.aliases, self.own)
        return known

    def named(self, text: str) -> tuple[str, ...]:
        """Return the safeguards and other concepts that a text names."""
        hits = (hit.rule.concept for hit in self.concepts.hits(text))
        return tuple(dict.fromkeys(c for c in hits if not c.startswith("modality/")))

    def speaks(self, text: str) -> bool:
        """Tell whether the paper speaks of itself in a text, and not a wording."""
        demand = demand_of(text, self.wording)
        return demand is not None and demand.kind in ("request", "refusal", "praise", "opinion")

    def safeguards(self, text: str) -> bool:
        """Tell whether a text names a safeguard."""
        return any(concept.startswith("safeguard/") for concept in self.named(text))


def _holders(paper: str, wording: Wording) -> tuple[str, ...]:
    """Return names of bodies by which a paper speaks of itself: "The Senate urges ..."."""
    asks = [wording.asks[kind] for kind in ("request", "refusal") if kind in wording.asks]
    own = sum(
        bool(wording["self"].match(paper, m.start())) for ask in asks for m in ask.finditer(paper)
    )
    before = (
        regex.split(r"[.;:]\s|\n\n", paper[max(0, m.start() - 120) : m.start()])[-1]
        for ask in asks
        for m in ask.finditer(paper)
    )
    counts = Counter(
        " ".join(subject["name"].lower().split())
        for text in before
        if (subject := _SUBJECT.fullmatch(text))
    )
    around = " ".join(f"{paper[:600]} {paper[-900:]}".lower().split())
    return tuple(
        name
        for name, count in counts.items()
        if count > own and (count > 1 or " " in name) and name in around
    )


def _own_names(beginning: str, aliases: Mapping[str, str]) -> frozenset[str]:
    """Return the keys of instruments that the beginning of a paper names: its subject."""
    found = Names([beginning], aliases).find(beginning)
    return frozenset(name.key for name in found if name.key)


@cache
def _concepts(language: str) -> Lexicon:
    """Return the words for safeguards and other concepts, with those only papers use."""
    own = load_lexicon(locate("data", "lexicon", "papers"), language=language)
    return Lexicon((*load_lexicon(language=language).rules, *own.rules))

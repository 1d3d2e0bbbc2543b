"""Reading a paper: its demands in order, with their place and what they rest on."""

from __future__ import annotations

from dataclasses import replace

import regex

from treatygraph.documents.formats.container import open_container
from treatygraph.documents.formats.source import SourceText
from treatygraph.documents.papers.candidates import Candidate
from treatygraph.documents.papers.clauses import Clauses, Piece
from treatygraph.documents.papers.demands import Demand, demand_of
from treatygraph.documents.papers.passages import Passage, Unit, bare, passages, units
from treatygraph.documents.papers.placing import bare_start, inside, is_listed, of_text, place_of
from treatygraph.documents.papers.sections import Lead, Section
from treatygraph.documents.papers.spoken import Spoken
from treatygraph.documents.papers.wording import Wording, wording_of
from treatygraph.documents.structure.language import guess_language

__all__ = ["propose", "propose_in"]

#: The label of a heading that is one of several demands: "Proposal 3: ...".
_NUMBERED_LABEL = regex.compile(r"\p{L}+\s+(?:n[°o.]+\s*)?\d{1,3}\s*[:.–—-]\s")
_COLON = regex.compile(r"[:：]\s*[*_]*\s*$")
_NUMBERED = regex.compile(r"\s*(?P<n>\d{1,3}\s?\(\d{1,2}[a-z]?\)(?:\s?\([a-z]{1,2}\))*)\s*:")
_ARTICLE = {"en": "Article", "fr": "article", "es": "artículo"}
_CLOSES = regex.compile(r"[”»\"]")
#: The section of a draft that a heading files a demand under says little of its target.
_IN_SECTION = regex.compile(
    r"\(\s*(?:Sections?|Sección|Chapters?|Chapitres?|Titres?|Capítulos?)\b[^()]*\)"
)
#: The label of an item, with the places that it is about: "- Amendment 2 (Article 7): ...".
_ITEM_LABEL = regex.compile(r"[^:]{3,400}:\s")
#: The title of an item, with the places that it is about: "• Sanctions (art. 79): ...".
_ITEM_TITLE = regex.compile(r"\s*\S{1,4}\s+[^:.()]{3,110}(?:\((?P<places>[^()]{3,60})\))?\s*:\s")
#: The label of an item that is a part of the text: "Section 12(j) – ...".
_LABELLED = regex.compile(r"\s*\p{L}+\.?\s+\d+\w*\s?(?:\(\w+\)\s?)*\s[–—-]\s")
#: A line that says something about what it lists: "is needless;".
_FRAGMENT = regex.compile(r"(?:[a-z][.)]\s+)?(?:is|are|was|would|will|has|est|sont|es|son)\b")
_QUOTED = regex.compile(r"\s*[“«\"„]")
_OPEN = regex.compile(r"[,;:，；：]\s*$|\b(?:and|or|et|ou|y|o)\s*$")


def propose(data: bytes, *, name: str = "", language: str | None = None) -> tuple[Candidate, ...]:
    """Return the demands of a paper in order; its language is told from it where not given."""
    _, source = open_container(data, name=name)
    return propose_in(source, language=language)


def propose_in(source: SourceText, *, language: str | None = None) -> tuple[Candidate, ...]:
    """Return the demands of a text in blocks; none in a language whose words are not kept."""
    wording = wording_of(language or guess_language(source.text) or "en")
    if wording is None:
        return ()
    finder = _Finder(source, wording)
    return tuple(
        replace(candidate, key=f"candidate-{number}")
        for number, candidate in enumerate(finder.run(), 1)
    )


class _Finder:
    def __init__(self, source: SourceText, wording: Wording) -> None:
        self.text = source.text
        self.units = units(source)
        self.clauses = Clauses(wording, source.text)
        self.wording = self.clauses.wording
        self.section = Section()
        self.lead: Lead | None = None
        self.said: tuple[int, Spoken] = (-1, Spoken((), ()))
        self.quoting = self.unclosed = False
        self.amending = self.taken = False
        self.pending: tuple[Passage, Piece] | None = None
        #: Level of the heading of recommendations that stands above.
        self.asking: int | None = None
        self.found: list[Candidate] = []

    def run(self) -> list[Candidate]:
        """Return the candidates of the paper."""
        for passage in passages(self.units):
            unit = self.units[passage.unit]
            if self._amends(unit, passage):
                continue
            if unit.heading:
                self._close_section()
                self._flush()
                self._open_section(unit, passage)
            elif not self.section.skipped:
                self._sentence(unit, passage)
        self._close_section()
        self._flush()
        return sorted((c for c in self.found if c.way), key=lambda c: (c.start, c.end))

    def _amends(self, unit: Unit, passage: Passage) -> bool:
        """Tell whether a passage is part of an amendment put forward, and take it as one.

        "Proposed amendment", below it a line that names a place, below that the wording; a
        demand right above that names no place asks for it.
        """
        line = bare(unit.text).rstrip(" :")
        if self.wording["amending"].fullmatch(line):
            self._flush()
            self.amending, self.taken = True, self.section.found == 0
            return True
        if not self.amending:
            return False
        numbered = _NUMBERED.match(unit.text)
        spoken = self.clauses.places(unit.text)
        if numbered and passage.number == 1:
            self.pending = None
            if not _COLON.search(unit.text):
                place = self.clauses.places(
                    f"{_ARTICLE.get(self.wording.language, 'Article')} {numbered['n']}"
                )
                self._add(passage, Piece(passage.start, unit.block.end, _AMENDMENT, place))
            return True
        if spoken.places and len(line) < 90 and spoken.begins:
            self._flush()
            self._place_amendment(unit, passage, spoken)
            return True
        speaks = not unit.heading and self.clauses.speaks(self.text[passage.start : passage.end])
        self.amending = not (unit.heading or speaks)
        return self.amending

    def _place_amendment(self, unit: Unit, passage: Passage, spoken: Spoken) -> None:
        last = self.found[-1] if self.found else None
        if last and not self.taken and last.named_in != "sentence":
            self.found[-1] = replace(last, provisions=spoken.places, named_in="amendment below")
            self.taken = True
            return
        self.taken = True
        self.pending = (passage, Piece(passage.start, unit.block.end, _AMENDMENT, spoken))

    def _flush(self) -> None:
        """Take an amendment whose wording is not in numbered parts for one demand."""
        if self.pending is not None:
            passage, piece = self.pending
            self.pending = None
            self._add(passage, piece)

    def _open_section(self, unit: Unit, passage: Passage) -> None:
        title = " ".join(unit.text.split()).strip("#* ")
        title = regex.sub(r"\s*\{#[^}]*\}$", "", title)
        asks, level = bool(self.wording["leads"].search(title)), unit.block.heading or 9
        if self.asking is None or level <= self.asking:
            self.asking = level if asks else None
        self.section = Section(
            title=title,
            spoken=self.clauses.places(_IN_SECTION.sub("", unit.text)),
            asks=asks,
            below=self.asking is not None and (level > self.asking or asks),
            skipped=bool(self.wording["skips"].match(bare(title))),
            passage=passage,
            first=passage.unit == 0,
        )
        self.lead = None
        self.quoting = self.unclosed = False

    def _close_section(self) -> None:
        """Take the heading for a demand: a sentence that asks, or what nothing below repeats."""
        section = self.section
        if section.passage is None or section.skipped or section.first:
            return
        unit = self.units[section.passage.unit]
        body = regex.split(r":\s", section.title)[-1]
        demand = demand_of(body, self.wording, listed=True)
        if demand is None and section.below and not section.found and len(body.split()) > _FEW:
            demand = _BELOW_HEADING
        labelled = _NUMBERED_LABEL.match(section.title) and section.below
        if demand is None and labelled:
            demand = _BELOW_HEADING
        sentence = demand is not None and demand.kind in _SENTENCES
        told = sentence or (unit.block.heading and (not section.found or labelled))
        if demand and told and not body.endswith(("?", ":")):
            self._add(
                section.passage,
                Piece(section.passage.start, section.passage.end, demand, section.spoken),
            )

    def _sentence(self, unit: Unit, passage: Passage) -> None:
        text = self.text[passage.start : passage.end]
        if self._is_quoted(text, passage) or self.section.cites(unit, passage, self.clauses):
            if passage.unit in self.section.cited.values():
                self.said = (passage.unit, self.section.last_cited)
            return
        self._begin_item(unit, passage)
        lead = self._lead_for(unit, passage)
        if self._goes_on(text, passage):
            return
        led = self._led(text, passage, lead, unit)
        told = lead is not None and not lead.open and lead.demand is None
        listed = self.section.asks or (passage.last and len(text) < _TITLE) or unit.marked
        listed = listed and not told
        pieces = list(self.clauses.pieces(text, passage.start, led, listed=listed))
        pieces = [p for p in pieces if not self._is_reason(p, unit, passage, led)]
        if self._only_explains(unit, passage):
            pieces = [p for p in pieces if p.demand.kind in ("request", "refusal", "praise")]
        ends = passage.last and _COLON.search(text)
        spoken = self.clauses.places(text)
        if ends:
            self._begin_list(text, passage, pieces, spoken)
            if self.lead and self.lead.open and self._only_announces(text, passage, pieces):
                return
        elif passage.last and not unit.marked and self.lead and not _OPEN.search(text):
            self.lead = None if self.lead is not lead else self.lead
        for piece in pieces:
            self._add(passage, piece, lead)
        if self.lead and ends and pieces and self.lead.open:
            self.lead.row = len(self.found) - 1
        if spoken.places:
            self.said = (passage.unit, spoken)
            if not pieces:
                self.section.mentioned[spoken.places] = passage.unit

    def _only_announces(self, text: str, passage: Passage, pieces: list[Piece]) -> bool:
        """Tell whether a lead-in asks for nothing itself: "We ask for the following:"."""
        if not pieces:
            return True
        said = text[pieces[-1].start - passage.start + pieces[-1].demand.start :]
        faint = pieces[-1].demand.action in ("require", "consider")
        follows = len(said) < _ANNOUNCING and _LISTS.search(said)
        return len(pieces) == 1 and faint and bool(follows)

    def _is_reason(self, piece: Piece, unit: Unit, passage: Passage, led: Demand | None) -> bool:
        """Tell whether what looks like a demand gives a reason for the one before."""
        soft = ("opinion", "worry", "reproof", "modal", "wish")
        if led is None and piece.demand.kind in soft and _FRAGMENT.match(bare(unit.text)):
            return True
        last = self.found[-1] if self.found else None
        if last is None or passage.number == 1 or piece.demand.kind not in ("opinion", "worry"):
            return False
        asked = last.way in ("request", "refusal", "command")
        return asked and not self.text[last.end : passage.start].strip()

    def _begin_item(self, unit: Unit, passage: Passage) -> None:
        """Take the places in the title of an item for those of what stands below it."""
        if passage.number > 1 or not unit.marked:
            return
        title = _ITEM_TITLE.match(unit.text)
        if title is None:
            return
        spoken = self.clauses.places(title["places"] or "")
        if spoken.places or self.section.of_item:
            self.section.spoken, self.section.of_item = spoken, True

    def _only_explains(self, unit: Unit, passage: Passage) -> bool:
        """Tell whether a sentence explains an item of a list that the paper is for or against."""
        lead = self.lead
        listed = lead and lead.open and lead.demand and lead.demand.kind in ("praise", "refusal")
        return bool(listed and unit.marked and passage.number > 1)

    def _led(self, text: str, passage: Passage, lead: Lead | None, unit: Unit) -> Demand | None:
        """Return what stands above a sentence and asks for it: a lead-in, or a heading."""
        if lead and lead.open:
            return lead.demand
        below = self.section.asks and passage.number == 1 and is_listed(self.units, passage.unit)
        asks = self.clauses.acts(text) or (len(unit.text) < _SHORT_ITEM and passage.last)
        return _BELOW_HEADING if below and asks else None

    def _goes_on(self, text: str, passage: Passage) -> bool:
        """Lengthen the demand before where a sentence only says it again in other words."""
        last = self.found[-1] if self.found else None
        if last is None or not self.wording["follows"].match(text.lstrip()):
            return False
        if not self.text[last.end : passage.start].strip() and passage.number > 1:
            self.found[-1] = replace(last, end=passage.end)
            return True
        return False

    def _lead_for(self, unit: Unit, passage: Passage) -> Lead | None:
        """Return the lead-in that a sentence is an item of."""
        lead = self.lead
        if lead is None:
            return None
        if passage.number == 1:
            if not unit.marked and lead.items and not self._is_item(unit, lead):
                self.lead = None
                return None
            lead.items += 1
            lead.last = unit
            return lead
        return replace(lead, demand=None, open=False) if lead.spoken.places else None

    def _is_item(self, unit: Unit, lead: Lead) -> bool:
        """Tell whether a paragraph without a mark goes on with a list."""
        if _LABELLED.match(unit.text):
            return True
        if lead.last is not None and (lead.last.marked or not _OPEN.search(lead.last.text)):
            body = bare(unit.text)
            return body[:1].islower() or bool(self.wording.asks["command"].match(body))
        return True

    def _begin_list(self, text: str, passage: Passage, pieces: list[Piece], spoken: Spoken) -> None:
        """Remember a sentence that ends in a colon as the lead-in of what follows."""
        demand = pieces[-1].demand if pieces else None
        faint = demand is None or demand.action in ("consider", "require", "avoid", "retain")
        tail = text.rstrip(" \t\n:：*_")
        opens = any(m.end() >= len(tail) - 2 for m in self.wording["opens"].finditer(tail))
        opens = opens or bool(demand and self.wording["listed"].search(tail, demand.start))
        short = demand is not None and len(tail) - pieces[-1].demand.start < 70
        wording = bool(self.wording["quotes"].search(text))
        self.quoting = wording or (demand is not None and not faint)
        above = self.lead.spoken if self.lead and self.lead.spoken.places else Spoken((), ())
        announced = demand is None and bool(self.wording["leads"].search(tail[-80:]))
        below = self.units[passage.unit + 1 : passage.unit + 2]
        opens = opens or bool(below and below[0].marked)
        if demand is not None and self.wording["listing"].search(text):
            demand, faint, wording = replace(demand, kind="listing"), True, False
            self.quoting, opens = False, True
        self.lead = Lead(
            demand if faint else None,
            spoken if spoken.places else above,
            open=announced or (demand is not None and faint and not wording and (opens or short)),
        )
        if demand is None and self.lead.open:
            self.lead.demand = Demand("request", "lead-in", 0, "require", "asks-to-add")

    def _is_quoted(self, text: str, passage: Passage) -> bool:
        """Tell whether a passage is wording that the demand before it puts forward."""
        if self.unclosed:
            self.unclosed = not _CLOSES.search(text)
            return True
        if not self.quoting:
            return False
        if passage.number == 1 and _QUOTED.match(bare_start(text)):
            quoted = not self.wording["changes"].search(text)
            self.unclosed = quoted and not _CLOSES.search(text)
            self.lead = None if quoted else self.lead
            return quoted
        return False

    def _add(self, passage: Passage, piece: Piece, lead: Lead | None = None) -> None:
        if lead is not None and lead.row is not None:
            self.found[lead.row] = replace(self.found[lead.row], way="")
            lead.row = None
        unit = self.units[passage.unit]
        spoken, named_in = self._spoken(passage, piece, lead)
        self.section.found += 1
        self.found.append(
            Candidate(
                key="",
                section=self.section.title,
                place=place_of(unit, self.section.title, passage),
                page=unit.block.page,
                start=piece.start,
                end=piece.end,
                asking=piece.demand.words,
                way=piece.demand.kind,
                action=piece.demand.action,
                stance=piece.demand.stance,
                provisions=spoken.places,
                named_in=named_in,
                instruments=piece.spoken.instruments,
                concepts=self.clauses.named(self.text[piece.start : piece.end]),
            )
        )

    def _spoken(self, passage: Passage, piece: Piece, lead: Lead | None) -> tuple[Spoken, str]:
        """Return the places of a demand: its own, else those of what stands nearest above."""
        own = piece.spoken
        text = self.text[piece.start : piece.end]
        label = _ITEM_LABEL.match(text) if lead and lead.demand is piece.demand else None
        label = _LABELLED.match(text) or label
        if label and (named := self.clauses.places(label.group())).places:
            own = named
        above = lead.spoken if lead else Spoken((), ())
        if own.places:
            return inside(above if above.places else self.section.spoken, own), "sentence"
        points = bool(self.wording["pointing"].search(text))
        whole = self.clauses.places(self.text[passage.start : passage.end])
        if whole.places and (points or piece.start == passage.start):
            return whole, "sentence"
        if above.places:
            return above, "lead-in"
        unit, said = self.said
        near = passage.unit - (not self.units[passage.unit].marked)
        if points and said.places and unit >= near:
            return of_text(said), "sentence before"
        if self.section.spoken.places:
            return self.section.spoken, "heading"
        cited = self.section.above(passage, self.units[passage.unit])
        if cited and self.section.cited.get(cited):
            return replace(own, places=cited), "above"
        if said.places and unit == passage.unit:
            return of_text(said), "sentence before"
        return (replace(own, places=cited), "above") if cited else (own, "")


#: What is a short item, which asks as it stands below a heading that asks.
_SHORT_ITEM = 220
#: A line that may be a title, and what a heading below one of recommendations has at least.
_TITLE, _FEW = 140, 2
#: What only announces demands is short and says that they follow.
_ANNOUNCING = 60
_LISTS = regex.compile(r"(?i)\b(?:following|siguientes?|suivante?s?|ce qui suit|follows)\b")
#: Ways in which a heading asks in a whole sentence, whatever stands below.
_SENTENCES = ("modal", "request", "refusal")
_AMENDMENT = Demand("command", "amendment", 0, "insertion", "asks-to-add")
_BELOW_HEADING = Demand("request", "heading", 0, "require", "asks-to-add")

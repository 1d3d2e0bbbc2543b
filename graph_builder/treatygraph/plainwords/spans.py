"""What a sentence names: drafts, chapters, provisions, and things by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from treatygraph.documents.structure.numerals import key_number
from treatygraph.plainwords.known_names import KnownNames, Thing
from treatygraph.plainwords.phrasebook import Phrasebook
from treatygraph.plainwords.tokens import Token

__all__ = ["Span", "find_spans"]

_ROMAN = re.compile(r"[IVXL]+")
#: No treaty here has as many articles; larger numbers are years.
_MOST = 150
_CHAPTERS = 20


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words that names one thing, or several that bear the same name.

    `weak` spans may be ordinary words too: `adopted`, `children`, a number by itself.
    """

    start: int
    end: int
    things: tuple[Thing, ...]
    weak: bool = False

    @property
    def places(self) -> range:
        """The places of its words."""
        return range(self.start, self.end)

    def of(self, *kinds: str) -> Thing | None:
        """Return the thing of one of these kinds, if it can be one."""
        return next((thing for kind in kinds for thing in self.things if thing.kind == kind), None)


def find_spans(tokens: Sequence[Token], book: Phrasebook, names: KnownNames) -> list[Span]:
    """Return the spans from left to right; the longest wins, and they do not overlap."""
    spans: list[Span] = []
    at = 0
    while at < len(tokens):
        found = _longest(tokens, at, book, names)
        if found is None:
            at += 1
            continue
        if spans and _is_heading_of(found, spans[-1], names):
            before = spans.pop()
            found = Span(before.start, found.end, (*before.things, *found.things))
        spans.append(found)
        at = found.end
    return spans


def _is_heading_of(span: Span, before: Span, names: KnownNames) -> bool:
    """Return whether a name follows a number and is its heading, as `Art. 24 Conditions …`."""
    part, lineage = before.of("provision"), span.of("lineage")
    if part is None or lineage is None or before.end != span.start:
        return False
    return any(names.lineage_at(d, part.key) == lineage.key for d in names.well_known())


def _longest(tokens: Sequence[Token], at: int, book: Phrasebook, names: KnownNames) -> Span | None:
    symbol = names.symbols.get(tokens[at].norm)
    if symbol:
        return Span(at, at + 1, (Thing("draft", symbol, symbol),))
    named = _named(tokens, at, book, names)
    counted = _counted(tokens, at, book)
    if named and counted and named.end == counted.end:
        if any(token.text.isupper() for token in tokens[at : at + 1]) and not counted.weak:
            return named
        return Span(at, named.end, (*counted.things, *named.things), counted.weak and named.weak)
    if named and counted:
        return max((counted, named), key=lambda span: span.end)
    return named or counted


def _named(tokens: Sequence[Token], at: int, book: Phrasebook, names: KnownNames) -> Span | None:
    length, weak = 0, True
    things: list[Thing] = []
    for words, thing, is_weak in names.names.get(tokens[at].norm, ()):
        if len(words) < length or at + len(words) > len(tokens):
            continue
        if any(tokens[at + i].norm != word for i, word in enumerate(words)):
            continue
        if thing.kind == "recommendation" and not _hyphened(tokens[at : at + len(words)]):
            continue
        if (
            len(words) == 1
            and not tokens[at].text.isupper()
            and _is_ordinary(words[0], thing, book)
        ):
            continue
        if len(words) > length:
            length, things, weak = len(words), [], True
        if thing not in things:
            things.append(thing)
        weak = weak and is_weak
    return Span(at, at + length, tuple(things), weak=weak) if things else None


def _is_ordinary(word: str, thing: Thing, book: Phrasebook) -> bool:
    """Return whether a word in small letters is the word and not the short name, as `cites`."""
    return word in book.stops or (thing.kind == "instrument" and bool(book.ideas_of(word)))


def _hyphened(tokens: Sequence[Token]) -> bool:
    """Return whether words are written as a key, so that ordinary words are none."""
    return len(tokens) > 1 and all(token.joined for token in tokens[1:])


def _counted(tokens: Sequence[Token], at: int, book: Phrasebook) -> Span | None:
    """Return a chapter or provision that is named by its number."""
    mark = book.mark_of(tokens[at].norm)
    if mark == "chapter":
        number = _number(tokens[at + 1], book) if at + 1 < len(tokens) else ""
        return _chapter(at, number, tokens[at + 1]) if number else None
    if at + 1 < len(tokens) and book.mark_of(tokens[at + 1].norm) == "chapter":
        number = _number(tokens[at], book) if len(tokens[at].norm) > 3 else ""
        if number:
            return _chapter(at, number, tokens[at])
    if mark == "paragraph":
        return _paragraph_first(tokens, at, book)
    if mark == "article" and at + 1 < len(tokens) and tokens[at + 1].is_number:
        return _article(tokens, at, at + 1, book, weak=False)
    if tokens[at].is_number:
        return _article(tokens, at, at, book, weak="(" not in tokens[at].norm)
    return None


def _chapter(start: int, number: str, printed: Token) -> Span:
    said = printed.text.upper() if _ROMAN.fullmatch(printed.text.upper()) else number
    return Span(start, start + 2, (Thing("chapter", f"ch-{number}", f"Chapter {said}"),))


def _article(
    tokens: Sequence[Token], start: int, at: int, book: Phrasebook, *, weak: bool
) -> Span | None:
    norm = tokens[at].norm
    head, *points = norm.replace(")", "").split("(")
    if not head.isdecimal() or not 0 < int(head[:9]) <= _MOST:
        return None
    end = at + 1
    if not points and end + 1 < len(tokens) and book.mark_of(tokens[end].norm) == "paragraph":
        number = tokens[end + 1].norm
        if number[0].isdecimal():
            points = [p.strip(")") for p in number.split("(")]
            end += 2
    return Span(start, end, (_provision(head, points),), weak=weak)


def _paragraph_first(tokens: Sequence[Token], at: int, book: Phrasebook) -> Span | None:
    """Return `paragraph 2 of article 24`: up to two words between."""
    if at + 1 >= len(tokens) or not tokens[at + 1].is_number:
        return None
    points = [p.strip(")") for p in tokens[at + 1].norm.split("(")]
    for mark in range(at + 2, min(at + 5, len(tokens) - 1)):
        if book.mark_of(tokens[mark].norm) == "article" and tokens[mark + 1].is_number:
            return Span(at, mark + 2, (_provision(tokens[mark + 1].norm, points),))
    return None


def _provision(head: str, points: list[str]) -> Thing:
    levels = ("para", "subpara", "item")
    steps = [f"{level}-{point}" for level, point in zip(levels, points, strict=False)]
    said = head + "".join(f"({point})" for point in points)
    return Thing("provision", "/".join([f"art-{head}", *steps]), f"Article {said}")


def _number(token: Token, book: Phrasebook) -> str:
    """Return the number of a chapter: digits, Roman, or in words."""
    number = book.numbers.get(token.norm) or key_number(token.text)
    return number if number.isdecimal() and 0 < int(number[:9]) <= _CHAPTERS else ""

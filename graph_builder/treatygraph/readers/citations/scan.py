"""Scanning: the stretches of a text that name divisions of a treaty, as chains.

A chain is what one reader would point at as one reference: "paragraphs 1 (a) and 2 of
article 5", "article 3, paragraph 1 (b)".  Its segments are kept from the outermost
division to the innermost.  Work is linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from treatygraph.readers.citations.chains import Chain, Segment
from treatygraph.readers.citations.chinese import scan_chinese
from treatygraph.readers.citations.forms import LEVEL_RANK, Forms, forms_of, lies_in
from treatygraph.readers.citations.items import Item, parse_items

__all__ = ["scan"]


_NTH = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
_NTH_FR = ("premier", "deuxième", "troisième", "quatrième", "cinquième")
#: Endings of units in the plural or the dual; "статьей" is a singular.
_PLURAL = (
    *("s", "x", "и", "ам", "ах", "ов", "ям", "ях", "статей"),
    *("مواد", "ات", "تين", "تان", "بندين", "فصلين"),
)
_COUNTS = ("two", "three", "four", "five")
_COUNTS_FR = ("deux", "trois", "quatre", "cinq")
#: Units whose words are also everyday words.
_COMMON = ("part", "item", "title")
_PART_OF = regex.compile(r"\s+of\s+(?!(?:this|the\s+present)\b)")
_PLACEHOLDER = regex.compile(r"\s*(?:\[\s*(?:[xX]{1,3}|\.{2,}|…|_+|\?+)?\s*\]|_{2,}|…)")
_BRACKET = regex.compile(
    r"\[(?!\s*(?:[xX]{1,3}|\.{2,}|…|_+|\?+)?\s*\])|(?<!\[\s?(?:[xX]{1,3}|\.{2,}|…|_+|\?+)?\s?)\]"
)


def scan(text: str, language: str) -> Iterator[Chain]:
    """Yield the chains of a text in order, without overlap.

    Square brackets of a negotiation count as spaces, so that "articles 4[, 5] and 6" is
    one list; a bracketed blank ("article [X]") stays a placeholder.
    """
    text = _BRACKET.sub(" ", text) if "]" in text or "[" in text else text
    if language == "zh":
        yield from scan_chinese(text)
        return
    forms = forms_of(language)
    position = 0
    while True:
        first = _next_segment(text, position, forms)
        if first is None:
            return
        chain = _extend(text, first, forms)
        yield chain
        position = max(chain.end, first.end)
        resumed = _resume(text, chain, forms)
        while resumed is not None:
            chain = _extend(text, resumed, forms)
            yield chain
            position = max(position, chain.end)
            resumed = _resume(text, chain, forms)


def _next_segment(text: str, position: int, forms: Forms) -> Segment | None:
    while True:
        match = forms.unit.search(text, position)
        if match is None:
            return None
        segment = _before(text, match, position, forms) or _segment_at(text, match, forms)
        if segment is not None:
            return segment
        position = match.end()


def _before(text: str, match: regex.Match[str], floor: int, forms: Forms) -> Segment | None:
    """Return "this article" or "the preceding paragraph" ending at a unit word."""
    window = max(floor, match.start() - 32)
    for mode, pattern in _relative_forms(forms):
        for found in pattern.finditer(text, window, min(len(text), match.end() + 24)):
            if found.end() == match.end():
                return _relative_segment(found, mode)
    return None


def _relative_forms(forms: Forms) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    return (
        ("this", forms.this),
        ("that", forms.that),
        ("preceding", forms.preceding),
        ("following", forms.following),
        ("numbers", forms.ordinal),
    )


def _relative_segment(found: regex.Match[str], mode: str) -> Segment | None:
    """Return the segment of "this article", "the two preceding paragraphs", "first paragraph"."""
    groups = found.groupdict()
    level = _level(found)
    plural = found.group()[-1:].lower() == "s"
    if mode == "numbers":
        word = groups["nth"].lower()
        item = Item((str((_NTH if word in _NTH else _NTH_FR).index(word) + 1),))
        level = "paragraph" if "alin" in found.group().lower() else level
        return Segment(found.start(), found.end(), level, (item,))
    if plural and mode in ("following", "that"):
        return None
    if level in _COMMON and found.group()[-1:].islower() and _is_common(found):
        return None
    count = groups.get("count") or groups.get("count2")
    if mode == "preceding" and plural:
        counts = _COUNTS if (count or "").lower() in _COUNTS else _COUNTS_FR
        items = (Item((str(counts.index(count.lower()) + 2),)),) if count else ()
        return Segment(found.start(), found.end(), level, items, mode=mode, plural=True)
    return Segment(found.start(), found.end(), level, mode=mode)


def _is_common(found: regex.Match[str]) -> bool:
    """Tell "that part of the premises" and "on this point" from names of divisions."""
    word = found.group().split()[-1]
    if word[:1].isupper():
        return False
    before = found.string[max(0, found.start() - 4) : found.start()].lower()
    return bool(_PART_OF.match(found.string, found.end())) or before.endswith(("on ", "at "))


def _level(match: regex.Match[str]) -> str:
    return next(n for n, value in match.groupdict().items() if value and n in LEVEL_RANK)


def _segment_at(text: str, match: regex.Match[str], forms: Forms) -> Segment | None:
    level = _level(match)
    plural = match.group().lower().endswith(_PLURAL)
    items, end = parse_items(text, match.end(), level, forms, plural=plural)
    if not items:
        blank = _PLACEHOLDER.match(text, match.end())
        if blank is None:
            return None
        return Segment(match.start(), blank.end(), level, mode="placeholder")
    if match.group()[:4].lower() in ("alin", "§") and items[0].labels[0][:1].isdigit():
        level = "paragraph"
    return Segment(match.start(), end, level, tuple(items), plural=plural)


def _here(text: str, position: int, forms: Forms) -> Segment | None:
    """Return the segment that begins exactly at a position, else None."""
    for mode, pattern in _relative_forms(forms):
        found = pattern.match(text, position)
        if found:
            return _relative_segment(found, mode)
    match = forms.unit.match(text, position)
    return _segment_at(text, match, forms) if match else None


def _extend(text: str, first: Segment, forms: Forms) -> Chain:
    """Return the chain that begins with a segment: upward by "of", downward by a comma."""
    first = _point_of(text, first, forms)
    segments = [first]
    end = first.end
    while True:
        after = _upward(text, end, segments[0], forms)
        if after is not None:
            segments.insert(0, after)
            end = after.end
            continue
        below = _downward(text, end, segments[-1], forms)
        if below is None or end != segments[-1].end:
            break
        segments.append(below)
        end = below.end
    if segments[0].level == "paragraph" and (match := forms.preamble.match(text, end)):
        segments.insert(0, Segment(match.start(), match.end(), "preamble", mode="preamble"))
        end = match.end()
    return Chain(first.start, end, tuple(segments))


def _upward(text: str, end: int, outermost: Segment, forms: Forms) -> Segment | None:
    match = forms.upward.match(text, end)
    if not match or not match.group():
        return None
    found = _here(text, match.end(), forms)
    if found and lies_in(outermost.level, found.level):
        return found
    return None


def _point_of(text: str, segment: Segment, forms: Forms) -> Segment:
    """Return "paragraph (d)" as a point where "of paragraph 1" follows it."""
    inner = {"paragraph": "subparagraph", "subparagraph": "item"}.get(segment.level)
    if inner is None or segment.mode != "numbers" or segment.items[0].labels[0][:1].isdigit():
        return segment
    match = forms.upward.match(text, segment.end)
    found = _here(text, match.end(), forms) if match and match.group() else None
    if found is None or found.mode != "numbers" or found.level != segment.level:
        return segment
    return replace(segment, level=inner)


def _downward(text: str, end: int, innermost: Segment, forms: Forms) -> Segment | None:
    match = regex.match(r"\s*[,،]\s*|\s+(?=\p{L})", text[end : end + 8])
    if not match or text.startswith("و", end + match.end()):  # Arabic "and", written together
        return None
    found = _here(text, end + match.end(), forms)
    if not found or found.mode != "numbers":
        return None
    if not lies_in(found.level, innermost.level):
        return None
    above = _upward(text, found.end, found, forms)
    if above is not None and above.level == innermost.level:
        return None
    return found


def _resume(text: str, chain: Chain, forms: Forms) -> Segment | None:
    """Return the number that goes on a list of numbers with points of their own.

    "Article 3, paragraph 1, and 5, paragraph 2"; "Articles 2, 6 paragraph 1 and 7".
    """
    outer = chain.segments[0]
    if outer.start != chain.start or outer.mode != "numbers":
        return None
    match = forms.joined.match(text, chain.end)
    if not match or not match.group().strip():
        return None
    items, end = parse_items(text, match.end(), outer.level, forms, plural=False)
    if not items or not items[0].labels[0][:1].isdigit():
        return None
    segment = Segment(
        match.end(), end, outer.level, tuple(items), plural=outer.plural, resumed=True
    )
    alone = len(chain.segments) < 2 and not outer.resumed
    if alone and not _downward(text, end, segment, forms):
        return None
    return segment if outer.plural or _downward(text, end, segment, forms) else None

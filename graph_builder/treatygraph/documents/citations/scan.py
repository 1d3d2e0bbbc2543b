"""Scanning: the stretches of a text that name divisions of a treaty, as chains.

A chain is what one reader would point at as one reference: "paragraphs 1 (a) and 2 of
article 5", "article 3, paragraph 1 (b)".  Its segments are kept from the outermost
division to the innermost.  Work is linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from treatygraph.documents.citations.asides import joined_units, unbracketed, without_asides
from treatygraph.documents.citations.chains import Chain, Segment
from treatygraph.documents.citations.chinese import scan_chinese
from treatygraph.documents.citations.forms import (
    LEVEL_RANK,
    ORDINALS,
    Forms,
    forms_of,
    lies_in,
)
from treatygraph.documents.citations.items import Item, parse_items
from treatygraph.documents.structure.ordinals import ordinal_value

__all__ = ["scan"]


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
#: Before a lower unit: a comma, a space, or a full stop that ends no sentence ("Artículo 2. inciso 1").
_BELOW = regex.compile(r"\s*[,،]\s*|\.\s+(?=\p{Ll})|\s+(?=\p{L}|§)")
_DIVISIONS = ("part", "title", "chapter", "section")
#: "inciso 2 del párrafo 1" is a point; "inciso 2" alone is a paragraph.
_IN_PARAGRAPH = regex.compile(r"\s*,?\s*del?\s+(?:p[aá]rrafo|apartado|numeral)")
_LAST = regex.compile(r"\s*(?:[,;.:)]|$|(?:of|du|de|del)\b)")
#: "часть первая статьи 5": what Russian law calls the part of an article is its paragraph.
_OF_STATYA = regex.compile(r"\s+(?:стать|настоящей\s+стать)")
_COMMA = regex.compile(r"\s*,\s*")
_FROM = regex.compile(
    r"(?:\bfrom|\bd[eu]s?(?:\s+l['’])?|\bdesde(?:\s+el)?|\bс|\bот|من)\s*$", regex.IGNORECASE
)
_DETERMINER = regex.compile(r"\s*(?:l['’]|el\s+|la\s+|le\s+)?")
#: "the Annex" is one where there is one; "the Annex to the Charter" is not ours.
_SOLE = ("annex", "schedule", "appendix")
_THE = regex.compile(r"(?:\bthe\s+|\bl['’]|\bel\s+|\bal\s+|\bdel\s+)$", regex.IGNORECASE)
_SOLE_NOT = regex.compile(
    r"\s*(?:No\.?\s*)?(?:\d|\(|\[|…|_|[IVXLC]+\b|[A-Z]\b)|\s+(?:to|of|à|de|du|al?|del)\b(?!\s+(?:this|the\s+present|l[ae]\s+présente?|présent|la\s+presente|presente|est[ea])\b)"
)
_PRECEDING = regex.compile(
    r"\s+(?:imm[ée]diatement\s+)?(?:pr[ée]c[ée]dent\w*|anterior(?:es)?|precedentes?|السابق\w*)",
    regex.IGNORECASE,
)
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
    text, closes = unbracketed(without_asides(joined_units(text, forms)), forms)
    yield from _chains(text, forms, closes)


def _chains(text: str, forms: Forms, closes: set[int]) -> Iterator[Chain]:
    position = 0
    while True:
        first = _next_segment(text, position, forms)
        if first is None:
            return
        chain = _closed(_extend(text, first, forms), closes)
        yield chain
        position = max(chain.end, first.end)
        resumed = _resume(text, chain, forms)
        while resumed is not None:
            chain = _closed(_extend(text, resumed, forms), closes)
            yield chain
            position = max(position, chain.end)
            resumed = _resume(text, chain, forms)


def _closed(chain: Chain, closes: set[int]) -> Chain:
    return replace(chain, end=chain.end + 1) if chain.end in closes else chain


def _next_segment(text: str, position: int, forms: Forms) -> Segment | None:
    while True:
        match = _next_unit(text, position, forms)
        if match is None:
            return None
        segment = _before(text, match, position, forms) or _segment_at(text, match, forms)
        if segment is not None:
            return segment
        position = match.end()


def _next_unit(text: str, position: int, forms: Forms) -> regex.Match[str] | None:
    """Return the first unit word from a position on; most words do not even begin as one."""
    while near := forms.near.search(text, position):
        if match := forms.unit.match(text, near.start()):
            return match
        position = near.end()
    return None


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
        items = tuple(Item((nth,)) for nth in _ordinals(groups["nth"]))
        level = "alinea" if level == "subparagraph" else level
        level = "paragraph" if "alin" in found.group().lower() else level
        return Segment(found.start(), found.end(), level, items, plural=len(items) > 1)
    if plural and mode in ("following", "that"):
        return None
    if level in _COMMON and found.group()[-1:].islower() and _is_common(found):
        return None
    count = groups.get("count") or groups.get("count2")
    if mode == "preceding" and plural:
        counts = _COUNTS if (count or "").lower() in _COUNTS else _COUNTS_FR
        items = (Item((str(counts.index(count.lower()) + 2),)),) if count else ()
        return Segment(found.start(), _after_it(found), level, items, mode=mode, plural=True)
    end = _after_it(found) if mode == "preceding" else found.end()
    return Segment(found.start(), end, level, mode=mode)


def _after_it(found: regex.Match[str]) -> int:
    """Return the end of "inciso anterior", whose word for preceding stands behind."""
    after = _PRECEDING.match(found.string, found.end())
    return after.end() if after else found.end()


def _ordinals(words: str) -> list[str]:
    """Return the numbers of "first and second", "2ème", "dernier"."""
    found = []
    for part in regex.split(
        r"\s*,\s*|\s+(?:and|or|et|ou|y|o)\s+|\b(?:les?|la|du|des|el|los|the)\s+|[dl]['’]",
        words.lower(),
    ):
        digits = regex.match(r"\d+", part)
        numbers = [table[part] for table in ORDINALS.values() if part in table]
        if digits or numbers:
            found.append(digits.group() if digits else str(numbers[0]))
        elif (nth := ordinal_value(part)) is not None:
            found.append(str(nth))
    return found


def _is_common(found: regex.Match[str]) -> bool:
    """Tell "that part of the premises" and "on this point" from names of divisions."""
    word = found.group().split()[-1]
    if word[:1].isupper():
        return False
    before = found.string[max(0, found.start() - 4) : found.start()].lower()
    return bool(_PART_OF.match(found.string, found.end())) or before.endswith(("on ", "at "))


def _level(match: regex.Match[str]) -> str:
    return next(n for n, value in match.groupdict().items() if value and n in LEVEL_RANK)


def _segment_at(
    text: str, match: regex.Match[str], forms: Forms, *, inner: bool = False
) -> Segment | None:
    level = _level(match)
    if level in _SOLE and (the := _THE.search(text, max(0, match.start() - 5), match.start())):
        word = match.group()
        alone = not word.lower().endswith("s") and not _SOLE_NOT.match(text, match.end())
        if alone and (word[0].isupper() or the.group().lower() in ("l'", "l’")):
            return Segment(match.start(), match.end(), level, mode="sole")
    plural = match.group().lower().endswith((*_PLURAL, "bajo"))
    items, end = parse_items(text, match.end(), level, forms, plural=plural, inner=inner)
    if level == "part" and forms.party.match(text, end):
        return None
    if not items:
        blank = _PLACEHOLDER.match(text, match.end())
        if blank is None:
            return None
        return Segment(match.start(), blank.end(), level, mode="placeholder")
    if (
        match.group()[:4].lower() in ("alin", "al.", "§", "apar", "inci")
        and not _IN_PARAGRAPH.match(text, end)
        and items[0].labels[0][:1].isdigit()
    ):
        level = "paragraph"
    if match.group().lower().startswith("абзац"):
        level = "alinea"
    if level == "part" and _OF_STATYA.match(text, end):
        level = "paragraph"
    return Segment(match.start(), end, level, tuple(items), plural=plural)


def _here(text: str, position: int, forms: Forms, *, inner: bool = False) -> Segment | None:
    """Return the segment that begins exactly at a position, else None."""
    for mode, pattern in _relative_forms(forms):
        found = pattern.match(text, position)
        if found:
            return _relative_segment(found, mode)
    match = forms.unit.match(text, position)
    return _segment_at(text, match, forms, inner=inner) if match else None


def _extend(text: str, first: Segment, forms: Forms) -> Chain:
    """Return the chain that begins with a segment: upward by "of", downward by a comma."""
    first = _point_of(text, first, forms)
    first = _ranged(text, first, forms)
    segments = _ascending(text, first, forms)
    end = max(s.end for s in segments)
    while True:
        after = _upward(text, end, segments[0], forms)
        if after is None and segments[0].level == "paragraph":
            lower = replace(segments[0], level="alinea")
            after = _upward(text, end, lower, forms)
            segments[0] = lower if after else segments[0]
        if after is not None:
            segments.insert(0, after)
            end = after.end
            continue
        below = _downward(text, end, segments[-1], forms)
        if below is None or end != segments[-1].end:
            break
        below = _ranged(text, below, forms)
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


def _ascending(text: str, first: Segment, forms: Forms) -> list[Segment]:
    """Return the segments of "subparagraph (a), paragraph 1, article 5", outermost first.

    So written it is one place, unless the article goes on to a list.
    """
    found = [first]
    end = first.end
    while first.mode == "numbers" and LEVEL_RANK[found[0].level] > LEVEL_RANK["article"]:
        comma = _COMMA.match(text, end)
        above = _here(text, comma.end(), forms) if comma else None
        if above is None or above.mode != "numbers" or not lies_in(found[0].level, above.level):
            break
        found.insert(0, above)
        end = above.end
    whole = LEVEL_RANK[found[0].level] <= LEVEL_RANK["article"]
    joined = forms.joined.match(text, end)
    if len(found) < 2 or not whole or (joined and joined.group().strip()):
        return [first]
    return found


def _ranged(text: str, segment: Segment, forms: Forms) -> Segment:
    """Return "from article 3 to article 7" as a range."""
    if segment.mode != "numbers" or len(segment.items) != 1 or segment.items[0].to is not None:
        return segment
    ranged = forms.ranged.match(text, segment.end)
    if not ranged or not _FROM.search(text, max(0, segment.start - 12), segment.start):
        return segment
    after = _here(text, _DETERMINER.match(text, ranged.end()).end(), forms)  # type: ignore[union-attr]
    if after is None or after.mode != "numbers" or after.level != segment.level:
        return segment
    if len(after.items) != 1 or len(after.items[0].labels) != len(segment.items[0].labels):
        return segment
    item = replace(segment.items[0], to=after.items[0].labels[-1])
    return replace(segment, end=after.end, items=(item,), plural=True)


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
    match = _BELOW.match(text, end)
    if not match or text.startswith("و", match.end()):  # Arabic "and", written together
        return None
    inner = innermost.plural and innermost.level == "article"
    found = _here(text, match.end(), forms, inner=inner)
    if not found or found.mode != "numbers":
        return None
    if innermost.plural and innermost.level in _DIVISIONS and found.level == "article":
        return None  # "Chapters IV to VII, Article 29" is a list
    if (
        found.level == innermost.level == "paragraph"
        and "alin" in text[found.start : found.end].lower()
    ):
        found = replace(found, level="alinea")
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
    listed = outer.plural or (outer.resumed and _LAST.match(text, end) is not None)
    return segment if listed or _downward(text, end, segment, forms) else None

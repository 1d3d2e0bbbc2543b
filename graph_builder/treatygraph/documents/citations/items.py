"""Numbers after a unit word: single, listed, ranged, with nested points.

"1 (a) and (b) and 3" is three items: `1/a`, `1/b`, `3`.  A range keeps both its ends;
what lies between is found when the range is resolved.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from treatygraph.documents.citations.forms import Forms
from treatygraph.documents.citations.labels import (
    CAPPED,
    SMALL,
    WORDED,
    label_of,
    style_of,
)
from treatygraph.documents.structure.numerals import ARABIC_ORDINAL, COMPOUND, from_roman

__all__ = ["Item", "parse_items"]


@dataclass(frozen=True, slots=True)
class Item:
    """Labels from the outermost inward; `to` is the last label where a range ends."""

    labels: tuple[str, ...]
    to: str | None = None


_LATIN = r"bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies"
#: After a number: bis, an ordinal's ending, a letter, or bis and a letter ("2 bis A").
_SUFFIX = (
    rf"(?:\s{{0,3}}(?:[-–]\s?)?(?:(?:{_LATIN})(?!\p{{L}})|(?:бис|тер|кватер|квинквиес|مكررا?)(?!\p{{L}}))(?:\s[A-Z](?![\p{{L}}\d.(]))?)?"
    r"(?:\s?(?:ers?|ères?|re|[eè]me|nde?|e|è|(?<=\d)os?\.?(?=[\s,;.)]))(?![\p{L}\d)])|\.?[ºª°])?"
)
_NO = r"(?:(?-i:[Nn]os?\.?|[Nn][°º]s?\.?|№№?)\s*)?"
_NUMBER = rf"{_NO}\d{{1,3}}{_SUFFIX}(?:(?<=\d)[A-Za-z]{{1,2}}(?![\w]))?(?![\d/])"
#: What stands in brackets as a point: 2, 2A, a, aa, iv; a longer word is a title.
_INNER = r"(?:\d{1,3}\p{L}?|[ivxlIVXL]{1,6}|\p{Arabic}{1,5}|\p{Cyrillic}{1,2}|[a-zA-Z]{1,2}|\p{Han}{1,3})(?:\s(?:bis|ter|quater))?"
_POINT = (
    r"\s?\(\s?sub-?\s?paragraphs?\s+\(?[a-z]{1,3}\)?\s?\)|"
    rf"\s?\(\s?{_INNER}\s?\)|\s?[«\"“„]\s?\p{{L}}{{1,2}}\s?[»\"”“]|(?<=[IVXLC])(?:\s?[-–]\s?|[.:])\d{{1,2}}(?!\d|\.\d)|(?<=\d):\d{{1,2}}(?!\d)|(?<=\d),?\s\d{{1,2}}°(?=[\s,.;)])"
    r"|\s?['’‘]\d{1,2}['’‘]|\s?(?<![\p{L}])[a-zа-я]{1,4}\)|(?<=\d)\.[a-z](?:\.[ivx]{1,4})?(?![\p{L}])|(?<=\d)\.\d{1,2}(?!\d)"
    r"|(?<=\d),\s(?:[a-z]\)|\([a-z]\))(?=\s*[,;.]|\s*$|\s+(?:and|or|of|et|ou|y|o|du|de|del)\b)"
    r"|(?<=\d)\s[a-z]\.[ivx]{1,4}(?![\p{L}])|(?<=\d)\s(?![oy][\s,])[a-z](?=\s*(?:[,;.)]|$)|\s+(?:and|or|of|et|ou|y|o|du|de|to)\b)"
)
#: A paragraph's number keeps no letter that a bracket closes: "paragraph 1a)" is point a of 1.
_PARA_NUMBER = _NUMBER.replace(r"[A-Za-z]{1,2}(?![\w])", r"[A-Za-z](?![\w)])", 1)
_ROMAN = rf"(?:[IVXLC]{{1,7}}(?:[\s-]?(?:{_LATIN})(?!\p{{L}}))?(?:-?[A-C])?|[Ⅰ-Ⅿ])(?![\p{{L}}])"
_ITEM = {
    "article-point": rf"{_PARA_NUMBER}(?=[a-z]\))",
    "article": rf"(?:\d{{1,2}}-0\d(?!\d)|{_NUMBER}|\(\s?\d{{1,3}}\s?\)|{_NO}{_ROMAN}|(?:{WORDED}|{CAPPED})(?!\p{{L}})|{SMALL}|(?:{ARABIC_ORDINAL})(?![\p{{L}}])|X{{1,2}}(?![\p{{L}}])|[A-Z](?=\s+of\s+(?:this|the\s+present)\b))",
    "paragraph": rf"(?:{_PARA_NUMBER}|l(?=\s?\([a-z]{{1,3}}\))|\(\s?{_INNER}\s?\)|[a-zа-я]{{1,3}}\)|[«\"“„]\s?\p{{L}}{{1,2}}\s?[»\"”“]|(?:{ARABIC_ORDINAL})(?![\p{{L}}])|[a-z]\.[ivx]{{1,4}}|(?:{WORDED})(?!\p{{L}})|[a-z](?:\.(?=\s+(?:of|above|below)\b))?(?![\p{{L}}'’])|(?-i:[IVX]{{2,5}}(?![\p{{L}}])))",
    "container": rf"(?:{COMPOUND}|(?:{WORDED}|{CAPPED})(?!\p{{L}})|(?:{ARABIC_ORDINAL})(?![\p{{L}}])|{_NO}{_ROMAN}|{_NO}\d{{1,3}}{_SUFFIX}(?:[A-Za-z]|-[A-Z])?(?![\w/])|[A-Z](?:[.-]?\d{{1,2}})?(?![\p{{L}}\d]))",
}
_START = {
    level: regex.compile(rf"(?:\s*|-(?=\d))(?P<n>{pattern})(?P<points>(?:{_POINT})*)")
    for level, pattern in _ITEM.items()
}
#: A point that Arabic prints as '2', others as (ii).
_PARENS = regex.compile(r"\(?\s?([\p{L}\d]{1,5})\s?\)?")
_DOTTED = regex.compile(r"^([a-z])\.([ivx]+)$")
_DOT = regex.compile(r"(?<=\b[a-z])\.(?=\s+(?:and|or|et|ou|y|o)\s+[a-z]\b)")
_BARE_ROMAN = regex.compile(r"\s*(?P<n>[ivx]{1,4})(?![\p{L}.)])(?P<points>)")
_BARE_LETTER = regex.compile(
    r"\s*(?P<n>[a-z])(?=\s*(?:[,;.)]|$)"
    r"|\s+(?:and|or|of|above|below|is|are|shall|may|in|et|ou|y|o|du|de|to)\b)"
)
#: "paragraph 1, 2 or 3": a list in the singular, which a last "or 3" shows.
_LISTED_ON = regex.compile(
    r"(?:\s*,\s*\(?[\p{L}\d]{1,4}\)?)*\s*,?\s+(?:or|and|ou|et|y|[oó]|и|или)\s+\(?(?:\d{1,3}|[a-z]\))(?![\p{L}/])"
)
_FOLLOWS = regex.compile(
    r"\s*(?:[,;.:)\]،؛。]|$|and\b|or\b|of\b|to\b|through\b|above|below|et\b|ou\b|de\b|du\b|y\b|[oó]\b|del\b|и\b|или\b"
    r"|стать|пункт|настоящ|من|و|أو|إلى|[-–—]|shall|may|is\b|are\b|apply|applies"
    r"|(?:à|au|al?|hasta|по|до)\s+(?=[\dIVX])|\((?:except|excluding|other\s+than|sauf|hors|salvo)\b|§)"
)


#: "articles from 1 to 3", "artículos del 1 al 3", "المواد من 1 إلى 3".
_FROM_ONE = regex.compile(
    r"\s+(?:from|de|del|с|من)\s+(?=[\dIVX(]+\s+(?:to|through|à|al?|по|до|إلى)\s+[\dIVX(])"
)


#: "Article 12-2": paragraph 2, since no range goes down.
_HYPHEN = regex.compile(r"[-–](\d{1,2})(?![\d/])")


def parse_items(
    text: str, position: int, level: str, forms: Forms, *, plural: bool, inner: bool = False
) -> tuple[list[Item], int]:
    """Return the numbers that follow a unit word, and where they end.

    `inner`: what holds the unit goes on as a list, so its own list needs an "and".
    """
    pattern = _START[_kind(level)]
    if plural and (start := _FROM_ONE.match(text, position)):
        position = start.end() - 1
    match = pattern.match(text, position)
    line = text[max(0, position - 120) : position]
    if level == "article" and line.count("(") <= line.count(")"):
        match = _START["article-point"].match(text, position) or match
    if not match or not (level == "article" or _is_spaced(text, position, match)):
        return [], position
    items = [_item(match)]
    end = match.end()
    hyphen = _HYPHEN.match(text, end) if level == "article" and not plural else None
    if hyphen and not _can_range(items[0], Item((hyphen.group(1),))):
        items[0] = Item((*items[0].labels, hyphen.group(1)))
        end = hyphen.end()
    while True:
        step = _more(text, end, items, pattern, forms, plural, inner)
        aside = _EXCEPT.match(text, end) if step is None else None
        if aside:
            step = _more(text, aside.end(), items, pattern, forms, plural, inner)
        if step is None:
            joined = forms.joined.match(text, aside.end()) if aside else None
            listed = joined and joined.group().strip() and pattern.match(text, joined.end())
            if aside and listed:
                end = aside.end()  # another article of the list, with points of its own
            return items, end
        if aside:
            items += _excepted(text, aside, items, pattern, level, forms)
        item, end, is_range = step
        if is_range:
            items[-1] = Item(items[-1].labels, to=item.labels[-1])
        else:
            items.append(item)


#: "paragraphs 1 to 4 (except for paragraph 2) and 5": a list that goes on after an exception.
_EXCEPT = regex.compile(
    r"\s*\((?:except(?:ing)?(?:\s+for)?|excluding|other\s+than|sauf|hors|salvo|excepto)\s+(?P<unit>\p{L}{3,}\.?\s+|§§?\s*)?(?=[\d(])(?P<inner>(?:[^()]|\([^()]*\))*)\)"
)


def _excepted(
    text: str,
    aside: regex.Match[str],
    items: list[Item],
    pattern: regex.Pattern[str],
    level: str,
    forms: Forms,
) -> list[Item]:
    """Return the numbers of an exception, which the words name too; not those of a part."""
    unit = forms.unit.match(aside.group("unit") or "")
    if unit is not None and not unit.groupdict().get(level):
        return []
    found = _next(text[: aside.end() - 1], aside.start("inner"), items, pattern)
    return [found[0]] if found else []


def _kind(level: str) -> str:
    if level in ("article", "rule", "regulation", "clause"):
        return "article"
    points = ("paragraph", "subparagraph", "item", "indent")
    return "paragraph" if level in points else "container"


def _is_spaced(text: str, position: int, match: regex.Match[str]) -> bool:
    return match.start("n") > position or not text[position - 1 : position].isalnum()


def _item(match: regex.Match[str]) -> Item:
    labels: list[str] = []
    number = match.group("n").strip()
    dotted = _DOTTED.match(number)
    if dotted:
        labels.extend(dotted.groups())
    elif number == "l" and match.group("points"):
        labels.append("1")
    else:
        labels.append(label_of(number))
    labels.extend(label_of(point) for point in _points(match.group("points")))
    return Item(tuple(labels))


def _points(text: str) -> list[str]:
    return [
        w
        for w in regex.findall(r"['’‘]?[\p{L}\d]+['’‘]?", text)
        if "sub" not in w and "para" not in w
    ]


def _more(
    text: str,
    end: int,
    items: list[Item],
    pattern: regex.Pattern[str],
    forms: Forms,
    plural: bool,
    inner: bool,
) -> tuple[Item, int, bool] | None:
    ranged = forms.ranged.match(text, end)
    if ranged:
        found = _next(text, ranged.end(), items, pattern)
        if found is not None and _can_range(items[-1], found[0]):
            return found[0], found[1], True
    dot = _DOT.match(text, end)
    joined = forms.joined.match(text, dot.end() if dot else end)
    if joined and _is_over(text, joined, pattern):
        return None
    if not joined or not joined.group().strip():
        return None
    if joined.group().rstrip().endswith(("in", "of", "with", "under", "to", "by")):
        return None
    found = _next(text, joined.end(), items, pattern)
    if found is None:
        return None
    item, after = found
    comma = joined.group().lstrip().startswith(",")
    if _begins_anew(text, after, forms, comma=comma, plural=plural):
        return None
    bare_comma = joined.group().strip() in (",", "،", ";")
    if joined.group().strip().startswith(";") and not plural:
        return None
    listed = not plural and not inner and bare_comma and _LISTED_ON.match(text, after) is not None
    nested = len(item.labels) > 1
    if bare_comma and not plural and not nested and not listed and pattern is not _START["article"]:
        return None
    comma_word = joined.group().lstrip().startswith(",") and not bare_comma
    if (
        comma_word
        and not plural
        and not nested
        and len(items) < 2
        and pattern is _START["paragraph"]
    ):
        return None
    if (bare_comma or not plural) and not _FOLLOWS.match(text, after):
        return None
    return item, after, False


#: A list of points that an "and" has ended: "paragraphs 4 and 5" before ", and 18".
_ENDED = regex.compile(
    r"\b(?:and|or|et|ou|y|o|и|или)\s+\d{1,3}(?:\s?\([\p{L}\d]{1,4}\))?$", regex.IGNORECASE
)
_COMMA = regex.compile(r"\s*,\s*")
_AND_MORE = regex.compile(r"\s*,\s*(?:and|or|et|ou|y|o|и|или)\s", regex.IGNORECASE)


def _is_over(text: str, joined: regex.Match[str], pattern: regex.Pattern[str]) -> bool:
    """Tell whether ", and 18" goes on an outer list, since the points have had their "and"."""
    if pattern is not _START["paragraph"] or not _AND_MORE.match(joined.group() + " "):
        return False
    return _ENDED.search(text, max(0, joined.start() - 16), joined.start()) is not None


def _begins_anew(text: str, position: int, forms: Forms, *, comma: bool, plural: bool) -> bool:
    """Tell whether a number is an article with points of its own: ", and 5, paragraph 2".

    Without a comma before it the singular tells: "articles 19, § 2 et 23, § 2".
    """
    after = _COMMA.match(text, position)
    unit = forms.unit.match(text, after.end()) if after else None
    if unit is None or unit.group("article") is not None:
        return False
    return comma or (not plural and unit.group("paragraph") is not None)


def _next(
    text: str, position: int, items: list[Item], pattern: regex.Pattern[str]
) -> tuple[Item, int] | None:
    """Return the next number of a list, a bare point taken as sibling of the last one."""
    last = items[-1].labels
    roman = _BARE_ROMAN.match(text, position)
    if roman and len(last) > 1 and style_of(last[-1]) == "roman":
        return Item((*last[:-1], roman.group("n"))), roman.end()
    point = regex.compile(
        rf"\s*(?P<n>\(\s?{_INNER}\s?\)|[a-zа-я]{{1,3}}\))(?P<points>(?:{_POINT})*)"
    ).match(text, position)
    if point:
        labels = _item(point).labels
        depth = _depth_for(last, labels[0])
        return Item((*last[:depth], *labels)), point.end()
    letter = _BARE_LETTER.match(text, position) if len(last) > 1 else None
    if letter and len(last[-1]) == 1 and last[-1].isalpha():
        return Item((*last[:-1], letter.group("n"))), letter.end("n")
    match = pattern.match(text, position)
    if not match:
        return None
    return _item(match), match.end()


def _depth_for(last: tuple[str, ...], label: str) -> int:
    """Return at which depth a bare point stands beside the labels of the item before."""
    if len(last) == 1:
        return 0 if not last[0][:1].isdigit() or label[:1].isdigit() else 1
    for depth in reversed(range(len(last))):
        if _follows(last[depth], label):
            return depth
    style = style_of(label)
    for depth in reversed(range(len(last))):
        if style_of(last[depth]) == style:
            return depth
    return len(last) - 1


def _follows(before: str, after: str) -> bool:
    if len(before) == len(after) == 1 and before.isalpha() and after.isalpha():
        return ord(after) == ord(before) + 1
    one, two = from_roman(before), from_roman(after)
    return one is not None and two == one + 1


def _can_range(first: Item, last: Item) -> bool:
    one, two = first.labels[-1], last.labels[-1]
    if one[:1].isdigit() and two[:1].isdigit():
        left, right = (int(regex.match(r"\d+", x).group()) for x in (one, two))  # type: ignore[union-attr]
        return left < right <= left + 200
    return (one.isalpha() and two.isalpha() and one < two) or from_roman(one) is not None

"""Numbers after a unit word: single, listed, ranged, with nested points.

"1 (a) and (b) and 3" is three items: `1/a`, `1/b`, `3`.  A range keeps both its ends;
what lies between is found when the range is resolved.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from treatygraph.readers.citations.forms import Forms
from treatygraph.readers.enumerators import find_marker
from treatygraph.readers.numerals import (
    ARABIC_ORDINAL,
    from_roman,
    latin_suffix,
    to_ascii_digits,
)

__all__ = ["Item", "parse_items", "span_of", "style_of"]


@dataclass(frozen=True, slots=True)
class Item:
    """Labels from the outermost inward; `to` is the last label where a range ends."""

    labels: tuple[str, ...]
    to: str | None = None


_NUMBER = r"\d{1,3}(?:\s{0,3}(?:bis|ter|quater|quinquies|(?:бис|тер|кватер|مكررا?)(?!\p{L})))?(?:[A-Za-z](?![\w]))?(?![\d/])"
_POINT = (
    r"\s?\(\s?sub-?\s?paragraphs?\s+\(?[a-z]{1,3}\)?\s?\)|"
    r"\s?\(\s?[\p{L}\d]{1,5}\s?\)|\s?['’‘]\d{1,2}['’‘]|\s?(?<![\p{L}])[a-zа-я]{1,4}\)|(?<=\d)\.[a-z](?:\.[ivx]{1,4})?(?![\p{L}])|(?<=\d)\.\d{1,2}(?![\d.]*\d)"
    r"|(?<=\d)\s[a-z]\.[ivx]{1,4}(?![\p{L}])|(?<=\d)\s[a-z](?=\s*(?:[,;.)]|$)|\s+(?:and|or|of|et|ou|y|o|du|de|to)\b)"
)
#: A paragraph's number keeps no letter that a bracket closes: "paragraph 1a)" is point a of 1.
_PARA_NUMBER = _NUMBER.replace(r"(?![\w])", r"(?![\w)])", 1)
_ITEM = {
    "article-point": rf"{_PARA_NUMBER}(?=[a-z]\))",
    "article": rf"(?:{_NUMBER}|\(\s?\d{{1,3}}\s?\)|[IVXL]{{1,6}}[A-C]?(?![\p{{L}}])|premier|1er|(?:{ARABIC_ORDINAL})(?![\p{{L}}])|X{{1,2}}(?![\p{{L}}]))",
    "paragraph": rf"(?:{_PARA_NUMBER}|l(?=\s?\([a-z]{{1,3}}\))|\(\s?[\p{{L}}\d]{{1,5}}\s?\)|[a-zа-я]{{1,3}}\)|[a-z]\.[ivx]{{1,4}}|[a-z](?:\.(?=\s+(?:of|above|below)\b))?(?![\p{{L}}'’]))",
    "container": r"(?:premier\b|première\b|(?:"
    + ARABIC_ORDINAL
    + r")(?![\p{L}])|[IVXLC]{1,7}(?![\p{L}])|\d{1,3}(?![\d/])|[A-Z](?![\p{L}]))",
}
_START = {
    level: regex.compile(rf"\s*(?P<n>{pattern})(?P<points>(?:{_POINT})*)")
    for level, pattern in _ITEM.items()
}
#: A point that Arabic prints as '2', others as (ii).
_QUOTED = regex.compile(r"['’‘](\d{1,2})['’‘]")
_PARENS = regex.compile(r"\(?\s?([\p{L}\d]{1,5})\s?\)?")
_DOTTED = regex.compile(r"^([a-z])\.([ivx]+)$")
_DOT = regex.compile(r"(?<=\b[a-z])\.(?=\s+(?:and|or|et|ou|y|o)\s+[a-z]\b)")
_BARE_ROMAN = regex.compile(r"\s*(?P<n>[ivx]{1,4})(?![\p{L}.)])(?P<points>)")
_BARE_LETTER = regex.compile(
    r"\s*(?P<n>[a-z])(?=\s*(?:[,;.)]|$)"
    r"|\s+(?:and|or|of|above|below|is|are|shall|may|in|et|ou|y|o|du|de|to)\b)"
)
_FOLLOWS = regex.compile(
    r"\s*(?:[,;.:)\]،؛。]|$|and\b|or\b|of\b|to\b|through\b|above|below|et\b|ou\b|de\b|du\b|y\b|o\b|del\b|и\b|или\b"
    r"|стать|пункт|настоящ|من|و|أو|إلى|[-–—]|shall|may|is\b|are\b|apply|applies)"
)


def parse_items(
    text: str, position: int, level: str, forms: Forms, *, plural: bool
) -> tuple[list[Item], int]:
    """Return the numbers that follow a unit word, and where they end."""
    pattern = _START[_kind(level)]
    match = pattern.match(text, position)
    line = text[max(0, position - 120) : position]
    if level == "article" and line.count("(") <= line.count(")"):
        match = _START["article-point"].match(text, position) or match
    if not match or not (level == "article" or _is_spaced(text, position, match)):
        return [], position
    items = [_item(match)]
    end = match.end()
    while True:
        step = _more(text, end, items, pattern, forms, plural)
        if step is None:
            return items, end
        item, end, is_range = step
        if is_range:
            items[-1] = Item(items[-1].labels, to=item.labels[-1])
        else:
            items.append(item)


def _kind(level: str) -> str:
    if level == "article":
        return "article"
    return "paragraph" if level in ("paragraph", "subparagraph", "item") else "container"


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
        labels.append(_label(number))
    labels.extend(_label(point) for point in _points(match.group("points")))
    return Item(tuple(labels))


def _points(text: str) -> list[str]:
    return [
        w
        for w in regex.findall(r"['’‘]?[\p{L}\d]+['’‘]?", text)
        if "sub" not in w and "para" not in w
    ]


def _label(printed: str) -> str:
    text = to_ascii_digits(printed.strip("(). []\u00a0")).replace("\u0640", "").lower()
    if text in ("premier", "1er"):
        return "1"
    text = latin_suffix(text)
    if quoted := _QUOTED.fullmatch(text):
        marker = find_marker(f"’{quoted.group(1)}‘ ")
        return marker.key if marker else text
    if len(text) == 1 and not text.isascii():
        marker = find_marker(f"({text})")
        return marker.key if marker else text
    return text


def _more(
    text: str, end: int, items: list[Item], pattern: regex.Pattern[str], forms: Forms, plural: bool
) -> tuple[Item, int, bool] | None:
    ranged = forms.ranged.match(text, end)
    if ranged:
        found = _next(text, ranged.end(), items, pattern)
        if found is not None and _can_range(items[-1], found[0]):
            return found[0], found[1], True
    dot = _DOT.match(text, end)
    joined = forms.joined.match(text, dot.end() if dot else end)
    if not joined or not joined.group().strip():
        return None
    if joined.group().rstrip().endswith(("in", "of", "with", "under", "to", "by")):
        return None
    found = _next(text, joined.end(), items, pattern)
    if found is None:
        return None
    item, after = found
    if joined.group().lstrip().startswith(",") and _begins_anew(text, after, forms):
        return None
    bare_comma = joined.group().strip() in (",", "،")
    nested = len(item.labels) > 1
    if bare_comma and not plural and not nested and pattern is not _START["article"]:
        return None
    comma_word = joined.group().lstrip().startswith(",") and not bare_comma
    if comma_word and not plural and not nested and pattern is _START["paragraph"]:
        return None
    if (bare_comma or not plural) and not _FOLLOWS.match(text, after):
        return None
    return item, after, False


def _begins_anew(text: str, position: int, forms: Forms) -> bool:
    """Tell whether a number is an article with points of its own: ", and 5, paragraph 2"."""
    comma = regex.compile(r"\s*,\s*").match(text, position)
    unit = forms.unit.match(text, comma.end()) if comma else None
    return unit is not None and unit.group("article") is None


def _next(
    text: str, position: int, items: list[Item], pattern: regex.Pattern[str]
) -> tuple[Item, int] | None:
    """Return the next number of a list, a bare point taken as sibling of the last one."""
    last = items[-1].labels
    roman = _BARE_ROMAN.match(text, position)
    if roman and len(last) > 1 and style_of(last[-1]) == "roman":
        return Item((*last[:-1], roman.group("n"))), roman.end()
    point = regex.compile(
        rf"\s*(?P<n>\(\s?[\p{{L}}\d]{{1,5}}\s?\)|[a-zа-я]{{1,3}}\))(?P<points>(?:{_POINT})*)"
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


def style_of(label: str) -> str:
    """Return the style of a label: number, roman or letter."""
    if label[:1].isdigit():
        return "number"
    return "roman" if from_roman(label) and (len(label) > 1 or label in "ivx") else "letter"


def _can_range(first: Item, last: Item) -> bool:
    one, two = first.labels[-1], last.labels[-1]
    if one[:1].isdigit() and two[:1].isdigit():
        left, right = (int(regex.match(r"\d+", x).group()) for x in (one, two))  # type: ignore[union-attr]
        return left < right <= left + 200
    return (one.isalpha() and two.isalpha() and one < two) or from_roman(one) is not None


_ROMANS = (
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x",
    "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx",
)  # fmt: skip


def span_of(first: str, last: str) -> list[str]:
    """Return the labels from one to another: numbers, letters or Roman numerals, else both.

    >>> span_of("b", "d"), span_of("i", "iii"), span_of("9", "11"), span_of("aa", "bb")
    (['b', 'c', 'd'], ['i', 'ii', 'iii'], ['9', '10', '11'], ['aa', 'bb'])
    """
    if first.isdigit() and last.isdigit():
        return [str(n) for n in range(int(first), int(last) + 1)]
    if last in _ROMANS and first in _ROMANS and (len(last) > 1 or first == "i"):
        return list(_ROMANS[_ROMANS.index(first) : _ROMANS.index(last) + 1])
    if len(first) == len(last) == 1:
        return [chr(c) for c in range(ord(first), ord(last) + 1)]
    return [first, last]

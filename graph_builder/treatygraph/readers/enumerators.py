"""Enumerators at the head of a block: `1.`, `(2)`, `.1`, `(a)`, `b)`, `(iv)`, `(aa)`, `—`.

One letter can belong to several lists: `(i)` follows `(h)` or begins `(i) (ii) (iii)`.
A marker therefore carries every reading it allows; the list that is open decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from treatygraph.readers.numerals import from_chinese, from_roman, to_ascii_digits

__all__ = ["Marker", "Style", "find_bare_marker", "find_marker"]

Style = Literal[
    "number",
    "number-cjk",
    "number-paren",
    "number-point",
    "letter",
    "double",
    "upper",
    "roman",
    "upper-roman",
]

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_ARABIC = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"

_MARKER = re.compile(
    r"^(?P<open>[\[«\"“]?)(?:"
    r"(?P<dotted>[0-9٠-٩۰-۹０-９]{1,3}(?:\s*bis|\s*ter)?)\s*(?P<dot>[.．、]|\s*[-–]\s)(?=\s|\[|[^\d\s]|$)"
    r"|[(（]\s*(?P<paren>[^\W_]{1,5}ـ?(?:\s*bis)?)\s*[)）]"
    r"|(?P<half>[^\W_]{1,4})[)）](?=\s|[^\W\d_]|\[|“|$)"
    r"|(?P<letterdot>[a-z]|[ivx]{2,5}|[ⅰ-ⅻ])\.(?=\s|[A-Z“\"]|[a-z]{2,}\s)"
    r"|\.(?P<point>\d{1,2})\.?(?=\s|[^\W\d])"
    r"|[’‘'](?P<quoted>[0-9٠-٩]{1,2})[’‘'](?=\s)"
    r"|(?P<cjk>[一二三四五六七八九十]{1,3})[、．.]"
    r"|(?P<sign>[㈠-㈩])"
    r")\s*"
)
_BARE = re.compile(
    r"^(?:(?P<number>[1-9]\d?)\s+(?=[A-Z\[“\"À-ÞА-Я])|(?P<letter>[a-z]|[ivx]{2,5})\s+(?=\S))"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """An enumerator: its length in the block, as printed, and what it can mean.

    `readings` maps each possible style to the ordinal in a list of that style.
    """

    length: int
    printed: str
    key: str
    readings: dict[Style, int]


def find_marker(text: str) -> Marker | None:
    """Return the enumerator that a block begins with, else None.

    >>> find_marker("(i) the first").readings
    {'roman': 1, 'letter': 9}
    >>> find_marker("12. Twelve").readings, find_marker("㈢ 丙").readings
    ({'number': 12}, {'number-paren': 3})
    """
    match = _MARKER.match(text)
    if not match:
        return None
    if match.group("dotted"):
        return _numbered(match, match.group("dotted"), "number")
    if match.group("cjk"):
        value = from_chinese(match.group("cjk"))
        return (
            _made(match, match.group("cjk"), str(value), {"number-cjk": value}) if value else None
        )
    if match.group("point"):
        return _numbered(match, match.group("point"), "number-point")
    if match.group("quoted"):
        return _quoted(match)
    if match.group("sign"):
        value = ord(match.group("sign")) - ord("㈠") + 1
        return _made(match, match.group("sign"), str(value), {"number-paren": value})
    printed = match.group("paren") or match.group("half") or match.group("letterdot")
    printed = printed.replace("\u0640", "").replace("\u200d", "")
    digits = to_ascii_digits(printed)
    if digits[0].isdigit():
        return _numbered(match, digits, "number-paren")
    chinese = from_chinese(printed)
    if chinese:
        return _made(match, printed, str(chinese), {"number-paren": chinese})
    readings = _letters(printed)
    return _made(match, printed, _ascii_key(printed, readings), readings) if readings else None


def find_bare_marker(text: str) -> Marker | None:
    """Return an enumerator without point or bracket, as the Council of Europe prints them.

    Only a list that it begins or continues can tell it from a word or a number.

    >>> find_bare_marker("2 The Parties shall").readings, find_bare_marker("2 lamps")
    ({'number': 2}, None)
    """
    match = _BARE.match(text)
    if not match:
        return None
    if match.group("number"):
        return _numbered(match, match.group("number"), "number")
    printed = match.group("letter")
    readings = _letters(printed)
    return _made(match, printed, printed, readings) if readings else None


def _numbered(match: re.Match[str], printed: str, style: Style) -> Marker | None:
    digits = to_ascii_digits(printed)
    number = re.match(r"\d+", digits)
    if not number:
        return None
    key = re.sub(r"\s+", "", digits.lower())
    return _made(match, printed, key, {style: int(number.group())})


def _quoted(match: re.Match[str]) -> Marker:
    """Read ’1‘, which Arabic versions print where others print (i), as that."""
    value = int(to_ascii_digits(match.group("quoted")))
    tens, ones = divmod(value, 10)
    units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return _made(match, match.group("quoted"), "x" * tens + units[ones], {"roman": value})


def _made(match: re.Match[str], printed: str, key: str, readings: dict[Style, int]) -> Marker:
    return Marker(match.end(), printed, key, readings)


def _letters(text: str) -> dict[Style, int]:
    readings: dict[Style, int] = {}
    lower = text.lower()
    value = from_roman(text)
    if value and value <= 60:
        readings["roman" if text.islower() else "upper-roman"] = value
    if len(text) == 1:
        for alphabet in (_LATIN, _CYRILLIC, _ARABIC, "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ"):
            if lower in alphabet:
                style: Style = "upper" if text.isupper() else "letter"
                readings.setdefault(style, alphabet.index(lower) + 1)
    elif len(text) == 2 and text[0] == text[1] and lower[0] in _LATIN and text.islower():
        readings["double"] = _LATIN.index(lower[0]) + 1
        readings.setdefault("letter", 27 + _LATIN.index(lower[0]))
    return readings


def _ascii_key(text: str, readings: dict[Style, int]) -> str:
    """Return letters of other scripts as the Latin letter of the same place."""
    if text.isascii():
        return text.lower()
    place = readings.get("letter") or readings.get("upper") or 1
    return _LATIN[place - 1] if place <= 26 else f"{_LATIN[place - 27]}{_LATIN[place - 27]}"

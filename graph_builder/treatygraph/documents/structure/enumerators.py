"""Enumerators at the head of a block: `1.`, `(2)`, `.1`, `(a)`, `b)`, `(iv)`, `(aa)`, `—`.

One letter can belong to several lists: `(i)` follows `(h)` or begins `(i) (ii) (iii)`.
A marker therefore carries every reading it allows; the list that is open decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from treatygraph.documents.structure.numerals import (
    from_chinese,
    from_roman,
    latin_suffix,
    to_ascii_digits,
)

__all__ = ["Marker", "Style", "find_bare_marker", "find_marker"]

Style = Literal[
    "number",
    "number-cjk",
    "number-paren",
    "number-point",
    "decimal",
    "decimal-2",
    "decimal-3",
    "letter",
    "double",
    "upper",
    "roman",
    "upper-roman",
]

#: The stems and branches that count points in Chinese: （甲）, （子）.
_STEMS = ("甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥")
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_ARABIC = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"

#: Numbers put in later: 2 bis, (c) ter, 1 bis A.
_LATE = (
    r"(?:bis|ter|quater|quinquies|sexies|septies|octies|бис|тер|кватер)(?!\w)(?:\s[A-Z](?=[.)]))?"
)
_MARKER = re.compile(
    r"^(?P<open>[\[«\"“]?)(?:§\s*(?=\d{1,3}(?:er)?\.))?(?:"
    rf"(?P<dotted>[0-9٠-٩۰-۹０-９]{{1,3}}(?:\s*[-–]?\s*{_LATE}|[A-Za-z](?=[.．]))?)\s*"
    r"(?P<dot>[.．、]|\s*[-–]\s)(?=\s|\[|[^\d\s]|$)"
    r"|(?P<decimal>\d{1,3}(?:\.\d{1,2}){1,3}[A-Za-z]?)\.?(?=\s+[^\W\d_a-z]|\s+[\[“\"«(]|\s*$)"
    rf"|[(（]\s*(?P<paren>(?:[^\W_]{{1,5}}ـ?|\d{{1,3}}[A-Za-z])(?:\s*[-–]?\s*{_LATE})?)\s*[)）](?:\.(?=\s|$))?"
    r"|(?P<half>[^\W_]{1,4})[)）](?:\.(?=\s|$))?(?=\s|[^\W\d_]|\[|“|$)"
    r"|(?P<letterdot>[a-z]|[ivx]{2,5}|[ⅰ-ⅻ])\.(?=\s|[A-Z“\"]|[a-z]{2,}\s)"
    r"|\.(?P<point>\d{1,2})\.?(?=\s|[^\W\d])"
    r"|[’‘'](?P<quoted>[0-9٠-٩]{1,2})[’‘'](?=\s)"
    r"|(?P<cjk>[一二三四五六七八九十]{1,3})[、．.]"
    r"|(?P<sign>[㈠-㈩])"
    rf")(?:\s*(?P<late>{_LATE})\.?(?=\s))?\s*"
)
_BARE = re.compile(
    r"^(?:(?P<number>[1-9]\d?)\s+(?=[A-Z\[“\"À-ÞА-Я])|(?P<letter>[a-z]|[ivx]{2,5})\s+(?=\S))"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """An enumerator: its length in the block, as printed, and what it can mean.

    `readings` maps each possible style to the ordinal in a list of that style; `inserted`
    tells 2 bis, 2A and (ab) from the numbers that they follow.
    """

    length: int
    printed: str
    key: str
    readings: dict[Style, int]
    inserted: bool = False


def find_marker(text: str) -> Marker | None:
    """Return the enumerator that a block begins with, else None.

    >>> find_marker("(i) the first").readings
    {'roman': 1, 'letter': 9}
    >>> find_marker("12. Twelve").readings, find_marker("㈢ 丙").readings
    ({'number': 12}, {'number-paren': 3})
    """
    return _marker(text[:_FAR])


#: No enumerator, with the blanks behind it, is longer.
_FAR = 200


@lru_cache(maxsize=20_000)
def _marker(text: str) -> Marker | None:
    match = _MARKER.match(text)
    if not match:
        return None
    marker = _read(match)
    if marker is not None and match.group("late"):
        late = latin_suffix(f"1 {match.group('late')}")[1:].lower()
        printed = f"{marker.printed} {match.group('late')}"
        return replace(marker, printed=printed, key=marker.key + late, inserted=True)
    return marker


def _read(match: re.Match[str]) -> Marker | None:
    if match.group("dotted"):
        return _numbered(match, match.group("dotted"), "number")
    if match.group("cjk"):
        value = from_chinese(match.group("cjk"))
        return (
            _made(match, match.group("cjk"), str(value), {"number-cjk": value}) if value else None
        )
    if match.group("point"):
        return _numbered(match, match.group("point"), "number-point")
    if match.group("decimal"):
        return _decimal(match)
    if match.group("quoted"):
        return _quoted(match)
    if match.group("sign"):
        value = ord(match.group("sign")) - ord("㈠") + 1
        return _made(match, match.group("sign"), str(value), {"number-paren": value})
    printed = match.group("paren") or match.group("half") or match.group("letterdot")
    printed = printed.replace("\u0640", "").replace("\u200d", "")
    late = re.search(rf"\s*[-–]?\s*(?P<late>{_LATE})$", printed)
    if late:
        stem = _stem(match, printed[: late.start()])
        suffix = latin_suffix(f"1 {late.group('late')}")[1:].lower()
        return (
            replace(stem, printed=printed, key=stem.key + suffix, inserted=True) if stem else None
        )
    return _stem(match, printed)


def _stem(match: re.Match[str], printed: str) -> Marker | None:
    digits = to_ascii_digits(printed)
    if not digits:  # "(bis)" alone
        return None
    if digits[0].isdigit():
        return _numbered(match, digits, "number-paren")
    for stems in _STEMS:
        if len(printed) == 1 and printed in stems:
            place = stems.index(printed)
            return _made(match, printed, _LATIN[place], {"letter": place + 1})
    chinese = from_chinese(printed)
    if chinese:
        return _made(match, printed, str(chinese), {"number-paren": chinese})
    readings = _letters(printed)
    if readings:
        return _made(match, printed, _ascii_key(printed, readings), readings)
    if len(printed) == 2 and printed.isascii() and printed.islower() and printed[1] < "g":
        after = _LATIN.index(printed[0]) + 1
        return Marker(match.end(), printed, printed, {"letter": after}, inserted=True)
    return None


def _decimal(match: re.Match[str]) -> Marker:
    """Read 1.1 and 1.1.2: a number that says what it lies in."""
    printed = match.group("decimal")
    depth = printed.count(".")
    style: Style = "decimal" if depth == 1 else "decimal-2" if depth == 2 else "decimal-3"
    last = re.sub(r"\D", "", printed.rpartition(".")[2])
    return _made(match, printed, printed.lower(), {style: int(last)})


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
    inserted = number.end() < len(digits)
    digits = latin_suffix(digits) if inserted else digits
    key = re.sub(r"[\s–-]+", "", digits.lower())
    return Marker(match.end(), printed, key, {style: int(number.group())}, inserted=inserted)


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
